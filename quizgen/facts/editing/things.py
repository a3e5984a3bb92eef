"""What "it" and "they" are: a noun before in the same words, the body that speaks, or nothing."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from quizgen.facts.editing.article import MANY_TAGS
from quizgen.facts.editing.passage import STAYS, Passage, Verdict
from quizgen.facts.leaning import is_adverbial
from quizgen.facts.people.pronouns import OBJECTS, SUBJECTS
from quizgen.facts.people.words import words
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

REASONS = {"after", "as", "because", "before", "since", "until", "when", "while"}
"""What tells of an "it" why or when: “It was because I slept”."""
THINGS = {"it", "its", "itself"}
MANY = {"they", "them", "their", "theirs", "themselves"}
THINGS_OR_MANY = THINGS | MANY
NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "dative", "poss"}


def thing(token: Token, passage: Passage) -> Verdict:
    """What becomes of an "it" or "they"."""
    last = token.dep_ == "pobj" and token.i == max(passage.inside)  # "… because of it"
    if (_has_antecedent(token, passage) and not last) or _introduces(token, passage.inside):
        return STAYS
    if _is_the_speaking_body(token, passage):
        return Verdict(own=True)
    return Verdict(f"“{token.text}” refers to something outside")


def _is_the_speaking_body(token: Token, passage: Passage) -> bool:
    """As in "The agency said it would publish a map": its own "it", if nothing else is."""
    speaker = passage.speaker
    if speaker is None or (speaker.type == "person" and speaker.named):
        return False
    its = THINGS if speaker.number == "singular" else MANY
    # a name ending in s may be one body's: "Acme Foods"
    rivals = MANY_TAGS if its is MANY else ("NN", "NNP", "NNPS")
    article = passage.article
    return (
        token.lower_ in its
        and token.dep_ in ("nsubj", "nsubjpass", "poss")  # not: it called it “a gem”
        # “It is late,” the agency said; "its audience grew, according to the agency"
        and passage.introduced
        and not article.quoted(token)
        and not _is_equated(token)
        and not any(article.doc[i].tag_ in rivals for i in passage.inside if i < token.i)
        and not _is_written_to(token, passage)
        and not _is_of_another_clause(token, passage)
    )


def _has_antecedent(token: Token, passage: Passage) -> bool:
    """Whether a noun earlier in the same words is what "it" or "they" means."""
    plural = token.lower_ in MANY
    for i in passage.inside:
        other = passage.article.doc[i]
        if i >= token.i or other.pos_ not in ("NOUN", "PROPN") or other.dep_ not in NOMINAL:
            continue
        if other.ent_type_ in ("DATE", "TIME", "PERCENT") or other.lemma_ in _filler():
            continue  # "Over the years, they …", "By the way, it …"
        if is_adverbial(other):
            continue  # "In retrospect, we should have seen it"
        if token.dep_ in SUBJECTS and _is_aside(other, token):
            continue  # "On the broad issues, they are good": those aren't good issues
        if token.head.dep_ == "prep" and token.head.head == other:
            continue  # "We like the idea of it"
        if token.head.pos_ == "ADP" and token.head.i == token.i - 1 == other.i + 1:
            continue  # "I see the argument for it"
        if token.head.i == other.i + 2 and other.nbor().dep_ == "cc":
            if token.head.tag_ == "VBG":
                continue  # "I am for talks and getting them back"
        if token.dep_ in (*SUBJECTS, *OBJECTS) and _is_told_by(other, token):
            continue  # "I have an idea of who should build it"
        himself = token.lower_.endswith(("self", "selves"))
        if token.dep_ in OBJECTS and not himself and other in _subjects_over(token):
            continue  # "The council must be strong to match it": somebody else
        if not plural and passage.article.is_person(other):
            continue  # "She is a better candidate because of it"
        if plural == (other.tag_ in ("NNS", "NNPS")) or (plural and other.lower_ in words().body):
            return True
    return False


def _introduces(token: Token, inside: Collection[int]) -> bool:
    """As in "It is clear that …", "it takes a year to …": "it" means nothing."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    after = [t for t in token.doc[verb.i + 1 : verb.i + 2] if t.sent == token.sent]
    if verb.lemma_ == "come" and token.i and token.nbor(-1).lower_ == "when":
        return any(t.lower_ == "to" for t in after)  # "when it comes to the bridge"
    if verb.lemma_ in ("feel", "look", "sound") and any(t.lower_ == "like" for t in after):
        return True  # "it looks like the bridge will fall"
    complements = [c for c in verb.children if c.i > verb.i and c.i in inside]
    # "it is hard for her to watch"
    complements += [c for a in complements if a.dep_ == "acomp" for c in a.children]
    told = [
        c
        for c in complements
        if c.dep_ in ("ccomp", "xcomp", "csubj", "advcl")
        and not _is_stranded(c)  # "It is hard to get through": that is a thing
        and not _is_only_so(c)
        and not _is_raised(c)
        and not any(m.dep_ in ("mark", "advmod") and m.lower_ in REASONS for m in c.lefts)
    ]
    return bool(told) and (
        verb.lemma_ in ("be", "seem", "appear", "take") or token.dep_ == "nsubjpass"
    )


def _is_of_another_clause(token: Token, passage: Passage) -> bool:
    """Whether a clause before the cue's is about a thing, which may be meant as well.

    As in "Rona says the mast is aimed at smugglers but Norland says it will let others look in".
    """
    before = [t for t in token.doc[token.sent.start : min(passage.inside)] if t.dep_ in SUBJECTS]
    source = before[-1:]
    return any(
        t.tag_ == "NN"
        and t.head.i < s.i
        and t.head.dep_ not in ("relcl", "acl")
        and not passage.article.is_person(t)
        and passage.article.cast.of(t) != passage.speaker
        for s in source
        for t in before[:-1]
    )


def _is_written_to(token: Token, passage: Passage) -> bool:
    """Whether a body hears what is said: "The guild wrote to the office that it had no say"."""
    heard = passage.article.doc[max(passage.since, token.sent.start) : min(passage.inside)]
    return any(
        t.dep_ in ("dobj", "dative", "pobj")
        and (t.lemma_.lower() in words().body or t.ent_type_ == "ORG")
        and (t.dep_ != "pobj" or t.head.lower_ == "to")
        for t in heard
    )


@cache
def _filler() -> frozenset[str]:
    return frozenset(load("frames")["filler"])


def _is_aside(noun: Token, subject: Token) -> bool:
    """Whether a noun stands before a clause in a phrase that only hangs on its verb."""
    verb = subject.head
    climb = noun
    while climb.head != climb and (
        climb.dep_ in ("pobj", "conj", "poss", "compound", "amod")
        or (climb.dep_ == "prep" and climb.head.pos_ in ("NOUN", "PROPN"))
    ):
        climb = climb.head
    return climb.dep_ == "prep" and climb.head == verb and climb.i < subject.i


def _is_told_by(noun: Token, pronoun: Token) -> bool:
    """Whether a pronoun stands in the clause that tells what a noun is: "a plan to sell it"."""
    climb = pronoun
    clause = False
    while climb != noun:
        if climb.head == climb or climb.dep_ in ("relcl", "conj", "appos"):
            return False
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in climb.lefts)
        clause |= climb.dep_ in ("pcomp", "ccomp") or (climb.dep_ == "acl" and to)
        climb = climb.head
    return clause


def _is_only_so(verb: Token) -> bool:
    """As in "it seems [to be] the right way", "it takes a vote, as far as I [am] concerned"."""
    if verb.dep_ == "advcl":
        return not any(c.lower_ in ("for", "if", "that", "to", "whether") for c in verb.lefts)
    if verb.dep_ != "xcomp" or verb.lemma_ != "be":
        return False
    told = [g for c in verb.children if c.dep_ == "acomp" for g in c.children]
    return not any(g.dep_ in ("ccomp", "xcomp", "csubj", "advcl") for g in told)


def _is_raised(verb: Token) -> bool:
    """Whether "to …" tells what a thing does: "it is expected to fall", "it seems to leak".

    But "it was agreed to wait", "it is hard to wait", "it is expected to rain" tell of no thing.
    """
    over = verb.head
    if verb.dep_ != "xcomp" or verb.lemma_ in ("rain", "snow"):
        return False
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts):
        return over.lemma_ == "be"  # “It’s not (meant as) a bridge”
    if over.lemma_ in ("appear", "seem"):
        return True
    if over.pos_ in ("ADJ", "VERB") and over.lower_ in load("frames")["raising"]:
        return True
    passive = any(c.dep_ == "auxpass" for c in over.children)
    return passive and over.lemma_ not in load("frames")["impersonal"]


def _is_stranded(verb: Token) -> bool:
    """Whether a clause ends with a preposition whose noun is told before: "hard to get through"."""
    return verb.right_edge.pos_ == "ADP" and not any(c.dep_ == "dobj" for c in verb.children)


def _subjects_over(token: Token) -> list[Token]:
    """The subjects of the clause in which a word is an object, and of those that govern it."""
    verb = token.head.head if token.head.dep_ == "prep" else token.head
    found = [c for c in verb.children if c.dep_ in SUBJECTS]
    while not found and verb.dep_ in ("acomp", "advcl", "xcomp") and verb.head != verb:
        verb = verb.head
        found = [c for c in verb.children if c.dep_ in SUBJECTS]
    return found


def _is_equated(pronoun: Token) -> bool:
    """Whether it is said what "it" is: "The agency says it is $3 billion" means no agency."""
    verb = pronoun.head
    return verb.lemma_ == "be" and any(c.dep_ == "attr" for c in verb.children)
