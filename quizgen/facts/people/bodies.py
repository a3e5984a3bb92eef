"""Which body a noun means: "the Syrian government", "the ministry"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quizgen.facts.people.register import Register
from quizgen.facts.people.words import lands, nationalities, plain, words
from quizgen.facts.people.writing import as_within, tidy
from quizgen.models import Speaker, identity

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token
    from quizgen.facts.people.name import Name

FIRMS = {"company", "corporation", "firm", "group"}
"""What most bodies whose name doesn't tell what they are may be called."""
FARTHEST_RIVAL = 120
"""Tokens before "the company" in which another firm may be meant."""


class Bodies:
    """The bodies that an article tells by a noun.

    Args:
        doc: The parsed article.
        register: Whom it names.
    """

    def __init__(self, doc: Doc, register: Register) -> None:
        self._doc = doc
        self._by_token = register.by_token
        self._speakers = register.speakers
        self._able = register.able
        self._name_at = register.name_at
        # "ministry" -> its full names, each with where it stands first
        self._full: dict[str, dict[str, tuple[int, Speaker]]] | None = None

    def name_beside(self, token: Token) -> str | None:
        """Whose name follows a body's noun: "the consumer group Acme"."""
        if token.dep_ not in ("compound", "nmod") or token.lower_ not in words().body:
            return None
        key = self._by_token.get(token.i + 1)
        known = key is not None and self._speakers[key].type != "person"
        return key if known and token.head.i in self._name_at else None

    def told(self, token: Token) -> Speaker | None:
        """As in "the Syrian government": a body told from others by what stands before its noun."""
        if token.lemma_.lower() not in words().body and token.lower_ not in words().body:
            return None
        determiner = next((c for c in token.children if c.dep_ in ("det", "poss")), None)
        modifiers = [
            c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod") and c.pos_ != "VERB"
        ]
        if determiner is None:
            # "Cologne police said"
            single = token.tag_ != "NNS" or token.lower_ == "police"
            plain_name = single and modifiers and _is_place(modifiers[0])
            if not plain_name or token.lower_ in words().doubtful:
                return None
        elif determiner.lower_ in ("a", "an", "some", "no", "any", "another"):
            return None
        if any(t.tag_ == "PRP$" for t in token.subtree):
            return None
        if self._describes(token):
            return None
        if any(c.dep_ == "poss" and c.pos_ != "PROPN" for c in token.children):
            return None  # "the town's only hospital"
        last = token
        if determiner is not None and determiner.dep_ == "det":
            if determiner.lower_ != "the":
                return None
            if not modifiers:
                place = _whereabouts(token)
                if place is None:
                    return self._known(token)
                last = place
        first = token.left_edge
        while first.i < token.i and (first.is_punct or first.is_space or first.pos_ == "CCONJ"):
            first = self._doc[first.i + 1]
        text = str(self._doc[first.i : last.i + 1].text)
        text = as_within(text, first)
        if token.lower_ in words().doubtful and text.islower():
            return None  # "the task force", "the anti-smoking movement"
        plural = token.tag_ in ("NNS", "NNPS")
        return Speaker(
            id=identity(text.lower(), length=8),
            name=tidy(text),
            role=None,
            type="organisation",
            number="plural" if plural else "singular",
        )

    def _describes(self, noun: Token) -> bool:
        """Whether a noun only says what the name behind it is: "the Danish charity Acme"."""
        if noun.i + 1 >= len(self._doc):
            return False
        name = self._name_at.get(noun.i + 1)
        if name is None or name.titles or noun in name.tokens:
            return False
        return noun.head in name.tokens or (name.head.head == noun and name.head.dep_ == "appos")

    def _known(self, token: Token) -> Speaker | None:
        """As in "the ministry", after the Finance Ministry: the one there is."""
        if self._full is None:
            self._full = defaultdict(dict)
            for other in self._doc:
                if other.lower_ not in words().body:
                    continue
                if not self._ends(other):
                    continue
                key = self._by_token.get(other.i)
                named = self._speakers[key] if key is not None and key in self._able else None
                by_name = any(c.dep_ == "appos" and c.i in self._name_at for c in other.children)
                if key is None and not by_name and other.pos_ == "NOUN" and _is_specified(other):
                    beside = self.name_beside(other)
                    named = self.told(other) if beside is None else self._speakers[beside]
                if named is not None and named.type != "person":
                    self._full[other.lower_].setdefault(named.id, (other.i, named))
        fit = [s for place, s in self._full[token.lower_].values() if place < token.i]
        if len(fit) != 1 or (token.lower_ in FIRMS and self._has_rivals(token, fit[0])):
            return None
        return fit[0]

    def _ends(self, noun: Token) -> bool:
        """Whether what a noun is part of is that: no government is the Local Government Union."""
        name = self._name_at.get(noun.i)
        if name is None or name.tokens[-1] == noun:
            return True
        return noun.nbor().lower_ in ("for", "of", "to")  # "the Ministry of Defence"

    def _has_rivals(self, token: Token, known: Speaker) -> bool:
        """Whether another body that may be a firm is named shortly before "the company"."""
        for place in range(max(0, token.i - FARTHEST_RIVAL), token.i):
            name = self._name_at.get(place)
            speaker = self._speakers.get(self._by_token.get(place, ""))
            if name is None or speaker is None or place != name.tokens[0].i:
                continue
            if speaker.id == known.id or speaker.type == "person" or name.definite:
                continue
            if self._by_token[place] in self._able and _may_be_firm(name):
                return True
        return False


def _may_be_firm(name: Name) -> bool:
    """Whether a body's name doesn't tell that it is none: "Acme", not "Norland Police"."""
    last, known = plain(name.tokens[-1]), words()
    if last in known.body - FIRMS or last in known.papers:
        return False
    return name.text.lower() not in lands() and last not in nationalities()


def _is_specified(noun: Token) -> bool:
    """Whether something before a body's noun says which."""
    return any(c.dep_ in ("amod", "compound", "nmod", "poss") for c in noun.lefts)


def _is_place(token: Token) -> bool:
    return token.ent_type_ in ("GPE", "NORP") and token.text[:1].isupper()


def _whereabouts(noun: Token) -> Token | None:
    """The last word of what tells where a body is: "the government in Beijing"."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("in", "of"):
            last = max(child.subtree, key=lambda t: t.i)
            if all(t.pos_ == "PROPN" or t == child or t.lower_ == "the" for t in child.subtree):
                return last
    return None
