"""One link of a chain of places: a noun of place with its name, a direction, a name known by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.numbers import is_number
from tollbook.claims.readers.rules_ar.people import noun_in
from tollbook.claims.readers.rules_ar.phrases import phrase_at
from tollbook.claims.readers.rules_ar.toponyms import (
    MARKS,
    ends_name,
    head_of,
    heads,
    is_adjective,
    is_side,
    name_at,
)
from tollbook.claims.readers.rules_ar.words import Word, is_definite

FACILITY: Final = 8
AREA: Final = 7
STRUCK: Final = 9
"""Words from a means to the place that it struck."""
VILLAGE: Final = 6
CITY: Final = 5
COUNTRYSIDE: Final = 3
PROVINCE: Final = 2


@dataclass(slots=True)
class Node:
    """The words `first` to `last` as one link, `cut` letters glued in front.

    `named` where it names a place rather than a kind of place, `plural` where it may name several.
    """

    first: int
    last: int
    cut: int
    exact: int
    named: bool
    plural: bool = False


def node_at(words: Sequence[Word], i: int) -> Node | None:
    """The link that begins at word `i`; None where none does."""
    while i < len(words) and words[i].text in MARKS:
        i += 1
    if i >= len(words) or words[i].kind != "word":
        return None
    return _sided(words, i) or _headed(words, i) or _known(words, i) or _compound(words, i) or _struck(words, i)


def _sided(words: Sequence[Word], i: int) -> Node | None:
    """ "شمالي إدلب", "شمال غربي سوريا", "شرق مدينة X"."""
    at = i
    while at < len(words) and at < i + 3 and words[at].kind == "word" and is_side(words[at]):
        at += 1
    if at == i or at >= len(words):
        return None
    cut = next(c for f, c in words[i].forms if f in lexicon.words("places", "side", "words"))
    if words[at].bare == "من":
        at += 1
    node = (_headed(words, at) or _known(words, at)) if at < len(words) else None
    if node is None:
        last = name_at(words, at)
        if last < at or words[at].bare.startswith("و") or words[i].is_one_of({"وسط"}) is not None:
            return None
        node = Node(at, last, 0, PROVINCE + 2, True)
    near = words[i].is_one_of({"قرب", "وسط"}) is not None
    return Node(i, node.last, cut, node.exact if near else min(node.exact, CITY), node.named, node.plural)


def _headed(words: Sequence[Word], i: int) -> Node | None:
    phrase = phrase_at(words, i, "places", "head")
    if phrase is None:
        return None
    level, head_last, cut = int(phrase.key), phrase.last, phrase.cut
    definite = is_definite(words[i], cut)
    plural = (
        words[i].bare.rstrip("ن").endswith(("دات", "تي", "في", "قري", "حيا", "مدن", "ارياف", "مناطق", "خيمات"))
    )
    if words[i].bare.endswith(("ريفها", "ريفه")):
        return Node(i, i, cut, COUNTRYSIDE, False)
    after = head_last + 1
    if definite:
        last = head_last
        while last + 1 < len(words) and _definite_adjective(words, last + 1):
            last += 1
        known = ((last > head_last and level >= VILLAGE) or head_last > i) and not phrase_is_common(
            words, i, head_last
        )
        return Node(i, last, cut, level if known or level == COUNTRYSIDE else 1, known)
    if phrase_is_common(words, i, head_last):
        return Node(i, _tail(words, head_last), cut, level, False, plural)
    nested = (
        node_at(words, after)
        if after < len(words) and words[after].kind == "word" and opens_place(words, after)
        else None
    )
    if nested is not None and words[after].kind == "word":
        exact = (
            (max(level, nested.exact) if nested.exact >= CITY or level != AREA else nested.exact)
            if level >= AREA - 1 or nested.exact > PROVINCE
            else level
        )
        if level == COUNTRYSIDE:
            exact = COUNTRYSIDE + 1 if nested.exact > PROVINCE else COUNTRYSIDE
        return Node(i, nested.last, cut, exact, nested.named, plural)
    last = name_at(words, after, headed=level in (CITY, VILLAGE))
    named = last >= after and not (level == FACILITY and last == after and words[after].bare.endswith("يه"))
    if named and level == COUNTRYSIDE:
        name = phrase_at(words, after, "places", "name")
        level = COUNTRYSIDE if name is not None and name.key in "012" else COUNTRYSIDE + 1
    return Node(i, max(last, head_last), cut, level, named, plural)


def phrase_is_common(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a noun of place takes no name of its own ("a house", "farmland")."""
    listed = lexicon.words("places", "common", "words")
    rest = [word.bare for word in words[first + 1 : last + 1]]
    return any(" ".join([form, *rest]) in listed for form, _ in words[first].forms)


def _tail(words: Sequence[Word], last: int) -> int:
    """The last word of what describes a common place, where a place it lies in follows: "a dealer's house in"."""
    for at in range(last + 1, min(len(words), last + 5)):
        if words[at].bare.startswith("لل"):
            continue
        if (
            words[at].bare in ("في", "علي")
            or is_side(words[at])
            or (words[at].bare[:1] == "ب" and head_of(words[at]))
        ):
            return at - 1
        opens = words[at].kind == "word" and opens_place(words, at)
        if words[at].kind != "word" or (ends_name(words, at) and not is_adjective(words[at])) or opens:
            return last if not opens else at - 1
    return last


def opens_place(words: Sequence[Word], i: int) -> bool:
    """Whether another noun of place or a direction stands bare at word `i`: "أطراف مدينة", "ريف مدينة"."""
    hit = phrase_at(words, i, "places", "head")
    if hit is None or hit.cut > 0:
        return False
    compound = words[i].bare in lexicon.words("places", "compound", "words")
    return not compound or (
        heads().get(words[i].bare, 0) in (4, 5, 6, 7) and words[i].bare not in ("تل", "وادي", "جبل")
    )


def _definite_adjective(words: Sequence[Word], i: int) -> bool:
    return (
        words[i].kind == "word"
        and words[i].bare.startswith("ال")
        and not ends_name(words, i)
        and (is_adjective(words[i]) or words[i].bare.endswith(("يه", "ي")))
    )


def _is_where(words: Sequence[Word], i: int) -> bool:
    """Whether a country is where something is, not who did it: behind "in", a direction or a noun of place."""
    before = words[i - 1] if i else None
    if phrase_at(words, i, "actors", "name") is None or words[i].bare.startswith(("ب", "في")):
        return True
    return before is not None and (
        before.bare in ("في", "داخل", "ضمن") or is_side(before) or head_of(before) is not None
    )


def _known(words: Sequence[Word], i: int) -> Node | None:
    """A name known without a noun, where nothing but a preposition or "and" is glued to it."""
    hit = phrase_at(words, i, "places", "name")
    if hit is None or (hit.key == "0" and not _is_where(words, i)):
        return None
    if is_definite(words[i], hit.cut):
        return None
    letters = words[i].bare[: max(0, len(words[i].bare) - len(words[i].text) + hit.cut)] if hit.cut else ""
    if hit.cut and not set(letters or words[i].text[: hit.cut]) <= set("وفبلكال"):
        return None
    last = hit.last
    while last + 1 < len(words) and words[last + 1].bare.startswith("ال") and is_adjective(words[last + 1]):
        last += 1
    return Node(i, last, hit.cut, int(hit.key), True)


def _struck(words: Sequence[Word], i: int) -> Node | None:
    """A name that no list has: behind "a strike on", or behind "in" where it is said what it lies in."""
    word, before = words[i], words[i - 1].bare if i else ""
    glued = word.bare[:1] == "ب" and before not in ("علي", "في")
    cut = 1 if glued else 0
    if not (glued or before in ("علي", "في", "ع", "عا")) or len(word.bare) < 4 + cut or _is_thing(word, cut):
        return None
    last = name_at(words, i)
    if last < i:
        return None
    after = words[last + 1] if last + 1 < len(words) else None
    ends = after is None or after.kind == "mark" or after.bare.startswith("و") or ends_name(words, last + 1)
    if glued or before == "في":
        if _lies_in(words, last + 1):
            return Node(i, last, cut, CITY, True)
        bare = not word.bare.startswith("ال") and not word.bare.endswith("ات")
        return Node(i, last, cut, CITY - 1, True) if ends and bare and not glued and last <= i + 1 else None
    struck = any(
        phrase_at(words, k, "causes", group) is not None
        for k in range(max(0, i - STRUCK), i - 1)
        for group in ("cause", "general")
    )
    return Node(i, last, 0, CITY, True, True) if struck and (ends or _lies_in(words, last + 1)) else None


def _is_thing(word: Word, cut: int) -> bool:
    """Whether a word is a noun for people or things, or no noun, rather than a name."""
    bare = word.bare[cut:]
    listed = lexicon.words("places", "target", "words")
    named = noun_in(word)
    indefinite = word.text.endswith(("ً", "اً", "ًا"))
    person = named is not None and not named.noun.name
    return person or indefinite or is_number(word) or not {bare, bare.removeprefix("ال")}.isdisjoint(listed)


def _lies_in(words: Sequence[Word], i: int) -> bool:
    """Whether what is behind a name says where it lies: a direction, or "in" with another place."""
    if i >= len(words) or words[i].kind != "word":
        return False
    if is_side(words[i]) and words[i].bare[:1] != "و":
        return True
    at = i + (words[i].bare == "في")
    if at >= len(words) or (at == i and words[i].bare[:1] != "ب"):
        return False
    head = phrase_at(words, at, "places", "head")
    return (head is not None and int(head.key) <= CITY) or phrase_at(words, at, "places", "name") is not None


def _compound(words: Sequence[Word], i: int) -> Node | None:
    """An unknown name that begins as names of places do ("كفر ...", "تل ..."), after a preposition."""
    word = words[i]
    before = words[i - 1].bare if i else ""
    glued = word.bare[:1] == "ب" and word.bare[1:] in ("تل", "كفر", "عين", "خان", "معره", "خربه")
    if not glued and (word.bare not in ("تل", "كفر", "خان", "معره", "خربه") or before not in ("في", "علي", "قرب")):
        return None
    last = name_at(words, i)
    return Node(i, last, 1 if glued else 0, CITY, True) if last > i else None
