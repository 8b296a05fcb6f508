from __future__ import annotations

from collections.abc import Mapping

from tollbook.incidents.link import link_documents
from tollbook.incidents.reports.report import report

VILLAGES = ("Tarmin", "Qelsawa", "Burjeel", "Hazmoun", "Sardaniya", "Maroufa", "Zaytan", "Khelwan")


def linked(texts: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The incident of each document, found without any claim; each text is given with its address."""
    return link_documents({}, {}, {}, {doc: report(text, url=url) for doc, (text, url) in texts.items()})


def told(village: str, day: int) -> tuple[str, str]:
    text = f"Shelling hit the village of {village} in the night, residents of {village} said."
    return text, f"https://valley.example/2031/03/{day:02}/x"


def filler() -> dict[str, tuple[str, str]]:
    return {f"f{at}{copy}": told(village, 2 * at + 1) for at, village in enumerate(VILLAGES) for copy in "ab"}


def test_documents_without_claims_are_linked_by_day_and_village_across_scripts() -> None:
    arabic = "قصف مدفعي على قرية جرنوسا ليل أمس وإصابة عدد من سكان قرية جرنوسا"
    texts = filler() | {
        "en": told("Jarnousa", 9),
        "ar": (arabic, "https://oasis.example/2031/03/09/y"),
        "later": told("Jarnousa", 27),
    }
    found = linked(texts)
    assert found["en"] == found["ar"]
    assert found["later"] != found["en"]


def test_the_same_village_on_another_day_is_another_incident() -> None:
    found = linked(filler() | {"a": told("Jarnousa", 2), "b": told("Jarnousa", 20)})
    assert found["a"] != found["b"]


def test_the_order_of_documents_changes_nothing() -> None:
    texts = filler() | {"a": told("Jarnousa", 9)}
    assert linked(texts) == linked(dict(reversed(texts.items())))


def test_every_document_has_an_incident_even_without_words() -> None:
    found = linked({"empty": ("", ""), "a": told("Jarnousa", 9)})
    assert set(found) == {"empty", "a"}
    assert found["empty"] != found["a"]
