"""Runs the README's console and Python blocks, and rewrites what they print: `python -m tests.app.readme`."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a change elsewhere moves without making the session untrue: line numbers and conditions of rules, ids, confidences.
_VOLATILE = (
    (re.compile(r"(\.csv):\d+"), r"\1:N"),
    (re.compile(r"\b[0-9a-f]{16,20}\b"), "ID"),
    (re.compile(r"0\.\d\d +│"), "0.NN │"),
    (re.compile(r"(│ model +[A-Za-z]+) \d\.\d\d"), r"\1 N.NN"),
    (re.compile(r"^dropped .*?(?=^```)", re.MULTILINE | re.DOTALL), "dropped\n"),
)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the name after it, its text and where that lies in the README."""

    language: str
    name: str | None
    text: str
    start: int
    end: int


def blocks(text: str) -> Iterator[Block]:
    for match in _BLOCK.finditer(text):
        yield Block(match[1], match[2], match[3], match.start(3), match.end(3))


def command(block: Block) -> str:
    return block.text.partition("\n")[0].removeprefix("$ ")


def run_command(line: str, folder: Path) -> str:
    """What a `dateline …` line prints, standard error after standard output."""
    environment = os.environ | {"COLUMNS": "120", "NO_COLOR": "1", "OMP_NUM_THREADS": "1"}
    program = [sys.executable, "-m", "dateline.app.cli"]
    done = subprocess.run(
        [*program, *shlex.split(line)[1:]], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{line}: {done.stderr}")
    return _tidy(done.stdout + done.stderr)


def _tidy(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines()).strip("\n")


def run_python(code: str) -> str:
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(compile(code, "README.md", "exec"), {})
    return told.getvalue()


def steady(text: str) -> str:
    for pattern, instead in _VOLATILE:
        text = pattern.sub(instead, text)
    return text


def replay(text: str, folder: Path) -> str:
    """The README with every block holding what its command prints now."""
    out, at, told = "", 0, ""
    for block in blocks(text):
        fresh = block.text
        if block.language == "text" and block.name and block.name != "output":
            (folder / block.name).write_text(block.text, "utf-8")
        elif block.language == "console":
            fresh = "\n".join(filter(None, [f"$ {command(block)}", run_command(command(block), folder)])) + "\n"
        elif block.language == "python":
            told = run_python(block.text)
        elif block.name == "output":
            fresh = told
        out, at = out + text[at : block.start] + fresh, block.end
    return out + text[at:]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(replay(README.read_text("utf-8"), Path(folder)), "utf-8")
