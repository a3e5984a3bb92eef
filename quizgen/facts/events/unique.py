"""Whether a phrase tells whoever has read the article which one is meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from quizgen.facts.events.context import Context
from quizgen.facts.events.descriptions import RANKED, TOPIC, bare, description
from quizgen.facts.events.sorts import sorts_of
from quizgen.facts.events.wording import SUBJECTS
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

PARTS = ("one", "some", "half", "most", "many", "several", "part", "all", "any", "each", "none")
ANY = ("anybody", "anyone", "anything", "somebody", "someone", "something", "that", "this", "what")
RECURRING = ("caucus", "debate", "election", "game", "match", "primary", "race", "rally")
LATEST = ("final", "last", "latest", "next", "recent")
AGAIN = 2
"""How often an event is told of, where the article has no other of its sort: "the conflict"."""
TELLING = 2
"""Words with which a definite phrase tells of one thing: "the global financial crisis"."""
BETWEEN = ("among", "between", "by", "of", "to", "with")
"""Behind these stand those who agreed or met."""
MORE = ("another", "each", "every", "other")
"""What tells that there are several."""


def unknown(
    context: Context, head: Token, tokens: Sequence[Token], *, anchored: bool
) -> str | None:
    """Why a phrase may mean something else to a reader; None if it is plain.

    Args:
        context: The article.
        head: The phrase's noun.
        tokens: Its words, in order.
        anchored: Whether the rest of its clause is of something that there is one of; then it may
            be "two suspects" that were arrested in Leith.
    """
    inside = {t.i for t in tokens} | {head.i}
    which = f"“{head.text}”: which is not certain"
    recurring = sorts_of(head) & {"documents", "events"}
    if recurring and any(c.lower_ in LATEST and c.dep_ == "amod" for c in head.children):
        return which  # "his last speeches"
    if head.lower_ in PARTS or any(c.lower_ in PARTS and c.i in inside for c in head.children):
        return which
    if head.pos_ == "PROPN":
        if any(c.i in inside and c.pos_ != "PROPN" for c in head.conjuncts):
            return which  # "Mr Hale and his brother"
        alone = not any(c.pos_ == "PROPN" for c in head.children)
        if alone and _is_of_make(head):
            return which
        return which if alone and context.editor.is_common(head) and not head.ent_type_ else None
    if head.pos_ in ("NUM", "SYM") or head.ent_type_ in ("MONEY",):
        return None if anchored else which
    if head.lower_ in ANY:
        return which
    if head.pos_ == "PRON":
        return None  # a name stands for it, or it stands for a noun of the clause
    if head.text == "-" or (head.i + 1 < len(head.doc) and head.nbor().text == "-"):
        return None if anchored or has_name(context, head, inside) else which  # "a re-election"
    if head.pos_ != "NOUN":
        return which
    if any(c.dep_ == "poss" and c.i in inside for c in head.children):
        return None
    if head.dep_ != "pobj" and _lacks_article(head):
        return which
    if has_name(context, head, inside):
        indefinite = any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in head.children)
        return which if indefinite and not anchored else None
    determiner = next((c for c in head.children if c.dep_ == "det" and c.i in inside), None)
    if head.dep_ in SUBJECTS and _is_of_nobody(head, determiner):
        return f"“{head.text}”: between whom is not said"
    several = head.lemma_.lower() in RECURRING and head.dep_ in (*SUBJECTS, "dobj")
    if several and not anchored and not description(head, inside):
        return which  # "attended the rally"
    if head.dep_ in SUBJECTS and head.lemma_.lower() in RECURRING and not anchored:
        return which  # "the primary": of which state?
    if determiner is not None and determiner.lower_ == "the":
        sorts, lemma = sorts_of(head), head.lemma_.lower()
        if "persons" in sorts or ("bodies" in sorts and lemma in load("events")["anaphoric"]):
            return which  # they have names
    if determiner is None or determiner.lower_ in ("a", "an"):
        if anchored:
            return None
        bare = determiner is None and head.tag_ == "NNS" and not any(
            c.dep_ == "nummod" for c in head.children)  # fmt: skip
        if bare and "events" in sorts_of(head) and not description(head, inside):
            return which  # "protests broke out"
        return None if bare and _is_only(context, head, inside) else which
    if determiner.lower_ != "the":
        return which
    if any(c.lower_ == "of" and any(t.pos_ == "NUM" for t in c.children) for c in head.children):
        return None  # "at the age of 92"
    if not sorts_of(head) and not description(head, inside) and not _is_familiar(head):
        return which  # "the analogy"
    return None if _is_only(context, head, inside) else which


def definite_doubt(
    context: Context, tokens: Sequence[Token], verb: Token, phrase: str
) -> str | None:
    """Whether "the" thing, with no name in what is said of it, was told of before: "the airline".

    Whoever reads the question alone can't tell which airline collapsed; of "the airline in Leith",
    "the constitution", "took the stage" there is one.

    Args:
        context: The article.
        tokens: The words that are asked about, in order.
        verb: The clause's verb.
        phrase: The verb as it stands in the lexicon.
    """
    inside = {t.i for t in tokens}
    lexicon = load("plain_events")
    for noun in tokens:
        if noun.pos_ != "NOUN" or not any(
            c.lower_ == "the" and c.dep_ == "det" and c.i in inside for c in noun.children
        ):
            continue
        lemma = noun.lemma_.lower()
        plain = noun.tag_ == "NN" and not any(c.dep_ == "amod" for c in noun.children)
        if (_is_familiar(noun) and plain) or lemma in lexicon["definite"]["nouns"]:
            continue
        if _is_told_by_name(context, noun, inside) or len(description(noun, inside)) >= TELLING:
            continue
        if _is_of_article(context, noun, inside):
            continue
        if noun.dep_ == "dobj" and noun.head == verb and lemma in lexicon["pairs"].get(phrase, ()):
            continue  # "won the nomination"
        if noun.dep_ == "pobj" and lemma in lexicon["preposition_pairs"].get(
            f"{phrase} {noun.head.lower_}", ()
        ):
            continue  # "dropped out of the race"
        if any(c.lower_ == "of" and any(t.pos_ == "NUM" or t.dep_ == "pobj" and not any(t.children)
               for t in c.children) for c in noun.children):  # fmt: skip
            continue  # "at the age of 92", "the office of president"
        return f"“the {noun.text}”: which one is not said"
    return None


def _is_of_nobody(head: Token, determiner: Token | None) -> bool:
    """As in "a peace agreement was signed in Leith": whose? "The agreement" was told of before."""
    if head.lemma_.lower() not in load("plain_events")["mutual"]["nouns"]:
        return False
    if determiner is not None and determiner.lower_ not in ("a", "an"):
        return False
    own = [
        *head.subtree,
        *(t for c in head.head.children if c.lower_ in BETWEEN for t in c.subtree),
    ]
    return not any(t.pos_ == "PROPN" or t.ent_type_ in ("GPE", "NORP", "ORG") for t in own)


def _is_of_article(context: Context, noun: Token, inside: Collection[int]) -> bool:
    """Whether it is an event that the article is about, "the talks", or tells by its sort."""
    if "events" not in sorts_of(noun):
        return False
    sort = any(
        c.dep_ == "compound" and c.pos_ == "NOUN" and c.i in inside
        for c in noun.children
        if c.lemma_.lower() in description(noun, inside)
    )  # "the election campaign"
    told = [
        t
        for t in context.doc
        if t.lemma_ == noun.lemma_ and any(c.lower_ == "the" for c in t.children)
    ]
    one = not any(c.dep_ in ("amod", "compound", "poss") for t in told for c in t.children)
    return sort or len(told) >= AGAIN and one or bare(context, noun) >= TOPIC


def _is_told_by_name(context: Context, noun: Token, inside: Collection[int]) -> bool:
    """Whether a name tells which: "the Canadian team", but no "the Canadian warrant"."""
    names = [
        t
        for t in noun.subtree
        if t.i in inside
        and (t.pos_ == "PROPN" or context.editor.is_place(t) or t.ent_type_ == "NORP")
    ]
    if any(t.pos_ == "PROPN" or t.head != noun or t.i > noun.i for t in names):
        return True
    return bool(names) and not sorts_of(noun).isdisjoint(("bodies", "events", "persons"))


def _is_of_make(name: Token) -> bool:
    """Whether "the Kestrel" is a thing of a make, where the article tells of a Kestrel 40, too."""
    if not any(c.lower_ == "the" and c.dep_ == "det" for c in name.children):
        return False
    return any(
        t.lower_ == name.lower_ and t.i + 1 < len(t.doc) and any(map(str.isdigit, t.nbor().text))
        for t in name.doc
        if t.i != name.i and t.whitespace_
    )


def _lacks_article(noun: Token) -> bool:
    """As in the short style of notices: "Service will be held on Friday"."""
    if noun.tag_ != "NN" or noun.lemma_.lower() in load("plain_events")["nouns"]["mass"]:
        return False
    if any(c.lower_ in RANKED for c in noun.children):
        return False  # "second place"
    if noun.dep_ == "dobj" and any(c.dep_ == "compound" for c in noun.children):
        return False  # "left government service"
    return not any(c.dep_ in ("det", "poss", "nummod", "predet") for c in noun.children)


def has_name(context: Context, head: Token, inside: Collection[int]) -> bool:
    """Whether there is a name among the words that belong to a noun."""
    return any(
        t.i in inside and (t.pos_ == "PROPN" or context.editor.is_place(t) or t.ent_type_ == "NORP")
        for t in head.subtree
    )


def _is_familiar(head: Token) -> bool:
    return head.lemma_.lower() in load("events")["familiar"]


def _is_only(context: Context, head: Token, inside: Collection[int]) -> bool:
    """Whether the article speaks of one thing of that name only, or of this one more than once."""
    if _is_familiar(head):
        return True
    told = description(head, inside)
    if any(c.i in inside and c.dep_ in ("prep", "relcl", "acl") for c in head.children):
        return False  # told by words in which there is no name
    # "The election campaign" is none of the air campaigns; "the lower valley" may be any valley.
    sort = any(c.dep_ == "compound" and c.lemma_.lower() in told for c in head.children)
    others: set[frozenset[str]] = set()
    several = False
    for token in context.doc:
        if token.i in inside or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if not told and token.pos_ == "PROPN" and token.lower_ == head.lower_ and token.i:
            if token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).head == token:
                return False  # "the gym" may be the Fifth Street Gym
        if token.lemma_ != head.lemma_:
            continue
        other = description(token, range(len(context.doc)))
        if told and told == other:
            return True
        if other and not told:
            others.add(other)
            if head.dep_ == "dobj" and token.i < head.i:
                return False  # "a task force on floods": then "the task force" alone says less
        clash = other and told and not sort and not (told <= other or other <= told)
        several = several or bool(clash) or (token.tag_ == "NNS" and head.tag_ == "NN")
        several = several or any(c.lower_ in MORE for c in token.children)
    topic = sorts_of(head) & {"events", "bodies"} == {"events"} and bare(context, head) >= TOPIC
    return not several and len(others) < 2 or (not told and topic)
