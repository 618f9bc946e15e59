"""Gives a bare noun for people the identity of those it says they belong to: its fighters, a spokesman for the group."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from dateline.change import replace
from dateline.model import Parse
from dateline.resolve.coreference import Anaphor
from dateline.resolve.who_cues import ActorCues
from dateline.resolve.who_mentions import Mention
from dateline.resolve.who_person import UNTOLD, following
from dateline.resolve.who_phrase import Reading

OWNED = "+owner"
_REACH = 6
_PARTIES = frozenset({"group", "organisation", "media", "country", "agent", "person"})


class Owners:
    """Looks up, for the mentions of one report, whose they are."""

    def __init__(self, parse: Parse, mentions: tuple[Mention, ...], anaphors: Mapping[int, Anaphor], cues: ActorCues) -> None:
        """Reads ``anaphors`` by the token they stand on."""
        self._parse, self._cues, self._anaphors = parse, cues, anaphors
        self._mentions = {mention.token: mention for mention in mentions if mention.token >= 0}
        self._starts, self._all = [mention.start for mention in mentions], mentions
        self._below: dict[int, list[int]] = {}
        for token in range(len(parse)):
            if parse.deps[token] in ("poss", "prep", "pobj"):
                self._below.setdefault(parse.heads[token], []).append(token)

    def owned(self, mention: Mention, depth: int = 0) -> Mention:
        """The mention with its owner's country and, where its own noun says nothing of them, its owner's sectors."""
        reading = mention.reading
        if reading.kind != "agent" or reading.id is not None or reading.name is not None or mention.token < 0:
            return mention
        if reading.country is not None and reading.sectors not in UNTOLD:
            return mention
        for token in self._owners(mention.token):
            owner = self._reading(token, depth)
            if owner is not None and owner.kind in _PARTIES:
                return replace(mention, reading=self._joined(reading, owner))
        return mention

    def _owners(self, token: int) -> Iterator[int]:
        parse = self._parse
        for below in self._below.get(token, ()):
            if parse.deps[below] == "poss":
                yield below
            elif parse.deps[below] == "prep" and parse.lemmas[below] in self._cues.phrase["owning_tails"]:
                yield from (at for at in self._below.get(below, ()) if parse.deps[at] == "pobj")
        yield from self._next(token)

    def _next(self, token: int) -> Iterator[int]:
        """The mention right after "of", for sentences that the parser hung together otherwise."""
        parse = self._parse
        if token + 2 >= len(parse) or parse.texts[token + 1].lower() not in self._cues.phrase["owning_links"]:
            return
        for at in range(token + 2, min(token + _REACH, len(parse))):
            if parse.tags[at].startswith("VB") or not parse.tags[at][:1].isalpha():
                return
            if self._covering(parse.starts[at]) is not None:
                yield at
                return

    def _reading(self, token: int, depth: int) -> Reading | None:
        anaphor = self._anaphors.get(token)
        if anaphor is not None:
            return anaphor.antecedents[0].reading if len(anaphor.antecedents) == 1 else None
        mention = self._mentions.get(token) or self._covering(self._parse.starts[token])
        if mention is None:
            return None
        return self.owned(mention, depth + 1).reading if depth < 2 else mention.reading

    def _covering(self, offset: int) -> Mention | None:
        at = bisect_right(self._starts, offset) - 1
        return self._all[at] if at >= 0 and self._all[at].end > offset else None

    def _joined(self, reading: Reading, owner: Reading) -> Reading:
        phrase = self._cues.phrase
        last = (reading.role or "").lower().split()[-1:]
        noun = last[0] if last else ""
        if noun in phrase["counterparts"]:
            return replace(reading, sectors=owner.sectors or reading.sectors, rule=f"{reading.rule}{OWNED}")
        generic = noun in phrase["generic_heads"]
        country = reading.country or owner.country
        if "GOV" in reading.sectors and noun in phrase["presiding"] and self._apart(owner):
            return replace(reading, country=country, sectors=owner.sectors, rule=f"{reading.rule}{OWNED}")
        if owner.kind == "country":
            state = generic and reading.sectors in ((), ("UNK",)) and noun in phrase["state_heads"]
            sectors = ("GOV",) if state else self._forces(reading)
        elif owner.kind == "person":
            sectors = following(reading, owner, noun, self._cues)
        else:
            told = owner.sectors not in ((), ("UNK",))
            sectors = owner.sectors if generic and told and reading.sectors in UNTOLD else reading.sectors
        if (country, sectors) == (reading.country, reading.sectors):
            return reading
        identity = owner.id if generic and owner.kind == "group" else None
        return replace(reading, country=country, sectors=sectors, id=identity, rule=f"{reading.rule}{OWNED}")

    def _apart(self, owner: Reading) -> bool:
        """Whether the owner is no state, so that its president or secretary is of no government: a union's, a party's."""
        body = owner.kind in ("group", "organisation", "media") or (owner.kind == "agent" and owner.via == "body")
        return body and bool(owner.sectors) and not {"GOV", "LEG", "MIL", "COP"} & set(owner.sectors)

    def _forces(self, reading: Reading) -> tuple[str, ...]:
        known = (reading.role or "").lower() in self._cues.phrase["state_forces"]
        return ("MIL",) if known and reading.sectors == ("UAF",) else reading.sectors
