"""The desk equals assessing the whole book, whatever happened since it was looked at last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.assessments.profiles import profile
from tollbook.workbench.desk import refresh as refreshing
from tollbook.workbench.desk.columns import Columns
from tollbook.workbench.desk.gather import gather
from tollbook.workbench.desk.keep import FOLDER, Desk, keep, kept
from tollbook.workbench.desk.refresh import make, refresh

if TYPE_CHECKING:
    from tests.workbench.conftest import History

AIRWARS = profile("airwars")
SMALL = st.integers(0, 40)
HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(["seal", "read", "read", "locate", "judge", "undo", "link", "link", "say", "look"]),
        SMALL,
        SMALL,
        SMALL,
    ),
    min_size=3,
    max_size=16,
)


def plain(columns: Columns) -> dict[str, Any]:
    """Every array and name of the columns, to be held against those of others."""
    terms = {**columns.terms, "source": columns.source, "publisher": columns.publisher}
    terms |= {name: column.terms for name, column in columns.lists.items()}
    return {
        "ids": columns.ids.tolist(),
        "members": columns.members.tolist(),
        "numbers": {name: np.nan_to_num(column, nan=-999).tolist() for name, column in columns.numbers.items()},
        "terms": {name: (one.codes.tolist(), one.names) for name, one in terms.items()},
        "lists": {name: one.runs.ends.tolist() for name, one in columns.lists.items()},
        "documents": (columns.document_runs.ends.tolist(), columns.documents.tolist()),
        "told": (columns.told_runs.ends.tolist(), {name: one.tolist() for name, one in columns.told.items()}),
    }


def same(one: Desk, other: Desk) -> None:
    assert plain(one.columns) == plain(other.columns)
    assert (one.seq, one.positions, one.profile) == (other.seq, other.positions, other.profile)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happenings=HAPPENINGS)
def test_a_refreshed_desk_equals_a_fresh_one_whatever_happened(
    new_history: Callable[[], History], happenings: list[tuple[str, int, int, int]]
) -> None:
    history = new_history()
    for number in range(3):
        history.seal(number, number, number)
        history.read(number, 15, number)
    history.link(1, 1, 0)
    desk = make(history.ledger, AIRWARS)
    for what, a, b, c in happenings:
        if what == "look":
            desk = refresh(history.ledger, desk, AIRWARS)
        else:
            history.happen(what, a, b, c)
    same(refresh(history.ledger, desk, AIRWARS), make(history.ledger, AIRWARS))


def test_only_what_was_touched_is_assessed_again(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make(history.ledger, AIRWARS)
    assert len(desk.columns) > 1
    assessed: list[str] = []

    def watched(ledger: Any, ids: Any, *rest: Any) -> Any:
        assessed.extend(ids)
        return gather(ledger, ids, *rest)

    monkeypatch.setattr(refreshing, "gather", watched)
    assert refresh(history.ledger, desk, AIRWARS) is desk
    assert assessed == []
    history.link(1, 2, 0)  # the same groups once more, from the beginning
    desk = refresh(history.ledger, desk, AIRWARS)
    assert assessed == []
    history.say(0, 1, 3)
    desk = refresh(history.ledger, desk, AIRWARS)
    assert len(assessed) == 1
    same(desk, make(history.ledger, AIRWARS))


def test_what_came_out_otherwise_is_remembered_with_what_it_was(history: History) -> None:
    desk = make(history.ledger, AIRWARS)
    assert desk.changes == ()
    history.judge(0, 2, 90)
    changed = refresh(history.ledger, desk, AIRWARS)
    assert changed.changes
    for change in changed.changes:
        assert change.before != change.after
        assert change.at == "2026-01-01T00:00:00+00:00"


def test_a_desk_that_was_kept_is_found_again_and_losing_it_loses_nothing(history: History) -> None:
    book = history.ledger.folder
    desk = make(history.ledger, AIRWARS)
    assert kept(book, str(AIRWARS)) is None
    keep(book, desk)
    found = kept(book, str(AIRWARS))
    assert found is not None
    same(found, desk)
    for path in (book / FOLDER).iterdir():
        path.unlink()
    assert kept(book, str(AIRWARS)) is None
    same(make(history.ledger, AIRWARS), desk)


def test_a_desk_of_another_profile_version_or_a_damaged_one_is_no_desk(history: History) -> None:
    book = history.ledger.folder
    keep(book, make(history.ledger, AIRWARS))
    assert kept(book, f"{AIRWARS.name} 999") is None
    path = book / FOLDER / AIRWARS.name
    whole = path.read_bytes()
    for broken in (b"", whole[: len(whole) // 2], whole[:100] + b"\0" * 200 + whole[300:], b"no desk"):
        path.write_bytes(broken)
        assert kept(book, str(AIRWARS)) is None


def test_a_write_that_was_cut_off_leaves_the_desk_before_it(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = history.ledger.folder
    desk = make(history.ledger, AIRWARS)
    keep(book, desk)
    history.judge(0, 1, 1)

    def cut_off(file: Any, **arrays: Any) -> None:
        file.write(b"half")
        raise OSError("no space left on device")

    monkeypatch.setattr(np, "savez", cut_off)
    with pytest.raises(OSError, match="no space"):
        keep(book, refresh(history.ledger, desk, AIRWARS))
    found = kept(book, str(AIRWARS))
    assert found is not None
    same(found, desk)
    same(refresh(history.ledger, found, AIRWARS), make(history.ledger, AIRWARS))
