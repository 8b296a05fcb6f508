"""People told by their age alone, and groups told by their size: "a 16-year-old", "a crew of five"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.count import Count, find_counts
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.parse import Word

DEFINITE = frozenset({"the", "this", "that", "these", "those", "all"})
INDEFINITE = frozenset({"a", "an", "one", "another"})


def aged(words: Sequence[Word], text: str, first: int, head: int) -> Mention | None:
    """ "A 16-year-old": a person told by age alone."""
    start, end = words[first].start, words[head].end
    det = words[first].lower
    if det not in INDEFINITE | DEFINITE:
        return None
    count_text = text[words[first].start : words[first].end] if det in INDEFINITE else ""
    return Mention(
        start, end, head, "", text[start:end], 1, 1, count_text, bool(count_text), definite=not count_text
    )


def group(
    words: Sequence[Word], text: str, counts: Sequence[Count], first: int, head: int, phrase: str
) -> Mention | None:
    """ "A crew of five", "a three-man patrol": a group whose size is told; "the crew" where it is not."""
    start, end, noun = words[first].start, words[head].end, words[head].lower
    count = family_count(words, counts, head)
    if count is not None and _of_people(words, text, count):
        return Mention(
            start, count.end, head, noun, phrase, count.low, count.high, text[count.start : count.end], True
        )
    size = re.search(
        r"(\S+)[- ](?:" + "|".join(lexicon.table("grammar")["group"]["size"]) + r")$",
        text[start:end][: -len(noun)].strip(),
        re.IGNORECASE,
    )
    told = find_counts(size[1]) if size else ()
    if size and told:
        return Mention(start, end, head, noun, phrase, told[0].low, told[0].high, size[1], True)
    if noun in ("crew", "staff"):
        return Mention(start, end, head, noun, phrase, 2, None, "", False, definite=words[first].lower in DEFINITE)
    return None


def _of_people(words: Sequence[Word], text: str, count: Count) -> bool:
    """Whether a number counts people by itself: nothing, or a person, follows it."""
    after = next((w for w in words if w.start >= count.end), None)
    return after is None or not after.tag.startswith(("NN", "JJ")) or after.lower in who.people()


def family_count(words: Sequence[Word], counts: Sequence[Count], head: int) -> Count | None:
    """ "a family of five": the count after "of"."""
    for p in kids(words, head, "prep"):
        if words[p].lower == "of":
            start = words[p].end
            return next((c for c in counts if 0 <= c.start - start <= 2), None)
    return None
