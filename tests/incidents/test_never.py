"""What never breaks, whatever the claims, their order, and whatever persons judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.incidents.judge import weigh
from tollbook.incidents.link import link
from tollbook.model.vocabulary import Cause, Decision, Harm, Scope, Stance

DAYS = st.one_of(st.none(), st.integers(0, 3).map(lambda days: date(2030, 3, 4) + timedelta(days=days)))
CLAIM = st.fixed_dictionaries(
    {
        "doc": st.sampled_from("abcd"),
        "number": st.one_of(st.none(), st.integers(0, 60)),
        "day": DAYS,
        "place": st.sampled_from(
            ["", "Anvik", "Anvik quarter", "Delmar", "near Delmar", "Kafr Xenta", "Kafar Xinta"]
        ),
        "harm": st.sampled_from([Harm.KILLED, Harm.INJURED, Harm.DESTROYED]),
        "cause": st.sampled_from([Cause.AIRSTRIKE, Cause.UNKNOWN, Cause.MINE]),
        "scope": st.sampled_from([Scope.INCIDENT] * 6 + [Scope.CUMULATIVE]),
        "stance": st.sampled_from([Stance.ASSERTED, Stance.ASSERTED, Stance.DENIED]),
        "part_of": st.one_of(st.none(), st.none(), st.integers(0, 5)),
    }
)
CLAIMS = st.lists(CLAIM, min_size=1, max_size=14)
PUBLISHED = st.lists(DAYS, min_size=4, max_size=4)
PAIRS = st.lists(
    st.tuples(
        st.sampled_from([Decision.SAME, Decision.DIFFERENT, Decision.UNSURE]), st.integers(0), st.integers(0)
    ),
    max_size=8,
)


def filled(book: Any, claims: list[dict[str, Any]], published: list[date | None], pairs: list[Any] = []) -> Any:  # noqa: B006
    for doc, day in zip("abcd", published, strict=True):
        book.document(doc, day)
    for fields in claims:
        book.claim(**fields)
    ids = sorted(book.claims)
    for decision, first, second in pairs:
        a, b = ids[first % len(ids)], ids[second % len(ids)]
        if a != b:
            book.judge(decision, a, b)
    return book


@settings(deadline=None, max_examples=60)
@given(CLAIMS, PUBLISHED, PAIRS)
def test_every_claim_of_an_incident_is_in_exactly_one(
    new_book: Callable[[], Any], claims: Any, published: Any, pairs: Any
) -> None:
    book = filled(new_book(), claims, published, pairs)
    linked = [claim for incident in book.link().incidents for claim in incident.claims]
    assert sorted(linked) == sorted(id_ for id_, claim in book.claims.items() if claim.scope is Scope.INCIDENT)


@settings(deadline=None, max_examples=60)
@given(st.data(), CLAIMS, PUBLISHED, PAIRS)
def test_the_order_of_the_input_does_not_matter(
    new_book: Callable[[], Any], data: st.DataObject, claims: Any, published: Any, pairs: Any
) -> None:
    book = filled(new_book(), claims, published, pairs)

    def shuffled(values: dict[str, Any]) -> dict[str, Any]:
        return dict(data.draw(st.permutations(list(values.items()))))

    again = link(
        shuffled(book.claims),
        shuffled(book.documents),
        shuffled(book.locations),
        data.draw(st.permutations(book.judgements)),
        {},
    )
    assert again == book.link()


@settings(deadline=None, max_examples=60)
@given(CLAIMS, PUBLISHED, PAIRS)
def test_judgements_that_hold_together_always_hold(
    new_book: Callable[[], Any], claims: Any, published: Any, pairs: Any
) -> None:
    book = filled(new_book(), claims, published, pairs)
    homes = {claim: incident.id for incident in book.link().incidents for claim in incident.claims}
    weighed = weigh(book.judgements)
    for a, b in weighed.same:
        if a in homes and b in homes:
            assert homes[a] == homes[b]
    for a, b in weighed.different:
        if a in homes and b in homes:
            assert homes[a] != homes[b]


@settings(deadline=None, max_examples=60)
@given(CLAIMS, CLAIMS, PUBLISHED, PAIRS)
def test_ids_stay_with_claims_that_stay_together(
    new_book: Callable[[], Any], first: Any, more: Any, published: Any, pairs: Any
) -> None:
    book = filled(new_book(), first, published)
    before = book.link()
    filled(book, more, published, pairs)
    after = book.link({incident.id: incident for incident in before.incidents})
    homes = {claim: incident.id for incident in after.incidents for claim in incident.claims}
    ids = {incident.id for incident in after.incidents}
    assert len(ids) == len(after.incidents)
    for incident in before.incidents:
        now = {homes[claim] for claim in incident.claims}
        if len(now) == 1:  # they stay together: the id stays, unless a larger incident took them in
            (home,) = now
            larger = [other for other in before.incidents if {homes[claim] for claim in other.claims} & now]
            assert home == incident.id or len(larger) > 1
        assert (incident.id in ids) != (incident.id in after.retired)
    assert all(heir in ids for heir in after.retired.values())


@settings(deadline=None, max_examples=60)
@given(CLAIMS, PUBLISHED, PAIRS)
def test_linking_again_changes_nothing(
    new_book: Callable[[], Any], claims: Any, published: Any, pairs: Any
) -> None:
    book = filled(new_book(), claims, published, pairs)
    once = book.link()
    again = book.link({incident.id: incident for incident in once.incidents})
    assert again == once


@settings(deadline=None, max_examples=60)
@given(CLAIMS, PUBLISHED, PAIRS)
def test_every_link_is_the_sum_of_its_parts_and_inside_its_incident(
    new_book: Callable[[], Any], claims: Any, published: Any, pairs: Any
) -> None:
    linking = filled(new_book(), claims, published, pairs).link()
    for incident in linking.incidents:
        for one in incident.links:
            assert {one.a, one.b} <= set(incident.claims)
            assert abs(one.score - sum(part.weight for part in one.parts)) < 0.005
            assert all(part.words for part in one.parts)
