"""Expressions of time, one module a kind; `when.py` finds them all."""
