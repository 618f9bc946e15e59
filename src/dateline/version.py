"""The version of Dateline, which is part of what each event says of its coder."""

__version__ = "0.1.0"
