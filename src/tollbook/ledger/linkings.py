"""Linkings as objects, written and read incident by incident: the one kind of object that grows with the book."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from tollbook.ledger.objects import BLOCK, Objects, changed
from tollbook.ledger.serialise import canonical, from_bytes, to_json
from tollbook.model.incident import Incident, Link, Linking

_DECODE: Final = json.JSONDecoder().raw_decode


def to_blocks(linking: Linking) -> Iterator[bytes]:
    """`canonical(to_json(linking))`, piece by piece."""
    yield b'{"doubtful":' + canonical(to_json(linking.doubtful)) + b',"incidents":['
    for number, incident in enumerate(linking.incidents):
        yield (b"," if number else b"") + canonical(to_json(incident))
    yield b'],"linker":' + canonical(linking.linker) + b',"retired":' + canonical(to_json(linking.retired)) + b"}"


@dataclass(slots=True)
class LinkingReader:
    """The linking in object `digest`: iterate it for its incidents; what else it holds is there when that ends."""

    objects: Objects
    digest: str
    doubtful: tuple[Link, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Incident]:
        """The incidents. Raises ValueError where the object holds no linking, Refusal as `Objects.get` does."""
        with self.objects.open(self.digest) as file:
            text = _Text(file)
            try:
                yield from self._incidents(text)
            finally:
                if text.digest() != self.digest:
                    raise changed(self.digest)

    def _incidents(self, text: _Text) -> Iterator[Incident]:
        text.take("{")
        while True:
            name = json.loads(text.value())
            text.take(":")
            if name == "incidents":
                text.take("[")
                while text.peek() != "]":
                    yield from_bytes(Incident, text.value())
                    if text.peek() == ",":
                        text.take(",")
                text.take("]")
            elif name == "doubtful":
                self.doubtful = from_bytes(tuple[Link, ...], text.value())
            elif name == "retired":
                self.retired = from_bytes(dict[str, str], text.value())
            else:
                text.value()
            if text.peek() == "}":
                return
            text.take(",")


class _Text:
    """Canonical JSON (no space between its parts) as it is read from a file, of which a part is in memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._text = ""
        self._at = 0

    def peek(self) -> str:
        """The next character, empty at the end."""
        if self._at == len(self._text):
            self._more()
        return self._text[self._at : self._at + 1]

    def take(self, expected: str) -> None:
        """Go past the next character. Raises ValueError where that is another."""
        if self.peek() != expected:
            raise ValueError(f"no linking: {expected!r} is missing")
        self._at += 1

    def value(self) -> str:
        """Go past the next value (no number, of which the end would not be known); returns its JSON."""
        while True:
            try:
                _, end = _DECODE(self._text, self._at)
                break
            except json.JSONDecodeError:
                if not self._more():
                    raise
        start, self._at = self._at, end
        return self._text[start:end]

    def digest(self) -> str:
        """The SHA-256 of the whole file in hex."""
        while block := self._file.read(BLOCK):
            self._hash.update(block)
        return self._hash.hexdigest()

    def _more(self) -> bool:
        rest = self._text[self._at :]
        block = self._file.read(max(BLOCK, len(rest)))
        self._hash.update(block)
        self._text, self._at = rest + self._decode(block), 0
        return bool(block)
