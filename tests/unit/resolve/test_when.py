"""Each event gets the time of its own clause, and honest days where the report names none."""

from dataclasses import replace

import pytest

from dateline.model import Event, Parse, Participant, Report, Sentence, Sheet, Span, When, Zone
from dateline.resolve.when import WhenStage

SUNDAY = "2014-06-22"

FOUGHT = """rebels NOUN NNS 9 nsubj
who PRON WP 3 nsubj
have AUX VBP 3 aux
fought VERB VBN 0 relcl
for ADP IN 3 prep
three NUM CD 6 nummod
years NOUN NNS 4 pobj
, PUNCT , 0 punct
finally ADV RB 9 advmod
seized VERB VBD 9 ROOT
Rutba PROPN NNP 9 dobj
on ADP IN 9 prep
Friday PROPN NNP 11 pobj
. PUNCT . 9 punct"""

CONDEMNED = """Leaders NOUN NNS 1 nsubj
condemned VERB VBD 1 ROOT
Monday PROPN NNP 4 poss
's PART POS 2 case
bombing NOUN NN 1 dobj
. PUNCT . 1 punct"""

SIGNED = """They PRON PRP 2 nsubj
will AUX MD 2 aux
discuss VERB VB 2 ROOT
Friday PROPN NNP 2 npadvmod
the DET DT 5 det
truce NOUN NN 2 dobj
that PRON WDT 8 nsubjpass
was AUX VBD 8 auxpass
signed VERB VBN 5 relcl
in ADP IN 8 prep
May PROPN NNP 9 pobj
2012 NUM CD 10 nummod
. PUNCT . 2 punct"""

MARCHED = """Crowds NOUN NNS 1 nsubj
marched VERB VBD 1 ROOT
on ADP IN 1 prep
the DET DT 4 det
anniversary NOUN NN 2 pobj
of ADP IN 4 prep
the DET DT 8 det
2011 NUM CD 8 nummod
revolt NOUN NN 5 pobj
. PUNCT . 1 punct"""

FLED = """Soldiers NOUN NNS 1 nsubj
fled VERB VBD 1 ROOT
. PUNCT . 1 punct"""

HAVE_FLED = """Soldiers NOUN NNS 2 nsubj
have AUX VBP 2 aux
fled VERB VBN 2 ROOT
. PUNCT . 2 punct"""

WILL_FLEE = """Soldiers NOUN NNS 2 nsubj
will AUX MD 2 aux
flee VERB VB 2 ROOT
. PUNCT . 2 punct"""

AGREED = """Rebels NOUN NNS 1 nsubj
agreed VERB VBD 1 ROOT
to PART TO 3 aux
leave VERB VB 1 xcomp
by ADP IN 3 prep
Tuesday PROPN NNP 4 pobj
. PUNCT . 1 punct"""

CAPTURED = """Rebels NOUN NNS 1 nsubj
met VERB VBD 1 ROOT
from ADP IN 1 prep
June PROPN NNP 2 pobj
3 NUM CD 3 nummod
to ADP IN 2 prep
June PROPN NNP 5 pobj
5 NUM CD 6 nummod
. PUNCT . 1 punct"""


def sheet(*blocks: str, triggers: tuple[tuple[int, str], ...], published: str | None = SUNDAY, intro: str = "") -> Sheet:
    """A sheet of these sentences, one ``word pos tag head dep`` a line, with an event for each (sentence, word)."""
    text, rows, sentences = intro, [], []
    for block in blocks:
        base, start = len(rows), len(text)
        for line in block.splitlines():
            word, pos, tag, head, dep = line.split()
            rows.append((len(text), word, pos, tag, base + int(head), dep))
            text += word + " "
        sentences.append(Sentence(start, len(text) - 1, base, len(rows)))
    starts, words, pos, tags, heads, deps = zip(*rows, strict=True)
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    lemmas = tuple({"have": "have", "agreed": "agree", "called": "call"}.get(word, word.lower()) for word in words)
    parse = Parse(starts, ends, words, lemmas, pos, tags, heads, deps, tuple(sentences))
    events = tuple(_event(parse, number, at, word) for number, (at, word) in enumerate(triggers))
    zones = (Zone(0, len(intro), "dateline"),) if intro else ()
    return Sheet(Report("r", text, published=published, zones=zones), parse=parse, events=events)


def _event(parse: Parse, number: int, sentence: int, word: str) -> Event:
    own = parse.sentences[sentence]
    index = next(at for at in range(own.first, own.last) if parse.texts[at] == word)
    return Event(str(number), "FIGHT", Span(parse.starts[index], parse.ends[index]), word, sentence)


def whens(given: Sheet) -> list[When]:
    done = WhenStage()(given)
    return [event.when or When() for event in done.events]


def test_a_length_of_time_does_not_date_an_event() -> None:
    fought, seized = whens(sheet(FOUGHT, triggers=((0, "fought"), (0, "seized"))))
    assert (fought.earliest, fought.latest, fought.basis) == (None, SUNDAY, "published")
    assert (seized.text, seized.earliest, seized.latest, seized.basis) == (
        "Friday",
        "2014-06-20",
        "2014-06-20",
        "stated",
    )


def test_a_time_before_a_noun_dates_the_noun_and_not_the_verb() -> None:
    condemned, bombing = whens(sheet(CONDEMNED, triggers=((0, "condemned"), (0, "bombing"))))
    assert condemned.basis == "published"
    assert bombing.earliest == "2014-06-16"


def test_what_an_anniversary_recalls_does_not_date_its_marking() -> None:
    marched, revolt = whens(sheet(MARCHED, triggers=((0, "marched"), (0, "revolt"))))
    assert marched.basis == "published"
    assert (revolt.earliest, revolt.latest) == ("2011-01-01", "2011-12-31")


def test_each_clause_has_its_own_time_and_old_ones_are_historical() -> None:
    discuss, signed = whens(sheet(SIGNED, triggers=((0, "discuss"), (0, "signed"))))
    assert (discuss.earliest, discuss.historical) == ("2014-06-27", False)
    assert (signed.earliest, signed.latest, signed.historical) == ("2012-05-01", "2012-05-31", True)


def test_the_story_goes_on_at_the_time_last_named() -> None:
    given = sheet(FOUGHT, FLED, triggers=((0, "seized"), (1, "fled")))
    done = WhenStage()(given)
    assert done.events[1].when == done.events[0].when
    assert done.events[1].evidence[-1].rule == "carried"


def test_the_story_does_not_go_on_far_below() -> None:
    given = sheet(FOUGHT, FLED, FLED, FLED, triggers=((0, "seized"), (3, "fled")))
    assert whens(given)[1].basis == "published"


def test_an_undated_event_is_of_the_publication_day_or_the_day_before() -> None:
    (fled,) = whens(sheet(FLED, triggers=((0, "fled"),)))
    assert (fled.earliest, fled.latest, fled.basis, fled.text) == ("2014-06-21", SUNDAY, "published", None)


def test_a_perfect_has_no_first_day() -> None:
    (fled,) = whens(sheet(HAVE_FLED, triggers=((0, "fled"),)))
    assert (fled.earliest, fled.latest, fled.precision) == (None, SUNDAY, "vague")


def test_what_is_to_come_has_no_last_day() -> None:
    (flee,) = whens(sheet(WILL_FLEE, triggers=((0, "flee"),)))
    assert (flee.earliest, flee.latest, flee.precision) == (SUNDAY, None, "vague")


def test_a_day_to_come_dates_what_was_agreed_and_not_the_agreeing() -> None:
    agreed, leave = whens(sheet(AGREED, triggers=((0, "agreed"), (0, "leave"))))
    assert (leave.earliest, leave.latest) == (SUNDAY, "2014-06-24")
    assert (agreed.latest, agreed.basis) == (SUNDAY, "published")


def test_since_runs_up_to_the_publication_day() -> None:
    (met,) = whens(sheet(CAPTURED.replace("from", "since"), triggers=((0, "met"),)))
    assert (met.earliest, met.latest, met.historical) == ("2014-06-03", SUNDAY, False)


def test_a_relative_clause_without_a_time_is_background() -> None:
    (signed,) = whens(sheet(SIGNED.replace("May", "Rome").replace("2012", "sir"), triggers=((0, "signed"),)))
    assert (signed.earliest, signed.latest) == (None, SUNDAY)


def test_a_range_gives_both_ends() -> None:
    (met,) = whens(sheet(CAPTURED, triggers=((0, "met"),)))
    assert (met.text, met.earliest, met.latest) == ("June 3 to June 5", "2014-06-03", "2014-06-05")


def test_a_full_date_in_the_dateline_stands_in_for_the_publication_day() -> None:
    (fled,) = whens(sheet(FLED, triggers=((0, "fled"),), published=None, intro="BAGHDAD, June 21, 2014 - "))
    assert (fled.latest, fled.basis) == ("2014-06-21", "dateline")


def test_without_any_day_an_undated_event_stays_undated() -> None:
    done = WhenStage()(sheet(FLED, triggers=((0, "fled"),), published=None))
    assert done.events[0].when is None


def test_every_when_has_evidence_and_nothing_else_changes() -> None:
    given = sheet(FOUGHT, triggers=((0, "seized"),))
    done = WhenStage()(given)
    evidence = done.events[0].evidence[-1]
    assert (evidence.stage, evidence.rule) == ("resolve.when", "attached")
    assert given.report.text[evidence.start : evidence.end] == "Friday"
    assert (done.report, done.parse, done.places) == (given.report, given.parse, given.places)


def test_a_report_without_events_still_has_its_times() -> None:
    done = WhenStage()(sheet(FOUGHT, triggers=()))
    assert [time.value for time in done.times] == ["P3Y", "2014-06-20"]


FIRED = """Rebels NOUN NNS 1 nsubj
fired VERB VBD 1 ROOT
at ADP IN 1 prep
men NOUN NNS 2 pobj
{participle} VERB {tag} 3 acl
Rutba PROPN NNP 4 dobj
on ADP IN 4 prep
Friday PROPN NNP 6 pobj
. PUNCT . 1 punct"""


@pytest.mark.parametrize(
    ("participle", "tag", "dated"), [("guarding", "VBG", True), ("station", "VBN", True), ("arrested", "VBN", False)]
)
def test_the_day_that_ends_a_sentence_is_its_main_verbs(participle: str, tag: str, dated: bool) -> None:
    (fired,) = whens(sheet(FIRED.format(participle=participle, tag=tag), triggers=((0, "fired"),)))
    assert (fired.earliest == "2014-06-20") is dated


KILLED_SINCE = """Men NOUN NNS 2 nsubjpass
were AUX VBD 2 auxpass
killed VERB VBN 2 ROOT
since SCONJ IN 2 prep
the DET DT 7 det
June PROPN NNP 7 compound
3 NUM CD 5 nummod
vote NOUN NN 3 pobj
. PUNCT . 2 punct"""

DEADLIEST = """Rebels NOUN NNS 1 nsubj
made VERB VBD 1 ROOT
the DET DT 4 det
deadliest ADJ JJS 4 amod
raid NOUN NN 1 dobj
since SCONJ IN 4 prep
2011 NUM CD 5 pobj
. PUNCT . 1 punct"""


def test_since_an_event_lasts_to_the_report() -> None:
    killed, vote = whens(sheet(KILLED_SINCE, triggers=((0, "killed"), (0, "vote"))))
    assert (killed.earliest, killed.latest, killed.precision) == ("2014-06-03", SUNDAY, "vague")
    assert (vote.earliest, vote.latest) == ("2014-06-03", "2014-06-03")


def test_the_deadliest_since_a_year_is_not_of_that_year() -> None:
    (raid,) = whens(sheet(DEADLIEST, triggers=((0, "raid"),)))
    assert raid.basis == "published"


CALLED = """Unions NOUN NNS 1 nsubj
call VERB VBD 1 ROOT
for ADP IN 1 prep
strikes NOUN NNS 2 pobj
on ADP IN 1 prep
Thursday PROPN NNP 4 pobj
. PUNCT . 1 punct"""


def test_the_day_of_what_is_called_for_is_the_next_one() -> None:
    called, strikes = whens(sheet(CALLED, triggers=((0, "call"), (0, "strikes"))))
    assert called.basis == "published"
    assert strikes.earliest == "2014-06-26"


SEIZED_THEN = """Rebels NOUN NNS 1 nsubj
seized VERB VBD 1 ROOT
it PRON PRP 1 dobj
on ADP IN 1 prep
Friday PROPN NNP 3 pobj
. PUNCT . 1 punct"""

WARNED = """{actor} {pos} NNS 1 nsubj
warned VERB VBD 1 ROOT
them PRON PRP 1 dobj
. PUNCT . 1 punct"""


@pytest.mark.parametrize(
    ("actor", "pos", "kind", "basis"),
    [
        ("Ministers", "NOUN", "ACCUSE", "published"),
        ("They", "PRON", "ACCUSE", "stated"),
        ("Rebels", "NOUN", "ACCUSE", "stated"),
        ("Ministers", "NOUN", "ASSAULT", "stated"),
    ],
)
def test_what_another_says_in_the_next_sentence_is_not_of_that_day(actor: str, pos: str, kind: str, basis: str) -> None:
    given = sheet(SEIZED_THEN, WARNED.format(actor=actor, pos=pos), triggers=((0, "seized"), (1, "warned")))
    text = given.report.text
    first, second = given.events
    at = text.index(actor, given.parse.sentences[1].start if given.parse else 0)
    events = (
        replace(first, actors=(Participant(0, 6, "Rebels"),)),
        replace(second, type=kind, actors=(Participant(at, at + len(actor), actor),)),
    )
    assert whens(replace(given, events=events))[1].basis == basis


PLANTED = """In ADP IN 5 prep
May PROPN NNP 0 pobj
bombs NOUN NNS 5 nsubj
planted VERB VBN 2 acl
there ADV RB 3 advmod
killed VERB VBD 5 ROOT
. PUNCT . 5 punct"""


def test_a_month_dates_the_participle_on_what_did_it() -> None:
    planted, killed = whens(sheet(PLANTED, triggers=((0, "planted"), (0, "killed"))))
    assert planted.earliest == killed.earliest == "2014-05-01"


def test_before_the_end_of_a_month_is_up_to_its_last_day() -> None:
    block = "They PRON PRP 2 nsubj\nmay AUX MD 2 aux\nstrike VERB VB 2 ROOT\nbefore ADP IN 2 prep\nthe DET DT 5 det\n"
    block += "end NOUN NN 3 pobj\nof ADP IN 5 prep\nthe DET DT 8 det\nmonth NOUN NN 6 pobj\n. PUNCT . 2 punct"
    (strike,) = whens(sheet(block, triggers=((0, "strike"),)))
    assert strike.latest == "2014-06-30"


def test_one_month_or_the_next_is_both() -> None:
    block = "They PRON PRP 2 nsubj\nmay AUX MD 2 aux\nmeet VERB VB 2 ROOT\nin ADP IN 2 prep\nJuly PROPN NNP 3 pobj\n"
    block += "or CCONJ CC 4 cc\nAugust PROPN NNP 4 conj\n. PUNCT . 2 punct"
    (meet,) = whens(sheet(block, triggers=((0, "meet"),)))
    assert (meet.earliest, meet.latest) == ("2014-07-01", "2014-08-31")


def test_an_entry_of_a_live_report_is_of_the_time_that_opens_it() -> None:
    given = sheet(WARNED.format(actor="Rebels", pos="NOUN"), triggers=((0, "warned"),), intro="18:40 - ")
    report = replace(given.report, zones=(Zone(0, 7, "furniture"),))
    (warned,) = whens(replace(given, report=report))
    assert (warned.text, warned.earliest, warned.precision) == ("18:40", SUNDAY, "minute")
