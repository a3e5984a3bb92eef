"""Whether it is certain which person a clause is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.facts.passages import start_of_sentence_before
from quizgen.facts.people.pronouns import FEMALE, MALE
from quizgen.facts.people.words import words
from quizgen.lexicons import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.analysis.tokens import Token
    from quizgen.facts.events.context import Context
    from quizgen.models import Speaker

NEAR = 2
"""Sentences before a clause in which another of the same surname may be meant."""
OWNING = {"he", "his", "she", "her"}


def person_doubt(
    context: Context, subject: Token, who: Speaker | None, behind: Sequence[Token]
) -> str | None:
    """Why the subject may be somebody else; None if it is plain.

    Args:
        context: The article.
        subject: The clause's subject.
        who: The person that it stands for.
        behind: The words behind the verb that are kept.
    """
    if who is not None and _may_be_kin(context, subject, who):
        return f"“{who.name}”: more than one has that surname"
    if who is not None and _is_told_beside(context, subject, who):
        return "its subject is doubtful"
    if who is not None and _is_namesake(subject, who):
        return f"“{who.name}”: it is not certain that this is the whole name"
    name = " ".join(t.text for t in reversed(list(_name_of(subject))))
    if _is_listed_by_surname(context, name):
        return f"“{name}”: it is not certain that this is the whole name"
    for token in (subject, *behind):
        if _is_one_of_a_name(context, token):
            return f"“{token.text}”: more than one has that name"
    if who is None and subject.pos_ != "PROPN":
        return None
    for token in behind:
        # "Mr Hale won his fifth title" is of Mr Hale's
        if token.lower_ in OWNING and (token.tag_ == "PRP$" or token.dep_ == "nsubj"):
            other = context.cast.of(token)
            if other is not None and other != who and not _differs(token, who):
                return f"“{token.text}”: it is not certain whose"
    return None


def _differs(pronoun: Token, who: Speaker | None) -> bool:
    """Whether a pronoun can't be of a person."""
    if who is None or who.gender is None:
        return False
    return pronoun.lower_ in (FEMALE if who.gender == "male" else MALE)


def _may_be_kin(context: Context, subject: Token, who: Speaker) -> bool:
    """Whether "Lund" or "he" may be another Lund whom the article names.

    It is whom the article names first, unless another was named right before.
    """
    parts = who.name.lower().split()
    if len(parts) < 2 or any(t.lower_ == parts[0] for t in _name_of(subject)):
        return False  # told by the full name
    bearers = list(_bearers(context, context.cast.surname(who).split()[-1].lower()))
    others = [
        (i, first) for i, first in bearers if first not in parts and not _is_other(first, who)
    ]
    if not others:
        return False
    own = [i for i, first in bearers if first in parts]
    if any(subject.sent.start <= i < subject.i for i in own):
        # "Ms Lund’s husband, Magnus Lund, rowed before he was elected"
        return any(subject.sent.start <= i < subject.i for i, _ in others)
    if not own or min(own) > others[0][0]:
        return True
    start = start_of_sentence_before(subject, NEAR)
    return any(start <= i < subject.i for i, _ in others)


def _is_one_of_a_name(context: Context, token: Token) -> bool:
    """Whether a name of one word, of whom no more is known, may be of two: "Lee", "Mr Park".

    The surname may stand first: then a text that tells of Lee Dae-ho and of Lee Min-seo means one
    of them.
    """
    if token.pos_ != "PROPN" or token.ent_type_ != "PERSON" or len(list(_name_of(token))) > 1:
        return False
    follows = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if follows is not None and follows.pos_ == "PROPN":
        return False
    who = context.cast.of(token)
    if who is not None and " " in who.name and who.name.split()[0] != token.text:
        return False
    bearers = {
        entity.text.replace("-", " ").lower()
        for entity in context.doc.ents
        if entity.text.startswith((f"{token.text} ", f"{token.text}-"))
        and context.doc[entity.start].ent_type_ == "PERSON"
    }
    names = {re.sub(r"(?:['’]s?|\W)$", "", name) for name in bearers}
    whole = {n for n in names if not any(n.startswith(f"{other} ") for other in names)}
    return len(whole) > 1


def _is_told_beside(context: Context, subject: Token, who: Speaker) -> bool:
    """As in "Lee, the half-brother of Lee Dae-ho, died": whoever is named there is another."""
    return subject.pos_ == "PROPN" and any(
        t.pos_ == "PROPN" and context.cast.of(t) == who
        for child in subject.children
        if child.dep_ == "appos" and child.pos_ == "NOUN"
        for t in child.subtree
    )


def _is_namesake(subject: Token, who: Speaker) -> bool:
    """As in "his father, Magnus, who fled in 1957": a full name may be that of the son."""
    beside = [c for c in subject.children if c.dep_ == "appos"]
    beside += [subject.head] if subject.dep_ == "appos" else []
    both = [subject, *beside]
    kin = [t for t in both if t.lemma_.lower() in load("events")["namesakes"]]
    names = [t for t in both if t.pos_ == "PROPN"]
    return (
        any(c.dep_ == "poss" for t in kin for c in t.children)
        and len(who.name.split()) > 1
        and all(len(list(_name_of(t))) == 1 for t in names)
    )


def _is_listed_by_surname(context: Context, name: str) -> bool:
    """As in a notice of deaths: "LUND--Anna Maria. Anna Maria, 98, of Leith …"."""
    listed = re.compile(rf"\b[A-Z][A-Z’'-]+(?:--|—){re.escape(name)}[.,]")
    return listed.search(context.article.text) is not None


def _name_of(token: Token) -> Iterator[Token]:
    """The words of the name that a word ends."""
    yield token
    before = token.i - 1
    while before >= 0 and token.doc[before].pos_ == "PROPN" and token.doc[before].is_title:
        yield token.doc[before]
        before -= 1


def _bearers(context: Context, surname: str) -> Iterator[tuple[int, str]]:
    """Where somebody of a surname is called by a first name, too, and by which."""
    known, names = words(), load("first_names")
    for token in context.doc:
        if token.lower_ != surname or token.pos_ != "PROPN":
            continue
        before: list[str] = []
        for word in list(_name_of(token))[1:]:
            short = word.lower_.rstrip(".")
            if short in known.address or short in known.role or short in known.rank:
                break
            if word.ent_type_ in ("GPE", "LOC", "NORP") or short in known.parties | known.peoples:
                break
            if len(short) > 1:
                before.append(word.lower_)
        given = [w for w in before if w in names["male"] or w in names["female"]]
        if before:  # "Aldo Magnus Lund"; but "Harbour News Reporter Magnus Lund" by what is a name
            yield token.i, before[-1] if len(before) < 3 or not given else given[-1]


def _is_other(first: str, who: Speaker) -> bool:
    """Whether a first name is of the other sex."""
    names = load("first_names")
    other = {"male": "female", "female": "male"}.get(who.gender or "")
    return other is not None and first in names[other] and first not in names[who.gender or ""]
