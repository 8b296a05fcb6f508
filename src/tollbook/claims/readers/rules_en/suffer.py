"""Harm told by what people suffered: wounds sustained or treated, men lost, a bed in intensive care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import arguments, kids, subject_of
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.model.vocabulary import Harm

_NOT = frozenset({"not", "n't", "no", "never"})


def suffered(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """The events that `word` begins, each with the words that it uses up."""
    if word.lower in lexicon.words("grammar", "suffer", "verbs"):
        yield from _sustained(words, word)
    if word.lower in lexicon.words("grammar", "treat", "verbs"):
        yield from _treated(words, word)
    elif word.lower in ("hit", "struck") and word.tag == "VBN":
        yield from _hit_by(words, word)
    elif word.lower in ("alive", "survive", "survived"):
        yield from _not_alive(words, word)
    elif word.lower in ("lost", "losing", "lose", "loses"):
        yield from _lost(words, word)
    elif word.lower in lexicon.words("grammar", "condition", "nouns"):
        yield from _in_condition(words, word)
    elif word.lower in lexicon.words("grammar", "rubble"):
        yield from _under_rubble(words, word)


def _sustained(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Suffered burns"."""
    injuries = [
        o
        for o in kids(words, word.i, "dobj", "pobj")
        if words[o].lower in lexicon.words("grammar", "suffer", "nouns")
    ]
    if injuries:
        yield Event(Harm.INJURED, injuries[0], word.i, subject_of(words, word.i)), {injuries[0]}


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


def _not_alive(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Were not alive", "did not survive"."""
    nots = [k for k in range(max(0, word.i - 2), word.i) if words[k].lower in _NOT]
    if nots:
        verb = word.i if word.tag.startswith("VB") else word.head
        event = Event(Harm.KILLED, word.i, verb, subject_of(words, verb), negative=True)
        yield event, {word.i}


def _lost(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Lost three men", "lost his wife and two sons": counted people of the loser's side, or the loser's kin."""
    if not word.tag.startswith("VB"):
        return
    kin, mine = lexicon.nouns("kin"), lexicon.words("grammar", "lost", "nouns")
    patients = [
        o
        for o in kids(words, word.i, "dobj")
        if (words[o].lower in kin and (kids(words, o, "poss") or kids(words, o, "nummod")))
        or (words[o].lower in mine and kids(words, o, "nummod"))
    ]
    if patients:
        yield Event(Harm.KILLED, word.i, word.i, patients), {word.i}


def _in_condition(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Three in critical condition", "their father in intensive care": a person or number right before "in"."""
    adjectives = lexicon.words("grammar", "condition", "adjectives")
    k = word.i - 1
    if k < 0 or words[k].lower not in adjectives:
        return
    while k >= 0 and words[k].lower in adjectives | {"a", "an", "very", "or", "and", ",", "but"}:
        k -= 1
    if k < 1 or words[k].lower != "in":
        return
    person = k - 1
    while person > 0 and words[person].lower in (
        "is",
        "are",
        "was",
        "were",
        "remain",
        "remains",
        "still",
        "left",
        "be",
    ):
        person -= 1
    injured = lexicon.verb_harm("verb_object")
    if words[person].tag == "CD" and any(injured.get(w.lower) is Harm.INJURED for w in words[:person]):
        return  # a part of those just counted
    if words[person].tag == "CD" or words[person].lower in who.people():
        yield Event(Harm.INJURED, word.i, word.i, [person]), {word.i}


def _under_rubble(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Two people are believed to be under the rubble": whoever is there is trapped."""
    if not any(w.lower in ("under", "beneath", "underneath") for w in words[max(0, word.i - 4) : word.i]):
        return
    under = next(w for w in reversed(words[: word.i]) if w.lower in ("under", "beneath", "underneath"))
    head = words[under.head]
    if head.lower in ("be", "are", "is", "were", "was", "remain", "remained", "remains", "still"):
        patients = [p for p in subject_of(words, head.i) if words[p].lower in who.people() or words[p].tag == "CD"]
        if patients:
            yield Event(Harm.TRAPPED, under.i, head.i, patients), {under.i}
