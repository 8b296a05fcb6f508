"""What the disk and the database refuse, said in plain words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tollbook.model.finding import Refusal

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED: Final = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def refusing_os_errors(folder: Path) -> Iterator[None]:
    """Turn the errors of a full disk and of a folder that may not be written into refusals; others pass."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_room(folder) from error
        if error.errno in _CLOSED:
            raise not_writable(folder) from error
        raise


def no_room(folder: Path) -> Refusal:
    """The disk is full."""
    return Refusal(
        f"there is no room left on the disk for {folder}",
        "Make room and run the same command again: it goes on where it stopped. Nothing recorded so far is lost.",
    )


def not_writable(folder: Path) -> Refusal:
    """The folder cannot be written."""
    return Refusal(
        f"{folder} cannot be written",
        "Check its permissions, and that the disk is not mounted read-only. Nothing was changed.",
    )
