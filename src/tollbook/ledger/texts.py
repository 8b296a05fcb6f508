"""The texts of a book's documents, fetched when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from tollbook.ledger.open import Ledger
from tollbook.model.document import Document


class Texts(Mapping[str, str]):
    """Texts by document id, of those `documents` that have one. Holds only the last few in memory."""

    def __init__(self, ledger: Ledger, documents: Mapping[str, Document]) -> None:
        self._digests = {id_: document.text for id_, document in documents.items() if document.text is not None}
        self._get = lru_cache(maxsize=256)(lambda digest: ledger.objects.get(digest).decode())

    def __getitem__(self, document: str) -> str:
        """The text of `document`. Raises Refusal where its object is missing or was changed."""
        return self._get(self._digests[document])

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)
