"""Finds the trigger words in the yes and no sentences of the trigger rows and writes them as training words.

``python training/rows.py`` (in Dateline's own environment) writes ``training/corpus/rows.jsonl``.
"""

from __future__ import annotations

import json
from pathlib import Path

from dateline.find import load_context
from dateline.find.matches import readings
from dateline.lexicon.triggers import Trigger, read_triggers
from dateline.model import Report
from dateline.parse import default_parser
from dateline.syntax import Tree

OUT = Path(__file__).parent / "corpus" / "rows.jsonl"


def main() -> None:
    parser = default_parser()
    load_context()
    found = []
    for trigger in read_triggers()[0]:
        for text, yes in ((trigger.row.yes, True), (trigger.row.no, False)):
            span = _span(trigger, text, parser)
            if span is not None:
                found.append(
                    {
                        "text": text,
                        "start": span[0],
                        "end": span[1],
                        "type": trigger.row.type if yes else "NONE",
                        "mode": (trigger.row.mode or "") if yes else "",
                    }
                )
    OUT.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), "utf-8")
    print(len(found), "words")


def _span(trigger: Trigger, text: str, parser) -> tuple[int, int] | None:
    tree = Tree(parser.parse(Report(id="row", text=text)))
    for index in range(len(tree.parse)):
        for _, lemma in readings(tree, index):
            if lemma == trigger.words[-1]:
                first = max(0, index - len(trigger.words) + 1)
                return tree.parse.starts[first], tree.parse.ends[index]
    return None


if __name__ == "__main__":
    main()
