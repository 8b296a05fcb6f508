"""Linking on gives what linking from the beginning gives, by the same measures: whatever came in when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.incidents import block, web
from tollbook.incidents.gather import Gathering
from tollbook.incidents.judge import Weighed, weigh
from tollbook.incidents.keep import keep, kept
from tollbook.incidents.link import link
from tollbook.incidents.relink import Change, stand
from tollbook.incidents.reports.report import Report, report
from tollbook.incidents.standing import Standing
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.judgement import Judgement
from tollbook.model.place import Location
from tollbook.model.vocabulary import Cause, Decision, Harm, WherePrecision

FIRST = date(2030, 3, 4)
WHERE = {
    "Anvik": ("own:anvik", 36.30, 43.10),
    "Borsum": ("own:borsum", 36.50, 43.40),
    "Delmar": ("own:delmar", 35.10, 42.00),
}
PLACES = ["", "Anvik", "Borsum", "Delmar", "Kafr Xenta", "Kafar Xinta"]
DAYS = st.one_of(st.none(), st.integers(0, 3).map(lambda days: FIRST + timedelta(days=days)))
CLAIM = st.fixed_dictionaries(
    {
        "number": st.integers(1, 40),
        "day": DAYS,
        "place": st.sampled_from(PLACES),
        "harm": st.sampled_from([Harm.KILLED, Harm.INJURED]),
        "cause": st.sampled_from([Cause.AIRSTRIKE, Cause.UNKNOWN]),
    }
)
TEXT = st.lists(
    st.sampled_from(
        [
            "Shelling near Tarmin.",
            "Residents of Qelsawa fled.",
            "قصف على قرية ترمين",
            "On Saturday, 9 March.",
            "Nothing.",
        ]
    ),
    max_size=3,
).map(" ".join)
DOCUMENT = st.fixed_dictionaries(
    {
        "claims": st.lists(CLAIM, min_size=1, max_size=4),
        "published": DAYS,
        "text": TEXT,
        "number": st.integers(0, 9),
    }
)
BATCHES = st.lists(
    st.lists(st.tuples(st.sampled_from("abcdefghij"), DOCUMENT), min_size=1, max_size=5), min_size=2, max_size=4
)
PAIRS = st.lists(
    st.tuples(
        st.sampled_from([Decision.SAME, Decision.DIFFERENT, Decision.UNSURE]), st.integers(0), st.integers(0)
    ),
    max_size=3,
)


class Book:
    """What a book holds in force: a document that comes in again is read otherwise."""

    def __init__(self) -> None:
        self.claims: dict[str, Claim] = {}
        self.documents: dict[str, Document] = {}
        self.locations: dict[str, Location] = {}
        self.reports: dict[str, Report] = {}
        self.judgements: list[Judgement] = []

    def take_in(self, doc: str, told: Mapping[str, Any]) -> None:
        self.claims = {id_: claim for id_, claim in self.claims.items() if claim.doc != doc}
        self.documents[doc] = Document(id=doc, size=0, media="text/plain", origins=(), published=told["published"])
        url = f"https://valley.example/{1000 + told['number']}"
        self.reports[doc] = report(told["text"], url=url, known=told["published"])
        for at, fields in enumerate(told["claims"]):
            claim = Claim(
                doc=doc,
                start=20 * at,
                end=20 * at + 9,
                harm=fields["harm"],
                low=fields["number"],
                high=fields["number"],
                count_text=str(fields["number"]),
                date_start=fields["day"],
                date_end=fields["day"],
                place=fields["place"],
                cause=fields["cause"],
            )
            self.claims[claim.id] = claim
            if fields["place"] in WHERE:
                id_, latitude, longitude = WHERE[fields["place"]]
                self.locations[claim.id] = Location(
                    written=fields["place"],
                    name=fields["place"],
                    id=id_,
                    country="IQ",
                    latitude=latitude,
                    longitude=longitude,
                    precision=WherePrecision.EXACT,
                )

    def judge(self, pairs: list[tuple[Decision, int, int]]) -> None:
        ids = sorted(self.claims)
        for decision, first, second in pairs:
            a, b = ids[first % len(ids)], ids[second % len(ids)]
            if a != b:
                at = datetime(2030, 1, 1, tzinfo=UTC)
                self.judgements.append(
                    Judgement(seq=len(self.judgements), at=at, by="x", decision=decision, claims=(a, b))
                )

    def weighed(self) -> Weighed:
        return weigh(self.judgements)

    def fetch(
        self, documents: Collection[str]
    ) -> tuple[dict[str, Claim], dict[str, Document], dict[str, Location]]:
        claims = {id_: claim for id_, claim in self.claims.items() if claim.doc in documents}
        return claims, self.documents, self.locations

    def stand(self, measures: Any = None) -> tuple[Standing, Any]:
        gathering = Gathering(self.claims, self.documents, self.locations, self.weighed())
        return stand(gathering.tellings, self.reports, self.weighed(), measures)


def groups(changed: Any) -> dict[frozenset[str], Any]:
    """The incidents by their claims, with the links that hold them together."""
    return {
        frozenset(id_ for one in members for id_ in changed.tellings[one].claims): links
        for members, links in zip(changed.found.clusters, changed.found.links, strict=True)
    }


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that gather many tellings are there in a small book, too."""
    for module in (block, web):
        monkeypatch.setattr(module, "MOST_TOGETHER", 4)
    monkeypatch.setattr(block, "NEIGHBOURS", 2)


@settings(deadline=None, max_examples=150)
@given(BATCHES, st.lists(PAIRS, min_size=4, max_size=4))
def test_any_sequence_of_batches_gives_what_one_batch_gives(batches: Any, pairs: Any) -> None:
    book = Book()
    for doc, told in batches[0]:
        book.take_in(doc, told)
    standing, changed = book.stand()
    stands = groups(changed)
    for batch, judged in zip(batches[1:], pairs, strict=False):
        for doc, told in batch:
            book.take_in(doc, told)
        book.judge(judged)
        changed = Change(standing, {doc for doc, _ in batch}, book.weighed(), book.fetch, book.reports).make()
        anew = groups(changed)
        touched = frozenset().union(*anew)
        alive = book.claims.keys()
        stands = {
            claims: links for claims, links in stands.items() if claims <= alive and not claims & touched
        } | anew
        fresh, all_ = book.stand(standing.measures)
        assert stands == groups(all_)
        assert standing.doubtful() == fresh.doubtful()


@settings(deadline=None, max_examples=60)
@given(BATCHES, PAIRS)
def test_what_stands_from_the_beginning_is_what_linking_gives(batches: Any, pairs: Any) -> None:
    book = Book()
    for batch in batches:
        for doc, told in batch:
            book.take_in(doc, told)
    book.judge(pairs)
    standing, changed = book.stand()
    linking = link(book.claims, book.documents, book.locations, book.judgements, {}, book.reports)
    assert groups(changed) == {frozenset(one.claims): one.links for one in linking.incidents}
    assert standing.doubtful() == linking.doubtful


@settings(deadline=None, max_examples=20)
@given(BATCHES, PAIRS)
def test_what_is_kept_comes_back_as_it_stood(tmp_path_factory: Any, batches: Any, pairs: Any) -> None:
    folder: Path = tmp_path_factory.mktemp("book")
    book = Book()
    standing, measured = None, 7
    for seq, batch in enumerate(batches, 7):
        for doc, told in batch:
            book.take_in(doc, told)
        book.judge(pairs if standing is None else [])
        if standing is None:
            standing, _ = book.stand()
        else:
            Change(standing, {doc for doc, _ in batch}, book.weighed(), book.fetch, book.reports).make()
        keep(folder, seq, "linker 1", standing, measured)
        assert kept(folder, seq + 1, "linker 1") is None
        assert kept(folder, seq, "linker 2") is None
        back = kept(folder, seq, "linker 1")
        assert back is not None
        assert back[1] == measured
        assert back[0].doubtful() == standing.doubtful()
        standing = back[0]
        fresh, _ = book.stand(standing.measures)
        assert standing.doubtful() == fresh.doubtful()
