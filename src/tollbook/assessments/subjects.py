"""What a figure is about: which claims feed "killed", "children", "homes destroyed" and the rest."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Age, Harm, Sex, Status


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a figure: a harm, and for parts of the killed the group of people."""

    name: str
    harm: Harm
    group: str = ""

    def covers(self, claim: Claim) -> bool:
        """Whether the claim is about this subject."""
        return claim.harm is self.harm and (not self.group or group(claim) == self.group)


def group(claim: Claim) -> str:
    """ "children" of any sex; "women" and "men" not called children; empty where neither age nor sex is told, and
    where the words tell of children and grown people together ("women and children")."""
    if claim.age is Age.CHILD:
        return "children"
    if claim.age is Age.MIXED:
        return ""
    return {Sex.WOMAN: "women", Sex.MAN: "men"}.get(claim.sex, "")


def identified(claim: Claim) -> frozenset[str]:
    """What the claim identifies its people as, in the words of the rule `range.minimum`."""
    groups = {"children": {"child"}, "women": {"woman"}}.get(group(claim), set())
    return frozenset({str(claim.status)} | groups)


TOTALS = tuple(Subject(str(harm), harm) for harm in Harm)
KILLED = TOTALS[0]
GROUPS = tuple(Subject(name, Harm.KILLED, name) for name in ("children", "women", "men"))
SUBJECTS = (*TOTALS[:1], *TOTALS[1:2], *GROUPS, *TOTALS[2:])


def is_combatant(claim: Claim) -> bool:
    """Whether the text calls all those counted combatants."""
    return claim.status is Status.COMBATANT
