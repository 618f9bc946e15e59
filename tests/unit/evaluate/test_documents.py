from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluate.documents import Answer, Tally, merged, score_documents
from dateline.evaluate.documents_likeness import named, same_place, same_time
from dateline.evaluate.gold_documents import Filler, GoldDocument, GoldIncident, GoldWhere, country_codes, types_of
from dateline.evaluate.muc4 import load_muc4
from dateline.evaluate.wikievents import load_wikievents
from dateline.model import Count, Event, Participant, Place, Report, Sheet, Span, When

REPORT = """TST1-MUC3-0001

   LIMA, 2 MAY 90 -- [TEXT] A BOMB WRECKED A BAKERY.

TST1-MUC3-0002

   LIMA, 3 MAY 90 -- [TEXT] NOTHING HAPPENED.
"""
KEY = """;;; a remark
0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  01 MAY 90 - 02 MAY 90
3.  INCIDENT: LOCATION              PERU: LIMA (CITY): RIMAC (NEIGHBORHOOD)
4.  INCIDENT: TYPE                  BOMBING / ATTACK
5.  INCIDENT: STAGE OF EXECUTION    THREATENED
9.  PERP: INDIVIDUAL ID             ? "TWO MEN" / "MEN"
10. PERP: ORGANIZATION ID           -
12. PHYS TGT: ID                    "\\"SOL\\" BAKERY" / "BAKERY"
                                    "VAN"
18. HUM TGT: NAME                   "ANA PAZ"
19. HUM TGT: DESCRIPTION            "BAKER": "ANA PAZ"
                                    "CUSTOMERS"
21. HUM TGT: NUMBER                 1: "ANA PAZ"
                                    3: "CUSTOMERS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "CUSTOMERS"
                                    INJURY: "ANA PAZ"

0.  MESSAGE: ID                     TST1-MUC3-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
3.  INCIDENT: LOCATION              *
4.  INCIDENT: TYPE                  *
5.  INCIDENT: STAGE OF EXECUTION    *
"""


def loaded(folder: Path, key: str = KEY) -> tuple[GoldDocument, ...]:
    reports, keys = folder / "reports", folder / "key"
    reports.write_text(REPORT, "latin-1")
    keys.write_text(key, "latin-1")
    return load_muc4([reports], [keys])


def test_a_template_is_read_with_alternatives_options_and_numbers(tmp_path: Path) -> None:
    first, second = loaded(tmp_path)
    incident = first.incidents[0]
    assert first.text.startswith("LIMA, 2 MAY 90") and not second.incidents
    assert incident.optional and incident.kind == "BOMBING"
    assert {"ASSAULT", "THREATEN"} <= set(incident.types)
    assert (incident.earliest, incident.latest) == ("1990-05-01", "1990-05-02")
    assert incident.where == (GoldWhere("PERU", (("LIMA",), ("RIMAC",))),)
    assert incident.perpetrators == (Filler(("TWO MEN", "MEN"), optional=True),)
    assert incident.things == (Filler(('"SOL" BAKERY', "BAKERY")), Filler(("VAN",)))
    assert (incident.killed, incident.injured) == (3, 1)


def test_a_date_with_a_dash_in_front_is_a_last_day(tmp_path: Path) -> None:
    incident = loaded(tmp_path, KEY.replace("01 MAY 90 - 02 MAY 90", "- 02 MAY 90"))[0].incidents[0]
    assert (incident.earliest, incident.latest) == ("", "1990-05-02")


def test_a_day_that_no_calendar_has_is_no_date(tmp_path: Path) -> None:
    incident = loaded(tmp_path, KEY.replace("01 MAY 90 - 02 MAY 90", "31 SEP 89"))[0].incidents[0]
    assert (incident.earliest, incident.latest) == ("", "")


def test_a_key_without_its_report_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="0009"):
        loaded(tmp_path, KEY.replace("MUC3-0002", "MUC3-0009"))


def article(kind: str) -> dict[str, object]:
    sentences = [
        [[["Fire", 0, 4], [".", 4, 5]], "Fire."],
        [[["Men", 6, 9], ["shot", 10, 14], ["him", 15, 18], [".", 18, 19]], "Men shot him."],
    ]
    arguments = [{"entity_id": "T1", "role": "Attacker", "text": "Men"}, {"entity_id": "T2", "role": "Target", "text": "him"}]
    event = {
        "id": "a-E1",
        "event_type": kind,
        "trigger": {"start": 3, "end": 4, "text": "shot", "sent_idx": 1},
        "arguments": arguments,
    }
    return {"doc_id": "a", "sentences": sentences, "event_mentions": [event]}


def write(folder: Path, *rows: object) -> Path:
    path = folder / "events.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_an_articles_triggers_are_found_again_in_the_text_laid_out_anew(tmp_path: Path) -> None:
    document = load_wikievents(write(tmp_path, article("Conflict.Attack.Unspecified")))[0]
    incident = document.incidents[0]
    assert incident.trigger is not None
    assert document.text[incident.trigger.start : incident.trigger.end] == "shot"
    assert incident.types == ("ASSAULT",)
    assert (incident.perpetrators, incident.people) == ((Filler(("Men",)),), (Filler(("him",)),))


def test_kinds_that_no_type_fits_are_left_out(tmp_path: Path) -> None:
    assert not load_wikievents(write(tmp_path, article("Contact.Contact.Broadcast")))[0].incidents


def test_a_line_that_is_no_article_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=":1:"):
        load_wikievents(write(tmp_path, {"doc_id": "a"}))


def test_every_muc_kind_has_a_type() -> None:
    kinds = {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE"}
    assert kinds <= set(types_of("muc")) and all(types_of("muc").values())


def test_days_match_when_they_meet_and_a_last_day_reaches_two_months_back() -> None:
    day = GoldIncident("x", "ATTACK", ("ASSAULT",), earliest="1990-05-02", latest="1990-05-02")
    by = GoldIncident("x", "ATTACK", ("ASSAULT",), latest="1990-05-02")
    assert same_time(day, When(earliest="1990-05-01", latest="1990-05-01"))
    assert not same_time(day, When(earliest="1990-04-20", latest="1990-04-29"))
    assert same_time(by, When(earliest="1990-04-20", latest="1990-04-29"))
    assert not same_time(by, When(earliest="1989-04-20", latest="1989-04-29"))
    assert not same_time(day, None)


def test_places_match_by_whole_words_whatever_the_accents() -> None:
    where = GoldWhere("PERU", (("SAN JUAN DE LURIGANCHO",),))
    assert same_place(where, Place(0, 1, "San Juan"), {})
    assert not same_place(where, Place(0, 1, "Juana"), {})
    assert same_place(GoldWhere("COLOMBIA", (("BOGOTA",),)), Place(0, 1, "x", name="Bogotá"), {})


def test_a_country_alone_is_matched_by_its_code() -> None:
    assert same_place(GoldWhere("PERU"), Place(0, 1, "Lima", country="PER"), country_codes())
    assert not same_place(GoldWhere("PERU"), Place(0, 1, "Quito", country="ECU"), country_codes())


def test_a_filler_is_named_by_a_longer_word_of_any_wording() -> None:
    filler = Filler(("NATIONAL LIBERATION ARMY", "ELN"))
    assert named(filler, (Participant(0, 1, "the ELN rebels"),))
    assert named(filler, (Participant(0, 1, "they", name="National Liberation Army"),))
    assert not named(filler, (Participant(0, 1, "the group"),))


def answer(*recipients: str, day: str = "1990-05-02") -> Answer:
    parties = tuple(Participant(0, 1, name) for name in recipients)
    return Answer("ASSAULT", When(earliest=day, latest=day), (), (), parties, ())


def test_tellings_that_share_a_party_are_one_answer() -> None:
    assert len(merged([answer("the mayor"), answer("the mayor of Lima"), answer("two nuns")])) == 2


def test_tellings_without_a_party_are_joined_by_their_day() -> None:
    assert len(merged([answer("the mayor"), answer()])) == 1
    assert len(merged([answer("the mayor"), answer(day="1990-01-01")])) == 2


def event(kind: str, recipient: str, sectors: tuple[str, ...] = ("CVL",)) -> Event:
    day = When(earliest="1990-05-02", latest="1990-05-02")
    return Event(
        f"e-{kind}-{recipient}",
        kind,
        Span(0, 1),
        "x",
        0,
        when=day,
        recipients=(Participant(0, 1, recipient, sectors=sectors),),
        counts=(Count("killed", 2, 2, 0, 1, "two"),),
    )


GOLD = GoldIncident(
    "d:1", "ATTACK", ("ASSAULT",), earliest="1990-05-02", latest="1990-05-02", people=(Filler(("BAKER",)),), killed=2
)


def scored(incidents: tuple[GoldIncident, ...], *events: Event) -> tuple[int, int, int, Tally]:
    sheet = Sheet(Report("d", "text"), events=events)
    score = score_documents([GoldDocument("d", "text", incidents)], lambda _: sheet, {})
    return score.typed, score.anchored, score.alarms, score.all_templates


def test_a_right_event_earns_every_slot() -> None:
    assert scored((GOLD,), event("ASSAULT", "a baker")) == (1, 1, 0, Tally(4, 4, 4))


def test_an_event_on_somebody_else_fits_but_is_not_anchored() -> None:
    typed, anchored, _, slots = scored((GOLD,), event("ASSAULT", "a dentist"))
    assert (typed, anchored, slots.right) == (1, 0, 3)


def test_no_event_leaves_the_slots_wanted() -> None:
    assert scored((GOLD,), event("CONSULT", "a baker")) == (0, 0, 0, Tally(0, 0, 4))


def test_force_where_people_found_nothing_is_an_alarm_unless_it_is_war() -> None:
    assert scored((), event("ASSAULT", "a baker"))[2:] == (1, Tally(0, 4, 0))
    assert scored((), event("ASSAULT", "a soldier", ("MIL",)))[2:] == (0, Tally())


def test_a_tally_of_nothing_is_nought() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)
