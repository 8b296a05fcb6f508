"""The guide says of every finding what it means, and its example is one."""

from __future__ import annotations

import re
from pathlib import Path

from tollbook.documents import limits
from tollbook.documents.describe import describe

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/guide/reports.md").read_text("utf-8")
DECISION = (ROOT / "docs/decisions/extraction.md").read_text("utf-8")

# Codes are written whole, or as the key of a table of words in the module of that name.
WHOLE = re.compile(r"\"((?:capture|sources|date|document|markdown|html|pdf)\.[a-z-]+)\"")
KEYED = {"walk.py": "capture", "describe.py": "sources", "extractors/pdf.py": "pdf"}
KEY = re.compile(r"^    \"([a-z-]+)\": ", re.M)


def codes() -> set[str]:
    room = ROOT / "src/tollbook/documents"
    found = {code for path in room.rglob("*.py") for code in WHOLE.findall(path.read_text("utf-8"))}
    for path, prefix in KEYED.items():
        found |= {f"{prefix}.{key}" for key in KEY.findall((room / path).read_text("utf-8"))}
    return found - {"sources.csv"}


def test_the_guide_tells_of_every_finding_and_of_no_other() -> None:
    told = set(re.findall(r"`((?:capture|sources|date|document|markdown|html|pdf)\.[a-z-]+)`", GUIDE))
    assert told - {"sources.csv"} == codes()


def test_the_example_of_a_table_is_read_without_a_finding(tmp_path: Path) -> None:
    example = re.search(r"```csv\n(.*?)```", GUIDE, re.S)
    assert example
    (tmp_path / "sources.csv").write_text(example[1], "utf-8")
    described = describe(tmp_path / "sources.csv", "sources.csv")
    assert described.findings == ()
    assert [row.file for row in described.rows] == ["01-wire.html", "week 1/02-statement.pdf", "03-letter.txt"]


def test_the_limits_are_told_as_they_are() -> None:
    for name, value in vars(limits).items():
        if name.isupper():
            assert f"`{name}`" in DECISION
            assert f"{value:,}" in DECISION or str(value) in DECISION
