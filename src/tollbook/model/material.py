"""Material: what a book holds in force at one moment, for whoever assesses, tallies or releases it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.incident import Incident
from tollbook.model.judgement import Position
from tollbook.model.place import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a book holds, as `flow` hands it over: effective claims (rejected ones are not among them).

    `claims`, `locations` and `wholes` are keyed by claim id, `texts` and `documents` by document id,
    `incidents` by incident id. `wholes` gives, for a claim that breaks another down, the other's id.
    """

    documents: Mapping[str, Document]
    texts: Mapping[str, str]
    claims: Mapping[str, Claim]
    incidents: Mapping[str, Incident]
    locations: Mapping[str, Location] = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    wholes: Mapping[str, str] = field(default_factory=dict)
