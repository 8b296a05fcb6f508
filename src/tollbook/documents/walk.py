"""Walk files and folders: which files there are, by what name; and what is not taken in, and why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from tollbook.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """`files` gives each file, by its real path, the name it has in the book; `folders` are those walked."""

    files: dict[Path, str]
    folders: tuple[Path, ...]
    findings: tuple[Finding, ...]


def walk(inputs: Sequence[Path]) -> Walked:
    """Every regular file among `inputs` and in their folders, once, whatever the order of `inputs`.

    A file's name is its path relative to the folder that was given ("week 1/report.txt"), in NFC; where several
    inputs lead to it, the longest of these. In folders, hidden files and folders (their name begins with a dot)
    are left out, and links are not followed: what they lead to in the same folder is taken in under its own
    name, and one that leads elsewhere is a finding. Findings: `capture.not-found`, `capture.unreadable`,
    `capture.not-a-file`, `capture.link-outside`, `capture.name-broken`.
    """
    walking = _Walking()
    for given in sorted(set(inputs)):
        walking.enter(given)
    walking.judge_links()
    return Walked(
        files=dict(sorted(walking.files.items())),
        folders=tuple(sorted(walking.folders)),
        findings=tuple(sorted(walking.findings, key=lambda finding: (finding.where, finding.code))),
    )


@dataclass(slots=True)
class _Walking:
    """What was found so far. A path in it is a real one: no part of it is a link."""

    files: dict[Path, str] = field(default_factory=dict)
    folders: set[Path] = field(default_factory=set)
    links: dict[Path, str] = field(default_factory=dict)
    findings: set[Finding] = field(default_factory=set)

    def enter(self, given: Path) -> None:
        try:
            path = given.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: links that lead in a circle (Python before 3.13)
            self.find("not-found", given.as_posix())
            return
        if path.is_dir():
            self.folders.add(path)
            self.enter_folder(path)
        else:
            self.take(path, given.name)

    def enter_folder(self, folder: Path) -> None:
        waiting = [folder]
        while waiting:
            inner = waiting.pop()
            try:
                entries = list(os.scandir(inner))
            except OSError:
                self.find("unreadable", inner.relative_to(folder).as_posix())
                continue
            for entry in entries:
                path = Path(entry.path)
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink():
                    self.links[path] = path.relative_to(folder).as_posix()
                elif entry.is_dir():
                    waiting.append(path)
                else:
                    self.take(path, path.relative_to(folder).as_posix())

    def take(self, path: Path, given: str) -> None:
        name, broken = readable_name(given)
        if not path.is_file():
            self.find("not-a-file", name)
        elif not os.access(path, os.R_OK):
            self.find("unreadable", name)
        else:
            if broken:
                self.find("name-broken", name)
            self.files[path] = min(self.files.get(path, name), name, key=lambda one: (-len(one), one))

    def judge_links(self) -> None:
        """Speak of the links that lead to nothing which is taken in under its own name."""
        for link, given in self.links.items():
            name, _ = readable_name(given)
            try:
                target = link.resolve(strict=True)
            except (OSError, RuntimeError):
                self.find("link-outside", name)
                continue
            inside = target in self.files or (
                target.is_dir() and any(_shows(folder, target) for folder in self.folders)
            )
            if not inside:
                self.find("link-outside", name)

    def find(self, code: str, where: str) -> None:
        message, advice = _WORDS[code]
        self.findings.add(
            Finding(code=f"capture.{code}", where=readable_name(where)[0], message=message, advice=advice)
        )


_WORDS = {
    "not-found": ("there is no such file or folder", "See how its name is written."),
    "unreadable": ("it may not be read and is left out", "See that you may read it, then add it again."),
    "not-a-file": ("it is neither a file nor a folder and is left out", "Add the file that holds the report."),
    "link-outside": (
        "it is a link that leads out of the folder, to something hidden or to nothing; it is not followed",
        "Add what it leads to by its own name, or put a copy of it in the folder.",
    ),
    "name-broken": (
        "its name holds bytes that are not UTF-8; they are written here as \\x and two digits",
        "Give the file a name that can be read; its contents are taken in all the same.",
    ),
}


def readable_name(name: str) -> tuple[str, bool]:
    """A file's name in NFC, with the bytes in it that are no UTF-8 written out; and whether there are any."""
    raw = os.fsencode(name)
    try:
        return normalize("NFC", raw.decode()), False
    except UnicodeDecodeError:
        return normalize("NFC", raw.decode(errors="backslashreplace")), True


def _shows(folder: Path, target: Path) -> bool:
    """Whether walking `folder` comes to the folder `target` by its own name."""
    return target.is_relative_to(folder) and not any(
        part.startswith(".") for part in target.relative_to(folder).parts
    )
