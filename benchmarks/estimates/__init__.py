"""Benchmarks of the estimates: beside R, against what is known, and how long they take."""

import tollbook  # noqa: F401  first of all: it keeps NumPy to one thread
