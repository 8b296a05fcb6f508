"""Give each telling what its passage of the report shows beside the claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from tollbook.incidents.reports.calendar import named_days
from tollbook.incidents.reports.report import Report, report
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.reports.when import LEAD
from tollbook.incidents.telling import Telling
from tollbook.incidents.weights import weights

NO_REPORT = report("")


def shelve(tellings: Sequence[Telling], reports: Mapping[str, Report]) -> tuple[list[Telling], Shelf]:
    """The tellings with what their passages show, and the shelf that compares these."""
    passages: list[str] = []
    found: list[Report] = []
    for doc, members in groupby(tellings, key=lambda telling: telling.doc):
        whole = reports.get(doc, NO_REPORT)
        told = list(members)
        main = foremost(told)
        for one, passage in zip(told, _passages(whole.text, told), strict=True):
            passages.append(whole.text if one is main else passage)
            found.append(whole if one is main else replace(whole, named=named_days(passage[:LEAD])))
    places = [one.spot.location.written for one in tellings]
    shelf = Shelf(found, passages, places, [(one.first, one.last) for one in tellings], weights("reports"))
    return [replace(one, shown=shown) for one, shown in zip(tellings, shelf.shown, strict=True)], shelf


def foremost(told: Sequence[Telling]) -> Telling:
    """What a document is about: of its tellings the one with most claims, of equal ones the first."""
    return max(told, key=lambda one: len(one.claims))


def foremost_of_each(tellings: Sequence[Telling]) -> frozenset[int]:
    """The positions of the tellings that are each what a document is about; one document's stand together."""
    found: set[int] = set()
    for _, numbered in groupby(enumerate(tellings), key=lambda one: one[1].doc):
        members = list(numbered)
        main = foremost([telling for _, telling in members])
        found.update(at for at, telling in members if telling is main)
    return frozenset(found)


def _passages(text: str, told: Sequence[Telling]) -> Iterator[str]:
    """The whole text where it tells of one event; else for each the lines from where it is told to the next."""
    if len(told) == 1:
        yield text
        return
    starts = [text.rfind("\n", 0, one.start) + 1 for one in told]
    for at, start in enumerate(starts):
        later = [other for other in starts[at + 1 :] if other > start]
        yield text[start : min(later, default=len(text))]
