"""A mention: the words of a sentence that stand for people (or homes) harmed, with how many they say they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """Offsets of the anchor in the sentence; the head word; the counted noun ("" where there is none).

    `low` and `high` as CLAIMS.md has them; `count_text` are the words that give the number. `named` is true
    for a person named, `definite` for a noun that points back ("the man"). `tail` is the end of a name or
    age that follows the anchor.
    """

    start: int
    end: int
    head: int
    noun: str
    phrase: str
    low: int | None
    high: int | None
    count_text: str
    counted: bool
    named: bool = False
    definite: bool = False
    share: bool = False
    tail: int = 0
