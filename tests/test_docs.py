"""What the documents tell a reader to type works, and what they point at is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tollbook.flow import Book
from tollbook.ledger import query

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def blocks(page: Path, language: str) -> str:
    return "\n".join(body for kind, body in BLOCK.findall(page.read_text()) if kind == language)


def first_lines(command: str, folder: Path, environment: dict[str, str]) -> str:
    """What a command that does not end by itself says until an address is in it."""
    said = ""
    with subprocess.Popen(
        ["/bin/sh", "-c", f"exec {command}"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            said += line
            if "http://" in line:
                break
        running.terminate()
    return said


def test_the_first_ten_minutes_of_the_readme_work_as_written(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "tollbook").write_text(f'#!/bin/sh\nexec {sys.executable} -m tollbook "$@"\n')
    (bin_folder / "tollbook").chmod(0o755)
    environment = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "TOLLBOOK_BY": "recorder"}
    for command in blocks(ROOT / "README.md", "sh").splitlines():
        if command.startswith("tollbook serve "):
            assert "/enter?key=" in first_lines(command, tmp_path, environment)
        elif command.strip():
            done = subprocess.run(
                command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
            assert done.stdout.strip(), command
    code = blocks(ROOT / "README.md", "python")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "61–201" in done.stdout


def test_what_the_guide_to_judging_tells_to_type_works_as_written(tmp_path: Path) -> None:
    reports = {
        "a.txt": "On 3 May 2031 an air strike killed 12 people, including 4 children, in Mosul.",
        "b.txt": "Twelve people were killed in an air strike on Mosul on 3 May 2031.",
        "c.txt": "On 9 June 2031 a mine killed two farmers near Erbil.",
    }
    with Book.new(tmp_path / "west-mosul", "West Mosul", by="recorder") as book:
        for name, text in reports.items():
            (tmp_path / name).write_text(text)
            book.add([tmp_path / name])
        counts = {claim.count_text.split()[0].lower(): id_ for id_, claim in query.claims(book.ledger).items()}
    stands_for = {"c-1f0c": counts["12"], "c-77aa": counts["twelve"], "c-03d9": counts["two"]}
    shell = f'tollbook() {{ {sys.executable} -m tollbook "$@"; }}; '
    last = ""
    for command in filter(None, blocks(ROOT / "docs/guide/judging.md", "sh").splitlines()):
        typed = re.sub("c-1f0c|c-77aa|c-03d9", lambda found: stands_for[found[0]], command).replace("ENTRY", last)
        done = subprocess.run(shell + typed, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{typed}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), command
        if entry := re.search(r"^Entry (\d+):", done.stdout, re.MULTILINE):
            last = entry[1]


def test_what_the_guide_to_estimates_tells_to_type_works_and_prints_what_it_shows(tmp_path: Path) -> None:
    guide = ROOT / "docs/guide/estimates.md"
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    shell = f'tollbook() {{ {sys.executable} -m tollbook "$@"; }}; '
    printed = (ROOT / "examples/kosovo-1999/lists.csv").read_text()
    for command in filter(None, blocks(guide, "sh").splitlines()):
        done = subprocess.run(
            shell + command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 1), f"{command}\n{done.stderr}"
        printed += done.stdout
    for line in filter(None, blocks(guide, "").splitlines()):
        assert line in printed, line
    assert "12,595" in (tmp_path / "kosovo.html").read_text()
    code = [sys.executable, "-c", blocks(guide, "python")]
    done = subprocess.run(code, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "12,595 (8,190 to 28,688)", done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} points at {target}, which is not there"


def test_every_word_of_the_design_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text()
    for word in (
        *("Book", "Ledger", "Entry", "Document", "Text", "Claim", "Speaker", "Anchor", "Reader", "Incident"),
        *("Aggregate", "Judgement", "Profile", "Assessment", "Range", "Grade", "Position", "Tally", "Release"),
        "Recorder",
    ):
        assert f"**{word}**" in glossary, word
