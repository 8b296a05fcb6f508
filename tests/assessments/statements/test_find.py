"""Sentences of accused parties find their rung; those of others, and of other things, find none."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.assessments.statements.find import find_statements
from tollbook.model.claim import Claim
from tollbook.model.proposal import Proposal
from tollbook.model.vocabulary import Harm, Step, Verdict

MONDAY = date(2021, 5, 10)
DOCUMENT = "d" * 64


def found(text: str, *claims: Claim, publisher: str = "", published: date | None = MONDAY) -> tuple[Proposal, ...]:
    by_id = {claim.id: claim for claim in claims}
    return find_statements(DOCUMENT, text, by_id, publisher=publisher, published=published).proposals


def killed(text: str, words: str, number: int, actor: str = "") -> Claim:
    start = text.index(words)
    return Claim(
        doc=DOCUMENT,
        start=start,
        end=start + len(words),
        harm=Harm.KILLED,
        low=number,
        high=number,
        count_text=words,
        actor=actor,
    )


RUNGS = [
    ("The Western-led coalition declined to comment on the raid.", Step.NO_STATEMENT),
    ("The army has not yet commented on the attack.", Step.NO_STATEMENT),
    ("By nightfall the Karvan military had made no statement.", Step.NO_STATEMENT),
    (
        "A spokesman for the Karvan Army, Colonel A. Brem, confirmed that its jets hit a house.",
        Step.STATES_CIRCUMSTANCES,
    ),
    ("The coalition said that it had opened an inquiry into the strike on the market.", Step.STATES_CIRCUMSTANCES),
    ("The allegation is not credible, the coalition said.", Step.STATES_CIRCUMSTANCES),
    ("The navy said it could not corroborate the deaths.", Step.STATES_CIRCUMSTANCES),
    ("The Northern coalition denied on Sunday that its aircraft had struck the bakery.", Step.DENIES_ACT),
    ("“We did not carry out any strikes in that area,” the military said in a statement.", Step.DENIES_ACT),
    ("The shelling of the mill was denied by the army.", Step.DENIES_ACT),
    ("Russia denied involvement in the bombing of the depot.", Step.DENIES_ACT),
    ("The defence ministry called a briefing and said the reports were fabricated.", Step.DENIES_ACT),
    ("The air force acknowledged the raid but said all those killed were militants.", Step.DENIES_RESPONSIBILITY),
    ("The army said that no civilians were harmed and that it had struck a depot.", Step.DENIES_RESPONSIBILITY),
    (
        "The coalition said its strike killed nine people, and that explosives stored by rebels broke the roof.",
        Step.ALTERNATIVE_EXPLANATION,
    ),
    (
        "The army admitted that its shells killed a family. It blamed a secondary explosion for the deaths.",
        Step.ALTERNATIVE_EXPLANATION,
    ),
    (
        "The Western-led coalition said on Friday that its air strike killed 14 civilians.",
        Step.ACCEPTS_RESPONSIBILITY,
    ),
    ("The Karvan Army accepted responsibility for the shelling of the clinic.", Step.ACCEPTS_RESPONSIBILITY),
    ("According to the coalition, the report was assessed as credible.", Step.ACCEPTS_RESPONSIBILITY),
]


@pytest.mark.parametrize(("text", "step"), RUNGS)
def test_a_sentence_of_a_party_stands_on_its_rung(text: str, step: Step) -> None:
    proposals = found(text)
    assert proposals
    assert step in {one.step for one in proposals}
    assert proposals[0].quote == text[proposals[0].start : proposals[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "Residents denied that the army had fighters in the bakery.",
        "The Red Crescent denied that its strike over pay had harmed patients.",
        "The mayor accused the army of hiding the dead.",
        "The headmaster confirmed that the raid killed two pupils.",
        "NEITHER THE REBELS NOR THE ARMY HAVE CLAIMED RESPONSIBILITY FOR THE SHELLING.",
        "Villagers said that soldiers hit the mill and the army bombed the mosque.",
    ],
)
def test_what_third_parties_say_is_not_proposed(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army denied access to the ruined street for rescue crews.",
        "The Karvan army denied reports that it was about to withdraw from the city.",
        "The ministry of defence denied that it had cut off water to the town.",
        "The coalition said on Monday that it would train two more brigades.",
        "The navy confirmed the appointment of a new admiral.",
    ],
)
def test_what_a_party_says_of_other_things_is_not_proposed(text: str) -> None:
    assert not found(text)


def test_who_only_blames_another_is_proposed_where_somebody_accuses_it() -> None:
    text = "Neighbours say 6 people died. The army blamed a misfired rocket for the blast at the school."
    assert not found(text)
    (one,) = found(text, killed(text, "6 people", 6, actor="the army"))
    assert (one.step, one.named) == (Step.DENIES_ACT, True)


def test_a_concession_has_its_number_day_and_claim() -> None:
    text = "The Western-led coalition said on Friday that its air strike of 3 May killed 14 civilians in Dorat."
    claim = killed(text, "14 civilians", 14)
    (one,) = found(text, claim)
    assert (one.conceded, one.date, one.first) == (14, date(2021, 5, 7), date(2021, 5, 3))
    assert one.claims == (claim.id,)


def test_a_denial_concedes_nothing() -> None:
    text = "The army denied that its shells killed 14 civilians in Dorat."
    (one,) = found(text, killed(text, "14 civilians", 14))
    assert (one.step, one.conceded) == (Step.DENIES_ACT, None)


def test_a_partys_own_paper_speaks_for_it_under_its_full_name() -> None:
    text = "The mill was mined and there is no sign of an air strike, the command said."
    (one,) = found(text, publisher="Karvan military command")
    assert (one.party, one.step) == ("Karvan military command", Step.DENIES_ACT)
    (own,) = found("Our aircraft struck a depot on 3 May.", publisher="Northern coalition")
    assert (own.party, own.step) == ("Northern coalition", Step.STATES_CIRCUMSTANCES)


def test_what_follows_it_belongs_to_whoever_spoke_last() -> None:
    text = "The Karvan army spoke of a clash. The statement said that no civilians were harmed."
    (one,) = found(text)
    assert (one.party, one.step) == ("Karvan army", Step.DENIES_ACT)


def test_inquiries_carry_their_verdict() -> None:
    for words, verdict in (
        ("has opened a review of the strike", Verdict.OPEN),
        ("has reopened its inquiry into the strike, and opened a review", Verdict.REOPENED),
    ):
        assert found(f"The coalition said it {words}.")[0].verdict is verdict


def test_without_a_day_of_publication_no_day_is_made_up() -> None:
    assert found("The army denied the raid.", published=None)[0].date is None


def test_the_same_sentence_has_the_same_id_whatever_else_is_found_of_it() -> None:
    text = "The coalition said its air strike killed 14 civilians in Dorat."
    (one,), (other,) = found(text), found(text, killed(text, "14 civilians", 14), published=None)
    assert one.id == other.id
    assert one.conceded != other.conceded
