"""Draw who stands on which lists: a row a list, a column for each way of standing on them, a bar for how many.

After the UpSet of Lex, Gehlenborg, Strobelt, Vuillemot & Pfister (2014), IEEE Transactions on Visualization and
Computer Graphics 20(12). Across in per cent of the width, down in CSS pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tollbook.estimates.report import words
from tollbook.estimates.table import Table

MOST_COLUMNS: Final = 24
"""What a wide screen can show legibly; the rest stands in the table under the picture."""

_TOP, _BARS, _ROW = 46, 150, 40


@dataclass(frozen=True, slots=True)
class Column:
    """Those on exactly these lists. `y` is the top of the bar, `ends` the first and last dot that are joined."""

    x: float
    y: float
    count: int
    on: tuple[bool, ...]
    lists: str
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A list, at the height of its dots."""

    y: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """The whole picture; `left_out` patterns, of `left_out_people`, had no room. `unseen` is the last column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    patterns: tuple[tuple[str, int], ...]
    unseen: float
    slot: float
    floor: int
    height: int
    left_out: int
    left_out_people: int


def draw(table: Table) -> Overlap:
    """The picture of `table`, its commonest patterns first (equal ones in the order of their numbers)."""
    order = np.lexsort((table.patterns, -table.counts))
    shown = order[:MOST_COLUMNS]
    floor = _TOP + _BARS
    slot = round(100 / (len(shown) + 1), 3)
    rows = tuple(
        Row(floor + 34 + number * _ROW, name, size)
        for number, (name, size) in enumerate(zip(table.lists, table.sizes.tolist(), strict=True))
    )
    highest = int(table.counts.max()) if len(table.counts) else 1
    columns = []
    for place, index in enumerate(shown.tolist()):
        on = tuple(table.members[index].tolist())
        heights = [row.y for row, member in zip(rows, on, strict=True) if member]
        count = int(table.counts[index])
        columns.append(
            Column(
                x=round((place + 0.5) * slot, 3),
                y=round(floor - max(1.5, _BARS * count / highest), 1),
                count=count,
                on=on,
                lists=_names(table, index),
                ends=(heights[0], heights[-1]),
            )
        )
    return Overlap(
        columns=tuple(columns),
        rows=rows,
        patterns=tuple((_names(table, index), int(table.counts[index])) for index in order.tolist()),
        unseen=round((len(shown) + 0.5) * slot, 3),
        slot=slot,
        floor=floor,
        height=floor + 34 + len(rows) * _ROW - 18,
        left_out=len(order) - len(shown),
        left_out_people=int(table.counts[order[MOST_COLUMNS:]].sum()),
    )


def _names(table: Table, index: int) -> str:
    names = [name for name, on in zip(table.lists, table.members[index].tolist(), strict=True) if on]
    return f"only {names[0]}" if len(names) == 1 < len(table.lists) else words.listed(names)
