"""Bulk: the same steps over many files. Empty until one machine is outgrown."""
