"""Who the source of a saying is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quizgen.facts.passages import tokens_of
from quizgen.facts.people.bodies import Bodies
from quizgen.facts.people.contents import Contents
from quizgen.facts.people.name import Name
from quizgen.facts.people.nouns import is_someone
from quizgen.facts.people.phrases import Phrase
from quizgen.facts.people.pronouns import DOUBT, FIRST, SUBJECTS
from quizgen.facts.people.register import Register
from quizgen.facts.people.words import plain, words
from quizgen.lexicons import load
from quizgen.models import Span, Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token


class Sources:
    """Finds who a source is, from its whole phrase.

    Args:
        doc: The parsed article.
        contents: What of it is somebody's words, and whose.
        register: Whom it names.
        bodies: The bodies it tells by a noun.
        who: Whom a token means.
    """

    def __init__(
        self,
        doc: Doc,
        contents: Contents,
        register: Register,
        bodies: Bodies,
        who: Callable[[Token], Speaker | None],
    ) -> None:
        self._doc = doc
        self._contents = contents
        self._register = register
        self._by_token = register.by_token
        self._speakers = register.speakers
        self._able = register.able
        self._name_at = register.name_at
        self._bodies = bodies
        self._who = who
        self._found: dict[tuple[Span, ...], Speaker | None] = {}

    def of(self, source: Sequence[Span]) -> Speaker | None:
        """Who the source of a saying is, from its whole phrase: "Jane Holt, the club's captain,".

        None: nobody named, several, or in doubt.
        """
        key = tuple(source)
        if key not in self._found:
            self._found[key] = None
            self._found[key] = self._resolve(key)
        return self._found[key]

    def _resolve(self, source: Sequence[Span]) -> Speaker | None:
        tokens = tokens_of(self._doc, source[:1])
        phrase = Phrase.of(tokens, self._name_at)
        if phrase is None or _is_byline(tokens):
            return None
        head = phrase.head
        if phrase.is_pronoun:
            if head.lower_ in FIRST:
                return self._of_words(head)
            if head.tag_ in ("WP", "WDT", "WP$"):
                return self._relative(head)
            return self._who(head)
        if phrase.is_joint:
            return None
        name = phrase.name
        if name is not None:
            # "His choice of Karl Holt suggests": a source that begins too late
            cut = _is_inner(name) or _is_front(name, tokens)
            return None if cut else self._of_name(name, phrase)
        if phrase.bare and (known := self._register.called(phrase.bare)) is not None:
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
        found = self._who(head) if head.i not in self._name_at and head.pos_ != "PRON" else None
        return found or self._maker(phrase)

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
            return self._bodies.told(name.head) if told else speaker
        return speaker

    def _of_words(self, token: Token) -> Speaker | None:
        """Whose words "I" stands in: nobody's, where the author speaks."""
        saying = self._contents.speaker_of(token)
        if saying is None or not saying.source:
            return None
        speaker = self.of(saying.source)
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
                speaker = self._who(climb) if climb.pos_ in ("PROPN", "NOUN") else None
                if speaker is not None and (speaker.type == "person") == (token.lower_ == "who"):
                    found = speaker
                elif is_someone(climb) and climb.dep_ != "appos":
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


def _is_byline(tokens: Sequence[Token]) -> bool:
    """Whether a label only says who wrote the article: "Author: Ada Brook"."""
    last = tokens[-1]
    ends = last.i + 1 < len(last.doc) and last.nbor().text == ":"
    return ends and len(tokens) == 1 and last.text in load("standing")["reporting"]["bylines"]


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


def _is_front(name: Name, source: Sequence[Token]) -> bool:
    """Whether a source ends before its noun: the "Norland" of "Norland rules state"."""
    noun = name.head.head
    return (
        name.head.dep_ == "compound"
        and noun.i == source[-1].i + 1 == name.tokens[-1].i + 1
        and noun.dep_ in SUBJECTS
        and noun.tag_ in ("NNS", "VBZ")
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
