"""How the workbench is opened: where it listens, who may come in, and an optional tile server for the map."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.errors import InputError

BODY_LIMIT = 1_000_000
QUERY_LIMIT = 8_000
TEXT_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Config:
    """``password`` opens everything, ``token`` reading through the API only; ``tiles`` is a raster tile URL."""

    host: str = "127.0.0.1"
    port: int = 8765
    password: str | None = None
    token: str | None = None
    tiles: str | None = None
    names: tuple[str, ...] = ()

    @property
    def tile_origin(self) -> str | None:
        """The scheme and host that tiles come from, for the content security policy."""
        if self.tiles is None:
            return None
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc}"


def config_of(host: str, port: int, environ: Mapping[str, str]) -> Config:
    """The configuration from address and environment; InputError for an open address without a password."""
    password = environ.get("DATELINE_PASSWORD") or None
    if not is_loopback(host) and password is None:
        raise InputError(
            f"{host} can be reached from other machines, so a password is needed: set DATELINE_PASSWORD, "
            "or leave --host out to serve this machine only"
        )
    tiles = environ.get("DATELINE_TILES") or None
    if tiles is not None and (urlsplit(tiles).scheme not in ("http", "https") or not urlsplit(tiles).netloc):
        raise InputError(f"DATELINE_TILES={tiles}: write an address such as https://tiles.example/{{z}}/{{x}}/{{y}}.png")
    names = tuple(name for name in environ.get("DATELINE_HOSTS", "").split(",") if name)
    return Config(host, port, password, environ.get("DATELINE_TOKEN") or None, tiles, names)


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
