"""Figures without a harm of their own: "have since lifted their figure to 31", "which takes the tally to 45"."""

from __future__ import annotations

import re

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.count import Count
from tollbook.claims.readers.rules_en.draft import Draft, draft_of
from tollbook.claims.readers.rules_en.event import BUILDING
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.reading import Reading, is_taken, words_of
from tollbook.model.vocabulary import Harm

_FIGURE = re.compile(
    r"\b(?:figures?|totals?|tally|tallies|count|estimates?|number|toll)\s+(?:[\w'-]+\s+){0,7}?"
    r"(?:to|at|reached|reaching|hit|passed|of|was|is|topped|exceeded|surpassed|from)\s+[\"']?\s*$",
    re.IGNORECASE,
)
_TO = re.compile(r"^\s*(?:people|dead)?\s*(?:to|from)\s+[\"']?\s*$", re.IGNORECASE)


def read_figures(reading: Reading, counted: list[Draft]) -> None:
    """Adds the counts that a bare "figure", "total" or "tally" takes up, with the harm it names ("its count of the
    killed") or the harm counted last before it. `counted` are the wholes counted in the sentences before."""
    base, text = reading.sentence.start, reading.sentence.text
    last: Count | None = None
    harm: Harm | None = None
    for count in reading.counts:
        if is_taken(reading, count.start, count.end) or count.share or count.vague:
            continue
        reached = _FIGURE.search(text[: count.start])
        if not reached and not (last is not None and _TO.match(text[last.end : count.start])):
            continue
        harm = _harm_in(reached[0]) if reached else harm
        if _counts_things(reading, count):
            continue
        own = [
            d for d in reading.drafts if d.end <= base + count.start and d.whole is None and d.harm not in BUILDING
        ]
        like = next((d for d in reversed(own or counted) if harm in (None, d.harm)), None)
        if like is not None or harm is not None:
            reading.drafts.append(_draft(reading, count, like, harm))
            last = count


def _harm_in(phrase: str) -> Harm | None:
    """The harm that a phrase names: "its count of the killed"."""
    verbs, nouns = lexicon.verb_harm("verb_object"), lexicon.noun_harm("noun_count")
    words = re.findall(r"[a-z]+", phrase.lower())
    return next((verbs.get(w) or nouns[w] for w in words if w in verbs or w in nouns), None)


def _counts_things(reading: Reading, count: Count) -> bool:
    """Whether a noun follows the number: then it counts that, and the figure is told in full."""
    inside = words_of(reading, count)
    after = reading.words[inside[-1] + 1 :][:1] if inside else []
    return not inside or any(word.tag in ("NN", "NNS", "NNP", "JJ") for word in after)


def _draft(reading: Reading, count: Count, like: Draft | None, harm: Harm | None) -> Draft:
    at = words_of(reading, count)[-1]
    said = reading.sentence.text[count.start : count.end]
    mention = Mention(count.start, count.end, at, "", said, count.low, count.high, said, True)
    told = harm or (like.harm if like else Harm.KILLED)
    draft = draft_of(mention, reading.sentence.start, told, trigger=at, verb=at)
    if like is not None:
        draft.status, draft.age, draft.sex = like.status, like.age, like.sex
    draft.toll = True
    return draft
