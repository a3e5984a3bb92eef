"""Definite nouns: who "the president" is, which "the country", and what was told before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.facts.editing.article import VAGUE
from quizgen.facts.editing.passage import STAYS, Passage, Verdict
from quizgen.facts.editing.pointing import is_behind_comma, is_repeated
from quizgen.facts.editing.topics import is_settled
from quizgen.facts.people.pronouns import OBJECTS
from quizgen.facts.people.words import words
from quizgen.lexicons import load
from quizgen.models import Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

GENERIC = {"first", "next", "only"}
"""What tells which office is meant by itself: "the next president"."""
COUNTED = {"fourth", "last", "other", "second", "third"}
"""Adjectives that tell one of several that were told before."""
AGE_AT = 4
"""Words of "40-year-" before the "old"."""
JOINTS = {"cc", "conj"}


def definite(token: Token, passage: Passage) -> Verdict:
    """As in "the president", "the country": a bare definite description."""
    inside, people, quoted = passage.inside, passage.people, passage.article.quoted(token)
    determiner = next((c for c in token.children if c.lower_ == "the" and c.dep_ == "det"), None)
    aged = is_aged(token)
    bare = (
        determiner is not None
        and not aged
        and not any(
            c.dep_
            in ("amod", "compound", "nmod", "prep", "relcl", "acl", "appos", "nummod", "poss")
            for c in token.children
            # not: "the task[, whose findings nobody knows]", "the mayor, who had come late, would"
            if c.dep_ not in ("relcl", "acl") or (c.i in inside and not _is_aside(c))
        )
    )
    if determiner is None or determiner.i not in inside:
        return STAYS
    if token.dep_ == "appos" and token.head.i in inside and token.head.i < token.i:
        return STAYS  # "Mr Hale, the captain, had flown for years"
    if not bare:
        if any(c.lower_ in load("frames")["mentioned"] for c in token.lefts):
            return Verdict(f"“the … {token.text}”: which is not said")
        if passage.said and not quoted and _is_number_of(token):
            return Verdict(f"“the {token.text}”: which is not said")
        if (not quoted or token.dep_ == "nsubj") and _is_counted(token):
            return Verdict(f"“the … {token.text}”: of what is not said")
        if not quoted and passage.said and _is_described_place(token):
            return Verdict(f"“the … {token.text}”: which one is not said")
        if passage.said and not quoted and _is_untold_saying(token, passage):
            return Verdict(f"“the … {token.text}”: which is not said")
        if not quoted and _is_untold_step(token, passage):
            return Verdict(f"“the … {token.text}”: of what is not said")
        if not quoted and token.dep_ == "nsubj" and _is_only_judged(token):
            return Verdict(f"“the … {token.text}”: of what is not said")
        return _described(token, passage)
    if token.lower_ in ("country", "nation"):
        country = passage.article.country_meant(token)
        if country is None or _is_spoken_to(token):
            return Verdict("“the country”: which one is not certain")
        name = f"[{country}]" if quoted else country
        return Verdict(word=name, gone=frozenset({determiner.i}))
    if token.lower_ in ("two", "pair", "duo", "man", "woman", "couple", "boy", "girl", "one"):
        return Verdict(f"“the {token.text}”: which is not certain")
    body = passage.article.cast.of(token)
    if body is not None and not quoted and passage.article.is_one_of_several(token, body):
        body = None
    if body is None and (
        (passage.said and token.lemma_.lower() in VAGUE)
        or (token.lemma_.lower() in words().body and passage.article.kinds(token) > 1)
    ):
        return Verdict(f"“the {token.text}”: which one is not certain")
    if token.lower_ in load("frames")["unnamed"] or (
        not quoted and token.lower_ in load("frames")["unsaid"]
    ):
        return Verdict(f"“the {token.text}”: which is not said")
    if token.lower_ == "thing" and token.dep_ in OBJECTS:
        return Verdict("“the thing”: which is not said")
    if token.dep_ == "nsubj" and token.lemma_.lower() in load("frames")["vague"]:
        return Verdict(f"“the {token.text}”: of what is not said")
    if (
        token.tag_ == "NNS"
        and passage.said
        and not quoted
        and _is_some_of_many(token)
        and not is_repeated(token, passage)
    ):
        return Verdict(f"“the {token.text}”: it is not certain who")
    if token.lower_ == "nominee" and token.dep_ == "nsubj" and passage.said and not quoted:
        return Verdict(f"“the {token.text}”: it is not certain who")
    if token.lower_ in words().role:
        if token.lemma_.lower() in load("frames")["crowd"]:
            return Verdict(f"“the {token.text}”: it is not certain who")
        who = passage.article.cast.of(token)
        if _is_anothers_office(passage, who):
            return Verdict(f"“the {token.text}”: it is not certain who")
        # "Brook was an assistant to the mayor": another one, for all that Brook is mayor today
        if who is None or (token.dep_ in OBJECTS and who in people):
            return Verdict(f"“the {token.text}”: it is not certain who")
        if any(c.dep_ == "conj" and c.left_edge.tag_ != "DT" for c in token.children):
            return STAYS  # "the president and first lady" share their "the"
        return Verdict(
            word=passage.insert(passage.article.short_name(who)), gone=frozenset({determiner.i})
        )
    if passage.said and not quoted and not passage.article.is_known(token):
        return Verdict(f"“the {token.text}”: which is not said before")
    if passage.said and not quoted and body is None and token.tag_ == "NN":
        if not is_settled(token, passage):
            return Verdict(f"“the {token.text}”: which one is not said")
    return STAYS


def _is_anothers_office(passage: Passage, who: Speaker | None) -> bool:
    """Whether who speaks does so for somebody else: to a Hale spokesman "the senator" is Mr Hale.

    Whatever the article calls him: that somebody else was called a senator last tells nothing.
    """
    speaker = passage.speaker
    if speaker is None or who is None:
        return False
    told = set(re.findall(r"\w+", f"{speaker.role or ''} {'' if speaker.named else speaker.name}"))
    if told.isdisjoint(load("people")["unnamed"]["mouths"]):
        return False
    cast = passage.article.cast
    named = {s.id for s in cast.speakers if s.type == "person" and cast.surname(s) in told}
    return bool(named) and who.id not in named


def _described(token: Token, passage: Passage) -> Verdict:
    """As in "the young engineer", "the 40-year-old": somebody told by what he or she is."""
    inside, people = passage.inside, passage.people
    person = token.lower_ in words().role or token.lower_ in ("year", "old", "newcomer")
    if not person or token.ent_type_ in ("DATE", "ORG") and token.lower_ != "old":
        return STAYS
    if any(
        c.dep_ in ("prep", "appos", "poss", "nummod")
        or (c.dep_ in ("relcl", "acl") and not _is_aside(c))
        or c.pos_ == "PROPN"
        # "the man best suited to lead"
        or (c.i > token.i and c.pos_ in ("ADJ", "VERB") and not _is_aside(c))
        for c in token.children
        if token.lower_ != "old"
    ):
        return STAYS
    if token.lower_ == "old" and any(
        c.dep_ in ("relcl", "acl") and c.i in inside and not is_behind_comma(c)
        for c in token.children
    ):
        return STAYS  # "the 26-year-old who was arrested"
    if token.lower_ == "old" and len({age(t) for t in passage.article.doc if is_aged(t)}) == 1:
        return STAYS  # the only one of whom the article tells an age so
    if any(c.dep_ == "amod" and c.lower_ in GENERIC for c in token.lefts):
        return STAYS  # "the next president should choose the judge"
    if token.lemma_.lower() in load("frames")["crowd"]:
        return Verdict(f"“the {token.text}”: it is not certain who")
    who = passage.article.cast.of(token)
    lefts = {t.i for c in token.lefts for t in c.subtree}
    another = token.dep_ in OBJECTS and who in people  # "an assistant to the deputy mayor"
    if who is None or another or not lefts <= inside:
        return Verdict(f"“the {token.text}”: it is not certain who")
    return Verdict(word=passage.insert(passage.article.short_name(who)), gone=frozenset(lefts))


def is_aged(token: Token) -> bool:
    """As in "the 40-year-old", but not "a 40-year-old man"."""
    if token.lower_ != "old" or token.dep_ == "amod" or token.i < AGE_AT:
        return False
    return bool(token.nbor(-1).text == "-")


def age(old: Token) -> str:
    """The "40" of "the 40-year-old"."""
    return str(old.nbor(-AGE_AT).text)


def _is_number_of(noun: Token) -> bool:
    """As in "the two men", of whom no more is told."""
    if noun.tag_ != "NNS" or noun.lemma_.lower() not in load("frames")["people"]:
        return False
    told = [
        c for c in noun.children if c.lower_ != "the" and not c.is_punct and c.dep_ not in JOINTS
    ]
    return bool(told) and all(c.dep_ == "nummod" and c.is_alpha for c in told)


def _is_some_of_many(noun: Token) -> bool:
    """As in "the leaders"; "the voters" may be all that there are."""
    lemma = noun.lemma_.lower()
    return lemma in load("frames")["crowd"] and lemma not in (*load("frames")["people"], "member")


def _is_counted(noun: Token) -> bool:
    """Whether a noun is one of several told before: "the last category", "the second group"."""
    if noun.lemma_.lower() not in load("frames")["counted"]:
        return False
    counted = any(
        c.dep_ == "amod"
        and (c.lower_ in COUNTED or (c.ent_type_ == "ORDINAL" and c.lower_ != "first"))
        for c in noun.children
    )
    return counted and not any(
        c.dep_ in ("prep", "relcl", "acl", "poss", "compound", "nmod") for c in noun.children
    )


def _is_only_judged(noun: Token) -> bool:
    """As in "the obvious example is", "the real problem was": of what, stood before."""
    vague = load("frames")["vague"] + load("frames")["responding"]
    told = [c for c in noun.children if c.lower_ != "the" and not c.is_punct]
    return noun.lemma_.lower() in vague and all(
        c.dep_ == "amod" and c.pos_ == "ADJ" and not c.ent_type_ for c in told
    )


def _is_aside(clause: Token) -> bool:
    """Whether a clause about a noun only adds to it: "the mayor, who had come late"."""
    return clause.dep_ == "relcl" and is_behind_comma(clause)


def _is_spoken_to(country: Token) -> bool:
    """Whether its people may be meant: "go to the country", which is no journey to Norland."""
    link = country.head
    verbs = load("frames")["appealing"]
    return link.lower_ == "to" and country.dep_ == "pobj" and link.head.lemma_.lower() in verbs


def _is_untold_saying(noun: Token, passage: Passage) -> bool:
    """As in "repeated the unfounded claim", where nothing tells what was claimed."""
    if noun.lemma_.lower() not in load("frames")["uttered"] or noun.dep_ not in OBJECTS:
        return False
    told = [c for c in noun.children if c.lower_ != "the" and not c.is_punct]
    # "announced the claim in a letter" tells where
    told = [c for c in told if c.dep_ != "prep" or c.lower_ not in ("at", "during", "in", "on")]
    judged = all(c.dep_ == "amod" and c.pos_ == "ADJ" and not c.ent_type_ for c in told)
    return bool(told) and judged and not is_repeated(noun, passage)


def _is_untold_step(noun: Token, passage: Passage) -> bool:
    """As in "all the financial formalities have been settled", where nothing tells of what."""
    if noun.lemma_.lower() not in load("frames")["steps"] or noun.dep_ not in (
        "nsubj",
        "nsubjpass",
    ):
        return False
    told = [c for c in noun.children if c.lower_ not in ("all", "the") and not c.is_punct]
    if any(c.dep_ != "amod" or c.ent_type_ for c in told):
        return False
    return not any(
        passage.article.doc[i].pos_ in ("NOUN", "PROPN")
        for i in passage.inside
        if i < noun.left_edge.i
    )


def _is_described_place(noun: Token) -> bool:
    """As in "the war-torn state", of which another sentence has the name."""
    if noun.lemma_.lower() not in load("frames")["described_places"] or noun.tag_ != "NN":
        return False
    told = [c for c in noun.children if c.lower_ != "the" and not c.is_punct]
    return bool(told) and all(
        (c.dep_ == "amod" or (c.dep_ == "compound" and c.tag_ == "JJ"))  # "Middle Eastern"
        and c.i < noun.i
        and c.tag_ != "JJS"
        and c.lower_ not in load("frames")["telling_places"]
        for c in told
        if c.dep_ not in JOINTS
    )
