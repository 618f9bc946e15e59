"""Reads MUC-4's reports and answer keys: terrorist incidents in wire reports in capitals, as filled templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from dateline.errors import InputError
from dateline.evaluate.gold_documents import Filler, GoldDocument, GoldIncident, GoldWhere, types_of

Template = Mapping[str, tuple[str, ...]]
_HEAD = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})[^\n]*\n", re.MULTILINE)
_SLOT = re.compile(r"^\d+\.\s+([A-Z: ]+?)(?:\s{2,}|$)(.*)$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_DATE = re.compile(r"(\d{1,2} [A-Z]{3} \d{2})")
_LEVEL = re.compile(r"\s+\([^()]*\)")
_NOTHING = ("", "-", "*")


def load_muc4(reports: Sequence[Path], keys: Sequence[Path]) -> tuple[GoldDocument, ...]:
    """The reports of all files, in order, with the templates that the keys give them; InputError for a key without report."""
    templates: dict[str, list[Template]] = {}
    for path in keys:
        for template in _templates(path.read_text("latin-1").split("\n")):
            templates.setdefault(template["MESSAGE: ID"][0].split()[0], []).append(template)
    texts = dict(pair for path in reports for pair in _texts(path.read_text("latin-1")))
    if missing := sorted(set(templates) - set(texts)):
        raise InputError(f"no report for the key of {missing[0]} (and {len(missing) - 1} more): give its report file too")
    return tuple(GoldDocument(name, text, _incidents(name, templates.get(name, ()))) for name, text in texts.items())


def load_muc4_folder(folder: Path, files: Sequence[str] = ("dev-muc3-*", "tst[0-9]-muc*")) -> tuple[GoldDocument, ...]:
    """The documents of a folder that holds MUC-4's reports and keys (``key-*``); InputError where either is missing."""
    keys = sorted(folder.glob("key-*"))
    reports = sorted(one for pattern in files for one in folder.glob(pattern))
    if not keys or not reports:
        raise InputError(f"{folder}: no MUC-4 reports (dev-muc3-*, tst1-muc3 …) and keys (key-*); give the folder that holds both")
    return load_muc4(reports, keys)


def _texts(raw: str) -> Iterator[tuple[str, str]]:
    heads = list(_HEAD.finditer(raw))
    ends = [head.start() for head in heads[1:]] + [len(raw)]
    for head, end in zip(heads, ends, strict=True):
        yield head.group(1), raw[head.end() : end].strip()


def _templates(lines: Iterable[str]) -> Iterator[Template]:
    """The slots of each template, each with its lines."""
    slots: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in lines:
        found = _SLOT.match(line)
        if found:
            name = found.group(1).strip()
            if name == "MESSAGE: ID" and slots:
                yield slots
                slots = {}
            slots[name] = (found.group(2).strip(),)
        elif line[:1].isspace() and line.strip() and name:
            slots[name] += (line.strip(),)
    if slots:
        yield slots


def _incidents(document: str, templates: Iterable[Template]) -> tuple[GoldIncident, ...]:
    return tuple(_incident(document, one) for one in templates if one["MESSAGE: TEMPLATE"][0] not in _NOTHING)


def _incident(document: str, template: Template) -> GoldIncident:
    number = template["MESSAGE: TEMPLATE"][0]
    kinds = _options(template["INCIDENT: TYPE"][0])
    fitting = (*kinds, *_options(template["INCIDENT: STAGE OF EXECUTION"][0]))
    earliest, latest = _days(template["INCIDENT: DATE"][0])
    people = (*_fillers(template, "HUM TGT: NAME"), *_fillers(template, "HUM TGT: DESCRIPTION"))
    return GoldIncident(
        id=f"{document}:{number.split()[0]}",
        kind=kinds[0],
        types=tuple(dict.fromkeys(name for kind in fitting for name in types_of("muc").get(kind, ()))),
        optional="OPTIONAL" in number,
        earliest=earliest,
        latest=latest,
        where=_where(template["INCIDENT: LOCATION"]),
        perpetrators=(*_fillers(template, "PERP: INDIVIDUAL ID"), *_fillers(template, "PERP: ORGANIZATION ID")),
        people=people,
        things=_fillers(template, "PHYS TGT: ID"),
        killed=_harmed(template, "DEATH"),
        injured=_harmed(template, "INJURY"),
    )


def _options(value: str) -> list[str]:
    return [option.strip(" ?") for option in value.split("/")]


def _fillers(template: Template, slot: str) -> tuple[Filler, ...]:
    """The quoted wordings of each line; what stands after a colon refers to another slot and gives further names."""
    found = []
    for line in template.get(slot, ()):
        names = tuple(dict.fromkeys(name.replace('\\"', '"') for name in _QUOTED.findall(line)))
        if names:
            found.append(Filler(names, line.lstrip().startswith("?")))
    return tuple(found)


def _days(value: str) -> tuple[str, str]:
    """ISO days of ``30 DEC 89``, ``29 DEC 89 - 30 DEC 89`` or ``- 30 DEC 89`` (no later than); the widest of alternatives."""
    days = sorted(filter(None, map(_iso, _DATE.findall(value))))
    if not days:
        return "", ""
    return ("" if value.lstrip("( ").startswith("-") else days[0]), days[-1]


def _iso(day: str) -> str:
    """The ISO day; empty for one that no calendar has."""
    try:
        return datetime.strptime(day.title(), "%d %b %y").date().isoformat()
    except ValueError:
        return ""


def _where(lines: Iterable[str]) -> tuple[GoldWhere, ...]:
    options = [_LEVEL.sub("", option).strip(" ()?") for line in lines for option in re.split(r"\s/\s", line)]
    return tuple(_place(option) for option in options if option not in _NOTHING)


def _place(chain: str) -> GoldWhere:
    levels = [level.strip(" ()") for level in re.split(r":| - ", chain)]
    return GoldWhere(levels[0], tuple((level,) for level in levels[1:] if level))


def _harmed(template: Template, effect: str) -> int | None:
    """How many human targets suffered the effect; None where no number is given."""
    hit = {name for line in template.get("HUM TGT: EFFECT OF INCIDENT", ()) for name in _suffering(line, effect)}
    counts = [_number(line) for line in template.get("HUM TGT: NUMBER", ()) if hit & set(_QUOTED.findall(line))]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _suffering(line: str, effect: str) -> list[str]:
    kind = line.lstrip("? ").split(":")[0]
    return _QUOTED.findall(line) if kind.strip() == effect else []


def _number(line: str) -> int | None:
    found = re.match(r"\D{0,3}(\d+)", line)
    return int(found.group(1)) if found else None
