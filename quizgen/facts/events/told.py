"""Whether a clause itself tells of whom or what it is.

What another sentence, another verb or another noun must lend to a clause may be lent wrongly, and
a date of the wrong person or thing is worse than no question. So the clause has a subject of its
own, named there; "who", "which" and participles stand behind the one noun that they can be of; and
nobody else could be "he".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from quizgen.facts.events.antecedents import is_one_name, others_meant
from quizgen.facts.events.sorts import sorts_of
from quizgen.facts.events.wording import SUBJECTS, VERBAL
from quizgen.facts.people.pronouns import FEMALE, MALE

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token
    from quizgen.facts.events.context import Context
    from quizgen.facts.events.plain import Shape
    from quizgen.models import Speaker

NAMING = ("NOUN", "PROPN")
BEFORE = 3
"""Sentences before that of "he" in which nobody else may be told of who could be meant."""
BREAKS = {"-", "--", "–", "—", ":", ";"}
"""Behind these a sentence may begin anew."""


def told_doubt(context: Context, shape: Shape) -> str | None:
    """Why a clause doesn't tell by itself of whom or what it is; None if it does."""
    return next((found for check in CHECKS if (found := check(context, shape))), None)


def _pronoun(context: Context, shape: Shape) -> str | None:
    """As in "Tom Vance’s lawyer, Karl Holt, said he was arrested in May"."""
    subject = shape.subject
    if subject.pos_ != "PRON":
        return None
    who = context.cast.of(subject)
    if who is None or subject.lower_ not in MALE | FEMALE:
        return f"“{subject.text}”: what it stands for is told elsewhere"
    near = _near(subject)
    named = any(t.pos_ == "PROPN" and context.cast.of(t) == who for t in near)
    if not named or others_meant(context, near, subject, who) or _named(context, near, who):
        return f"“{subject.text}”: more than one person may be meant"
    return None


def _near(pronoun: Token) -> list[Token]:
    """The words of a pronoun's sentence and of the few before it."""
    start = pronoun.sent.start
    for _ in range(BEFORE):
        if start:
            start = pronoun.doc[start - 1].sent.start
    return list(pronoun.doc[start : pronoun.sent.end])


def _named(context: Context, near: list[Token], who: Speaker) -> bool:
    """Whether anybody else of that gender is named there, wherever in a sentence."""
    own = set(who.name.split())
    people = {t.text for t in context.doc if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"}
    for token in near:
        if token.pos_ != "PROPN" or token.text not in people or token.text in own:
            continue
        other = context.cast.of(token)
        if other == who or (other is not None and other.type != "person"):
            continue
        if other is None or None in (other.gender, who.gender) or other.gender == who.gender:
            return True
    return False


def _behind_noun(context: Context, shape: Shape) -> str | None:
    """As in "an attempt to end the Karst dispute that began in 2003": the attempt did."""
    clause = shape.governing
    while clause.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in clause.children):
        clause = clause.head
    if clause.dep_ not in ("acl", "relcl"):
        return None
    own = [c for c in clause.children if c.dep_ in SUBJECTS]
    if own and own[0].tag_ not in ("WDT", "WP"):
        return None
    if own and own[0].tag_ == "WP":
        return None  # "who": of somebody
    if shape.named and shape.subject.dep_ == "appos" and shape.subject.head.pos_ == "PROPN":
        return None  # "Ada Lund, a sailor arrested in Leith"
    if any(t != shape.subject for t in _others_of_phrase(shape.subject, clause)):
        return f"“{shape.subject.text}”: another noun beside it may be meant"
    return None


def _others_of_phrase(noun: Token, clause: Token) -> Iterator[Token]:
    """The nouns that a clause behind a phrase may be of: those around a noun, and within it."""
    for token in noun.subtree:
        if token.i > noun.i and token.i < clause.left_edge.i and token.pos_ in NAMING:
            yield token
    # "To end the dispute that began": "that" tells which; "Norvik’s dispute" needs no telling.
    the = any(c.lower_ == "the" for c in noun.children) and clause.left_edge.lower_ == "that"
    climb = noun
    while climb.head != climb:
        of, climb = climb.lower_ == "of", climb.head
        if of and not sorts_of(climb) - {"plain"} and sorts_of(noun) & {"events"}:
            continue  # "the success of peace talks that began": no success begins
        if climb.pos_ in NAMING and not is_one_name(climb, noun):
            yield climb
        if climb.pos_ in VERBAL and (the or climb.tag_ not in ("VB", "VBG") or _is_modal(climb)):
            return


def _is_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def _shared(context: Context, shape: Shape) -> str | None:
    """As in "The pier has suffered.-The mayor, Ada Lund, only served for a year"."""
    first, last = sorted((shape.subject.i, shape.verb.i))
    dashes = 0
    for token in shape.verb.doc[first + 1 : last]:
        if token.text in (":", ";") or token.text.endswith((".-", ".–", ".—")):
            dashes = 1
            break
        hyphen = token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_
        dashes += token.text in BREAKS and not hyphen
    if dashes % 2:
        return f"“{shape.subject.text}”: its sentence breaks off before the verb"
    return None


CHECKS: tuple[Callable[[Context, Shape], str | None], ...] = (_pronoun, _behind_noun, _shared)
