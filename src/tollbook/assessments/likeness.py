"""How like two texts are: the share of word runs that they have in common, in any script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

Runs = frozenset[tuple[str, ...]]


def runs(text: str, length: int) -> Runs:
    """The runs of `length` words of a text; of a shorter text the one run it is."""
    words = re.findall(r"\w+", text.casefold())
    if not words:
        return frozenset()
    return frozenset(tuple(words[i : i + length]) for i in range(max(1, len(words) - length + 1)))


def likeness(a: Runs, b: Runs) -> float:
    """Jaccard resemblance, 0 to 1 (Broder, 1997); 0 where either is empty."""
    return len(a & b) / len(a | b) if a and b else 0.0


def near_same(texts: Mapping[str, str], *, length: int, threshold: float) -> dict[str, str]:
    """Each document to the first, in the order of `texts`, of those whose texts are near-same with its own.

    Likeness is carried on from text to text. Compares every pair: meant for the documents of one incident.
    """
    made = {document: runs(text, length) for document, text in texts.items()}
    home = {document: document for document in texts}
    for a, b in combinations(texts, 2):
        if home[a] != home[b] and likeness(made[a], made[b]) >= threshold:
            kept, gone = home[a], home[b]
            home = {document: kept if h == gone else h for document, h in home.items()}
    rank = {document: i for i, document in enumerate(texts)}
    first: dict[str, str] = {}
    for document in sorted(home, key=rank.__getitem__):
        first.setdefault(home[document], document)
    return {document: first[home[document]] for document in texts}
