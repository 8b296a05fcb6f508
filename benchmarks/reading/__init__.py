"""Benchmarks of the reader: accuracy by the scorers beside the data, and speed beside a plain full parse."""

import tollbook  # noqa: F401  first of all: it keeps NumPy to one thread
