"""The tables of the store, the same on SQLite and PostgreSQL.

A ``body`` holds a record's whole JSON and is what is read back; the other columns are there to search and sort by.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def _text() -> TypeEngine[str]:
    """Text that sorts by code point on every database."""
    return Text().with_variant(Text(collation="C"), "postgresql")


def _word(name: str, *, null: bool = True, key: bool = False) -> Column[str]:
    return Column(name, _text(), nullable=null and not key, primary_key=key)


meta = Table("meta", metadata, _word("name", key=True), _word("value", null=False))

reports = Table(
    "reports",
    metadata,
    _word("id", key=True),
    _word("source", null=False),
    _word("title"),
    _word("outlet"),
    _word("published"),
    _word("language"),
    _word("state", null=False),
    _word("reason"),
    _word("version", null=False),
    _word("lexicon", null=False),
    _word("engine", null=False),
    _word("coded", null=False),
    _word("changed", null=False),
    _word("withdrawn"),
    _word("why"),
    _word("superseded_by"),
    _word("report", null=False),
    _word("body", null=False),
    Column("linked", Integer, nullable=False, server_default="0"),
    _word("story"),
    _word("copy_of"),
    Column("killed", Integer),
    Column("injured", Integer),
    Index("reports_source", "source"),
    Index("reports_changed", "changed"),
    Index("reports_linked", "linked"),
    Index("reports_story", "story"),
)

events = Table(
    "events",
    metadata,
    Column("report", _text(), ForeignKey("reports.id"), primary_key=True),
    _word("id", key=True),
    _word("source", null=False),
    Column("seq", Integer, nullable=False),
    _word("target", null=False),
    _word("type", null=False),
    _word("mode"),
    _word("status", null=False),
    _word("earliest"),
    _word("latest"),
    _word("country"),
    _word("place"),
    Column("lat", Float),
    Column("lon", Float),
    _word("who", null=False),
    _word("quote", null=False),
    _word("review"),
    _word("changed", null=False),
    _word("withdrawn"),
    _word("why"),
    _word("body", null=False),
    _word("added"),
    Index("events_id", "id"),
    Index("events_target", "target"),
    Index("events_order", "earliest", "source", "seq"),
    Index("events_changed", "changed"),
)

claims = Table(
    "claims",
    metadata,
    Column("report", _text(), ForeignKey("reports.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    _word("id", null=False),
    _word("body", null=False),
)

incidents = Table(
    "incidents",
    metadata,
    _word("id", key=True),
    _word("type", null=False),
    _word("status", null=False),
    _word("earliest"),
    _word("latest"),
    _word("country"),
    _word("place"),
    Column("lat", Float),
    Column("lon", Float),
    _word("review"),
    _word("changed", null=False),
    _word("withdrawn"),
    _word("why"),
    _word("body", null=False),
    Index("incidents_changed", "changed"),
)

incident_events = Table(
    "incident_events",
    metadata,
    _word("incident", key=True),
    _word("event", key=True),
    Index("incident_events_event", "event"),
)

link_keys = Table(
    "link_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    _word("report", key=True),
    Column("weight", Integer, nullable=False),
    Index("link_keys_report", "report"),
)

incident_log = Table(
    "incident_log",
    metadata,
    Column("seq", Integer, primary_key=True),
    _word("time", null=False),
    _word("change", null=False),
    _word("incident", null=False),
    _word("into"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", _text(), nullable=False, unique=True),
    _word("target", null=False),
    _word("action", null=False),
    _word("field"),
    _word("value"),
    _word("user", null=False),
    _word("time", null=False),
    _word("reason"),
    _word("undoes"),
    Index("decisions_target", "target"),
)

runs = Table(
    "runs",
    metadata,
    Column("seq", Integer, primary_key=True),
    _word("started", null=False),
    _word("ended"),
    Column("read", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("coded", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    _word("place", key=True),
    _word("error", null=False),
    Column("retryable", Integer, nullable=False),
    _word("time", null=False),
)
