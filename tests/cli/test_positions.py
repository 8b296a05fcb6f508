"""Proposed positions as a recorder decides of them, and the guide's commands as written."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tollbook.cli.say import Exit
from tollbook.ledger.open import Ledger
from tollbook.ledger.rebuild import rebuild
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.cli.conftest import Run, TakeIn


ROOT = Path(__file__).resolve().parent.parent.parent
DENIAL = "The Karvan army denied that its guns had shelled the mill in Dorat on 3 May."
REPORTS = {
    "a.txt": f"At least 12 people were killed on 3 May when the Karvan army shelled a mill in Dorat. {DENIAL}",
    "sources.csv": "file,publisher,published\na.txt,Dorat Post,2021-05-10\n",
}


@pytest.fixture(scope="module")
def made(take_in: TakeIn) -> Path:
    return take_in(REPORTS)


def listed(run: Run, book: Path, *more: str) -> dict[str, list[dict[str, object]]]:
    answer: dict[str, list[dict[str, object]]] = json.loads(run("positions", book, "--json", *more).stdout)
    return answer


def proposal(run: Run, book: Path) -> str:
    said = run("positions", book).stdout
    assert DENIAL in said
    assert "denies the act (10 May 2021)" in said
    return str(re.findall(r"p-[0-9a-f]{8}", said)[0])


def test_a_proposal_counts_for_nothing_until_it_is_accepted(run: Run, book: Path) -> None:
    id_ = proposal(run, book)
    assert listed(run, book)["recorded"] == []
    assert run("position", book, id_, "--why", "heard it").exit_code == Exit.DONE
    after = listed(run, book)
    assert [one["step"] for one in after["recorded"]] == ["denies_act"]
    assert after["proposed"] == []
    with pytest.raises(Refusal, match="accepted already"):
        raise run("position", book, id_).exception or AssertionError


def test_a_rejected_proposal_does_not_come_back_when_all_is_read_again(run: Run, book: Path) -> None:
    id_ = proposal(run, book)
    done = run("position", book, id_, "--reject", "--why", "of another day")
    assert run("add", book, "--again").exit_code == Exit.DONE
    assert listed(run, book)["proposed"] == []
    assert len(listed(run, book, "--rejected")["proposed"]) == 1
    with Ledger.open(book, by="recorder") as ledger:
        rebuild(ledger)
    assert listed(run, book)["proposed"] == []
    (entry,) = re.findall(r"Entry (\d+)", done.stdout)
    assert run("undo", book, entry).exit_code == Exit.DONE
    assert len(listed(run, book)["proposed"]) == 1


def test_what_is_accepted_can_be_said_otherwise(run: Run, book: Path) -> None:
    id_ = proposal(run, book)
    run("position", book, id_, "--step", "states_circumstances", "--date", "2021-05-09", "--party", "Karvan army")
    (one,) = listed(run, book)["recorded"]
    assert (one["step"], one["date"]) == ("states_circumstances", "2021-05-09")


def test_the_commands_of_the_guide_work_as_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/guide/positions.md").read_text(), re.DOTALL)
    for command in block.splitlines():
        result = run(*shlex.split(command)[1:])
        assert result.exit_code == Exit.DONE, f"{command}\n{result.stdout}\n{result.exception}"
