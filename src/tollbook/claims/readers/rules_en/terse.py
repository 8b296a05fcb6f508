"""Terse style: a number with a word of harm right after it, as notes have it: "12 dead, 5 missing"."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.model.vocabulary import Harm


def terse_events(words: Sequence[Word], events: list[Event]) -> None:
    """Gives every word of harm that ends a terse phrase the number before it, as a new event if need be."""
    ends = lexicon.words("grammar", "terse_end")
    for i, word in enumerate(words):
        harm = _harms().get(word.lower)
        if harm is None or (i + 1 < len(words) and words[i + 1].lower not in ends):
            continue
        head = _number_before(words, i)
        if head is None:
            continue
        known = next((event for event in events if event.trigger == i), None)
        if known is None:
            if not any(event.harm is harm and head in event.patients for event in events):
                events.append(Event(harm, i, i, [head]))
        elif head not in known.patients and known.harm is harm and not known.toll:
            if known.noun and (known.patients != [i] or word.tag.startswith("NN") or word.lower == "dead"):
                continue
            known.patients, known.noun = [head], False
    events.sort(key=lambda event: event.trigger)


@functools.cache
def _harms() -> Mapping[str, Harm]:
    """The words that end a terse phrase, with the harm each tells; of two, the one listed first."""
    terse = lexicon.table("grammar")["terse"]
    return {word: Harm(harm) for harm in reversed(terse) for word in terse[harm]}


def _number_before(words: Sequence[Word], i: int) -> int | None:
    """The number before word `i`, or the people it counts, with only adverbs between; None if there is none."""
    k = i - 1
    while k >= 0 and (words[k].tag.startswith("RB") or words[k].lower in ("left", "feared", "reported", "more")):
        k -= 1
    if k < 0:
        return None
    number = lexicon.words("grammar", "number_like") - {"some", "many", "others"}
    if words[k].tag == "CD" or words[k].lower in number:
        return k if words[k].text[:1].isalnum() and (k == 0 or words[k - 1].lower not in ("of", "$")) else None
    plural = words[k].tag == "NNS" or words[k].lower in ("people", "children", "men", "women")
    counted = k > 0 and words[k - 1].tag == "CD"
    return k if plural and counted and words[k].lower in who.people() else None
