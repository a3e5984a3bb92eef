"""What an article says somebody is, right beside the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.facts.people.name import Name
from quizgen.facts.people.titles import is_office
from quizgen.facts.people.words import plain, words

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

LONGEST_ROLE = 8
"""Words that may follow a role's noun: "envoy for Syria", not the whole career."""


@dataclass(frozen=True)
class Role:
    """What the article says somebody is, beside the name."""

    head: Token  # "envoy"
    first: Token
    last: Token
    whole: bool = True  # whether that is all the text says of it: not "president of"

    def tokens(self) -> Iterator[Token]:
        doc: Doc = self.head.doc
        return iter(doc[self.first.i : self.last.i + 1])


def find_role(name: Name) -> Role | None:
    """The role that stands right beside a person's name, before or behind it."""
    return _before(name) or _apposed_to(name) or _behind(name)


def _before(name: Name) -> Role | None:
    """As in "Russian President Vladimir Putin", "Kremlin spokesman Dmitry Peskov"."""
    doc, place = name.tokens[0].doc, name.tokens[0].i
    ranks = [t for t in name.titles if plain(t) not in words().address]
    head = doc[place - 1] if place else None
    # "Ambassador to Norland Ada Brook"
    posted = name.titles[0] if len(name.titles) > 2 and name.titles[1].pos_ == "ADP" else None
    if head is None or not (
        head in ranks and (is_office(head) or posted is not None) or head.lower_ in words().role
    ):
        return None
    if head.is_punct or head.sent != name.tokens[0].sent:
        return None
    if not ranks and name.head.dep_ == "compound" and name.head.head.tag_ in ("NN", "NNS"):
        return None  # "veteran Brook voters": they are, not Brook
    if head.is_lower and name.head.dep_ == "nsubj":
        # "The judge Brook was referring to is Ada Holt": Brook is no judge
        if head.dep_ == "nsubj" or name.head.head.head == head:
            return None
    if posted is not None:
        head = posted
    first, start = head, head.sent.start
    while first.i > start:
        left = doc[first.i - 1]
        if left.ent_type_ in ("DATE", "TIME") or not _is_of(left, head, name):
            break  # "They on Monday support candidate Rosa Bell"
        if plain(left) in words().address or left.pos_ not in ("ADJ", "NOUN", "PROPN", "PART"):
            if not (left.text == "-" and left.i > start and not left.whitespace_):
                break
        if left.pos_ == "PART" and left.tag_ != "POS":
            break
        first = left
    if first.i > start and doc[first.i - 1].tag_ == "PRP$":
        first = doc[first.i - 1]
    cut = first.text == "-"
    if first.i > start:
        before = first.nbor(-1)
        cut |= before.like_num or (before.text == "-" and not before.whitespace_)
        cut |= before.tag_ == "POS" or before.text in ("’", "'")  # "the Dockers’ Union president"
    return Role(head, first, doc[place - 1], whole=not cut)


def _is_of(left: Token, head: Token, name: Name) -> bool:
    """Whether a word before a role belongs to the phrase that ends in the name."""
    climb, end = left, name.tokens[-1].i
    while climb.head.i != climb.i:
        climb = climb.head
        if climb.i > end or climb.i < left.i:
            return False
        if climb == head or climb in name.tokens:
            return True
    return left.i <= climb.i <= end and climb.i != left.i


def _apposed_to(name: Name) -> Role | None:
    """As in "The UN special envoy for Syria, Staffan de Mistura, …"."""
    doc, place = name.tokens[0].doc, (name.titles or name.tokens)[0].i
    if not place or doc[place - 1].text != "," or name.head.dep_ != "appos":
        return None
    if {t.ent_type_ for t in name.tokens} & {"GPE", "LOC"} and not name.addressed:
        return None  # "a host in Cape Breton, Nova Scotia"
    head = name.head.head
    # The parser hangs the name on the nearest noun, "Syria", which is no role.
    while head.lower_ not in words().role and head.dep_ in ("pobj", "prep", "compound", "poss"):
        head = head.head
    if head.lower_ not in words().role or head.i >= place:
        return None
    if head.sent != name.head.sent:
        return None
    return Role(head, _left_edge(head), doc[place - 2])


def _behind(name: Name) -> Role | None:
    """As in "Ada Brook, the town's chief engineer, …"."""
    doc, end = name.tokens[0].doc, name.tokens[-1].i + 1
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    for child in name.head.children:
        if child.dep_ == "appos" and child.i > end and _is_occupation(child, name):
            last = child
            for right in child.rights:
                part = _up_to_comma(list(right.subtree))
                clause = any(t.text == "," or t.dep_ in ("relcl", "acl") for t in part)
                if right.dep_ != "prep" or clause or len(part) > LONGEST_ROLE:
                    break
                if _is_told_before(part):
                    whole = _ends(max(part, key=lambda t: t.i), child)
                    return Role(child, _left_edge(child), last, whole=whole)
                last = max(part, key=lambda t: t.i)
            after = doc[last.i + 1] if last.i + 1 < len(doc) else last
            if after.pos_ in ("VERB", "AUX") and after.tag_ not in ("VBN", "VBG"):
                return None  # "Asked by Rosa Bell, the candidate said": somebody else
            return Role(child, _left_edge(child), last, whole=_ends(last, child))
    return None


def _is_told_before(part: list[Token]) -> bool:
    """Whether it names nothing, and only takes up what was told: "at the center", "with them"."""
    words_of = [t for t in part if not t.is_punct and not t.is_space]
    if len(words_of) == 2 and words_of[0].lower_ in ("at", "with"):
        return words_of[1].tag_ == "PRP"
    return (
        len(words_of) == 3
        and words_of[0].lower_ in ("at", "with")
        and words_of[1].lower_ in ("that", "the", "this")
        and words_of[2].tag_ == "NN"
    )


def _up_to_comma(part: list[Token]) -> list[Token]:
    """Without what only tells about the last word: "of Norland Rail, a firm that …"."""
    for index, token in enumerate(part[:-1]):
        if token.text == "," and part[index + 1].lower_ in ("a", "an", "the", "which", "where"):
            return part[:index]
    return part


def _ends(last: Token, head: Token) -> bool:
    """Whether what says what somebody is ends here: not in "leader of France’s Free Party"."""
    if last.i + 1 >= len(last.doc):
        return True
    after = last.nbor()
    if after.text in ("-", "/") or after.tag_ in ("POS", "``"):
        return False
    if after.lower_ in ("and", "or"):
        return after.head == head  # "president of Salt and Light"
    if after.lower_ in ("from", "in", "at") and last == head:
        return True  # "a dentist" in whatever town
    return after.is_punct or after.is_space or after.lower_ in ("who", "whose", "which", "as")


def _is_occupation(noun: Token, name: Name) -> bool:
    """A role noun, or behind a full name a noun made like one: "a tardigradologist"."""
    if noun.lower_ in words().role:
        return True
    made = noun.tag_ == "NN" and noun.lower_.endswith(("ist", "ian", "eer", "man", "woman"))
    said = any(c.lower_ in ("a", "an", "the") for c in noun.children)
    return made and said and len(name.tokens) > 1 and not name.definite


def _left_edge(head: Token) -> Token:
    first: Token = head.left_edge
    while first.i < head.i and (first.is_punct or first.is_space or first.pos_ in ("CCONJ", "ADV")):
        first = first.doc[first.i + 1]
    # "vice-warden", whose halves the parser may hang up apart
    while first.i > 1 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_:
        if first.nbor(-2).whitespace_ or not first.nbor(-2).is_alpha:
            break
        first = first.nbor(-2)
    return first
