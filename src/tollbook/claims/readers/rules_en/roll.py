"""Rolls of names: people listed by name as killed or injured, each a claim of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.glance import folded, glance
from tollbook.claims.readers.rules_en.names import Name, find_names
from tollbook.model.vocabulary import Harm

_HARM = (
    r"(?:killed|died|martyred|injured|wounded|dead|murdered|assassinated|executed"
    r"|lost (?:his|her|their) (?:life|lives))"
)
_WITH = re.compile(
    rf"\b(?P<harm>{_HARM})\b[^.;:]{{0,60}}?\b(?:along with|alongside|together with|as well as|with)\s",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:names? of (?:the|those)\s+(?:\w+\s+){0,4}?(?P<a>victims|dead|deceased|martyrs|killed"
    r"|injured|wounded)\b[^:.;]{0,40}?(?::|\b(?:are|were|as)\b)"
    r"|names? (?:that were |were )?identified (?:are|were|as)"
    r"|(?P<b>victims|dead|deceased|martyrs|killed|injured|wounded|civilians|members|people|children"
    r"|women|men)[^.;]{0,80}?\b(?:were|was|are|have been|been)?\s*"
    r"(?:all |both |later |also )?(?:identified|named|listed) (?:by [^.;:]{2,60}? )?(?:as|:)"
    r"|(?:listing|naming|identifying) (?:them|the (?P<g>victims|dead|deceased|martyrs|killed|injured|wounded)) as"
    r"|they (?:were|are|have been) (?:all |both |later |also )?(?:identified|named|listed)"
    r" (?:by [^.;:]{2,60}? )?as"
    r"|(?P<h>victims|dead|deceased|martyrs|killed) [–—-] "
    r"|among (?:them|those|the)(?!\s+(?!killed)\w+(?:ing|ed)\b)\s*"
    r"(?P<c>killed|dead|victims|injured|wounded|deceased)?(?: (?:was|were|is|are))?"
    r"|(?P<d>victims|dead|deceased|martyrs) (?:were|are|include|included|including)"
    r"|(?P<e>killed|killing|dead|died|martyred|injured|injuring|wounded|wounding)[^.;:]{0,90}?(?:including|namely|:))",
    re.IGNORECASE,
)
_WERE = re.compile(
    rf"\b(?:was|were)\s+(?:also\s+|all\s+|both\s+|reportedly\s+|allegedly\s+|among (?:the|those)\s+)*"
    rf"(?P<harm>{_HARM})\b"
    r"|\b(?:was|were)\s+(?:also\s+|all\s+|both\s+)*(?:named|identified|listed) (?:as|among)(?: the)?"
    r" (?:victims|dead|killed)\b"
    r"|\b(?:also\s+|all\s+|both\s+|reportedly\s+)*(?:died|perished|lost their lives)\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\b(?:when|while|after|in an? (?:\w+\s){0,3}(?:air ?strike|strike|bombing|bombardment|raid"
    r"|attack|shelling)|by an? |according to|said|wrote|reported|posted|shared|who survived"
    r"|survived)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[;.]\s|\b(?:in|told|said|says|near|at|from|where|which|that|says|according|officials?|posted|reported|when|video|image|images|photo|photos|post)\b",
    re.IGNORECASE,
)
GAP = 90
"""Characters between two names of one list, at most ("a teacher of mathematics, and his sister")."""
_TOLD = re.compile(
    r"\b(?:killed|killing|died|dead|deaths?|deceased|victims?|martyr\w*|fatalit\w+|murdered"
    r"|lost (?:his|her|their|the)|identified|named|names|listed|listing)\b",
    re.IGNORECASE,
)
_HURT = re.compile(r"\b(?:injur|wound)\w+", re.IGNORECASE)
_TELLS, _HURTS = glance([_TOLD.pattern]), glance([_HURT.pattern])
_SPEAKS = re.compile(r"\b(?:by|survived|survivors?|surviving|told|spoke (?:to|with))[^.;:]{0,30}$", re.IGNORECASE)
_DOTTED = re.compile(r"\b(Dr|Mr|Mrs|Ms|Eng|Prof)\.", re.IGNORECASE)
_OLD = re.compile(r"(?:[\w-]+[- ])?(?:years?|months?|weeks?|days?)[- ]old,?\s+$|$", re.IGNORECASE)
_ALIAS = re.compile(r"\b(?:known|referred to|nicknamed|called)(?: only| simply)? as\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:people|persons?|civilians?|members?|individuals?|citizens|residents|relatives|victims?|others?|brothers|sisters"
    r"|siblings|men|women|children|boys|girls|man|woman|child|boy|girl|students?|paramedics?|journalists?|farmers?)\b"
    r"[^.;:,–—()]{0,50}?\s*[,:–—(-]+\s*(?:including\s+)?"
    r"(?:(?:an?|the|his|her)\s+)?(?:[\w-]+[- ](?:years?|months?)[- ]old,?\s+)?(?:[a-z-]+\s+){0,2}$",
)
_NOTHING = ("",)
_BEFORE = re.compile(r"([\w'’]+)[\s,(]*$")


_WITHS, _CUES, _WERES = (glance([pattern.pattern]) for pattern in (_WITH, _CUE, _WERE))


def find_roll(text: str) -> Iterator[tuple[Name, Harm]]:
    """The persons that a sentence lists as harmed, in order, with the harm.

    A list ends where the words between two names do more than join and describe them.
    """
    shut = 0
    for start, end, harm in sorted(_regions(text), key=lambda region: region[0]):
        at = max(start, shut)
        listed = text[:start].rstrip().endswith(":")
        for name in find_names(text):
            if name.start < at or name.end > end:
                continue
            between = _DOTTED.sub(r"\1 ", text[at : name.start])
            if listed:
                between = between.replace(";", ",")
            if len(between) > GAP or _ENDS.search(between):
                break
            at = name.tail
            if _is_listed(text, name):
                shut = name.tail
                yield name, harm


def _regions(text: str) -> Iterator[tuple[int, int, Harm]]:
    lower = folded(text)
    for match in _WITH.finditer(text) if _WITHS.search(lower) else ():
        yield match.end(), _stop(text, match.end()), _harm(match["harm"])
    for match in _CUE.finditer(text) if _CUES.search(lower) else ():
        word = next((match[group] for group in "abcdegh" if match[group]), "")
        yield match.end(), _stop(text, match.end()), _harm(word)
    for match in _WERE.finditer(text) if _WERES.search(lower) else ():
        start = _list_before(text, match.start())
        if start is not None:
            yield start, match.start(), _harm(match["harm"] or "")
    yield from _aged_lists(text, lower)


def _aged_lists(text: str, lower: str) -> Iterator[tuple[int, int, Harm]]:
    """Lists in which two persons or more carry their age: rolls by their form, if the sentence tells of harm.

    `lower` is the folded form of `text`.
    """
    told = _TELLS.search(lower) or _HURTS.search(lower)
    if told is None:
        return
    harm = Harm.KILLED if _TELLS.search(lower) else Harm.INJURED
    listing: list[Name] = []
    for name in (*find_names(text), None):
        if name is not None and listing and _joins(text[listing[-1].tail : name.start]):
            listing.append(name)
            continue
        aged = sum(_is_aged(text, one) for one in listing)
        if aged and (aged > 1 or _follows_count(text, listing)) and not _SPEAKS.search(text[: listing[0].start]):
            yield listing[0].start, listing[-1].tail, harm
        listing = [name] if name is not None else []


def _follows_count(text: str, listing: Sequence[Name]) -> bool:
    """Whether a list says at once who the people counted just before it are ("two civilians, X and his son Y")."""
    return _COUNTED.search(text[: listing[0].start]) is not None


def _is_aged(text: str, name: Name) -> bool:
    """Whether an age in years or months stands beside a name."""
    near = text[max(0, name.start - 12) : name.start].rstrip().lower()
    old = _OLD.search(text[: name.start]) if near.endswith(("old", "old,")) else None
    return who.age_in((old or _NOTHING)[0] + text[name.end : name.tail]) is not None


def _harm(word: str) -> Harm:
    return Harm.INJURED if word.lower().startswith(("injur", "wound")) else Harm.KILLED


def _stop(text: str, start: int) -> int:
    match = _STOP.search(text, start)
    return match.start() if match else len(text)


def _list_before(text: str, end: int) -> int | None:
    """Where a list of names that ends at `end` begins: back over names, ages, kin and joining words only."""
    names = [
        name
        for name in find_names(text[:end])
        if len(name.parts) > 1 or name.tail > name.end or kin_before(text, name.start)[0]
    ]
    start = None
    limit = end
    for name in reversed(names):
        if not _joins(text[name.tail : limit]):
            break
        start = limit = name.start
        prefix = re.search(r"(?:[\w-]+\s){0,5}$", text[:start])
        if prefix and prefix[0] and all(_is_filler(word) for word in prefix[0].split()):
            limit = prefix.start()
    return start


def _joins(between: str) -> bool:
    words = re.findall(r"[\w'’-]+", between)
    return len(words) <= 8 and all(_is_filler(word) for word in words)


def _is_filler(word: str) -> bool:
    lower = word.lower()
    if lower.endswith(("'s", "-old")) or re.fullmatch(r"\d{1,3}(?:-\w+)*", lower):
        return True
    return lower in lexicon.nouns("kin") or lower in lexicon.words("grammar", "filler")


def _is_listed(text: str, name: Name) -> bool:
    """Whether a name in a roll is a person listed, not somebody's place, family or the one who speaks."""
    before = _BEFORE.search(text[: name.start])
    word = before[1].lower() if before else ""
    kin = word in lexicon.nouns("kin")
    if word in lexicon.words("names", "not_person", "before") or _ALIAS.search(text[: name.start]):
        return False
    aged = name.tail > name.end or word.endswith("old")
    if len(name.parts) == 1 and not (aged or kin or _in_list(text, name)):
        return False
    after = text[name.tail :]
    return not re.match(
        r"\s*(?:said|wrote|reported|posted|shared|told|added|mourned|announced|stated|’s|'s)", after
    )


def _in_list(text: str, name: Name) -> bool:
    """Whether commas or "and" stand on both sides of a single word ("Aseel, Shahed and Basil")."""
    left = re.search(r"(?:,|\band|:)\s*$", text[: name.start])
    right = re.match(r"\s*(?:,|and\b|\.|\)|$)", text[name.tail :])
    return bool(left and right)


_LED = re.compile(
    r"\b([a-z-]+)(?:\s+of (?:the|his|her|their) \w+)?\s*,?\s+(?:(?:[\w-]+[- ])?(?:years?|months?"
    r"|weeks?|days?)[- ]old,?\s+)?(?:named\s+|called\s+|dr\.?\s+)?$",
    re.IGNORECASE,
)


def kin_before(text: str, start: int) -> tuple[str, int]:
    """The noun that a name goes with ("his son X", "a neighbour, 37-year-old X") and where it begins."""
    match = _LED.search(text[:start])
    if match and match[1].lower() in who.people():
        return match[1].lower(), match.start()
    return "", start


def is_plural(noun: str) -> bool:
    """Whether a kin noun stands for several people."""
    return noun.endswith("s") or noun in ("children", "wives", "families")
