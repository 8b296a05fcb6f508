"""What a profile thinks of an incident: the grade and whose action it was, each with its reason (RULES.md §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from tollbook.assessments import names
from tollbook.assessments.positions import ACKNOWLEDGES, admits, in_time
from tollbook.assessments.profiles import Profile
from tollbook.assessments.said import Said, in_words, listed
from tollbook.assessments.subjects import is_combatant
from tollbook.model.assessment import Reason
from tollbook.model.judgement import Position
from tollbook.model.vocabulary import Cause, Grade, Harm, Scope, Step, StrikeStatus

_ACTIONS = frozenset(Cause) - {Cause.UNKNOWN, Cause.OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What grading looks at. `roots` are the independent sources by name, in order of their first report.

    `attributions` has, for each party named, the roots that name it (parties to the conflict among them).
    """

    said: tuple[Said, ...]
    roots: tuple[str, ...]
    parties: tuple[str, ...]
    attributions: dict[str, tuple[str, ...]]
    positions: tuple[Position, ...]


def grade(evidence: Evidence, profile: Profile) -> tuple[Grade, list[Reason]]:
    """The grade by the profile's rules, tried in this order: confirmed, discounted, contested, enough sources."""
    settings = profile.settings
    sources = _sources(evidence)
    admission = _admission(evidence, profile)
    if admission:
        return Grade.CONFIRMED, [admission, sources]
    combatants = _only_combatants(evidence) if settings.discounts else None
    if combatants:
        return Grade.DISCOUNTED, [combatants, sources]
    contest = _contest(evidence) if settings.contests else None
    if contest:
        return Grade.CONTESTED, [contest, sources]
    action = _action(evidence)
    if len(evidence.roots) < settings.sources_required:
        words = f"{_number(len(evidence.roots))}, where {settings.sources_required} are needed"
        return settings.grade_too_few, [sources, Reason(rule="grade.too-few", words=words)]
    if settings.needs_action and action is None:
        return settings.grade_too_few, [
            sources,
            Reason(rule="grade.action", words="no belligerent's action is named"),
        ]
    return settings.grade_enough, [sources, *([action] if action and settings.needs_action else [])]


def strike_status(evidence: Evidence, profile: Profile) -> tuple[StrikeStatus | None, list[Reason]]:
    """How sure it is whose action it was; None where nobody is named or the profile does not ask."""
    if not profile.settings.attribution:
        return None, []
    owned = [p for p in in_time(evidence.positions) if p.step in ACKNOWLEDGES]
    if owned:
        first = owned[0]
        words = f"declared: {first.party} acknowledges the act on {in_words(first.date)}"
        return StrikeStatus.DECLARED, [Reason(rule="attribution", words=words, claims=_claim_of(first))]
    if not evidence.parties:
        return None, []
    if _are_competing(evidence):
        words = f"contested: {listed(evidence.parties)} are each said to have done it"
        return StrikeStatus.CONTESTED, [Reason(rule="attribution", words=words)]
    party = max(evidence.parties, key=lambda name: len(evidence.attributions.get(name, ())))
    naming = [root for root in evidence.attributions.get(party, ()) if root in evidence.roots]
    if len(naming) > 1:
        words = f"likely: {party} is named by {len(naming)} independent sources ({', '.join(naming)})"
        return StrikeStatus.LIKELY, [Reason(rule="attribution", words=words)]
    who = naming[0] if naming else listed(evidence.attributions.get(party, ()))
    words = f"single source claim: only {who} names {party}"
    return StrikeStatus.SINGLE_SOURCE_CLAIM, [Reason(rule="attribution", words=words)]


def _sources(evidence: Evidence) -> Reason:
    words = _number(len(evidence.roots))
    if evidence.roots:
        words += f" ({', '.join(evidence.roots)})"
    return Reason(rule="grade.sources", words=words)


def _number(count: int) -> str:
    if not count:
        return "no independent source"
    return f"{count} independent source" if count == 1 else f"{count} independent sources"


def _admission(evidence: Evidence, profile: Profile) -> Reason | None:
    by = profile.settings.confirmed_by
    for position in in_time(evidence.positions):
        accepts = position.step is Step.ACCEPTS_RESPONSIBILITY
        if admits(position) and ("acceptance" if accepts else "concession") in by:
            day = in_words(position.date)
            harm = f" and concedes {position.conceded:,} killed" if position.conceded else ""
            what = "accepts responsibility" if accepts else "acknowledges the act, with another explanation,"
            words = f"{position.party} {what}{harm} on {day}"
            return Reason(rule="grade.confirmed", words=words, claims=_claim_of(position))
    return None


def _only_combatants(evidence: Evidence) -> Reason | None:
    """Every source but the accused that counts the dead says that they were combatants, and there is one."""
    dead = [
        one
        for one in evidence.said
        if one.claim.harm is Harm.KILLED
        and one.claim.scope is Scope.INCIDENT
        and one.asserts
        and not one.accused
        and (one.claim.high is None or one.claim.high > 0)
    ]
    if not dead or not all(is_combatant(one.claim) for one in dead):
        return None
    words = f"those killed were combatants, say {listed(list(dict.fromkeys(one.root for one in dead)))}"
    return Reason(rule="grade.discounted", words=words, claims=tuple(sorted(one.id for one in dead)))


def _are_competing(evidence: Evidence) -> bool:
    """Whether several belligerents are named; names that are plainly none ("residents") compete with nobody."""
    known = [party for party in evidence.parties if names.is_known_party(party)]
    return any(names.compete(a, b) for a, b in combinations(known, 2))


def _contest(evidence: Evidence) -> Reason | None:
    if not _are_competing(evidence):
        return None
    told = [f"{party} (named by {listed(evidence.attributions[party])})" for party in evidence.parties]
    return Reason(rule="grade.contested", words=f"several are said to have done it: {listed(told)}")


def _action(evidence: Evidence) -> Reason | None:
    """A belligerent's action near there: a party is named, one acknowledges the act, or means of war are."""
    if evidence.parties:
        return Reason(rule="grade.action", words=f"the action of {listed(evidence.parties)} is reported")
    owned = [p for p in in_time(evidence.positions) if p.step in ACKNOWLEDGES]
    if owned:
        return Reason(rule="grade.action", words=f"{owned[0].party} acknowledges the act")
    means = sorted(
        {str(one.claim.cause).replace("_", " ") for one in evidence.said if one.claim.cause in _ACTIONS}
    )
    return Reason(rule="grade.action", words=f"means of war are reported: {listed(means)}") if means else None


def _claim_of(position: Position) -> tuple[str, ...]:
    return (position.claim,) if position.claim else ()


def accused(name: str, parties: Sequence[str]) -> bool:
    """Whether a source's name is that of one of the parties said to have done it.

    An organisation that merely carries a party's country in its name ("Syrian Observatory") is not it.
    """
    own = names.party_key(name)
    for party in parties:
        exact = bool(own) and own == names.party_key(party)
        if exact or (names.is_belligerent(name) and names.same_party(name, party)):
            return True
    return False
