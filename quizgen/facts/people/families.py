"""What the family names of an article tell of the words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.facts.people.name import INITIALS, Name
from quizgen.facts.people.splitting import only_leads
from quizgen.facts.people.words import PARTICLES, plain, words

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

MEASURES = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}

SHORTEST_WORD = 2
"""Letters up to which a word before a family name may be anything."""


def trimmed(name: Name, families: set[str], written: set[str]) -> Name:
    """Without a capital that a headline put before a family name: "Young Hobbs Goes to Sea"."""
    if len(name.tokens) != 2 or name.titles or name.tokens[1].text not in families:
        return name
    first = name.tokens[0]
    if first.lower_ in words().gendered or not first.is_alpha:
        return name
    leads = first.lower_.endswith("ing") or first.lower_ in written
    return replace(name, tokens=name.tokens[1:]) if leads else name


def untagged(tokens: Sequence[Token], families: set[str], doc: Doc) -> Iterator[Name]:
    """Family names that the tagger takes for other words: "Trump himself was delighted"."""
    common: set[str] | None = None
    for token in tokens:
        if token.text not in families or token.ent_type_ in MEASURES or token.pos_ == "PROPN":
            continue
        if common is None:
            common = {t.text for t in doc if t.text.islower()}
        if not token.is_sent_start or token.lower_ not in common:
            yield Name((token,), ())


def sharing(found: list[Name], families: set[str], doc: Doc) -> list[Name]:
    """Given names whose family name follows with another's: "Ravi and Leela Menon".

    Takes those that ``found`` has for names of their own out of it.
    """
    at = {token.i: name for name in found for token in name.tokens}
    # "Bernie and Hillary Clinton" are no couple where Bernie has another name.
    given = {name.tokens[0].text for name in found if len(name.tokens) > 1}
    shared = []
    for name in tuple(found):
        place = (name.titles or name.tokens)[0].i
        if len(name.tokens) < 2 or place < 2 or name.key[0] not in words().gendered:
            continue
        if name.is_thing:
            continue  # "Ravi and Leela Menon Foundation"
        token = doc[place - 2]
        alone = at.get(token.i)
        if doc[place - 1].lower_ not in ("and", "&") or (alone and len(alone.tokens) > 1):
            continue
        if token.lower_ not in words().gendered or not token.text[:1].isupper():
            continue
        if token.text in families | given:
            continue
        if alone is not None:
            found.remove(alone)
        titles = alone.titles if alone is not None else ()
        shared.append(Name((token,), titles, shared=name.tokens[-1]))
    return shared


def with_kin(found: Sequence[Name], doc: Doc) -> list[Name]:
    """Names, with those marked that end as another person's does: "Eino Hobbs", beside "Ann Hobbs".

    The tagger may not know "Eino" for a given name; but who isn't seen to be another Hobbs leaves
    all of what he says to Ann. No "Team Hobbs" is kin: its first word is one that the article, or a
    lexicon of ours, has for a word.
    """
    given: dict[str, set[str]] = {}  # to each family name, the given names that go with it
    for name in found:
        if len(name.key) > 1 and name.key[0] in words().gendered and name.person_votes > 0:
            given.setdefault(name.key[-1], set()).add(name.key[0])
    others = [
        name
        for name in found
        if len(name.key) > 1 and name.key[0] not in given.get(name.key[-1], {name.key[0]})
    ]
    if not others:
        return list(found)
    common = {t.text for t in doc if t.is_lower} | {"first", "last", "next"}
    # "Vander Plaats", of Bob Vander Plaats
    tails = {name.key[start:] for name in found for start in range(1, len(name.key))}
    kin = {
        (name.key[0], name.key[-1])
        for name in others
        if name.head.dep_ in ("nsubj", "nsubjpass", "appos", "attr")
        and not (name.definite or name.indefinite or name.is_thing or name.key in tails)
        and not any(t.ent_type_ == "GPE" for t in name.tokens)
        and all(t.is_title or t.lower_ in PARTICLES or INITIALS.match(t.text) for t in name.tokens)
        and name.tokens[-1].i + 1 < len(doc)
        and name.tokens[-1].nbor().text != ":"
        and _may_be_given(name.tokens[0], common)
    }
    return [
        replace(name, is_kin=True) if (name.key[0], name.key[-1]) in kin else name for name in found
    ]


def _may_be_given(token: Token, common: set[str]) -> bool:
    """Whether a word with a capital may be a given name: one that is no word otherwise."""
    word = plain(token)
    if not token.is_title or not token.is_alpha or len(word) <= SHORTEST_WORD:
        return False
    if token.ent_type_ in MEASURES or token.lower_ in common or only_leads(token):
        return False
    if word.endswith(("ing", "ly", "ed", "s")):
        return False  # "Leaving Hobbs", "Denounces Hobbs", "Republicans Hobbs and Bell"
    known = words()
    return (
        not any(
            word in table
            for table in (known.role, known.rank, known.body, known.sites, known.things, known.kin)
        )
        and word not in known.describing | known.person | known.known | known.parties
    )
