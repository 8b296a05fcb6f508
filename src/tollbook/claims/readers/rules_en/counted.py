"""Counted mentions: a count phrase with the noun that it counts."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.count import Count
from tollbook.claims.readers.rules_en.event import BUILDING
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.parse import Word, subtree
from tollbook.model.vocabulary import Harm

_LEFT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "nmod",
        "poss",
        "predet",
        "quantmod",
        "advmod",
        "npadvmod",
        "neg",
        "punct",
        "case",
        "acl",
        "appos",
        "prep",
        "dep",
        "preconj",
    }
)


def noun_phrase(words: Sequence[Word], head: int) -> tuple[int, int]:
    """First and last word of the run of words before and at `head` that belong to it."""
    first = head
    inside = set(subtree(words, head))
    i = head - 1
    while i >= 0 and i in inside and words[i].dep in _LEFT | {"conj", "cc", "pobj", "pcomp"}:
        if words[i].lower in (",", ";", ":", "(", ")", '"', "--", "—", "–") or (
            words[i].dep == "prep" and words[i].lower not in ("of",)
        ):
            break
        first = i
        i -= 1
    while first < head and words[first].lower in ("'s", "-", "of", "and", "or", "reportedly", "also"):
        first += 1
    return first, head


def count_of(words: Sequence[Word], counts: Sequence[Count], head: int) -> tuple[Count, int] | None:
    """The count phrase that counts `head`, with the noun counted: ("dozens", "others") for "dozens of others"."""
    first, _ = noun_phrase(words, head)
    for count in sorted(counts, key=lambda c: -c.start if c.start <= words[head].start else c.start):
        inside = [w.i for w in words if w.start < count.number[1] and w.end > count.number[0]]
        if not inside:
            continue
        if head in inside:
            of = [
                o
                for i in inside
                for p in kids(words, i, "prep")
                if words[p].lower == "of"
                for o in kids(words, p, "pobj")
            ]
            if of and words[of[0]].lower not in ("them", "whom", "these", "those", "which", "us", "it"):
                return count, of[0]
            right = noun_right(words, inside[-1])
            return count, right if right is not None else head
        if first <= inside[0] and inside[-1] < head:
            return count, head
        above = words[inside[-1]].head
        if (
            above == head
            and words[inside[-1]].dep in ("nummod", "quantmod", "amod", "det", "appos", "npadvmod")
            and inside[-1] < head
            and head - inside[-1] < 8
        ):
            return count, head
        if (
            words[head].dep == "pobj"
            and words[words[head].head].lower == "of"
            and words[words[head].head].head in inside
        ):
            return count, head
    return None


def noun_right(words: Sequence[Word], i: int) -> int | None:
    """The person noun that directly follows a number which the parse left alone."""
    for k in range(i + 1, min(i + 5, len(words))):
        if words[k].tag in ("NNS", "NNPS", "NN") and words[k].lower in who.people():
            return k
        if not words[k].tag.startswith(("JJ", "NN", "VBN")):
            return None
    return None


def whole_phrase(words: Sequence[Word], text: str, first: int, head: int) -> str:
    """The whole noun phrase with what "of" adds: "45 members of Asayish Forces"."""
    last = head
    for p in kids(words, head, "prep"):
        if words[p].lower in ("of", "from", "with"):
            last = max([last, *subtree(words, p)])
            break
    return text[words[first].start : words[min(last, head + 12)].end]


def counted_mention(
    words: Sequence[Word], text: str, count: Count, noun: int, head: int, harm: Harm
) -> Mention | None:
    """The mention made by `count` and the noun that it counts, word `noun`; None where that is nobody harmed.

    Where the words between them do more than describe the noun, the number stands alone.
    """
    lower = words[noun].lower
    number_words = [w for w in words if w.start < count.number[1] and w.end > count.number[0]]
    bare = any(w.i == noun for w in number_words)
    if count.share and _describes(words, count):
        return None
    if count.share and lower in lexicon.words("grammar", "empty") | lexicon.words("grammar", "empty", "harmed"):
        return None
    if not bare and not _fits(words, noun, harm):
        return None
    between = words[number_words[-1].i + 1 : noun]
    broken = any(w.lower in ("and", "or", ",", ";", "were", "was") or w.tag in ("VBD", "CC") for w in between)
    if broken:
        return counted_mention(words, text, count, number_words[-1].i, head, harm)
    last = noun
    after = words[noun + 1].lower if noun + 1 < len(words) else ""
    if (
        bare
        and after == "of"
        and noun + 2 < len(words)
        and words[noun + 2].lower in ("them", "whom", "the", "these", "those")
    ):
        last = min(
            noun + (3 if words[noun + 2].lower in ("the", "these", "those") and noun + 3 < len(words) else 2),
            len(words) - 1,
        )
        last = _told_of_them(words, last)
    start = min(count.start, words[noun].start) if words[noun].start < count.start else count.start
    end = max(words[last].end, count.end)
    if end - start > 160:
        start, end = count.start, count.end
    phrase = whole_phrase(words, text, number_words[0].i, noun) if not bare else text[start:end]
    return Mention(
        start,
        end,
        head,
        "" if bare else lower,
        phrase,
        count.low,
        count.high,
        text[count.start : count.end],
        True,
        share=count.share,
    )


def _told_of_them(words: Sequence[Word], last: int) -> int:
    """The noun behind "of them" that says who they are: "many of them children", "one of them a child"."""
    if words[last].lower not in ("them", "whom", "these", "those"):
        return last
    for word in words[last + 1 : last + 4]:
        if word.tag.startswith("NN"):
            return word.i if word.lower in who.people() else last
        if not word.tag.startswith(("DT", "JJ", "RB", "VBN")):
            break
    return last


def _describes(words: Sequence[Word], count: Count) -> bool:
    """Whether a share only says what most of a group are: "15 wounded, most of them women" (no claim)."""
    at = next((w.i for w in words if w.start >= count.end), len(words))
    after = [w for w in words[at : at + 4] if w.lower != "of"]
    them = bool(after) and after[0].lower in ("them", "whom")
    return them and len(after) > 1 and after[1].tag.startswith(("NN", "JJ", "VBN")) and count.low is None


def _fits(words: Sequence[Word], noun: int, harm: Harm) -> bool:
    """Whether a counted noun can be what this harm befalls."""
    lower = words[noun].lower
    if harm in BUILDING:
        return lower in lexicon.nouns("building")
    if lower in who.people():
        return True
    if lower in who.things() or lower in lexicon.nouns("building"):
        return False
    units = lexicon.words("numbers", "unit_after")
    months = lexicon.table("time")["months"]
    return lower not in units and lower.rstrip(".") not in months
