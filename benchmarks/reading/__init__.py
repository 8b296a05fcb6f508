"""Benchmarks of the reader: accuracy by the scorers beside the data, and speed beside a plain full parse."""
