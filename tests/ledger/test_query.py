from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from tollbook.ledger import decided, linked, query
from tollbook.ledger.open import Ledger
from tollbook.ledger.rebuild import rebuild
from tollbook.ledger.serialise import to_json
from tollbook.ledger.views.desk import Desk
from tollbook.ledger.views.make import add_to_views
from tollbook.model.claim import Claim
from tollbook.model.document import Origin
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.finding import Finding
from tollbook.model.place import Candidate, Location
from tollbook.model.vocabulary import Harm, Scope, Stance, Status, WherePrecision

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

Claims = Callable[..., Claim]

EMPTY = Finding(code="document.empty", where="a.txt", message="nothing in it", advice="send it again")


def test_a_sealed_document_that_was_not_read_has_no_text(scribe: Scribe, text: str) -> None:
    document = scribe.seal(name="a.txt", publisher="Rudaw", published=date(2017, 3, 23))
    made = query.documents(scribe.ledger)[document]
    assert made.origins == (Origin(name="a.txt", publisher="Rudaw", published=date(2017, 3, 23)),)
    assert (made.size, made.media, made.text, made.publisher) == (len(text), "text/plain", None, "Rudaw")
    assert query.text(scribe.ledger, document) is None
    assert query.progress(scribe.ledger)[document].reading is None


def test_a_read_document_has_its_text(scribe: Scribe, text: str) -> None:
    document = scribe.seal()
    scribe.read(document)
    assert query.text(scribe.ledger, document) == text
    made = query.progress(scribe.ledger, [document])[document]
    assert (made.reader, made.extractor) == ("rules-en", "plain 1")
    assert made.reading is not None
    assert made.reading in scribe.ledger.objects


def test_a_document_without_text_was_read_all_the_same(scribe: Scribe) -> None:
    document = scribe.seal()
    scribe.read(document, text=None, findings=[EMPTY])
    assert query.text(scribe.ledger, document) is None
    assert query.documents(scribe.ledger)[document].findings == (EMPTY,)
    assert query.progress(scribe.ledger)[document].reading is not None


ORIGINS: list[dict[str, Any]] = [
    {"name": "b.txt", "publisher": "AFP", "published": date(2017, 3, 24), "language": "en"},
    {"name": "c.txt", "publisher": "Rudaw", "published": date(2017, 3, 23)},
    {"name": "a.txt", "publisher": "nobody knows when", "title": "The title", "language": "fr"},
]


@pytest.mark.parametrize("origins", list(permutations(ORIGINS)))
def test_the_first_origin_that_states_something_is_believed_whatever_came_in_first(
    scribe: Scribe, origins: tuple[dict[str, Any], ...]
) -> None:
    for origin in origins:
        document = scribe.seal(**origin)
    scribe.read(document, publisher="the page itself", url="https://example.org/page", title="Page")
    made = query.documents(scribe.ledger)[document]
    assert [origin.name for origin in made.origins] == ["c.txt", "b.txt", "a.txt"]
    assert (made.publisher, made.published) == ("Rudaw", date(2017, 3, 23))
    assert (made.language, made.title, made.url) == ("en", "The title", "https://example.org/page")


def test_what_the_file_says_of_itself_holds_where_no_origin_says_anything(scribe: Scribe) -> None:
    document = scribe.seal()
    scribe.read(document, publisher="Rudaw", published=date(2017, 3, 23), title="Old")
    scribe.read(document, publisher="Rudaw", published=date(2017, 3, 23))
    made = query.documents(scribe.ledger)[document]
    assert (made.publisher, made.published, made.title) == ("Rudaw", date(2017, 3, 23), "")


def test_the_same_origin_twice_is_one_origin(scribe: Scribe) -> None:
    for _ in range(2):
        document = scribe.seal("x", EMPTY, name="a.txt")
    made = query.documents(scribe.ledger)[document]
    assert made.origins == (Origin(name="a.txt"),)
    assert made.findings == (EMPTY,)
    assert query.findings(scribe.ledger) == [EMPTY]


def test_documents_can_be_asked_for_by_id(scribe: Scribe) -> None:
    documents = [scribe.seal(f"report {number}") for number in range(3)]
    assert list(query.documents(scribe.ledger, [documents[1], "unknown"])) == [documents[1]]
    assert list(query.documents(scribe.ledger)) == sorted(documents)
    assert query.documents(scribe.ledger, []) == {}


def test_claims_come_back_as_they_were_found(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, *claims = read_book
    expected = {one.id: one for one in claims}
    assert query.claims(scribe.ledger) == expected
    assert query.claims(scribe.ledger, effective=False) == expected
    assert list(query.claims(scribe.ledger)) == list(expected)
    assert query.wholes(scribe.ledger) == {claims[1].id: claims[0].id}
    assert query.wholes(scribe.ledger, [claims[0].id]) == {}


def test_every_field_of_a_claim_is_kept(scribe: Scribe) -> None:
    document = scribe.seal()
    one = Claim(
        doc=document,
        start=1,
        end=2,
        harm=Harm.CASUALTIES,
        low=None,
        high=2**52,
        count_text="“الجديدة” \U0001f600",
        status=Status.MIXED,
        stance=Stance.CONCEDED,
        scope=Scope.RATE,
        speakers=('a "quoted" name', "ب"),
        date_start=date(1, 1, 1),
        date_end=date(9999, 12, 31),
        place="p",
        actor="a",
        confidence=0.1 + 0.2,
    )
    scribe.read(document, one)
    assert query.claims(scribe.ledger) == {one.id: one}


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"harm": Harm.KILLED}, [0, 1]),
        ({"scope": Scope.CUMULATIVE}, [2]),
        ({"harm": Harm.KILLED, "scope": Scope.CUMULATIVE}, []),
        ({"stance": Stance.ASSERTED, "status": Status.UNKNOWN}, [0, 1, 2]),
        ({"stance": Stance.DENIED}, []),
        ({"speaker": "rudAW"}, [2]),
        ({"speaker": "nobody"}, []),
        ({"documents": []}, []),
        ({"documents": ["unknown"]}, []),
        ({"ids": ["c-unknown"]}, []),
    ],
)
def test_claims_can_be_asked_for_by_what_they_say(
    read_book: tuple[Scribe, str, Claim, Claim, Claim], asked: dict[str, Any], numbers: list[int]
) -> None:
    scribe, _, *claims = read_book
    for effective in (True, False):
        found = query.claims(scribe.ledger, effective=effective, **asked)
        assert list(found) == [claims[number].id for number in numbers]


def test_claims_of_many_documents_stand_in_the_order_of_document_and_anchor(scribe: Scribe, claim: Claims) -> None:
    for number in range(4):
        document = scribe.seal(f"report {number}")
        scribe.read(document, claim(document), claim(document, 45, 56), claim(document, 45, 56, harm=Harm.MISSING))
    found = [(one.doc, one.start, one.end, one.harm) for one in query.claims(scribe.ledger).values()]
    assert found == sorted(found)
    assert len(found) == 12
    one = found[5][0]
    assert {claim.doc for claim in query.claims(scribe.ledger, documents=[one]).values()} == {one}


def test_a_new_reading_replaces_what_the_one_before_it_found(
    read_book: tuple[Scribe, str, Claim, Claim, Claim],
) -> None:
    scribe, document, whole, *_ = read_book
    scribe.read(document, whole, reader="better", findings=[EMPTY])
    scribe.read(document, whole, reader="best")
    assert query.claims(scribe.ledger) == {whole.id: whole}
    assert query.findings(scribe.ledger) == []
    assert query.progress(scribe.ledger)[document].reader == "best"


def test_locations_of_claims_in_force_the_latest_of_each(
    read_book: tuple[Scribe, str, Claim, Claim, Claim],
) -> None:
    scribe, document, whole, part, other = read_book
    lost = Candidate(id="geonames:1", name="Mosul", country="US", latitude=1.5, longitude=2.0, reason="too far")
    place = Location(
        written="Tal Afar",
        name="Tal Afar",
        id="geonames:98463",
        country="IQ",
        latitude=36.379,
        longitude=42.4497,
        precision=WherePrecision.NEAR,
        within=("Nineveh", "Iraq"),
        lost=(lost,),
        reason="the only one in Iraq",
    )
    scribe.write(scribe.locating({whole.id: Location(written="x"), other.id: Location(written="y")}))
    scribe.write(scribe.locating({whole.id: place}))
    assert query.locations(scribe.ledger) == {whole.id: place, other.id: Location(written="y")}
    assert query.locations(scribe.ledger, [whole.id, part.id]) == {whole.id: place}
    scribe.read(document, other)
    assert query.locations(scribe.ledger) == {other.id: Location(written="y")}


def test_a_gazetteer_that_comes_in_twice_is_one(scribe: Scribe) -> None:
    digest = scribe.ledger.objects.put(b"name,lat,lon\n")
    body = {"gazetteer": digest, "name": "ours.csv", "places": 0, "findings": [EMPTY]}
    for name in ("ours.csv", "again.csv"):
        scribe.write(
            Draft(
                kind=Kind.GAZETTEER_ADDED,
                body={
                    **body,
                    "name": name,
                    "findings": [
                        {
                            "code": EMPTY.code,
                            "where": EMPTY.where,
                            "message": EMPTY.message,
                            "advice": EMPTY.advice,
                        }
                    ],
                },
            )
        )
    (gazetteer,) = query.gazetteers(scribe.ledger)
    assert (gazetteer.id, gazetteer.name, gazetteer.places) == (digest, "ours.csv", 0)
    assert query.findings(scribe.ledger) == [EMPTY]


def test_findings_can_be_asked_for_by_document(scribe: Scribe) -> None:
    one, other = scribe.seal("one", EMPTY), scribe.seal("other", replace(EMPTY, where="b.txt"))
    assert [finding.where for finding in query.findings(scribe.ledger)] == ["a.txt", "b.txt"]
    assert [finding.where for finding in query.findings(scribe.ledger, [other])] == ["b.txt"]
    assert query.documents(scribe.ledger)[one].findings == (EMPTY,)


def test_releases_keep_the_checkpoint_they_were_made_at(scribe: Scribe) -> None:
    checkpoint = scribe.ledger.checkpoint()
    scribe.release()
    (release,) = query.releases(scribe.ledger)
    assert (release.checkpoint, release.profile, release.out) == (checkpoint, "airwars 1", "site")


def test_an_empty_book_has_nothing_in_it(ledger: Ledger) -> None:
    for ask in (
        query.documents,
        query.claims,
        query.locations,
        linked.incidents,
        linked.heirs,
        query.wholes,
        query.progress,
    ):
        assert ask(ledger) == {}
    for tell in (
        decided.judgements,
        decided.positions,
        query.findings,
        query.gazetteers,
        query.releases,
        linked.doubtful,
    ):
        assert tell(ledger) == []


def noted(*codes: str, document: str = "") -> Draft:
    body = {"findings": [to_json(Finding(code=code, where="w", message="m")) for code in codes]}
    return Draft(kind=Kind.FINDINGS_NOTED, body={**body, "document": document} if document else body)


def codes(scribe: Scribe, document: str | None = None) -> list[str]:
    return [one.code for one in query.findings(scribe.ledger, None if document is None else [document])]


def test_why_a_document_was_not_read_holds_until_it_is_or_fails_once_more(scribe: Scribe) -> None:
    one = scribe.seal("one", Finding(code="sealing", where="w", message="m"))
    other = scribe.seal("other")
    scribe.write(noted("a.row"), noted("no.answer", document=one), noted("no.answer", document=other))
    assert codes(scribe, one) == ["sealing", "no.answer"]
    scribe.write(noted("rubbish", document=one))
    assert codes(scribe, one) == ["sealing", "rubbish"]
    scribe.read(one, findings=[Finding(code="reading", where="w", message="m")])
    assert codes(scribe, one) == ["sealing", "reading"]
    scribe.write(noted("no.answer", document=one))
    assert codes(scribe, one) == ["sealing", "reading", "no.answer"]
    assert codes(scribe) == ["sealing", "a.row", "no.answer", "reading"]
    rebuild(scribe.ledger)
    assert codes(scribe, one) == ["sealing", "reading", "no.answer"]
    with pytest.raises(ValueError, match="not in the book"):
        scribe.write(noted("no.answer", document="0" * 64))


def test_findings_noted_by_an_earlier_version_name_no_document_and_stay(scribe: Scribe) -> None:
    document = scribe.seal("one")
    body = {"findings": [to_json(Finding(code="llm.malformed", where="one.txt", message="m"))]}
    old = Entry(seq=9, at=datetime(2017, 3, 28, tzinfo=UTC), by="recorder", kind=Kind.FINDINGS_NOTED, body=body)
    with scribe.ledger.write() as connection:
        add_to_views(Desk(connection, scribe.ledger.objects), [old])
    scribe.read(document)
    assert codes(scribe, "") == ["llm.malformed"]
