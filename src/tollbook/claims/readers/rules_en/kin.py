"""Kin that a sentence lists after somebody harmed, where the parse loses them: "with his wife Mira, his mother and
two sons"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.add import copy_draft
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.names import find_names
from tollbook.claims.readers.rules_en.reading import Reading, is_taken
from tollbook.model.vocabulary import Harm

_ONE = (
    r"wife|husband|(?:(?:grand|step)?(?:son|daughter|child|mother|father))|brother|sister|uncle|aunt|niece|nephew|cousin"
    r"|(?:mother|father|brother|sister|son|daughter)-in-law|infant|baby"
)
_MANY = (
    r"(?:grand|step)?(?:sons|daughters|children)|brothers|sisters|uncles|aunts|nieces|nephews|cousins"
    r"|(?:grand)?parents"
)
_NUMBERS = r"two|three|four|five|six|seven|eight|nine|ten|\d{1,2}"
_NEXT = re.compile(
    rf"\s*(?:,\s*(?:and\s+)?|and\s+|as well as\s+|along with\s+)(?:also\s+)?"
    rf"(?P<anchor>(?:(?P<own>his|her|their)\s+|an?\s+)?(?P<words>(?:[a-z]+-)*[a-z]+\s+(?:old\s+)?)?"
    rf"(?:(?P<one>{_ONE})|(?P<number>{_NUMBERS})\s+(?:[a-z]+\s+)?(?P<many>{_MANY})))(?![\w-])(?!\s+of\b)"
)
_OWNED = re.compile(rf"(?:\b(?:his|her|their)\b|[’']s\b).*\b(?:{_ONE})\b", re.IGNORECASE)
_NAME = re.compile(
    r"\s*,?\s*(?:(?:[\w-]+[- ])?(?:years?|months?|weeks?|days?)[- ]old,?\s+)?(?:named |called |dr\.?\s+)?"
)
_ENDS = re.compile(
    r"\s*,?\s*(?:$|[.;:)–—]"
    r"|(?:was|were)(?: also| all| both| reportedly| allegedly)* (?:killed|martyred|murdered|among|found dead)"
    r"|(?:also |all |both )?(?:died|perished|lost their)\b"
    r"|(?:in|on|at|by|when|during|under|inside|near|after|from|which|whose)\b)",
    re.IGNORECASE,
)


def read_kin(reading: Reading) -> None:
    """Goes on with a list of kin after each person killed, to its end; a list of whom something else is said ("and
    his wife was injured") adds nobody."""
    text, base = reading.sentence.text, reading.sentence.start
    for draft in sorted(reading.drafts, key=lambda one: one.start):
        if draft.harm is not Harm.KILLED or draft.low == 0:
            continue
        start = _after(text, max(draft.end - base, draft.mention.tail))
        owned = _OWNED.search(text[draft.start - base : draft.end - base]) is not None
        for mention in _kin(text, start, owned):
            if not is_taken(reading, mention.start, mention.end):
                _add(reading, draft, mention)


def _kin(text: str, start: int, owned: bool) -> list[Mention]:
    """The kin listed from an offset on, if the list comes to an end there or is told to have died."""
    found = list(_listed(text, start, owned))
    if not found or not _ENDS.match(text, max(found[-1].end, found[-1].tail)):
        return []
    return found


def _listed(text: str, start: int, owned: bool) -> Iterator[Mention]:
    """The kin one by one; a bare "son" goes on only where it is said before whose."""
    at = start
    while match := _NEXT.match(text, at):
        if not (match["own"] or match["number"] or owned):
            return
        owned = True
        at = _after(text, match.end())
        number = 1 if match["one"] else _number(match["number"])
        yield Mention(
            match.start("anchor"),
            match.end("anchor"),
            0,
            match["one"] or match["many"],
            text[match.start("anchor") : at],
            number,
            number,
            match["number"] or "",
            bool(match["number"]),
            tail=at if at > match.end() else 0,
        )


def _after(text: str, end: int) -> int:
    """Past a name and age that go with the words before an offset."""
    follows = _NAME.match(text, end)
    at = follows.end() if follows else end
    return next((name.tail for name in find_names(text) if name.start == at), end)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(lexicon.table("numbers")["unit"].get(word, 10))


def _add(reading: Reading, like: Draft, mention: Mention) -> None:
    head = next((word.i for word in reading.words if word.end >= mention.end), 0)
    copy_draft(reading, like, replace(mention, head=head), None)
