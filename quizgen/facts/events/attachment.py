"""Whether a time dates the verb that the parser hangs it on, or something beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.facts.events.context import Context
from quizgen.facts.events.doubts import LISTED, is_told_beside, subject_of
from quizgen.facts.events.plain_verbs import happens, phrase_of
from quizgen.facts.events.sorts import verb_sorts
from quizgen.facts.events.ties import Tie, is_event, is_listed
from quizgen.facts.events.wording import SUBJECTS, is_split
from quizgen.facts.verbs import base_form, is_participle, tense_of
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token


def tie_doubt(context: Context, verb: Token, tie: Tie) -> str | None:
    """Why the time may date something else than the verb."""
    lexicon, doc, last = load("events"), context.doc, tie.last
    if base_form(verb).lower() in load("reporting")["clause"] and not happens(verb):
        return "it dates somebody’s saying so"
    if not any(c.dep_ == "dobj" for c in verb.children) and _quotes(context, verb):
        return "it dates somebody’s saying so"  # "“It leaks,” she posted on Monday"
    if base_form(verb).lower() in lexicon["mentions"]:
        return "it may date what is mentioned"
    participle = verb.dep_ == "acl" or is_participle(verb)
    if participle and base_form(verb).lower() not in lexicon["participles"]:
        return "it may date something else"
    beside = _accompanies(verb) or (is_told_beside(verb) and tie.first > verb.i)
    if verb.dep_ in ("xcomp", "pcomp", "csubj", "dep", "advcl") and not beside:
        return "what it dates is doubtful"
    if verb.dep_ == "conj" and subject_of(context, verb) is None:
        return "what it dates is doubtful"
    before = doc[tie.first - 1] if tie.first else None
    if before is not None and tie.preposition is None and before.lower_ == "news":
        return "it may be part of a name"  # "spoke to Harbour News Saturday"
    if [t.lower_ for t in doc[max(0, tie.first - 2) : tie.first]] == ["so", "far"]:
        return "it may still go on"
    perceived = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in lexicon["perceiving"]
    if perceived and not any(t.is_punct for t in doc[verb.head.i : verb.i]):
        return (
            "what it dates is doubtful"  # "has seen a fiercer debate as millions voted last year"
        )
    if is_listed(context, tie):
        return LISTED
    begun = tie.preposition is None and tie.first == verb.i + 1 and tie.last + 1 < len(doc)
    if begun and base_form(verb).lower() in ("begin", "close", "end", "finish", "open", "start"):
        if doc[tie.last + 1].tag_ == "VBG" or doc[tie.last + 1].lower_ in ("with", "by"):
            return "the date is what it speaks of"  # "started Thursday listening to the mayor"
    # "He said he met them on Monday": was it met on Monday, or said on Monday?
    cue = verb.head
    if (
        verb.dep_ == "ccomp"
        and cue.lemma_.lower() in load("reporting")["clause"]
        and tense_of(verb) == "past"
        and last > verb.i > cue.i
        and not any(c.lower_ == "that" for c in verb.children)
        and all(t.is_punct or t.is_space for t in doc[last + 1 : cue.sent.end])
    ):
        return "it may date the saying"
    of_person = any(c.tag_ == "WP" and c.dep_ in SUBJECTS for c in verb.children)
    # "Ms Lund, who won on Monday": so the writer says, whosever words it stands in
    own = of_person and not context.editor.quoted(verb)
    if verb.dep_ == "relcl" and context.attributed(verb)[1] and is_split(verb) and not own:
        return "who says so is doubtful"  # "He spoke of the pier, which opened in 1971"
    # "He told the BBC Tuesday the deal would collapse."
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if verb.dep_ == "ccomp" and subject is not None and last < subject.left_edge.i:
        if not any(c.lower_ == "that" and c.i < tie.first for c in verb.children):
            return "it may date the saying"
    follows = doc[last + 1] if last + 1 < len(doc) else None
    if follows is not None and verb.i < tie.first:
        if follows.text == ":":
            return "its clause goes on"
        if follows.lower_ == "that" and follows.tag_ == "IN":
            return "its clause goes on"  # "posted on Friday that …"
        if follows.lower_ == "when" and base_form(verb).lower() not in lexicon["complete"]:
            return "what tells it from others is cut"  # "drew boos in 2010 when he …"
    if verb.i < tie.first:
        planned = tie.head if tie.head.pos_ == "VERB" else verb  # "is due to address the summit"
        return _noun_doubt(context, planned, tie)
    return None


def _quotes(context: Context, verb: Token) -> bool:
    """Whether a verb brings somebody's words in quotation marks."""
    return any(
        a.kind == "direct" and any(s.start <= verb.idx < s.end for s in a.cue)
        for a in context.attributions
    )


def _noun_doubt(context: Context, verb: Token, tie: Tie) -> str | None:
    """Whether an event that stands right before the time may be what it dates.

    "has unified since the convention last month", "condemned the attack in May".
    """
    for token in context.doc[verb.i + 1 : tie.first]:
        if token.dep_ == "pobj" and token.head.lower_ in ("after", "before", "since", "following"):
            if is_event(token):
                return "it may date the event beside it"  # "grew after riots in Kent, last year"
    noun = context.doc[tie.first - 1]
    nested = noun.dep_ not in ("dobj", "nsubjpass")
    if tie.preposition == "in" and nested and noun.lemma_.lower() in load("events")["seasonal"]:
        return "it may date the event beside it"  # "what makes a good nominee in 2016"
    if noun.pos_ not in ("NOUN", "PROPN") or not is_event(noun) or noun.i <= verb.i:
        return None
    lexicon = load("events")
    phrase, plain = phrase_of(verb), load("plain_events")
    if noun.dep_ == "pobj":
        preposition = noun.head
        if [preposition.lower_, noun.lower_] == ["into", "law"]:
            return None
        if preposition.lower_ in ("at", "in", "on", "by", "with", "as"):
            return None  # "spoke at a rally on Monday"
        if preposition.head == verb or preposition.head.head == verb:
            if preposition.lower_ in plain["prepositions"].get(phrase, ()):
                return None  # "dropped out of the race on Monday"
        return "it may date the event beside it"
    brought = base_form(verb).lower() in lexicon["bringing"]
    brought = brought or not {"events", "documents"}.isdisjoint(
        verb_sorts("objects").get(phrase, ())
    )
    brought = brought or noun.lemma_.lower() in plain["pairs"].get(phrase, ())
    if noun.dep_ == "dobj" and not brought:
        return "it may date the event beside it"
    return None


def _accompanies(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("as", "when") for c in verb.children)


def accompanying(context: Context, verb: Token, tie: Tie) -> Token | None:
    """As in "On Monday, as the campaign kicked off, streets were full of posters"."""
    after = tie.last + 1
    if after + 1 >= len(context.doc) or context.doc[after].text != ",":
        return None
    mark = context.doc[after + 1]
    if mark.lower_ not in ("as", "when") or mark.head.dep_ != "advcl":
        return None
    return mark.head if mark.head.head == verb else None
