"""News reports to records of who did what to whom, where, when, who says so, and whether it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.version import __version__

if TYPE_CHECKING:
    from dateline.coder import Coder
    from dateline.store.records import Filter
    from dateline.store.store import Store

__all__ = ["Coder", "Filter", "__version__", "open"]


def open(where: str = "dateline.db", *, create: bool = False) -> Store:
    """The store at a path or database URL, for reading and deciding; StoreError where none is, unless ``create``."""
    from dateline.store.store import Store

    return Store(str(where), create=create)


def __getattr__(name: str) -> type[Coder] | type[Filter]:
    if name == "Coder":
        from dateline.coder import Coder

        return Coder
    if name == "Filter":
        from dateline.store.records import Filter

        return Filter
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
