"""When, where, by whom and who says so, in Arabic: what must be left empty, and what the finders give."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.claims.readers.rules_ar.actor import find_actors
from tollbook.claims.readers.rules_ar.dateline import written_on
from tollbook.claims.readers.rules_ar.facts import read_circumstances
from tollbook.claims.readers.rules_ar.read import RulesAr
from tollbook.claims.readers.rules_ar.said import find_speeches
from tollbook.claims.readers.rules_ar.when import find_times
from tollbook.claims.readers.rules_ar.where import find_places
from tollbook.claims.readers.rules_ar.words import sentences, words_of

DAY = date(2022, 4, 12)
WORDS = [
    *[
        "قصف",
        "قرية",
        "بريف",
        "مدينة",
        "قال",
        "إن",
        "من",
        "قبل",
        "في",
        "28",
        "أيلول",
        "أمس",
        "قوات",
        "ل",
        "منذ",
        "و",
    ],
    '"',
    ":",
    "،",
]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("مساء أمس الاثنين", "2022-04-11", "2022-04-11"),
        ("في 28 كانون الأول", "2021-12-28", "2021-12-28"),
        ("الثلاثاء الماضي", "2022-04-05", "2022-04-05"),
        ("2022-04-03", "2022-04-03", "2022-04-03"),
        ("في عام 2019", "2019-01-01", "2019-12-31"),
        ("منذ مطلع شباط", "2022-02-01", "2022-04-12"),
    ],
)
def test_a_time_stands_for_its_days(text: str, first: str, last: str) -> None:
    (when,) = find_times(words_of(text), DAY)
    assert tuple(map(str, when.days)) == (first, last)


@pytest.mark.parametrize("text", ["14 رمضان", "قوة من 28 عنصراً", "32 أيلول", "الساعة 10/45"])
def test_what_is_no_gregorian_day_gives_none(text: str) -> None:
    assert find_times(words_of(text), DAY) == ()


def test_without_a_day_of_publication_only_full_dates_resolve() -> None:
    assert find_times(words_of("أمس الاثنين 11 نيسان"), None) == ()
    assert find_times(words_of("11 نيسان 2022"), None)[0].days == (date(2022, 4, 11), date(2022, 4, 11))


@pytest.mark.parametrize(
    "text",
    [
        "اشتدت الحرائق\n\n12 نيسان 2022\n\nقال شهود",
        "خبر عاجل\n\nApr 12, 2022",
        "حصاد الأحداث ليوم الثلاثاء 12-04-2022\n\nنص",
    ],
)
def test_a_text_says_when_it_was_written(text: str) -> None:
    assert written_on(list(sentences(text))) == DAY


def test_a_date_inside_the_story_is_not_when_it_was_written() -> None:
    story = "وقع الانفجار الأول في بلدة الكرمة بتاريخ 12 نيسان 2022 قبل أن تمتد النيران إلى الحقول المجاورة"
    assert written_on(list(sentences(story))) is None


def test_where_the_harmed_come_from_and_are_treated_is_elsewhere() -> None:
    places = find_places(words_of("شاب من أبناء بلدة الكرمة نقل إلى مشفى النور"))
    assert places
    assert all(place.elsewhere for place in places)


def test_those_harmed_are_not_taken_for_doers() -> None:
    (claim,) = RulesAr().read("مقتل عنصر من الشرطة في مدينة الصفصاف.", doc="x", published=DAY)
    assert claim.actor == ""


def test_a_sentence_without_a_teller_has_no_speaker() -> None:
    text = "قال مكتب الإسعاف إن عاملاً قتل في حي المنارة.\n\nوأصيب صياد في بلدة المرجانة."
    told, own = RulesAr().read(text, doc="x", published=DAY)
    assert told.speakers == ("مكتب الإسعاف",)
    assert own.speakers == ()


def test_a_new_paragraph_of_a_round_up_does_not_take_the_doer_of_the_last() -> None:
    text = "حلب::قتل صياد برصاص مجهولين في قرية الزعرور.\n\nأصيب نجار بانفجار لغم في بلدة المرجانة."
    first, second = RulesAr().read(text, doc="x", published=DAY)
    assert first.actor == "مجهولين"
    assert second.actor == ""


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_every_place_doer_and_speaker_lies_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    tokens = words_of(text)
    spans = [(place.start, place.end) for place in find_places(tokens)]
    spans += [(actor.start, actor.end) for actor in find_actors(tokens)]
    spans += [span for speech in find_speeches(tokens) for span in speech.names]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for sentence in sentences(text):
        read_circumstances(sentence, text, DAY)
