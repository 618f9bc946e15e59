"""Names the nouns for one person by the name that stands beside them: its president, So-and-so, said."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Parse
from dateline.resolve.who_mentions import Mention
from dateline.resolve.who_phrase import Reading

BESIDE = "+beside"


def named_beside(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, with noun and name of one person told of both; the same tuple where there are none."""
    changed: dict[int, Mention] = {}
    for at in range(1, len(mentions)):
        noun, name = mentions[at - 1], mentions[at]
        if _beside(parse, noun, name):
            joined = _joined(noun.reading, name.reading)
            changed[at - 1], changed[at] = (
                replace(noun, reading=joined),
                replace(name, reading=_at(joined, name.reading)),
            )
    if not changed:
        return mentions
    known = {one.reading.name: one.reading for one in changed.values()}
    return tuple(changed.get(at) or _again(one, known) for at, one in enumerate(mentions))


def _again(mention: Mention, known: dict[str | None, Reading]) -> Mention:
    """A later mention of a name with what its noun told of it."""
    reading = mention.reading
    told = known.get(reading.name) if reading.kind == "person" and not reading.sectors else None
    if told is None or reading.name is None:
        return mention
    return replace(mention, reading=_told(reading, told))


def tell_beside(names: dict[str, Reading], mentions: tuple[Mention, ...]) -> None:
    """Notes in the names of the report what the nouns beside them told."""
    known = {one.reading.name: one.reading for one in mentions if one.reading.rule.endswith(BESIDE)}
    if known:
        names.update({key: _told(one, known[one.name]) for key, one in names.items() if one.name in known})


def _told(reading: Reading, told: Reading) -> Reading:
    country, role = reading.country or told.country, reading.role or told.role
    return replace(reading, country=country, sectors=reading.sectors or told.sectors, role=role)


def _beside(parse: Parse, noun: Mention, name: Mention) -> bool:
    """Whether a name stands between commas right after a noun for one person."""
    office, reading = noun.reading, name.reading
    if office.kind != "agent" or office.plural or office.via == "body" or office.name is not None:
        return False
    if reading.kind != "person" or reading.name is None or min(noun.token, name.token) < 0:
        return False
    first = noun.token + 2
    between = parse.texts[noun.token + 1] == "," and first < len(parse) and parse.starts[first] == name.start
    return between and "appos" in (parse.deps[name.token], parse.deps[noun.token])


def _joined(office: Reading, name: Reading) -> Reading:
    kept = name.id is not None and name.sectors
    return replace(
        office,
        kind="person",
        id=name.id,
        name=name.name,
        country=name.country or office.country,
        sectors=name.sectors if kept else office.sectors,
        rule=f"{office.rule}{BESIDE}",
    )


def _at(joined: Reading, name: Reading) -> Reading:
    return replace(joined, start=name.start, end=name.end)
