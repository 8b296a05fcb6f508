"""Groups that grow by joining and never break a word given: what is forbidden to be together never will be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Groups(Generic[Item]):
    """Disjoint groups of items, with pairs of groups that must stay apart.

    Invariant: an item that was never mentioned is a group of its own; of two groups that were forbidden to be
    together, no two members ever are.
    """

    def __init__(self) -> None:
        self._up: dict[Item, Item] = {}
        self._size: dict[Item, int] = {}
        self._apart: dict[Item, set[Item]] = {}

    def root(self, item: Item) -> Item:
        """The item that stands for the group of `item`."""
        top = item
        while (above := self._up.get(top, top)) != top:
            top = above
        while (above := self._up.get(item, item)) != top:
            self._up[item], item = top, above
        return top

    def together(self, a: Item, b: Item) -> bool:
        """Whether two items are in one group."""
        return self.root(a) == self.root(b)

    def apart(self, a: Item, b: Item) -> bool:
        """Whether two items are forbidden to be in one group."""
        return self.root(b) in self._apart.get(self.root(a), ())

    def join(self, a: Item, b: Item) -> bool:
        """Put the groups of two items together; False, and nothing done, where that is forbidden."""
        kept, gone = self.root(a), self.root(b)
        if kept == gone:
            return True
        if gone in self._apart.get(kept, ()):
            return False
        if self._size.get(kept, 1) < self._size.get(gone, 1):
            kept, gone = gone, kept
        self._up[gone] = kept
        self._size[kept] = self._size.get(kept, 1) + self._size.pop(gone, 1)
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(kept)
            self._apart.setdefault(kept, set()).add(other)
        return True

    def forbid(self, a: Item, b: Item) -> bool:
        """Keep the groups of two items apart for good; False, and nothing done, where they are one already."""
        first, second = self.root(a), self.root(b)
        if first == second:
            return False
        self._apart.setdefault(first, set()).add(second)
        self._apart.setdefault(second, set()).add(first)
        return True

    def forbidden(self) -> Iterator[tuple[Item, Item]]:
        """The pairs of groups that must stay apart, by the items that stand for them."""
        for first, others in self._apart.items():
            for second in others:
                yield first, second

    def lists(self, items: Iterable[Item]) -> list[list[Item]]:
        """The groups of `items`, in the order in which their first members come, members in their order."""
        found: dict[Item, list[Item]] = {}
        for item in items:
            found.setdefault(self.root(item), []).append(item)
        return list(found.values())
