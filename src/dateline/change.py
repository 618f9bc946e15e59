"""Makes a changed copy of a record: ``dataclasses.replace`` in less than half of its time.

A dense report changes its events and mentions hundreds of times, and a tenth of its coding went into that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

Record = TypeVar("Record")
Read: TypeAlias = Callable[[object], tuple[object, ...]]
Put: TypeAlias = Callable[[object, object], None]
_LEAST = 2


def replace(record: Record, /, **changes: object) -> Record:
    """The record with other values in the fields named; for slotted dataclasses that work nothing out when they are made."""
    kind: Any = type(record)
    read, setters, places = _layout(kind)
    values = list(read(record))
    for name, value in changes.items():
        values[places[name]] = value
    made: Record = object.__new__(kind)
    for put, value in zip(setters, values, strict=True):
        put(made, value)
    return made


@cache
def _layout(kind: type[Any]) -> tuple[Read, tuple[Put, ...], dict[str, int]]:
    """How the fields of a kind of record are read and written, and where each stands."""
    if hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__} works fields out when it is made: use dataclasses.replace")
    names = tuple(field.name for field in fields(kind))
    if len(names) < _LEAST:
        raise TypeError(f"{kind.__name__} has one field: make a new one")
    return attrgetter(*names), tuple(vars(kind)[name].__set__ for name in names), {name: at for at, name in enumerate(names)}
