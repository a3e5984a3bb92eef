"""Why what a verb tells may not have happened, or who did it is not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.facts.events.context import Context
from quizgen.facts.events.plain_verbs import happens, is_known
from quizgen.facts.events.wording import SUBJECTS, is_split
from quizgen.facts.people.words import words
from quizgen.facts.verbs import base_form, governing_verb, is_planned, tense_of
from quizgen.lexicons import load
from quizgen.models import Occurrence

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

STATE = "it tells how things were, not what happened"
GOING_ON = "it tells what was going on, not what happened"
LISTED = "it is one date of several"  # "in 2008 and 2012"
QUOTED = "it stands in somebody’s own words"
SUBORDINATE = {
    *("if", "unless", "whether", "until", "before", "after", "because", "although", "though"),
    *("while", "since", "than"),
}
TELLING = {
    *("after", "although", "as", "because", "before", "once", "since", "though", "until", "when"),
}
"""What stands under these in the past did happen: "before he was elected in 1992"."""
KEPT_FROM = {"abort", "die", "halt", "kill", "stop"}
"""Before what comes under "before" could happen: "died before he reached the border"."""
BESIDE = {"acl", "relcl"}
TODAY = ("this afternoon", "this evening", "this morning", "today", "tonight")
DAYS = {"date", "day", "deadline", "time"}
SOME = {"all", "any", "few", "many", "more", "most", "several", "some"}
WILL = ("will", "would", "’ll", "'ll", "shall")
ASIDE = {"against", "among", "except", "without", "unlike", "like", "for", "to", "despite"}
"""In front of a clause, these say something that the clause isn't true without."""


def is_told_beside(verb: Token) -> bool:
    """Whether a clause beside another tells what happened: "left when the strike ended in May"."""
    if verb.dep_ != "advcl" or tense_of(verb) != "past" or verb.tag_ not in ("VBD", "VBN"):
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    if subject is None:
        return False
    if subject.tag_ == "PRP" and verb.i < verb.head.i:
        # "When she ran for mayor in 2010, Ms Lund attacked Ms Hart": who ran?
        mains = [c for c in verb.head.children if c.dep_ in SUBJECTS]
        if [c.lower_ for c in mains] != [subject.lower_]:
            return False
    marks = [c.lower_ for c in verb.children if c.dep_ == "mark" or c.tag_ == "WRB"]
    first = verb.left_edge
    if not marks and first.dep_ == "prep" and first.head == verb:
        marks = [first.lower_]  # "After Senator Lund …", whose first words are misread
    if marks == ["before"] and verb.head.lemma_ in KEPT_FROM:
        return False
    return len(marks) == 1 and marks[0] in TELLING


def is_of_place(verb: Token) -> bool:
    """As in "the theatre, where Ms Lund unveiled the statue in 1984": whole without the place."""
    places = [c for c in verb.children if c.lower_ == "where" and c.dep_ == "advmod"]
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return len(places) == 1 and subject is not None and places[0].i < subject.i < verb.i


def fact_doubt(context: Context, verb: Token, attributed: bool) -> str | None:
    """Why the verb's clause may tell no event that happened or is to happen."""
    lexicon = load("events")
    if (
        verb.dep_ == "relcl"
        and not any(c.dep_ in SUBJECTS and c.tag_ in ("WDT", "WP") for c in verb.children)
        and not is_of_place(verb)
    ):
        return "what is done stands outside its clause"  # "a show that CBS revived in 2010"
    if any(c.dep_ in ("dobj", "pobj", "dative") and c.tag_ in ("WDT", "WP") for c in verb.children):
        return "what is done stands outside its clause"  # "the deal, which he signed in May"
    if sum(c.dep_ in SUBJECTS for c in verb.children) > 1:
        return "its subject is doubtful"  # "A teacher who …, he switched sides in 2009"
    if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
        return "its clause goes on"  # "made it easier to exempt workers"
    if base_form(verb).lower() == "leave" and _is_of_nowhere(verb):
        return "it says too little"  # "left to look after her children": what?
    if verb.lemma_ == "step" and not any(c.lower_ in ("as", "from") for c in verb.children):
        return "it says too little"  # "stepped down": from what?
    if verb.lemma_ == "drop" and _is_out_of_nothing(verb):
        return "it says too little"  # "dropped out": of what?
    if base_form(verb).lower() in lexicon["handing"] and not _has_receiver(verb):
        return "it says too little"  # "gave $50,000": to whom?
    if verb.lemma_ == "do":
        return "it says too little"  # "did post": a main verb only by mistake, or of no meaning
    if verb.lemma_ == "have" and not any(c.dep_ == "dobj" for c in verb.children):
        return "it says too little"
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "hardly", "nearly", "almost", "no"):
            return "it did not happen"
        if child.dep_ == "mark" and child.lower_ in SUBORDINATE and not is_told_beside(verb):
            return f"it stands under “{child.text}”"
        if child.dep_ == "advmod" and child.lower_ in lexicon["hedges"]:
            return "it is only possible"
        if child.dep_ == "advcl" and any(c.lower_ in ("if", "unless") for c in child.children):
            return "it is only possible"  # "If he agrees, she will leave on Friday"
        if child.dep_ == "aux" and child.tag_ == "MD":
            if child.lower_ not in WILL:
                return "it is only possible"
            if child.lower_ == "would" and not attributed:
                return "it is only possible"  # "A loss would end the campaign on Tuesday"
    if _is_supposed(verb):
        return "it is only possible"
    if base_form(verb).lower() in lexicon["of_days"] and not _is_of_things(context, verb):
        return "the date is what it speaks of"  # "spent Wednesday", "marked the day"
    if any(t.lower_ == "not" and governing_verb(t) == verb != t.head for t in verb.subtree):
        return "it did not happen"  # "was felt not as a defeat, but as a warning"
    if any(t.text == "?" and not context.editor.quoted(t) for t in verb.sent):
        return "it is only asked"
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        if any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
            return "it is only possible"  # "would have opened in May"
    for child in verb.children:
        if child.dep_ == "prep" and child.i < verb.i and child.lower_ in ASIDE:
            return "its clause is cut short"  # "Against Lund on Tuesday, he won …"
    if base_form(verb).lower() in lexicon["attempts"] and any(
        c.dep_ == "xcomp" for c in verb.children
    ):
        return "it did not happen"
    return None


def teller_doubt(context: Context, verb: Token) -> str | None:
    """Why a clause within what somebody says may be its writer's own.

    "Ms Lund said that Leith, which Mr Hale had won on Friday, would rise": who won where she may
    never have said. So it is with a participle's clause, and with "since" behind what wasn't done:
    "It hasn't flooded in Leith since the wall was built in 1984" is half of a comparison.
    """
    token = verb
    while token.head != token and context.attributed(token)[1]:
        if token.dep_ in BESIDE and not context.editor.quoted(token):
            return "it may be the writer’s own words"
        if token.dep_ == "advcl" and any(c.lower_ == "since" for c in token.children):
            if any(c.dep_ == "neg" for c in token.head.children):
                return "what tells it from others is cut"
        token = token.head
    return None


def _is_of_things(context: Context, verb: Token) -> bool:
    """Whether it is not the day that is chosen, spent or kept: "picked a mate on Monday"."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "npadvmod") and child.i > verb.i:
            timex = context.time_at(child)
            if timex is not None and timex.type != "DURATION" and child.i == verb.i + 1:
                return False  # "spent Sunday speaking in Leith"
    return any(
        c.dep_ in ("prt", "xcomp")  # "picked up", "is set to open"
        or (c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() not in DAYS)
        for c in verb.children
    )


def _is_of_nowhere(verb: Token) -> bool:
    """Whether somebody left, and what or whereto is not said."""
    if any(c.dep_ in ("auxpass", "dobj", "prt") for c in verb.children) or verb.dep_ == "acl":
        return False
    where = ("as", "for", "from", "home", "with")
    return not any(c.lower_ in where or c.dep_ == "xcomp" and c.tag_ == "VBG"
                   for c in verb.children)  # fmt: skip


def _is_out_of_nothing(verb: Token) -> bool:
    """Whether somebody "dropped out", and of what is not said."""
    follows = verb.doc[verb.i + 1 : verb.i + 3]
    return [t.lower_ for t in follows[:1]] == ["out"] and [t.lower_ for t in follows[1:]] != ["of"]


def _has_receiver(verb: Token) -> bool:
    """Whether what an amount is given for, or to whom, is told; true of any other thing given."""
    amounts = [c for c in verb.children if c.dep_ == "dobj" and c.ent_type_ == "MONEY"]
    told = [c for c in verb.children if c.dep_ == "dative" or c.lower_ in ("for", "to", "toward")]
    of_it = [c for a in amounts for c in a.children if c.dep_ == "prep"]
    return not amounts or bool(told or of_it)


def _is_supposed(verb: Token) -> bool:
    """Whether it stands under what is only possible or denied: "It would mean that …"."""
    while verb.dep_ in ("ccomp", "xcomp", "conj") and verb.head != verb:
        above, verb = verb.dep_, verb.head
        if above == "conj":
            continue
        lexicon = load("events")
        if base_form(verb).lower() in lexicon["wishes"]:
            return True  # "I hope that on Monday he will …"
        first = any(c.dep_ in SUBJECTS and c.lower_ in ("i", "we") for c in verb.children)
        if first and base_form(verb).lower() in lexicon["beliefs"]:
            return True
        for child in verb.children:
            if child.dep_ == "neg" or (
                child.dep_ == "aux" and child.tag_ == "MD" and child.lower_ not in ("will", "’ll")
            ):
                return True
            if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
                return True
    return False


def state_doubt(verb: Token, words: str) -> str | None:
    """Why the verb may tell how things were rather than what happened: that has no one date.

    Args:
        verb: The clause's verb.
        words: The time expression: "it has become today" is of these days.
    """
    if any(c.lower_ == "still" and c.dep_ == "advmod" for c in verb.children):
        return STATE
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in verb.children)
    if perfect and words.lower() == "today":
        return STATE
    if base_form(verb).lower() in load("events")["states"] and not happens(verb):
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        if not passive or verb.lemma_ == "be":
            return STATE
    if verb.lemma_ == "happen" and any(c.dep_ == "xcomp" for c in verb.children):
        return GOING_ON  # "happened to be eating"
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if is_planned(verb) and is_known(verb) and words.lower() not in TODAY:
        return None  # "is speaking in Leith on Monday": of a day to come, a plan
    if verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in auxiliaries):
        return GOING_ON
    if any(c.tag_ == "VBG" for c in auxiliaries):  # "was being removed"
        return GOING_ON
    return None


def is_told(occurrence: Occurrence) -> bool:
    """Whether the article itself tells of an event, be its words fit for a question or not."""
    return occurrence.event.relation == "at" and occurrence.problem not in (
        STATE,
        GOING_ON,
        QUOTED,
    )


def subject_doubt(subject: Token, verb: Token, *, named: bool = False) -> str | None:
    """Why the subject may not be the right one, or not be known by its words.

    Args:
        subject: Its noun.
        verb: The clause's verb.
        named: Whether a name stands for it: "Ada Lund, a sailor arrested in Leith".
    """
    article = any(c.lower_ in ("a", "an") for c in subject.children)
    if verb.dep_ in ("relcl", "acl") and article and not named:
        return "which one is meant is not said"  # "a show that began in 1999"
    if verb.dep_ == "acl" and subject.dep_ == "pobj":
        return "its subject is doubtful"  # "a survey of 400 voters released on Monday"
    if any(t.tag_ == "WP$" for t in subject.subtree):
        return "its subject is doubtful"  # "Pinchuk, whose father-in-law was president"
    denied = ("no", "not", "neither", "none", "few", "hardly", "nobody", "nothing")
    if any(t.lower_ in denied for t in subject.subtree):
        return "it did not happen"  # "Not a single incumbent lost in 2016"
    if base_form(verb).lower() in ("occur", "happen", "come", "follow") and _is_any(subject):
        return "which one is meant is not said"  # "two attacks occurred"
    some = any(c.lower_ in SOME for c in subject.children)
    if verb.dep_ == "relcl" and some and not is_split(verb):
        return "which one is meant is not said"  # "most towns that will vote on Monday are small"
    left = subject.left_edge
    if any(c.dep_ == "ccomp" and c.i < left.i for c in verb.children) and left.i:
        if left.nbor(-1).text == ",":
            return "its subject is doubtful"  # "This recalls the Kestrel, the ship turned away"
    if subject.tag_ == "DT":
        return "which one is meant is not said"  # "those that broke out in 2002"
    if subject.lower_ in ("who", "what", "which", "there", "anyone", "everyone", "someone"):
        return "which one is meant is not said"
    return None


def _is_any(noun: Token) -> bool:
    """Whether a noun stands for any of its sort: "two attacks", "storms"."""
    if noun.pos_ != "NOUN":
        return False
    return not any(
        c.dep_ == "poss" or c.lower_ in ("the", "this", "that") or c.pos_ == "PROPN"
        for c in noun.subtree
    )


def subject_of(context: Context, verb: Token) -> Token | None:
    """Who does it: also of a relative clause, a participle, a second verb of one subject."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is not None and subject.tag_ in ("WDT", "WP"):
        return _antecedent(context, verb, subject) if verb.dep_ == "relcl" else None
    if subject is not None:
        return subject if subject.dep_ != "expl" else None
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head  # "the meeting held on Monday"
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        # "agonised over workers held for a year" has no second verb
        joined = any(t.dep_ == "cc" or t.text in (",", ";") for t in verb.doc[verb.head.i : verb.i])
        if joined and tense_of(verb.head) == tense_of(verb):
            return subject_of(context, verb.head)
    return None


def _is_role(noun: Token) -> bool:
    lexicon = words()
    return noun.lower_ in lexicon.role or noun.lower_ in lexicon.person


def _is_person(context: Context, token: Token) -> bool:
    speaker = context.cast.of(token) if token.ent_type_ not in ("GPE", "LOC") else None
    return speaker is not None and speaker.type == "person"


def _antecedent(context: Context, verb: Token, pronoun: Token) -> Token | None:
    """What "who" or "that" stands for: the noun phrase right before it.

    In "the envoy for Syria, Staffan de Mistura, who restarted the talks" the parser hangs the
    clause on Syria.
    """
    doc, cast = context.doc, context.cast
    before = doc[pronoun.i - 1]
    if before.text == "," and pronoun.i > 1:
        before = doc[pronoun.i - 2]
    place = before.ent_type_ in ("GPE", "LOC")
    speaker = cast.of(before) if before.pos_ == "PROPN" and not place else None
    if pronoun.tag_ == "WP":
        if speaker is not None and speaker.type == "person":
            return before
        # "Peter King of New York, who …": who is no place
        noun = verb.head
        while noun.dep_ == "pobj" and noun.tag_ == "NNP" and not _is_person(context, noun):
            noun = noun.head.head
        if noun.dep_ == "appos" and _is_person(context, noun.head):
            return noun.head  # "Mitt Romney, the party’s nominee, who …"
        head = cast.of(noun)
        if noun.tag_ == "NNPS":
            return noun  # "the age of Wexcombers, who"
        told = noun.pos_ == "NOUN" and head is None and _is_role(noun)
        return noun if told or (head is not None and head.type == "person") else None
    bare = not any(c.dep_ in ("det", "poss", "nummod") for c in verb.head.children)
    if bare and verb.head.dep_ == "dobj" and verb.head.head.tag_ == "VB":
        return None  # "a bill to combat addiction that was signed": the bill was
    return verb.head if before.i in {t.i for t in verb.head.subtree} else None
