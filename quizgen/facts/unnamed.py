"""Sources without a name: "a senior official", "two farmers", "a survey of anglers".

The article tells them by what they are, and so does a question: "What did a senior official say?"
Only a phrase that says by itself who speaks is taken, never "the spokesman", "others" or "critics",
who may be anybody the article names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.facts.editing import Editor
from quizgen.facts.passages import roots_of, tokens_of
from quizgen.facts.people.words import words
from quizgen.lexicons import load
from quizgen.models import Attribution, Speaker, identity

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

LONGEST = 9
"""Words of a phrase that a question can take up."""
FORBIDDEN = {"another", "any", "each", "every", "few", "neither", "no", "none", "other", "others"}
POINTING = {"that", "the", "these", "this", "those"}
ENDINGS = {"WP", "WDT", "WP$", "WRB", ",", ":", "-LRB-", "."}
BEHIND = {"acl", "relcl", "advcl", "appos", "amod", "acomp", "ccomp", "xcomp", "punct", "cc"}
"""What tells more of a noun behind it and can go: "officials [familiar with the talks]"."""


def unnamed_source(doc: Doc, attribution: Attribution, editor: Editor) -> Speaker | None:
    """Whom the source of an attribution tells by what they are; None where that isn't clear."""
    tokens = [t for t in tokens_of(doc, attribution.source[:1]) if not t.is_space]
    kept = _phrase(tokens)
    if not kept or len(kept) > LONGEST or any(editor.quoted(t) for t in kept):
        return None
    head = roots_of(kept)[0]
    if head.tag_ == "NNS" and kept[0].lower_ in ("a", "an"):
        return None  # "a fact sheet lawmakers", of one that these released
    sort = _sort(head)
    if sort is None or not _tells(head, kept):
        return None
    edited = editor.edit(kept, brackets=False)
    if edited.problem or not edited.text or any(mark in edited.text for mark in '“”"[]()'):
        return None
    name = edited.text
    first = kept[0]
    plain = first.lower_ in words().body or editor.is_common(first)
    plain |= first.pos_ != "PROPN" and not first.ent_type_ and not editor.is_place(first)
    plain |= first.lower_.removesuffix("s") in words().role  # "Farmers", for all its capital
    if len(kept) > 1 and kept[1].pos_ == "PROPN" and kept[1].text[:1].isupper():
        plain = False  # "Labor Department officials"
    # "Her advisers", "The senator’s advisers" are "Ada Brook’s advisers" by now
    named = not name.startswith(first.text)
    if first.is_sent_start and plain and not named and not editor.is_name(first):
        name = name[0].lower() + name[1:]  # "Local shopkeepers", at the head of a sentence
    return Speaker(
        id=identity("unnamed", name.lower(), length=8),
        name=name,
        role=None,
        type="organisation" if sort == "document" else "person",
        number="plural" if head.tag_ == "NNS" else "singular",
        named=False,
    )


def _phrase(tokens: Sequence[Token]) -> list[Token]:
    """The noun with what stands before it and its "of" and "for", without what else is told."""
    head = next((t for t in roots_of(tokens) if t.pos_ == "NOUN"), None)
    if head is None or head.tag_ not in ("NN", "NNS"):
        return []
    kept = []
    for token in tokens:
        if token.tag_ in ENDINGS:
            break
        if token.i > head.i and token.dep_ in BEHIND and token.head == head:
            break
        if token.i > head.i and token.pos_ in ("VERB", "AUX"):
            break
        if token.i > head.i and token.lower_ == "in" and _is_occasion(token):
            break  # "lawyers [in a court filing]"
        kept.append(token)
    while kept and (
        kept[-1].pos_ in ("ADP", "CCONJ", "DET", "ADV")
        or kept[-1].is_punct
        or (kept[-1].i > head.i and kept[-1].ent_type_ == "DATE")  # "a poll last [week]"
    ):
        kept.pop()
    # "a spokesman for the Eastwick, [the] company", "experts Ada [Brook]": half of a name
    halved = any(t != head and t.head not in kept for t in kept)
    return kept if head in kept and not halved else []


def _is_occasion(preposition: Token) -> bool:
    """Whether it goes on to where something was said: "in a court filing"."""
    nouns = {c for c in preposition.children if c.dep_ == "pobj"}
    return any(
        noun.lemma_.lower() in load("people")["unnamed"]["occasions"]
        and any(c.lower_ in ("a", "an") for c in noun.children)
        for noun in nouns
    )


def _sort(head: Token) -> str | None:
    """What a noun is: a "person", a "document"; None: neither, or too little to tell."""
    lemma = head.lemma_.lower()
    if lemma in words().kin or lemma in load("people")["unnamed"]["anybody"]:
        return None
    if lemma in words().document:
        return "document"
    people = load("people")["unnamed"]["people"]
    return "person" if lemma in words().role or lemma in people else None


def _tells(head: Token, kept: Sequence[Token]) -> bool:
    """Whether the phrase says who speaks, and speaks of nobody told before."""
    if any(t.lower_ in load("people")["unnamed"]["unsettled"] for t in kept):
        return False  # "conflicting reports": they say this and that
    if head.lower_ == "reports" and any(
        t.lower_ in load("people")["unnamed"]["anywhere"] for t in kept
    ):
        return False  # "earlier reports": whose?
    if any(t.lower_ in FORBIDDEN or t.pos_ == "PRON" and t.tag_ != "PRP$" for t in kept):
        return False
    if any(t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN") for t in kept):
        return False  # "a farmer and his wife"
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    determiner = next((c for c in head.children if c.dep_ == "det" and c in kept), None)
    if any(t.lower_ in POINTING and t.dep_ == "det" and t.head == head for t in kept):
        return False
    if any(t.tag_ == "PRP$" and t != owner for t in kept):
        return False
    if head.tag_ == "NN" and owner is None and determiner is None and kept[0].lower_ != "one":
        return False  # "former rival", of a headline
    modified = any(
        c.dep_ in ("amod", "compound", "nmod", "poss", "prep") and c in kept for c in head.children
    )
    return modified or (
        head.tag_ == "NNS" and head.lemma_.lower() not in load("people")["unnamed"]["vague"]
    )
