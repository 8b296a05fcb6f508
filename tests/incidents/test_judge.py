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


def on_incidents(seq: int, decision: Decision, claims: str, *, joined: str = "", left: str = "") -> Judgement:
    at = datetime(2030, 1, 1, tzinfo=UTC)
    return Judgement(
        seq=seq,
        at=at,
        by="a recorder",
        decision=decision,
        claims=tuple(claims),
        joined=tuple(joined),
        left=tuple(left),
    )


def said(*judgements: Judgement) -> tuple[Groups[str], list[str]]:
    weighed = weigh(judgements)
    return weighed.groups(), [finding.where for finding in weighed.set_aside]


def test_a_merger_holds_all_claims_together() -> None:
    groups, aside = said(on_incidents(0, Decision.MERGE, "abcd"))
    assert all(groups.together("a", other) for other in "bcd")
    assert aside == []


def test_a_split_holds_its_claims_together_and_away_and_says_nothing_of_the_rest() -> None:
    groups, aside = said(on_incidents(0, Decision.SPLIT, "ab", left="cd"))
    assert groups.together("a", "b")
    assert all(groups.apart(one, other) for one in "ab" for other in "cd")
    assert not groups.together("c", "d")
    assert aside == []


def test_a_move_joins_the_one_and_leaves_the_other() -> None:
    groups, _ = said(on_incidents(0, Decision.MOVE, "a", joined="bc", left="de"))
    assert groups.together("a", "b")
    assert groups.together("a", "c")
    assert groups.apart("a", "d")
    assert groups.apart("b", "e")


def test_a_later_move_takes_one_claim_out_of_a_merger_and_leaves_the_rest_of_it() -> None:
    groups, aside = said(
        on_incidents(0, Decision.MERGE, "abcd"), on_incidents(1, Decision.MOVE, "a", joined="x", left="bcd")
    )
    assert groups.together("b", "c")
    assert groups.together("b", "d")
    assert groups.together("a", "x")
    assert groups.apart("a", "b")
    assert aside == ["entry:0"]


def test_a_merger_after_a_split_holds_and_the_split_is_set_aside() -> None:
    groups, aside = said(on_incidents(0, Decision.SPLIT, "a", left="bc"), on_incidents(1, Decision.MERGE, "abc"))
    assert groups.together("a", "c")
    assert aside == ["entry:0"]


def test_a_claim_that_was_read_otherwise_hands_its_judgement_on() -> None:
    weighed = weigh(judged((DIFFERENT, "a", "b")), {"b": "new"})
    assert weighed.different == (("a", "new"),)
