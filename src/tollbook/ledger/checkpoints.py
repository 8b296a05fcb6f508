"""Signed checkpoints: size and root of the ledger at one moment (C2SP tlog-checkpoint, signed-note, Ed25519)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tollbook.model.finding import Refusal

_ED25519: Final = b"\x01"
"""The signature type of the signed-note format that stands before an Ed25519 key."""

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_NAME: Final = re.compile(r"[^\s+]+")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says: whose log (`origin`), how many entries, and the root of their tree."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed (C2SP tlog-checkpoint): origin, size, root in base64, each on a line."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public half of a key, under the name it signs by."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """SHA-256(name || 0x0A || 0x01 || key)[:4]."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:4]

    def __str__(self) -> str:
        """The verifier key as the signed-note format writes it: name+id+key."""
        return f"{self.name}+{self.id.hex()}+{_base64(_ED25519 + self.key)}"

    @classmethod
    def parse(cls, text: str) -> Verifier:
        """Read a verifier key. Raises ValueError where it is none, or its id does not fit."""
        name, _, rest = text.strip().partition("+")
        id_, _, key = rest.partition("+")
        data = _unbase64(key)
        if not _NAME.fullmatch(name) or data[:1] != _ED25519 or len(data) != 33:
            raise ValueError("not an Ed25519 verifier key (name+id+key)")
        verifier = cls(name, data[1:])
        if verifier.id.hex() != id_:
            raise ValueError("the verifier key's id does not fit its name and key")
        return verifier

    def verify(self, note: str) -> bool:
        """Whether `note` carries a signature by this key that fits its text."""
        text, signatures = _parts(note)
        key = Ed25519PublicKey.from_public_bytes(self.key)
        for name, data in signatures:
            if name == self.name and data[:4] == self.id:
                try:
                    key.verify(data[4:], text.encode())
                except InvalidSignature:
                    return False
                return True
        return False


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """A signing key, under the name it signs by. Its seed (32 bytes) is never printed."""

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != 32:
            raise ValueError("an Ed25519 seed has 32 bytes")
        if not _NAME.fullmatch(self.name):
            raise ValueError("a key's name holds neither white space nor plus signs")

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """`text`, which ends in a new line, as a signed note. The same text gives the same note (RFC 8032)."""
        if not text.endswith("\n") or "\n\n" in text:
            raise ValueError("a note's text is lines, the last one ended, none of them empty")
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return f"{text}\n— {self.name} {_base64(self.verifier.id + signature)}\n"

    def to_text(self) -> str:
        """The key as the note tools of Go's checksum database keep it: PRIVATE+KEY+name+id+key."""
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{_base64(_ED25519 + self.seed)}\n"

    @classmethod
    def parse(cls, text: str) -> Signer:
        """Read a signing key. Raises ValueError where it is none, or its id does not fit."""
        fields = text.strip().split("+", 4)
        if len(fields) != 5 or fields[:2] != ["PRIVATE", "KEY"]:
            raise ValueError("not a signing key (PRIVATE+KEY+name+id+key)")
        data = _unbase64(fields[4])
        if data[:1] != _ED25519 or len(data) != 33:
            raise ValueError("not an Ed25519 signing key")
        signer = cls(fields[2], data[1:])
        if signer.verifier.id.hex() != fields[3]:
            raise ValueError("the signing key's id does not fit its name and key")
        return signer


def parse(note: str) -> Checkpoint:
    """What the checkpoint `note` says; its signatures are not looked at. Raises ValueError where it is none."""
    text, _ = _parts(note)
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise ValueError("not a checkpoint: origin, size and root are expected, each on a line")
    root = _unbase64(lines[2])
    if len(root) != 32:
        raise ValueError("the root of a checkpoint has 32 bytes")
    return Checkpoint(lines[0], int(lines[1]), root)


def make_key(name: str, seed: bytes | None = None) -> Signer:
    """A new key by the name of `name`, or the one whose 32-byte `seed` is given."""
    return Signer(name, Ed25519PrivateKey.generate().private_bytes_raw() if seed is None else seed)


def keep_key(signer: Signer, path: Path) -> None:
    """Write the key to `path`, a new file that only its owner can read (0600)."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as out:
        out.write(signer.to_text().encode())
        out.flush()
        os.fsync(file)


def load_key(path: Path) -> Signer:
    """The key in the file `path`. Raises Refusal where it is missing, unreadable or no key."""
    try:
        return Signer.parse(path.read_text("ascii"))
    except FileNotFoundError:
        raise Refusal(
            f"the book's key is missing: there is no {path}",
            "Put the key file back. Without it the book can be read and verified, but nothing can be added.",
        ) from None
    except PermissionError:
        raise Refusal(f"the book's key {path} cannot be read", "Ask whoever keeps the book.") from None
    except ValueError as error:
        raise Refusal(f"{path} is no signing key: {error}", "Put the book's own key file back.") from error


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Text and signatures of a signed note. Raises ValueError where it is none."""
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise ValueError("not a signed note: a text, an empty line and signatures are expected")
    return text + "\n", list(_signatures(signatures))


def _signatures(lines: str) -> Iterator[tuple[str, bytes]]:
    for line in lines[:-1].split("\n"):
        dash, name, data = ([*line.split(" "), "", "", ""])[:3]
        if dash != "—" or line.count(" ") != 2 or not _NAME.fullmatch(name):
            raise ValueError("not a signature line")
        decoded = _unbase64(data)
        if len(decoded) < 5:
            raise ValueError("a signature line without a signature")
        yield name, decoded


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _unbase64(text: str) -> bytes:
    """Standard base64, and nothing else that decodes to the same bytes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64") from error
    if _base64(data) != text:
        raise ValueError("not base64 as it is written by everyone")
    return data
