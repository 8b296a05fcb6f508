"""Keep a desk beside the book, one file for each profile, and find it again.

Nothing here is truth: what is missing, damaged, of another version or of another profile is worked out again.
"""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from tollbook.model.version import VERSION
from tollbook.workbench.desk.columns import LISTS, NUMBERS, TERMS, TOLD, Columns
from tollbook.workbench.desk.ragged import Array, Lists, Runs, Terms

FOLDER: Final = "desk"
"""The folder in a book's; whoever deletes it loses nothing but time, and the memory of what changed lately."""
FORM: Final = 2
"""The version of what is kept. Whoever changes a line, or how an incident is assessed, counts it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An incident that came out otherwise at the time `at`: its grade and killed, before and after.

    `before` is empty where the incident was not there; `after` where it is no longer.
    """

    at: str
    incident: str
    before: tuple[str, str] | tuple[()]
    after: tuple[str, str] | tuple[()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What profile `profile` (name and version) says of every incident, as the book was after entry `seq`.

    `positions` is a digest of what was said of each incident that anything was said of. `since` is when the desk
    was made: `changes` are what came out otherwise from then on, the latest first.
    """

    profile: str
    seq: int
    columns: Columns
    positions: dict[str, int] = field(default_factory=dict)
    since: str = ""
    changes: tuple[Change, ...] = ()


def keep(book: Path, desk: Desk) -> None:
    """Keep the desk. A power cut leaves the one that was kept before, or a file that is no desk."""
    folder = book / FOLDER
    folder.mkdir(exist_ok=True)
    columns = desk.columns
    named: dict[str, list[str]] = {}
    arrays: dict[str, Array] = {"ids": columns.ids, "members": columns.members, "documents": columns.documents}
    arrays |= {"document_ends": columns.document_runs.ends, "told_ends": columns.told_runs.ends}
    arrays |= {f"number.{name}": column for name, column in columns.numbers.items()}
    arrays |= {f"told.{name}": column for name, column in columns.told.items()}
    arrays |= {f"ends.{name}": column.runs.ends for name, column in columns.lists.items()}
    for name, terms in _terms(columns).items():
        arrays[f"codes.{name}"] = terms.codes
        named[name] = list(terms.names)
    said = {
        "form": FORM,
        "version": VERSION,
        "profile": desk.profile,
        "seq": desk.seq,
        "since": desk.since,
        "positions": desk.positions,
        "changes": [[one.at, one.incident, one.before, one.after] for one in desk.changes],
        "names": named,
    }
    path = folder / _file(desk.profile)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("wb") as file:
        np.savez(file, allow_pickle=False, said=np.frombuffer(json.dumps(said).encode(), np.uint8), **arrays)
    fresh.replace(path)


def kept(book: Path, profile: str) -> Desk | None:
    """The desk that is kept of this profile (name and version); None where there is none that fits."""
    try:
        with np.load(book / FOLDER / _file(profile), allow_pickle=False) as arrays:
            said = json.loads(arrays["said"].tobytes())
            if (said["form"], said["version"], said["profile"]) != (FORM, VERSION, profile):
                return None
            names = {name: tuple(these) for name, these in said["names"].items()}
            terms = {name: Terms(arrays[f"codes.{name}"], these) for name, these in names.items()}
            columns = Columns(
                ids=arrays["ids"],
                members=arrays["members"],
                numbers={name: arrays[f"number.{name}"] for name in NUMBERS},
                terms={name: terms[name] for name in TERMS},
                lists={name: Lists(Runs(arrays[f"ends.{name}"]), terms[name]) for name in LISTS},
                document_runs=Runs(arrays["document_ends"]),
                documents=arrays["documents"],
                told_runs=Runs(arrays["told_ends"]),
                told={name: arrays[f"told.{name}"] for name in TOLD},
                source=terms["source"],
                publisher=terms["publisher"],
            )
            changes = [
                Change(at=at, incident=id_, before=tuple(a), after=tuple(b)) for at, id_, a, b in said["changes"]
            ]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return Desk(
        profile=profile,
        seq=said["seq"],
        columns=columns,
        positions=said["positions"],
        since=said["since"],
        changes=tuple(changes),
    )


def _terms(columns: Columns) -> dict[str, Terms]:
    lists = {name: column.terms for name, column in columns.lists.items()}
    return {**columns.terms, **lists, "source": columns.source, "publisher": columns.publisher}


def _file(profile: str) -> str:
    return profile.split()[0]
