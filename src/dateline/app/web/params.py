"""What an address asks for: facets, words, days, order and page, read from a query string and written back to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from urllib.parse import urlencode

from dateline.errors import InputError

FACETS = ("type", "status", "said", "stance", "dispute", "country", "actor", "outlet", "confidence", "review")
SORTS = ("newest", "oldest", "doubt", "sure", "report", "changed")
PAGE, LARGEST, LONGEST = 50, 500, 300
MANY = 50


class Asked(Protocol):
    """A query string, read."""

    def getlist(self, key: object) -> list[str]:
        """Every value of a name."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which events, in which order, which page; days are ISO, ``box`` is west, south, east, north in degrees."""

    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: str = ""
    start: str | None = None
    end: str | None = None
    place: str | None = None
    box: tuple[float, float, float, float] | None = None
    incident: str | None = None
    report: str | None = None
    since: str | None = None
    sort: str = "newest"
    page: int = 1
    size: int = PAGE

    def values(self, facet: str) -> tuple[str, ...]:
        """What is chosen of a facet."""
        return dict(self.facets).get(facet, ())

    def turned(self, facet: str, value: str) -> Chosen:
        """The same with one value of a facet switched on or off, on the first page."""
        now = self.values(facet)
        kept = tuple(each for each in now if each != value) if value in now else (*now, value)
        rest = tuple(pair for pair in self.facets if pair[0] != facet)
        return replace(self, facets=(*rest, (facet, kept)) if kept else rest, page=1)

    def without(self, name: str) -> Chosen:
        """The same without one condition that is no facet."""
        plain = Chosen()
        return replace(self, **{name: getattr(plain, name)}, page=1)

    @property
    def narrowed(self) -> bool:
        """Whether anything at all is asked for."""
        return replace(self, sort="newest", page=1, size=PAGE) != Chosen()

    def query(self, **more: str | int | None) -> str:
        """The query string that reads back as this; ``more`` overrules or, where None, leaves out."""
        plain: dict[str, str | int | None] = {
            "q": self.words or None,
            "start": self.start,
            "end": self.end,
            "place": self.place,
            "box": ",".join(f"{each:g}" for each in self.box) if self.box else None,
            "incident": self.incident,
            "report": self.report,
            "since": self.since,
            "sort": self.sort if self.sort != "newest" else None,
            "page": self.page if self.page > 1 else None,
            "size": self.size if self.size != PAGE else None,
        }
        chosen = [(facet, value) for facet, values in self.facets for value in values]
        rest = [(name, str(value)) for name, value in (plain | more).items() if value is not None]
        return urlencode([*chosen, *rest])


def chosen_of(asked: Asked, *, size: int = PAGE) -> Chosen:
    """What a query string asks for; InputError says which value cannot be read and what is allowed."""
    facets = tuple((name, _several(asked, name)) for name in FACETS if _several(asked, name))
    return Chosen(
        facets,
        _one(asked, "q") or "",
        _day(asked, "start"),
        _day(asked, "end"),
        _one(asked, "place"),
        _box(asked),
        _one(asked, "incident"),
        _one(asked, "report"),
        _one(asked, "since"),
        _sort(asked),
        _number(asked, "page", 1, 1_000_000),
        _number(asked, "size", size, LARGEST),
    )


def link(path: str, values: Mapping[str, str | None]) -> str:
    """An address with these values, those that are None left out."""
    query = urlencode([(name, value) for name, value in values.items() if value is not None])
    return f"{path}?{query}" if query else path


def _one(asked: Asked, name: str) -> str | None:
    values = asked.getlist(name)
    if values and len(values[-1]) > LONGEST:
        raise InputError(f"{name} is longer than {LONGEST} characters")
    return (values[-1].strip() or None) if values else None


def _several(asked: Asked, name: str) -> tuple[str, ...]:
    values = [value for value in asked.getlist(name) if value]
    if len(values) > MANY or any(len(value) > LONGEST for value in values):
        raise InputError(f"{name}: at most {MANY} values of at most {LONGEST} characters")
    return tuple(dict.fromkeys(values))


def _day(asked: Asked, name: str) -> str | None:
    text = _one(asked, name)
    if text is None:
        return None
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        day = ""
    if day != text:
        raise InputError(f"{name}={text}: not a day; write it as YYYY-MM-DD")
    return day


def _box(asked: Asked) -> tuple[float, float, float, float] | None:
    text = _one(asked, "box")
    if text is None:
        return None
    try:
        west, south, east, north = (float(each) for each in text.split(","))
    except ValueError:
        raise InputError(f"box={text}: write west,south,east,north in degrees") from None
    inside = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90
    if not inside:
        raise InputError(f"box={text}: longitudes lie within 180, latitudes within 90 degrees, south below north")
    return west, south, east, north


def _sort(asked: Asked) -> str:
    given = asked.getlist("sort")
    return _among(given[-1][:LONGEST] if given else SORTS[0], "sort", SORTS)


def _among(value: str, name: str, allowed: Iterable[str]) -> str:
    if value not in allowed:
        raise InputError(f"{name}={value}: there are {', '.join(allowed)}")
    return value


def _number(asked: Asked, name: str, otherwise: int, most: int) -> int:
    text = _one(asked, name)
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise InputError(f"{name}={text}: a whole number from 1 to {most}")
    return int(text)
