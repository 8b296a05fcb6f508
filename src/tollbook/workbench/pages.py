"""Pages from templates: everything that came from outside is escaped, nothing undefined is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse


@cache
def environment() -> Environment:
    """The templates of the workbench."""
    return Environment(
        loader=PackageLoader("tollbook.workbench"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The page that `template` makes of `values`; `request` and `bench` are there in each."""
    made = environment().get_template(template).render(request=request, bench=request.app.state.bench, **values)
    return HTMLResponse(made, status)
