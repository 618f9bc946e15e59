"""One door to every score: a suite's name and a gold file in, a small table (or JSON) out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from dateline.coder import Coder
from dateline.errors import InputError
from dateline.evaluate.actors import evaluate_mentions
from dateline.evaluate.attribution import attribution_of, read_gold, total
from dateline.evaluate.attribution import score as score_claims
from dateline.evaluate.coding import CodingScore, load_pairs, load_sentences, score_pairs, score_sentences
from dateline.evaluate.counts import load_count_cases, load_toll_cases, score_counts, score_tolls
from dateline.evaluate.documents import score_documents
from dateline.evaluate.factuality import (
    agreement,
    case_agreement,
    load_scored_cases,
    load_scored_sentences,
    load_status_cases,
    score_status,
)
from dateline.evaluate.gold_documents import country_codes
from dateline.evaluate.incidents import load_link_cases, score_incidents
from dateline.evaluate.muc4 import load_muc4_folder
from dateline.evaluate.places import load_event_places, load_places, score_event_places, score_places
from dateline.evaluate.times import parsed_times
from dateline.evaluate.times import score as score_times
from dateline.evaluate.wikievents import load_wikievents
from dateline.lexicon.plover import load_crosswalk
from dateline.model import Claim, Report
from dateline.parse import default_parser
from dateline.resolve.where import PlaceReader

Figures = dict[str, float]
Suite = Callable[[Path], Figures]


def _coding(score: CodingScore) -> Figures:
    figures = {"macro F1": score.macro_f1, "accuracy or micro F1": score.micro}
    return figures | {f"{one.type} F1 (of {one.support})": one.f1 for one in score.types}


def _plv(path: Path) -> Figures:
    coder = Coder()
    return _coding(
        score_pairs(load_pairs(path), lambda text, actor, recipient: coder.between(text, actor=actor, recipient=recipient))
    )


def _events(path: Path) -> Figures:
    coder = Coder()
    crosswalk = {row.cameo: row.type for row in load_crosswalk()}
    cases = load_sentences(path, crosswalk)
    return _coding(score_sentences(cases, lambda text, date: coder.code(text, published=date, language="en").events))


def _documents(path: Path) -> Figures:
    coder = Coder(engine="rules")
    score = score_documents(
        load_muc4_folder(path) if path.is_dir() else load_wikievents(path),
        lambda one: coder.code(one.text, language="en", external_id=one.id),
        country_codes(),
    )
    found = max(1, score.incidents)
    figures = {"incidents with a fitting event": score.typed / found, "with party, place or day right too": score.anchored / found}
    figures |= {f"{field} right (of {tally.wanted})": tally.recall for field, tally in score.fields.items() if tally.wanted}
    return figures | ({"ALL TEMPLATES F": score.all_templates.f1} if path.is_dir() else {})


def _actors(path: Path) -> Figures:
    scores = evaluate_mentions(path)
    return {f"{field} accuracy": scores.accuracy(field) for field in sorted({key[1] for key in scores.counts})}


def _places(path: Path) -> Figures:
    score = score_places(load_places(path), default_parser().parse, PlaceReader())
    return {
        "names found F1": score.f1,
        "found and within 161 km": score.located,
        "most populous namesake within 161 km": score.located_populous,
    }


def _event_places(path: Path) -> Figures:
    score = score_event_places(load_event_places(path), default_parser().parse, PlaceReader())
    return {"place of the verb F1": score.f1, "exact span F1": score.f1_exact}


def _times(path: Path) -> Figures:
    score = score_times(path, parsed_times(default_parser().parse))
    return {
        "strict F1": score.strict_f1,
        "relaxed F1": score.relaxed_f1,
        "type F1": score.type_f1,
        "value F1": score.value_f1,
        "value accuracy": score.value_accuracy,
    }


def _attribution(path: Path) -> Figures:
    coder = Coder(engine="rules")
    scores = total(
        score_claims(document.attributions, [attribution_of(claim) for claim in _claims(coder, document.id, document.text)])
        for document in read_gold(path)
    )
    return {f"{name} F1": score.f1 for name, score in scores.items()}


def _claims(coder: Coder, name: str, text: str) -> tuple[Claim, ...]:
    return coder.code_report(Report(name, text)).claims


def _factuality(path: Path) -> Figures:
    parser = default_parser()
    first = path.read_text("utf-8").partition("\n")[0]
    if '"tokens"' in first or '"score"' in first:
        given = '"tokens"' in first
        found = (
            agreement(load_scored_sentences(path), parser.parse) if given else case_agreement(load_scored_cases(path), parser.parse)
        )
        return {"Pearson r": found.pearson, "mean absolute error": found.error}
    return {"status accuracy": score_status(load_status_cases(path), parser.parse).accuracy}


def _counts(path: Path) -> Figures:
    parser = default_parser()
    records = path.with_name(path.name.replace("reports", "records"))
    if records == path or not records.exists():
        return {"all counts right": score_counts(load_count_cases(path), parser.parse).accuracy}
    tolls = score_tolls(load_toll_cases(path, records), parser.parse)
    return {
        "killed right": tolls.share(tolls.killed),
        "injured right": tolls.share(tolls.injured),
        "both right": tolls.share(tolls.both),
    }


def _incidents(path: Path) -> Figures:
    coder = Coder()
    cases = load_link_cases(path)
    return score_incidents(
        cases, lambda case: coder.code(case.text, published=case.published, language="en", external_id=case.key)
    ).figures()


SUITES: Mapping[str, Suite] = MappingProxyType(
    {
        "plv": _plv,
        "events": _events,
        "documents": _documents,
        "actors": _actors,
        "places": _places,
        "event-places": _event_places,
        "times": _times,
        "attribution": _attribution,
        "factuality": _factuality,
        "counts": _counts,
        "incidents": _incidents,
    }
)


def evaluate(suite: str, path: str, *, as_json: bool = False) -> str:
    """The scores of a suite on a gold file that the user has; InputError for an unknown suite or a missing file."""
    if suite not in SUITES:
        raise InputError(f"suite {suite!r} is unknown; choose one of {', '.join(SUITES)}")
    if not Path(path).exists():
        raise InputError(f"{path}: no such file; give the path of the gold set")
    try:
        figures = SUITES[suite](Path(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error
    if as_json:
        return json.dumps({name: round(value, 4) for name, value in figures.items()})
    width = max(map(len, figures))
    return "\n".join(f"{name:{width}}  {value:.3f}" for name, value in figures.items())
