"""What the time line and the map show: counts of incidents in months or years, and in the cells of a grid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import cos, radians, sqrt
from typing import Final

import numpy as np
from markupsafe import Markup

from tollbook.workbench.desk.choice import Box, Choice
from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.desk.land import outline
from tollbook.workbench.desk.line import UNSAID
from tollbook.workbench.desk.ragged import Array

MOST_BARS: Final = 48
"""From so many months on, the time line shows years."""
WIDEST: Final = 60.0
"""A bar, in units of the picture."""
TALL: Final = 0.65
"""A map's height, of its width."""
LEAST: Final = 3.0
"""Degrees that a map shows at least, so that one place is seen among others."""
ACROSS: Final = 20
"""Cells of the map from west to east."""
WIDTH: Final = 600.0
"""Of the pictures, in units of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A month or a year: so many incidents; `inside` the chosen period or not."""

    name: str
    since: date
    until: date
    incidents: int
    inside: bool
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """Bars without gaps, and how many incidents have no place among them, because their period is longer."""

    bars: tuple[Bar, ...]
    unit: str
    beside: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A cell of the map: so many incidents, drawn in the middle of where they are."""

    incidents: int
    box: Box
    x: float
    y: float
    radius: float
    place: str

    @property
    def link(self) -> str:
        """What leads into the cell, to be put after what else is chosen."""
        return "box=" + ",".join(f"{number:g}" for number in self.box)

    @property
    def circle(self) -> Markup:
        """Where its circle is drawn, as attributes of SVG."""
        return Markup(f'cx="{self.x:.1f}" cy="{self.y:.1f}" r="{self.radius:.1f}"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Spots within a frame on the land, an SVG path; and how many incidents have no point on a map."""

    spots: tuple[Spot, ...]
    land: str
    frame: Box
    width: float
    height: float
    beside: int


def time_line(columns: Columns, rows: Array, choice: Choice, height: int = 120) -> TimeLine:
    """The time line of `rows` (a truth value each), which nobody's choice of a period has thinned."""
    start, end = columns.numbers["start"][rows], columns.numbers["end"][rows]
    known = (start != UNSAID) & (end != UNSAID)
    months, last = _months(start[known]), _months(end[known])
    years = (months // 12 == last // 12) if len(months) else months
    if not len(months):
        return TimeLine(bars=(), unit="month", beside=int(rows.sum()), height=height)
    first_month, last_month = int(months.min()), int(last.max())
    if choice.since and choice.until and _month_of(choice.until) - _month_of(choice.since) < MOST_BARS:
        shown = _month_of(choice.since), _month_of(choice.until)
    else:
        shown = first_month, last_month
    if shown[1] - shown[0] < MOST_BARS:
        unit, step, values = "month", 1, months[months == last]
    else:
        unit, step, values = "year", 12, months[years]
    lowest, highest = shown[0] // step, shown[1] // step
    values = values // step
    values = values[(values >= lowest) & (values <= highest)]
    counts = np.bincount(values - lowest, minlength=highest - lowest + 1).tolist()
    most = max(counts)
    width = min(WIDTH / len(counts), WIDEST)
    bars = tuple(
        _bar(lowest + number, step, count, choice, number * width, width, height * count / most if most else 0)
        for number, count in enumerate(counts)
    )
    return TimeLine(bars=bars, unit=unit, beside=int(rows.sum()) - sum(counts), height=height)


def map_of(columns: Columns, rows: Array, choice: Choice) -> Map:
    """The map of `rows` (a truth value each), which nobody's choice of a box has thinned."""
    latitude, longitude = columns.numbers["latitude"], columns.numbers["longitude"]
    known = rows & ~np.isnan(latitude)
    beside = int(rows.sum()) - int(known.sum())
    frame = _fitted(choice.box or _frame(latitude[known], longitude[known]))
    south, west, north, east = frame
    known &= (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
    at = np.flatnonzero(known)
    height = WIDTH * TALL
    down = round(ACROSS * TALL)
    column = np.clip(((longitude[at] - west) / (east - west) * ACROSS).astype(np.int64), 0, ACROSS - 1)
    line = np.clip(((latitude[at] - south) / (north - south) * down).astype(np.int64), 0, down - 1)
    cells = line * ACROSS + column
    counts = np.bincount(cells, minlength=ACROSS * down)
    most = int(counts.max()) if len(at) else 1
    there = np.flatnonzero(counts)
    north_of, east_of = (
        np.bincount(cells, one[at], ACROSS * down)[there] / counts[there] for one in (latitude, longitude)
    )
    first = np.zeros(ACROSS * down, np.int64)
    first[cells[::-1]] = at[::-1]
    place = columns.terms["place"]
    spots = []
    for number, cell in enumerate(there.tolist()):
        count = int(counts[cell])
        spots.append(
            Spot(
                incidents=count,
                box=_cell(cell, down, frame),
                x=WIDTH * (float(east_of[number]) - west) / (east - west),
                y=height * (north - float(north_of[number])) / (north - south),
                radius=3 + (WIDTH / ACROSS * 0.75 - 3) * sqrt(count / most) / 1.2,
                place=place.names[int(place.codes[first[cell]])],
            )
        )
    spots.sort(key=lambda spot: -spot.incidents)
    land = outline(frame, WIDTH, height) if spots else ""
    return Map(spots=tuple(spots), land=land, frame=frame, width=WIDTH, height=height, beside=beside)


def _frame(latitude: Array, longitude: Array) -> Box:
    """What holds all points, with room around them; never less than `LEAST` degrees either way."""
    if not len(latitude):
        return (-60.0, -180.0, 80.0, 180.0)
    south, north = float(latitude.min()), float(latitude.max())
    west, east = float(longitude.min()), float(longitude.max())
    up, across = (max((LEAST - far) / 2, far * 0.06) for far in (north - south, east - west))
    return (
        max(-90.0, round(south - up, 3)),
        max(-180.0, round(west - across, 3)),
        min(90.0, round(north + up, 3)),
        min(180.0, round(east + across, 3)),
    )


def _fitted(frame: Box) -> Box:
    """The frame made wider or higher until a degree is as long across as up, in a map of the height `TALL`."""
    south, west, north, east = frame
    squeeze = max(0.2, cos(radians((south + north) / 2)))
    across, up = (east - west) * squeeze, north - south
    wider, higher = max(0.0, up / TALL - across) / squeeze / 2, max(0.0, across * TALL - up) / 2
    return (
        round(max(-90.0, south - higher), 3),
        round(max(-180.0, west - wider), 3),
        round(min(90.0, north + higher), 3),
        round(min(180.0, east + wider), 3),
    )


def _cell(cell: int, down: int, frame: Box) -> Box:
    south, west, north, east = frame
    line, column = divmod(cell, ACROSS)
    high, wide = (north - south) / down, (east - west) / ACROSS
    return (
        round(south + line * high, 4),
        round(west + column * wide, 4),
        round(south + (line + 1) * high, 4),
        round(west + (column + 1) * wide, 4),
    )


def _months(ordinals: Array) -> Array:
    """Months since the year 0 of days given as ordinals."""
    days = ordinals.astype(np.int64) - date(1970, 1, 1).toordinal()
    months: Array = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return months


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _bar(number: int, step: int, count: int, choice: Choice, x: float, width: float, height: float) -> Bar:
    first = number * step
    since = date(first // 12, first % 12 + 1, 1)
    after = first + step
    until = date.fromordinal(date(after // 12, after % 12 + 1, 1).toordinal() - 1)
    chosen = choice.since is not None or choice.until is not None
    inside = chosen and since >= (choice.since or date.min) and until <= (choice.until or date.max)
    return Bar(
        name=f"{since:%Y-%m}" if step == 1 else str(since.year),
        since=since,
        until=until,
        incidents=count,
        inside=inside,
        x=x,
        width=width,
        height=height,
    )
