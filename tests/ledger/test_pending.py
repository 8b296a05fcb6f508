from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tollbook.ledger import pending
from tollbook.ledger.pending import is_unlinked, to_locate, to_read, unlocated, unread
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind
from tollbook.model.place import Location

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

Claims = Callable[..., Claim]


def test_documents_are_unread_until_they_are_read_in_the_order_they_came(scribe: Scribe) -> None:
    documents = [scribe.seal(f"report {number}") for number in range(4)]
    assert unread(scribe.ledger) == documents
    scribe.read(documents[1])
    assert unread(scribe.ledger) == [documents[0], *documents[2:]]


def test_a_document_is_read_again_after_another_origin_came_in(scribe: Scribe) -> None:
    document = scribe.seal(name="a.txt")
    scribe.read(document)
    scribe.seal(name="b.txt")
    assert unread(scribe.ledger) == [document]
    scribe.read(document)
    assert unread(scribe.ledger) == []


@pytest.mark.parametrize("page", [1, 2, 3, 7])
def test_what_waits_comes_page_by_page_each_once_while_it_is_done(
    scribe: Scribe, claim: Claims, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(pending, "PAGE", page)
    documents = [scribe.seal(f"report {number}") for number in range(6)]
    waiting = to_read(scribe.ledger)
    assert waiting.total == 6
    came = []
    for number, document in enumerate(waiting.ids):
        came.append(document)
        if number % 3:  # the others stay unread
            scribe.read(document, claim(document))
    assert came == documents
    assert unread(scribe.ledger) == [documents[0], documents[3]]
    assert list(to_read(scribe.ledger, again=True).ids) == documents
    assert list(to_read(scribe.ledger, again=True, unless="rules-en").ids) == [documents[0], documents[3]]

    places = to_locate(scribe.ledger)
    assert places.total == 4
    located = []
    for document in places.ids:
        located.append(document)
        scribe.write(scribe.locating({claim(document).id: Location(written="Tal Afar")}))
    assert located == sorted({*documents} - {documents[0], documents[3]})
    assert to_locate(scribe.ledger).total == 0


def test_claims_are_unlocated_until_their_place_was_looked_up_as_it_stands(scribe: Scribe, claim: Claims) -> None:
    document, nowhere = scribe.seal("one"), scribe.seal("other")
    one = claim(document)
    scribe.read(document, one)
    scribe.read(nowhere, claim(nowhere, place=""))
    assert unlocated(scribe.ledger) == [document]
    scribe.write(scribe.locating({one.id: Location(written="Tal Afar")}))
    assert unlocated(scribe.ledger) == []
    scribe.judge("amend", one.id, place="Mosul")
    assert unlocated(scribe.ledger) == [document]
    scribe.write(scribe.locating({one.id: Location(written="Mosul")}))
    gazetteer = scribe.ledger.objects.put(b"name,lat,lon\n")
    scribe.write(Draft(kind=Kind.GAZETTEER_ADDED, body={"gazetteer": gazetteer, "name": "ours.csv", "places": 0}))
    assert unlocated(scribe.ledger) == [document]


def test_a_book_is_unlinked_whenever_what_linking_rests_on_has_changed(scribe: Scribe, claim: Claims) -> None:
    document = scribe.seal()
    assert not is_unlinked(scribe.ledger)
    scribe.read(document, claim(document))
    assert is_unlinked(scribe.ledger)
    scribe.write(scribe.linking({"i-1": [claim(document).id]}))
    assert not is_unlinked(scribe.ledger)
    scribe.judge("accept", claim(document).id)
    assert is_unlinked(scribe.ledger)
