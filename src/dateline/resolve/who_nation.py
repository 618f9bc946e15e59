"""Says which state a report is about, and gives the bodies and officers of a state that are named without it that state."""

from __future__ import annotations

from collections import Counter

from dateline.change import replace
from dateline.lexicon.actors import Match
from dateline.model import Place
from dateline.resolve.who_cues import ActorCues, actor_cues
from dateline.resolve.who_phrase import Context, Reading

_TWICE = 2
_BELONGING = ("person", "group", "organisation")


def leading_country(matches: tuple[Match, ...], places: tuple[Place, ...]) -> str | None:
    """The country that at least half of a report's country names and places speak of, if there is one.

    A listed person or body counts half as much as a name of the country.
    """
    no_states = actor_cues().phrase["no_states"]
    counted: Counter[str] = Counter()
    for match in matches:
        meaning = match.meanings[0]
        if meaning.kind == "country" and meaning.country:
            counted[meaning.country] += _TWICE
        elif meaning.kind in _BELONGING and meaning.country and meaning.country not in no_states:
            counted[meaning.country] += 1
    for place in places:
        if place.country and place.kind != "country":
            counted[place.country] += _TWICE
    if not counted:
        return None
    best = min(counted, key=lambda code: (-counted[code], code))
    return best if 2 * counted[best] >= sum(counted.values()) else None


def nationalised(reading: Reading, text: str, context: Context) -> Reading:
    """A body or officer of a state named without its country belongs to the country the report is about."""
    if reading.country is not None or context.country is None:
        return reading
    cues = context.cues or actor_cues()
    role = (reading.role or "").lower()
    if reading.kind == "person":
        held = reading.rule in ("name:office", "report:person") and role.endswith(tuple(cues.descriptions["state_offices"]))
    else:
        held = reading.rule == "agent:people" or (reading.kind == "agent" and _is_national(reading, text, cues))
    return replace(reading, country=context.country, rule=f"{reading.rule}+report country") if held else reading


def _is_national(reading: Reading, text: str, cues: ActorCues) -> bool:
    """Whether the words are a state's bare body or the people of one: the army, an army spokesman."""
    role, words = (reading.role or "").lower(), text[reading.start : reading.end].lower().split()
    if reading.rule == "agent:modifier" or not words:
        return False
    if role == " ".join(words):
        bodies = cues.descriptions["national_bodies"]
        return role in cues.descriptions["national"] or (len(words) > 1 and words[0] in bodies)
    return words[0] in cues.descriptions["national_bodies"] and " ".join(words[1:]) == role
