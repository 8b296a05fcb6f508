"""From a row of a tally down: its incidents, their claims, and every claim's quote with file and offsets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.model.assessment import Assessment, Figure
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.tally import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A claim that sets a figure, and where it stands.

    `quote` is the anchor verbatim: characters `start` to `end` (half-open) of the text of document `document`,
    which came in as `file` (empty if the document is not at hand).
    """

    claim: str
    speakers: tuple[str, ...]
    document: str
    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One incident of a row: its figure, why it is so, and the claims that set it."""

    incident: str
    grade: str
    figure: Figure | None
    sources: tuple[Source, ...]


def lineage(
    row: Row,
    assessments: Sequence[Assessment],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    texts: Mapping[str, str],
    *,
    figure: str = "killed",
) -> tuple[Line, ...]:
    """What the row's figure rests on, incident by incident, in the order of the row."""
    by_id = {assessment.incident: assessment for assessment in assessments}
    return tuple(
        _line(by_id[incident], figure, claims, documents, texts) for incident in row.incidents if incident in by_id
    )


def _line(
    assessment: Assessment,
    name: str,
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    texts: Mapping[str, str],
) -> Line:
    figure = assessment.figure(name)
    used = [(identity, claims[identity]) for identity in (figure.claims if figure else ()) if identity in claims]
    return Line(
        incident=assessment.incident,
        grade=assessment.grade,
        figure=figure,
        sources=tuple(_source(identity, claim, documents, texts) for identity, claim in used),
    )


def _source(identity: str, claim: Claim, documents: Mapping[str, Document], texts: Mapping[str, str]) -> Source:
    document = documents.get(claim.doc)
    return Source(
        claim=identity,
        speakers=claim.speakers,
        document=claim.doc,
        file=min((origin.name for origin in document.origins), default="") if document else "",
        start=claim.start,
        end=claim.end,
        quote=texts.get(claim.doc, "")[claim.start : claim.end],
    )
