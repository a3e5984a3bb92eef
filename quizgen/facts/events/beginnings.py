"""Beginnings: "to start the pullout of …, beginning tomorrow" dates the pullout's start."""

from __future__ import annotations

from quizgen.analysis import span_between
from quizgen.facts.events.context import Context, Dated
from quizgen.facts.events.wording import noun_phrase
from quizgen.models import DatedEvent, Occurrence

WORDS = ("beginning", "starting", "effective")
STARTED = ("start", "begin", "launch", "open", "introduce")


def beginning(context: Context, dated: Dated) -> Occurrence | None:
    """What begins on a date, where a participle says that something does."""
    doc, own = context.doc, context.tokens(dated.timex)
    if not own:
        return None
    word = next(
        (doc[i] for i in (own[0].i - 1, own[0].i - 2) if i >= 0 and doc[i].lower_ in WORDS), None
    )
    if word is None or word.i < 2 or doc[word.i - 1].text != ",":
        return None
    # What begins: the object of the nearest verb before that says something is started.
    verb = next(
        (
            t
            for t in reversed(doc[word.sent.start : word.i])
            if t.lemma_ in STARTED and any(c.dep_ == "dobj" for c in t.children)
        ),
        None,
    )
    if verb is None:
        return None
    thing = next(c for c in verb.children if c.dep_ == "dobj")
    speaker, attributed = context.attributed(verb)
    if attributed and speaker is None:
        return None
    phrase = noun_phrase(context, thing, range(word.i, own[-1].i + 1))
    tokens = phrase.tokens
    if any(t.lower_ in ("our", "my", "your", "we", "us") for t in thing.subtree):
        # "our group of forces": cut the phrase back to what the article's reader can follow
        place = next(
            (
                list(t.subtree)
                for t in thing.subtree
                if t.dep_ == "prep" and t.lower_ == "from" and t.head.i >= thing.i
            ),
            [],
        )
        tokens = [*(t for t in tokens if t.i <= thing.i), *place]
    edited = context.edit(tokens)
    plural = thing.tag_ in ("NNS", "NNPS")
    event = DatedEvent(
        span=span_between(thing.left_edge, own[-1]),
        subject=edited.text,
        predicate="begin",
        arguments="",
        tense="future",
        voice="active",
        timex=dated.timex,
        attributed_to=speaker,
    )
    return context.finish(
        event,
        f"{edited.text} will begin",
        f"{'were' if plural else 'was'} {edited.text} to begin",
        f"{thing.lemma_.lower()} begin",
        edited.names,
        edited.problem,
        own[0],
    )
