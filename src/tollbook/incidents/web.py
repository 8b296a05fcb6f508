"""The web: which tellings of a book are compared, with what score, kept so that new ones cost only their own work.

What comes of it is the same as from the beginning, by the same measures. A pair is compared where the tellings of
a key say so, which depends on those tellings alone. A cluster can come out otherwise only where a telling or a
pair of its own has changed, or a cluster that a score above nothing leads to has (`around`): average-link
clustering joins two clusters by nothing else, and what is joined elsewhere does not bear on it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from tollbook.incidents.block import MOST_TOGETHER, Pair, Pairs, is_dated, keys, sharing_pairs
from tollbook.incidents.cluster import Joins
from tollbook.incidents.lines import Tellings
from tollbook.incidents.link import Found
from tollbook.incidents.score import Scorer
from tollbook.incidents.scores import Scores

Codes = NDArray[np.uint64]
Ids = NDArray[np.int32]
NONE = np.empty(0, np.uint64)
SHIFT = np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)


@dataclass(slots=True)
class Web:
    """Tellings by id, in the order in which they came in: those that are gone keep their place.

    `keys` in order, with the telling that each is of in `owners`; `claims` are numbers of claims, `holders` their
    tellings; `codes` are the pairs that are compared, in order (`block.Pairs`), with their `bits`; `looked` those
    scored while clustering, with theirs. `docs` are numbers of the tellings' documents, `loose` says which are not
    known to the day, `cluster` numbers the cluster of each, -1 where it is gone, `trace` how that came about.
    """

    tellings: Tellings
    docs: Codes
    loose: NDArray[np.bool_]
    cluster: Ids
    trace: Codes
    keys: Codes
    owners: Ids
    claims: Codes
    holders: Ids
    codes: Codes
    bits: NDArray[np.float64]
    looked: Codes
    looked_bits: NDArray[np.float64]

    @classmethod
    def empty(cls, tellings: Tellings) -> Web:
        """A web before the first telling; `tellings` grows as they come in."""
        ids, reals = np.empty(0, np.int32), np.empty(0, np.float64)
        return cls(
            tellings, NONE, np.empty(0, np.bool_), ids, NONE, NONE, ids, NONE, ids, NONE, reals, NONE, reals
        )

    @property
    def alive(self) -> NDArray[np.bool_]:
        """Which tellings are not gone."""
        return self.cluster >= 0

    def of_documents(self, documents: Collection[str]) -> list[int]:
        """The tellings, not gone, of these documents."""
        wanted = np.array(sorted(map(_number, documents)), np.uint64)
        at = np.flatnonzero(np.isin(self.docs, wanted) & self.alive).tolist()
        return [one for one in at if self.tellings[one].doc in documents]

    def of_claims(self, claims: Collection[str]) -> list[int]:
        """The tellings, not gone, that these claims are in."""
        wanted = np.array(sorted(map(_number, claims)), np.uint64)
        at = np.unique(self.holders[np.isin(self.claims, wanted)])
        return [
            one for one in at[self.alive[at]].tolist() if not set(claims).isdisjoint(self.tellings[one].claims)
        ]

    def change(self, gone: Collection[int], count: int, scorer: Scorer) -> set[int]:
        """Take out tellings, and take in the last `count` of `tellings`.

        Returns the tellings, not gone, whose clusters may come out otherwise: new ones, those that were with one
        that is gone, and those of changed pairs.
        """
        before = len(self.docs)
        lost = np.zeros(before + count, np.bool_)
        lost[list(gone)] = True
        left = np.isin(self.cluster, np.unique(self.cluster[list(gone)]))
        self._take_in(count)
        touched, old = self._change_keys(before, lost)
        found, ended = self._pairs(touched, old, before)
        changed = self._change_pairs(found, ended, lost, scorer)
        self.cluster[list(gone)] = -1
        changed |= {*np.flatnonzero(left).tolist(), *range(before, before + count)}
        return {one for one in changed if self.cluster[one] >= 0}

    def around(self, tellings: Collection[int]) -> NDArray[np.bool_]:
        """Which tellings are in the clusters of these, or in such that a score above nothing leads to."""
        inside = self._whole(list(tellings))
        first, second = _both(self.codes[self.bits > 0])
        return self._whole([*np.flatnonzero(inside).tolist(), *first[inside[second]], *second[inside[first]]])

    def _whole(self, tellings: Sequence[int]) -> NDArray[np.bool_]:
        """Which are in the clusters of these; tellings of no cluster yet are by themselves."""
        numbers = np.unique(self.cluster[tellings]) if tellings else np.empty(0, np.int32)
        inside = np.isin(self.cluster, numbers[(numbers >= 0) & (numbers != NEW)])
        inside[tellings] = True
        return inside & self.alive

    def ordered(self, inside: NDArray[np.bool_]) -> list[int]:
        """These tellings in the order of tellings."""
        return sorted(np.flatnonzero(inside).tolist(), key=lambda one: self.tellings[one].order)

    def scores(self, ordered: Sequence[int]) -> Scores:
        """The scores between tellings, by their positions in `ordered`."""
        return self._among(ordered, self.codes, self.bits)

    def looked_at(self, ordered: Sequence[int]) -> dict[Pair, float]:
        """The scores that were needed when these tellings were clustered last, by positions in `ordered`."""
        return dict(self._among(ordered, self.looked, self.looked_bits))

    def _among(self, ordered: Sequence[int], codes: Codes, bits: NDArray[np.float64]) -> Scores:
        at = np.full(len(self.docs), -1, np.int64)
        at[list(ordered)] = np.arange(len(ordered))
        first, second = (at[one] for one in _both(codes))
        inside = (first >= 0) & (second >= 0)
        low, high = np.minimum(first, second)[inside], np.maximum(first, second)[inside]
        order = np.lexsort((high, low))
        return Scores.of(low[order], high[order], bits[inside][order])

    def differing(
        self, ordered: Sequence[int], clusters: Sequence[Sequence[int]], joins: Sequence[Joins]
    ) -> list[int]:
        """The tellings of clusters, by positions in `ordered`, that are new or came about otherwise."""
        sizes = Counter(self.cluster[list(ordered)].tolist())
        found = []
        for members, joined in zip(clusters, joins, strict=True):
            ours = [ordered[one] for one in members]
            was = set(self.cluster[ours].tolist())
            same = len(was) == 1 and NEW not in was and sizes[next(iter(was))] == len(ours)
            if not same or int(self.trace[ours[0]]) != _trace(ordered, joined):
                found += ours
        return found

    def put(self, ordered: Sequence[int], found: Found) -> None:
        """Keep what clustering made of the tellings in `ordered`: their clusters, and the pairs it looked at."""
        inside = np.zeros(len(self.docs), np.bool_)
        inside[list(ordered)] = True
        first, second = _both(self.looked)
        stay = ~(inside[first] & inside[second]) & self.alive[first] & self.alive[second]
        codes = np.array([_code(ordered[i], ordered[j]) for (i, j), _ in found.looked], np.uint64)
        self.looked = np.concatenate((self.looked[stay], codes))
        self.looked_bits = np.concatenate(
            (self.looked_bits[stay], np.array([bits for _, bits in found.looked], np.float64))
        )
        number = int(self.cluster[self.cluster != NEW].max(initial=-1)) + 1
        for at, (members, joined) in enumerate(zip(found.clusters, found.joins, strict=True)):
            ours = [ordered[one] for one in members]
            self.cluster[ours] = number + at
            self.trace[ours] = _trace(ordered, joined)

    def near(self, most: float) -> tuple[Codes, NDArray[np.float64]]:
        """The pairs within `most` bits of nothing, compared or looked at, with their bits; the nearest first."""
        codes, bits = np.concatenate((self.codes, self.looked)), np.concatenate((self.bits, self.looked_bits))
        at = np.flatnonzero(np.abs(bits) <= most)
        at = at[np.argsort(np.abs(bits[at]), kind="stable")]
        return codes[at], bits[at]

    def _take_in(self, count: int) -> None:
        new = [self.tellings[at] for at in range(len(self.docs), len(self.docs) + count)]
        self.docs = np.concatenate((self.docs, np.array([_number(one.doc) for one in new], np.uint64)))
        self.loose = np.concatenate((self.loose, np.array([not is_dated(one) for one in new], np.bool_)))
        self.cluster = np.concatenate((self.cluster, np.full(count, NEW, np.int32)))
        self.trace = np.concatenate((self.trace, np.zeros(count, np.uint64)))
        first = len(self.cluster) - count
        holders = [at for at, one in enumerate(new, first) for _ in one.claims]
        claims = [_number(claim) for one in new for claim in one.claims]
        self.claims = np.concatenate((self.claims, np.array(claims, np.uint64)))
        self.holders = np.concatenate((self.holders, np.array(holders, np.int32)))

    def _change_keys(self, before: int, lost: NDArray[np.bool_]) -> tuple[Codes, tuple[Codes, Ids]]:
        """The keys whose tellings have changed; and the keys with their tellings as they were."""
        old = self.keys, self.owners
        number, owner = array("Q"), array("i")
        for at in range(before, len(self.docs)):
            own = dict.fromkeys(keys(self.tellings[at]))
            number.extend(own)
            owner.extend([at] * len(own))
        new, owners = np.frombuffer(number, np.uint64), np.frombuffer(owner, np.int32)
        going = lost[self.owners]
        touched = np.unique(np.concatenate((self.keys[going], new)))
        every, all_ = np.concatenate((self.keys[~going], new)), np.concatenate((self.owners[~going], owners))
        order = np.lexsort((all_, every))
        self.keys, self.owners = every[order], all_[order]
        return touched, old

    def _pairs(self, touched: Codes, old: tuple[Codes, Ids], before: int) -> tuple[Codes, set[int]]:
        """The pairs that the changed keys give, and those that they gave before and give no more."""
        found = Pairs()
        ended: set[int] = set()
        spans = [np.searchsorted(self.keys, touched, side) for side in ("left", "right")]
        spans += [np.searchsorted(old[0], touched, side) for side in ("left", "right")]
        first, last, first_old, last_old = spans
        some = np.flatnonzero((last - first > 1) | (last_old - first_old > MOST_TOGETHER))
        for at in some.tolist():
            key = int(touched[at])
            members = self.owners[first[at] : last[at]].tolist()
            members_old = old[1][first_old[at] : last_old[at]].tolist()
            if max(len(members), len(members_old)) <= MOST_TOGETHER:
                found.add(self._of_few(members, before, only_loose=bool(key & 1)))
                continue
            now = self._of_many(members, key)
            found.add((one >> 32, one & 0xFFFFFFFF) for one in now)
            ended |= self._of_many(members_old, key) - now
        return found.codes(), ended

    def _of_few(self, members: Sequence[int], before: int, *, only_loose: bool) -> Iterator[Pair]:
        """The pairs of a key's tellings of which one at least is new."""
        new = [one for one in members if one >= before]
        rest = members[: len(members) - len(new)]
        for i, j in (*product(rest, new), *combinations(new, 2)):
            if not only_loose or self.loose[i] or self.loose[j]:
                yield i, j

    def _of_many(self, members: Sequence[int], key: int) -> set[int]:
        """The pairs, as codes, of a key's tellings."""
        ordered = sorted(members, key=lambda one: self.tellings[one].order)
        told = [self.tellings[one] for one in ordered]
        return {_code(ordered[i], ordered[j]) for i, j in sharing_pairs(told, key)}

    def _change_pairs(self, found: Codes, ended: set[int], lost: NDArray[np.bool_], scorer: Scorer) -> set[int]:
        """Score what is compared now, let go of what is no more; the tellings whose clusters that may change."""
        first, second = _both(self.codes)
        stay = ~(lost[first] | lost[second])
        many: dict[int, set[int]] = {}
        over = np.array(sorted(ended), np.uint64)
        over = over[np.isin(over, self.codes[stay])]
        over = np.array([code for code in over.tolist() if not self._is_still(code, many)], np.uint64)
        dropped = np.isin(self.codes, over)
        beside = self._beside()
        changed = self._moved(self.codes[dropped | ~stay], self.bits[dropped | ~stay], beside)
        codes, bits = self.codes[stay & ~dropped], self.bits[stay & ~dropped]
        new = np.setdiff1d(found, codes, assume_unique=True)
        new = new[self.docs[(new >> SHIFT).astype(np.int64)] != self.docs[(new & LOW).astype(np.int64)]]
        scored = np.fromiter((self._bits(code, scorer) for code in new.tolist()), np.float64, len(new))
        changed |= self._moved(new, scored, beside)
        codes, bits = np.concatenate((codes, new)), np.concatenate((bits, scored))
        order = np.argsort(codes, kind="stable")
        self.codes, self.bits = codes[order], bits[order]
        return changed

    def _bits(self, code: int, scorer: Scorer) -> float:
        i, j = code >> 32, code & 0xFFFFFFFF
        return scorer.bits(i, j) if self.tellings[i].order < self.tellings[j].order else scorer.bits(j, i)

    def _is_still(self, code: int, many: dict[int, set[int]]) -> bool:
        """Whether a pair that one key gives no more is given by another; `many` keeps those of keys of many."""
        i, j = code >> 32, code & 0xFFFFFFFF
        for key in set(keys(self.tellings[i])) & set(keys(self.tellings[j])):
            first, last = (
                np.searchsorted(self.keys, np.array([key], np.uint64), "left"),
                np.searchsorted(self.keys, np.array([key], np.uint64), "right"),
            )
            members = self.owners[first[0] : last[0]].tolist()
            if len(members) <= MOST_TOGETHER:
                if not key & 1 or self.loose[i] or self.loose[j]:
                    return True
                continue
            if key not in many:
                many[key] = self._of_many(members, key)
            if code in many[key]:
                return True
        return False

    def _beside(self) -> Codes:
        """The pairs of clusters, in order, that scores above nothing lead between."""
        first, second = _both(self.codes[self.bits > 0])
        return np.unique(self._of_clusters(first, second))

    def _of_clusters(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> Codes:
        ours, theirs = self.cluster[first].astype(np.uint64), self.cluster[second].astype(np.uint64)
        found: Codes = np.minimum(ours, theirs) << SHIFT | np.maximum(ours, theirs)
        return found

    def _moved(self, codes: Codes, bits: NDArray[np.float64], beside: Codes) -> set[int]:
        """The tellings of pairs above nothing, or inside a cluster, or between two that are beside each other."""
        first, second = _both(codes)
        counts = (bits > 0) | (self.cluster[first] == self.cluster[second])
        counts |= np.isin(self._of_clusters(first, second), beside)
        return set(first[counts].tolist()) | set(second[counts].tolist())


NEW = 2**31 - 1
"""The cluster of tellings that are in none yet."""


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest())


def _both(codes: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return (codes >> SHIFT).astype(np.int64), (codes & LOW).astype(np.int64)


def _trace(ordered: Sequence[int], joins: Joins) -> int:
    """How a cluster came about, as a number; `joins` go by positions in `ordered`."""
    told = repr([(mean, ordered[i], ordered[j]) for mean, i, j in joins])
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest())


def _code(i: int, j: int) -> int:
    return min(i, j) << 32 | max(i, j)
