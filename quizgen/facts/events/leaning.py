"""Whether what is kept of a clause leans on something that isn't told with it.

Whoever reads the question alone asks: participant in what, in answer to what, which of the talks?
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quizgen.facts.events.descriptions import description
from quizgen.facts.events.sorts import sorts_of
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token
    from quizgen.facts.events.context import Context
    from quizgen.facts.events.plain import Shape

TELLING = ("attr", "oprd", "dobj")
OWNERS = ("prep", "poss", "compound", "nmod", "relcl", "acl")


def leaning_doubt(context: Context, shape: Shape) -> str | None:
    """Why a clause's words say too little without those around them; None if they don't."""
    return next((found for check in CHECKS if (found := check(context, shape))), None)


def _kept(shape: Shape) -> list[Token]:
    own = () if shape.named else shape.before
    return [*own, *shape.behind]


def _is_name(context: Context, token: Token) -> bool:
    return token.pos_ == "PROPN" or token.ent_type_ == "NORP" or context.editor.is_place(token)


def _nothing_named(context: Context, shape: Shape) -> str | None:
    """As in "The talks began on Thursday": no name says which."""
    if (
        shape.named
        or any(_is_name(context, t) for t in _kept(shape))
        or any(map(str.isupper, shape.told))
    ):
        return None
    if "events" in sorts_of(shape.subject) and any(
        c.dep_ == "compound" and c.pos_ == "NOUN" for c in shape.subject.children
    ):
        return None  # "the election campaign": its sort tells which
    if any(t.ent_type_ in ("DATE", "ORDINAL") for t in shape.behind):
        return None  # "moves into its sixth year": its age does
    return "nobody and nothing in it is named"


def _without_complement(context: Context, shape: Shape) -> str | None:
    """As in "Karst became a regular participant in 2007": in what?"""
    inside = {t.i for t in shape.behind}
    words = load("plain_events")["leaning"]
    for token in shape.behind:
        if token.lemma_.lower() in words["related"]:
            role = token.dep_ in TELLING or (token.dep_ == "pobj" and token.head.lower_ == "as")
            told = any(c.i in inside and c.dep_ in OWNERS for c in token.children)
            told = told or (token.i + 1 in inside and token.nbor().pos_ == "ADP")
        elif token.lower_ in words["related_adjectives"]:
            role = token.dep_ in ("acomp", "oprd", "attr")
            told = any(c.i in inside and c.i > token.i for c in token.children)
        else:
            continue
        if role and not told:
            return f"“{token.text}”: of or in what is not said"
    return None


def _in_answer(context: Context, shape: Shape) -> str | None:
    """As in "The Harbour Board filed a brief in response on Monday": to what?"""
    words = load("plain_events")["leaning"]
    inside = {t.i for t in shape.behind}
    for token in (*shape.behind, *(c for c in shape.verb.children if c.i == shape.verb.i - 1)):
        if token.i in inside and token.lower_ in words["adverbs"] and token.dep_ == "advmod":
            return f"“{token.text}” leans on what was said before"
        if token.lower_ not in words["answers"] or token.dep_ != "pobj":
            continue
        if token.head.lower_ in ("in", "by") and not any(c.i in inside for c in token.children):
            return f"“{token.head.text} {token.text}”: to or for what is not said"
    return None


def _beside(context: Context, shape: Shape) -> str | None:
    """As in "killed two sailors in neighbouring Karst": of where is it the neighbour?"""
    near = load("plain_events")["leaning"]["near"]
    for token in _kept(shape):
        if token.lower_ in near and token.dep_ in ("amod", "compound", "nmod"):
            return f"“{token.text}”: of what is not said"
    return None


def _piece_of_name(context: Context, shape: Shape) -> str | None:
    """As in "Department filed notices", of which "The Justice" was taken for something else."""
    pieces = load("plain_events")["leaning"]["pieces"]
    kept = _kept(shape)
    inside = {t.i for t in kept}
    first = shape.told.split()[:2]
    if first and first[0].istitle() and first[0].lower() in pieces and first[1:] != ["of"]:
        return f"“{first[0]}”: it may be a piece of a name"
    for token in kept:
        if not token.is_title or token.lower_ not in pieces or token.dep_ in ("compound", "nmod"):
            continue
        own = [c for c in token.children if c.i in inside]
        if not any(c.i < token.i or c.lower_ == "of" for c in own):
            return f"“{token.text}”: it may be a piece of a name"
    return None


def _capital(context: Context, shape: Shape) -> str | None:
    """As in "Parts of Karst were shut down": a sentence's first word, taken for a name."""
    own = () if shape.named else shape.before
    if not own or own[0].pos_ != "PROPN" or not own[0].is_sent_start or len(own) < 2:
        return None
    first, follows = own[0], own[1]
    if follows.lower_ != "of" or context.editor.is_name(first):
        return None
    return f"whether “{first.text}” is a name is not certain"


def _several(context: Context, shape: Shape) -> str | None:
    """As in "The Leith talks began on Thursday", where the article tells of two rounds of talks."""
    words = load("plain_events")["leaning"]
    inside = {t.i for t in _kept(shape)}
    for noun in _kept(shape):
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in words["repeated"]:
            continue
        if noun.head.dep_ == "prep" or not any(
            c.lower_ == "the" and c.dep_ == "det" for c in noun.children
        ):
            continue
        told = description(noun, inside)
        for other in context.doc:
            if other.i in inside or other.lemma_ != noun.lemma_:
                continue
            ranks = {c.lower_ for c in other.children} & set(words["ranks"])
            rounds = other.dep_ == "pobj" and other.head.head.lemma_.lower() == "round"
            if (ranks or rounds) and not told & {c.lemma_.lower() for c in other.children}:
                return f"“{noun.text}”: the article tells of several"
    return None


def _unplaced(context: Context, shape: Shape) -> str | None:
    """As in "Ada Brook conducted the inquest": into whose death?"""
    placed = load("plain_events")["leaning"]["placed"]
    inside = {t.i for t in _kept(shape)}
    for noun in _kept(shape):
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in placed:
            continue
        definite = any(c.lower_ == "the" or c.tag_ == "PRP$" for c in noun.children)
        own = [t for t in noun.subtree if t.i in inside]
        if noun == shape.subject:
            own = _kept(shape)
        if definite and not any(_is_name(context, t) and t != noun for t in own):
            return f"“{noun.text}”: where or of what is not said"
    return None


def _inserted(context: Context, shape: Shape) -> str | None:
    """As in "Karst, the only town flooded twice, in 1945, voted on Monday" of 1945."""
    tie, doc = shape.tie, shape.verb.doc
    first, last = tie.first, tie.last
    if tie.preposition is not None and first and doc[first - 1].lower_ == tie.preposition:
        first -= 1
    if first >= shape.verb.i or first < shape.subject.i:
        return None
    marks = (",", "-", "–", "—", "--", "(")
    before = [t for t in doc[shape.subject.i + 1 : first] if not t.is_space]
    behind = doc[last + 1 : shape.verb.i]
    inner = any(t.is_alpha for t in before) and any(t.text in marks for t in before)
    if inner and any(t.text in (*marks, ")") for t in behind):
        return "it may date what is inserted beside its subject"
    return None


def _glued(context: Context, shape: Shape) -> str | None:
    """As in "since the strike began in May | to close to 900": words of the verb outside."""
    verb = shape.verb
    if verb.dep_ != "advcl" or shape.tie.first < verb.i:
        return None
    behind = [t for t in shape.behind if t.i > shape.tie.last]
    if behind and behind[0].pos_ not in ("ADP", "PART", "SCONJ"):
        return "what stands behind its date may belong to another verb"
    return None


def _general(context: Context, shape: Shape) -> str | None:
    """As in "When boats disappeared for more than 48 hours, the outcome was usually bad"."""
    usual = load("plain_events")["leaning"]["usual"]
    subject = shape.subject
    plural = subject.tag_ == "NNS" and not any(
        c.dep_ in ("det", "poss", "nummod", "amod", "compound") for c in subject.children
    )
    under = shape.verb.dep_ == "advcl" and any(
        c.lower_ in ("if", "when", "whenever", "where") for c in shape.verb.children
    )
    around = {t.lower_ for t in shape.verb.sent}
    if plural and (under or shape.lasting) or (under and around & set(usual)):
        return "it may be told of any time that it happened"
    return None


CHECKS: tuple[Callable[[Context, Shape], str | None], ...] = (
    _without_complement,
    _in_answer,
    _beside,
    _piece_of_name,
    _capital,
    _several,
    _unplaced,
    _inserted,
    _glued,
    _general,
    _nothing_named,
)
