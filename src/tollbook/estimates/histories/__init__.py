"""Capture histories: which lists hold whom, as people write them in CSV files, and as tables to estimate from."""

from __future__ import annotations

from tollbook.estimates.histories.histories import Histories, Stratum
from tollbook.estimates.histories.read import read

__all__ = ["Histories", "Stratum", "read"]
