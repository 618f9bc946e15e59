"""Notes the short names that a report introduces: surnames, acronyms in brackets, the heads of long names."""

from __future__ import annotations

from dateline.change import replace
from dateline.lexicon.actors import Match
from dateline.resolve.who_parts import BODIES
from dateline.resolve.who_phrase import Context, Reading

_ACRONYM = 12
_SHORT_HEAD = 4


def introduce(text: str, reading: Reading, context: Context) -> None:
    """Notes the short names by which the report will go on to speak of an actor."""
    names = context.names
    if names is None or not reading.name:
        return
    if reading.kind in ("person", "unknown") and " " in reading.name and reading.rule != "name:modifier":
        forms = (reading.name, _as_written(text, reading))
        shorts = {short.casefold() for form in forms for short in surnames(form, context.phrase["particles"])}
        if reading.country in context.phrase["family_first"]:
            shorts.add(reading.name.split()[0].casefold())
        new = shorts.difference(names)
        if new:
            as_person = replace(reading, kind="person", start=0, end=0)
            names.update(dict.fromkeys(new, as_person))
    if reading.kind in BODIES:
        if reading.id is None:
            names.setdefault(reading.name.casefold(), replace(reading, start=0, end=0))
        _introduce_head(text, reading, context, names)
    acronym = _bracketed(text, reading.end)
    if acronym is not None and reading.kind != "person":
        names.setdefault(acronym.casefold(), replace(reading, start=0, end=0))


def introduce_states(matches: tuple[Match, ...], context: Context) -> None:
    """Notes the short names of the states named: the North, where North Korea or a North Korean is."""
    names = context.names
    if names is None:
        return
    for one in (match.meanings[0] for match in matches):
        short, _, rest = one.name.partition(" ")
        if one.kind == "country" and rest and short.lower() in context.phrase["compass"]:
            state = Reading("country", one.id, one.name, one.country, (), None, "country:name", "name")
            names.setdefault(short.lower(), state)


def _introduce_head(text: str, reading: Reading, context: Context, names: dict[str, Reading]) -> None:
    """Notes the capitalised head of a body's name: the Liberation Tigers of Tamil Eelam … the Tigers."""
    parts = text[reading.start : reading.end].split()
    until = next((at for at, part in enumerate(parts) if part.lower() in context.phrase["links"]), len(parts))
    head = parts[until - 1] if until > 1 else ""
    if len(head) >= _SHORT_HEAD and head[:1].isupper() and head.isalpha() and not head.isupper():
        names.setdefault(head.casefold(), replace(reading, start=0, end=0))


def _as_written(text: str, reading: Reading) -> str:
    """The last words of the mention, as many as the name has: the report's own spelling of it."""
    return " ".join(text[reading.start : reading.end].split()[-len((reading.name or "").split()) :])


def surnames(name: str, particles: frozenset[str]) -> tuple[str, ...]:
    """The full name, and the surname with and without its particle."""
    parts = name.split()
    last = parts[-1]
    found = [name, last]
    if len(parts) > 2 and parts[-2].lower() in particles:
        found.append(f"{parts[-2]} {last}")
    _, dash, bare = last.partition("-")
    if dash and last.partition("-")[0].lower() in particles:
        found.append(bare)
    return tuple(one for one in found if len(one) > 2)


def _bracketed(text: str, end: int) -> str | None:
    """The acronym in brackets right after ``end``: ``… Salvation Army (NSA)``."""
    if text[end : end + 2] != " (":
        return None
    close = text.find(")", end + 2, end + 2 + _ACRONYM)
    inner = text[end + 2 : close].strip("\"'“”‘’ ") if close > 0 else ""
    return inner if len(inner) > 1 and sum(char.isupper() for char in inner) > 1 and " " not in inner else None
