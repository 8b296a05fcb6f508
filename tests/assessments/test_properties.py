"""What never breaks in an assessment, whatever the claims, their order and the profile."""

from __future__ import annotations

import dataclasses
import datetime
import random
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.assessments.assess import assess, assess_all
from tollbook.assessments.explain import explain
from tollbook.assessments.parts import wholes
from tollbook.assessments.profiles import names, profile
from tollbook.model.assessment import Assessment
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Origin
from tollbook.model.incident import Incident
from tollbook.model.judgement import Position
from tollbook.model.material import Material
from tollbook.model.vocabulary import Age, Cause, Harm, Scope, Sex, Stance, Status, Step

PUBLISHERS = ("Alpha News", "Beta Radio", "US-led coalition", "Civil Protection", "")
SPEAKERS = (
    "survivors",
    "AFP",
    "the coalition",
    "the Syrian Observatory",
    "Iraqi military command",
    "الدفاع المدني",
)
TEXT = "Nine people were killed in a house on Monday, residents of the town told the paper on the day after it. "
COUNTS = ((0, 0, "no"), (5, 5, "five"), (9, None, "at least nine"), (None, 40, "up to 40"), (24, None, "dozens"))
COUNTS_TOO = ((2, None, ""), (1, 1, "a"), (None, None, ""), (3, 7, "three to seven"))
Case = tuple[dict[str, Claim], dict[str, Document], dict[str, str], list[Position]]


def documents() -> tuple[dict[str, Document], dict[str, str]]:
    made, texts = {}, {}
    for number, publisher in enumerate(PUBLISHERS):
        doc = f"d{number}"
        published = datetime.date(2017, 3, 18 + 3 * number) if number != 3 else None
        origin = Origin(name=f"{doc}.txt", publisher=publisher, published=published)
        made[doc] = Document(
            id=doc, size=1, media="text/plain", origins=(origin,), publisher=publisher, published=published
        )
        texts[doc] = TEXT * 2 if number < 2 else f"{publisher} says otherwise. {number}"
    return made, texts


def _not_dangling(claim: Claim, held: int) -> Claim:
    """A reader never says that a claim is part of one that is not there."""
    return dataclasses.replace(claim, part_of=None) if (claim.part_of or 0) >= held else claim


@st.composite
def cases(draw: st.DrawFn) -> Case:
    made: dict[str, Claim] = {}
    for number in range(draw(st.integers(1, 9))):
        low, high, words = draw(st.sampled_from(COUNTS + COUNTS_TOO))
        one = Claim(
            doc=f"d{draw(st.integers(0, 4))}",
            start=number * 30,
            end=number * 30 + 9,
            harm=draw(st.sampled_from([Harm.KILLED, Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.DESTROYED])),
            low=low,
            high=high,
            count_text=words,
            status=draw(st.sampled_from(Status)),
            age=draw(st.sampled_from(Age)),
            sex=draw(st.sampled_from(Sex)),
            scope=draw(st.sampled_from([Scope.INCIDENT, Scope.INCIDENT, *Scope])),
            stance=draw(st.sampled_from([Stance.ASSERTED, Stance.ASSERTED, *Stance])),
            part_of=draw(st.one_of(st.none(), st.integers(0, 5))),
            speakers=tuple(draw(st.lists(st.sampled_from(SPEAKERS), max_size=2, unique=True))),
            cause=draw(st.sampled_from([Cause.AIRSTRIKE, Cause.UNKNOWN])),
            actor=draw(st.sampled_from(["", "US-led coalition", "Islamic State", "gunmen"])),
        )
        made[one.id] = one
    held = Counter(one.doc for one in made.values())
    made = {new.id: new for one in made.values() for new in [_not_dangling(one, held[one.doc])]}
    positions = [
        Position(
            seq=number,
            at=datetime.datetime(2017, 6, 1, tzinfo=datetime.UTC),
            by="test",
            incident="i",
            party="US-led coalition",
            step=step,
            date=datetime.date(2017, 3, 20 + number),
            document="d2",
            conceded=draw(st.sampled_from([None, 0, 4])),
        )
        for number, step in enumerate(draw(st.lists(st.sampled_from(Step), max_size=3)))
    ]
    return made, *documents(), positions


def judged(case: Case, name: str, keep: Any = None) -> Assessment:
    claims, docs, texts, positions = case
    ids = [identity for identity in claims if keep is None or keep(claims[identity])]
    return assess(Incident(id="i", claims=tuple(ids)), claims, docs, texts, {}, positions, profile(name))


PROFILES = st.sampled_from(names())


@settings(max_examples=60)
@given(cases(), PROFILES)
def test_ranges_are_bounded_by_what_is_asserted(case: Case, name: str) -> None:
    made = judged(case, name)
    for figure in (*made.figures, *([made.conceded] if made.conceded else [])):
        low, high = figure.range.low, figure.range.high
        assert (low is None) == (high is None)
        assert low is None or high is None or 0 <= low <= high
        assert low is None or figure.reasons
        listed = [*figure.claims, *figure.superseded, *figure.context]
        assert len(listed) == len(set(listed))
        assert set(listed) <= set(case[0])


@settings(max_examples=60)
@given(cases(), PROFILES)
def test_every_reason_names_a_rule_of_the_profile(case: Case, name: str) -> None:
    made = judged(case, name)
    rules = {rule.name for rule in profile(name).rules}
    reasons = [*made.reasons, *(reason for figure in made.figures for reason in figure.reasons)]
    assert {reason.rule for reason in reasons} <= rules
    assert all(reason.words for reason in reasons)
    assert explain(made).startswith(made.grade)


@settings(max_examples=60)
@given(cases(), PROFILES, st.randoms(use_true_random=False))
def test_order_never_matters(case: Case, name: str, chance: random.Random) -> None:
    claims, docs, texts, positions = case
    ids, order, said = list(claims), list(docs), list(positions)
    for sequence in (ids, order, said):
        chance.shuffle(sequence)
    other = ({i: claims[i] for i in ids}, {d: docs[d] for d in order}, {d: texts[d] for d in order}, said)
    assert judged(other, name) == judged(case, name)


@settings(max_examples=60)
@given(cases(), PROFILES)
def test_aggregates_rates_and_background_never_change_an_assessment(case: Case, name: str) -> None:
    assert judged(case, name) == judged(case, name, lambda claim: claim.scope is Scope.INCIDENT)


@settings(max_examples=60)
@given(cases(), PROFILES)
def test_a_denial_never_changes_a_range(case: Case, name: str) -> None:
    def ranges(made: Assessment) -> dict[str, object]:
        return {figure.name: figure.range for figure in made.figures if figure.range.low is not None}

    claims, *rest = case
    denials = {
        new.id: new
        for claim in claims.values()
        if claim.scope is Scope.INCIDENT
        for new in [dataclasses.replace(claim, start=claim.start + 3000, end=claim.end + 3000, low=0, high=0)]
        for new in [dataclasses.replace(new, stance=Stance.DENIED, part_of=None, actor="")]
    }
    assert ranges(judged((claims | denials, *rest), name)) == ranges(judged(case, name))  # type: ignore[arg-type]


@settings(max_examples=60)
@given(cases(), PROFILES)
def test_one_by_one_or_all_together_is_the_same(case: Case, name: str) -> None:
    claims, docs, texts, positions = case
    incidents = [Incident(id="i", claims=tuple(claims)), Incident(id="h", claims=tuple(claims)[:2])]
    material = Material(
        documents=docs,
        texts=texts,
        claims=claims,
        incidents={one.id: one for one in incidents},
        positions=tuple(positions),
        wholes={part: whole.id for part, whole in wholes(claims).items()},
    )
    found = assess_all(material, profile(name))
    assert [one.incident for one in found] == ["h", "i"]
    assert found[1] == judged(case, name)
