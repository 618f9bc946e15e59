"""The documentation says what the code and the knowledge files say, and its links lead somewhere."""

from __future__ import annotations

import csv
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dateline.app.reference_codes import codes
from dateline.evaluate.suites import SUITES
from dateline.lexicon.plover import load_ontology
from dateline.pipeline import default_stages

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def test_the_page_of_codes_is_up_to_date() -> None:
    page = (DOCS / "codes.md").read_text("utf-8")
    assert page == codes(), "run: python -m dateline.app.reference_codes > docs/codes.md"


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = (DOCS / "dependencies.md").read_text("utf-8")
    wanted = [*project["dependencies"], *(one for group in project["optional-dependencies"].values() for one in group)]
    names = [re.split(r"[\[<>=~!;]", one)[0].strip() for one in wanted]
    assert [name for name in names if f"| {name} |" not in page] == []


def test_rules_of_cooperation_to_come_are_as_told() -> None:
    page = (DOCS / "coding-rules.md").read_text("utf-8")
    with (ROOT / "src/dateline/lexicon/ontology/future.csv").open(encoding="utf-8", newline="") as rows:
        told = [f"| {row['type']} | {row['status']} | {row['becomes']} |" for row in csv.DictReader(rows)]
    assert [line for line in told if line not in page] == []


def test_types_and_suites_named_in_the_docs_exist() -> None:
    text = "".join(page.read_text("utf-8") for page in PAGES if page.stem in {"coding-rules", "concepts", "models"})
    known = set(load_ontology().types)
    assert known <= set(re.findall(r"\b[A-Z]{3,}\b", text))
    named = re.findall(r"dateline evaluate ([a-z][a-z-]+)", text)
    assert named and set(named) <= set(SUITES)


def test_the_stages_stand_in_the_docs_in_their_order() -> None:
    made = re.findall(r"(\w+Stage)\(", inspect.getsource(default_stages).partition("stages: tuple")[2])
    listed = re.findall(r"^\| `(\w+)` \| `([\w/]+)\.py` \|", (DOCS / "architecture.md").read_text("utf-8"), re.MULTILINE)
    for kind, (name, path) in zip(made, listed, strict=True):
        code = (ROOT / "src/dateline" / f"{path}.py").read_text("utf-8")
        assert re.search(rf'class {kind}\b.*?^    name(?:: str)? = "{name}"$', code, re.MULTILINE | re.DOTALL), (kind, name)


@pytest.mark.slow
def test_the_pages_build_without_a_warning(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(DOCS), str(tmp_path)]
    done = subprocess.run(build, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "coding-rules.html").exists()
