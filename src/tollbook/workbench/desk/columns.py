"""The lines of the desk as columns, in the order of their days: what filters, sums and lists read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tollbook.workbench.desk.line import FIGURES, NEVER, UNSAID, Line
from tollbook.workbench.desk.ragged import Array, Lists, Runs, Terms

NUMBERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("start", "end", "first", "claims", "documents"), "i4"),
    **dict.fromkeys(("sources", "findings", "vague"), "i4"),
    **dict.fromkeys(("conceded_low", "conceded_high", "days_to_statement", "days_to_admission"), "i4"),
    **{f"{name}_{end}": "i4" for name in FIGURES for end in ("low", "high")},
    **dict.fromkeys(("date_precision", "where_precision"), "i1"),
    **dict.fromkeys(("latitude", "longitude"), "f4"),
    **dict.fromkeys(("harmed", "counted"), "?"),
}
TERMS: Final = ("month", "place", "site", "grade", "party", "cause", "country", "province", "strike", "status")
LISTS: Final = ("parties", "harms", "words")
TOLD: Final[Mapping[str, str]] = {"claims": "i4", "revised": "i4", "days": "i4", "own": "?"}
_LATEST: Final = 2**31 - 1
"""Where no day is said, an incident stands after all others."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines as columns; row i of each is of one incident. The same lines give the same columns, in any order.

    `ids` are bytes. `told` has one row for each source and publisher of an incident; `told_of` says of which.
    """

    ids: Array
    members: Array
    numbers: Mapping[str, Array]
    terms: Mapping[str, Terms]
    lists: Mapping[str, Lists]
    document_runs: Runs
    documents: Array
    told_runs: Runs
    told: Mapping[str, Array]
    source: Terms
    publisher: Terms

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Columns:
        """The columns of these lines."""
        day = {one.id: one.numbers["start"] for one in lines}
        ordered = sorted(lines, key=lambda one: (_LATEST if day[one.id] == UNSAID else day[one.id], one.id))
        told = [each for one in ordered for each in one.told]
        return cls(
            ids=np.array([one.id.encode() for one in ordered], dtype=bytes),
            members=np.array([one.members for one in ordered], np.uint64),
            numbers={
                name: np.array([one.numbers[name] for one in ordered], kind) for name, kind in NUMBERS.items()
            },
            terms={name: Terms.of([one.terms[name] for one in ordered]) for name in TERMS},
            lists={name: Lists.of([one.lists[name] for one in ordered]) for name in LISTS},
            document_runs=Runs.of(len(one.documents) for one in ordered),
            documents=np.array([each for one in ordered for each in one.documents], np.uint64),
            told_runs=Runs.of(len(one.told) for one in ordered),
            told={
                "claims": np.array([one.claims for one in told], np.int32),
                "revised": np.array([one.revised for one in told], np.int32),
                "days": np.array([NEVER if one.days is None else one.days for one in told], np.int32),
                "own": np.array([one.own for one in told], bool),
            },
            source=Terms.of([one.source for one in told]),
            publisher=Terms.of([one.publisher for one in told]),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Array) -> Columns:
        """These rows, in this order."""
        documents, told = self.document_runs.positions(rows), self.told_runs.positions(rows)
        return Columns(
            ids=self.ids[rows],
            members=self.members[rows],
            numbers={name: column[rows] for name, column in self.numbers.items()},
            terms={name: column.take(rows) for name, column in self.terms.items()},
            lists={name: column.take(rows) for name, column in self.lists.items()},
            document_runs=self.document_runs.take(rows),
            documents=self.documents[documents],
            told_runs=self.told_runs.take(rows),
            told={name: column[told] for name, column in self.told.items()},
            source=self.source.take(told),
            publisher=self.publisher.take(told),
        )

    def replaced(self, gone: Collection[str], lines: Sequence[Line]) -> Columns:
        """These columns without the incidents `gone`, and with `lines` instead of what they had of those."""
        if not gone and not lines:
            return self
        out = {one.encode() for one in gone} | {one.id.encode() for one in lines}
        kept = np.flatnonzero(~np.isin(self.ids, np.array(sorted(out), dtype=bytes)))
        if not lines:
            return self.take(kept)
        both = self._joined(Columns.of(lines))
        start = both.numbers["start"]
        rows = np.concatenate([kept, np.arange(len(self), len(both))])
        day = np.where(start == UNSAID, _LATEST, start)[rows]
        return both.take(rows[np.lexsort((both.ids[rows], day))])

    def row(self, id_: str) -> int | None:
        """The row of an incident, None where there is none."""
        found = np.flatnonzero(self.ids == id_.encode())
        return int(found[0]) if len(found) else None

    def _joined(self, other: Columns) -> Columns:
        """The rows of these columns, then those of `other`, in no order."""
        return Columns(
            ids=np.concatenate([self.ids, other.ids]),
            members=np.concatenate([self.members, other.members]),
            numbers={name: np.concatenate([self.numbers[name], other.numbers[name]]) for name in NUMBERS},
            terms={name: self.terms[name].join(other.terms[name]) for name in TERMS},
            lists={name: self.lists[name].join(other.lists[name]) for name in LISTS},
            document_runs=self.document_runs.join(other.document_runs),
            documents=np.concatenate([self.documents, other.documents]),
            told_runs=self.told_runs.join(other.told_runs),
            told={name: np.concatenate([self.told[name], other.told[name]]) for name in TOLD},
            source=self.source.join(other.source),
            publisher=self.publisher.join(other.publisher),
        )


EMPTY: Final = Columns.of([])
"""The columns of no lines."""
