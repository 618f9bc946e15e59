"""The page that says how to read the others."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dateline.app.web.meanings import PRECISIONS, QUAD_NAMES, STANCES, STATUSES, ontology
from dateline.app.web.site import html


def help_page(request: Request) -> Response:
    """How to read the pages, what every word of the coding means, and the keys."""
    kinds = sorted(ontology().types.values(), key=lambda kind: (-kind.quad, kind.code))
    return html(request, "help.html", kinds=kinds, statuses=STATUSES, stances=STANCES, precisions=PRECISIONS, quads=QUAD_NAMES)
