"""Extractors, one module a kind. Each has `extract(data, name)`, and its libraries are loaded only for it."""
