"""The second example: round-ups, copies and a trap pair in two scripts come out as the incidents they tell of."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tollbook.assessments.order import Assessed
from tollbook.flow import Book
from tollbook.ledger import query

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "examples/round-ups/reports"
GOLDEN = ROOT / "tests/golden/round-ups.json"


@pytest.fixture
def told(
    tmp_path: Path, clock: Callable[[], datetime], key: bytes
) -> Callable[[list[Path]], list[dict[str, Any]]]:
    """What comes of reports: every incident as plain data, in the order of days."""

    def tell(reports: list[Path]) -> list[dict[str, Any]]:
        with Book.new(tmp_path / "book", "Wadi Lazurd", by="recorder", key=key, clock=clock) as book:
            assert book.add(reports).findings == ()
            files = {
                id_: min(origin.name for origin in one.origins)
                for id_, one in query.documents(book.ledger).items()
            }
            harmed = {id_: files[claim.doc] for id_, claim in query.claims(book.ledger).items()}
            return [_plain(one, files, harmed) for one in book.incidents()]

    return tell


def _plain(one: Assessed, files: dict[str, str], harmed: dict[str, str]) -> dict[str, Any]:
    """An incident without what depends on the wording of reasons."""
    assessment = one.assessment
    assert assessment.where is not None
    return {
        "day": str(assessment.when.start),
        "reports": sorted({harmed[claim] for claim in one.incident.claims}),
        "cause": assessment.cause.value,
        "place": assessment.where.name or assessment.where.written,
        "coordinates": [assessment.where.latitude, assessment.where.longitude],
        "figures": {
            figure.name: str(figure.range)
            for figure in assessment.figures
            if figure.range.high is not None and not figure.range.vague
        },
        "sources": {
            root.name: sorted(files[document] for document in root.documents) for root in assessment.roots
        },
    }


def test_the_incidents_of_the_round_ups_are_the_golden_ones(
    told: Callable[[list[Path]], list[dict[str, Any]]], request: pytest.FixtureRequest
) -> None:
    made = told([REPORTS])
    if request.config.getoption("--write-golden"):
        GOLDEN.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.skip("golden file written: look at `git diff tests/golden`")
    assert made == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_order_in_which_the_reports_are_named_changes_nothing(
    told: Callable[[list[Path]], list[dict[str, Any]]],
) -> None:
    reports = [*REPORTS.iterdir()]
    random.Random(5).shuffle(reports)
    assert told(reports) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_trap_pair_stays_two_and_the_copies_are_one_source() -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    by_report = {
        name: [one for one in golden if name in one["reports"]]
        for name in ("04-post-daloub.txt", "05-post-shamrin.txt")
    }
    ((daloub,), (shamrin,)) = by_report.values()
    assert daloub != shamrin
    market = next(one for one in golden if "01-wadi-agency.txt" in one["reports"])
    assert len(market["reports"]) == 7
    assert len(market["sources"]["Wadi News Agency"]) == 5
    for round_up, count in (("06-round-up-ar.txt", 4), ("10-round-up-en.txt", 5)):
        assert len([one for one in golden if round_up in one["reports"]]) == count
