"""Templates made into pages: everything that comes from a report is escaped and its control characters shown."""

from __future__ import annotations

import json
from functools import cache
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.app.tables import counted, days, names
from dateline.app.terminal import tame
from dateline.app.web.giving import told
from dateline.app.web.meanings import STANCES, STATUSES, meaning_of, quad_of
from dateline.app.web.places import called
from dateline.model import Participant
from dateline.store.tabular import place_name, speaker_of
from dateline.store.wire import Json

BREAKS_OUT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def island(value: Json) -> Markup:
    """JSON for a script element: ASCII only, with nothing in it that could end the element."""
    return Markup(json.dumps(value, ensure_ascii=True, separators=(",", ":")).translate(BREAKS_OUT))


def safe_url(text: str | None) -> str | None:
    """The address where it is one of the web's; None for any other scheme, which is shown but not linked."""
    if text is None:
        return None
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    return text.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def who(person: Participant) -> str:
    """What an actor is called."""
    return " ".join((person.name or person.text).split())


def words(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def voiced(stance: str) -> str:
    """How somebody stands to what is said: ``said by``, ``denied by``."""
    return STANCES.get(stance, (stance, ""))[0]


@cache
def environment() -> Environment:
    """The templates, with escaping always on."""
    made = Environment(
        loader=PackageLoader("dateline.app.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = {
        "island": island,
        "safe_url": safe_url,
        "days": days,
        "counted": counted,
        "names": names,
        "who": who,
        "words": words,
        "place_name": place_name,
        "speaker": speaker_of,
        "given": told,
        "part": lambda text: quote(text, safe=""),
        "quad": quad_of,
        "meaning": meaning_of,
        "called": called,
        "voiced": voiced,
        "stated": lambda status: STATUSES.get(status, ""),
    }
    made.filters.update(filters)
    return made


def page(template: str, **values: object) -> str:
    """The page that a template makes of these values."""
    return environment().get_template(template).render(**values)


def _shown(value: object) -> object:
    return tame(value) if type(value) is str else value
