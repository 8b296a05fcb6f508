"""Give each telling what its passage of the report shows beside the claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from tollbook.incidents.reports.calendar import named_days
from tollbook.incidents.reports.passage import Passage, wordings
from tollbook.incidents.reports.report import Report, report
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.reports.when import LEAD
from tollbook.incidents.score import Scorer
from tollbook.incidents.telling import Telling
from tollbook.incidents.weights import weights

NO_REPORT = report("")


def shelve(tellings: Sequence[Telling], reports: Mapping[str, Report]) -> tuple[list[Telling], Shelf]:
    """The tellings with what their passages show, and the shelf that compares these.

    `reports` may fetch each report when it is asked for it: none is held.
    """
    found = (
        passage
        for doc, told in groupby(tellings, key=lambda telling: telling.doc)
        for passage in passages(list(told), reports.get(doc, NO_REPORT))
    )
    learned = weights("reports")
    shelf, shown = Shelf.measured(found, learned, _beside(tellings, learned["alike"]))
    return [replace(one, shown=what) for one, what in zip(tellings, shown, strict=True)], shelf


def passages(told: Sequence[Telling], whole: Report) -> Iterator[Passage]:
    """What the passages of one document's tellings show, each by itself.

    What the document is about has the whole text, others their own lines.
    """
    for one, lines in zip(told, _lines(whole.text, told), strict=True):
        text = whole.text if one.main else lines
        words, lead = wordings(text)
        yield Passage(
            named=whole.named if one.main else named_days(lines[:LEAD]),
            published=whole.published,
            number=whole.number,
            whole=words,
            lead=lead,
            place=one.spot.location.written,
            first=one.first,
            last=one.last,
            foremost=one.main,
        )


def _beside(tellings: Sequence[Telling], share: Mapping[str, float]) -> Callable[[int, int], float]:
    """What the claims of two tellings weigh by anything but days."""
    scorer = Scorer(tellings, "between")
    return lambda i, j: sum(share[name] * bits for name, bits in scorer.claimed(i, j).items())


def _lines(text: str, told: Sequence[Telling]) -> Iterator[str]:
    """The whole text where it tells of one event; else for each the lines from where it is told to the next."""
    if len(told) == 1:
        yield text
        return
    starts = [text.rfind("\n", 0, one.start) + 1 for one in told]
    for at, start in enumerate(starts):
        later = [other for other in starts[at + 1 :] if other > start]
        yield text[start : min(later, default=len(text))]
