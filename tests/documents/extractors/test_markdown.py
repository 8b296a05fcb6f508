from __future__ import annotations

from datetime import date

import pytest

from tollbook.documents.extractors.markdown import extract
from tollbook.documents.limits import MARKDOWN_CHARACTERS
from tollbook.model.document import Extraction


def read(text: str) -> Extraction:
    return extract(text.encode(), "x.md")


def test_marks_are_resolved_and_the_words_stay() -> None:
    extraction = read(
        "# A *house* falls\n\n"
        "The **teams** were [still at work](https://example.org),\nand `nobody` knew.  \nA new line.\n\n"
        "- one\n- two\n  1. three\n\n> four\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nfive  six\n```\n\n"
        "<div><p>seven</p></div>\n\n![eight](x.png) <b>nine</b>&amp;ten\n"
    )
    assert extraction.text == "\n\n".join(
        [
            "A house falls",
            "The teams were still at work, and nobody knew.\nA new line.",
            *("one", "two", "three", "four", "a | b", "c | d", "five  six", "seven", "eight nine&ten"),
        ]
    )
    assert extraction.title == "A house falls"
    assert extraction.findings == ()


def test_front_matter_says_where_it_comes_from_and_is_no_part_of_the_text() -> None:
    extraction = read(
        '---\ntitle: "A house: falls"\nDate: 2017-03-24T10:00:00Z\npublisher: Example Wire\n'
        "url: https://example.org/a\nlang: en-GB\ntags:\n  - x\n---\n\n# Another heading\n\nThe words."
    )
    assert extraction.text == "Another heading\n\nThe words."
    assert extraction.title == "A house: falls"
    assert extraction.published == date(2017, 3, 24)
    assert extraction.publisher == "Example Wire"
    assert extraction.url == "https://example.org/a"
    assert extraction.language == "en"


def test_a_date_in_front_matter_that_is_none_is_a_finding_at_its_line() -> None:
    extraction = read("---\ntitle: x\ndate: 2017-02-31\n---\nThe words.")
    assert extraction.published is None
    assert [(finding.code, finding.where) for finding in extraction.findings] == [("date.impossible", "x.md:3")]


@pytest.mark.parametrize("text", ["---\nno end: of it\n\nwords", "words\n\n---\ntitle: x\n---\n"])
def test_a_line_of_dashes_elsewhere_is_no_front_matter(text: str) -> None:
    extraction = read(text)
    assert extraction.title != "x"
    assert "words" in (extraction.text or "")


def test_nothing_but_front_matter_is_blank() -> None:
    extraction = read("---\ntitle: x\n---\n")
    assert [finding.code for finding in extraction.findings] == ["document.blank"]


@pytest.mark.parametrize("text", [">" * 100 + " deep words", "words\n\n" * (MARKDOWN_CHARACTERS // 7 + 1)])
def test_what_goes_beyond_a_limit_is_read_as_it_stands(text: str) -> None:
    extraction = read(text)
    assert extraction.text == text
    assert [finding.code for finding in extraction.findings] == ["markdown.unresolved"]


def test_nesting_up_to_the_limit_loses_no_words() -> None:
    for depth in range(1, 70):
        assert "words" in (read("> " * depth + "words").text or ""), depth
        assert "words" in (read("- " * depth + "words").text or ""), depth
