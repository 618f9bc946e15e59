"""The workbench as an application, and the server that runs it."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.app.terminal import talk
from dateline.app.web.api import (
    Annotator,
    api_decisions,
    api_event,
    api_events,
    api_facets,
    api_holdings,
    api_incident,
    api_incidents,
    api_reports,
    events_csv,
)
from dateline.app.web.comparing import compare_page
from dateline.app.web.config import Config, config_of
from dateline.app.web.deciding import by_method, choose_name, decide, posted, settle, undo
from dateline.app.web.following import timeline_page
from dateline.app.web.guard import Guard
from dateline.app.web.helping import help_page
from dateline.app.web.incidents import incident_page, incidents_page
from dateline.app.web.limits import QUERY_SECONDS, was_stopped
from dateline.app.web.live import Live
from dateline.app.web.mapping import api_points, map_page
from dateline.app.web.openapi import api_page, openapi
from dateline.app.web.overview import overview
from dateline.app.web.reading import Missing, event_page, report_data, report_page, reports_page
from dateline.app.web.review import agreement_page, name_page, review_item, review_page
from dateline.app.web.site import Site, data, html
from dateline.errors import DatelineError, InputError

STATIC = Path(__file__).with_name("static")
SMALLEST_PACKED = 1000


def serve(db: str, *, host: str, port: int) -> None:
    """Serve the workbench until it is stopped; InputError for an open address without ``DATELINE_PASSWORD`` or one in use."""
    config = config_of(host, port, os.environ)
    port = _free(host, port)
    live = Live(db, aside=True)
    talk().print(f"{db} is open at http://{_shown(host)}:{port}/ (Ctrl-C stops)")
    uvicorn.run(application(live, config), host=host, port=port, log_level="warning", server_header=False)


def _free(host: str, port: int) -> int:
    """The port, any free one for 0; InputError for an address that cannot be listened on, before anything is promised."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family) as found:
            return int(found.getsockname()[1])
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot listen on {host}, port {port}: {reason}; choose another --port (0 for any)") from None


def application(live: Live, config: Config) -> Starlette:
    """The workbench over an open database."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        live.close()

    app = Starlette(
        routes=routes(),
        lifespan=lifespan,
        middleware=[Middleware(Guard, config=config), Middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED)],
        exception_handlers={DatelineError: _refused, SQLAlchemyError: _refused, 404: _not_found},
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
        Route("/events.csv", events_csv),
        Route("/events/{id}", event_page),
        Route("/incidents", incidents_page),
        Route("/incidents/{id}", incident_page),
        Route("/compare", compare_page),
        Route("/map", map_page),
        Route("/timeline", timeline_page),
        Route("/review", review_page),
        Route("/review/agreement", agreement_page),
        Route("/review/items/{id}", review_item),
        Route("/help", help_page),
        Route("/me", name_page),
        Route("/me", choose_name, methods=["POST"]),
        Route("/api", api_page),
        Mount("/api", routes=api_routes()),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def api_routes() -> list[Route]:
    """Every address below ``/api``."""
    return [
        Route("/openapi.json", openapi),
        Route("/events", api_events),
        Route("/events/{id}", api_event),
        Route("/facets", api_facets),
        Route("/points", api_points),
        Route("/reports", api_reports),
        Route("/incidents", api_incidents),
        Route("/incidents/{id}", api_incident),
        Route("/holdings", api_holdings),
        Route("/decisions", by_method(api_decisions, posted(decide)), methods=["GET", "POST"]),
        Route("/undo", posted(undo), methods=["POST"]),
        Route("/settle", posted(settle), methods=["POST"]),
        Route("/annotate", posted(Annotator()), methods=["POST"]),
    ]


def _refused(request: Request, error: Exception) -> Response:
    slow = was_stopped(error)
    if isinstance(error, SQLAlchemyError) and not slow:
        raise error
    code = 503 if slow else 404 if isinstance(error, Missing) else 400
    problem = f"That took longer than {QUERY_SECONDS:.0f} seconds and was stopped; ask for less." if slow else str(error)
    if request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".csv")):
        return data({"error": problem}, code)
    return html(request, "problem.html", code=code, problem=problem)


def _not_found(request: Request, _: Exception) -> Response:
    if request.url.path.startswith(("/api/", "/static/")):
        return PlainTextResponse("There is nothing at this address.\n", 404)
    return html(request, "problem.html", code=404, problem="There is nothing at this address.")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
