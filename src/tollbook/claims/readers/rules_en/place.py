"""A place as written: which words name it, and how exact it is."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import Word, subtree

NAMED = 3


"""The least exactness of a place with a name of its own, countries apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written: its words' offsets in the sentence, the word it hangs on, and how exact it is.

    `exact` is 0 for a word such as "the area", 1 for a building without a name, 2 for a country, 3 for any
    other name, 4 for a name with a noun of its kind ("the village of X"), 5 for a building or street with a
    name near it.
    """

    start: int
    end: int
    head: int
    above: int
    exact: int


@functools.cache
def place_nouns() -> frozenset[str]:
    """The nouns that stand for a place, with their plurals."""
    listed = lexicon.words("places", "noun")
    return listed | {lexicon.plural(noun) for noun in listed if not noun.endswith("s")}


def is_name(word: Word) -> bool:
    """Whether a word is written as a name: tagged so, or a noun with a capital inside the sentence."""
    return word.tag.startswith("NNP") or (word.tag.startswith("NN") and word.i > 0 and word.text[:1].isupper())


def place_phrase(words: Sequence[Word], head: Word, above: int) -> Place:
    """The place with its determiner, its "of X", the names after commas, and what it lies in or near."""
    first = head.i
    for k in head.children:
        if k < head.i and words[k].dep in (
            "det",
            "amod",
            "compound",
            "nmod",
            "poss",
            "nummod",
            "npadvmod",
            "advmod",
        ):
            first = min([first, *[s for s in subtree(words, k) if s <= head.i]])
    last = max(_extend(words, head.i, 3), _called(words, head.i))
    kind = head.lower in place_nouns() or any(words[k].lower in place_nouns() for k in range(first, last + 1))
    named = any(
        is_name(words[k]) and words[k].text[0].isalnum() and words[k].lower not in groups() | {"al", "el"}
        for k in range(first, last + 1)
    )
    directed = any(words[k].lower in lexicon.words("places", "direction") for k in head.children)
    country = head.lower in lexicon.table("places")["country"]["names"] and not directed
    exact = _exactness(head.lower, kind, named, country, bool(kids(words, head.i, "amod", "compound")))
    while first < last and words[first].lower in (",", "(", "both", "and"):
        first += 1
    inner = _named_within(words, first, head.i, last)
    if inner is not None:
        first, exact = inner, 4
    return Place(words[first].start, words[last].end, head.i, above, exact)


def _called(words: Sequence[Word], head: int) -> int:
    """The last word of the name after "the village of", "Kazim district, X", read off the capitals."""
    last = head
    if head + 2 < len(words) and words[head].lower in place_nouns() and words[head + 1].lower == "of":
        k = head + 2
        while k < len(words) and words[k].text[:1].isupper() and words[k].text[:1].isalpha():
            last, k = k, k + 1
    return last


@functools.cache
def groups() -> frozenset[str]:
    """Words of the names of armed groups: in "an Islamic State training camp" they name no place."""
    return frozenset(word for name in lexicon.words("people", "combatant", "groups") for word in name.split())


def any_building(words: Sequence[Word], place: Place) -> bool:
    """Whether a place is no more than "a house", of which there are many."""
    first = next(word.i for word in words if word.start >= place.start)
    return words[place.head].end == place.end and _is_any_building(words, first, place.head)


def _is_any_building(words: Sequence[Word], first: int, head: int) -> bool:
    lead = words[first:head]
    small = words[head].lower.removesuffix("s") in lexicon.words("places", "noun", "any_building")
    any_ = lexicon.words("places", "any")
    return small and bool(lead) and all(word.lower in any_ or word.tag == "CD" for word in lead)


def _named_within(words: Sequence[Word], first: int, head: int, last: int) -> int | None:
    """Where the named place begins behind "a house in", which by itself places nothing."""
    if head == last or not _is_any_building(words, first, head):
        return None
    if words[head + 1].lower not in ("in", "at", "near", "of") or head + 2 > last:
        return None
    return head + 2 if any(is_name(w) for w in words[head + 2 : last + 1]) else None


def _exactness(head: str, kind: bool, named: bool, country: bool, described: bool) -> int:
    if country:
        return 2
    if head in lexicon.words("places", "noun", "small"):
        return 5 if named else 1
    if not named:
        return 0 if not described and head in lexicon.words("places", "noun", "vague") else 1
    return 4 if kind else NAMED


def _extend(words: Sequence[Word], i: int, depth: int) -> int:
    """The last word of a place: names after a comma and prepositions of place are followed, nothing else."""
    last = i
    for k in words[i].children:
        child = words[k]
        if k < i:
            continue
        plain = not any(words[c].dep == "det" for c in child.children)
        dated = child.lower.rstrip(".") in lexicon.table("time")["months"]
        if child.dep == "appos" and child.tag.startswith("NNP") and depth and plain and not dated:
            last = max(last, _extend(words, k, depth - 1))
        elif (
            child.dep == "prep" and depth and child.lower in ("of", "in", "near", "at", "outside", "on", "between")
        ):
            for o in kids(words, k, "pobj"):
                if words[o].tag.startswith("NNP") or words[o].lower in place_nouns():
                    if (
                        words[o].lower in lexicon.table("time")["weekdays"]
                        or words[o].lower.rstrip(".") in lexicon.table("time")["months"]
                    ):
                        continue
                    last = max(last, _extend(words, o, depth - 1))
        elif child.dep == "conj" and child.tag.startswith("NNP") and words[i].tag.startswith("NNP"):
            last = max(last, _extend(words, k, 0))
        elif child.dep in ("advmod", "amod", "npadvmod") and child.lower in lexicon.words("places", "direction"):
            for p in kids(words, k, "prep"):
                for o in kids(words, p, "pobj"):
                    last = max(last, o)
    return last
