"""Whether a verb tells an event of one date: one that is known for it, with what it is plain of.

"Signed the treaty", but not "signed off"; "won Ohio" and "won the race", but not "won hearts". What
stands in ``lexicons/plain_events.toml`` is taken literally, and nothing else is.
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
AGENTS = {"name", "persons", "bodies"}
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
    behind: Sequence[Token]  # the words behind the verb that are kept


def verb_doubt(frame: Frame) -> str | None:
    """Why a verb may tell no event that has one date; None if it does."""
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
        return NO_EVENT  # "decided to sell", "began selling"
    objects = [c for c in verb.children if c.dep_ == "dobj"]
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


def phrase_of(verb: Token) -> str:
    """The verb with its particle: "step down"."""
    form = base_form(verb).lower()
    follows = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]]
    for count in (2, 1):
        both = " ".join([form, *follows[:count]])
        if both in phrasal_verbs():
            return both
    particle = next((c for c in verb.children if c.dep_ == "prt" and c.i > verb.i), None)
    return f"{form} {particle.lower_}" if particle is not None else form


def _object_doubt(phrase: str, thing: Token, is_person: bool) -> str | None:
    """Whether a verb is plain with what something is done to."""
    pair = load("plain_events")["pairs"].get(phrase)
    wanted = verb_sorts("objects").get(phrase)
    if pair is None and wanted is None:
        return NO_EVENT
    if thing.lemma_.lower() in (pair or ()) and thing.tag_ != "NNS":
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
    if sorts & alone or ("name" in sorts and alone):
        return None
    placed = [c for c in frame.verb.children if c.dep_ == "prep" and c.i not in frame.tied]
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


def _statement_doubt(frame: Frame) -> str | None:
    """As in "criticised the board's plan to close the pier": not just "criticised Mr Hale"."""
    named = any(t.pos_ == "PROPN" for t in frame.behind)
    said = [t for t in frame.behind if t.pos_ in TELLING and not t.is_stop and t.dep_ != "compound"]
    if frame.passive or not frame.named or not named or len(said) < ENOUGH:
        return "it may have been said on other days, too"
    clear = any(c.dep_ == "dobj" or c.lower_ in ("for", "on", "to") for c in frame.verb.children)
    return None if clear else NOT_OF_THAT


def _becomes(frame: Frame) -> bool:
    """As in "became governor"."""
    what = [c for c in frame.verb.children if c.dep_ == "attr"]
    return len(what) == 1 and "persons" in sorts_of(what[0]) and _is_agent(frame)


def _is_agent(frame: Frame) -> bool:
    """Whether the subject is somebody, or a body, that can do something."""
    return frame.named or bool(sorts_of(frame.subject) & AGENTS)
