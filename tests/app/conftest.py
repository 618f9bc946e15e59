from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.app import fakes


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def dateline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Runs a command in an empty folder with the fake pipeline."""
    from dateline.app import cli, cli_code, cli_look

    os.makedirs(tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli_code, "build", fakes.build)
    monkeypatch.setattr(cli_look, "build", fakes.build)
    monkeypatch.setattr(cli_code, "link_new", lambda store: 0)

    def run(*arguments: str) -> Ran:
        code = cli.run(list(arguments))
        told = capfdbinary.readouterr()
        return Ran(code, told.out.decode(), told.err.decode())

    return run
