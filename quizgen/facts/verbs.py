"""Verbs in time: the tense of a clause, and the forms a question and a statement need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quizgen.facts.frames import simple_past

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

Tense = Literal["past", "present", "future"]


def governing_verb(token: Token) -> Token | None:
    while token.pos_ not in ("VERB", "AUX"):
        if token.head == token:
            return None
        token = token.head
    return token


def tense_of(verb: Token) -> Tense | None:
    """The tense of the clause a verb heads, by its auxiliaries or its form."""
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            if child.lower_ in ("will", "would", "shall", "'ll", "’ll"):
                return "future"
            if child.tag_ == "VBD":
                return "past"
            if child.lower_ in ("has", "have", "’s", "'s") and verb.tag_ == "VBN":
                return "past"
            if (
                child.tag_ == "TO"
                and verb.tag_ in ("VB", "VBN")
                and verb.dep_ in ("relcl", "acl", "xcomp")
            ):
                # "an election to be held in May", "is to meet", "is due to open"
                return "future"
    if verb.tag_ == "VBD" or is_participle(verb) or is_misread_past(verb):
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.dep_ in ("conj", "advcl", "acl", "prep", "pcomp") and verb.head != verb:
        governing = governing_verb(verb.head)
        return tense_of(governing) if governing is not None else None
    return None


def is_participle(verb: Token) -> bool:
    """Whether it tells what was done to a noun before it: "the meeting held on Monday".

    In "The treaty signed on 4 July 2013 ended the war" the parser takes it for the main verb, and
    the main verb for one beside it.
    """
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    if verb.dep_ == "acl":
        return True
    if any(c.dep_ == "cc" for c in verb.children):
        return False
    return any(c.dep_ == "nsubj" for c in verb.children) and any(
        c.dep_ == "conj" and c.tag_ in ("VBD", "VBZ") and c.left_edge == c for c in verb.children
    )


def is_planned(verb: Token) -> bool:
    """As in "is speaking", which is of now or, with a date to come, of a plan."""
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return verb.tag_ == "VBG" and auxiliaries in (["is"], ["are"])


def is_misread_past(verb: Token) -> bool:
    """As in "The league folded in 1986": a past that the parser takes for a participle."""
    if verb.tag_ != "VBN" or verb.dep_ != "ROOT" or not verb.lower_.endswith("ed"):
        return False
    kinds = [c.dep_ for c in verb.children]
    return "nsubj" in kinds and not any(k in ("aux", "auxpass") for k in kinds)


def planned_under(verb: Token) -> Token | None:
    """The finite verb of "is due to begin", "was expected to open"; None for any other."""
    if verb.dep_ != "xcomp" or verb.tag_ != "VB":
        return None
    head = verb.head
    if (
        head.lower_ in ("due", "set")
        and head.dep_ in ("acomp", "attr")
        and head.head.lemma_ == "be"
    ):
        return head.head
    if head.lower_ in ("expected", "scheduled", "due", "set"):
        return head if any(c.dep_ == "auxpass" for c in head.children) else None
    return None


MISREAD = {"premier": "premiere", "reappointe": "reappoint"}
"""What the parser makes of some verbs' past."""


def base_form(verb: Token) -> str:
    """A verb's basic form: the parser takes "waded" for one of "wad", which would double its d."""
    lemma = str(verb.lemma_)
    if lemma in MISREAD:
        return MISREAD[lemma]
    if verb.lower_ == f"{lemma}ed" and re.fullmatch("[^aeiou]*[aeiou][^aeiouswxy]", lemma):
        return f"{lemma}e"
    return lemma


AUXILIARIES = {"am", "are", "did", "do", "does", "is", "shall", "was", "were", "will"}


@dataclass(frozen=True)
class Forms:
    """A verb's forms for a question ("did … begin") and for a statement ("began")."""

    auxiliary: str
    rest: str
    plain: str

    def finite(self, middle: Sequence[str]) -> Iterator[str]:
        """The verb of the statement with adverbs: "officially began", "was officially begun"."""
        first, _, rest = self.plain.partition(" ")
        if middle and rest:
            yield from (first, *middle, rest)
        else:
            yield from middle
            yield self.plain

    def bare(self, middle: Sequence[str]) -> Iterator[str]:
        """The verb of the question with adverbs: "officially begin", "be officially begun"."""
        first, _, rest = self.rest.partition(" ")
        if middle and rest and first in ("be", "been"):
            yield from (first, *middle, rest)
        else:
            yield from middle
            yield self.rest

    @classmethod
    def planned(cls, finite: Token, verb: Token, auxiliaries: Sequence[Token]) -> Forms | None:
        """As in "is work due to begin", of the verb "begin" under the finite "is"."""
        be = next(
            (t for t in (finite, *finite.children) if t.lower_ in ("is", "are", "was", "were")),
            None,
        )
        if be is None:
            return None
        rest = " ".join(["to", *(a.text for a in auxiliaries), verb.text])
        word = verb.head.lower_
        return cls(be.lower_, f"{word} {rest}", f"{be.lower_} {word} {rest}")

    @classmethod
    def of(
        cls,
        verb: Token,
        first: Token | None,
        auxiliaries: Sequence[Token],
        subject: Token,
        passive: bool,
    ) -> Forms | None:
        """The forms, or None where the parse doesn't support any."""
        plural = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
        if is_participle(verb):  # "the meeting held on Monday"
            if subject.tag_ == "NNPS":
                return None  # "Lund & Sons, founded in 1980": one, or several?
            be = "were" if plural else "was"
            return cls(be, verb.text, f"{be} {verb.text}")
        if first is not None:
            if first.tag_ != "MD" and any(a.lower_ == "be" for a in auxiliaries[1:]):
                return None  # "were be released": a slip of whoever wrote it
            if first.lower_ in ("to",) or first.tag_ not in ("MD", "VBD", "VBZ", "VBP"):
                return None
            # "He said they would meet on Tuesday": told by us, that is "will they meet".
            word = {"’ll": "will", "'ll": "will", "would": "will", "’s": "is", "'s": "is"}.get(
                first.lower_, first.lower_
            )
            if word in ("has", "have", "had"):
                # "has ordered … on Monday": a point in time asks for the simple past
                if passive:
                    one = word == "has" or (word == "had" and not plural)
                    be = "was" if one else "were"
                    return cls(be, verb.text, f"{be} {verb.text}")
                return cls("did", base_form(verb), simple_past(verb))
            if word not in AUXILIARIES:
                return None  # "felt compelled"
            rest = " ".join([*(a.text for a in auxiliaries[1:]), verb.text])
            return cls(word, rest, f"{word} {rest}")
        if verb.tag_ == "VBD" or is_misread_past(verb):
            if verb.lemma_ == "be":
                return cls(verb.lower_, "", verb.text)
            return cls("did", base_form(verb), verb.text)
        if verb.tag_ in ("VBZ", "VBP"):
            if verb.lemma_ == "be":
                return cls(verb.lower_, "", verb.text)
            return cls("does" if verb.tag_ == "VBZ" else "do", verb.lemma_, verb.text)
        return None
