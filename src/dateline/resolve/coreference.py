"""Ties pronouns and descriptions ("they", "the group", "the kingdom", "the two sides") to what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.model import Parse
from dateline.resolve.who_binding import doer
from dateline.resolve.who_cues import ActorCues, actor_cues
from dateline.resolve.who_descriptions import Descriptions
from dateline.resolve.who_mentions import Mention

_NEAR = {"he": 3, "she": 3, "they": 2, "it": 1}
_SUBJECT_BONUS = 2.0
_TOPIC_BONUS = 0.5
_SENTENCE_COST = 1.5
_MENTION_COST = 0.2
_PARALLEL_BONUS = 0.5
_MATRIX_BONUS = 0.8
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or description at parse tokens ``[first, last]`` and the mentions it stands for."""

    first: int
    last: int
    antecedents: tuple[Mention, ...]
    rule: str


def resolve_anaphors(parse: Parse, mentions: tuple[Mention, ...], countries: dict[str, str]) -> tuple[Anaphor, ...]:
    """Every pronoun and definite description for which an antecedent was found, in text order.

    ``countries`` gives each country code's name, for "the kingdom" after "the Jordanian army".

    Only the last 14 mentions are looked at for each, so the work is linear in the length of the report.
    """
    return tuple(_Resolver(parse, mentions, countries, actor_cues()).run())


def _key(mention: Mention) -> str:
    """What tells an actor from the others of the report: identity, name, or the noun it goes by."""
    return mention.reading.id or mention.reading.name or (mention.reading.role or "").lower()


@lru_cache(maxsize=4)
def _words_that_refer(words: frozenset[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper())) | _QUOTES


def _spoken(cues: ActorCues) -> frozenset[str]:
    """Every word that may open a reference, as it may be written, and the quotation marks."""
    return _words_that_refer(frozenset((*cues.descriptions["openers"], *cues.pronouns)))


class _Resolver:
    def __init__(self, parse: Parse, mentions: tuple[Mention, ...], countries: dict[str, str], cues: ActorCues) -> None:
        self._parse = parse
        self._cues = cues
        self._descriptions = Descriptions(parse, mentions, countries, cues)
        self._spoken = _spoken(cues)
        self._genders: dict[str, str] = {}
        self._resolved: dict[int, Mention] = {}

    def run(self) -> Iterator[Anaphor]:
        """The anaphors, sentence by sentence."""
        for number, sentence in enumerate(self._parse.sentences):
            quoted = False
            for token in range(sentence.first, sentence.last):
                text = self._parse.texts[token]
                if text not in self._spoken:
                    continue
                if text in _QUOTES:
                    quoted = not quoted
                    continue
                found = self._at(token, text.lower(), number, quoted)
                if found is not None:
                    if len(found.antecedents) == 1:
                        self._resolved[found.last] = found.antecedents[0]
                    yield found

    def _at(self, token: int, word: str, sentence: int, quoted: bool) -> Anaphor | None:
        if word in self._cues.descriptions["openers"]:
            return self._description(token, sentence)
        sort = self._cues.pronouns[word]
        if sort == "speaker":
            return None
        if sort == "relative":
            return self._relative(token)
        if sort == "it" and self._is_dummy(token):
            return None
        best = self._best(token, sentence, sort, quoted)
        best = self._earlier(best) if best is not None else None
        if best is not None and sort in ("he", "she"):
            self._genders.setdefault(_key(best), sort)
        return None if best is None else Anaphor(token, token, (best,), f"pronoun:{sort}")

    def _is_dummy(self, token: int) -> bool:
        """Whether "it" stands for no actor: "it is clear that", "it rained", a town and the fight to retake it."""
        head, label = self._parse.heads[token], self._parse.deps[token]
        if label == "dobj" and self._parse.lemmas[head] in self._cues.grammar["taking_verbs"]:
            return True
        return self._parse.lemmas[head] in self._cues.descriptions["dummy_verbs"] or label == "expl"

    def _relative(self, token: int) -> Anaphor | None:
        """The noun that a "who" or "which" clause hangs on."""
        parse = self._parse
        at = token
        for _ in range(6):
            if parse.deps[at] == "relcl":
                break
            at = parse.heads[at]
        if parse.deps[at] != "relcl":
            return None
        noun = parse.heads[at]
        mention = self._descriptions.covering(parse.starts[noun])
        return None if mention is None else Anaphor(token, token, (mention,), "pronoun:relative")

    def _best(self, token: int, sentence: int, sort: str, quoted: bool) -> Mention | None:
        subject = self._parse.deps[token] in _SUBJECTS
        scored: list[tuple[float, int]] = []
        near = self._descriptions.before(token)
        barred = self._doing(token)
        for age, mention in enumerate(reversed(near)):
            apart = sentence - mention.sentence
            if apart > _NEAR[sort] or not self._agrees(mention, sort, token) or self._bound(token, mention):
                continue
            if barred is not None and _key(self._earlier(mention)) == barred:
                continue
            score = -_SENTENCE_COST * apart - _MENTION_COST * age + _SUBJECT_BONUS * mention.subject
            score += _PARALLEL_BONUS * (subject and mention.subject)
            score += _MATRIX_BONUS * (apart > 0 and self._leads(mention))
            score -= _SUBJECT_BONUS * (quoted and self._speaks(mention, sentence))
            score += _TOPIC_BONUS * bool(mention.reading.id)
            scored.append((score, -age))
        if not scored:
            return None
        age = -max(scored)[1]
        return near[len(near) - 1 - age]

    def _leads(self, mention: Mention) -> bool:
        """Whether the mention is the subject of its sentence's main verb and not of a clause inside it."""
        if mention.token < 0 or not mention.subject:
            return False
        return self._parse.deps[self._parse.heads[mention.token]] == "ROOT"

    def _bound(self, token: int, mention: Mention) -> bool:
        """Whether the pronoun and the mention are arguments of one verb, so that they cannot be the same."""
        parse = self._parse
        if mention.token < 0 or self._is_free(token):
            return False
        return parse.heads[token] == parse.heads[mention.token] and parse.deps[token] not in ("poss",)

    def _is_free(self, token: int) -> bool:
        """Whether the pronoun may stand for the subject of its own clause: his, itself, but not the "her" of "banned her"."""
        free = self._parse.texts[token].lower() in self._cues.descriptions["free"]
        return free and self._parse.deps[token] not in ("dobj", "dative")

    def _doing(self, token: int) -> str | None:
        """What tells who does the deed that the pronoun is the object of: nobody disperses or fires at themselves."""
        word = self._parse.texts[token].lower()
        if self._parse.deps[token] == "poss" or word.endswith(("self", "selves")):
            return None
        subject = doer(self._parse, token, self._cues.descriptions["struck_by"])
        if subject is None:
            return None
        mention = self._resolved.get(subject) or self._descriptions.covering(self._parse.starts[subject])
        return _key(mention) or None if mention is not None else None

    def _speaks(self, mention: Mention, sentence: int) -> bool:
        if mention.token < 0 or not mention.subject or mention.sentence != sentence:
            return False
        return self._parse.deps[self._parse.heads[mention.token]] in ("ROOT", "parataxis")

    def _agrees(self, mention: Mention, sort: str, token: int) -> bool:
        reading = mention.reading
        single = reading.kind == "person" or (reading.kind == "agent" and not reading.plural)
        if sort in ("he", "she"):
            fits = self._genders.get(_key(mention), sort) == sort and not self._contrary(reading.role, sort)
            return single and fits and not self._collective(mention)
        if sort == "they":
            return (
                reading.plural
                or reading.kind == "group"
                or (reading.kind == "media" and mention.subject)
                or self._collective(mention)
                or self._joined(mention)
            )
        if self._presided(token) and reading.kind == "agent" and {"GOV", "MIL", "COP"} & set(reading.sectors):
            return False
        if reading.kind in ("country", "organisation", "media", "group") and reading.via != "demonym":
            return True
        return reading.kind == "agent" and self._collective(mention) and not reading.plural

    def _presided(self, token: int) -> bool:
        """Whether the pronoun says whose president or chairman: no government's, army's or police's has one."""
        owned = self._parse.deps[token] == "poss"
        return owned and self._parse.lemmas[self._parse.heads[token]].lower() in self._cues.phrase["presiding"]

    def _collective(self, mention: Mention) -> bool:
        """Whether an agent noun is a body rather than a person: police, army, ministry."""
        return mention.reading.rule.startswith("agent") and mention.reading.via == "body"

    def _joined(self, mention: Mention) -> bool:
        """Whether the mention is the first of several joined by "and"."""
        if mention.token < 0:
            return False
        following = self._parse.deps[mention.token + 1 : mention.token + 12]
        heads = self._parse.heads[mention.token + 1 : mention.token + 12]
        return any(dep == "conj" and head == mention.token for dep, head in zip(following, heads, strict=True))

    def _contrary(self, role: str | None, sort: str) -> bool:
        words = (role or "").lower().split()
        against = self._cues.phrase["feminine" if sort == "he" else "masculine"]
        return any(word in against for word in words)

    def _description(self, token: int, sentence: int) -> Anaphor | None:
        parse, sets = self._parse, self._cues.descriptions
        last = parse.sentences[sentence].last
        if token + 1 >= last:
            return None
        word = parse.texts[token + 1].lower()
        paired = word if parse.texts[token].lower() in sets["pair_words"] else ""
        bare = word in sets["pair_words"] and parse.deps[token + 1] not in ("nummod", "amod", "compound")
        if word in sets["pair_words"] and token + 2 < last:
            paired = word if bare else parse.texts[token + 2].lower()
        if paired in sets["pair"] or (bare and paired):
            both = self._descriptions.pair(token, sentence, paired, self._earlier)
            until = token + (1 if paired == word else 2)
            return None if both is None else Anaphor(token, until, both, "description:pair")
        found = self._descriptions.single(token, sentence)
        if found is None:
            return None
        until, mention, noun = found
        return Anaphor(token, until, (mention,), f"description:{noun}")

    def _earlier(self, mention: Mention) -> Mention:
        """What the mention was itself found to stand for."""
        return self._resolved.get(mention.token, mention)
