"""move, split and merge as a person types them: what they say and refuse, and that they can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tollbook.cli.say import Exit
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.cli.conftest import Run, TakeIn


REPORTS = {
    "a.txt": "On 3 May 2031 an air strike killed 12 people, including 4 children, in Mosul.",
    "b.txt": "Twelve people were killed in an air strike on Mosul on 3 May 2031.",
    "c.txt": "On 9 June 2031 a mine killed two farmers near Erbil.",
}


@pytest.fixture(scope="module")
def made(take_in: TakeIn) -> Path:
    return take_in(REPORTS)


def groups(run: Run, book: Path) -> dict[str, set[str]]:
    """The claims of each incident, by its id."""
    found = json.loads(run("incidents", book, "--json").stdout)
    return {one["incident"]["id"]: set(one["incident"]["claims"]) for one in found}


def large_and_small(run: Run, book: Path) -> tuple[str, str]:
    small, large = sorted(groups(run, book).items(), key=lambda item: len(item[1]))
    return large[0], small[0]


def test_a_merger_leads_the_other_id_on_and_undoing_it_gives_the_id_back(run: Run, book: Path) -> None:
    before = groups(run, book)
    large, small = large_and_small(run, book)
    done = run("merge", book, large, small, "--why", "one event")
    assert done.exit_code == Exit.DONE
    assert f"now {large}" in done.stdout
    assert groups(run, book) == {large: before[large] | before[small]}
    assert json.loads(run("show", book, small, "--json").stdout)["incident"]["id"] == large
    seq = done.stdout.split()[1].rstrip(":")
    assert run("undo", book, seq).exit_code == Exit.DONE
    assert groups(run, book) == before


def test_a_claim_takes_along_what_breaks_it_down(run: Run, book: Path) -> None:
    large, small = large_and_small(run, book)
    before = groups(run, book)
    claims = {one["id"]: one for one in json.loads(run("claims", book, "--json").stdout)}
    part = next(id_ for id_ in before[large] if claims[id_]["age"] == "child")
    whole = next(id_ for id_ in before[large] if id_ != part and claims[id_]["doc"] == claims[part]["doc"])
    done = run("move", book, whole[:8], small, "--json")
    assert done.exit_code == Exit.DONE
    told = json.loads(done.stdout)
    assert told["entry"]["kind"] == "claim.moved"
    assert told["incidents"] == {whole: small, part: small}
    assert groups(run, book)[small] == before[small] | {whole, part}


def test_what_is_split_off_says_where_it_is_now(run: Run, book: Path) -> None:
    large, _ = large_and_small(run, book)
    before = groups(run, book)
    claims = {one["id"]: one for one in json.loads(run("claims", book, "--json").stdout)}
    alone = next(id_ for id_ in before[large] if "Twelve" in claims[id_]["quote"])
    done = run("split", book, large, alone)
    assert done.exit_code == Exit.DONE
    (new,) = groups(run, book).keys() - before.keys()
    assert f"split 1 claim off {large}; now in {new}" in done.stdout
    assert f"{large}: 2 claims" in done.stdout


def test_a_later_decision_holds_and_what_it_sets_aside_is_named(run: Run, book: Path) -> None:
    large, small = large_and_small(run, book)
    before = groups(run, book)
    merged = run("merge", book, large, small)
    again = run("split", book, large, *before[small])
    assert again.exit_code == Exit.FINDINGS
    entry = merged.stdout.split()[1].rstrip(":")
    assert f"entry:{entry}" in again.stderr
    assert "later judgements say otherwise" in again.stderr
    assert set(map(frozenset, groups(run, book).values())) == set(map(frozenset, before.values()))
    assert f"entry:{entry}" in run("findings", book).stderr


def test_what_cannot_be_is_refused_in_plain_words(run: Run, book: Path) -> None:
    large, small = large_and_small(run, book)
    inside, outside = min(groups(run, book)[large]), min(groups(run, book)[small])
    for words, complaint in (
        (("move", book, "c-nothing", small), "there is no claim"),
        (("move", book, "c-", small), "could be"),
        (("move", book, inside, "i-nothing"), "there is no incident"),
        (("move", book, inside, "i-"), "could be"),
        (("move", book, inside, large), "already"),
        (("move", book, outside, "new"), "of its own already"),
        (("split", book, large, outside), f"is in incident {small}"),
        (("split", book, small, outside), "no claim would stay"),
        (("merge", book, large), "two or more"),
        (("merge", book, large, large), "two or more"),
    ):
        result = run(*words)
        assert isinstance(result.exception, Refusal), words
        assert complaint in result.exception.message
    rejected = run("judge", book, "reject", outside)
    assert rejected.exit_code == Exit.DONE
    result = run("move", book, outside, large)
    assert isinstance(result.exception, Refusal)
    assert "rejected" in result.exception.message


def test_a_move_and_its_undoing_leave_the_ids_where_they_were(run: Run, book: Path) -> None:
    large, small = large_and_small(run, book)
    before = groups(run, book)
    claims = {one["id"]: one for one in json.loads(run("claims", book, "--json").stdout)}
    whole = next(id_ for id_ in before[large] if claims[id_]["quote"].startswith("12"))
    moved = run("move", book, whole, small)
    assert groups(run, book).keys() == before.keys()
    assert run("undo", book, moved.stdout.split()[1].rstrip(":")).exit_code == Exit.DONE
    assert groups(run, book) == before


def test_a_note_is_shown_with_its_incident_until_it_is_undone(run: Run, book: Path) -> None:
    large, _ = large_and_small(run, book)
    done = run("note", book, large[:6], "ask the hospital again")
    assert done.exit_code == Exit.DONE
    assert "ask the hospital again" in run("show", book, large).stdout
    run("undo", book, done.stdout.split()[1].rstrip(":"))
    assert "ask the hospital again" not in run("show", book, large).stdout
