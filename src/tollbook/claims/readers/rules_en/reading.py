"""A parsed sentence with all that was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.claims.readers.rules_en.cause import Means
from tollbook.claims.readers.rules_en.count import Count
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.claims.readers.rules_en.place import Place
from tollbook.claims.readers.rules_en.prepare import Sentence
from tollbook.claims.readers.rules_en.speaker import Speech
from tollbook.claims.readers.rules_en.when import When


@dataclass(slots=True)
class Reading:
    """One parsed sentence with all that was found in it. Offsets are those of the sentence.

    `source` is the sentence as the text has it, before anything was made plain; `published` the day of the text.
    """

    sentence: Sentence
    source: str
    words: list[Word]
    counts: tuple[Count, ...]
    times: tuple[When, ...]
    places: tuple[Place, ...]
    speeches: tuple[Speech, ...]
    causes: tuple[Means, ...]
    events: list[Event]
    drafts: list[Draft]
    published: date | None = None


def text_of(reading: Reading, mention: Mention) -> str:
    """The anchor of a mention, in the working copy."""
    return reading.sentence.text[mention.start : mention.end]


def words_of(reading: Reading, count: Count) -> list[int]:
    """The words that make the bare number of a count."""
    return [w.i for w in reading.words if w.start < count.number[1] and w.end > count.number[0]]


def is_taken(reading: Reading, start: int, end: int) -> bool:
    """Whether a draft covers any of a run of the sentence."""
    base = reading.sentence.start
    return any(d.start < base + end and base + start < d.end for d in reading.drafts)
