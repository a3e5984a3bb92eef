"""The extent of names: unbroken stretches of capitals and what links them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from quizgen.facts.people.words import NICKNAME_MARKS, PARTICLES, lands, plain, words

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token


def proper_runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Unbroken stretches of proper nouns, small words between them included."""
    run: list[Token] = []
    linked = 0  # tokens that are known to go on with the run
    for index, token in enumerate(tokens):
        if run and not linked:
            linked = (
                _nickname(tokens[index : index + 5])
                or _of_body(run, tokens, index)
                or _of_members(run, tokens, index)
                or _of_firm(run, tokens, index)
                or _of_given(run, tokens, index)
            )
        if linked or _proper(token) or (run and _links(token, tokens[index + 1 : index + 3])):
            # "Tuesday Putin said": a new phrase begins where the run leaves its noun phrase.
            run.append(token)
            linked = max(0, linked - 1)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _proper(token: Token) -> bool:
    if not token.text[:1].isupper():
        return False
    if token.lower_.endswith("-based"):
        return False  # "Mass.-based Acme Bank"
    if token.ent_type_ in ("DATE", "TIME"):
        return _behind_date(token)
    if token.pos_ == "PROPN" or token.ent_type_ == "PERSON":
        return True
    if token.pos_ == "NUM" and token.text.istitle() and not token.is_sent_start:
        # "her group One Harbour"
        return token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
    if token.pos_ == "NUM" and token.text.isdigit() and token.ent_type_ == "ORG":
        # "7 News"
        after = token.nbor() if token.i + 1 < len(token.doc) else token
        return after.is_title and plain(after) in words().papers | {"news"}
    if token.lower_ in words().gendered and token.i and token.i + 1 < len(token.doc):
        # "said Will Estrada"; but not "“Will Estrada win?”"
        inside = not token.is_sent_start and not token.nbor(-1).is_punct
        if inside and token.nbor().pos_ == "PROPN" and token.nbor(-1).text != "\n":
            return True
    return plain(token) in words().address or (
        plain(token) in words().rank and token.pos_ in ("NOUN", "ADJ") and token.dep_ == "compound"
    )


def _behind_date(token: Token) -> bool:
    """Whether the tagger took a name into the date before it: "In May 2015, Hobbs resigned"."""
    if token.pos_ != "PROPN" or token.dep_ not in ("nsubj", "nsubjpass") or not token.i:
        return False
    return bool(token.nbor(-1).text == ",")


def _links(token: Token, following: Sequence[Token]) -> bool:
    """Whether a particle or hyphen goes on to more of the same name."""
    if token.lower_ not in PARTICLES and token.tag_ != "FW":
        return False
    if token.text == "-" and (token.whitespace_ or token.nbor(-1).whitespace_):
        return False  # "Burma - Aung San Suu Kyi said"
    for after in following:
        if _proper(after):
            return True
        if after.lower_ not in PARTICLES:
            return False
    return False


def _nickname(tokens: Sequence[Token]) -> int:
    """How many tokens a quoted nickname between first and family name takes: John “Tig” Tiegen."""
    if not tokens or tokens[0].text not in NICKNAME_MARKS or not tokens[0].nbor(-1).whitespace_:
        return 0
    for length, token in enumerate(tokens[1:], 1):
        if token.text in NICKNAME_MARKS:
            after = tokens[length + 1 : length + 2]
            known = length > 1 and after and _proper(after[0]) and token.whitespace_
            return length + 1 if known and not tokens[1].is_sent_start else 0
        if not token.text[:1].isupper():
            return 0
    return 0


def _of_body(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens link a body to what it is of: "the Chamber of Commerce".

    Behind such a link, and before the last noun of a body, the tagger tells what goes on: "Centers
    for Disease Control and Prevention", "the Securities and Exchange Commission".
    """
    link = tokens[index]
    if link.lower_ == "and":
        return _of_two(run, tokens, index)
    if link.lower_ not in ("of", "for", "to"):
        return 0
    inside = any(t.lower_ in ("of", "for") for t in run)
    within = inside and link.ent_type_ == run[-1].ent_type_ == "ORG"
    opens = link.lower_ != "to" and plain(run[-1]) in words().of_body
    opens |= run[-1].lower_ == "centers" and link.ent_type_ == "ORG"
    if not (opens or within):
        return 0
    after = tokens[index + 1 : index + 3]
    if after and after[0].lower_ == "the":
        known = link.lower_ == "of" or (link.ent_type_ == after[-1].ent_type_ == "ORG")
        return 2 if known and len(after) > 1 and _proper(after[1]) else 0
    return 1 if after and _proper(after[0]) and (opens or after[0].ent_type_ == "ORG") else 0


def _of_two(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens link the two things that one body is for; 0 where each is a body's name."""
    link = tokens[index]
    behind = list(takewhile(_proper, tokens[index + 1 : index + 5]))
    if not behind or {link.ent_type_, run[-1].ent_type_, *(t.ent_type_ for t in behind)} != {"ORG"}:
        return 0
    if any(t.lower_ in ("of", "for") for t in run):
        if plain(behind[-1]) in words().of_body | words().firms | words().known:
            return 0  # "the Bank of Leith and the Harbour Bank"
        named = any(
            t.text == behind[0].text and t.i and t.nbor(-1).lower_ != "and" for t in link.doc
        )
        return 0 if named or any(t.is_upper for t in behind) else 1
    whole = run[0].i > 0 and run[0].nbor(-1).lower_ == "the" and run[0].nbor(-1).ent_type_ == "ORG"
    alone = len(run) == 1 and run[0].is_title and plain(run[0]) not in words().papers
    ends = len(behind) > 1 and plain(behind[-1]) in words().body
    return 1 if whole and alone and ends and plain(run[0]) not in lands() else 0


def _of_members(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens link a body to those it is for: "the Seamen’s Union"; not "Ohio’s League"."""
    many = run[-1].tag_ == "NNPS" or run[-1].lower_.endswith(("men", "people", "children"))
    named = run[0].i > 0 and run[0].nbor(-1).lower_ == "the"
    if tokens[index].text not in ("’s", "'s", "’", "'") or not (many and named):
        return 0
    if run[-1].lower_ in words().peoples or run[-1].lower_ in words().parties:
        return 0  # "the Democrats’ National Committee"
    behind = list(takewhile(_proper, tokens[index + 1 : index + 5]))
    return 1 + len(behind) if behind and plain(behind[-1]) in words().body else 0


def _of_given(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens go on with a given name of two parts: "Yun Byung-se"."""
    pair = tokens[index : index + 2]
    if len(pair) < 2 or pair[0].text != "-" or len(run) < 2:
        return 0
    apart = pair[0].whitespace_ or pair[0].nbor(-1).whitespace_
    people = {run[-1].ent_type_, *(t.ent_type_ for t in pair)} == {"PERSON"}
    return 2 if people and not apart and pair[1].tag_ == "NNP" and pair[1].is_lower else 0


def _of_firm(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens go on with a firm's name: "Brook’s Inc.", "Hale & Drew", "Hale & Co."."""
    token, after = tokens[index], tokens[index + 1 : index + 2]
    if not after or not _proper(after[0]):
        return 0
    if token.text in ("’s", "'s", "’", "'"):
        return 2 if plain(after[0]) in words().firms else 0
    # "Karl & Ada Brook" are two people
    firm = run[-1].ent_type_ == after[0].ent_type_ == "ORG"
    firm &= after[0].lower_ not in words().gendered
    firm |= plain(after[0]) in words().firms
    return 2 if token.text == "&" and firm else 0
