"""How many gold incidents of whole documents get an event, and how much of it is right.

python benchmarks/documents.py [--muc REPORTS_AND_KEYS_FOLDER] [--wikievents FILE] [--every N] [--show K]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from dateline import Coder
from dateline.evaluate.documents import DocumentScore, Tally, score_documents
from dateline.evaluate.gold_documents import GoldDocument, country_codes
from dateline.evaluate.muc4 import load_muc4_folder
from dateline.evaluate.wikievents import load_wikievents
from dateline.model import Sheet


def row(name: str, tally: Tally) -> str:
    return f"  {name:14}P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}  of {tally.wanted}"


def report(name: str, score: DocumentScore, *, templates: bool) -> None:
    print(
        f"{name}: {score.incidents} incidents, fitting event {score.typed / max(1, score.incidents):.3f}, "
        f"anchored {score.anchored / max(1, score.incidents):.3f}"
    )
    for field, tally in score.fields.items():
        print(f"  {field} right {tally.recall:.3f} of {tally.wanted}")
    if templates:
        print(f"  documents without incident {score.irrelevant}, with an event of force {score.alarms}")
        for slot, tally in score.slots.items():
            print(row(slot, tally))
        print(row("ALL TEMPLATES", score.all_templates))


def show(score: DocumentScore, most: int) -> None:
    for miss in [miss for miss in score.misses if miss.field in ("type", "anchor")][:most]:
        one = miss.incident
        parties = [filler.names[0] for filler in (*one.perpetrators, *one.people, *one.things)]
        print(f"    {miss.field:7}{one.id} {one.kind} {one.earliest}..{one.latest} {'; '.join(parties)}")


def measure(name: str, documents: Sequence[GoldDocument], coder: Coder, most: int) -> None:
    def code(document: GoldDocument) -> Sheet:
        return coder.code(document.text, language="en", external_id=document.id)

    start = time.perf_counter()
    score = score_documents(documents, code, country_codes())
    report(f"{name} ({len(documents)} documents, {time.perf_counter() - start:.0f} s)", score, templates=name == "MUC-4")
    show(score, most)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--muc", type=Path, help="folder with MUC-4 reports and keys")
    parser.add_argument("--wikievents", type=Path, help="a WikiEvents JSONL file")
    parser.add_argument("--engine", default="rules", choices=("rules", "model"))
    parser.add_argument("--every", type=int, default=1, help="take every Nth document")
    parser.add_argument("--first", type=int, default=0, help="leave out so many documents")
    parser.add_argument("--show", type=int, default=0, help="print so many missed incidents")
    arguments = parser.parse_args()
    coder = Coder(engine=arguments.engine)
    if arguments.muc:
        documents = load_muc4_folder(arguments.muc, ("dev-muc3-*", "tst[12]-muc*"))[arguments.first :: arguments.every]
        measure("MUC-4", documents, coder, arguments.show)
    if arguments.wikievents:
        documents = load_wikievents(arguments.wikievents)[arguments.first :: arguments.every]
        measure("WikiEvents", documents, coder, arguments.show)


if __name__ == "__main__":
    main()
