"""One mention of a name, and what its own words and those right beside it tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.facts.people.words import GENERATIONS, NICKNAME_MARKS, Gender, plain, words

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

PARTY_BRACKETS = ("(D-", "(R-", "(I-", "(D)", "(R)", "(I)", "(Lab", "(Con", "(Lib")  # of members

PERSON_LABELS = {"PERSON"}

BODY_LABELS = {"ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"}

INITIALS = re.compile(r"(?:[A-Z]\.)+")


@dataclass(frozen=True)
class Name:
    """One mention of a name."""

    tokens: tuple[Token, ...]  # the name proper: without titles, articles and possessive endings
    titles: tuple[Token, ...]  # forms of address and ranks before it
    indefinite: bool = False  # "an anti-Trump PAC", but also "a confident-seeming Holt"
    shared: Token | None = None  # the family name of "Ravi" in "Ravi and Leela Menon"
    is_kin: bool = False  # whether it ends in the family name of somebody else: "Eino Hobbs"

    @cached_property
    def head(self) -> Token:
        """The token through which the sentence holds it."""
        inside = {t.i for t in self.tokens}
        return next((t for t in self.tokens if t.head.i not in inside), self.tokens[-1])

    @cached_property
    def text(self) -> str:
        first, last = self.tokens[0], self.tokens[-1]
        text = str(first.doc[first.i : last.i + 1].text)
        return f"{text} {self.shared.text}" if self.shared is not None else text

    @cached_property
    def key(self) -> tuple[str, ...]:
        """By which mentions are told apart: "Donald J. Trump" is "Donald Trump"."""
        words = tuple(t.lower_ for t in self.tokens)
        if self.shared is not None:
            words = (*words, self.shared.lower_)
        while len(words) > 1 and words[-1].rstrip(".") in GENERATIONS:
            words = words[:-1]
        inner = tuple(t for t in words[1:-1] if not (len(t) <= 2 and t.endswith(".")))
        if marks := [i for i, t in enumerate(inner) if t in NICKNAME_MARKS]:  # John “Tig” Tiegen
            inner = inner[: marks[0]] + inner[marks[-1] + 1 :]
        return (*words[:1], *inner, *words[1:][-1:])

    @property
    def generation(self) -> str | None:
        """ "jr" of "Donald Trump Jr", who is not Donald Trump."""
        last = plain(self.tokens[-1])
        return last if len(self.tokens) > 1 and last in GENERATIONS else None

    @property
    def set_off_generation(self) -> str | None:
        """ "jr" of "Walter Hobbs, Jr.", who is often called Walter Hobbs as well."""
        last = self.tokens[-1]
        behind = last.doc[last.i + 1 : last.i + 3]
        if len(behind) < 2 or behind[0].text != "," or plain(behind[1]) not in GENERATIONS:
            return None
        return plain(behind[1])

    @cached_property
    def definite(self) -> bool:
        """ "the Kremlin"; but not "the Trump campaign", where "the" is the campaign's."""
        before = [*self.head.children]
        # "the Seamen’s Union": the article is the seamen's.
        before += [c for t in self.tokens if t.dep_ == "poss" for c in t.children]
        return not self.titles and any(
            c.lower_ == "the" and c.i == self.tokens[0].i - 1 for c in before
        )

    @property
    def addressed(self) -> bool:
        """Whether a form of address or a rank marks it as a person."""
        return any(t for t in self.titles)

    @cached_property
    def gender(self) -> Gender | None:
        for title in self.titles:
            gender = words().address.get(plain(title)) or words().gendered.get(plain(title))
            if gender:
                return gender
        return words().gendered.get(self.key[0]) if self.is_full else None

    @property
    def is_full(self) -> bool:
        """Whether it has more than one word, or as good as has."""
        return len(self.tokens) > 1 or self.shared is not None

    @cached_property
    def is_town(self) -> bool:
        """As in "the village of Ben Harad": whatever the name looks like."""
        first = self.tokens[0]
        if self.titles or first.i < 2 or first.nbor(-1).lower_ != "of":
            return False
        return first.nbor(-2).lower_ in words().settlements

    @cached_property
    def is_thing(self) -> bool:
        """As in "Ember County", "a Norland Democrat", "Va.": whatever else speaks for a person."""
        last = plain(self.tokens[-1])
        if last in words().sites or last in words().parties:
            return not self.addressed
        if plain(self.tokens[0]) in words().things and len(self.tokens) > 1:
            return not self.addressed
        if last in words().firms and len(self.tokens) > 1:
            return True  # "Philip Morris Co."
        if len(last) == 1 and len(self.tokens) == 2 and self.shared is None:
            return True  # "Karl G.", of Karl G. and Ivar H. Brandt
        if self.text.startswith(("D-", "R-")):
            return True  # "Ann Rowe, R-Okla."
        short = len(self.tokens) == 1 and self.tokens[0].text.endswith(".")
        return short and last in words().abbreviated

    @cached_property
    def person_votes(self) -> int:
        """Positive for a person, negative for anything else, as far as this mention tells."""
        votes = 0
        if self.addressed:
            votes += 4
        if self.is_full and self.key[0] in words().gendered:
            votes += 3
        if self.is_thing:
            return -9
        if self.is_kin:
            votes += 3
        labels = {t.ent_type_ for t in self.tokens}
        votes += 2 * bool(labels & PERSON_LABELS) - 2 * bool(labels & BODY_LABELS)
        after = self.tokens[-1].i + 1
        rest = self.tokens[-1].doc[after : after + 3]
        if any(t.tag_ == "WP" and t.lower_ == "who" for t in rest[:2]):
            votes += 3
        if "".join(t.text for t in rest).startswith(PARTY_BRACKETS):
            votes += 4
        if self.definite:
            votes -= 4
        shouted = any(t.is_upper and not INITIALS.fullmatch(t.text) for t in self.tokens)
        if any(plain(t) in words().body for t in self.tokens) or shouted:
            votes -= 3
        if not self.is_full and plain(self.tokens[0]) in words().known and not self.addressed:
            votes -= 4
        return votes
