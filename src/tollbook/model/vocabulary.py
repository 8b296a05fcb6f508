"""The closed lists of the book: the values that a field may take, for code, screens and exports alike."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Harm(StrEnum):
    """What happened to the people (or homes) counted. `casualties`: killed or injured, not told apart."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"
    TRAPPED = "trapped"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"


class Status(StrEnum):
    """What a text says the people counted were."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Age(StrEnum):
    """Adult is 18 and over (SDG indicator 16.1.2)."""

    CHILD = "child"
    ADULT = "adult"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex as the text gives it (SDG indicator 16.1.2)."""

    WOMAN = "woman"
    MAN = "man"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """What a count covers: one event, a period or area, a rate, or an older or other conflict."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    BACKGROUND = "background"


class Stance(StrEnum):
    """How the speaker stands to the harm. `conceded`: the party held responsible says it happened."""

    ASSERTED = "asserted"
    DENIED = "denied"
    CONCEDED = "conceded"
    DISPUTED = "disputed"


class Cause(StrEnum):
    """By what means."""

    AIRSTRIKE = "airstrike"
    ARTILLERY = "artillery"
    MISSILE = "missile"
    DRONE = "drone"
    BOMB = "bomb"
    SHOOTING = "shooting"
    EXECUTION = "execution"
    GROUND_FIGHTING = "ground_fighting"
    CHEMICAL = "chemical"
    MINE = "mine"
    SIEGE = "siege"
    OTHER = "other"
    UNKNOWN = "unknown"


class WherePrecision(IntEnum):
    """UCDP GED `where_prec`: how exactly a place is known."""

    EXACT = 1
    NEAR = 2  # within about 25 km
    DISTRICT = 3  # second-order division
    PROVINCE = 4  # first-order division
    VAGUE = 5
    COUNTRY = 6
    SEA_OR_AIR = 7


class DatePrecision(IntEnum):
    """UCDP GED `date_prec`: how exactly a date is known."""

    DAY = 1
    DAYS = 2  # two to six days
    WEEK = 3
    MONTH = 4
    YEAR = 5


class Grade(StrEnum):
    """What a profile thinks of an incident (RULES.md §2); `provisional` is the word of profile `ibc`."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    PROVISIONAL = "provisional"


class StrikeStatus(StrEnum):
    """The second axis: how sure it is whose action it was (RULES.md §2)."""

    DECLARED = "declared"
    LIKELY = "likely"
    CONTESTED = "contested"
    SINGLE_SOURCE_CLAIM = "single_source_claim"


class Step(StrEnum):
    """The ladder of what an accused party says (HURIDOCS micro-thesaurus 28), lowest rung first."""

    NO_STATEMENT = "no_statement_found"
    STATES_CIRCUMSTANCES = "states_circumstances"
    DENIES_ACT = "denies_act"
    DENIES_RESPONSIBILITY = "acknowledges_act_denies_responsibility"
    ALTERNATIVE_EXPLANATION = "acknowledges_act_with_alternative_explanation"
    ACCEPTS_RESPONSIBILITY = "acknowledges_and_accepts_responsibility"


class Verdict(StrEnum):
    """What a belligerent's own assessment of a report came to, or how far it is. `non_credible` is no denial."""

    NON_CREDIBLE = "non_credible"
    CREDIBLE = "credible"
    DUPLICATE = "duplicate"
    OPEN = "open"
    REOPENED = "reopened"


class Decision(StrEnum):
    """What a person can decide: of a claim (the first three), of a pair (the next three), of incidents."""

    ACCEPT = "accept"
    AMEND = "amend"
    REJECT = "reject"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
