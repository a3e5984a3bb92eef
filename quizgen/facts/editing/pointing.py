"""Words that point at what stands outside, or compare with it: "this", "so", "the same"."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from quizgen.facts.editing.article import MANY_TAGS
from quizgen.facts.editing.passage import Passage
from quizgen.facts.editing.things import NOMINAL
from quizgen.facts.passages import FINITE, OPENING
from quizgen.facts.people.words import words

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

CLAUSAL = {"nsubj", "nsubjpass", "dobj"}
POINTING = {"this", "that", "these", "those", "such", "latter", "former"}
POINTERS = {"det", "nsubj", "nsubjpass", "dobj", "pobj", "attr", "amod", "predet"}
SETTING = {
    *("autumn", "campaign", "century", "city", "council", "country", "cycle", "decade", "election"),
    *(
        "fall",
        "government",
        "month",
        "nation",
        "planet",
        "race",
        "season",
        "spring",
        "state",
        "summer",
        "town",
    ),
    *("week", "winter", "world", "year"),
}
"""What a speaker's "this" needs no other words for: “this country”."""
PLACES = {"FAC", "GPE", "LOC"}
MOMENTS = {"moment", "point", "stage", "time"}


def points_outside(token: Token, passage: Passage) -> str | None:
    """Why a word means nothing without what stands outside: "this", "others", "do so"."""
    lower, inside, quoted = token.lower_, passage.inside, passage.article.quoted(token)
    if token.pos_ == "NUM" and token.dep_ in NOMINAL and token.i:
        # "the two were followers"; but "the two of them", "the 19th"
        if token.nbor(-1).lower_ == "the" and token.text.isalpha():
            if not any(c.dep_ in ("prep", "relcl", "acl") for c in token.children):
                return f"“the {token.text}”: which is not certain"
    if lower in ("neither", "either", "both") and token.dep_ in ("det", "preconj", "predet"):
        if token.head.lemma_.lower() in words().role | words().person:
            return f"“{token.text}”: of whom is not said"
    opens = token.is_sent_start or token.i and token.nbor(-1).text in OPENING
    if lower == "then" and token.dep_ == "advmod" and opens:
        return f"“{token.text}” leans on what was said before"
    single = ("both", "none", "one", "ones", "some", "others", "neither")
    if lower in single and token.dep_ in CLAUSAL:
        told = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
        told |= lower == "one" and token.i > 0 and token.nbor(-1).lower_ == "no"
        if not told and not (token.i and token.nbor(-1).text == "-"):  # "one-third"
            return f"“{token.text}”: of what is not said"
    if lower in ("former", "latter") and token.dep_ == "amod":
        return None  # "a former judge"
    if lower == "such" and (
        any(c.lower_ == "as" for c in (token.head, *token.children, *token.head.children))
        or any(c.tag_ == "JJ" and c != token for c in token.head.children)
    ):
        return None  # "such as", "such thick fog"
    if lower in POINTING and token.tag_ in ("DT", "PDT", "JJ", "NN", "IN"):
        # “the best this council has done”, “those who wait”: clear where it was said
        if lower == "that" and _is_relative(token):
            return None
        shown = token.dep_ == "det" and (
            is_told(token.head, setting=quoted or lower == "this")
            or is_repeated(token.head, passage)
            or _is_now(token)
            or (lower == "that" and token.head.tag_ in MANY_TAGS)  # "cooperation that men need"
            or (lower == "this" and _is_named(token.head))
        )
        # “this highlights that the wall leaks”, whatever the parser makes of the verb
        alone = lower == "this" and token.dep_ == "det" and token.head.tag_ in MANY_TAGS
        if alone or token.dep_ in POINTERS and not shown and not is_told(token):
            return f"“{token.text}” points at something outside"
    if lower in ("hence", "instead", "otherwise", "therefore", "thus"):
        if token.dep_ == "advmod" and (token.is_sent_start or token.i == min(inside)):
            return f"“{token.text}” leans on what was said before"
    if lower == "same" and token.dep_ == "amod" and token.head.lemma_ != "time":
        compared = any(c.lower_ in ("as", "that") for c in (*token.children, *token.head.children))
        if not compared and not is_told(token.head) and not _is_shared(token.head):
            return "“the same”: as what is not said"
    done = token.i > 1 and token.nbor(-1).lower_ == "the" and token.nbor(-2).lemma_ == "do"
    if lower == "same" and done:
        return "“the same”: as what is not said"
    clear = token.head.pos_ == "ADJ" and token.head.i == token.i + 1
    if lower == "that" and (token.dep_ == "advmod" or clear):  # "something that clear"
        return f"“{token.text}” points at something outside"
    if lower == "so" and token.head.lemma_ == "do":
        return "“so” stands for something outside"
    if lower == "here" and token.dep_ == "advmod" and not _is_placed(token):
        return f"“{token.text}” points at something outside"
    if lower == "elsewhere" and not any(
        token.doc[i].ent_type_ in PLACES for i in inside if i < token.i
    ):
        return f"“{token.text}”: than where is not said"
    if lower == "there" and token.dep_ == "advmod" and not _has_place(token, inside):
        return f"“{token.text}” points at something outside"
    adverb = token.dep_ == "advmod" and not quoted
    if lower == "too" and token.head.pos_ not in ("VERB", "AUX"):
        adverb = False  # "too small"
    if lower == "then" and token.head.pos_ in ("NOUN", "PROPN", "NUM"):
        adverb = False  # "Mrs Brook, then the mayor"
    if lower == "before" and adverb and not any(token.children):
        return f"“{token.text}” points at something outside"
    if lower in ("then", "likewise", "too") and adverb:
        return f"“{token.text}” points at something outside"
    return None


def only_adds(token: Token, passage: Passage) -> bool:
    """Whether an "also" adds to what was said before: "her town will also build dykes".

    Without it the rest says the same; but "built a pier and also a dyke", "not only … but also",
    and whatever anybody says in these very words.
    """
    if token.lower_ != "also" or token.dep_ != "advmod" or not passage.said:
        return False
    verb = token.head
    if passage.article.quoted(token) or verb.pos_ not in ("VERB", "AUX"):
        return False
    before = [token.doc[i] for i in passage.inside if i < token.i]
    return not any(t.dep_ == "cc" or t.lower_ in ("only", "just") for t in before) and not any(
        t.tag_ in FINITE and t.head != verb and t != verb and t.dep_ != "relcl" for t in before
    )


def is_repeated(noun: Token, passage: Passage) -> bool:
    """Whether the words tell of it before: "has read the letters and keeps those letters"."""
    return any(
        passage.article.doc[i].lemma_ == noun.lemma_ and passage.article.doc[i].pos_ == "NOUN"
        for i in passage.inside
        if i < noun.i
    )


def _has_place(there: Token, inside: Collection[int]) -> bool:
    """Whether words before "there" may say where: "in Rome and stayed there", "over there in"."""
    before = (there.doc[i] for i in inside if i < there.i)
    behind = there.doc[there.i + 1 : there.i + 2]
    told = any(t.pos_ == "ADP" or t.lower_ in ("where", "who", "that") for t in behind)
    return told or any(
        t.dep_ == "pobj" or t.ent_type_ in ("GPE", "LOC", "FAC", "ORG") for t in before
    )


def is_told(noun: Token, *, setting: bool = True) -> bool:
    """Whether "this", "that", "those" are explained behind: "those who wait", "this country"."""
    if setting and noun.lower_ in SETTING:
        return True
    told = ("of", "with", "without") if noun.lower_ in POINTING else ("with", "without")
    # "cap these charges, which is like …": no clause that says which
    return any(
        (c.dep_ in ("relcl", "acl") and not is_behind_comma(c))
        or (c.dep_ == "prep" and c.lower_ in told)
        for c in noun.children
        if c.i > noun.i
    )


def is_behind_comma(clause: Token) -> bool:
    """Whether a comma parts a clause from what stands before it, of which it then only tells."""
    first = clause.left_edge
    return first.i > 0 and first.nbor(-1).text == ","


def _is_now(this: Token) -> bool:
    """As in "at this point", "this time around", which mean when it is said."""
    noun = this.head
    if this.lower_ != "this" or noun.lower_ not in MOMENTS:
        return False
    before = this.nbor(-1).lower_ if this.i else ""
    behind = this.doc[noun.i + 1 : noun.i + 2]
    return before in ("around", "at", "by") or any(t.lower_ == "around" for t in behind)


def _is_named(noun: Token) -> bool:
    """As in "this man, Karl Holt, is wanted"."""
    return any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > noun.i for c in noun.children)


def _is_relative(token: Token) -> bool:
    """Whether "that" takes up the noun before it, whatever the parser makes of it."""
    if not token.i or token.i + 1 == len(token.doc) or token.nbor(-1).pos_ != "NOUN":
        return False
    return token.nbor().tag_ in FINITE and token.dep_ != "det"


def _is_shared(noun: Token) -> bool:
    """As in "the same photograph of a boat", "we have the same history"."""
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
        return True
    subjects = [c for c in noun.head.children if c.dep_ == "nsubj"]
    return noun.dep_ == "dobj" and any(c.lower_ in ("we", "both") for c in subjects)


def _is_placed(here: Token) -> bool:
    """As in "here in California"."""
    after = here.doc[here.i + 1 : here.i + 3]
    return len(after) == 2 and after[0].lower_ in ("at", "in") and after[1].pos_ == "PROPN"
