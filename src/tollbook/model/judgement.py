"""Judgements: what persons decided. Each is an entry of its own; undoing one is another entry."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from tollbook.model.vocabulary import Decision, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision on one claim (accept, amend, reject) or on a pair (same, different, unsure).

    `claims` holds one or two claim ids. `fields` are the amended fields of a claim as CLAIMS.md writes them in
    JSON. `seq` is the number of the ledger entry; of two judgements on the same subject the later one holds.
    """

    seq: int
    at: datetime.datetime
    by: str
    decision: Decision
    claims: tuple[str, ...]
    why: str = ""
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What an accused party says of an incident, on the ladder of `Step`: dated, pointing at the sentence.

    `claim` or `document` (one of them) is what it rests on; `conceded` a number the party itself concedes.
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
