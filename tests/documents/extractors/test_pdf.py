from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from tollbook.documents.extractors import pdf
from tollbook.documents.extractors.pdf import extract

MakePdf = Callable[..., bytes]


def picture() -> ImageReader:
    """A grey image of one pixel, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    whole = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    return ImageReader(io.BytesIO(b"\x89PNG\r\n\x1a\n" + whole))


def scanned(*pages: str) -> bytes:
    """Pages that are a picture each, with a stamp of a few letters where `pages` gives one."""
    buffer = io.BytesIO()
    drawing = canvas.Canvas(buffer, pagesize=A4, invariant=True)
    for stamp in pages:
        if stamp == "text":
            drawing.drawString(72, 800, "A page with a text layer of more than a few letters.")
        else:
            drawing.drawImage(picture(), 0, 0, *A4)
            drawing.drawString(72, 20, stamp)
        drawing.showPage()
    drawing.save()
    return buffer.getvalue()


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in extract(data, "x.pdf").findings]


def test_lines_become_paragraphs_and_words_divided_at_line_ends_are_whole(make_pdf: MakePdf) -> None:
    extraction = extract(
        make_pdf(
            [
                "The spokesman said that the com-",
                "mander had been told of it, and that twenty-",
                "two others were at work in 2016-",
                "2017 with al-",
                "Jadida’s well-known teams.",
                "",
                "A second paragraph begins",
                "here and ends there.",
            ],
            title="A house falls",
        ),
        "x.pdf",
    )
    assert extraction.text == (
        "The spokesman said that the commander had been told of it, and that twenty-two others were at work in "
        "2016-2017 with al-Jadida’s well-known teams.\n\nA second paragraph begins here and ends there."
    )
    assert extraction.title == "A house falls"
    assert extraction.published is None
    assert extraction.findings == ()


def test_a_hyphen_that_the_document_writes_elsewhere_stays(make_pdf: MakePdf) -> None:
    lines = ["A well-known house, and a re-", "port of it, and a well-", "known street. The report is old."]
    text = extract(make_pdf(lines), "x.pdf").text
    assert text == "A well-known house, and a report of it, and a well-known street. The report is old."


def test_a_paragraph_goes_on_over_the_end_of_a_page(make_pdf: MakePdf) -> None:
    pages = (
        ["A sentence that goes on over the com-"],
        ["plete page, and then"],
        ["over another."],
        ["A new one."],
    )
    text = extract(make_pdf(*pages), "x.pdf").text
    assert text == "A sentence that goes on over the complete page, and then over another.\n\nA new one."


def test_the_title_that_programs_give_to_what_has_none_is_no_title(make_pdf: MakePdf) -> None:
    assert extract(make_pdf(["words"], title="untitled"), "x.pdf").title == ""


def test_a_scanned_pdf_has_no_text_and_says_which_pages_are_pictures() -> None:
    extraction = extract(scanned("", "", ""), "x.pdf")
    assert extraction.text is None
    (finding,) = extraction.findings
    assert (finding.code, finding.where) == ("pdf.scanned", "x.pdf")
    assert finding.message.endswith("1–3")


def test_scanned_pages_among_others_are_named_and_the_others_read() -> None:
    extraction = extract(scanned("text", "", "text", "p. 4", "text", "", ""), "x.pdf")
    assert (extraction.text or "").count("A page with a text layer") == 3
    (finding,) = extraction.findings
    assert finding.message.endswith("2, 4, 6–7")


def test_an_empty_page_is_blank_and_not_scanned(make_pdf: MakePdf) -> None:
    assert codes(make_pdf([])) == ["document.blank"]


def test_a_truncated_pdf_is_a_finding_wherever_it_is_cut(make_pdf: MakePdf) -> None:
    whole = make_pdf(["The teams were still at work."] * 40, ["And on another page."])
    for end in range(8, len(whole) - 10, 97):
        found = codes(whole[:end])
        assert "pdf.truncated" in found
        assert "pdf.broken" in found or extract(whole[:end], "x.pdf").text


def test_a_pdf_with_a_password_is_a_finding(make_pdf: MakePdf) -> None:
    extraction = extract(make_pdf(["words"], encrypt=StandardEncryption("a password")), "x.pdf")
    assert extraction.text is None
    assert [finding.code for finding in extraction.findings] == ["pdf.encrypted"]


def test_a_pdf_that_only_its_owner_may_change_is_read(make_pdf: MakePdf) -> None:
    data = make_pdf(["words to read"], encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0))
    assert extract(data, "x.pdf").text == "words to read"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"no pdf at all %%EOF", b"%%EOF"])
def test_what_is_no_pdf_is_a_finding(data: bytes) -> None:
    assert codes(data) == ["pdf.broken"]


def test_a_pdf_that_says_it_has_two_thousand_million_pages_takes_a_moment() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
        b"/Count 2147483647>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    start = time.process_time()
    assert codes(data)
    assert time.process_time() - start < 5


def test_pages_beyond_the_limit_are_not_read_and_a_finding_says_so(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "PDF_PAGES", 2)
    data = make_pdf(["One."], ["Two."], ["Three."])
    assert extract(data, "x.pdf").text == "One.\n\nTwo."
    assert codes(data) == ["pdf.too-many-pages"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_pdf_never_makes_it_raise(data: st.DataObject) -> None:
    whole = bytearray(scanned("text", ""))
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert extract(bytes(whole), "x.pdf") == extract(bytes(whole), "x.pdf")
