"""Latent classes: persons of several kinds, each kind with its own chances of being on each list."""

from __future__ import annotations

from tollbook.estimates.classes.estimate import estimate

__all__ = ["estimate"]
