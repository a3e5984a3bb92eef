"""Wordings that several kinds share."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from quizgen.drafting import Material, passage, quoted, telling_words
from quizgen.lexicons import load
from quizgen.models import Occurrence, Span, Speaker, Statement, normalised

OWNED = re.compile(r"(?:(?:the|this|that) [a-z-]+[’']s|his|her|its|their)\b")
"""Beside the owner of another club, whose is "the club’s president"?"""
PRESIDING = {
    *("adviser", "aide", "ceo", "chair", "chairman", "chairwoman", "director", "head", "leader"),
    *("member", "owner", "president", "secretary", "speaker", "spokesman", "spokesperson"),
    *("spokeswoman",),
}
"""Offices that mean nothing without what they are in."""
LEAST_QUOTED = 6
"""Words from which a quotation is known by them."""
LONGEST_ROLE = 8
"""Words; a longer one fills an option of its own."""


def options_for(
    key: Speaker, others: Sequence[Speaker], mentioned: Collection[str], wording: str = ""
) -> list[str]:
    """Names as options, with roles if that helps nobody to guess: all have one, none of the roles
    names somebody the stem names, and none alone has a word of the stem's wording: of “the campaign
    has paid it back” a "campaign manager" speaks, and no lawyer."""
    everybody = [key, *others]
    named = {word for name in mentioned for word in normalised(name).split() if len(word) > 3}
    with_roles = all(
        speaker.role
        and speaker.role[0].isalnum()
        and not _is_bare_rank(speaker.role)  # "Obama, President" reads badly
        and not OWNED.match(speaker.role)
        and len(speaker.role.split()) <= LONGEST_ROLE
        and not set(normalised(speaker.role).split()) & named
        for speaker in everybody
    )
    if with_roles:
        roles = [telling_words(speaker.role or "") for speaker in everybody]
        telling = frozenset.union(*roles) - frozenset.intersection(*roles)
        with_roles = not telling & telling_words(wording)
    return [_option(speaker, with_roles) for speaker in everybody]


def _option(speaker: Speaker, with_role: bool) -> str:
    name = speaker.name[0].upper() + speaker.name[1:]
    return f"{name}, {speaker.role}" if with_role else name


def _is_bare_rank(role: str) -> bool:
    """Whether it is only what stands before a name: "Prime Minister", not "Russian President"."""
    ranks = load("people")["rank"]
    known = {*ranks["words"], *ranks["beginnings"]}
    # of what, behind "Ada Brook, president"?
    return role in PRESIDING or (role[0].isupper() and set(role.lower().split()) <= known)


def accepted_names(material: Material, speaker: Speaker) -> list[str]:
    """What a student may type for a speaker: the name with or without its parts and role."""
    names = [speaker.name]
    if speaker.name.lower().startswith("the "):
        names.append(speaker.name[4:])
    parts = speaker.name.split()
    if speaker.type == "person" and len(parts) > 1:
        start = next((i for i, p in enumerate(parts) if i and p[0].islower()), len(parts) - 1)
        surname = " ".join(parts[start:])
        shared = [s for s in material.facts.speakers if s.name.split()[-1] == parts[-1]]
        if len(shared) == 1:
            names.append(surname)
            if start != len(parts) - 1:
                names.append(parts[-1])
    return names


def weight_of(statement: Statement) -> int:
    """How much a statement says, in content words.

    A quotation is known by its very words: “I felt embarrassed sometimes, but not unsafe” is as
    easily told from others as a report with a content word more.
    """
    words = len(normalised(statement.wording).split())
    told = statement.frame == "quotation" and statement.weight >= 2 and words >= LEAST_QUOTED
    return statement.weight + told


def evidence(statement: Statement) -> list[Span]:
    """The sentences that prove who said it, with the one that says who "he" is."""
    spans = list(statement.sentences)
    return [statement.introduction, *spans] if statement.introduction else spans


def event_evidence(material: Material, occurrence: Occurrence) -> list[Span]:
    """The sentences that prove when it happened, with the one that says who "he" is."""
    spans = list(occurrence.sentences)
    for statement in material.facts.statements:
        said = occurrence.event.attributed_to is not None and any(
            content.overlaps(occurrence.event.span) for content in statement.attribution.content
        )
        if said and statement.introduction is not None:
            spans.insert(0, statement.introduction)
    return list(dict.fromkeys(spans))


def proof(material: Material, statement: Statement) -> str:
    """One sentence for the student with the passage in it."""
    assert statement.speaker is not None
    source = statement.attribution.source[0].of(material.article.text)
    where = passage(material, statement.sentences)
    if statement.introduction is None:
        return f"The article says: {where}"
    return f"The article says: {where} – {quoted(source)} is {statement.speaker.name}."
