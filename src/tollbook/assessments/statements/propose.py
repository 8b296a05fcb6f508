"""Propose positions to a person: what was found in the texts, the incident it fits, and what was decided of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tollbook.assessments.assess import assess_all
from tollbook.assessments.profiles import Profile
from tollbook.assessments.statements.match import Fit, Incidents, is_recorded
from tollbook.ledger import proposals
from tollbook.ledger.open import Ledger
from tollbook.model.finding import Refusal
from tollbook.model.judgement import Position
from tollbook.model.material import Material
from tollbook.model.proposal import Proposal
from tollbook.model.vocabulary import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposed position with the incident that it fits, and what a person decided of it, if anybody did.

    `accused` says whether claims of that incident name the party as the doer.
    """

    proposal: Proposal
    fit: Fit
    accused: bool = False
    position: Position | None = None
    rejection: proposals.Rejection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a person says of a position: who speaks, on which rung, when, and how many killed that concedes.

    Empty where they say nothing of it.
    """

    party: str = ""
    step: Step | None = None
    day: date | None = None
    conceded: int | None = None


AS_IT_STANDS = Saying()


def propose(ledger: Ledger, material: Material, profile: Profile) -> tuple[Proposed, ...]:
    """Everything proposed, decided or not, held against the incidents of `material` as `profile` has them."""
    known = Incidents(material.incidents, assess_all(material, profile))
    rejected = proposals.rejections(ledger)
    return tuple(
        Proposed(
            proposal=one,
            fit=(fit := known.fit(one)),
            accused=known.is_accused(one.party, fit.incident),
            position=is_recorded(one, material.positions),
            rejection=rejected.get(id_),
        )
        for id_, one in proposals.proposals(ledger).items()
    )


def fitting_incident(proposal: Proposal, proposed: Iterable[Proposed]) -> str:
    """The id of the incident that a proposal fits. Raises Refusal where none does, or several do alike."""
    fit = next(one.fit for one in proposed if one.proposal.id == proposal.id)
    if not fit.incident:
        raise Refusal(
            f"no incident fits {proposal.id}", "Name it with --incident; `tollbook incidents BOOK` lists them."
        )
    return fit.incident
