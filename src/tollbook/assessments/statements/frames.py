"""Who says what in a sentence: a party, its verb, and the words that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tollbook.assessments.statements.parties import Mention
from tollbook.assessments.statements.patterns import pattern

ACTS_OF_SPEECH = ("deny", "confirm", "say", "inquire", "blame", "silent", "accepts")
"""Groups of the vocabulary whose words are what a party does when it speaks."""
MOST_BETWEEN = 16
"""Words between a party's name and its verb: "the army's spokesman, Colonel A. B., later on Sunday also"."""
_ACCORDING = re.compile(
    r"\baccording to\s+(?:(?:an?|the)\s+)?(?:\w+\s+(?:for|of|from)\s+(?:the\s+)?)?", re.IGNORECASE
)
_AND = re.compile(r"\b(?:and|but)\s+(?:(?:later|also|then|has|had|\w+ly)\s+)*$", re.IGNORECASE)
"""Before a second verb of the same subject: "acknowledged the raid but said"."""
_NEGATED = re.compile(r"\b(?:not|never|yet to|neither)\s+(?:\w+\s+)?$", re.IGNORECASE)
_CLAUSE = re.compile(r",\s(?:which|who|whose)\b[^,]{1,80},$")


_CLOSES = re.compile(r"(?:\s+(?:on|in|to)\s+[^,;“\"]{1,40})?[\s.,\"”]*")
"""What may follow "…, the army said" without being what it says: "in a statement", "on Sunday"."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A party speaking: `kind` is the group of its verb, `verb` the words of it, `said` what it says.

    `own` says that it is its own inquiry or its own paper that speaks, so that "the strike" is the party's.
    """

    party: str
    kind: str
    verb: str
    said: str
    own: bool = False


def frames(text: str, named: Sequence[Mention], before: str = "", own: str = "") -> Iterator[Frame]:
    """Every frame of a sentence. `before` is the party that spoke last, `own` the one whose paper this is."""
    spoken = False
    for one in _ACCORDING.finditer(text):
        if speaker := next((mention.name for mention in named if mention.start == one.end()), ""):
            spoken = True
            yield Frame(speaker, "say", one[0].strip(), text)
    for kind in ACTS_OF_SPEECH:
        for verb in pattern(kind).finditer(text):
            frame = _frame(text, kind, verb, named, before or own)
            if frame:
                spoken = True
                yield frame
    if own and not spoken:
        yield Frame(own, "say", "", text, own=True)


def _frame(text: str, kind: str, verb: re.Match[str], named: Sequence[Mention], before: str) -> Frame | None:
    ahead, behind = text[: verb.start()], text[verb.end() :]
    if kind != "silent" and _NEGATED.search(ahead):
        return None
    if kind == "say" and (speaker := _after(behind, verb.end(), named)):
        return Frame(speaker, kind, verb[0], ahead)
    if kind in ("deny", "confirm") and (by := _by(text, verb, named)):
        return Frame(by, kind, verb[0], ahead)
    speaker, begin = _subject(ahead, named)
    if not speaker and _AND.search(ahead):
        speaker, begin = opening(text, named), 0
    own = False
    if not speaker and before and (follower := _follower().search(ahead)):
        speaker, begin = before, follower.start()
        own = bool(pattern("inquiry").search(follower[0]))
    if not speaker:
        return None
    inverted = kind == "say" and _CLOSES.fullmatch(behind) and re.search(r"\w", ahead[:begin])
    return Frame(speaker, kind, verb[0], ahead[:begin] if inverted else behind, own=own)


def opening(text: str, named: Sequence[Mention]) -> str:
    """The party that a sentence begins with, itself or by whoever speaks for it; empty where it does not."""
    return next((one.name for one in named[:1] if not text[: _with_mouthpiece(text, one.start)].strip()), "")


def _subject(ahead: str, named: Sequence[Mention]) -> tuple[str, int]:
    """The party whose name ends right before a verb, but for whoever speaks for it, and where that name begins."""
    for mention in reversed(named):
        if mention.end <= len(ahead):
            gap = ahead[mention.end :]
            if _is_between(gap) or _CLAUSE.fullmatch(gap.strip()):
                return mention.name, _with_mouthpiece(ahead, mention.start)
            return "", 0
    return "", 0


def _with_mouthpiece(text: str, start: int) -> int:
    """Where a name begins together with "a spokesman for the" before it."""
    found = _leading().search(text[:start])
    return found.start() if found else start


def _after(behind: str, offset: int, named: Sequence[Mention]) -> str:
    """The party that a verb of saying is followed by at once: "…, said the army", "said a coalition spokesman"."""
    lead = re.match(r"\s+(?:(?:a|an|the)\s+)?(?:\w+\s+(?:for|of|from)\s+(?:the\s+)?)?", behind)
    if not lead:
        return ""
    at = next((one for one in named if one.start == offset + lead.end()), None)
    rest = behind[at.end - offset :] if at else ""
    return at.name if at and re.match(r"(?:\s+(?:spokes\w+|official|statement))?[^,;]{0,40}[.,;]?$", rest) else ""


def _by(text: str, verb: re.Match[str], named: Sequence[Mention]) -> str:
    """The party of a passive: "was denied by the army", where the verb is its participle."""
    lead = re.match(r"\s+by\s+(?:(?:a|an|the)\s+)?(?:\w+\s+(?:for|of)\s+(?:the\s+)?)?", text[verb.end() :])
    passive = re.search(r"\b(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?$", text[: verb.start()])
    if not lead or not passive:
        return ""
    return next((one.name for one in named if one.start == verb.end() + lead.end()), "")


def _is_between(gap: str) -> bool:
    """Whether a verb may follow a name over this gap: names, days, whoever speaks for the party, small words."""
    words = gap.split()
    return len(words) <= MOST_BETWEEN and all(
        _passes(re.sub(r"^[’']s?|[,:]+$|[’']s$", "", word)) for word in words
    )


@cache
def _passes(word: str) -> bool:
    small = any(pattern(group).fullmatch(word) for group in ("between", "mouthpieces"))
    return not word or small or word[0].isupper() or word[0].isdigit()


@cache
def _leading() -> re.Pattern[str]:
    words = pattern("mouthpieces", whole=False).pattern
    return re.compile(rf"(?:(?i:a|an|the)\s+)?(?:(?i:{words})\s+(?:for|of)\s+)?(?:(?i:the)\s+)?$")


@cache
def _follower() -> re.Pattern[str]:
    """A pronoun or "the statement" that speaks for whoever spoke last, right before the verb."""
    words = pattern("followers", whole=False).pattern
    between = pattern("between", whole=False).pattern
    return re.compile(rf"(?:^|[.,;:]\s*|\band\s+)(?:{words})(?:\s+(?:{between}))*\s+$", re.IGNORECASE)
