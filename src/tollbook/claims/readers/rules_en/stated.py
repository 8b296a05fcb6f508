"""Harm stated by a noun alone: "there are dead and wounded", "casualties feared", "nine graves", "no victims"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tollbook.claims.readers.rules_en.add import add_draft
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.reading import Reading, words_of
from tollbook.claims.readers.rules_en.real import Reality
from tollbook.model.vocabulary import Harm

_HARMED = r"(?:dead|killed|deaths|fatalities|wounded|injured|hurt|victims|casualties|missing)"
_THERE = re.compile(
    rf"\bthere (?:are|were|is|was|have been|has been)(?: (?:\w+ly|also|already|now|still|many|numerous))*"
    rf" {_HARMED}(?:(?:,| and| or| as well as)+ {_HARMED})*"
    r"(?! (?:end|ends|body|bodies|man|men|people|or alive|silence|calm|zone))\b",
    re.IGNORECASE,
)
_FEARED = re.compile(
    r"\b(casualties|deaths|fatalities|injuries|many dead|dead)\s+"
    r"(?:(?:are|were|also|now|being)\s+)*(feared|reported)\b",
    re.IGNORECASE,
)
_NO_VICTIMS = re.compile(
    r"\bno (?:civilian |human |other )*victims\b(?! (?:were|are|have been)? ?report)", re.IGNORECASE
)
_GRAVE = re.compile(
    r"\s+(?:of the )?(?P<how>(?:(?:fresh|new|recent|freshly|newly|shallow|unmarked|makeshift|hasty|hastily|dug"
    r"|earthen)\s+)*)graves\b"
)
_SEEN = re.compile(
    r"\b(?:saw|seen|count\w*|dug|dig|digging|describ\w+|found|visited|show\w*)\b[^.;:]{0,40}$", re.IGNORECASE
)


_NOT_SO = re.compile(
    r"\b(?:allegations?|claims?|reports?|accusations?) (?:of|about)"
    r" (?P<what>(?:any )?(?:civilian )?(?:casualties|deaths|fatalities|harm|injuries))"
    r"\b[^.;:]{0,60}?\b(?:not credible|non-credible|unfounded|false"
    r"|baseless|unsubstantiated|untrue|groundless|fabricated|without foundation)\b"
    r"|\b(?:rejected|dismissed|denied|refuted)\b[^.;:]{0,30}?\b(?:allegations?|claims?|reports?|accusations?)"
    r" (?:of|about) (?P<that>(?:any )?(?:civilian )"
    r"(?:casualties|deaths|fatalities|harm|injuries))\b",
    re.IGNORECASE,
)


def read_stated(reading: Reading) -> None:
    """Adds the claims of nouns that no verb of harm brings in."""
    for start, end, harm, low, high, real in _stated(reading):
        _add(reading, start, end, harm, low, high, real)
    for count in reading.counts:
        text = reading.sentence.text
        grave = _GRAVE.match(text, count.end)
        if grave and words_of(reading, count) and (grave["how"] or _SEEN.search(text[: count.start])):
            said = text[count.start : count.end]
            _add(reading, count.start, grave.end(), Harm.KILLED, count.low, count.high, Reality.REAL, said)


def _stated(reading: Reading) -> Iterator[tuple[int, int, Harm, int | None, int | None, Reality]]:
    text = reading.sentence.text
    for match in _THERE.finditer(text):
        for word in re.finditer(_HARMED, match[0], re.IGNORECASE):
            start = match.start() + word.start()
            yield start, match.start() + word.end(), _harm(word[0].lower()), 2, None, Reality.REAL
    for match in _FEARED.finditer(text):
        known = match[2].lower() == "reported"
        before = text[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
        if before not in ("no", "of", "the", "civilian") and not before[-1:].isdigit():
            yield match.start(1), match.end(1), _harm(match[1].lower()), 2 if known else None, None, Reality.REAL
    for match in _NOT_SO.finditer(text):
        group = "what" if match["what"] else "that"
        harm = _harm(match[group].lower().rsplit(" ", 1)[-1].replace("harm", "casualties"))
        yield match.start(group), match.end(group), harm, 0, 0, Reality.NEGATED
    for match in _NO_VICTIMS.finditer(text):
        yield match.start(), match.end(), Harm.CASUALTIES, 0, 0, Reality.NEGATED


def _harm(word: str) -> Harm:
    if word in ("wounded", "injured", "hurt", "injuries"):
        return Harm.INJURED
    if word == "missing":
        return Harm.MISSING
    return Harm.CASUALTIES if word in ("casualties", "victims") else Harm.KILLED


def _add(
    reading: Reading,
    start: int,
    end: int,
    harm: Harm,
    low: int | None,
    high: int | None,
    real: Reality,
    said: str = "",
) -> None:
    words, text = reading.words, reading.sentence.text
    head = next((w.i for w in reversed(words) if w.start < end), 0)
    mention = Mention(start, end, head, "", text[start:end], low, high, said, bool(said))
    verb = words[head].head
    add_draft(reading, Event(harm, head, verb, noun=True), mention, real, None)
