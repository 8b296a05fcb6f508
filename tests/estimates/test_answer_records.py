"""Where it is uncertain which records are of one person, the report is over many linkages and says so."""

from __future__ import annotations

import numpy as np
import pytest

from tollbook.estimates.answer_records import answer_records
from tollbook.estimates.linkage import Records
from tollbook.model.finding import Refusal


def records(probability: float, persons: int = 120) -> Records:
    """Three lists of `persons` records each; every third record is that of the next list with a probability."""
    number = np.arange(persons)
    third = number[::3]
    pairs = [np.stack([one * persons + third, (one + 1) % 3 * persons + third + one], axis=1) for one in range(3)]
    together = np.concatenate(pairs)
    return Records(
        lists=("a", "b", "c"),
        on=np.repeat(np.arange(3), persons),
        pairs=together,
        probabilities=np.full(len(together), probability),
    )


def test_a_report_over_linkages_says_what_it_shows() -> None:
    report = answer_records(records(0.8), ["chao", "chao by list"], linkages=10, seed=4, source="records.csv")
    assert [one.estimator for one in report.estimates] == ["chao", "chao by list"]
    assert report.estimates[0].fit["linkages"] == 10
    assert "estimate.linkage-shown" in {finding.code for finding in report.findings}
    assert (report.recommended, report.seed, report.source) == ("chao by list", 4, "records.csv")


def test_the_same_seed_gives_the_same_report_and_whoever_watches_hears_it() -> None:
    heard: list[tuple[str, int, int]] = []
    one = answer_records(records(0.8), ["chao"], linkages=5, seed=4, watch=lambda *said: heard.append(said))
    assert one == answer_records(records(0.8), ["chao"], linkages=5, seed=4)
    assert heard[-1] == ("asking chao of each linkage", 5, 5)


def test_where_nobody_is_matched_the_estimators_say_why_they_are_silent() -> None:
    report = answer_records(records(0.0), ["chao"], linkages=5)
    assert not report.estimates and report.refused[0].estimator == "chao"


def test_one_linkage_is_refused() -> None:
    with pytest.raises(Refusal, match="too few"):
        answer_records(records(0.8), ["chao"], linkages=1)
