"""What persons decided, made consistent: which claims must be of one incident, and which must not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.incidents.groups import Groups
from tollbook.model.finding import Finding
from tollbook.model.judgement import Judgement
from tollbook.model.vocabulary import Decision

Pair = tuple[str, str]

_PAIRED = (Decision.SAME, Decision.DIFFERENT, Decision.UNSURE)
_BINDING = (*_PAIRED, Decision.MOVE, Decision.SPLIT, Decision.MERGE)
_NAMED = 3
"""Claims that a finding names, before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The pairs that hold, each in the order of its ids; and, as findings, the judgements that a later one undid.

    Pairs that follow from others are not listed: `same` and `different` hold with all that follows from them.
    `judged` are all pairs that somebody looked at, the unsure ones too: nobody need be asked again.
    """

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    judged: frozenset[Pair] = frozenset()
    set_aside: tuple[Finding, ...] = ()

    def groups(self) -> Groups[str]:
        """The same as groups of claims, with what follows."""
        groups: Groups[str] = Groups()
        for a, b in self.same:
            groups.join(a, b)
        for a, b in self.different:
            groups.forbid(a, b)
        return groups


def weigh(judgements: Iterable[Judgement], followed: Mapping[str, str] | None = None) -> Weighed:
    """The judgements on pairs and on incidents, as far as they hold together.

    On one pair the latest holds. Beyond that, where judgements contradict each other (a is b, b is c, but a is not
    c) the later holds, and the earlier as far as it can: one on many claims gives up those about which later ones
    say otherwise, and a finding names them. `followed` gives claims that were read otherwise their successors.
    """
    binding = [_followed(one, followed or {}) for one in judgements if one.decision in _BINDING]
    latest: dict[object, Judgement] = {}
    for judgement in sorted(binding, key=lambda one: one.seq):
        latest[_pair(*judgement.claims) if judgement.decision in _PAIRED else judgement.seq] = judgement
    scales = _Scales()
    aside = [
        found
        for judgement in sorted(latest.values(), key=lambda one: -one.seq)
        if (found := scales.hold(judgement)) is not None
    ]
    return Weighed(
        same=tuple(sorted(scales.same)),
        different=tuple(sorted(scales.different)),
        judged=frozenset(_pair(*one.claims) for one in latest.values() if one.decision in _PAIRED),
        set_aside=tuple(reversed(aside)),
    )


class _Scales:
    """Judgements put in from the last to the first: what each can still say goes in, what it cannot comes back."""

    def __init__(self) -> None:
        self._groups: Groups[str] = Groups()
        self.same: set[Pair] = set()
        self.different: set[Pair] = set()

    def hold(self, judgement: Judgement) -> Finding | None:
        """Put a judgement in; a finding where not all of it could be."""
        parts = self._join(judgement.together)
        lost = [claim for part in parts[1:] for claim in part]
        lost += self._part(*judgement.apart)
        return _set_aside(judgement, list(dict.fromkeys(lost))) if lost else None

    def _join(self, claims: Sequence[str]) -> list[list[str]]:
        """Put claims together; where some are apart already, each with the first that it may be with."""
        parts: list[list[str]] = []
        for claim in claims:
            for part in parts:
                if self._groups.join(part[0], claim):
                    part.append(claim)
                    break
            else:
                parts.append([claim])
        self.same |= {_pair(part[0], claim) for part in parts for claim in part[1:]}
        return parts

    def _part(self, ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
        """Keep claims from others; returns those of the others that are together with one of them already."""
        lost = []
        heads = {self._groups.root(claim): claim for claim in reversed(ours)}
        for other in theirs:
            for claim in sorted(heads.values()):
                if self._groups.forbid(claim, other):
                    self.different.add(_pair(claim, other))
                else:
                    lost.append(other)
        return lost


def _followed(judgement: Judgement, followed: Mapping[str, str]) -> Judgement:
    def now(claims: Sequence[str]) -> tuple[str, ...]:
        return tuple(followed.get(claim, claim) for claim in claims)

    if not followed:
        return judgement
    return replace(judgement, claims=now(judgement.claims), joined=now(judgement.joined), left=now(judgement.left))


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _set_aside(judgement: Judgement, lost: Sequence[str]) -> Finding:
    if judgement.decision in _PAIRED:
        first, second = judgement.claims
        said = f"“{first} and {second} are {judgement.decision}” contradicts later judgements, which hold."
    else:
        more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        named = ", ".join(lost[:_NAMED])
        said = f"This {judgement.decision} no longer holds for {named}{more}: later judgements say otherwise."
    return Finding(
        code="judgement.set_aside",
        where=f"entry:{judgement.seq}",
        message=said,
        advice="Nothing to do if the later ones are right; else undo them, or judge again.",
    )
