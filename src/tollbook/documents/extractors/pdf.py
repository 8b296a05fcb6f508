"""PDF files with a text layer, by PDFium: pages joined, words divided at line ends put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from tollbook.documents.clean import blank, clean, shorten
from tollbook.documents.extractors.pdf_lines import Line, continues, paragraphs, rejoiner, unshaped
from tollbook.documents.limits import PDF_PAGES, TEXT_CHARACTERS
from tollbook.model.document import Extraction
from tollbook.model.finding import Finding

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

NAME: Final = f"tollbook pdf 1, pypdfium2 {version('pypdfium2')}"

_TITLES_OF_NOTHING: Final = frozenset(("untitled", "(anonymous)", "(unspecified)", "unspecified"))
_LINE: Final = re.compile("([^\r\n\ufffe]*)(\r\n|[\r\n\ufffe]|$)")
_UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff]")


@dataclass(slots=True)
class _Reading:
    """What was read so far, page by page; page numbers count from 1."""

    pages: list[list[Line]] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    characters: int = 0


def extract(data: bytes, name: str) -> Extraction:
    """The text layer of a PDF, its paragraphs apart by blank lines, and its title if it states one.

    The day on which the file was made is not a day of publication and is not taken for one. Findings of its own:
    `pdf.encrypted`, `pdf.broken`, `pdf.truncated`, `pdf.page-broken`, `pdf.scanned` (pages that are pictures),
    `pdf.letters-unknown` (the text layer does not say what its letters are), `pdf.too-many-pages`.
    """
    import pypdfium2 as pdfium

    truncated = () if b"%%EOF" in data[-2048:] else (_finding("truncated", name),)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "encrypted" if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD else "broken"
        return Extraction(text=None, extractor=NAME, findings=(*truncated, _finding(code, name)))
    with closing(document):
        reading, findings = _read(document, name)
        title = clean(" ".join(document.get_metadata_value("Title").split()), name)[0]
    text, wrong = _text(reading, name)
    return Extraction(
        text=text or None,
        extractor=NAME,
        title="" if title.lower() in _TITLES_OF_NOTHING else title,
        findings=truncated + findings + wrong,
    )


def _read(document: PdfDocument, name: str) -> tuple[_Reading, tuple[Finding, ...]]:
    from pypdfium2 import PdfiumError

    reading, findings = _Reading(), []
    count = len(document)
    if count > PDF_PAGES:
        findings.append(_finding("too-many-pages", name, f"{count:,}", f"{PDF_PAGES:,}"))
    for number in range(1, min(count, PDF_PAGES) + 1):
        if reading.characters > TEXT_CHARACTERS:
            break
        try:
            with closing(document[number - 1]) as page:
                _read_page(page, number, reading)
        except PdfiumError:
            reading.broken.append(number)
    if reading.broken:
        findings.append(_finding("page-broken", name, _pages(reading.broken)))
    if reading.scanned:
        findings.append(_finding("scanned", name, _pages(reading.scanned)))
    return reading, tuple(findings)


def _read_page(page: PdfPage, number: int, reading: _Reading) -> None:
    with closing(page.get_textpage()) as textpage:
        lines = list(_lines(textpage))
    letters = sum(len(line.text) for line in lines)
    if letters < 20 and _is_picture(page, letters):
        reading.scanned.append(number)
    reading.pages.append(lines)
    reading.characters += letters


def _is_picture(page: PdfPage, letters: int) -> bool:
    """Whether a page is a picture of a page: it holds no letters but an image, or few on a large image."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    for image in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if not letters or (right - left) * (top - bottom) >= width * height / 2:
            return True
    return False


def _lines(textpage: PdfTextPage) -> Iterator[Line]:
    """The lines of a page in the order of its content. PDFium marks a hyphen at the end of one as U+FFFE."""
    from pypdfium2 import raw

    def box(at: int) -> tuple[float, float, float, float]:
        rectangle = raw.FS_RECTF()
        index = raw.FPDFText_GetCharIndexFromTextIndex(textpage, at)
        raw.FPDFText_GetLooseCharBox(textpage, index, rectangle)
        return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top

    text: str = textpage.get_text_range()
    for match in _LINE.finditer(text):
        written = match[1].strip()
        if not written:
            continue
        start = match.start(1) + len(match[1]) - len(match[1].lstrip())
        first, last = box(start), box(start + len(written) - 1)
        words, hyphened = " ".join(written.split()), match[2] == "\ufffe"
        if not hyphened and len(words) > 1 and words[-1] in "-\u2010\u00ad" and words[-2].isalnum():
            words, hyphened = words[:-1], True
        yield Line(
            text=unshaped(words),
            left=min(first[0], last[0]),
            right=max(first[2], last[2]),
            bottom=first[1],
            height=max(first[3] - first[1], 1.0),
            hyphened=hyphened,
        )


def _text(reading: _Reading, name: str) -> tuple[str, tuple[Finding, ...]]:
    rejoin = rejoiner(" ".join(line.text for page in reading.pages for line in page))
    found: list[str] = []
    for page in reading.pages:
        new = paragraphs(page, rejoin)
        if found and new and continues(found[-1], new[0]):
            last = found.pop()
            new[0] = rejoin(last[:-1], new[0]) if last.endswith("-") else f"{last} {new[0]}"
        found += new
    text, cut = shorten("\n\n".join(found), name)
    unknown = len(_UNREADABLE.findall(text))
    text, replaced = clean(text, name)
    findings = cut + replaced
    if unknown > len(text) / 10:
        findings += (_finding("letters-unknown", name),)
    if not text and not reading.scanned and not reading.broken:
        findings += (blank(name),)
    return text, findings


def _pages(numbers: list[int]) -> str:
    """Page numbers as a person writes them: "2, 5–7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


_BETTER: Final = "Look for a better copy and add that too."
_WORDS: Final = {
    "encrypted": (
        "it is locked with a password and cannot be read",
        "Save it without the password and add that too.",
    ),
    "broken": ("it cannot be read as a PDF", _BETTER),
    "truncated": ("its end is missing: it was cut off on its way", _BETTER),
    "page-broken": ("these pages cannot be read: {}", _BETTER),
    "scanned": (
        "these pages are pictures without a text layer: {}",
        "Have their letters recognised by a program of your choice, check the text, and add that too.",
    ),
    "letters-unknown": (
        "its text layer does not say what many of its letters are",
        _BETTER,
    ),
    "too-many-pages": (
        "it says that it has {} pages; the limit PDF_PAGES is {}, and no more are read",
        "Divide the file into parts and add those too.",
    ),
}


def _finding(code: str, name: str, *values: str) -> Finding:
    message, advice = _WORDS[code]
    return Finding(code=f"pdf.{code}", where=name, message=message.format(*values), advice=advice)
