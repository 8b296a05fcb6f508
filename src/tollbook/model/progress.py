"""How long work tells of its progress, to whoever watches."""

from __future__ import annotations

from collections.abc import Callable

Watch = Callable[[str, int, int], None]
"""Told of progress: the stage ("reading"), how much of it is done, and of how much."""


def unwatched(stage: str, done: int, total: int) -> None:
    """The `Watch` of work that nobody watches."""
