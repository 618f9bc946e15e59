"""Reads one noun phrase as an actor from its parts: the head phrase, and what follows it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.lexicon.actor_words import Word, words_of
from dateline.lexicon.actors import Match
from dateline.resolve.who_cues import actor_cues
from dateline.resolve.who_head import read_head
from dateline.resolve.who_phrase import Context, Phrase, Reading, cut

_MOST_WORDS = 60
_DEPTH = 3
_STATE = "country"


def compose(text: str, start: int, end: int, context: Context, depth: int = 0) -> Reading:
    """The actor that ``text[start:end]`` names, as far as its own words say; bounded by the first 60 words."""
    return compose_words(text, words_of(text, start, end), context, depth)


def compose_words(
    text: str, words: tuple[Word, ...], context: Context, depth: int = 0, *, matches: tuple[Match, ...] | None = None
) -> Reading:
    """The actor that words of ``text`` name; as ``compose``, for words that are cut and looked up already."""
    words = words[:_MOST_WORDS]
    if not words:
        return Reading()
    phrase = cut(text, words, context, matches)
    reading = read_head(phrase, context)
    body = _body_name(phrase, reading, context) if phrase.tails else None
    if body is not None:
        return body
    if depth < _DEPTH:
        reading = _with_tails(phrase, reading, context, depth)
    return _of_state(reading, context)


def shared_nationalities(text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
    """The countries whose adjectives share a head, as in "Zambian and Kenyan troops"; empty where one stands."""
    phrase = cut(text, words_of(text, start, end)[:_MOST_WORDS], context)
    nations = [item for item in phrase.items[:-1] if item.meaning is not None and item.meaning.kind == _STATE]
    joined = [
        one
        for one, other in pairwise(nations)
        if other.first == one.last + 1 and phrase.words[one.last].key in context.phrase["joiners"]
    ]
    if not joined or len(joined) != len(nations) - 1:
        return ()
    return tuple(item.meaning.country for item in nations if item.meaning is not None and item.meaning.country)


def _of_state(reading: Reading, context: Context) -> Reading:
    """A leader, side or spokesman with nothing but a nationality speaks for the state."""
    if reading.country not in context.index.countries or not reading.role or reading.rule.startswith("agent:"):
        return reading
    if reading.sectors == ("UAF",) and reading.role.lower() in context.phrase["state_forces"]:
        return replace(reading, sectors=("MIL",), rule=f"{reading.rule}+state")
    if reading.sectors not in ((), ("UNK",)):
        return reading
    spoken = reading.role.split()[-1].lower() in context.phrase["state_heads"]
    return replace(reading, sectors=("GOV",), rule=f"{reading.rule}+state") if spoken else reading


def _body_name(phrase: Phrase, reading: Reading, context: Context) -> Reading | None:
    """A body whose unlisted name goes on after "of" or "for": Movement for the Salvation of Azawad."""
    tail, first, _ = phrase.tails[0]
    head = phrase.words[phrase.last - 1]
    if tail not in context.phrase["naming_tails"] or reading.rule not in (
        "agent",
        "name",
        "name:body",
        "agent:modifier",
    ):
        return None
    bodies = (context.cues or actor_cues()).bodies
    if not head.text[:1].isupper() or (head.key not in bodies and reading.via != "body") or reading.kind == "person":
        return None
    until = _capitals_end(phrase, first, context)
    if until <= first:
        return None
    own = reading.sectors if reading.sectors not in ((), ("UNK",)) else tuple(filter(None, bodies.get(head.key, "").split(";")))
    start = phrase.words[phrase.first].start
    return Reading(
        "organisation",
        None,
        phrase.quote(phrase.first, until),
        reading.country or _country_in(phrase, first, context),
        own,
        None,
        "name:body",
        start=start,
        end=phrase.words[until - 1].end,
    )


def _country_in(phrase: Phrase, first: int, context: Context) -> str | None:
    """The country that a body's name ends with or that follows it: Congress of Zambia."""
    found = context.index.matches(phrase.words[first:])
    return next((one.meanings[0].country for one in found if one.meanings[0].kind == _STATE), None)


def _capitals_end(phrase: Phrase, at: int, context: Context) -> int:
    """Where a run of capitalised words linked by small ones ends; ``at`` where a listed name opens it."""
    last, until = at, at
    links = context.phrase["links"]
    for index in range(at, len(phrase.words)):
        word = phrase.words[index]
        if word.text[:1].isupper():
            last = index + 1
        elif word.key not in links or (not word.joined and index > at):
            break
        until = last
    opening = next((index for index in range(at, until) if phrase.words[index].text[:1].isupper()), at)
    found = context.index.matches(phrase.words[opening:])
    return (
        at
        if found and found[0].first == 0 and found[0].meanings[0].kind in ("country", "group", "organisation", "person")
        else until
    )


def _with_tails(phrase: Phrase, reading: Reading, context: Context, depth: int) -> Reading:
    """The reading with what follows the head: of Iraq, of the army, led by ISIS, the foreign minister."""
    for tail, first, last in phrase.tails:
        if tail == "(":
            continue
        begins = first if tail == "," else first + 1
        if begins >= last:
            continue
        inner = compose(phrase.text, phrase.words[begins].start, phrase.words[last - 1].end, context, depth + 1)
        reading = _join(phrase, reading, inner, (tail, begins, last), context)
    return reading if reading.country is not None else _placed(phrase, reading, context)


def _placed(phrase: Phrase, reading: Reading, context: Context) -> Reading:
    """The reading with the country of the first place after its head, where no country is named."""
    if context.place_country is None:
        return reading
    for tail, first, last in phrase.tails:
        country = _tail_place(phrase, first, last, context) if tail in context.phrase["place_tails"] else None
        if country is not None:
            return replace(reading, country=country)
    return reading


def _join(phrase: Phrase, reading: Reading, inner: Reading, tail: tuple[str, int, int], context: Context) -> Reading:
    word = tail[0]
    cues = context.phrase
    if word in cues["allegiance_tails"] or (word in cues["allegiance_links"] and reading.candidates):
        return _allied(reading, inner, context)
    if word in cues["identity_tails"] and _takes_identity(phrase, reading, context):
        merged = _identity(reading, _joined_by(phrase, inner, word, context))
        if merged is not None:
            return merged
    if word == ",":
        return _apposed(reading, inner)
    if word in cues["place_tails"] and reading.country is None:
        return replace(reading, country=inner.country)
    return reading


def _tail_place(phrase: Phrase, first: int, last: int, context: Context) -> str | None:
    if context.place_country is None:
        return None
    plain = context.phrase["plain_modifiers"]
    capitals = [at for at in range(first, last) if phrase.words[at].text[:1].isupper() and phrase.words[at].key not in plain]
    if not capitals:
        return None
    begin = end = capitals[0]
    for at in capitals[1:]:
        if at != end + 1:
            break
        end = at
    return context.place_country(phrase.text, phrase.words[begin].start, phrase.words[end].end)


def _takes_identity(phrase: Phrase, reading: Reading, context: Context) -> bool:
    heads = (phrase.words[phrase.last - 1].key, phrase.words[phrase.first].key, phrase.words[0].key)
    cues = context.phrase
    if reading.kind not in ("agent", "unknown") or reading.id is not None or reading.rule == "agent:list":
        return False
    return heads[0] in cues["generic_heads"] or any(key in cues["collectives"] for key in heads)


def _joined_by(phrase: Phrase, inner: Reading, tail: str, context: Context) -> Reading:
    """What one is a member of is a group, whatever its name is else: members of Los Halcones."""
    member = phrase.words[phrase.last - 1].key in context.phrase["memberships"]
    if tail != "of" or not member or inner.rule != "name" or inner.kind != "unknown":
        return inner
    return replace(inner, kind="group", rule="name:body")


def _identity(reading: Reading, inner: Reading) -> Reading | None:
    if inner.kind in ("group", "organisation", "media") or (inner.kind == "agent" and inner.sectors):
        if inner.sectors and inner.sectors != ("UNK",):
            return replace(
                inner,
                country=reading.country or inner.country,
                role=reading.role or inner.role,
                kind=inner.kind,
                start=reading.start,
                end=reading.end,
                rule="identity",
            )
        return replace(
            inner,
            country=reading.country or inner.country,
            role=reading.role,
            rule="identity",
            sectors=reading.sectors,
            start=reading.start,
            end=reading.end,
        )
    if inner.kind == "country" and inner.via == "demonym" and reading.kind == "unknown":
        return replace(inner, start=reading.start, end=reading.end)
    return None


def _allied(reading: Reading, inner: Reading, context: Context) -> Reading:
    """Somebody led by, loyal to or backed by a named actor keeps who they are and remembers whom they follow."""
    if inner.id is None and inner.country is None:
        return replace(reading, candidates=(*reading.candidates, ("", 0.0))) if not reading.candidates else reading
    kept = tuple(one for one in reading.candidates if one[0])
    candidates = (*kept, (inner.id, 0.5)) if inner.id else kept
    known = inner.country if inner.country in context.index.countries else None
    country = reading.country or (known if inner.kind in ("group", "person", "organisation") else None)
    return replace(reading, candidates=candidates, country=country)


def _apposed(reading: Reading, inner: Reading) -> Reading:
    """The reading with what stands beside it after a comma: the office of a name, or the name of an office."""
    if _names_office(reading, inner):
        return _office_holder(reading, inner)
    if reading.kind not in ("unknown", "person", "group", "organisation"):
        return reading
    if inner.kind == "unknown" and not inner.country:
        return reading
    if reading.sectors == ("ELI",) and reading.id is not None and inner.kind == "agent" and inner.role:
        still = inner.sectors not in ((), ("UNK",))
        return replace(reading, sectors=inner.sectors, role=inner.role) if still else reading
    named = reading.kind == "unknown" and reading.name is not None and inner.kind == "agent"
    return replace(
        reading,
        kind="person" if named else reading.kind,
        country=reading.country or inner.country,
        sectors=reading.sectors or inner.sectors,
        role=reading.role or inner.role,
    )


def _names_office(reading: Reading, inner: Reading) -> bool:
    """Whether a name follows the noun for one person: the foreign minister, So-and-so."""
    single = reading.kind == "agent" and reading.via != "body" and not reading.plural
    return single and inner.name is not None and inner.rule in ("name", "list:office", "report:person")


def _office_holder(reading: Reading, inner: Reading) -> Reading:
    sectors = inner.sectors if inner.rule == "list:office" else reading.sectors or inner.sectors
    return replace(
        inner,
        kind="person",
        country=inner.country or reading.country,
        sectors=sectors,
        role=reading.role or inner.role,
        start=reading.start,
        end=reading.end,
    )
