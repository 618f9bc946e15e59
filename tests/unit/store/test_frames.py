"""Tables as data frames and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars
import pytest
from tests.unit.store.builders import CODER, TEXT, incident, sheet, ticking

from dateline.errors import StoreError
from dateline.store import frames
from dateline.store.frames import SHOWN
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
