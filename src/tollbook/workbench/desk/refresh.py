"""Bring a desk up to date: only incidents that entries have touched since are assessed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np

from tollbook.assessments.assess import assess_all
from tollbook.assessments.profiles import Profile
from tollbook.ledger import decided, linked
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import to_json
from tollbook.ledger.touched import Touched, homes_of_documents, last, linked_after, touched
from tollbook.model.assessment import Range
from tollbook.model.judgement import Position
from tollbook.model.progress import Watch, unwatched
from tollbook.workbench.desk.columns import EMPTY, Columns
from tollbook.workbench.desk.gather import gather
from tollbook.workbench.desk.keep import Change, Desk
from tollbook.workbench.desk.line import ABSENT, UNSAID, Line, digest, document_digest, line

AT_ONCE: Final = 200
"""Incidents whose material is in memory at once."""
REMEMBERED: Final = 2_000
"""Changes that are remembered."""


def make(ledger: Ledger, profile: Profile, watch: Watch = unwatched) -> Desk:
    """The desk of the book as it is now, from the beginning."""
    head = last(ledger)
    said = decided.positions(ledger)
    lines = list(_lines(ledger, sorted(linked.ids(ledger)), said, profile, watch))
    return Desk(
        profile=str(profile),
        seq=head.seq,
        columns=Columns.of(lines) if lines else EMPTY,
        positions=_digests(said),
        since=head.at.isoformat() if head.at else "",
    )


def refresh(ledger: Ledger, desk: Desk, profile: Profile, watch: Watch = unwatched) -> Desk:
    """The desk as `make` would make it now. What is appended meanwhile is for the next time."""
    found = touched(ledger, desk.seq)
    if found.seq == desk.seq:
        return desk
    moved = found.linked or found.positions
    said = decided.positions(ledger)
    positions = _digests(said) if moved else desk.positions
    again = _again(ledger, desk, found)
    again |= {id_ for id_ in {*positions, *desk.positions} if positions.get(id_) != desk.positions.get(id_)}
    lines = list(_lines(ledger, sorted(again), said, profile, watch))
    there = {one.id for one in lines}
    gone = {id_ for id_ in again if id_ not in there}
    if found.linked:
        ids = linked.ids(ledger)
        gone |= {id_ for one in desk.columns.ids.tolist() if (id_ := one.decode()) not in ids}
    columns = desk.columns.replaced(gone, lines)
    at = found.at.isoformat() if found.at else ""
    changes = [*_changes(desk.columns, columns, gone | there, at), *desk.changes]
    return Desk(
        profile=str(profile),
        seq=found.seq,
        columns=columns,
        positions=positions,
        since=desk.since,
        changes=tuple(changes[:REMEMBERED]),
    )


def _again(ledger: Ledger, desk: Desk, found: Touched) -> set[str]:
    """The incidents that are to be assessed again, as far as their claims and documents tell."""
    again: set[str] = set()
    if found.linked:
        again.update(_regrouped(ledger, desk, linked_after(ledger, desk.seq)))
    if found.documents:
        again |= homes_of_documents(ledger, found.documents)
        known = np.array(sorted({document_digest(one) for one in found.documents}), np.uint64)
        rows = desk.columns.document_runs.owners[np.isin(desk.columns.documents, known)]
        again.update(id_.decode() for id_ in desk.columns.ids[np.unique(rows)].tolist())
    if found.claims:
        again.update(linked.homes(ledger, found.claims).values())
    return again


def _regrouped(ledger: Ledger, desk: Desk, written: Sequence[str]) -> Iterator[str]:
    """Those of the incidents that were written whose claims are not what they were."""
    before = dict(zip(desk.columns.ids.tolist(), desk.columns.members.tolist(), strict=True))
    for some in _some(written, 20 * AT_ONCE):
        for id_, one in linked.incidents(ledger, some, links=False).items():
            if before.get(id_.encode()) != digest(one.claims):
                yield id_


def _lines(
    ledger: Ledger, ids: Sequence[str], said: Collection[Position], profile: Profile, watch: Watch
) -> Iterator[Line]:
    done = 0
    for some in _some(ids, AT_ONCE):
        watch("assessing", done, len(ids))
        material = gather(ledger, some, said)
        for one in assess_all(material, profile):
            yield line(material.incidents[one.incident], one, material.claims, material.documents, profile)
        done += len(some)
    watch("assessing", len(ids), len(ids))


def _digests(said: Iterable[Position]) -> dict[str, int]:
    """By incident, a digest of all that was said of it."""
    of: dict[str, list[str]] = defaultdict(list)
    for one in said:
        of[one.incident].append(str(to_json(one)))
    return {id_: digest(words) for id_, words in sorted(of.items())}


def _changes(before: Columns, after: Columns, ids: Collection[str], at: str) -> Iterator[Change]:
    """What came out otherwise of `ids`, by range of the killed or by grade."""
    for id_ in sorted(ids):
        old, new = _told(before, id_), _told(after, id_)
        if old != new:
            yield Change(at=at, incident=id_, before=old, after=new)


def _told(columns: Columns, id_: str) -> tuple[str, str] | tuple[()]:
    row = columns.row(id_)
    if row is None:
        return ()
    grade = columns.terms["grade"]
    low, high = (int(columns.numbers[f"killed_{end}"][row]) for end in ("low", "high"))
    killed = "" if low == ABSENT else str(Range(low=_or_none(low), high=_or_none(high)))
    return grade.names[grade.codes[row]], killed


def _or_none(number: int) -> int | None:
    return None if number == UNSAID else number


def _some(ids: Sequence[str], most: int) -> Iterator[list[str]]:
    coming = iter(ids)
    while some := list(islice(coming, most)):
        yield some
