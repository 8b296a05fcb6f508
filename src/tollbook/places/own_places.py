"""All of a recorder's own gazetteers together, in the order in which they were added."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from tollbook.places.own import Row
from tollbook.places.own_index import OwnIndex, filed_as, filed_loosely


class OwnPlaces:
    """Rows of several gazetteers under one numbering: those of the first, then those of the second …"""

    def __init__(self, indexes: Sequence[OwnIndex]) -> None:
        self._indexes = indexes
        self._starts = [0, *accumulate(map(len, indexes))]

    def named(self, name: str) -> tuple[tuple[int, bool], ...]:
        """The rows called `name`, and whether only without the article; as written before without it."""
        return self._posted(filed_as(name)) or self._posted(filed_loosely(name))

    def first(self, name: str) -> int | None:
        """The first row called exactly `name`: what a parent of that name is."""
        return next((number for number, loose in self._posted(filed_as(name)) if not loose), None)

    def row(self, number: int) -> Row:
        """The row of that number; `where` is the number."""
        index, place = self._place(number)
        return replace(self._indexes[index].row(place), where=str(number))

    def slug(self, number: int) -> str:
        """What makes up the row's id. Where an earlier gazetteer has it too, which gazetteer it is of follows."""
        index, place = self._place(number)
        slug = self._indexes[index].slug(place)
        taken = any(earlier.has_slug(slug) for earlier in self._indexes[:index])
        return f"{slug}@{index + 1}" if taken else slug

    def _posted(self, filed: str) -> tuple[tuple[int, bool], ...]:
        return tuple(
            (start + number, loose)
            for start, index in zip(self._starts, self._indexes, strict=False)
            for number, loose in index.posted(filed)
        )

    def _place(self, number: int) -> tuple[int, int]:
        """The position of the gazetteer, and of the row in it."""
        index = bisect_right(self._starts, number) - 1
        return index, number - self._starts[index]
