"""Places: the noun phrases of a sentence that say where."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import Word, subtree
from tollbook.claims.readers.rules_en.place import (
    NAMED,
    Place,
    any_building,
    groups,
    is_name,
    place_nouns,
    place_phrase,
)

LABELLED = 14
"""Words to which a place behind a label may run on."""


def find_places(words: Sequence[Word]) -> tuple[Place, ...]:
    """The places named in a sentence, in order; a place inside a longer one is left out."""
    found: list[Place] = []
    leads = _leads()
    for word in words:
        place = _after_preposition(words, word) if word.lower in leads else None
        place = place or _hit(words, word) or _known_by_event(words, word)
        if place is not None and not any(p.start <= place.start and place.end <= p.end for p in found):
            found = [p for p in found if not (place.start <= p.start and p.end <= place.end)]
            found.append(place)
    front = _labelled(words) or _dated_item(words) or _heading_item(words) or _at_front(words)
    if front is not None and not any(p.start < front.end and front.start < p.end for p in found):
        found.append(front)
    return _merged(words, sorted(found, key=lambda place: place.start))


@functools.cache
def _leads() -> frozenset[str]:
    """The words before a place."""
    return lexicon.words("places", "preposition") | {"for", "of"}


def _known_by_event(words: Sequence[Word], word: Word) -> Place | None:
    """ "The X bombing": a name right before an event that is known by its place."""
    if word.lower not in lexicon.words("places", "fought", "known_by") or word.i == 0:
        return None
    name = words[word.i - 1]
    led = word.i > 1 and words[word.i - 2].lower in ("the", "in", "this", "that")
    return Place(name.start, name.end, name.i, word.i, NAMED) if led and is_placed_name(name) else None


def is_placed_name(word: Word) -> bool:
    """Whether a name before "bombing" or "massacre" says where, not by whom: no nation, no armed group."""
    lower = word.lower
    adjective = lower in lexicon.table("places")["country"]["adjectives"] or lower.endswith(("i", "ist", "an"))
    group = lower in groups() or word.text.isupper() or lower in lexicon.words("actors", "noun")
    return word.tag == "NNP" and not adjective and not group


def _merged(words: Sequence[Word], places: list[Place]) -> tuple[Place, ...]:
    """Joins a building without a name to the name that follows it: "the palace" and "in X"."""
    merged: list[Place] = []
    for place in places:
        last = merged[-1] if merged else None
        between = [w.lower for w in words if last is not None and last.end <= w.start and w.end <= place.start]
        if last is not None and last.exact == 1 and place.exact >= NAMED and between in (["in"], ["near"], ["of"]):
            merged[-1] = place if any_building(words, last) else replace(last, end=place.end, exact=5)
        elif last is not None and last.exact == 4 and place.exact >= NAMED and between == ["in"]:
            merged[-1] = replace(last, end=place.end)
        else:
            merged.append(place)
    return tuple(merged)


def _labelled(words: Sequence[Word]) -> Place | None:
    """ "Location: X, Y": the names behind a label of place, to the end of the line."""
    if len(words) < 3 or words[1].text != ":" or words[0].lower not in lexicon.words("places", "label"):
        return None
    last = 2
    while last < len(words) and words[last].text not in (".", ";", "(") and last < LABELLED:
        last += 1
    named = any(word.text[:1].isupper() for word in words[2:last])
    return Place(words[2].start, words[last - 1].end, last - 1, last - 1, 4) if named else None


def _dated_item(words: Sequence[Word]) -> Place | None:
    """ "March 10, 2020, near Tarfa, Sanda: ...": the names between the day that heads an item and its colon."""
    colon = next((word.i for word in words[3:18] if word.text == ":"), None)
    if colon is None or not _is_dated(words):
        return None
    leads = lexicon.words("places", "preposition", "strong") | {"vicinity", "of", "the"}
    first = next((w.i for w in words[2:colon] if w.text[:1].isalpha()), colon)
    while first < colon and words[first].lower in leads:
        first += 1
    named = first < colon and words[first].text[:1].isupper() and words[first + 1].lower not in ("said", "says")
    return Place(words[first].start, words[colon - 1].end, colon - 1, colon - 1, 4) if named else None


def _is_dated(words: Sequence[Word]) -> bool:
    """Whether a sentence begins with a day of a month."""
    months = lexicon.table("time")["months"]
    pair = sorted((word.lower.rstrip(".") for word in words[:2]), key=lambda text: text in months)
    return len(pair) == 2 and pair[1] in months and pair[0].rstrip("stndrh").isdigit()


def _at_front(words: Sequence[Word]) -> Place | None:
    """ "Near X, ..." at the head of a sentence or of an item of a list, whatever the tree makes of it; "X
    province: ..." and "Country: ..." before a colon."""
    first = next((word.i for word in words if word.text[:1].isalpha()), len(words))
    led = first < len(words) and words[first].lower in lexicon.words("places", "preposition", "strong")
    start = first + 1 if led else first
    last = start
    while last < len(words) and words[last].text[:1].isupper():
        last += 1
    if last == start or last >= len(words) or last - start > 4:
        return None
    head = words[last - 1]
    country = head.lower in lexicon.table("places")["country"]["names"]
    if words[last].text == ":" and not led and (country or (head.lower in place_nouns() and last - start > 1)):
        return Place(words[start].start, head.end, head.i, head.i, 2 if country else 4)
    if led and words[last].text == "," and _place_like(words, head, True):
        return Place(words[start].start, head.end, head.i, head.i, 2 if country else NAMED)
    return None


def _heading_item(words: Sequence[Word]) -> Place | None:
    """ "X: three killed": a name before a colon heads an item by its place where it is no label, speaker, day or
    group, and no quotation or sentence with a capital follows it."""
    first = next((word.i for word in words if word.text[:1].isalpha()), len(words))
    colon = next((word.i for word in words[first : first + 7] if word.text == ":"), None)
    if colon is None or colon + 1 >= len(words) or colon == first:
        return None
    name, after = words[first:colon], words[colon + 1].text[:1]
    if not after.isalnum() or after.isupper() or any(_is_label(w) for w in name if w.text[:1].isupper()):
        return None
    joints = lexicon.words("places", "label", "joint") | {""}
    written = all(w.text[:1].isupper() or w.lower.partition("-")[0] in joints for w in name)
    written = written and words[first].text[:1].isupper()
    if not written or words[first].text.isupper() or (len(name) == 1 and not name[0].tag.startswith("NNP")):
        return None
    apart = any(w.text == "-" and words[w.i + 1].start > w.end for w in name)
    country = " ".join(word.lower for word in name) in lexicon.table("places")["country"]["names"]
    return None if apart or country else Place(name[0].start, name[-1].end, name[-1].i, name[-1].i, NAMED)


def _is_label(word: Word) -> bool:
    lower = word.lower
    listed = lexicon.words("places", "label", "not_place") | lexicon.words("places", "not_place")
    tellers = lexicon.words("speech", "person", "nouns") | lexicon.words("speech", "body", "nouns")
    time = lexicon.table("time")
    spoken = lower in tellers or lower in lexicon.words("speech", "outlet", "names") or lower in who.people()
    dated = lower in time["weekdays"] or lower.rstrip(".") in time["months"]
    return lower in listed or spoken or dated or lower in lexicon.words("actors", "noun") or lower in groups()


def _after_preposition(words: Sequence[Word], word: Word) -> Place | None:
    strong = lexicon.words("places", "preposition", "strong")
    weak = lexicon.words("places", "preposition")
    if word.lower in ("for", "of") and words[word.head].lower in lexicon.words("places", "fought", "nouns"):
        return _fought_over(words, word)
    near = word.lower == "near" and word.dep == "prep"
    if word.lower not in weak or not (near or word.tag.startswith(("IN", "TO", "RP"))):
        direction = (
            word.lower == "of" and word.i and words[word.i - 1].lower in lexicon.words("places", "direction")
        )
        if not direction:
            return None
    joined = [] if kids(words, word.i, "pobj") else kids(words, word.i, "conj")
    objects = kids(words, word.i, "pobj") or [o for p in joined for o in kids(words, p, "pobj")]
    if not objects or _leads_away(words, word):
        return None
    head = words[objects[0]]
    if not _place_like(words, head, word.lower in strong or _directed(words, word)) or _is_any(words, head.i):
        return None
    if word.lower not in strong and not _directed(words, word) and not _weakly_placed(words, word, head):
        return None
    place = place_phrase(words, head, word.head)
    return replace(place, exact=min(place.exact, 2)) if _directed(words, word) else place


def _is_any(words: Sequence[Word], i: int) -> bool:
    """ "Driven from their homes", "on any house in Tarfa": no place of its own."""
    homes = words[i].lower in ("home", "homes", "houses") and bool(kids(words, i, "poss"))
    return homes or any(words[k].lower in ("any", "no") for k in kids(words, i, "det"))


def _fought_over(words: Sequence[Word], word: Word) -> Place | None:
    """ "The battle for X": a name after it is a place."""
    named = [words[o] for o in kids(words, word.i, "pobj") if is_name(words[o]) or words[o].lower in place_nouns()]
    return place_phrase(words, named[0], word.head) if named and _place_like(words, named[0], True) else None


def _leads_away(words: Sequence[Word], word: Word) -> bool:
    """ "Taken to a hospital", "treated at a clinic", "died in hospital"."""
    verb = words[word.head].lower
    if word.lower in ("to", "into", "towards", "toward") and verb in _carried():
        return True
    if verb in ("treated", "hospitalized", "hospitalised"):
        return True
    places = lexicon.words("places", "treated", "nouns")
    ward = any(words[o].lower in places for o in kids(words, word.i, "pobj"))
    if ward and verb in lexicon.words("places", "treated", "verbs"):
        return True
    around = words[words[word.head].head]
    return around.i != word.i and words[word.head].dep == "pobj" and _leads_away(words, around)


@functools.cache
def _carried() -> frozenset[str]:
    """Verbs by which the harmed are brought elsewhere; where they were brought is not where it happened."""
    return lexicon.words("places", "preposition", "carried")


def _directed(words: Sequence[Word], word: Word) -> bool:
    return word.lower == "of" and word.i > 0 and words[word.i - 1].lower in lexicon.words("places", "direction")


def _weakly_placed(words: Sequence[Word], word: Word, head: Word) -> bool:
    """Whether a preposition that says many things ("on", "from", "of") says a place here."""
    named = head.tag.startswith("NNP") and head.lower not in place_nouns()
    if word.lower in ("of", "by", "against"):
        return False
    if word.lower in ("on", "into"):
        return not named or _aimed(words, word, head)
    return not named or word.lower not in ("from", "to", "through", "under", "between", "over", "off")


def _aimed(words: Sequence[Word], word: Word, head: Word) -> bool:
    """ "The attack on southern X", "shells fell on X": a name after a noun of event or a verb of falling."""
    above, struck = words[word.head].lower, lexicon.words("places", "fought", "event")
    above = next((w.lower for w in words[max(0, word.i - 4) : word.i] if w.lower in struck), above)
    if above in lexicon.words("places", "fought", "aimed"):
        return True
    if above not in lexicon.words("causes", "event", "nouns"):
        return False
    return not (head.lower in groups() or head.text.isupper() or head.tag == "NNPS")


def _place_like(words: Sequence[Word], head: Word, strong: bool) -> bool:
    lower = head.lower
    time = lexicon.table("time")
    if (
        lower in lexicon.words("places", "not_place")
        or lower in time["weekdays"]
        or lower.rstrip(".") in time["months"]
    ):
        return False
    if head.i and f"{words[head.i - 1].lower} {lower}" in lexicon.table("people")["combatant"]["groups"]:
        return False
    if lower in place_nouns():
        named = any(words[k].tag.startswith("NNP") for k in subtree(words, head.i))
        return named or lower not in lexicon.words("places", "noun", "vague") or strong
    if lower in who.people() or lower in lexicon.words("speech", "outlet", "names"):
        return False
    return is_name(head) or lower in lexicon.table("places")["country"]["names"]


def _hit(words: Sequence[Word], word: Word) -> Place | None:
    """The object of a verb that hits a place: "struck a hospital in X"."""
    if word.lower not in lexicon.words("causes", "act", "hit"):
        return None
    objects = kids(words, word.i, "dobj", "nsubjpass")
    objects += [
        o
        for p in kids(words, word.i, "prep")
        if words[p].lower in ("into", "on", "through")
        for o in kids(words, p, "pobj")
    ]
    for o in objects:
        if words[o].lower in place_nouns() and words[o].lower not in ("base", "state", "center", "mine"):
            return place_phrase(words, words[o], word.i)
        if word.lower in lexicon.words("places", "fought", "verbs") and _is_struck(words, words[o]):
            return place_phrase(words, words[o], word.i)
    return None


def _is_struck(words: Sequence[Word], head: Word) -> bool:
    """Whether a name after "shelled" or "stormed" may be that of a place: no group, nor an abbreviation."""
    known = head.lower in groups() or head.lower in lexicon.words("actors", "noun")
    return head.tag == "NNP" and not known and not head.text.isupper() and _place_like(words, head, True)
