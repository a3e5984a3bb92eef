"""Reporting verbs: whether they report, and who does the saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.facts.names import words
from quizgen.facts.quotations import Quotation
from quizgen.lexicons import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = {"nsubj", "nsubjpass"}
ELSEWHERE = {"down", "in", "off", "up"}
"""With these a verb of speech does something else: "called off", "put up", "ruled in"."""
TALES = {"anecdote", "joke", "lie", "story", "tale", "truth"}
ASSERTED_AUXILIARIES = {"have", "be", "do"}


@dataclass(frozen=True)
class Sentences:
    """What the rules look at: the parse, its quotations and the reporting verbs."""

    doc: Doc
    text: str  # of the doc, which puts it together anew at each call
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


def is_cue(verb: Token, sentences: Sentences) -> bool:
    """Whether the lexicon has the verb, with the particle it needs: "point out"."""
    lemma = verb.lemma_.lower()
    if lemma in ("point", "sum"):
        return any(c.dep_ == "prt" for c in verb.children)
    told = {c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"}
    if told & {"anecdote", "joke", "lie", "story", "tale", "truth"}:
        return False  # "He told one joke about it."
    return any(lemma in words for words in sentences.verbs.values())


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
    return not any(
        c.lower_ in ("another", "other") and c.nbor(-1).lower_ in ("one", "each") for c in objects
    )


def is_asserted(verb: Token, sentences: Sentences) -> bool:
    """Whether the text says that this happened: not negated, hypothetical, asked or only wished."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "rather"):
            return False
        # "would say", "may announce"; but "has said", "did say", and "went on to say"
        auxiliary = child.dep_ == "aux" and child.tag_ != "TO"
        if auxiliary and child.lemma_.lower() not in ASSERTED_AUXILIARIES:
            return False
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "lest"):
            return False
        if child.dep_ in SUBJECTS and (
            child.lower_ in ("nobody", "none", "what")
            or any(c.lower_ in ("no", "neither") for c in child.children)
        ):
            return False
    if any(t.lower_ in ("nor", "neither") for t in verb.lefts) or _after_nor(verb):
        return False  # "nor did he report that anything had been done"
    if verb.dep_ == "xcomp":  # "declined to say", "wants to announce"
        return verb.head.lemma_ in sentences.verbs["aspect"] and is_asserted(verb.head, sentences)
    if verb.dep_ == "pcomp":  # "without saying"; but "is quoted as saying"
        return verb.head.lower_ in ("as", "by", "in", "after", "while") and verb.tag_ == "VBG"
    if verb.tag_ == "VB" and not any(c.lower_ == "did" for c in verb.children):
        if verb.dep_ not in ("conj",):
            return False  # an imperative, or an infinitive of purpose
    if verb.dep_ == "conj" and not own_subject(verb):
        return is_asserted(shared_head(verb), sentences)
    last = verb.sent[-1]
    asked = any(t.text == "?" and not sentences.quoted(t) for t in _tail(last))
    return not asked


def _after_nor(verb: Token) -> bool:
    first = verb.left_edge
    return first.i > verb.sent.start and first.nbor(-1).lower_ in ("nor", "neither")


def _tail(last: Token) -> Iterator[Token]:
    for back in range(4):
        if last.i - back >= last.sent.start:
            yield last.doc[last.i - back]


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
        if child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return child.tag_
    return verb.tag_


def find_source(cue: Token, sentences: Sentences) -> Token | None:
    """The head of whoever says it, as the sentence has it ("he", "envoy"), or None."""
    passive = any(c.dep_ == "auxpass" for c in cue.children)
    if passive and cue.lemma_ not in sentences.verbs["quoted"]:
        # "It was announced by the ministry that …"
        agent = next((c for c in cue.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
    subject = own_subject(cue)
    if subject is not None and subject.dep_ != "expl":
        if subject.tag_ in ("WP", "WDT"):
            if cue.dep_ != "relcl":
                return None
            # "an adviser to the campaign who has dismissed it": the adviser, if anybody
            body = cue.head.lower_ in words().body and cue.head.pos_ == "NOUN"
            return None if body and subject.tag_ == "WP" else cue.head
        return subject
    if cue.dep_ == "conj":
        return find_source(shared_head(cue), sentences)
    opens = cue.i == cue.sent.start and cue.tag_ == "VBD"
    if opens or (cue.dep_ == "advcl" and cue.tag_ == "VBN"):
        return None  # "Asked whether he would stay, Johnson demurred.": others asked
    if cue.dep_ in ("advcl", "xcomp") and cue.head.pos_ in ("VERB", "AUX"):
        # "…, adding that …"; "went on to say that …"
        return find_source(cue.head, sentences)
    if cue.dep_ == "pcomp" and cue.head.head.pos_ in ("VERB", "AUX"):
        return find_source(cue.head.head, sentences)
    if cue.dep_ == "acl" and cue.tag_ == "VBG":  # "a statement saying that …"
        return cue.head
    return None
