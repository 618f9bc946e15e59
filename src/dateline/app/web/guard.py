"""What stands between the network and the pages: headers, limits, names, passwords, posts from elsewhere."""

from __future__ import annotations

import base64
import binascii
import hmac
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.app.web.config import BODY_LIMIT, QUERY_LIMIT, Config, is_loopback

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})


class Guard:
    """Refuses what must not come in and puts the security headers on everything that goes out."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app = app
        self.config = config
        self.policy = policy(config)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = _too_much(scope, headers) or self._misnamed(headers) or _foreign(scope, headers)
        refused = refused or self._locked(scope, headers)
        going_out = self._with_headers(send)
        if refused is not None:
            await refused(scope, receive, going_out)
            return
        await self.app(scope, _Limited(receive), going_out)

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = self.policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        return sending

    def _misnamed(self, headers: Headers) -> Response | None:
        name = (urlsplit(f"//{headers.get('host', '')}").hostname or "").lower()
        known = name in (self.config.host.strip("[]").lower(), *self.config.names) or is_loopback(name)
        if known or (not is_loopback(self.config.host) and not self.config.names):
            return None
        return PlainTextResponse("This server does not answer to that name.\n", 421)

    def _locked(self, scope: Scope, headers: Headers) -> Response | None:
        if self.config.password is None:
            return None
        kind, _, value = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self.config.token is not None and _equal(value, self.config.token):
            reading = scope["method"] in SAFE_METHODS and scope["path"].startswith("/api/")
            return None if reading else PlainTextResponse("This token may only read through /api/.\n", 403)
        name, password = _basic(value) if kind.lower() == "basic" else ("", "")
        if _equal(password, self.config.password):
            scope["coder"] = name
            return None
        wanted = {"WWW-Authenticate": 'Basic realm="Dateline", charset="UTF-8"'}
        return PlainTextResponse("A name and the password are needed.\n", 401, wanted)


class _Limited:
    """A request's body, cut off with a disconnect where it grows over the limit."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.seen = 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.seen > BODY_LIMIT else message


def policy(config: Config) -> str:
    """The content security policy: everything from here, nothing inline."""
    tiles = f" {config.tile_origin}" if config.tile_origin else ""
    rules = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        f"img-src 'self' data: blob:{tiles}",
        f"connect-src 'self'{tiles}",
        "font-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
    return "; ".join(rules)


def _too_much(scope: Scope, headers: Headers) -> Response | None:
    if len(scope.get("query_string", b"")) > QUERY_LIMIT:
        return PlainTextResponse(f"The address is longer than {QUERY_LIMIT} bytes.\n", 414)
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > BODY_LIMIT:
        return PlainTextResponse(f"At most {BODY_LIMIT} bytes can be sent at once.\n", 413)
    return None


def _foreign(scope: Scope, headers: Headers) -> Response | None:
    """Refuse a post that another site's page sends: by Sec-Fetch-Site, and by Origin where a browser sends no such."""
    if scope["method"] in SAFE_METHODS:
        return None
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    refusal = PlainTextResponse("Posts from other sites are refused.\n", 403)
    if site is not None:
        return None if site in OWN_SITE else refusal
    return None if origin is None or urlsplit(origin).netloc == headers.get("host") else refusal


def _basic(value: str) -> tuple[str, str]:
    try:
        name, _, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote(name), password


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
