"""Claims from parses written by hand: spans, stance, nesting, speakers, and the events inside."""

from __future__ import annotations

import pytest

from dateline.judge.attribution import AttributionStage, find_claims, kind_of
from dateline.judge.attribution_cues import Cue, Cues, load_cues
from dateline.judge.quotes import quotations
from dateline.model import Actor, Claim, Event, Parse, Report, Sentence, Sheet, Span


def cue(lemma: str, pos: str, *ends: str, stance: str = "asserts", negated: str = "declines") -> Cue:
    return Cue(lemma, pos, ends, stance, negated, "speech", "both", "quotation", "", "")


CUES = Cues(
    {
        (item.lemma, item.pos): item
        for item in (
            cue("say", "VERB", "clause", "quote", "infinitive=urges"),
            cue("tell", "VERB", "clause", "quote"),
            cue("deny", "VERB", "clause", "object", stance="denies", negated="asserts"),
            cue("claim", "NOUN", "clause"),
            cue("claim", "VERB", "clause", "object"),
            cue("accuse", "VERB", "object", "passive", "+of", stance="accuses"),
        )
    },
    {"according": ((("according", "to"), cue("according to", "PHRASE", "scope")),)},
    load_cues().lists,
)


def parse_of(text: str, *rows: str) -> Parse:
    """A one-sentence parse; each row is ``word lemma POS TAG head dep``, the head counted from 0."""
    cells = [row.split() for row in rows]
    starts, at = [], 0
    for cell in cells:
        at = text.index(cell[0], at)
        starts.append(at)
        at += len(cell[0])
    ends = [start + len(cell[0]) for start, cell in zip(starts, cells, strict=True)]
    return Parse(
        tuple(starts),
        tuple(ends),
        *(tuple(cell[i] for cell in cells) for i in range(4)),  # type: ignore[arg-type]
        tuple(int(cell[4]) for cell in cells),
        tuple(cell[5] for cell in cells),
        (Sentence(starts[0], ends[-1], 0, len(cells)),),
    )


def claims_of(text: str, *rows: str, actors: tuple[Actor, ...] = ()) -> tuple[Claim, ...]:
    return find_claims(Sheet(Report("r1", text), parse_of(text, *rows), actors=actors), CUES)


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


INDIRECT = "Police said the rebels left."
INDIRECT_ROWS = (
    "Police police NOUN NNS 1 nsubj",
    "said say VERB VBD 1 ROOT",
    "the the DET DT 3 det",
    "rebels rebel NOUN NNS 4 nsubj",
    "left leave VERB VBD 1 ccomp",
    ". . PUNCT . 1 punct",
)


def test_indirect_speech() -> None:
    (claim,) = claims_of(INDIRECT, *INDIRECT_ROWS)
    assert words(INDIRECT, claim.source) == ["Police"]
    assert words(INDIRECT, claim.cue) == ["said"]
    assert words(INDIRECT, claim.content) == ["the rebels left"]
    assert (claim.kind, claim.stance, claim.rule) == ("indirect", "asserts", "speech.clause:say")


def test_negation_turns_saying_into_declining() -> None:
    text = "Police did not say who fired."
    (claim,) = claims_of(
        text,
        "Police police NOUN NNS 3 nsubj",
        "did do AUX VBD 3 aux",
        "not not PART RB 3 neg",
        "say say VERB VB 3 ROOT",
        "who who PRON WP 5 nsubj",
        "fired fire VERB VBD 3 ccomp",
        ". . PUNCT . 3 punct",
    )
    assert claim.stance == "declines"
    assert words(text, claim.cue) == ["did not say"]


def test_cue_in_the_middle_parts_the_content() -> None:
    text = "The army, he said, had left."
    (claim,) = claims_of(
        text,
        "The the DET DT 1 det",
        "army army NOUN NN 7 nsubj",
        ", , PUNCT , 7 punct",
        "he he PRON PRP 4 nsubj",
        "said say VERB VBD 7 parataxis",
        ", , PUNCT , 7 punct",
        "had have AUX VBD 7 aux",
        "left leave VERB VBN 7 ROOT",
        ". . PUNCT . 7 punct",
    )
    assert words(text, claim.content) == ["The army", "had left"]


DIRECT = "“We won,” said Ali. “All of us.”"
DIRECT_ROWS = (
    "“ “ PUNCT `` 5 punct",
    "We we PRON PRP 2 nsubj",
    "won win VERB VBD 5 ccomp",
    ", , PUNCT , 5 punct",
    "” ” PUNCT '' 5 punct",
    "said say VERB VBD 5 ROOT",
    "Ali Ali PROPN NNP 5 nsubj",
    ". . PUNCT . 5 punct",
    "“ “ PUNCT `` 9 punct",
    "All all DET DT 9 ROOT",
    "of of ADP IN 9 prep",
    "us we PRON PRP 10 pobj",
    ". . PUNCT . 9 punct",
    "” ” PUNCT '' 9 punct",
)


def test_direct_speech_goes_on_after_the_cue() -> None:
    (claim,) = claims_of(DIRECT, *DIRECT_ROWS)
    assert words(DIRECT, claim.content) == ["“We won,”", "“All of us.”"]
    assert claim.kind == "direct"
    assert claim.speaker.name == "Ali"


NESTED = "He said the army told them it won."
NESTED_ROWS = (
    "He he PRON PRP 1 nsubj",
    "said say VERB VBD 1 ROOT",
    "the the DET DT 3 det",
    "army army NOUN NN 4 nsubj",
    "told tell VERB VBD 1 ccomp",
    "them they PRON PRP 4 dobj",
    "it it PRON PRP 7 nsubj",
    "won win VERB VBD 4 ccomp",
    ". . PUNCT . 1 punct",
)


def test_nested_claims_know_their_parent() -> None:
    outer, inner = claims_of(NESTED, *NESTED_ROWS)
    assert outer.parent is None
    assert inner.parent == outer.id
    assert words(NESTED, inner.content) == ["it won"]


def test_noun_cue_with_its_owner() -> None:
    text = "The army's claim that it won was false."
    (claim,) = claims_of(
        text,
        "The the DET DT 1 det",
        "army army NOUN NN 3 poss",
        "'s 's PART POS 1 case",
        "claim claim NOUN NN 7 nsubj",
        "that that SCONJ IN 6 mark",
        "it it PRON PRP 6 nsubj",
        "won win VERB VBD 3 acl",
        "was be AUX VBD 7 ROOT",
        "false false ADJ JJ 7 acomp",
        ". . PUNCT . 7 punct",
    )
    assert words(text, claim.content) == ["that it won"]
    assert words(text, claim.source) == ["The army's"]


def test_a_claim_of_responsibility_is_about_the_noun_before_it() -> None:
    text = "An attack claimed by rebels failed."
    (claim,) = claims_of(
        text,
        "An a DET DT 1 det",
        "attack attack NOUN NN 5 nsubj",
        "claimed claim VERB VBN 1 acl",
        "by by ADP IN 2 agent",
        "rebels rebel NOUN NNS 3 pobj",
        "failed fail VERB VBD 5 ROOT",
        ". . PUNCT . 5 punct",
    )
    assert words(text, claim.content) == ["An attack"]
    assert words(text, claim.source) == ["rebels"]


def test_passive_accusation_with_its_reason_hung_on_the_accuser() -> None:
    text = "He was accused by groups of theft."
    (claim,) = claims_of(
        text,
        "He he PRON PRP 2 nsubjpass",
        "was be AUX VBD 2 auxpass",
        "accused accuse VERB VBN 2 ROOT",
        "by by ADP IN 2 agent",
        "groups group NOUN NNS 3 pobj",
        "of of ADP IN 4 prep",
        "theft theft NOUN NN 5 pobj",
        ". . PUNCT . 2 punct",
    )
    assert words(text, claim.content) == ["He", "theft"]
    assert words(text, claim.source) == ["groups"]
    assert claim.stance == "accuses"


def test_according_to() -> None:
    text = "Ten died, according to Ali."
    (claim,) = claims_of(
        text,
        "Ten ten NUM CD 1 nsubj",
        "died die VERB VBD 1 ROOT",
        ", , PUNCT , 1 punct",
        "according accord VERB VBG 1 prep",
        "to to ADP IN 3 prep",
        "Ali Ali PROPN NNP 4 pobj",
        ". . PUNCT . 1 punct",
    )
    assert words(text, claim.content) == ["Ten died"]
    assert words(text, claim.source) == ["Ali"]


def test_events_get_the_claims_around_them_outermost_first_and_not_the_cue_itself() -> None:
    sheet = Sheet(
        Report("r1", NESTED),
        parse_of(NESTED, *NESTED_ROWS),
        events=(Event("won", "X", Span(31, 33), "won", 0), Event("said", "X", Span(3, 7), "said", 0)),
    )
    coded = AttributionStage(cues=CUES)(sheet)
    inside, outside = coded.events
    assert inside.claims == tuple(claim.id for claim in coded.claims)
    assert outside.claims == ()
    assert "claims" in coded.filled


def test_speaker_comes_from_the_actor_on_the_source() -> None:
    actor = Actor(0, 6, "Police", "id:1", "National Police", "MLI", ("COP",))
    (claim,) = claims_of(INDIRECT, *INDIRECT_ROWS, actors=(actor,))
    speaker = claim.speaker
    assert (speaker.name, speaker.id, speaker.country, speaker.sectors) == ("National Police", "id:1", "MLI", ("COP",))


def test_pronoun_speaker_comes_from_its_antecedent() -> None:
    text = "Ali left. He said the army won."
    army = Actor(18, 26, "the army", "id:2", "Army", kind="agent")
    ali = Actor(0, 3, "Ali", "id:3", "Ali Musa", "YEM", ("GOV",), "person")
    he = Actor(10, 12, "He", kind="person", antecedent=Span(0, 3))
    (claim,) = claims_of(
        text,
        "Ali Ali PROPN NNP 1 nsubj",
        "left leave VERB VBD 1 ROOT",
        ". . PUNCT . 1 punct",
        "He he PRON PRP 4 nsubj",
        "said say VERB VBD 4 ROOT",
        "the the DET DT 6 det",
        "army army NOUN NN 7 nsubj",
        "won win VERB VBD 4 ccomp",
        ". . PUNCT . 4 punct",
        actors=(army, he, ali),
    )
    assert (claim.speaker.id, claim.speaker.country) == ("id:3", "YEM")


@pytest.mark.parametrize(("subject", "how"), [("Two|two|NUM|CD officials", "Two officials"), ("The|the|DET|DT officials", None)])
def test_unnamed_officials_are_anonymous_only_without_an_article(subject: str, how: str | None) -> None:
    first, second = subject.split(" ")
    word, lemma, pos, tag = first.split("|")
    text = f"{word} {second} said it fell."
    (claim,) = claims_of(
        text,
        f"{word} {lemma} {pos} {tag} 1 det" if pos == "DET" else f"{word} {lemma} {pos} {tag} 1 nummod",
        "officials official NOUN NNS 2 nsubj",
        "said say VERB VBD 2 ROOT",
        "it it PRON PRP 4 nsubj",
        "fell fall VERB VBD 2 ccomp",
        ". . PUNCT . 2 punct",
    )
    assert claim.speaker.how == how
    assert claim.speaker.anonymous is (how is not None)


def test_eyewitnesses_go_unnamed_under_their_own_words() -> None:
    text = "Residents said it fell."
    actor = Actor(0, 9, "Residents", name="Residents of X")
    (claim,) = claims_of(
        text,
        "Residents resident NOUN NNS 1 nsubj",
        "said say VERB VBD 1 ROOT",
        "it it PRON PRP 3 nsubj",
        "fell fall VERB VBD 1 ccomp",
        ". . PUNCT . 1 punct",
        actors=(actor,),
    )
    speaker = claim.speaker
    assert (speaker.role, speaker.name, speaker.anonymous) == ("eyewitness", "Residents", True)


def test_they_who_were_unnamed_stay_unnamed() -> None:
    text = "Villagers said it fell. They said it burned."
    villagers = Actor(0, 9, "Villagers", sectors=("CVL",), kind="agent")
    they = Actor(24, 28, "They", antecedent=Span(0, 9), sectors=("CVL",))
    first, second = claims_of(
        text,
        "Villagers villager NOUN NNS 1 nsubj",
        "said say VERB VBD 1 ROOT",
        "it it PRON PRP 3 nsubj",
        "fell fall VERB VBD 1 ccomp",
        ". . PUNCT . 1 punct",
        "They they PRON PRP 6 nsubj",
        "said say VERB VBD 6 ROOT",
        "it it PRON PRP 8 nsubj",
        "burned burn VERB VBD 6 ccomp",
        ". . PUNCT . 6 punct",
        actors=(villagers, they),
    )
    assert second.speaker == first.speaker
    assert (second.speaker.name, second.speaker.anonymous) == ("Villagers", True)


def test_ids_depend_on_the_report_and_nothing_else() -> None:
    one = find_claims(Sheet(Report("a", INDIRECT), parse_of(INDIRECT, *INDIRECT_ROWS)), CUES)
    same = find_claims(Sheet(Report("a", INDIRECT), parse_of(INDIRECT, *INDIRECT_ROWS)), CUES)
    other = find_claims(Sheet(Report("b", INDIRECT), parse_of(INDIRECT, *INDIRECT_ROWS)), CUES)
    assert [item.id for item in one] == [item.id for item in same]
    assert one[0].id != other[0].id


def test_no_parse_no_claims() -> None:
    assert find_claims(Sheet(Report("a", "He said so.")), CUES) == ()
    assert find_claims(Sheet(Report("a", ""), Parse()), CUES) == ()


def test_kind_of_content() -> None:
    text = "He said “we won” and “they lost” too."
    found = quotations(text)
    assert kind_of((Span(8, 16),), found) == "direct"
    assert kind_of((Span(3, 30),), found) == "mixed"
    assert kind_of((Span(0, 7),), found) == "indirect"


def test_an_end_may_have_its_own_stance() -> None:
    found = CUES.words[("say", "VERB")]
    assert found.stance_of("clause", negated=False) == "asserts"
    assert found.stance_of("infinitive", negated=False) == "urges"
    assert found.stance_of("infinitive", negated=True) == "declines"
