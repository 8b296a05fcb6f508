"""Draw the range: one bar a claim, grouped by independent source, over the assessed range.

Coordinates across are percentages of the picture's width, so that it fits a phone, a page and a wall without
its words shrinking; coordinates down are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.model.assessment import Figure, Range, Root
from tollbook.model.document import Document
from tollbook.model.release import PublicClaim, PublicIncident
from tollbook.releases.render import show, words

KILLED = "killed"
SET, SUPERSEDED, CONTEXT = "counted", "superseded", "context"
STANDING = {
    SET: "counts towards the range",
    SUPERSEDED: "superseded by the same source’s later figure",
    CONTEXT: "shown beside, not counted",
}
_ROW, _HEAD, _TOP, _FOOT = 40, 26, 30, 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One claim in the picture. `x1` and `x2` in per cent; `shape` is point, span, least, most or none."""

    claim: str
    y: int
    label: str
    speaker: str
    day: str
    number: str
    shape: str
    x1: float
    x2: float
    standing: str

    @property
    def standing_words(self) -> str:
        """How the claim stands to the range, in words."""
        return STANDING[self.standing]


@dataclass(frozen=True, slots=True)
class Source:
    """An independent source and its bars."""

    name: str
    via: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on the scale. `anchor` keeps its words inside the picture."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RangePicture:
    """Everything the template needs to draw the range of one figure."""

    sources: tuple[Source, ...]
    ticks: tuple[Tick, ...]
    band: tuple[float, float] | None
    band_label: Tick | None
    conceded: Tick | None
    plot_end: int
    height: int
    words: str
    title: str


def range_picture(
    incident: PublicIncident,
    claims: Mapping[str, PublicClaim],
    documents: Mapping[str, Document],
    *,
    name: str = KILLED,
) -> RangePicture | None:
    """The picture of the figure called `name` of `incident`; None where it has none, or no claim gives a number.

    The figure conceded stands beside that of people killed.
    """
    figure = incident.assessment.figure(name)
    if figure is None:
        return None
    standing = _standing(figure)
    shown = [claims[id_] for id_ in incident.claims if id_ in standing]
    if not any(one.claim.low is not None or one.claim.high is not None for one in shown):
        return None
    conceded = incident.assessment.conceded if name == KILLED else None
    step, top = _scale([figure.range, *([conceded.range] if conceded else []), *(_range(one) for one in shown)])
    sources, y = [], _TOP
    for root, members in _by_root(incident.assessment.roots, shown, documents):
        bars = tuple(
            _bar(one, y + _HEAD + number * _ROW, standing[one.id], documents, top)
            for number, one in enumerate(members)
        )
        sources.append(Source(name=root.name, via=root.via, y=y + 17, bars=bars))
        y += _HEAD + len(bars) * _ROW + 4
    ticks = tuple(_tick(value, top, show.number(value)) for value in range(0, top + 1, step))
    low, high = figure.range.low, figure.range.high
    band = None if low is None and high is None else (_per_cent(low or 0, top), _per_cent(high or top, top))
    return RangePicture(
        sources=tuple(sources),
        ticks=ticks,
        band=band,
        band_label=_label(band, f"assessed {figure.range}") if band else None,
        conceded=_conceded(conceded, top),
        plot_end=y + 4,
        height=y + 4 + _FOOT + (_FOOT if conceded else 0),
        words=_words(figure, conceded, len(shown), len(sources)),
        title=f"{_people(figure).capitalize()}, claim by claim",
    )


def _standing(figure: Figure) -> dict[str, str]:
    """Counted wins over the rest: a claim that sets the range is never drawn as pale."""
    return (
        dict.fromkeys(figure.context, CONTEXT)
        | dict.fromkeys(figure.superseded, SUPERSEDED)
        | dict.fromkeys(figure.claims, SET)
    )


def _range(one: PublicClaim) -> Range:
    return Range(low=one.claim.low, high=one.claim.high)


def _by_root(
    roots: tuple[Root, ...], shown: list[PublicClaim], documents: Mapping[str, Document]
) -> list[tuple[Root, list[PublicClaim]]]:
    """The claims under the source that each goes back to; those of no counted source under who quotes whom."""
    root_of = {claim: root for root in roots for claim in root.claims}
    whole = {document: root for root in roots if not root.claims for document in root.documents}
    groups: dict[str, tuple[Root, list[PublicClaim]]] = {}
    for one in sorted(shown, key=lambda one: _when(one, documents)):
        root = root_of.get(one.id) or whole.get(one.claim.doc) or _uncounted(one, documents)
        groups.setdefault(root.name, (root, []))[1].append(one)
    return list(groups.values())


def _uncounted(one: PublicClaim, documents: Mapping[str, Document]) -> Root:
    publisher = documents[one.claim.doc].publisher or "source not named"
    speaker = one.claim.speakers[0] if one.claim.speakers else ""
    quoting = "" if not speaker or speaker.casefold().removeprefix("the ") in publisher.casefold() else speaker
    name = f"{publisher}, quoting {quoting}" if quoting else publisher
    return Root(name=name, documents=(), via="not counted as a source")


def _when(one: PublicClaim, documents: Mapping[str, Document]) -> tuple[str, str, int, str]:
    published = documents[one.claim.doc].published
    return (published.isoformat() if published else "9999", one.claim.doc, one.claim.start, one.id)


def _bar(one: PublicClaim, y: int, standing: str, documents: Mapping[str, Document], top: int) -> Bar:
    low, high = one.claim.low, one.claim.high
    published = documents[one.claim.doc].published
    when = show.day(published) if published else "not dated"
    speaker = one.claim.speakers[0] if one.claim.speakers else "the document itself"
    match low, high:
        case None, None:
            shape, ends = "none", (0, 0)
        case None, int():
            shape, ends = "most", (0, high)
        case int(), None:
            shape, ends = "least", (low, top)
        case int(), int():
            shape, ends = ("point" if low == high else "span"), (low, high)
    return Bar(
        claim=one.id,
        y=y,
        label=f"{when} · {speaker}" if one.claim.speakers else when,
        speaker=speaker,
        day=when,
        number=show.claim_words(low, high),
        shape=shape,
        x1=_per_cent(ends[0], top),
        x2=_per_cent(ends[1], top),
        standing=standing,
    )


def _scale(ranges: list[Range]) -> tuple[int, int]:
    """A step of 1, 2 or 5 times a power of ten, and its first multiple beyond every number drawn."""
    largest = max(value for one in ranges for value in (one.low or 0, one.high or 0))
    step = 1
    while largest >= step * 5:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    # An open range must have room to go on beyond its number.
    return step, step * (largest // step + 1)


def _per_cent(value: int, top: int) -> float:
    return round(value * 100 / top, 2)


def _tick(value: int, top: int, told: str) -> Tick:
    x = _per_cent(value, top)
    return Tick(x=x, words=told, anchor="start" if x < 4 else "end" if x > 96 else "middle")


def _label(band: tuple[float, float], told: str) -> Tick:
    middle = round((band[0] + band[1]) / 2, 2)
    if middle < 25:
        return Tick(x=band[0], words=told, anchor="start")
    return (
        Tick(x=band[1], words=told, anchor="end") if middle > 75 else Tick(x=middle, words=told, anchor="middle")
    )


def _conceded(figure: Figure | None, top: int) -> Tick | None:
    if figure is None:
        return None
    value = figure.range.high if figure.range.high is not None else figure.range.low
    if value is None:
        return None
    x = _per_cent(value, top)
    return Tick(x=x, words=f"conceded {figure.range}", anchor="start" if x < 25 else "end" if x > 75 else "middle")


def _words(figure: Figure, conceded: Figure | None, claims: int, sources: int) -> str:
    what = (
        f"{claims} {'claim' if claims == 1 else 'claims'} of {sources} {'source' if sources == 1 else 'sources'}"
    )
    said = f"{what}, drawn as bars along a scale of {_people(figure)}. The assessed range is {figure.range}."
    if figure.name != KILLED:
        return said
    return said + (f" The figure conceded is {conceded.range}." if conceded else " No figure is conceded.")


def _people(figure: Figure) -> str:
    return "people killed" if figure.name == KILLED else words.figure(figure.name).lower()
