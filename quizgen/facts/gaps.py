"""What may be left out of a quotation, and what may be offered in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.editing import tidy
from quizgen.facts.passages import roots_of, tokens_of
from quizgen.facts.people.words import words
from quizgen.facts.quotations import Quotation
from quizgen.lexicons import load
from quizgen.models import Span, Word, span_at

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

GAP_TAGS = {"NN", "NNS", "JJ", "JJR", "JJS", "VB", "VBN", "VBD", "VBG", "CD", "RB"}
ADJECTIVAL = {"acomp", "amod", "attr", "ccomp", "conj", "oprd", "ROOT"}
"""What an adjective does in a clause; another is a noun that the tagger mistook."""
LONGEST_FRAGMENT = 6
"""Words up to which a quoted phrase may be left out as a whole."""


def find_fragments(doc: Doc, quotations: Sequence[Quotation]) -> Iterator[Word]:
    """Quoted phrases short enough to be left out whole, with the tag of their head word."""
    for quotation in quotations:
        tokens = tokens_of(doc, [quotation.inner])
        while tokens and tokens[-1].is_punct:
            tokens = tokens[:-1]
        while tokens and tokens[0].tag_ in ("DT", "PRP$"):
            tokens = tokens[1:]
        if not 1 <= len(tokens) <= LONGEST_FRAGMENT or any(t.is_punct for t in tokens):
            continue
        head = roots_of(tokens)[0]
        if head.pos_ not in ("NOUN", "ADJ", "VERB") or any(t.pos_ == "PRON" for t in tokens):
            continue
        span = span_between(tokens[0], tokens[-1])
        yield Word(
            tidy(doc[tokens[0].i : tokens[-1].i + 1].text), head.tag_, head.lemma_.lower(), span
        )


def find_phrases(doc: Doc, body: Sequence[Span]) -> Iterator[Word]:
    """As in "stark choice", "political solution": adjectives with the noun right behind them."""
    for noun in doc:
        if noun.pos_ != "NOUN" or noun.i == 0 or span_at(noun.idx, body) is None:
            continue
        adjective = doc[noun.i - 1]
        if adjective.tag_ != "JJ" or adjective.head != noun or adjective.ent_type_:
            continue
        if noun.lower_ in words().role:
            continue  # "special envoy": a person fits no gap for a thing
        if adjective.is_alpha and noun.is_alpha and not adjective.is_stop:
            span = span_between(adjective, noun)
            yield Word(doc[adjective.i : noun.i + 1].text, noun.tag_, noun.lemma_.lower(), span)


def is_gap_word(token: Token) -> bool:
    """Whether leaving this word out asks something worth asking."""
    return bool(
        token.tag_ in GAP_TAGS
        and token.is_alpha
        and len(token) > 3
        and not token.is_stop
        and token.ent_type_ not in ("DATE", "TIME")
        and token.dep_ not in ("aux", "auxpass", "neg", "compound")
        and (token.tag_ != "JJ" or token.dep_ in ADJECTIVAL)  # "a matter of principle"
        # A participle without an auxiliary is an adjective to the reader: another won't fit.
        and (token.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in token.children))
        # "in many ways", "the reality"; but "the real issue"
        and (token.pos_ == "ADJ" or token.lemma_.lower() not in load("frames")["filler"])
        and (token.pos_ not in ("VERB", "AUX", "ADJ") or _stands_alone(token))
        and not (token.dep_ == "amod" and token.i > token.head.i)  # "the only plan available"
        # "the bridge’s"; "no matter", "no doubt"
        and not any(c.tag_ == "POS" or c.lower_ == "no" for c in token.children)
        and not any(n.text == "-" for n in _neighbours(token))  # "D-minus"
    )


def _stands_alone(word: Token) -> bool:
    """Whether another word may fit its place: not before "against", "that …", "to …"."""
    after = word.nbor(1) if word.i + 1 < len(word.doc) else word
    return after.pos_ not in ("ADP", "PART", "SCONJ") and not any(
        c.dep_ in ("ccomp", "xcomp", "prt", "acomp", "attr", "oprd") for c in word.children
    )


def _neighbours(token: Token) -> Iterator[Token]:
    if token.i:
        yield token.nbor(-1)
    if token.i + 1 < len(token.doc):
        yield token.nbor(1)


def _place(token: Token) -> str:
    """What a noun does in its clause: another that does the same fits its gap."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return ""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ == "pobj":
        return f"pobj {token.head.lower_}"
    return {"nsubjpass": "dobj"}.get(token.dep_, str(token.dep_))


def as_word(token: Token) -> Word:
    attributive = token.dep_ == "amod" and token.i < token.head.i
    return Word(
        token.text,
        token.tag_,
        token.lemma_.lower(),
        span_between(token, token),
        predicative=(token.tag_ == "JJ" and not attributive)
        or (token.pos_ == "VERB" and any(c.dep_ == "dobj" for c in token.children)),
        place=_place(token),
    )
