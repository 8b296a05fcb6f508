"""Speakers by form: the tail of a headline (": SDF"), the signature of a post ("— Name (@handle)"), and a speaker
named once for several clauses set apart by semicolons."""

from __future__ import annotations

import re

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.reading import Reading

_PART = r"(?:[A-Z][\w.&'-]*|of|the|for|and|in)"
_TAIL = re.compile(rf"(?::|\s[-–—])\s+({_PART}(?:\s{_PART}){{0,5}}|[a-z]+(?:\s[a-z]+){{0,2}})$")
_LEAD = re.compile(r"^\W*(?:[\d.:]+\s?(?:[ap]m)?\s+)?(\w[^:;,.\"\n]{1,60}?): +(?=\S)")
_SHORT = re.compile(r"\b[A-Z]{2,6}$")
_SIGNED = re.compile(r"(?:^|\s)[—–-]{1,2}\s*([^()@\n]{2,60}?)\s*\(@\w+\)")
_SOURCE_LINE = re.compile(r"^\W*(?:sources?|via):\s+([^\n]{2,60}?)\.?$", re.IGNORECASE)


_HANDLE = re.compile(r"^\W*(?:\d+/\s*)?(?:RT\s+)?(@\w+)\s*:")
_SOURCE = re.compile(r"[(\[](?:sources?|via|as per|per|according to):?\s+([^()\[\]\n]{2,60})[)\]]", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|while|with|as well as)\b", re.IGNORECASE)
_TURNS = re.compile(r"\b(?:but|after|days?|weeks?|months?|years?|earlier|when)\b", re.IGNORECASE)
_VIA = re.compile(r"\bvia (@\w+)\W*$", re.IGNORECASE)
_STATEMENT = re.compile(r"^(?:joint |press )?(?:statement|remarks) (?:by|from|of) (\S.*)$", re.IGNORECASE)


def stated_by(reading: Reading) -> str:
    """Who speaks in what follows a line such as "Statement by the director"; empty where it is no such line."""
    match = _STATEMENT.match(reading.sentence.text) if reading.sentence.heading else None
    return reading.source[match.start(1) : match.end(1)] if match else ""


def sign_source(reading: Reading) -> None:
    """ "@handle: ..." and "(source: X)": who is named before or behind what is said, and is not harmed by it."""
    match = next((m for form in (_HANDLE, _SOURCE, _VIA) if (m := form.search(reading.sentence.text))), None)
    if match is None:
        return
    first, last = (reading.sentence.start + offset for offset in match.span(1))
    reading.drafts[:] = [d for d in reading.drafts if d.mention.counted or not first <= d.start < last]
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
    reading.drafts[:] = [d for d in reading.drafts if d.mention.counted or d.start < base + match.start(1)]
    for draft in reading.drafts:
        if not draft.speakers and draft.end <= base + match.start(1):
            draft.speakers = (reading.source[match.start(1) : match.end(1)],)


def sign_lead(reading: Reading) -> None:
    """ "Police: at least seven dead", 'The mayor: "We lost 12"': who stands before the colon says the rest."""
    match = _LEAD.match(reading.sentence.text)
    if match is None:
        return
    name, base = match[1], reading.sentence.start
    quoted = reading.sentence.text[match.end() :].startswith('"')
    if not quoted and _is_dateline(name):
        return
    if not (_speaks(name.split()[-1]) or _SHORT.fullmatch(name) or (quoted and _speaks(name))):
        return
    for draft in reading.drafts:
        if not draft.speakers and draft.start >= base + match.end():
            draft.speakers = (reading.source[match.start(1) : match.end(1)],)


def _is_dateline(name: str) -> bool:
    """ "BANNEK: Shells fell ...": a word in capitals that can be read aloud is a town, no abbreviation."""
    vowels = sum(name.count(vowel) for vowel in "AEIOUY")
    return name.isalpha() and name.isupper() and len(name) > 4 and vowels > 1 and not name.startswith("UN")


def sign_line(reading: Reading, drafts: list[Draft]) -> None:
    """ "Source: X" on a line of its own: who says what stands in the `drafts` of the lines before."""
    match = _SOURCE_LINE.match(reading.sentence.text)
    if match is None:
        return
    reading.drafts.clear()
    for draft in drafts:
        draft.speakers = draft.speakers or (reading.source[match.start(1) : match.end(1)],)


def share_speaker(reading: Reading) -> None:
    """Lets the speaker of one clause hold for what "and" or a semicolon joins to it, and names nobody."""
    base, text = reading.sentence.start, reading.sentence.text
    ordered = sorted(reading.drafts, key=lambda draft: draft.start)
    for n, draft in enumerate(ordered):
        earlier = [d for d in ordered[:n] if d.speakers]
        if draft.speakers or not earlier:
            continue
        between = text[earlier[-1].end - base : draft.start - base]
        own = any(
            earlier[-1].end <= base + reading.words[s.verb].start < draft.start
            for s in reading.speeches
            if not s.trailing
        )
        if ";" in between or (not own and _JOINED.search(between) and not _TURNS.search(between)):
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
