"""Lists of those harmed: parts behind "including", a colon or a bracket, "among them", "so did", "of whom"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.claims.readers.rules_en import mentions, who
from tollbook.claims.readers.rules_en.add import add_draft, copy_draft
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.real import Reality
from tollbook.model.vocabulary import Harm

_THE_DEAD = re.compile(
    r"^\W*(?:(?:the |those )?(?P<noun>dead|killed|victims|martyrs|fatalities|injured|wounded)"
    r"\s?(?::|(?:are|were|include|included)\b)"
    r"|(?:those|the people|the ones) who (?:were )?(?P<verb>died|perished|killed|injured|wounded)"
    r" (?:are|were|include|included)\b:?)\s*",
    re.IGNORECASE,
)


def read_the_dead(reading: Reading) -> None:
    """ "The dead: a nurse, two drivers", "those who died were a baker and his wife": who opens the sentence."""
    words, text = reading.words, reading.sentence.text
    match = _THE_DEAD.match(text)
    if match is None:
        return
    injured = (match["noun"] or match["verb"]).lower() in ("injured", "wounded")
    harm = Harm.INJURED if injured else Harm.KILLED
    at = next((w.i for w in words if w.start >= match.end()), len(words))
    for head in _listed(words, at):
        mention = mentions.mention_at(words, text, reading.counts, head, harm)
        if mention is not None and not mention.named and not mention.definite:
            add_draft(reading, Event(harm, 0, head), mention, Reality.REAL, None)


_SO_DID = re.compile(r"\b(?:so|as) (?:too )?(?:did|were|was|had)\s+", re.IGNORECASE)


def read_so_did(reading: Reading) -> None:
    """ "... died, and so did the conductor and two cousins": who shares what was told last."""
    words, text = reading.words, reading.sentence.text
    for match in _SO_DID.finditer(text):
        before = [d for d in reading.drafts if d.end <= reading.sentence.start + match.start()]
        at = next((w.i for w in words if w.start >= match.end()), len(words))
        for mention in _mentions(reading, _listed(words, at), before[-1]) if before else ():
            copy_draft(reading, before[-1], mention, None)


_OF_WHOM = re.compile(r"\s*,?\s*of (?:whom|which|the (?:injured|wounded|hurt|missing))\b", re.IGNORECASE)


def read_of_whom(reading: Reading) -> None:
    """Makes "seven of whom died" a part of those counted just before, whatever happened to them."""
    text, base = reading.sentence.text, reading.sentence.start
    for part in reading.drafts:
        after, before = text[part.end - base :], text[: part.start - base]
        told = _OF_WHOM.match(after) or re.search(r"of (?:whom|which)\W*$", before, re.IGNORECASE)
        wholes = [d for d in reading.drafts if d.end <= part.start and d.mention.counted and d.whole is None]
        if told and part.whole is None and wholes:
            part.whole = max(wholes, key=lambda d: d.start)


def read_among(reading: Reading) -> None:
    """Makes those who were "among nine killed" a part of the nine."""
    words, base = reading.words, reading.sentence.start
    for part in reading.drafts:
        trigger = words[part.trigger]
        if trigger.lower != "among":
            continue
        wholes = [
            d for d in reading.drafts if d.harm is part.harm and d.start >= base + trigger.end and d is not part
        ]
        if wholes and wholes[0].mention.counted:
            wholes[0].whole, part.whole = None, wholes[0]


def read_lists(reading: Reading) -> None:
    """Goes on with a list of parts that the parse broke off: "six medics, among them three doctors, a midwife and
    a nurse", "4 killed (man, woman, two children)", "five dead, a nurse among them"."""
    words, text, base = reading.words, reading.sentence.text, reading.sentence.start
    for whole in list(reading.drafts):
        if whole.whole is not None or whole.mention.high == 1:
            continue
        rest = text[whole.end - base :]
        match, opened, among = _NAMELY.match(rest), _OPENED.match(rest), _AMONG_THEM.match(rest)
        if match is not None or opened is not None:
            end = whole.end - base + (match or opened).end()  # type: ignore[union-attr]
            at = next((w.i for w in words if w.start >= end), len(words))
            listed = _mentions(reading, _listed(words, at), whole)
            if match is not None or _sums_up(listed, whole):
                _list_parts(reading, listed, whole)
        elif among is not None:
            end = whole.end - base + among.end(1)
            _list_parts(reading, _mentions(reading, [w.i for w in words if w.end == end], whole), whole)


_NAMELY = re.compile(r"[^,;.:()]{0,60}[,(–—-]*\s*(?:including|among them|among whom were|comprising)\b")
_OPENED = re.compile(r"[^,;.:()\"]{0,60}\s?[:(]\s*\"?(?=[a-z0-9])")
_AMONG_THEM = re.compile(
    r",\s*((?:an?|his|her|their)\s+[^,;.:]{2,40}?)\s+among (?:them|whom|the (?:dead|victims))\b"
)


def _mentions(reading: Reading, heads: Sequence[int], whole: Draft) -> list[Mention]:
    """The people that the heads of a list stand for; a name is for the rolls."""
    found = (
        mentions.mention_at(reading.words, reading.sentence.text, reading.counts, head, whole.harm)
        for head in heads
    )
    return [mention for mention in found if mention is not None and not mention.named]


def _sums_up(listed: Sequence[Mention], whole: Draft) -> bool:
    """Whether those listed behind a colon or bracket come to no more than the whole, and are more than one."""
    least = sum(mention.low or 0 for mention in listed)
    return least > 1 and whole.mention.counted and (whole.high is None or least <= whole.high)


def _list_parts(reading: Reading, listed: Sequence[Mention], whole: Draft) -> None:
    base = reading.sentence.start
    for mention in listed:
        held = [
            d
            for d in reading.drafts
            if d.start < base + mention.end and base + mention.start < d.end and d.harm is whole.harm
        ]
        if not held:
            copy_draft(reading, whole, mention, whole)
        for draft in held:
            if draft is not whole and draft.whole is None:
                draft.whole = whole


def _listed(words: Sequence[Word], at: int) -> list[int]:
    """The heads of the noun phrases of a list that begins at word `at`."""
    heads: list[int] = []
    for word in words[at:]:
        if word.lower == '"':
            continue
        if word.tag.startswith(("NN", "CD")) and word.lower not in ("-",):
            follows = words[word.i + 1] if word.i + 1 < len(words) else None
            if follows is None or not follows.tag.startswith(("NN", "JJ", "HYPH", "POS", "VBN")):
                heads.append(word.i)
        elif not word.tag.startswith(("DT", "JJ", "CC", ",", "PRP$", "POS", "RB", "HYPH", "VBN")):
            break
        if word.tag.startswith("VBN") and heads:
            break
    return [h for h in heads if words[h].lower in who.people() or words[h].tag == "CD"]
