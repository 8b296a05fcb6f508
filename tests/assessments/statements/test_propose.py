from __future__ import annotations

import pytest

from tollbook.assessments.statements.match import Fit
from tollbook.assessments.statements.propose import Proposed, fitting_incident
from tollbook.model.finding import Refusal
from tollbook.model.proposal import Proposal
from tollbook.model.vocabulary import Step

DENIAL, EXCUSE = (
    Proposal(document="d", start=start, end=start + 40, step=step, party="Karvan army", quote="…")
    for start, step in ((0, Step.DENIES_ACT), (50, Step.ALTERNATIVE_EXPLANATION))
)
PROPOSED = (
    Proposed(proposal=EXCUSE, fit=Fit()),
    Proposed(proposal=DENIAL, fit=Fit(incident="i-1", words="by the day")),
)


def test_a_proposal_goes_to_the_incident_that_it_fits() -> None:
    assert fitting_incident(DENIAL, PROPOSED) == "i-1"


def test_one_that_fits_none_is_refused_until_a_person_names_the_incident() -> None:
    with pytest.raises(Refusal, match="no incident fits"):
        fitting_incident(EXCUSE, PROPOSED)
