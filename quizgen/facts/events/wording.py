"""Cutting the words of an event out of its sentence.

What belongs to a verb is taken as it stands, from the verb on, without the time expression, up to
where an aside or another clause begins. Nothing is taken from behind what was left out: words that
move together change their meaning. Where the cut would fall inside something that is needed, or
would take away what tells one thing from others, there is a ``problem``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.facts.events.context import Context
from quizgen.facts.passages import is_dash
from quizgen.facts.verbs import is_participle
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
NEEDED = {"dobj", "prt", "attr", "acomp", "oprd", "dative", "xcomp", "agent"}
"""Dependents without which a verb says something else."""
RANKED = ("first", "second", "third", "last", "only", "latest")
LONGEST = 30
"""Words: a longer clause is rarely one clause, and never a question to be read at a glance."""
HANGING = {"IN", "DT", "CC", "TO", "PRP$", "POS", "MD", "WDT", "WP", "WRB", "PDT"}
LATER = {"after", "afterwards", "before", "beforehand", "earlier", "later", "since"}
VERBAL = ("VERB", "AUX")


@dataclass(frozen=True)
class Cut:
    """Words in order, and why they can't stand as they are."""

    tokens: list[Token]
    problem: str | None = None


def tail_of(context: Context, verb: Token, words: Collection[int]) -> Cut:
    """What follows a verb and belongs to it."""
    kept = list(_clause(context, verb, words, verb.i + 1, verb.right_edge.i))
    kept = _without_times(context, verb, kept)
    return _checked(verb, kept, words)


def noun_phrase(
    context: Context, head: Token, words: Collection[int], clause: Token | None = None
) -> Cut:
    """The phrase around a noun, up to an aside.

    Args:
        context: What the noun stands in.
        head: The noun.
        words: Words to leave out.
        clause: The verb of the relative clause that is told of it, to be left out.
    """
    last = head.right_edge.i
    if clause is not None and clause in head.subtree and clause.left_edge.i > head.i:
        last = clause.left_edge.i - 1
    parted = False
    if clause is not None and head.i < clause.i <= last and clause not in head.subtree:
        # "A service will be held in Leith, the home of Norvik": taken for more words of "service"
        first = min(
            t.i for t in (clause, *clause.children) if t.i > head.i and t not in head.subtree
        )
        last = first - 1
        parted = any(c.i > clause.i and not is_split(c) for c in head.children)
    left = [t for t in head.subtree if t.i < head.i and t.i not in words and not t.is_space]
    while left and (left[0].is_punct and left[0].text not in "“\"'‘$£€" or left[0].dep_ == "cc"):
        left = left[1:]
    if left and left[0].tag_ == "RB" and left[0].lower_ in load("events")["loose"]:
        left = left[1:]  # "and then Leith, which votes on Monday"
    kept = [*left, head, *_clause(context, head, words, head.i + 1, last)]
    kept = _without_times(context, head, kept)
    if head not in kept:
        return Cut([head], "a date is needed to know which")
    cut = _checked(head, kept, words, ignored=clause)
    if parted and cut.problem is None:
        return Cut(cut.tokens, "its words are parted")
    return cut


def _clause(
    context: Context, head: Token, words: Collection[int], first: int, last: int
) -> Iterator[Token]:
    """The words from one place to another, up to where what hangs on the head ends."""
    doc = context.doc
    behind_bracket = 0
    kept: set[int] = {head.i}
    for i in range(first, last + 1):
        token = doc[i]
        if i in words or token.is_space or i < behind_bracket:
            continue
        if token.text == "(":
            close = next((k for k in range(i, last + 1) if doc[k].text == ")"), last)
            behind_bracket = close + 1
            continue
        if token.text == ",":
            behind = doc[max(words) + 1 : max(words) + 2]
            if i + 1 in words and any(t.text == "," for t in behind):
                continue  # "a bomb, on Monday, in the market"
            if i - 1 in words and doc[min(words) - 1].text == ",":
                continue
            if not _is_inner_comma(token, kept):
                return
        elif _ends(token, head, kept):
            return
        kept.add(i)
        yield token


def _is_inner_comma(comma: Token, kept: Collection[int]) -> bool:
    """Whether a comma stands inside a list or a place name: "Kent, Surrey and Essex"."""
    doc = comma.doc
    if comma.i + 1 >= len(doc) or not comma.i:
        return False
    before, after = doc[comma.i - 1], doc[comma.i + 1]
    if after.dep_ == "cc" and after.i + 1 < len(doc):
        after = doc[after.i + 1]
    for token in (after, *after.ancestors):
        if token.i < comma.i:
            break
        if token.dep_ == "conj" and token.left_edge.i <= after.i and token.head.i in kept:
            return token.pos_ not in VERBAL and token.head.pos_ not in VERBAL
        if token.i in kept:
            break
    if after.pos_ == "PROPN" and before.pos_ == "PROPN" and after.ent_type_ == "GPE":
        return True  # "Birmingham, Alabama"
    modifiers = ("amod", "advmod", "compound", "nummod")
    # "a long, bitter strike"
    return before.dep_ in modifiers and after.dep_ in modifiers and before.head == after.head


def _ends(token: Token, head: Token, kept: Collection[int]) -> bool:
    """Whether something else begins with a word: an aside, another clause."""
    if token.text in (";", ":") or is_dash(token):
        return True
    if token.dep_ == "cc":
        conjuncts = [c for c in token.head.children if c.dep_ == "conj" and c.i > token.i]
        if token.head == head and head.pos_ in VERBAL:
            return True
        if token.head.i not in kept:
            return True
        return any(
            c.pos_ in VERBAL and any(x.dep_ in SUBJECTS for x in c.children) for c in conjuncts
        )
    if token.lower_ == "according":
        return True
    if token.tag_ in ("WRB",) and token.dep_ == "advmod":
        return True  # "at a rally where he pledged …", "when commenting"
    for clause in (token, *token.ancestors):
        if clause.i in kept:
            break
        if clause.left_edge != token:
            continue
        if clause.dep_ in ("parataxis", "ccomp"):
            return True
        if clause.dep_ == "conj" and clause.head == head and is_participle(head):
            return True
        if clause.dep_ == "advcl":
            marked = any(c.dep_ in ("mark", "advmod") and c.i < clause.i for c in clause.children)
            return marked or clause.tag_ not in ("VB", "VBG") or clause.pos_ not in VERBAL
    return False


def _without_times(context: Context, head: Token, kept: list[Token]) -> list[Token]:
    """Up to where another date stands, whole phrases only.

    A date of its own that is part of a name or description stays: "the 2012 election".
    """
    for token in kept:
        timex = context.time_at(token)
        if timex is None or timex.type not in ("DATE", "TIME") or timex.anchor == "vague":
            continue
        described = token.dep_ in ("nummod", "compound", "amod", "nmod") and token.i < token.head.i
        if described and timex.anchor == "explicit":
            continue
        top = token
        while top.dep_ != "prep" and top.head not in (head, top) and top.head.i > head.i:
            top = top.head
        place = top.i if top.dep_ == "prep" else top.left_edge.i
        return [t for t in kept if t.i < place]
    return kept


def _checked(
    head: Token, kept: list[Token], words: Collection[int], ignored: Token | None = None
) -> Cut:
    behind = {t.i for t in kept}
    if kept and _goes_on(kept[-1], behind | set(words)):
        return Cut(kept, "its list is cut short")
    while kept and (kept[-1].is_punct and kept[-1].text not in ("”", '"', "’", "'", "%")):
        kept = kept[:-1]
    while kept and kept[-1].dep_ == "cc":
        kept = kept[:-1]
    inside = {t.i for t in kept}
    problem = None
    if kept and kept[-1].tag_ in HANGING and kept[-1].dep_ != "prt" and kept[-1] != head:
        problem = "its clause is cut short"  # "the deal in"
    if kept and kept[-1].lower_ in LATER and not any(c.i > kept[-1].i for c in kept[-1].children):
        problem = problem or "its clause is cut short"  # "had been hidden months before"
    if head.pos_ in VERBAL:
        for child in head.children:
            if child.dep_ in NEEDED and child.i > head.i and child.i not in inside | set(words):
                problem = problem or "its clause is cut short"
        follows = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
        if follows is not None and follows.dep_ == "cc" and not inside:
            problem = problem or "its clause is cut short"  # "kicked and punched a man"
    if kept and kept[-1].i + 1 < len(head.doc):
        follows = head.doc[kept[-1].i + 1]
        if follows.lower_ in ("of", "than") and follows.i not in words:
            problem = problem or "its clause is cut short"  # "went on holiday instead"
    for token in (head, *kept) if head.pos_ not in VERBAL else kept:
        if token.lower_ == "as" and any(
            c.dep_ == "pobj" and c.ent_type_ == "PERSON" for c in token.children
        ):
            problem = problem or "its clause is cut short"  # "grew as Ms Lund, the mayor, spoke"
        for child in token.children:
            if child.i < token.i or child.i in inside or child == ignored or child.i in words:
                continue
            if child.dep_ == "conj" and (child.pos_ not in VERBAL or token.pos_ in VERBAL):
                problem = problem or "its list is cut short"
            if child.dep_ in ("relcl", "acl") and _is_restrictive(child) and _is_definite(token):
                problem = problem or "what tells it from others is cut"
            if child.dep_ in ("pobj", "pcomp", "prep") and not is_split(child):
                problem = problem or "its clause is cut short"
            asked = child.dep_ == "advcl" and any(
                c.lower_ in ("if", "unless", "until", "whether") for c in child.children
            )  # "to ask voters if …"
            if token.pos_ in VERBAL and (child.dep_ in (*NEEDED, "ccomp") or asked):
                problem = problem or "its clause is cut short"  # "issued a statement saying"
    for token in kept:
        # "complaints that Ukraine": of a clause whose verb was cut off
        clause = token.dep_ in (*SUBJECTS, "mark", "aux", "auxpass") and head not in (
            token,
            token.head,
        )
        if clause and token.head.i not in inside:
            problem = problem or "its clause is cut short"
    if head.pos_ in VERBAL and _is_scoped(kept, words):
        problem = problem or "its clause is cut short"
    if len(kept) > LONGEST:
        problem = problem or "it says too much for one question"
    return Cut(kept, problem)


def _is_scoped(kept: Sequence[Token], words: Collection[int]) -> bool:
    """Whether "first" or "largest" is true only with what was cut: "his first speech since May"."""
    if not any(t.lower_ in RANKED or t.tag_ == "JJS" for t in kept):
        return False
    last = max([t.i for t in kept] + list(words))
    rest = kept[0].doc[last + 1 : kept[0].sent.end]
    between = kept[0].doc[kept[-1].i + 1 : last + 1]
    return any(t.lower_ in ("since", "in", "of", "to", "for") for t in rest[:1]) or any(
        t.lower_ == "since" for t in between
    )


def _goes_on(last: Token, taken: Collection[int]) -> bool:
    """Whether a list goes on behind an aside: "his brother, George, and his mother, Ann"."""
    doc = last.doc
    rest = [t for t in doc[last.i + 1 : last.sent.end] if t.i not in taken and not t.is_space]
    if len(rest) < 3 or rest[0].text != ",":
        return False
    if [t.lower_ for t in rest[1:3]] in (["as", "well"], ["along", "with"], ["together", "with"]):
        return True
    if rest[1].dep_ != "appos":
        inner = next((a for a in rest[1].ancestors if a.dep_ == "appos" and a.i > last.i), None)
        if inner is None:
            return False
    else:
        inner = rest[1]
    return any(t.dep_ == "cc" and t.i > inner.i for t in inner.subtree)


def gap_before(verb: Token, first: int, kept: Collection[int], words: Collection[int]) -> bool:
    """Whether something between a verb and its time was left out: then the time may be of that.

    "The blasts killed 130 in Paris in November and 32 in Brussels in March."
    """
    return any(
        t.i not in kept and t.i not in words and not t.is_punct and not t.is_space
        for t in verb.doc[verb.i + 1 : first]
        if not is_bracketed(t)
    )


def is_bracketed(token: Token) -> bool:
    sentence = token.sent
    before = [t.text for t in token.doc[sentence.start : token.i]]
    return before.count("(") > before.count(")")


def is_split(token: Token) -> bool:
    """Whether an aside parts a phrase from what it belongs to."""
    before = token.doc[token.left_edge.i - 1]
    return before.text in (",", "(") or is_dash(before)


def _is_restrictive(clause: Token) -> bool:
    first = clause.left_edge.i
    before = clause.doc[first - 1]
    return first > clause.head.i and before.text != "," and not is_dash(before)


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in ("the", "those", "that") and c.dep_ == "det" for c in noun.children)


def content_words(tokens: Sequence[Token]) -> list[Token]:
    """Those that say something: no articles, prepositions, pronouns, auxiliaries."""
    return [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") and t.is_alpha
            or t.like_num or t.text in "$£€"]  # fmt: skip
