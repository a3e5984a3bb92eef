"""Who a name, a description or a pronoun refers to.

A :class:`Cast` is made once an article. ``Cast.of(token)`` gives the speaker that the noun phrase
around a token refers to, or None: where two fit equally well it abstains, since a question with the
wrong person for its key is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.facts.names import Gender, Name, Role, find_names, find_role, words
from quizgen.models import Span, Speaker, identity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MALE = {"he", "him", "his", "himself"}
FEMALE = {"she", "her", "hers", "herself"}
PLACES = {"GPE", "LOC", "NORP", "FAC", "DATE", "EVENT", "WORK_OF_ART"}
SUBJECTS = {"nsubj", "nsubjpass"}
OBJECTS = {"dobj", "pobj", "dative"}
DOUBT = Speaker("?", "?", None, "person")
"""Stands for somebody whom the article doesn't tell from another."""
LOOK_BACK = 3
"""Sentences a pronoun may reach back; more, and a reader would be in doubt too."""


class Cast:
    """Everybody the article names, and who each mention is.

    Args:
        doc: The parsed article.
        body: The article proper.
        quoted: Whether a token stands in quotation marks; "he" in somebody's words is another he.
    """

    def __init__(self, doc: Doc, body: Sequence[Span], quotations: Sequence[Span] = ()) -> None:
        self._doc = doc
        self._quotations = quotations
        self._names = find_names(doc, body)
        self._by_token: dict[int, str] = {}  # token -> key of its speaker
        self._speakers: dict[str, Speaker] = {}
        self._role_heads: dict[str, set[str]] = defaultdict(set)
        self._roles: dict[str, Role] = {}
        self._heads: set[int] = set()  # heads of names and roles
        self._open: set[int] = set()  # heads of names that may be two people's
        self._able: set[str] = set()  # keys of those that could speak: no towns, no peoples
        self._memory: dict[int, Speaker | None] = {}
        self._collect()

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """All persons and bodies that could have said something, in order of first mention."""
        found = {key: s for key, s in self._speakers.items() if key in self._able}
        for token in self._doc:
            sure = token.pos_ == "NOUN" and token.lower_ in words().body - words().doubtful
            if sure and (body := self.of(token)) is not None:
                found.setdefault(body.name.lower(), body)
        return tuple({speaker.id: speaker for speaker in found.values()}.values())

    def is_open(self, token: Token) -> bool:
        """Whether it is a name that two people of the article share: "Clinton"."""
        return token.i in self._open

    def surname(self, speaker: Speaker) -> str:
        """What the article calls a person for short: "Assad", "de Mistura", "Garcia Lopez"."""
        shorter = Counter(
            name.text
            for name in self._names
            if name.text != speaker.name
            and speaker.name.endswith(f" {name.text}")
            and self._by_token.get(name.tokens[0].i) is not None
            and self._speakers[self._by_token[name.tokens[0].i]].id == speaker.id
        )
        if shorter:
            return shorter.most_common(1)[0][0]
        parts = speaker.name.split()
        start = next((i for i, p in enumerate(parts) if i and p[0].islower()), len(parts) - 1)
        return " ".join(parts[start:])

    def _collect(self) -> None:
        groups = _grouped(self._names)
        told = {name for mentions in groups.values() for name in mentions}
        self._open |= {n.head.i for n in self._names if n not in told and n.person_votes > 0}
        for key, mentions in groups.items():
            longest = max(mentions, key=lambda n: len(n.tokens))  # the first of the longest
            votes = sum(name.person_votes for name in mentions)
            roles = [role for name in mentions if (role := find_role(name))]
            if roles:
                votes += 4
            sure = any(n.addressed or n.key[0] in words().gendered for n in mentions)
            is_person = votes > 0 or (sure and not any(n.definite for n in mentions))
            # A single word that only the tagger takes for a person ("Twitter") is nobody sure.
            if is_person and len(longest.tokens) == 1 and (votes < 4 or longest.text.isupper()):
                continue
            if all(token.tag_ == "NNPS" for token in longest.tokens):
                continue  # "Democrats", "Syrians": a people, not one body
            gender = next((n.gender for n in mentions if n.gender), None) if is_person else None
            if is_person and gender is None:
                gender = next(
                    (g for r in roles if (g := words().gendered.get(r.head.lower_))), None
                )
            text = longest.text
            if not is_person and longest.definite:
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
            for name in mentions:
                for token in name.tokens:
                    self._by_token[token.i] = key
            if is_person and roles:
                self._roles[key] = roles[0]
                for role in roles:
                    self._role_heads[key].add(role.head.lower_)
                    self._by_token.setdefault(role.head.i, key)
        self._heads = {n.head.i for n in self._names} | {r.head.i for r in self._roles.values()}
        for key, role in self._roles.items():
            self._speakers[key] = replace(self._speakers[key], role=self._role_text(role))

    def _role_text(self, role: Role) -> str | None:
        """The role as it can stand behind a name: no article, no pronoun."""
        tokens = list(role.tokens())
        while tokens and tokens[0].lower_ in ("the", "a", "an") and tokens[0].head == role.head:
            tokens = tokens[1:]
        if not tokens or "." in role.head.text:  # "Adm.", "Rep.": a rank, no description
            return None
        text = str(self._doc[tokens[0].i : tokens[-1].i + 1].text)
        if tokens[0].is_sent_start and tokens[0].lower_ in words().role - words().rank:
            text = text[0].lower() + text[1:]  # "Fisherman Paul Dunn said"
        if tokens[0].tag_ == "PRP$":
            owner = self.of(tokens[0])
            rest = text[len(tokens[0].text) :].strip()
            text = f"{possessive(owner.name)} {rest}" if owner else rest
        return _tidy(text)

    # ------------------------------------------------------------------------------ reference

    def of(self, token: Token) -> Speaker | None:
        """Who the noun phrase headed by a token refers to; None: nobody named, or in doubt."""
        if token.i not in self._memory:
            self._memory[token.i] = None  # stops a pronoun that would lead to itself
            self._memory[token.i] = self._resolve(token)
        return self._memory[token.i]

    def _resolve(self, token: Token) -> Speaker | None:
        key = self._by_token.get(token.i)
        if key is not None:
            return self._speakers[key]
        if token.lower_ in MALE | FEMALE:
            return self._pronoun(token)
        if token.pos_ == "NOUN":
            # "His foreign minister, Walid al-Moallem, said": the name beside it.
            for child in token.children:
                if child.dep_ == "appos" and child.i in self._by_token:
                    return self._speakers[self._by_token[child.i]]
            return self._description(token) or self._body(token)
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
        for key, heads in self._role_heads.items():
            speaker = self._speakers[key]
            if token.lower_ not in heads:
                continue
            if modifiers - set(re.findall(r"[\w-]+", (speaker.role or "").lower())):
                continue
            if not any(i < token.i for i, k in self._by_token.items() if k == key):
                continue  # not yet introduced
            fit.append(speaker)
        if len(fit) > 1:  # "the president coordinated the move with Assad": not Assad himself
            fit = [s for s in fit if s not in self._same_clause(token)]
        return fit[0] if len(fit) == 1 else None

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
        if determiner is None or determiner.lower_ in ("a", "an", "some", "no", "any", "another"):
            return None
        if any(t.tag_ == "PRP$" for t in token.subtree):
            return None
        if any(c.dep_ == "poss" and c.pos_ != "PROPN" for c in token.children):
            return None  # "the town's only hospital"
        if determiner.dep_ == "det" and determiner.lower_ != "the":
            return None
        if not modifiers and determiner.dep_ == "det":
            fuller = {
                s
                for i in range(token.i)
                if self._doc[i].lower_ == token.lower_ and (s := self._memory.get(i)) is not None
            }
            return fuller.pop() if len(fuller) == 1 else None
        first = token.left_edge
        while first.i < token.i and (first.is_punct or first.is_space or first.pos_ == "CCONJ"):
            first = self._doc[first.i + 1]
        text = str(self._doc[first.i : token.i + 1].text)
        text = text[0].lower() + text[1:] if text.lower().startswith("the ") else text
        plural = token.tag_ in ("NNS", "NNPS")
        return Speaker(
            id=identity(text.lower(), length=8),
            name=_tidy(text),
            role=None,
            type="organisation",
            number="plural" if plural else "singular",
        )

    # -------------------------------------------------------------------------------- pronouns

    def _pronoun(self, token: Token) -> Speaker | None:
        gender: Gender = "male" if token.lower_ in MALE else "female"
        if self._in_quotation(token):
            return None
        here = self._within_sentence(token, gender)
        if here is not None:
            return None if here is DOUBT else here
        # "Brook met him": never the subject of its own clause
        verb = token.head.head if token.head.dep_ == "prep" else token.head
        itself = self._subject_of(verb, gender) if token.dep_ in OBJECTS else None
        # "to meet with Mr de Mistura and his team"
        before = {
            s.id: s
            for t in token.doc[token.sent.start : token.i]
            if (s := self._named(t, gender)) is not None and not self._in_quotation(t)
        }
        if itself is not None:
            before.pop(itself.id, None)
        if before:
            return self._only(before)
        sentence = token.sent
        for _ in range(LOOK_BACK):
            if sentence.start == 0:
                return None
            sentence = self._doc[sentence.start - 1].sent
            # A quotation's own sentences ("What is the issue?") introduce nobody.
            named = [
                (t, s)
                for t in sentence
                if not self._in_quotation(t) and (s := self._named(t, gender)) is not None
            ]
            if not named:
                continue
            main = {s.id: s for t, s in named if _is_subject(t) and self._is_main(t)}
            subjects = {s.id: s for t, s in named if _is_subject(t)}
            everybody = {s.id: s for _, s in named}
            for choice in (main, subjects, everybody):
                if itself is not None:
                    choice.pop(itself.id, None)
                if choice:
                    return self._only(choice)
        return None

    def _only(self, choice: dict[str, Speaker]) -> Speaker | None:
        """The one there is; nobody where there are two, or one whom the article doesn't tell."""
        if len(choice) > 1 or DOUBT.id in choice:
            return None
        return next(iter(choice.values()))

    def _within_sentence(self, token: Token, gender: Gender) -> Speaker | None:
        """An antecedent that the grammar of the pronoun's own sentence points to."""
        verb = token.head
        # "Announcing his decision, Mr Putin said": the subject of the clause it leans on.
        # "Mr Putin said he …": whoever says it.
        own_phrase: set[int] = set()
        climb = token
        while climb.head != climb and climb.sent == token.sent:
            own_phrase.add(climb.i)
            climb = climb.head
            if climb.pos_ not in ("VERB", "AUX"):
                continue
            subject = next((c for c in climb.children if c.dep_ in SUBJECTS), None)
            if subject is None or subject.i in own_phrase or subject.i == token.i:
                continue  # inside the subject itself: "His foreign minister said"
            if climb == verb and token.dep_ in ("dobj", "pobj", "dative"):
                continue  # "Putin met him": never the subject of its own clause
            speaker = self._subject_of(climb, gender)
            beside = [c for c in subject.subtree if c.dep_ == "conj" and self._named(c, gender)]
            if speaker is None or beside:  # "Hale and Drew said he …": one of them
                continue
            # "Cacheris said the ministry asked that Lazar be released and that he …"; but in "He
            # said they will meet Mr Vance, and his team …" Mr Vance is only an object.
            # "He called Haugland to learn about his argument" leaves open whose it is.
            alone = token.dep_ == "poss" and not _is_subject(token.head)
            between = [t for t in token.doc[subject.i + 1 : token.i] if alone or _is_subject(t)]
            others = {s.id for t in between if (s := self._named(t, gender)) is not None}
            return DOUBT if others - {speaker.id} else speaker
        return None

    def _subject_of(self, verb: Token, gender: Gender) -> Speaker | None:
        """The person who is a verb's subject, also through "who"."""
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if subject is None:
            return None
        if subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
            before = verb.doc[subject.i - 1] if subject.i else verb.head
            if before.text == "," and subject.i > 1:
                before = verb.doc[subject.i - 2]
            return self._named(before, gender) or self._named(verb.head, gender)
        return self._named(subject, gender)

    def _named(self, token: Token, gender: Gender) -> Speaker | None:
        """The person a token names, if he or she may be meant by a pronoun of that gender."""
        if token.lower_ in MALE | FEMALE:
            if (token.lower_ in MALE) != (gender == "male"):
                return None
            speaker = self.of(token)
        elif token.i in self._by_token:
            key = self._by_token[token.i]
            if token.i not in self._heads:
                return None
            speaker = self._speakers[key]
        elif token.pos_ == "NOUN" and token.dep_ in SUBJECTS:
            speaker = self.of(token)
        elif token.i in self._open:
            return DOUBT  # "Clinton", of Bill and Hillary
        else:
            return None
        if speaker is None or speaker.type != "person":
            return None
        return speaker if speaker.gender in (None, gender) else None

    def _is_main(self, token: Token) -> bool:
        verb = token.head
        while verb.dep_ == "conj" or verb.pos_ in ("NOUN", "PROPN"):
            if verb.head == verb:
                break
            verb = verb.head
        return bool(verb.dep_ == "ROOT")

    def _in_quotation(self, token: Token) -> bool:
        return any(span.start <= token.idx < span.end for span in self._quotations)


def _grouped(names: Sequence[Name]) -> dict[str, list[Name]]:
    """Mentions of one person or body together, under the fullest name's key.

    "Assad" joins "Bashar Assad" when no other full name ends so; with two of that surname a bare
    one belongs to nobody and is left out.
    """
    full: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        full[name.key].append(name)
    keys = list(full)
    groups: dict[str, list[Name]] = {}
    targets: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for key in keys:
        # "Zhao Ran" is longer than "Ran"; "the UN Security Council" isn't a fuller "Council".
        longer = [
            k
            for k in keys
            if len(k) > len(key)
            and k[-len(key) :] == key
            and not any(n.definite for n in full[k])
            and not any(n.definite for n in full[key])
        ]
        tops = {k for k in longer if not any(len(j) > len(k) and j[-len(k) :] == k for j in longer)}
        targets[key] = tops or {key}
    for name in names:
        fit = targets[name.key]
        if len(fit) > 1 and name.gender:  # "Mrs Clinton", of Hillary and Bill
            fit = {k for k in fit if any(n.gender == name.gender for n in full[k])}
        if len(fit) == 1:
            groups.setdefault(" ".join(next(iter(fit))), []).append(name)
    return groups


def _is_subject(token: Token) -> bool:
    """Whether it is a subject, or joined to one: "Hale and Drew run the observatory"."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return token.dep_ in SUBJECTS


def _is_body(mentions: Sequence[Name]) -> bool:
    """Whether a name that is no person's is a body's: not a place's, a people's or a stray one."""
    name = mentions[0].text.lower()
    if len(name) < 3 or name in words().gendered or name in words().body:
        return False  # "Emily" for a company, "the University"
    labels = [token.ent_type_ for name in mentions for token in name.tokens]
    bodies, places = labels.count("ORG"), sum(label in PLACES for label in labels)
    return bodies > places or (any(name.definite for name in mentions) and places <= bodies)


def possessive(name: str) -> str:
    """As in "Bashar Assad’s", "the United Nations’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _tidy(text: str) -> str:
    return " ".join(text.split())
