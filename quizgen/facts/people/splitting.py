"""What of a stretch of capitals is the name: without titles, offices and a sentence’s capital."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.facts.people.name import INITIALS, Name
from quizgen.facts.people.titles import is_office, is_plural_title, is_title, of_office
from quizgen.facts.people.words import (
    GENERATIONS,
    PARTICLES,
    lands,
    nationalities,
    plain,
    weekdays,
    words,
)

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

PREPOSITIONS = {
    *("across", "after", "against", "along", "amid", "among", "around", "before", "behind"),
    *("beneath", "beside", "besides", "beyond", "despite", "during", "following", "inside"),
    *("near", "opposite", "outside", "since", "throughout", "toward", "towards", "unlike"),
    *("until", "unto", "versus", "via", "within", "without"),
}
CONJUNCTIONS = {
    *("although", "as", "because", "but", "if", "nor", "once", "or", "since", "though", "unless"),
    *("when", "whenever", "where", "whereas", "whether", "while", "whilst", "yet"),
}
ADVERBS = {
    *("also", "even", "however", "instead", "later", "meanwhile", "not", "now", "only", "perhaps"),
    *("so", "still", "then", "thus"),
}
"""What may be part of a body's name, too: "Now Media"."""

FORMER = {"ex", "former", "onetime", "retired"}
"""What stands before what somebody was, and never right before a name: "a former Navy Seal"."""


def names_in(run: list[Token]) -> Iterator[Name]:
    """A run as names: titles taken off, commas and possessives having split it already."""
    known = words()
    titles: list[Token] = []
    while run and (is_title(run[0]) or (is_plural_title(run[0]) and run[1:])):
        titles.append(run[0])
        run = run[1:]
    # "the Defence Ministry": what may begin an office begins a body's name here. "St Paul City
    # Council" has no title either.
    plural = bool(titles) and is_plural_title(titles[-1])
    if _is_employer(titles, run):
        run, titles = [*titles, *run], []
    of_body = bool(run) and len(run) > 1 and plain(run[-1]) in known.body - known.doubtful
    no_office = not plural and not is_office(titles[-1]) if titles else False
    firm = bool(titles and run) and titles[-1].lower_ == "general"
    firm = firm and plain(run[0]) in known.of_general
    if titles and run and (of_body or firm or (no_office and not of_office(titles[0]))):
        run, titles = [*titles, *run], []
    # "Democrat Elijah Cummings": the party isn't the name.
    if len(run) > 2 and f"{plain(run[0])}s" in known.peoples and plain(run[1]) in known.gendered:
        run = run[1:]
    # "Substitute Inês Duarte scored": a capital that is only the sentence's.
    # "House Republican Thomas Massie": what is before the person isn't the name.
    first = next((i for i, t in enumerate(run) if t.ent_type_ == "PERSON"), 0)
    if len(run) - first > 1 and all(t.ent_type_ == "PERSON" for t in run[first:]):
        run = run[first:]
    # "Russian President Vladimir Putin", "Kremlin Foreign Minister Sergei Lavrov": what stands
    # before a rank inside a run belongs to the role.
    last_rank = max(
        (
            i
            for i, t in enumerate(run[:-1])
            if is_office(t) and not (of_body or firm or _is_employer(run[: i + 1], run[i + 1 :]))
        ),
        default=-1,
    )
    if last_rank >= 0:
        titles += run[: last_rank + 1]
        run = run[last_rank + 1 :]
    while run and run[0].lower_ == "-":
        run = run[1:]
    # "Billionaire Ada Brook", "Welder Karl Holt": what somebody is, and no name
    while len(run) > 2 and run[0].lower_ in known.role and run[1].lower_ in known.gendered:
        run = run[1:]
    # "Certainly Donald Trump has", "After Telling Jeb Bush": a capital that is the headline's
    while len(run) > 1 and only_leads(run[0]) and run[1].pos_ == "PROPN":
        run = run[1:]
    # "said Thursday Acme must pay": a weekday of what is before; not "the Sunday Herald"
    while len(run) > 1 and run[0].lower_ in weekdays() and run[0].ent_type_ != run[1].ent_type_:
        run = run[1:]
    run, titles = _posted(run, titles)
    # "the Hillary Russian deal": what it is besides hers
    if len(run) == 2 and run[0].lower_ in known.gendered and run[1].lower_ in nationalities():
        run = run[:1]
    if len(run) == 1 and plain(run[0]) in GENERATIONS:
        return  # "Walter Hobbs, Jr."
    if not run or not any(t.pos_ == "PROPN" or t.text[:1].isupper() for t in run):
        return
    if all(plain(t) in known.firms for t in run):
        return  # "Inc.", of a name that wasn't found
    name = Name(tuple(run), tuple(titles))
    if not titles and any(c.lower_ in ("a", "an") for c in name.head.children):
        name = replace(name, indefinite=True)
    if not titles and _was(name):
        name = replace(name, indefinite=True)
    yield name


def _is_employer(titles: Sequence[Token], rest: Sequence[Token]) -> bool:
    """Whether what could be a title opens the name of a firm: "a clerk at Captain Drew Foods".

    Where somebody works stands behind "at", and is no person.
    """
    if not titles or not rest or titles[0].i < 2 or titles[0].lower_ in words().address:
        return False
    link, clerk = titles[0].nbor(-1), titles[0].nbor(-2)
    if link.lower_ != "at" or clerk.lower_ not in words().role or not clerk.is_lower:
        return False
    return len(titles) == 1 and all(t.lower_ not in words().gendered for t in rest)


def _was(name: Name) -> bool:
    """Whether a name tells what somebody was: "the former Navy Seal", not "the former Norland"."""
    first = name.tokens[0]
    before = first.nbor(-1) if first.i else first
    if before.text == "-" and first.i > 1:
        before = first.nbor(-2)
    place = any(t.ent_type_ in ("GPE", "LOC") for t in name.tokens)
    return before.lower_ in FORMER and name.head.dep_ not in ("compound", "nmod") and not place


def _posted(run: list[Token], titles: list[Token]) -> tuple[list[Token], list[Token]]:
    """A name without where its bearer has an office: "Ambassador to Norland Ada Brook"."""
    if titles or len(run) < 3 or run[0].i < 2:
        return run, titles
    first = run[0].nbor(-1) if run[0].nbor(-1).lower_ == "the" and run[0].i > 2 else run[0]
    link, office = first.nbor(-1), first.nbor(-2)
    if link.lower_ not in ("for", "in", "of", "to") or not is_office(office):
        return run, titles
    bearer = office.head
    if office.dep_ == "appos" and bearer.i < office.i and bearer.ent_type_ == "PERSON":
        return run, titles  # "Ada Brook, head of US Public Works": the office is hers
    for length in (len(run) - 2, 1):
        place = " ".join(t.lower_ for t in run[:length])
        short = length == 1 and run[0].is_upper and not INITIALS.fullmatch(run[0].text)  # "NATO"
        known = place in lands() or (short and not run[1].is_upper)
        if 0 < length < 4 and known and not _ends_name(run[length:]):
            return run[length:], list(office.doc[office.i : run[length].i])
    return run, titles


def _ends_name(rest: Sequence[Token]) -> bool:
    """Whether the last word is a body's or a place's: "of Norland Central Bank"."""
    return plain(rest[-1]) in words().body | words().sites | words().firms


def only_leads(token: Token) -> bool:
    """Whether a word before a name isn't of it, for all its capital."""
    if token.lower_ in words().gendered or token.lower_ in PARTICLES:
        return False
    if token.pos_ in ("ADV", "VERB", "ADP", "SCONJ", "CCONJ", "INTJ", "PRON", "DET"):
        return True
    if token.is_sent_start and token.lower_ in PREPOSITIONS | CONJUNCTIONS:
        return True  # "Outside Acme's gates", whatever the tagger takes it for
    if token.is_sent_start and token.lower_ in ADVERBS and token.nbor().ent_type_ == "PERSON":
        return True  # "Even Brook has left"
    # "Entrusting Donald Trump"
    after = token.nbor().lower_ in words().gendered
    return after and token.lower_.endswith(("ing", "ly")) and len(token) > 5
