"""What a page says where there is none, or the request cannot be carried out: in plain words, never a trace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tollbook.model.finding import Refusal
from tollbook.workbench.render import render

log = logging.getLogger(__name__)

REFUSED: Final = 422
_WORDS: Final = {
    404: ("There is nothing here", "The address may be mistyped, or what it named is not in this book."),
    405: ("This cannot be done here", "Nothing was changed."),
    413: ("That is too much at once", "Nothing was changed."),
}


def refused(request: Request, error: Exception) -> Response:
    """A request that cannot be carried out: what is wrong and what to do."""
    assert isinstance(error, Refusal)
    return _page(request, REFUSED, error.message[:1].upper() + error.message[1:], error.advice)


def missing(request: Request, error: Exception) -> Response:
    """An address that there is not, or a way to use it that there is not."""
    assert isinstance(error, HTTPException)
    title, words = _WORDS.get(error.status_code, (HTTPStatus(error.status_code).phrase, str(error.detail)))
    page = _page(request, error.status_code, title, words)
    page.headers.update(error.headers or {})
    return page


def broken(request: Request, error: Exception) -> Response:
    """A bug of ours: the trace goes to the terminal, and the page says what it means for the book."""
    log.error("a page could not be made", exc_info=error)
    return _page(
        request,
        500,
        "Tollbook made a mistake",
        "What happened is told in the terminal where `tollbook serve` runs. The book is safe: an entry is in it "
        "whole or not at all, and the page Ledger shows whether yours is.",
    )


def _page(request: Request, status: int, title: str, words: str) -> Response:
    return render(request, "error.html", {"title": title, "words": words}, status)


HANDLERS: Final[Mapping[Any, Callable[[Request, Exception], Response]]] = {
    Refusal: refused,
    HTTPException: missing,
    Exception: broken,
}
