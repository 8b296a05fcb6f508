"""Towns for the maps of every room: the base has no names, and a dot without a town near it says little."""

from __future__ import annotations

import math
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tollbook.places.cache import open_index

MOST: Final = 12
"""So many names on a map of this size do not cover each other."""


def towns(request: Request) -> Response:
    """The largest towns of `box` (south, west, north, east in degrees), the largest first; 400 if it is none."""
    try:
        south, west, north, east = (float(one) for one in request.query_params.get("box", "").split(","))
    except ValueError:
        return JSONResponse({"wrong": "box is four numbers: south, west, north, east"}, 400)
    if not all(map(math.isfinite, (south, west, north, east))) or not -90 <= south <= north <= 90:
        return JSONResponse({"wrong": "box lies between -90 and 90 degrees, the south first"}, 400)
    found = open_index().largest(south, west, north, east, MOST)
    return JSONResponse([{"name": one.name, "at": [one.longitude, one.latitude]} for one in found])


routes = [Route("/towns.json", towns)]
