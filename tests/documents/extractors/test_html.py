from __future__ import annotations

import time
from datetime import date

import pytest

from tollbook.documents.extractors.html import extract
from tollbook.model.document import Extraction

PARAGRAPHS = [
    f"Paragraph {n}: the teams were still at work in the rubble, and nobody knew more." for n in range(6)
]
PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>A house falls - Example Wire</title>"
    "<meta property=og:site_name content='Example Wire'>"
    "<meta property=article:published_time content='2017-03-24'>"
    "<link rel=canonical href='https://example.org/a'></head><body>"
    "<nav><a href=/>Home</a> <a href=/w>World</a></nav>"
    f"<article><h1>A house falls</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in PARAGRAPHS)}"
    "<ul><li>A first thing known.</li><li>A second thing known.</li></ul></article>"
    "<div id=comments><p>A reader says something else about it all.</p></div>"
    "<footer>© 2019 Example Wire</footer></body></html>"
)


def read(page: str | bytes) -> Extraction:
    return extract(page if isinstance(page, bytes) else page.encode(), "x.html")


def test_the_main_text_comes_by_paragraphs_under_its_heading_without_menus() -> None:
    extraction = read(PAGE)
    things = ["- A first thing known.", "- A second thing known."]
    assert extraction.text == "\n\n".join(["A house falls", *PARAGRAPHS, *things])
    assert extraction.findings == ()


def test_the_page_says_of_itself_what_it_states() -> None:
    extraction = read(PAGE)
    assert extraction.title == "A house falls"
    assert extraction.publisher == "Example Wire"
    assert extraction.published == date(2017, 3, 24)
    assert extraction.url == "https://example.org/a"
    assert extraction.language == "en"


def test_the_words_of_a_date_in_a_sentence_stay() -> None:
    page = PAGE.replace("Paragraph 0:", "On <time datetime='2017-03-17'>Friday 17 March</time>")
    assert "On Friday 17 March the teams" in (read(page).text or "")


def test_a_short_page_has_its_text() -> None:
    assert read("<p>A house came down.</p>").text == "A house came down."


def test_paragraphs_that_are_alike_and_short_all_stay() -> None:
    page = (
        "<html><body><article>"
        + "<p>Not named, a child.</p>" * 4
        + f"<p>{PARAGRAPHS[0]}</p></article></body></html>"
    )
    assert (read(page).text or "").count("Not named, a child.") == 4


def test_a_page_without_main_text_gives_what_is_visible_and_a_finding() -> None:
    extraction = read("<html><body><aside><p>Only an aside.</p></aside><footer>And a foot.</footer></body></html>")
    assert extraction.text == "Only an aside.\n\nAnd a foot."
    assert [finding.code for finding in extraction.findings] == ["html.no-main-text"]


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html>", " ", "<!-- x -->", "<script>x</script>"])
def test_a_page_on_which_nothing_is_written_has_no_text_and_says_so(page: str) -> None:
    extraction = read(page)
    assert extraction.text is None
    assert [finding.code for finding in extraction.findings] == ["document.blank"]


@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote"])
def test_a_page_nested_100_000_deep_gives_its_words_in_a_moment(tag: str) -> None:
    deep = f"<{tag}>" * 100_000 + "Deep words." + f"</{tag}>" * 100_000
    page = f"<html><body><p>First words.</p>{deep}<p>Last words.</p>"
    start = time.process_time()
    extraction = read(page)
    assert time.process_time() - start < 5
    assert " ".join((extraction.text or "").split()) == "First words. Deep words. Last words."
    assert [finding.code for finding in extraction.findings] == ["html.too-deep"]


@pytest.mark.parametrize(
    "inside",
    [
        "<p>" + "<b>word</b> " * 100_000 + "</p>",
        "<a href=x>word</a> " * 100_000,
        "<p>A paragraph of words.</p>" * 100_000,
        "<table><tr><td>" * 190 + "word " * 100,
        "<ul><li>" * 95 + "word " * 100,
        "<table>" + "<tr><td>word</td><td>word</td></tr>" * 9_000 + "</table>",
        "<p>" + ("<b>word</b> " * 1_900 + "</p><p>") * 8,
        "<p>" + "word " * 1_000_000 + "</p>",
    ],
    ids=lambda inside: inside[:18],
)
def test_a_page_of_any_shape_is_read_in_seconds(inside: str) -> None:
    start = time.process_time()
    extraction = read(f"<html><body><article>{inside}</article></body></html>")
    assert time.process_time() - start < 20
    assert "word" in (extraction.text or "")


def test_a_very_large_page_gives_its_words_and_a_finding() -> None:
    page = "<html><body>" + "<p>A paragraph of words.</p>" * 40_000
    extraction = read(page)
    assert (extraction.text or "").count("A paragraph of words.") == 40_000
    assert [finding.code for finding in extraction.findings] == ["html.too-large"]


FRENCH = "Au moins dix personnes ont été blessées, a déclaré la préfecture de la région à la presse."


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<html><head><meta charset=iso-8859-1></head><body><p>“{FRENCH}”".encode("cp1252"), []),
        (
            f"<html><head><meta charset=utf-8></head><body><p>{FRENCH}".encode("latin-1"),
            ["document.encoding-guessed"],
        ),
        (f"<html><head><meta charset=latin-1></head><body><p>{FRENCH}".encode(), []),
        (f"<?xml version='1.0' encoding='windows-1252'?><html><body><p>{FRENCH}".encode("cp1252"), []),
        (f"<html><body><p>{FRENCH}".encode("utf-16"), []),
        (f"<html><head><meta charset=rot13></head><body><p>{FRENCH}".encode(), []),
    ],
    ids=["as declared", "declared wrongly", "declared wrongly, is utf-8", "xml", "utf-16", "no encoding of pages"],
)
def test_letters_are_read_as_they_were_written(page: bytes, expected: list[str]) -> None:
    extraction = read(page)
    assert FRENCH in (extraction.text or "")
    assert [finding.code for finding in extraction.findings] == expected


def test_references_to_letters_that_are_none_are_mended_or_named() -> None:
    extraction = read(PAGE.replace("nobody knew", "nobody didn&#146;t &#1; know"))
    assert "nobody didn’t" in (extraction.text or "")
    assert "\x01" not in (extraction.text or "")


def test_broken_markup_is_read() -> None:
    page = PAGE.replace("</p>", "").replace("</article>", "</b></i></table>").replace("<li>", "<li><p><div>")
    assert all(paragraph in (read(page).text or "") for paragraph in PARAGRAPHS)


def test_a_date_in_the_metadata_that_is_none_is_a_finding_and_is_not_used() -> None:
    extraction = read(PAGE.replace("2017-03-24", "2017-02-31"))
    assert extraction.published is None
    assert [(finding.code, finding.where) for finding in extraction.findings] == [("date.impossible", "x.html")]


def test_a_page_without_a_date_gets_none() -> None:
    page = PAGE.replace("<meta property=article:published_time content='2017-03-24'>", "")
    assert read(page).published is None
