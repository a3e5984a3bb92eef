"""Whether it is certain what a pronoun in a clause stands for.

Finding who says what, the likeliest will do; a date asked of the wrong person is worse than no
question. So "he" is certain only where its own sentence or the one before tells of one person, in a
place from which a pronoun is taken up, and of nobody else who could be meant; and "which" only
where its noun stands in no phrase of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.facts.events.sorts import sorts_of, verb_sorts
from quizgen.facts.people.pronouns import FEMALE, MALE
from quizgen.facts.people.words import words
from quizgen.facts.verbs import base_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.analysis.tokens import Stretch, Token
    from quizgen.facts.events.context import Context
    from quizgen.models import Speaker

DOUBTFUL = "its subject is doubtful"
SUBJECTS = ("nsubj", "nsubjpass")
MODIFIERS = ("amod", "compound", "nmod")
TOLD = ("appos", "attr", "oprd")
"""Nouns with these say of somebody what he is; they bring nobody else."""
CHAIN = 5
"""Pronouns that may lead to one another: "he" to the "he" of the sentence before."""
QUOTED = 4
"""Sentences of somebody's own words that may stand between a pronoun and whom it means."""
OF = ("for", "of", "to")
"""Prepositions of a phrase that is one with its noun: "the widow of", "an adviser to"."""
PLURAL = ("are", "have", "were")
SINGULAR = ("has", "is", "was")


def pronoun_doubt(
    context: Context, who: Speaker | None, subject: Token, told: Sequence[Token]
) -> str | None:
    """Why a pronoun among a clause's words may mean somebody else.

    Args:
        context: The article.
        who: The person whom the subject stands for.
        subject: The clause's subject.
        told: Its words, the subject's among them.
    """
    if subject.tag_ == "PRP" and who is not None and not is_certain(context, subject, who):
        return DOUBTFUL
    for token in told:
        if token == subject or token.lower_ not in MALE | FEMALE:
            continue
        other = context.cast.of(token)
        if other is not None and other != who and not is_certain(context, token, other):
            return f"“{token.text}”: it is not certain who"
    return None


def is_certain(context: Context, pronoun: Token, who: Speaker, links: int = CHAIN) -> bool:
    """Whether "he" can be nobody else than whom it is taken for."""
    if not links:
        return False
    here = [t for t in pronoun.sent if t.i < pronoun.i] + _fronted_by(pronoun)
    own = _mentions(context, here, who)
    if any(t.lower_ not in MALE | FEMALE for t in own):
        beside = next((c for c in pronoun.head.ancestors if c.dep_ == "relcl"), None)
        if beside is not None and context.cast.of(beside.head) == who:
            return True  # "older than Mr Lund, who was 69 when he took office"
        return not others_meant(context, here, pronoun, who)
    own = [t for t in own if t.i < pronoun.i]
    if own:
        return is_certain(context, own[0], who, links - 1)
    if others_meant(context, here, pronoun, who):
        return False
    before = _sentence_before(context, pronoun.sent)
    told = _mentions(context, before, who)
    if not told or others_meant(context, before, pronoun, who):
        return False
    names = [t for t in told if t.lower_ not in MALE | FEMALE]
    return bool(names) or is_certain(context, told[0], who, links - 1)


def relative_doubt(noun: Token, verb: Token) -> str | None:
    """Why "which", or a participle, may be told of a noun above the one before it.

    "A report by the Harbour Board, which was released on Monday": the report was. So it is with
    "who": "the widow of Karl Holt, who died in 2003".

    Args:
        noun: What the clause is taken to be told of.
        verb: The clause's verb.
    """
    pronoun = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if verb.dep_ == "acl":
        pronoun = None
    elif pronoun is None or pronoun.tag_ not in ("WDT", "WP"):
        return None
    someone = pronoun is not None and pronoun.tag_ == "WP"
    if someone and noun.dep_ == "appos":
        return None  # "the envoy for Karst, Ada Brook, who": the parser hangs her on Karst
    for above in _above(noun):
        if someone:
            beside = above.head if above.dep_ == "conj" else above
            joined = any(c.lower_ in OF and noun in c.subtree for c in above.children)
            if joined and _is_human(above) and beside.dep_ not in TOLD:
                return DOUBTFUL
            continue
        if _is_human(above) or above.ent_type_ == "PERSON" or not _agrees(above, verb):
            continue
        if not sorts_of(above) - {"plain"} and sorts_of(noun) & _fitting(verb):
            continue  # "a stance on the conflict, which began in 2011"
        return DOUBTFUL
    return None


def _fitting(verb: Token) -> frozenset[str]:
    """The sorts of noun that a verb tells something of, as its subject or, passive, its object."""
    passive = verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children)
    table = verb_sorts("objects" if passive else "alone")
    return table.get(base_form(verb).lower(), frozenset())


def _above(noun: Token) -> Iterator[Token]:
    """The nouns in whose phrases a noun stands."""
    climb = noun
    while climb.head != climb and climb.dep_ not in (*SUBJECTS, "dobj", "ROOT"):
        same = climb.dep_ in ("appos", "conj")  # another word for it, or another beside it
        climb = climb.head
        if same:
            continue
        if climb.pos_ in ("VERB", "AUX") and climb.dep_ not in ("acl", "relcl"):
            return
        if climb.pos_ in ("NOUN", "PROPN") and not is_one_name(climb, noun):
            yield climb


def is_one_name(above: Token, noun: Token) -> bool:
    """Whether two nouns are words of one name: "the Bank of Leith"."""
    return any(e.start <= above.i < e.end and e.start <= noun.i < e.end for e in noun.sent.ents)


def _agrees(noun: Token, verb: Token) -> bool:
    """Whether a verb's form may be that of a noun's number."""
    forms = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    many = noun.tag_ in ("NNS", "NNPS")
    if verb.tag_ == "VBZ" or any(f in SINGULAR for f in forms):
        return not many
    if verb.tag_ == "VBP" or any(f in PLURAL for f in forms):
        return many
    return True


def _fronted_by(pronoun: Token) -> list[Token]:
    """The main clause's subject behind a pronoun: "after he lost in May, Mr Lund rested"."""
    clause = pronoun.head
    while clause.dep_ not in ("advcl", "ROOT") and clause.head != clause:
        clause = clause.head
    subject = next((c for c in clause.head.children if c.dep_ in SUBJECTS), None)
    return [subject] if clause.dep_ == "advcl" and subject and subject.i > pronoun.i else []


def _sentence_before(context: Context, sentence: Stretch) -> list[Token]:
    """The nearest in which the writer speaks; whole, where it was parted: "Ms Lund, 49, | is"."""
    found: list[Token] = []
    for _ in range(QUOTED):
        if not sentence.start:
            break
        sentence = context.doc[sentence.start - 1].sent
        if any(t.is_alpha and not context.editor.quoted(t) for t in sentence):
            found = [*sentence, *found]
            if not sentence.text[:1].islower():
                break
    return found


def _mentions(context: Context, tokens: Sequence[Token], who: Speaker) -> list[Token]:
    """Where somebody is named or meant; but a "Lund supporter" is somebody else."""
    return [
        t
        for t in tokens
        if t.pos_ in ("NOUN", "PRON", "PROPN")
        and not _is_modifier(t)
        and not context.editor.quoted(t)
        and context.cast.of(t) == who
    ]


def others_meant(
    context: Context, tokens: Sequence[Token], pronoun: Token, who: Speaker
) -> list[Token]:
    """Who else might be meant: other names of that gender, and whoever has none: "a clerk"."""
    gender = "male" if pronoun.lower_ in MALE else "female"
    verb = pronoun.head
    found = []
    for token in tokens:
        if token.head == verb and token.dep_ in SUBJECTS and pronoun.dep_ in ("dobj", "dative"):
            continue  # "Mr Hale met him": it would be himself
        if context.editor.quoted(token) or token.dep_ in TOLD or token.pos_ == "PRON":
            continue
        named = token.pos_ == "PROPN" and token.ent_type_ == "PERSON"
        if not named and not (token.pos_ in ("NOUN", "PROPN") and _is_human(token)):
            continue
        if _is_modifier(token) or token.tag_ in ("NNS", "NNPS"):
            continue
        other = context.cast.of(token)
        if other == who or (other is not None and other.type != "person"):
            continue
        if other is not None and other.gender not in (None, gender):
            continue
        if other is None and words().gendered.get(token.lower_, gender) != gender:
            continue
        if named and any(part in who.name.split() for part in token.text.split()):
            continue
        found.append(token)
    return found


def _is_human(noun: Token) -> bool:
    """Whether a noun means one person."""
    known, lower = words(), noun.lower_
    if lower == "old":
        return noun.i > 0 and noun.nbor(-1).text == "-"  # "the 70-year-old"
    if noun.head.lower_ == "as":
        return False  # "as a lawyer" tells what somebody is
    old = lower.endswith("-year-old") and noun.dep_ != "amod"
    return old or any(lower in nouns for nouns in (known.role, known.person, known.kin))


def _is_modifier(token: Token) -> bool:
    return token.dep_ in MODIFIERS and token.i < token.head.i
