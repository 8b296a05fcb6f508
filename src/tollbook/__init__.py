"""Tollbook keeps account of civilians harmed in war; every number leads back to the sentence that says it.

import tollbook

book = tollbook.open("west-mosul")
book.add(["reports/"])
for incident in book.incidents():
    print(incident.assessment)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.model.version import VERSION

if TYPE_CHECKING:
    from tollbook.flow import Book

__version__ = VERSION

if "numpy" not in sys.modules:
    # NumPy reads this once. Matrices here are small: more threads cost more than they save, and processes that
    # read side by side would take the cores from each other (claims/readers/rules_en/parse.py).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def open(path: str | Path, *, by: str = "") -> Book:  # noqa: A001  the public name reads as the path does: tollbook.open(...)
    """Open the book in the folder `path`; `by` names who writes in it.

    Raises `tollbook.model.finding.Refusal` where there is no book or it cannot be opened.
    """
    from tollbook.flow import Book

    return Book.open(Path(path), by=by)
