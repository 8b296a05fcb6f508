"""Serve the workbench: on this machine only, with no log of what was asked."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn

from tollbook.ledger.open import Clock
from tollbook.model.finding import Refusal
from tollbook.workbench.app import make_app
from tollbook.workbench.door import make_key

HOST: Final = "127.0.0.1"


def serve(folder: Path, *, port: int, profile: str, by: str, clock: Clock, tell: Callable[[str], None]) -> None:
    """Serve the book in `folder` until the process is told to end; `tell` is told each address that opens it.

    `port` 0 takes any that is free. Raises Refusal where there is no book, the pages are not built, or something
    else is on that port.
    """
    with _listen(port) as listening:
        here = f"http://{HOST}:{listening.getsockname()[1]}"

        def address(key: str) -> None:
            tell(f"{here}/enter?key={key}")

        key = make_key()
        app = make_app(folder, key=key, profile=profile, by=by, clock=clock, tell=address)
        address(key)
        # No access log: a key that is in no log cannot be read out of one.
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise Refusal(
            f"port {port} cannot be used: {error.strerror}", "Give another with --port, or 0."
        ) from error
    return listening
