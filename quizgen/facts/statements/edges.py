"""What stands around the words of a statement and belongs to them, but was not taken in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.facts.passages import FINITE, MARKS, breaks, is_dash, roots_of
from quizgen.facts.people.pronouns import SUBJECTS
from quizgen.facts.statements.saying import Saying
from quizgen.facts.wholeness import ends_early, unwhole_clause

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

WEAKENING = {"almost", "barely", "hardly", "mostly", "nearly", "never", "not", "partly", "scarcely"}
LEADING_ON = {"dobj", "expl", "mark", "aux", "auxpass", "det", "poss", "amod", *SUBJECTS}
"""What a word is to one behind it, without which it says nothing."""


def unwhole(saying: Saying, shown: Sequence[Token]) -> str | None:
    return unwhole_clause(shown, saying.around)


def is_cut_off(saying: Saying, shown: Sequence[Token]) -> bool:
    return _is_unfinished(shown) or ends_early(shown)


def _is_unfinished(tokens: Sequence[Token]) -> bool:
    """Whether the last word only leads on: "… and savings that he", "were strong, to"."""
    last = next((t for t in reversed(tokens) if not t.is_punct), None)
    if last is None or any(t.text in MARKS for t in tokens[-1:]):
        return False
    inside = {t.i for t in tokens}
    # "… that Brook, who had waited": what Brook did, stands outside
    if any(t.dep_ in SUBJECTS and t.head.i > last.i for t in tokens):
        return True
    if last.head.i > last.i and last.head.i not in inside and last.dep_ in LEADING_ON:
        return True
    object_outside = [c for c in last.children if c.i > last.i and c.i not in inside]
    return last.dep_ == "prep" and (bool(object_outside) or last.head.dep_ == "relcl")


def has_gap(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether words are missing on which the others hang: "make sure they … but it leaks"."""
    own = {t.i for t in shown} | saying.around
    cue = {t.i for t in saying.cue}
    for _, _, between in breaks(shown):
        # "the principle of common standards [, which he argued help] ease travel"
        if len(between) > 1 and is_dash(between[0]) and is_dash(between[-1]):
            continue  # an aside
        left = [t for t in between if t.is_alpha and t.lower_ != "that" and t.i not in own]
        if left and not any(t.i in cue for t in between):
            return True
    return any(
        shown[0].i < t.head.i < shown[-1].i and t.head.i not in own and t.head.sent == t.sent
        for t in shown
        if t.dep_ in SUBJECTS and t.head.tag_ in FINITE
    )


def is_within_quotation(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether all that is shown stands in the midst of a quotation that begins before it."""
    words = [t for t in shown if t.is_alpha]
    if not any(t.tag_ in FINITE for t in words) or any(t.text in MARKS for t in shown):
        return False
    within = [q for q in saying.quotations if q.inner != q.span]
    return all(any(q.inner.start <= t.idx < q.inner.end for q in within) for t in words)


def is_placed_before(saying: Saying, shown: Sequence[Token]) -> bool:
    """As in "Eastwick, where she says the turnout is strong": strong there, not anywhere."""
    verbs = {saying.cue[0], *roots_of(shown)}
    inside = {t.i for t in shown}
    fronted = saying.doc[saying.cue[0].sent.start : shown[0].i]
    for even, at in pairwise(fronted):  # "Even in Eastwick, she says, the turnout is strong"
        if even.is_sent_start and even.lower_ == "even" and at.dep_ == "prep":
            return even.i not in inside
    return any(
        t.lower_ == "where" and t.dep_ == "advmod" and t.head in verbs and t.i not in inside
        for t in fronted
    )


def narrows(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether it is told to some of those only: "told men in its Eda works that it closes"."""
    first, heads = saying.framed.content[0], roots_of(saying.told)
    start = heads[0].i + 1 if heads else first.i
    return any(t.tag_ == "PRP$" for t in saying.doc[start : first.i])


def is_weakened(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether "nearly" and the like stand just before what was taken for the content."""
    first = saying.framed.content[0]
    before = first.nbor(-1) if first.i else first
    own = {t.i for t in (*saying.cue, *saying.content)}
    return before.lower_ in WEAKENING and before.i not in own and before.sent == first.sent
