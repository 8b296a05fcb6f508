"""Which pairs of tellings are compared at all: those that share a key, so that the work grows with the book.

A key says something that two tellings of one event would share: a day and a piece of ground, a day and a name, a
number and a time. Neighbouring days and neighbouring pieces of ground share keys by overlap. Where one key gathers
too many tellings, they are told apart by finer keys before any pair is left out.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

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
FEW_DAYS = 9
"""So many days that a report leaves open are keyed one by one."""
RECOGNISABLE, RARE = 3, 10
"""A number from which it can be a key together with the day; and together with a longer time, or with a name."""
MOST_TOGETHER = 60
"""So many tellings of one key are compared each with each; more are told apart by finer keys first."""
AT_ANY_TIME = -1
MOST_UNSORTED = 1_000_000
"""Pairs that are kept as they come, before what was found more than once is held once."""
NEIGHBOURS = 24
"""Where no finer key is left, each telling is compared with so many next to it in the order of likeness."""


def pairs(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """The pairs (lower position first, in order) that share a key; tellings of one document are never a pair.

    Takes some hundred bytes a telling and eight a pair.
    """
    found = Pairs()
    for members in _sharing(tellings, _day_keys):
        found.add(_within(tellings, members, 0))
    for members in _sharing(tellings, _span_keys):
        found.add(_open_pairs(tellings, members))
    for members in _sharing(tellings, _known_term_keys):
        found.add(_within(tellings, members, 0))
    for members in _sharing(tellings, _term_keys):
        found.add(_open_pairs(tellings, members))
    for pair in found:
        if tellings[pair[0]].doc != tellings[pair[1]].doc:
            yield pair


def keys(telling: Telling) -> list[int]:
    """The keys of a telling as numbers that stay the same: of two with an even one each pair is compared, of two
    with an odd one only such of which one at least is not known to the day.

    Two keys have one number once in a million books.
    """
    return [
        (_number(family, what) + time * _STEP & _MASK) << 1 | odd
        for family, (given, odd) in enumerate(_FAMILIES)
        for time, what in given(telling)
    ]


def sharing_pairs(tellings: Sequence[Telling], key: int) -> Iterator[Pair]:
    """The pairs, by position, of all the tellings that share a key, given in the order of tellings."""
    members = list(range(len(tellings)))
    yield from _open_pairs(tellings, members) if key & 1 else _within(tellings, members, 0)


@lru_cache(maxsize=1_000_000)
def _number(family: int, what: Key) -> int:
    return int.from_bytes(blake2b(repr((family, what)).encode(), digest_size=8).digest()) & _MASK


class Pairs:
    """Pairs, each once: two positions in one number."""

    def __init__(self) -> None:
        self._new = array("Q")
        self._sorted = np.empty(0, np.uint64)

    def add(self, pairs: Iterable[Pair]) -> None:
        """Take pairs in, the lower position first."""
        self._new.extend(first << 32 | second for first, second in pairs)
        if len(self._new) > MOST_UNSORTED:
            self._sort()

    def __iter__(self) -> Iterator[Pair]:
        self._sort()
        for start in range(0, len(self._sorted), MOST_UNSORTED):
            for pair in self._sorted[start : start + MOST_UNSORTED].tolist():
                yield pair >> 32, pair & 0xFFFFFFFF

    def codes(self) -> NDArray[np.uint64]:
        """The pairs in order, each as one number: the first times 2 to the power of 32, and the second."""
        self._sort()
        return self._sorted

    def _sort(self) -> None:
        self._sorted = np.union1d(self._sorted, np.frombuffer(self._new, np.uint64))
        self._new = array("Q")


def _sharing(
    tellings: Sequence[Telling], keys: Callable[[Telling], Iterable[tuple[int, Key]]]
) -> Iterator[list[int]]:
    """The positions, in order, of tellings that share a key: a time, and what there was then."""
    numbers: dict[Key, int] = {}
    times, whats, members = array("i"), array("i"), array("i")
    for number, telling in enumerate(tellings):
        for time, what in keys(telling):
            times.append(time)
            whats.append(numbers.setdefault(what, len(numbers)))
            members.append(number)
    if not members:
        return
    order = np.lexsort((members, whats, times))
    by_time, by_what = np.asarray(times)[order], np.asarray(whats)[order]
    ends = np.flatnonzero((np.diff(by_time) != 0) | (np.diff(by_what) != 0)) + 1
    at = np.asarray(members)[order]
    first = 0
    for last in (*ends.tolist(), len(at)):
        if last - first > 1:
            yield at[first:last].tolist()
        first = last


def is_dated(telling: Telling) -> bool:
    """Whether a telling is known to the day, or nearly."""
    if telling.shown is not None and telling.shown.days:
        return telling.shown.days.bit_count() <= FEW_DAYS
    return bool(telling.first) and telling.last - telling.first < EXACT_DAYS


def _day_keys(telling: Telling) -> Iterator[tuple[int, Key]]:
    """For tellings known to the day: the day and the one after, with ground, name or number."""
    if telling.first and telling.last - telling.first < EXACT_DAYS:
        for what in _what(telling, RECOGNISABLE):
            for day in range(telling.first, telling.last + 2):
                yield day, what


def _span_keys(telling: Telling) -> Iterator[tuple[int, Key]]:
    """For all: the spans in which it may have happened, with ground, name or number; and name with number."""
    first, last = telling.first, telling.last
    if not first and telling.published:  # it happened before it was published, most often soon before
        first, last = telling.published - 2 * SPAN_DAYS, telling.published
    if first:
        spans = range(first // SPAN_DAYS, last // SPAN_DAYS + 1)[-LONGEST_SPANS:]
        for what in _what(telling, RARE):
            for span in spans:
                yield span, what
    for harm, number in telling.numbers:
        if number >= RARE:
            for name in _names(telling):
                yield AT_ANY_TIME, ("named", harm, number, name)


def _known_term_keys(telling: Telling) -> Iterator[tuple[int, Key]]:
    """For reports whose days are known: each day and the one after, with a name."""
    if telling.shown is not None and is_dated(telling):
        days = telling.shown.days | telling.shown.days << 1
        while days:
            lowest = days & -days
            for term in telling.shown.terms.names:
                yield lowest.bit_length(), ("term", term)
            days ^= lowest


def _term_keys(telling: Telling) -> Iterator[tuple[int, Key]]:
    """For all reports: a name at any time; of such pairs at least one has no known days."""
    if telling.shown is not None:
        for term in telling.shown.terms.names:
            yield AT_ANY_TIME, ("term", term)


_FAMILIES = ((_day_keys, 0), (_span_keys, 1), (_known_term_keys, 0), (_term_keys, 1))
_MASK = (1 << 62) - 1
_STEP = 0x9E3779B97F4A7C15
"""What a day adds to a key's number (2 to the power of 64 over the golden mean: near days are far apart)."""


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
    loose = [number for number in members if not is_dated(tellings[number])]
    if not loose:
        return
    if len(members) <= MOST_TOGETHER:
        for pair in combinations(members, 2):
            if not (is_dated(tellings[pair[0]]) and is_dated(tellings[pair[1]])):
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
