"""Persons who have several rows: they are one person, on every list that any of the rows names."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

import numpy as np

from tollbook.estimates.histories.gather import Gathered, Gathering, Marks
from tollbook.estimates.histories.histories import Stratum
from tollbook.estimates.histories.wrong import Wrong

Key = tuple[Stratum, Marks]
Row = tuple[int, list[str]]
ORDER: Final = "m_01"
"""Of two marks the one that stands later here holds: who is on a list by one row is on it."""


class Ids:
    """The ids of persons as they stream by, eight bytes each; and which of them may have come up twice."""

    def __init__(self, column: int) -> None:
        self.column = column
        self._hashes = array("q")

    def heard(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The same rows, their ids remembered. Rows without one are not."""
        column, remember = self.column, self._hashes.append
        for row in rows:
            cells = row[1]
            if len(cells) > column and (identity := cells[column].strip()):
                remember(hash(identity))
            yield row

    def repeated(self) -> frozenset[int]:
        """The hashes that came up more than once."""
        hashes = np.sort(np.frombuffer(self._hashes, dtype=np.int64))
        return frozenset(np.unique(hashes[1:][hashes[1:] == hashes[:-1]]).tolist())


def unite(rows: Iterable[Row], ids: Ids, gathering: Gathering, wrong: Wrong) -> None:
    """Count every person once who has several rows: on each list that any of them names, in the first's stratum.

    `rows` are those that `gathering` has added up.
    """
    repeated = ids.repeated()
    if not repeated:
        return
    again = Gathering(gathering.columns, Wrong(wrong.name))  # what is wrong in the rows has been told
    pick = itemgetter(*gathering.columns.lists, *gathering.columns.by)
    told: dict[str, list[tuple[int, Key]]] = defaultdict(list)
    for line, row in rows:
        identity = row[ids.column].strip() if len(row) > ids.column else ""
        if (
            identity
            and hash(identity) in repeated
            and again.fits(line, row)
            and (key := again.key(line, pick(row)))
        ):
            told[identity].append((line, key))
    for identity, those in told.items():
        if len(those) > 1:
            _tell(identity, those, wrong)
            _unite(those, gathering.gathered)


def _unite(those: list[tuple[int, Key]], gathered: Gathered) -> None:
    """Take the rows of one person out of the sums, and the person in."""
    for line, key in those:
        gathered.sums[key] -= 1
        if key[1] in gathered.lines:
            gathered.lines[key[1]].remove(line)
    first_line, (stratum, _) = those[0]
    marks = "".join(max(several, key=ORDER.index) for several in zip(*(key[1] for _, key in those), strict=True))
    gathered.sums[stratum, marks] += 1
    gathered.lines[marks].append(first_line)


def _tell(identity: str, those: list[tuple[int, Key]], wrong: Wrong) -> None:
    first, (stratum, _) = those[0]
    for line, (other, _) in those[1:]:
        apart = "" if other == stratum else ", in another stratum, which holds"
        wrong.at(
            line,
            "lists.person-twice",
            f"the person “{identity}” stands in line {first} too{apart}; counted once, on the lists of both",
            "Make one row of them, or give different persons different ids.",
        )
