"""Random records, built from their type hints so that a new field is covered the day it is added."""

from __future__ import annotations

import dataclasses
import types
from typing import Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from dateline.model import Parse, Sheet

texts = st.text(alphabet=st.characters(codec=None), max_size=8)


def records(kind: type) -> st.SearchStrategy[object]:
    """Any record of the kind."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: values(hints[each.name]) for each in dataclasses.fields(kind)})


def values(hint: object) -> st.SearchStrategy[object]:
    """Any value of a field with this type hint."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([st.none() if arm is type(None) else values(arm) for arm in get_args(hint)])
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    if origin is tuple and get_args(hint)[-1] is Ellipsis:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*[values(arm) for arm in get_args(hint)])
    if origin is frozenset:
        return st.frozensets(texts, max_size=2)
    if hint is Parse:
        sentences = values(get_type_hints(Parse)["sentences"])
        return st.builds(Parse, sentences=sentences, engine=texts)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return st.deferred(lambda: records(hint))
    return {
        str: texts,
        int: st.integers(-(10**6), 10**6),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
    }[hint]


def sheets() -> st.SearchStrategy[Sheet]:
    """Any coding sheet."""
    return records(Sheet)
