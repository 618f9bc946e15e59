"""The gazetteer: a read-only SQLite file of places and the names they go by."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.errors import StoreError
from dateline.resolve.gazetteer_names import key_of

SCHEMA_VERSION = 4
NAME_CACHE = 20000
MOST_PER_NAME = 60
_QUERY = """
SELECT p.id, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.admin1_name, p.admin2_name,
       p.population, p.radius, n.main
FROM name n JOIN place p ON p.row = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as the gazetteer knows it.

    ``admin1`` is a GeoNames code (``IQ.01``), ``country`` ISO 3166-1 alpha-3, ``radius_km`` the reach of an area or
    ``None`` for a point.
    ``main`` is 1 where the name asked for is the place's own name and 0 where it is one of its alternates.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    admin1_name: str | None
    admin2_name: str | None
    population: int
    radius_km: float | None
    main: int = 1


class Gazetteer:
    """Looks places up by name in one compiled file; safe to open from many processes at once."""

    def __init__(self, path: Path) -> None:
        """Opens the file at ``path``; raises ``StoreError`` where it is missing or of another version."""
        self.path = path
        try:
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._connection.execute("PRAGMA mmap_size=268435456")
            version = self._connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
        except sqlite3.Error as error:
            raise StoreError(f"{path}: not a gazetteer ({error}); run `dateline gazetteer build`") from None
        if version is None or version[0] != str(SCHEMA_VERSION):
            raise StoreError(f"{path}: an older gazetteer; run `dateline gazetteer build`")
        self._cached = lru_cache(maxsize=NAME_CACHE)(self._lookup)

    def named(self, name: str) -> tuple[Entry, ...]:
        """The places that go by ``name`` in any spelling of it, the most populous first."""
        return self.keyed(key_of(name))

    def keyed(self, key: str) -> tuple[Entry, ...]:
        """The places filed under a key made by ``key_of``."""
        return self._cached(key) if key else ()

    def about(self) -> dict[str, str]:
        """What the file says of itself: schema, sources and counts."""
        return dict(self._connection.execute("SELECT key, value FROM about ORDER BY key").fetchall())

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def _lookup(self, key: str) -> tuple[Entry, ...]:
        rows = self._connection.execute(_QUERY, (key, MOST_PER_NAME)).fetchall()
        return tuple(Entry(*row) for row in rows)
