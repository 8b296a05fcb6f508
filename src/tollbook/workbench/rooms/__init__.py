"""The rooms of the workbench: each a few addresses and what they answer."""
