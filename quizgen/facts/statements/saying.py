"""One attribution, in one of the ways in which a question may take it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.facts.editing import Editor
from quizgen.facts.frames import Framed, reports_another
from quizgen.facts.passages import tokens_of
from quizgen.facts.quotations import Quotation
from quizgen.facts.speakers import Cast
from quizgen.models import Attribution, Frame, Speaker, normalised

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

TOLD = {"tell", "assure", "inform", "remind", "advise", "warn"}
"""Verbs that name whom: "told reporters"."""


class Saying:
    """An attribution on its way to a statement, and the words of its parts."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        attribution: Attribution,
        framed: Framed,
        quotations: Sequence[Quotation],
        cast: Cast,
        editor: Editor,
    ) -> None:
        assert attribution.speaker is not None
        self.doc = doc
        self.text = text
        self.attribution = attribution
        self.framed = framed
        self.quotations = quotations
        self.cast = cast
        self.editor = editor
        self.frame: Frame = framed.frame
        self.speaker: Speaker = attribution.speaker
        self.of_body = self.speaker.type != "person"
        self.content = tokens_of(doc, attribution.content)
        self.cue = tokens_of(doc, attribution.cue)
        self.source = tokens_of(doc, attribution.source)
        self.around = {t.i for t in (*self.cue, *self.source)}
        """Indices of the words that say who says it, which may part what is said."""
        self.told = self._find_told()
        """Whom something is told, where the verb shows it: "told reporters that …"."""

    def _find_told(self) -> list[Token]:
        if self.frame != "clause" or self.framed.lemma not in TOLD:
            return []
        told = next((t for t in self.cue if t.lemma_.lower() == self.framed.lemma), None)
        for child in told.children if told is not None else ():
            if child.dep_ in ("dobj", "dative") and child not in self.content:
                return list(child.subtree)
        return []

    def has_own_words(self) -> bool:
        """Not so "The BBC reported that Brook called it “a gift”": no words of the BBC's."""
        return not reports_another(self.framed, self.of_body)

    def own_quotations(self) -> list[Quotation]:
        """Those of the speaker's own words."""
        contents = self.attribution.content
        own = self.has_own_words()
        return [q for q in self.quotations if own and any(c.covers(q.span) for c in contents)]

    def identified(self) -> str:
        """What tells it from the speaker's other statements."""
        return normalised(" ".join(span.of(self.text) for span in self.attribution.content))
