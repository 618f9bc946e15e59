"""Which field of a report a file's own name for it means: ``Headline`` is the title, ``pub_date`` the date."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.tables import load_toml

FIELDS = ("text", "id", "title", "published", "outlet", "url", "language", "byline")


@cache
def field_names() -> dict[str, tuple[str, ...]]:
    """For each field the names that people give it, the likeliest first."""
    columns = load_toml("cues/inputs.toml")["columns"]
    return {name: tuple(dict.fromkeys(_plain(word) for word in columns[name])) for name in FIELDS}


def _plain(name: str) -> str:
    return " ".join(name.strip().lower().replace("_", " ").replace("-", " ").split())


def guess_fields(names: tuple[str, ...]) -> dict[str, str]:
    """Field to name, for the names that are known; each name serves one field."""
    plain = {name: _plain(name) for name in names}
    chosen: dict[str, str] = {}
    for field, known in field_names().items():
        free = [name for name in names if plain[name] in known and name not in chosen.values()]
        if free:
            chosen[field] = min(free, key=lambda name: (known.index(plain[name]), names.index(name)))
    return chosen
