"""What the store hands out: records with where they came from and whether they still stand."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Claim, Count, Event, Incident, Report, Sheet


@dataclass(frozen=True, slots=True)
class Standing:
    """When a row last changed, and when and why it was withdrawn, if it was (times are ISO, UTC)."""

    changed: str
    withdrawn: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A stored report with how its coding ended: ``coded``, ``rejected`` or ``failed``, and the reason.

    ``copy_of`` is the report whose story it repeats, by its id, once events were joined.
    """

    report: Report
    state: str
    reason: str | None
    standing: Standing
    superseded_by: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A stored event as it stands after people's decisions, with its report and the sentence that says so.

    ``review`` is what people decided: ``accepted``, ``rejected``, ``changed`` or nothing yet. ``claims`` are those the
    event stands inside, outermost first; ``givers`` those in which its numbers are given. ``copy_of`` is the report whose
    story its report repeats.
    """

    event: Event
    report: Report
    quote: str
    standing: Standing
    review: str | None = None
    target: str = ""
    claims: tuple[Claim, ...] = ()
    givers: tuple[Claim, ...] = ()
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A stored claim with its report and whether that still stands."""

    claim: Claim
    report: Report
    standing: Standing
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class CountRow:
    """A number that an event gives, with the event and the claim that it is given in, if it is in one."""

    count: Count
    told: EventRow
    giver: Claim | None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """A stored incident and whether it still stands."""

    incident: Incident
    standing: Standing
    review: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentTold:
    """A stored incident with the events that it was concluded from and the reports that tell of it, standing or not."""

    row: IncidentRow
    events: tuple[EventRow, ...]
    reports: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class IncidentChange:
    """What became of an incident: ``merged``, ``split``, ``renamed`` (an older report came in) or ``dropped``, and into which."""

    time: str
    change: str
    incident: str
    into: str | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A stored report with everything found in it."""

    sheet: Sheet
    standing: Standing
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows to read: all conditions that are given must hold; the default is all that stand.

    ``start`` and ``end`` are ISO days, both inclusive, and match events whose time overlaps them (one whose end or beginning
    nobody knows is in no such time), and reports that came out then. ``place`` is a country's code or name, a place id or
    words of a place name; ``actor`` an actor's id, name or country code, or words of it. ``copy`` is ``no`` for what no
    copied story tells and ``yes`` for the rest. ``box`` is west, south, east, north in degrees. ``since`` is an ISO time:
    only what changed after it, withdrawn rows included. ``filters.ALLOWED`` says which kind of row has which of these.
    """

    type: str | None = None
    mode: str | None = None
    status: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    actor: str | None = None
    report: str | None = None
    event: str | None = None
    incident: str | None = None
    box: tuple[float, float, float, float] | None = None
    review: str | None = None
    copy: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reports a database holds, by how their coding ended."""

    reports: int
    coded: int
    rejected: int
    failed: int
    events: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run of ``dateline code``: how many reports were read and how each ended."""

    started: str
    ended: str | None
    read: int
    unchanged: int
    coded: int
    rejected: int
    failed: int
