"""Tolls: "the death toll rose from 59 to 73"."""

from __future__ import annotations

import re

from tollbook.claims.readers.rules_en import counted, who
from tollbook.claims.readers.rules_en.add import add_draft
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.reading import Reading, words_of
from tollbook.claims.readers.rules_en.real import Reality

_REACHES = re.compile(
    r"^[^.;!?]{0,170}?\b(?:to|at|of|is|was|were|are|now|reached|reaching|reaches|passed|exceeded|exceeds|topped|topping|hit|hitting|surpassed|surpassing"
    r"|stands|stood|put|from|by|as|climbed|rose|rises|risen|soared|above|total|totals|totaled|totalled|being|toll)\b[\s\w]{0,24}?[\s:(]*$|^\s*[:(-]\s*$|^[^.;!?:()0-9]{0,40}:\s*$",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:passed|exceeded|exceeds|exceeding|topped|topping|surpassed|surpassing)\s*$", re.IGNORECASE
)
_FROM_TO = re.compile(r"^\s*(?:people|dead|deaths)?\s*(?:to|from)\s*$", re.IGNORECASE)


def read_toll(reading: Reading, event: Event) -> None:
    """The numbers that a toll is said to have reached: the counts after it in its clause."""
    words, text = reading.words, reading.sentence.text
    start = words[event.trigger].end
    seen = 0
    for count in reading.counts:
        if count.start < start:
            continue
        between = text[start : count.start]
        if seen >= 2 or not (_FROM_TO if seen else _REACHES).match(between):
            break
        inside = words_of(reading, count)
        noun = counted.noun_right(words, inside[-1]) if inside else None
        if not inside:
            continue
        follows = words[inside[-1] + 1] if inside[-1] + 1 < len(words) else None
        if (
            follows is not None
            and noun is None
            and follows.tag.startswith("NN")
            and follows.lower not in who.people()
        ):
            continue
        end = words[noun].end if noun is not None else count.end
        low, high = count.low, count.high
        if low is not None and low == high and _ABOVE.search(between):
            low, high = low + 1, None
        mention = Mention(
            count.start,
            end,
            inside[-1],
            words[noun].lower if noun is not None else "",
            text[count.start : end],
            low,
            high,
            text[count.start : count.end],
            True,
        )
        made = add_draft(reading, event, mention, Reality.REAL, None)
        if made is not None:
            made.toll = True
        seen += 1
        start = count.end
        if not re.match(r"\s*(?:to|from)\b", text[count.end :]) and not re.search(r"\bfrom\s*$", between):
            break
