from __future__ import annotations

import dataclasses
from typing import Any

from tollbook.incidents.reports.copies import likeness, near_same, runs

STORY = (
    "Civil defence teams pulled nine people from under a house in the old town after a strike on Monday night. "
)


def test_the_same_publisher_counts_once(book: Any) -> None:
    for doc in "abc":
        book.report(doc, "Alpha News" if doc != "c" else "ALPHA-NEWS", 20)
        book.say(doc, 9, 9)
    assert [(root.name, root.documents) for root in book.assess().roots] == [("Alpha News", ("a", "b", "c"))]


def test_a_relay_counts_for_the_agency_it_names(book: Any) -> None:
    book.report("a", "Daily Paper", 20)
    book.say("a", 9, 9, speakers=("local officials", "AFP"))
    (root,) = book.assess().roots
    assert (root.name, root.via) == ("AFP", "quoted by Daily Paper")


def test_unnamed_people_count_for_whoever_spoke_to_them(book: Any) -> None:
    book.report("a", "Alpha News", 20)
    book.say("a", 9, 9, speakers=("survivors",))
    book.say("a", 12, 12, speakers=("Mr Haddad",))
    assert [root.name for root in book.assess().roots] == ["Alpha News"]


def test_an_organisation_quoted_by_two_outlets_counts_once(book: Any) -> None:
    for doc, publisher in (("a", "Alpha News"), ("b", "Beta Radio")):
        book.report(doc, publisher, 20)
        book.say(doc, 9, 9, speakers=("a Civil Protection spokesman",))
    (root,) = book.assess().roots
    assert root.documents == ("a", "b")
    assert root.via == "quoted by Alpha News, Beta Radio"


def test_a_headline_is_not_a_second_source(book: Any) -> None:
    book.report("a", "Alpha News", 20)
    book.say("a", 9, 9)
    book.say("a", 9, 9, speakers=("Civil Protection",))
    assert len(book.assess().roots) == 1


def test_near_same_texts_count_once_for_the_earliest(book: Any) -> None:
    book.report("a", "Beta Radio", 21, "BETA " + STORY * 2)
    book.report("b", "Alpha News", 20, STORY * 2 + "More follows.")
    book.say("a", 9, 9)
    book.say("b", 9, 9)
    (root,) = book.assess().roots
    assert (root.name, root.via) == ("Alpha News", "its own report; near-same text in Beta Radio")


def test_of_copies_of_one_day_the_one_that_quotes_the_other_is_the_copy(book: Any) -> None:
    book.report("a", "Beta Radio", 20, "BETA " + STORY * 2)
    book.report("b", "Qantara News Agency", 20, STORY * 2 + "More follows.")
    book.say("a", 9, 9)
    book.say("a", 3, 3, speakers=("وكالة القنطرة للأنباء",))
    book.say("b", 9, 9)
    (root,) = book.assess().roots
    assert (root.name, root.via) == ("Qantara News Agency", "its own report; near-same text in Beta Radio")


def test_of_copies_of_one_day_the_one_that_is_quoted_is_the_first(book: Any) -> None:
    book.report("a", "Beta Radio", 20, STORY * 2)
    book.report("b", "Qantara News Agency", 20, STORY * 2 + "More follows.")
    book.report("c", "Daily Paper", 21, "Nine people died when a house was hit, the agency reported.")
    for doc in "ab":
        book.say(doc, 9, 9)
    book.say("c", 9, 9, speakers=("Qantara News Agency",))
    (root,) = book.assess().roots
    assert root.name == "Qantara News Agency"
    assert root.via == "its own report; quoted by Daily Paper; near-same text in Beta Radio"


def test_an_agency_counts_once_under_its_names_in_two_scripts(book: Any) -> None:
    book.report("a", "Daily Paper", 20)
    book.report("b", "Beta Radio", 21)
    book.say("a", 9, 9, speakers=("وكالة القنطرة للأنباء",))
    book.say("b", 9, 9, speakers=("Qantara News Agency",))
    book.say("b", 12, 12, speakers=("the agency's correspondent",))
    (root,) = book.assess().roots
    assert (root.name, root.documents) == ("Qantara News Agency", ("a", "b"))


def test_different_texts_are_different_sources(book: Any) -> None:
    book.report("a", "Beta Radio", 21, STORY)
    book.report(
        "b", "Alpha News", 20, "Nine people died when a house was hit on Monday, residents of the town said."
    )
    book.say("a", 9, 9)
    book.say("b", 9, 9)
    assert len(book.assess().roots) == 2


def test_a_document_without_a_publisher_is_a_source_of_its_own(book: Any) -> None:
    for doc in "ab":
        book.report(doc, "", 20)
        book.say(doc, 9, 9)
    assert [root.name for root in book.assess().roots] == ["a.txt (a)", "b.txt (b)"]


def test_likeness_reads_any_script() -> None:
    story = "قتل تسعة مدنيين في قصف جوي على منزل في البلدة القديمة مساء الاثنين"
    assert likeness(runs(story, 3), runs("عاجل " + story, 3)) > 0.8
    assert likeness(runs("", 3), runs(story, 3)) == 0


def test_likeness_is_carried_on_from_text_to_text() -> None:
    words = [f"w{i}" for i in range(60)]
    texts = {name: " ".join(words[i : i + 40]) for name, i in (("x", 0), ("y", 10), ("z", 20))}
    assert near_same(texts, length=3, threshold=0.5) == {"x": "x", "y": "x", "z": "x"}


def test_a_copy_in_arabic_counts_once_however_its_letters_are_written(book: Any) -> None:
    story = "أعلن فريق الإنقاذ في بلدة النخيل انتشال تسع جثث من تحت أنقاض منزل قصفته طائرة مساء أمس الأول "
    book.report("a", "إذاعة الوادي", 20, story * 2)
    book.report("b", "موقع الجسر", 21, ("عاجل " + story * 2).replace("أ", "ا").replace("قصفته", "قصفتــه"))
    book.say("a", 9, 9)
    book.say("b", 9, 9)
    (root,) = book.assess().roots
    assert (root.name, root.documents) == ("إذاعة الوادي", ("a", "b"))


def test_a_relay_named_in_arabic_counts_once(book: Any) -> None:
    for doc, publisher in (("a", "إذاعة الوادي"), ("b", "موقع الجسر")):
        book.report(doc, publisher, 20)
        book.say(doc, 9, 9, speakers=("وكالة الأنباء المحلية",))
    (root,) = book.assess().roots
    assert root.documents == ("a", "b")


def test_copies_among_many_texts_are_found_as_among_few() -> None:
    texts = {f"d{i}": " ".join(f"w{i}x{j}" for j in range(30)) for i in range(60)}
    texts["copy"] = texts["d7"] + " said on Monday"
    found = near_same(texts, length=3, threshold=0.5)
    assert found.pop("copy") == "d7"
    assert all(doc == home for doc, home in found.items())


def test_an_address_tells_the_publisher_where_nobody_names_it(book: Any) -> None:
    for doc, url in (
        ("a", "https://www.valley-radio.example/news/1"),
        ("b", "http://valley-radio.example/2030/2"),
        ("c", "https://www.facebook.com/valley.page/posts/123456789012"),
        ("d", "https://facebook.com/permalink.php?story_fbid=1&id=77"),
    ):
        book.report(doc, "", 20)
        book.documents[doc] = dataclasses.replace(book.documents[doc], url=url)
        book.say(doc, 9, 9)
    found = {root.name: root.documents for root in book.assess().roots}
    assert found == {
        "valley-radio.example": ("a", "b"),
        "facebook.com/valley.page": ("c",),
        "facebook.com/77": ("d",),
    }
