"""Reporting verbs: whether they report, and whether what they report did happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.facts.passages import FINITE
from quizgen.facts.people.words import words
from quizgen.facts.quotations import Quotation
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass"}
ELSEWHERE = {"down", "in", "off", "up"}
"""With these a verb of speech does something else: "called off", "put up", "ruled in"."""
TALES = {"anecdote", "joke", "lie", "story", "tale", "truth"}
BESIDE = {"neg", "advmod", "det", "preconj"}
ASSERTED_AUXILIARIES = {"have", "be", "do"}


@dataclass(frozen=True)
class Sentences:
    """What is looked at beside the parse: its quotations and the reporting verbs."""

    quotations: Sequence[Quotation]
    verbs: dict[str, frozenset[str]] = field(
        default_factory=lambda: {k: frozenset(v) for k, v in load("reporting").items()}
    )

    def quotation_at(self, token: Token) -> Quotation | None:
        place = token.idx
        return next((q for q in self.quotations if q.span.start <= place < q.span.end), None)

    def quoted(self, token: Token) -> bool:
        quotation = self.quotation_at(token)
        return quotation is not None and quotation.inner.start <= token.idx < quotation.inner.end


def reports(verb: Token) -> bool:
    """Whether a verb that can report does so here, going by what stands with it.

    Not in "called the race off", "told one joke about it", "denied Silva a third goal" and "accused
    one another of cheating", where nobody's words can be told from anybody's.
    """
    lemma = verb.lemma_.lower()
    if lemma not in ("speak", "sum") and any(
        c.dep_ == "prt" and c.lower_ in ELSEWHERE for c in verb.children
    ):
        return False
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    if lemma == "tell" and any(c.lemma_.lower() in TALES for c in objects):
        return False
    if lemma == "deny" and len(objects) > 1:
        return False
    # "has ruled for so long that …", but "ruled that", "ruled against", "was ruled out"
    if lemma == "rule" and verb.dep_ != "xcomp" and any(c.lower_ == "for" for c in verb.children):
        if not any(c.dep_ == "ccomp" for c in verb.children):
            return False
    behind = verb.doc[verb.i + 1 : verb.i + 3].text.lower()
    return behind not in ("one another", "each other")


def is_asserted(verb: Token, sentences: Sentences) -> bool:
    """Whether the text says that this happened: not negated, hypothetical, asked or only wished."""
    # “Never,” she said: what is quoted denies nothing
    for child in (c for c in verb.children if not sentences.quoted(c)):
        if child.dep_ == "neg" or child.lower_ == "rather" or _denies(child):
            return False
        # "would say", "may announce"; but "has said", "did say", and "went on to say"
        auxiliary = child.dep_ == "aux" and child.tag_ != "TO"
        if auxiliary and child.lemma_.lower() not in ASSERTED_AUXILIARIES:
            return False
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "lest"):
            return False
        if child.dep_ in SUBJECTS and (
            child.lower_ in ("nobody", "none", "what")
            # "neither of them", but "the world No 3"
            or any(c.lower_ in ("no", "neither") and not c.nbor().like_num for c in child.children)
        ):
            return False
    if any(t.lower_ in ("nor", "neither") for t in verb.lefts) or _after_nor(verb):
        return False  # "nor did he report that anything had been done"
    if verb.dep_ == "xcomp":  # "declined to say", "wants to announce"
        return verb.head.lemma_ in sentences.verbs["aspect"] and is_asserted(verb.head, sentences)
    if verb.dep_ == "pcomp":  # "without saying"; but "is quoted as saying"
        if verb.tag_ != "VBG" or verb.head.lower_ not in ("as", "by", "in", "after", "while"):
            return False
        # "could fight the charge by arguing that …": not yet
        above = verb.head.head
        return above.pos_ not in ("VERB", "AUX") or is_asserted(above, sentences)
    if verb.tag_ == "VB" and not any(c.lower_ == "did" for c in verb.children):
        if verb.dep_ not in ("conj",):
            return False  # an imperative, or an infinitive of purpose
    if verb.dep_ == "conj" and not own_subject(verb):
        return is_asserted(shared_head(verb), sentences)
    last = verb.sent[-1]
    asked = any(t.text == "?" and not sentences.quoted(t) for t in _tail(last))
    return not asked


def _denies(word: Token) -> bool:
    """As in "hardly said", "cannot say", "seldom says"."""
    return word.dep_ in BESIDE and is_denial(word)


def is_denial(word: Token) -> bool:
    """As in "never", "no", and "declined" in "declined to comment"."""
    denials = load("reporting")["denial"]
    return word.lower_ in denials or word.lemma_.lower() in denials


def _after_nor(verb: Token) -> bool:
    first = verb.left_edge
    return first.i > verb.sent.start and first.nbor(-1).lower_ in ("nor", "neither")


def _tail(last: Token) -> Iterator[Token]:
    for place in range(last.i, max(last.sent.start, last.i - 3) - 1, -1):
        yield last.doc[place]


def own_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in (*SUBJECTS, "expl")), None)


def shared_head(verb: Token) -> Token:
    """The verb a coordinated one is joined to, going by tense where the parser goes by nearness.

    "He warned that the only way is war, and described the talks as …": *described* goes with
    *warned*, not with *is*.
    """
    head = verb.head
    finite = _finite_tag(verb)
    while head.dep_ in ("ccomp", "conj") and finite == "VBD":
        # "She admitted that the data were old and promised …": data promise nothing.
        subject = own_subject(head)
        silent = (
            subject is not None
            and subject.pos_ == "NOUN"
            and not ({subject.lower_, subject.lemma_.lower()} & (words().role | words().body))
        )
        if _finite_tag(head) == "VBD" and not silent:
            break
        head = head.head
    return head


def _finite_tag(verb: Token) -> str:
    """The tag that shows a verb's tense: its own, or its first auxiliary's."""
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE:
            return child.tag_
    return verb.tag_
