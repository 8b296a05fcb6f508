"""Rolls over several lines: "Names of the martyrs:", and then a name a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tollbook.claims.readers.rules_en import who
from tollbook.claims.readers.rules_en.add import add_draft
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.names import name_at
from tollbook.claims.readers.rules_en.prepare import Sentence
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.real import Reality
from tollbook.model.vocabulary import Harm

_HARMED = (
    r"(?P<harm>martyrs?|victims|dead|deceased|killed|slain|fatalities|wounded|injured|missing|detainees|arrested)"
)
_CUE = re.compile(
    rf"^\W*(?:(?:the )?(?:full )?(?:names?|list) of (?:the |those )?(?:\w+ ){{0,3}}?{_HARMED}\b[^.;:]{{0,60}}"
    rf"|(?:the )?{_HARMED.replace('harm', 'bare')}(?: \(\d+\))?)\s*:\s*$",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:^|\b(?:the|these|following|published|listed|of) )(?:the )?(?:following )?(?:full )?names"
    r"(?: (?:are|were|as follows|so far|received|published|below))*\s*:\s*$",
    re.IGNORECASE,
)
"""It opens a roll of those killed where the text has told of killed: "published the following names:"."""
_DEAD = re.compile(r"\b(?:killed|died|dead|deaths?|martyr\w*|fatalit\w+|bodies)\b", re.IGNORECASE)
_SEX = (
    (re.compile(r"([(,]\s?)f\b", re.IGNORECASE), r"\1female"),
    (re.compile(r"([(,]\s?)m\b", re.IGNORECASE), r"\1male"),
)
_ITEM = re.compile(r"^[\W\d_]*")
_NAMED = re.compile(r"(?:[\w.'’-]+ ){0,3}[\w'’-]+")
LONGEST = 110
"""Characters of the longest line that can be a name with what is said of its bearer."""


def enrolled(found: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences, those marked that are items of a roll which a line before them opens."""
    harm: Harm | None = None
    dead = False
    for sentence in found:
        cue = _CUE.match(sentence.text) if sentence.text.endswith(":") else None
        dead = dead or _DEAD.search(sentence.text) is not None
        if cue is not None:
            harm = _harm((cue["harm"] or cue["bare"]).lower())
        elif dead and sentence.text.endswith(":") and _NAMES.search(sentence.text):
            harm = Harm.KILLED
        elif harm is not None and _is_item(sentence.text):
            sentence = replace(sentence, roll=harm)
        else:
            harm = None
        yield sentence


def _harm(word: str) -> Harm:
    if word in ("wounded", "injured"):
        return Harm.INJURED
    if word == "missing":
        return Harm.MISSING
    return Harm.DETAINED if word in ("detainees", "arrested") else Harm.KILLED


def _is_item(text: str) -> bool:
    """Whether a line is a name or a person, with no more than their age and kin."""
    item = text[_at(text) :].strip()
    return bool(item) and len(item) <= LONGEST and _bearer(text) is not None and not item.endswith((".", ":", "?"))


def _at(text: str) -> int:
    match = _ITEM.match(text)
    return match.end() if match else 0


def _bearer(text: str) -> tuple[int, int] | None:
    """Where the name of an item stands, or the words up to a noun for a person ("an unidentified child")."""
    at = _at(text)
    name = name_at(text, at)
    if name is not None and name.start == at:
        return name.start, name.tail
    match = _NAMED.match(text, at)
    people = list(re.finditer(r"[\w'-]+", match[0])) if match else []
    noun = next((w for w in people if w[0].lower() in who.people()), None)
    return (at, at + noun.end()) if noun is not None else None


def read_line(reading: Reading) -> None:
    """Adds the person that an item of a roll names, where the sentence by itself gave no claim."""
    harm, text = reading.sentence.roll, reading.sentence.text
    bearer = _bearer(text) if harm is not None else None
    if harm is None or bearer is None or any(d.harm is harm for d in reading.drafts):
        return
    start, end = bearer
    head = next((w.i for w in reversed(reading.words) if w.start < end), 0)
    noun = reading.words[head].lower if reading.words[head].lower in who.people() else ""
    said = text[start:]
    for letter, word in _SEX:
        said = letter.sub(word, said)
    mention = Mention(start, end, head, noun, said, 1, 1, "", False, named=not noun)
    add_draft(reading, Event(harm, head, head), mention, Reality.REAL, None)
