from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tollbook.estimates import Estimate, NotIdentified, Table, chao, linkage
from tollbook.estimates.linkage import Records
from tollbook.model.finding import Finding, Refusal

A, B, C = 0b001, 0b010, 0b100


def records(on: list[int], pairs: list[tuple[int, int, float]]) -> Records:
    return Records(
        ("a", "b", "c"),
        np.array(on, np.int64),
        np.array([pair[:2] for pair in pairs], np.int64).reshape(-1, 2),
        np.array([pair[2] for pair in pairs]),
    )


def cells(table: Table) -> dict[int, int]:
    return dict(zip(table.patterns.tolist(), table.counts.tolist(), strict=True))


def invented(sure: float, unsure: float = 0.5, seed: int = 0) -> Records:
    """600 persons, each on three lists with probability 0.5, 0.4 and 0.3; pairs of one person are found with
    probability `sure`, half of them, or `unsure`."""
    generator = np.random.default_rng(seed)
    on: list[int] = []
    pairs: list[tuple[int, int, float]] = []
    for _ in range(600):
        own = []
        for one, chance in enumerate((0.5, 0.4, 0.3)):
            if generator.random() < chance:
                own.append(len(on))
                on.append(one)
        found = sure if generator.random() < 0.5 else unsure
        pairs += [(one, other, found) for place, one in enumerate(own) for other in own[place + 1 :]]
    return records(on, pairs)


def test_matches_hold_records_together_and_the_rest_are_alone() -> None:
    found = records([0, 1, 2, 0, 2], [(0, 1, 0.9), (1, 2, 0.8), (3, 4, 0.3)])
    assert cells(linkage.at(found, 0.7)) == {A | B | C: 1, A: 1, C: 1}
    assert cells(linkage.at(found, 0.3)) == {A | B | C: 1, A | C: 1}
    assert cells(linkage.at(found, 0.95)) == {A: 2, B: 1, C: 2}


def test_no_list_holds_a_person_twice_the_likelier_match_stands() -> None:
    """Record 2 may be that of 0 or of 1, both on the first list; taking both would make these one person."""
    found = records([0, 0, 1], [(0, 2, 0.6), (1, 2, 0.9)])
    assert cells(linkage.at(found, 0.5)) == {A: 1, A | B: 1}
    through = records([0, 1, 2, 0], [(0, 1, 0.9), (1, 2, 0.8), (2, 3, 0.7)])
    assert cells(linkage.at(through, 0.5)) == {A: 1, A | B | C: 1}


def test_certain_matches_are_always_drawn_and_impossible_ones_never() -> None:
    found = records([0, 1, 0, 1], [(0, 1, 1.0), (2, 3, 0.0)])
    generator = np.random.default_rng(0)
    for _ in range(20):
        assert cells(linkage.draw(found, generator)) == {A: 1, B: 1, A | B: 1}


def test_a_pair_is_drawn_as_often_as_its_probability_says() -> None:
    found = records([0, 1] * 2_000, [(2 * one, 2 * one + 1, 0.3) for one in range(2_000)])
    matched = [cells(linkage.draw(found, np.random.default_rng(seed)))[A | B] for seed in range(10)]
    assert np.mean(matched) == pytest.approx(600, abs=20)  # its standard error is 6.5
    assert len(set(matched)) > 1


def test_every_record_is_in_the_table_whatever_is_drawn() -> None:
    found = invented(0.9, 0.4)
    for seed in range(5):
        table = linkage.draw(found, np.random.default_rng(seed))
        assert table.sizes.tolist() == np.bincount(found.on).tolist()


def test_certain_matches_give_what_the_estimator_gives() -> None:
    found = invented(1.0, 1.0)
    alone, over = chao.estimate(linkage.at(found, 0.5)), linkage.estimate(found, chao.estimate, linkages=5)
    assert over.fit["between"] == pytest.approx(0, abs=1e-6)
    assert (over.total, over.low, over.high) == pytest.approx((alone.total, alone.low, alone.high), rel=0.01)
    assert over.recorded == alone.recorded and over.bound and over.warnings == alone.warnings


def test_uncertain_matches_widen_the_interval() -> None:
    """Both terms are there, and the pool's variance is their sum: the law of total variance."""
    found = linkage.estimate(invented(0.9, 0.5), chao.estimate, linkages=40)
    alone = chao.estimate(linkage.at(invented(0.9, 0.5), 0.8))
    assert found.draws is not None
    assert found.fit["between"] > 0 and found.fit["within"] > 0
    # The variance between is divided by one linkage less.
    both = found.fit["within"] + found.fit["between"] * 39 / 40
    assert found.draws.var() == pytest.approx(both, rel=1e-9)
    assert found.recorded <= found.low < found.total < found.high
    assert found.fit["least"] < found.total < found.fit["most"]
    assert found.high - found.low > 0.5 * (alone.high - alone.low)


def test_where_the_threshold_moves_the_estimate_much_it_is_told_with_khartoum() -> None:
    found = linkage.estimate(invented(0.95, 0.6), chao.estimate, linkages=10)
    told = [one for one in found.warnings if one.code == "estimate.linkage-moves"]
    assert told and "20,660 to 211,334" in told[0].advice
    assert found.fit["at 0.9"] > 1.5 * found.fit["at 0.5"]
    assert f"{found.fit['at 0.9']:,.0f}" in told[0].message


def test_where_it_does_not_nothing_is_said() -> None:
    found = linkage.estimate(invented(0.99, 0.97), chao.estimate, linkages=10)
    assert "estimate.linkage-moves" not in [one.code for one in found.warnings]


def test_the_same_seed_gives_the_same_draws() -> None:
    found = invented(0.9)
    one, again, other = (linkage.estimate(found, chao.estimate, linkages=4, seed=seed).draws for seed in (1, 1, 2))
    assert one is not None and again is not None and other is not None
    assert one.tolist() == again.tolist() != other.tolist()


def test_draws_of_an_estimator_are_pooled_as_they_are() -> None:
    def alternating(table: Table) -> Estimate:
        draws = np.linspace(1_000, 2_000, 501)
        return Estimate(estimator="two", recorded=table.recorded, total=1_500, low=1_025, high=1_975, draws=draws)

    found = linkage.estimate(invented(0.9), alternating, linkages=3)
    assert (found.low, found.total, found.high) == pytest.approx((1_025, 1_500, 1_975), abs=2)


def test_what_the_estimator_often_warns_of_is_told_once() -> None:
    doubt = Finding(code="estimate.some", where="", message="something")

    def warned(table: Table) -> Estimate:
        return Estimate(
            estimator="one", recorded=table.recorded, total=900, low=800, high=1_000, warnings=(doubt, doubt)
        )

    found = linkage.estimate(invented(0.9), warned, linkages=4)
    assert [(one.code, one.where) for one in found.warnings] == [("estimate.some", "4 of 4 linkages")]


def test_linkages_without_a_number_are_told_and_too_many_refused() -> None:
    asked: list[int] = []

    def sometimes(every: int) -> Estimate:
        asked.append(every)
        if len(asked) % every == 0:
            raise NotIdentified("no number")
        return Estimate(estimator="one", recorded=10, total=20, low=15, high=30)

    found = linkage.estimate(invented(0.9), lambda _: sometimes(4), linkages=8)
    assert [one.message[:21] for one in found.warnings] == ["in 2 of 8 linkages no"]
    with pytest.raises(NotIdentified, match="8 of 8"):
        linkage.estimate(invented(0.9), lambda _: sometimes(1), linkages=8)


def test_one_linkage_says_nothing_of_their_differences() -> None:
    with pytest.raises(Refusal, match="two linkages"):
        linkage.estimate(invented(0.9), chao.estimate, linkages=1)


@pytest.mark.parametrize(
    ("on", "pair"),
    [([0, 3], (0, 1, 0.5)), ([0, 1], (0, 2, 0.5)), ([0, 1], (0, 1, 1.5)), ([1, 1], (0, 1, 0.5))],
)
def test_arrays_that_do_not_fit_are_a_bug(on: list[int], pair: tuple[int, int, float]) -> None:
    with pytest.raises(ValueError, match=r"lists|records|probabilities"):
        records(on, [pair])


def test_records_and_pairs_are_read(tmp_path: Path) -> None:
    (tmp_path / "records.csv").write_text("record,list\na1,A\na2,A\nb1,B\nb1,A\n,B\n", encoding="utf-8")
    (tmp_path / "pairs.csv").write_text(
        "One,other,probability\na1,b1,0.8\nb1,a1,0.3\na1,a2,0.5\na2,b9,0.5\na2,b1,often\n", encoding="utf-8"
    )
    found = linkage.read(tmp_path / "records.csv", tmp_path / "pairs.csv")
    assert (found.lists, found.on.tolist()) == (("A", "B"), [0, 0, 1])
    assert (found.pairs.tolist(), found.probabilities.tolist()) == ([[0, 2]], [0.8])
    assert [(one.code, one.where) for one in found.findings] == [
        ("linkage.record-twice", "records.csv:5"),
        ("linkage.no-record", "records.csv:6"),
        ("linkage.pair-twice", "pairs.csv:3"),
        ("linkage.same-list", "pairs.csv:4"),
        ("linkage.no-record", "pairs.csv:5"),
        ("linkage.no-probability", "pairs.csv:6"),
    ]


def test_files_without_the_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "records.csv").write_text("record,list\na1,A\n", encoding="utf-8")
    (tmp_path / "pairs.csv").write_text("one,other\n", encoding="utf-8")
    with pytest.raises(Refusal, match="“probability”"):
        linkage.read(tmp_path / "records.csv", tmp_path / "pairs.csv")
