"""Freeze a release: screened material and what was assessed of it, as one value of plain data."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tollbook.ledger.checkpoints import parse
from tollbook.model.assessment import Assessment
from tollbook.model.claim import Claim
from tollbook.model.finding import Finding
from tollbook.model.judgement import Position
from tollbook.model.material import Material
from tollbook.model.release import Method, PublicClaim, PublicIncident, PublicPosition, Quote, Release
from tollbook.model.tally import Reconciliation, Tally
from tollbook.releases.quote import find, quote
from tollbook.releases.screen import Screen, Screened, allowed, location


def freeze(
    screened: Screened,
    *,
    assessments: Iterable[Assessment],
    tallies: Sequence[Tally],
    reconciliations: Iterable[Reconciliation] = (),
    method: Method,
    title: str,
    made: date,
    tollbook: str,
    checkpoint: str,
    key: str,
) -> Release:
    """The release of what passed the screen; equal for equal arguments, whatever their order.

    `assessments` (one for each incident), `tallies` (the first leads the front page) and `reconciliations`
    must have been made of `screened.material` and nothing else. `made` is the day of the release, `tollbook`
    the version, `checkpoint` the book's signed C2SP checkpoint, `key` its verifier key. Raises ValueError where
    a number rests on something that the screen did not let through, an anchor does not lie in its
    text, or `checkpoint` is none: these are our own mistakes, and nothing may be published then.
    """
    material = screened.material
    by_incident = {assessment.incident: assessment for assessment in assessments}
    numbers = tuple(tallies)
    aggregates = tuple(sorted(reconciliations, key=lambda one: one.claim))
    _check_lineage(material, by_incident, numbers, aggregates)
    head = parse(checkpoint)
    anchor_only = screened.screen.quotes == "anchor"
    incident_of = {claim: incident.id for incident in material.incidents.values() for claim in incident.claims}
    positions = _by_incident(material.positions)
    order = sorted(material.claims, key=lambda id_: (*_place_of(material.claims[id_]), id_))
    rank = {id_: place for place, id_ in enumerate(order)}
    # In the order of their documents, so that each text is fetched once.
    quotes = {id_: _quote(material.claims[id_], material.texts, anchor_only) for id_ in order}
    return Release(
        title=title,
        made=made,
        tollbook=tollbook,
        method=method,
        checkpoint=checkpoint,
        root=base64.b64encode(head.root).decode(),
        size=head.size,
        key=key,
        tallies=numbers,
        incidents=tuple(
            PublicIncident(
                id=id_,
                assessment=_assessment(by_incident[id_], screened.screen),
                claims=tuple(sorted(incident.claims, key=rank.__getitem__)),
                positions=tuple(
                    _position(position, by_incident[id_].first_report, material, quotes, anchor_only)
                    for position in positions.get(id_, [])
                ),
            )
            for id_, incident in sorted(material.incidents.items())
        ),
        claims=tuple(
            PublicClaim(
                id=id_,
                claim=Claim(**allowed(material.claims[id_])),
                quote=quotes[id_],
                incident=incident_of.get(id_, ""),
                whole=material.wholes.get(id_, ""),
            )
            for id_ in order
        ),
        documents=tuple(material.documents[id_] for id_ in sorted(material.documents)),
        reconciliations=aggregates,
        withheld=screened.withheld,
    )


def _place_of(claim: Claim) -> tuple[str, int, int, str]:
    return claim.doc, claim.start, claim.end, claim.harm.value


def _quote(claim: Claim, texts: Mapping[str, str], anchor_only: bool) -> Quote:
    return quote(claim.doc, texts[claim.doc], claim.start, claim.end, anchor_only=anchor_only)


def _assessment(assessment: Assessment, screen: Screen) -> Assessment:
    """The assessment without its statements, which the released positions replace."""
    public = allowed(assessment)
    public["where"] = location(assessment.where, screen) if assessment.where else None
    public["findings"] = tuple(Finding(**allowed(finding), where="") for finding in assessment.findings)
    return Assessment(**public)


def _by_incident(positions: Iterable[Position]) -> dict[str, list[Position]]:
    grouped: dict[str, list[Position]] = {}
    for position in sorted(positions, key=lambda one: (one.date, one.seq, one.party)):
        grouped.setdefault(position.incident, []).append(position)
    return grouped


def _position(
    position: Position, first: date | None, material: Material, quotes: Mapping[str, Quote], anchor_only: bool
) -> PublicPosition:
    public = allowed(position)
    del public["incident"]
    words = public.pop("quote")
    claim = material.claims.get(position.claim)
    public["document"] = position.document or (claim.doc if claim else "")
    # A recorder's own words are not a quote: only what stands in the document, letter for letter, is shown.
    found = None if anchor_only else find(public["document"], material.texts.get(public["document"], ""), words)
    return PublicPosition(
        **public,
        days=(position.date - first).days if first else None,
        quote=found or quotes.get(position.claim),
    )


def _check_lineage(
    material: Material,
    assessments: Mapping[str, Assessment],
    tallies: Sequence[Tally],
    reconciliations: Sequence[Reconciliation],
) -> None:
    """Every number to be published must rest on published incidents, claims and documents alone."""
    if not tallies:
        raise ValueError("a release needs a tally to lead with")
    _same("incidents assessed", set(assessments), set(material.incidents))
    for assessment in assessments.values():
        figures = [*assessment.figures, *([assessment.conceded] if assessment.conceded else [])]
        named = {claim for figure in figures for claim in (*figure.claims, *figure.superseded, *figure.context)}
        named |= {claim for reason in assessment.reasons for claim in reason.claims}
        named |= {claim for figure in figures for reason in figure.reasons for claim in reason.claims}
        named |= {claim for root in assessment.roots for claim in root.claims}
        _within(f"claims of {assessment.incident}", named, set(material.claims))
        documents = {document for root in assessment.roots for document in root.documents}
        _within(f"documents of {assessment.incident}", documents, set(material.documents))
    for tally in tallies:
        rows = (tally.headline, *tally.rows, *tally.beside)
        _within("incidents of a tally", {one for row in rows for one in row.incidents}, set(material.incidents))
    for one in reconciliations:
        _within("aggregates", {one.claim}, set(material.claims))
        _within(f"incidents beside {one.claim}", set(one.incidents), set(material.incidents))


def _within(what: str, named: set[str], public: set[str]) -> None:
    if hidden := sorted(named - public):
        raise ValueError(f"{what}: {hidden[0]} did not pass the screen")


def _same(what: str, ours: set[str], public: set[str]) -> None:
    _within(what, ours, public)
    if missing := sorted(public - ours):
        raise ValueError(f"{what}: {missing[0]} is missing")
