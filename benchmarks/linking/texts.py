"""Texts for invented claims, in two scripts, each with the claims of its document where its words stand."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from benchmarks.linking.invent import Book
from tollbook.model.claim import Claim
from tollbook.model.place import Location

LATIN = ("ba", "dur", "kel", "mor", "sa", "tin", "qa", "rush", "el", "nah", "zo", "fir", "la", "hem")
ARABIC = dict(
    zip(
        LATIN, ("با", "دور", "كل", "مور", "سا", "تين", "قا", "رش", "يل", "نه", "زو", "فر", "لا", "هم"), strict=True
    )
)
SITES, WORDS = 40, 30_000
"""Sites at which is published, each numbering its articles; and words that reports are made of."""


@dataclass(frozen=True)
class Told:
    """A document: its text and address, when it was published if anybody says, its claims, with their places."""

    id: str
    text: str
    url: str
    published: date | None
    claims: tuple[Claim, ...]
    locations: dict[str, Location]
    events: dict[str, int]


def told(book: Book, seed: int = 1) -> Iterator[Told]:
    """The documents of a book of invented claims. Of one in three nobody says when it was published."""
    chance = random.Random(seed)
    words = ["".join(chance.choice(list(ARABIC)) for _ in range(chance.choice((2, 3)))) for _ in range(WORDS)]
    ordered = sorted(book.claims.values(), key=lambda claim: (claim.doc, claim.start))
    villages = {book.truth[claim.id]: _village(claim) for claim in ordered if claim.place}
    for doc, claims in groupby(ordered, key=lambda claim: claim.doc):
        yield _document(book, doc, list(claims), villages, words, chance)


def _village(claim: Claim) -> str:
    return claim.place.split()[-1].removeprefix("al-").capitalize()


def _document(
    book: Book, doc: str, claims: list[Claim], villages: dict[int, str], words: list[str], chance: random.Random
) -> Told:
    script = chance.choice((str, _arabic))
    published = book.documents[doc].published
    assert published is not None
    pieces, placed = [f"{_common(words, chance, script, 8)}. {doc}\n"], []
    length = len(pieces[0])
    for _, of_event in groupby(claims, key=lambda claim: claim.start // 4_000):
        members = list(of_event)
        village = script(villages.get(book.truth[members[0].id], ""))  # named even where no claim names it
        kind = "village of" if script is str else "قرية"
        line = f"{_common(words, chance, script, 12)}, {kind} {village}, {village}: "
        pieces.append(line)
        length += len(line)
        for claim in members:
            placed.append((claim, length))
            piece = f"{claim.count_text} {_common(words, chance, script, 6)}. "
            pieces.append(piece)
            length += len(piece)
        pieces.append(_common(words, chance, script, 15) + ".\n")
        length += len(pieces[-1])
    text = "".join(pieces)
    id_ = hashlib.sha256(text.encode()).hexdigest()
    site, number = chance.randrange(SITES), (published.toordinal() - 741_000) * 20 + chance.randrange(20)
    made = {claim.id: replace(claim, doc=id_, start=at, end=at + len(claim.count_text)) for claim, at in placed}
    return Told(
        id=id_,
        text=text,
        url=f"https://site{site}.example/news/{number}" if number > 0 else "",
        published=published if chance.random() < 0.67 else None,
        claims=tuple(made.values()),
        locations={new.id: book.locations[old] for old, new in made.items() if old in book.locations},
        events={new.id: book.truth[old] for old, new in made.items()},
    )


def _common(words: list[str], chance: random.Random, script: object, count: int) -> str:
    """So many words, the first of the list far more often than the last."""
    assert callable(script)
    chosen = (words[min(len(words), int(chance.paretovariate(0.5))) - 1] for _ in range(count))
    return " ".join(script(word.capitalize() if chance.random() < 0.15 else word) for word in chosen)


def _arabic(word: str) -> str:
    """A word made of the syllables above in Arabic letters."""
    rest, found = word.lower(), ""
    while rest:
        syllable = next((one for one in sorted(ARABIC, key=len, reverse=True) if rest.startswith(one)), "")
        if not syllable:
            return found + rest
        found, rest = found + ARABIC[syllable], rest[len(syllable) :]
    return found
