"""The workbench: the private web application. Empty until it is built."""
