"""Scores of places against annotated names and verbs, with a reader of places that needs no gazetteer."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from dateline.errors import InputError
from dateline.evaluate.places import load_event_places, load_places, score_event_places, score_places
from dateline.model import Parse, Place, Report, Span
from dateline.resolve.where import PlaceReader

TEXT = "Gunmen left Goma for Bukavu, not for Atlantis."
GOMA, BUKAVU = (-1.674, 29.228), (-2.491, 28.843)


def at(word: str, point: tuple[float, float] | None) -> Place:
    start = TEXT.index(word)
    place = Place(start, start + len(word), word)
    return place if point is None else replace(place, lat=point[0], lon=point[1])


@dataclass
class Hand:
    """Reads the places that it is given, and says which of them is a verb's."""

    places: tuple[Place, ...] = ()
    populous: tuple[tuple[float, float] | None, ...] = ()
    verb_at: Place | None = None

    def read(self, report: Report, parse: Parse) -> object:
        mentions = [
            SimpleNamespace(
                entries=[]
                if point is None
                else [
                    SimpleNamespace(lat=0.0, lon=0.0, population=5, id="b"),
                    SimpleNamespace(lat=point[0], lon=point[1], population=9, id="a"),
                ]
            )
            for point in self.populous
        ]
        return SimpleNamespace(places=self.places, mentions=mentions)

    def place_of(self, report: Report, parse: Parse, verb: Span) -> object:
        return SimpleNamespace(mention=self.verb_at) if self.verb_at is not None else None


def reader(hand: Hand) -> PlaceReader:
    return cast(PlaceReader, hand)


def parse(report: Report) -> Parse:
    return Parse(engine="hand")


def toponym(word: str, point: tuple[float, float] | None) -> dict[str, object]:
    start = TEXT.index(word)
    more = {} if point is None else {"lat": point[0], "lon": str(point[1])}
    return {"start": start, "end": str(start + len(word)), "phrase": word, **more}


def written(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps({"id": 1, "text": TEXT, **row}) + "\n" for row in rows), "utf-8")
    return path


def test_names_are_found_near_far_missed_or_extra(tmp_path: Path) -> None:
    gold = [toponym("Goma", GOMA), toponym("Bukavu", BUKAVU), toponym("Atlantis", None)]
    cases = load_places(written(tmp_path / "gold.jsonl", {"toponyms": gold}))
    hand = Hand((at("Goma", GOMA), at("Gunmen", GOMA), at("Atlantis", None)), ((40.0, 0.0), None, None))
    score = score_places(cases, parse, reader(hand))
    assert (score.gold, score.found, score.near, score.extra, score.populous_near) == (2, 1, 1, 1, 0)
    assert [(miss.kind, miss.text) for miss in score.misses] == [("extra", "Gunmen"), ("missed", "Bukavu")]
    assert (score.f1, score.located, score.located_populous) == (0.5, 0.5, 0.0)


def test_a_name_at_the_wrong_end_of_the_world_is_far_and_its_populous_namesake_may_be_near(tmp_path: Path) -> None:
    cases = load_places(written(tmp_path / "gold.jsonl", {"toponyms": [toponym("Goma", GOMA), toponym("Bukavu", BUKAVU)]}))
    score = score_places(cases, parse, reader(Hand((at("Goma", (6.8, 125.3)), at("Bukavu", BUKAVU)), (GOMA, None))))
    assert (score.found, score.near, score.populous_near) == (2, 1, 1)
    assert [(miss.kind, miss.text) for miss in score.misses] == [("far", "Goma")]


def test_no_cases_score_nothing() -> None:
    none = score_places((), parse, reader(Hand()))
    assert (none.f1, none.located, none.located_populous) == (0.0, 0.0, 0.0)
    assert score_event_places((), parse, reader(Hand())).f1 == 0.0


@pytest.mark.parametrize(
    ("gold", "found", "score"),
    [
        ([[12, 16]], "Goma", (1, 1, 0, 0)),
        ([[7, 16]], "Goma", (1, 0, 0, 0)),
        ([[12, 16]], "Bukavu", (0, 0, 1, 1)),
        ([[12, 16]], None, (0, 0, 0, 1)),
        ([], "Goma", (0, 0, 1, 0)),
        ([], None, (0, 0, 0, 0)),
    ],
)
def test_a_verbs_place_is_right_by_overlap(
    tmp_path: Path, gold: list[list[int]], found: str | None, score: tuple[int, int, int, int]
) -> None:
    cases = load_event_places(written(tmp_path / "gold.jsonl", {"verb": [[7, 11]], "location": gold}))
    told = score_event_places(cases, parse, reader(Hand(verb_at=at(found, GOMA) if found else None)))
    assert (told.right, told.exact, told.wrong, told.missed) == score
    assert told.f1_exact <= told.f1
    assert [miss.kind for miss in told.misses] == ([] if told.right or not (found or gold) else ["extra" if found else "missed"])


def test_lines_of_another_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold.jsonl:1: no 'toponyms'"):
        load_places(written(tmp_path / "gold.jsonl", {"location": []}))
    (tmp_path / "gold.jsonl").write_text("{broken", "utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        load_event_places(tmp_path / "gold.jsonl")
    with pytest.raises(InputError, match="cannot be read"):
        load_places(tmp_path)
