"""Turns of speech: harm told by several common words, the harmed before or after them ("are unaccounted for")."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.event import BUILDING, Event
from tollbook.claims.readers.rules_en.grammar import SUBJECT, kids, objects_of, subject_of
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.model.vocabulary import Harm

_PLACES = ("before", "before_counted", "after", "after_counted")


@dataclass(frozen=True, slots=True)
class _Turn:
    """The turns of one place and harm, in one pattern; none is found without one of `needs`."""

    harm: Harm
    pattern: re.Pattern[str]
    before: bool
    counted: bool
    needs: frozenset[str]


def turn_events(words: Sequence[Word]) -> Iterator[tuple[Event, set[int]]]:
    """The events that turns of speech tell, each with the words that it uses up."""
    held = lexicon.words("turns", "gate").intersection(word.lower for word in words)
    turns = [turn for turn in _turns() if not turn.needs.isdisjoint(held)]
    if not turns:
        return
    line, at = _line(words)
    for turn in turns:
        for match in turn.pattern.finditer(line):
            used = [w for w in range(len(words)) if match.start() <= at[w] < match.end()]
            event = _event(words, turn, used) if used else None
            if event is not None:
                yield event, {w for w in used if words[w].lower not in lexicon.words("turns", "link")}


def may_turn(sentence: str, words: Iterable[str]) -> bool:
    """Whether a sentence, not yet parsed, may hold a turn of speech of harm. `words` are its own in lower case."""
    lower = sentence.lower()
    for held in lexicon.words("turns", "gate").intersection(words):
        before, after = _anywhere(held)
        if any(
            not _is_to_come(lower, found) and _may_be_harmed(sentence[: found.start()])
            for found in before.finditer(lower)
        ) or any(_may_be_taken(_phrase(sentence, found.end())) for found in after.finditer(lower)):
            return True
    return False


_TO_COME = re.compile(r"\b(?:will|would|could|should|might|must|can|shall|'ll)(?: not| also| soon)?\s+$")


def _is_to_come(lower: str, found: re.Match[str]) -> bool:
    """Whether a turn tells what will or may be, and none of those that mean what has been ("will be treated")."""
    if not found[0].startswith("be ") or not _TO_COME.search(lower, max(0, found.start() - 16), found.start()):
        return False
    return lexicon.words("turns", "past").isdisjoint(found[0].split())


_REACH = 160
"""Characters after a turn within which the harmed begin."""
_ENDS = re.compile(
    r"(?<=\w)\W+(?:with|without|in|for|on|to|that|from|by|between|which|who|when|as|because|until|during|against|into)\b"
)


def _phrase(sentence: str, start: int) -> str:
    """What may be the noun phrase after a turn: up to a word that begins another, unless it comes first."""
    rest = sentence[start : start + _REACH]
    end = _ENDS.search(rest)
    return rest if end is None else rest[: end.start()]


def _may_be_taken(phrase: str) -> bool:
    """Whether what stands after a turn may be harmed: not "an M-14 rifle", not "a third round of talks"."""
    words = set(_RUN.findall(phrase.lower()))
    thing = not lexicon.words("turns", "thing", "nouns").isdisjoint(words)
    return _may_be_harmed(phrase) and not (thing and _bodies().isdisjoint(words))


def _may_be_harmed(stretch: str) -> bool:
    """Whether a stretch of a sentence, not yet parsed, names something that a turn may stand with (`_stands`)."""
    openers = lexicon.words("turns", "gate", "openers")
    return any(
        word[0].isdigit() or word.lower() in _harmed() or (word[0].isupper() and word.lower() not in openers)
        for word in _RUN.findall(stretch)
    )


_RUN = re.compile(r"[^\W\d_]+|\d+")


@functools.cache
def _bodies() -> frozenset[str]:
    """Words for people and buildings."""
    return frozenset({*who.people(), *lexicon.nouns("building")})


@functools.cache
def _harmed() -> frozenset[str]:
    """Words for people, buildings and numbers."""
    numbers = lexicon.table("numbers")
    return frozenset(
        {
            *_bodies(),
            *numbers["unit"],
            *numbers["ten"],
            *numbers["scale"],
            *lexicon.words("grammar", "number_like", "alone"),
        }
    )


def _line(words: Sequence[Word]) -> tuple[str, list[int]]:
    """The words in lower case with one space between, and where each begins in that line."""
    at, length = [], 0
    for word in words:
        at.append(length)
        length += len(word.lower) + 1
    return " ".join(word.lower for word in words), at


@functools.cache
def _turns() -> tuple[_Turn, ...]:
    source = lexicon.table("turns")
    return tuple(
        _Turn(
            Harm(harm),
            re.compile(rf"(?<!\S)(?:{_joined(listed)})(?!\S)"),
            place.startswith("before"),
            place.endswith("counted"),
            frozenset().union(*map(_needs, listed)),
        )
        for place in _PLACES
        for harm, listed in source[place].items()
    )


_STAND_APART = frozenset({"BE", "HAVE", "OWN"})
"""What stands for words too common to tell a turn by."""
_LETTERS = re.compile(r"(\))?([a-z]+)([?(\\\[])?")


@functools.cache
def _needs(turn: str) -> frozenset[str]:
    """The words of the gate that a turn is written with: it is not found where none of them stands.

    Where letters of the turn are only the beginning or the end of a word, every word that begins or ends so.
    """
    gate = lexicon.words("turns", "gate")
    found: set[str] = set()
    for after, letters, following in _LETTERS.findall(_stood(turn, without=_STAND_APART)):
        if following:
            begun = letters[:-1] if following == "?" else letters
            found |= {word for word in gate if word.startswith(begun)}
        elif after:
            found |= {word for word in gate if word.endswith(letters)}
        else:
            found |= gate & {letters}
    return frozenset(found)


def _joined(listed: Sequence[str]) -> str:
    """One pattern of all, those that begin alike put together, so that most words are passed over at once."""
    begun: dict[str, list[str]] = {"BE": [], "HAVE": []}
    other: list[str] = []
    for pattern in listed:
        first, _, rest = pattern.strip().partition(" ")
        begun.get(first, other).append(rest if first in begun else pattern.strip())
    groups = [f"{first} (?:{'|'.join(rests)})" for first, rests in begun.items() if rests]
    text = "|".join([*groups, *other])
    return _stood(text)


def _stood(text: str, without: Collection[str] = ()) -> str:
    """A pattern with what the names in capitals stand for put in their place."""
    for name, stands in lexicon.table("turns")["stand"].items():
        if name not in without:
            text = re.sub(rf"\b{name}\b", lambda _, stands=stands: stands, text)  # type: ignore[misc]
    return text


_ANY_WORD = re.compile(r"(\[[^\]]*\\w[^\]]*\]\+) ")
"""Any word of a turn, which ends where a word ends."""


@functools.cache
def _anywhere(held: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The turns with the word `held` that follow the harmed, and those that go before, each in one pattern.

    They are for text that is not yet cut into words: "n't" may stand close to its verb.
    """
    source = lexicon.table("turns")
    texts = (
        _joined([turn for p in places for listed in source[p].values() for turn in listed if held in _needs(turn)])
        for places in (_PLACES[:2], _PLACES[2:])
    )
    before, after = (_ANY_WORD.sub(r"\1(?!(?<=\\w)\\w) ", rf"\b(?:{text or '(?!)'})(?!\w)") for text in texts)
    return re.compile(before.replace(" ", r"\s*")), re.compile(after.replace(" ", r"\s*"))


def _event(words: Sequence[Word], turn: _Turn, used: Sequence[int]) -> Event | None:
    verbs = [w for w in used if words[w].tag.startswith(("VB", "MD"))] or list(used)
    verb = verbs[0]
    if not turn.before and words[verb].dep == "amod":
        return None
    while words[verb].dep in ("aux", "auxpass") and words[verb].head in used:
        verb = words[verb].head
    building = turn.harm in BUILDING
    if turn.before:
        patients = _before(words, used[0], verb, building)
        agents: list[int] = []
    else:
        rescue = lexicon.words("turns", "rescue", "nouns")
        if turn.harm is Harm.DETAINED and any(words[s].lower in rescue for s in subject_of(words, verb)):
            return None
        patients = _after(words, used[-1], verb, building)
        agents = [s for s in subject_of(words, verb) if s not in patients]
        if turn.harm is Harm.KILLED and words[verb].lower.startswith("bur") and not _mourns(words, agents):
            return None
    if turn.counted:
        patients = [p for p in patients if _counted(words, p)]
    if turn.harm is Harm.TRAPPED:
        dead = lexicon.words("grammar", "find", "nouns")
        patients = [p for p in patients if words[p].lower not in dead]
    if not patients:
        return None
    negative = any(words[w].lower in lexicon.words("turns", "negative") for w in used)
    main = next((w for w in reversed(used) if words[w].tag.startswith(("VB", "JJ"))), used[-1])
    past = negative or words[main].lower in lexicon.words("turns", "past")
    return Event(turn.harm, main, verb, patients, agents, negative=negative, past=past)


def _mourns(words: Sequence[Word], agents: Sequence[int]) -> bool:
    """Whether people bury somebody, not a landslide or a falling wall."""
    return any(words[a].lower in who.people() | {"he", "she", "they", "we", "i", "who"} for a in agents)


def _stands(words: Sequence[Word], i: int, building: bool) -> bool:
    """Whether word `i` stands for what this harm can befall: a person or a number of them; a building."""
    word = words[i]
    if building:
        listed = lexicon.nouns("building")
        number = word.tag == "CD" and word.text[:1].isalnum() and any(w.lower in listed for w in words)
        return word.lower in listed or number
    if word.tag == "CD" or word.lower in lexicon.words("grammar", "number_like", "alone"):
        return True
    return word.lower in who.people() or word.tag == "NNP"


def _counted(words: Sequence[Word], i: int) -> bool:
    """Whether a number goes with word `i`, or "a", or a possessive with a kin noun."""
    number = lexicon.words("grammar", "number_like")
    if words[i].tag == "CD" or words[i].lower in number:
        return True
    if kids(words, i, "nummod") or (words[i].lower in lexicon.nouns("kin") and kids(words, i, "poss")):
        return True
    return any(words[k].lower in number | {"a", "an", "only"} for k in words[i].children)


def _before(words: Sequence[Word], first: int, verb: int, building: bool) -> list[int]:
    """Who stands before a turn: the subject by the parse, else the noun phrase that ends right before it."""
    near = [p for p in subject_of(words, verb) if p < first and _stands(words, p, building)]
    if words[verb].dep == "ccomp" and not kids(words, verb, *SUBJECT):
        near = []  # the clause hangs on a verb of saying, whose subject only says so
    if near:
        return near
    i = first - 1
    while i >= 0 and words[i].lower in lexicon.words("turns", "link"):
        i -= 1
    while i >= 0:
        if _stands(words, i, building) and words[i].tag != "NNP":
            return [i]
        over = words[i].head
        if words[i].dep == "pobj" and words[over].dep == "prep" and words[over].head < over < i:
            i = words[over].head
            continue
        return []
    return []


def _after(words: Sequence[Word], last: int, verb: int, building: bool) -> list[int]:
    """Who stands after a turn: the object by the parse, else the head of the noun phrase that begins there."""
    near = [p for p in objects_of(words, verb) if p > last and _stands(words, p, building)]
    if near:
        return near
    found, quantity = None, lexicon.words("grammar", "quantity", "nouns")
    for word in words[last + 1 : last + 9]:
        if word.tag.startswith(("NN", "CD")):
            found = word.i if _stands(words, word.i, building) else None
            following = words[word.i + 1] if word.i + 1 < len(words) else None
            if following is None or not following.tag.startswith(("NN", "CD", "HYPH", "JJ")):
                if following is not None and following.lower == "of" and word.lower in quantity:
                    continue
                break
        elif not word.tag.startswith(("DT", "JJ", "RB", "PRP$", "HYPH", "VBN", "IN", "POS")) or (
            word.tag == "IN" and word.lower not in ("of", "at", "than", "about", "over", "around")
        ):
            break
    return [found] if found is not None and not kids(words, found, "nsubj") else []
