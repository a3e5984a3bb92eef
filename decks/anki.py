"""Question sets as Anki decks.

A student keeps a deck for months, in which the teacher regenerates it. So that reviews and the
student's own changes survive: a note's GUID is its question's id, its time is when the question's
content last changed, and note types never change in ways Anki calls a conflict (``note_types``).
Questions that are no longer asked are exported as retired, because Anki never deletes a note that
a newer package leaves out. They stand last in the same deck and are not suspended: a card stays
where it is and as it is whatever a later package says, so one put aside for whoever imports the
deck now would still be put aside when its question is asked again.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from html import escape
from pathlib import Path

from decks.note_types import QUESTION
from decks.notes import Deck, Note
from decks.passages import Paragraph, Passages, one_line
from quizgen.errors import DeckError
from quizgen.files import written_whole
from quizgen.models import Article, Kind, Question, QuestionSet, identity, normalised

UNDATED = 1_420_070_400
"""Time of a question that doesn't say when it last changed: 2015 begins, before any that does."""

RETIRED = (
    "Retired: the newest version of this deck no longer asks this question."
    " Suspend it, or keep it if you like."
)

HEADINGS: dict[Kind, str] = {
    "who_said": "Who said it?",
    "what_said": "What was said?",
    "complete_quote": "Complete the quotation",
    "when": "When?",
    "which_event": "Which event?",
    "which_first": "Which came first?",
}

_ABOUT_DATES: frozenset[Kind] = frozenset({"when", "which_event", "which_first"})
_LONGEST_NAME = 120  # characters of a deck's name, beyond which Anki's list shows no more anyway
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_PAGE = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)

# What Anki would run instead of showing it: template braces, sounds, speech and LaTeX.
_COMMANDS = re.compile(r"\{\{|\}\}|\[(?=/?(?:sound:|anki:|latex\]|\$))", re.IGNORECASE)


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as an Anki package.

    One question set makes one package, byte for byte.

    Args:
        question_set: What to write. A question's ``changed`` decides whether Anki takes it over
            what a student already has, also for a question that was retired since.
        path: The .apkg file.
        timestamp: When the notes were made, for Anki's browser, seconds since 1970 UTC; None for
            when the newest question changed.

    Raises:
        DeckError: There are no questions, or the deck would harm a collection.
        OutputError: The file can't be written there.
    """
    from decks.lint import lint_package
    from decks.package import write_package

    deck = deck_of(question_set)
    if not deck.notes:
        raise DeckError("this question set has no questions, so there is no deck to make of it")
    if timestamp is None:
        timestamp = max(note.changed for note in deck.notes)
    with written_whole(path) as beside:
        write_package([deck], beside, timestamp=timestamp)
        lint_package(beside)


def deck_of(question_set: QuestionSet) -> Deck:
    """The deck of a question set: its questions in order, then those it has retired."""
    article = question_set.article
    passages = Passages(article)
    shared = _article_values(article)
    asked = {question.id for question in question_set.questions}
    notes = [_note(question, article, passages, shared) for question in question_set.questions]
    notes += [
        _note(question, article, passages, shared, RETIRED)
        for question in question_set.retired
        if question.id not in asked
    ]
    return Deck(
        id=1 << 50 | int(identity("anki deck", article.id, length=12), 16),
        name=f"quizgen::{deck_title(article.title)}",
        description=_description(article, len(question_set.questions)),
        notes=notes,
    )


def deck_title(title: str) -> str:
    """A title as the last part of a deck's name; ``::`` would make decks within decks."""
    name = re.sub(r":(?:\s*:)+", ":", unicodedata.normalize("NFC", one_line(title)))
    name = name.strip(": ")
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME - 1].rstrip() + "…"
    return name or "Untitled article"


def tag(*parts: str) -> str:
    """A tag below ``quizgen::``; what Anki can't have in a tag becomes a hyphen."""
    safe = (re.sub(r"[^\w.-]+", "-", part).strip("-") for part in parts)
    return "::".join(("quizgen", *(part or "unnamed" for part in safe)))


def text_html(text: str) -> str:
    """Plain text as an Anki field that shows exactly this text.

    Quotation marks stay as they are, so that Anki's search finds words like "don't".
    """
    return _defused(escape(one_line(text), quote=False))


def attribute_html(text: str) -> str:
    """Plain text as the value of an HTML attribute."""
    return _defused(escape(one_line(text)))


def page_url(url: str | None) -> str:
    """The URL; nothing for one that a browser would not open as a page."""
    return url if url and _PAGE.fullmatch(url) else ""


def _article_values(article: Article) -> dict[str, str]:
    """The fields that all questions on an article share."""
    return {
        "Article": text_html(article.title),
        "Date": day(article.published),
        "URL": attribute_html(page_url(article.url)),
        "Language": attribute_html(article.language),
    }


def _note(
    question: Question,
    article: Article,
    passages: Passages,
    shared: dict[str, str],
    retired: str = "",
) -> Note:
    speaker = question.speaker
    letters = dict(zip((option.id for option in question.options), _LETTERS, strict=False))
    values = shared | {
        "Question": text_html(question.stem),
        "Options": _options_html(question),
        "Answer": text_html(question.answer),
        "Passage": _passage_html(passages.around(question.evidence)),
        "Feedback": text_html(question.feedback),
        "Speaker": text_html(speaker.name) if speaker else "",
        "Role": text_html(speaker.role or "") if speaker else "",
        "Context": text_html(_context(question, article)),
        "Heading": text_html(HEADINGS.get(question.kind, "")),
        "Kind": attribute_html(question.kind),
        "Key": letters.get(question.key, ""),
        "Accepted": text_html(" · ".join(question.accepted[1:])),
        "Retired": text_html(retired),
        "Question ID": text_html(question.id),
    }
    tags = [tag("kind", question.kind), tag("article", article.id)]
    if retired:
        tags.append(tag("retired"))
    return Note(
        guid=question.id,
        note_type=QUESTION,
        fields=tuple(values.get(field.name, "") for field in QUESTION.fields),
        sort=one_line(question.stem),
        tags=tuple(tags),
        changed=question.changed or UNDATED,
    )


def day(published: date | None) -> str:
    """A date as British newspapers write it, the same in every locale; nothing for None."""
    if published is None:
        return ""
    return f"{published.day} {_MONTHS[published.month - 1]} {published.year}"


def _options_html(question: Question) -> str:
    items = "".join(f"<li>{text_html(option.text)}</li>" for option in question.options)
    return f'<ol type="A">{items}</ol>'


def _passage_html(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join(f"<p>{_paragraph_html(paragraph)}</p>" for paragraph in paragraphs)


def _paragraph_html(paragraph: Paragraph) -> str:
    pieces = [(_defused(escape(text, quote=False)), proves) for text, proves in paragraph]
    return "".join(f"<mark>{html}</mark>" if proves else html for html, proves in pieces).strip()


def _defused(html: str) -> str:
    if not ("[" in html or "{{" in html or "}}" in html):
        return html
    return _COMMANDS.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), html)


def _context(question: Question, article: Article) -> str:
    """The front's small print: title and date, without what would give the answer away."""
    shown = []
    if f" {normalised(question.answer)} " not in f" {normalised(article.title)} ":
        shown.append(one_line(article.title))
    if article.published and question.kind not in _ABOUT_DATES:
        shown.append(day(article.published))
    return " · ".join(filter(None, shown))


def _description(article: Article, count: int) -> str:
    title = f"<b>{text_html(article.title)}</b>"
    when = f", {day(article.published)}" if article.published else ""
    url = attribute_html(page_url(article.url))
    link = f'<br><a href="{url}">{url}</a>' if url else ""
    questions = "1 question" if count == 1 else f"{count} questions"
    return f"{questions} on {title}{when}{link}<br>Made with quizgen"
