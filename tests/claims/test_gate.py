"""The gate: what it must let through, and what it need not."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.gate import Gives, gives, may_hold


@pytest.mark.parametrize(
    "sentence",
    [
        "A mortar round killed two bakers in Tarfa.",
        "The town mourned the loss of its only midwife.",
        "Fire took the lives of three miners.",
        "Eleven deaths were recorded in Oster.",
        "His murder was never solved.",
        "The raid caused casualties.",
        "The mill was set on fire.",
        "Gunmen took four drivers hostage.",
        "Shells blew the mill up.",
        "Families were forced to flee Oster.",
        "The fate of nine sailors is unknown.",
        "The children were named as Dorin and Lena Askell.",
        "The bakery was destroyed.",
        "A clinic burned down.",
        "The shelling forces families from Oster.",
        "Gunmen seized three drivers and a rifle.",
    ],
)
def test_what_tells_harm_passes(sentence: str) -> None:
    assert may_hold(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The number of people at the fair rose.",
        "She took the train to Oster.",
        "Life in the valley is slow.",
        "The council set a date and put out a paper.",
        "The law would kill the trade.",
        "They went to see the prisoners.",
        "Rain could destroy the crop.",
        "He lost the election.",
        "Among the visitors was the mayor.",
        "The patrol seized an M-12 rifle and 40 cartridges.",
        "Both sides will hold another round of talks.",
        "The armed forces withdrew from Oster.",
        "A meeting of three mayors will be held in Tarfa.",
    ],
)
def test_common_words_do_not_pass_by_themselves(sentence: str) -> None:
    assert not may_hold(sentence)


@pytest.mark.parametrize(
    ("sentence", "later", "given"),
    [
        ("The strike hit a mill.", "Two bakers were killed.", Gives.EVENT),
        ("The road was closed on Tuesday.", "Two bakers were killed.", Gives.DAY),
        ("A spokesman of the council said the road was closed.", "He added that two were killed.", Gives.SPEAKER),
        ("A spokesman of the council said the road was closed.", "Two bakers were killed.", Gives(0)),
        ("Bread is dear in Tarfa.", "He added that two were killed.", Gives(0)),
    ],
)
def test_what_a_sentence_may_give_a_later_one_depends_on_what_that_leaves_open(
    sentence: str, later: str, given: Gives
) -> None:
    assert gives(sentence, later, heading=False) == given


TURNS = lexicon.table("turns")
FORMS = {**TURNS["stand"], "BE": "(?:was|are)", "HAVE": "(?:has|have)"}


def written(turn: str) -> re.Pattern[str]:
    """A turn with what its names in capitals stand for; each stands for something without further names."""
    while (name := re.search(r"\b(?:" + "|".join(FORMS) + r")\b", turn)) is not None:
        turn = turn[: name.start()] + FORMS[name[0]] + turn[name.end() :]
    return re.compile(turn.strip(), re.ASCII)


@pytest.mark.parametrize(
    ("told", "turn"),
    [
        (told, turn)
        for told, place in (
            ("Two miners {}.", "before"),
            ("Two miners {}.", "before_counted"),
            ("They {} two miners.", "after"),
        )
        for turns in TURNS[place].values()
        for turn in turns
        if "(?=" not in turn
    ],
)
def test_every_way_to_tell_a_turn_of_speech_passes(told: str, turn: str) -> None:
    @settings(max_examples=8, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(written(turn), fullmatch=True, alphabet=st.characters(codec="ascii")))
    def passes(words: str) -> None:
        sentence = told.format(words)
        assert may_hold(sentence)

    passes()
