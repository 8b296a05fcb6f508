"""The lines of a filter's input as items to read; lines that are none become findings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from tollbook.claims.read import Item
from tollbook.model.finding import Finding, Refusal

ADVICE = 'Write one JSON object a line: {"id": "…", "text": "…", "published": "2017-03-23"}.'


class Items:
    """The items of a JSON Lines file ("-": standard input), read as a stream; a context manager.

    `findings` grows as lines are met that are no item; `urls` holds the addresses by id. Raises Refusal where the
    file cannot be opened.
    """

    def __init__(self, source: Path) -> None:
        self.name = "standard input" if str(source) == "-" else source.name
        self.findings: list[Finding] = []
        self.urls: dict[str, str] = {}
        self._seen: set[str] = set()
        try:
            self._file: BinaryIO = sys.stdin.buffer if str(source) == "-" else source.open("rb")
        except OSError as error:
            raise Refusal(f"{source} cannot be read: {error.strerror}", "See how its name is written.") from error

    def __iter__(self) -> Iterator[Item]:
        for number, line in enumerate(self._file, 1):
            if line.strip() and (item := self._item(line, f"{self.name}:{number}")) is not None:
                yield item

    def _item(self, line: bytes, where: str) -> Item | None:
        try:
            data = json.loads(line)
        except ValueError as error:  # broken JSON, or bytes that are not UTF-8
            self._wrong("input.not-json", where, f"this line is not JSON: {error}")
            return None
        if not isinstance(data, dict) or not isinstance(data.get("text"), str) or data.get("id") in (None, ""):
            self._wrong("input.not-a-document", where, "this line has no “id” or no “text”")
            return None
        id_ = str(data["id"])
        if id_ in self._seen:
            self._wrong("input.id-twice", where, f"the id {id_!r} has come before; this line is left out")
            return None
        self._seen.add(id_)
        if isinstance(data.get("url"), str):
            self.urls[id_] = data["url"]
        language = data.get("lang")
        return Item(
            doc=id_,
            text=data["text"].encode("utf-8", "replace").decode("utf-8"),
            published=self._published(data, where),
            language=language if isinstance(language, str) else None,
        )

    def _published(self, data: dict[str, Any], where: str) -> date | None:
        said = data.get("published")
        if said in (None, ""):
            return None
        try:
            return date.fromisoformat(str(said)[:10])
        except ValueError:
            self._wrong(
                "input.date", where, f"“published” is {said!r}, which is no date; the text is read without one"
            )
            return None

    def _wrong(self, code: str, where: str, message: str) -> None:
        """Note what is wrong with a line."""
        self.findings.append(Finding(code=code, where=where, message=message, advice=ADVICE))

    def __enter__(self) -> Items:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not sys.stdin.buffer:
            self._file.close()
