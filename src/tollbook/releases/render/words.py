"""The closed lists of the book in plain words, for whoever reads a release without knowing the field."""

from __future__ import annotations

from collections.abc import Mapping

from tollbook.model.vocabulary import (
    Cause,
    DatePrecision,
    Grade,
    Harm,
    Stance,
    Step,
    StrikeStatus,
    WherePrecision,
)

# The order in which grades are listed: those that the headline counts first.
GRADES: Mapping[Grade, str] = {
    Grade.CONFIRMED: "A specific belligerent has accepted responsibility for civilian harm.",
    Grade.FAIR: "Two or more credible, independent sources, with likely or confirmed actions near by.",
    Grade.WEAK: "A single independent source.",
    Grade.CONTESTED: "Competing claims of responsibility.",
    Grade.DISCOUNTED: "Those killed were combatants, or another party is most likely responsible.",
    Grade.PROVISIONAL: "Not yet borne out by two independent sources.",
}

STRIKE_STATUS: Mapping[StrikeStatus, str] = {
    StrikeStatus.DECLARED: "a belligerent has declared the action as its own",
    StrikeStatus.LIKELY: "it is likely whose action it was",
    StrikeStatus.CONTESTED: "it is contested whose action it was",
    StrikeStatus.SINGLE_SOURCE_CLAIM: "a single source says whose action it was",
}

STEPS: Mapping[Step, str] = {
    Step.NO_STATEMENT: "No statement found",
    Step.STATES_CIRCUMSTANCES: "States circumstances",
    Step.DENIES_ACT: "Denies the act",
    Step.DENIES_RESPONSIBILITY: "Acknowledges the act, denies responsibility",
    Step.ALTERNATIVE_EXPLANATION: "Acknowledges the act, with an alternative explanation",
    Step.ACCEPTS_RESPONSIBILITY: "Acknowledges the act and accepts responsibility",
}

HARM: Mapping[Harm, str] = {
    Harm.KILLED: "killed",
    Harm.INJURED: "injured",
    Harm.CASUALTIES: "killed or injured, not told apart",
    Harm.MISSING: "missing",
    Harm.DETAINED: "detained",
    Harm.DISPLACED: "displaced",
    Harm.TRAPPED: "trapped",
    Harm.DESTROYED: "buildings destroyed",
    Harm.DAMAGED: "buildings damaged",
}

STANCE: Mapping[Stance, str] = {
    Stance.ASSERTED: "asserted",
    Stance.DENIED: "denied",
    Stance.CONCEDED: "conceded by the party held responsible",
    Stance.DISPUTED: "disputed",
}

CAUSE: Mapping[Cause, str] = {
    Cause.AIRSTRIKE: "air strike",
    Cause.ARTILLERY: "artillery",
    Cause.MISSILE: "missile",
    Cause.DRONE: "drone",
    Cause.BOMB: "bomb",
    Cause.SHOOTING: "shooting",
    Cause.EXECUTION: "execution",
    Cause.GROUND_FIGHTING: "ground fighting",
    Cause.CHEMICAL: "chemical weapon",
    Cause.MINE: "mine or explosive remnant",
    Cause.SIEGE: "siege",
    Cause.OTHER: "other means",
    Cause.UNKNOWN: "",
}

DATE_PRECISION: Mapping[DatePrecision, str] = {
    DatePrecision.DAY: "the day is known",
    DatePrecision.DAYS: "known to within two to six days",
    DatePrecision.WEEK: "known to the week",
    DatePrecision.MONTH: "known to the month",
    DatePrecision.YEAR: "known to the year",
}

WHERE_PRECISION: Mapping[WherePrecision, str] = {
    WherePrecision.EXACT: "the place itself is known",
    WherePrecision.NEAR: "known to within about 25 kilometres",
    WherePrecision.DISTRICT: "known to the district",
    WherePrecision.PROVINCE: "known to the province",
    WherePrecision.VAGUE: "known only vaguely",
    WherePrecision.COUNTRY: "known to the country",
    WherePrecision.SEA_OR_AIR: "at sea or in the air",
}

FIGURES: Mapping[str, str] = {
    "killed": "Killed",
    "injured": "Injured",
    "children": "Children killed",
    "women": "Women killed",
    "men": "Men killed",
}


def figure(name: str) -> str:
    """What a figure of an assessment is called on the page; its own name where it has no other."""
    return FIGURES.get(name, name.replace("_", " ").capitalize())
