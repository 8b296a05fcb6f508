from __future__ import annotations

import time
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tollbook.model.finding import Refusal
from tollbook.workbench.desk import desks as opening
from tollbook.workbench.desk.desks import Desks, Progress
from tollbook.workbench.desk.keep import FOLDER
from tollbook.workbench.desk.refresh import make
from tollbook.workbench.desk.sheet import Sheet

if TYPE_CHECKING:
    from tests.workbench.conftest import History


def test_a_desk_is_made_in_the_background_kept_and_brought_up_to_date(history: History) -> None:
    desks = Desks(history.ledger.folder)
    assert isinstance(desks.ask("airwars"), Progress)
    first = desks.wait("airwars")
    assert (history.ledger.folder / FOLDER / "airwars").exists()
    history.judge(0, 2, 90)
    stale = desks.ask("airwars")
    assert isinstance(stale, Sheet)
    desks.refresh()
    now = desks.ask("airwars")
    assert isinstance(now, Sheet)
    assert now.desk.seq > first.desk.seq
    desks.close()
    again = Desks(history.ledger.folder)
    assert again.wait("airwars").desk.seq == now.desk.seq
    again.close()


def test_what_another_process_wrote_is_seen_without_anybody_saying_so(history: History) -> None:
    desks = Desks(history.ledger.folder)
    before = desks.wait("airwars").desk.seq
    history.judge(0, 2, 90)
    for _ in range(200):
        sheet = desks.ask("airwars")
        if isinstance(sheet, Sheet) and sheet.desk.seq > before:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the desk never saw the judgement")
    desks.close()


def test_many_may_ask_at_once_and_it_is_made_once(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(*given: object, **named: object) -> object:
        made.append(1)
        return make(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "make", counted)
    desks = Desks(history.ledger.folder)
    threads = [Thread(target=desks.ask, args=("airwars",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desks.wait("airwars")
    assert len(made) == 1
    desks.close()


def test_a_profile_that_does_not_exist_is_refused(history: History) -> None:
    desks = Desks(history.ledger.folder)
    with pytest.raises(Refusal):
        desks.ask("nobody")
    desks.close()
