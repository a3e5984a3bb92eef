"""Whether words tell which thing is meant: "the plan" does only where there is one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from quizgen.facts.events.context import Context
from quizgen.facts.people.words import words
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

ANAPHORIC = frozenset(load("events")["anaphoric"])
MODIFIERS = ("amod", "compound", "nmod", "poss", "prep", "relcl", "acl", "appos")


LEANING = (
    "above",
    "aforementioned",
    "below",
    "said",
    "similar",
    "another",
    "other",
    "more",
    "different",
    "further",
    "additional",
    "such",
)
"""What leans on something told before: "made similar comments"."""
TOPIC = 3
RANKED = ("first", "second", "third", "fourth", "fifth", "last", "final", "latest", "next")
ROWS = ("birthday", "child", "daughter", "husband", "lady", "medal", "place", "son", "term", "wife")
"""What anybody can count: "his second term"."""
HOLDING = ("current", "existing", "incumbent", "outgoing", "present", "sitting")
"""What those are who are somewhere now: "current lawmakers" are those of a country."""
BOTH = ("both", "either", "each", "neither")


@cache
def _first_names() -> frozenset[str]:
    names = load("first_names")
    return frozenset((*names["male"], *names["female"]))


def is_first_name(context: Context, name: str) -> bool:
    """Whether a person is called by a first name alone, which tells too little: "Jane".

    So is whoever is somebody’s brother or wife by a single name.
    """
    if name.lower() in _first_names():
        return True
    kin = words().kin
    return " " not in name and any(
        any(c.lower_ in kin for c in t.children) or (t.dep_ == "appos" and t.head.lower_ in kin)
        for t in context.doc
        if t.text == name
    )


def unclear(context: Context, tokens: Sequence[Token]) -> str | None:
    """Why a description among the words doesn't tell what is meant; None if all do.

    Args:
        context: The article: where it tells one plan from another, "the plan" is no description.
        tokens: The words, in order.
    """
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.lower_ in LEANING and token.dep_ in ("amod", "det", "nmod") and _leans(token):
            return f"“{token.text}”: compared with what is not said"
        if token.lower_ == "more" and token.dep_ in ("dobj", "attr", "pobj") and _leans(token):
            return "“more”: than what is not said"
        if token.tag_ == "JJR" and token.dep_ == "amod" and _compares(token):
            return f"“{token.text}”: compared with what is not said"
        if token.pos_ == "PROPN" and token.dep_ in ("dobj", "pobj", "attr"):
            who = context.cast.of(token)
            article = any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in token.children)
            if article and who is not None and who.type == "person":
                return "a name stands for a sort"  # "did an Anna Lund"
        if token.lower_ == "her" and token.tag_ == "PRP$" and _may_be_given(token):
            return "“her”: it can be read in two ways"
        if token.pos_ == "PROPN" and _is_run_on(token):
            return "its subject is doubtful"
        if token.lower_ in ("this", "these") and token.dep_ == "det":
            return f"“{token.text}” points at something outside"
        if token.lower_ in HOLDING and token.dep_ == "amod" and not _is_placed(context, token.head):
            return f"“{token.text} {token.head.text}”: of what is not said"
        if token.lower_ == "same":
            return "“the same”: as what is not said"
        if token.lower_ in ("there", "elsewhere", "nearby", "overhead") and token.dep_ == "advmod":
            return f"“{token.text}” points at something outside"
        if token.lower_ == "across" and any(c.lower_ == "town" for c in token.children):
            return "“across town” points at something outside"
        if token.lower_ == "again" and token.i and token.nbor(-1).lower_ in ("yet", "once"):
            return "“again”: when else is not said"
        named = token.pos_ == "PROPN" and token.lower_ in load("events")["persons"]
        if token.pos_ != "NOUN" and not named:
            continue
        pointing = next((c for c in token.children if c.lower_ in BOTH and c.i in inside), None)
        if pointing is not None and not description(token, inside):
            return f"“{pointing.text} {token.text}”: which is not said"
        if token.lower_ != "one" and any(
            c.lower_ == "one" and token.tag_ == "NNS" for c in token.subtree if c.i < token.i
        ):
            return "its subject is doubtful"  # "one of 20 students"
        if token.lemma_.lower() in ANAPHORIC and any(
            c.dep_ == "appos" and c.ent_type_ == "PERSON" and "," not in _between(token, c)
            for c in token.children
        ):
            return "its subject is doubtful"  # "the amount Trump really gave"
        follows = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if token.lemma_.lower() in ANAPHORIC and follows is not None and follows.i in inside:
            if follows.pos_ == "PROPN":
                return "its subject is doubtful"  # "the amount Trump gave"
        ranked = any(
            c.lower_ in RANKED and c.dep_ == "amod" and c.i in inside for c in token.children
        )
        whose = any(c.dep_ == "poss" and c.i in inside for c in token.children)
        row = token.lemma_.lower() in ANAPHORIC or (whose and token.lemma_.lower() not in ROWS)
        if ranked and row and not _told_else(token, inside):
            return f"“{token.text}”: of which row is not said"  # "his first briefing"
        determiner = next((c for c in token.children if c.dep_ == "det" and c.i in inside), None)
        if determiner is None or determiner.lower_ != "the":
            continue
        lemma = token.lemma_.lower()
        lexicon = load("events")
        if lemma in lexicon["familiar"]:
            continue
        told = description(token, inside)
        person = lemma in lexicon["persons"] or any(c.lower_ == "former" for c in token.children)
        if person and context.cast.of(token) is None and token.dep_ not in ("attr", "oprd"):
            return f"“the {token.text}”: it is not certain who"
        if told:
            continue
        if token.tag_ == "NNS" and any(c.dep_ == "nummod" for c in token.children):
            return f"“the {token.text}”: which ones is not said"  # "the four casinos"
        plain = not any(c.dep_ in MODIFIERS and c.i in inside for c in token.children)
        who = context.cast.of(token)
        if plain and who is not None and who.type == "person":
            continue  # a name stands for it
        if lemma in ANAPHORIC:
            return f"“the {token.text}”: which one is not said"
        if len(_sorts(context, token, inside)) > 1 and bare(context, token) < TOPIC:
            return f"“the {token.text}”: the article tells of several"
    return None


def _is_placed(context: Context, noun: Token) -> bool:
    """Whether a name or an owner tells of where they are: "Leith’s current councillors"."""
    return any(
        t.pos_ == "PROPN" or t.ent_type_ == "NORP" or t.dep_ == "poss" or context.editor.is_place(t)
        for t in noun.subtree
        if t != noun
    )


def _told_else(noun: Token, inside: Collection[int]) -> bool:
    """Whether more is said of a thing than whose it is and which of a row."""
    weak = load("events")["weak"]
    return any(
        c.dep_ in MODIFIERS
        and c.dep_ != "poss"
        and c.i in inside
        and c.lemma_.lower() not in weak
        and c.lower_ not in RANKED
        for c in noun.children
    )


def _between(first: Token, second: Token) -> list[str]:
    return [t.text for t in first.doc[first.i + 1 : second.i]]


def _leans(token: Token) -> bool:
    """Whether a comparison leaves out with what: not so "similar to ours", "more than twenty"."""
    follows = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    told = follows is not None and follows.lower_ in ("than", "of")
    return not told and not any(c.lower_ in ("to", "from") for c in token.children)


def _compares(adjective: Token) -> bool:
    """Whether a comparative leaves out with what: not "higher than ever", "an older brother".

    "The lower valley" is the one of two that is lower; "the earlier bill" leaves open than which.
    """
    the = any(c.lower_ == "the" for c in adjective.head.children)
    if the and adjective.lower_ not in ("earlier", "later"):
        return False
    if adjective.head.lemma_.lower() in load("events")["graded"] or adjective.lower_ == "more":
        return False
    return not any(t.lower_ == "than" for t in adjective.sent)


def _may_be_given(her: Token) -> bool:
    """As in "emailed her condolences": sent to her, or hers?"""
    verb = her.head.head
    direct = her.head.dep_ == "dobj" and her.i == verb.i + 1
    return direct and verb.lemma_.lower() in load("events")["giving"]


def _is_run_on(name: Token) -> bool:
    """As in "The amount Trump gave": a relative clause without its pronoun, taken for a name."""
    return any(
        c.dep_ in ("compound", "nmod") and c.pos_ == "NOUN" and c.lower_ in ANAPHORIC
        for c in name.children
    ) and any(c.lower_ == "the" for c in name.children)


def description(noun: Token, inside: Collection[int]) -> frozenset[str]:
    """What tells a thing from others of its name: "ferry" of "the ferry line"."""
    weak = load("events")["weak"]
    return frozenset(
        c.lemma_.lower()
        for c in noun.children
        if c.dep_ in MODIFIERS
        and c.i in inside
        and c.lemma_.lower() not in weak
        and (c.dep_ not in ("amod", "compound") or c.i < noun.i)
    )


def bare(context: Context, noun: Token) -> int:
    """How often the article says "the talks" and no more: it is about one, if often."""
    everything = range(len(context.doc))
    return sum(
        token.lemma_ == noun.lemma_
        and token.pos_ == "NOUN"
        and not description(token, everything)
        and any(c.lower_ == "the" for c in token.children)
        for token in context.doc
    )


def _sorts(context: Context, noun: Token, inside: Collection[int]) -> set[frozenset[str]]:
    """The different things of that name that the article describes."""
    everything = range(len(context.doc))
    return {
        told
        for token in context.doc
        if token.pos_ == "NOUN"
        and token.lemma_ == noun.lemma_
        and token.i not in inside
        and (told := description(token, everything))
    }
