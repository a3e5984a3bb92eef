"""What a whole article shows of its words: names, capitals, countries, nouns."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from quizgen.facts.editing.capitals import is_adjective, lowers, parts_of_speech
from quizgen.facts.people.words import words
from quizgen.facts.speakers import Cast
from quizgen.lexicons import load
from quizgen.models import Span, Speaker, span_at

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

VAGUE = {
    *("agency", "body", "commission", "committee", "company", "delegation", "firm", "group"),
    *("nonprofit", "organisation", "organization", "panel", "program", "programme", "team"),
}
"""Bodies that "the" alone doesn't tell from others."""
MANY_TAGS = ("NNS", "NNPS")
OPENING_SENTENCES = 3
"""Sentences that say what an article is about."""
SHORT = 8
"""Sentences of a notice, of which whoever has read it remembers each."""
MENTIONS = 3
"""How often a noun comes in an article that is about what it means."""


@cache
def _places() -> dict[str, str]:
    """Countries by their own names and by their adjectives, in lower case."""
    places: dict[str, str] = {}
    for country, adjectives in load("places")["countries"].items():
        places[country.lower()] = country
        places |= dict.fromkeys((a.lower() for a in adjectives), country)
    return places


class ArticleWords:
    """What one article shows of its words."""

    def __init__(self, doc: Doc, cast: Cast, body: Sequence[Span], quotations: Sequence[Span]):
        self.doc = doc
        self.cast = cast
        self._quoted = bytearray(len(doc))
        for span in quotations:
            for token in doc.char_span(span.start, span.end) or ():
                self._quoted[token.i] = span.start <= token.idx < span.end
        self._countries = {t.i: p for t in doc if (p := self._country_at(t)) is not None}
        self._country = self._main_country(body)
        # What has its capital within a sentence, too, keeps it at the front of one.
        self.lower = {t.text for t in doc if t.is_lower}
        self.capitals = {
            t.lower_ for t in doc if t.pos_ == "PROPN" and not t.is_sent_start and t.is_title
        } - self.lower
        self._named_sorts: dict[str, set[str]] = defaultdict(set)
        for token in doc:
            if token.pos_ == "PROPN" and token.dep_ in ("compound", "nmod", "poss"):
                if token.head.pos_ == "NOUN":
                    self._named_sorts[token.head.lemma_.lower()].add(token.lemma_.lower())
        self.nouns: dict[str, list[int]] = defaultdict(list)  # where each noun stands
        for token in doc:
            if token.pos_ in ("NOUN", "PROPN"):
                self.nouns[token.lemma_.lower()].append(token.i)
        self.opened = self._end_of_opening(body)
        self._full = Counter(s.name.split()[-1].lower() for s in cast.speakers)

    def _end_of_opening(self, body: Sequence[Span]) -> int:
        """Where the sentences end that say what the article is about."""
        sentences = [s for s in self.doc.sents if span_at(self.doc[s.start].idx, body) is not None]
        if len(sentences) > SHORT:
            sentences = sentences[:OPENING_SENTENCES]
        return max((s.end for s in sentences), default=0)

    def _main_country(self, body: Sequence[Span]) -> str | None:
        """The one country the article is about, if it is about one."""
        counts = Counter(
            place
            for i, place in self._countries.items()
            if span_at(self.doc[i].idx, body) is not None
        )
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return ranked[0][0]

    def _country_at(self, token: Token) -> str | None:
        """The country a word names: "Syria", "Syrian", the second of "United States"."""
        if not token.text[:1].isupper():
            return None
        pair = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
        place = _places().get(pair) or _places().get(token.lower_)
        if place is not None and place in load("places")["shared"]["countries"]:
            # a state, or somebody's name, where nothing is told of the country's people
            people = load("places")["countries"][place]
            return place if any(t.text in people for t in self.doc) else None
        return place

    def country_meant(self, token: Token) -> str | None:
        """What "the country" is: the one the article is about, if it was also named last."""
        before = [i for i in self._countries if i < token.i]
        last = self._countries[max(before)] if before else None
        return self._country if last == self._country else None

    def is_only_first(self, token: Token) -> bool:
        """Whether a word has its capital only because a sentence begins with it."""
        if lowers(token):
            return True
        if token.is_sent_start and token.pos_ == "ADJ" and not token.ent_type_:
            behind = token.doc[token.i + 1 : token.i + 3]  # "Right-wing parties"
            if len(behind) == 2 and behind[0].text == "-" and behind[1].is_lower:
                return token.lower_ not in _places()
        if token.is_sent_start and is_adjective(token) and not self.is_name(token):
            return True
        # "Federal mandates", where the article writes "federal", too
        tells = token.dep_ in ("amod", "compound") and token.i + 1 < len(token.doc)
        common = token.pos_ == "ADJ" or (tells and not token.ent_type_ and token.nbor().is_lower)
        common |= token.tag_ in ("NN", "NNS")  # "Gunmen", which the tagger takes for a place
        return bool(token.is_sent_start) and common and token.lower_ in self.lower

    def is_common(self, token: Token) -> bool:
        """Whether the article writes a word without a capital, too."""
        return token.lower_ in self.lower

    def is_name(self, token: Token) -> bool:
        """Whether the article writes a word with a capital within sentences, and never without."""
        return token.lower_ in self.capitals or token.lower_ in words().known

    def may_be_common(self, token: Token) -> bool:
        """Whether a capital is there for the sentence alone, for all that the article shows.

        "Striking Norvik workers", "Deputy harbour masters": a word of the language that the article
        doesn't write with a capital elsewhere, and that is no name by itself.
        """
        if not token.is_sent_start or not token.is_title or len(token) < 2:
            return False
        if token.dep_ not in ("amod", "compound", "nmod"):
            return False  # "Congress": without an article, a name
        if self.is_only_first(token) or self.is_name(token) or self.is_place(token):
            return False
        if token.pos_ == "DET" or token.ent_type_ in ("PERSON", "NORP"):
            return False
        if token.lower_ in words().role and token.nbor().is_title:
            return False  # "President Lund"
        return bool(parts_of_speech(token.lower_))

    def is_place(self, token: Token) -> bool:
        """Whether it is a country, or the adjective of one: "Syrian"."""
        return token.lower_ in _places()

    def quoted(self, token: Token) -> bool:
        return bool(self._quoted[token.i])

    def short_name(self, speaker: Speaker) -> str:
        """A surname, or the whole name where it isn't a person's or two share it."""
        if speaker.type != "person" or " " not in speaker.name:
            return speaker.name
        surname = self.cast.surname(speaker)
        if self._full[surname.split()[-1].lower()] > 1:
            return speaker.name
        return surname[0].upper() + surname[1:]

    def is_one_of_several(self, token: Token, body: Speaker) -> bool:
        """Whether "the company" has no name here, in an article that tells of others, too."""
        lemma = token.lemma_.lower()
        if lemma not in VAGUE or not body.name.split()[-1].islower():
            return False
        others = (self.doc[i] for i in self.nouns[lemma])
        return any(
            t.tag_ in MANY_TAGS or any(c.lower_ in ("a", "an", "another", "any") for c in t.lefts)
            for t in others
        )

    def is_known(self, token: Token) -> bool:
        """Whether the article is about what "the deal" means, so that whoever read it knows.

        A noun such as "row" that only comes up here points at something the article has told in
        other words; with those words out of sight nobody knows at what.
        """
        lemma = token.lemma_.lower()
        if lemma in load("frames")["at_once"]:
            return len(self.nouns[lemma]) > 1
        if lemma not in load("frames")["pointing"]:
            return True
        places = self.nouns[lemma]
        return len(places) > MENTIONS or bisect_left(places, token.i) > 1

    def kinds(self, token: Token) -> int:
        """How many of a sort the article tells apart by name: "the Hale campaign", "Drew’s"."""
        return len(self._named_sorts.get(token.lemma_.lower(), ()))

    def is_person(self, noun: Token) -> bool:
        who = self.cast.of(noun)
        if who is not None:
            return who.type == "person"
        return (
            noun.lemma_.lower() in words().role or noun.lemma_.lower() in load("frames")["people"]
        )
