"""What somebody says in words that stand on their own, and the verb before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgen.facts.editing import Edited
from quizgen.facts.frames import Framed
from quizgen.facts.passages import FINITE, breaks, roots_of
from quizgen.facts.people.pronouns import SUBJECTS
from quizgen.facts.statements.quoted import is_cited, is_shortened, reason_against_quoted
from quizgen.facts.statements.saying import TOLD, Saying
from quizgen.facts.trimming import clauses, full_stops, quotations

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

ADVISING = {"advise", "propose", "suggest", "recommend"}
ONE = {"he", "she", "it"}
BEING = {"'re", "am", "are", "is", "’re"}
"""What "be" is where nobody is advised: "that Ms Brook and Mr Holt are the only ones"."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A saying in words."""

    verb: str  # in the simple past, with whom it needs: "told reporters", "urged the council"
    edited: Edited  # what follows the verb
    shown: Sequence[Token]  # the words of the article that this is made of
    problem: str | None  # why verb or words don't stand alone
    topic: Edited | None = None  # with `as` and `complement`: what is described
    comment: Edited | None = None  # … and how


def worded(saying: Saying) -> Worded:
    """A saying in words, those of a clause or quotation that is too long cut back."""
    verb, problem = _verb(saying)
    if saying.frame in ("as", "complement"):
        topic, comment = _described(saying)
        edited = _joined(topic, _joint(saying.framed), comment)
        shown = list(saying.framed.content)
        return Worded(verb, edited, shown, problem or edited.problem, topic, comment)
    edited, shown = _quotation(saying) if saying.frame == "quotation" else _clause(saying)
    return Worded(verb, edited, shown, problem or edited.problem)


def _verb(saying: Saying) -> tuple[str, str | None]:
    """As in "warned"; "told reporters" where whom is said in a word or two."""
    framed = saying.framed
    if framed.addressee:  # "urged the council to act" can't do without
        whom = _edit(saying, framed.addressee)
        return f"{framed.verb} {whom.text}", whom.problem
    if framed.frame == "clause" and framed.lemma in TOLD:
        whom = _edit(saying, saying.told)
        if saying.told and not whom.problem and not whom.own and len(whom.text.split()) <= 5:
            return f"{framed.verb} {whom.text}", None
        return ("warned" if framed.lemma == "warn" else "said"), None
    return framed.verb, None


# --------------------------------------------------------------------------------------- clauses


def _clause(saying: Saying) -> tuple[Edited, list[Token]]:
    """The content, cut back to its first clause if only that stands alone."""
    first: tuple[Edited, list[Token]] | None = None
    for kept in clauses(saying.framed.content):
        edited = _edit(saying, kept)
        if saying.editor.quoted(kept[-1]):
            edited = _with_closing_mark(edited)
        if not edited.problem:
            return edited, kept
        first = first or (edited, kept)
    assert first is not None
    return first


def _edit(saying: Saying, tokens: Sequence[Token]) -> Edited:
    # "called on Vance to mend his ways": beside "Vance" it is clear whose
    beside = [*saying.framed.addressee, *saying.told]
    whom = [who for t in beside if t not in tokens and (who := saying.cast.of(t)) is not None]
    return saying.editor.edit(
        tokens,
        saying.speaker,
        known=[t.i for t in saying.framed.addressee],
        named=whom,
        since=saying.source[-1].i + 1 if saying.source else None,
        should=_advised(saying.framed, tokens),
        introduced=_is_introduced(saying, tokens),
    )


def _is_introduced(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether the speaker stands before what is said, or is a pronoun behind it."""
    source = saying.source
    return not source or not tokens or source[0].i < tokens[0].i or source[0].pos_ == "PRON"


def _advised(framed: Framed, tokens: Sequence[Token]) -> int | None:
    """The bare verb of what somebody advises: "suggested that she [go] home"."""
    if framed.frame != "clause" or framed.lemma not in ADVISING:
        return None
    for verb in roots_of(tokens)[:1]:
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        # "Acme Ventas" counts for many with the tagger, for its s
        named = subject is not None and subject.pos_ == "PROPN"
        one = subject is not None and (subject.tag_ == "NN" or named or subject.lower_ in ONE)
        # "that attacks come …" says what is, and no more than that
        bare = one and verb.tag_ in ("VB", "VBP") and not helped and verb.lower_ not in BEING
        if bare and subject is not None and subject.i < verb.i:
            denied = next((c for c in verb.children if c.dep_ == "neg"), verb)
            return min(denied.i, verb.i)
    return None


def _with_closing_mark(edited: Edited) -> Edited:
    """With the closing mark that was left with the next sentence of a quotation.

    As in: said the council could “close the road tonight. We have the barriers.”
    """
    opened = edited.text.rfind("“")
    if opened < 0 or "”" in edited.text[opened:] or "“" in edited.text[:opened].split("”")[-1]:
        return edited
    return replace(edited, text=f"{edited.text}”")


# -------------------------------------------------------------------- "called the mayor “a friend”"


def _described(saying: Saying) -> tuple[Edited, Edited]:
    topic, comment = _edit(saying, saying.framed.topic), _edit(saying, saying.framed.comment)
    if _is_half_told(saying.framed.topic):
        topic = replace(topic, problem="its beginning is not taken in")
    return topic, comment


def _is_half_told(topic: Sequence[Token]) -> bool:
    """Whether what is called something is a clause that lost its "what": "dubbed her appeared"."""
    return any(
        t.tag_ in FINITE and not any(c.tag_ in ("WP", "WDT", "WRB") for c in t.children)
        for t in roots_of(topic)
    )


def _joint(framed: Framed) -> str:
    joint = " as " if framed.frame == "as" else " "
    last = framed.topic[-1]  # "called the mayor, Ada Brook, “a friend”"
    if any(t.dep_ == "appos" and t.nbor().text == "," for t in (last, last.head)):
        if last.nbor().text == ",":
            joint = f",{joint}"
    return joint


def _joined(topic: Edited, joint: str, comment: Edited) -> Edited:
    return Edited(
        topic.text + joint + comment.text,
        topic.problem or comment.problem,
        topic.own or comment.own,
        (*topic.names, *comment.names),
    )


# ------------------------------------------------------------------------------------- quotations


def _quotation(saying: Saying) -> tuple[Edited, list[Token]]:
    """The words between the marks; of a long quotation, the sentences that fit."""
    edited, kept = Edited("", "nothing is quoted"), list(saying.framed.content)
    for kept in quotations(_beside(saying.cue, saying.framed.content)):
        edited = _cut(saying, kept)
        if not edited.problem:
            break
    return edited, kept


def _beside(cue: Sequence[Token], content: Sequence[Token]) -> list[Token]:
    """A quotation without parts that a writer's sentence parts from the one beside the cue.

    “It will be safe.” The wall leaked last year, according to Ms Brook. “We mended it,” she said.
    """
    tokens = list(content)
    for one, two, between in breaks(content):
        apart = [t for t in between if t.is_alpha and t.sent not in (one.sent, two.sent)]
        if apart and not any(t in cue for t in between):
            behind = cue[0].i > one.i
            tokens = [t for t in tokens if (t.i >= two.i if behind else t.i <= one.i)]
    return tokens


def _cut(saying: Saying, kept: list[Token]) -> Edited:
    """The first sentences of a quotation as they are shown."""
    edited = saying.editor.edit(kept, saying.speaker, stops=full_stops(kept))
    text = re.sub(r"\s*(?:\.\.+|…)$", ".", edited.text[:1].upper() + edited.text[1:])
    text = re.sub(r",\s?(['’])$", r"\1", text)  # “I hate the term ‘poor,’” she said.
    if is_shortened(saying, kept) and text and text[-1] not in ".?!…":
        text += "."
    problem = reason_against_quoted(saying, kept) or edited.problem
    if problem is None and is_cited(saying, kept):
        problem = "the speaker repeats what somebody else says"
    return Edited(text, problem, edited.own, edited.names)
