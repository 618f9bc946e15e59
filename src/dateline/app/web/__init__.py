"""The workbench: the record in a browser, for reading, checking, mapping and downloading, and its API."""

from dateline.app.web.server import serve

__all__ = ["serve"]
