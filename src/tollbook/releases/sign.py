"""Sign a release: a manifest of every file with its digest, and a signed note over the manifest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.ledger.checkpoints import Signer
from tollbook.ledger.serialise import canonical
from tollbook.model.release import Release

MANIFEST, NOTE, CHECKPOINT, SUMS = "manifest.json", "manifest.note", "checkpoint.txt", "SHA256SUMS"
FORM = "tollbook release 1"
"""The first line of the note, and the form of the manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A release as files, complete: `manifest` is the SHA-256 of manifest.json, which `release.made` records."""

    files: Mapping[str, bytes]
    manifest: str


def sign(release: Release, files: Mapping[str, bytes], signer: Signer) -> Signed:
    """All files of the release: `files`, the checkpoint, SHA256SUMS, the manifest over them and its note.

    Raises ValueError where `signer` is not the key that the release names.
    """
    if str(signer.verifier) != release.key:
        raise ValueError("a release is signed by the key of its book")
    complete = {**files, CHECKPOINT: release.checkpoint.encode()}
    complete[SUMS] = sums(complete)
    manifest = canonical(manifest_of(release, complete))
    digest = hashlib.sha256(manifest).hexdigest()
    return Signed(
        files={**complete, MANIFEST: manifest, NOTE: sign_manifest(digest, signer).encode()}, manifest=digest
    )


def sign_manifest(digest: str, signer: Signer) -> str:
    """The C2SP signed note that says: this is a release of this key, and this the digest of its manifest."""
    return signer.sign(note_text(signer.name, digest))


def note_text(name: str, digest: str) -> str:
    """What is signed: the form, the key's name, and the manifest as `sha256sum` would print it."""
    return f"{FORM}\n{name}\n{digest}  {MANIFEST}\n"


def manifest_of(release: Release, files: Mapping[str, bytes]) -> dict[str, object]:
    """The manifest as plain data: what this is a release of, and every file with its size and SHA-256."""
    return {
        "form": FORM,
        "title": release.title,
        "made": release.made.isoformat(),
        "tollbook": release.tollbook,
        "profile": {"name": release.method.profile, "version": release.method.version},
        "incidents": len(release.incidents),
        "claims": len(release.claims),
        "documents": len(release.documents),
        "book": {"root": release.root, "size": release.size, "key": release.key},
        "files": {path: {"size": len(data), "sha256": _digest(data)} for path, data in sorted(files.items())},
    }


def sums(files: Mapping[str, bytes]) -> bytes:
    """The files as `sha256sum --check` reads them, in the order of their paths."""
    return "".join(sums_line(_digest(data), path) for path, data in sorted(files.items())).encode()


def sums_line(digest: str, path: str) -> str:
    """One line of SHA256SUMS."""
    return f"{digest}  {path}\n"


def is_plain_path(path: str) -> bool:
    """Whether `path` is one a release may hold: relative, inside the folder, plain characters."""
    return bool(re.fullmatch(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*", path))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
