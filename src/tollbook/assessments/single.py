"""Assess one text on its own: the ranges of what it says, taken as one incident (the filter `tollbook assess`)."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.assessments import names
from tollbook.assessments.parts import wholes
from tollbook.assessments.profiles import Profile, profile
from tollbook.assessments.range import figures
from tollbook.assessments.said import Said
from tollbook.model.assessment import Range
from tollbook.model.claim import Claim

FIELDS = ("killed", "injured", "children", "women", "men")


def assess_text(claims: Sequence[Claim], text: str = "", using: Profile | None = None) -> dict[str, Range]:
    """The ranges of one text's claims, by figure; a figure of which nothing is said is left out.

    `claims` are all those of one document; with its `text`, persons named twice are counted once.
    """
    chosen = using or profile("airwars")
    by_id = {claim.id: claim for claim in claims}
    broken = wholes(by_id)
    shown = names.gather([speaker for claim in claims for speaker in claim.speakers[:1]])
    told = [_say(identity, claim, shown, broken.get(identity), text) for identity, claim in by_id.items()]
    found = figures(sorted(told, key=lambda one: one.order), chosen)
    return {
        figure.name: figure.range for figure in found if figure.name in FIELDS and figure.range.high is not None
    }


def _say(identity: str, claim: Claim, shown: dict[str, str], whole: Claim | None, text: str) -> Said:
    speaker = claim.speakers[0] if claim.speakers else ""
    return Said(
        id=identity,
        claim=claim,
        root="",
        speaker=shown.get(speaker, speaker),
        whole=whole,
        anchor=text[claim.start : claim.end],
    )
