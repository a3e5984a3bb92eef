"""Events that a noun names: "the UN Security Council resolution in December"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.dates import interval
from quizgen.facts.events.context import Context, Dated
from quizgen.facts.events.descriptions import RANKED, description, unclear
from quizgen.facts.events.doubts import LISTED, QUOTED
from quizgen.facts.events.other_times import named_day
from quizgen.facts.events.plain import date_doubt, sentence_doubt
from quizgen.facts.events.ties import AT, Tie, is_listed
from quizgen.facts.events.unique import RECURRING, has_name
from quizgen.facts.events.wording import Cut, noun_phrase
from quizgen.facts.verbs import governing_verb, tense_of
from quizgen.lexicons import load
from quizgen.models import DatedEvent, Occurrence, Timex

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

DAY = re.compile(r"\d{4}-\d\d-\d\d")
HALF_A_YEAR = 183
"""Days within which a date without a year is meant."""
AHEAD = {"before", "for", "into", "of", "through", "till", "to", "toward", "towards", "until"}
"""Behind these an event may be to come: "on the eve of", "days before"."""
OF_PLACE = {"at", "in", "near", "of", "on", "outside"}
LONGEST = 14
"""Words of an event's description."""


def noun_event(context: Context, dated: Dated, tie: Tie) -> Occurrence | None:
    """What took place on a date, by the noun that it dates."""
    lexicon, noun, doc = load("events"), tie.head, context.doc
    in_front = tie.preposition is None and tie.last < noun.i  # "Friday's attack in Munich"
    if tie.preposition not in AT and not in_front or dated.until is not None:
        return None
    lemma = noun.lemma_.lower()
    if lemma not in lexicon["happenings"] and (in_front or lemma not in lexicon["documents"]):
        return None
    phrase = noun_phrase(context, noun, tie.words)
    if in_front:
        return _event_of_day(context, dated, tie, phrase)
    tokens = [t for t in phrase.tokens if t.i < tie.first]
    whose = ("det", "poss") if noun.tag_ in ("NN", "NNS") else ("det", "poss", "compound")
    if not any(t.dep_ in whose and t.head == noun for t in tokens):
        return None  # "two attacks in July"
    if any(t.lower_ in ("a", "an", "any", "no", "some", "another") for t in tokens):
        return None  # "the opening of a golf course": of which?
    edited = context.edit(tokens)
    relative = next((c for c in noun.children if c.dep_ == "relcl" and c.i > tie.last), None)
    follows = doc[tie.last + 1] if tie.last + 1 < len(doc) else None
    if relative is None and follows is not None and follows.tag_ in ("WDT", "WP"):
        relative = follows.head
    clause = _relative(context, relative, tie) if relative is not None else ""
    subject = f"{edited.text} {clause}".strip()
    if len(subject.split()) > LONGEST:
        return None  # too much to hold before "take place" comes
    told, asked, preposition = f"{subject} took place", f"did {subject} take place", None
    if lemma in lexicon["documents"]:
        told, asked, preposition = subject, f"does {subject} date", "from"
    problem = edited.problem or unclear(context, tokens) if not clause else edited.problem
    if follows is not None and follows.tag_ == "TO" and lemma not in lexicon["documents"]:
        problem = problem or "what tells it from others is cut"  # "his vote in 2005 to …"
    if follows is not None and follows.lower_ == "of":
        problem = problem or "what tells it from others is cut"  # "the killing on Friday of …"
    owned = [t for t in tokens if t.dep_ == "poss" and t.head == noun]
    if (
        not clause
        and owned
        and {t.i for t in tokens} <= {noun.i, *(t.i for each in owned for t in each.subtree)}
    ):
        problem = problem or f"“{noun.text}”: which one is not said"  # "Mr Hale’s vote"
    if not clause and not description(noun, {t.i for t in tokens}):
        problem = problem or f"“the {noun.text}”: which one is not said"
    if not clause and not _is_named(context, noun, tokens):
        problem = problem or f"“the {noun.text}”: which one is not said"  # "the debate in 2012"
    if any(c.lower_ in RANKED for t in tokens for c in (t, *t.children)):
        problem = problem or f"“{noun.text}”: of which row is not said"
    problem = problem or sentence_doubt(noun) or date_doubt(context, tie)
    problem = problem or _side_doubt(context, dated, noun) or named_day(dated.timex, tokens)
    if context.editor.quoted(noun):
        problem = problem or QUOTED
    if is_listed(context, tie):
        problem = problem or LISTED
    speaker, attributed = context.attributed(noun)
    if attributed and speaker is None:
        problem = problem or "only somebody unnamed says so"
    event = DatedEvent(
        span=span_between(tokens[0], doc[tie.last]),
        subject=edited.text,
        predicate=lemma,
        arguments=clause,
        tense="past",
        voice="noun",
        timex=dated.timex,
    )
    return context.finish(
        event,
        told,
        f"{preposition}|{asked}" if preposition else asked,
        lemma,
        edited.names,
        problem,
        doc[tie.first],
    )


def _event_of_day(context: Context, dated: Dated, tie: Tie, phrase: Cut) -> Occurrence | None:
    """As in "Friday's attack in Munich", "the April 19 New York primary": a day tells which."""
    noun, timex, tokens = tie.head, dated.timex, phrase.tokens
    if not tokens or DAY.fullmatch(timex.value or "") is None:
        return None
    if timex.anchor not in ("explicit", "month-day", "weekday"):
        return None
    determiners = [t for t in noun.children if t.dep_ in ("det", "poss") and t.i in _places(tokens)]
    if any(t.lower_ not in ("the", "'s") and t.dep_ == "det" for t in determiners):
        return None
    edited = context.edit(tokens)
    subject = edited.text if determiners else f"the {edited.text}"
    if len(subject.split()) > LONGEST:
        return None
    inside = _places(tokens)
    problem = phrase.problem or edited.problem or unclear(context, tokens)
    if not _is_named(context, noun, tokens) or not description(noun, inside):
        problem = problem or f"“the {noun.text}”: which one is not said"
    if any(t.dep_ == "prep" and t.head == noun and t.lower_ not in OF_PLACE for t in tokens):
        problem = problem or "what tells it from others is cut"  # "her May 3 primary to Ms Lund"
    owners = [t for t in tokens if t.dep_ == "poss" and t.head == noun]
    scheduled = noun.lemma_.lower() in load("events")["scheduled"]
    if owners and not (scheduled and context.editor.is_place(owners[0])):
        problem = problem or f"“{noun.text}”: which one is not said"
    if any(c.lower_ in RANKED for t in tokens for c in (t, *t.children)):
        problem = problem or f"“{noun.text}”: of which row is not said"
    problem = problem or sentence_doubt(noun) or date_doubt(context, tie)
    problem = problem or _side_doubt(context, dated, noun) or _other_day(context, timex, noun)
    if any(c.dep_ == "conj" or c.dep_ == "cc" for c in noun.children) or noun.dep_ == "conj":
        problem = problem or LISTED
    if context.editor.quoted(noun):
        problem = problem or QUOTED
    speaker, attributed = context.attributed(noun)
    if attributed and speaker is None:
        problem = problem or "only somebody unnamed says so"
    published = context.article.published
    coming = published is not None and (timex.value or "") > str(published)
    plural = noun.tag_ in ("NNS", "NNPS")
    told, asked = f"{subject} took place", f"did {subject} take place"
    if coming:
        told = f"{subject} take{'' if plural else 's'} place"
        asked = f"{'do' if plural else 'does'} {subject} take place"
    event = DatedEvent(
        span=span_between(context.doc[min(tie.first, tokens[0].i)], noun),
        subject=subject,
        predicate=noun.lemma_.lower(),
        arguments="",
        tense="present" if coming else "past",
        voice="noun",
        timex=timex,
    )
    place = context.doc[tie.first]
    return context.finish(event, told, asked, noun.lemma_.lower(), edited.names, problem, place)


def _is_named(context: Context, noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether a name tells which one it was: a people's or a party's is not enough.

    "The Communist takeover" leaves open of what country, and "the Republican debate" of which.
    """
    parties = load("events")["partisan"] if noun.lemma_.lower() in RECURRING else ()
    named = [
        t
        for t in tokens
        if t.lower_ not in parties and not (t.ent_type_ == "NORP" and t.tag_ == "JJ")
    ]
    return has_name(context, noun, _places(named))


def _places(tokens: Sequence[Token]) -> set[int]:
    return {t.i for t in tokens}


def _side_doubt(context: Context, dated: Dated, noun: Token) -> str | None:
    """Whether a day of the week, or of a year, may be of the one before or of the one to come.

    "Days before the caucuses on Monday" looks ahead; an attack has always been.
    """
    timex, published = dated.timex, context.article.published
    days = interval(timex.value) if timex.value else None
    if timex.anchor == "explicit" or published is None or days is None:
        return None
    if timex.anchor == "month-day":
        near = abs((days.first - published).days) <= HALF_A_YEAR
        return None if near else "its year is doubtful"
    scheduled = noun.lemma_.lower() in load("events")["scheduled"]
    if scheduled and days.first <= published <= days.last and _is_told_before(noun):
        return "it may be the week before or the one to come"
    ahead = noun.dep_ == "pobj" and noun.head.lower_ in AHEAD
    if _is_of_what_happened(noun) and days.last < published:
        return None
    if scheduled and (ahead or noun.i > dated_end(context, timex)):
        return "it may be the week before or the one to come"
    return None


def _is_told_before(noun: Token) -> bool:
    """Whether what is of the day of publication is not told of as over: "is an important step"."""
    verb = governing_verb(noun)
    return verb is None or tense_of(verb) != "past"


def _is_of_what_happened(noun: Token) -> bool:
    """As in "clashed at Tuesday's debate in Leith": where something happened, it was held."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("after", "at", "during", "following", "in"):
        return False
    verb = noun.head.head
    return verb.tag_ == "VBD" and tense_of(verb) == "past"


def dated_end(context: Context, timex: Timex) -> int:
    """The place of the last word of a time expression."""
    return context.tokens(timex)[-1].i


def _other_day(context: Context, timex: Timex, noun: Token) -> str | None:
    """Whether the article tells of another day of what shares the noun and a name."""
    names = {t.lower_ for t in noun.subtree if t.pos_ == "PROPN"}
    for token in context.doc:
        if token.lemma_ != noun.lemma_ or token == noun:
            continue
        inside = list(token.subtree)
        if not names & {t.lower_ for t in inside}:
            continue
        for each in inside:
            other = context.time_at(each)
            if other is not None and other.value != timex.value and other.type == "DATE":
                return f"“{noun.text}”: the article tells of several"
    return None


def _relative(context: Context, verb: Token, tie: Tie) -> str:
    """The relative clause behind the date, as far as it goes without a comma."""
    tokens = [t for t in verb.subtree if t.i > tie.last]
    for place, token in enumerate(tokens):
        if token.text in (",", ";", "–", "—"):
            tokens = tokens[:place]
            break
    return context.edit(tokens).text
