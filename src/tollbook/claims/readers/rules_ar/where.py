"""Places: chains from a facility or a village up to its province ("قرية X بريف مدينة Y الشرقي")."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.words import Word, is_definite, normalise

FACILITY: Final = 8
AREA: Final = 7
VILLAGE: Final = 6
CITY: Final = 5
COUNTRYSIDE: Final = 3
PROVINCE: Final = 2
_MARKS: Final = "#\"“”«»'‘’„_\u200e\u200f\u202a\u202b\u202c\u200b"
_MOST: Final = 3
"""Words of one name."""


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


@dataclass(slots=True)
class _Node:
    first: int
    last: int
    cut: int
    exact: int
    named: bool
    plural: bool = False


def find_places(words: Sequence[Word]) -> tuple[Place, ...]:
    """The places of a sentence, in order, each with all that is said of where it lies."""
    found: list[Place] = []
    i = 0
    while i < len(words):
        node = _node(words, i)
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
                and _beside_elsewhere(words[found[-1].last + 1 : place.first + 1], chain[0])
            ):
                place = replace(place, elsewhere=True)
            found.append(place)
    return tuple(found)


def _beside_elsewhere(between: Sequence[Word], node: _Node) -> bool:
    """Whether only a number or a preposition parts a place from the one before it, which it is the surroundings of."""
    inside = between[:-1]
    linked = any(word.bare in ("في", "ضمن") for word in inside) or node.cut > 0
    return (
        linked and len(inside) <= 2 and all(word.kind == "number" or word.bare in ("في", "ضمن") for word in inside)
    )


def _place(words: Sequence[Word], chain: Sequence[_Node]) -> Place:
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


def _own_names(words: Sequence[Word], chain: Sequence[_Node]) -> frozenset[str]:
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
            _head(word)
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


@functools.cache
def _heads() -> Mapping[str, int]:
    return {form: int(level) for level, listed in lexicon.table("places")["head"].items() for form in listed}


def _head(word: Word) -> tuple[int, int, bool] | None:
    """(exactness, letters before it, whether definite) of a noun of place."""
    if word.kind != "word":
        return None
    for form, cut in word.forms:
        if form in _heads():
            return _heads()[form], cut, is_definite(word, cut)
    return None


def _is_side(word: Word) -> bool:
    """A direction that a place follows: "شمالي", "غرب"; with its article it describes what is before it."""
    return any(f in lexicon.words("places", "side", "words") and not is_definite(word, c) for f, c in word.forms)


def _is_adjective(word: Word) -> bool:
    return is_word(word, "places", "side", "adjectives")


def _node(words: Sequence[Word], i: int) -> _Node | None:
    while i < len(words) and words[i].text in _MARKS:
        i += 1
    if i >= len(words) or words[i].kind != "word":
        return None
    return _sided(words, i) or _headed(words, i) or _known(words, i) or _compound(words, i)


def _sided(words: Sequence[Word], i: int) -> _Node | None:
    """ "شمالي إدلب", "شمال غربي سوريا", "شرق مدينة X"."""
    at = i
    while at < len(words) and at < i + 3 and words[at].kind == "word" and _is_side(words[at]):
        at += 1
    if at == i or at >= len(words):
        return None
    cut = next(c for f, c in words[i].forms if f in lexicon.words("places", "side", "words"))
    if words[at].bare == "من":
        at += 1
    node = (_headed(words, at) or _known(words, at)) if at < len(words) else None
    if node is None:
        last = _name(words, at)
        if last < at or words[at].bare.startswith("و") or words[i].is_one_of({"وسط"}) is not None:
            return None
        node = _Node(at, last, 0, PROVINCE + 2, True)
    near = words[i].is_one_of({"قرب", "وسط"}) is not None
    return _Node(i, node.last, cut, node.exact if near else min(node.exact, CITY), node.named, node.plural)


def _headed(words: Sequence[Word], i: int) -> _Node | None:
    phrase = phrase_at(words, i, "places", "head")
    if phrase is None:
        return None
    level, head_last, cut = int(phrase.key), phrase.last, phrase.cut
    definite = is_definite(words[i], cut)
    plural = (
        words[i].bare.rstrip("ن").endswith(("دات", "تي", "في", "قري", "حيا", "مدن", "ارياف", "مناطق", "خيمات"))
    )
    if words[i].bare.endswith(("ريفها", "ريفه")):
        return _Node(i, i, cut, COUNTRYSIDE, False)
    after = head_last + 1
    if definite:
        last = head_last
        while last + 1 < len(words) and _definite_adjective(words, last + 1):
            last += 1
        known = ((last > head_last and level >= VILLAGE) or head_last > i) and not phrase_is_common(
            words, i, head_last
        )
        return _Node(i, last, cut, level if known or level == COUNTRYSIDE else 1, known)
    if phrase_is_common(words, i, head_last):
        return _Node(i, _tail(words, head_last), cut, level, False, plural)
    nested = (
        _node(words, after)
        if after < len(words) and words[after].kind == "word" and _opens(words, after)
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
        return _Node(i, nested.last, cut, exact, nested.named, plural)
    last = _name(words, after, headed=level in (CITY, VILLAGE))
    named = last >= after and not (level == FACILITY and last == after and words[after].bare.endswith("يه"))
    if named and level == COUNTRYSIDE:
        name = phrase_at(words, after, "places", "name")
        level = COUNTRYSIDE if name is not None and name.key in "012" else COUNTRYSIDE + 1
    return _Node(i, max(last, head_last), cut, level, named, plural)


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
        if words[at].bare in ("في", "علي") or _is_side(words[at]) or (words[at].bare[:1] == "ب" and _head(words[at])):
            return at - 1
        opens = words[at].kind == "word" and _opens(words, at)
        if words[at].kind != "word" or (_ends(words, at) and not _is_adjective(words[at])) or opens:
            return last if not opens else at - 1
    return last


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether another noun of place or a direction stands bare at word `i`: "أطراف مدينة", "ريف مدينة"."""
    hit = phrase_at(words, i, "places", "head")
    if hit is None or hit.cut > 0:
        return False
    compound = words[i].bare in lexicon.words("places", "compound", "words")
    return (
        not compound
        or _heads().get(words[i].bare, 0) in (4, 5, 6, 7)
        and words[i].bare not in ("تل", "وادي", "جبل")
    )


def _definite_adjective(words: Sequence[Word], i: int) -> bool:
    return (
        words[i].kind == "word"
        and words[i].bare.startswith("ال")
        and not _ends(words, i)
        and (_is_adjective(words[i]) or words[i].bare.endswith(("يه", "ي")))
    )


def _known(words: Sequence[Word], i: int) -> _Node | None:
    """A name known without a noun, where nothing but a preposition or "and" is glued to it."""
    hit = phrase_at(words, i, "places", "name")
    if hit is None:
        return None
    letters = words[i].bare[: max(0, len(words[i].bare) - len(words[i].text) + hit.cut)] if hit.cut else ""
    if hit.cut and not set(letters or words[i].text[: hit.cut]) <= set("وفبلكال"):
        return None
    last = hit.last
    while last + 1 < len(words) and words[last + 1].bare.startswith("ال") and _is_adjective(words[last + 1]):
        last += 1
    return _Node(i, last, hit.cut, int(hit.key), True)


def _compound(words: Sequence[Word], i: int) -> _Node | None:
    """An unknown name that begins as names of places do ("كفر ...", "تل ..."), after a preposition."""
    word = words[i]
    before = words[i - 1].bare if i else ""
    glued = word.bare[:1] == "ب" and word.bare[1:] in ("تل", "كفر", "عين", "خان", "معره", "خربه")
    if not glued and (word.bare not in ("تل", "كفر", "خان", "معره", "خربه") or before not in ("في", "علي", "قرب")):
        return None
    last = _name(words, i)
    return _Node(i, last, 1 if glued else 0, CITY, True) if last > i else None


def _name(words: Sequence[Word], i: int, headed: bool = False) -> int:
    """The last word of a name that begins at word `i`; before `i` where there is none."""
    at, taken, last = i, 0, i - 1
    quote = i < len(words) and words[i].text in "\"“«'‘"
    while at < len(words) and taken < (6 if quote else _MOST):
        word = words[at]
        if word.text in _MARKS:
            closing = taken > 0 and word.text in "\"”»'’"
            at += 1
            if closing:
                last = at - 1
                break
            continue
        if word.kind != "word" or _ends(words, at, first=taken == 0 and headed):
            break
        if taken and not quote and not _goes_on(words, last, at):
            break
        last, taken, at = at, taken + 1, at + 1
    if taken:
        while last + 1 < len(words) and _describes(words, last + 1):
            last += 1
    return last


def _describes(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    return word.kind == "word" and word.bare.startswith("ال") and _is_adjective(word)


def _goes_on(words: Sequence[Word], last: int, at: int) -> bool:
    """Whether word `at` belongs to the name that `last` is a word of."""
    before, word = words[last], words[at]
    form = before.bare
    if form in lexicon.words("places", "compound", "words") or form.removeprefix("و") in lexicon.words(
        "places", "compound", "words"
    ):
        return True
    if word.bare.startswith("و"):
        return False
    if word.bare.startswith("ال"):
        return not form.startswith("ال") or _is_adjective(word) or form.startswith("الشيخ")
    follows = words[at + 1] if at + 1 < len(words) else None
    closed = follows is None or follows.kind == "mark" or follows.bare.startswith("ب") or _is_side(follows)
    if form.startswith("ال") or word.bare.startswith(("ي", "ت", "ا", "ب", "ل", "س")):
        return False
    if word.bare.startswith("م") and not closed:
        return False
    return len(word.bare) > 2


def _ends(words: Sequence[Word], i: int, first: bool = False) -> bool:
    """Whether a word ends a name: a small word, a time, a means, a noun of place, an act.

    What follows the noun of place at once (`first`) may be any but a small word or another such noun.
    """
    word = words[i]
    forms = [form for form, cut in word.forms if cut <= 1 and not (cut == 1 and form.startswith("ال"))]
    if set(forms) & lexicon.words("places", "stop", "words"):
        return True
    hit = phrase_at(words, i, "places", "head")
    if hit is not None and words[i].bare not in lexicon.words("places", "compound", "words"):
        return True
    for name, group in () if first and not words[i].bare.startswith("ب") else _OTHERS:
        found = phrase_at(words, i, name, group)
        if found is not None and word.bare not in ("الاحد", "درعا"):
            return True
    return False


_OTHERS: Final = (
    ("causes", "cause"),
    ("causes", "general"),
    ("causes", "event"),
    ("time", "day"),
    ("time", "weekday"),
    ("actors", "noun"),
    ("speech", "verb"),
)


def _chain(words: Sequence[Word], node: _Node) -> list[_Node]:
    chain = [node]
    while True:
        after = _next(words, chain)
        if after is None:
            return chain
        chain.append(after)


def _next(words: Sequence[Word], chain: Sequence[_Node]) -> _Node | None:
    """What else is said of where a place lies, or another place named beside it."""
    node, i = chain[-1], chain[-1].last + 1
    while i < len(words) and words[i].text in _MARKS:
        i += 1
    if i >= len(words) or words[i].kind != "word":
        return None
    word = words[i]
    if word.bare in ("في", "ضمن", "قرب", "داخل", "وسط", "علي", "عند") and i + 1 < len(words):
        each = [w.bare for w in words[i + 1 : i + 3]] == ["كل", "من"]
        follows = _node(words, i + 3 if each else i + 1)
        if word.bare == "علي" and (follows is None or follows.exact < AREA or not chain[0].exact >= AREA):
            return None
        if word.bare == "في" and follows is not None and not node.named and follows.exact < PROVINCE - 1:
            return None
        return follows
    if word.is_one_of({"تابع", "تابعه", "واقع", "واقعه", "واصل", "مودي"}) is not None and i + 1 < len(words):
        follows = _node(words, i + (2 if words[i + 1].bare in ("الي", "في", "بين", "ل", "علي") else 1))
        return follows
    if word.bare == "و" and any(part.plural for part in chain):
        last = _name(words, i + 1)
        return _Node(i + 1, last, 0, node.exact, True, True) if last > i else None
    if word.bare.startswith("و"):
        return _beside(words, i, chain)
    follows = _node(words, i)
    if follows is None:
        return None
    if word.bare[:1] in "بل" and follows.cut and follows.first == i:
        return follows
    if (
        follows.first == i
        and follows.cut == 0
        and (_is_side(word) or (node.exact > follows.exact and follows.named))
    ):
        return follows
    return None


def _beside(words: Sequence[Word], i: int, chain: Sequence[_Node]) -> _Node | None:
    """ "البارة واحسم", "حمص وريفها", "قرى X وY وZ": another name after "and"."""
    node = chain[-1]
    follows = _node(words, i)
    if follows is not None and words[i].bare[1:2] not in ("ب", "ف"):
        own = _head(words[i])
        near = own is not None and abs(own[0] - chain[0].exact) <= 2
        return follows if follows.named and (near or own is None) or words[i].bare.startswith("وريف") else None
    if not (node.named and any(part.plural for part in chain)) or words[i].bare[1:2] in ("ب",) or _ends(words, i):
        return None
    last = _name(words, i)
    return _Node(i, last, 1, node.exact, True, True) if last >= i else None


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
"""Before "of" and a place: a part of it, or how far it is."""


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
