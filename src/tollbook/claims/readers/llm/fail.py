"""Why a text got no answer, as a value that becomes a finding; and foreign words made fit to be shown."""

from __future__ import annotations

from typing import Final

from tollbook.model.finding import Finding

SHOWN: Final = 120


class Failed(Exception):  # noqa: N818  the word of the house
    """No usable answer for a piece of a text.

    `hopeless`: no other text will get one either (nobody listens there, the key is not taken). `silent`: the
    server did not answer properly, so that after several such texts the rest is not asked. `too_long`: a shorter
    piece may get one.
    """

    def __init__(
        self,
        code: str,
        message: str,
        advice: str = "",
        *,
        hopeless: bool = False,
        silent: bool = False,
        too_long: bool = False,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.advice = advice
        self.hopeless = hopeless
        self.silent = silent
        self.too_long = too_long

    def finding(self, where: str) -> Finding:
        """The finding on the text at `where`, which stays unread."""
        kept = "The text was not read; it is sent again the next time."
        return Finding(code=self.code, where=where, message=self.message, advice=f"{self.advice} {kept}".strip())


def shown(words: str) -> str:
    """`words` from outside, fit for a line of a finding: short, and without anything that cannot be printed."""
    line = " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in words[: 4 * SHOWN]).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
