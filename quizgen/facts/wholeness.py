"""Whether the words taken for a statement are a whole clause.

A reading may begin a word too late or end one too early, and the parser may take the rest for a
clause all the same. What is left out shows at the edges: a word right before or behind hangs on
what was taken, or what was taken has a head that wasn't.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.facts.passages import FINITE, breaks, roots_of
from quizgen.facts.people.words import words as words_for_people
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"}
OPENERS = {
    *("after", "although", "as", "because", "before", "how", "if", "once", "since", "though"),
    *("unless", "until", "when", "where", "whereas", "while", "why"),
}
"""Words that make half of a sentence of a clause before which they stand."""
INNER = {"amod", "aux", "auxpass", "compound", "det", "neg", "nmod", "nummod", "poss", "quantmod"}
"""What a word before the head of its phrase is to it."""
RELATIVES = {"that", "which", "who", "whom", "whose"}
ANSWERING = {"answer", "reply", "respond", "say"}
EXTENTS = {"deep", "high", "long", "tall", "thick", "wide"}
COMPLEMENTS = {"acomp", "agent", "attr", "ccomp", "dobj", "oprd", "pobj", "pcomp", "xcomp"}
"""What a verb or preposition may need behind it."""


CLAUSES = 2
"""Finite verbs of a statement with a relative clause: its own, and the clause's."""


def unwhole_clause(tokens: Sequence[Token], own: Collection[int]) -> str | None:
    """Why tokens that were taken for a clause are none, or not all of one; None if they are.

    Args:
        tokens: The words of the clause, without the "that" before it.
        own: Indices of the words of the cue and the source, which may part the clause.
    """
    words = [t for t in tokens if not t.is_punct]
    if not words:
        return "nothing is said"
    if _is_only_named(words):
        return "it names a thing, and states nothing"
    if _is_addressed(words[0], own):
        return "whom it is told to is taken for a part of it"
    if _is_asked(words):
        return "it is a question"
    if _begins_late(words[0], tokens) or _opens_another(words) or _is_opened(words, own):
        return "its beginning is not taken in"
    if _loses_a_joint(tokens, own):
        return "a part of it is not taken in"
    if _tells_of_another_saying(words):
        return "it tells what somebody else said"
    return None


def _is_only_named(words: Sequence[Token]) -> bool:
    """As in "announced a deal under which tolls would fall": a clause only about that deal.

    Whatever the parser makes of it: of two clauses, the deal would have a verb as well.
    """
    for place, (one, two) in enumerate(pairwise(words)):
        if one.tag_ in FINITE:
            return False
        if place and one.pos_ == "ADP" and two.tag_ == "WDT" and two.lower_ in RELATIVES:
            verbs = [t for t in words[place:] if t.tag_ in FINITE and t.dep_ != "conj"]
            return len(verbs) < CLAUSES
    return False


def _is_addressed(first: Token, own: Collection[int]) -> bool:
    """As in "claimed to the Eda Herald in May, the pier was safe": the paper is told so."""
    if first.lower_ not in ("to", "with") or first.tag_ not in ("IN", "TO") or not first.i:
        return False
    whom = next((c for c in first.children if c.dep_ == "pobj"), None)
    if whom is None or first.i - 1 not in own:
        return False
    return whom.pos_ == "PROPN" or whom.lemma_.lower() in words_for_people().role


def _is_asked(words: Sequence[Token]) -> bool:
    """As in "Does the bridge have a future? Brook said": nobody reports so what was said."""
    first = words[0]
    helps = first.dep_ in ("aux", "auxpass") and first.tag_ in FINITE
    return helps and any(c.dep_ in SUBJECTS and c.i > first.i for c in first.head.children)


def _begins_late(first: Token, tokens: Sequence[Token]) -> bool:
    """Whether the word before hangs on what was taken: "[When] Lyle asked, she left"."""
    if not first.i or tokens[0] != first:
        return False
    before = first.nbor(-1)
    if before.sent != first.sent or before.is_punct or before.is_space:
        return False
    inside = {t.i for t in tokens}
    if before.head.i not in inside:
        return False
    return before.dep_ in INNER or (
        before.lower_ in OPENERS and before.dep_ in ("mark", "advmod", "prep")
    )


def _is_opened(words: Sequence[Token], own: Collection[int]) -> bool:
    """Whether a word before the cue makes half a sentence of it: "when, he said, ships sank"."""
    first, root = words[0], roots_of(words)[0]
    return any(
        c.i < first.i
        and c.lower_ in OPENERS
        and c.dep_ in ("advmod", "mark")
        and any(t.i in own for t in c.doc[c.i + 1 : first.i])
        and all(t.i in own or t.is_punct for t in c.doc[c.i + 1 : first.i])
        for c in root.children
    )


def _opens_another(words: Sequence[Token]) -> bool:
    """Whether a "that" or "if" leads on to a clause that isn't there: "Brook can't say that".

    Nor is "said that big tolls it didn't change" a clause, where "that" is taken to govern "tolls".
    """
    inside = {t.i for t in words}
    return any(t.dep_ in ("mark", "pobj") and t.head.i not in inside for t in words[1:])


def ends_early(tokens: Sequence[Token]) -> bool:
    """Whether the word behind belongs to the last one's phrase: "due to storm [damage]"."""
    last = tokens[-1]
    if last.i + 1 >= len(last.doc) or last.is_punct:
        return False
    after = last.nbor()
    if last.lemma_ == "be" and after.head == last and after.dep_ != "cc" and after.is_alpha:
        return True  # "the truce is [over]", "the boats are [here]"
    if after.text == "," and _goes_on_listing(last, tokens):
        return True
    if after.lower_ in RELATIVES and any(
        c.dep_ == "relcl" and c.left_edge == after for c in last.children
    ):
        return True  # "is someone [who mends bridges]"
    if after.lower_ in EXTENTS and last.pos_ == "NOUN" and after.sent == last.sent:
        return True  # "six feet by three feet [wide]"
    if after.sent != last.sent or after.is_punct or after.is_space:
        return False
    first = last
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head  # "both Hale and Drew [voters]"
    if first.head == after and first.dep_ in INNER:
        return True
    return after.head == last and after.dep_ in COMPLEMENTS and after.pos_ != "SCONJ"


def _goes_on_listing(last: Token, tokens: Sequence[Token]) -> bool:
    """Whether a list has more in it: "talks with Eda, Norland[, Rona and others]"."""
    if last.pos_ not in ("ADJ", "NOUN", "PROPN") or last.dep_ != "conj":
        return False
    more = any(c.dep_ == "conj" and c.i > last.i and c.pos_ == last.pos_ for c in last.children)
    inside = {t.i for t in tokens}
    return more and not any(c.dep_ == "cc" and c.i in inside for c in last.head.children)


def _loses_a_joint(tokens: Sequence[Token], own: Collection[int]) -> bool:
    """Whether a word stands where the cue parts the words, and is not among them.

    "A wall would not only stop carts, she said, [but] also carriages".
    """
    inside = {t.i for t in tokens}
    for one, _, between in breaks(tokens):
        # "waste is [so rife], she said, that nobody counts it"
        if any(
            c.dep_ in ("acomp", "attr") and c.i not in inside and c in between for c in one.rights
        ):
            return True
        if any(t.i in own for t in between) and any(
            t.dep_ in ("cc", "preconj") and t.i not in own and t.i not in inside for t in between
        ):
            return True
    return False


def _tells_of_another_saying(words: Sequence[Token]) -> bool:
    """Whether the clause only says that somebody by name said something.

    "Brook said Vance had said the bridge would fall" makes a question of two sayings, one in the
    other, of which students remember the inner one.
    """
    people = words_for_people()
    for root in roots_of(words):
        if root.pos_ != "VERB":
            continue
        if root.lemma_.lower() in ANSWERING and any(c.text == ":" for c in root.children):
            return True  # "Brook said she answered: “The bridge is safe”"
        if root.lemma_.lower() not in load("frames")["passing"]:
            continue
        subject = [
            c
            for c in root.children
            if c.dep_ == "nsubj" and (c.pos_ == "PROPN" or c.lemma_.lower() in people.role)
        ]
        clause = [c for c in root.children if c.dep_ == "ccomp" and c.i > root.i]
        if subject and clause and not any(c.dep_ == "neg" for c in root.children):
            return True
    return False
