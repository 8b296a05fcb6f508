"""A claim in the making, with the words of its sentence that it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.claims.readers import draft


@dataclass(slots=True, eq=False, kw_only=True)
class Draft(draft.Draft):
    """`first` to `last` are the words of its anchor, `trigger` the word that tells the harm; all of its sentence.

    `heading`: it stands in a line that heads a text or a part of it.
    """

    first: int
    last: int
    trigger: int
    heading: bool = False
