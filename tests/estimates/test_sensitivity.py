from __future__ import annotations

from tollbook.estimates import Estimate, NotIdentified, Table, sensitivity

LISTS = Table.of("abc", {0b001: 60, 0b010: 49, 0b100: 247, 0b011: 4, 0b101: 112, 0b110: 142, 0b111: 12})


def steady(table: Table) -> Estimate:
    return Estimate(estimator="steady", recorded=table.recorded, total=750, low=700, high=800)


def moved_by_a(table: Table) -> Estimate:
    total = 750 if "a" in table.lists else 900
    return Estimate(estimator="moved", recorded=table.recorded, total=total, low=total - 50, high=total + 50)


def needs_three(table: Table) -> Estimate:
    if len(table.lists) < 3:
        raise NotIdentified("Two lists are too few.", "Bring a third.")
    return Estimate(estimator="three", recorded=table.recorded, total=1900, low=1800, high=2000)


ALL = {"steady": steady, "moved": moved_by_a, "three": needs_three}


def test_all_lists_come_first_and_then_each_is_left_out_in_turn() -> None:
    found = sensitivity.leave_out(LISTS, ALL)
    assert [one.left_out for one in found.variants] == ["", "a", "b", "c"]
    assert [one.table.recorded for one in found.variants] == [626, 566, 577, 379]
    assert found.variants[1].table.lists == ("b", "c")


def test_a_refusal_stands_in_the_place_of_the_number() -> None:
    found = sensitivity.leave_out(LISTS, ALL)
    assert not found.variants[0].refused
    for variant in found.variants[1:]:
        assert [one.estimator for one in variant.estimates] == ["steady", "moved"]
        assert variant.refused == (("three", "Two lists are too few.", "Bring a third."),)


def test_words_say_which_list_moves_an_estimate_and_whether_beyond_its_interval() -> None:
    told = " ".join(sensitivity.leave_out(LISTS, ALL).told)
    assert "Steady: 750 with all lists, 750 to 750 with one left out. Every one of these lies inside" in told
    assert "750 to 900 with one left out; a moves it most, to 900. Without a it lies outside" in told
    assert "Three gives no number without a, b or c." in told
    assert "steady gives the least (750), three the most (1,900); their intervals do not meet" in told


def test_one_list_has_nothing_to_leave_out() -> None:
    found = sensitivity.leave_out(LISTS.only([0]), {"steady": steady})
    assert len(found.variants) == 1


def test_progress_ends_at_one_and_never_falls() -> None:
    heard: list[float] = []
    sensitivity.leave_out(LISTS, {"steady": steady}, progress=heard.append)
    assert heard == sorted(heard) and heard[-1] == 1
