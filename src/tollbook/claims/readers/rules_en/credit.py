"""Speakers by form: the tail of a headline (": SDF"), the signature of a post ("— Name (@handle)"), and a speaker
named once for several clauses set apart by semicolons."""

from __future__ import annotations

import re

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.reading import Reading

_PART = r"(?:[A-Z][\w.&'-]*|of|the|for|and|in)"
_TAIL = re.compile(rf"(?::|\s[-–—])\s+({_PART}(?:\s{_PART}){{0,5}})$")
_SHORT = re.compile(r"\b[A-Z]{2,6}$")
_SIGNED = re.compile(r"(?:^|\s)[—–-]{1,2}\s*([^()@\n]{2,60}?)\s*\(@\w+\)")


_HANDLE = re.compile(r"^\W*(?:\d+/\s*)?(@\w+)\s*:")
_SOURCE = re.compile(r"\((?:source|via|according to):?\s+([^()\n]{2,40})\)", re.IGNORECASE)
_STATEMENT = re.compile(r"^(?:joint |press )?(?:statement|remarks) (?:by|from|of) (\S.*)$", re.IGNORECASE)


def stated_by(reading: Reading) -> str:
    """Who speaks in what follows a line such as "Statement by the director"; empty where it is no such line."""
    match = _STATEMENT.match(reading.sentence.text) if reading.sentence.heading else None
    return reading.source[match.start(1) : match.end(1)] if match else ""


def sign_source(reading: Reading) -> None:
    """ "@handle: ..." and "(source: X)": who is named before or behind what is said."""
    match = _HANDLE.search(reading.sentence.text) or _SOURCE.search(reading.sentence.text)
    if match is None:
        return
    for draft in reading.drafts:
        draft.speakers = draft.speakers or (reading.source[match.start(1) : match.end(1)],)


def _speaks(name: str) -> bool:
    """Whether a name is one of those who make statements: an abbreviation, or a body, office or outlet."""
    spoken = lexicon.words("speech", "body", "nouns") | lexicon.words("speech", "outlet", "names")
    spoken |= lexicon.words("speech", "person", "nouns")
    return _SHORT.search(name) is not None or any(word in spoken for word in re.findall(r"[a-z]+", name.lower()))


def sign_headline(reading: Reading) -> None:
    """ "11 killed in air strikes: SDF": who is named behind the colon of a headline says so."""
    if not reading.sentence.heading:
        return
    match = _TAIL.search(reading.sentence.text)
    if match is None or not _speaks(match[1]):
        return
    base = reading.sentence.start
    for draft in reading.drafts:
        if not draft.speakers and draft.end <= base + match.start(1):
            draft.speakers = (reading.source[match.start(1) : match.end(1)],)


def share_speaker(reading: Reading) -> None:
    """Lets the speaker of one clause hold for the clauses behind its semicolon that name nobody."""
    base, text = reading.sentence.start, reading.sentence.text
    ordered = sorted(reading.drafts, key=lambda draft: draft.start)
    for n, draft in enumerate(ordered):
        earlier = [d for d in ordered[:n] if d.speakers]
        if not draft.speakers and earlier and ";" in text[earlier[-1].end - base : draft.start - base]:
            draft.speakers = earlier[-1].speakers


def sign_post(reading: Reading, drafts: list[Draft]) -> None:
    """ "— Name (@handle)": whoever signs a post says what stands in it: the `drafts` of the lines before."""
    match = _SIGNED.search(reading.sentence.text)
    if match is None:
        return
    name = reading.source[match.start(1) : match.end(1)]
    own = [draft for draft in reading.drafts if draft.end <= reading.sentence.start + match.start()]
    for draft in (*drafts, *own):
        if not draft.said:
            draft.speakers = (name,)
