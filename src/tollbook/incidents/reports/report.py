"""A report: what one document shows of the event that it tells of beside its claims, ready to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.incidents.reports.address import day_of, number_of
from tollbook.incidents.reports.calendar import Named, named_days
from tollbook.incidents.reports.when import LEAD, published


@dataclass(frozen=True, slots=True)
class Report:
    """The text of a document, the days named at its beginning, and what its address shows.

    `published` is the day of publication as an ordinal, 0 where neither anybody nor the text or address says;
    `number` is the series at its publisher and the running number in it.
    """

    text: str
    named: tuple[Named, ...] = ()
    published: int = 0
    number: tuple[str, int] | None = None

    @property
    def day(self) -> date | None:
        """The day of publication, None where it is not known."""
        return date.fromordinal(self.published) if self.published else None


def report(text: str, *, url: str = "", known: date | None = None) -> Report:
    """The report of a document with this text and address; `known` is its day of publication if that is stated."""
    named = named_days(text[:LEAD])
    day = published(day_of(url), known.toordinal() if known else 0, named)
    return Report(text=text, named=named, published=day, number=number_of(url) if url else None)
