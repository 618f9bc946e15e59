"""The README's session is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.app.readme import README, blocks, replay, steady


@pytest.mark.slow
def test_the_session_is_real(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    assert steady(text) == steady(replay(text, tmp_path)), "run: python -m tests.app.readme"


def test_the_readme_has_a_session_and_a_python_example() -> None:
    kinds = [block.language for block in blocks(README.read_text("utf-8"))]
    assert kinds.count("console") >= 4
    assert "python" in kinds


def test_the_readme_links_to_pages_that_exist() -> None:
    import re

    for target in re.findall(r"\]\((?!http)([^)#]+)", README.read_text("utf-8")):
        assert (README.parent / target).exists(), target
