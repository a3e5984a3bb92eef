"""What the event finder looks at, and what every kind of event is finished with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.dates import interval
from quizgen.facts.editing import Edited, Editor, tidy
from quizgen.facts.events.plain_verbs import UNKNOWN
from quizgen.facts.passages import sentence_span
from quizgen.facts.speakers import Cast
from quizgen.models import (
    Article,
    Attribution,
    DatedEvent,
    Occurrence,
    Span,
    Speaker,
    Timex,
    identity,
    normalised,
)

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token


def without_stop(text: str) -> str:
    """Without a full stop that the tokeniser left on a sentence's last word: "the Mass."."""
    text = re.sub(r"\.([”\"’])$", r"\1", text)  # "“60 Minutes.”"
    word = re.search(r"(?<![.\w])([A-Z]?[a-z]+)\.$", text)
    return text[:-1] if word and word[1].lower() not in STOPPED else text


STOPPED = {"calif", "co", "corp", "inc", "jr", "ltd", "sr", "st"}


@dataclass(frozen=True)
class Dated:
    """One time expression, or the two ends of a range, on the way to an event."""

    timex: Timex
    until: Timex | None = None  # the second end of "from 3 to 5 March"
    between: bool = False  # "between 3 and 9 March": some time in it, not all the time


@dataclass(frozen=True)
class Context:
    """What the event finder looks at."""

    doc: Doc
    article: Article
    attributions: Sequence[Attribution]
    cast: Cast
    editor: Editor
    timexes: Sequence[Timex]
    contradicted: list[bool] = field(default_factory=list)  # once known: by its own dates
    _places: dict[int, Timex] = field(default_factory=dict)  # by token

    def __post_init__(self) -> None:
        for timex in self.timexes:
            self._places.update((token.i, timex) for token in self.tokens(timex))

    def tokens(self, timex: Timex) -> list[Token]:
        """The words of a time expression."""
        found = self.doc.char_span(*timex.span)
        return list(found) if found is not None else []

    def time_at(self, token: Token) -> Timex | None:
        """The time expression that a word is part of."""
        return self._places.get(token.i)

    def in_body(self, span: Span) -> bool:
        return any(part.covers(span) for part in self.article.body)

    def edit(
        self, tokens: Sequence[Token], known: Sequence[int] = (), named: Sequence[Speaker] = ()
    ) -> Edited:
        """Words that stand alone, names put in for "he" and "the president"."""
        if not tokens:
            return Edited("")
        return self.editor.edit(tokens, known=known, named=named, brackets=False)

    def attributed(self, token: Token) -> tuple[Speaker | None, bool]:
        """Whose words a token stands in, and whether it stands in anybody's."""
        for attribution in self.attributions:
            if any(s.start <= token.idx < s.end for s in attribution.content):
                return attribution.speaker, True
        return None, self.editor.quoted(token)

    def fits(self, event: DatedEvent) -> bool:
        """Whether a past event lies before publication, and a coming one doesn't."""
        published = self.article.published
        first = interval(event.timex.value) if event.timex.value else None
        if published is None or first is None:
            return True
        last = interval(event.until.value) if event.until and event.until.value else first
        if last is None:
            return False
        if event.tense == "past":
            return first.first <= published if event.until is None else last.first <= published
        if event.tense == "present":  # "today they receive it automatically" is no event
            return first.last > published
        return last.last >= published

    def finish(
        self,
        event: DatedEvent,
        clause: str,
        inverted: str | None,
        what: str,
        names: tuple[str, ...],
        problem: str | None,
        place: Token,
    ) -> Occurrence:
        """The occurrence of these words.

        Args:
            event: What was found.
            clause: Told: "the ceasefire began".
            inverted: Asked: "did the ceasefire begin"; None where only a gap will do.
            what: Names what happened, for the identity of the fact.
            names: Whom the words mention.
            problem: Why it can't be asked about.
            place: A word of the sentence that it stands in.
        """
        sound = problem in (None, *UNKNOWN)
        if sound and event.relation == "at" and not self.fits(event):
            problem = "its tense doesn’t fit its date"
        value = self._value(event.timex)
        if event.until is not None:
            value = f"{value}/{self._value(event.until)}"
        return Occurrence(
            id=identity("event", normalised(what), value),
            event=event,
            clause=without_stop(tidy(clause)),
            inverted=without_stop(tidy(inverted)) if inverted else None,
            sentences=(sentence_span(place),),
            names=names,
            problem=problem,
        )

    def _value(self, timex: Timex) -> str:
        return timex.value or normalised(timex.span.of(self.article.text))
