"""Who a claim comes from: the actor behind the words of the source."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from dateline.judge.attribution_frames import Draft, Reader
from dateline.model import Actor, Speaker


@dataclass(frozen=True, slots=True)
class Cast:
    """The report as speakers are looked for in it, with its actors by position."""

    reader: Reader
    actors: tuple[Actor, ...]


def speaker_of(cast: Cast, draft: Draft) -> Speaker:
    """The speaker of a draft."""
    if draft.source is None:
        return Speaker()
    return Speaker(name=cast.reader.text[draft.source.start : draft.source.end])
