"""The workbench as an application, and the server that runs it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.app.terminal import talk
from dateline.app.web.config import Config, config_of
from dateline.app.web.guard import Guard
from dateline.app.web.live import Live
from dateline.app.web.overview import overview
from dateline.app.web.reading import Missing, event_page, report_data, report_page, reports_page
from dateline.app.web.site import Site, data, html
from dateline.errors import DatelineError

STATIC = Path(__file__).with_name("static")
SMALLEST_PACKED = 1000


def serve(db: str, *, host: str, port: int) -> None:
    """Serve the workbench until it is stopped; InputError for an open address without ``DATELINE_PASSWORD``."""
    config = config_of(host, port, os.environ)
    live = Live(db)
    talk().print(f"{len(live.index().lines)} events of {db} at http://{_shown(host)}:{port}/ (Ctrl-C stops)")
    uvicorn.run(application(live, config), host=host, port=port, log_level="warning", server_header=False)


def application(live: Live, config: Config) -> Starlette:
    """The workbench over an open database."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        live.close()

    app = Starlette(
        routes=routes(), lifespan=lifespan,
        middleware=[Middleware(Guard, config=config), Middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED)],
        exception_handlers={DatelineError: _refused, 404: _not_found},
    )
    app.state.site = Site(live, config)
    return app


def routes() -> list[Route | Mount]:
    """Every address there is."""
    return [
        Route("/", overview),
        Route("/reports", reports_page),
        Route("/reports/{id:path}.json", report_data),
        Route("/reports/{id:path}", report_page),
        Route("/events/{id}", event_page),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def _refused(request: Request, error: Exception) -> Response:
    code = 404 if isinstance(error, Missing) else 400
    if request.url.path.startswith("/api/"):
        return data({"error": str(error)}, code)
    return html(request, "problem.html", code=code, problem=str(error))


def _not_found(request: Request, _: Exception) -> Response:
    if request.url.path.startswith(("/api/", "/static/")):
        return PlainTextResponse("There is nothing at this address.\n", 404)
    return html(request, "problem.html", code=404, problem="There is nothing at this address.")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
