"""Whose a means is, read off the words beside it, whatever the parse took them for ("alleged coalition
airstrikes", "the regime's helicopter", "aircraft believed to be foreign")."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.actor import is_held, names_doer
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.claims.readers.rules_en.place import place_nouns
from tollbook.claims.readers.rules_en.where import is_placed_name

_BELIEVED = 6
"""Words after a means within which "believed to be", "probably" and a nation may follow."""


REACH = 24
"""Words from a harm within which a means may be that of its doer."""


def owner(words: Sequence[Word], near: int) -> tuple[int, int] | None:
    """Offsets of the doer whose means a sentence names, nearest to word `near`."""
    found = []
    for word in words:
        if word.lower not in _means() or abs(word.i - near) > REACH or _of_a_target(words, word.i):
            continue
        run = _before(words, word.i) or _believed(words, word.i)
        if run is not None:
            found.append((abs(word.i - near), *run))
    if not found:
        return None
    _, first, last = min(found)
    return words[first].start, words[last].end


@functools.cache
def _means() -> frozenset[str]:
    return (lexicon.words("actors", "means") | lexicon.words("actors", "unnamed", "means") | {"police"}) - {"car"}


def _of_a_target(words: Sequence[Word], i: int) -> bool:
    """ "A rebel mortar position", "a missile site": a means that belongs to what was hit."""
    after = words[i + 1].lower if i + 1 < len(words) else ""
    return after in lexicon.words("actors", "owned", "targets")


def _before(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """The first and last word of the doer right before a means, with what only describes the means between."""
    plain = lexicon.words("actors", "means", "not_actor") | lexicon.words("actors", "means") | {"-", "'s", "'"}
    k = i - 1
    while k >= 0 and words[k].lower in plain:
        k -= 1
    if k < 0 or not _may_own(words, k, i):
        return None
    last = k
    while k and (_joins(words, k) or (_may_own(words, k - 1, i) and words[k - 1].end + 1 >= words[k].start)):
        k -= 1
    return k, last


def _joins(words: Sequence[Word], k: int) -> bool:
    """Whether the word before is a hyphen or a part of a compound: "Saudi-led"."""
    return words[k - 1].text == "-" or (words[k].text == "-" and k > 1 and words[k - 1].text[:1].isalpha())


def _may_own(words: Sequence[Word], k: int, means: int) -> bool:
    word = words[k]
    known = word.lower in lexicon.words("actors", "noun") or word.text[:1].isupper()
    placed = words[means].lower in lexicon.words("places", "fought", "known_by") and is_placed_name(word)
    listed = lexicon.table("places")
    land = word.lower in listed["country"]["names"] and words[k + 1].lower not in ("'s", "'")
    no_doer = land or word.lower in listed["city"]["names"] or word.lower in place_nouns()
    return (
        known
        and not (placed or no_doer or is_held(words, k))
        and names_doer(word)
        and word.tag.startswith(("N", "J"))
    )


def _believed(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """A nation after "believed to be", "probably" behind a means."""
    hedged = lexicon.words("actors", "owned", "hedges")
    after = words[i + 1 : i + 1 + _BELIEVED]
    hedge = next((w.i for w in after if w.lower in hedged), None)
    if hedge is None:
        return None
    nation = next(
        (w.i for w in words[hedge + 1 : hedge + 4] if w.lower in lexicon.table("places")["country"]["adjectives"]),
        None,
    )
    return (nation, nation) if nation is not None else None
