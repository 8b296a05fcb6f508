"""Reader `rules`: every paragraph by the rules of its own language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tollbook.claims.answer import Item
from tollbook.claims.language import passages
from tollbook.claims.readers.rules_ar.read import RulesAr
from tollbook.claims.readers.rules_en.read import RulesEn
from tollbook.model.claim import Claim

_WRITTEN = re.compile(r"[^\n]")


class Rules:
    """English and Arabic by rules, told apart by their script. The same text gives the same claims."""

    version = f"{RulesEn.version}, {RulesAr.version}"
    language = f"{RulesEn.language} {RulesAr.language}"

    def __init__(self) -> None:
        arabic = RulesAr()
        self._readers: dict[str, Callable[[Sequence[Item]], list[tuple[Claim, ...]]]] = {
            RulesEn.language: RulesEn().read_together,
            RulesAr.language: lambda items: [
                arabic.read(item.text, doc=item.doc, published=item.published) for item in items
            ],
        }

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        """The claims of a text, sorted by (start, end, harm). Never raises on any text."""
        return self.read_together([Item(doc, text, published)])[0]

    def read_together(self, items: Sequence[Item]) -> list[tuple[Claim, ...]]:
        """The claims of each text, as `read` gives them. Sentences are parsed together, which is faster."""
        found: list[list[tuple[Claim, ...]]] = [[] for _ in items]
        passed = [passages(item.text) for item in items]
        for language, read in self._readers.items():
            spoken = [n for n, runs in enumerate(passed) if any(own == language for _, _, own in runs)]
            own = [replace(items[n], text=_only(items[n].text, passed[n], language)) for n in spoken]
            for n, claims in zip(spoken, read(own), strict=True):
                found[n].append(claims)
        return [merge(readings) for readings in found]


def _only(text: str, found: Sequence[tuple[int, int, str]], language: str) -> str:
    """The text with the passages of other languages blank, so that every offset stays."""
    return "".join(
        text[start:end] if own == language else _WRITTEN.sub(" ", text[start:end]) for start, end, own in found
    )


def merge(readings: Sequence[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    """The claims of several readings of one text in their order, each part still pointing at its whole."""
    if len(readings) < 2:
        return readings[0] if readings else ()
    numbered = [(claim, r, n) for r, claims in enumerate(readings) for n, claim in enumerate(claims)]
    numbered.sort(key=lambda one: (one[0].start, one[0].end, str(one[0].harm), one[1], one[2]))
    place = {(r, n): at for at, (_, r, n) in enumerate(numbered)}
    return tuple(
        claim if claim.part_of is None else replace(claim, part_of=place[r, claim.part_of])
        for claim, r, _ in numbered
    )
