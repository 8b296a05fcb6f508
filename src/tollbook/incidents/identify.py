"""The ids of incidents: they stay with the claims they were given to, whatever is linked anew."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tollbook.model.incident import Incident


def identify(
    groups: Sequence[Sequence[str]],
    earlier: Mapping[str, Incident],
    retired: Mapping[str, Sequence[str]] | None = None,
    taken_out: Collection[str] = (),
    in_use: Collection[str] = (),
) -> tuple[list[str], dict[str, str]]:
    """An id for each group of claim ids, and what became of the earlier ids that are no longer in use.

    A group keeps the id of the earlier incident with which it shares most claims (of equal ones the smaller id);
    an incident that is split leaves its id to the part that keeps most of it. Claims that a person has just
    `taken_out`, or put back, take no id along. A group that gets none takes up the
    one of the `retired` ids, given with their last claims, with which it shares most, if that is more than half of
    both: so a merger that is undone gives the ids back. Any other is called `i-` and 12 hex digits of SHA-256 of
    its smallest claim id. An id out of use maps to the id that now has most of its claims, to "" where there is
    none left. `in_use` are ids of incidents that stay as they are.
    """
    homes = {claim: id_ for id_ in sorted(earlier) for claim in earlier[id_].claims}
    shared = [Counter(homes[claim] for claim in group if claim in homes) for group in groups]
    loose = set(taken_out)
    rooted = [
        Counter(homes[claim] for claim in group if claim in homes and claim not in loose) for group in groups
    ]
    offers = sorted(
        (-count, id_, min(groups[number]), number)
        for number, counts in enumerate(rooted)
        for id_, count in counts.items()
    )
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _, id_, _, number in offers:
        if number not in given and id_ not in taken:
            given[number] = id_
            taken.add(id_)
    for number, id_ in _revived(
        groups, given, {id_: claims for id_, claims in (retired or {}).items() if id_ not in taken}
    ):
        given[number] = id_
        taken.add(id_)
    for number in sorted(set(range(len(groups))) - given.keys(), key=lambda number: min(groups[number])):
        given[number] = _fresh(groups[number], taken | earlier.keys() | set(in_use))
        taken.add(given[number])
    gone = {}
    for id_ in sorted(earlier.keys() - taken):
        heirs = [(-counts[id_], given[number]) for number, counts in enumerate(shared) if counts[id_]]
        gone[id_] = min(heirs)[1] if heirs else ""
    return [given[number] for number in range(len(groups))], gone


def _revived(
    groups: Sequence[Sequence[str]], given: Mapping[int, str], retired: Mapping[str, Sequence[str]]
) -> list[tuple[int, str]]:
    """Groups without an id that are, by more than half of either, what an id out of use was given to."""
    homes: dict[str, list[str]] = {}
    for id_ in sorted(retired):
        for claim in retired[id_]:
            homes.setdefault(claim, []).append(id_)
    offers = []
    for number in set(range(len(groups))) - given.keys():
        shared = Counter(id_ for claim in groups[number] for id_ in homes.get(claim, ()))
        for id_, count in shared.items():
            if 2 * count > max(len(groups[number]), len(retired[id_])):
                offers.append((-count, id_, min(groups[number]), number))
    found: dict[int, str] = {}
    for _, id_, _, number in sorted(offers):
        if number not in found and id_ not in found.values():
            found[number] = id_
    return list(found.items())


def _fresh(group: Sequence[str], used: set[str]) -> str:
    """A new id: of the smallest claim, or of the next where that one's id is in use by the rest of a split, or was
    by an incident that a merger took in."""
    claims = sorted(group)
    again = (f"{claim} again" for claim in claims)
    further = (f"{claims[0]} again {number}" for number in itertools.count(2))
    return next(id_ for name in itertools.chain(claims, again, further) if (id_ := named_after(name)) not in used)


def named_after(name: str) -> str:
    """`i-` and 12 hex digits of SHA-256."""
    return "i-" + hashlib.sha256(name.encode()).hexdigest()[:12]
