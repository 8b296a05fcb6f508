"""What a count covers: one event, or the total of a period, a rate, or something older told as context."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.words import Word
from tollbook.model.vocabulary import Scope

OLD: Final = 31
"""Days before publication beyond which a single event is context (CLAIMS.md, "Hard cases", scope)."""


def set_scope(drafts: Sequence[Draft], words: Sequence[Word], published: date | None) -> None:
    """Set the scope of the drafts of a sentence, once their days are known."""
    scope = _said(words)
    for draft in drafts:
        first, last = draft.days
        if scope is not None:
            draft.scope = scope
        elif published and last and (published - last).days > OLD:
            draft.scope = Scope.BACKGROUND
        elif first and last and (last - first).days > OLD:
            draft.scope = Scope.CUMULATIVE


def _said(words: Sequence[Word]) -> Scope | None:
    bare = [word.bare for word in words]
    runs = {" ".join(bare[i : i + n]) for n in (1, 2, 3) for i in range(len(bare))}
    for key, scope in (("rate", Scope.RATE), ("total", Scope.CUMULATIVE)):
        if runs & lexicon.words("grammar", key, "words"):
            return scope
    return None
