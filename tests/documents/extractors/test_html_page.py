from __future__ import annotations

import time

import pytest

from tollbook.documents.extractors.html_page import survey


def test_visible_words_come_by_block_and_hidden_ones_not_at_all() -> None:
    page = survey(
        b"<html><head><title>T</title><style>s</style></head><body>"
        b"<nav><a>home</a> <a>world</a></nav>"
        b"<h1>A <b>heading</b></h1><p>one\n two<br>three<script>no</script><!-- no --></p>"
        b"<ul><li>four<li>five</ul>"
        b"<noscript>no</noscript><svg><title>no</title></svg>tail"
    )
    assert page.text == "home world\n\nA heading\n\none two\nthree\n\nfour\n\nfive\n\ntail"
    assert page.title == "T"
    assert page.headings == ["A heading"]


def test_what_the_page_states_is_noted() -> None:
    page = survey(
        b"<html lang=ar><head><meta property='og:site_name' content=' Example Wire '>"
        b"<meta name=Date content=x>"
        b"<link rel='canonical nofollow' href='https://example.org/a'>"
        b"<script type='application/ld+json'>{}</script>"
        b"</head><body><time datetime=2017-03-24 class='Entry-Date'>x</time>"
        b"<p><time datetime=2017-03-17 pubdate>x</time></p>"
    )
    assert page.language == "ar"
    assert page.metas == [("og:site_name", "Example Wire"), ("date", "x")]
    assert page.canonical == "https://example.org/a"
    assert page.data == ["{}"]
    assert [(one.datetime, one.marks.split(), one.apart) for one in page.times] == [
        ("2017-03-24", ["entry-date"], True),
        ("2017-03-17", ["pubdate"], False),
    ]


def test_depth_elements_and_inline_elements_are_measured() -> None:
    page = survey(b"<html><body><div><div><p><b>a</b><i>b</i></p></div></div><p><b>c</b></p></body></html>")
    assert (page.depth, page.elements, page.inline) == (6, 9, 2)


@pytest.mark.parametrize(
    "markup",
    [
        b"<div>" * 1_000_000,
        b"<b>" * 1_000_000,
        b"<table><tr><td>" * 300_000,
        b"<" * 3_000_000,
        b"<!--" * 1_000_000,
        b"<a " + b"x=1 " * 500_000 + b">",
        b"<h1>" * 500_000,
        b"<time datetime=x>" * 200_000,
        b"&amp;" * 500_000,
    ],
    ids=lambda markup: markup[:12].decode(),
)
def test_it_takes_a_moment_whatever_the_markup(markup: bytes) -> None:
    start = time.process_time()
    survey(b"<html><body>" + markup + b" words")
    assert time.process_time() - start < 8


@pytest.mark.parametrize("markup", [b"", b" ", b"\xff", b"<", b"</p>", b"<!doctype html>"])
def test_nothing_is_too_little(markup: bytes) -> None:
    assert survey(markup).headings == []
