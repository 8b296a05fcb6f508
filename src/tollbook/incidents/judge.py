"""What persons decided of pairs of claims, made consistent: which must be together, and which must not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tollbook.incidents.groups import Groups
from tollbook.model.finding import Finding
from tollbook.model.judgement import Judgement
from tollbook.model.vocabulary import Decision


@dataclass(frozen=True, slots=True)
class Weighed:
    """The pairs that hold, each in the order of its ids; and, as findings, the judgements that a later one undid.

    `judged` are all pairs that somebody looked at, the unsure ones too: nobody need be asked again.
    """

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    judged: frozenset[tuple[str, str]] = frozenset()
    set_aside: tuple[Finding, ...] = ()


def weigh(judgements: Iterable[Judgement]) -> Weighed:
    """The judgements on pairs that hold together.

    On one pair the latest holds. Where "same" and "different" contradict each other across several pairs (a is b,
    b is c, but a is not c), the later judgement holds as well, and the earlier one is set aside with a finding.
    """
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda one: one.seq):
        if judgement.decision in _PAIRED and len(judgement.claims) == 2:
            latest[_pair(judgement.claims)] = judgement
    groups: Groups[str] = Groups()
    held: dict[Decision, list[tuple[str, str]]] = {decision: [] for decision in _PAIRED}
    aside: list[Finding] = []
    for pair, judgement in sorted(latest.items(), key=lambda item: -item[1].seq):
        first, second = pair
        holds = True
        if judgement.decision is Decision.SAME:
            holds = groups.join(first, second)
        elif judgement.decision is Decision.DIFFERENT:
            holds = groups.forbid(first, second)
        if holds:
            held[judgement.decision].append(pair)
        else:
            aside.append(_set_aside(judgement))
    return Weighed(
        same=tuple(sorted(held[Decision.SAME])),
        different=tuple(sorted(held[Decision.DIFFERENT])),
        judged=frozenset(latest),
        set_aside=tuple(reversed(aside)),
    )


_PAIRED = (Decision.SAME, Decision.DIFFERENT, Decision.UNSURE)


def _pair(claims: Sequence[str]) -> tuple[str, str]:
    first, second = sorted(claims)
    return first, second


def _set_aside(judgement: Judgement) -> Finding:
    first, second = judgement.claims
    return Finding(
        code="judgement.set_aside",
        where=f"entry:{judgement.seq}",
        message=f"“{first} and {second} are {judgement.decision}” contradicts later judgements, which hold.",
        advice="Undo the judgements that are wrong, or judge this pair again.",
    )
