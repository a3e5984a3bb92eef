"""What stands around a saying: the sentences that prove it, who hears it, words for gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizgen.facts.gaps import as_word, is_gap_word
from quizgen.facts.passages import sentence_span, span_root
from quizgen.facts.statements.saying import Saying
from quizgen.models import Span, Word

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token


def sentences_of(saying: Saying, shown: Sequence[Token]) -> tuple[Span, ...]:
    """The sentences of the words that are shown and of their cue."""
    of_each = {id(token.sent): token for token in (*shown, *saying.cue)}
    return tuple(sorted({sentence_span(token) for token in of_each.values()}))


def introduction_of(saying: Saying, sentences: Sequence[Span]) -> Span | None:
    """The nearest sentence before that has the speaker's name, if these ones haven't."""
    head = span_root(saying.doc, saying.attribution.source[0])
    if head.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in head.children if c.dep_ == "appos"):
        return None
    names = (t for t in reversed(saying.doc[: saying.cue[0].i]) if t.pos_ == "PROPN")
    for name in (t for t in names if saying.cast.of(t) == saying.speaker):
        if any(s.start <= name.idx < s.end for s in sentences):
            if not saying.editor.quoted(name):
                return None
        elif name.idx < sentences[0].start:
            return sentence_span(name)
    return None


def find_hearers(saying: Saying) -> Iterator[str]:
    """Whom it is said to, who therefore didn't say it: "Brook asked Vance if …"."""
    for verb in saying.cue:
        for child in verb.children if verb.pos_ == "VERB" else ():
            who = saying.cast.of(child) if child.dep_ in ("dobj", "dative") else None
            if who is not None and who != saying.speaker:
                yield who.name


def find_words(saying: Saying) -> Iterator[Word]:
    """Quoted words of the speaker's that may be left out for students to fill in."""
    for token in saying.content if saying.has_own_words() else ():
        if saying.editor.quoted(token) and is_gap_word(token):
            yield as_word(token)
