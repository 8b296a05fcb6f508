"""Benchmark of assessing: one text taken as one incident, against published records."""
