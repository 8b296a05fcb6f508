"""Every figure of an incident down to the sentence: what sets it, what was superseded, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tollbook.model.assessment import Figure
from tollbook.model.document import Document
from tollbook.model.release import PublicClaim
from tollbook.releases.render import range_picture
from tollbook.workbench.incident.load import Loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A claim of a figure with the sentence that says it, its document, and how it stands to the figure."""

    claim: PublicClaim
    document: Document
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure and every sentence that it rests on: those that set it first. `drawn`: it can be drawn."""

    figure: Figure
    sentences: tuple[Sentence, ...]
    drawn: bool = False


def figures(loaded: Loaded) -> list[Told]:
    """The figures of the incident with their sentences; the one conceded last."""
    conceded = loaded.assessment.conceded
    every = [*loaded.assessment.figures, *([conceded] if conceded else [])]
    return [
        Told(
            figure=one,
            sentences=tuple(_sentences(loaded, one)),
            drawn=one is not conceded and _numbered(loaded, one),
        )
        for one in every
    ]


def standing(loaded: Loaded) -> dict[str, str]:
    """How each claim stands to the figures, in words; of several the strongest. A claim that sets one has none."""
    said: dict[str, str] = {}
    for told in sorted(figures(loaded), key=lambda one: one.figure.name == range_picture.KILLED):
        for id_ in told.figure.context:
            said.setdefault(id_, range_picture.STANDING[range_picture.CONTEXT])
        said |= dict.fromkeys(told.figure.superseded, range_picture.STANDING[range_picture.SUPERSEDED])
    sets = {id_ for told in figures(loaded) for id_ in told.figure.claims}
    return {id_: words for id_, words in said.items() if id_ not in sets}


def _sentences(loaded: Loaded, figure: Figure) -> Iterator[Sentence]:
    for ids, kind in (
        (figure.claims, range_picture.SET),
        (figure.superseded, range_picture.SUPERSEDED),
        (figure.context, range_picture.CONTEXT),
    ):
        for id_ in _by_day(loaded, ids):
            claim = loaded.quoted[id_]
            document = loaded.documents[claim.claim.doc]
            yield Sentence(claim=claim, document=document, standing=range_picture.STANDING[kind])


def _by_day(loaded: Loaded, ids: Iterable[str]) -> list[str]:
    def rank(id_: str) -> tuple[str, str, int]:
        claim = loaded.claims[id_]
        return str(loaded.documents[claim.doc].published or "9999"), claim.doc, claim.start

    return sorted((id_ for id_ in ids if id_ in loaded.quoted), key=rank)


def _numbered(loaded: Loaded, figure: Figure) -> bool:
    ids = (*figure.claims, *figure.superseded, *figure.context)
    return any(
        (loaded.claims[id_].low, loaded.claims[id_].high) != (None, None) for id_ in ids if id_ in loaded.claims
    )
