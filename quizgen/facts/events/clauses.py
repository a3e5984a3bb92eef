"""Events that a clause tells: "the bridge was closed on 3 March"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.editing import Edited
from quizgen.facts.events.antecedents import pronoun_doubt, relative_doubt
from quizgen.facts.events.attachment import accompanying, tie_doubt
from quizgen.facts.events.context import Context, Dated
from quizgen.facts.events.descriptions import is_first_name, unclear
from quizgen.facts.events.doubts import (
    QUOTED,
    fact_doubt,
    is_of_place,
    state_doubt,
    subject_doubt,
    subject_of,
    teller_doubt,
)
from quizgen.facts.events.persons import person_doubt
from quizgen.facts.events.plain import Shape, is_held_in_place, plain_doubt
from quizgen.facts.events.plain_verbs import phrase_of
from quizgen.facts.events.sorts import phrasal_verbs, verb_sorts
from quizgen.facts.events.ties import AT, FROM, Tie
from quizgen.facts.events.whole import is_for_purpose
from quizgen.facts.events.wording import (
    SUBJECTS,
    Cut,
    content_words,
    gap_before,
    noun_phrase,
    tail_of,
)
from quizgen.facts.people.words import words
from quizgen.facts.verbs import (
    Forms,
    Tense,
    base_form,
    is_participle,
    is_planned,
    planned_under,
    tense_of,
)
from quizgen.lexicons import load
from quizgen.models import DatedEvent, Occurrence, Relation, Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token


AMOUNTS = ("CARDINAL", "MONEY", "PERCENT", "QUANTITY")


@dataclass(frozen=True)
class Clause:
    """A clause in words that stand alone, told and asked."""

    told: str  # "the bridge was closed"
    asked: str  # "was the bridge closed"
    subject: Edited
    arguments: Edited
    tense: Tense
    passive: bool
    problem: str | None


def clause_event(context: Context, dated: Dated, tie: Tie) -> Occurrence | None:
    """What happened on a date, by the verb that it dates."""
    if tie.preposition is not None and tie.preposition not in (FROM if dated.until else AT):
        return None
    verb = accompanying(context, tie.head, tie) or tie.head
    governing = planned_under(verb) or verb
    subject = subject_of(context, governing)
    if subject is None:
        return None
    speaker, attributed = context.attributed(verb)
    problem = tie_doubt(context, governing, tie) or fact_doubt(context, governing, attributed)
    if dated.until is None or dated.between:
        problem = problem or state_doubt(verb, dated.timex.span.of(context.article.text))
    if dated.until is None:
        problem = problem or _interval_doubt(context, verb, tie)
    if attributed:
        problem = problem or teller_doubt(context, verb)
    if attributed and speaker is None:
        problem = problem or "only somebody unnamed says so"
    problem = problem or _habit_doubt(verb)
    if planned_under(verb) is not None and tense_of(governing) == "past":
        if dated.timex.anchor == "weekday":
            problem = problem or "it may be the week before or the one to come"
    if tie.preposition is None and dated.timex.anchor == "month":
        problem = problem or "the date is what it speaks of"  # "began March with a debt"
    lasting = dated.until is not None and not dated.between
    clause = word_clause(context, verb, subject, tie, lasting=lasting)
    if clause is None:
        return None
    if context.editor.quoted(context.doc[tie.last]):
        problem = problem or QUOTED
    problem = problem or clause.problem
    timex = dated.timex
    if timex.anchor == "default" and clause.tense == "past":
        timex = replace(timex, anchor="weekday")  # the parse shows what the words alone don't
    relation: Relation = "at"
    if dated.until is not None:
        relation = "between" if dated.between else "throughout"
    event = DatedEvent(
        span=span_between(
            min(verb, subject, key=lambda t: t.i), max(verb, context.doc[tie.last], key=_place)
        ),
        subject=clause.subject.text,
        predicate=verb.lemma_,
        arguments=clause.arguments.text,
        tense=clause.tense,
        voice="passive" if clause.passive else "active",
        timex=timex,
        attributed_to=speaker,
        relation=relation,
        until=dated.until,
    )
    return context.finish(
        event,
        clause.told,
        clause.asked,
        f"{subject.lemma_.lower()} {verb.lemma_.lower()}",
        (*clause.subject.names, *clause.arguments.names),
        problem,
        context.doc[tie.first],
    )


def word_clause(
    context: Context, verb: Token, subject: Token, tie: Tie, *, lasting: bool = False
) -> Clause | None:
    """A verb with its subject and what belongs to it, in words that stand alone.

    Args:
        context: What it stands in.
        verb: The clause's verb.
        subject: Who does it.
        tie: The time expression, to be left out.
        lasting: Whether a length of time is said of it, which says enough of "he slept".
    """
    planned = planned_under(verb)
    passive = any(c.dep_ == "auxpass" for c in verb.children) or is_participle(verb)
    phrase = noun_phrase(context, subject, tie.words, verb)
    named = _name(context, subject)
    problem = subject_doubt(subject, verb, named=named is not None)
    known = [t.i for t in phrase.tokens]
    if named is not None:
        told_subject = Edited(named.name, names=(named.name,))
    else:
        told_subject = context.edit(_without_epithet(phrase.tokens, subject))
        problem = problem or phrase.problem or told_subject.problem
        problem = problem or unclear(context, phrase.tokens)
    who = named or context.cast.of(subject)
    people = [who] if who is not None and who.type == "person" else []
    tail = tail_of(context, verb, tie.words)
    purposes = [c for c in verb.children if c.dep_ == "advcl" and c.i > tie.last]
    if purposes and is_for_purpose(verb, tail.tokens, tie):
        tail = Cut([])
    arguments = context.edit(tail.tokens, known, people)
    before = context.edit(_adverbs(verb, tie), known)
    problem = problem or tail.problem or arguments.problem or before.problem
    taken = {t.i for t in tail.tokens}
    if verb.i < tie.first and gap_before(verb, tie.first, taken, tie.words):
        problem = problem or "what it dates is doubtful"
    behind = context.doc[tie.last + 1] if tie.last + 1 < len(context.doc) else None
    if behind is not None and behind.lower_ == "of" and behind.i in taken:
        problem = problem or "its words are parted"  # "rumours broke on Tuesday of a split"
    follow = [t.lower_ for t in context.doc[tie.last + 1 : tie.last + 3] if t.text != ","]
    if follow[:1] == ["to"] and any(t.lower_ == "from" and t.i < tie.first for t in tail.tokens):
        problem = problem or "it is one end of an interval"  # "from 11 in April to 19 in August"
    relative = next((c for c in verb.children if c.lower_ == "which" and c.dep_ in SUBJECTS), None)
    if relative is not None and who is not None and who.type == "person":
        problem = problem or "its subject is doubtful"  # "her book, “Lund and Me”, which …"
    problem = problem or unclear(context, tail.tokens)
    problem = problem or person_doubt(context, subject, named, tail.tokens)
    problem = problem or relative_doubt(subject, planned or verb)
    own = [subject] if named is not None else phrase.tokens
    problem = problem or pronoun_doubt(context, named, subject, [*own, *tail.tokens])
    if any(t.tag_ == "PRP" and t.lower_.endswith(("self", "selves")) for t in tail.tokens):
        arguments = _reflexive(context, tail, arguments)
    problem = problem or _too_little(
        context, verb, tail, told_subject, subject, passive, named is not None, lasting
    )
    if (
        who is not None
        and subject.tag_ == "PRP"
        and any(t.pos_ == "PROPN" and context.cast.of(t) == who for t in tail.tokens)
    ):  # "He met Ali in 1996" is not of Ali
        problem = problem or "its subject is doubtful"
    if who is not None and is_first_name(context, who.name):
        problem = problem or f"“{who.name}”: only a first name"
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    tense = tense_of(verb) or ("past" if verb.dep_ == "acl" else "present")
    if is_planned(verb):
        tense = "future"  # "is speaking in Leith on Monday"
    if planned is not None:
        tense = "future"
        forms = Forms.planned(planned, verb, [a for a in auxiliaries if a.tag_ != "TO"])
    else:
        forms = Forms.of(
            verb, auxiliaries[0] if auxiliaries else None, auxiliaries, subject, passive
        )
    if forms is None:
        problem = problem or "its verb form turns into no clean question"
        forms = Forms("did", verb.lemma_, verb.text)
    shape = Shape(
        verb=verb,
        governing=planned or verb,
        subject=subject,
        tie=tie,
        before=phrase.tokens,
        behind=tail.tokens,
        passive=passive,
        named=named is not None,
        lasting=lasting,
        future=tense == "future",
        told=f"{told_subject.text} {arguments.text}",
    )
    problem = problem or plain_doubt(context, shape)
    middle = [before.text] if before.text else []
    end = [arguments.text] if arguments.text else []
    if named is not None and forms.auxiliary == "does":
        # "Ms Lund travels to Karst on Friday": what somebody is to do, and no habit
        asked = ["is", told_subject.text, "to", *forms.bare(middle), *end]
    else:
        asked = [forms.auxiliary, told_subject.text, *forms.bare(middle), *end]
    return Clause(
        told=" ".join([told_subject.text, *forms.finite(middle), *end]),
        asked=" ".join(asked),
        subject=told_subject,
        arguments=arguments,
        tense=tense,
        passive=passive,
        problem=problem,
    )


def _without_epithet(tokens: Sequence[Token], name: Token) -> Sequence[Token]:
    """Without what a writer sets before a name in place of a title: "northerner Anna Lund"."""
    if name.pos_ != "PROPN" or name.ent_type_ != "PERSON":
        return tokens
    first = next((place for place, t in enumerate(tokens) if t.pos_ == "PROPN"), 0)
    epithet = all(t.pos_ in ("ADJ", "NOUN") and t.text.islower() for t in tokens[:first])
    return tokens[first:] if epithet else tokens


def _reflexive(context: Context, tail: Cut, edited: Edited) -> Edited:
    """With "himself" as it stands: it means the subject, which the same words name."""
    words = [t for t in tail.tokens if t.lower_.endswith(("self", "selves"))]
    if edited.problem or len(words) != 1:
        return Edited(edited.text, edited.problem or "“himself”: it is not certain who")
    place = tail.tokens.index(words[0])
    first, last = context.edit(tail.tokens[:place]), context.edit(tail.tokens[place + 1 :])
    return Edited(
        f"{first.text} {words[0].text} {last.text}".strip(),
        first.problem or last.problem,
        names=(*first.names, *last.names),
    )


def _name(context: Context, subject: Token) -> Speaker | None:
    """The person that the subject alone is, to be called by the full name."""
    if any(c.dep_ == "conj" for c in subject.children):
        return None  # "Ms Lund and her colleagues"
    if any(c.pos_ == "NUM" and c.i > subject.i for c in subject.children):
        return None  # "Anna Lund 24/7", a programme
    beside = [c for c in subject.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    if subject.dep_ == "appos" and subject.head.pos_ == "PROPN":
        beside.append(subject.head)
    for token in (subject, *beside):
        if context.editor.is_place(token):
            continue  # "France", of which a surname may be short for somebody
        if token.pos_ == "PROPN" or subject.pos_ != "PROPN":
            who = context.cast.of(token)
            if who is not None and who.type == "person":
                return who
    return None


def _interval_doubt(context: Context, verb: Token, tie: Tie) -> str | None:
    """Two dates on one verb that are no range that was understood."""
    near = range(tie.first - 3, tie.last + 4)
    for token in verb.subtree:
        timex = context.time_at(token)
        if token.i in tie.words or token.i not in near or timex is None:
            continue
        if timex.type == "DATE" and token.head.lower_ in (*FROM, "to", "until", "through"):
            return "it is one end of an interval"
    return None


def _habit_doubt(verb: Token) -> str | None:
    """Whether a plain present tells no event: only of a timetable's is it a future.

    "The fair opens on Monday", but "the signs foretell a triumph next year".
    """
    if tense_of(verb) != "present" or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return None
    if planned_under(verb) is not None or base_form(verb).lower() in load("events")["timetable"]:
        return None
    return "it tells how things are, not what happens"


def _too_little(
    context: Context,
    verb: Token,
    tail: Cut,
    subject: Edited,
    head: Token,
    passive: bool,
    named: bool,
    lasting: bool,
) -> str | None:
    """Whether what is told could be told of many a day: "concerns rose", "he made history"."""
    reason = "it says too little"
    lexicon = load("events")
    told = content_words(tail.tokens)
    told += [t for t in tail.tokens if t.tag_ == "PRP" and _is_named_before(context, t)]
    if lasting and is_of_place(verb) and not told:
        return reason  # "the House, where he served for ten years"
    if lasting:
        whose = named and not passive and not told  # "Mr Hale spoke for an hour"
        return reason if whose and base_form(verb).lower() not in lexicon["lasting"] else None
    if any(t.lower_ in lexicon["completing"] for t in tail.tokens[:1]):
        return None  # "the elections go ahead"
    phrase, plain = phrase_of(verb), load("plain_events")
    alone = phrase in verb_sorts("alone")
    if phrase in phrasal_verbs() and alone and (subject.names or " " in subject.text):
        return None  # "the funeral took place", but "negotiations broke off"
    if is_held_in_place(head, verb):
        return None  # "Nevada holds caucuses"
    if named and len(told) == 1 and not any(c.dep_ in ("det", "poss") for c in told[0].children):
        preposition = told[0].head.lower_ if told[0].dep_ == "pobj" else ""
        pairs = plain["preposition_pairs"].get(f"{phrase} {preposition}") or ()
        if told[0].lemma_.lower() in (pairs if preposition else plain["pairs"].get(phrase, ())):
            return None  # "took office", "ran for mayor"
    if base_form(verb).lower() == "vote" and not told and head.ent_type_ == "GPE":
        return reason  # "South Carolina votes on Saturday": which party’s voters?
    if passive and not told and base_form(verb).lower() in lexicon["posting"]:
        return reason  # "Ms Lund was reappointed": as what?
    if passive:
        # "bills were introduced", "about 1,000 pages were released"
        if len(subject.text.split()) == 1 and head.tag_ in ("NNS", "NNPS") and len(told) < 3:
            return reason  # "bills were introduced in the senate"
        whose = subject.text.startswith("the ") or "’s " in subject.text or "'s " in subject.text
        return None if told or named or whose or subject.names else reason
    bare = len(subject.text.split()) == 1 and head.tag_ == "NNS"
    if bare and told and all(t.pos_ == "NUM" or t.ent_type_ in AMOUNTS for t in told):
        return reason  # "investors lost 20 percent"
    whole = any(c.dep_ == "dobj" for c in verb.children) or passive or subject.names
    moving = (*lexicon["complete"], *lexicon["timetable"])
    acting = head.lemma_.lower() in words().role | words().person
    if not whole and head.pos_ == "NOUN" and base_form(verb).lower() not in moving and not acting:
        return reason  # "the scrutiny grew after the riots"
    if told and named and not any(c.dep_ == "dobj" for c in verb.children):
        if all(t.pos_ == "NUM" or t.ent_type_ in AMOUNTS for t in told):
            return reason  # "Mr Hale stumbled with 27 percent"
    complete = base_form(verb).lower() in lexicon["complete"] or (alone and subject.names)
    if not told and base_form(verb).lower() in lexicon["leaving"]:
        return reason  # "departed": from where?
    if not told:
        return None if complete else reason
    if len(told) == 1 and not complete:
        [only] = told
        certain = (
            only.pos_ in ("PROPN", "NUM", "PRON")
            or only.dep_ != "pobj"
            and any(
                c.dep_ in ("det", "poss", "nummod") and c.lower_ not in ("a", "an")
                for c in only.children
            )
        )
        return None if certain else reason
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is not None and _is_somebody(thing) and named:
        if base_form(verb).lower() in lexicon["sparring"] and all(_is_somebody(t) for t in told):
            return reason  # "Ms Lund took on Mr Hale"
    if base_form(verb).lower() in lexicon["light"]:
        if thing is not None and any(c.lower_ in ("a", "an") for c in thing.children):
            of = [c for c in thing.children if c.lower_ == "of"]
            own = {t.i for t in thing.subtree if t.i <= thing.i} | {
                t.i for p in of for t in p.subtree
            }
            if all(t.i in own for t in told):
                return reason  # "gave a stump speech", "issued a new line of attack"
    return None


def _is_named_before(context: Context, pronoun: Token) -> bool:
    """Whether the sentence itself names whom a pronoun stands for."""
    who = context.cast.of(pronoun)
    return who is not None and any(
        t.pos_ == "PROPN" and context.cast.of(t) == who
        for t in pronoun.doc[pronoun.sent.start : pronoun.i]
    )


def _is_somebody(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or token.tag_ == "PRP"


def _adverbs(verb: Token, tie: Tie) -> Sequence[Token]:
    """As in "the campaign officially kicked off": an adverb before the verb."""
    return [
        c
        for c in verb.children
        if c.dep_ == "advmod"
        and c.i == verb.i - 1
        and c.i not in tie.words
        and c.lower_ not in load("events")["loose"]
    ]


def _place(token: Token) -> int:
    return token.i
