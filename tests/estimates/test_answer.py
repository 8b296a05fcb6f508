"""The whole way to a report: every estimator asked, of the whole, of strata, with lists left out."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from types import ModuleType

import pytest

from tollbook.estimates import Estimate, Histories, NotIdentified, Table, chao
from tollbook.estimates.answer import answer, name
from tollbook.estimates.estimators import ESTIMATORS, Estimator, named
from tollbook.model.finding import Finding, Refusal

FINDING = Finding(code="lists.some", where="lists.csv:2", message="something", advice="do this")
ALONE = Table.of("abc", {0b001: 30, 0b010: 20})


def parts(table: Table, **more: Table) -> Histories:
    return Histories({("north",): table, **{(called,): one for called, one in more.items()}}, by=("area",))


def test_a_report_has_what_each_estimator_says_and_what_was_found(kosovo: Table) -> None:
    report = answer(Histories({(): kosovo}, findings=(FINDING,)), ["chao", "chao-classical"], source="lists.csv")
    assert [one.estimator for one in report.estimates] == ["chao", "chao classical"]
    assert report.estimates[0] == chao.estimate(kosovo)
    assert report.recommended == "chao" and report.quoted == report.estimates[0]
    assert report.findings == (FINDING,)
    assert (report.table, report.source, report.strata) == (kosovo, "lists.csv", ())


def test_strata_are_estimated_apart_and_added(kosovo: Table, uk: Table) -> None:
    report = answer(parts(kosovo.only([0, 1, 2]), south=uk.only([0, 1, 2])), ["chao"])
    (total,) = report.estimates
    assert [stratum.name for stratum in report.strata] == ["north", "south"]
    each = [stratum.estimates[0] for stratum in report.strata]
    assert total.total == pytest.approx(each[0].total + each[1].total)
    assert each[0] == chao.estimate(kosovo.only([0, 1, 2]))
    assert total.recorded == report.table.recorded


def test_a_stratum_that_says_nothing_is_refused_there_and_counted_as_recorded(kosovo: Table) -> None:
    report = answer(
        parts(kosovo.only([0, 1, 2]), south=Table.of(["EXH", "ABA", "OSCE"], {1: 30, 2: 20})), ["chao"]
    )
    north, south = report.strata
    assert south.refused[0].estimator == "chao" and not south.estimates
    assert report.estimates[0].total == pytest.approx(north.estimates[0].total + 50)
    assert "estimate.stratum-silent" in {warning.code for warning in report.estimates[0].warnings}


def test_an_estimator_that_gives_no_number_stands_there_with_its_reasons() -> None:
    report = answer(Histories({(): Table.of("abc", {0b001: 9, 0b010: 9, 0b111: 9})}), ["chao"])
    assert not report.estimates and report.quoted is None and report.recommended == ""
    assert report.refused[0].message and report.refused[0].advice


def test_where_no_stratum_gives_a_number_the_sum_gives_none() -> None:
    table = Table.of("abc", {0b001: 9, 0b010: 9, 0b111: 9})
    report = answer(parts(table, south=table), ["chao"])
    assert not report.estimates
    assert "no stratum" in report.refused[0].message


def test_lists_that_hold_nobody_are_left_out_and_told(kosovo: Table) -> None:
    cells = zip(kosovo.patterns.tolist(), kosovo.counts.tolist(), strict=True)
    report = answer(Histories({(): Table.of([*kosovo.lists, "empty"], cells)}), ["chao"])
    assert report.table.lists == kosovo.lists
    assert [finding.code for finding in report.findings] == ["estimate.list-empty"]


def test_each_list_can_be_left_out_in_turn_but_not_with_strata(kosovo: Table) -> None:
    report = answer(Histories({(): kosovo}), ["chao"], each_left_out=True)
    assert report.sensitivity is not None
    assert [variant.left_out for variant in report.sensitivity.variants] == ["", *kosovo.lists]
    with pytest.raises(Refusal, match="strata"):
        answer(parts(kosovo), ["chao"], each_left_out=True)


def test_lists_of_which_nothing_follows_are_refused_whole() -> None:
    with pytest.raises(NotIdentified, match="nobody stands on two"):
        answer(Histories({(): ALONE}))


def test_whoever_watches_hears_each_estimator_to_its_end(kosovo: Table) -> None:
    heard: list[tuple[str, int, int]] = []
    answer(parts(kosovo, south=kosovo), ["chao"], watch=lambda *said: heard.append(said))
    assert heard[0] == ("asking chao", 0, 200) and heard[-1] == ("asking chao", 200, 200)


def test_a_bound_above_every_model_is_told_for_then_lists_shun_each_other(
    kosovo: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def low(table: Table, *, level: float) -> Estimate:
        return Estimate(estimator="low", recorded=table.recorded, total=5000, low=4900, high=5100, level=level)

    def high(table: Table, *, level: float) -> Estimate:
        return Estimate(estimator="high", recorded=table.recorded, total=9000, low=8900, high=9100, level=level)

    module = ModuleType("models")
    module.__dict__.update(low=low, high=high, by_list=chao.by_list)
    monkeypatch.setattr("tollbook.estimates.estimators.import_module", lambda name: module)
    for function, codes in (("low", ["estimate.bound-above"]), ("high", [])):
        monkeypatch.setitem(ESTIMATORS, "model", Estimator("model", "models", function))
        report = answer(Histories({(): kosovo}), ["model", "chao by list"])
        assert [finding.code for finding in report.findings] == codes


def test_strata_keep_names_that_tell_them_apart() -> None:
    assert name(["female", "2"]) == "female, 2"
    assert len({name(["a, b", "c"]), name(["a", "b, c"]), name(["a", "b", "c"]), name(["a", "", "c"])}) == 4


def test_estimators_are_called_with_blanks_or_hyphens_and_each_once() -> None:
    assert [one.name for one in named(["Chao-Classical", "chao", "chao classical"])] == ["chao classical", "chao"]
    with pytest.raises(Refusal, match="no estimator “oracle”") as refused:
        named(["oracle"])
    assert "chao" in refused.value.advice


@pytest.mark.parametrize("called", list(ESTIMATORS))
def test_every_estimator_is_where_it_is_said_to_be_and_takes_what_it_is_given(called: str) -> None:
    one = ESTIMATORS[called]
    taken = inspect.signature(getattr(importlib.import_module(one.module), one.function)).parameters
    assert ("seed" in taken, "progress" in taken) == (one.draws, one.slow)
    assert "level" in taken


def test_where_the_extra_is_not_installed_it_is_refused_with_how_to_get_it() -> None:
    """In a process of its own, without SciPy and Numba: all but the estimators is there."""
    code = (
        "import sys\n"
        "sys.modules.update(scipy=None, numba=None)\n"
        "from tollbook.estimates import Histories, Table\n"
        "from tollbook.estimates.answer import answer\n"
        "from tollbook.model.finding import Refusal\n"
        "try:\n"
        "    answer(Histories({(): Table.of('ab', {1: 9, 2: 9, 3: 9})}))\n"
        "except Refusal as refused:\n"
        "    print(refused.message, refused.advice)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "needs scipy, which is not installed" in done.stdout, done.stderr
    assert "pip install 'tollbook[estimates]'" in done.stdout
