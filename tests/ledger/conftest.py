"""What the tests of the ledger share: a book with a fixed key and clock, and a scribe that writes in it."""

from __future__ import annotations

import codecs
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import canonical, to_json
from tollbook.ledger.views import tables
from tollbook.model.claim import Claim
from tollbook.model.document import Extraction, Origin
from tollbook.model.entry import Draft, Entry, Kind
from tollbook.model.finding import Finding
from tollbook.model.incident import Incident, Linking
from tollbook.model.place import Location
from tollbook.model.vocabulary import Harm, Scope

SEED = bytes(range(32))
NOON = datetime(2017, 3, 28, 12, 0, tzinfo=UTC)
TEXT = "Officials said at least 29 people, including 12 children, died when a house was hit. Forty were wounded."


class Scribe:
    """Writes in a book as the rooms above would, with little said."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def write(self, *drafts: Draft) -> list[Entry]:
        return self.ledger.append(drafts)

    def sealing(self, text: str = TEXT, *findings: Finding, **origin: Any) -> Draft:
        data = text.encode()
        body = {
            "document": self.ledger.objects.put(data),
            "size": len(data),
            "media": "text/plain",
            "origin": Origin(**{"name": "report.txt", **origin}),
            "findings": findings,
        }
        return Draft(kind=Kind.DOCUMENT_SEALED, body=to_json(body))

    def seal(self, text: str = TEXT, *findings: Finding, **origin: Any) -> str:
        (entry,) = self.write(self.sealing(text, *findings, **origin))
        return str(entry.body["document"])

    def reading(
        self,
        document: str,
        claims: Sequence[Claim],
        *,
        text: str | None = TEXT,
        findings: Sequence[Finding] = (),
        reader: str = "rules-en",
        **said: Any,
    ) -> Draft:
        extraction = Extraction(text=None, extractor="plain 1", **said)
        reading = canonical(to_json({"claims": claims, "extraction": extraction}))
        body = {
            "document": document,
            "text": None if text is None else self.ledger.objects.put(text.encode()),
            "reading": self.ledger.objects.put(reading),
            "reader": reader,
            "extractor": extraction.extractor,
            "claims": len(claims),
            "findings": findings,
        }
        return Draft(kind=Kind.DOCUMENT_READ, body=to_json(body))

    def read(self, document: str, *claims: Claim, **more: Any) -> None:
        self.write(self.reading(document, claims, **more))

    def judge(self, decision: str, claim: str, **fields: Any) -> int:
        body = {"decision": decision, "claim": claim, "why": "seen the original", "fields": fields}
        (entry,) = self.write(Draft(kind=Kind.CLAIM_JUDGED, body=body))
        return entry.seq

    def pair(self, decision: str, one: str, other: str) -> int:
        body = {"decision": decision, "claims": [one, other], "why": "same street"}
        (entry,) = self.write(Draft(kind=Kind.INCIDENT_JUDGED, body=body))
        return entry.seq

    def undo(self, seq: int) -> None:
        self.write(Draft(kind=Kind.JUDGEMENT_UNDONE, body={"seq": seq, "why": "mistaken"}))

    def locating(self, places: Mapping[str, Location]) -> Draft:
        digest = self.ledger.objects.put(canonical(to_json(places)))
        return Draft(kind=Kind.CLAIMS_LOCATED, body={"locations": digest, "gazetteers": [], "claims": len(places)})

    def linking(self, incidents: Mapping[str, Sequence[str]], retired: Mapping[str, str] | None = None) -> Draft:
        made = tuple(Incident(id=id_, claims=tuple(sorted(claims))) for id_, claims in incidents.items())
        linking = Linking(incidents=made, retired=retired or {}, linker="linker 1")
        body = {"linking": self.put(linking), "linker": "linker 1", "incidents": len(made)}
        return Draft(kind=Kind.INCIDENTS_LINKED, body=body)

    def position(self, incident: str, **more: Any) -> int:
        body = {"incident": incident, "party": "coalition", "step": "denies_act", "date": "2017-03-30", **more}
        (entry,) = self.write(Draft(kind=Kind.POSITION_RECORDED, body=body))
        return entry.seq

    def release(self) -> None:
        checkpoint = self.ledger.checkpoint()
        manifest = hashlib.sha256(checkpoint.encode()).hexdigest()
        body = {"profile": "airwars 1", "manifest": manifest, "checkpoint": checkpoint, "out": "site"}
        self.write(Draft(kind=Kind.RELEASE_MADE, body=body))

    def put(self, value: object) -> str:
        return self.ledger.objects.put(canonical(to_json(value)))


def make_claim(doc: str, start: int = 15, end: int = 33, **more: Any) -> Claim:
    """A claim in TEXT: "at least 29 people", unless told otherwise."""
    given = {"harm": Harm.KILLED, "low": 29, "high": None, "count_text": "at least 29", "place": "Tal Afar"}
    given |= {"date_start": date(2017, 3, 21), "date_end": date(2017, 3, 21), "speakers": ("Officials",)}
    return Claim(doc=doc, start=start, end=end, **{**given, **more})


def dump_views(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every view, in the order of its primary key."""
    with ledger.read() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key.columns))
            ]
            for table in tables.views.sorted_tables
        }


def at_noon() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book just begun, which others are copied from."""
    folder = tmp_path_factory.mktemp("new") / "book"
    Ledger.create(folder, "West Mosul", key=SEED, clock=at_noon, by="recorder").close()
    return folder


@pytest.fixture
def ledger(tmp_path: Path, new_folder: Path) -> Iterator[Ledger]:
    shutil.copytree(new_folder, tmp_path / "book")
    with Ledger.open(tmp_path / "book", clock=at_noon, by="recorder") as made:
        yield made


@pytest.fixture
def scribe(ledger: Ledger) -> Scribe:
    return Scribe(ledger)


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return make_claim


@pytest.fixture
def read_book(scribe: Scribe, claim: Callable[..., Claim]) -> tuple[Scribe, str, Claim, Claim, Claim]:
    """A document with a claim, a part of it, and another claim."""
    document = scribe.seal()
    whole, part = claim(document), claim(document, 45, 56, low=12, high=12, part_of=0, place="")
    other = claim(document, 87, 92, harm=Harm.INJURED, low=40, scope=Scope.CUMULATIVE, speakers=("Rudaw", "AFP"))
    scribe.read(document, whole, part, other)
    return scribe, document, whole, part, other


@pytest.fixture
def dump() -> Callable[[Ledger], dict[str, list[tuple[Any, ...]]]]:
    return dump_views


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def nobody() -> Callable[..., AbstractContextManager[Path]]:
    """A copy of `source` that may be read but not written by whoever runs the test: root steps down for it."""

    @contextmanager
    def closed(source: Path | None = None) -> Iterator[Path]:
        codecs.lookup("ascii")  # nobody may not be allowed to load Python's own files
        user = os.geteuid()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "folder"
            shutil.copytree(source, folder) if source else folder.mkdir()
            Path(name).chmod(0o755)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o555 if path.is_dir() else 0o444)
            try:
                if user == 0:
                    os.seteuid(65534)
                yield folder
            finally:
                os.seteuid(user)
                for path in (folder, *folder.rglob("*")):
                    path.chmod(0o755)

    return closed


@pytest.fixture
def new_book(tmp_path_factory: pytest.TempPathFactory, new_folder: Path) -> Callable[[], Scribe]:
    """Makes books, for tests that need many; whoever asks for one closes it."""

    def make() -> Scribe:
        folder = tmp_path_factory.mktemp("book") / "book"
        shutil.copytree(new_folder, folder)
        return Scribe(Ledger.open(folder, clock=at_noon, by="recorder"))

    return make
