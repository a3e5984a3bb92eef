"""Whether a verb tells an event of one date: one that is known for it, with what it is plain of.

"Signed the treaty", but not "signed off"; "won Ohio" and "won the race", but not "won hearts". What
stands in ``lexicons/plain_events.toml`` is taken literally. Of any other verb, so much must be said
that it can have been done but once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.facts.events.sorts import phrasal_verbs, sorts_of, verb_sorts
from quizgen.facts.verbs import base_form
from quizgen.lexicons import load

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quizgen.analysis.tokens import Token

NO_EVENT = "its verb is not known for a plain event"
NOT_OF_THAT = "its verb may not be meant literally"
UNSAID = "what was said stands elsewhere"
LONG = "it may have gone on for long"
UNKNOWN = (NO_EVENT, NOT_OF_THAT)
"""With these alone a clause is sound: no date is asked of it, but it can stand beside others."""
AGENTS = {"name", "persons", "bodies"}
PAST = ("VBD", "VBN")
PERSONAL = {"he", "her", "him", "she", "who"}
TELLING = ("ADJ", "NOUN", "NUM", "PROPN", "VERB")
ENOUGH = 4
"""Words that say what it was about."""
FREE = {"as", "for"}
"""Behind these anything may stand: "resigned as chairman", "pleaded guilty to"."""


@dataclass(frozen=True)
class Frame:
    """A verb and what stands beside it."""

    verb: Token
    subject: Token
    named: bool  # a person's name stands for the subject
    passive: bool
    lasting: bool  # told with a length of time
    tied: Collection[int]  # words of the time expression
    before: Sequence[Token]  # the subject's words
    behind: Sequence[Token]  # the words behind the verb that are kept


def verb_doubt(frame: Frame) -> str | None:
    """Why a verb may tell no event that has one date; None if it does."""
    problem = _plain_doubt(frame)
    if problem is None or is_told_at_length(frame):
        return None
    if problem in UNKNOWN and base_form(frame.verb).lower() in load("reporting")["clause"]:
        return UNSAID  # "was asked in Leith": what?
    vague = phrase_of(frame.verb) in load("plain_events")["vague"]["verbs"]
    return LONG if problem in UNKNOWN and (vague or frame.verb.tag_ not in PAST) else problem


def _plain_doubt(frame: Frame) -> str | None:
    verb, lexicon = frame.verb, load("plain_events")
    phrase = phrase_of(verb)
    if frame.lasting:
        return None if phrase in lexicon["lasting"]["verbs"] else NO_EVENT
    if phrase in lexicon["complements"]["verbs"]:
        return None if _becomes(frame) else NOT_OF_THAT
    if phrase in lexicon["statements"]["verbs"]:
        return _statement_doubt(frame)
    if phrase not in phrasal_verbs() and any(
        c.dep_ in ("ccomp", "attr", "acomp") and c.i > verb.i for c in verb.children
    ):
        return NO_EVENT
    if any(c.dep_ == "xcomp" and c.i <= verb.i + 2 for c in verb.children if c.i > verb.i):
        return None if _is_decided(frame) else NO_EVENT  # "hoped to sell"
    last = verb.i + phrase.count(" ")  # "take place" has no object in "place"
    objects = [c for c in verb.children if c.dep_ == "dobj" and not verb.i < c.i <= last]
    if frame.passive:
        if objects or any(c.dep_ == "dative" for c in verb.children):
            return NO_EVENT
        return _object_doubt(phrase, frame.subject, frame.named)
    if len(objects) > 1:
        return NO_EVENT
    if objects:
        if phrase not in lexicon["subjects"]["anything"] and not _is_agent(frame):
            return NOT_OF_THAT
        return _object_doubt(phrase, objects[0], objects[0].lower_ in PERSONAL)
    return _intransitive_doubt(frame, phrase)


def is_known(verb: Token) -> bool:
    """Whether a verb is one that plain events are told with."""
    phrase = phrase_of(verb)
    tables = (verb_sorts("objects"), verb_sorts("alone"), load("plain_events")["prepositions"])
    return any(phrase in table for table in tables)


def happens(verb: Token) -> bool:
    """Whether a verb that else tells a state or a saying is plain with what stands beside it.

    "Ran for mayor", "led a march", "announced her candidacy", "testified before Congress".
    """
    lexicon, phrase = load("plain_events"), phrase_of(verb)
    if any(c.dep_ == "ccomp" for c in verb.children):
        return False
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass"):
            return child.lemma_.lower() in lexicon["pairs"].get(phrase, ())
    pairs, placed = lexicon["preposition_pairs"], [c for c in verb.children if c.dep_ == "prep"]
    return any(
        t.lemma_.lower() in pairs.get(f"{phrase} {p.lower_}", ())
        or (phrase in ("appear", "testify") and p.lower_ in lexicon["prepositions"][phrase])
        for p in placed
        for t in p.children
        if t.dep_ == "pobj"
    )


def phrase_of(verb: Token) -> str:
    """The verb with its particle: "step down"."""
    form = base_form(verb).lower()
    follows = list(verb.doc[verb.i + 1 : verb.i + 3])
    for count in (2, 1):
        both = " ".join([form, *(t.lower_ for t in follows[:count])])
        last = follows[:count][-1:]
        dated = any(c.dep_ == "pobj" and c.ent_type_ == "DATE" for t in last for c in t.children)
        if both in phrasal_verbs() and not dated:  # "signed on 4 July" is no "sign on"
            return both
    particle = next((c for c in verb.children if c.dep_ == "prt" and c.i > verb.i), None)
    return f"{form} {particle.lower_}" if particle is not None else form


def _object_doubt(phrase: str, thing: Token, is_person: bool) -> str | None:
    """Whether a verb is plain with what something is done to."""
    pair = load("plain_events")["pairs"].get(phrase)
    wanted = verb_sorts("objects").get(phrase)
    if pair is None and wanted is None:
        return NO_EVENT
    parts = [t for c in thing.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj"]
    if thing.pos_ == "NUM" and len(parts) == 1:
        thing = parts[0]  # "three of the hostages"
    counted = thing.tag_ != "NNS" or any(c.dep_ == "nummod" for c in thing.children)
    if thing.lemma_.lower() in (pair or ()) and counted:
        return None  # of several, each has its date: "gave speeches"
    sorts = set(sorts_of(thing)) | ({"persons"} if is_person else set())
    if "name" in sorts and not is_person:
        return None if (wanted or set()) - {"money"} else NOT_OF_THAT
    return None if sorts & (wanted or set()) else NOT_OF_THAT


def _intransitive_doubt(frame: Frame, phrase: str) -> str | None:
    lexicon = load("plain_events")
    alone = verb_sorts("alone").get(phrase, frozenset())
    wanted: Sequence[str] = lexicon["prepositions"].get(phrase, ())
    sorts = set(sorts_of(frame.subject)) | ({"persons"} if frame.named else set())
    if frame.named:
        sorts -= {"name"}
    if sorts & alone or ("name" in sorts and alone & _sorts_of_name(frame.subject, phrase)):
        return None
    heads = (frame.verb, *(c for c in frame.verb.children if c.dep_ == "acomp"))  # "guilty to"
    placed = [c for h in heads for c in h.children if c.dep_ == "prep" and c.i not in frame.tied]
    placed += [c for p in placed for c in p.children if c.dep_ == "prep"]  # "out of the race"
    things = [(p.lower_, t) for p in placed for t in p.children if t.dep_ == "pobj"]
    pairs = lexicon["preposition_pairs"]
    if any(t.lemma_.lower() in pairs.get(f"{phrase} {p}", ()) for p, t in things):
        return None
    if not wanted:
        known = alone or any(pair.startswith(f"{phrase} ") for pair in pairs)
        return NOT_OF_THAT if known else NO_EVENT
    if not sorts & (AGENTS | {"documents", "events", "things"}):
        return NOT_OF_THAT
    if phrase.startswith("plead") and any(p.lower_ in wanted for p in placed):
        return None  # "to making threats"
    plain = any(p in wanted and (p in FREE or sorts_of(t)) for p, t in things)
    return None if plain else NOT_OF_THAT


def _sorts_of_name(name: Token, phrase: str) -> frozenset[str]:
    """What a name may stand for beside a verb that can have an object, too.

    A bill passes, but a party or a city passes something: where that is missing, it was cut off.
    """
    acting = ("bodies", "persons", "places")
    if phrase in verb_sorts("objects") and name.ent_type_ in (
        "GPE",
        "LOC",
        "NORP",
        "ORG",
        "PERSON",
    ):
        return frozenset(acting)
    return frozenset((*acting, "documents", "events", "things"))


def _statement_doubt(frame: Frame) -> str | None:
    """As in "criticised the board's plan to close the pier": not just "criticised Mr Hale"."""
    named = any(t.pos_ == "PROPN" for t in frame.behind)
    said = _content(frame.behind)
    whose = frame.named or frame.subject.pos_ == "PROPN"
    if frame.passive or not whose or not named or len(said) < ENOUGH:
        return "it may have been said on other days, too"
    clear = any(c.dep_ == "dobj" or c.lower_ in ("for", "on", "to") for c in frame.verb.children)
    return None if clear else NOT_OF_THAT


def _says_enough(tokens: Sequence[Token]) -> bool:
    """Whether words tell one act from others: with a name, fewer do."""
    told = _content(tokens)
    return len(told) >= (ENOUGH - 1 if any(t.pos_ == "PROPN" for t in told) else ENOUGH)


def _is_decided(frame: Frame) -> bool:
    """As in "decided to sell the ferry line to Norvik", "began selling tickets in Leith"."""
    verb, lexicon = frame.verb, load("plain_events")
    if frame.passive or base_form(verb).lower() not in lexicon["decisions"]["verbs"]:
        return False
    return _is_agent(frame) and _says_enough(frame.behind)


def _content(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if t.pos_ in TELLING and not t.is_stop and t.dep_ != "compound"]


def is_told_at_length(frame: Frame) -> bool:
    """Whether so much is said of what a person did that whatever the verb, it was done once.

    Of a body or a thing that is never sure: "prices fixed by Norvik peg to a float" has a verb that
    is none, and without an object the verb may have lost it.
    """
    verb = frame.verb
    thing = any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)
    return frame.named and (frame.passive or thing) and says_much(frame)


def says_much(frame: Frame) -> bool:
    """Whether so much is said that figures of speech leave no doubt of what happened."""
    verb, lexicon = frame.verb, load("plain_events")
    phrase = phrase_of(verb)
    if frame.lasting or phrase in lexicon["vague"]["verbs"]:
        return False
    by = any(c.dep_ == "agent" for c in verb.children)  # "was tied with" tells how it stood
    if verb.tag_ != "VBD" and not (frame.passive and by):
        return False
    if phrase in lexicon["statements"]["verbs"]:
        return _statement_doubt(frame) is None
    if phrase in lexicon["complements"]["verbs"]:
        return False
    if not frame.named and not any(t.pos_ == "PROPN" for t in frame.before):
        return False
    if any(
        c.dep_ in ("ccomp", "acomp", "attr") or (c.dep_ == "xcomp" and c.i <= verb.i + 2)
        for c in verb.children
        if c.i > verb.i
    ):
        return False
    return _says_enough(frame.behind)


def _becomes(frame: Frame) -> bool:
    """As in "became governor"."""
    what = [c for c in frame.verb.children if c.dep_ == "attr"]
    return len(what) == 1 and "persons" in sorts_of(what[0]) and _is_agent(frame)


def _is_agent(frame: Frame) -> bool:
    """Whether the subject is somebody, or a body, that can do something."""
    return frame.named or bool(sorts_of(frame.subject) & AGENTS)
