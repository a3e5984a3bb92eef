"""Whether a name is a person's, a body's, or nobody's who could speak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quizgen.facts.people.contents import Contents
from quizgen.facts.people.name import Name
from quizgen.facts.people.roles import Role, find_role
from quizgen.facts.people.words import NICKNAME_MARKS, Gender, lands, plain, words

PLACES = {"GPE", "LOC", "NORP", "FAC", "DATE", "EVENT", "WORK_OF_ART"}


@dataclass(frozen=True)
class Judged:
    """What all mentions of a name tell together of who bears it."""

    mentions: Sequence[Name]  # those that have a say in it
    longest: Name  # the first of the fullest
    roles: Sequence[Role]
    is_person: bool

    @property
    def gender(self) -> Gender | None:
        if not self.is_person:
            return None
        named = next((n.gender for n in self.mentions if n.gender), None)
        told = (words().gendered.get(role.head.lower_) for role in self.roles)
        return named or next((gender for gender in told if gender), None)


class Judge:
    """Judges the names of an article, each by its mentions and beside the others.

    Args:
        names: All names of the article.
        groups: The same, those of one bearer together.
        contents: What of the article is somebody's words.
        told: Names (by ``id``) that a source's phrase says are persons'.
    """

    def __init__(
        self,
        names: Sequence[Name],
        groups: Collection[Sequence[Name]],
        contents: Contents,
        told: set[int],
    ) -> None:
        self._contents = contents
        self._told = told
        self._things = {n.key for n in names if n.is_thing}
        self._laws = {key for key in self._things if key[-1] in ("act", "amendment")}
        self._runs_on = _running_on(groups)

    def judged(self, every: Sequence[Name]) -> Judged | None:
        """Who bears a name; None where that is nobody."""
        # "an anti-Holt group" has no say in who Holt is.
        mentions = [n for n in every if not n.indefinite] or every
        if all(n.indefinite for n in mentions) and not any(
            n.addressed or len(n.key) > 1 and n.key[0] in words().gendered for n in mentions
        ):
            return None
        # the first of the longest, but no dateline: "Tokyo", not "TOKYO"
        longest = max(
            mentions,
            key=lambda n: (len(n.tokens) + (n.shared is not None), not n.text.isupper()),
        )
        roles = [role for name in mentions if (role := find_role(name))]
        votes = _votes(mentions, roles) + 6 * self._goes_by_last(mentions, longest)
        is_person = self._is_person(mentions, longest, votes)
        if is_person and any(self._contents.is_source(n.head) for n in mentions):
            votes += 2
        single = len(longest.tokens) == 1 and longest.shared is None
        if is_person:
            # A single word that only the tagger takes for a person ("Twitter") is nobody sure.
            doubtful = single and (votes < 4 or longest.text.isupper())
        else:
            # "Holt", never named in full, of which it takes some for a person, is no body either.
            doubtful = single and (_is_only_capital(longest, mentions) or _is_mixed(mentions))
            doubtful |= all(_opens_title(n) for n in mentions)
        if doubtful or self._is_none(longest):
            return None
        return Judged(mentions, longest, roles, is_person)

    def _is_person(self, mentions: Sequence[Name], longest: Name, votes: int) -> bool:
        if longest.is_thing or _opens(longest.key, self._things):
            return False
        if any(n.is_town for n in mentions):
            return False
        sure = any(
            id(n) in self._told  # "Whit Symms, a resident,"
            or n.addressed
            or n.key[0] in words().gendered
            for n in mentions
        )
        return votes > 0 or (sure and not any(n.definite for n in mentions))

    def _is_none(self, longest: Name) -> bool:
        """Whether it is no name, or that of many or of a law."""
        return (
            longest.key in self._runs_on or _is_people(longest) or _opens(longest.key, self._laws)
        )

    def _goes_by_last(self, mentions: Sequence[Name], longest: Name) -> bool:
        """Whether who speaks is called by the last of two words alone, as people are.

        The tagger may take "Gisene Imes" for a firm; but no firm is "Imes" for short.
        """
        known = words()
        last = plain(longest.tokens[-1])
        if len(longest.tokens) not in (2, 3) or longest.definite or longest.is_thing:
            return False
        if not all(t.is_title and t.is_alpha for t in longest.tokens):
            return False
        if any(
            plain(t) in known.body | known.known | known.papers | known.sites | lands()
            for t in longest.tokens
        ):
            return False
        bare = [n for n in mentions if len(n.tokens) == 1 and plain(n.tokens[0]) == last]
        return any(self._contents.is_source(n.head) and not n.definite for n in bare)


def _votes(mentions: Sequence[Name], roles: Sequence[Role]) -> int:
    """How much speaks for a person rather than a body, over all mentions of a name."""
    full = [name for name in mentions if name.is_full]
    short = sum(name.person_votes for name in mentions if not name.is_full)
    votes = sum(name.person_votes for name in full) + 4 * bool(roles)
    # "His agent, Tad Orrin": that the tagger takes every "Orrin" for a firm counts for little.
    return max(1, votes + short) if votes > 0 else votes + short


def _running_on(groups: Iterable[Sequence[Name]]) -> set[tuple[str, ...]]:
    """Full names that a headline’s next capital was taken for a part of: "Rosa Bell Wins"."""
    often = Counter(name.key for mentions in groups for name in mentions)
    return {
        key
        for key, times in often.items()
        if len(key) > 2
        and key[0] in words().gendered
        and often[key[:-1]] > times
        and (key[-1],) not in often
    }


def has_article(mentions: Sequence[Name], longest: Name) -> bool:
    """Whether a body goes by "the", counting where its name is no part of another phrase."""
    if longest.text.lower() in words().always_the or _is_office_of(longest):
        return True
    alone = [
        n for n in mentions if n.key == longest.key and n.head.dep_ not in ("compound", "nmod")
    ]
    owners = ([c for c in n.head.children if c.dep_ == "poss"] for n in alone)
    if all(
        any(c not in n.tokens for c in found) for n, found in zip(alone, owners, strict=True)
    ):  # "a White House spokesman", "Norland’s Foreign Ministry"
        return longest.is_full and plain(longest.tokens[-1]) in words().with_the
    return longest.definite or 2 * sum(n.definite for n in alone) > len(alone)


def _is_office_of(body: Name) -> bool:
    """Whether a noun begins the name that has "the" wherever no other word takes its place.

    "Norland’s Ministry of Trade" and "the Oslo-based Institute for Peace" show none before it.
    """
    tokens = body.tokens
    behind = next((i for i, token in enumerate(tokens) if token.lower_ in ("of", "for")), 0)
    return behind > 0 and plain(tokens[behind - 1]) in words().of_with_the


def _opens_title(name: Name) -> bool:
    """Whether it only begins a title of several words: “The Art of Bridges”."""
    first, last = name.tokens[0], name.tokens[-1]
    if first.i and first.nbor(-1).lower_ == "the":
        first = first.nbor(-1)
    marked = first.i > 0 and first.nbor(-1).text in NICKNAME_MARKS
    return marked and last.i + 1 < len(last.doc) and last.nbor().pos_ == "ADP"


def _is_only_capital(name: Name, mentions: Sequence[Name]) -> bool:
    """Whether a noun has its capital from the sentence alone: "Research suggests that …"."""
    word = name.tokens[0]
    if not all(n.tokens[0].is_sent_start for n in mentions):
        return False
    listed = word.lower_ in words().document or word.lower_ in words().body
    return listed or any(t.text == word.lower_ for t in word.doc)


def _is_mixed(mentions: Sequence[Name]) -> bool:
    labels = [token.ent_type_ for name in mentions for token in name.tokens]
    return labels.count("PERSON") * 4 >= len(labels) and mentions[0].key[0] not in words().known


def _opens(key: tuple[str, ...], things: Iterable[tuple[str, ...]]) -> bool:
    """Whether a name of several words is only what a thing is called after.

    As in "Sand Hollow", after "Sand Hollow School", unless a person's given name opens it.
    """
    if len(key) < 2 or key[0] in words().gendered:
        return False
    tails = {key[start:] for start in range(len(key) - 1)}
    return any(
        thing[: len(tail)] == tail and len(thing) > len(tail) for tail in tails for thing in things
    )


def is_body(mentions: Sequence[Name]) -> bool:
    """Whether a name that is no person's is a body's: not a place's, a people's or a stray one."""
    name = mentions[0].text.lower()
    if len(name) < 3 or name in words().gendered or name in words().body:
        return False  # "Emily" for a company, "the University"
    if plain(mentions[0].tokens[-1]) in words().mute:
        return False
    labels = [token.ent_type_ for name in mentions for token in name.tokens]
    bodies, places = labels.count("ORG"), sum(label in PLACES for label in labels)
    return bodies > places or (any(name.definite for name in mentions) and places <= bodies)


def _is_people(name: Name) -> bool:
    """As in "Democrats", "many Latinos", "Two House Committees": many, and not one body."""
    if all(token.tag_ == "NNPS" for token in name.tokens):
        return True
    last = plain(name.tokens[-1])
    if last in words().peoples or last in words().parties:
        return True
    if name.is_thing and plain(name.tokens[-1]) in words().abbreviated:
        return True
    if len(name.tokens) == 1 and plain(name.tokens[0]).removesuffix("s") in words().role:
        return plain(name.tokens[0]).endswith("s") and not name.addressed  # "Aides"
    plural = name.tokens[-1].tag_ in ("NNPS", "NNS")
    return plural and any(c.dep_ == "nummod" for c in name.head.children)
