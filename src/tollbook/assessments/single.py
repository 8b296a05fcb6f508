"""Assess one text on its own: the ranges of what it says, taken as one incident (the filter `tollbook assess`)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from tollbook.assessments.account import Account, lists_of_persons, totals
from tollbook.assessments.groups import adults_among, groups
from tollbook.assessments.parts import wholes
from tollbook.assessments.profiles import DEFAULT, Profile, Settings, profile
from tollbook.assessments.profiles.load import Counted
from tollbook.assessments.said import Said
from tollbook.assessments.sentences import sentence_numbers
from tollbook.assessments.subjects import GROUPS, KILLED, SUBJECTS, Subject, is_combatant
from tollbook.model.assessment import Range
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Scope

EVERYBODY: tuple[Counted, ...] = ("civilian", "unknown", "mixed", "combatant")
FIELDS = ("killed", "injured", "children", "women", "men")


def assess_text(claims: Sequence[Claim], text: str = "", using: Profile | None = None) -> dict[str, Range]:
    """The ranges of one text's claims, by figure; a figure of which nothing is said is left out.

    `claims` are all those of one document; its `text` tells which persons are listed in one sentence. Without
    `using` the profile is the default. docs/method/assessment.md tells how one text differs from many.
    """
    settings = (using or profile(DEFAULT)).settings
    said = _said(claims, text)
    made = {
        subject.name: _range(said, subject, settings)
        for subject in SUBJECTS
        if subject.name in FIELDS and not subject.group
    }
    made |= _groups(said, text, made["killed"], settings)
    return {name: found for name in FIELDS if (found := made.get(name))}


def _said(claims: Sequence[Claim], text: str) -> list[Said]:
    by_id = {claim.id: claim for claim in claims}
    broken = wholes(by_id)
    numbers = sentence_numbers(by_id, text)
    told = [
        Said(
            id=identity,
            claim=claim,
            root="",
            whole=broken.get(identity),
            anchor=text[claim.start : claim.end],
            sentence=numbers[identity],
        )
        for identity, claim in by_id.items()
    ]
    return sorted(
        (one for one in told if one.asserts and one.claim.scope is Scope.INCIDENT), key=lambda one: one.order
    )


def _range(said: Sequence[Said], subject: Subject, settings: Settings) -> Range | None:
    """From the first total of the text to the highest; without totals, of the first list of persons.

    A text that sums up its sources says so first: what it has further down is earlier or of a part, so that it
    can raise the highest figure and does not lower the lowest. Where the first total has no lower bound ("up to
    40"), the others give it.
    """
    about = [one for one in said if subject.covers(one.claim)]
    counted = [one for one in about if str(one.claim.status) in settings.counted_status]
    stated = totals(counted, about, settings)
    if stated:
        return _span(stated, settings)
    if any(is_combatant(one.claim) for one in about) and settings.counted_status != EVERYBODY:
        everybody = dataclasses.replace(settings, counted_status=EVERYBODY, minimum_from=EVERYBODY)
        return _range(about, subject, everybody)
    lists = lists_of_persons(counted, settings)
    return _span(lists[:1], settings)


def _groups(said: Sequence[Said], text: str, total: Range | None, settings: Settings) -> dict[str, Range]:
    """Children, women and men among the killed: stated numbers, else the persons of the whole text."""
    counted = [
        one for one in said if KILLED.covers(one.claim) and str(one.claim.status) in settings.counted_status
    ]
    found = groups(counted, text, total, settings)
    made: dict[str, Range] = {}
    for subject in GROUPS:
        name, told = subject.name, found.told[subject.name]
        if name == "men":
            told += found.told[""]
        if span := _span(found.accounts[name], settings):
            made[name] = span
        elif told:
            number = told if name == "children" else adults_among(name, found, total, made)
            made[name] = Range(low=number, high=number)
    return made


def _span(made: Sequence[Account], settings: Settings) -> Range | None:
    if not made:
        return None
    first = made[0]
    low = first.sure
    if first.said.claim.low is None:
        low = min([low, *(one.sure for one in made if one.sure > 0)])
    is_vague = all(one.amount.vague for one in made)
    if settings.choice == "lowest":
        low = min(one.amount.low for one in made)
        return Range(low=low, high=low, vague=is_vague)
    return Range(low=low, high=max(one.amount.high for one in made), vague=is_vague)
