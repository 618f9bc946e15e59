"""Where data goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError


@contextmanager
def opened(where: str) -> Iterator[BinaryIO]:
    """An open binary file for ``where`` (``-`` is standard output); a file takes its place only when all is written."""
    if where == "-":
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            _drop_rest()
            raise InputError(f"standard output cannot be written ({error.strerror or error})") from error
        return
    path = Path(where)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(draft, "wb") as out:
            yield out
        os.replace(draft, path)
    except OSError as error:
        raise InputError(f"{where}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _drop_rest() -> None:
    """Lets go of what standard output still holds, which would fail once more, with an exit code of its own, when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
