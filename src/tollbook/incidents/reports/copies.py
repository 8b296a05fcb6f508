"""How like two texts are, in any script: the share of word runs they have in common, and MinHash to find it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tollbook.places.names import plain

Runs = frozenset[tuple[str, ...]]
FEW = 40
"""Of so many texts each is compared with each; of more, those whose sketches share a band."""
BANDS, ROWS = 48, 3
"""Two texts that have half of their runs in common share a band in 99.8 of 100 cases, a tenth in 5 of 100."""
_WORD = re.compile(r"\w+")
_PRIME = np.uint64((1 << 31) - 1)


def runs(text: str, length: int) -> Runs:
    """The runs of `length` words of a text; of a shorter text the one run it is.

    Case, diacritics, vowel signs, tatweel and the letters that Arabic keyboards exchange do not count.
    """
    words = _WORD.findall(plain(text))
    if not words:
        return frozenset()
    return frozenset(tuple(words[i : i + length]) for i in range(max(1, len(words) - length + 1)))


def likeness(a: Runs, b: Runs) -> float:
    """Jaccard resemblance, 0 to 1 (Broder, 1997); 0 where either is empty."""
    return len(a & b) / len(a | b) if a and b else 0.0


def near_same(texts: Mapping[str, str], *, length: int, threshold: float) -> dict[str, str]:
    """Each document to the first, in the order of `texts`, of those whose texts are near-same with its own.

    Likeness is carried on from text to text.
    """
    made = {document: runs(text, length) for document, text in texts.items()}
    home = {document: document for document in texts}
    for a, b in _pairs(made):
        if home[a] != home[b] and likeness(made[a], made[b]) >= threshold:
            kept, gone = home[a], home[b]
            home = {document: kept if h == gone else h for document, h in home.items()}
    rank = {document: i for i, document in enumerate(texts)}
    first: dict[str, str] = {}
    for document in sorted(home, key=rank.__getitem__):
        first.setdefault(home[document], document)
    return {document: first[home[document]] for document in texts}


def _pairs(made: Mapping[str, Runs]) -> Iterator[tuple[str, str]]:
    """The pairs that may be near-same, in order."""
    if len(made) <= FEW:
        yield from combinations(made, 2)
        return
    names = list(made)
    shelves: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        if made[name]:
            for band, rows in enumerate(sketch(made[name]).reshape(BANDS, ROWS)):
                shelves[band, rows.tobytes()].append(at)
    found = {pair for members in shelves.values() for pair in combinations(members, 2)}
    yield from ((names[a], names[b]) for a, b in sorted(found))


def sketch(found: Runs) -> NDArray[np.uint64]:
    """The MinHash signature of some runs, BANDS times ROWS numbers: as many agree as the runs have in common.

    By hashes that are the same in every process. There must be a run.
    """
    digests = (blake2b(" ".join(run).encode(), digest_size=4).digest() for run in sorted(found))
    hashes = np.frombuffer(b"".join(digests), dtype="<u4").astype(np.uint64) % _PRIME
    signature: NDArray[np.uint64] = ((hashes[:, None] * _FACTORS + _SHIFTS) % _PRIME).min(axis=0)
    return signature


_FACTORS, _SHIFTS = np.random.default_rng(1997).integers(1, int(_PRIME), (2, BANDS * ROWS)).astype(np.uint64)
