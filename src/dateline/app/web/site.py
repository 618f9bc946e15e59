"""What every page shares: the live database, the configuration, and how an answer is made."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dateline.app.web.config import Config
from dateline.app.web.live import Live
from dateline.app.web.paper import island, page
from dateline.store.wire import Json

LONGEST_NAME = 60
YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Site:
    """The open database and how it is served."""

    live: Live
    config: Config


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    return cast(Site, request.app.state.site)


def coder_of(request: Request) -> str:
    """Who decides: the name signed in with, else the one chosen on this machine, else the login name."""
    name = request.scope.get("coder") or unquote(request.cookies.get("coder", ""))
    return tidy_name(str(name)) or _login()


def tidy_name(text: str) -> str:
    """A name on one line, not too long."""
    return " ".join("".join(each for each in text if each.isprintable()).split())[:LONGEST_NAME]


def html(request: Request, template: str, **values: object) -> Response:
    """A page, with what the frame around it needs."""
    progress = site_of(request).live.progress
    made = page(template, coder=coder_of(request), path=request.url.path, progress=progress, **values)
    return HTMLResponse(made, status_code=cast(int, values.get("code", 200)))


def remember_name(response: Response, name: str) -> None:
    """Keep a coder's name on their machine."""
    response.set_cookie("coder", quote(name), max_age=YEAR_SECONDS, httponly=True, samesite="strict")


def data(value: Json, code: int = 200) -> Response:
    """A JSON answer in ASCII, so that no control or direction character goes out raw."""
    return AsciiJson(value, status_code=code)


class AsciiJson(JSONResponse):
    """JSON with every character beyond ASCII, and what could open a tag, escaped."""

    def render(self, content: Json) -> bytes:
        """The bytes of the answer."""
        return island(content).encode("ascii")


def _login() -> str:
    try:
        return tidy_name(getpass.getuser())
    except (OSError, KeyError):
        return "reviewer"
