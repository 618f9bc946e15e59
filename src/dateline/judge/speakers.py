"""Who a claim comes from: the actor behind the source, their role, and whether and how they stay unnamed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from dateline.judge.attribution_drafts import Draft, Reader
from dateline.judge.attribution_hidden import nobody
from dateline.model import Actor, Span, Speaker

_REACH = 200
_LONGEST_ACTOR = 12
_ASIDES = ("relcl", "acl", "appos", "punct", "parataxis", "advcl")
_ROLES = ("eyewitness", "document", "media")


@dataclass(slots=True)
class Cast:
    """The report as speakers are looked for in it: its actors by position, and who spoke last by name or role."""

    reader: Reader
    actors: tuple[Actor, ...]
    last: Speaker | None = None
    told: dict[int, Speaker] = field(default_factory=dict)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.actors = tuple(sorted(self.actors, key=lambda actor: (actor.start, -actor.end, actor.text)))
        self.starts = [actor.start for actor in self.actors]

    def at(self, span: Span, head: Span) -> Actor | None:
        """The actor mentioned in a span: the longest over its head word, else the longest in it."""
        near = self.near(span)
        over = [actor for actor in near if actor.start < head.end and head.start < actor.end] or near
        return max(over, key=lambda actor: (over is near and actor.kind == "person", *_rank(actor)), default=None)

    def near(self, span: Span) -> list[Actor]:
        """The actors mentioned in a span, in text order."""
        low = max(0, bisect_left(self.starts, span.start) - _LONGEST_ACTOR)
        high = bisect_right(self.starts, span.end - 1)
        return [actor for actor in self.actors[low:high] if actor.start < span.end and span.start < actor.end]


def _rank(actor: Actor) -> tuple[bool, int, int]:
    return (actor.id is not None, actor.end - actor.start, -actor.start)


def speaker_of(cast: Cast, draft: Draft) -> Speaker:
    """The speaker of a draft; without a source all of its fields are empty."""
    if draft.source is None or draft.speaker is None:
        return Speaker()
    token = _antecedent(cast.reader, draft.speaker)
    if nobody(cast.reader, token):
        return Speaker()
    words = cast.reader.tree.parse.texts[token].lower()
    if words in cast.reader.words("pronouns"):
        return _pronoun(cast, draft, token)
    span = draft.source if token == draft.speaker else cast.reader.tree.subtree(token)
    speaker = _described(cast, draft, span, token)
    cast.last = cast.told[cast.reader.tree.parse.starts[token]] = speaker
    return speaker


def _antecedent(reader: Reader, token: int) -> int:
    """The noun that a relative pronoun stands for; any other token is its own."""
    parse = reader.tree.parse
    if parse.texts[token].lower() not in reader.words("relatives"):
        return token
    verb = parse.heads[token]
    for _ in range(_LONGEST_ACTOR):
        if parse.deps[verb] == "relcl":
            return parse.heads[verb]
        if parse.heads[verb] == verb:
            break
        verb = parse.heads[verb]
    return token


def _pronoun(cast: Cast, draft: Draft, token: int) -> Speaker:
    """The speaker behind a pronoun: its antecedent if that was found, else whoever spoke last."""
    head = cast.reader.tree.span(token, token)
    actor = cast.at(draft.source or head, head)
    if actor is None or (actor.antecedent is None and actor.id is None):
        return cast.last or Speaker()
    if actor.antecedent is None:
        return _from_actor(actor)
    named = range(actor.antecedent.start, min(actor.antecedent.end, actor.antecedent.start + _REACH))
    spoken = next((cast.told[at] for at in named if at in cast.told), None)
    if spoken is not None:
        return spoken
    earlier = cast.at(actor.antecedent, actor.antecedent)
    unnamed = _unnamed_before(cast, draft, actor.antecedent)
    if unnamed is not None:
        return unnamed
    if earlier is not None:
        return _from_actor(earlier)
    text = cast.reader.text[actor.antecedent.start : actor.antecedent.end]
    return Speaker(name=actor.name or text, id=actor.id, country=actor.country, sectors=actor.sectors)


def _unnamed_before(cast: Cast, draft: Draft, named: Span) -> Speaker | None:
    """The speaker behind a pronoun where the words it stands for leave them unnamed; nothing where they are named."""
    parse = cast.reader.tree.parse
    low, high = bisect_left(parse.starts, named.start), bisect_left(parse.starts, named.end)
    head = next((at for at in range(low, high) if not low <= parse.heads[at] < high), None)
    if head is None or parse.pos[head] != "NOUN":
        return None
    span = cast.reader.tree.subtree(head)
    found = _described(cast, replace(draft, span=span, source=span, speaker=head), span, head)
    return found if found.anonymous else None


def _from_actor(actor: Actor) -> Speaker:
    return Speaker(name=actor.name or actor.text, id=actor.id, country=actor.country, sectors=actor.sectors, role=actor.role)


def _described(cast: Cast, draft: Draft, span: Span, token: int) -> Speaker:
    reader = cast.reader
    actor = cast.at(span, reader.tree.span(token, token))
    how = _how(reader, draft, span, token)
    office = actor.role if actor is not None else None
    listed = actor is not None and actor.kind == "person" and actor.id is not None
    role = (office if listed else None) or _role(reader, token) or office
    if role is None and actor is not None and actor.kind == "media":
        role = "media"
    return Speaker(
        name=_words(reader, span, token)
        if how is not None
        else _closing_name(cast, span, token) or _name(reader, actor, span, token),
        id=None if actor is None else actor.id,
        country=None if actor is None else actor.country,
        sectors=() if actor is None else actor.sectors,
        anonymous=how is not None,
        role=role,
        how=how,
    )


def _name(reader: Reader, actor: Actor | None, span: Span, token: int) -> str | None:
    if actor is not None and (actor.name or (actor.id and actor.kind != "agent")):
        return actor.name or actor.text
    if not _is_name(reader, token):
        apposed = _apposed_name(reader, token)
        return apposed if apposed is not None or reader.tree.parse.pos[token] == "PRON" else _words(reader, span, token)
    parts = [item for item in reader.tree.children[token] if reader.tree.parse.deps[item] in ("compound", "nmod")]
    name = reader.tree.span(min((token, *parts)), token)
    return " ".join(reader.text[max(name.start, span.start) : name.end].split())


def _closing_name(cast: Cast, span: Span, token: int) -> str | None:
    """The person named at the end of a description: ``a spokesman for the group, So-and-so``."""
    text = cast.reader.text
    if _is_name(cast.reader, token):
        return None
    for actor in reversed(cast.near(span)):
        closes = span.start < actor.start and 0 <= span.end - actor.end <= 1
        if closes and actor.kind == "person" and text[actor.start - 2 : actor.start] == ", ":
            return actor.name or actor.text
    return None


def _is_name(reader: Reader, token: int) -> bool:
    """Whether a token is a proper name; a word in lower case is none, whatever the parser took it for: ``defence ministry``."""
    return reader.tree.parse.pos[token] == "PROPN" and not reader.tree.parse.texts[token].islower()


def _apposed_name(reader: Reader, token: int) -> str | None:
    """The name that follows an office after a comma: the ambassador, So-and-so."""
    tree = reader.tree
    for item in tree.children[token]:
        if tree.parse.deps[item] == "appos" and tree.parse.pos[item] == "PROPN" and item > token:
            first = min((item, *(at for at in tree.children[item] if tree.parse.deps[at] in ("compound", "nmod"))))
            span = tree.span(first, item)
            return " ".join(reader.text[span.start : span.end].split())
    return None


def _words(reader: Reader, span: Span, token: int) -> str | None:
    """The words for a source without a name, up to the first clause or aside that hangs on them."""
    tree = reader.tree
    ends = [
        tree.parse.starts[tree.left[item]] for item in tree.children[token] if item > token and tree.parse.deps[item] in _ASIDES
    ]
    end = min((span.end, *(at for at in ends if at > span.start)))
    words = " ".join(reader.text[span.start : min(end, span.start + _REACH)].split())
    return words.rstrip(" ,;:-–—(") or None


def _role(reader: Reader, token: int) -> str | None:
    parse = reader.tree.parse
    word = parse.texts[token].lower()
    for role in _ROLES:
        if word in reader.words(f"{role}_nouns"):
            return role
    if parse.pos[token] == "NOUN" or (parse.pos[token] == "PROPN" and not _is_name(reader, token)):
        return parse.lemmas[token]
    for item in reader.tree.children[token]:
        if parse.deps[item] in ("compound", "appos") and parse.pos[item] == "NOUN":
            return parse.lemmas[item]
    return None


def _how(reader: Reader, draft: Draft, span: Span, token: int) -> str | None:
    """The words by which a source stays unnamed, or nothing if it does not."""
    words = _anonymity(reader, draft, span)
    if words is not None:
        return words
    parse = reader.tree.parse
    head, token = token, _one_of(reader, token)
    word = parse.texts[token].lower()
    named = any(parse.pos[item] == "PROPN" and parse.deps[item] == "appos" for item in reader.tree.children[token])
    if named or parse.pos[token] == "PROPN" or parse.pos[token] == "PRON":
        return None
    if word in reader.words("anonymous_nouns") or word in reader.words("eyewitness_nouns"):
        return _first_words(reader, span)
    person = word in reader.words("person_nouns")
    return _first_words(reader, span) if person and (_indefinite(reader, token) or token != head) else None


def _one_of(reader: Reader, token: int) -> int:
    """Of ``one of the officials`` the officials: whoever it is stays unnamed among them."""
    parse = reader.tree.parse
    if parse.pos[token] not in ("NUM", "DET", "PRON", "ADJ"):
        return token
    for item in reader.tree.children[token]:
        if parse.deps[item] == "prep" and parse.texts[item].lower() == "of":
            inner = reader.tree.first(item, "pobj")
            return token if inner is None else inner
    return token


def _indefinite(reader: Reader, token: int) -> bool:
    """``two officials``, ``an aide``, bare ``officials``: nothing says which."""
    parse = reader.tree.parse
    before = [item for item in reader.tree.children[token] if item < token]
    if any(parse.texts[item].lower() in reader.words("indefinite") or parse.pos[item] == "NUM" for item in before):
        return True
    return parse.tags[token] == "NNS" and not any(parse.deps[item] in ("det", "poss") for item in before)


def _anonymity(reader: Reader, draft: Draft, span: Span) -> str | None:
    """A phrase that says why the source goes unnamed: in the source, or anywhere from it to the end of the sentence."""
    start = min(span.start, draft.span.start)
    words = reader.text[start : max(span.end, draft.span.end) + _REACH].partition("\n\n")[0].partition(". ")[0].lower()
    found = sorted((words.find(phrase), -len(phrase)) for phrase in reader.words("anonymity") if phrase in words)
    if found:
        return reader.text[start + found[0][0] : start + found[0][0] - found[0][1]]
    inside = reader.text[span.start : span.end].lower()
    near = any(phrase in inside for phrase in reader.words("insiders"))
    return _first_words(reader, span) if near and reader.tree.parse.pos[draft.speaker or 0] != "PROPN" else None


def _first_words(reader: Reader, span: Span) -> str:
    return " ".join(reader.text[span.start : min(span.end, span.start + _REACH)].split())
