"""Judgements: what persons decided. Each is an entry of its own; undoing one is another entry."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from tollbook.model.vocabulary import Decision, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision on one claim (accept, amend, reject), on a pair (same, different, unsure), or on incidents
    (move, split, merge).

    `claims` are the ids of the claims that it is about: one, two, or those that were moved, split off or merged.
    Of a move `joined` are the claims that they were put with; of a move and a split `left` are those that they
    were taken from. `fields` are the amended fields of a claim as CLAIMS.md writes them in JSON. `seq` is the
    number of the ledger entry; of two judgements on the same subject the later one holds.
    """

    seq: int
    at: datetime.datetime
    by: str
    decision: Decision
    claims: tuple[str, ...]
    why: str = ""
    fields: dict[str, object] = field(default_factory=dict)
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def together(self) -> tuple[str, ...]:
        """The claims that it says are of one event, the ones that it is about first."""
        match self.decision:
            case Decision.SAME | Decision.MOVE | Decision.SPLIT | Decision.MERGE:
                return (*self.claims, *self.joined)
        return ()

    @property
    def apart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Two lists of claims: it says that none of the first is of one event with any of the second."""
        match self.decision:
            case Decision.DIFFERENT:
                return self.claims[:1], self.claims[1:]
            case Decision.MOVE | Decision.SPLIT:
                return self.claims, self.left
        return (), ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What an accused party says of an incident, on the ladder of `Step`: dated, pointing at the sentence.

    `claim` or `document` (one of them) is what it rests on; `conceded` a number the party itself concedes;
    `proposal` what a machine had proposed and a person accepted by it.
    """

    seq: int
    at: datetime.datetime
    by: str
    incident: str
    party: str
    step: Step
    date: datetime.date
    claim: str = ""
    document: str = ""
    quote: str = ""
    conceded: int | None = None
    why: str = ""
    proposal: str = ""
