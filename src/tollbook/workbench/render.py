"""Answer with a page: a template of the workbench, filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse


def render(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The page that `template` makes of `context`."""
    page = request.app.state.templates.get_template(template)
    return HTMLResponse(page.render(request=request, bench=request.app.state.bench, **context), status)
