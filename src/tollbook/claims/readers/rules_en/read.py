"""Reader `rules-en`: a text in, claims out."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from tollbook.claims.readers.rules_en.discourse import Discourse
from tollbook.claims.readers.rules_en.draft import Draft, settle
from tollbook.claims.readers.rules_en.follow import finish, follow
from tollbook.claims.readers.rules_en.gate import may_add, may_date, may_frame, may_hold
from tollbook.claims.readers.rules_en.gather import read_sentence
from tollbook.claims.readers.rules_en.parse import parse
from tollbook.claims.readers.rules_en.prepare import Sentence, plain, sentences
from tollbook.claims.readers.rules_en.resume import may_resume
from tollbook.claims.readers.rules_en.when import find_times
from tollbook.model.claim import Claim

BATCH = 400
"""Sentences looked at together; bounds the memory, never the result."""

CONTEXT = 2
"""Sentences before a kept one that are parsed too, for what "he said" and "the strike" stand for."""

_DATELINE = re.compile(r"^.{0,80}?\b(\d{1,2}\s+[A-Za-z]{3,9}\.?\s+(?:\d\d|\d{4}))\b", re.DOTALL)


class RulesEn:
    """English by rules. The same text gives the same claims, whatever was read before."""

    version = "rules-en 1"
    language = "en"

    def __init__(self, *, gate: bool = True) -> None:
        """`gate=False` parses every sentence; for measuring what the gate loses."""
        self._gate = gate

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        """The claims of a text, sorted by (start, end, harm). Never raises on any text."""
        discourse = Discourse(published or dateline(text))
        drafts: list[Draft] = []
        for batch in _batches(self._chosen(sentences(text))):
            parsed = parse([sentence.text for sentence, _ in batch])
            for (sentence, kept), words in zip(batch, parsed, strict=True):
                reading = read_sentence(sentence, text[sentence.start : sentence.end], words, discourse.published)
                if not kept:
                    reading.drafts.clear()
                drafts += follow(reading, discourse)
        finish(drafts, discourse)
        return settle(drafts, doc)

    def _chosen(self, found: Iterable[Sentence]) -> Iterator[tuple[Sentence, bool]]:
        """The sentences to parse, in order, each with whether it may hold a claim or is context only.

        Context are the sentences just before a kept one, the one that opens its paragraph, and one just after it
        that says more of the event.
        """
        before: deque[Sentence] = deque(maxlen=CONTEXT)
        opening: Sentence | None = None
        paragraph, silence = -1, CONTEXT + 1
        for sentence in found:
            if sentence.paragraph != paragraph:
                paragraph, opening = sentence.paragraph, sentence
            silence += 1
            keep = not self._gate or may_hold(sentence.text) or (silence == 1 and may_resume(sentence.text))
            if not keep and not (silence <= CONTEXT and may_add(sentence.text)):
                before.append(sentence)
                continue
            if (
                opening is not None
                and opening is not sentence
                and opening not in before
                and may_date(opening.text)
            ):
                yield opening, False
            for earlier in before:
                if earlier.heading or may_frame(earlier.text, sentence.text):
                    yield earlier, False
            yield sentence, keep
            before.clear()
            opening = None
            silence = 0 if keep else silence


def _batches(items: Iterator[tuple[Sentence, bool]]) -> Iterator[list[tuple[Sentence, bool]]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def dateline(text: str) -> date | None:
    """The day of a dateline at the head of a text ("BOGOTA, 14 SEP 89"), None where there is none."""
    match = _DATELINE.match(plain(text[:160]))
    if match is None:
        return None
    found = find_times(match[1], None)
    return found[0].first if found else None
