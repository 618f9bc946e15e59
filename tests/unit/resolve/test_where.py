from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.model import Event, Parse, Report, Sentence, Sheet, Span, Zone
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.gazetteer_build import compile_places
from dateline.resolve.gazetteer_sources import Named
from dateline.resolve.where import PlaceReader, WhereStage
from dateline.resolve.where_choose import Choice
from dateline.resolve.where_cues import load_place_cues
from dateline.resolve.where_unlisted import elsewhere
from dateline.resolve.where_words import Mention

PLACES = [
    ("Iraq", "country", 33.0, 44.0, "IRQ", None, 40_000_000, 400.0),
    ("Syria", "country", 35.0, 38.0, "SYR", None, 20_000_000, 300.0),
    ("Georgia", "country", 42.0, 43.5, "GEO", None, 3_700_000, 180.0),
    ("France", "country", 46.0, 2.0, "FRA", None, 60_000_000, 450.0),
    ("Georgia", "admin1", 32.7, -83.5, "USA", "US.GA", 10_000_000, 240.0),
    ("Texas", "admin1", 31.2, -99.2, "USA", "US.TX", 25_000_000, 540.0),
    ("Anbar", "admin1", 33.0, 42.0, "IRQ", "IQ.01", 1_500_000, 190.0),
    ("Henderson County", "admin2", 32.2, -95.9, "USA", "US.TX", 33_000, 40.0),
    ("Paris", "capital", 48.85, 2.35, "FRA", "FR.11", 2_100_000, None),
    ("Paris", "city", 33.66, -95.55, "USA", "US.TX", 25_000, None),
    ("Tbilisi", "capital", 41.7, 44.8, "GEO", "GE.51", 1_000_000, None),
    ("Atlanta", "city", 33.75, -84.39, "USA", "US.GA", 500_000, None),
    ("Santa Ana", "city", 33.75, -117.87, "USA", "US.CA", 330_000, None),
    ("Santa Ana", "city", 13.99, -89.56, "SLV", "SV.SA", 176_000, None),
    ("El Salvador", "country", 13.8, -88.9, "SLV", None, 6_000_000, 120.0),
    ("San Salvador", "capital", 13.69, -89.19, "SLV", "SV.SS", 525_000, None),
    ("Rivera", "city", -30.9, -55.55, "URY", "UY.RV", 79_000, None),
    ("Cole", "city", 35.1, -97.6, "USA", "US.OK", 570, None),
    ("San Luis", "city", -33.29, -66.32, "ARG", "AR.19", 170_000, None),
    ("London", "capital", 51.5, -0.12, "GBR", "GB.ENG", 8_900_000, None),
    ("Geneva", "city", 46.2, 6.15, "CHE", "CH.GE", 183_000, None),
    ("Mosul", "city", 36.34, 43.12, "IRQ", "IQ.15", 1_700_000, None),
    ("Rutba", "city", 33.04, 40.28, "IRQ", "IQ.01", 22_000, None),
    ("Baghdad", "capital", 33.34, 44.40, "IRQ", "IQ.07", 7_000_000, None),
    ("Ramadi", "city", 33.42, 43.30, "IRQ", "IQ.01", 270_000, None),
    ("Fallujah", "city", 33.35, 43.78, "IRQ", "IQ.01", 190_000, None),
]


def entry(number: int, row: tuple[str, str, float, float, str, str | None, int, float | None]) -> Named:
    name, kind, lat, lon, country, admin1, population, radius = row
    made = Entry(f"geonames:{number}", name, kind, lat, lon, country, admin1, None, None, population, radius)
    return Named(made, (name,))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> WhereStage:
    path = tmp_path_factory.mktemp("gazetteer") / "small.db"
    compile_places(path, [entry(number, row) for number, row in enumerate(PLACES)], "test")
    return WhereStage(PlaceReader(Gazetteer(path)))


def flat(text: str) -> tuple[Report, Parse]:
    """A parse of one sentence, words split at blanks, names tagged by their capital and no dependencies."""
    starts, ends, at = [], [], 0
    for word in text.split():
        starts.append(text.index(word, at))
        at = starts[-1] + len(word)
        ends.append(at)
    words = text.split()
    size = len(words)
    parse = Parse(
        tuple(starts),
        tuple(ends),
        tuple(words),
        tuple(w.lower() for w in words),
        tuple("PROPN" if w[0].isupper() else "X" for w in words),
        ("",) * size,
        tuple(range(size)),
        ("",) * size,
        (Sentence(0, len(text), 0, size, False),),
        "test",
    )
    return Report(id="r", text=text), parse


def tree(text: str, rows: Sequence[tuple[str, str, int, str]]) -> tuple[Report, Parse]:
    """A parse from (lemma, pos, head, label), one for each word of the text."""
    report, plain = flat(text)
    lemmas, pos, heads, deps = zip(*rows, strict=True)
    parse = Parse(
        plain.starts,
        plain.ends,
        plain.texts,
        lemmas,
        pos,
        plain.tags,
        heads,
        deps,
        (Sentence(0, len(text), 0, len(rows)),),
        "test",
    )
    return report, parse


def found(stage: WhereStage, text: str) -> list[tuple[str, str | None]]:
    report, parse = flat(text)
    return [(place.text, place.country) for place in stage.reader.read(report, parse).places if place.id]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He lives in Paris , Texas .", [("Paris", "USA"), ("Texas", "USA")]),
        ("Rutba fever killed two in Ramadi ; Rutba patients fled .", [("Ramadi", "IRQ")]),
        ("They found the Iraq virus cases in Ramadi .", [("Iraq", "IRQ"), ("Ramadi", "IRQ")]),
        ("They asked the Fallujah Times in Ramadi .", [("Ramadi", "IRQ")]),
        ("They signed the Mosul Accords in Ramadi .", [("Ramadi", "IRQ")]),
        ("The Duke of Rutba was in Ramadi .", [("Ramadi", "IRQ")]),
        ("He lives in Paris , France .", [("Paris", "FRA"), ("France", "FRA")]),
        ("They met in Paris on Monday .", [("Paris", "FRA")]),
        ("Police in Tbilisi , Georgia , fired .", [("Tbilisi", "GEO"), ("Georgia", "GEO")]),
        ("Police in Atlanta , Georgia , fired .", [("Atlanta", "USA"), ("Georgia", "USA")]),
        ("Fighting went on in Iraq and Syria .", [("Iraq", "IRQ"), ("Syria", "SYR")]),
        ("He lives in Paris , TX , today .", [("Paris", "USA"), ("TX", "USA")]),
        ("A sheriff in Henderson County spoke .", [("Henderson County", "USA")]),
    ],
)
def test_namesakes_are_told_apart_by_what_holds_them(stage: WhereStage, text: str, places: list[tuple[str, str | None]]) -> None:
    assert found(stage, text) == places


@pytest.mark.parametrize(
    "text",
    [
        "He met Paris Hilton today .",
        "A book by Jack London sold .",
        "Then Mr. London spoke .",
        "The Georgian troops left .",
        "It came in March .",
        "Nowhereville is not on any map .",
        "",
        "123 , . ;",
    ],
)
def test_persons_peoples_and_unknown_names_are_no_places(stage: WhereStage, text: str) -> None:
    assert found(stage, text) == []


def test_a_person_called_london_stays_a_person(stage: WhereStage) -> None:
    assert found(stage, "Jack London wrote of wolves .") == []


def test_precision_and_radius_follow_the_kind_of_place(stage: WhereStage) -> None:
    report, parse = flat("They fought in Mosul and in Anbar and in Syria .")
    places = stage.reader.read(report, parse).places
    assert [(place.text, place.precision) for place in places] == [
        ("Mosul", "exact"),
        ("Anbar", "admin1"),
        ("Syria", "country"),
    ]
    assert places[1].radius_km == 190.0


def test_a_distance_and_direction_move_the_point(stage: WhereStage) -> None:
    report, parse = flat("The camp lies 200 km ( 120 miles ) north of Baghdad .")
    place = stage.reader.read(report, parse).places[0]
    assert place.relation is not None
    assert (place.relation.anchor, place.relation.distance_km, place.relation.bearing) == ("Baghdad", 200.0, 0.0)
    assert place.lat == pytest.approx(33.34 + 200 / 111.2, abs=0.05)
    assert place.precision == "near" and (place.radius_km or 0) >= 20


@pytest.mark.parametrize("words", ["west of Rutba", "outside Rutba", "on the outskirts of Rutba", "near Rutba"])
def test_loose_relations_are_near_and_not_exact(stage: WhereStage, words: str) -> None:
    report, parse = flat(f"They fought {words} .")
    place = stage.reader.read(report, parse).places[0]
    assert place.precision == "near" and (place.radius_km or 0) >= 10
    if words.startswith("west"):
        assert (place.lon or 0) < 40.28


def test_between_two_towns_is_halfway(stage: WhereStage) -> None:
    report, parse = flat("A bomb hit the road between Ramadi and Fallujah .")
    place = stage.reader.read(report, parse).places[0]
    assert place.lon == pytest.approx(43.54, abs=0.02) and place.precision == "near"


def test_an_unknown_village_is_named_without_coordinates(stage: WhereStage) -> None:
    report, parse = flat("They burned huts in the village of Zzyzqar .")
    place = stage.reader.read(report, parse).places[0]
    assert (place.text, place.id, place.lat) == ("Zzyzqar", None, None)


CAPTURED = tree(
    "Rebels captured Mosul , officials said in Geneva .",
    [
        ("rebel", "NOUN", 1, "nsubj"),
        ("capture", "VERB", 5, "ccomp"),
        ("Mosul", "PROPN", 1, "dobj"),
        (",", "PUNCT", 5, "punct"),
        ("official", "NOUN", 5, "nsubj"),
        ("say", "VERB", 5, "ROOT"),
        ("in", "ADP", 5, "prep"),
        ("Geneva", "PROPN", 6, "pobj"),
        (".", "PUNCT", 5, "punct"),
    ],
)


def event(text: str, word: str) -> Event:
    start = text.index(word)
    return Event("e", "FIGHT", Span(start, start + len(word)), word, 0)


def test_the_place_is_that_of_the_event_and_not_of_those_who_tell_it(stage: WhereStage) -> None:
    report, parse = CAPTURED
    sheet = stage(Sheet(report, parse, events=(event(report.text, "captured"),)))
    place = sheet.events[0].place
    assert place is not None and place.text == "Mosul" and place.basis == "stated"
    evidence = sheet.events[0].evidence[-1]
    assert (evidence.stage, report.text[evidence.start : evidence.end]) == ("resolve.where", "Mosul")
    assert [item.text for item in sheet.places] == ["Mosul", "Geneva"]


def test_a_capital_that_stands_for_its_government_is_no_place(stage: WhereStage) -> None:
    report, parse = tree(
        "Baghdad condemned it .",
        [
            ("Baghdad", "PROPN", 1, "nsubj"),
            ("condemn", "VERB", 1, "ROOT"),
            ("it", "PRON", 1, "dobj"),
            (".", "PUNCT", 1, "punct"),
        ],
    )
    sheet = stage(Sheet(report, parse, events=(event(report.text, "condemned"),)))
    assert sheet.places == ()
    assert sheet.events[0].place is None


def test_an_event_without_a_place_takes_the_datelines_with_less_precision(stage: WhereStage) -> None:
    report, parse = flat("MOSUL - gunmen killed two men .")
    report = Report(id="r", text=report.text, zones=(Zone(0, 7, "dateline"),))
    sheet = stage(Sheet(report, parse, events=(event(report.text, "killed"),)))
    place = sheet.events[0].place
    assert place is not None
    assert (place.text, place.basis, place.precision) in {("MOSUL", "dateline", "near"), ("MOSUL", "paragraph", "near")}


def test_an_event_without_a_place_takes_its_paragraphs_but_not_a_speakers(stage: WhereStage) -> None:
    report, parse = flat("Fighting raged in Mosul all day and gunmen killed two men .")
    place = stage(Sheet(report, parse, events=(event(report.text, "killed"),))).events[0].place
    assert place is not None and place.text == "Mosul" and place.precision in ("exact", "near")
    report, parse = tree(
        "Officials said in Geneva that gunmen killed two .",
        [
            ("official", "NOUN", 1, "nsubj"),
            ("say", "VERB", 1, "ROOT"),
            ("in", "ADP", 1, "prep"),
            ("Geneva", "PROPN", 2, "pobj"),
            ("that", "SCONJ", 6, "mark"),
            ("gunman", "NOUN", 6, "nsubj"),
            ("kill", "VERB", 1, "ccomp"),
            ("two", "NUM", 6, "dobj"),
            (".", "PUNCT", 1, "punct"),
        ],
    )
    assert stage(Sheet(report, parse, events=(event(report.text, "killed"),))).events[0].place is None


def test_quotes_are_the_texts_own_words(stage: WhereStage) -> None:
    report, parse = CAPTURED
    for place in stage.reader.read(report, parse).places:
        assert report.text[place.start : place.end] == place.text


def test_three_thousand_names_take_linear_time(stage: WhereStage) -> None:
    def seconds(count: int) -> float:
        report, parse = flat(" ".join(f"in Mosul{chr(97 + i % 26)} and in Paris ," for i in range(count)))
        begin = time.perf_counter()
        stage(Sheet(report, parse, events=(event(report.text, "Paris"),)))
        return time.perf_counter() - begin

    seconds(50)
    assert seconds(1500) < 40 * max(seconds(150), 0.005)


def test_the_same_text_gives_the_same_places(stage: WhereStage) -> None:
    report, parse = CAPTURED
    assert stage.reader.read(report, parse) == stage.reader.read(report, parse)


def test_the_dateline_outside_the_sentences_is_read(stage: WhereStage) -> None:
    _, parse = flat("gunmen killed two men .")
    text = "PARIS, Texas (Wire) - gunmen killed two men ."
    shift = text.index("gunmen")
    moved = replace(
        parse,
        starts=tuple(at + shift for at in parse.starts),
        ends=tuple(at + shift for at in parse.ends),
        sentences=(Sentence(shift, len(text), 0, len(parse), False),),
    )
    report = Report(id="r", text=text, zones=(Zone(0, shift - 1, "dateline"), Zone(shift, len(text), "body")))
    place = stage(Sheet(report, moved, events=(event(text, "killed"),))).events[0].place
    assert place is not None
    assert (place.text, place.country, place.basis) == ("PARIS", "USA", "dateline")


def test_what_is_only_said_takes_no_place_from_the_dateline(stage: WhereStage) -> None:
    report, parse = flat("MOSUL - gunmen threatened two men .")
    report = Report(id="r", text=report.text, zones=(Zone(0, 7, "dateline"),))
    threat = replace(event(report.text, "threatened"), type="THREATEN")
    assert stage(Sheet(report, parse, events=(threat,))).events[0].place is None


def test_a_dateline_far_from_the_lead_gives_way_to_it(stage: WhereStage) -> None:
    report, parse = flat("GENEVA - gunmen were seen in Mosul on Sunday . \n\n Others killed two men .")
    first = report.text.index(". ") + 1
    parse = replace(
        parse,
        sentences=(Sentence(0, first, 0, 10, False), Sentence(first + 1, len(report.text), 10, len(parse), False)),
    )
    report = Report(id="r", text=report.text, zones=(Zone(0, 8, "dateline"),))
    place = stage(Sheet(report, parse, events=(event(report.text, "killed"),))).events[0].place
    assert place is not None and (place.text, place.basis) == ("Mosul", "lead")


def test_names_inside_a_groups_name_are_no_places(stage: WhereStage) -> None:
    report, parse = flat("Fighters of the Islamic State in Iraq and the Levant left Mosul .")
    assert [place.text for place in stage(Sheet(report, parse)).places] == ["Mosul"]


def test_the_people_a_report_speaks_of_choose_among_namesakes(stage: WhereStage) -> None:
    report, parse = flat("American police sealed streets in Paris .")
    plain = stage(Sheet(*flat("Police sealed streets in Paris ."))).places
    assert [place.country for place in plain] == ["FRA"]
    scores = [stage(Sheet(report, parse)).places[0].candidates, plain[0].candidates]
    texas = [next(one.score for one in found if one.country == "USA") for found in scores]
    assert texas[0] > texas[1]


@pytest.mark.parametrize(("text", "places"), [("A man called London left .", []), ("A town called Rutba fell .", ["Rutba"])])
def test_a_person_called_like_a_place_is_none(stage: WhereStage, text: str, places: list[str]) -> None:
    assert [place.text for place in stage(Sheet(*flat(text))).places] == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("TROOPS LEFT SAN SALVADOR , OR DIED IN BATTLE , IN REPRISAL .", ["SAN SALVADOR"]),
        ("THE ARMY TOLD CECILIO RIVERA , COLONEL JOSE RIVERA AND MANY OTHERS .", []),
        ("the ship left and the Cole stayed in Fallujah .", ["Fallujah"]),
        ("Men fell in San Luis de la Reina yesterday .", []),
    ],
)
def test_words_persons_ships_and_longer_names_are_not_the_town(stage: WhereStage, text: str, places: list[str]) -> None:
    report, parse = flat(text)
    parse = replace(parse, heads=tuple(at + 1 if word == "the" else at for at, word in enumerate(parse.texts)))
    assert [place.text for place in stage(Sheet(report, parse)).places if place.id] == places


def test_the_datelines_country_outweighs_population(stage: WhereStage) -> None:
    assert stage(Sheet(*flat("They fled to Santa Ana ."))).places[-1].country == "USA"
    report, parse = flat("NO CITY (EL SALVADOR) - REBELS ATTACKED A POST IN SANTA ANA .")
    report = replace(report, zones=(Zone(0, 21, "dateline"),))
    assert stage(Sheet(report, parse)).places[-1].country == "SLV"


def test_a_distance_after_a_known_town_moves_nothing(stage: WhereStage) -> None:
    rutba, baghdad = stage(Sheet(*flat("They left Rutba , 300 km west of Baghdad ."))).places
    assert (rutba.lat, baghdad.lat, baghdad.relation) == (33.04, 33.34, None)


def test_a_distance_after_an_unlisted_village_places_it(stage: WhereStage) -> None:
    (village, _) = stage(Sheet(*flat("They fled to Zorbatan , 100 km north of Baghdad ."))).places
    assert (village.text, village.id, village.precision) == ("Zorbatan", None, "near")
    assert village.lat == pytest.approx(34.24, abs=0.02)


def test_an_unlisted_place_lies_in_the_one_it_is_said_to_be_in(stage: WhereStage) -> None:
    (village, _) = stage(Sheet(*flat("They fled to Zorbatan , a village in Anbar ."))).places
    assert (village.text, village.country, village.precision, village.relation and village.relation.anchor) == (
        "Zorbatan",
        "IRQ",
        "admin1",
        "Anbar",
    )


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("They fled the Rivera prison .", None),
        ("They fled the Rivera prison near Montevideo .", "URY"),
        ("They fled the town of Rivera .", "URY"),
    ],
)
def test_a_prison_that_shares_its_name_with_a_town_abroad_is_not_there(text: str, country: str | None) -> None:
    rivera = Entry("x:1", "Rivera", "city", -30.9, -55.55, "URY", "UY.RV", None, None, 79_000, None)
    montevideo = Entry("x:2", "Montevideo", "capital", -34.9, -56.2, "URY", "UY.MO", None, None, 1_200_000, None)
    feature = "prison" if "prison" in text else "town"
    mention = Mention(3, 4, 14, 20, "Rivera", "rivera", (rivera,), feature, True, None)
    choices = [Choice(((rivera, 5.0),)), *([Choice(((montevideo, 8.0),))] if "Montevideo" in text else [])]
    away = elsewhere(mention, choices[0], choices, frozenset({"ECU"}), load_place_cues())
    assert away is (country is None)
    assert not elsewhere(mention, choices[0], choices, frozenset(), load_place_cues())
