"""Contents that do not follow their cue, quotations that no cue brings, and the readings of one content."""

from __future__ import annotations

import time

from dateline.judge.attribution import find_claims
from dateline.judge.attribution_cues import Cue, Cues, load_cues
from dateline.judge.attribution_drafts import Draft, Reader
from dateline.judge.attribution_readings import readings
from dateline.judge.branches import branches
from dateline.model import Actor, Claim, Parse, Report, Sentence, Sheet, Span


def cue(lemma: str, pos: str, *ends: str, kind: str = "speech") -> Cue:
    return Cue(lemma, pos, ends, "asserts", "declines", kind, "both", "quotation", "", "")  # type: ignore[arg-type]


CUES = Cues(
    {
        (item.lemma, item.pos): item
        for item in (
            cue("say", "VERB", "clause", "quote"),
            cue("seem", "VERB", "subject", kind="hearsay"),
            cue("mock", "VERB", "object"),
            cue("goal", "NOUN", "infinitive", kind="plan"),
            cue("supporter", "NOUN", "+of", "person"),
            cue("quotation", "PUNCT", "quote"),
            cue(":", "PUNCT", "scope"),
            cue("criticize", "VERB", "object"),
        )
    },
    {},
    load_cues().lists,
)


def parse_of(text: str, *sentences: tuple[str, ...]) -> Parse:
    """Each row of a sentence is ``word lemma POS TAG head dep``, the head counted from the sentence's own 0."""
    starts, ends, cells, found, at = [], [], [], [], 0
    for rows in sentences:
        base = len(starts)
        for row in rows:
            word, lemma, pos, tag, head, dep = row.split()
            at = text.index(word, at)
            starts.append(at)
            at += len(word)
            ends.append(at)
            cells.append((word, lemma, pos, tag, base + int(head), dep))
        found.append(Sentence(starts[base], ends[-1], base, len(starts)))
    columns = tuple(zip(*cells, strict=True))
    return Parse(tuple(starts), tuple(ends), *columns, tuple(found))  # type: ignore[arg-type]


def claims_of(text: str, *sentences: tuple[str, ...]) -> tuple[Claim, ...]:
    return find_claims(Sheet(Report("r1", text), parse_of(text, *sentences)), CUES)


def told(text: str, *sentences: tuple[str, ...]) -> list[tuple[list[str], list[str]]]:
    return [
        ([text[one.start : one.end] for one in claim.source], [text[one.start : one.end] for one in claim.content])
        for claim in claims_of(text, *sentences)
    ]


def test_what_a_relative_clause_leaves_out_is_the_content() -> None:
    rows = (
        "He he PRON PRP 1 nsubj",
        "denied deny VERB VBD 1 ROOT",
        "everything everything PRON NN 1 dobj",
        "Ali Ali PROPN NNP 4 nsubj",
        "said say VERB VBD 2 relcl",
    )
    assert told("He denied everything Ali said", rows) == [(["Ali"], ["everything"])]


def test_what_seems_so_has_no_source() -> None:
    rows = (
        "Rebels rebel NOUN NNS 1 nsubj",
        "seem seem VERB VBP 1 ROOT",
        "to to PART TO 4 aux",
        "have have AUX VB 4 aux",
        "left leave VERB VBN 1 xcomp",
    )
    assert told("Rebels seem to have left", rows) == [([], ["Rebels", "to have left"])]


def test_the_subject_of_a_passive_is_what_was_said_and_the_agent_says_it() -> None:
    rows = (
        "Plans plan NOUN NNS 2 nsubjpass",
        "were be AUX VBD 2 auxpass",
        "mocked mock VERB VBN 2 ROOT",
        "by by ADP IN 2 agent",
        "Ali Ali PROPN NNP 3 pobj",
    )
    assert told("Plans were mocked by Ali", rows) == [(["Ali"], ["Plans"])]


def test_what_is_ties_to_a_noun_is_its_content() -> None:
    rows = (
        "Their their PRON PRP$ 1 poss",
        "goal goal NOUN NN 2 nsubj",
        "is be AUX VBZ 2 ROOT",
        "to to PART TO 4 aux",
        "win win VERB VB 2 xcomp",
    )
    assert told("Their goal is to win", rows) == [(["Their"], ["to win"])]


def test_somebody_who_holds_a_view_is_its_source() -> None:
    rows = ("Sanogo Sanogo PROPN NNP 1 compound", "supporters supporter NOUN NNS 2 nsubj", "left leave VERB VBD 2 ROOT")
    ((source, content),) = told("Sanogo supporters left", rows)
    assert content == ["Sanogo"]
    assert "supporters" in source[0]


MET = ("Ali Ali PROPN NNP 1 nsubj", "met meet VERB VBD 1 ROOT", "reporters reporter NOUN NNS 1 dobj", ". . PUNCT . 1 punct")
QUOTED = (
    "“ “ PUNCT `` 2 punct",
    "We we PRON PRP 2 nsubj",
    "won win VERB VBD 2 ROOT",
    ". . PUNCT . 2 punct",
    "” ” PUNCT '' 2 punct",
)


def test_a_quotation_without_a_cue_goes_to_whom_the_sentence_before_is_about() -> None:
    assert told("Ali met reporters. “We won.”", MET, QUOTED) == [(["Ali"], ["“We won.”"])]


def test_a_second_quotation_goes_on_with_the_same_source() -> None:
    text = "Ali met reporters. “We won.” “We won.”"
    assert told(text, MET, QUOTED, QUOTED) == [(["Ali"], ["“We won.”", "“We won.”"])]


def test_a_quotation_after_a_thing_has_no_speaker() -> None:
    rows = ("Rain rain NOUN NN 1 nsubj", "fell fall VERB VBD 1 ROOT", "hard hard ADV RB 1 advmod", ". . PUNCT . 1 punct")
    assert told("Rain fell hard. “We won.”", rows, QUOTED) == []


TEXT = "He criticized Ali during a rally."
PARSE = parse_of(
    TEXT,
    (
        "He he PRON PRP 1 nsubj",
        "criticized criticize VERB VBD 1 ROOT",
        "Ali Ali PROPN NNP 1 dobj",
        "during during ADP IN 2 prep",
        "a a DET DT 5 det",
        "rally rally NOUN NN 3 pobj",
        ". . PUNCT . 1 punct",
    ),
)


def test_readings_are_distinct_and_begin_with_the_parse() -> None:
    reader = Reader(TEXT, branches(PARSE), CUES)
    draft = Draft(cue("criticize", "VERB", "object"), 1, Span(3, 13), Span(0, 2), 0, (Span(14, 32),), "object", target=2)
    found = readings(reader, draft)
    assert found[0].content == draft.content
    assert (Span(14, 17),) in [item.content for item in found]
    assert len({item.content for item in found}) == len(found)


def seconds(size: int) -> float:
    """The least of three measured times, in CPU seconds, that the claims of so many quotations in a row take."""
    text = "Ali met reporters. " + "“We won.” " * size
    sheet = Sheet(Report("r1", text), parse_of(text, MET, *(QUOTED,) * size))
    taken = []
    for _ in range(3):
        begin = time.process_time()
        found = find_claims(sheet, CUES)
        taken.append(time.process_time() - begin)
        assert sum(len(claim.content) for claim in found) == size
    return min(taken)


def test_many_quotations_are_read_in_the_time_of_many_sentences() -> None:
    assert seconds(400) < 24 * seconds(50)


def test_the_day_on_which_it_was_said_is_no_part_of_it() -> None:
    rows = (
        "Ali Ali PROPN NNP 1 nsubj",
        "said say VERB VBD 1 ROOT",
        "on on ADP IN 5 prep",
        "Friday Friday PROPN NNP 2 pobj",
        "rebels rebel NOUN NNS 5 nsubj",
        "left leave VERB VBD 1 ccomp",
    )
    assert told("Ali said on Friday rebels left", rows) == [(["Ali"], ["rebels left"])]


def test_why_a_source_goes_unnamed_is_no_claim() -> None:
    cues = Cues({("decline", "VERB"): cue("decline", "VERB", "infinitive")}, {}, load_cues().lists)
    text = "A source who declined to be named left"
    rows = (
        "A a DET DT 1 det",
        "source source NOUN NN 7 nsubj",
        "who who PRON WP 3 nsubj",
        "declined decline VERB VBD 1 relcl",
        "to to PART TO 6 aux",
        "be be AUX VB 6 auxpass",
        "named name VERB VBN 3 xcomp",
        "left leave VERB VBD 7 ROOT",
    )
    assert find_claims(Sheet(Report("r", text), parse_of(text, rows)), cues) == ()


def test_one_of_the_officials_stays_unnamed() -> None:
    text = "One of the officials said rebels left"
    rows = (
        "One one NUM CD 4 nsubj",
        "of of ADP IN 0 prep",
        "the the DET DT 3 det",
        "officials official NOUN NNS 1 pobj",
        "said say VERB VBD 4 ROOT",
        "rebels rebel NOUN NNS 6 nsubj",
        "left leave VERB VBD 4 ccomp",
    )
    (claim,) = claims_of(text, rows)
    assert (claim.speaker.anonymous, claim.speaker.how) == (True, "One of the officials")


def test_a_ministry_in_lower_case_is_no_name() -> None:
    text = "Its defence ministry said rebels left"
    rows = (
        "Its its PRON PRP$ 2 poss",
        "defence defence NOUN NN 2 compound",
        "ministry ministry PROPN NNP 3 nsubj",
        "said say VERB VBD 3 ROOT",
        "rebels rebel NOUN NNS 5 nsubj",
        "left leave VERB VBD 3 ccomp",
    )
    (claim,) = claims_of(text, rows)
    assert (claim.speaker.role, claim.speaker.name) == ("ministry", "Its defence ministry")


def test_the_person_named_at_the_end_of_a_description_speaks() -> None:
    text = "A spokesman for them, Abu Dar said rebels left"
    rows = (
        "A a DET DT 1 det",
        "spokesman spokesman NOUN NN 7 nsubj",
        "for for ADP IN 1 prep",
        "them they PRON PRP 2 pobj",
        ", , PUNCT , 1 punct",
        "Abu Abu PROPN NNP 6 compound",
        "Dar Dar PROPN NNP 3 appos",
        "said say VERB VBD 7 ROOT",
        "rebels rebel NOUN NNS 9 nsubj",
        "left leave VERB VBD 7 ccomp",
    )
    named = Actor(22, 29, "Abu Dar", kind="person")
    (claim,) = find_claims(Sheet(Report("r", text), parse_of(text, rows), actors=(named,)), CUES)
    assert (claim.speaker.name, claim.speaker.anonymous) == ("Abu Dar", False)
