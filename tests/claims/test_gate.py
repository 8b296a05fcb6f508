"""The gate: what it must let through, and what it need not."""

from __future__ import annotations

import pytest

from tollbook.claims.readers.rules_en.gate import may_hold


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
    ],
)
def test_common_words_do_not_pass_by_themselves(sentence: str) -> None:
    assert not may_hold(sentence)
