"""Tallies: sums over incidents with the list of them, and aggregates held against them."""
