"""What a time expression modifies in the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.facts.events.context import Context, Dated
from quizgen.facts.passages import roots_of
from quizgen.facts.verbs import base_form
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

# "on Monday", "in December", "at noon": the event is in that time. "since", "by", "until" say less.
AT = {"on", "in", "at"}
FROM = {"from", "between"}
# "back in 2011", "only last week"
ALONE = {"alone", "itself"}
"""Behind a time: "in January alone"."""
LOOSE = {"back", "only", "just", "sometime", "early", "late", "earlier", "later"}


@dataclass(frozen=True)
class Tie:
    """What a time expression modifies, and the words that tie it there."""

    head: Token  # verb or event noun
    words: frozenset[int]  # time expression and preposition, to be left out of the clause
    preposition: str | None

    @property
    def first(self) -> int:
        return min(self.words)

    @property
    def last(self) -> int:
        return max(self.words)


def tie_of(context: Context, dated: Dated) -> Tie | None:
    """The tie of a time expression; None where the parse shows none."""
    own = context.tokens(dated.timex)
    if not own:
        return None
    inside = {token.i for token in own}
    root = roots_of(own)[0]
    preposition = root.head if root.dep_ == "pobj" and root.head.dep_ == "prep" else None
    if dated.until is not None:
        end = context.tokens(dated.until)[-1]
        inside = set(range(own[0].i, end.i + 1))
        before = context.doc[own[0].i - 1] if own[0].i else None
        if before is not None and before.lower_ in FROM:
            preposition = before
        if preposition is None:
            return None
    first = min(inside) if preposition is None else min(*inside, preposition.i)
    while first and context.doc[first - 1].lower_ in LOOSE:
        first -= 1
        inside.add(first)
    while max(inside) + 1 < len(context.doc) and context.doc[max(inside) + 1].lower_ in ALONE:
        inside.add(max(inside) + 1)
    if preposition is not None and dated.until is None and preposition.i < own[0].i - 1:
        # "on a relatively mild Monday night"; but "on a Monday" is any
        between = context.doc[preposition.i + 1 : own[0].i]
        if len(between) == 1 and between[0].lower_ in ("a", "an"):
            return None
        inside.update(t.i for t in between)
    if preposition is not None:
        words = frozenset(inside | {preposition.i})
        noun = None if dated.until else _noun_by_relative(context, own[-1], preposition)
        head = noun or preposition.head
        while head.i in words and head.head != head:
            head = head.head
        if head.dep_ == "dobj" and preposition.lower_ in ("on", "from"):
            # "Divers found the wreck on 9 May": a wreck has no day; a summit that is held has one
            if not is_event(head) or base_form(head.head).lower() in load("events")["bringing"]:
                head = head.head
        if dated.until is None:
            head = _above(head)
        return Tie(head, words, preposition.lower_)
    if root.dep_ in ("npadvmod", "nmod", "advmod", "tmod") or (
        dated.timex.type == "DURATION" and root.dep_ == "dobj"
    ):
        above = _above(root.head) if root.dep_ == "npadvmod" else root.head
        return Tie(above, frozenset(inside), None)
    if root.dep_ in ("poss", "compound", "nummod", "amod") and root.i < root.head.i:
        if root.head.pos_ in ("NOUN", "PROPN") and is_event(root.head):
            case = {c.i for c in root.children if c.dep_ == "case"}  # "Friday's attack"
            return Tie(root.head, frozenset(inside | case), None)
    return None


def _above(head: Token) -> Token:
    """The verb right above a thing or place, which has no date of its own.

    "Arrived in Leith in May", "signed the bill Monday": the parser often hangs the date on the
    word right before it.
    """
    if head.pos_ not in ("NOUN", "PROPN") or is_event(head) or head.dep_ not in ("dobj", "pobj"):
        return head
    above = head.head
    while above.dep_ == "prep" and above.pos_ not in ("NOUN", "PROPN", "VERB", "AUX"):
        above = above.head
    return above if above.pos_ == "VERB" else head


def is_listed(context: Context, tie: Tie) -> bool:
    """Whether another date follows right behind an "and": one of two is no answer."""
    doc = context.doc
    behind = [t for t in doc[tie.last + 1 : tie.last + 6] if t.text != ","]
    if not behind or behind[0].lower_ not in ("and", "or"):
        return False
    for token in behind[1:4]:
        timex = context.time_at(token)
        if timex is not None:
            return timex.type in ("DATE", "TIME") and (timex.value or "?")[0] in "0123456789X"
        if token.lower_ not in (*AT, "again", "then", "later"):
            return False
    return False


def is_event(noun: Token) -> bool:
    """Whether a noun names something that happens, or a document with a date of its own."""
    lexicon = load("events")
    return noun.lemma_.lower() in (*lexicon["happenings"], *lexicon["documents"])


def _noun_by_relative(context: Context, last: Token, preposition: Token) -> Token | None:
    """A date between a noun and its relative clause belongs to the noun.

    "the resolution in December that paved the way": a relative clause needs a noun before it, and
    a month is none; so the date belongs to that noun, whatever verb the parser hung it on.
    """
    after, before = last.i + 1, preposition.i - 1
    if after >= len(context.doc) or before < 0:
        return None
    follows, noun = context.doc[after], context.doc[before]
    if noun.dep_ != "pobj":
        return None
    if follows.tag_ in ("WDT", "WP") and noun.pos_ == "NOUN" and follows.sent == noun.sent:
        return noun
    return None
