"""What the world got wrong, as a value; and the one exception by which a command says that it cannot go on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong in what came in: a broken PDF, a bad date, an odd row. It stays on the record.

    `code` is stable and dotted ("document.empty"), `where` a locator a person can follow ("sources.csv:7",
    "report.pdf", "text:120-134"), `message` what is wrong and `advice` what can be done, both in plain words.
    """

    code: str
    where: str
    message: str
    advice: str = ""


class Refusal(Exception):  # noqa: N818  the word of the house
    """The request cannot be carried out; nothing was done. Says what is wrong and what to do (exit code 2)."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
