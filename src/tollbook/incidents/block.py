"""Which pairs of tellings are compared at all: those that share a key, so that the work grows with the book.

A key says something that two tellings of one event would share: a day and a piece of ground, a day and a name, a
number and a time. Neighbouring days and neighbouring pieces of ground share keys by overlap. Where one key gathers
too many tellings, they are told apart by finer keys before any pair is left out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from tollbook.incidents.telling import Telling
from tollbook.model.vocabulary import WherePrecision

Pair = tuple[int, int]
Key = tuple[Hashable, ...]

CELL_DEGREES = 0.6
"""The side of a piece of ground; points within half of it each way always share one: 33 km, and from west to east
27 km at 35 degrees north."""
SPAN_DAYS = 12
"""The span for what is not known to the day; tellings within 24 days of each other share one."""
EXACT_DAYS = 3
"""A period up to so many days is keyed by its days, a longer one by spans."""
LONGEST_SPANS = 8
RECOGNISABLE, RARE = 3, 10
"""A number from which it can be a key together with the day; and together with a longer time, or with a name."""
MOST_TOGETHER = 60
"""So many tellings of one key are compared each with each; more are told apart by finer keys first."""
NEIGHBOURS = 24
"""Where no finer key is left, each telling is compared with so many next to it in the order of likeness."""


def pairs(tellings: Sequence[Telling]) -> list[Pair]:
    """The pairs (lower position first, in order) that share a key; tellings of one document are never a pair."""
    dated, spans = defaultdict[Key, list[int]](list), defaultdict[Key, list[int]](list)
    for number, telling in enumerate(tellings):
        for key in _day_keys(telling):
            dated[key].append(number)
        for key in _span_keys(telling):
            spans[key].append(number)
    found: set[Pair] = set()
    for members in dated.values():
        found.update(_within(tellings, members, 0))
    for members in spans.values():
        found.update(_open_pairs(tellings, members))
    return sorted(pair for pair in found if tellings[pair[0]].doc != tellings[pair[1]].doc)


def _is_dated(telling: Telling) -> bool:
    return bool(telling.first) and telling.last - telling.first < EXACT_DAYS


def _day_keys(telling: Telling) -> Iterator[Key]:
    """For tellings known to the day: the day and the one after, with ground, name or number."""
    if not _is_dated(telling):
        return
    for day in range(telling.first, telling.last + 2):
        for what in _what(telling, RECOGNISABLE):
            yield (day, *what)


def _span_keys(telling: Telling) -> Iterator[Key]:
    """For all: the spans in which it may have happened, with ground, name or number; and name with number."""
    first, last = telling.first, telling.last
    if not first and telling.published:  # it happened before it was published, most often soon before
        first, last = telling.published - 2 * SPAN_DAYS, telling.published
    if first:
        spans = range(first // SPAN_DAYS, last // SPAN_DAYS + 1)
        for span in list(spans)[-LONGEST_SPANS:]:
            for what in _what(telling, RARE):
                yield ("span", span, *what)
    for harm, number in telling.numbers:
        if number >= RARE:
            for name in _names(telling):
                yield ("named", harm, number, name)


def _what(telling: Telling, least: int) -> Iterator[Key]:
    """Where it was and what was counted, as far as either is known."""
    spot = telling.spot
    if spot.precision is not None and spot.precision <= WherePrecision.DISTRICT:
        yield from _cells(spot.location.latitude, spot.location.longitude)
    for name in _names(telling):
        yield ("name", name)
    for harm, number in telling.numbers:
        if number >= least:
            yield ("number", harm, number)


def _names(telling: Telling) -> Iterable[str]:
    """The place's name, and its consonants; countries are too wide to be told apart by."""
    spot = telling.spot
    if not spot.key or (spot.precision is not None and spot.precision >= WherePrecision.COUNTRY):
        return ()
    return dict.fromkeys(filter(None, (spot.name, spot.bones)))


def _cells(latitude: float | None, longitude: float | None) -> Iterator[Key]:
    """Four pieces of ground that contain the point, each shifted by half a side against the others."""
    if latitude is None or longitude is None:
        return
    x, y = longitude / CELL_DEGREES, latitude / CELL_DEGREES
    for shift_x in (0.0, 0.5):
        for shift_y in (0.0, 0.5):
            yield ("ground", shift_x, shift_y, math.floor(x + shift_x), math.floor(y + shift_y))


def _open_pairs(tellings: Sequence[Telling], members: list[int]) -> Iterator[Pair]:
    """Pairs of one span of which at least one is not known to the day; the others have keys of their own."""
    loose = [number for number in members if not _is_dated(tellings[number])]
    if not loose:
        return
    if len(members) <= MOST_TOGETHER:
        for pair in combinations(members, 2):
            if not (_is_dated(tellings[pair[0]]) and _is_dated(tellings[pair[1]])):
                yield pair
        return
    yield from _finer(tellings, members, 0, set(loose))


def _within(tellings: Sequence[Telling], members: list[int], depth: int) -> Iterator[Pair]:
    """The pairs of tellings that share a key."""
    if len(members) <= MOST_TOGETHER:
        yield from combinations(members, 2)
    else:
        yield from _finer(tellings, members, depth, None)


def _finer(tellings: Sequence[Telling], members: list[int], depth: int, loose: set[int] | None) -> Iterator[Pair]:
    """The pairs of a key that gathers many: those that share a finer key too, and those next to each other.

    With `loose`, only pairs with one of these. What still is too many after the last finer key is ordered by
    place, number and day, and each compared with its neighbours there.
    """
    ordered = sorted(members, key=lambda number: (*_order(tellings[number]), number))
    for at, number in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            if loose is None or number in loose or other in loose:
                yield min(number, other), max(number, other)
    if depth >= len(_FINER):
        return
    shares = defaultdict[Hashable, list[int]](list)
    for number in members:
        for key in _FINER[depth](tellings[number]):
            shares[key].append(number)
    for share in shares.values():
        if len(share) <= MOST_TOGETHER:
            for pair in combinations(share, 2):
                if loose is None or pair[0] in loose or pair[1] in loose:
                    yield pair
        elif len(share) < len(members) or depth + 1 < len(_FINER):
            yield from _finer(tellings, share, depth + 1, loose)


def _finer_names(telling: Telling) -> Iterable[Hashable]:
    return list(_names(telling))


def _finer_numbers(telling: Telling) -> Iterable[Hashable]:
    return [(harm, number) for harm, number in telling.numbers if number >= RECOGNISABLE]


def _finer_means(telling: Telling) -> Iterable[Hashable]:
    return [(telling.cause, telling.actor)]


_FINER = (_finer_names, _finer_numbers, _finer_means)


def _order(telling: Telling) -> tuple[str, list[int], int, int]:
    """Tellings that are alike come next to one another in this order."""
    return telling.spot.name, [number for _, number in telling.numbers], telling.first, telling.published
