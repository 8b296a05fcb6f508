"""Fetch the reports of a book one by one: their texts are read when they are asked for, and let go of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tollbook.incidents.reports.report import Report, report
from tollbook.ledger import query
from tollbook.ledger.open import Ledger


class Reports(Mapping[str, Report]):
    """Reports by document, of all documents of a book that have claims, or of `documents`. None is held."""

    def __init__(self, ledger: Ledger, documents: Iterable[str] | None = None) -> None:
        self._ledger = ledger
        self._known = query.addressed(ledger, documents)

    def __getitem__(self, document: str) -> Report:
        """The report of `document`. Raises Refusal where its text is missing or was changed."""
        known = self._known[document]
        text = self._ledger.objects.get(known.text).decode() if known.text else ""
        return report(text, url=known.url, known=known.published)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
