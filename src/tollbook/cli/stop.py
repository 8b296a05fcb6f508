"""Stop: what Ctrl-C does. A command that is interrupted says what is safe and how to go on, and ends with 130."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tollbook.model.progress import Watch


class Stopped(BaseException):
    """Somebody interrupted the command. No error of ours, and nothing that a library may take for its own."""

    def __init__(self, message: str = "stopped", advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def stop_on_interrupt() -> None:
    """From now on Ctrl-C raises Stopped, once; pressed again, it ends the process at once, which is as safe."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


@contextmanager
def stoppable(watch: Watch, advice: str) -> Iterator[Watch]:
    """Work on a book: whoever interrupts it is told how far it came, that this is safe, and `advice`."""
    last: tuple[str, int, int] | None = None

    def look(stage: str, done: int, total: int) -> None:
        nonlocal last
        last = stage, done, total
        watch(stage, done, total)

    try:
        yield look
    except Stopped as stopped:
        where = "" if last is None else f" while {last[0]}: {last[1]:,} of {last[2]:,} done"
        raise Stopped(f"stopped{where}. What is done is in the book, and safe.", advice) from stopped


def _stop(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    raise Stopped
