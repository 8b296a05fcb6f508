"""A claim in the making, with the words of its sentence that it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.claims.readers import draft


@dataclass(slots=True, eq=False, kw_only=True)
class Draft(draft.Draft):
    """`first` to `last` are the words of its anchor, `trigger` the word that tells the harm; all of its sentence.

    `noun` is what is counted, `definite` whether it is "the" noun without a count, as of somebody known.
    """

    first: int
    last: int
    trigger: int
    noun: str = ""
    definite: bool = False
