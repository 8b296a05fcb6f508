"""Keys and lines from a person at a terminal, or from a pipe that stands in for one."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty
from collections.abc import Callable
from typing import Final

END: Final = ""
"""What is read where nothing more will come: Ctrl-D, or the end of the pipe."""

_CTRL_D: Final = "\x04"
_ESCAPE: Final = "\x1b"
_ARABIC: Final = str.maketrans("سيعشقثىئض؟", "sduarenzq?")
"""The same keys on an Arabic keyboard, so that nobody has to change the layout between reading and deciding."""


def from_whom() -> tuple[Callable[[Callable[[], None]], str], Callable[[], str]]:
    """Two functions: one asks and reads a key, one reads a line. From a pipe a key is a line's first character.

    Both give END at the end. A key is in lower case, as on a Latin keyboard; "" is never a key that was pressed.
    At a terminal only a key pressed after the question was shown is an answer to it; earlier ones are dropped.
    """
    return (_key, _line) if sys.stdin.isatty() else (_key_of_line, _line)


def _line() -> str:
    return sys.stdin.readline()


def _key_of_line(ask: Callable[[], None]) -> str:
    ask()
    line = _line()
    return END if not line else _folded(line.strip()[:1] or "\n")


def _key(ask: Callable[[], None]) -> str:
    """One key press; the terminal is as it was afterwards, whatever happens meanwhile. Ctrl-C interrupts.

    The terminal listens before the question is shown: to begin to listen drops what was pressed till then.
    """
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        ask()
        pressed = os.read(terminal, 1)
        while pressed and (_unfinished(pressed) or (pressed[0] == ord(_ESCAPE) and _waiting(terminal))):
            pressed += os.read(terminal, 1)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    key = pressed.decode(errors="replace")
    return END if key in ("", _CTRL_D) else _folded(key)


def _unfinished(pressed: bytes) -> bool:
    """Whether these are the first bytes of a character of several (UTF-8)."""
    first = pressed[0]
    length = 4 if first >= 0xF0 else 3 if first >= 0xE0 else 2 if first >= 0xC0 else 1
    return len(pressed) < length


def _waiting(terminal: int) -> bool:
    return bool(select.select([terminal], [], [], 0.02)[0])


def _folded(key: str) -> str:
    return key.lower().translate(_ARABIC)
