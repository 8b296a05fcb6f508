"""Readers: what finds claims in a text. A reader is known by its name; `READERS` lists those there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Protocol, runtime_checkable

from tollbook.claims.answer import Answer, Item
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal

ANY_LANGUAGE: Final = "mul"
"""The language of a reader that reads several (ISO 639-2, "multiple languages")."""


class Reader(Protocol):
    """What every reader offers. `version` names the reader and its rules, for the record ("rules-en 1").

    `language` is what it reads, as primary subtags of RFC 5646 with a space between ("en ar"), or `ANY_LANGUAGE`.
    """

    version: str
    language: str

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        """The claims of a text, sorted by (start, end, harm); `part_of` refers to that order."""
        ...


@runtime_checkable
class JoiningReader(Reader, Protocol):
    """A reader that reads several texts faster together than one by one, with the same result."""

    def read_together(self, items: Sequence[Item]) -> list[tuple[Claim, ...]]:
        """The claims of each item, in their order, as `read` gives them."""
        ...


@runtime_checkable
class AnsweringReader(Reader, Protocol):
    """A reader that may refuse some of what it finds, or get no answer: it tells findings beside claims.

    It waits for others more than it works, so it reads several texts at the same time by itself.
    """

    def answer(self, items: Iterable[Item], *, at_once: int = 1) -> Iterator[Answer]:
        """Each item with what was found in it, in their order, as a stream."""
        ...


def _rules() -> Reader:
    from tollbook.claims.readers.rules import Rules

    return Rules()


def _rules_ar() -> Reader:
    from tollbook.claims.readers.rules_ar.read import RulesAr

    return RulesAr()


def _rules_en() -> Reader:
    from tollbook.claims.readers.rules_en.read import RulesEn

    return RulesEn()


def language_model(*, url: str = "", model: str = "", tell: Callable[[str], None] | None = None) -> Reader:
    """Reader `llm`, by these words or else by the variables TOLLBOOK_LLM_*; `tell` says where texts go.

    Raises Refusal where no model is named, the address cannot be, or the reader is not installed.
    """
    try:
        from tollbook.claims.readers.llm.read import make
    except ModuleNotFoundError as missing:
        if missing.name not in ("httpx", "anyio"):
            raise
        raise Refusal("Reader “llm” is not installed.", "Install it: pip install 'tollbook[llm]'") from missing
    return make(url=url, model=model, tell=tell)


READERS: Mapping[str, Callable[[], Reader]] = {
    "rules": _rules,
    "rules-en": _rules_en,
    "rules-ar": _rules_ar,
    "llm": language_model,
}
"""Readers by name; each is made when it is first asked for, as loading one may take seconds."""
