"""Putting the words that were cut out together: commas, spaces, marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from quizgen.facts.passages import FINITE, MARKS
from quizgen.facts.people.pronouns import SUBJECTS

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

PARTY = re.compile(r"\s*\([DRI]-\s?[A-Z][\w. ]*\)")
"""As in "Ada Brook (D-Calif.)": of no use in a question."""
ADDING = {"a", "an", "especially", "including", "one", "particularly"}
"""What adds to the noun before it, behind a comma."""
TIDYING = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\s+", " "),
        (r"(?<=\w)‘(?=\w)", "’"),  # "Brook‘s", with the wrong mark
        (r"(?<!\w)(?:\"|''|``)(?=\S)", "“"),
        (r"\"|''", "”"),
        (r"\s+([,.;:!?”’)\]}])", r"\1"),
        # “he is right,” she says, “but late”: one quotation without her
        (r"(,?)”,? “(?=[a-z])", r"\1 "),
        (r"([“‘(\[{])\s+", r"\1"),
        (r"(?<=[A-Za-z]\.)\.(?!\.)", ""),  # “They left the U.S.,” he said. “Why?”
        (r",(?=[.;:!?])|,\s*(?=,)", ""),
        # A country's name was put in before the "'s": the nation's, the United States'
        (r"\b(United States|United Arab Emirates|Philippines|Netherlands)(['’])s\b", r"\1\2"),
        (r"‘(?=em\b|til\b|\d\ds\b)", "’"),  # "ask ‘em", with the wrong mark
    )
]
"""What is made better in words that were cut out, one after the other."""


def join(kept: Sequence[Token], replaced: Mapping[int, str], gone: Collection[int]) -> str:
    """The words as text: those of ``replaced`` instead of their own, without what is gone."""
    parts: list[str] = []
    last: Token | None = None
    parting = {t.i for t in kept if _only_parts(t, kept)}
    for token in kept:
        if token.i in gone or token.i in parting or token.is_space:
            continue
        if parts and last is not None and token.i != last.i + 1:
            # "Like the pier, she said, the bridge leaked": the comma was not only for the cue
            comma = token.doc[last.i + 1 : last.i + 2].text == "," and (
                _opens_clause(token) or _adds(token, kept)
            )
            before = parts[-1].rstrip()
            parts[-1] = before + (", " if comma and before[-1:] not in ".?!…" else " ")
        parts.append(replaced.get(token.i, token.text) + (" " if token.whitespace_ else ""))
        last = token
    # A determiner that a name replaces goes with its space; a bracket keeps the one before.
    return tidy(PARTY.sub("", "".join(parts)))


def in_full(pronoun: Token) -> str | None:
    """The verb that is run together with a pronoun, as a whole word: "would" of "she’d"."""
    if pronoun.whitespace_ or pronoun.tag_ != "PRP" or pronoun.i + 1 >= len(pronoun.doc):
        return None
    verb = pronoun.nbor()
    if verb.lower_ in ("'ll", "’ll"):
        return "will"
    if verb.lower_ in ("'d", "’d"):
        return "would" if verb.tag_ == "MD" else "had"
    if verb.lower_ in ("'s", "’s"):
        done = verb.dep_ == "aux" and verb.head.tag_ == "VBN"  # "she’s gone"
        return "has" if verb.lemma_ == "have" or done else "is"
    return None


def _opens_clause(token: Token) -> bool:
    """Whether a subject begins with it: what stands before is no part of that."""
    return any(
        t.dep_ in ("nsubj", "nsubjpass", "expl") and t.left_edge == token
        for t in (token, *token.ancestors)
        if t.sent == token.sent
    )


def _only_parts(comma: Token, kept: Sequence[Token]) -> bool:
    """Whether a comma is the cue's: “the older arch,” she said, “is the stronger one”.

    Without the cue it would stand between a subject and its verb.
    """
    if comma.text != ",":
        return False
    verb = next((t for t in kept if t.i > comma.i and t.text not in MARKS), None)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return False
    if not any(t.is_alpha for t in comma.doc[comma.i + 1 : verb.i]):
        return False
    head = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    subject = next((c for c in head.lefts if c.dep_ in SUBJECTS and c.i < comma.i), None)
    if subject is None:
        return False
    phrase = comma.doc[subject.left_edge.i : comma.i]
    return subject.right_edge.i in (comma.i, comma.i - 1) and all(t.text != "," for t in phrase)


def _adds(token: Token, kept: Sequence[Token]) -> bool:
    """Whether a phrase only adds to the clause before: "it closed, she said, a loss to all"."""
    noun = token
    while noun.head != noun and noun.head.left_edge == token:
        noun = noun.head
    before = [t for t in kept if t.i < token.i]
    if before and before[-1].pos_ in ("NOUN", "PROPN") and token.lower_ in ADDING:
        return True  # "a group of its own, she said, a policy that": no noun stands so beside one
    return (
        noun.pos_ in ("NOUN", "PROPN")
        and noun.left_edge == token
        and any(t.tag_ in FINITE for t in before)
        and noun.dep_ not in ("dobj", "attr", "pobj")
    )


def tidy(text: str) -> str:
    """Single spaces, none before punctuation, no punctuation left hanging at the ends."""
    for pattern, instead in TIDYING:
        text = pattern.sub(instead, text)
    return text.strip(" ,;:–—-")
