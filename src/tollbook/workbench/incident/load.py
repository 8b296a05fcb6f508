"""Load one incident: its claims, documents, words, positions and history, assessed by a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tollbook.assessments.assess import assess_all
from tollbook.assessments.positions import in_time
from tollbook.assessments.profiles import profile
from tollbook.ledger import linked, query
from tollbook.ledger.history import Happened, history
from tollbook.ledger.notes import Note, notes
from tollbook.ledger.open import Ledger
from tollbook.ledger.texts import Texts
from tollbook.model.assessment import Assessment
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.incident import Incident
from tollbook.model.judgement import Position
from tollbook.model.material import Material
from tollbook.model.release import PublicClaim, PublicIncident, PublicPosition
from tollbook.releases.quote import find, quote
from tollbook.workbench.desk.gather import gather


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """An incident with what it is made of, and what a profile says of it.

    `claims` are in the order of their documents and places in them. `drawn` and `quoted` are incident and claims
    in the form in which a release draws them, unscreened: they stay on the recorder's own machine.
    """

    incident: Incident
    assessment: Assessment
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    positions: tuple[Position, ...]
    drawn: PublicIncident
    quoted: Mapping[str, PublicClaim]

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.incident.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What persons and machines wrote of an incident: its history, the last of it, and the notes in force."""

    history: tuple[Happened, ...]
    notes: tuple[Note, ...]

    @property
    def seen(self) -> int:
        """The number of the last entry about the incident."""
        return max((one.entry.seq for one in self.history), default=-1)


def load(ledger: Ledger, incident: str, name: str) -> Loaded | None:
    """The incident with this id, as the profile called `name` has it; None where there is none in use."""
    return load_several(ledger, [incident], name).get(incident)


def load_several(ledger: Ledger, incidents: list[str], name: str) -> dict[str, Loaded]:
    """Those of `incidents` that are in use, by their ids, each as `load` has it."""
    if not incidents:
        return {}
    material = _with_statements(ledger, gather(ledger, incidents))
    links = linked.incidents(ledger, material.incidents)
    found = {}
    for assessment in assess_all(material, profile(name)):
        found[assessment.incident] = _loaded(links[assessment.incident], assessment, material)
    return found


def remember(ledger: Ledger, incident: str) -> Remembered:
    """What was written of an incident in use."""
    return Remembered(history=tuple(history(ledger, incident)), notes=tuple(notes(ledger, incident)))


def _with_statements(ledger: Ledger, material: Material) -> Material:
    """The material with the documents of positions that rest on no claim of it."""
    missing = {one.document for one in material.positions if one.document} - material.documents.keys()
    if not missing:
        return material
    documents = {**material.documents, **query.documents(ledger, missing)}
    return replace(material, documents=documents, texts=Texts(ledger, documents))


def _loaded(incident: Incident, assessment: Assessment, material: Material) -> Loaded:
    members = set(incident.claims)
    order = sorted(members & material.claims.keys(), key=lambda id_: _place(material.claims[id_], id_))
    claims = {id_: material.claims[id_] for id_ in order}
    positions = tuple(in_time([one for one in material.positions if one.incident == incident.id]))
    held = {claim.doc for claim in claims.values()} | {one.document for one in positions if one.document}
    quoted = {
        id_: PublicClaim(
            id=id_,
            claim=claim,
            quote=quote(claim.doc, material.texts.get(claim.doc, ""), claim.start, claim.end),
            incident=incident.id,
            whole=material.wholes.get(id_, ""),
        )
        for id_, claim in claims.items()
    }
    return Loaded(
        incident=incident,
        assessment=assessment,
        claims=claims,
        documents={id_: material.documents[id_] for id_ in sorted(held) if id_ in material.documents},
        positions=positions,
        drawn=PublicIncident(
            id=incident.id,
            assessment=assessment,
            claims=tuple(order),
            positions=tuple(_position(one, assessment, material, quoted) for one in positions),
        ),
        quoted=quoted,
    )


def _place(claim: Claim, id_: str) -> tuple[str, int, int, str, str]:
    return claim.doc, claim.start, claim.end, claim.harm.value, id_


def _position(
    one: Position, assessment: Assessment, material: Material, quoted: Mapping[str, PublicClaim]
) -> PublicPosition:
    claim = quoted.get(one.claim)
    document = one.document or (claim.claim.doc if claim else "")
    words = find(document, material.texts.get(document, ""), one.quote)
    return PublicPosition(
        party=one.party,
        step=one.step,
        date=one.date,
        days=(one.date - assessment.first_report).days if assessment.first_report else None,
        conceded=one.conceded,
        claim=one.claim,
        document=document if document in material.documents else "",
        quote=words or (claim.quote if claim else None),
    )
