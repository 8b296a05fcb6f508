"""Places: chains from a facility or a village up to its province ("قرية X بريف مدينة Y الشرقي")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.phrases import is_word
from tollbook.claims.readers.rules_ar.site import (
    AREA,
    CITY,
    FACILITY,
    VILLAGE,
    Node,
    node_at,
)
from tollbook.claims.readers.rules_ar.toponyms import MARKS, ends_name, head_of, is_side, name_at
from tollbook.claims.readers.rules_ar.words import Word, normalise


@dataclass(frozen=True, slots=True)
class Place:
    """The words `first` to `last` name a place; `start`, `end` are its offsets without what is glued in front.

    `exact` grows from a country (0) to a facility (8). `elsewhere` where it is not a place of harm: of origin,
    of treatment, of whoever speaks or fires. `names` are the words of its most exact part, `around` those of the
    whole chain, without nouns of place and directions.
    """

    first: int
    last: int
    start: int
    end: int
    exact: int
    elsewhere: bool
    names: frozenset[str]
    around: frozenset[str]


def find_places(words: Sequence[Word]) -> tuple[Place, ...]:
    """The places of a sentence, in order, each with all that is said of where it lies."""
    found: list[Place] = []
    i = 0
    while i < len(words):
        node = node_at(words, i)
        if node is None:
            i += 1
            continue
        chain = _chain(words, node)
        i = chain[-1].last + 1
        if any(part.named for part in chain):
            place = _place(words, chain)
            if (
                found
                and found[-1].elsewhere
                and _beside_elsewhere(words[found[-1].last + 1 : place.first + 1], chain[0], found[-1].exact)
            ):
                place = replace(place, elsewhere=True)
            found.append(place)
    return tuple(found)


def _beside_elsewhere(between: Sequence[Word], node: Node, exact: int) -> bool:
    """Whether only a number or a preposition parts a place from the one before it, which lies in it."""
    inside = between[:-1]
    if node.exact > exact:
        return False
    linked = any(word.bare in ("في", "ضمن") for word in inside) or node.cut > 0
    return (
        linked and len(inside) <= 2 and all(word.kind == "number" or word.bare in ("في", "ضمن") for word in inside)
    )


def _place(words: Sequence[Word], chain: Sequence[Node]) -> Place:
    first, last = chain[0].first, chain[-1].last
    while last > first and words[last].kind == "mark" and not _closes(words, first, last):
        last -= 1
    cut = chain[0].cut
    exact = max(part.exact for part in chain if part.named or part is chain[0])
    if not chain[0].named and chain[0].exact == FACILITY:
        exact = max((part.exact for part in chain if part.named), default=0) + 1
    return Place(
        first,
        last,
        _start(words, first, last, cut),
        words[last].end,
        exact,
        _is_elsewhere(words, first),
        _own_names(words, chain),
        names_of(words[first : last + 1]),
    )


def _start(words: Sequence[Word], first: int, last: int, cut: int) -> int:
    """Where a place begins in the text: at its noun or name, at the quotation mark that its end closes."""
    quotes = [word.text for word in words[first : last + 1] if word.text in '"“”«»']
    if first and quotes[:1] in (['"'], ["”"], ["»"]) and len(quotes) % 2 and words[first - 1].text in '"“«':
        return words[first - 1].start
    return words[first].start + front(words[first], cut)


def front(word: Word, cut: int) -> int:
    """Letters to leave out in front of a form: what is glued to it, but not its article."""
    glued = normalise(word.text[:cut])
    return cut - 2 if glued.endswith("ال") else cut


def _closes(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a mark at the end closes a quotation that begins inside."""
    opening = {'"': '"', "”": "“", "»": "«"}.get(words[last].text)
    return opening is not None and any(word.text == opening for word in words[first:last])


def _own_names(words: Sequence[Word], chain: Sequence[Node]) -> frozenset[str]:
    """The names of the most exact places of a chain, not of the district and province around them."""
    named = [part for part in chain if part.named]
    exact = max(min(part.exact, VILLAGE) for part in named)
    return frozenset[str]().union(*(names_of(words[p.first : p.last + 1]) for p in named if p.exact >= exact))


def names_of(words: Sequence[Word]) -> frozenset[str]:
    """The words of a place that name it: no nouns of place, no directions, no clitics."""
    kept = set()
    for word in words:
        if word.kind != "word" or word.bare in ("في", "من", "علي", "بين"):
            continue
        if (
            head_of(word)
            or is_word(word, "places", "side", "words")
            or is_word(word, "places", "side", "adjectives")
        ):
            continue
        form = word.bare
        for letter in ("و", "ب", "ل"):
            if form.startswith(letter + "ال"):
                form = form[1:]
        kept.add(form.removeprefix("ال").replace(" ", ""))
    return frozenset(kept)


def _chain(words: Sequence[Word], node: Node) -> list[Node]:
    chain = [node]
    while True:
        after = _next(words, chain)
        if after is None:
            return chain
        chain.append(after)


def _next(words: Sequence[Word], chain: Sequence[Node]) -> Node | None:
    """What else is said of where a place lies, or another place named beside it."""
    node, i = chain[-1], chain[-1].last + 1
    while i < len(words) and words[i].text in MARKS:
        i += 1
    if i >= len(words) or words[i].kind != "word":
        return None
    word = words[i]
    if word.bare in ("في", "ضمن", "قرب", "داخل", "وسط", "علي", "عند") and i + 1 < len(words):
        each = [w.bare for w in words[i + 1 : i + 3]] == ["كل", "من"]
        follows = node_at(words, i + 3 if each else i + 1)
        if word.bare == "علي" and (follows is None or follows.exact < AREA or not chain[0].exact >= AREA):
            return None
        inward = follows is not None and node.named and follows.exact > max(CITY, *(part.exact for part in chain))
        if word.bare == "في" and inward:
            return None
        return follows
    if word.is_one_of({"تابع", "تابعه", "واقع", "واقعه", "واصل", "مودي"}) is not None and i + 1 < len(words):
        return node_at(words, i + (2 if words[i + 1].bare in ("الي", "في", "بين", "ل", "علي") else 1))
    if word.bare == "و" and any(part.plural for part in chain):
        last = name_at(words, i + 1)
        return Node(i + 1, last, 0, node.exact, True, True) if last > i else None
    if word.bare.startswith("و"):
        return _beside(words, i, chain)
    follows = node_at(words, i)
    if follows is None:
        return None
    if word.bare[:1] in "بل" and follows.cut and follows.first == i:
        return follows
    if (
        follows.first == i
        and follows.cut == 0
        and (is_side(word) or (node.exact > follows.exact and follows.named))
    ):
        return follows
    return None


def _beside(words: Sequence[Word], i: int, chain: Sequence[Node]) -> Node | None:
    """ "الكرمة والزعرور", "الصفصاف وريفها", "قرى X وY وZ": another name after "and"."""
    node = chain[-1]
    follows = node_at(words, i)
    if follows is not None and words[i].bare[1:2] not in ("ب", "ف"):
        own = head_of(words[i])
        near = own is not None and abs(own[0] - chain[0].exact) <= 2
        return follows if (follows.named and (near or own is None)) or words[i].bare.startswith("وريف") else None
    if (
        not (node.named and any(part.plural for part in chain))
        or words[i].bare[1:2] in ("ب",)
        or ends_name(words, i)
    ):
        return None
    last = name_at(words, i)
    return Node(i, last, 1, node.exact, True, True) if last >= i else None


_PARTS: Final = frozenset(
    {
        "كل",
        "قريب",
        "قريبه",
        "قرب",
        "بالقرب",
        "كلا",
        "مقربه",
        "اجزا",
        "عدد",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "عديد",
        "كلم",
        "كم",
        "مناطق",
        "احيا",
        "عده",
        "طرف",
        "جانب",
        "بلدات",
        "قري",
        "خطوط",
        "تماس",
    }
)


def _is_elsewhere(words: Sequence[Word], first: int) -> bool:
    before = words[max(0, first - 3) : first]
    listed = lexicon.words("places", "elsewhere", "words")
    origin = lexicon.words("places", "elsewhere", "moves")
    near = [w for w in before if w.kind == "word"]
    if near and near[-1].bare in ("من", "ومن") and not (len(near) > 1 and near[-2].is_one_of(_PARTS) is not None):
        return True
    if near and near[-1].is_one_of(listed) is not None:
        return True
    if len(near) > 1 and near[-1].bare in ("من", "في", "الي", "علي") and near[-2].is_one_of(listed) is not None:
        return True
    wide = words[max(0, first - 6) : first]
    return any(w.kind == "word" and w.is_one_of(origin) is not None for w in wide)
