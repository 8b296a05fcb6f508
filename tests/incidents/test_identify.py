from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from tollbook.incidents.identify import identify
from tollbook.model.incident import Incident


def named(claim: str) -> str:
    return "i-" + hashlib.sha256(claim.encode()).hexdigest()[:12]


def earlier(**incidents: str) -> dict[str, Incident]:
    return {f"i-{name}": Incident(id=f"i-{name}", claims=tuple(claims)) for name, claims in incidents.items()}


def test_a_new_incident_is_called_after_its_smallest_claim() -> None:
    assert identify([["c-2", "c-1"], ["c-3"]], {}) == ([named("c-1"), named("c-3")], {})


def test_an_incident_that_grows_keeps_its_id() -> None:
    assert identify([["a", "b", "0"]], earlier(old="ab")) == (["i-old"], {})


def test_of_two_that_become_one_the_larger_gives_its_id() -> None:
    assert identify([["a", "b", "c"]], earlier(small="a", large="bc")) == (["i-large"], {"i-small": "i-large"})


def test_of_two_equal_ones_the_smaller_id_stays() -> None:
    assert identify([["a", "b"]], earlier(y="a", x="b")) == (["i-x"], {"i-y": "i-x"})


def test_of_one_that_is_split_the_larger_part_keeps_the_id() -> None:
    ids, retired = identify([["a"], ["b", "c"]], earlier(old="abc"))
    assert ids == [named("a"), "i-old"]
    assert retired == {}


def test_a_part_split_off_never_takes_an_id_in_use() -> None:
    before = {named("a"): Incident(id=named("a"), claims=("a", "b", "c"))}
    ids, _ = identify([["a"], ["b", "c"]], before)
    assert ids[1] == named("a")
    assert ids[0] not in (named("a"), "")


def test_an_incident_without_a_claim_left_is_retired_to_nobody() -> None:
    assert identify([["b"]], earlier(gone="a", kept="b")) == (["i-kept"], {"i-gone": ""})


CLAIMS = "abcdefghij"


@given(
    st.lists(st.integers(0, 4), min_size=10, max_size=10), st.lists(st.integers(0, 4), min_size=10, max_size=10)
)
def test_ids_are_unique_and_every_old_id_is_in_use_or_retired(before: list[int], after: list[int]) -> None:
    old = {
        f"i-{group}": Incident(
            id=f"i-{group}", claims=tuple(c for c, g in zip(CLAIMS, before, strict=True) if g == group)
        )
        for group in set(before)
    }
    groups = [[c for c, g in zip(CLAIMS, after, strict=True) if g == group] for group in sorted(set(after))]
    ids, retired = identify(groups, old)
    assert len(set(ids)) == len(groups)
    assert old.keys() - set(ids) == retired.keys()
    assert set(retired.values()) <= set(ids)
    assert identify(groups[::-1], old) == (ids[::-1], retired)


def test_what_a_person_takes_out_takes_no_id_along() -> None:
    ids, retired = identify([["a"], ["b", "c", "z"]], earlier(old="abc", new="z"), {}, ["b", "c"])
    assert (ids, retired) == (["i-old", "i-new"], {})


def test_what_was_merged_and_is_taken_apart_finds_its_id_again() -> None:
    ids, retired = identify([["a", "b"], ["c"]], earlier(old="abc"), {"i-gone": ("c",), "i-other": ("x",)})
    assert (ids, retired) == (["i-old", "i-gone"], {})


def test_an_id_is_found_even_where_a_claim_has_named_two_incidents_already() -> None:
    in_use = {named("a"), named("a again")}
    (id_,), _ = identify([["a"]], {}, in_use=in_use)
    assert id_ not in in_use
