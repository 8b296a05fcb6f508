"""A file of arrays under a header: written whole or not at all, opened in a blink, read where it lies."""

from __future__ import annotations

import json
import mmap
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tollbook.model.finding import Refusal
from tollbook.places.names import FOLDING

MAGIC = b"tollbook places\n"
ALIGNMENT = 64

Arrays = Mapping[str, npt.NDArray[Any]]


def write_packed(target: Path, header: Mapping[str, Any], arrays: Arrays) -> None:
    """Write the file. It appears under its name by one rename, so that processes that write it at the same time
    do not disturb one another. Raises OSError where the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=target.name, suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            pack(file.write, header, arrays)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def pack(write: Callable[[bytes], Any], header: Mapping[str, Any], arrays: Arrays) -> None:
    """Magic, length of the header, header (JSON), then each array at a multiple of 64 bytes after it.

    The header says of which `format` the arrays are; by which version of folding names are filed is added.
    """
    layout, position = {}, 0
    for name, values in arrays.items():
        layout[name] = [values.dtype.str, position, len(values)]
        position += -(-values.nbytes // ALIGNMENT) * ALIGNMENT
    whole = {**header, "folding": FOLDING, "arrays": layout, "size": position}
    head = json.dumps(whole, sort_keys=True).encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % ALIGNMENT)
    write(MAGIC + len(head).to_bytes(8, "little") + head)
    for values in arrays.values():
        write(values.tobytes() + bytes(-values.nbytes % ALIGNMENT))


def open_packed(path: Path, format_: int | str) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """The header and the arrays of a file, which lie in it until they are looked at.

    Raises Refusal where the file is none of that format, or cut short.
    """
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise _refused(path)
        stored = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return unpack(stored, path, format_)


def unpack(
    stored: mmap.mmap | bytes, path: Path, format_: int | str
) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """The same of what is in memory; `path` is where it comes from, for the message of a Refusal."""
    prefix = len(MAGIC) + 8
    if stored[: len(MAGIC)] != MAGIC or len(stored) < prefix:
        raise _refused(path)
    start = prefix + int.from_bytes(stored[len(MAGIC) : prefix], "little")
    try:
        header: dict[str, Any] = json.loads(stored[prefix:start])
    except ValueError:
        raise _refused(path) from None
    if (header["format"], header["folding"]) != (format_, FOLDING) or start + header["size"] != len(stored):
        raise _refused(path)
    arrays = {
        name: np.frombuffer(stored, np.dtype(kind), count, start + position)
        for name, (kind, position, count) in header["arrays"].items()
    }
    return header, arrays


def _refused(path: Path) -> Refusal:
    return Refusal(
        f"{path} is not an index of places, or one of another version, or cut short.",
        "Delete the file; it will be compiled again.",
    )
