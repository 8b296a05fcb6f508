from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from tollbook.ledger.objects import Objects

MakePdf = Callable[..., bytes]


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three reports, one of them in a folder of its own."""
    folder = tmp_path / "reports"
    (folder / "week 1").mkdir(parents=True)
    (folder / "b.txt").write_text("The teams were still at work.", "utf-8")
    (folder / "a.txt").write_text("A house came down on Friday.", "utf-8")
    (folder / "week 1" / "c.txt").write_text("Nobody knew how many were inside.", "utf-8")
    return folder


@pytest.fixture
def make_pdf() -> MakePdf:
    """Makes a PDF of pages, each a list of lines; an empty line leaves a gap."""

    def make(*pages: list[str], title: str = "", encrypt: object = None) -> bytes:
        buffer = io.BytesIO()
        drawing = canvas.Canvas(buffer, pagesize=A4, encrypt=encrypt, invariant=True)
        drawing.setTitle(title)
        for lines in pages:
            down = 800
            for line in lines:
                drawing.drawString(72, down, line)
                down -= 14
            drawing.showPage()
        drawing.save()
        return buffer.getvalue()

    return make
