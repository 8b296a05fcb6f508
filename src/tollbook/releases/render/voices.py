"""Gather an incident's claims by who speaks, each sentence once with every anchor in it marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.release import PublicClaim, Quote
from tollbook.model.visible import visible
from tollbook.model.vocabulary import Age, Sex, Stance, Status
from tollbook.releases.render import show, words


@dataclass(frozen=True, slots=True)
class Reading:
    """What one claim was read to say."""

    id: str
    number: str
    said: str
    standing: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence: its words with the anchors marked, its document, and the claims it makes."""

    words: Markup
    language: str
    document: Document
    speakers: tuple[str, ...]
    start: int
    end: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and what they said, in the order of publication."""

    speaker: str
    itself: bool
    sayings: tuple[Saying, ...]


def voices(
    claims: Iterable[PublicClaim], documents: Mapping[str, Document], standing: Mapping[str, str]
) -> tuple[Voice, ...]:
    """The claims by innermost speaker, earliest first; where none is named the publisher speaks."""
    by_speaker: dict[tuple[str, bool], list[PublicClaim]] = {}
    for one in sorted(claims, key=lambda one: _order(one, documents)):
        speaker = one.claim.speakers[0] if one.claim.speakers else documents[one.claim.doc].publisher
        by_speaker.setdefault((speaker or "The document itself", not one.claim.speakers), []).append(one)
    return tuple(
        Voice(speaker=speaker, itself=itself, sayings=_sayings(members, documents, standing))
        for (speaker, itself), members in by_speaker.items()
    )


def marked(quote: Quote, anchors: Iterable[tuple[int, int]] = ()) -> Markup:
    """The quote as markup, its anchor (or the given anchors, which must not overlap) in <mark>."""
    pieces, at = [Markup("… ") if quote.cut_before else Markup()], quote.start
    for start, end in sorted(set(anchors) or {(quote.anchor_start, quote.anchor_end)}):
        pieces.append(_text(quote.text[at - quote.start : start - quote.start]))
        pieces.append(Markup("<mark>{}</mark>").format(_text(quote.text[start - quote.start : end - quote.start])))
        at = end
    pieces.append(_text(quote.text[at - quote.start :]))
    if quote.cut_after:
        pieces.append(Markup(" …"))
    return Markup().join(pieces)


def reading_words(claim: Claim) -> str:
    """What a claim was read to say besides its number, in plain words."""
    who = {Age.CHILD: "children", Age.ADULT: "adults", Age.MIXED: "adults and children"}.get(claim.age, "")
    sex = {Sex.WOMAN: "women", Sex.MAN: "men", Sex.MIXED: "women and men"}.get(claim.sex, "")
    status = {
        Status.CIVILIAN: "civilians",
        Status.COMBATANT: "combatants",
        Status.MIXED: "civilians and combatants",
    }.get(claim.status, "")
    parts = [words.HARM[claim.harm], *(part for part in (status, who, sex) if part)]
    if claim.stance is not Stance.ASSERTED:
        parts.append(words.STANCE[claim.stance])
    if claim.date_start or claim.date_end:
        parts.append(show.period(claim.date_start, claim.date_end))
    parts += [part for part in (claim.place, words.CAUSE[claim.cause]) if part]
    if claim.actor:
        parts.append(f"actor named: {claim.actor}")
    return "; ".join(parts)


def _order(one: PublicClaim, documents: Mapping[str, Document]) -> tuple[str, str, int, int, str]:
    published = documents[one.claim.doc].published
    return published.isoformat() if published else "9999", one.claim.doc, one.claim.start, one.claim.end, one.id


def _sayings(
    members: list[PublicClaim], documents: Mapping[str, Document], standing: Mapping[str, str]
) -> tuple[Saying, ...]:
    groups: dict[tuple[str, int, int, tuple[str, ...], int], list[PublicClaim]] = {}
    for one in members:
        key = (one.quote.document, one.quote.start, one.quote.end, one.claim.speakers)
        layer = 0
        # Anchors that overlap cannot be marked in one line of text: the sentence then stands once for each.
        while any(_overlap(one.quote, other.quote) for other in groups.get((*key, layer), [])):
            layer += 1
        groups.setdefault((*key, layer), []).append(one)
    return tuple(_saying(group, documents, standing) for group in groups.values())


def _overlap(a: Quote, b: Quote) -> bool:
    same = (a.anchor_start, a.anchor_end) == (b.anchor_start, b.anchor_end)
    return not same and a.anchor_start < b.anchor_end and b.anchor_start < a.anchor_end


def _saying(group: list[PublicClaim], documents: Mapping[str, Document], standing: Mapping[str, str]) -> Saying:
    quote, document = group[0].quote, documents[group[0].claim.doc]
    return Saying(
        words=marked(quote, [(one.quote.anchor_start, one.quote.anchor_end) for one in group]),
        language=document.language,
        document=document,
        speakers=group[0].claim.speakers,
        start=quote.start,
        end=quote.end,
        readings=tuple(
            Reading(
                id=one.id,
                number=show.claim_words(one.claim.low, one.claim.high),
                said=reading_words(one.claim),
                standing=standing.get(one.id, ""),
            )
            for one in group
        ),
    )


def _text(text: str) -> Markup:
    return escape(visible(text))
