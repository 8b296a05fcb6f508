"""Shelves: what is measured once holds for whatever comes in later."""

from __future__ import annotations

from tollbook.incidents.reports.compact import Compact
from tollbook.incidents.reports.passage import Passage, wordings
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.weights import weights

VILLAGES = ("Tarmin", "Qelsawa", "Burjeel", "Hazmoun")


def passage(text: str, published: int = 0, number: tuple[str, int] | None = None) -> Passage:
    whole, lead = wordings(text)
    return Passage(published=published, number=number, whole=whole, lead=lead)


def told(village: str) -> str:
    return f"Shelling hit the village of {village} in the night, residents of {village} said."


def test_passages_held_tightly_come_back_as_they_were() -> None:
    found = [passage(told(village), 700_000 + at, ("valley", at)) for at, village in enumerate(VILLAGES)]
    kept = Compact(found)
    assert list(kept.wordings()) == [(one.whole, one.lead) for one in found]
    assert [one.published for one in kept.bare()] == [one.published for one in found]


def test_a_passage_shows_the_same_whether_it_was_measured_or_comes_in_later() -> None:
    found = [passage(told(village), 700_000 + at) for at, village in enumerate((*VILLAGES, *VILLAGES))]
    shelf, shown = Shelf.measured(found, weights("reports"))
    assert [shelf.shown(one) for one in found] == shown


def test_a_name_that_nobody_gave_before_counts_as_soon_as_two_give_it() -> None:
    shelf, _ = Shelf.measured([passage(told(village)) for village in VILLAGES * 2], weights("reports"))
    shown = [shelf.shown(passage(told(name))) for name in ("Jarnousa", "Jarnousa", "Tarmin")]
    first, second, other = (one.terms for one in shown if one is not None)
    alike, unlike = shelf.index.shared(first, second), shelf.index.shared(first, other)
    assert alike.lead > unlike.lead
    assert alike.names >= unlike.names


def test_the_number_of_a_later_report_tells_its_day_by_those_measured() -> None:
    found = [
        passage(told(village), 700_000 + 10 * at, ("valley", 100 * at)) for at, village in enumerate(VILLAGES)
    ]
    shelf, _ = Shelf.measured(found, weights("reports"))
    shown = shelf.shown(passage("Tarmin: a blast was heard.", number=("valley", 150)))
    assert shown is not None
    days = shown.days
    assert days
    assert shelf.period.earliest(days) >= 700_010 - 4
    assert shelf.period.latest(days) <= 700_020 + 1
