"""What a given name says of sex."""

from __future__ import annotations

import pytest

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.given import fold, sex_by_name
from tollbook.model.vocabulary import Sex


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("yousuf karim", Sex.MAN),
        ("nabilah karim", Sex.WOMAN),
        ("nour al-din karim", Sex.MAN),
        ("nour karim", Sex.UNKNOWN),
        ("abdelkarim rell", Sex.MAN),
        ("hamza rell", Sex.MAN),
        ("saifullah rell", Sex.MAN),
        ("umm karim", Sex.WOMAN),
        ("dr hani rell", Sex.MAN),
        ("al-waleed rell", Sex.MAN),
        ("hala's rell", Sex.UNKNOWN),
        ("oksana rell", Sex.WOMAN),
        ("tovin rell", Sex.UNKNOWN),
        ("", Sex.UNKNOWN),
    ],
)
def test_a_name_says_what_its_bearers_have_in_common(name: str, sex: Sex) -> None:
    assert sex_by_name(tuple(name.split())) is sex


def test_spellings_of_one_name_are_one() -> None:
    assert fold("Mahmoud") == fold("Mahmud")
    assert fold("Ameer") == fold("Amir")
    assert fold("Sa’eed") == fold("Said")


def test_no_name_is_listed_as_of_men_and_of_women_or_of_both() -> None:
    lists = [lexicon.words("given", group) for group in ("man", "woman", "both")]
    assert not lists[0] & lists[1]
    assert not (lists[0] | lists[1]) & lists[2]
