"""On which rung of the ladder the words of a party stand (HURIDOCS micro-thesaurus 28, Attribution)."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

from tollbook.assessments.statements.frames import Frame
from tollbook.assessments.statements.patterns import pattern
from tollbook.model.vocabulary import Step, Verdict


class Facet(StrEnum):
    """One thing that a party says of the event; several may stand in a sentence."""

    SILENT = "no statement"
    DENIES = "denies the act"
    UNHARMED = "denies that civilians were harmed"
    FIGHTERS = "says that those killed were fighters"
    ACCEPTS = "takes responsibility"
    CONCEDES = "says that its act did the harm"
    OTHERWISE = "names another cause"
    ACTED = "says that it struck"
    NON_CREDIBLE = "finds too little to say so"
    CREDIBLE = "finds it credible"
    INQUIRES = "inquires"


_NEGATED = re.compile(
    r"\b(?:no|not|never|nor|denie[sd]|deny|denying|false)\b(?:(?!\b(?:and|but|that)\b)[^.;,]){0,40}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^\W*(?:(?:on|in|to)\s+(?:a\s+|the\s+)?[\w’'-]+(?:\s+(?:statement|night|morning|evening))?\s+(?=that\b)|yesterday\s+)",
    re.I,
)
"""Between "denied" and what is denied: "on Sunday", "in a statement"."""


def facets(frame: Frame) -> frozenset[Facet]:
    """What the party says of the event in this frame; empty where it speaks of something else."""
    said = frame.said.strip(' ,;:–-\n“”"')
    if frame.kind == "silent":
        return frozenset({Facet.SILENT})
    if frame.kind == "deny":
        return _denied(said)
    if frame.kind == "blame":
        return frozenset({Facet.OTHERWISE}) if _found("act", said) or _found("harm", said) else frozenset()
    if frame.kind == "accepts":
        return frozenset({Facet.ACCEPTS})
    if frame.kind == "inquire":
        return _inquired(frame, said)
    return _told(frame, said)


def step_of(here: Collection[Facet], elsewhere: Collection[Facet]) -> Step | None:
    """The rung of a sentence, knowing what the same party says elsewhere in the document; None for none.

    A denial stands one rung higher where the party says elsewhere that it struck; taking responsibility stands
    one lower where it names another cause.
    """
    everywhere = {*here, *elsewhere}
    struck = bool(everywhere & {Facet.ACTED, Facet.CONCEDES, Facet.ACCEPTS})
    if Facet.SILENT in here:
        return Step.NO_STATEMENT
    if Facet.DENIES in here:
        return Step.DENIES_RESPONSIBILITY if Facet.ACTED in here else Step.DENIES_ACT
    if Facet.UNHARMED in here:
        return Step.DENIES_RESPONSIBILITY if struck else Step.DENIES_ACT
    if Facet.FIGHTERS in here:
        return Step.DENIES_RESPONSIBILITY
    if {Facet.ACCEPTS, Facet.CONCEDES} & set(here) or Facet.CREDIBLE in here:
        return Step.ALTERNATIVE_EXPLANATION if Facet.OTHERWISE in everywhere else Step.ACCEPTS_RESPONSIBILITY
    if Facet.OTHERWISE in here:
        return Step.ALTERNATIVE_EXPLANATION if struck else Step.DENIES_ACT
    return Step.STATES_CIRCUMSTANCES if here else None


def verdict_of(
    here: Collection[Facet], words: str, reopened: bool = False, closed: bool = False
) -> Verdict | None:
    """What an official assessment came to, where the sentence tells of one.

    `reopened`, `closed`: what is known already of the words, where they are not English.
    """
    if Facet.NON_CREDIBLE in here:
        return Verdict.NON_CREDIBLE
    if Facet.CREDIBLE in here:
        return Verdict.CREDIBLE
    if Facet.INQUIRES in here:
        if reopened or re.search(r"\bre-?open", words, re.IGNORECASE):
            return Verdict.REOPENED
        return (
            Verdict.OPEN
            if not closed and not re.search(r"\b(?:clos|complet|conclud|end|finish)", words, re.I)
            else None
        )
    return None


def _denied(said: str) -> frozenset[Facet]:
    said = _ASIDE.sub("", said)
    if pattern("denied_other", whole=False).match(said):
        return frozenset()
    denied = rf"\W*(?:that\s+)?(?:{pattern('denied', whole=False).pattern})(?![\w-])"
    return frozenset({Facet.DENIES}) if not said or re.match(denied, said, re.IGNORECASE) else frozenset()


def _inquired(frame: Frame, said: str) -> frozenset[Facet]:
    whole = f"{frame.verb} {said}"
    about = (
        _found("act", whole)
        or _found("harm", whole)
        or re.search(r"\b(?:incident|allegations?|reports?)\b", whole)
    )
    return frozenset({Facet.INQUIRES}) | (_outcome(said) if about else frozenset()) if about else frozenset()


def _told(frame: Frame, said: str) -> frozenset[Facet]:
    """What is said after a verb of saying or confirming, or in the party's own paper."""
    found = set(_outcome(said))
    if _found("says_not", said):
        found.add(Facet.DENIES)
    if _found("unharmed", said):
        found.add(Facet.UNHARMED)
    if _found("fighters", said):
        found.add(Facet.FIGHTERS)
    if _found("accepts", said):
        found.add(Facet.ACCEPTS)
    if _found("otherwise", said):
        found.add(Facet.OTHERWISE)
    if _concedes(frame, said) and not found & {Facet.UNHARMED, Facet.DENIES}:
        found.add(Facet.CONCEDES)
    if _acted(frame, said):
        found.add(Facet.ACTED)
    if frame.verb and _found("inquire", said):
        found |= _inquired(frame, said)
    return frozenset(found)


def _outcome(said: str) -> frozenset[Facet]:
    if _found("non_credible", said):
        return frozenset({Facet.NON_CREDIBLE})
    credible = pattern("credible").search(said)
    return (
        frozenset({Facet.CREDIBLE}) if credible and not _NEGATED.search(said[: credible.start()]) else frozenset()
    )


def _concedes(frame: Frame, said: str) -> bool:
    if _found("own_harm", said) or (frame.own and _found("harm_of_it", said)):
        return True
    firm = frame.kind == "confirm" and not re.match(r"confirm", frame.verb, re.IGNORECASE)
    return firm and _found("harm", said)


def _acted(frame: Frame, said: str) -> bool:
    act = pattern("own_act").search(said)
    if act and not _NEGATED.search(said[: act.start()]):
        return True
    last, acted = re.escape(frame.party.split()[-1]), pattern("acted", whole=False).pattern
    own = rf"\b{last}\b(?:[’']s)?\s+(?:[\w-]+\s+){{0,3}}(?:{acted})"
    if re.search(own, said, re.IGNORECASE):
        return True
    return frame.kind == "confirm" and _found("act", said)


def _found(group: str, said: str) -> bool:
    return bool(pattern(group).search(said))
