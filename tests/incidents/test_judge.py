from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tollbook.incidents.groups import Groups
from tollbook.incidents.judge import weigh
from tollbook.model.judgement import Judgement
from tollbook.model.vocabulary import Decision

SAME, DIFFERENT, UNSURE = Decision.SAME, Decision.DIFFERENT, Decision.UNSURE


def judged(*said: tuple[Decision, str, str]) -> list[Judgement]:
    at = datetime(2030, 1, 1, tzinfo=UTC)
    return [
        Judgement(seq=seq, at=at, by="a recorder", decision=decision, claims=(a, b))
        for seq, (decision, a, b) in enumerate(said)
    ]


def test_the_latest_on_a_pair_holds_whichever_way_round() -> None:
    weighed = weigh(judged((SAME, "a", "b"), (DIFFERENT, "b", "a")))
    assert (weighed.same, weighed.different, weighed.set_aside) == ((), (("a", "b"),), ())


def test_unsure_takes_an_earlier_judgement_back() -> None:
    weighed = weigh(judged((SAME, "a", "b"), (UNSURE, "a", "b")))
    assert (weighed.same, weighed.different) == ((), ())
    assert weighed.judged == {("a", "b")}


def test_a_contradiction_over_three_is_settled_for_the_later_and_said() -> None:
    weighed = weigh(judged((SAME, "a", "b"), (SAME, "b", "c"), (DIFFERENT, "a", "c")))
    assert weighed.different == (("a", "c"),)
    assert weighed.same == (("b", "c"),)
    (finding,) = weighed.set_aside
    assert (finding.code, finding.where) == ("judgement.set_aside", "entry:0")
    assert "a and b are same" in finding.message


def test_judgements_on_single_claims_are_not_pairs() -> None:
    at = datetime(2030, 1, 1, tzinfo=UTC)
    single = Judgement(seq=0, at=at, by="a recorder", decision=Decision.REJECT, claims=("a",))
    assert weigh([single]).judged == frozenset()


PAIRS = st.lists(
    st.tuples(st.sampled_from([SAME, DIFFERENT]), st.sampled_from("abcdef"), st.sampled_from("abcdef"))
)


@given(PAIRS)
def test_what_holds_never_contradicts_itself(said: list[tuple[Decision, str, str]]) -> None:
    weighed = weigh(judged(*said))
    groups: Groups[str] = Groups()
    for a, b in weighed.same:
        groups.join(a, b)
    assert not any(groups.together(a, b) for a, b in weighed.different)
    latest = {tuple(sorted((a, b))) for _, a, b in said}
    assert len(weighed.same) + len(weighed.different) + len(weighed.set_aside) == len(latest)


@given(PAIRS)
def test_the_last_judgement_holds(said: list[tuple[Decision, str, str]]) -> None:
    if said and said[-1][1] != said[-1][2]:
        weighed = weigh(judged(*said))
        decision, a, b = said[-1]
        pair = (min(a, b), max(a, b))
        assert pair in (weighed.same if decision is SAME else weighed.different)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 9))))
def test_groups_keep_every_word_given(said: list[tuple[bool, int, int]]) -> None:
    groups: Groups[int] = Groups()
    joined, forbidden = [], []
    for join, a, b in said:
        if join and groups.join(a, b):
            joined.append((a, b))
        elif not join and groups.forbid(a, b):
            forbidden.append((a, b))
    assert all(groups.together(a, b) for a, b in joined)
    assert all(groups.apart(a, b) and not groups.together(a, b) for a, b in forbidden)
    assert sorted(item for group in groups.lists(range(10)) for item in group) == list(range(10))
