"""Weights of the story table: logistic regression on pairs of reports that people said are, or are not, about one incident.

Run as ``python training/link_story.py SHEETS OUT``. SHEETS is a pickle of ``[(group, topic, report, events)]``: two reports are
the same when their groups are, and are compared only within a topic. OUT is the table with the features to weigh; its notes stay.
"""

from __future__ import annotations

import csv
import pickle
import sys
from pathlib import Path

import numpy as np

from dateline.lexicon.tables import load_csv
from dateline.link.knowledge import BIAS, WeightRow
from dateline.link.near import by_report, entry_of, near_all
from dateline.link.story_features import story_features

RIDGE = 1.0
ROUNDS = 30


def fit(rows: np.ndarray, same: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights by Newton's method with a ridge."""
    values = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ values))
        curve = weight * np.maximum(chance * (1 - chance), 1e-6)
        hessian = (rows * curve[:, None]).T @ rows + RIDGE * np.eye(len(values))
        values += np.linalg.solve(hessian, rows.T @ (weight * (same - chance)) - RIDGE * values)
    return values


def main(sheets: Path, out: Path) -> None:
    """Fit and write the table."""
    told = pickle.loads(sheets.read_bytes())
    entries = [entry_of(report, events, (), ()) for _, _, report, events in told]
    profiles = [entry.profile for entry in entries]
    homes = {entry.report.id: at for at, entry in enumerate(entries)}
    pairs = [pair for pair in by_report(near_all(entries).stories, homes) if told[pair[0]][1] == told[pair[1]][1]]
    features = [story_features(profiles[one], profiles[other]) for one, other in pairs]
    names = sorted({name for row in features for name in row})
    rows = np.array([[*(row.get(name, 0.0) for name in names), 1.0] for row in features])
    same = np.array([float(told[one][0] == told[other][0]) for one, other in pairs])
    values = fit(rows, same, np.ones(len(same)))
    learned = dict(zip([*names, BIAS], values, strict=True))
    notes = load_csv(out, WeightRow)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("feature", "weight", "note"))
        writer.writerows((row.feature, f"{learned.get(row.feature, 0.0):.3f}", row.note) for row in notes)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
