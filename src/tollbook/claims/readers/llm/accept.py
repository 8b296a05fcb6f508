"""Take what a model tells of a claim into a claim, if all of it holds against the text.

What the model wrote never enters a claim: its words only point at words of the text, which are taken from there.
Its own are the values of closed lists, and numbers and days, each checked against the words that they stand for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from tollbook.claims.readers.llm.check_dates import check_dates
from tollbook.claims.readers.llm.check_numbers import Counted, check_number
from tollbook.claims.readers.llm.fail import shown
from tollbook.claims.readers.llm.find import Words
from tollbook.claims.readers.llm.told import Told
from tollbook.model.claim import Claim
from tollbook.model.finding import Finding

ADVICE = "The claim was not taken. Read the text there: if it is right, another reader or a person can enter it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text with what is known of it. `name` is how findings call it, `english` whether it is English."""

    doc: str
    name: str
    words: Words
    published: date | None
    english: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A claim that holds, without its whole yet; `part_of` is the whole's number in the answer, as told.

    `unchecked` names what could not be checked: "number", "date".
    """

    claim: Claim
    part_of: int | None
    unchecked: tuple[str, ...] = ()


def accept(told: Any, source: Source, start: int, end: int) -> Taken | Finding:
    """What is `told` of a claim in the piece `start` to `end` of the text, as a claim; or why it is refused."""
    try:
        one = Told.model_validate_json(json.dumps(told))
    except (ValidationError, ValueError, RecursionError) as bad:
        return _refused("llm.refused-field", source, f"{start}-{end}", _why(bad, told))
    anchor = _anchor(one, source, start, end)
    if isinstance(anchor, Finding):
        return anchor
    where = f"{anchor[0]}-{anchor[1]}"
    quote = f"a claim of “{shown(one.quote)}” was told with "
    for field, words in (
        ("place", one.place),
        ("actor", one.actor),
        *(("speaker", said) for said in one.speakers),
    ):
        if (words or field == "speaker") and source.words.written(words) is None:
            message = f"{quote}the {field} “{shown(words)}”, which does not stand in the text"
            return _refused("llm.refused-field", source, where, message)
    counted = _counted(one, source, anchor)
    if isinstance(counted, str):
        return _refused("llm.number", source, where, f"{quote}a number that its words cannot mean: {counted}")
    dated = _dated(one, source)
    if isinstance(dated, str):
        return _refused("llm.date", source, where, f"{quote}days that the text does not say: {dated}")
    unchecked = (*(() if counted.checked else ("number",)), *(() if dated else ("date",)))
    return Taken(claim=_claim(one, source, counted), part_of=one.part_of, unchecked=unchecked)


def _anchor(one: Told, source: Source, start: int, end: int) -> tuple[int, int] | Finding:
    """Where the quote stands; of several places the one that the words before it point at."""
    found = source.words.find_all(one.quote, start, end)
    if not found:
        message = f"a claim quotes “{shown(one.quote)}”, which does not stand in the text"
        return _refused("llm.quote-not-in-text", source, f"{start}-{end}", message)
    if len(found) == 1:
        return found[0]
    pointed = source.words.pointed_at(found, one.before, start)
    if len(pointed) != 1:
        message = (
            f"a claim quotes “{shown(one.quote)}”, which stands in the text {len(found)} times; which is not said"
        )
        return _refused("llm.quote-ambiguous", source, f"{start}-{end}", message)
    return pointed[0]


def _counted(one: Told, source: Source, anchor: tuple[int, int]) -> Counted | str:
    if one.low is not None and one.high is not None and one.low > one.high:
        return f"the lowest ({one.low:,}) is above the highest ({one.high:,})"
    count = None
    if one.count_text.strip():
        inside = source.words.find_all(one.count_text, *anchor)
        if not inside:
            return f"“{shown(one.count_text)}” does not stand in the quote"
        count = inside[0]
    return check_number(source.words.text, anchor, count, (one.low, one.high), one.stance, english=source.english)


def _dated(one: Told, source: Source) -> bool | str:
    if one.date_start is None and one.date_end is None:
        return True
    if one.date_start is None or one.date_end is None:
        return "only one end of them is told"
    words = source.words.written(one.date_text)
    if words is None:
        return f"“{shown(one.date_text)}” does not stand in it"
    return check_dates(words, one.date_start, one.date_end, source.published, english=source.english)


def _claim(one: Told, source: Source, counted: Counted) -> Claim:
    text = source.words.text
    return Claim(
        doc=source.doc,
        start=counted.start,
        end=counted.end,
        harm=one.harm,
        low=one.low,
        high=one.high,
        count_text=text[slice(*counted.count)] if counted.count else "",
        status=one.status,
        age=one.age,
        sex=one.sex,
        scope=one.scope,
        stance=one.stance,
        speakers=tuple(source.words.written(said) or "" for said in one.speakers),
        date_start=one.date_start,
        date_end=one.date_end,
        place=source.words.written(one.place) or "",
        cause=one.cause,
        actor=source.words.written(one.actor) or "",
    )


def _refused(code: str, source: Source, where: str, message: str) -> Finding:
    return Finding(code=code, where=f"{source.name}:{where}", message=message, advice=ADVICE)


def _why(bad: Exception, told: Any) -> str:
    """Which field of a claim is not as it must be."""
    quote = told.get("quote") if isinstance(told, dict) else None
    of = f" of “{shown(quote)}”" if isinstance(quote, str) else ""
    if not isinstance(bad, ValidationError):
        return f"a claim{of} was told in a form that cannot be read"
    first = bad.errors(include_url=False, include_input=False)[0]
    field = ".".join(map(str, first["loc"])) or "claim"
    return f"a claim{of} was told with a field that cannot be taken: {shown(field)}: {shown(first['msg'])}"
