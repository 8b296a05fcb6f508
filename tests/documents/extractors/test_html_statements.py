from __future__ import annotations

import json
from datetime import date

import pytest

from tollbook.documents.extractors.html_page import survey
from tollbook.documents.extractors.html_statements import Statements, statements

DAY = date(2017, 3, 24)


def read(head: str = "", body: str = "", html: str = "") -> Statements:
    return statements(survey(f"<html {html}><head>{head}</head><body>{body}</body></html>".encode()), "x.html")


def linked(*things: object) -> str:
    return "".join(f"<script type='application/ld+json'>{json.dumps(thing)}</script>" for thing in things)


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "A house falls",
    "datePublished": "2017-03-24T10:00:00+03:00",
    "dateModified": "2017-03-26",
    "publisher": {"@type": "Organization", "name": "Example Wire"},
}


@pytest.mark.parametrize(
    "head",
    [
        linked(ARTICLE),
        linked([ARTICLE]),
        linked({"@graph": [{"@type": "WebPage", "datePublished": "2016-01-01"}, ARTICLE]}),
        linked({"@type": ["Thing", "Report"], "datePublished": ["2017-03-24"]}),
        linked({"@type": "WebPage", "datePublished": "2017-03-24"}),
        "<script type='application/ld+json'>{not json</script>" + linked(ARTICLE),
        "<meta property='article:published_time' content='2017-03-24T23:59:00Z'>",
        "<meta name='DC.date.issued' content='2017-03-24'>",
        "<meta name='date' content='24 March 2017'>",
        "<meta itemprop='datePublished' content='2017-03-24'>",
        "<meta property='article:published_time' content='2017-03-24'><meta name=date content='2017-03-26'>",
    ],
)
def test_a_day_of_publication_in_the_metadata_is_taken(head: str) -> None:
    assert read(head) == read(head)
    assert read(head).published == DAY


@pytest.mark.parametrize(
    "body",
    [
        "<time datetime='2017-03-24'>24 March</time>",
        "<header><time datetime='2017-03-24T10:00Z'>x</time></header>"
        "<p>On <time datetime='2017-03-17'>17</time> it fell.</p>",
        "<p class=byline><time datetime='2017-03-24' itemprop=datePublished>x</time></p>"
        "<time datetime='2016-01-01'>x</time>",
        "<p><time pubdate datetime='2017-03-24'>x</time></p>",
        "<time datetime='2017-03-24'>x</time><time datetime='2017-03-24T11:00Z'>x</time>",
        "<time datetime='2017-03-24'>x</time><aside><time datetime='2016-01-01'>a related story</time></aside>",
    ],
)
def test_a_day_of_publication_in_a_time_element_is_taken(body: str) -> None:
    assert read("", body).published == DAY


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>A house came down on 17 March 2017.</p>"),
        ("<title>17 March 2017: a house falls</title>", "<h1>17 March 2017</h1>"),
        ("", "<footer>© 2019 Example. Updated 12 May 2019.</footer>"),
        ("", "<div class=date>24 March 2017</div><span id=published>2017-03-24</span>"),
        ("<link rel=canonical href='https://example.org/2017/03/24/a'>", ""),
        ("<meta name=last-modified content='2017-03-24'><meta http-equiv=date content='2017-03-24'>", ""),
        ("<meta property='article:modified_time' content='2017-03-24'>", ""),
        (linked({"@type": "NewsArticle", "dateModified": "2017-03-24"}), ""),
        (linked({"@type": "ItemList", "itemListElement": [ARTICLE]}), ""),
        ("", "<p>On <time datetime='2017-03-17'>that Friday</time> it fell.</p>"),
        ("", "<nav><time datetime='2017-03-24'>today</time></nav>"),
        ("", "<time datetime='2017-03-24'>one story</time><time datetime='2017-03-23'>another</time>"),
        ("", "<img src='/2017/03/24/a.jpg'><!-- 2017-03-24 -->"),
    ],
)
def test_a_page_that_states_no_day_of_publication_gets_none(head: str, body: str) -> None:
    said = read(head, body)
    assert said.published is None
    assert said.findings == ()


@pytest.mark.parametrize(
    ("stated", "code"),
    [("2017-02-31", "date.impossible"), ("03/04/2017", "date.ambiguous"), ("0001-01-01", "date.implausible")],
)
def test_a_stated_day_that_is_none_is_a_finding_and_the_next_statement_is_asked(stated: str, code: str) -> None:
    head = f"<meta property='article:published_time' content='{stated}'>"
    assert read(head).published is None
    assert [finding.code for finding in read(head).findings] == [code]
    assert read(head + "<meta name=date content='2017-03-24'>").published == DAY


def test_two_articles_that_state_two_days_are_a_finding_and_none_is_taken() -> None:
    said = read(
        linked(ARTICLE, ARTICLE | {"datePublished": "2017-03-25"}) + "<meta name=date content='2017-03-24'>"
    )
    assert said.published is None
    assert [finding.code for finding in said.findings] == ["date.conflict"]


def test_the_publisher_is_written_as_the_page_writes_it() -> None:
    assert (
        read("<meta property='og:site_name' content='rudaw  example'>" + linked(ARTICLE)).publisher
        == "rudaw example"
    )
    assert read(linked(ARTICLE)).publisher == "Example Wire"
    by_reference = {"@graph": [ARTICLE | {"publisher": {"@id": "#o"}}, {"@id": "#o", "name": "Example Wire"}]}
    assert read(linked(by_reference)).publisher == "Example Wire"
    assert read(linked(ARTICLE | {"publisher": "Example Wire"})).publisher == "Example Wire"


def test_a_page_that_names_no_publisher_has_the_host_of_its_own_address() -> None:
    head = "<link rel=canonical href='https://www.example.org/a'><meta name=publisher content='https://social.example/x'>"
    assert read(head).publisher == "example.org"
    assert read("").publisher == ""


def test_an_address_is_taken_only_if_it_is_whole() -> None:
    assert read("<link rel=canonical href='https://example.org/a'>").url == "https://example.org/a"
    relative = "<link rel=canonical href='/b'>"
    assert read(relative).url == ""
    assert (
        read(relative + "<meta property='og:url' content='https://example.org/a'>").url == "https://example.org/b"
    )
    for odd in ("javascript:x", "http://[x", "//example.org/a", "mailto:a@example.org"):
        assert read(f"<link rel=canonical href='{odd}'>").url == ""


def test_the_title_and_the_language() -> None:
    assert read("<title>A house falls - Example Wire</title>").title == "A house falls - Example Wire"
    assert read("<title>no</title>", "<h1>A house\n falls</h1>").title == "A house falls"
    assert (
        read("<title>no</title><meta property='og:title' content='A house falls'>", "<h1>x</h1>").title
        == "A house falls"
    )
    assert read("<title>no</title>" + linked(ARTICLE)).title == "A house falls"
    assert read(html="lang='ar-IQ'").language == "ar"
    assert read("<meta property='og:locale' content='en_GB'>").language == "en"
    assert read(html="lang='${language}'").language == ""


@pytest.mark.parametrize(
    "block",
    [
        "[" * 100_000,
        '{"@type": "Article", "publisher": {"name": 7}, "headline": [], "datePublished": 1490346000}',
        "7",
        '"x"',
    ],
)
def test_odd_json_states_nothing(block: str) -> None:
    said = read(f"<script type='application/ld+json'>{block}</script>")
    assert said == Statements()
