"""Who is counted: status, age and sex by the words of a mention (CLAIMS.md, "Hard cases")."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from tollbook.claims.readers.rules_en import lexicon
from tollbook.model.vocabulary import Age, Sex, Status

_AGE = re.compile(
    r"(?P<a>\d{1,3})(?:-|\s)?(?:years?|yrs?)(?:-|\s)?(?:old|of age)|\baged?\s+(?P<b>\d{1,3})\b|\((?P<c>\d{1,2})\)"
    r"|,\s(?P<d>\d{1,2})(?=,|\s-|\)|$|\s(?:and|was|were))|(?P<e>\d{1,2})(?:-|\s)(?:months?|weeks?|days?)(?:(?:-|\s)old|\))"
    r"|\((?P<f>\d{1,2}) years?\)",
    re.IGNORECASE,
)
_WORD_AGE = re.compile(r"\b([a-z]+(?:-[a-z]+)?)[- ](years?|months?|weeks?|days?)[- ]old\b", re.IGNORECASE)
_CHILDISH = re.compile(
    r"\b(?:under the age of 1[0-8]|teenage|teen-aged|underage|young (?:children|boys?|girls?))\b", re.IGNORECASE
)


_OF_ARMY = re.compile(
    r"\b(?:army|military|navy|naval|air force|infantry|special forces|service)\s+(?:[a-z]+\s)?"
    r"(?:members?|officers?|personnel|auxiliar(?:y|ies)|captains?|colonels?|recruits?|drivers?|pilots?|generals?|majors?|men|women)\s"
)
"""People of an army: "an army captain", "military personnel", "two service members"."""


@functools.cache
def people() -> frozenset[str]:
    """All nouns that stand for people."""
    groups = ("civilian", "combatant", "unknown", "child", "adult", "woman", "man", "kin", "family")
    return frozenset().union(*(lexicon.nouns(group) for group in groups))


@functools.cache
def things() -> frozenset[str]:
    """Nouns that never stand for people harmed."""
    return lexicon.nouns("not_person") - people()


def age_in(text: str) -> float | None:
    """The first age in years that `text` states; under one year counts as 0."""
    match = _AGE.search(text)
    if match:
        if match["e"]:
            return 0
        return int(next(match[name] for name in "abcdf" if match[name]))
    match = _WORD_AGE.search(text)
    if match:
        if match[2].lower()[0] != "y":
            return 0
        numbers = lexicon.table("numbers")
        small = {**numbers["unit"], **numbers["ten"]}
        parts = match[1].lower().split("-")
        if all(part in small for part in parts):
            return float(sum(small[part] for part in parts))
    return None


def age_of(nouns: Iterable[str], around: str) -> Age:
    """Child or adult by the nouns, else by an age stated in `around` (adult is 18 and over)."""
    listed = [noun.lower() for noun in nouns]
    years = age_in(around)
    if years is not None:
        return Age.CHILD if years < 18 else Age.ADULT
    child = any(noun in lexicon.nouns("child") for noun in listed) or bool(_CHILDISH.search(around))
    adult = any(noun in lexicon.nouns("adult") for noun in listed)
    if child and adult:
        return Age.MIXED
    return Age.CHILD if child else Age.ADULT if adult else Age.UNKNOWN


def sex_of(nouns: Iterable[str]) -> Sex:
    """Woman or man by the nouns."""
    listed = [noun.lower() for noun in nouns]
    woman = any(noun in lexicon.nouns("woman") for noun in listed)
    man = any(noun in lexicon.nouns("man") for noun in listed)
    if woman and man:
        return Sex.MIXED
    return Sex.WOMAN if woman else Sex.MAN if man else Sex.UNKNOWN


@functools.cache
def _group() -> re.Pattern[str]:
    """The name of any group that fights, in lower case."""
    groups = "|".join(map(re.escape, lexicon.table("people")["combatant"]["groups"]))
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])")


def status_of(nouns: Iterable[str], phrase: str) -> Status:
    """Civilian or combatant by the nouns and the words of the whole phrase ("members of X")."""
    listed = [noun.lower() for noun in nouns]
    low = f" {phrase.lower()} "
    if "civilian" in low or "noncombatant" in low or "non-combatant" in low:
        return Status.CIVILIAN
    ranked = " police " in low and not any(noun in ("militant", "fighter", "soldier") for noun in listed)
    if any(noun in lexicon.nouns("combatant") for noun in listed) and not ranked:
        return Status.COMBATANT
    if _OF_ARMY.search(low):
        return Status.COMBATANT
    of_group = listed and listed[-1].rstrip("s") in lexicon.words("people", "combatant", "of_group")
    if of_group and _group().search(low):
        return Status.COMBATANT
    if any(noun in lexicon.nouns("civilian") for noun in listed):
        return Status.CIVILIAN
    if " innocent " in low or " immigration officer" in low:
        return Status.CIVILIAN
    return Status.UNKNOWN
