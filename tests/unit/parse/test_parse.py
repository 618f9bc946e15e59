"""Segments, letter case, CoNLL-U, repairs and the reader, without a parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EngineError, InputError
from dateline.model import Report, Span, Zone
from dateline.parse import Parser, default_engine, from_conllu, load_boundaries, to_conllu
from dateline.parse.casing import is_shouted, is_title_case, recased
from dateline.parse.reader import plain_tokens
from dateline.parse.records import Tokens
from dateline.parse.repairs import with_finite_coordination, with_past_verbs, without_day_names
from dateline.parse.segments import segments, sentences
from support import parse_of


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, Span(0, len(text)), load_boundaries())]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gunmen fled. Police gave chase.", 2),
        ("Lt. Col. Joao Silva of the U.S. Army said no.", 1),
        ("He lives in the U.S. The others left.", 2),
        ('"We will fight." He left the room.', 2),
        ("Some 1.5 million people fled. No. 10 was hit.", 2),
        ("Was it true? No one knew! All left…", 3),
        ("J. K. Rowling spoke.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(cut(text)) == count


@given(st.text(max_size=300))
def test_segments_are_ordered_pieces_of_the_text(text: str) -> None:
    spans = list(segments(Report(id="r", text=text), load_boundaries()))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))


def test_only_zones_that_are_read_are_cut() -> None:
    text = "Share this\n\nGunmen fled."
    report = Report(id="r", text=text, zones=(Zone(0, 10, "furniture"), Zone(12, 24, "body")))
    assert [text[span.start : span.end] for span in segments(report, load_boundaries())] == ["Gunmen fled."]


def test_wrapped_lines_are_one_paragraph_and_short_lines_are_not() -> None:
    text = "The rebels attacked a convoy near the town of Beni and killed\ntwelve soldiers.\nMenu\nSport"
    found = [text[span.start : span.end] for span in segments(Report(id="r", text=text), load_boundaries())]
    assert found[0].endswith("twelve soldiers.") and found[-2:] == ["Menu", "Sport"]


def test_a_text_without_marks_is_cut_all_the_same() -> None:
    assert all(len(piece) <= 4000 for piece in cut("word " * 5000))


def test_letter_case() -> None:
    assert is_shouted("THE REBELS ATTACKED A POLICE POST IN SAN MIGUEL") and not is_shouted("UN")
    assert is_title_case("Three Killed in Mosul Blast as Army Advances")
    assert not is_title_case("Three people were killed in a blast")
    assert recased("THE REBELS ATTACKED SAN MIGUEL", {"rebels", "attacked"}) == "The rebels attacked San Miguel"


@given(st.text(max_size=200))
def test_recasing_keeps_the_length(text: str) -> None:
    assert len(recased(text, {"the", "a"})) == len(text)


def test_conllu_there_and_back() -> None:
    text = "Russian warplanes bombed a hospital in Idlib."
    parse = parse_of(text)
    assert replace(from_conllu(to_conllu(parse, text)), engine=parse.engine) == parse


def test_hand_written_conllu_needs_no_offsets() -> None:
    parse = from_conllu("1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tfled\tflee\tVERB\tVBD\t_\t0\tROOT\t_\t_\n")
    assert (parse.starts, parse.ends, parse.heads) == ((0, 7), (6, 11), (1, 1))


@pytest.mark.parametrize("line", ["1\tfled\tflee", "1\tfled\tflee\tVERB\tVBD\t_\t9\tROOT\t_\t_"])
def test_bad_conllu_says_which_line(line: str) -> None:
    with pytest.raises(InputError, match="line 1"):
        from_conllu(line)


class Words:
    """An engine that only splits at spaces."""

    name = "words"

    def parse(self, texts: Iterable[str]) -> Iterator[Tokens]:
        return map(plain_tokens, texts)


def test_unwanted_sentences_are_tokens_without_a_parse() -> None:
    parser = Parser(Words(), load_boundaries(), wanted=lambda text: "fled" in text)
    parse = parser.parse(Report(id="r", text="Rebels fled. It rained."))
    assert [sentence.parsed for sentence in parse.sentences] == [True, False]
    assert parse.heads == tuple(range(len(parse)))


def table(*rows: tuple[str, str, str, int, str]) -> Tokens:
    texts, pos, tags, heads, deps = (list(column) for column in zip(*rows, strict=True))
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
    return Tokens(starts, ends, texts, [text.lower() for text in texts], pos, tags, heads, deps, [0])


def test_a_day_behind_a_name_is_cut_off_it() -> None:
    tokens = without_day_names(
        table(
            ("met", "VERB", "VBD", 0, "ROOT"),
            ("Assad", "PROPN", "NNP", 2, "compound"),
            ("Tuesday", "PROPN", "NNP", 0, "dobj"),
        ),
        frozenset({"Tuesday"}),
    )
    assert (tokens.heads, tokens.deps) == ([0, 0, 0], ["ROOT", "dobj", "npadvmod"])


def test_a_past_form_is_no_adjective() -> None:
    tokens = with_past_verbs(
        table(
            ("military", "ADJ", "JJ", 2, "amod"),
            ("seized", "VERB", "VBD", 2, "amod"),
            ("power", "NOUN", "NN", 2, "ROOT"),
        )
    )
    assert (tokens.heads, tokens.deps) == ([1, 1, 1], ["nsubj", "ROOT", "dobj"])


def test_a_participle_before_its_noun_stays() -> None:
    tokens = table(("detained", "VERB", "VBN", 1, "amod"), ("leaders", "NOUN", "NNS", 1, "ROOT"))
    assert with_past_verbs(tokens) is tokens


def test_a_finite_verb_is_not_coordinated_with_an_infinitive() -> None:
    tokens = with_finite_coordination(
        table(
            ("urged", "VERB", "VBD", 0, "ROOT"),
            ("leave", "VERB", "VB", 0, "xcomp"),
            ("sent", "VERB", "VBD", 1, "conj"),
        )
    )
    assert tokens.heads == [0, 0, 0]


def test_an_engine_that_is_not_installed_is_named() -> None:
    with pytest.raises(EngineError, match="en_core_web_nothing"):
        default_engine("en_core_web_nothing")
