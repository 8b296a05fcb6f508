from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tollbook.model.assessment import Figure, Range, When
from tollbook.model.release import Release
from tollbook.model.visible import visible
from tollbook.model.vocabulary import DatePrecision
from tollbook.releases.render import render
from tollbook.releases.render.show import page_name, web_address, when

PAGE = "incidents/i-5b1e0c9a.html"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "\u2066\u2067inner\u2069",
    "nul\x00byte\x1b[31m",
    "{{ 7 * 7 }}{% raw %}",
    "</style><style>*{display:none}</style>",
    "&lt;b&gt; &amp; ]]> <!-- -->",
    "torn \udce9 name",
    "\u2069\u2069\u2069rtl \u202b",
)


def hostile(value: Any, text: str) -> Any:
    """`value` with `text` put into every text field, identifiers that must fit each other left as they are."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        keep = {
            "id",
            "doc",
            "document",
            "documents",
            "incident",
            "incidents",
            "claim",
            "claims",
            "superseded",
            "context",
            "whole",
            "checkpoint",
            "by",
        }
        # A figure is known by its name: with another there would be no picture to put hostile names into.
        keep |= {"name"} if isinstance(value, Figure) else set()
        names = [field.name for field in dataclasses.fields(value)]
        return replace(
            value,
            **{
                name: hostile(getattr(value, name), text)
                for name in names
                if name not in keep or not plain(getattr(value, name))
            },
        )
    if isinstance(value, tuple):
        return tuple(hostile(item, text) for item in value)
    return text if type(value) is str else value


def plain(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(item, str) for item in value))


@pytest.fixture
def pages(release: Release) -> Mapping[str, bytes]:
    return render(release)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_shown_as_text(release: Release, text: str) -> None:
    clean = {path: shape(page) for path, page in render(hostile(release, "harmless")).items()}
    pages = render(hostile(release, text))
    assert b"range-title" in pages[PAGE]
    for path, page in pages.items():
        root = html.document_fromstring(page)
        assert not root.xpath("//script | //img | //iframe | //object | //form | //*[@onerror or @onmouseover]")
        assert len(root.xpath("//style")) == 1
        assert shape(page) == clean[path], "the text changed the elements of the page"
        assert visible(text) in root.text_content()
        for link in root.xpath("//a/@href"):
            assert not link.strip().lower().startswith(("javascript:", "data:", "vbscript:"))


def shape(page: bytes) -> list[str]:
    """The elements of a page in their order, without those that only say whether a link or language is given."""
    root = html.document_fromstring(page)
    return [element.tag for element in root.iter() if isinstance(element.tag, str) and element.tag != "a"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hidden_control_reaches_a_page(release: Release, text: str) -> None:
    for page in render(hostile(release, text)).values():
        assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufeff]", page.decode())


@given(st.text())
def test_visible_text_can_be_written_and_reorders_nothing(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", shown)


def test_arabic_persian_and_hebrew_stay_as_they_are() -> None:
    text = "قال شهود\u200f إن ۱۲ نفر می\u200cروند שלום\u200e"
    assert visible(text) == text


def test_no_page_runs_or_loads_anything(pages: Mapping[str, bytes]) -> None:
    for page in pages.values():
        root = html.document_fromstring(page)
        policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        style = root.xpath("//style")[0].text
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
        assert not root.xpath("//script | //link | //*[@src] | //*[@style] | //@*[starts-with(name(), 'on')]")
        assert "url(" not in style
        assert "@import" not in style


def test_every_link_inside_a_release_leads_somewhere(pages: Mapping[str, bytes], release: Release) -> None:
    other = {
        "incidents.csv",
        "claims.jsonl",
        "incidents.geojson",
        "manifest.json",
        "manifest.note",
        "checkpoint.txt",
    }
    ids = {path: set(html.document_fromstring(page).xpath("//@id")) for path, page in pages.items()}
    checked = 0
    for path, page in pages.items():
        depth = "../" if "/" in path else ""
        for link in html.document_fromstring(page).xpath("//a/@href"):
            if link.startswith("https://example.org/"):
                continue
            target, _, fragment = link.partition("#")
            target = target.removeprefix(depth) if target else path
            assert target in pages or target in other, link
            assert not fragment or fragment in ids[target], f"{path}: {link}"
            checked += 1
    assert checked > 50


def test_ids_on_a_page_are_its_own(pages: Mapping[str, bytes]) -> None:
    for page in pages.values():
        ids = html.document_fromstring(page).xpath("//@id")
        assert len(ids) == len(set(ids))


def test_every_picture_has_a_title_a_description_and_a_table(pages: Mapping[str, bytes]) -> None:
    root = html.document_fromstring(pages[PAGE])
    pictures = root.xpath("//*[name()='svg' and @role='img']")
    assert len(pictures) == 2
    for picture in pictures:
        named = picture.get("aria-labelledby").split(" ")
        assert [child.get("id") for child in picture.iterchildren() if child.tag in ("title", "desc")] == named
    assert root.xpath("//figure//table")
    assert root.xpath("//ol[@class='moments']/li")
    for picture in root.xpath("//*[name()='svg' and not(@role='img')]"):
        assert picture.xpath("ancestor-or-self::*[@aria-hidden='true']")


def test_every_page_has_landmarks_one_heading_and_a_way_past_the_menu(pages: Mapping[str, bytes]) -> None:
    for page in pages.values():
        root = html.document_fromstring(page)
        assert root.get("lang") == "en"
        for xpath in (
            "//header//nav[@aria-label]",
            "//main[@id='main']",
            "//footer",
            "//h1",
            "//a[@href='#main']",
        ):
            assert len(root.xpath(xpath)) == 1, xpath
        assert root.xpath("//title")[0].text.strip()
        levels = [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3", "h4")]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_quotes_stand_in_their_own_language_and_direction_with_the_anchor_marked(
    pages: Mapping[str, bytes],
) -> None:
    root = html.document_fromstring(pages[PAGE])
    arabic = root.xpath("//blockquote[@lang='ar']")
    assert len(arabic) == 2
    assert {quote.get("dir") for quote in root.xpath("//blockquote")} == {"auto"}
    assert [mark.text for mark in arabic[1].iter("mark")] == ["أكثر من 200 جثة"]
    wire = next(quote for quote in root.xpath("//blockquote") if "Survivors" in quote.text_content())
    assert [mark.text for mark in wire.iter("mark")] == ["as many as 200 civilians", "numerous children"]


def test_the_page_of_an_incident_says_all_that_was_assessed(pages: Mapping[str, bytes]) -> None:
    text = " ".join(html.document_fromstring(pages[PAGE]).xpath("//main")[0].text_content().split())
    for words in (
        "17 March 2017 (the day is known) · air strike",
        "61–200",
        "The claims on record put the number of people killed at between 61 and 200.",
        "Four independent sources report the incident.",
        "The first admission came 63 days after the first report; the figure conceded is 105.",
        "superseded by the same source’s later figure",
        "conceded 105",
        "2 days to the first statement",
        "63 days to the first admission",
        "nobody on record",
        "The place itself is known (where_prec 1). 36.3236, 43.1049",
        "Iraq",
        "One source gives no upper end.",
    ):
        assert words in text


def test_the_picture_draws_each_claim_where_its_number_is(pages: Mapping[str, bytes]) -> None:
    root = html.document_fromstring(pages[PAGE])
    picture = root.xpath("//*[name()='svg' and @role='img']")[0]
    assert [text.text for text in picture.xpath(".//*[@class='source']")] == [
        "Rudaw",
        "Nineveh Civil Protection",
        "Example Wire",
        "Iraqi Joint Operations Command",
        "US-led coalition",
    ]
    band = picture.xpath("./*[@class='band']")[0]
    assert (band.get("x"), band.get("width")) == ("24.4%", "55.6%")
    pale = picture.xpath(".//*[@class='superseded']")
    assert [dot.get("cx") for dot in pale[0].iter("circle")] == ["56.0%"]
    assert {line.get("x1") for line in picture.xpath(".//*[@class='conceded']")} == {"42.0%"}


def test_the_front_page_leads_with_the_range_and_keeps_totals_apart(pages: Mapping[str, bytes]) -> None:
    text = " ".join(html.document_fromstring(pages["index.html"]).xpath("//main")[0].text_content().split())
    assert "61–200" in text
    assert "none recorded" in text, "a sum of nothing is not the number nought"
    assert "beside the headline, never in it" in text
    assert "3,846" in text
    assert "at least 3,646" in text
    assert "10,000 homes" in pages["aggregates.html"].decode()
    assert "10,000" not in pages[PAGE].decode()


def test_every_page_carries_the_state_of_the_book(pages: Mapping[str, bytes], release: Release) -> None:
    for page in pages.values():
        foot = html.document_fromstring(page).xpath("//footer")[0].text_content()
        for words in (release.root, "42 entries", "1 June 2017", "airwars", "version 1"):
            assert words in foot


def test_the_method_page_gives_every_rule_with_its_source(pages: Mapping[str, bytes], release: Release) -> None:
    text = html.document_fromstring(pages["method.html"]).text_content()
    for rule in release.method.rules:
        assert rule.name in text
        assert rule.words in text
        assert rule.source in text


def test_imprecision_stays_on_the_page(release: Release) -> None:
    assert when(When()) == "Date not known"
    march = When(start=date(2017, 3, 1), end=date(2017, 3, 31), precision=DatePrecision.MONTH)
    assert when(march) == "March 2017"
    assert when(When(start=date(2017, 1, 1), end=date(2017, 12, 31), precision=DatePrecision.YEAR)) == "2017"
    nowhere = replace(release.incidents[0].assessment, where=None, when=When(), first_report=None)
    bare = replace(release.incidents[0], assessment=nowhere)
    text = render(replace(release, incidents=(bare, release.incidents[1])))[PAGE].decode()
    assert "Place not known" in text
    assert "No source names a place." in text


@pytest.mark.parametrize(
    "range_", [Range(low=None, high=None), Range(low=5, high=None), Range(low=None, high=5), Range(low=0, high=0)]
)
def test_any_range_can_be_drawn(release: Release, range_: Range) -> None:
    first = release.incidents[0]
    figures = tuple(replace(figure, range=range_) for figure in first.assessment.figures)
    changed = replace(first, assessment=replace(first.assessment, figures=figures))
    page = render(replace(release, incidents=(changed, release.incidents[1])))[PAGE].decode()
    assert str(range_) in page
    assert "None" not in page


def test_an_empty_release_is_still_one(book: Any) -> None:
    nothing = replace(book.tallies[0].headline, incidents=(), killed=Range(low=0, high=0))
    tallies = (replace(book.tallies[0], headline=nothing, rows=(), beside=()),)
    empty = replace(book.freeze(), incidents=(), claims=(), documents=(), reconciliations=(), tallies=tallies)
    assert "no incident" in render(empty)["index.html"].decode()


@given(st.text(min_size=1, max_size=80))
def test_an_incident_s_page_never_leaves_the_folder(id_: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", page_name(id_))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://a b", "https://x/\u202e", "//x", ""]
)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    assert web_address(url) == ""
    assert web_address("https://example.org/a?b=c") == "https://example.org/a?b=c"


def test_no_day_is_invented_for_an_event_known_to_the_week(pages: Mapping[str, bytes]) -> None:
    root = html.document_fromstring(pages["incidents/i-90d2f311.html"])
    event = root.xpath("//ol[@class='moments']/li")[0]
    assert "27 March to 2 April 2017" in event.text_content()
    assert not event.xpath(".//time")
    assert "later" not in root.xpath("//ol[@class='moments']")[0].text_content()
    assert len(root.xpath("//*[name()='svg' and @role='img']/*[@class='eventspan']")) == 1
    assert not root.xpath("//*[@class='event']")


def test_where_nobody_speaks_of_deaths_no_number_stands_for_them(pages: Mapping[str, bytes]) -> None:
    text = " ".join(
        html.document_fromstring(pages["incidents/i-90d2f311.html"]).xpath("//main")[0].text_content().split()
    )
    assert "No source speaks of people killed." in text
    assert "put the number of people injured at 4 or more. One independent source reports the incident." in text
    assert "No position of an accused party is on record" in text


def test_every_sum_names_its_incidents(pages: Mapping[str, bytes], release: Release) -> None:
    root = html.document_fromstring(pages["index.html"])
    linked = [details.xpath(".//a/@href") for details in root.xpath("//details")]
    rows = [
        row for tally in release.tallies for row in (*tally.rows, *(tally.beside if tally.by == "grade" else ()))
    ]
    assert linked == [[f"incidents/{id_}.html" for id_ in row.incidents] for row in rows]
