"""The belligerent's own figure: kept beside the range, never merged into it (rule `conceded`)."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.assessments import names
from tollbook.assessments.account import account
from tollbook.assessments.amounts import Amount
from tollbook.assessments.profiles import Profile
from tollbook.assessments.said import Said, in_words
from tollbook.assessments.subjects import SUBJECTS, is_combatant
from tollbook.model.assessment import Figure, Range, Reason
from tollbook.model.judgement import Position
from tollbook.model.vocabulary import Harm, Scope, Stance, Step

KILLED = next(subject for subject in SUBJECTS if subject.harm is Harm.KILLED and not subject.group)


@dataclass(frozen=True, slots=True)
class _Concession:
    party: str
    day: datetime.date | None
    low: int
    high: int
    claims: tuple[str, ...]


def conceded(said: Sequence[Said], positions: Sequence[Position], profile: Profile) -> Figure | None:
    """How many killed the accused parties concede, by their claims and their recorded positions.

    A party's latest concession replaces its earlier ones. None where nobody concedes a number.
    """
    everybody = profile.settings.counted_status
    settings = dataclasses.replace(profile.settings, minimum_from=everybody)
    made = [
        _Concession(position.party, position.date, position.conceded, position.conceded, _rests_on(position))
        for position in positions
        if position.conceded is not None
    ]
    by_document: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        if _concedes(one, positions):
            by_document[one.root, one.claim.doc].append(one)
    for (root, _), those in sorted(by_document.items()):
        found = account(those, KILLED, settings)
        if found:
            ids = tuple(sorted(one.id for one in found.claims))
            made.append(_Concession(root, found.said.published, found.amount.low, found.amount.high, ids))
    return _figure(made) if made else None


def _rests_on(position: Position) -> tuple[str, ...]:
    return (position.claim,) if position.claim else ()


def _concedes(one: Said, positions: Sequence[Position]) -> bool:
    """Whether the accused party itself says that people were killed, fighters apart, and not while denying it."""
    claim = one.claim
    if claim.harm is not Harm.KILLED or claim.scope is not Scope.INCIDENT or is_combatant(claim):
        return False
    if claim.stance is Stance.CONCEDED:
        return True
    denies = any(p.step is Step.DENIES_ACT and names.same_party(p.party, one.root) for p in positions)
    return one.accused and claim.stance is Stance.ASSERTED and not denies


def _figure(made: Sequence[_Concession]) -> Figure:
    by_party: dict[str, list[_Concession]] = defaultdict(list)
    shown = names.gather([one.party for one in made], parties=True)
    for one in made:
        by_party[shown.get(one.party, one.party)].append(one)
    current, superseded, words = [], [], []
    for party, those in sorted(by_party.items()):
        newest = max((one.day for one in those if one.day), default=None)
        now = [one for one in those if one.day == newest or one.day is None]
        current += now
        superseded += [one for one in those if one not in now]
        conceding = Amount(min(one.low for one in now), max(max(one.low, one.high) for one in now))
        day = f" on {in_words(newest)}" if newest else ""
        words.append(f"{party} concedes {conceding} killed{day}")
    used = {identity for one in current for identity in one.claims}
    old = {identity for one in superseded for identity in one.claims} - used
    return Figure(
        name="conceded",
        range=Range(low=min(one.low for one in current), high=max(max(one.low, one.high) for one in current)),
        claims=tuple(sorted(used)),
        superseded=tuple(sorted(old)),
        reasons=(Reason(rule="conceded", words="; ".join(words), claims=tuple(sorted(used))),),
    )
