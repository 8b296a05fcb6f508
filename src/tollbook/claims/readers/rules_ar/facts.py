"""What a sentence itself says of a draft: when, where, by what means, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tollbook.claims.readers.draft import NEVER
from tollbook.claims.readers.rules_ar.actor import Actor, find_actors
from tollbook.claims.readers.rules_ar.cause import Means, find_causes, nearest
from tollbook.claims.readers.rules_ar.dates import When
from tollbook.claims.readers.rules_ar.discourse import Facts
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.phrases import phrase_at
from tollbook.claims.readers.rules_ar.said import Speech, find_speeches
from tollbook.claims.readers.rules_ar.site import CITY, COUNTRYSIDE
from tollbook.claims.readers.rules_ar.when import find_times
from tollbook.claims.readers.rules_ar.where import Place, find_places
from tollbook.claims.readers.rules_ar.words import Sentence
from tollbook.model.vocabulary import Cause, Harm

_FAR: Final = 99


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the finders say of one sentence; `scenes` are its runs of words that tell one thing each."""

    sentence: Sentence
    text: str
    times: tuple[When, ...]
    places: tuple[Place, ...]
    causes: tuple[Means, ...]
    actors: tuple[Actor, ...]
    speeches: tuple[Speech, ...]
    scenes: tuple[tuple[int, int], ...]


def read_circumstances(sentence: Sentence, text: str, published: date | None) -> Reading:
    """Looks for every circumstance that a sentence names."""
    words = sentence.words
    speeches = find_speeches(words)
    tellers = [speech.span for speech in speeches]
    found = find_places(words)
    places = tuple(p for p in found if not any(a <= p.first <= b for a, b in tellers))
    actors = tuple(a for a in find_actors(words) if not any(s <= a.first <= e for s, e in tellers))
    times = find_times(words, published)
    return Reading(sentence, text, times, places, find_causes(words), actors, speeches, _scenes(sentence))


def _scenes(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    words = sentence.words
    starts = [0]
    for i in range(1, len(words)):
        if phrase_at(words, i, "turns", "scene") is not None and i - starts[-1] > 2:
            starts.append(i)
    return tuple(zip(starts, [*(s - 1 for s in starts[1:]), len(words) - 1], strict=True))


def facts_of(reading: Reading, draft: Draft, drafts: Sequence[Draft]) -> Facts:
    """The circumstances of one draft, from its own sentence only: its scene, else the others in turn."""
    number = next(
        n
        for n, (first, last) in enumerate(reading.scenes)
        if first <= draft.trigger <= last or n == len(reading.scenes) - 1
    )
    when = means = actor = None
    place = _left(reading, draft) if draft.harm is Harm.DISPLACED else None
    for first, last in (*reversed(reading.scenes[: number + 1]), *reading.scenes[number + 1 :]):
        when = when or _when(reading, draft, first, last)
        place = place or _place(reading, draft, drafts, first, last)
        means = means or nearest(reading.causes, draft.trigger, first, last)
        actor = actor or _actor(reading, draft, drafts, first, last)
    when = when or _when(reading, draft, 0, _FAR)
    cause = means.cause if means else Cause.UNKNOWN
    if draft.harm is Harm.DETAINED and cause is not Cause.GROUND_FIGHTING:
        cause = Cause.OTHER
    return _facts(reading, when, place, cause, means is not None and means.general, actor)


def _left(reading: Reading, draft: Draft) -> Place | None:
    """Where the displaced fled from: the first place behind them that "from" stands before."""
    words = reading.sentence.words
    behind = (place for place in reading.places if place.first > draft.trigger and place.exact > COUNTRYSIDE)
    return next((place for place in behind if words[place.first - 1].bare == "من"), None)


def facts_without_harm(reading: Reading) -> Facts:
    """The circumstances that a sentence without a claim sets for what follows."""
    last = len(reading.sentence.words) - 1
    place = max((p for p in reading.places if not p.elsewhere), key=lambda p: (p.exact, -p.first), default=None)
    means = nearest(reading.causes, 0, 0, last)
    actor = max(reading.actors, key=lambda a: (a.rank, -a.first), default=None)
    when = next((w for w in reading.times if not w.total), None)
    cause = means.cause if means else Cause.UNKNOWN
    return _facts(reading, when, place, cause, means is not None and means.general, actor)


def _facts(
    reading: Reading, when: When | None, place: Place | None, cause: Cause, general: bool, actor: Actor | None
) -> Facts:
    return Facts(
        days=when.days if when else NEVER,
        total=when is not None and when.total,
        place=_written(reading, place.start, place.end) if place else "",
        exact=place.exact if place else -1,
        names=place.names if place else frozenset(),
        around=place.around if place else frozenset(),
        cause=cause,
        general=general,
        actor=_written(reading, actor.start, actor.end) if actor else "",
        rank=actor.rank if actor else 0,
    )


def _written(reading: Reading, start: int, end: int) -> str:
    return reading.text[start:end]


def _when(reading: Reading, draft: Draft, first: int, last: int) -> When | None:
    inside = [when for when in reading.times if first <= when.first <= last]
    other = [when for when in inside if not _dates_speech(reading, when, draft)]
    inside = other or inside
    return min(inside, key=lambda w: (w.days == NEVER, abs(w.first - draft.trigger)), default=None)


def _dates_speech(reading: Reading, when: When, draft: Draft) -> bool:
    """Whether a time says when something was said: between the verb of saying and what it introduces."""
    return any(
        speech.names and speech.at <= when.first <= speech.span[1] + 3 and when.last < draft.trigger
        for speech in reading.speeches
    )


def _place(reading: Reading, draft: Draft, drafts: Sequence[Draft], first: int, last: int) -> Place | None:
    """The place of a draft among words `first` to `last`; that of its whole where none stands right behind it."""
    inside = [
        place
        for place in reading.places
        if first <= place.first <= last
        and not place.elsewhere
        and not (draft.start < place.end and place.start < draft.end)
    ]
    beside = [place for place in inside if 0 < place.first - draft.last <= 2]
    if beside and draft.whole is not None and reading.sentence.words[beside[0].first - 1].bare in ("في", "من"):
        return beside[0]
    if draft.whole is not None and any(draft.whole is one for one in drafts):
        return _place(reading, draft.whole, drafts, first, last)
    following = [
        d.first for d in drafts if d.first > draft.last and d.whole is not draft and d.whole is not draft.whole
    ]
    stop = min(following, default=_FAR)
    own = [place for place in inside if draft.last < place.first < stop and place.exact >= CITY]
    later = [place for place in inside if place.first > stop and place.exact >= CITY]
    if own and (later or not [p for p in inside if p.last < draft.first]):
        inside = own
    elif later and [p for p in inside if p.first < stop and p.exact >= CITY]:
        inside = [p for p in inside if p.first < stop]
    return max(inside, key=lambda p: (p.exact, -abs(p.first - draft.trigger)), default=None)


def _actor(reading: Reading, draft: Draft, drafts: Sequence[Draft], first: int, last: int) -> Actor | None:
    inside = [
        actor
        for actor in reading.actors
        if first <= actor.first <= last and not any(d.start < actor.end and actor.start < d.end for d in drafts)
    ]
    return max(inside, key=lambda a: (a.rank, -abs(a.at - draft.trigger)), default=None)
