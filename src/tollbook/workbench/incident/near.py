"""Incidents that are perhaps the same as one: the doubtful pairs between them, with what speaks for which."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.incidents.weigh import Evidence, evidence
from tollbook.ledger import linked
from tollbook.ledger.open import Ledger
from tollbook.model.incident import Link

MOST = 8
"""So many incidents are set beside one; the least certain first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Another incident, and the pair of claims, `own` and `other`, that puts in doubt whether it is the same.

    `within` says that both claims are in this incident now: then the doubt is whether they should be.
    """

    incident: str
    own: str
    other: str
    score: float
    evidence: Evidence
    within: bool = False


def near(ledger: Ledger, incident: str, claims: frozenset[str]) -> list[Near]:
    """What is perhaps the same as `incident`, by the doubtful pairs of the linking in force; least certain first.

    Of several pairs with one other incident the first stands. Pairs inside the incident come after the others.
    """
    links = linked.doubtful(ledger, claims)
    homes = linked.homes(ledger, {id_ for link in links for id_ in (link.a, link.b)})
    found: dict[str, Near] = {}
    inside: list[Near] = []
    for link in links:
        own, other = (link.a, link.b) if link.a in claims else (link.b, link.a)
        home = homes.get(other)
        if home is None:
            continue
        one = _near(link, own, other, home, within=home == incident)
        if one.within:
            inside.append(one)
        else:
            found.setdefault(home, one)
    return [*found.values(), *inside][:MOST]


def _near(link: Link, own: str, other: str, home: str, *, within: bool) -> Near:
    return Near(incident=home, own=own, other=other, score=link.score, evidence=evidence(link), within=within)
