"""What one line is, judged by its own words and shape: byline, date line, caption, credit, correction, furniture."""

from __future__ import annotations

import re

from dateline.model import ZoneKind
from dateline.read.cues import LineCues, Source, date_cues, source_names, zone_cues
from dateline.read.dates import find_dates
from dateline.read.lines import Unit

_LETTERS = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")
_COUNTER = re.compile(r"[\d.,]{1,12} ?[km]?\+? (\w+(?: \w+)?)", re.IGNORECASE)
_SOURCE_END = re.compile(r"(?:[\[(/]|\s[-–—]\s?|via )\s*([A-Z][\w' \-.]{1,40})[\])]?\.?$")
_DESK = re.compile(r"([\w./ ]{0,40}?)\s*[(\[]([^()\[\]]{2,80})[)\]]$")
_CAPTION_WORDS, _FURNITURE_WORDS, _LINE_WORDS = 60, 30, 14


def line_kind(unit: Unit) -> ZoneKind | None:
    """The part of the page this line plays, where the line alone tells; None where it does not."""
    key = unit.key
    if not any(char.isalnum() for char in unit.text[:300]):
        return "furniture"
    if _begins(key, unit, zone_cues().correction):
        return "correction"
    if is_byline(unit):
        return "byline"
    if is_date_line(unit):
        return "dateline"
    if is_credit(unit):
        return "credit"
    if is_caption(unit):
        return "caption"
    return "furniture" if is_furniture(unit) else None


def _begins(key: str, unit: Unit, cues: LineCues) -> bool:
    low = " ".join(unit.text[:120].lower().replace("’", "'").split())
    return key in cues.line or low.startswith(cues.start)


def _holds(unit: Unit, cues: LineCues, most: int) -> bool:
    low = unit.text[:400].lower()
    return unit.words <= most and any(cue in low for cue in cues.anywhere)


def is_furniture(unit: Unit) -> bool:
    """Whether the line belongs to the page and not to the report: menus, buttons, notices, counters."""
    cues = zone_cues().furniture
    if _begins(unit.key, unit, cues) and unit.words <= 60:
        return True
    if _holds(unit, cues, _FURNITURE_WORDS) or _is_counter(unit):
        return True
    return _is_menu(unit) or _is_handle(unit)


def _is_counter(unit: Unit) -> bool:
    match = _COUNTER.fullmatch(unit.key) if len(unit.key) < 40 else None
    return bool(match and match[1] in zone_cues().counter_units) or (unit.words <= 5 and unit.key.endswith(" ago"))


def _is_handle(unit: Unit) -> bool:
    if " " in unit.text[:300] or unit.words > 4:
        return False
    return any(mark in unit.key for mark in ("@", "://", "."))


def _is_menu(unit: Unit) -> bool:
    """Whether short labels stand side by side: ``Home | World | Africa``."""
    cues = zone_cues()
    text = unit.text[:400]
    for mark in cues.separators:
        parts = [part.strip().lower() for part in text.split(mark) if part.strip()]
        known = any(part in cues.furniture.line for part in parts)
        if (len(parts) >= 3 or (len(parts) == 2 and known)) and all(len(part.split()) <= 3 for part in parts):
            return True
    words = unit.key.split()
    return 3 <= len(words) <= 20 and not unit.ends and sum(word in cues.furniture.line for word in words) * 10 >= len(words) * 9


def is_byline(unit: Unit) -> bool:
    """Whether the line says who wrote the report and nothing more."""
    cues = zone_cues().byline
    text = unit.text[:200]
    if unit.words > _LINE_WORDS or len(unit.text) > 160:
        return False
    if unit.key in cues.line:
        return True
    low = text.lower()
    start = next((cue for cue in cues.start if low.startswith((cue + " ", cue + ": ", cue + ":"))), None)
    if start is None:
        return _is_source_and_place(unit)
    return names_only(_without_dates(text[len(start) :])) and not text.rstrip().endswith(("?", "!"))


def _is_source_and_place(unit: Unit) -> bool:
    parts = [part.strip() for part in unit.text[:120].split(",")]
    if len(parts) < 2 or unit.ends:
        return False
    known = [part.lower() in source_names() for part in parts]
    return any(known) and all(known[i] or (names_only(part) and len(part.split()) <= 3) for i, part in enumerate(parts))


def names_only(text: str) -> bool:
    """Whether ``text`` holds names, and otherwise only the small words and job titles that stand among names."""
    cues = zone_cues()
    words = _LETTERS.findall(text)
    if not words or len(words) > _LINE_WORDS:
        return False
    if len(words) > 6 and text.isupper():
        return False
    named = [word for word in words if word[0].isupper() and word.lower() not in cues.name_joiners]
    allowed = cues.name_joiners | cues.byline_roles
    rest = [
        word
        for word in words
        if not word[0].isupper() and not word.lower().startswith(("al-", "el-", "d'")) and word.lower() not in allowed
    ]
    return bool(named) and not rest


def is_name_line(unit: Unit) -> bool:
    """Whether the line is two to four capitalised words, as a reporter's name is."""
    words = unit.text.split() if len(unit.text) < 60 else []
    return 2 <= len(words) <= 4 and not unit.ends and not any(c.isdigit() for c in unit.text) and names_only(unit.text)


def is_title_case(unit: Unit) -> bool:
    """Whether a short line has nearly all its longer words capitalised, as headlines have and sentences do not."""
    words = [word for word in _LETTERS.findall(unit.text[:200]) if len(word) >= 4]
    if not 4 <= unit.words <= 20 or len(words) < 3 or unit.text[:200].isupper():
        return False
    return bool(sum(word[0].isupper() for word in words) * 10 >= len(words) * 9)


def _without_dates(text: str) -> str:
    for item in reversed(find_dates(text)):
        text = text[: item.start] + " " + text[item.end :]
    words = date_cues().weekdays.keys() | date_cues().line_words
    return " ".join(
        word for word in text.split() if word.lower().strip(",.:|()") not in words or word.lower() in zone_cues().name_joiners
    )


def is_date_line(unit: Unit) -> bool:
    """Whether the line holds a full date, and beside it only a label, a weekday, a clock or a place."""
    if unit.words > _LINE_WORDS + 6 or len(unit.text) > 160:
        return False
    found = [item for item in find_dates(unit.text) if item.full]
    if not found:
        return False
    rest = _LETTERS.findall(_without_dates(unit.text))
    return not rest or (len(rest) <= 2 and all(word[0].isupper() for word in rest) and not unit.ends)


def is_credit(unit: Unit) -> bool:
    """Whether the line says who reported, wrote or edited, or which agency the report is from."""
    cues = zone_cues().credit
    if _begins(unit.key, unit, cues) and unit.words <= 80:
        return True
    if _holds(unit, cues, 50) or source_named(unit.text) or _is_desk_credit(unit):
        return True
    return unit.text.startswith(("©", "(c)", "Copyright", "COPYRIGHT")) and bool(sources_within(unit.text[:200]))


def _is_desk_credit(unit: Unit) -> bool:
    """Whether a few initials or names stand before a bracket of sources: ``ab/cd (AFP, dpa)``."""
    match = _DESK.match(unit.text) if len(unit.text) <= 120 else None
    if match is None or len(match[1].split()) > 3:
        return False
    return all(part.strip().lower() in source_names() for part in match[2].split(","))


def source_named(text: str) -> Source | None:
    """The agency or outlet that ``text`` consists of, brackets and dashes around it aside."""
    return source_names().get(" ".join(text[:60].lower().split()).strip(" ()[]-–—.©/")) if len(text) <= 60 else None


def sources_within(text: str) -> tuple[Source, ...]:
    """The sources whose names stand between slashes, commas, spaces and brackets in a credit, in order."""
    found: list[Source] = []
    for part in re.split(r"[/,;()\[\]|]|\s[-–—]\s|\band\b", text):
        words = part.split()[:12]
        for size in range(min(4, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                name = " ".join(words[at : at + size]).strip(" .:©")
                source = source_names().get(name.lower()) if name[:1].isupper() else None
                if source and source not in found:
                    found.append(source)
    return tuple(found)


def is_photo_credit(unit: Unit) -> bool:
    """Whether the line only says whose picture it is: ``Credit: AP``."""
    low = unit.text[:80].lower()
    if unit.words > 10:
        return False
    if unit.text[0] in "([" and unit.text[-1] in ")]" and names_only(unit.text[1:-1]):
        return True
    return low.startswith(zone_cues().photo_credit) or (
        unit.words <= 6 and bool(_SOURCE_END.search(unit.text)) and _ends_with_source(unit)
    )


def is_caption(unit: Unit) -> bool:
    """Whether the line describes a picture."""
    cues = zone_cues().caption
    low = unit.text[:80].lower()
    if unit.words <= _CAPTION_WORDS and low.startswith(cues.start):
        return True
    return _holds(unit, cues, _CAPTION_WORDS) or is_photo_credit(unit)


def _ends_with_source(unit: Unit) -> bool:
    match = _SOURCE_END.search(unit.text[-60:])
    return bool(match and match[1].strip().lower() in source_names())


def ends_with_source(unit: Unit) -> bool:
    """Whether a line no longer than a caption is signed at its end: ``… in Goma [Reuters]``."""
    return unit.words <= _CAPTION_WORDS and _ends_with_source(unit)
