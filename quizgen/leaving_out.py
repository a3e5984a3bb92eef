"""What a teacher's settings leave of an article's facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.errors import SettingsError
from quizgen.models import Article, Facts, Settings, Span, Speaker, normalised

SPEAKER = "its speaker is left out in the settings"
PARAGRAPH = "its paragraph is left out in the settings"
REASONS = {SPEAKER: "speakers_wanted", PARAGRAPH: "paragraphs_wanted"}
"""Problems of facts that are no fault of theirs, with the name of the guideline behind each."""


def wanted_facts(article: Article, facts: Facts, settings: Settings) -> Facts:
    """The facts, those that shall not be asked about marked with the reason.

    They stay among the facts: that somebody who is left out said the same makes "Who said …?" as
    bad a question as ever. But they are no options.

    Raises:
        SettingsError: A speaker or paragraph to leave out isn't there; the message says who is.
    """
    if not settings.without_speakers and not settings.without_paragraphs:
        return facts
    silent = {speaker.id for speaker in speakers_without(facts, settings)}
    closed = paragraphs_without(article, settings)

    def problem(speaker: Speaker | None, sentences: Sequence[Span]) -> str | None:
        if speaker is not None and speaker.id in silent:
            return SPEAKER
        if any(span.overlaps(other) for span in sentences for other in closed):
            return PARAGRAPH
        return None

    return replace(
        facts,
        statements=tuple(
            replace(s, problem=problem(s.speaker, s.sentences) or s.problem)
            for s in facts.statements
        ),
        occurrences=tuple(
            replace(o, problem=problem(o.event.attributed_to, o.sentences) or o.problem)
            for o in facts.occurrences
        ),
        speakers=tuple(speaker for speaker in facts.speakers if speaker.id not in silent),
        vocabulary=tuple(w for w in facts.vocabulary if not _inside(w.span, closed)),
        fragments=tuple(w for w in facts.fragments if not _inside(w.span, closed)),
        phrases=tuple(w for w in facts.phrases if not _inside(w.span, closed)),
    )


def speakers_without(facts: Facts, settings: Settings) -> list[Speaker]:
    """The speakers whom the settings leave out.

    A name stands for every speaker it is the whole or the last part of: "Assad" for "Bashar Assad".

    Raises:
        SettingsError: A name is nobody's.
    """
    found: list[Speaker] = []
    for name in settings.without_speakers:
        words = normalised(name)
        meant = [s for s in facts.speakers if f" {normalised(s.name)}".endswith(f" {words}")]
        if not words or not meant:
            names = ", ".join(speaker.name for speaker in facts.speakers) or "nobody"
            raise SettingsError(f"{name!r} can't be left out: the article knows {names}")
        found += meant
    return found


def paragraphs_without(article: Article, settings: Settings) -> list[Span]:
    """The paragraphs that the settings leave out.

    Raises:
        SettingsError: A number is no paragraph's.
    """
    count = len(article.body)
    for number in settings.without_paragraphs:
        if not 1 <= number <= count:
            raise SettingsError(
                f"paragraph {number} can't be left out: the article has"
                f" {count}, numbered from 1 without what is no part of it"
            )
    return [article.body[number - 1] for number in settings.without_paragraphs]


def _inside(span: Span, paragraphs: Sequence[Span]) -> bool:
    return any(paragraph.overlaps(span) for paragraph in paragraphs)
