from __future__ import annotations

from tollbook.incidents.reports.names import wording


def test_a_village_is_one_name_in_both_scripts() -> None:
    arabic = wording("قصف على قرية كفر نوران في الريف").named
    latin = wording("Shelling hit the village of Kafr Nouran at dawn").named
    assert {"nrn", "kfrnrn"} <= arabic & latin


def test_letters_written_together_with_a_name_do_not_hide_it() -> None:
    assert wording("وبقرية الناعورية").words & wording("قرب الناعورية").words


def test_short_names_keep_their_vowels() -> None:
    assert wording("مدينة أريحا").named & wording("the town of Ariha").named
    assert not wording("مدينة أريحا").named & wording("the town of Raho").named


def test_words_in_lower_case_are_no_names() -> None:
    assert wording("two people were killed").words == frozenset()
