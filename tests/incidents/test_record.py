"""A book's own linking: what texts and addresses show counts there as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from tollbook.flow import Book
from tollbook.ledger import linked, query
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Harm


class Counting:
    """A reader that finds the first number of a text and nothing else: no day, no place."""

    language = "mul"
    version = "counting 1"

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        digits = next(word for word in text.split() if word.isdigit())
        start = text.index(digits)
        number = int(digits)
        end = start + len(digits)
        return (
            Claim(doc=doc, start=start, end=end, harm=Harm.KILLED, low=number, high=number, count_text=digits),
        )


def told(village: str, number: int, copy: str) -> str:
    beside = {"oasis": "The hospital has closed its doors.", "valley": "Ambulances came late."}
    return f"The village of {village} was shelled and {number} died, residents of {village} said. {beside[copy]}\n"


def incidents_of(
    folder: Path, clock: Callable[[], datetime], key: bytes, texts: dict[str, tuple[str, str]]
) -> set[frozenset[str]]:
    """The incidents of a book, by the names of their files; each text is given with its address."""
    reports = folder / "reports"
    reports.mkdir()
    rows = ["file,url"]
    for name, (text, url) in texts.items():
        (reports / name).write_text(text, encoding="utf-8")
        rows.append(f"{name},{url}")
    (reports / "sources.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with Book.new(folder / "book", "The valley", by="recorder", key=key, clock=clock) as book:
        assert book.add([reports], reader=Counting()).findings == ()
        names = {id_: one.origins[0].name for id_, one in query.documents(book.ledger).items()}
        claims = query.claims(book.ledger)
        found = linked.incidents(book.ledger).values()
        return {frozenset(names[claims[id_].doc] for id_ in one.claims) for one in found}


def test_reports_whose_claims_say_neither_day_nor_place_meet_by_address_and_names(
    tmp_path: Path, clock: Callable[[], datetime], key: bytes
) -> None:
    villages = ("Tarmin", "Qelsawa", "Burjeel", "Hazmoun", "Sardaniya", "Maroufa")
    texts = {
        f"{village}-{copy}.txt": (told(village, 5 + at, copy), f"https://{copy}.example/2031/03/{2 * at + 1:02}/x")
        for at, village in enumerate(villages)
        for copy in ("oasis", "valley")
    }
    found = incidents_of(tmp_path, clock, key, texts)
    for village in villages:
        assert any({f"{village}-oasis.txt", f"{village}-valley.txt"} <= one for one in found)
    assert len(found) > 1
