"""Arabic sentences in which a party speaks of the event: who speaks, with which verb, and what it says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from tollbook.assessments.statements.rungs import Facet
from tollbook.claims.readers.rules_ar.actor import doer_at, find_actors
from tollbook.claims.readers.rules_ar.when import find_times
from tollbook.claims.readers.rules_ar.words import Word, normalise, words_of

VERBS = ("deny", "firm", "confirm", "say", "inquire", "blame", "accepts", "silent")
"""Groups of the vocabulary whose words are what a party does when it speaks."""
MOST_BETWEEN = 9
"""Words between a verb and the party that it is the verb of."""
RANK_AND_NAME = 3
_RANKS = frozenset(normalise(word) for word in ("العقيد", "العميد", "اللواء", "المقدم", "الرائد", "الجنرال"))
_LETTERS = re.compile(r"[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Heard:
    """A party speaking in a sentence: what it says of the event, by which verb, where that stands, and when."""

    party: str
    facets: frozenset[Facet]
    verb: str
    at: int
    said_on: date | None
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """The words `first` to `last` of a party, under the name that the text gives it."""

    first: int
    last: int
    name: str


def is_arabic(text: str) -> bool:
    """Whether most letters of a sentence are Arabic."""
    letters = sum(char.isalpha() for char in text)
    return 2 * len(_LETTERS.findall(text)) > letters > 0


def hear(text: str, actors: Iterable[str], before: str, published: date | None) -> Iterator[Heard]:
    """Every party that speaks in a sentence. `before` is the one that spoke last, for "the statement added"."""
    words = words_of(text)
    named = _parties(text, words, actors)
    for at, word in enumerate(words):
        kind = _kind(word)
        if kind is None or _is_negated(words, at, kind):
            continue
        subject = _subject(words, at, named)
        if subject is not None:
            party, start = subject.name, max(at, subject.last) + 1
        elif before and (follower := _follower(words, at)) is not None:
            party, start = before, follower
        else:
            continue
        found = _facets(kind, _run(words, start, len(words)), _run(words, at, len(words)))
        if Facet.CONCEDES in found and _is_anothers(text, words[start:], party):
            found -= {Facet.CONCEDES}
        if kind == "silent" and not found:
            continue
        yield Heard(party, found, word.text, word.start, *_days(words, at, start, published))


def verdict_words(text: str) -> tuple[bool, bool]:
    """Whether a sentence tells of an inquiry opened again, and of one closed."""
    said = _run(words_of(text), 0, len(text))
    return _has("reopened", said), _has("closed", said)


def _kind(word: Word) -> str | None:
    if word.kind != "word":
        return None
    forms = {word.bare, word.bare[1:] if word.bare[:1] in "وف" and len(word.bare) > 2 else word.bare}
    return next((kind for kind in VERBS if any(_pattern(kind).fullmatch(form) for form in forms)), None)


def _is_negated(words: Sequence[Word], at: int, kind: str) -> bool:
    """Whether the verb is denied: "did not confirm"; silence is said that way."""
    seldom = at > 1 and words[at - 1].bare == "ما" and "نادرا" in words[at - 2].bare
    return kind != "silent" and at > 0 and (seldom or words[at - 1].bare in ("لم", "لا", "لن", "ولم", "ولا"))


def _parties(text: str, words: Sequence[Word], actors: Iterable[str]) -> dict[int, _Subject]:
    """The parties named in a sentence, by their first word: known doers, bodies that speak for one, actors."""
    found: dict[int, _Subject] = {}
    listed = [tuple(word.bare for word in words_of(actor)) for actor in sorted(actors)]
    for i, word in enumerate(words):
        doer = doer_at(words, i) if word.kind == "word" else None
        if doer is not None and doer.first == i:
            found[i] = _Subject(i, doer.last, _unquoted(text[doer.start : doer.end]))
        cut = 1 if word.bare.startswith("لل") and len(word.bare) > 4 else 0
        body = _pattern("bodies").match(_run(words, i, i + 5))
        last = i + len(body[0].split()) - 1 if body else i
        if body and (i not in found or last > found[i].last):
            found[i] = _Subject(i, last, text[word.start + cut : words[last].end])
        for names in listed:
            if names and tuple(w.bare for w in words[i : i + len(names)]) == names and i not in found:
                found[i] = _Subject(i, i + len(names) - 1, text[word.start : words[i + len(names) - 1].end])
    return found


def _unquoted(name: str) -> str:
    """A name without the quotation marks around the whole of it."""
    return name.strip('"“”«»') if name[:1] in '"“”«»' else name


def _subject(words: Sequence[Word], at: int, named: dict[int, _Subject]) -> _Subject | None:
    """The party of the verb at word `at`: behind it, but for whoever speaks for it, or right before it."""
    ranked = 0
    begin = at + 2 if words[at].bare.endswith("لم") else at + 1
    for i in range(begin, min(at + 1 + MOST_BETWEEN, len(words))):
        if i in named:
            return named[i]
        ranked = RANK_AND_NAME if words[i].bare in _RANKS else ranked - 1
        if not _pattern("between").fullmatch(words[i].bare) and ranked < 0:
            break
    for one in sorted(named.values(), key=lambda one: -one.last):
        gap = words[one.last + 1 : at]
        if one.last < at and len(gap) <= MOST_BETWEEN and _is_own(words, one, gap):
            return one
    return None


def _is_own(words: Sequence[Word], one: _Subject, gap: Sequence[Word]) -> bool:
    """Whether a verb behind a party is its own: only who speaks for it between, no preposition before."""
    led = words[one.first - 1].bare if one.first else ""
    free = led not in ("في", "من", "علي", "الي", "ضد", "عن", "مع") and words[one.first].bare[:1] not in "بل"
    clear = not gap or (gap[0].text == "،" and gap[-1].text == "،" and len(gap) > 2)
    return free and (clear or all(_pattern("between").fullmatch(word.bare) for word in gap))


def _follower(words: Sequence[Word], at: int) -> int | None:
    """The word from which "the statement added that" goes on; None where the verb has another subject."""
    after = words[at + 1] if at + 1 < len(words) else None
    if at > 2 or after is None:
        return None
    if _pattern("followers").fullmatch(after.bare):
        return at + 2
    return at + 1 if _pattern("opens").fullmatch(after.bare) else None


def _days(
    words: Sequence[Word], at: int, start: int, published: date | None
) -> tuple[date | None, tuple[date, ...]]:
    """When it was said, by a day between the verb and what is said; and the other days that the sentence names."""
    spoken, told = published, []
    for when in find_times(words, published):
        first, last = when.days
        if first is None or last is None or when.total:
            continue
        if at < when.first <= start + 1 and first == last:
            spoken = first
        else:
            told += [first, last]
    return spoken, tuple(sorted(told))


def _facets(kind: str, said: str, whole: str) -> frozenset[Facet]:
    """What is said of the event behind a verb of `kind`; empty where it is of something else."""
    if kind == "silent":
        silent = _begins("comment", said) or _begins("comment", whole.partition(" ")[2])
        return frozenset({Facet.SILENT}) if silent else frozenset()
    if kind == "deny":
        return _denied(said)
    if kind == "blame":
        of = _has("act", said) or _has("harm", said)
        return frozenset({Facet.OTHERWISE}) if of else frozenset()
    if kind == "accepts":
        return frozenset({Facet.ACCEPTS}) if _has("act", said) or _has("harm", said) else frozenset()
    if kind == "inquire":
        asks = _begins("inquiry", said) or _has("inquires", whole)
        return _inquired(said) if asks else frozenset()
    return _told(kind, said)


def _is_anothers(text: str, said: Sequence[Word], party: str) -> bool:
    """Whether the harm that a party admits was done by somebody else: "deaths in the enemy's shelling"."""
    if _has("own_harm", _run(said, 0, len(said))):
        return False
    doers = (text[doer.start : doer.end] for doer in find_actors(said))
    return any(not set(_words_in(doer)) & set(_words_in(party)) for doer in doers)


def _words_in(name: str) -> list[str]:
    """The words of a name as they are compared, articles off."""
    return [word.bare.removeprefix("ال") for word in words_of(name) if word.kind == "word"]


def _denied(said: str) -> frozenset[Facet]:
    if _begins("denied_other", said):
        return frozenset()
    if _begins("denied", said):
        return frozenset({Facet.DENIES})
    return frozenset({Facet.UNHARMED}) if _begins("denied_harm", said) else frozenset()


def _inquired(said: str) -> frozenset[Facet]:
    of = _has("act", said) or _has("harm", said) or _has("about", said)
    return frozenset({Facet.INQUIRES}) | _outcome(said) if of else frozenset()


def _told(kind: str, said: str) -> frozenset[Facet]:
    found = set(_outcome(said))
    groups = {
        "says_not": Facet.DENIES,
        "unharmed": Facet.UNHARMED,
        "fighters": Facet.FIGHTERS,
        "takes": Facet.ACCEPTS,
        "otherwise": Facet.OTHERWISE,
    }
    found |= {facet for group, facet in groups.items() if _has(group, said)}
    denies = found & {Facet.UNHARMED, Facet.DENIES}
    if not denies and (_has("own_harm", said) or (kind == "firm" and _has("harm", said))):
        found.add(Facet.CONCEDES)
    if _has("own_act", said) or (kind in ("firm", "confirm") and _has("act", said) and not denies):
        found.add(Facet.ACTED)
    if _has("inquires", said):
        found |= _inquired(said)
    return frozenset(found)


def _outcome(said: str) -> frozenset[Facet]:
    if _has("non_credible", said):
        return frozenset({Facet.NON_CREDIBLE})
    return frozenset({Facet.CREDIBLE}) if _has("credible", said) else frozenset()


def _run(words: Sequence[Word], first: int, end: int) -> str:
    return " ".join(word.bare for word in words[first:end] if word.kind != "mark" or word.text in "،:")


def _has(group: str, said: str) -> bool:
    return bool(_pattern(group).search(said))


def _begins(group: str, said: str) -> bool:
    """Whether what is said begins with an entry of a group, marks and "that" aside."""
    return bool(_pattern(group).match(re.sub(r"^(?:[،:] )*(?:ب?ان\w* )?", "", said)))


@cache
def _pattern(group: str) -> re.Pattern[str]:
    """The entries of a group as one expression that begins and ends with a word, what is glued before it aside."""
    return re.compile(rf"(?<!\w){_CLITICS}(?:{_inner(group)})(?!\w)" if group not in _EXACT else _inner(group))


_CLITICS = "[وف]?(?:لل|[بلك]?(?:ال)?)"
_EXACT = frozenset({"bodies", "opens"})


def _inner(group: str) -> str:
    return "|".join(re.sub(r"<(\w+)>", lambda found: _inner(found[1]), entry) for entry in _groups()[group])


@cache
def _groups() -> dict[str, list[str]]:
    text = (files("tollbook.assessments.vocabulary") / "statements_ar.toml").read_text(encoding="utf-8")
    return {group: [_folded(entry) for entry in entries] for group, entries in tomllib.loads(text).items()}


def _folded(entry: str) -> str:
    """An entry with its Arabic words as they are compared, its signs of expressions kept."""
    return re.sub(r"[\u0621-\u0652]+", lambda found: normalise(found[0]), entry)
