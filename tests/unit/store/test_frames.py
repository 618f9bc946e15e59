"""Tables as data frames and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars
import pytest
from tests.unit.store.builders import CODER, TEXT, event, incident, sheet, ticking

from dateline.errors import StoreError
from dateline.model import Territory
from dateline.store import frames
from dateline.store.frames import SHOWN
from dateline.store.records import Filter
from dateline.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "news.db"), clock=ticking()) as opened:
        yield opened


def test_polars_has_typed_columns_even_without_rows(store: Store) -> None:
    empty = store.events().to_polars()
    store.save(sheet(), CODER)
    frame = store.events().to_polars()
    assert empty.schema == frame.schema and (len(empty), len(frame)) == (0, 1)
    assert (frame.schema["lon"], frame["killed_high"][0], frame["said_by"][0]) == (polars.Float64, 12, "the army")


def test_incidents_come_as_frames_too(store: Store) -> None:
    store.save_incidents([incident()])
    assert store.incidents().to_polars()["killed_best"].to_list() == [12]


def test_incidents_that_merge_are_logged_and_withdrawn(store: Store) -> None:
    store.save_incidents([incident("i1", ("e1",)), incident("i2", ("e2",))])
    store.save_incidents([incident("i1", ("e1", "e2"))])
    assert [row.incident.id for row in store.incidents()] == ["i1"]
    gone = store.incident("i2")
    assert gone is not None and gone.standing.why == "relinked"
    assert store.incident_of("e2") == "i1"


def test_a_notebook_shows_escaped_cells_and_says_there_are_more(store: Store) -> None:
    for number in range(SHOWN + 1):
        text = TEXT.replace("Gunmen", "<img src=x onerror=alert(1)> Gunmen")
        store.save(sheet(f"r{number}", f"{number}.txt", text), CODER)
    page = store.events()._repr_html_()
    assert "<img" not in page and "&lt;img" in page and f"first {SHOWN} rows" in page


def test_a_missing_library_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(frames.importlib, "import_module", missing)
    with pytest.raises(StoreError, match="pip install pandas"):
        store.events().to_pandas()


def test_pandas_and_geopandas(store: Store) -> None:
    pytest.importorskip("geopandas")
    store.save(sheet(), CODER)
    assert store.events().to_pandas()["killed_low"].tolist() == [12]
    points = store.events().to_geopandas()
    assert (points.geometry.x[0], points.geometry.y[0], str(points.crs)) == (-14.14, 11.046, "EPSG:4326")


def test_what_has_no_points_is_told(store: Store) -> None:
    pytest.importorskip("geopandas")
    for frame in (store.reports(), store.claims()):
        with pytest.raises(StoreError, match="have no points"):
            frame.to_geopandas()


KINDS = ("events", "counts", "mentions", "claims", "incidents", "holdings", "reports")


@pytest.fixture
def full(store: Store) -> Store:
    text = TEXT.replace("Gunmen", "<img src=x onerror=alert(1)> Gunmen")
    told = event("e1", text, territory=Territory("taken", "<b>X</b>"))
    made = sheet(text=text, events=(told,), places=(told.place,))
    store.save(replace(made, report=replace(made.report, title="<script>alert(1)</script>", text=text)), CODER)
    store.save_incidents([replace(incident(events=("e1",)), place=replace(told.place, name="<i>Mora</i>"))])
    return store


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_frame_with_one_schema_and_escaped_cells(full: Store, kind: str) -> None:
    frame = getattr(full, kind)()
    names = [column.name for column in frame.table.columns]
    assert frame.to_polars().columns == list(frame.to_pandas().columns) == names
    assert len(frame.to_polars()) == len(frame.to_pandas()) == len(frame.records()) == len(list(frame)) > 0
    page = frame._repr_html_()
    assert page.count("<tr>") == len(frame.records()) + 1
    assert not {"<img", "<script", "<b>", "<i>"} & {part for part in ("<img", "<script", "<b>", "<i>") if part in page}


@pytest.mark.parametrize("kind", ["counts", "mentions", "incidents", "holdings"])
def test_kinds_with_places_have_points(full: Store, kind: str) -> None:
    pytest.importorskip("geopandas")
    points = getattr(full, kind)().to_geopandas()
    assert {(point.x, point.y) for point in points.geometry.dropna()} == {(-14.14, 11.046)}


def test_pandas_has_days_times_flags_and_missing_numbers(full: Store) -> None:
    full.withdraw("r1", "killed")
    gone = full.events(Filter(since="2014-06-01")).to_pandas()
    kinds = {name: str(gone.dtypes[name]) for name in ("earliest", "withdrawn", "killed_low", "injured_low", "confidence")}
    assert kinds == {
        "earliest": "datetime64[s]",
        "withdrawn": "datetime64[us, UTC]",
        "killed_low": "Int64",
        "injured_low": "Int64",
        "confidence": "float64",
    }
    assert str(gone["earliest"][0].date()) == "2014-06-20" and gone["injured_low"].isna().all()
    assert str(full.claims(Filter(since="2014-06-01")).to_pandas().dtypes["anonymous"]) == "boolean"
