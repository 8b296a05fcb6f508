from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from tollbook.incidents.link import incident_of_document
from tollbook.model.incident import Linking
from tollbook.model.vocabulary import Age, Cause, Decision, Harm, Scope, Stance

MONDAY, TUESDAY, FRIDAY = date(2030, 3, 4), date(2030, 3, 5), date(2030, 3, 8)
LATER = date(2030, 5, 20)
Together = Callable[[Linking, Sequence[str]], bool]


def test_two_reports_of_one_day_and_place_are_one_incident(book: Any, together: Together) -> None:
    claims = [book.claim("a", 12, MONDAY, "Anvik"), book.claim("b", 14, MONDAY, "Anvik")]
    linking = book.link()
    assert together(linking, claims)
    (incident,) = linking.incidents
    (link,) = incident.links
    assert {link.a, link.b} == set(claims)
    assert [part.words for part in link.parts][:4] == [
        "to begin with",
        "same day",
        "both at Anvik",
        "both air strikes",
    ]
    assert link.score == pytest.approx(sum(part.weight for part in link.parts))
    assert link.score > 0


def test_a_quarter_and_its_town_can_be_one_incident(book: Any, together: Together) -> None:
    claims = [book.claim("a", 61, MONDAY, "Anvik quarter"), book.claim("b", 61, MONDAY, "Anvik")]
    assert together(book.link(), claims)


def test_two_places_or_two_weeks_are_two_incidents(book: Any, together: Together) -> None:
    here, there = book.claim("a", 12, MONDAY, "Anvik"), book.claim("b", 12, MONDAY, "Delmar")
    then = book.claim("c", 12, date(2030, 3, 24), "Anvik")
    assert len(book.link().incidents) == 3
    assert not together(book.link(), [here, there])
    assert not together(book.link(), [here, then])


def test_totals_rates_and_background_never_enter_an_incident(book: Any) -> None:
    inside = book.claim("a", 12, MONDAY, "Anvik")
    for scope in (Scope.CUMULATIVE, Scope.RATE, Scope.BACKGROUND):
        book.claim("a", 3846, MONDAY, "Anvik", scope=scope)
    (incident,) = book.link().incidents
    assert incident.claims == (inside,)


def test_a_denial_belongs_to_the_incident_it_denies(book: Any, together: Together) -> None:
    claims = [
        book.claim("a", 12, MONDAY, "Anvik"),
        book.claim("b", 0, MONDAY, "Anvik", stance=Stance.DENIED),
    ]
    assert together(book.link(), claims)


def test_an_investigation_months_later_joins_by_day_and_place(book: Any, together: Together) -> None:
    book.document("first", date(2030, 3, 6))
    book.document("later", LATER)
    claims = [book.claim("first", 130, MONDAY, "Anvik"), book.claim("later", 105, MONDAY, "Anvik")]
    assert together(book.link(), claims)


def test_a_report_without_a_day_joins_the_event_before_it_and_never_one_after_it(
    book: Any, together: Together
) -> None:
    book.document("undated", TUESDAY)
    undated = book.claim("undated", 12, None, "Anvik")
    before, after = book.claim("a", 12, MONDAY, "Anvik"), book.claim("b", 12, FRIDAY, "Anvik")
    linking = book.link()
    assert together(linking, [undated, before])
    assert not together(linking, [undated, after])


def test_reports_without_day_and_place_do_not_chain(book: Any) -> None:
    for number in range(12):
        book.document(f"d{number:02}", date(2030, 3, 1 + number))
        book.claim(f"d{number:02}", 2)
    assert len(book.link().incidents) == 12


def test_unknown_names_serve_as_names_across_spellings(book: Any, together: Together) -> None:
    claims = [
        book.claim("a", 9, MONDAY, "the village of Kafr Xenta"),
        book.claim("b", 9, MONDAY, "Kafar Xinta"),
        book.claim("c", 9, MONDAY, "Zelmurat"),
    ]
    linking = book.link()
    assert together(linking, claims[:2])
    assert not together(linking, claims)


def test_scripts_do_not_keep_an_unknown_name_apart(book: Any, together: Together) -> None:
    claims = [book.claim("a", 9, MONDAY, "Kafr Batnun"), book.claim("b", 9, MONDAY, "قرية كفر بطنون")]
    assert together(book.link(), claims)


def test_one_document_may_tell_several_events(book: Any) -> None:
    first = book.claim("a", 12, MONDAY, "Anvik"), book.claim("a", 3, MONDAY, "Anvik", harm=Harm.INJURED)
    second = book.claim("a", 5, MONDAY, "Delmar"), book.claim("a", 2, MONDAY, "Delmar", harm=Harm.INJURED)
    third = book.claim("a", 12, FRIDAY, "Anvik")
    assert book.groups() == {frozenset(first), frozenset(second), frozenset([third])}


def test_events_told_apart_in_one_document_stay_apart_whatever_others_say(book: Any, together: Together) -> None:
    first, second = book.claim("a", 12, MONDAY, "Anvik"), book.claim("a", 12, TUESDAY, "Anvik")
    for number in range(6):
        book.document(f"b{number}", FRIDAY)
        book.claim(f"b{number}", 12, None, "Anvik")
    assert not together(book.link(), [first, second])


def test_a_breakdown_stays_with_its_whole(book: Any, together: Together) -> None:
    whole = book.claim("a", 29, MONDAY, "Anvik")
    part = book.claim("a", 12, None, "", part_of=0, age=Age.CHILD)
    far = book.claim("a", 4, MONDAY, "Delmar")
    assert together(book.link(), [whole, part])
    assert not together(book.link(), [whole, far])


def test_a_claim_that_says_nothing_goes_with_its_neighbour_in_the_text(book: Any, together: Together) -> None:
    near = book.claim("a", 12, MONDAY, "Anvik", start=0)
    bare = book.claim("a", 3, start=60, harm=Harm.INJURED)
    far = book.claim("a", 5, MONDAY, "Delmar", start=5000)
    assert together(book.link(), [near, bare])
    assert not together(book.link(), [bare, far])


def test_what_persons_judged_holds(book: Any, together: Together) -> None:
    a, b = book.claim("a", 12, MONDAY, "Anvik"), book.claim("b", 12, MONDAY, "Anvik")
    c = book.claim("c", 500, LATER, "Delmar", cause=Cause.MINE)
    book.judge(Decision.DIFFERENT, a, b)
    book.judge(Decision.SAME, a, c)
    linking = book.link()
    assert together(linking, [a, c])
    assert not together(linking, [a, b])
    judged = [link for incident in linking.incidents for link in incident.links if {link.a, link.b} == {a, c}]
    assert [part.name for part in judged[0].parts] == ["judgement"]


def test_a_judgement_takes_claims_of_one_document_apart(book: Any, together: Together) -> None:
    a, b = book.claim("a", 12, MONDAY, "Anvik"), book.claim("a", 5, MONDAY, "Anvik")
    assert together(book.link(), [a, b])
    book.judge(Decision.DIFFERENT, a, b)
    assert not together(book.link(), [a, b])


def test_unsure_binds_nothing_and_is_not_asked_again(book: Any) -> None:
    book.document("b", date(2030, 3, 14))
    a, b = book.claim("a", 12, MONDAY, "Anvik"), book.claim("b", 30, None, "Anvik", cause=Cause.UNKNOWN)
    before = book.link()
    assert {a, b} in [{link.a, link.b} for link in before.doubtful]
    book.judge(Decision.UNSURE, a, b)
    after = book.link()
    assert {a, b} not in [{link.a, link.b} for link in after.doubtful]
    assert after.incidents == before.incidents


def test_doubtful_pairs_come_least_certain_first(book: Any) -> None:
    for number in range(30):
        book.document(f"d{number:02}", date(2030, 3, 5 + number % 20))
        book.claim(f"d{number:02}", 2 + number % 5, MONDAY if number % 2 else None, "Anvik")
    scores = [abs(link.score) for link in book.link().doubtful]
    assert scores == sorted(scores)
    assert scores


def test_claims_of_documents_nobody_knows_are_linked_all_the_same(book: Any, together: Together) -> None:
    claims = [book.claim("a", 12, MONDAY, "Anvik"), book.claim("b", 12, MONDAY, "Anvik")]
    book.documents.clear()
    book.locations.clear()
    assert together(book.link(), claims)


def test_nothing_gives_nothing(book: Any) -> None:
    linking = book.link()
    assert (linking.incidents, dict(linking.retired), linking.doubtful) == ((), {}, ())
    assert linking.linker


def test_a_document_belongs_to_the_incident_with_most_of_its_claims(book: Any) -> None:
    book.claim("a", 1, MONDAY, "Delmar")
    most = [book.claim("a", 12, MONDAY, "Anvik"), book.claim("a", 3, MONDAY, "Anvik", harm=Harm.INJURED)]
    book.claim("total", 3846, scope=Scope.CUMULATIVE)
    linking = book.link()
    homes = {claim: incident.id for incident in linking.incidents for claim in incident.claims}
    found = incident_of_document(linking, book.claims, ["empty"])
    assert found["a"] == homes[most[0]]
    assert len(set(found.values())) == len(found) == 3


def test_on_equal_numbers_the_earliest_in_the_text_decides(book: Any) -> None:
    first = book.claim("a", 1, MONDAY, "Delmar")
    book.claim("a", 12, MONDAY, "Anvik")
    linking = book.link()
    homes = {claim: incident.id for incident in linking.incidents for claim in incident.claims}
    assert incident_of_document(linking, book.claims)["a"] == homes[first]
