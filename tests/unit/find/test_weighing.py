"""Rules and scorer weigh the same candidates, with a scorer that says what the test wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.errors import EngineError
from dateline.find import load_context, load_scorer
from dateline.find.models.scorer import Scorer, WordScore
from dateline.find.relation import RelationWeights, best_of, relate, weigh_pair
from dateline.find.stage import FindStage
from dateline.find.weighing import NONE, Weigher, load_weights
from dateline.lexicon.plover import load_ontology
from dateline.model import Coder, Span
from support import sheet_of

ONTOLOGY = load_ontology()
CODER = Coder("0", "0", "0")


class Says(Scorer):
    """A scorer that reads every word and pair as told."""

    def __init__(self, kind: str, share: float, mode: str = "none") -> None:
        rest = (1 - share) / len(ONTOLOGY.types)
        self._types = dict.fromkeys((*ONTOLOGY.types, NONE), rest) | {kind: share}
        self._modes = {mode: 0.9, "none": 0.1} if mode != "none" else {"none": 1.0}

    def words(self, asked: Sequence[tuple[str, Span]]) -> list[WordScore]:
        assert all(0 <= span.start < span.end <= len(text) for text, span in asked)
        return [WordScore(self._types, self._modes)] * len(asked)

    def pair(self, text: str, actor: Span | None, recipient: Span | None) -> dict[str, float]:
        return {name: share for name, share in self._types.items() if name != NONE}


def find(scorer: Scorer | None) -> FindStage:
    return FindStage(load_context(), Weigher(scorer, ONTOLOGY), ONTOLOGY, CODER)


BOMBED = "Russian warplanes bombed a hospital in Idlib."


def test_agreement_raises_confidence_and_is_recorded() -> None:
    (sure,) = find(Says("ASSAULT", 0.98))(sheet_of(BOMBED)).events
    (unsure,) = find(Says("ASSAULT", 0.30))(sheet_of(BOMBED)).events
    assert sure.confidence > unsure.confidence
    assert any(found.stage == "model" and found.rule == "ASSAULT 0.98" for found in sure.evidence)


def test_a_sure_no_event_overrules_the_rule_with_a_reason() -> None:
    sheet = find(Says(NONE, 0.99))(sheet_of(BOMBED))
    assert sheet.events == () and any("no event here" in dropped.reason for dropped in sheet.dropped)


def test_a_candidate_without_a_fitting_row_is_coded_where_the_model_is_sure() -> None:
    text = "The company seized the opportunity."
    assert find(None)(sheet_of(text)).events == ()
    scorer = Says("COERCE", 0.99, "COERCE:seize")
    assert find(scorer)(sheet_of(text)).events == (), "too few conditions hold for the scorer to be asked"
    open_to_all = Weigher(scorer, ONTOLOGY, replace(load_weights(), near=0.0))
    (event,) = FindStage(load_context(), open_to_all, ONTOLOGY, CODER)(sheet_of(text)).events
    assert (event.type, event.mode) == ("COERCE", "seize")
    assert any(found.rule.startswith("model reads COERCE") for found in event.evidence)


def test_two_spans_are_related_by_the_model_and_by_rules_alone() -> None:
    actor, recipient = Span(0, 17), Span(25, 35)
    sheet = find(None)(sheet_of(BOMBED))
    by_model = relate(sheet, (actor, recipient), Says("SANCTION", 0.9), ONTOLOGY, CODER)
    by_rules = relate(sheet, (actor, recipient), None, ONTOLOGY, CODER)
    assert by_model is not None and (by_model.type, by_model.actors[0].text) == ("SANCTION", "Russian warplanes")
    assert by_rules is not None and (by_rules.type, by_rules.recipients[0].text) == ("ASSAULT", "a hospital")
    assert relate(sheet, (Span(39, 44), None), None, ONTOLOGY, CODER) is None


def test_an_event_of_the_rules_on_both_spans_outweighs_a_model_in_doubt() -> None:
    sheet = find(None)(sheet_of(BOMBED))
    spans = Span(0, 17), Span(25, 35)
    doubtful = relate(sheet, spans, Says("SANCTION", 0.4), ONTOLOGY, CODER)
    sure = relate(sheet, spans, Says("SANCTION", 0.999), ONTOLOGY, CODER)
    assert doubtful is not None and doubtful.type == "ASSAULT"
    assert sure is not None and sure.type == "SANCTION" and sure.confidence > 0.5


def test_types_of_a_family_stand_together() -> None:
    weights = RelationWeights(1.0, (0.0, 0.0, 0.0), 0.0, {}, (("CONCEDE", "RETREAT"),))
    scores = weigh_pair({"AGREE": 0.4, "CONCEDE": 0.25, "RETREAT": 0.35}, [], weights)
    assert best_of(scores, weights) == "RETREAT"


def test_an_unknown_engine_is_an_error() -> None:
    with pytest.raises(EngineError, match="choose 'model'"):
        load_scorer("magic")
