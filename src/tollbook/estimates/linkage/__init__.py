"""Linkage uncertainty: which records are of one person is itself known only with some probability."""

from __future__ import annotations

from tollbook.estimates.linkage.estimate import estimate
from tollbook.estimates.linkage.link import at, draw
from tollbook.estimates.linkage.read import read
from tollbook.estimates.linkage.records import Records

__all__ = ["Records", "at", "draw", "estimate", "read"]
