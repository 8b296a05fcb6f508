"""Decomposable graphs: Bayesian averaging over which lists depend on which (Madigan & York 1997).

from tollbook.estimates.graphs import estimate
"""

from __future__ import annotations

from tollbook.estimates.graphs.average import estimate

__all__ = ["estimate"]
