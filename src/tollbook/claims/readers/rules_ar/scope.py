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
"""Days before publication beyond which a single event is context, as a rule of thumb for "about a month"."""


def set_scope(drafts: Sequence[Draft], words: Sequence[Word]) -> None:
    """Set the scope of the drafts of a sentence by its own words."""
    bare = [word.bare for word in words]
    runs = {" ".join(bare[i : i + n]) for n in (1, 2, 3) for i in range(len(bare))}
    for key, scope in (("total", Scope.CUMULATIVE), ("rate", Scope.RATE)):
        if runs & lexicon.words("grammar", key, "words"):
            for draft in drafts:
                draft.scope = scope


def set_background(drafts: Sequence[Draft], published: date | None) -> None:
    """Tell what is old by its days, once these are known; a part is of the scope of its whole."""
    for draft in drafts:
        first, last = draft.days
        if draft.scope is Scope.INCIDENT and published and last and (published - last).days > OLD:
            draft.scope = Scope.BACKGROUND
        elif draft.scope is Scope.INCIDENT and first and last and (last - first).days > OLD:
            draft.scope = Scope.CUMULATIVE
    for draft in drafts:
        if draft.whole is not None:
            draft.scope = draft.whole.scope
