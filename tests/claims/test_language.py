"""A reader says what it cannot read."""

from __future__ import annotations

from tollbook.claims.language import check_language, passages

ARABIC = "قتل خمسة مدنيين في قصف جوي على مدينة إدلب يوم الثلاثاء."
ENGLISH = "Five civilians were killed in an air strike on Idlib on Tuesday."


def test_english_is_read_without_a_finding_whether_stated_or_not() -> None:
    assert check_language(ENGLISH, "", "en", "a.txt") is None
    assert check_language(ENGLISH, "en", "en", "a.txt") is None


def test_another_script_is_a_finding_even_where_it_is_said_to_be_english() -> None:
    for stated in ("", "en", "ar"):
        finding = check_language(ARABIC, stated, "en", "a.txt")
        assert finding is not None
        assert finding.code == "reading.language-unread"


def test_another_language_that_is_stated_is_a_finding() -> None:
    finding = check_language("Cinq civils ont été tués.", "fr", "en", "a.txt")
    assert finding is not None
    assert "“fr”" in finding.message


def test_a_text_without_letters_is_no_finding() -> None:
    assert check_language("", "", "en", "a.txt") is None
    assert check_language("12 – 29", "", "en", "a.txt") is None


def test_arabic_is_no_finding_for_a_reader_of_arabic_and_neither_language_for_a_reader_of_both() -> None:
    assert check_language(ARABIC, "", "ar", "a.txt") is None
    assert check_language(ARABIC, "ar", "en ar", "a.txt") is None
    assert check_language(ENGLISH, "", "en ar", "a.txt") is None
    assert check_language(f"{ARABIC}\n{ENGLISH}", "", "en ar", "a.txt") is None


def test_a_third_script_or_language_is_a_finding_for_a_reader_of_two() -> None:
    assert check_language("Пятеро мирных жителей погибли.", "", "en ar", "a.txt") is not None
    assert check_language("Cinq civils ont été tués.", "fr", "en ar", "a.txt") is not None


def test_paragraphs_go_to_their_language_and_make_up_the_whole_text() -> None:
    text = f"12\n{ARABIC}\n\n{ENGLISH}\n29\n{ARABIC} (Idlib)"
    found = passages(text)
    assert [language for _, _, language in found] == ["ar", "en", "ar"]
    assert "".join(text[start:end] for start, end, _ in found) == text


def test_a_text_without_letters_is_one_passage() -> None:
    assert passages("12 – 29\n3") == [(0, 9, "en")]
    assert passages("") == []
