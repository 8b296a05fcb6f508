"""Capture: which files are to be taken in, and what the recorder says of where each came from."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final
from unicodedata import normalize

from tollbook.documents.describe import Described, Description, describe
from tollbook.documents.walk import Walked, walk
from tollbook.model.document import Origin
from tollbook.model.finding import Finding, Refusal

SOURCES: Final = "sources.csv"
GAZETTEER: Final = "gazetteer.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A file to take in, and where it came from as far as the recorder says so."""

    path: Path
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """The files to take in by name, the recorder's own gazetteers among them apart, and what was wrong."""

    captures: tuple[Capture, ...]
    gazetteers: tuple[Path, ...]
    findings: tuple[Finding, ...]


def capture(inputs: Sequence[Path], flags: Origin) -> Captured:
    """What is to be taken in of `inputs` (files and folders), the same whatever their order and number.

    Each field of an origin comes from the row of the nearest `sources.csv` that fills it, else from one in a
    folder above, else from `flags` (whose name is not used). A `sources.csv` speaks of the files in its own
    folder and those under it. It and `gazetteer.csv` are not documents. Beside the findings of `walk` and
    `describe`: `sources.file-missing`, `sources.file-left-out`, `sources.file-twice`.

    Raises Refusal where none of the inputs exists.
    """
    walked = walk(inputs)
    if not walked.files and not walked.folders and all(f.code == "capture.not-found" for f in walked.findings):
        given = ", ".join(sorted({path.as_posix() for path in inputs})) or "nothing"
        raise Refusal(f"there is nothing to take in: {given} cannot be found", "See how the names are written.")
    listings = {path: name for path, name in walked.files.items() if path.name.casefold() == SOURCES}
    gazetteers = [path for path in walked.files if path.name.casefold() == GAZETTEER]
    files = {path: name for path, name in walked.files.items() if path not in listings and path not in gazetteers}
    findings = list(walked.findings)
    stated: list[Mapping[Path, Origin]] = []
    for path in sorted(listings, key=lambda path: (-len(path.parts), path)):  # the nearest to its files first
        described = describe(path, listings[path])
        rows, wrong = _match(path.parent, described, files, walked)
        stated.append(rows)
        findings += [*described.findings, *wrong]
    captures = [Capture(path=path, origin=_origin(path, name, stated, flags)) for path, name in files.items()]
    return Captured(
        captures=tuple(sorted(captures, key=lambda capture: (capture.origin.name, capture.path))),
        gazetteers=tuple(sorted(gazetteers, key=lambda path: (walked.files[path], path))),
        findings=tuple(findings),
    )


def _origin(path: Path, name: str, stated: Sequence[Mapping[Path, Origin]], flags: Origin) -> Origin:
    origin = Origin(name=name)
    for said in (*(rows[path] for rows in stated if path in rows), flags):
        origin = replace(
            said,
            name=name,
            publisher=origin.publisher or said.publisher,
            published=origin.published or said.published,
            url=origin.url or said.url,
            language=origin.language or said.language,
            title=origin.title or said.title,
        )
    return origin


def _match(
    folder: Path, described: Described, files: Mapping[Path, str], walked: Walked
) -> tuple[dict[Path, Origin], list[Finding]]:
    """The origin that each row of a `sources.csv` in `folder` gives to a file, and the rows that fit none."""
    by_name = {normalize("NFC", path.as_posix()): path for path in files}
    rows: dict[Path, Origin] = {}
    first: dict[Path, str] = {}
    findings: list[Finding] = []
    for row in described.rows:
        path = _find(folder, row.file, by_name)
        if path is None:
            if finding := _absent(folder, row, walked):
                findings.append(finding)
        elif path in rows:
            message = f"“{row.file}” is listed twice; the row at {first[path]} is used, this one is not"
            findings.append(
                Finding(code="sources.file-twice", where=row.where, message=message, advice="Keep one row.")
            )
        else:
            rows[path], first[path] = row.origin, row.where
    return rows, findings


def _find(folder: Path, file: str, by_name: Mapping[str, Path]) -> Path | None:
    """The captured file that a row means: by its path in either form of slash, or by a link to it."""
    for written in (file, file.replace("\\", "/")):
        path = os.path.normpath(folder / written)
        target = os.path.realpath(path) if os.path.islink(path) else path  # noqa: PTH114  False for any odd name
        if found := by_name.get(normalize("NFC", target)):
            return found
    return None


def _absent(folder: Path, row: Description, walked: Walked) -> Finding | None:
    """What is wrong with a row whose file is not captured; None if it is merely not among what was given."""
    path = Path(os.path.normpath(folder / row.file.replace("\\", "/")))
    if not _exists(path):
        near = sorted(
            name for name in walked.files.values() if PurePosixPath(name).name.casefold() == path.name.casefold()
        )
        meant = f" (“{near[0]}” is)" if near else ""
        return Finding(
            code="sources.file-missing",
            where=row.where,
            message=f"the file “{row.file}” is not there{meant}",
            advice="See how its name is written, or take the row out.",
        )
    if path.is_relative_to(folder) and not any(
        path.is_relative_to(walked_folder) for walked_folder in walked.folders
    ):
        return None
    return Finding(
        code="sources.file-left-out",
        where=row.where,
        message=f"“{row.file}” is there but is not taken in: it is hidden, a folder, or outside of the folder",
        advice="Put the file in the folder under a name that does not begin with a dot.",
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long for the system, or with a zero byte in it
        return False
