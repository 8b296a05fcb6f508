"""Load a profile: its rules are data, and these settings are all that the rooms above read of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from tollbook.model.finding import Refusal
from tollbook.model.release import Method
from tollbook.model.release import Rule as PublicRule
from tollbook.model.vocabulary import Grade

DEFAULT = "airwars"
"""The profile of those who name none."""
_SHARED = "common"
_STRICT = ConfigDict(extra="forbid")
Counted = Literal["civilian", "unknown", "mixed", "combatant"]
Identified = Literal["civilian", "unknown", "mixed", "combatant", "child", "woman"]
Span = Annotated[tuple[int, int], Field(min_length=2, max_length=2)]


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Rule:
    """One rule as published: `name` is what results print; `mark` R read, M from memory, T Tollbook's own."""

    name: str
    words: str
    source: str
    mark: Literal["R", "M", "T"] = "T"
    setting: str = ""
    value: Any = None


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class GradeWords:
    """What a grade means in this profile, and where that was published."""

    name: Grade
    words: str
    source: str


@dataclass(frozen=True, kw_only=True, config=_STRICT)
class Settings:
    """What the rules set. Each field is set by exactly one rule of the profile (docs/method/assessment.md)."""

    choice: Literal["span", "lowest", "low-best-high"]
    vague: dict[str, Span]
    vague_beside_numbers: bool
    unknown_number: Annotated[int, Field(ge=0)]
    counted_status: tuple[Counted, ...]
    minimum_from: tuple[Identified, ...]
    contested_status_from_zero: bool
    revised: bool
    restated: bool
    likeness: Annotated[float, Field(gt=0, le=1)]
    run: Annotated[int, Field(ge=1)]
    sources_required: Annotated[int, Field(ge=1)]
    needs_action: bool
    grade_enough: Grade
    grade_too_few: Grade
    confirmed_by: tuple[Literal["acceptance", "concession"], ...]
    contests: bool
    discounts: bool
    attribution: bool
    headline_grades: tuple[Grade, ...]
    headline_harm: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A named, versioned set of assessment rules, with what they set."""

    name: str
    version: str
    title: str
    rules: tuple[Rule, ...]
    grades: tuple[GradeWords, ...]
    settings: Settings

    def __str__(self) -> str:
        """Name and version, as results print it: "airwars 1"."""
        return f"{self.name} {self.version}"

    def method(self) -> Method:
        """The profile as a release states it."""
        return Method(
            profile=self.name,
            version=self.version,
            title=self.title,
            rules=tuple(
                PublicRule(name=rule.name, words=_with_value(rule), source=_with_mark(rule)) for rule in self.rules
            ),
            grades=tuple(PublicRule(name=g.name, words=g.words, source=g.source) for g in self.grades),
        )


def names() -> tuple[str, ...]:
    """The profiles that there are, sorted."""
    found = (entry.name for entry in files(__package__).iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in found if name != f"{_SHARED}.toml"))


@cache
def profile(name: str) -> Profile:
    """The profile called `name`. Raises Refusal, with the list of names, if there is none."""
    if name not in names():
        raise Refusal(f'There is no profile "{name}".', f"The profiles are: {', '.join(names())}.")
    return compose(_read(_SHARED), _read(name))


def compose(shared: Mapping[str, Any], own: Mapping[str, Any]) -> Profile:
    """A profile out of the shared rules and its own, which take the place of shared ones of the same name.

    Raises Refusal where a setting is missing, set twice, unknown, or of a value it cannot take.
    """
    title = own.get("name", "?")
    try:
        stated = TypeAdapter(tuple[Rule, ...]).validate_python(own.get("rule", ()))
        common = TypeAdapter(tuple[Rule, ...]).validate_python(shared.get("rule", ()))
        grades = TypeAdapter(tuple[GradeWords, ...]).validate_python(own.get("grade", ()))
        replaced = {rule.name for rule in stated}
        rules = (*stated, *(rule for rule in common if rule.name not in replaced))
        settings = [rule.setting for rule in rules if rule.setting]
        twice = sorted({setting for setting in settings if settings.count(setting) > 1})
        if twice:
            raise Refusal(f'Profile "{title}" sets twice: {", ".join(twice)}.', "Let one rule set each.")
        values = {rule.setting: rule.value for rule in rules if rule.setting}
        return Profile(
            name=own["name"],
            version=own["version"],
            title=own["title"],
            rules=rules,
            grades=grades,
            settings=TypeAdapter(Settings).validate_python(values),
        )
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise Refusal(f'Profile "{title}" cannot be used: {wrong}.', "Correct its rules.") from error


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def _with_mark(rule: Rule) -> str:
    meaning = {"R": "read in the source", "M": "from memory of the source", "T": "Tollbook's own"}
    return f"{rule.source} [{meaning[rule.mark]}]"


def _with_value(rule: Rule) -> str:
    return f"{rule.words} [{_shown(rule.value)}]" if rule.setting else rule.words


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) if value else "none"
    if isinstance(value, dict):
        return "; ".join(
            f"{key} {low}" if low == high else f"{key} {low}–{high}" for key, (low, high) in value.items()
        )
    return str(value)
