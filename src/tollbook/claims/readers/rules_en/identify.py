"""Who the harmed were, told after the harm: "the dead included three aid workers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.model.vocabulary import Harm


def identified(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """The event that verb `word` tells of the people it names, where its subject stands for those harmed."""
    if word.lower not in lexicon.words("grammar", "include", "verbs"):
        return
    subjects = kids(words, word.i, "nsubj", "nsubjpass")
    if not subjects:
        return
    harm = _harm_of(words, subjects[0])
    if harm is None:
        return
    patients = [p for p in kids(words, word.i, "dobj", "attr") if words[p].lower in who.people()]
    if word.lower in ("were", "are"):
        patients = [
            p
            for p in patients
            if any(words[k].tag == "CD" or words[k].lower in ("a", "an") for k in words[p].children)
        ]
    if patients:
        yield Event(harm, word.i, word.i, patients), {word.i}


def _harm_of(words: Sequence[Word], subject: int) -> Harm | None:
    """What befell those whom "the dead", "the victims", "those killed", "the wounded" stands for."""
    word = words[subject]
    if word.lower in lexicon.words("grammar", "the_dead") and not kids(words, subject, "nummod"):
        if word.lower == "casualties":
            return Harm.CASUALTIES
        return lexicon.noun_harm("adjective").get(word.lower, Harm.KILLED)
    if word.lower == "those":
        verbs = lexicon.verb_harm("verb_object")
        told = [words[k].lower for k in word.children if words[k].tag == "VBN" and words[k].lower in verbs]
        return verbs[told[0]] if told else None
    return None
