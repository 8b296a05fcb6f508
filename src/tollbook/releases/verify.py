"""Verify a release from its folder alone, as a stranger who has nothing else."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.ledger.checkpoints import Verifier, parse
from tollbook.ledger.serialise import canonical
from tollbook.model.finding import Finding, Refusal
from tollbook.releases.sign import CHECKPOINT, FORM, MANIFEST, NOTE, SUMS, is_plain_path, note_text, sums_line

_BLOCK = 1 << 20

# What file managers leave in any folder they show. No page leads there, so it falsifies nothing.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseVerification:
    """What verifying a release found: `wrong` is the first thing that is, None where nothing is.

    `key` is the verifier key that the release was signed by. A stranger compares it with the one that the
    recorders give by another way: anybody can sign a changed release with a key of their own.
    """

    ok: bool
    title: str = ""
    key: str = ""
    root: str = ""
    files: int = 0
    bytes: int = 0
    claims: int = 0
    wrong: Finding | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """`wrong`, if anything is."""
        return (self.wrong,) if self.wrong else ()

    @property
    def words(self) -> str:
        """The outcome in a sentence or two."""
        if self.wrong is not None:
            return f"Wrong: {self.wrong.where}: {self.wrong.message}"
        return (
            f"Everything fits: {self.files:,} files ({self.bytes / 1e6:,.1f} MB) with {self.claims:,} claims, "
            f"signed by {self.key}. Compare this key with the one the recorders give you themselves."
        )


class _Wrong(Exception):  # noqa: N818
    def __init__(self, code: str, where: str, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.finding = Finding(
            code=f"release.{code}",
            where=where,
            message=message,
            advice=advice or "Do not rely on this copy; ask for another.",
        )


def is_release(folder: Path) -> bool:
    """Whether `folder` holds a release rather than a book: it has a manifest."""
    return (folder / MANIFEST).is_file()


def verify_release(folder: Path, key: str = "") -> ReleaseVerification:
    """Check every byte of the release in `folder` against its manifest, and that against its signature.

    In this order: the manifest is readable and canonical; its note is signed by the key it names (and that is
    `key`, a C2SP verifier key, where one is given) and carries its digest; the checkpoint is signed by the same
    key and has the root and size that the manifest states; no file is missing, added or changed; SHA256SUMS
    agrees; and every claim's quote has its anchor where its offsets say. Raises Refusal where `folder` holds no
    release.
    """
    if not is_release(folder):
        raise Refusal(
            f"{folder} holds no release: there is no {MANIFEST}.", "Name the folder that holds index.html."
        )
    state: dict[str, Any] = {}
    try:
        _verify(folder, key, state)
    except _Wrong as wrong:
        return ReleaseVerification(ok=False, wrong=wrong.finding, **state)
    return ReleaseVerification(ok=True, **state)


def _verify(folder: Path, key: str, state: dict[str, Any]) -> None:
    manifest = _manifest(folder)
    state["title"] = manifest["title"]
    verifier = _signed(folder, manifest, key)
    state["key"] = str(verifier)
    _checkpoint(folder, manifest, verifier)
    state["root"] = manifest["book"]["root"]
    listed: dict[str, dict[str, Any]] = manifest["files"]
    _same_files(folder, listed)
    state["files"], state["bytes"] = len(listed), 0
    for path, stated in sorted(listed.items()):
        state["bytes"] += _same_bytes(folder / path, path, stated)
    _sums(folder, listed)
    state["claims"] = sum(1 for _ in _quotes(folder, listed))


def _manifest(folder: Path) -> dict[str, Any]:
    data = _read(folder, MANIFEST)
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _Wrong("manifest", MANIFEST, "The manifest is not JSON.") from error
    if not _well_formed(manifest):
        raise _Wrong("manifest", MANIFEST, f"The manifest is not one of a “{FORM}”.")
    if canonical(manifest) != data:
        raise _Wrong("manifest", MANIFEST, "The manifest is not in its canonical form (RFC 8785).")
    return dict(manifest)


def _well_formed(manifest: Any) -> bool:
    if (
        not isinstance(manifest, dict)
        or manifest.get("form") != FORM
        or not isinstance(manifest.get("title"), str)
    ):
        return False
    book, files = manifest.get("book"), manifest.get("files")
    if not isinstance(book, dict) or not isinstance(files, dict):
        return False
    return (
        all(isinstance(book.get(name), str) for name in ("root", "key"))
        and isinstance(book.get("size"), int)
        and all(
            is_plain_path(path)
            and isinstance(stated, dict)
            and isinstance(stated.get("sha256"), str)
            and isinstance(stated.get("size"), int)
            for path, stated in files.items()
        )
    )


def _signed(folder: Path, manifest: Mapping[str, Any], key: str) -> Verifier:
    try:
        verifier = Verifier.parse(manifest["book"]["key"])
    except ValueError as error:
        raise _Wrong("key", MANIFEST, f"The key in the manifest is no verifier key: {error}.") from error
    if key and key.strip() != str(verifier):
        raise _Wrong(
            "key",
            MANIFEST,
            "The release is signed by another key than the one expected.",
            "Somebody else made this release, or the recorders changed their key: ask them.",
        )
    note = _text(folder, NOTE)
    digest = hashlib.sha256(_read(folder, MANIFEST)).hexdigest()
    if not _verifies(verifier, note):
        raise _Wrong(
            "signature", NOTE, "The signature over the manifest is not by the key that the manifest names."
        )
    if not note.startswith(note_text(verifier.name, digest) + "\n"):
        raise _Wrong("signature", NOTE, "The signed note is about another manifest: the manifest was changed.")
    return verifier


def _checkpoint(folder: Path, manifest: Mapping[str, Any], verifier: Verifier) -> None:
    note = _text(folder, CHECKPOINT)
    if not _verifies(verifier, note):
        raise _Wrong("checkpoint", CHECKPOINT, "The checkpoint is not signed by the key of the release.")
    try:
        said = parse(note)
    except ValueError as error:
        raise _Wrong("checkpoint", CHECKPOINT, f"The checkpoint cannot be read: {error}.") from error
    if (said.text().split("\n")[2], said.size) != (manifest["book"]["root"], manifest["book"]["size"]):
        raise _Wrong(
            "checkpoint", CHECKPOINT, "The checkpoint is of another state of the book than the manifest says."
        )


def _verifies(verifier: Verifier, note: str) -> bool:
    try:
        return verifier.verify(note)
    except ValueError:
        return False


def _same_files(folder: Path, listed: Mapping[str, Any]) -> None:
    found = set(_found(folder)) - {MANIFEST, NOTE}
    if missing := sorted(listed.keys() - found):
        raise _Wrong("file-missing", missing[0], "The manifest lists a file that is not there.")
    if added := sorted(found - listed.keys()):
        raise _Wrong("file-added", added[0], "There is a file that the manifest does not list.")


def _found(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        for name in [
            *(name for name in names if name not in _LITTER),
            *(name for name in folders if (Path(place) / name).is_symlink()),
        ]:
            yield (Path(place) / name).relative_to(folder).as_posix()


def _same_bytes(place: Path, path: str, stated: Mapping[str, Any]) -> int:
    digest, size = hashlib.sha256(), 0
    if place.is_symlink() or not place.is_file():
        raise _Wrong("file-changed", path, "A file was replaced by a link or by something that is no file.")
    try:
        with place.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                size += len(block)
    except OSError as error:
        raise _Wrong("file-unreadable", path, f"The file cannot be read: {error.strerror or error}.") from error
    if (digest.hexdigest(), size) != (stated["sha256"], stated["size"]):
        raise _Wrong("file-changed", path, "The file is not the one that was released: its digest differs.")
    return size


def _sums(folder: Path, listed: Mapping[str, Mapping[str, Any]]) -> None:
    expected = "".join(
        sums_line(stated["sha256"], path) for path, stated in sorted(listed.items()) if path != SUMS
    )
    if _text(folder, SUMS) != expected:
        raise _Wrong("sums", SUMS, "SHA256SUMS does not list what the manifest lists.")


def _quotes(folder: Path, listed: Mapping[str, Any]) -> Iterator[str]:
    """Every claim whose quote holds its anchor at its offsets; the first that does not is what is wrong."""
    if "claims.jsonl" not in listed:
        raise _Wrong("claims", "claims.jsonl", "The release has no claims.jsonl: its numbers lead nowhere.")
    for number, line in enumerate(_text(folder, "claims.jsonl").split("\n")[:-1], start=1):
        where = f"claims.jsonl:{number}"
        try:
            claim = json.loads(line)
            start, end, first = claim["start"], claim["end"], claim["quote_start"]
            fits = claim["quote"][start - first : end - first] == claim["anchor"] != ""
            fits &= first <= start < end <= claim["quote_end"] == first + len(claim["quote"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise _Wrong("claims", where, "The line is not a claim.") from error
        if not fits:
            raise _Wrong("quote", where, "The anchor is not in the quote where its offsets say.")
        yield where


def _read(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except FileNotFoundError as error:
        raise _Wrong("file-missing", path, f"The release has no {path}.") from error
    except OSError as error:
        raise _Wrong("file-unreadable", path, f"The file cannot be read: {error.strerror or error}.") from error


def _text(folder: Path, path: str) -> str:
    try:
        return _read(folder, path).decode()
    except UnicodeDecodeError as error:
        raise _Wrong("file-changed", path, "The file is not text any more.") from error
