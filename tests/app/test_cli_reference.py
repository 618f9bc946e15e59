"""The reference page in the docs is what the commands say."""

from __future__ import annotations

from pathlib import Path

from dateline.app.reference import reference


def test_the_page_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "cli.md"
    assert page.read_text("utf-8") == reference(), "run: python -m dateline.app.reference > docs/cli.md"
