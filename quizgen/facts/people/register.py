"""Everybody an article names, and whose each name in it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.facts.passages import tokens_of
from quizgen.facts.people.contents import Contents
from quizgen.facts.people.grouping import grouped
from quizgen.facts.people.judging import Judge, Judged, has_article, is_body
from quizgen.facts.people.name import Name
from quizgen.facts.people.phrases import Phrase
from quizgen.facts.people.roles import Role
from quizgen.facts.people.words import plain, words
from quizgen.facts.people.writing import in_small_letters, tidy
from quizgen.models import Speaker, identity

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc


class Register:
    """Who is named where. A speaker's key is that of the fullest name.

    Args:
        doc: The parsed article.
        names: Its names.
        contents: What of it is somebody's words, and whose.
    """

    def __init__(self, doc: Doc, names: Sequence[Name], contents: Contents) -> None:
        self.name_at = {token.i: name for name in names for token in name.tokens}
        self.by_token: dict[int, str] = {}  # token -> key of its speaker
        self.speakers: dict[str, Speaker] = {}
        self.able: set[str] = set()  # keys of those that could speak: no towns, no peoples
        self.roles: dict[str, Role] = {}
        self.role_heads: dict[str, set[str]] = defaultdict(set)
        self.first: dict[str, int] = {}  # key of a speaker -> where he is named first
        self.namesakes: set[str] = set()  # named only for a body: "the Holt administration"
        self._by_words: dict[tuple[str, ...], str | None] = {}  # name -> key of its speaker
        self._shorter: dict[str, Counter[str]] = defaultdict(Counter)
        self._fronts: dict[str, Counter[str]] = defaultdict(Counter)  # "Xi", of Xi Jinping
        groups = grouped(names)
        # heads of names that may be two people's
        self.open = {n.head.i for n in groups.open if n.person_votes > 0}
        told = _told_persons(doc, contents, self.name_at)
        judge = Judge(names, groups.mentions.values(), contents, told)
        for key, every in groups.mentions.items():
            judged = judge.judged(every)
            if judged is not None:
                self._enter(key, judged)
                self._enter_mentions(key, every)
                self._enter_roles(key, judged)
                if all(_is_of_body(name) for name in every):
                    self.namesakes.add(key)
        # heads of names and roles
        self.heads = {n.head.i for n in names} | {r.head.i for r in self.roles.values()}

    def _enter(self, key: str, judged: Judged) -> None:
        longest = judged.longest
        text = in_small_letters(longest) if judged.is_person else longest.text
        if judged.is_person and not longest.is_full and (title := _peerage(judged.mentions)):
            text = f"{title} {text}"
        # "according to an Acme Post analysis": it is "the Acme Post" all the same
        paper = longest.is_full and plain(longest.tokens[-1]) in words().papers
        if not judged.is_person and (has_article(judged.mentions, longest) or paper):
            text = f"the {text}"
        self.speakers[key] = Speaker(
            id=identity(key, length=8),
            name=tidy(text),
            role=None,
            type="person" if judged.is_person else "organisation",
            gender=judged.gender,
        )
        if judged.is_person or is_body(judged.mentions):
            self.able.add(key)

    def _enter_mentions(self, key: str, every: Sequence[Name]) -> None:
        speaker = self.speakers[key]
        for name in every:
            if name.indefinite and speaker.type != "person":
                continue  # "a second Acme": who knows
            self.first.setdefault(key, name.tokens[0].i)
            for token in name.tokens:
                self.by_token[token.i] = key
            if self._by_words.setdefault(name.key, key) != key:
                self._by_words[name.key] = None  # two of that name
            if name.text != speaker.name and speaker.name.endswith(f" {name.text}"):
                self._shorter[speaker.id][name.text] += 1
            if len(name.tokens) == 1 and speaker.name.startswith(f"{name.text} "):
                self._fronts[speaker.id][name.text] += 1

    def _enter_roles(self, key: str, judged: Judged) -> None:
        if not judged.is_person:
            return
        for name in judged.mentions:
            for title in name.titles:
                offices = words().offices.get(plain(title), ())
                self.role_heads[key] |= {title.lower_, *offices}
        for role in judged.roles:
            self.role_heads[key].add(role.head.lower_)
            self.by_token.setdefault(role.head.i, key)
        if judged.roles:
            self.roles[key] = next((r for r in judged.roles if r.whole), judged.roles[0])

    def called(self, name: tuple[str, ...]) -> str | None:
        """Whose name that is, also if it is only a given name."""
        if len(name) == 1 and name[0] in words().gendered:
            given = {k for n, k in self._by_words.items() if len(n) > 1 and n[0] == name[0]}
            return given.pop() if len(given) == 1 else None
        return self._by_words.get(name)

    def surname(self, speaker: Speaker) -> str:
        """What the article calls a person for short: "Assad", "de Mistura", "Xi"."""
        for known in (self._shorter, self._fronts):
            if shorter := known.get(speaker.id):
                return shorter.most_common(1)[0][0]
        parts = speaker.name.split()
        start = next((i for i, p in enumerate(parts) if i and p[0].islower()), len(parts) - 1)
        return " ".join(parts[start:])


def _is_of_body(name: Name) -> bool:
    """Whether a name only tells one body from others: "the Holt administration"."""
    noun = name.head.head
    modifies = name.head.dep_ in ("compound", "nmod") and name.tokens[-1].i < noun.i
    return modifies and noun.lower_ in words().body


def _peerage(mentions: Sequence[Name]) -> str | None:
    """The title without which a peer is no name: "Lord Holt"."""
    titles = [n.titles[-1].text for n in mentions if n.titles]
    noble = [title for title in titles if title.lower() in words().noble]
    return noble[0] if noble and len({*noble}) == 1 else None


def _told_persons(doc: Doc, contents: Contents, name_at: dict[int, Name]) -> set[int]:
    """The names (by ``id``) that a source's phrase says are persons'."""
    found = set()
    for source in contents.sources:
        tokens = tokens_of(doc, source[:1])
        phrase = Phrase.of(tokens, name_at)
        # "Mina Gupta of Harbour Watch, who observed the vote,"
        is_someone = any(t.lower_ == "who" for t in tokens)
        if phrase is None or phrase.is_joint:
            continue
        if phrase.is_person or (is_someone and phrase.name is not None):
            name = phrase.name or next(iter(phrase.apposed), None)
            if name is not None:
                found.add(id(name))
    return found
