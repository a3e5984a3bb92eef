"""Events that a noun names: "the UN Security Council resolution in December"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.events.context import Context, Dated
from quizgen.facts.events.descriptions import RANKED, description, unclear
from quizgen.facts.events.doubts import LISTED, QUOTED
from quizgen.facts.events.plain import date_doubt, sentence_doubt
from quizgen.facts.events.ties import AT, Tie, is_listed
from quizgen.facts.events.unique import has_name
from quizgen.facts.events.wording import noun_phrase
from quizgen.lexicons import load
from quizgen.models import DatedEvent, Occurrence

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

LONGEST = 14
"""Words of an event's description."""


def noun_event(context: Context, dated: Dated, tie: Tie) -> Occurrence | None:
    """What took place on a date, by the noun that it dates."""
    lexicon, noun, doc = load("events"), tie.head, context.doc
    if tie.preposition not in AT or dated.until is not None:
        return None
    lemma = noun.lemma_.lower()
    if lemma not in lexicon["happenings"] and lemma not in lexicon["documents"]:
        return None
    phrase = noun_phrase(context, noun, tie.words)
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
    owned = [t for t in tokens if t.dep_ == "poss" and t.head == noun]
    if (
        not clause
        and owned
        and {t.i for t in tokens} <= {noun.i, *(t.i for each in owned for t in each.subtree)}
    ):
        problem = problem or f"“{noun.text}”: which one is not said"  # "Mr Hale’s vote"
    if not clause and not description(noun, {t.i for t in tokens}):
        problem = problem or f"“the {noun.text}”: which one is not said"
    if not clause and not has_name(context, noun, {t.i for t in tokens}):
        problem = problem or f"“the {noun.text}”: which one is not said"  # "the debate in 2012"
    if any(c.lower_ in RANKED for t in tokens for c in (t, *t.children)):
        problem = problem or f"“{noun.text}”: of which row is not said"
    problem = problem or sentence_doubt(noun) or date_doubt(context, tie)
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


def _relative(context: Context, verb: Token, tie: Tie) -> str:
    """The relative clause behind the date, as far as it goes without a comma."""
    tokens = [t for t in verb.subtree if t.i > tie.last]
    for place, token in enumerate(tokens):
        if token.text in (",", ";", "–", "—"):
            tokens = tokens[:place]
            break
    return context.edit(tokens).text
