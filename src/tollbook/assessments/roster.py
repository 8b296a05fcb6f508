"""The persons that a text tells apart one by one, over all its sentences, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tollbook.assessments.said import Said
from tollbook.assessments.subjects import group
from tollbook.claims.readers.rules_en.given import sex_by_name
from tollbook.claims.readers.rules_en.names import Name, find_names, same_person
from tollbook.claims.readers.rules_en.who import age_in, sex_of
from tollbook.model.vocabulary import Age, Sex

MOST = 12
"""A counted group of kin ("his three daughters") is enrolled up to this size; a larger one is a total."""

_OFFSPRING = re.compile(
    r"\b(?:(?:grand|step)?(?:sons?|daughters?|child|children)|nephews?|niece?s)\b", re.IGNORECASE
)
_OWNED = re.compile(r"\b(?:his|her|their|whose)\b|[’']s?\s", re.IGNORECASE)
_NAMED_AFTER = re.compile(
    r"[\s,:(–—-]*(?:(?:[\w-]+[- ])?(?:years?|months?|weeks?|days?)[- ]old,?\s*)?(?:named |called )?"
)
_JOINED = re.compile(
    r"(?:[\s,:;(–—-]|\band\b|\bnamely\b|\b(?:his|her|their|an?|the|aged|old|named|called|eldest|youngest|elderly|pregnant|late)\b"
    r"|\b(?:wife|husband|sons?|daughters?|brothers?|sisters?|mother|father|nephew|niece|cousin|twin|child|boy|girl|baby|infant)\b"
    r"|[\w-]+[- ](?:years?|months?|weeks?|days?)[- ]old|\d{1,2})*"
)
_GAP = 60
_BY_SEX = {Sex.WOMAN: "women", Sex.MAN: "men"}
_MOURNED = re.compile(r"^(?:my|our|your)\b", re.IGNORECASE)
_KUNYA = ("abu", "abo", "abou", "umm", "um", "om")
_ALIAS = re.compile(r"(?:[(/“\"'‘]|\b(?:known|referred to|called) as)\s*[“\"'‘]?$")
_GENERIC = re.compile(r"^(?:an?|one)\b[\w\s-]*\b(?:man|woman|girl|boy|child|infant|baby)$", re.IGNORECASE)
_POINTING = re.compile(r"^(?:the|this|that|one|more)\b|\bbod(?:y|ies)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """One person told apart, or several of one kin: how many, of which group, by what words and name."""

    said: Said
    number: int
    group: str
    name: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The words of the mention, in lower case."""
        return self.said.anchor.casefold()


def is_kin_count(one: Said) -> bool:
    """Whether a claim counts somebody's kin ("their three daughters"): persons of a roster, not a stated total."""
    small = one.claim.low is not None and one.claim.low == one.claim.high and 1 < one.claim.low <= MOST
    words = one.anchor
    return small and (bool(_OFFSPRING.search(words)) and (bool(_OWNED.search(words)) or "child" not in words))


def roster(counted: Sequence[Said], text: str) -> list[Person]:
    """The persons of the text in its order, each once.

    Mentions of one name are one person; an unnamed "his wife" of a later sentence is the wife told before; whom a
    mourner calls "my uncle" has been told already. What only the later mention says of age or sex is taken over.
    """
    names = [name for name in find_names(text) if not re.search(r"[’']s?$", name.parts[-1])]
    found: list[Person] = []
    for one in counted:
        for person in _persons(one, names, text):
            at = next((n for n, other in enumerate(found) if _same(other, person)), None)
            if at is None:
                found.append(person)
            elif _tells_more(person, found[at]):
                found[at] = person
    return [_without_named(person, found) for person in found]


def _without_named(person: Person, found: Sequence[Person]) -> Person:
    """Several of one kin, or somebody unnamed ("a man"), less those whom the same sentence names after them."""
    generic = _GENERIC.match(person.words) is not None
    if person.name or not (person.number > 1 or generic):
        return person
    named = [
        other
        for other in found
        if other.name
        and other.said.claim.start > person.said.claim.start
        and other.said.sentence == person.said.sentence
        and (other.group == person.group or (other.group == "children" and not generic))
        and other.said is not person.said
    ]
    return replace(person, number=max(0, person.number - len(named)))


def _persons(one: Said, names: Sequence[Name], text: str) -> list[Person]:
    claim, words = one.claim, one.anchor.casefold()
    if claim.low != claim.high or _MOURNED.match(words):
        return []
    if claim.low is not None and 1 < claim.low <= MOST:
        found = _split(one, claim.low, names, text)
        return [*found, Person(one, claim.low - len(found), group(one.claim))] if is_kin_count(one) else found
    name = _name(one, names, text)
    if claim.low != 1 or (not name and _POINTING.search(words)):
        return []
    if name and _is_alias(one, names, text):
        return []
    return [Person(one, 1, group(one.claim), name)]


def _is_alias(one: Said, names: Sequence[Name], text: str) -> bool:
    """Whether a name is the by-name of the one before it ("Samira Haddad (Umm Adel)")."""
    claim = one.claim
    name = next((name for name in names if claim.start <= name.start < claim.end), None)
    return name is not None and name.parts[0] in _KUNYA and bool(_ALIAS.search(text[: name.start]))


def _split(one: Said, number: int, names: Sequence[Name], text: str) -> list[Person]:
    """Those counted by the names, kin and ages that follow the count ("two sons, X (19) and Y (7)")."""
    persons: list[Person] = []
    at = one.claim.end
    for name in names:
        if name.start < at:
            continue
        between = text[at : name.start]
        if len(persons) == number or len(between) > _GAP or not _JOINED.fullmatch(between):
            break
        persons.append(Person(one, 1, _group_of(one, name, between, text), name.parts))
        at = name.tail
    return persons


def _group_of(one: Said, name: Name, between: str, text: str) -> str:
    """The group of one of several counted, by age, kin and given name, and else as the whole."""
    years = age_in(f"{between} {text[name.start : name.tail]}")
    if years is not None and years < 18:
        return "children"
    if years is None and group(one.claim) == "children":
        return "children"
    sex = sex_of(re.findall(r"[a-z-]+", between.lower()))
    sex = sex if sex in (Sex.WOMAN, Sex.MAN) else sex_by_name(name.parts)
    sex = sex if sex in (Sex.WOMAN, Sex.MAN) else one.claim.sex
    return _BY_SEX.get(sex, "")


def _name(one: Said, names: Sequence[Name], text: str) -> tuple[str, ...]:
    start, end = one.claim.start, one.claim.end
    inside = [name for name in names if start <= name.start < end]
    if inside:
        return inside[-1].parts
    match = _NAMED_AFTER.match(text, end)
    at = match.end() if match else end
    return next((name.parts for name in names if name.start == at), ())


def _same(other: Person, person: Person) -> bool:
    if other.name and person.name:
        ages = {other.said.claim.age, person.said.claim.age}
        return ages != {Age.CHILD, Age.ADULT} and same_person(other.name, person.name)
    if other.name or person.name:
        return not person.name and other.words == person.words and other.said.sentence != person.said.sentence
    return other.words == person.words


def _tells_more(person: Person, other: Person) -> bool:
    if not person.group:
        return False
    return not other.group or (other.said.claim.age is Age.UNKNOWN and person.said.claim.age is not Age.UNKNOWN)
