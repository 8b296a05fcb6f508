"""Write a release into a folder of its own: whole or not at all, and never over anything else."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tollbook.ledger.checkpoints import Signer
from tollbook.model.finding import Refusal
from tollbook.model.release import Release
from tollbook.releases.export import export
from tollbook.releases.render import render
from tollbook.releases.sign import Signed, sign


def write(release: Release, out: Path, signer: Signer) -> Signed:
    """Render, export, sign and write `release` into `out`, which must be empty or not exist.

    The folder appears under its name only when every file in it is complete and on the disk. The same release
    gives the same bytes, file by file. Raises Refusal where `out` holds anything or cannot be written.
    """
    check_out(out)
    signed = sign(release, files_of(release), signer)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", suffix=".unfinished", dir=out.parent) as beside:
            folder = Path(beside) / "release"
            folder.mkdir()
            try:
                _fill(folder, signed.files)
                # Takes the place of an empty folder, and fails where something has come into it meanwhile.
                folder.rename(out)
            except OSError:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        _settle(out.parent)
    except OSError as error:
        raise Refusal(
            f"The release cannot be written to {out}: {error.strerror or error}.",
            "Nothing was released. Name a folder that can be written and has room.",
        ) from error
    return signed


def files_of(release: Release) -> dict[str, bytes]:
    """Pages and exports by their paths: all that a release holds before it is signed."""
    return {**render(release), **export(release)}


def check_out(out: Path) -> None:
    """Raise Refusal unless `out` is free for a release: missing, or an empty folder."""
    try:
        if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
            raise Refusal(
                f"{out} is not empty, and a release never writes over anything.",
                "Name a folder that does not exist yet.",
            )
    except OSError as error:
        raise Refusal(f"{out} cannot be looked at: {error.strerror or error}.", "Name another folder.") from error


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in sorted(files.items()):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for place in sorted(
        {folder, *(parent for path in files for parent in (folder / path).parents if folder in parent.parents)}
    ):
        _settle(place)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
