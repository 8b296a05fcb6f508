"""Harm told by what people suffered: wounds sustained or treated, men lost, a bed in intensive care."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import arguments, kids, of_objects, subject_of
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.model.vocabulary import Cause, Harm

_LOST = frozenset({"lost", "losing", "lose", "loses"})
_ALIVE = frozenset({"alive", "survive", "survived"})
_MOURNED = frozenset({"funeral", "funerals", "burial", "burials", "coffins", "coffin"})
_ALONE = _LOST | _ALIVE | _MOURNED | {"shot", "hit", "struck"}
_NOT = frozenset({"not", "n't", "no", "never"})


@functools.cache
def begins() -> frozenset[str]:
    """The words one of which every such event begins with."""
    grammar = lexicon.table("grammar")
    listed = (
        grammar["suffer"]["verbs"],
        grammar["treat"]["verbs"],
        grammar["condition"]["nouns"],
        grammar["loss"]["nouns"],
    )
    return _ALONE.union(*listed)


def suffered(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """The events that `word` begins, each with the words that it uses up."""
    if word.lower not in begins():
        return
    if word.lower in lexicon.words("grammar", "suffer", "verbs"):
        yield from _sustained(words, word)
    if word.lower in lexicon.words("grammar", "treat", "verbs"):
        yield from _treated(words, word)
    elif word.lower == "shot":
        yield from _led_and_shot(words, word)
    elif word.lower in ("hit", "struck") and word.tag == "VBN":
        yield from _hit_by(words, word)
    elif word.lower in _ALIVE:
        yield from _not_alive(words, word)
    elif word.lower in _LOST:
        yield from _lost(words, word)
    elif word.lower in lexicon.words("grammar", "condition", "nouns"):
        yield from _in_condition(words, word)
    elif word.lower in _MOURNED:
        yield from _mourned(words, word)
    elif word.lower in lexicon.words("grammar", "loss", "nouns"):
        yield from _no_loss(words, word)


def _sustained(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Suffered burns"."""
    injuries = [
        o
        for o in kids(words, word.i, "dobj", "pobj")
        if words[o].lower in lexicon.words("grammar", "suffer", "nouns")
    ]
    if injuries:
        joined = kids(words, injuries[0], "conj")
        yield Event(Harm.INJURED, injuries[0], word.i, subject_of(words, word.i)), {injuries[0], *joined}


def _treated(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Treated 23 people for shrapnel wounds", "were taken to hospital with burns"."""
    wounds = [
        w.i
        for w in words[word.i + 1 : word.i + 16]
        if w.lower in lexicon.words("grammar", "suffer", "nouns")
        and any(words[k].lower in ("for", "with") for k in range(word.i + 1, w.i))
    ]
    patients, _ = arguments(words, word.i)
    patients = [p for p in patients if words[p].lower in who.people() or words[p].tag == "CD"]
    if wounds and patients and patients[0] < wounds[0]:
        yield Event(Harm.INJURED, word.i, word.i, patients), {word.i, wounds[0]}


def _hit_by(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Was hit by shrapnel": a person struck by what wounds."""
    patients, agents = arguments(words, word.i)
    wounding = any(words[a].lower in lexicon.words("grammar", "suffer", "by") for a in agents)
    patients = [p for p in patients if words[p].lower in who.people()]
    if wounding and patients:
        yield Event(Harm.INJURED, word.i, word.i, patients), {word.i}


def _led_and_shot(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Took two men and shot them", "were led off and shot": a killing of people in somebody's hands."""
    above = words[word.head]
    after = [w.lower for w in words[word.i + 1 : word.i + 5]]
    if (
        word.dep != "conj"
        or above.lower not in lexicon.words("grammar", "led")
        or "in" in after[:2]
        or "at" in after[:1]
    ):
        return
    patients, agents = arguments(words, word.i)
    if patients:
        yield Event(Harm.KILLED, word.i, word.i, patients, agents, cause=Cause.EXECUTION), {word.i}


def _not_alive(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Were not alive", "did not survive"."""
    nots = [k for k in range(max(0, word.i - 2), word.i) if words[k].lower in _NOT]
    verb = word.i if word.tag.startswith("VB") else word.head
    patients = subject_of(words, verb)
    none = [p for p in patients if words[p].lower in ("none", "neither")]
    if none:
        counted = [w.i for w in words[: none[0]] if w.lower in who.people() and kids(words, w.i, "nummod")]
        patients = of_objects(words, none[0]) or counted[-1:]
    if nots or (none and patients):
        yield Event(Harm.KILLED, word.i, verb, patients, negative=True), {word.i}


def _lost(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Lost three men", "lost his wife and two sons": counted people of the loser's side, or the loser's kin."""
    if not word.tag.startswith("VB"):
        return
    kin, mine = lexicon.nouns("kin"), lexicon.words("grammar", "lost", "nouns")
    patients = [
        o
        for o in kids(words, word.i, "dobj")
        if (words[o].lower in kin and _one_of_theirs(words, o))
        or (words[o].lower in mine and kids(words, o, "nummod"))
        or (words[o].tag == "CD" and any(words[k].lower in mine | kin for k in of_objects(words, o)))
    ]
    if patients:
        yield Event(Harm.KILLED, word.i, word.i, patients), {word.i}


def _one_of_theirs(words: Sequence[Word], o: int) -> bool:
    """Whether somebody's kin is meant: owned, counted, or "a" baby."""
    return any(words[k].dep in ("poss", "nummod") or words[k].lower in ("a", "an") for k in words[o].children)


def _in_condition(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Three in critical condition", "their father in intensive care": a person or number right before "in"."""
    adjectives = lexicon.words("grammar", "condition", "adjectives")
    between = adjectives | lexicon.words("grammar", "condition", "between")
    k = word.i - 1
    if k < 0 or words[k].lower not in adjectives:
        return
    while k >= 0 and words[k].lower in between:
        k -= 1
    if k < 1 or words[k].lower != "in":
        return
    person = k - 1
    while person > 0 and words[person].lower in lexicon.words("grammar", "condition", "verbs"):
        person -= 1
    injured = lexicon.verb_harm("verb_object")
    if words[person].tag == "CD" and any(injured.get(w.lower) is Harm.INJURED for w in words[:person]):
        return  # a part of those just counted
    if words[person].tag == "CD" or words[person].lower in who.people():
        yield Event(Harm.INJURED, word.i, word.i, [person]), {word.i}


def _mourned(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Funerals were held for seven miners", "the coffins of two guards": counted people, or somebody's kin."""
    after = [w for w in words[word.i + 1 : word.i + 14] if w.lower in ("for", "of")]
    patients = [
        o
        for preposition in after[:2]
        for o in kids(words, preposition.i, "pobj")
        if words[o].lower in who.people() and _one_of_theirs(words, o)
    ]
    if patients:
        yield Event(Harm.KILLED, word.i, word.i, patients[:1]), {word.i}


def _no_loss(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "No loss of life", "no human losses": nobody was killed."""
    if not any(words[k].lower == "no" for k in word.children):
        return
    of = [*kids(words, word.i, "amod", "compound"), *of_objects(words, word.i)]
    told = [k for k in of if words[k].lower in lexicon.words("grammar", "loss", "of")]
    if told:
        yield Event(Harm.KILLED, word.i, word.head, [word.i], noun=True), {word.i, *told}
