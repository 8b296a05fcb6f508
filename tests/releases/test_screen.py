from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.model.assessment import Assessment, Figure, Range, Reason, Root, Statement, When
from tollbook.model.document import Origin
from tollbook.model.finding import Finding, Refusal
from tollbook.model.incident import Link, Part
from tollbook.model.material import Material
from tollbook.model.place import Candidate
from tollbook.model.tally import Row, Tally
from tollbook.model.vocabulary import Grade
from tollbook.releases.screen import ALLOWED, Screen, Screened, admit, load, relative_name
from tollbook.releases.sign import sign
from tollbook.releases.write import files_of

# Written out here, apart from the screen: what of the input may ever reach the reader.
PUBLIC = {
    *(
        "Document.publisher",
        "Document.url",
        "Document.language",
        "Document.title",
        "Document.media",
        "Document.text",
    ),
    "Origin.name",
    *("Claim.speakers", "Claim.place", "Claim.actor", "Claim.count_text"),
    *("Location.written", "Location.name", "Location.id", "Location.country", "Location.within"),
    "Position.party",
    *("Reason.rule", "Reason.words", "Figure.name", "Root.name", "Root.via"),
    *("Assessment.profile", "Assessment.parties", "Finding.code", "Finding.message"),
}
# Identifiers: they must fit each other, so no canary can stand in their place.
KEYS = {
    "Document.id",
    "Claim.doc",
    "Incident.id",
    "Incident.claims",
    "Position.incident",
    "Position.claim",
    "Position.document",
    "Assessment.incident",
    "Root.documents",
    "Figure.claims",
    "Figure.superseded",
    "Figure.context",
    "Reason.claims",
}


def planted(value: Any, secrets: dict[str, str], where: str = "") -> Any:
    """`value` with a canary of its own in every text field, each noted in `secrets` by its field."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        return replace(
            value,
            **{
                field.name: planted(getattr(value, field.name), secrets, f"{name}.{field.name}")
                for field in dataclasses.fields(value)
            },
        )
    if isinstance(value, Mapping):
        return {key: planted(item, secrets, where) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(planted(item, secrets, where) for item in value)
    if isinstance(value, str) and not isinstance(value, enum.Enum) and where not in KEYS and "." in where:
        canary = f"canary{len(secrets):05d}x"
        secrets[canary] = where
        return canary
    return value


def laden(material: Material) -> Material:
    """The same material with something in every field that must stay in the book."""
    finding = Finding(code="c", where="w", message="m", advice="a")
    link = Link(a="x", b="y", score=1.0, parts=(Part(name="n", weight=1.0, words="w"),))
    lost = (Candidate(id="i", name="n", country="c", latitude=0.0, longitude=0.0, reason="r"),)
    return replace(
        material,
        documents={
            id_: replace(
                one,
                findings=(finding,),
                origins=(Origin(name="n", publisher="p", url="u", language="l", title="t"),),
            )
            for id_, one in material.documents.items()
        },
        incidents={id_: replace(one, links=(link,)) for id_, one in material.incidents.items()},
        locations={id_: replace(one, lost=lost, reason="r") for id_, one in material.locations.items()},
        positions=tuple(replace(one, by="b", why="w") for one in material.positions),
    )


def published(book: Any, signer: Any, screen: Screen | None = None) -> bytes:
    signed = sign(book.freeze(screen), files_of(book.freeze(screen)), signer)
    return b"\n".join([*(path.encode() for path in signed.files), *signed.files.values()])


def test_a_release_holds_nothing_that_its_screen_did_not_allow(book: Any, signer: Any) -> None:
    secrets: dict[str, str] = {}
    finding = Finding(code="c", where="w", message="m", advice="a")
    statement = Statement(party="p", step="s", date=datetime.date(2017, 3, 25), days=2, position=30)
    material = laden(book.material)
    parts = {
        name: planted(getattr(material, name), secrets)
        for name in ("documents", "claims", "incidents", "locations", "positions")
    }
    assessments = tuple(
        planted(replace(one, findings=(finding,), statements=(statement,)), secrets) for one in book.assessments
    )
    book = replace(book, material=replace(material, **parts), assessments=assessments)
    out = published(book, signer).decode()
    frozen = "\n".join(str(leaf) for leaf in leaves(book.freeze()))
    shown = {where for canary, where in secrets.items() if canary in out or canary in frozen}
    assert shown <= PUBLIC
    kept = {
        "Position.by",
        "Position.why",
        "Finding.where",
        "Finding.advice",
        "Link.a",
        "Part.words",
        "Location.reason",
        "Statement.party",
        "Statement.step",
    }
    assert kept <= set(secrets.values()) - shown
    # The canaries work: what may be public does come out.
    assert {"Document.title", "Claim.speakers", "Reason.words", "Position.party"} <= shown


def test_every_field_of_the_model_is_decided_on() -> None:
    kept_back = {
        "Document": {"origins", "findings"},
        "Claim": {"confidence"},
        "Location": {"lost", "reason"},
        "Incident": {"links"},
        "Position": {"seq", "at", "by", "why", "proposal"},
        "Assessment": {"statements", "findings"},
        "Finding": {"where", "advice"},
    }
    for type_, fields in ALLOWED.items():
        assert {field.name for field in dataclasses.fields(type_)} - set(fields) == kept_back[type_.__name__]


def test_text_outside_the_quoted_sentences_is_not_published(book: Any, signer: Any) -> None:
    out = published(book, signer).decode()
    assert "130 people" in out
    assert "Rescue work had not begun" not in out


def test_under_the_anchor_screen_no_sentence_is_published(book: Any, signer: Any) -> None:
    out = published(book, signer, Screen(quotes="anchor")).decode()
    assert "130 people" in out
    assert "Residents told" not in out
    assert "no sign that it had been hit" not in out


def test_what_is_withheld_leaves_no_trace(book: Any, signer: Any) -> None:
    market = "i-90d2f311"
    without = replace(
        book,
        assessments=tuple(one for one in book.assessments if one.incident != market),
        tallies=tuple(replace(one, beside=()) for one in book.tallies),
    )
    out = published(without, signer, Screen(incidents=frozenset({market}))).decode()
    for word in (market, "Bab al-Tob", "at least four people", "neighbourhood page said"):
        assert word not in out
    assert "1 incident, 0 documents, 1 claim" in out


def test_what_is_released_depends_on_nothing_withheld(book: Any) -> None:
    """The same screen over two books that differ only in a withheld document admits the same."""
    page = next(id_ for id_, one in book.material.documents.items() if one.publisher.startswith("Old City"))
    screen = Screen(documents=frozenset({page}))
    other = replace(
        book.material,
        documents=book.material.documents | {page: replace(book.material.documents[page], title="something else")},
        texts=book.material.texts | {page: "something else"},
    )
    first, second = admit(book.material, screen), admit(other, screen)
    assert first == second
    assert first.withheld.incidents == 1
    assert page not in first.material.texts


def assessed(screened: Screened) -> tuple[Assessment, ...]:
    """A plain assessment of what passed the screen: every claim and every publisher named."""
    material = screened.material
    made = []
    for id_, incident in sorted(material.incidents.items()):
        claims = {claim: material.claims[claim] for claim in incident.claims}
        documents = sorted({claim.doc for claim in claims.values()})
        figure = Figure(name="killed", range=Range(low=1, high=None), claims=incident.claims)
        reason = Reason(
            rule="all", words=" ".join(claim.place for claim in claims.values()), claims=incident.claims
        )
        roots = tuple(
            Root(name=material.documents[one].publisher, documents=(one,), via="publisher") for one in documents
        )
        made.append(
            Assessment(
                incident=id_,
                profile="plain 1",
                when=When(),
                where=material.locations.get(incident.claims[0]),
                figures=(figure,),
                grade=Grade.WEAK,
                strike_status=None,
                parties=(),
                roots=roots,
                reasons=(reason,),
            )
        )
    return tuple(made)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_any_screen_withholds_is_published(book: Any, signer: Any, data: st.DataObject) -> None:
    material = marked_by_owner(book.material)
    documents = data.draw(st.sets(st.sampled_from(sorted(material.documents))))
    claims = data.draw(st.sets(st.sampled_from(sorted(material.claims)), max_size=3))
    incidents = data.draw(st.sets(st.sampled_from(sorted(material.incidents))))
    screen = Screen(documents=frozenset(documents), claims=frozenset(claims), incidents=frozenset(incidents))
    screened = admit(material, screen)
    row = Row(
        key="all",
        killed=Range(low=1, high=None),
        injured=Range(low=0, high=0),
        incidents=tuple(sorted(screened.material.incidents)),
    )
    marked = replace(
        book,
        material=material,
        assessments=assessed(screened),
        reconciliations=(),
        tallies=(Tally(profile="plain 1", by="all", headline=row, rows=(row,)),),
    )
    out = published(marked, signer, screen).decode()
    withheld_claims = claims | {id_ for id_, claim in material.claims.items() if claim.doc in documents}
    withheld_claims |= {id_ for one in incidents for id_ in material.incidents[one].claims}
    for id_ in sorted(documents):
        assert f"owned-by-{id_[:12]}" not in out
    for id_ in sorted(withheld_claims):
        assert f"owned-by-{id_}" not in out
        assert id_ not in out
    for id_ in sorted(material.documents.keys() - documents):
        assert f"owned-by-{id_[:12]}" in out


def marked_by_owner(material: Material) -> Material:
    """The same material, each document and claim carrying a word that names it."""
    return replace(
        material,
        documents={
            id_: replace(one, title=f"owned-by-{id_[:12]}", publisher=f"{one.publisher} owned-by-{id_[:12]}")
            for id_, one in material.documents.items()
        },
        claims={id_: replace(one, place=f"owned-by-{id_}") for id_, one in material.claims.items()},
        locations={id_: replace(one, name=f"owned-by-{id_}") for id_, one in material.locations.items()},
    )


def test_a_document_is_withheld_by_the_name_it_came_in_under(book: Any) -> None:
    screened = admit(book.material, Screen(documents=frozenset({"reports/rudaw.txt"})))
    assert len(screened.material.documents) == len(book.material.documents) - 1
    assert not any(one.publisher == "Rudaw" for one in screened.material.documents.values())


MISTYPED = frozenset({"mistyped"})


@pytest.mark.parametrize(
    "screen", [Screen(incidents=MISTYPED), Screen(claims=MISTYPED), Screen(documents=MISTYPED)]
)
def test_withholding_what_is_not_in_the_book_is_refused(book: Any, screen: Screen) -> None:
    with pytest.raises(Refusal, match="withholds"):
        admit(book.material, screen)


def test_a_position_that_rests_on_a_withheld_document_is_withheld(book: Any) -> None:
    screened = admit(book.material, Screen(documents=frozenset({"reports/coalition-1.txt"})))
    assert screened.withheld.positions == 1
    assert len(screened.material.positions) == 2


def test_coordinates_are_rounded_as_the_screen_says(book: Any) -> None:
    release = book.freeze(Screen(decimals=1))
    where = release.incidents[0].assessment.where
    assert where is not None
    assert (where.latitude, where.longitude) == (36.3, 43.1)


@given(st.text(alphabet=st.sampled_from("ab./\\: C"), max_size=20))
def test_a_public_name_says_nothing_of_the_disk(name: str) -> None:
    shown = relative_name(name)
    assert not shown.startswith(("/", "\\"))
    assert ".." not in shown.split("/")
    assert ":\\" not in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("reports/wire.txt", "reports/wire.txt"),
        ("/home/someone/reports/wire.txt", "wire.txt"),
        ("../someone/wire.txt", "wire.txt"),
        ("C:\\Users\\someone\\wire.txt", "wire.txt"),
    ],
)
def test_a_path_on_disk_is_shown_as_a_name(name: str, shown: str) -> None:
    assert relative_name(name) == shown


def test_no_path_of_the_recorder_s_disk_is_published(book: Any, signer: Any) -> None:
    documents = {
        id_: replace(one, origins=(Origin(name="/home/someone/secret/letter.pdf"), *one.origins))
        for id_, one in book.material.documents.items()
    }
    out = published(replace(book, material=replace(book.material, documents=documents)), signer).decode()
    assert "letter.pdf" in out
    assert "someone" not in out


def test_a_screen_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "screen.toml"
    path.write_text('quotes = "anchor"\ndecimals = 2\n[withhold]\nincidents = ["i-1"]\ndocuments = ["a.txt"]\n')
    assert load(path) == Screen(
        incidents=frozenset({"i-1"}), documents=frozenset({"a.txt"}), quotes="anchor", decimals=2
    )


@pytest.mark.parametrize(
    "text",
    [
        "qoutes = 'anchor'",
        "quotes = 'none'",
        "decimals = true",
        "decimals = -1",
        "withhold = 3",
        "[withhold]\nincident = []",
        "[withhold]\nincidents = 'i-1'",
        "[withhold]\nclaims = [1]",
        "not toml",
        "\x00",
    ],
)
def test_a_screen_that_is_not_understood_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "screen.toml"
    path.write_text(text)
    with pytest.raises(Refusal, match="screen"):
        load(path)


def test_a_missing_screen_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        load(tmp_path / "none.toml")


def leaves(value: Any) -> Iterator[Any]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def test_a_release_is_plain_data(release: Any) -> None:
    plain = (str, int, float, bool, datetime.date, enum.Enum, type(None))
    assert all(isinstance(leaf, plain) for leaf in leaves(release))
