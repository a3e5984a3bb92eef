"""Names and roles as they are written in a question."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizgen.facts.people.name import Name
from quizgen.facts.people.roles import Role
from quizgen.facts.people.words import GENERATIONS, NICKNAME_MARKS, PARTICLES, words
from quizgen.models import Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

LONGEST_SHORT = 3
"""Letters of a role that may be one for short: "CEO"."""


def possessive(name: str) -> str:
    """As in "Bashar Assad’s", "the United Nations’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def in_small_letters(name: Name) -> str:
    """A person's name as it is written elsewhere: "Rosa McBell" for the label ROSA MCBELL."""
    if not name.text.isupper():
        return name.text
    return " ".join(
        word.lower()
        if word.lower() in PARTICLES
        else re.sub(r"\b(?:Mc|O[’'])?\w+", lambda part: _capital(part[0]), word.title())
        for word in name.text.split()
    )


def _capital(part: str) -> str:
    """As in "McBell", "O’Hara"; "Ii" is a number."""
    if part.lower() in GENERATIONS and part.lower() not in ("jr", "sr"):
        return part.upper()
    for front in ("Mc", "O’", "O'"):
        if part.startswith(front) and len(part) > len(front) + 2:
            return front + part[len(front) :].capitalize()
    return part


def as_within(text: str, first: Token) -> str:
    """What may open a sentence, as it stands within one: "the ministry", "former mayor"."""
    describes = first.lower_ in (words().role - words().rank) | words().describing
    if first.lower_ == "the" or (first.is_sent_start and describes):
        return text[0].lower() + text[1:]
    return text


def tidy(text: str) -> str:
    """With single spaces, and without the sentence's full stop or dash: "by the charity E3G."."""
    whole = re.sub(r"[.,]*[-–—]+$", "", " ".join(text.split()))
    return re.sub(r"\b([A-Z][A-Z\d]+)\.$", r"\1", whole)


def told_role(role: Role, of: Callable[[Token], Speaker | None]) -> str | None:
    """The role as it can stand behind a name: no article, no pronoun.

    Args:
        role: Where the article tells it.
        of: Whom a token means.
    """
    if not role.whole:
        return None  # "president of" something that isn't read to its end
    tokens = list(role.tokens())
    while tokens and tokens[0].lower_ in ("the", "a", "an") and tokens[0].head == role.head:
        tokens = tokens[1:]
    while tokens and tokens[0].lower_ in ("another", "fellow", "one"):
        tokens = tokens[1:]
    if not tokens or "." in role.head.text:  # "Adm.", "Rep.": a rank, no description
        return None
    if any(t.lower_ in ("my", "our", "your") or t.text in NICKNAME_MARKS for t in tokens):
        return None
    if sum((t.text == "(") - (t.text == ")") for t in tokens):
        return None
    text = str(role.head.doc[tokens[0].i : tokens[-1].i + 1].text)
    if text.isupper() and len(text) > LONGEST_SHORT:  # "JACK MARSH, HOST:"
        return text.lower() if text.lower() in words().role else None
    text = as_within(text, tokens[0])  # "Fisherman Paul Dunn said"
    if tokens[0].tag_ == "PRP$":
        owner = of(tokens[0])
        if owner is None and role.head.lower_ in words().kin:
            return None
        rest = text[len(tokens[0].text) :].strip()
        text = f"{possessive(owner.name)} {rest}" if owner else rest
    elif role.head.lower_ in words().kin and tokens[-1] == role.head:
        if not any(t.tag_ == "POS" for t in tokens):
            return None  # "older sister": whose?
    return tidy(text)
