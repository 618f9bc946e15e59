"""The rows of the actor lists: one dataclass for a kind of file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A noun for a kind of actor; ``kind`` is person, unit, institution, office or crowd, ``sectors`` PLOVER codes."""

    lemma: str
    sectors: tuple[str, ...]
    armed: bool
    kind: str
    plural: str
    note: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A state, territory, former state or partly recognised entity; ``code`` is ISO 3166-1 (or 3166-3) alpha-3."""

    code: str
    name: str
    kind: str
    start: str
    end: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: tuple[str, ...]
    seats: tuple[str, ...]
    cow: str
    iso2: str
    region: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """An armed, political, ethnic, religious, social or criminal group; an alias may carry its years: ``IS@2014..``."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    sectors: tuple[str, ...]
    kind: str
    start: str
    end: str
    parent: str
    note: str


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation; ``country`` is ISO 3166-1 alpha-3 or IGO, UNO, EUR, NGO, ISM, IMG, MNC."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    sectors: tuple[str, ...]
    start: str
    end: str
    seat: str


@dataclass(frozen=True, slots=True)
class MediaRow:
    """A news agency, newspaper, broadcaster, site or magazine; ``state-`` before it where a government owns it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One tenure of one person; dates are YYYY, YYYY-MM or YYYY-MM-DD and an empty end is still in office."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    office: str
    sectors: tuple[str, ...]
    start: str
    end: str
