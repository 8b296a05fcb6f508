"""Incidents as lists hold them: by source or by publisher, never quietly as if they were persons."""

from __future__ import annotations

from typing import Any

import pytest

from tollbook.assessments.profiles import profile
from tollbook.estimates import Histories
from tollbook.model.assessment import Assessment, Root
from tollbook.model.document import Document, Origin
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Grade
from tollbook.tallies.lists import lists

AIRWARS = profile("airwars")


def printed(identity: str, publisher: str) -> Document:
    return Document(id=identity, size=1, media="text/plain", origins=(Origin(name=identity),), publisher=publisher)


DOCUMENTS = {
    "d1": printed("d1", "Nineveh Post"),
    "d2": printed("d2", "Mosul Eye"),
    "d3": printed("d3", "Tigris Radio"),
    "d4": printed("d4", ""),
}


def roots(**documents: str) -> tuple[Root, ...]:
    """Sources by the documents that count for them: roots(Post="d1 d2")."""
    return tuple(Root(name=name, documents=tuple(those.split()), via="") for name, those in documents.items())


@pytest.fixture
def assessed(make: Any) -> list[Assessment]:
    return [
        make("i1", roots=roots(Post="d1 d2"), day=1),
        make("i2", roots=roots(Post="d1", Eye="d2"), day=1),
        make("i3", roots=roots(Eye="d2"), grade=Grade.WEAK, place="Tal Afar"),
        make("i4", roots=roots(Radio="d3", Eye="d2"), place="Tal Afar"),
        make("i5", roots=roots(Post="d4"), day=1),
        make("i6", roots=roots(Post="d1"), grade=Grade.DISCOUNTED),
        make("i7", (0, 0), roots=roots(Post="d1")),
    ]


def codes(found: Histories) -> list[str]:
    return [finding.code for finding in found.findings]


def test_each_source_is_a_list_and_each_incident_with_harm_is_on_those_of_its_sources(
    assessed: list[Assessment],
) -> None:
    found = lists(assessed, DOCUMENTS, AIRWARS)
    assert found.whole.lists == ("Eye", "Post", "Radio")
    assert dict(zip(found.whole.patterns.tolist(), found.whole.counts.tolist(), strict=True)) == {
        0b001: 1,
        0b010: 2,
        0b011: 1,
        0b101: 1,
    }
    assert found.rows == 5


def test_by_publisher_each_printed_copy_counts_and_who_names_none_is_no_list(assessed: list[Assessment]) -> None:
    found = lists(assessed, DOCUMENTS, AIRWARS, of="publisher")
    assert found.whole.lists == ("Mosul Eye", "Nineveh Post", "Tigris Radio")
    assert found.whole.recorded == 4
    assert found.whole.full()[0b011] == 2
    copying = next(finding for finding in found.findings if finding.code == "lists.copying")
    assert "copy counts" in copying.message


def test_it_always_says_that_incidents_are_counted_and_that_sources_lean_on_each_other(
    assessed: list[Assessment],
) -> None:
    assert codes(lists(assessed, DOCUMENTS, AIRWARS)) == ["lists.incidents", "lists.copying"]


def test_lists_can_be_chosen_and_what_only_others_hold_is_told(assessed: list[Assessment]) -> None:
    found = lists(assessed, DOCUMENTS, AIRWARS, chosen=["radio", "EYE"])
    assert found.whole.lists == ("Radio", "Eye")
    assert found.whole.recorded == 3
    assert codes(found)[-1] == "lists.others-left-out"
    assert "2 incidents" in found.findings[-1].message


def test_of_many_sources_the_largest_are_the_lists(make: Any) -> None:
    incidents = [
        make(f"i{n}{m}", roots=roots(**{f"Source{n}": "d1", "Post": "d2"})) for n in range(8) for m in range(9 - n)
    ]
    found = lists(incidents, DOCUMENTS, AIRWARS)
    assert found.whole.lists == ("Post", "Source0", "Source1", "Source2", "Source3")
    assert found.whole.recorded == len(incidents)


def test_strata_are_the_keys_of_a_tally(assessed: list[Assessment]) -> None:
    found = lists(assessed, DOCUMENTS, AIRWARS, by=["place"])
    assert {stratum: table.recorded for stratum, table in found.tables.items()} == {
        ("Tal Afar",): 2,
        ("al-Jadida",): 3,
    }


def test_it_is_the_same_whatever_the_order_of_the_incidents(assessed: list[Assessment]) -> None:
    one = lists(assessed, DOCUMENTS, AIRWARS)
    other = lists(assessed[::-1], DOCUMENTS, AIRWARS)
    assert one.whole.lists == other.whole.lists and one.findings == other.findings
    assert one.whole.full().tolist() == other.whole.full().tolist()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"of": "editor"}, "no lists by “editor”"),
        ({"by": ["weather"]}, "weather"),
        ({"chosen": ["Post", "Gazette"]}, "Gazette"),
        ({"chosen": ["Post"]}, "1 source;"),
    ],
)
def test_what_a_book_does_not_have_is_refused(assessed: list[Assessment], asked: Any, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        lists(assessed, DOCUMENTS, AIRWARS, **asked)


def test_a_book_with_no_incident_is_refused() -> None:
    with pytest.raises(Refusal, match="0 sources"):
        lists([], {}, AIRWARS)
