from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tollbook.estimates import Estimate, NotIdentified, Table, classes
from tollbook.model.finding import Refusal

SHORT: dict[str, Any] = {"burn": 1_000, "samples": 4_000, "thin": 10}


def codes(found: Estimate) -> list[str]:
    return [one.code for one in found.warnings]


def test_madigan_york_is_as_r_gives_it(madigan_york: Table) -> None:
    """LCMCR's long run: 732 (684 to 824). These chains err by about 2 at the median, 7 at the upper end."""
    found = classes.estimate(madigan_york, burn=2_000, samples=8_000, thin=20)
    assert found.total == pytest.approx(732, abs=6)
    assert found.low == pytest.approx(684, abs=6) and found.high == pytest.approx(824, abs=20)
    assert found.estimator == "latent classes" and found.recorded == 626
    assert found.fit["rhat"] < 1.02 and found.fit["ess"] > 300


def test_kosovo_is_near_rs_long_run(kosovo: Table) -> None:
    """LCMCR's long run: 10,376 (8,939 to 13,938). So short a walk is worth about a hundred draws, whose
    median errs by about 200."""
    found = classes.estimate(kosovo, burn=2_000, samples=4_000, thin=25)
    assert found.total == pytest.approx(10_376, rel=0.06)
    assert 8_400 < found.low < 9_400 and 12_000 < found.high < 16_500


def test_the_same_seed_gives_the_same_draws_and_another_seed_others(madigan_york: Table) -> None:
    one, again, other = (
        classes.estimate(madigan_york, burn=50, samples=40, thin=2, seed=seed).draws for seed in (1, 1, 2)
    )
    assert one is not None and again is not None and other is not None
    assert one.tolist() == again.tolist() != other.tolist()


def test_threads_do_not_change_the_draws(madigan_york: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    many = classes.estimate(madigan_york, burn=50, samples=40, thin=2)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    one = classes.estimate(madigan_york, burn=50, samples=40, thin=2)
    assert many.draws is not None and one.draws is not None
    assert many.draws.tolist() == one.draws.tolist()


def test_the_order_of_the_lists_does_not_matter(massachusetts: Table) -> None:
    told = classes.estimate(massachusetts, **SHORT)
    turned = classes.estimate(massachusetts.only([4, 2, 0, 3, 1]), **SHORT)
    assert turned.total == pytest.approx(told.total, rel=0.04)
    assert turned.low == pytest.approx(told.low, rel=0.04)


def test_one_class_is_independence() -> None:
    """500 persons on three independent lists: one class finds them, and says so narrowly."""
    chances, cells = (0.5, 0.4, 0.3), {}
    for pattern in range(1, 8):
        of = [one if pattern >> j & 1 else 1 - one for j, one in enumerate(chances)]
        cells[pattern] = round(500 * float(np.prod(of)))
    found = classes.estimate(Table.of("abc", cells), most=1, **SHORT)
    assert found.total == pytest.approx(500, abs=10)
    assert 450 < found.low < 480 < 520 < found.high < 560
    assert found.fit["classes"] == 1


def test_draws_are_whole_never_below_the_recorded_and_as_many_as_asked_for(new_orleans: Table) -> None:
    found = classes.estimate(new_orleans, burn=100, samples=1_000, thin=1, chains=3)
    assert found.draws is not None
    assert len(found.draws) == 1_002  # three chains of as many each
    assert (found.draws >= 185).all() and (found.draws == np.round(found.draws)).all()


def test_chains_that_did_not_meet_are_told(netherlands: Table) -> None:
    found = classes.estimate(netherlands, burn=100, samples=400, thin=2)
    assert codes(found)[:2] == ["estimate.chains-apart", "estimate.few-draws"]
    assert found.fit["rhat"] > 1.01 and found.fit["ess"] < 400


def test_many_lists_bring_their_chains_together_soon() -> None:
    """Three kinds of 1,500 persons on twelve lists: short chains from starts of their own find the same."""
    random = np.random.default_rng(3)
    kinds = random.beta(1, [[9.0], [4.0], [20.0]], size=(3, 12))[random.choice(3, 1_500, p=[0.5, 0.2, 0.3])]
    patterns, counts = np.unique((random.random(kinds.shape) < kinds) @ (1 << np.arange(12)), return_counts=True)
    cells = zip(patterns[1:].tolist(), counts[1:].tolist(), strict=True)  # the first are on no list
    found = classes.estimate(Table.of("abcdefghijkl", cells), burn=1_000, samples=1_600, thin=5)
    assert found.fit["rhat"] < 1.02 and found.fit["ess"] > 400 and not found.warnings


def test_ten_times_the_people_are_not_ten_times_the_estimate_apart(madigan_york: Table) -> None:
    """Tenfold counts are the same shares, told more surely; a sweep is over as many cells."""
    tenfold = Table(madigan_york.lists, madigan_york.patterns, madigan_york.counts * 10)
    found = classes.estimate(tenfold, **SHORT)
    assert 6_800 < found.low < found.total < found.high < 8_600


def test_too_few_classes_are_told(massachusetts: Table) -> None:
    assert "estimate.classes-full" in codes(classes.estimate(massachusetts, most=2, **SHORT))


def test_a_list_that_holds_nobody_changes_nothing(madigan_york: Table) -> None:
    cells = dict(zip(madigan_york.patterns.tolist(), madigan_york.counts.tolist(), strict=True))
    wider = Table.of([*madigan_york.lists, "nobody"], cells)
    told, with_empty = (classes.estimate(one, burn=10, samples=40, thin=1) for one in (madigan_york, wider))
    assert told.draws is not None and with_empty.draws is not None
    assert told.draws.tolist() == with_empty.draws.tolist()


def test_two_lists_and_lists_that_share_nobody_are_refused() -> None:
    with pytest.raises(NotIdentified, match="two lists"):
        classes.estimate(Table.of("ab", {1: 50, 2: 40, 3: 20}))
    with pytest.raises(NotIdentified, match="nobody stands on two lists"):
        classes.estimate(Table.of("abc", {1: 50, 2: 40, 4: 20}))


@pytest.mark.parametrize("asked", [{"samples": 8}, {"chains": 0}, {"most": 0}, {"thin": 0}, {"burn": -1}])
def test_what_leaves_nothing_to_say_is_refused(madigan_york: Table, asked: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="four draws"):
        classes.estimate(madigan_york, **asked)


def test_progress_goes_up_to_all(madigan_york: Table) -> None:
    heard: list[float] = []
    classes.estimate(madigan_york, burn=60, samples=40, thin=3, progress=heard.append)
    assert heard == sorted(heard) and heard[-1] == 1 and len(heard) > 10
