"""Estimates: how many were never recorded. A library of its own, still empty."""
