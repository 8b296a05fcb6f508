"""Reader `rules-en`: a text in, claims out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from tollbook.claims.answer import Item
from tollbook.claims.readers.draft import settle
from tollbook.claims.readers.rules_en.dateline import dateline
from tollbook.claims.readers.rules_en.discourse import Discourse
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.finish import finish
from tollbook.claims.readers.rules_en.follow import follow
from tollbook.claims.readers.rules_en.gate import Gives, gives, may_add, may_blame, may_date, may_hold
from tollbook.claims.readers.rules_en.gather import read_scene, read_sentence
from tollbook.claims.readers.rules_en.lines import enrolled
from tollbook.claims.readers.rules_en.parse import Word, parse
from tollbook.claims.readers.rules_en.prepare import Sentence, sentences
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.resume import may_resume
from tollbook.claims.readers.rules_en.speak import leaves_speaker
from tollbook.model.claim import Claim

BATCH = 400
"""Sentences looked at together; bounds the memory."""

CONTEXT = 2
"""Sentences before one with a claim that are read too, for what "he said" and "the strike" stand for."""

LATER = 2
"""Sentences read among which one must have a claim for the context of the first to be read."""

LEAD = 4
"""Sentences at the head of a text that are parsed for the day they name, once there is a claim to date."""

BLAME = 8
"""Sentences after a claim in which whoever is blamed for it may still be named."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence to read, and those `before` it, each with what it may give.

    These are parsed only if the sentence, or one read soon after it, turns out to have a claim and lacks what they
    give. `holds` is false for a sentence that has no claim by itself and may only add to one just told.
    """

    sentence: Sentence
    holds: bool
    before: tuple[tuple[Sentence, Gives], ...]


@dataclass(slots=True)
class Course:
    """A text under way: what it has told so far, and the drafts found in it."""

    item: Item
    discourse: Discourse
    drafts: list[Draft] = field(default_factory=list)


class RulesEn:
    """English by rules. The same text gives the same claims, whatever was read before or is read beside it."""

    version = "rules-en 1"
    language = "en"

    def __init__(self, *, gate: bool = True) -> None:
        """`gate=False` parses every sentence; for measuring what the gate loses."""
        self._gate = gate

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        """The claims of a text, sorted by (start, end, harm). Never raises on any text."""
        return self.read_together([Item(doc, text, published)])[0]

    def read_together(self, items: Sequence[Item]) -> list[tuple[Claim, ...]]:
        """The claims of each text, as `read` gives them. Sentences are parsed together, which is faster."""
        courses = [Course(item, Discourse(item.published or dateline(item.text))) for item in items]
        batches = (
            (course, batch)
            for course in courses
            for batch in _batches(self._passages(enrolled(sentences(course.item.text))))
        )
        for group in _groups(batches):
            for course, reading in _readings(group):
                course.drafts += follow(reading, course.discourse)
        for course in courses:
            finish(course.drafts, course.discourse)
        return [settle(course.drafts, course.item.doc) for course in courses]

    def _passages(self, found: Iterable[Sentence]) -> Iterator[Passage]:
        """The sentences to read, in order, each with its context.

        Context are the sentences just before (who spoke matters only in the last of them), the one that opens the
        paragraph, and those at the head of the text that name a day, with the title. A sentence that holds no
        claim is read where it follows one that does and says more of the event or who did it.
        """
        before: deque[Sentence] = deque(maxlen=CONTEXT)
        opening: Sentence | None = None
        last: Sentence | None = None
        paragraph, silence = -1, BLAME + 1
        lead: list[Sentence] = []
        for number, sentence in enumerate(found):
            if sentence.paragraph != paragraph:
                paragraph, opening = sentence.paragraph, sentence
            silence += 1
            keep = (
                not self._gate
                or sentence.roll is not None
                or may_hold(sentence.text)
                or (silence == 1 and may_resume(sentence.text))
            )
            adds = (silence <= CONTEXT and may_add(sentence.text)) or (
                silence <= BLAME and may_blame(sentence.text)
            )
            if not keep and not adds:
                before.append(sentence)
                last = sentence
                if (number == 0 and sentence.heading) or (number < LEAD and may_date(sentence.text)):
                    lead.append(sentence)
                continue
            context = [(e, gives(e.text, sentence.text if e is last else "", heading=e.heading)) for e in before]
            if opening and opening is not sentence and opening not in before and may_date(opening.text):
                context.insert(0, (opening, Gives.DAY))
            context[:0] = [(e, Gives.DAY) for e in lead if e not in before and e is not opening]
            lead.clear()
            yield Passage(sentence, keep, tuple(context))
            before.clear()
            opening = None
            silence = 0 if keep else silence


def _readings(group: Sequence[tuple[Course, Sequence[Passage]]]) -> Iterator[tuple[Course, Reading]]:
    """The readings of the sentences of some batches, in order: of all that may hold a claim, and of those around
    the ones that do."""
    told = iter(
        _read_all([(course, p.sentence) for course, batch in group for p in batch if p.holds], read_sentence)
    )
    held = [(course, batch, [next(told) if p.holds else None for p in batch]) for course, batch in group]
    wanted = [_wanted(batch, readings) for _, batch, readings in held]
    asked = [
        (course, s) for (course, _), around in zip(group, wanted, strict=True) for some in around for s in some
    ]
    scenes = iter(_read_all(asked, read_scene))
    for (course, _, readings), around in zip(held, wanted, strict=True):
        for reading, some in zip(readings, around, strict=True):
            yield from ((course, scene) for scene in islice(scenes, len(some)))
            if reading is not None:
                yield course, reading


def _wanted(batch: Sequence[Passage], readings: Sequence[Reading | None]) -> list[tuple[Sentence, ...]]:
    """The sentences to read as scenes for each passage: its context, where it has a claim or one that has follows
    soon; and itself, where it only adds to such a claim."""
    told = [reading is not None and bool(reading.drafts) for reading in readings]
    found: list[tuple[Sentence, ...]] = []
    claimed = True  # what the batch before told is not known here
    for n, (passage, reading) in enumerate(zip(batch, readings, strict=True)):
        soon = any(told[n : n + LATER])
        context = _context(passage, reading) if soon else ()
        if reading is not None:
            claimed = told[n]
        found.append((*context, passage.sentence) if reading is None and (claimed or soon) else context)
    return found


def _context(passage: Passage, reading: Reading | None) -> tuple[Sentence, ...]:
    """The sentences before a passage that may give what it lacks."""
    lacks = Gives.EVENT
    if reading is None or not any(when.first for when in reading.times):
        lacks |= Gives.DAY
    if reading is not None and leaves_speaker(reading):
        lacks |= Gives.SPEAKER
    return tuple(sentence for sentence, given in passage.before if given & lacks)


def _read_all(
    found: Sequence[tuple[Course, Sentence]],
    read: Callable[[Sentence, str, list[Word], date | None], Reading],
) -> list[Reading]:
    parsed = parse([sentence.text for _, sentence in found])
    return [
        read(sentence, course.item.text[sentence.start : sentence.end], words, course.discourse.published)
        for (course, sentence), words in zip(found, parsed, strict=True)
    ]


def _batches(items: Iterator[Passage]) -> Iterator[list[Passage]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def _groups(
    batches: Iterable[tuple[Course, list[Passage]]],
) -> Iterator[list[tuple[Course, list[Passage]]]]:
    """Batches that are parsed together: as many as come to `BATCH` sentences, whatever texts they are of."""
    group: list[tuple[Course, list[Passage]]] = []
    for course, batch in batches:
        group.append((course, batch))
        if sum(len(one) for _, one in group) >= BATCH:
            yield group
            group = []
    if group:
        yield group
