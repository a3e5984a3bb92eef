"""Who a name, a description or a pronoun refers to.

A :class:`Cast` is made once an article. ``Cast.of_source(spans)`` gives the speaker that the source
of a saying refers to, ``Cast.of(token)`` whom the noun phrase around a token does, or None: where
two fit equally well it abstains, since a question with the wrong person for its key is worse than
none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.facts.grouping import grouped
from quizgen.facts.people.finding import find_names
from quizgen.facts.people.name import Name
from quizgen.facts.people.roles import Role, find_role
from quizgen.facts.people.words import (
    GENERATIONS,
    NICKNAME_MARKS,
    PARTICLES,
    Gender,
    lands,
    plain,
    words,
)
from quizgen.facts.phrases import Phrase
from quizgen.facts.pronouns import (
    DOUBT,
    FEMALE,
    FIRST,
    MALE,
    PERSONAL,
    SUBJECTS,
    Contents,
    Pronouns,
)
from quizgen.models import Attribution, Span, Speaker, identity

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

__all__ = ["FEMALE", "MALE", "PERSONAL", "SUBJECTS", "Cast", "possessive"]

FARTHEST_NAME = 200
"""Tokens before "the lawyer" in which the lawyer has to be named."""
LONGEST_SHORT = 3
"""Letters of a role that may be one for short: "CEO"."""
PLACES = {"GPE", "LOC", "NORP", "FAC", "DATE", "EVENT", "WORK_OF_ART"}


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
        self._names = find_names(doc, body)
        self._contents = Contents(doc, quotations, attributions)
        self._pronouns = Pronouns(doc, self._contents, self._named)
        self._by_token: dict[int, str] = {}  # token -> key of its speaker
        self._name_at: dict[int, Name] = {}  # token -> the name it is part of
        self._by_words: dict[tuple[str, ...], str | None] = {}  # name -> key of its speaker
        self._speakers: dict[str, Speaker] = {}
        self._first: dict[str, int] = {}  # key of a speaker -> where he is named first
        self._role_heads: dict[str, set[str]] = defaultdict(set)
        self._roles: dict[str, Role] = {}
        self._heads: set[int] = set()  # heads of names and roles
        self._open: set[int] = set()  # heads of names that may be two people's
        self._able: set[str] = set()  # keys of those that could speak: no towns, no peoples
        self._shorter: dict[str, Counter[str]] = defaultdict(Counter)
        self._fronts: dict[str, Counter[str]] = defaultdict(Counter)  # "Xi", of Xi Jinping
        self._bodies: dict[str, dict[str, tuple[int, Speaker]]] | None = (
            None  # "ministry" -> its full names
        )
        self._memory: dict[int, Speaker | None] = {}
        self._next_pronoun = 0  # all before this token are resolved
        self._sources: dict[tuple[Span, ...], Speaker | None] = {}
        self._collect()

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """All persons and bodies that could have said something, in order of first mention."""
        found = {key: s for key, s in self._speakers.items() if key in self._able}
        sure = words().body - words().doubtful
        for token in self._doc:
            body = self.of(token) if token.pos_ == "NOUN" and token.lower_ in sure else None
            if body is not None:
                found.setdefault(body.name.lower(), body)
        return tuple({speaker.id: speaker for speaker in found.values()}.values())

    def is_open(self, token: Token) -> bool:
        """Whether it is a name that two people of the article share: "Clinton"."""
        return token.i in self._open

    def surname(self, speaker: Speaker) -> str:
        """What the article calls a person for short: "Assad", "de Mistura", "Xi"."""
        for known in (self._shorter, self._fronts):
            if shorter := known.get(speaker.id):
                return shorter.most_common(1)[0][0]
        parts = speaker.name.split()
        start = next((i for i, p in enumerate(parts) if i and p[0].islower()), len(parts) - 1)
        return " ".join(parts[start:])

    def _collect(self) -> None:
        groups = grouped(self._names)
        self._name_at = {token.i: name for name in self._names for token in name.tokens}
        told = self._told_persons()
        things = {n.key for n in self._names if n.is_thing}
        runs_on = _running_on(groups.mentions.values())
        laws = {key for key in things if key[-1] in ("act", "amendment")}
        self._open |= {n.head.i for n in groups.open if n.person_votes > 0}
        for key, every in groups.mentions.items():
            # "an anti-Holt group" has no say in who Holt is.
            mentions = [n for n in every if not n.indefinite] or every
            if all(n.indefinite for n in mentions) and not any(
                n.addressed or len(n.key) > 1 and n.key[0] in words().gendered for n in mentions
            ):
                continue
            # the first of the longest, but no dateline: "Tokyo", not "TOKYO"
            longest = max(
                mentions,
                key=lambda n: (len(n.tokens) + (n.shared is not None), not n.text.isupper()),
            )
            roles = [role for name in mentions if (role := find_role(name))]
            votes = _votes(mentions, roles) + 6 * self._goes_by_last(mentions, longest)
            sure = any(id(n) in told for n in mentions)  # "Whit Symms, a resident,"
            sure |= any(n.addressed or n.key[0] in words().gendered for n in mentions)
            is_person = votes > 0 or (sure and not any(n.definite for n in mentions))
            is_person &= not longest.is_thing and not (things and _opens(longest.key, things))
            if is_person and any(self._contents.is_source(n.head) for n in mentions):
                votes += 2
            # A single word that only the tagger takes for a person ("Twitter") is nobody sure.
            single = len(longest.tokens) == 1 and longest.shared is None
            if is_person and single and (votes < 4 or longest.text.isupper()):
                continue
            if not is_person and single and _is_only_capital(longest, mentions):
                continue
            if not is_person and all(_opens_title(n) for n in mentions):
                continue
            # "Holt", never named in full, of which it takes some for a person, is no body either.
            if not is_person and single and _is_mixed(mentions):
                continue
            if (
                longest.key in runs_on
                or _is_people(longest)
                or (laws and _opens(longest.key, laws))
            ):
                continue
            gender = next((n.gender for n in mentions if n.gender), None) if is_person else None
            if is_person and gender is None:
                gender = next(
                    (g for r in roles if (g := words().gendered.get(r.head.lower_))), None
                )
            text = _in_small_letters(longest) if is_person else longest.text
            # "according to an Acme Post analysis": it is "the Acme Post" all the same
            paper = longest.is_full and plain(longest.tokens[-1]) in words().papers
            if not is_person and (_has_article(mentions, longest) or paper):
                text = f"the {text}"
            self._speakers[key] = Speaker(
                id=identity(key, length=8),
                name=_tidy(text),
                role=None,
                type="person" if is_person else "organisation",
                gender=gender,
            )
            if is_person or _is_body(mentions):
                self._able.add(key)
            for name in every:
                if name.indefinite and not is_person:
                    continue  # "a second Acme": who knows
                self._first.setdefault(key, name.tokens[0].i)
                for token in name.tokens:
                    self._by_token[token.i] = key
                if name.key not in self._by_words or self._by_words[name.key] == key:
                    self._by_words[name.key] = key
                else:
                    self._by_words[name.key] = None  # two of that name
                if name.text != _tidy(text) and _tidy(text).endswith(f" {name.text}"):
                    self._shorter[self._speakers[key].id][name.text] += 1
                if len(name.tokens) == 1 and _tidy(text).startswith(f"{name.text} "):
                    self._fronts[self._speakers[key].id][name.text] += 1
            if is_person:
                for name in mentions:
                    for title in name.titles:
                        self._role_heads[key] |= {
                            title.lower_,
                            *words().offices.get(plain(title), ()),
                        }
            if is_person and roles:
                self._roles[key] = next((r for r in roles if r.whole), roles[0])
                for role in roles:
                    self._role_heads[key].add(role.head.lower_)
                    self._by_token.setdefault(role.head.i, key)
        self._heads = {n.head.i for n in self._names} | {r.head.i for r in self._roles.values()}
        for key, role in self._roles.items():
            self._speakers[key] = replace(self._speakers[key], role=self._role_text(role))

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

    def _told_persons(self) -> set[int]:
        """The names that a source's phrase says are persons'."""
        found = set()
        for source in self._contents.sources:
            tokens = self._tokens(source)
            phrase = Phrase.of(tokens, self._name_at)
            # "Mina Gupta of Harbour Watch, who observed the vote,"
            is_someone = any(t.lower_ == "who" for t in tokens)
            if phrase is None or phrase.is_joint:
                continue
            if phrase.is_person or (is_someone and phrase.name is not None):
                name = phrase.name or next(iter(phrase.apposed), None)
                if name is not None:
                    found.add(id(name))
        return found

    def _tokens(self, source: Sequence[Span]) -> list[Token]:
        return [token for span in source[:1] for token in self._doc.char_span(*span) or ()]

    def _role_text(self, role: Role) -> str | None:
        """The role as it can stand behind a name: no article, no pronoun."""
        if not role.whole:
            return None  # "president of" something that isn't read to its end
        tokens = list(role.tokens())
        while tokens and tokens[0].lower_ in ("the", "a", "an") and tokens[0].head == role.head:
            tokens = tokens[1:]
        while tokens and tokens[0].lower_ in ("another", "fellow", "one"):
            tokens = tokens[1:]
        if not tokens or "." in role.head.text:  # "Adm.", "Rep.": a rank, no description
            return None
        if any(t.lower_ in ("my", "our", "your") or t.text in NICKNAME_MARKS for t in tokens):
            return None
        if sum((t.text == "(") - (t.text == ")") for t in tokens):
            return None
        text = str(self._doc[tokens[0].i : tokens[-1].i + 1].text)
        if text.isupper() and len(text) > LONGEST_SHORT:  # "JACK MARSH, HOST:"
            return text.lower() if text.lower() in words().role else None
        text = _as_within(text, tokens[0])  # "Fisherman Paul Dunn said"
        if tokens[0].tag_ == "PRP$":
            owner = self.of(tokens[0])
            if owner is None and role.head.lower_ in words().kin:
                return None
            rest = text[len(tokens[0].text) :].strip()
            text = f"{possessive(owner.name)} {rest}" if owner else rest
        elif role.head.lower_ in words().kin and tokens[-1] == role.head:
            if not any(t.tag_ == "POS" for t in tokens):
                return None  # "older sister": whose?
        return _tidy(text)

    # ------------------------------------------------------------------------------ reference

    def of_source(self, source: Sequence[Span]) -> Speaker | None:
        """Who the source of a saying is, from its whole phrase: "Jane Holt, the club's captain,".

        None: nobody named, several, or in doubt.
        """
        key = tuple(source)
        if key not in self._sources:
            self._sources[key] = None
            self._sources[key] = self._resolve_source(key)
        return self._sources[key]

    def _resolve_source(self, source: Sequence[Span]) -> Speaker | None:
        phrase = Phrase.of(self._tokens(source), self._name_at)
        if phrase is None:
            return None
        head = phrase.head
        if phrase.is_pronoun:
            if head.lower_ in FIRST:
                return self._of_words(head)
            if head.tag_ in ("WP", "WDT", "WP$"):
                return self._relative(head)
            return self.of(head)
        if phrase.is_joint:
            return None
        name = phrase.name
        if name is not None:
            # "His choice of Karl Holt suggests": a source that begins too late
            return None if _is_inner(name) else self._of_name(name, phrase)
        if phrase.bare and (known := self._called(phrase.bare)) is not None:
            return self._speakers[known]  # "Holt" in a headline, where no names are looked for
        persons = [
            speaker
            for name in phrase.apposed
            if (speaker := self._of_name(name, phrase)) is not None and speaker.type == "person"
        ]
        if persons:
            return persons[0] if len({s.id for s in persons}) == 1 else None
        if any(name.head.head == head and name.head.dep_ == "appos" for name in phrase.names):
            return None  # "the case Holt v. Ellis": looked at, and found to be no person's name
        # "His finance minister", where the name stands beside the phrase
        found = self.of(head) if head.i not in self._name_at and head.pos_ != "PRON" else None
        return found or self._maker(phrase)

    def _called(self, name: tuple[str, ...]) -> str | None:
        """Whose name that is, also if it is only a given name."""
        if len(name) == 1 and name[0] in words().gendered:
            given = {k for n, k in self._by_words.items() if len(n) > 1 and n[0] == name[0]}
            return given.pop() if len(given) == 1 else None
        return self._by_words.get(name)

    def _of_name(self, name: Name, phrase: Phrase) -> Speaker | None:
        key = next((k for t in name.tokens if (k := self._by_token.get(t.i)) is not None), None)
        if key is None:
            return None
        speaker = self._speakers[key]
        if speaker.type != "person" and key not in self._able and name.head.ent_type_ == "NORP":
            return None
        if speaker.type != "person" and (_is_half(name) or _is_where(name)):
            return None
        if len(speaker.name) < 2:
            return None  # "the Q poll"
        told = any(c.dep_ in ("det", "amod", "poss") for c in name.head.lefts)
        if speaker.type != "person" and speaker.name.removeprefix("the ").lower() in words().body:
            # "the Norland Government": its noun alone is no name, for all its capital
            return self._body(name.head) if told else speaker
        return speaker

    def _of_words(self, token: Token) -> Speaker | None:
        """Whose words "I" stands in: nobody's, where the author speaks."""
        saying = self._contents.speaker_of(token)
        if saying is None or not saying.source:
            return None
        speaker = self.of_source(saying.source)
        return speaker if speaker is not None and speaker.type == "person" else None

    def _relative(self, token: Token) -> Speaker | None:
        """Whom "who" takes up: "Matt Orde, the president of the Fund for Peace, who said"."""
        doc, start = self._doc, token.sent.start
        clause = token.head
        while clause.dep_ in ("conj", "aux", "xcomp", "ccomp") and clause.head.i > token.i:
            clause = clause.head
        noun = clause.head if clause.dep_ == "relcl" and clause.head.i < token.i else None
        place = token.i - 1
        if place >= start and doc[place].text == ",":
            place -= 1
        # The noun right before it, and those that it belongs to: "the child of Mr Bell, who" is
        # the child, "Mr Bell, the head of the fund, who" is Mr Bell.
        for candidate in (doc[place], noun):
            found: Speaker | None = None
            climb = candidate
            while climb is not None and start <= climb.i < token.i:
                speaker = self.of(climb) if climb.pos_ in ("PROPN", "NOUN") else None
                if speaker is not None and (speaker.type == "person") == (token.lower_ == "who"):
                    found = speaker
                elif _is_someone(climb) and climb.dep_ != "appos":
                    found = DOUBT
                # "a consultant and a Republican who": but never from one name to the next
                joined = climb.dep_ == "conj" and speaker is None
                if not joined and climb.dep_ not in ("pobj", "prep", "appos", "compound", "nmod"):
                    break
                climb = climb.head
            if found is not None:
                return None if found is DOUBT else found
        return None

    def _maker(self, phrase: Phrase) -> Speaker | None:
        """Whose a document is: "an Acme survey", "a report by the club"."""
        head = phrase.head
        if head.lemma_.lower() not in words().document:
            return None
        if any(c.tag_ == "PRP$" for c in head.children):
            return None  # "its Acme reports": the club's, not Acme's
        makers = {}
        for name in phrase.names:
            first = name.tokens[0]
            joint = first.i and first.nbor(-1).text == "/"
            if joint or (len(name.tokens) > 3 and any(t.text in ("-", "/") for t in name.tokens)):
                return None  # "an Acme News-Norland Post poll": two makers
            speaker = self._of_name(name, phrase)
            before = name.tokens[0].nbor(-1).lower_ if name.tokens[0].i else ""
            if before == "from" and name.head.ent_type_ in ("GPE", "LOC"):
                continue  # "reports from Eda": where they were written
            made = name.head.head == head and name.head.dep_ in ("compound", "nmod", "poss", "amod")
            climb = name.head
            while climb.dep_ in ("pobj", "compound", "appos", "nmod", "amod"):
                climb = climb.head
                made |= (
                    climb.dep_ == "prep" and climb.lower_ in ("by", "from") and climb.head == head
                )
            if made and _is_joined(name, phrase.names):
                return None  # "a study by Ada Holt and Karl Bell"
            if made and speaker is not None:
                # "Mr Holt’s research" may show what he never said
                if speaker.type != "person" or before in ("by", "from"):
                    makers[speaker.id] = speaker
        return next(iter(makers.values())) if len(makers) == 1 else None

    def of(self, token: Token) -> Speaker | None:
        """Who the noun phrase headed by a token refers to; None: nobody named, or in doubt."""
        if token.i not in self._memory:
            self._memory[token.i] = None  # stops a pronoun that would lead to itself
            self._memory[token.i] = self._resolve(token)
        return self._memory[token.i]

    def _resolve(self, token: Token) -> Speaker | None:
        key = self._by_token.get(token.i)
        many = token.tag_ == "NNS" and token.i not in self._name_at
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
                if child.dep_ == "appos" and child.i in self._name_at:
                    return None  # "Norland's largest bank, Acme": by a name that may be two's
            if (beside := self._name_beside(token)) is not None:
                return self._speakers[beside]
            return self._description(token) or self._body(token)
        return None

    def _name_beside(self, token: Token) -> str | None:
        """Whose name follows a body's noun: "the consumer group Acme"."""
        if token.dep_ not in ("compound", "nmod") or token.lower_ not in words().body:
            return None
        key = self._by_token.get(token.i + 1)
        known = key is not None and self._speakers[key].type != "person"
        return key if known and token.head.i in self._name_at else None

    def _description(self, token: Token) -> Speaker | None:
        """As in "the envoy", "the president": the one person here who is that."""
        determiner = next((c for c in token.children if c.dep_ in ("det", "poss")), None)
        if determiner is None or determiner.lower_ not in ("the", "this", "that"):
            return None
        if any(c.dep_ in ("prep", "relcl", "appos", "nummod") for c in token.children):
            return None
        modifiers = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound", "nmod")}
        fit: list[Speaker] = []
        for key, heads in self._role_heads.items():
            speaker = self._speakers[key]
            if token.lower_ not in heads:
                continue
            if modifiers - set(re.findall(r"[\w-]+", (speaker.role or "").lower())):
                continue
            if self._first[key] >= token.i:
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

    def _body(self, token: Token) -> Speaker | None:
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
        if any(c.dep_ == "poss" and c.pos_ != "PROPN" for c in token.children):
            return None  # "the town's only hospital"
        last = token
        if determiner is not None and determiner.dep_ == "det":
            if determiner.lower_ != "the":
                return None
            if not modifiers:
                place = _whereabouts(token)
                if place is None:
                    return self._known_body(token)
                last = place
        first = token.left_edge
        while first.i < token.i and (first.is_punct or first.is_space or first.pos_ == "CCONJ"):
            first = self._doc[first.i + 1]
        text = str(self._doc[first.i : last.i + 1].text)
        text = _as_within(text, first)
        if token.lower_ in words().doubtful and text.islower():
            return None  # "the task force", "the anti-smoking movement"
        plural = token.tag_ in ("NNS", "NNPS")
        return Speaker(
            id=identity(text.lower(), length=8),
            name=_tidy(text),
            role=None,
            type="organisation",
            number="plural" if plural else "singular",
        )

    def _known_body(self, token: Token) -> Speaker | None:
        """As in "the ministry", after the Finance Ministry: the one there is."""
        if self._bodies is None:
            self._bodies = defaultdict(dict)
            for other in self._doc:
                if other.lower_ not in words().body:
                    continue
                key = self._by_token.get(other.i)
                named = self._speakers[key] if key is not None and key in self._able else None
                by_name = any(c.dep_ == "appos" and c.i in self._name_at for c in other.children)
                if key is None and not by_name and other.pos_ == "NOUN" and _is_specified(other):
                    beside = self._name_beside(other)
                    named = self._body(other) if beside is None else self._speakers[beside]
                if named is not None and named.type != "person":
                    self._bodies[other.lower_].setdefault(named.id, (other.i, named))
        fit = [s for place, s in self._bodies[token.lower_].values() if place < token.i]
        return fit[0] if len(fit) == 1 else None

    def _named(self, token: Token, gender: Gender) -> Speaker | None:
        """The person a token names, if he or she may be meant by a pronoun of that gender."""
        if token.lower_ in PERSONAL:
            if (token.lower_ in MALE) != (gender == "male"):
                return None
            speaker = self.of(token)
        elif token.i in self._by_token:
            key = self._by_token[token.i]
            if token.i not in self._heads:
                return None
            speaker = self._speakers[key]
        elif token.pos_ == "NOUN" and (token.dep_ in SUBJECTS or self._contents.is_source(token)):
            speaker = self.of(token)
            speaks = self._contents.is_source(token)
            if speaker is None and (_is_someone(token) or (speaks and _is_one_of_many(token))):
                # "A spokesman said": he is in nobody's way but his own.
                known = words().gendered.get(token.lower_)
                return DOUBT if known in (None, gender) else None
        elif token.i in self._open:
            return DOUBT  # "Clinton", of Bill and Hillary
        else:
            return None
        if speaker is None or speaker.type != "person":
            return None
        return speaker if speaker.gender in (None, gender) else None


def _in_small_letters(name: Name) -> str:
    """A person's name as it is written elsewhere: "Rosa McBell" for the label ROSA MCBELL."""
    if not name.text.isupper():
        return name.text
    return " ".join(
        word.lower()
        if word.lower() in PARTICLES
        else re.sub(r"\b(?:Mc|O[’'])?\w+", lambda part: _capital(part[0]), word.title())
        for word in name.text.split()
    )


def _capital(part: str) -> str:
    """As in "McBell", "O’Hara"; "Ii" is a number."""
    if part.lower() in GENERATIONS and part.lower() not in ("jr", "sr"):
        return part.upper()
    for front in ("Mc", "O’", "O'"):
        if part.startswith(front) and len(part) > len(front) + 2:
            return front + part[len(front) :].capitalize()
    return part


def _is_inner(name: Name) -> bool:
    """Whether a name only tells whose or what the subject is: "the choice of Karl Holt says"."""
    link = name.head.head
    subject = link.head
    after = name.tokens[-1].i + 1
    if after < len(link.doc) and link.doc[after].tag_ == "VBG":
        return False  # "a film of Holt talking at length"
    return (
        name.head.dep_ == "pobj"
        and link.lower_ == "of"
        and subject.pos_ == "NOUN"
        and subject.dep_ in SUBJECTS
        and subject.i < link.i
    )


def _is_joined(name: Name, names: Sequence[Name]) -> bool:
    """Whether another name follows right behind a comma or an "and"."""
    end = name.tokens[-1].i + 1
    return any(
        end < (start := (other.titles or other.tokens)[0].i) <= end + 2
        and all(t.lower_ in (",", "and", "&") for t in name.head.doc[end:start])
        for other in names
    )


def _is_half(name: Name) -> bool:
    """Whether a body's name is only a part: the "First" of "First of Eastwick Bank"."""
    last = name.tokens[-1]
    behind = last.doc[last.i + 1 : last.i + 3]
    goes_on = len(behind) == 2 and behind[0].lower_ == "of" and behind[1].pos_ == "PROPN"
    if goes_on and plain(last) not in words().of_body and behind[0].head in name.tokens:
        return True
    if name.tokens[0].i > 2:  # "[Geo-science] Norland"
        tied, hyphen, before = (name.tokens[0].nbor(-n) for n in (3, 2, 1))
        whole = not tied.whitespace_ and not hyphen.whitespace_ and hyphen.text == "-"
        if whole and tied.text[:1].isupper() and before.dep_ == "compound":
            return True
    inside = {t.i for t in name.tokens}
    return any(  # "Acme Savings amp [Loan Association]"
        c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" and c.i not in inside
        for t in name.tokens
        for c in t.children
        if c not in name.titles and c.i == name.tokens[0].i - 1
    )


def _is_where(name: Name) -> bool:
    """As in "Eastwick, Mass.-based Acme said", "the Eastwick, Mass., maker of pumps said"."""
    last = name.tokens[-1]
    behind = last.doc[last.i + 1 : last.i + 3]
    if len(behind) < 2 or behind[0].text != ",":
        return False
    if {t.ent_type_ for t in name.tokens} <= {"GPE", "LOC"} and behind[1].pos_ == "PROPN":
        after = last.doc[last.i + 3 : last.i + 4]  # "the Eastwick, Norland, maker of pumps"
        if any(t.text in (",", "-") for t in after):
            return True
    state = behind[1].lower_.removesuffix("-based").removesuffix("based")
    return state.rstrip(".") in words().abbreviated or state != behind[1].lower_


def _as_within(text: str, first: Token) -> str:
    """What may open a sentence, as it stands within one: "the ministry", "former mayor"."""
    describes = first.lower_ in (words().role - words().rank) | words().describing
    if first.lower_ == "the" or (first.is_sent_start and describes):
        return text[0].lower() + text[1:]
    return text


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


def _has_article(mentions: Sequence[Name], longest: Name) -> bool:
    """Whether a body goes by "the", counting where its name is no part of another phrase."""
    alone = [
        n for n in mentions if n.key == longest.key and n.head.dep_ not in ("compound", "nmod")
    ]
    owners = ([c for c in n.head.children if c.dep_ == "poss"] for n in alone)
    if all(
        any(c not in n.tokens for c in found) for n, found in zip(alone, owners, strict=True)
    ):  # "a White House spokesman", "Norland’s Foreign Ministry"
        return longest.is_full and plain(longest.tokens[-1]) in words().with_the
    return longest.definite or 2 * sum(n.definite for n in alone) > len(alone)


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


def _is_body(mentions: Sequence[Name]) -> bool:
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


def _is_someone(noun: Token) -> bool:
    """Whether a noun means one person, as in "a spokesman", "the boy"."""
    return noun.tag_ == "NN" and (noun.lower_ in words().role or noun.lower_ in words().person)


def _is_one_of_many(noun: Token) -> bool:
    """Whether a noun means somebody who wasn't told of before: "a militant of the group"."""
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NN" or lemma in words().body or lemma in words().document:
        return False
    return any(c.lower_ in ("a", "an", "another", "one") for c in noun.lefts)


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


def possessive(name: str) -> str:
    """As in "Bashar Assad’s", "the United Nations’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _tidy(text: str) -> str:
    """With single spaces, and without the sentence's full stop or dash: "by the charity E3G."."""
    whole = re.sub(r"[.,]*[-–—]+$", "", " ".join(text.split()))
    return re.sub(r"\b([A-Z][A-Z\d]+)\.$", r"\1", whole)
