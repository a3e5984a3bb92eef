"""Passages whose words and parses have been changed by chance.

What looks at parses must not rely on their being right. A passage is parsed and read once, and
then torn a thousand times: the parser alone takes thirty times as long as all that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from quizgen.analysis import load_model
from quizgen.analysis.tokens import Doc
from quizgen.article import article_from_text
from quizgen.article.paragraphs import paragraphs
from quizgen.facts.quotations import Quotation, find_quotations
from quizgen.facts.reader import Reading, default_reader
from quizgen.facts.reader.decoding import FEATURES
from quizgen.models import Article, Span
from tests.cases import read_cases
from tests.fuzz.texts import MARKS, ODD, WORDS
from tests.test_properties import PIECES

JOINTS = ("", " ", "\n", "\n\n")
RATES = (0.0, 0.01, 0.03, 0.1, 0.3)
"""Shares of words that are changed."""

Range = tuple[int, int]
"""The first token and the one behind the last."""


@dataclass(frozen=True)
class Word:
    """A token and what the parser says of it."""

    text: str
    space: bool  # whether one follows
    tag: str
    dep: str
    head: int  # tokens to the right
    entity: str


@dataclass(frozen=True)
class Passage:
    """A text with its parse, and its attributions as the network reads them."""

    words: tuple[Word, ...]
    readings: tuple[tuple[tuple[Range, ...], ...], ...]  # source, cue and content of each


@cache
def passages() -> tuple[str, ...]:
    """The texts of all golden passages, and odder ones."""
    names = ("questions.md", "events.md", "attribution.md", "speakers.md")
    texts = [re.sub(r"\[\w+:|\]", "", case.text) for name in names for case in read_cases(name)]
    return tuple(dict.fromkeys((*texts, *PIECES)))


@cache
def _passage(number: int) -> Passage:
    text = passages()[number % len(passages())]
    spans = paragraphs(text)
    doc = load_model()(Article("passage", "Passage", text, body=tuple(spans)))
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}

    def ranges(parts: Sequence[Span]) -> tuple[Range, ...]:
        return tuple((starts[s], ends[e]) for s, e in parts if s in starts and e in ends)

    return Passage(
        tuple(
            Word(
                token.text,
                bool(token.whitespace_),
                token.tag_,
                token.dep_,
                token.head.i - token.i,
                f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O",
            )
            for token in doc
        ),
        tuple(
            (ranges(reading.source), ranges(reading.cue), ranges(reading.content))
            for reading in default_reader().read(text, spans, find_quotations(text, spans))
        ),
    )


Torn = tuple[Article, Doc, list[Quotation], list[Reading]]


def torn(numbers: Sequence[int], published: object, seed: int) -> Torn | None:
    """Passages one after the other, changed; None where nothing is left that is an article."""
    from spacy.tokens import Doc as Parsed

    dice = Random(seed)
    model = load_model().model
    words: list[Word] = []
    said: list[tuple[tuple[Range, ...], ...]] = []
    for number in numbers:
        passage = _passage(number)
        start = len(words)
        said += [
            tuple(tuple((start + a, start + b) for a, b in part) for part in reading)
            for reading in passage.readings
        ]
        words += passage.words
        joint = dice.choice(JOINTS)
        words[-1] = replace(words[-1], space=joint == " ")
        if joint.strip(" "):
            words.append(Word(joint, False, "_SP", "dep", -1, "O"))
    heads = [place + word.head for place, word in enumerate(words)]
    _tear(words, heads, dice)
    parsed = Parsed(
        model.vocab,
        words=[word.text for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        heads=heads,
        deps=[word.dep for word in words],
        ents=_entities([word.entity for word in words]),
    )
    doc = Doc.of(model.get_pipe("lemmatizer")(model.get_pipe("attribute_ruler")(parsed)))
    try:
        article = article_from_text(doc.text, published=published, language="en")  # type: ignore[arg-type]
    except ValueError:
        return None
    spans = paragraphs(article.text)
    readings = [reading for each in said if (reading := _reading(doc, each, dice)) is not None]
    readings.sort(key=lambda reading: reading.cue[0])
    return article, doc, find_quotations(article.text, spans), readings


def _tear(words: list[Word], heads: list[int], dice: Random) -> None:
    model = load_model().model
    tags = model.get_pipe("tagger").labels
    relations = [
        each for each in model.get_pipe("parser").labels if "||" not in each and each != "ROOT"
    ]
    kinds = [f"B-{each}" for each in model.get_pipe("ner").labels]
    rate = dice.choice(RATES)
    for place, word in enumerate(words):
        if word.tag == "_SP" or dice.random() >= rate:
            continue
        what = dice.randrange(5)
        if what == 0:
            words[place] = replace(word, tag=dice.choice(tags))
        elif what == 1 and heads[place] != place:  # a root is always called one
            words[place] = replace(word, dep=dice.choice(relations))
        elif what == 2:
            words[place] = replace(word, entity=dice.choice((*kinds, "O")))
        elif what == 3:
            text = dice.choice(dice.choice((MARKS, ODD, WORDS)))
            words[place] = replace(word, text=re.sub("[\ud800-\udfff]", "\ufffd", text))
        elif heads[place] != place:
            _reattach(place, heads, dice)


def _reattach(place: int, heads: list[int], dice: Random) -> None:
    """Another head, within the sentence, such that there is no circle."""
    near = range(max(0, place - 12), min(len(heads), place + 13))
    there = [each for each in near if _root(each, heads) == _root(place, heads)]
    head = dice.choice(there)
    above = head
    while above != place and heads[above] != above:
        above = heads[above]
    if above != place:
        heads[place] = head


def _root(place: int, heads: list[int]) -> int:
    while heads[place] != place:
        place = heads[place]
    return place


def _entities(marks: list[str]) -> list[str]:
    """Marks that go together: none goes on with what didn't begin."""
    for place, mark in enumerate(marks):
        before = marks[place - 1] if place else "O"
        if mark.startswith("I-") and before[2:] != mark[2:]:
            marks[place] = f"B-{mark[2:]}"
    return marks


def _reading(doc: Doc, said: tuple[tuple[Range, ...], ...], dice: Random) -> Reading | None:
    """A reading with some edges moved; its parts never overlap, and none is empty."""
    taken: set[int] = set()
    parts: list[tuple[Span, ...]] = []
    for ranges in said:
        spans = []
        for start, end in ranges:
            if dice.random() < 0.2:
                start += dice.randint(-3, 3)
            if dice.random() < 0.2:
                end += dice.randint(-3, 3)
            start, end = max(0, start), min(len(doc), end)
            if start < end and not taken & set(range(start, end)):
                taken |= set(range(start, end))
                spans.append(Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))
        if not spans:
            return None
        parts.append(tuple(sorted(spans)))
    return Reading(*parts, features=tuple(dice.random() for _ in FEATURES))
