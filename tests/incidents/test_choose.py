"""Which claims of documents that were put together speak of the event that all are about."""

from __future__ import annotations

from typing import Any

from tollbook.incidents.choose import Chooser
from tollbook.model.vocabulary import Scope


def test_claims_of_other_places_in_the_same_documents_are_left_out(book: Any) -> None:
    anvik = {book.claim("a", 5, place="Anvik"), book.claim("b", 6, place="the village of Anvik")}
    book.claim("a", 40, place="Delmar")
    book.claim("b", 3, place="Borsum")
    chooser = Chooser(book.claims, {"a": "Five died in Anvik.", "b": "Anvik was struck."})
    assert set(chooser.choose(["a", "b"])) == anvik


def test_one_place_in_two_scripts_is_one(book: Any) -> None:
    karsana = {book.claim("a", 5, place="Karsana"), book.claim("b", 5, place="بلدة كرسانا")}
    book.claim("b", 9, place="Delmar")
    chooser = Chooser(book.claims, {"a": "Five died in Karsana.", "b": "قتل خمسة في بلدة كرسانا"})
    assert set(chooser.choose(["a", "b"])) == karsana


def test_a_document_that_names_no_place_gives_its_claims_without_one(book: Any) -> None:
    book.claim("a", 5, place="Anvik")
    book.claim("b", 5, place="Anvik")
    bare, other = book.claim("c", 7), book.claim("c", 30, place="Delmar")
    chosen = Chooser(book.claims, {"a": "Anvik.", "b": "Anvik.", "c": "Seven died."}).choose(["a", "b", "c"])
    assert bare in chosen
    assert other not in chosen


def test_parts_go_with_their_whole(book: Any) -> None:
    whole = book.claim("a", 5, place="Anvik")
    part = book.claim("a", 2, part_of=0)
    book.claim("b", 5, place="Anvik")
    assert {whole, part} <= set(Chooser(book.claims, {"a": "Anvik.", "b": "Anvik."}).choose(["a", "b"]))


def test_totals_of_other_scope_never_take_part_and_a_lone_claim_always_does(book: Any) -> None:
    book.claim("a", 900, scope=Scope.CUMULATIVE)
    lone = book.claim("a", 1)
    assert Chooser(book.claims, {"a": "One died."}).choose(["a"]) == (lone,)
