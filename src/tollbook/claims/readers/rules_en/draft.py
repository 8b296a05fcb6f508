"""A claim in the making, with what the rules of `rules-en` need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tollbook.claims.readers import draft
from tollbook.claims.readers.rules_en.discourse import EventSoFar
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.model.vocabulary import Harm

if TYPE_CHECKING:
    from tollbook.claims.readers.rules_en.facts import Facts


@dataclass(slots=True, eq=False, kw_only=True)
class Draft(draft.Draft):
    """`trigger` and `verb` are words of its sentence, `said` the verbs that say it, `nearest` the nearest of them,
    `event` what the text says of its event, `facts` what its own sentence says.
    """

    mention: Mention
    trigger: int
    verb: int
    said: set[str] = field(default_factory=set)
    nearest: str = ""
    toll: bool = False
    event: EventSoFar = field(default_factory=EventSoFar)
    facts: Facts | None = None


def draft_of(mention: Mention, base: int, harm: Harm, *, trigger: int, verb: int) -> Draft:
    """What a mention counts, as a claim in the making; its sentence begins at offset `base` of the text."""
    return Draft(
        base + mention.start,
        base + mention.end,
        harm,
        mention.low,
        mention.high,
        mention.count_text,
        mention=mention,
        trigger=trigger,
        verb=verb,
    )
