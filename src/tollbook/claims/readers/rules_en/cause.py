"""Cause: by what means, by the words nearest to the harm."""

from __future__ import annotations

import functools
import re

from tollbook.claims.readers.rules_en import lexicon
from tollbook.model.vocabulary import Cause


@functools.cache
def _pattern() -> re.Pattern[str]:
    source = lexicon.table("causes")
    parts = []
    listed = [(phrase, cause) for cause, phrases in source["cause"].items() for phrase in phrases]
    listed += [(phrase, "strike") for phrase in source["strike"]["words"]]
    by_phrase: dict[str, str] = {}
    for phrase, cause in listed:
        by_phrase.setdefault(phrase, cause)
    groups: dict[str, list[str]] = {}
    for phrase, cause in by_phrase.items():
        groups.setdefault(cause, []).append(phrase)
    ordered = sorted(
        ((phrase, cause) for cause, phrases in groups.items() for phrase in phrases),
        key=lambda item: (-len(item[0]), item[0]),
    )
    for n, (phrase, cause) in enumerate(ordered):
        body = r"[\s-]+".join(re.escape(word) for word in phrase.rstrip("*").split())
        parts.append(rf"(?P<{cause}_{n}>{body}" + (r"[a-z-]*" if phrase.endswith("*") else "") + ")")
    return re.compile(r"(?<![a-z])(?:" + "|".join(parts) + r")(?![a-z])", re.IGNORECASE)


@functools.cache
def _air(group: str = "air") -> re.Pattern[str]:
    phrases = lexicon.table("causes")["strike"][group]
    body = "|".join(re.escape(p.rstrip("*")) + ("[a-z]*" if p.endswith("*") else "") for p in phrases)
    return re.compile(rf"(?<![a-z.])(?:{body})(?![a-z])", re.IGNORECASE)


def find_causes(text: str) -> tuple[tuple[int, int, Cause], ...]:
    """(start, end, cause) of every means named in `text`, in order.

    "Strike" and "bombing" stand for an air strike where the text around names an air force, else a plain
    "strike" is one too and a plain "bombing" a bomb.
    """
    found = []
    for match in _pattern().finditer(text):
        name = str(match.lastgroup).rpartition("_")[0]
        if name == "strike":
            window = text[max(0, match.start() - 60) : match.end() + 60]
            word = match[0].lower()
            if word.startswith("bomb") and not word.startswith("bombard"):
                cause = Cause.AIRSTRIKE if _air("dropper").search(window) else Cause.BOMB
            elif word in ("struck", "striking") and not _air().search(window):
                continue
            else:
                cause = Cause.AIRSTRIKE
        else:
            cause = Cause(name)
        found.append((match.start(), match.end(), cause))
    return tuple(found)


def nearest(causes: tuple[tuple[int, int, Cause], ...], spans: list[tuple[int, int]]) -> Cause | None:
    """The first cause inside the first of `spans` that holds one."""
    for start, end in spans:
        inside = [cause for s, e, cause in causes if s >= start and e <= end]
        if inside:
            return inside[0]
    return None
