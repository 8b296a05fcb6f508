"""What a recorder has chosen to see: words, period, box on the map, facets, order; all of it in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

FACETS: Final[tuple[str, ...]] = (
    "grade",
    "strike",
    "party",
    "cause",
    "harm",
    "country",
    "place",
    "status",
    "source",
    "publisher",
)
"""What can be chosen among; of several of one facet any will do."""
SORTS: Final[tuple[str, ...]] = ("date", "latest", "killed", "injured", "claims", "sources", "place")
"""The orders of a list: by date first to last, last to first, and the others from the most down."""

Box = tuple[float, float, float, float]
"""South, west, north, east, in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen. What an address says that cannot be is left out of it, as if nobody had said it.

    Of `months` every incident is meant whose tally key by month is among them.
    """

    words: str = ""
    since: date | None = None
    until: date | None = None
    box: Box | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    counted: bool | None = None
    sort: str = SORTS[0]

    @classmethod
    def of(cls, asked: Iterable[tuple[str, str]]) -> Choice:
        """The choice in the names and values of an address."""
        pairs = list(asked)
        said = dict(pairs)
        facets = {
            name: tuple(dict.fromkeys(value for key, value in pairs if key == name))
            for name in FACETS
            if name in said
        }
        return cls(
            words=" ".join(said.get("q", "").split())[:200],
            since=_day(said.get("from", ""), last=False),
            until=_day(said.get("to", ""), last=True),
            box=_box(said.get("box", "")),
            facets=facets,
            months=tuple(dict.fromkeys(value for key, value in pairs if key == "month")),
            counted={"yes": True, "no": False}.get(said.get("counted", "")),
            sort=said.get("sort", "") if said.get("sort", "") in SORTS else SORTS[0],
        )

    def pairs(self) -> list[tuple[str, str]]:
        """The names and values that `of` makes this choice of; nothing of what nobody has chosen."""
        found = [("q", self.words), ("from", _iso(self.since)), ("to", _iso(self.until))]
        found += [("box", ",".join(f"{number:g}" for number in self.box) if self.box else "")]
        found += [(name, value) for name in FACETS for value in self.facets.get(name, ())]
        found += [("month", month) for month in self.months]
        found += [("counted", "" if self.counted is None else "yes" if self.counted else "no")]
        found += [("sort", "" if self.sort == SORTS[0] else self.sort)]
        return [(name, value) for name, value in found if value or name in self.facets]

    def address(self, **more: str) -> str:
        """The choice as the query of an address, with `more` after it."""
        return "?" + urlencode([*self.pairs(), *more.items()])

    def leading(self) -> str:
        """The choice as the beginning of an address, after which more may follow."""
        said = self.address()
        return said if said == "?" else said + "&"

    def toggled(self, name: str, value: str) -> Choice:
        """This choice with `value` of the facet `name` taken in, or out where it was in."""
        before = self.facets.get(name, ())
        after = tuple(one for one in before if one != value) if value in before else (*before, value)
        facets = {key: values for key, values in self.facets.items() if key != name}
        return replace(self, facets={**facets, name: after} if after else facets)

    def during(self, since: date | None, until: date | None) -> Choice:
        """This choice in another period."""
        return replace(self, since=since, until=until, months=())

    def inside(self, box: Box | None) -> Choice:
        """This choice in another box on the map."""
        return replace(self, box=box)

    def only(self, name: str, value: str) -> Choice:
        """This choice with nothing but `value` of the facet `name`; of "month" too."""
        if name == "month":
            return replace(self, months=(value,))
        return replace(self, facets={**self.facets, name: (value,)})


def _day(text: str, *, last: bool) -> date | None:
    """A day, or the first or last of a month or a year: "2017-03-17", "2017-03", "2017"."""
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        match numbers:
            case [year, month, day]:
                return date(year, month, day)
            case [year, month]:
                return _last_of(year, month) if last else date(year, month, 1)
            case [year]:
                return date(year, 12, 31) if last else date(year, 1, 1)
    except (ValueError, OverflowError):
        return None
    return None


def _last_of(year: int, month: int) -> date:
    first = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first.toordinal() - 1)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _box(text: str) -> Box | None:
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        return None
    inside = -90 <= south <= north <= 90 and -180 <= west <= east <= 180
    return (south, west, north, east) if inside else None
