"""Whether a source is the one that the text makes it seem: who "he" is, and whose verb it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.facts.editing import Editor
from quizgen.facts.passages import FINITE, tokens_of
from quizgen.facts.people.pronouns import SUBJECTS
from quizgen.facts.speakers import Cast
from quizgen.models import Attribution

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc

UNTRACED = "it is not certain who speaks: somebody else spoke, or was told of, just before"
PRONOUNS = {"he", "she"}
GOING_ON = {"add", "continue"}
"""Verbs of whoever has spoken before."""
FARTHEST_NAME = 150
"""Tokens before a "he" in which somebody has to be told of."""


def is_traced(
    attribution: Attribution,
    before: Sequence[Attribution],
    doc: Doc,
    cast: Cast,
    editor: Editor,
) -> bool:
    """Whether the "he" of “…,” he said is one of whom the text has just told, or who just spoke.

    A pronoun goes on with a subject. Whom the sentence before names in another place ("more of them
    than Hale?"), or a caption in between, is easily taken for him.
    """
    source = tokens_of(doc, attribution.source)
    if not source or any(t.lower_ not in PRONOUNS for t in source):
        return True
    speaker = attribution.speaker
    last = before[-1] if before else None
    if len(before) > 1 and any(span.covers(before[-1].cue[0]) for span in before[-2].content):
        last = before[-2]  # what the last one says is told by another: "Hale said Drew had asked"
    if last is not None and last.speaker == speaker:
        return True
    if any(t.lemma_.lower() in GOING_ON for t in tokens_of(doc, attribution.cue)):
        return False
    named = None
    for token in reversed(doc[max(0, source[0].i - FARTHEST_NAME) : source[0].i]):
        if named is not None and token.sent.start != named:
            break
        if editor.quoted(token) or cast.of(token) != speaker:
            continue
        named = token.sent.start
        while token.dep_ in ("compound", "appos", "conj", "nmod"):
            token = token.head
        if token.dep_ in (*SUBJECTS, "poss", "agent", "ROOT"):
            return True
    return False


def is_overtaken(attribution: Attribution, doc: Doc, cast: Cast, editor: Editor) -> bool:
    """Whether a clause of somebody else's stands between a source and its cue.

    As in "Hale blamed the banks and Drew blamed the unions, and promised a bridge": Drew did.
    """
    source, cue = tokens_of(doc, attribution.source[:1]), tokens_of(doc, attribution.cue[:1])
    if not source or not cue or source[-1].i >= cue[0].i:
        return False
    said = {t.i for t in tokens_of(doc, attribution.content)}
    for token in doc[source[-1].i + 1 : cue[0].i]:
        if token.tag_ in ("WDT", "WP", "WP$", "WRB") or token.dep_ == "mark":
            return False  # "Hale, whom Drew had met, said"
        after = token.nbor()
        if token.pos_ != "PROPN" or after.tag_ not in FINITE or after.i >= cue[0].i:
            continue
        first = token
        while first.nbor(-1).pos_ == "PROPN":
            first = first.nbor(-1)
        who = cast.of(token) if first.nbor(-1).pos_ != "ADP" else None  # "attacks on Drew have"
        if who is not None and who != attribution.speaker and who.type == "person":
            return token.i not in said and not editor.quoted(token)
    return False
