from __future__ import annotations

import pytest

from dateline.model import Zone
from dateline.read.zones import mark_zones

PASTED = """Home
News
Send in e-mail
Army loses border town to rebels
Third defeat in a week for the government
By Ann Sample
Send in e-mail
By Ann Sample

Rebels drive through the town of Sampleville on May 3, 2013.
Credit: AP

REUTERS/DPA - Rebels captured the border town of Sampleville on Saturday, officials said.

The army denied that its soldiers had fled.

Heavy fighting

Residents said shells hit the market. "We heard them all night," a trader said.

Related stories
President calls for calm
Minister resigns over defeat

Talks are to begin on Monday.
(Reporting by A. Sample; Editing by B. Sample)
Comments
I do not believe one word of this report.
"""


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(zone.kind, text[zone.start : zone.end]) for zone in mark_zones(text, title).zones]


def kind_of(text: str, words: str) -> str:
    return next(kind for kind, quoted in kinds(text) if words in quoted)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Home", "furniture"),
        ("Send in e-mail", "furniture"),
        ("Army loses border town", "headline"),
        ("Third defeat", "standfirst"),
        ("By Ann Sample", "byline"),
        ("Rebels drive through", "caption"),
        ("Credit: AP", "caption"),
        ("REUTERS/DPA -", "dateline"),
        ("Rebels captured", "body"),
        ("The army denied", "body"),
        ("Heavy fighting", "crosshead"),
        ("Residents said", "body"),
        ("Related stories", "furniture"),
        ("President calls", "furniture"),
        ("Talks are to begin", "body"),
        ("(Reporting by", "credit"),
        ("I do not believe", "furniture"),
    ],
)
def test_a_pasted_page_is_told_apart_by_the_shape_of_its_lines(words: str, kind: str) -> None:
    assert kind_of(PASTED, words) == kind


def test_both_bylines_and_all_buttons_are_marked() -> None:
    marked = kinds(PASTED)
    assert [kind for kind, words in marked if words == "By Ann Sample"] == ["byline", "byline"]
    assert [kind for kind, words in marked if words == "Send in e-mail"] == ["furniture", "furniture"]


@pytest.mark.parametrize("text", ["Gunmen seized a post.", "Gunmen seize post", "Rebels took Goma. The army fled."])
def test_text_of_one_paragraph_is_body(text: str) -> None:
    assert kinds(text) == [("body", text)]


def test_no_text_has_no_zones() -> None:
    assert mark_zones("").zones == ()
    assert mark_zones(" \n\n ").zones == ()


@pytest.mark.parametrize(
    ("head", "place", "agencies"),
    [
        ("BAGHDAD (AP) — ", "BAGHDAD", ("Associated Press",)),
        ("GOMA, June 3 (Reuters) - ", "GOMA", ("Reuters",)),
        (
            "GOMA, Democratic Republic of Congo, Nov 20, 2012 (AFP) - ",
            "GOMA, Democratic Republic of Congo",
            ("Agence France-Presse",),
        ),
        ("(AP) — ", None, ("Associated Press",)),
        ("REUTERS/DPA - ", None, ("Reuters", "Deutsche Presse-Agentur")),
        ("Goma, DR Congo – ", "Goma, DR Congo", ()),
        ("KABUL: ", "KABUL", ()),
        ("NEW DELHI -- ", "NEW DELHI", ()),
    ],
)
def test_datelines_before_the_first_sentence(head: str, place: str | None, agencies: tuple[str, ...]) -> None:
    text = head + "Rebels captured the town on Tuesday, officials said."
    marked = mark_zones(text)
    assert marked.zones[0] == Zone(0, len(head.rstrip()), "dateline")
    assert text[marked.zones[1].start : marked.zones[1].end].startswith("Rebels captured")
    assert marked.opening is not None
    assert (marked.opening.place, marked.opening.sources) == (place, agencies)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the town - the third this week - and the army fled to the hills.",
        "The president said: the army will not withdraw from the northern town.",
        "NOTE: The rebels did not comment on the report of the commission.",
        "Islamic State - Khorasan Province said that it had attacked the airport.",
        "Boko Haram — Islamists who fight in the north — killed ten people on Monday.",
        "NATO: Troops will leave the country by the end of the year.",
        "Peter Sample - a soldier from the north - was shot dead on Monday in the town.",
    ],
)
def test_sentences_that_only_look_like_datelines(text: str) -> None:
    assert [kind for kind, _ in kinds(text)] == ["body"]


def test_capitals_and_hard_wrapped_lines_make_paragraphs() -> None:
    text = (
        "   LIMA, 3 JAN 90 (EFE) -- [TEXT] GUNMEN KILLED TWO POLICEMEN IN THE CAPITAL\n"
        "ON MONDAY NIGHT AND WOUNDED THREE OTHERS WHO WERE GUARDING A BANK IN THE\nCENTRE.\n\n"
        "   THE GOVERNMENT BLAMED REBELS FOR THE ATTACK AND PROMISED TO ARREST ALL OF\nTHEM WITHIN A WEEK.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["dateline", "body", "body"]
    assert kinds(text)[1][1].startswith("GUNMEN")
    assert kinds(text)[1][1].endswith("CENTRE.")


def test_a_closing_credit_is_cut_from_the_last_paragraph() -> None:
    text = "Rebels took Goma on Tuesday, officials said. (Reporting by A. Sample; Editing by B. Sample)"
    assert [kind for kind, _ in kinds(text)] == ["body", "credit"]
    assert kinds(text)[0][1].endswith("officials said.")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By the time they came, the rebels had left the town.", "body"),
        ("Correction: An earlier version misspelled the town.", "correction"),
        ("This story has been corrected to fix the date.", "correction"),
        ("We use cookies to improve your experience.", "furniture"),
        ("Follow us on Twitter", "furniture"),
        ("12 comments", "furniture"),
        ("Read more: Army promises to return", "furniture"),
        ("Smoke rises over the town [Reuters]", "caption"),
        ("Photo: Reuters", "caption"),
        ("Additional reporting by C. Sample in Bukavu", "credit"),
        ("Published: 22 June 2014", "dateline"),
        ("* * *", "furniture"),
    ],
)
def test_single_lines_between_paragraphs(line: str, kind: str) -> None:
    text = (
        "Army loses border town\n\nRebels captured the town on Saturday, officials said.\n\n"
        f"{line}\n\nThe army said on Sunday that it would return."
    )
    assert kind_of(text, line) == kind


SITE = """TOP STORIES
Insurgents seize three border crossings
Gunmen stand at a checkpoint on Saturday, June 21, 2014. (Photo: AP)
Sunni insurgents captured three border posts over the weekend, officials said on Sunday.
Tactical withdrawal
An army spokesman denied that the troops had fled.
Keep reading
list of 2 items
Who are the insurgents in the west?
end of list
Talks are to begin soon.
ab/sample (AFP, dpa)
DATE 22.06.2014
KEYWORDS border, army
FEEDBACK: Send us an e-mail. Please include your name and country in your reply.
"""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("TOP STORIES", "furniture"),
        ("Insurgents seize", "headline"),
        ("Gunmen stand", "caption"),
        ("Sunni insurgents", "body"),
        ("Tactical withdrawal", "crosshead"),
        ("Who are the insurgents", "furniture"),
        ("Talks are to begin", "body"),
        ("ab/sample", "credit"),
        ("DATE 22.06.2014", "dateline"),
        ("KEYWORDS", "furniture"),
        ("FEEDBACK", "furniture"),
    ],
)
def test_a_page_without_blank_lines(words: str, kind: str) -> None:
    assert kind_of(SITE, words) == kind


def test_an_image_label_makes_the_next_line_a_caption() -> None:
    text = (
        "Rebels take Goma\nBy Ann Sample\nImage caption,\nRebels walk into the city\n"
        "Rebels have entered the city of Goma.\nThe army fled."
    )
    assert kind_of(text, "Rebels take Goma") == "headline"
    assert kind_of(text, "Rebels walk") == "caption"


def test_an_agency_in_brackets_signs_the_last_paragraph() -> None:
    text = "Army kills rebels\n\nTroops killed 12 rebels near Bama on Friday.\n\nTwo soldiers died in the fighting. (NAN)"
    assert kinds(text)[-2:] == [("body", "Two soldiers died in the fighting."), ("credit", "(NAN)")]


def test_a_known_title_is_the_headline() -> None:
    text = "Kicker line\n\nRebels take town\n\nRebels captured the town on Saturday, officials said."
    assert ("headline", "Rebels take town") in kinds(text, "Rebels take town")


@pytest.mark.parametrize("stamp", ["18:40 -", "6.15 pm:", "09:05 GMT –"])
def test_the_clock_that_opens_an_entry_is_furniture(stamp: str) -> None:
    text = f"Live: prison riot\n\n{stamp} Inmates killed two guards.\n\nPolice fired at 10:15 - at relatives.\n"
    assert ("furniture", stamp) in kinds(text)
    assert ("body", "Inmates killed two guards.") in kinds(text)
    assert ("body", "Police fired at 10:15 - at relatives.") in kinds(text)
