from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tollbook.documents.extract import EXTRACTORS, extract, is_read

# Pieces that lead into the corners of each kind, to be mixed with bytes of any sort.
PIECES = st.sampled_from(
    [
        *(
            b"<html>",
            b"<body>",
            b"<p>",
            b"</p>",
            b"<div ",
            b"<table><tr><td>",
            b"<!--",
            b"-->",
            b"<![CDATA[",
            b"<svg>",
        ),
        *(
            b"<script type='application/ld+json'>",
            b'{"@graph": [{"@type": "Article", "datePublished": "',
            b"</script>",
        ),
        *(
            b"<meta name=date content=",
            b"<time datetime='2017-03-17'>",
            b"<link rel=canonical href='http://[",
            b"&#0;",
        ),
        *(
            b"<h1>",
            b"</h1>",
            b"<title>",
            b"&#x92;",
            b"<meta charset=utf-16>",
            b"<textarea>",
            b"</html>",
            b"<base href=x>",
        ),
        *(
            b"---\ntitle: x\ndate: 2017-02-31\n---\n",
            b"# ",
            b"> ",
            b"- ",
            b"[a](b",
            b"**",
            b"`",
            b"\n\n",
            b"|-|\n",
            b"<br>",
        ),
        *(
            b"%PDF-1.7\n",
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj ",
            b"trailer<</Root 1 0 R>>",
            b"startxref\n0\n%%EOF",
        ),
        *(
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"\0",
            "كلمة ".encode(),
            "كلمة ".encode("cp1256"),
            b"e\xcc\x81",
            b"\r\n",
            b"words ",
        ),
    ]
)
BYTES = st.lists(PIECES | st.binary(max_size=12), max_size=30).map(b"".join)


@pytest.mark.parametrize("media", sorted(EXTRACTORS))
@settings(max_examples=150, deadline=None)
@given(data=BYTES)
@example(data=b"")
@example(data=b" \n ")
@example(data=b"\0")
def test_no_bytes_make_an_extractor_raise_and_text_is_always_nfc(media: str, data: bytes) -> None:
    extraction = extract(data, media, "x")
    assert extraction == extract(data, media, "x")
    for text in (extraction.text or "", extraction.title, extraction.publisher, extraction.url):
        assert is_normalized("NFC", text)
        text.encode()
    assert all(
        finding.code and finding.where.startswith("x") and finding.message for finding in extraction.findings
    )
    assert extraction.text is not None or extraction.findings or not data


CLEAN = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029\ufffe\uffff")
    | st.sampled_from("\n\t")
)


@given(CLEAN.filter(lambda text: not any("\ufdd0" <= letter <= "\ufdef" for letter in text)))
def test_clean_utf_8_text_comes_out_as_it_went_in(text: str) -> None:
    extraction = extract(text.encode(), "text/plain", "x")
    assert (extraction.text or "") == normalize("NFC", text)
    windows = extract(text.replace("\n", "\r\n").encode(), "text/plain", "x")
    assert windows.text == extraction.text


@pytest.mark.parametrize("media", ["image/png", "application/octet-stream", "text/csv", "no such kind"])
def test_a_kind_that_is_not_read_gives_no_text(media: str) -> None:
    assert not is_read(media)
    assert extract(b"words", media, "x").text is None


def test_libraries_are_loaded_only_for_a_file_that_needs_them() -> None:
    code = """
        import sys
        from tollbook.documents.extract import extract
        from tollbook.documents.seal import seal
        from tollbook.documents.capture import capture
        assert extract("words".encode(), "text/plain", "x").text == "words"
        heavy = {"trafilatura", "pypdfium2", "lxml", "dateparser", "markdown_it", "charset_normalizer"}
        assert not heavy & set(sys.modules), heavy & set(sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read in /proc")
def test_a_text_file_of_200_mb_is_sealed_whole_and_read_to_the_limit_within_1_gb(tmp_path: Path) -> None:
    line = "The teams were still at work in the rubble, and nobody knew how many were inside.\n"
    path = tmp_path / "long.txt"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(200):
            file.write(line * (1_048_576 // len(line)))
    code = f"""
        import re
        from pathlib import Path
        from tollbook.documents.capture import capture
        from tollbook.documents.extract import extract
        from tollbook.documents.limits import TEXT_CHARACTERS
        from tollbook.documents.seal import seal
        from tollbook.ledger.objects import Objects
        from tollbook.model.document import Origin
        def peak():
            return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
        objects = Objects(Path({str(tmp_path / "objects")!r}))
        (one,) = capture([Path({str(path)!r})], Origin(name="")).captures
        sealed = seal(objects, one)
        assert sealed.size == {path.stat().st_size}
        assert peak() < 100_000, peak()  # sealing streams
        extraction = extract(objects.get(sealed.document), sealed.media, "long.txt")
        assert TEXT_CHARACTERS - 100 < len(extraction.text) <= TEXT_CHARACTERS
        assert extraction.text.endswith("inside.\\n")
        assert [finding.code for finding in extraction.findings] == ["document.too-long"]
        assert peak() < 1_000_000, peak()
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)


def test_extraction_does_not_depend_on_the_seed_of_hashes() -> None:
    code = """
        from tollbook.documents.extract import extract
        words = "<p class=c{0}>Paragraph {0} of the report, with <a href=x>a link</a> and some words more.</p>"
        page = "<html><head><meta name=date content='17 March 2017'><title>t</title></head><body><div>"
        page += "".join(words.format(number) for number in range(30))
        print(repr(extract(page.encode(), "text/html", "x")))
    """
    run = [sys.executable, "-c", textwrap.dedent(code)]
    said = [
        subprocess.run(run, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": one}).stdout
        for one in ("1", "42")
    ]
    assert said[0] == said[1]
