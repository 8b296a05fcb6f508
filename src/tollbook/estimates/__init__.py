"""Estimates: how many were never recorded. Multiple systems estimation, a library of its own.

from tollbook.estimates import read, Table
"""

from __future__ import annotations

from tollbook.estimates.estimate import Estimate, NotIdentified
from tollbook.estimates.histories import Histories, read
from tollbook.estimates.table import Table

__all__ = ["Estimate", "Histories", "NotIdentified", "Table", "read"]
