"""Who a name, a description or a pronoun refers to.

A :class:`Cast` is made once an article. ``Cast.of_source(spans)`` gives the speaker that the source
of a saying refers to, ``Cast.of(token)`` whom the noun phrase around a token does, or None: where
two fit equally well it abstains, since a question with the wrong person for its key is worse than
none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.facts.people.bodies import Bodies
from quizgen.facts.people.contents import Contents
from quizgen.facts.people.finding import find_names
from quizgen.facts.people.nouns import is_one_of_many, is_someone
from quizgen.facts.people.pronouns import DOUBT, MALE, PERSONAL, SUBJECTS, Pronouns
from quizgen.facts.people.register import Register
from quizgen.facts.people.sources import Sources
from quizgen.facts.people.words import Gender, words
from quizgen.facts.people.writing import told_role
from quizgen.models import Attribution, Span, Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

FARTHEST_NAME = 200
"""Tokens before "the lawyer" in which the lawyer has to be named."""


class Cast:
    """Everybody the article names, and who each mention is.

    Args:
        doc: The parsed article.
        body: The article proper.
        quotations: What stands in quotation marks; "he" in somebody's words is another he.
        attributions: Who says what, if that is known. Pronouns outside of what is said aren't
            looked for inside it, and who speaks comes before who is spoken of.
    """

    def __init__(
        self,
        doc: Doc,
        body: Sequence[Span],
        quotations: Sequence[Span] = (),
        attributions: Sequence[Attribution] = (),
    ) -> None:
        self._doc = doc
        self._contents = Contents(doc, quotations, attributions)
        self._register = Register(doc, find_names(doc, body), self._contents)
        self._by_token = self._register.by_token
        self._speakers = self._register.speakers
        self._bodies = Bodies(doc, self._register)
        self._pronouns = Pronouns(doc, self._contents, self._named)
        self._sources = Sources(doc, self._contents, self._register, self._bodies, self.of)
        self._memory: dict[int, Speaker | None] = {}
        self._next_pronoun = 0  # all before this token are resolved
        for key, role in self._register.roles.items():
            told = told_role(role, self.of)
            self._speakers[key] = replace(self._speakers[key], role=told)

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """All persons and bodies that could have said something, in order of first mention."""
        found = {key: s for key, s in self._speakers.items() if key in self._register.able}
        sure = words().body - words().doubtful
        for token in self._doc:
            body = self.of(token) if token.pos_ == "NOUN" and token.lower_ in sure else None
            if body is not None:
                found.setdefault(body.name.lower(), body)
        return tuple({speaker.id: speaker for speaker in found.values()}.values())

    def is_open(self, token: Token) -> bool:
        """Whether it is a name that two people of the article share: "Clinton"."""
        return token.i in self._register.open

    def surname(self, speaker: Speaker) -> str:
        """What the article calls a person for short: "Assad", "de Mistura", "Xi"."""
        return self._register.surname(speaker)

    def of_source(self, source: Sequence[Span]) -> Speaker | None:
        """Who the source of a saying is, from its whole phrase: "Jane Holt, the club's captain,".

        None: nobody named, several, or in doubt.
        """
        return self._sources.of(source)

    def of(self, token: Token) -> Speaker | None:
        """Who the noun phrase headed by a token refers to; None: nobody named, or in doubt."""
        if token.i not in self._memory:
            self._memory[token.i] = None  # stops a pronoun that would lead to itself
            self._memory[token.i] = self._resolve(token)
        return self._memory[token.i]

    def _resolve(self, token: Token) -> Speaker | None:
        key = self._by_token.get(token.i)
        many = token.tag_ == "NNS" and token.i not in self._register.name_at
        if key is not None:
            return None if many else self._speakers[key]
        if token.lower_ in PERSONAL:
            # Those before it first: a chain of a thousand would be too deep to climb.
            while self._next_pronoun < token.i:
                earlier = self._doc.tokens[self._next_pronoun]
                self._next_pronoun += 1
                if earlier.lower_ in PERSONAL:
                    self.of(earlier)
            return self._pronouns.antecedent(token)
        office = token.pos_ == "PROPN" and token.lower_ in words().role  # "Supervisor of Elections"
        if token.pos_ == "NOUN" or office:
            # "His foreign minister, Walid al-Moallem, said": the name beside it.
            for child in token.children:
                if child.dep_ == "appos" and child.i in self._by_token and not many:
                    return self._speakers[self._by_token[child.i]]
                if child.dep_ == "appos" and child.i in self._register.name_at:
                    return None  # "Norland's largest bank, Acme": by a name that may be two's
            if (beside := self._bodies.name_beside(token)) is not None:
                return self._speakers[beside]
            return self._description(token) or self._bodies.told(token)
        return None

    def _description(self, token: Token) -> Speaker | None:
        """As in "the envoy", "the president": the one person here who is that."""
        determiner = next((c for c in token.children if c.dep_ in ("det", "poss")), None)
        if determiner is None or determiner.lower_ not in ("the", "this", "that"):
            return None
        if any(c.dep_ in ("prep", "relcl", "appos", "nummod") for c in token.children):
            return None
        modifiers = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound", "nmod")}
        fit: list[Speaker] = []
        for key, heads in self._register.role_heads.items():
            speaker = self._speakers[key]
            if token.lower_ not in heads:
                continue
            if modifiers - set(re.findall(r"[\w-]+", (speaker.role or "").lower())):
                continue
            if self._register.first[key] >= token.i:
                continue  # not yet introduced
            if token.lower_ not in words().single and not self._is_near(key, token):
                return None  # another may have been introduced by other words since
            fit.append(speaker)
        if len(fit) > 1:  # "the president coordinated the move with Assad": not Assad himself
            fit = [s for s in fit if s not in self._same_clause(token)]
        return fit[0] if len(fit) == 1 else None

    def _is_near(self, key: str, token: Token) -> bool:
        """Whether somebody is named shortly before a token."""
        start = max(0, token.i - FARTHEST_NAME)
        return any(self._by_token.get(i) == key for i in range(start, token.i))

    def _same_clause(self, token: Token) -> list[Speaker]:
        """Others named beside a token under the same verb: they aren't the one it refers to."""
        verb = token.head
        found = []
        for other in verb.subtree:
            if (
                other.i != token.i
                and other.i in self._by_token
                and other.i not in {t.i for t in token.subtree}
            ):
                found.append(self._speakers[self._by_token[other.i]])
        return found

    def _named(self, token: Token, gender: Gender) -> Speaker | None:
        """The person a token names, if he or she may be meant by a pronoun of that gender."""
        if token.lower_ in PERSONAL:
            if (token.lower_ in MALE) != (gender == "male"):
                return None
            speaker = self.of(token)
        elif token.i in self._by_token:
            key = self._by_token[token.i]
            if token.i not in self._register.heads or key in self._register.namesakes:
                return None
            speaker = self._speakers[key]
        elif token.pos_ == "NOUN" and (token.dep_ in SUBJECTS or self._contents.is_source(token)):
            speaker = self.of(token)
            speaks = self._contents.is_source(token)
            if speaker is None and (is_someone(token) or (speaks and is_one_of_many(token))):
                # "A spokesman said": he is in nobody's way but his own.
                known = words().gendered.get(token.lower_)
                return DOUBT if known in (None, gender) else None
        elif token.i in self._register.open:
            return DOUBT  # "Clinton", of Bill and Hillary
        else:
            return None
        if speaker is None or speaker.type != "person":
            return None
        return speaker if speaker.gender in (None, gender) else None
