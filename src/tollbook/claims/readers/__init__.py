"""Readers: what finds claims in a text."""
