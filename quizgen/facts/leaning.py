"""Words that mean something only beside others: "similar" to what, "the last one" of which."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from quizgen.facts.people.words import words
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

COMPARING = {"comparable", "different", "identical", "similar"}
"""Adjectives that liken something to what the words have to name."""
COUNTING = {"about", "almost", "another", "at", "least", "more", "nearly", "only", "over"}
"""What stands beside a number and tells nothing of what is counted."""
ADDING = {"additional", "another", "extra", "further", "more", "other"}
"""What adds a number to one that was told before: "another 40 people", "40 more people"."""
TIMING = {"after", "ago", "before", "when", "while"}
OBJECTS_OF = {"dobj", "pobj"}
PEOPLE = {"people", "person", "man", "woman", "party", "side"}
"""Of whom "other" ones are those beside the speaker."""
SPEAKERS = {"i", "me", "my", "our", "us", "we"}
LIKENED = ("as", "between", "from", "in", "than", "to")
AGREEING = {"agree", "concur", "disagree", "sympathise", "sympathize"}
"""Verbs of which "with Mr Hale" tells no more than with whom."""
ANSWERING = {"react", "respond"}
MATTERS = {"about", "on", "over", "regarding", "that", "to"}
"""What opens the matter that is agreed on."""

MATTERING = {"complicit": ("in",), "involved": ("in", "with"), "responsible": ("for", "to")}
"""What somebody is to something, and what leads on to that."""


def leaning(token: Token, inside: Collection[int]) -> str | None:
    """Why a word means nothing without what stands outside; None for any other.

    Args:
        token: The word.
        inside: Indices of the words that are shown.
    """
    if token.lower_ in COMPARING and token.dep_ == "amod" and not _is_likened(token, inside):
        return f"“{token.text}”: to what is not said"
    if token.lower_ in ("another", "other") and _is_besides(token, inside):
        return f"“{token.text}”: than what is not said"
    if token.lower_ in ADDING and _is_added_to_nothing(token, inside):
        return f"“{token.text}”: besides whom or what is not said"
    if token.lower_ in ("one", "ones") and _stands_for_a_noun(token, inside):
        return f"“{token.text}”: of what is not said"
    if token.lower_ == "things" and token.dep_ in ("nsubj", "nsubjpass"):
        if not any(token.children) and not _has_noun_before(token, inside):
            return "“things”: which is not said"
    if token.lower_ == "rest" and any(c.lower_ == "the" for c in token.lefts):
        if not any(c.lower_ == "of" for c in token.rights) and not _has_whole_before(token, inside):
            return "“the rest”: of what is not said"
    if token.lower_ == "lot" and token.dep_ in ("nsubj", "nsubjpass"):
        if not any(c.lower_ == "of" for c in token.rights) and not _has_noun_before(token, inside):
            return "“a lot”: of what is not said"
    if token.lower_ == "example" and not _is_told_of(token):
        return "“example”: of what is not said"
    if token.pos_ == "NUM" and _counts_untold(token, inside):
        return f"“{token.text}”: of what is not said"
    if token.lower_ == "then" and _is_untold_time(token, inside):
        return f"“{token.head.text} then”: when is not said"
    if token.tag_ in ("JJR", "RBR") and _is_outdone(token, inside):
        return f"“{token.text}”: than what is not said"
    if token.lemma_.lower() in load("frames")["taking_part"] and not _is_taken_in(token, inside):
        return f"“{token.text}”: in what is not said"
    if token.lower_ in load("frames")["followers"] and _is_nobodys(token, inside):
        return f"“{token.text}”: whose is not said"
    if token.lower_ == "even" and _is_exceeded(token, inside):
        return f"“even {token.head.text}”: than what is not said"
    if (
        token.pos_ == "VERB"
        and token.lemma_.lower() in ANSWERING
        and _answers_nothing(token, inside)
    ):
        return f"“{token.text}”: to what is not said"
    if token.lower_ in MATTERING and _is_in_nothing(token, inside):
        return f"“{token.text}”: {MATTERING[token.lower_][0]} what is not said"
    if token.lower_ == "enough" and _is_done_for_nothing(token, inside):
        return f"“{token.head.text} enough”: about what is not said"
    if token.lower_ in load("frames")["beside"] and _is_beside_nothing(token, inside):
        return f"“the {token.text} {token.head.text}”: of what is not said"
    if token.lemma_.lower() in AGREEING and _tells_only_with_whom(token):
        return f"“{token.text}”: on what is not said"
    return None


def _is_likened(adjective: Token, inside: Collection[int]) -> bool:
    """As in "a bridge similar to ours", "two similar bridges", "the bridge has a similar arch"."""
    noun = adjective.head
    told = [t for t in noun.children if t.lower_ != "in"]  # "any similar body in any state"
    if any(t.lower_ in LIKENED and t.dep_ == "prep" for t in (*adjective.children, *told)):
        return True
    # Two things beside each other may be what is alike; a thing alone is like one outside.
    many = noun.tag_ in ("NNS", "NNPS") and not any(t.lower_ == "the" for t in noun.children)
    before = [adjective.doc[i] for i in inside if i < adjective.i]
    if not many and not any(t.pos_ == "NOUN" and not is_adverbial(t) for t in before):
        return False  # "Mr Hale will follow a different schedule"
    return many or _has_noun_before(adjective, inside)


def _is_besides(other: Token, inside: Collection[int]) -> bool:
    """As in "there are other means", where nothing tells which there are already.

    But "to Eda and other towns", "other than ferries", "other towns that lie on the river".
    """
    noun = other.head
    if (
        other.dep_ not in ("amod", "det")
        or noun.pos_ != "NOUN"
        or noun.dep_ in ("conj", "npadvmod")
    ):
        return False
    if noun.ent_type_ in ("DATE", "TIME") or noun.lemma_.lower() in PEOPLE:
        return False
    if any(other.doc[i].lower_ in SPEAKERS for i in inside):
        return False  # “Do other banks care about us?”
    if any(c.lower_ in ("each", "no", "any", "every") for c in noun.lefts):
        return False
    told = any(c.i > noun.i and c.dep_ in ("relcl", "acl", "prep", "appos") for c in noun.children)
    if other.i == min(inside) and not any(c.lower_ == "than" for c in noun.children):
        return noun.dep_ in ("nsubj", "nsubjpass")  # "Other ways that are used include …"
    return not told and not _has_noun_before(other, inside)


def _is_added_to_nothing(adding: Token, inside: Collection[int]) -> bool:
    """As in "another 40 carts were lost", "40 more people have come", where none were told before.

    But "the council would hire another 40 clerks" tells to whom they come.
    """
    near = (adding.i - 1, adding.i + 1)
    number = next((adding.doc[i] for i in near if i in inside and adding.doc[i].like_num), None)
    if number is None or (adding.lower_ == "another") != (number.i > adding.i):
        if number is None or adding.lower_ not in ("additional", "extra", "further"):
            return False
    than = (t.lower_ for t in adding.doc[adding.i + 1 : adding.i + 2])
    if "than" in than:
        return False  # "40 more than last year"
    noun = number
    while noun.dep_ in ("compound", "nummod", "quantmod", "nmod") and noun.head != noun:
        noun = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.ent_type_ in ("DATE", "TIME"):
        return False
    if any(c.lower_ in ("the", "these", "those") or c.dep_ == "poss" for c in noun.lefts):
        return False
    first = noun.left_edge.i
    return not any(
        adding.doc[i].like_num or adding.doc[i].pos_ == "NUM" for i in inside if i < first
    )


def _has_whole_before(rest: Token, inside: Collection[int]) -> bool:
    """Whether something before is more than one: no "third suspect" has a rest."""
    nouns = [rest.doc[i] for i in inside if i < rest.i and rest.doc[i].pos_ in ("NOUN", "PROPN")]
    return any(
        not is_adverbial(t) and not any(c.lower_ in ("a", "an", "another") for c in t.lefts)
        for t in nouns
    )


def _has_noun_before(token: Token, inside: Collection[int]) -> bool:
    nouns = (token.doc[i] for i in inside if i < token.i)
    return any(t.pos_ in ("NOUN", "PROPN") and not is_adverbial(t) for t in nouns)


def is_adverbial(noun: Token) -> bool:
    """Whether a preposition and a bare noun make an adverb: "in retrospect", "by contrast"."""
    bare = noun.tag_ == "NN" and noun.head.i == noun.i - 1 and not any(noun.children)
    return bare and noun.dep_ == "pobj"


def _is_exceeded(even: Token, inside: Collection[int]) -> bool:
    """As in "is even more powerful", where nothing tells than what."""
    more = even.head
    if more.tag_ not in ("JJR", "RBR") or more.i < even.i:
        return False
    exceeding = more.head if more.tag_ == "RBR" else more
    if exceeding.dep_ != "acomp" or exceeding.head.lemma_ != "be":
        return False  # "makes people even more angry": than they were
    return not any(even.doc[i].lower_ == "than" for i in inside if i > more.i)


def _answers_nothing(verb: Token, inside: Collection[int]) -> bool:
    """As in "Hale is responding with humour", where nothing tells to what."""
    if any(c.lower_ in ("to", "as", "that") or c.dep_ in ("dobj", "ccomp") for c in verb.children):
        return False
    if verb.dep_ in ("amod", "acl", "relcl", "compound") or verb.tag_ == "VBN":
        return False
    subject = {t.i for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
    return not _has_noun_before(verb, set(inside) - subject)


def _is_in_nothing(told: Token, inside: Collection[int]) -> bool:
    """As in "Norland was not involved", where nothing tells in what."""
    be = told if told.tag_ == "VBN" else told.head
    if told.dep_ not in ("acomp", "ROOT", "ccomp", "advcl", "conj", "oprd"):
        return False  # "those involved", "the people responsible"
    if be is told and not any(c.lemma_ == "be" for c in told.lefts):
        return False
    if be is not told and be.lemma_ != "be":
        return False
    if any(
        c.lower_ in MATTERING[told.lower_] and c.i in inside for t in (told, be) for c in t.rights
    ):
        return False
    subject = {t.i for c in be.lefts if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
    return not _has_noun_before(told, set(inside) - subject)


def _is_done_for_nothing(enough: Token, inside: Collection[int]) -> bool:
    """As in "accused Norland of not doing enough"."""
    verb = enough.head
    if verb.lemma_ != "do" or verb.i > enough.i or enough.dep_ not in ("dobj", "advmod"):
        return False
    behind = [c for t in (verb, enough) for c in t.rights if c != enough and c.i in inside]
    return not any(c.dep_ in ("prep", "xcomp", "advcl", "relcl", "acl", "ccomp") for c in behind)


def _is_beside_nothing(adjective: Token, inside: Collection[int]) -> bool:
    """As in "shelling of the surrounding area", where nothing before has a name."""
    noun = adjective.head
    if adjective.dep_ != "amod" or not any(c.lower_ == "the" for c in noun.lefts):
        return False
    if any(c.dep_ in ("prep", "relcl", "acl", "appos", "compound") for c in noun.children):
        return False
    return not any(adjective.doc[i].pos_ == "PROPN" for i in inside if i < adjective.i)


def _counts_untold(number: Token, inside: Collection[int]) -> bool:
    """As in "nineteen more were hurt", where nothing tells who are counted."""
    if number.dep_ not in ("nsubj", "nsubjpass") or number.ent_type_ not in ("", "CARDINAL"):
        return False
    if any(not c.is_punct and c.lower_ not in COUNTING for c in number.children):
        return False  # "two of them", "one in five"
    if not number.is_alpha and not any(c.lower_ == "more" for c in number.children):
        return False  # "2016 was a good year", "9/11 was"
    return not _has_noun_before(number, inside)


def _is_untold_time(then: Token, inside: Collection[int]) -> bool:
    """As in "since then", "by then", where nothing before tells when."""
    if then.dep_ not in ("pcomp", "pobj") or then.head.pos_ not in ("ADP", "SCONJ"):
        return False
    before = [then.doc[i] for i in inside if i < then.i]
    return not any(
        t.ent_type_ in ("DATE", "TIME", "EVENT") or t.tag_ == "VBD" or t.lower_ in TIMING
        for t in before
    )


def _is_outdone(more: Token, inside: Collection[int]) -> bool:
    """As in "a more urgent task is to mend it", where nothing tells than what."""
    adjective = more.head if more.tag_ == "RBR" else more
    noun = adjective.head
    if adjective.dep_ != "amod" or noun.dep_ not in ("nsubj", "nsubjpass") or noun.i < more.i:
        return False
    # "a more urgent task is to mend it", "is trying to mend it"
    being = (noun.head, *(c for c in noun.head.lefts if c.dep_ == "aux"))
    if not any(t.lemma_ == "be" for t in being):
        return False
    if not any(c.lower_ in ("a", "an") for c in noun.lefts):
        return False
    return not any(more.doc[i].lower_ == "than" for i in inside)


def _is_taken_in(noun: Token, inside: Collection[int]) -> bool:
    """As in "involvement in the theft", "gang involvement"; also where it was told before."""
    if any(c.dep_ == "compound" for c in noun.lefts):
        return True
    if noun.dep_ not in OBJECTS_OF or not any(c.dep_ == "poss" for c in noun.lefts):
        return True
    governing = [noun.head, noun.head.head]
    return any(
        c.lower_ in ("in", "with") and c.i > noun.i and c.i in inside
        for t in (noun, *governing)
        for c in t.children
    )


def _is_nobodys(noun: Token, inside: Collection[int]) -> bool:
    """As in "denounced supporters that shout": his own, or another's?"""
    if noun.dep_ not in OBJECTS_OF or any(not c.is_punct for c in noun.lefts):
        return False
    if noun.head.lower_ in ("as", "of") or noun.head.dep_ == "acl":
        return False
    if any(noun.doc[i].pos_ == "PROPN" for i in inside if i < noun.i):
        return False  # "an effort by Hale's allies to insert supporters"
    return not any(c.lower_ in ("of", "for") for c in noun.rights)


def _is_told_of(example: Token) -> bool:
    """As in "an example of courage", "for example", "his example", "the example that …"."""
    if not any(c.lower_ in ("a", "an", "the") for c in example.children):
        return True
    return any(
        c.lower_ == "of" or c.dep_ in ("poss", "relcl", "acl", "ccomp") for c in example.children
    )


def _stands_for_a_noun(one: Token, inside: Collection[int]) -> bool:
    """As in "would be the last one of the year", where nothing tells what is counted."""
    told = [c for c in one.children if c.dep_ in ("amod", "det") and c.i < one.i]
    if not told or one.dep_ not in ("attr", "dobj", "pobj", "nsubj", "nsubjpass"):
        return False
    if any(t.lower_ in ("no", "every", "any", "each", "some") for t in told):
        return False
    if any(c.dep_ in ("relcl", "acl") for c in one.children):
        return False  # "the one who built it"
    return not any(
        i < told[0].i and one.doc[i].pos_ == "NOUN" and one.doc[i].ent_type_ not in ("DATE", "TIME")
        for i in inside
    )


def _tells_only_with_whom(verb: Token) -> bool:
    """As in "he agreed with Mr Hale", but not "agreed with Mr Hale that the bridge leaked"."""
    behind = [c for c in verb.children if c.i > verb.i and not c.is_punct]
    if not behind or any(c.lower_ in MATTERS or c.dep_ in ("ccomp", "xcomp") for c in behind):
        return False
    whom = next((c for p in behind if p.lower_ == "with" for c in p.children), None)
    if whom is None or any(c.lower_ in MATTERS for c in whom.children):
        return False
    if whom.pos_ in ("PROPN", "PRON"):
        return True
    return whom.lower_ in words().role or whom.lower_ in words().person
