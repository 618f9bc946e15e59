"""Measures the coding of events: `python benchmarks/coding.py [--plv FILE --folds FOLDS.json] [--events FILE] [--errors]`.

- `--plv` with the `folds.json` of `training/train.py --folds 5`: the type between two marked spans, model alone and model with rules,
  macro-F1 over five folds, by type, with the reliability of the confidence.
- `--events`: the types of whole sentences (PETRARCH2's, say), micro and macro F1, by type.
- Always: how far the confidence of events can be trusted, on our own sentences kept back from training, and reports a second.
`--errors` lists what stays wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

import calibrate
import relate
from dateline import Coder
from dateline.evaluate.coding import load_sentences, score_sentences
from dateline.lexicon.plover import load_crosswalk


def sentences(path: Path, *, errors: bool) -> None:
    coder = Coder(strict=True)
    cases = load_sentences(path, {row.cameo: row.type for row in load_crosswalk()})
    started = time.process_time()
    score = score_sentences(cases, lambda text, date: coder.code(text, published=date, language="en").events)
    took = time.process_time() - started
    print(
        f"{path.name}: micro F1 {score.micro:.3f}, macro F1 {score.macro_f1:.3f}, of {len(cases)}; {len(cases) / took:.0f} a CPU second"
    )
    for one in score.types:
        print(f"  {one.type:10} of {one.support:4}  precision {one.precision:.2f}  recall {one.recall:.2f}  F1 {one.f1:.2f}")
    for name, gold, found, text in score.misses if errors else ():
        print(f"{name}: wanted {gold or 'nothing'}, found {found or 'nothing'}: {text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plv", type=Path)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    if args.plv and args.folds:
        relate.report(relate.read_all(args.plv, args.folds), errors=args.errors)
    if args.events:
        sentences(args.events, errors=args.errors)
    calibrate.report(calibrate.cases())


if __name__ == "__main__":
    main()
