"""Whom "he", "she", "who" and "I" mean.

The places a reader would look at are gone through in order: the grammar of the pronoun's own
sentence, what that sentence names before it, then the sentences before, the nearest first and in
each the subjects first. Two who fit equally well are nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from quizgen.facts.people.contents import Contents
from quizgen.facts.people.words import Gender, lands, plain, words
from quizgen.lexicons import load
from quizgen.models import Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

MALE = {"he", "him", "his", "himself"}
FEMALE = {"she", "her", "hers", "herself"}
PERSONAL = MALE | FEMALE
FIRST = {"i", "me", "my", "mine", "myself"}
SUBJECTS = {"nsubj", "nsubjpass"}
OBJECTS = {"dobj", "pobj", "dative"}
PLACES = {
    *("with", "behind", "around", "before", "beside", "near", "over", "under", "above", "below"),
    *("beneath", "ahead", "alongside"),
}
"""Behind these a subject isn't called "himself": "She brought the map with her"."""
DOUBT = Speaker("?", "?", None, "person")
"""Stands for somebody whom the article doesn't tell from another, or doesn't name."""
TO_SOMEBODY = {
    *("ask", "challenge", "confront", "grill", "interview", "press", "question", "quiz", "remind"),
}
"""Verbs behind which "he" may be whom somebody speaks to."""
LOOK_BACK = 3
"""Sentences a pronoun may reach back; more, and a reader would be in doubt too."""
FARTHEST = 25
"""Sentences it may reach back where those between are somebody's words."""
STRANGE = {"", "PERSON", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART"}
"""What the tagger may take a person for whom it doesn't know; or nothing at all."""

Named = Callable[["Token", Gender], Speaker | None]
"""The person a token names, if he or she may be meant by a pronoun of that gender."""


class Pronouns:
    """Finds whom a pronoun means.

    Args:
        doc: The parsed article.
        contents: What of it is somebody's words.
        named: Whom a token names.
    """

    def __init__(self, doc: Doc, contents: Contents, named: Named) -> None:
        self._doc = doc
        self._contents = contents
        self._name_of = named
        self._around: set[int] | None = None  # contents the pronoun at hand may look into
        self._sought: set[int] = set()  # pronouns at hand, one of which led to the next

    def antecedent(self, token: Token) -> Speaker | None:
        """Whom "he" or "she" means."""
        if self._contents.quoted[token.i]:
            return None
        gender: Gender = "male" if token.lower_ in MALE else "female"
        outer = self._around
        # He who says something isn't found among those whom others talk about.
        source = self._contents.is_source(token)
        self._around = self._contents.around(token) if source else None
        self._sought.add(token.i)
        try:
            who = self._antecedent(token, gender)
            # who speaks may be named in what he says of himself
            if who is not None and not source and self._is_named_again(token, who):
                return None
            return who
        finally:
            self._around = outer
            self._sought.discard(token.i)

    def _antecedent(self, token: Token, gender: Gender) -> Speaker | None:
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
            if (s := self._named(t, gender)) is not None
        }
        if itself is not None:
            before.pop(itself.id, None)
        if before:
            return None if self._is_kin_told(token, gender) else _only(before)
        if self._is_somebody_told(token.doc[token.sent.start : token.i], token, gender):
            return None
        # "Though Ms Brook was ill, the bridge was built, she said": what she says may be of herself
        told = self._told_of(token.doc[token.sent.start : token.i], gender)
        fronted = {key for key, subject in told.items() if _is_fronted(subject.head)}
        found = self._in_sentences_before(token, gender, itself)
        return found if found is None or not fronted - {found.id} else None

    def _told_of(self, tokens: Iterable[Token], gender: Gender) -> dict[str, Token]:
        """Whom others tell of, without quoting them: where each of them is a subject."""
        return {
            who.id: token
            for token in tokens
            if _is_subject(token)
            and not self._is_visible(token)
            and not self._contents.quoted[token.i]
            and (who := self._name_of(token, gender)) is not None
        }

    def _is_kin_told(self, token: Token, gender: Gender) -> bool:
        """Whether somebody without a name fits as well: "the mother of Elian Hobbs … she"."""
        return any(
            t.pos_ == "NOUN"
            and words().gendered.get(t.lower_) == gender
            and self._is_visible(t)
            and self._name_of(t, gender) is None
            for t in token.doc[token.sent.start : token.i]
        )

    def _is_somebody_told(self, tokens: Iterable[Token], token: Token, gender: Gender) -> bool:
        """Whether somebody without a name is told of: "tried to arrest a wanted man … as he fled".

        He isn't the minister of the sentence before, nor is it sure that he is whoever tells of
        "the 26-year-old". Who is said to speak, goes on speaking.
        """
        return not self._contents.is_source(token) and any(
            t.dep_ in OBJECTS
            and _is_one(t)
            and words().gendered.get(t.lower_) in (None, gender)
            and not self._contents.quoted[t.i]
            and self._name_of(t, gender) is None
            and not any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in t.children)
            for t in tokens
        )

    def _in_sentences_before(
        self, token: Token, gender: Gender, itself: Speaker | None
    ) -> Speaker | None:
        sentence = token.sent
        left = LOOK_BACK
        told: set[str] = set()  # nearer than whoever is found
        for _ in range(FARTHEST):
            if sentence.start == 0 or not left:
                return None
            sentence = self._doc[sentence.start - 1].sent
            visible = [t for t in sentence if self._is_visible(t) and not t.is_space]
            # A quotation's own sentences ("What is the issue?") introduce nobody.
            left -= any(t.is_alpha for t in visible)
            named = [(t, s) for t in visible if (s := self._named(t, gender)) is not None]
            if any(self._is_stranger(t) for t in visible):
                return None
            if self._is_somebody_told(visible, token, gender):
                return None
            if any(self._is_he(t, gender) for t in visible):
                return None  # "He was calm, but erred on Mr Bell’s plan": whoever that is
            if not named:
                # "Aides said Ms Brook was ill. “I am late,” she said."
                told |= set(self._told_of(sentence, gender))
                continue
            if told - {s.id for _, s in named}:
                return None
            if any(t.dep_ in OBJECTS and t.head.lemma_ in TO_SOMEBODY for t, _ in named):
                return _only(dict((s.id, s) for _, s in named))  # who asks, or who answers?
            main = {s.id: s for t, s in named if self._is_main(t)}
            subjects = {s.id: s for t, s in named if _is_subject(t)}
            everybody = {s.id: s for _, s in named}
            # "Hale avoided judging Drew. But Lund went after him": an object may be an object again
            for choice in (main, subjects, everybody) if itself is None else (everybody,):
                if itself is not None:
                    choice.pop(itself.id, None)
                if choice:
                    return _only(choice)
        return None

    def _within_sentence(self, token: Token, gender: Gender) -> Speaker | None:
        """An antecedent that the grammar of the pronoun's own sentence points to."""
        verb = token.head
        # "Announcing his decision, Mr Putin said": the subject of the clause it leans on.
        # "Mr Putin said he …": whoever says it.
        own_phrase: set[int] = set()
        unread = False
        climb = token
        while climb.head != climb and climb.sent is token.sent:
            own_phrase.add(climb.i)
            climb = climb.head
            if climb.pos_ not in ("VERB", "AUX"):
                continue
            subject = next((c for c in climb.children if c.dep_ in SUBJECTS), None)
            if subject is None or subject.i in own_phrase or subject.i == token.i:
                continue  # inside the subject itself: "His foreign minister said"
            apart = token.head.dep_ == "prep" and token.head.lower_ not in PLACES
            own = climb == (token.head.head if apart else verb)
            if own and token.dep_ in OBJECTS:
                continue  # "Putin met him", "went after him": never the subject of its own clause
            speaker = self._subject_of(climb, gender)
            # "Aishe believed she": Aishe, whatever the tagger takes her for
            unread |= speaker is None and self._is_unread(subject)
            same = MALE if gender == "male" else FEMALE
            before = subject.i < token.i and subject.i not in self._sought
            before &= self._is_visible(subject)
            if speaker is None and before and subject.lower_ in same:
                # "He has spoken with Hale, and he insisted": the first "he", whoever that is
                return DOUBT
            beside = [c for c in subject.subtree if c.dep_ == "conj" and self._named(c, gender)]
            if speaker is None or beside:  # "Hale and Drew said he …": one of them
                continue
            # "Cacheris said the ministry asked that Lazar be released and that he …"; but in "He
            # said they will meet Mr Vance, and his team …" Mr Vance is only an object.
            # "He called Haugland to learn about his argument" leaves open whose it is.
            alone = token.dep_ == "poss" and not _is_subject(token.head)
            between = [t for t in token.doc[subject.i + 1 : token.i] if alone or _is_subject(t)]
            others = {s.id for t in between if (s := self._named(t, gender)) is not None}
            # "Brook asked Vance about what he had said"
            if climb.lemma_ in TO_SOMEBODY and climb != verb:
                told = [c for c in climb.children if c.dep_ in ("dobj", "dative") and c.i < token.i]
                others |= {s.id for t in told if (s := self._name_of(t, gender)) is not None}
            return DOUBT if others - {speaker.id} else speaker
        return DOUBT if unread else None

    def _is_he(self, token: Token, gender: Gender) -> bool:
        """Whether it is a main clause's "he" of whom nobody knows who it is."""
        same = MALE if gender == "male" else FEMALE
        opens = token.dep_ in SUBJECTS and token.head.dep_ == "ROOT"
        return token.lower_ in same and opens and self._name_of(token, gender) is None

    def _is_named_again(self, token: Token, who: Speaker) -> bool:
        """Whether a clause whose subject is "he" names whom that would be: then it is another.

        Nobody is named within what is said of "him" (condition C of binding theory, Chomsky, 1981).
        """
        if token.dep_ not in SUBJECTS:
            return False
        verb = token.head
        return any(
            t.i > token.i
            and t.pos_ == "PROPN"
            and not self._contents.quoted[t.i]
            and any(self._name_of(t, g) == who for g in ("male", "female"))
            for t in verb.subtree
        )

    def _is_unread(self, subject: Token) -> bool:
        """Whether a subject may be somebody whose name nobody can read: no place and no body."""
        if subject.tag_ != "NNP" or not (subject.is_title and subject.is_alpha):
            return False
        if subject.i in (subject.sent.start, 0) and subject.ent_type_ == "":
            return False
        return (
            subject.ent_type_ not in ("ORG", "NORP")
            and plain(subject) not in lands() | words().known | words().body
            and not any(c.dep_ in ("det", "compound", "amod", "nummod") for c in subject.lefts)
            and not any(self._name_of(subject, gender) for gender in ("male", "female"))
            and self._is_visible(subject)
        )

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
        if not self._is_visible(token):
            return None
        who = self._name_of(token, gender)
        # "A thousand came to bury Karl Holt. “We shall win,” he said.": somebody who isn't named
        return DOUBT if who is not None and self._around is not None and _is_dead(token) else who

    def _is_visible(self, token: Token) -> bool:
        if self._around is not None and self._contents.content(token) not in self._around:
            return False
        return not self._contents.quoted[token.i]

    def _is_stranger(self, token: Token) -> bool:
        """Whether a sentence is about somebody by a name that nobody is known by.

        "Filling in for Mr Bell, West landed a dig." He is not Mr Bell then.
        """
        unread = token.dep_ in SUBJECTS and not token.is_lower
        if unread and any(c.lower_ in words().gendered for c in token.lefts):
            # "Arturo G4rcia said", which nobody can read: he is somebody all the same
            if not any(self._name_of(token, gender) for gender in ("male", "female")):
                return token.pos_ not in ("NOUN", "PRON")
        return (
            token.pos_ == "PROPN"
            and token.is_title
            and token.ent_type_ in STRANGE
            and _is_subject(token)
            and self._is_main(token)
            and not any(self._name_of(token, gender) for gender in ("male", "female"))
        )

    def _is_main(self, token: Token) -> bool:
        if self._contents.is_source(token) and self._contents.content(token) == -1:
            return True  # whoever speaks is whom the sentence is about
        if not _is_subject(token):
            return False
        verb = token.head
        while verb.dep_ == "conj" or verb.pos_ in ("NOUN", "PROPN"):
            if verb.head == verb:
                break
            verb = verb.head
        return bool(verb.dep_ == "ROOT")


def _only(choice: dict[str, Speaker]) -> Speaker | None:
    """The one there is; nobody where there are two, or one whom the article doesn't tell."""
    if len(choice) > 1 or DOUBT.id in choice:
        return None
    return next(iter(choice.values()))


def _is_one(noun: Token) -> bool:
    """Whether a noun means one person: "a clerk", "the suspect", "the 26-year-old".

    But not "the front-runner", as whom the article may know the very one who is sought.
    """
    if noun.head.lower_ == "as":
        return False  # "as a lawyer" tells what somebody is
    if noun.lower_ == "old":
        return noun.i > 0 and noun.nbor(-1).text == "-"
    if any(c.lower_ == "the" for c in noun.lefts) and noun.lower_ in load("frames")["crowd"]:
        return False
    known = (words().role, words().person, words().kin, load("frames")["people"])
    return noun.tag_ == "NN" and any(noun.lower_ in nouns for nouns in known)


def _is_subject(token: Token) -> bool:
    """Whether it is a subject, or joined to one: "Hale and Drew run the observatory"."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return token.dep_ in SUBJECTS


def _is_dead(name: Token) -> bool:
    """Whether somebody is buried or killed where he is named: "at the funeral of Karl Holt"."""
    died = load("standing")["died"]
    phrase = name
    while phrase.dep_ in ("appos", "compound", "conj", "nmod") and phrase.head != phrase:
        phrase = phrase.head
    verb = phrase.head
    if phrase.dep_ == "pobj" and verb.lower_ == "of":
        return verb.head.lemma_.lower() in (*died["of"], "burial", "wake")
    if phrase.dep_ == "nsubj":
        return verb.lemma_.lower() in ("die", "perish") and verb.tag_ in ("VBD", "VBN")
    acts = [c for c in phrase.rights if c.dep_ == "acl" and c.tag_ == "VBN"]
    if phrase.dep_ in ("nsubjpass", "dobj"):
        acts.append(verb)
    return any(v.lemma_.lower() in died["acts"] for v in acts)


def _is_fronted(verb: Token) -> bool:
    """As in "Though Ms Brook was ill, the bridge was built"."""
    opens = any(c.dep_ in ("advmod", "mark") and c.lower_ != "that" for c in verb.lefts)
    return verb.dep_ == "advcl" and opens and verb.i < verb.head.i
