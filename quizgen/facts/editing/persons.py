"""Who "he" and "she" are: the speaker, somebody named in the same words, or a name put in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.facts.editing.passage import STAYS, Passage, Verdict
from quizgen.facts.passages import start_of_sentence_before
from quizgen.facts.people.pronouns import FEMALE, LOOK_BACK, MALE, OBJECTS, SUBJECTS
from quizgen.facts.people.words import words
from quizgen.facts.people.writing import possessive
from quizgen.facts.speakers import Cast
from quizgen.facts.verbs import governing_verb
from quizgen.lexicons import load
from quizgen.models import Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token


def person(token: Token, passage: Passage) -> Verdict:
    """What becomes of a "he" or "she"."""
    speaker, people = passage.speaker, passage.people
    who = passage.article.cast.of(token)
    if who is None and token.lower_.endswith("self") and token.i:
        if (before := passage.article.cast.of(token.nbor(-1))) is not None:
            if before.gender in (None, "male" if token.lower_ in MALE else "female"):
                return STAYS  # "Brook himself"
    if who is None:
        # “If Mrs Brook loses, that is bad for her”: the only one the quotation has named
        gender = "male" if token.lower_ in MALE else "female"
        fit = {p.id: p for p in people if p.type == "person" and p.gender in (None, gender)}
        only = next(iter(fit.values())) if len(fit) == 1 else None
        if passage.article.quoted(token) and only is not None and only.gender == gender:
            if not _acts_on(token, passage, only):
                return STAYS
        return Verdict(f"“{token.text}”: it is not certain who")
    told = who.gender is not None
    if who.gender is None:  # the pronoun tells what the name doesn’t
        who = replace(who, gender="male" if token.lower_ in MALE else "female")
    rivals = {p.id for p in people if p.type == "person" and p.gender in (None, who.gender)}
    if speaker is not None and who.id == speaker.id:
        if _is_told_of_others(token, passage):
            return Verdict(f"“{token.text}”: it is not certain who")
        if not passage.introduced and not passage.article.quoted(token):
            # "His endorsement could matter more than his clout, said Hank Sheinkopf."
            return Verdict(f"“{token.text}” could be read as another person")
        # "Ms Devine, an adviser to Mr Sanders, said the campaign backed his bid": whose?
        # "Khan decried what Trump had said, noting he …": somebody was named since
        plain = token.dep_ == "nsubj" and told
        rivals |= _named_before(token, passage, who, passage.since if plain else token.sent.start)
        rivals |= _addressed(token, passage, who)
        if not passage.article.quoted(token) and _is_somebodys(token, passage, who):
            # "Her mother, Ada Brook, said she would be missed": who would be?
            return Verdict(f"“{token.text}” could be read as another person")
        if not passage.own and not passage.article.quoted(token) and _is_deep(token):
            rivals |= _told_before(token, passage, who)
        if rivals - {who.id}:
            return Verdict(f"“{token.text}” could be read as another person")
        return Verdict(own=True)
    if _is_told_of(token, who, passage.article.cast):
        # "Vance was his fourth choice": whoever chose, it wasn't Vance
        return Verdict(f"“{token.text}” could be read as another person")
    if rivals == {who.id}:
        own = token.i + 1 < len(token.doc) and token.nbor().lower_ == "own"
        if own and speaker is not None and speaker.type == "person":
            if speaker.gender in (None, who.gender) and not passage.article.quoted(token):
                # "Hale said Drew was hurting his own plan": Hale's, or Drew's?
                return Verdict(f"“{token.text}” could be read as another person")
        return STAYS  # named before, in the same words
    if token.dep_ in OBJECTS and who.id in rivals:
        # "Klein was seen with Mr Hale, riding with him": never the subject, and who that is …
        return Verdict(f"“{token.text}” could be read as another person")
    if speaker is not None and speaker.type == "person":
        if speaker.gender in (None, who.gender) and who.id not in {p.id for p in people}:
            # "Ms Ebeling said it was hard for her": more likely her own
            return Verdict(f"“{token.text}” could be read as the speaker")
    owner = token.tag_ == "PRP$" or token.dep_ == "poss"
    if owner and _is_anothers(token, passage, who):
        return Verdict(f"“{token.text}” could be read as another person")
    name = passage.article.short_name(who) if passage.brackets or owner else who.name
    name = possessive(name) if owner else name
    return Verdict(word=passage.insert(name))


def _alike(token: Token, who: Speaker, passage: Passage) -> Speaker | None:
    """Whom a word means, if that is a person who may be of the same gender."""
    other = passage.article.cast.of(token)
    if other is None or other.type != "person" or other.gender not in (None, who.gender):
        return None
    return other


def _is_told_of_others(pronoun: Token, passage: Passage) -> bool:
    """Whether a pronoun stands in a quoted clause: “He leaves today,” said Brook, of another.

    But in the speaker's own is what a writer puts so: she called it “the best of her life”.
    """
    verb = governing_verb(pronoun)
    return (
        passage.article.quoted(pronoun)
        and verb is not None
        and any(c.dep_ in SUBJECTS and passage.article.quoted(c) for c in verb.children)
    )


def _named_before(token: Token, passage: Passage, who: Speaker, since: int) -> set[str]:
    """Others of a person's gender that the sentence has told of before a pronoun.

    By name, or as in "called on the senator to resign, and said he had gone too far".
    """
    found = set()
    for other in token.doc[max(since, token.sent.start) : token.i]:
        if (
            other.pos_ == "NOUN"
            and other.lower_ in words().role
            and passage.article.cast.of(other) is None
        ):
            if any(child.lower_ == "the" for child in other.lefts):
                found.add(other.lower_)  # whoever that is
        if other.pos_ in ("NOUN", "PROPN"):
            if (speaker := _alike(other, who, passage)) is not None:
                found.add(speaker.id)
    return found


def _is_somebodys(token: Token, passage: Passage, who: Speaker) -> bool:
    """Whether a person is told as somebody else's of that gender: "her mother, Ada Brook"."""
    gender = MALE if token.lower_ in MALE else FEMALE
    cast = passage.article.cast
    for owner in token.doc[token.sent.start : token.i]:
        if owner.tag_ != "PRP$" or owner.lower_ not in gender or passage.article.quoted(owner):
            continue
        told = (owner.head, *(c for c in owner.head.children if c.dep_ == "appos"))
        if cast.of(owner) != who and any(cast.of(t) == who for t in told):
            return True
    return False


def _acts_on(token: Token, passage: Passage, who: Speaker) -> bool:
    """Whether a pronoun stands beside somebody's name under one verb: it is another one then.

    “Castro claims the son, not him. He's misled by Castro.” He isn't Castro.
    """
    if token.tag_ == "PRP$":
        return False
    verb = governing_verb(token)
    return verb is not None and any(
        t.pos_ == "PROPN" and governing_verb(t) == verb and passage.article.cast.of(t) == who
        for t in verb.subtree
    )


def _told_before(token: Token, passage: Passage, who: Speaker) -> set[str]:
    """Whom the article has told of last, if that isn't the speaker.

    "The army holds Karl Holt. Ms Brook’s minister, Ivo Drew, said it is unclear whether he …"
    """
    sentence = token.sent
    for _ in range(LOOK_BACK):
        if not sentence.start:
            break
        sentence = token.doc[sentence.start - 1].sent
        named = {
            speaker.id
            for t in sentence
            if t.pos_ in ("PROPN", "PRON")
            and not passage.article.quoted(t)
            and (speaker := _alike(t, who, passage)) is not None
        }
        if named:
            return set() if who.id in named else named
    return set()


def _is_anothers(token: Token, passage: Passage, who: Speaker) -> bool:
    """Whether "his comment" may be somebody else's of whom the article told just before.

    Also in quotations: who answers somebody names him there.
    """
    if token.head.lemma_.lower() not in load("frames")["uttered"]:
        return False
    start = start_of_sentence_before(token, LOOK_BACK)
    return any(
        speaker.id != who.id
        for t in token.doc[start : token.i]
        if t.pos_ == "PROPN" and (speaker := _alike(t, who, passage)) is not None
    )


def _addressed(token: Token, passage: Passage, who: Speaker) -> set[str]:
    """Those who are told or asked: "Brook asked Vance whether he …" leaves "he" open."""
    return {
        speaker.id
        for verb in token.ancestors
        for child in verb.children
        if child.dep_ in ("dobj", "dative")
        and child.i < token.i
        and (speaker := _alike(child, who, passage)) is not None
    }


def is_anybodys(token: Token) -> bool:
    """Whether it is half of "his or her", "she or he"."""
    for sex, other in ((MALE, FEMALE), (FEMALE, MALE)):
        if token.lower_ in sex:
            before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]]
            behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
            return any(pair[1:] and "or" in pair and other & set(pair) for pair in (before, behind))
    return False


def _is_told_of(pronoun: Token, who: Speaker, cast: Cast) -> bool:
    """Whether a "his" stands in what its own owner is said to be: "Vance was his choice"."""
    noun = pronoun.head
    if pronoun.tag_ != "PRP$" or noun.dep_ != "attr":
        return False
    return any(c.dep_ in SUBJECTS and cast.of(c) == who for c in noun.head.children)


def _is_deep(pronoun: Token) -> bool:
    """Whether a pronoun first comes in a clause within what is said: "it is unclear whether he"."""
    verb = pronoun.head
    asked = any(c.lower_ in ("if", "whether", "how", "why", "when") for c in verb.lefts)
    return pronoun.dep_ in SUBJECTS and asked and verb.dep_ in ("ccomp", "csubj")
