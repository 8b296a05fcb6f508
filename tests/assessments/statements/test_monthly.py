"""Monthly reports of belligerents: their sums, and their lists of incidents."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.assessments.statements.find import find_statements
from tollbook.assessments.statements.monthly import Month, is_monthly, read_month
from tollbook.model.proposal import Statements
from tollbook.model.vocabulary import Step, Verdict

REPORT = """Casualty report for May

The Northern coalition carried over 12 open reports from previous months and received seven new reports in May. \
It completed the assessment of nine reports. {left} reports are still open.

The following reports were assessed as credible:

1. 3 May 2021, near Tel Oran: In a strike on a depot, it was assessed, four civilians were unintentionally killed.
2. 9 May 2021, near Dorat: A vehicle entered the target area after the bomb was released. One civilian was killed.

The following reports were assessed as non-credible:

3. 11 May 2021, near Marsh Road: A review found that no coalition strikes were carried out in the area.
4. 12 May 2021, near Dorat: There is insufficient information on the time and place.
"""
PUBLISHED = date(2021, 6, 5)


def read(text: str) -> Statements:
    return find_statements("d" * 64, text, {}, publisher="Northern coalition", published=PUBLISHED)


def test_its_items_become_proposals_with_day_verdict_and_number() -> None:
    proposals = read(REPORT.format(left="Ten")).proposals
    assert [(one.first, one.verdict, one.step, one.conceded) for one in proposals] == [
        (date(2021, 5, 3), Verdict.CREDIBLE, Step.ACCEPTS_RESPONSIBILITY, 4),
        (date(2021, 5, 9), Verdict.CREDIBLE, Step.ACCEPTS_RESPONSIBILITY, 1),
        (date(2021, 5, 11), Verdict.NON_CREDIBLE, Step.DENIES_ACT, None),
        (date(2021, 5, 12), Verdict.NON_CREDIBLE, Step.STATES_CIRCUMSTANCES, None),
    ]
    assert {one.party for one in proposals} == {"Northern coalition"}
    assert {one.date for one in proposals} == {PUBLISHED}


@pytest.mark.parametrize(("left", "wrong"), [("Ten", 0), ("Eleven", 1), ("80", 1)])
def test_its_sums_are_checked(left: str, wrong: int) -> None:
    findings = read(REPORT.format(left=left)).findings
    assert [finding.code for finding in findings] == ["position.monthly-sum"] * wrong


@pytest.mark.parametrize(
    "text",
    [
        "Carried over: 1,204. We received 31 reports, and 43 reports were completed; 1,192 reports remain open.",
        "1,204 reports were carried over. 31 reports were received. It closed 43. 1,192 cases are still open.",
        "The month began with 1,204 cases. 31 new allegations came in. 43 were closed. Open: 1,192",
    ],
)
def test_the_four_sums_are_read_in_several_wordings(text: str) -> None:
    month = read_month(text)
    assert (month.received, month.completed, month.still_open) == (31, 43, 1192)
    assert month.carried_over in (1204, None) if text.startswith("Carried over:") else month.carried_over == 1204


def test_a_report_that_leaves_one_sum_out_is_not_called_wrong() -> None:
    assert Month(carried_over=3, received=2, completed=1).adds_up is None
    assert Month(carried_over=3, received=2, completed=1, still_open=4).adds_up is True


def test_news_of_an_event_is_no_monthly_report() -> None:
    assert not is_monthly("On 3 May the clinic received 12 wounded. The army opened an inquiry.")
