"""Whether the words that are kept of a clause are one clause, and all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.facts.events.plain_verbs import phrase_of
from quizgen.facts.events.sorts import sorts_of
from quizgen.facts.events.wording import SUBJECTS, VERBAL
from quizgen.facts.verbs import base_form
from quizgen.lexicons import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.analysis.tokens import Token
    from quizgen.facts.events.plain import Shape
    from quizgen.facts.events.ties import Tie

CUT = "its clause is cut short"
TWO = "it tells two things"
PARTED = "its subject is doubtful"
FINITE = ("VBD", "VBP", "VBZ", "MD")
COMPLETING = ("JJ", "VB", "VBG", "VBN")
ASIDE = 12
"""Words of an aside, at most."""


def whole_doubt(shape: Shape) -> str | None:
    """Why the words of a clause may be more than one clause, or less; None where they are one."""
    return (
        _second_verb(shape)
        or _lost_behind_aside(shape)
        or _purpose(shape)
        or _parted_name(shape)
        or _one_of_two(shape)
    )


def _second_verb(shape: Shape) -> str | None:
    """As in "released clips seized in the raid but later pulled them": two verbs, one asked."""
    inside = {t.i for t in shape.behind}
    for token in shape.behind:
        if token.tag_ not in FINITE or token.pos_ not in VERBAL:
            continue
        head = token.head if token.dep_ in ("aux", "auxpass") else token
        if _has_subject(head, inside):
            continue
        return TWO
    return None


def _has_subject(verb: Token, inside: set[int]) -> bool:
    """Whether a verb, or the one that it is joined to, has its subject among the words."""
    while True:
        if any(c.dep_ in (*SUBJECTS, "expl", "csubj") and c.i in inside for c in verb.children):
            return True
        if verb.dep_ != "conj" or verb.head.i not in inside:
            return False
        verb = verb.head


def _lost_behind_aside(shape: Shape) -> str | None:
    """As in "a deal that saw Ms Lund, the mayor, elected chair": what was seen stands behind."""
    if not shape.behind:
        return None
    last = shape.behind[-1]
    doc, end = last.doc, last.sent.end
    inside = {t.i for t in shape.behind}
    above = last
    while above.head != above and above.pos_ not in VERBAL:
        above = above.head
    if above == shape.verb or above.i not in inside or last.i + 1 >= end:
        return None
    if doc[last.i + 1].text != ",":
        return None
    for token in doc[last.i + 2 : min(end, last.i + ASIDE)]:
        if token.text == ",":
            follows = doc[token.i + 1] if token.i + 1 < end else None
            return CUT if follows is not None and follows.tag_ in COMPLETING else None
    return None


def _purpose(shape: Shape) -> str | None:
    if is_for_purpose(shape.verb, shape.behind, shape.tie):
        return "whether it began that, or for that, is not certain"
    return None


def is_for_purpose(verb: Token, behind: Sequence[Token], tie: Tie) -> bool:
    """As in "the operation began in May to ease the siege": it began, in order to ease it."""
    begun = base_form(verb).lower() in load("plain_events")["begun"]["verbs"]
    if not begun or not behind or tie.first < verb.i:
        return False
    return behind[0].tag_ == "TO" and behind[0].i > tie.last


def _parted_name(shape: Shape) -> str | None:
    """As in "the latest world Harbour Report, released on Monday", of which half is no name."""
    subject = shape.subject
    if shape.named or subject.dep_ != "appos" or subject.pos_ != "PROPN":
        return None
    before = subject.doc[subject.left_edge.i - 1] if subject.left_edge.i else None
    return PARTED if before is not None and before.is_alpha and before.pos_ == "NOUN" else None


def _one_of_two(shape: Shape) -> str | None:
    """As in "Ms Lund married in 2013": whom? What takes two has lost one of them."""
    verb, subject, table = shape.verb, shape.subject, load("plain_events")["mutual"]
    phrase = phrase_of(verb)
    if shape.passive or phrase not in table["verbs"]:
        return None
    others = [c for c in verb.children if c.dep_ in ("dative", "dobj", "prep")]
    if any(c.i not in shape.tie.words for c in others):
        return None
    if phrase in table["alone"] and "bodies" in sorts_of(subject):
        return None  # "the delegation will meet again"
    several = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "both")
    joined = any(c.dep_ == "conj" for c in subject.children) and not shape.named
    return None if several or joined else "with whom is not said"
