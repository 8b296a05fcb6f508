"""Days of a book: how far its period reaches, and which reports borrow days from reports alike."""

from __future__ import annotations

from collections.abc import Iterable

from tollbook.incidents.reports.estimate import LATELY, MARGIN, chains, period_of
from tollbook.incidents.reports.names import wording
from tollbook.incidents.reports.passage import Passage
from tollbook.incidents.reports.period import Period

DAY = 730_000


def test_the_period_reaches_past_the_latest_report_however_few_came_lately() -> None:
    assert period_of([*[DAY] * 99, DAY + LATELY]).last == DAY + LATELY + MARGIN


def test_one_day_read_wrongly_far_ahead_or_far_back_stretches_no_period() -> None:
    assert period_of([DAY - 9000, *[DAY] * 99, DAY + 9000]) == Period(DAY - MARGIN, DAY + MARGIN)


def test_only_a_report_that_says_no_day_of_its_own_asks_for_those_alike() -> None:
    words = wording("Shelling hit the village of Tarmin in the night.")
    said = [
        Passage(published=published, number=("valley", number), whole=words, lead=words)
        for number, published in ((100, DAY), (200, 0), (300, DAY + 10))
    ]
    asked: list[int] = []

    def alike(at: int) -> Iterable[tuple[int, float]]:
        asked.append(at)
        return ()

    chains(said, period_of([DAY, DAY + 10]), alike)
    assert asked == [1]
