"""CoNLL-U in and out, so that parses can be kept, compared and written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.errors import InputError
from dateline.model import Parse, Sentence

_FIELDS = 10


def to_conllu(parse: Parse, text: str) -> str:
    """The parse as CoNLL-U, one block a sentence; ``start`` and ``end`` in MISC are code points into ``text``.

    Dependency labels stay ClearNLP's; a sentence that was not parsed has heads ``_``.
    """
    return "".join(_block(parse, text, sentence) for sentence in parse.sentences)


def _block(parse: Parse, text: str, sentence: Sentence) -> str:
    lines = [f"# text = {' '.join(text[sentence.start : sentence.end].split())}"]
    for index in range(sentence.first, sentence.last):
        head = parse.heads[index]
        above = "0" if head == index else str(head - sentence.first + 1)
        lines.append(
            "\t".join(
                (
                    str(index - sentence.first + 1),
                    parse.texts[index],
                    parse.lemmas[index],
                    parse.pos[index],
                    parse.tags[index],
                    "_",
                    above if sentence.parsed else "_",
                    parse.deps[index] or "_",
                    "_",
                    f"start={parse.starts[index]}|end={parse.ends[index]}",
                )
            )
        )
    return "\n".join(lines) + "\n\n"


def from_conllu(block: str, engine: str = "conllu") -> Parse:
    """The parse that CoNLL-U lines describe.

    Without offsets in MISC the words are taken to stand one space apart. Lines of multi-word tokens and empty nodes are passed
    over. InputError, with the line, for a line without ten fields or with a head that is no word of its sentence.
    """
    rows = list(_rows(block))
    starts, ends = _offsets(rows)
    heads, sentences = _structure(rows, starts, ends)
    cells = [row for _, row, _ in rows]
    return Parse(
        tuple(starts),
        tuple(ends),
        tuple(row[1] for row in cells),
        tuple(row[2] for row in cells),
        tuple(row[3] for row in cells),
        tuple(row[4] for row in cells),
        tuple(heads),
        tuple("" if row[7] == "_" else row[7] for row in cells),
        tuple(sentences),
        engine,
    )


def _rows(block: str) -> Iterator[tuple[int, list[str], int]]:
    """Line number, cells and sentence number of each word."""
    number = 0
    fresh = False
    for line, content in enumerate(block.split("\n"), start=1):
        if not content.strip():
            fresh = True
            continue
        if content.startswith("#"):
            continue
        cells = content.split("\t")
        if len(cells) != _FIELDS:
            raise InputError(f"CoNLL-U line {line}: {len(cells)} fields where ten are wanted, separated by tabs")
        if not cells[0].isdigit():
            continue
        number += fresh
        fresh = False
        yield line, cells, number


def _offsets(rows: list[tuple[int, list[str], int]]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for _, cells, _ in rows:
        noted = dict(pair.split("=", 1) for pair in cells[9].split("|") if "=" in pair)
        start = int(noted.get("start", at))
        starts.append(start)
        ends.append(int(noted.get("end", start + len(cells[1]))))
        at = ends[-1] + 1
    return starts, ends


def _structure(rows: list[tuple[int, list[str], int]], starts: list[int], ends: list[int]) -> tuple[list[int], list[Sentence]]:
    heads: list[int] = []
    sentences: list[Sentence] = []
    first = 0
    while first < len(rows):
        last = next((at for at in range(first, len(rows)) if rows[at][2] != rows[first][2]), len(rows))
        parsed = all(cells[6] != "_" for _, cells, _ in rows[first:last])
        heads.extend(_head(rows[at], at, first, last) for at in range(first, last))
        sentences.append(Sentence(starts[first], ends[last - 1], first, last, parsed))
        first = last
    return heads, sentences


def _head(row: tuple[int, list[str], int], at: int, first: int, last: int) -> int:
    line, cells, _ = row
    if cells[6] in ("0", "_"):
        return at
    if not cells[6].isdigit() or not first <= first + int(cells[6]) - 1 < last:
        raise InputError(f"CoNLL-U line {line}: head {cells[6]!r} is no word of the sentence")
    return first + int(cells[6]) - 1
