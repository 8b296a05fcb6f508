"""What "and" adds to the harmed: "a woman and her daughter", "a guard from the village and two others"."""

from __future__ import annotations

from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.harm import Form
from tollbook.claims.readers.rules_ar.lexicon import ends
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.names import name_after_and
from tollbook.claims.readers.rules_ar.search import MARKS, Search, is_among

ORIGIN: Final = 4
NEAR: Final = 4
SAID: Final = 8
"""Words about one of the harmed before "and" goes on, about one of a breakdown, and before that one's kin."""


def joined(found: Search, mention: Mention, limit: int, *, parts: bool = False) -> list[Mention]:
    """What "and" adds to the harmed: "a woman and her daughter", "and four others"; "cases" only among parts."""
    members: list[Mention] = []
    last = mention
    while True:
        named = name_after_and(found.words, last.last + 1) if last.noun and last.noun.name else None
        if named is not None and named.first < limit:
            members.append(named)
            last = named
            continue
        at = _next(found, last, parts)
        one = found.mentions.get(at) if at is not None and at < limit else None
        if at is None or one is None or at in found.taken or _has_own_harm(found, one):
            return members
        building = mention.noun is not None and mention.noun.building
        if one.noun is not None and (one.noun.building is not building or (one.noun.case and not parts)):
            return members
        members.append(one)
        last = one


def _next(found: Search, last: Mention, parts: bool = False) -> int | None:
    """The word with "and" that goes on after a mention, past wounds, names and brackets; a part's description."""
    direct = _besides(found, last) or _past_names(found, last) or _parallel(found, last)
    return direct if direct is not None else _past_description(found, last, SAID if parts else ORIGIN)


def _besides(found: Search, last: Mention) -> int | None:
    """ "In addition to two civilians", "with his son": whoever stands behind it."""
    words, at = found.words, last.last + 1
    while at < len(words) and (
        (words[at].kind == "mark" and words[at].text in MARKS)
        or words[at].bare in lexicon.words("grammar", "wound", "words")
    ):
        at += 1
    if at + 1 >= len(words):
        return None
    one = found.mentions.get(at + 1)
    if words[at].bare == "مع":
        return at + 1 if one is not None and one.noun is not None and one.noun.owned else None
    if words[at].is_one_of(lexicon.words("grammar", "besides", "words")) is None:
        return None
    at += 1
    if words[at].bare in ("الي", "عن", "علي", "ل"):
        at += 1
    one = found.mentions.get(at)
    return at if one is not None and not (one.definite and not one.counted) else None


def _parallel(found: Search, last: Mention) -> int | None:
    """ "Ten in the ranks of the one and six in the ranks of the other": a bare number like the one before."""
    words = found.words
    if not last.counted or last.last + 1 >= len(words):
        return None
    led = {words[last.last + 1].bare}
    led |= {word.bare for word in words[last.last + 1 : last.last + 4]} & lexicon.words("grammar", "side", "words")
    for at in range(last.last + 2, min(len(words) - 1, last.last + 16)):
        one = found.mentions.get(at)
        if any(t.first == at for t in found.triggers):
            return None
        if one is None or one.noun is not None or not one.counted or one.vague:
            continue
        glued = words[at].start != one.start or words[at - 1].bare == "و"
        after = words[one.last + 1].bare if one.last + 1 < len(words) else ""
        sides = lexicon.words("grammar", "side", "words")
        return at if glued and (after in led or (after in sides and led & sides)) else None
    return None


def _past_description(found: Search, last: Mention, most: int) -> int | None:
    """Past what is said of the one before: "a girl from the village and a boy", "a former guard and a baker"."""
    described = most == SAID or found.words[min(last.last + 1, len(found.words) - 1)].bare in ("من", "بن")
    for at in range(last.last + 1, min(last.last + 2 + most, len(found.words))):
        word, mention = found.words[at], found.mentions.get(at)
        if (word.kind == "mark" and word.text not in MARKS) or is_among(word):
            return None
        if mention is None:
            continue
        glued = (word.bare.startswith("و") and word.start != mention.start) or found.words[at - 1].bare == "و"
        near = most == SAID and at - last.last <= NEAR and last.noun is not None and last.noun.number == 1
        kin = mention.noun is not None and mention.noun.owned and not near
        counted = mention.counted or (mention.noun is not None and not mention.definite and not kin)
        return at if glued and counted and (described or are_adjectives(found, last.last + 1, at)) else None
    return None


def are_adjectives(found: Search, first: int, end: int) -> bool:
    """Whether only adjectives with their article stand there: "her eldest (son)"."""
    return all(
        word.bare.startswith("ال") and word.bare.endswith(("ي", "يه", "ين")) for word in found.words[first:end]
    )


def _past_names(found: Search, last: Mention) -> int | None:
    noun = last.noun
    known = noun is not None and (last.definite or noun.owned or noun.name) and not last.counted
    named = known and noun is not None and noun.number < 3
    skipped = 0
    for at in range(last.last + 1, min(last.last + 12, len(found.words))):
        word, mention = found.words[at], found.mentions.get(at)
        if mention is not None and (word.bare.startswith("و") and word.start != mention.start):
            return at
        if mention is not None and at and found.words[at - 1].bare == "و":
            return at
        if word.kind == "mark" and (word.text in MARKS):
            continue
        if word.bare in lexicon.words("grammar", "wound", "words") or word.bare == "و":
            continue
        if named and word.kind == "number":
            continue
        if not named or word.kind != "word" or word.bare in ends() or skipped >= 5:
            return None
        skipped += 1
    return None


def _has_own_harm(found: Search, mention: Mention) -> bool:
    """Whether a mention is harmed by a word of its own: a noun of harm, or a verb right after it."""
    if mention.noun is not None and mention.noun.harm is not None and not mention.noun.weak:
        return True
    after = (t for t in found.triggers if t.first == mention.last + 1 and t.form is Form.VERB)
    return any(not found.words[t.first].bare.startswith("و") for t in after)
