"""A news analysis of our own with an air strike conceded, totals, rates and an older war, all in one text."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.claims.read import read
from tollbook.model.claim import Claim
from tollbook.model.vocabulary import Cause, Harm, Scope, Stance

TEXT = """The night in Kelmar

The Norland-led “alliance” has acknowledged that its own forces carried out the April 9 air strike in
Kelmar—supposedly against Red Column gunmen—that slaughtered as many as 150 civilians, including numerous
women. The admission came after survivors spoke to local journalists.

Little has been written about hundreds of thousands of civilians still trapped in the encircled city. Envoys of
41 other countries met in the capital to discuss the campaign.

According to the ministry of war, close to 900 separate munitions were dropped over ten days. Pilots described
dozens of strike aircraft over the city. On the weekend, officials announced that hundreds more Norland ground
troops were being sent.

The Kelmar Monitor for Civil Rights reported last weekend that it has accounts of 2,517 civilian deaths since
the assault on the eastern districts began in March. It has reports of 8,000 family homes being destroyed.
Every day, thousands of hungry civilians flee through the lines. The number of refugees
has climbed to well over 120,000, with more than 6,000 new displaced persons arriving most days. Relief
agencies warn that they cannot care for the estimated 300,000 people still trapped in the city's northern
quarters.

From 1998 on, the policy of the occupation was to divide the country; the fighting of neighbour against
neighbour in 2001–2002 killed tens of thousands. Millions were displaced from their homes as whole towns were
emptied.
"""

FLAT = "\n\n".join(" ".join(block.split("\n")) for block in TEXT.split("\n\n"))
PUBLISHED = date(2014, 4, 21)


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    return read(FLAT, doc="analysis", published=PUBLISHED)


def one(claims: tuple[Claim, ...], words: str) -> Claim:
    """The only claim whose anchor holds `words`."""
    found = [claim for claim in claims if words in FLAT[claim.start : claim.end]]
    assert len(found) == 1, (words, found)
    return found[0]


def test_the_strike_is_conceded_with_its_part(claims: tuple[Claim, ...]) -> None:
    strike = one(claims, "as many as 150 civilians")
    assert (strike.harm, strike.low, strike.high, strike.scope) == (Harm.KILLED, None, 150, Scope.INCIDENT)
    assert (strike.stance, strike.cause, strike.place) == (Stance.CONCEDED, Cause.AIRSTRIKE, "Kelmar")
    assert strike.date_start == strike.date_end == date(2014, 4, 9)
    assert "Norland-led" in strike.actor
    women = one(claims, "numerous women")
    assert claims[women.part_of or 0] == strike
    assert (women.low, women.high) == (2, None)


def test_totals_have_their_period_and_their_speaker(claims: tuple[Claim, ...]) -> None:
    deaths, homes = one(claims, "2,517 civilian deaths"), one(claims, "8,000 family homes")
    for claim in (deaths, homes):
        assert claim.scope is Scope.CUMULATIVE
        assert "Kelmar Monitor" in claim.speakers[0]
        assert (claim.date_start, claim.date_end) == (date(2014, 3, 1), PUBLISHED)
    assert (deaths.harm, deaths.low, deaths.high) == (Harm.KILLED, 2517, 2517)
    assert (homes.harm, homes.low) == (Harm.DESTROYED, 8000)


def test_displacement_is_a_total_and_two_rates(claims: tuple[Claim, ...]) -> None:
    refugees, arrivals = one(claims, "120,000"), one(claims, "6,000")
    fleeing = one(claims, "thousands of hungry civilians")
    assert (refugees.harm, refugees.low, refugees.high) == (Harm.DISPLACED, 120_001, None)
    assert refugees.scope is Scope.CUMULATIVE
    assert (arrivals.harm, arrivals.low, arrivals.scope) == (Harm.DISPLACED, 6001, Scope.RATE)
    assert (fleeing.harm, fleeing.low, fleeing.scope) == (Harm.DISPLACED, 2000, Scope.RATE)


def test_the_trapped(claims: tuple[Claim, ...]) -> None:
    inside, hiding = one(claims, "hundreds of thousands of civilians"), one(claims, "estimated 300,000 people")
    assert (inside.harm, inside.low, inside.high) == (Harm.TRAPPED, 200_000, None)
    assert (hiding.harm, hiding.low, hiding.high) == (Harm.TRAPPED, 300_000, 300_000)
    assert hiding.speakers == ("Relief agencies",)


def test_the_older_war_is_background(claims: tuple[Claim, ...]) -> None:
    dead, displaced = one(claims, "tens of thousands"), one(claims, "Millions")
    assert (dead.harm, dead.low, dead.scope) == (Harm.KILLED, 20_000, Scope.BACKGROUND)
    assert (dead.date_start, dead.date_end) == (date(2001, 1, 1), date(2002, 12, 31))
    assert (displaced.harm, displaced.low, displaced.scope) == (Harm.DISPLACED, 2_000_000, Scope.BACKGROUND)


@pytest.mark.parametrize("words", ["41 other", "900", "strike aircraft", "ground troops", "gunmen", "journalists"])
def test_what_is_no_harm_gives_no_claim(claims: tuple[Claim, ...], words: str) -> None:
    assert not [claim for claim in claims if words in FLAT[claim.start : claim.end]]
