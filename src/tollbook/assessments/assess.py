"""Assess an incident by a profile: sources, figures, grade, whose action, positions in time, each with reasons."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from tollbook.assessments import grade as grading
from tollbook.assessments import names
from tollbook.assessments.breakdown import check
from tollbook.assessments.conceded import conceded
from tollbook.assessments.parts import wholes
from tollbook.assessments.positions import admits, days_until, is_statement, statements
from tollbook.assessments.profiles import Profile
from tollbook.assessments.range import figures
from tollbook.assessments.roots import roots, trace
from tollbook.assessments.said import Said, listed
from tollbook.assessments.settle import when, where
from tollbook.model.assessment import Assessment, Reason
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.finding import Finding
from tollbook.model.incident import Incident
from tollbook.model.judgement import Position
from tollbook.model.material import Material
from tollbook.model.place import Location
from tollbook.model.vocabulary import Cause, Scope, Stance


def assess(
    incident: Incident,
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    texts: Mapping[str, str],
    locations: Mapping[str, Location],
    positions: Sequence[Position],
    profile: Profile,
    *,
    broken_down: Mapping[str, Claim] | None = None,
) -> Assessment:
    """What the profile says of one incident. The same whatever the order of claims, documents or positions.

    `claims`, `documents`, `texts` and `positions` may hold those of the whole book; only the incident's count.
    `broken_down` is `parts.wholes(claims)`, for callers that assess many incidents over the same claims.
    """
    own = {
        identity: claims[identity] for identity in sorted(incident.claims) if _is_of_event(claims.get(identity))
    }
    broken = wholes(claims) if broken_down is None else broken_down
    mine = [position for position in positions if position.incident == incident.id]
    told, original = trace(own, documents, texts, profile.settings, broken)
    event, parties = _with_parties(told, mine)
    independent = roots((one for one in event if _counts(one)), original, documents)
    evidence = grading.Evidence(
        said=event,
        roots=tuple(root.name for root in independent),
        parties=tuple(parties),
        attributions=parties,
        positions=tuple(mine),
    )
    grade, reasons = grading.grade(evidence, profile)
    status, attribution = grading.strike_status(evidence, profile)
    found = figures(event, profile)
    own_figure = conceded(event, mine, profile)
    first = min((one.published for one in event if one.published), default=None)
    return Assessment(
        incident=incident.id,
        profile=str(profile),
        when=when(event),
        where=where(event, locations),
        figures=found,
        grade=grade,
        strike_status=status,
        parties=evidence.parties,
        cause=_cause(event),
        roots=independent,
        reasons=(*reasons, *attribution, *_set_aside(event)),
        conceded=own_figure,
        first_report=first,
        statements=statements(mine, first),
        days_to_statement=days_until([p for p in mine if is_statement(p)], first),
        days_to_admission=days_until([p for p in mine if admits(p)], first),
        findings=(*check(incident.id, found, event, profile.settings), *_unrecorded(incident.id, event, mine)),
    )


def assess_all(material: Material, profile: Profile) -> tuple[Assessment, ...]:
    """Every incident of a book assessed, in the order of their ids."""
    broken = {part: material.claims[whole] for part, whole in material.wholes.items() if whole in material.claims}
    by_incident: dict[str, list[Position]] = {}
    for position in material.positions:
        by_incident.setdefault(position.incident, []).append(position)
    return tuple(
        assess(
            incident,
            material.claims,
            material.documents,
            material.texts,
            material.locations,
            by_incident.get(incident.id, ()),
            profile,
            broken_down=broken,
        )
        for incident in sorted(material.incidents.values(), key=lambda one: one.id)
    )


def _is_of_event(claim: Claim | None) -> bool:
    return claim is not None and claim.scope is Scope.INCIDENT


def _with_parties(
    told: Sequence[Said], positions: Sequence[Position]
) -> tuple[tuple[Said, ...], dict[str, tuple[str, ...]]]:
    """The claims with their sources marked as accused or party; and each party named, with who names it.

    Where a belligerent is plainly named, other actors ("camp residents") are no parties.
    """
    naming = [one for one in told if one.claim.actor]
    shown = names.gather([one.claim.actor for one in naming], parties=True)
    accused = sorted({one.claim.actor for one in naming if one.claim.actor in shown})
    sides = [*accused, *(position.party for position in positions)]
    marked = tuple(_mark(_owned(one, accused, shown), accused, sides) for one in told)
    attributions: dict[str, list[str]] = {}
    for one in marked:
        if one.claim.actor in shown:
            attributions.setdefault(shown[one.claim.actor], []).append(one.root)
    known = {party for name, party in shown.items() if names.is_known_party(name)}
    kept = sorted(known & set(attributions) or attributions)
    return marked, {party: tuple(dict.fromkeys(attributions[party])) for party in kept}


def _owned(one: Said, accused: Sequence[str], shown: Mapping[str, str]) -> Said:
    """An accused party under the one form of its name; a concession told in another's voice is the party's own."""
    party = next((shown[name] for name in accused if grading.accused(one.root, [name])), "")
    if party:
        return dataclasses.replace(one, root=party, speaker="" if one.speaker == one.root else one.speaker)
    if one.claim.stance is Stance.CONCEDED and one.claim.actor in shown:
        return dataclasses.replace(one, root=shown[one.claim.actor], speaker="")
    return one


def _mark(one: Said, accused: Sequence[str], sides: Sequence[str]) -> Said:
    own = one.claim.stance is Stance.CONCEDED or grading.accused(one.root, accused)
    party = own or grading.accused(one.root, sides) or names.is_belligerent(one.root)
    return dataclasses.replace(one, accused=own, party=party)


def _counts(one: Said) -> bool:
    """Whether the claim's source counts as an independent one for the harm."""
    return one.asserts and not one.party


def _set_aside(event: Sequence[Said]) -> list[Reason]:
    parties = list(dict.fromkeys(one.root for one in event if one.party))
    if not parties:
        return []
    words = f"not counted among the sources, as parties to the conflict: {listed(parties)}"
    return [Reason(rule="roots.parties", words=words, claims=tuple(sorted(one.id for one in event if one.party)))]


def _cause(event: Sequence[Said]) -> Cause:
    """The cause that most sources name; of several the first of the vocabulary."""
    backers = {cause: {one.root for one in event if one.claim.cause is cause} for cause in Cause}
    named = [cause for cause in Cause if cause is not Cause.UNKNOWN and backers[cause]]
    return max(named, key=lambda cause: len(backers[cause]), default=Cause.UNKNOWN)


def _unrecorded(incident: str, event: Sequence[Said], positions: Sequence[Position]) -> list[Finding]:
    """A concession that claims tell of, where no admission is recorded as a position."""
    conceding = sorted(one.id for one in event if one.claim.stance is Stance.CONCEDED)
    if not conceding or any(admits(position) for position in positions):
        return []
    return [
        Finding(
            code="assessment.concession-without-position",
            where=f"incident:{incident}",
            message=f"A party is reported to concede harm (claim {conceding[0]}), and no position records it.",
            advice="Record what the party says with `tollbook position`, so that grade and days can follow.",
        )
    ]
