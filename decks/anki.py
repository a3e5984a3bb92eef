"""Question sets as Anki decks.

A student keeps a deck for months, in which the teacher regenerates it. So that reviews and the
student's own changes survive: a note's GUID comes from its question's id, its time is when the
question's content last changed, and note types never change in ways Anki calls a conflict
(``note_types``).

Each kind of card that is wanted of a question is a note of its own. Were they cards of one note,
whoever imports the deck again after the teacher has asked for recall cards, too, would get recall
cards of unchanged notes, which Anki doesn't update, and of which those cards would be blank.

Questions that are no longer asked are exported as retired, because Anki never deletes a note that
a newer package leaves out. Their notes have no card: whoever has the card sees it marked, and
whoever is new to the deck isn't given a question that the teacher took out. When it is asked
again, its card comes with it.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from html import escape
from operator import itemgetter
from pathlib import Path
from typing import Literal, get_args

from decks.note_types import CLOZE, QUESTION, NoteType
from decks.notes import Deck, Note
from decks.passages import Paragraph, Passages, one_line
from decks.questions import LETTERS, TYPED, difficulty
from quizgen.errors import DeckError
from quizgen.files import written_whole
from quizgen.models import Article, Kind, Question, QuestionSet, Span, identity, normalised

CardKind = Literal["choice", "recall", "typed", "cloze"]
"""What a card asks for: a choice among options; the answer from memory; the answer, typed; the
missing words of a sentence."""

CARD_KINDS: tuple[CardKind, ...] = get_args(CardKind)
DEFAULT_CARDS: tuple[CardKind, ...] = ("choice", "cloze")
"""One card for each question."""

UNDATED = 1_420_070_400
"""Time of a question that doesn't say when it last changed: 2015 begins, before any that does."""

ROOT_DECK = "quizgen"
"""The deck that all others are below."""

RETIRED = (
    "Retired: the newest version of this deck no longer asks this question."
    " Suspend it, or keep it if you like."
)
LICENCE = "The passages are quoted from the article; the rights in it stay with its owners."

HEADINGS: dict[Kind, str] = {
    "who_said": "Who said it?",
    "what_said": "What was said?",
    "complete_quote": "Complete the quotation",
    "when": "When?",
    "how_long": "How long?",
    "which_event": "Which event?",
    "which_first": "Which came first?",
}

_FROM_MEMORY: dict[CardKind, frozenset[Kind]] = {
    # Not “Which of these …?”, nor “What did X say?” about somebody who says five things.
    "recall": frozenset({"who_said", "when", "how_long", "which_event", "complete_quote"}),
    "typed": TYPED,
}
_TEMPLATES: dict[CardKind, tuple[NoteType, int]] = {
    "choice": (QUESTION, 0),
    "recall": (QUESTION, 1),
    "typed": (QUESTION, 2),
    "cloze": (CLOZE, 0),
}
_EMPTY = {field.name: "" for note_type in (QUESTION, CLOZE) for field in note_type.fields}
_IN_ORDER: dict[int, Callable[[dict[str, str]], tuple[str, ...]]] = {
    note_type.id: itemgetter(*(field.name for field in note_type.fields))
    for note_type in (QUESTION, CLOZE)
}
_GAP = "____"
_ABOUT_DATES: frozenset[Kind] = frozenset({"when", "how_long", "which_event", "which_first"})
_LONGEST_NAME = 120  # characters of a deck's name, beyond which Anki's list shows no more anyway
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SEPARATOR = "␟"

_PAGE = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)

# What Anki would run instead of showing it: template braces, sounds, speech and LaTeX.
_COMMANDS = re.compile(r"\{\{|\}\}|\[(?=/?(?:sound:|anki:|latex\]|\$))", re.IGNORECASE)


def write(
    question_set: QuestionSet,
    path: Path,
    *,
    timestamp: int | None = None,
    cards: Collection[CardKind] = DEFAULT_CARDS,
) -> None:
    """Write a question set as an Anki package.

    One question set makes one package, byte for byte.

    Args:
        question_set: What to write. A question's ``changed`` decides whether Anki takes it over
            what a student already has, also for a question that was retired since.
        path: The .apkg file.
        timestamp: When the notes were made, for Anki's browser, seconds since 1970 UTC; None for
            when the newest question changed.
        cards: Which cards to make of each question; see :func:`card_kinds`.

    Raises:
        DeckError: There are no questions, or the deck would harm a collection.
        OutputError: The file can't be written there.
    """
    write_several([question_set], path, timestamp=timestamp, cards=cards)


def write_several(
    question_sets: Sequence[QuestionSet],
    path: Path,
    *,
    timestamp: int | None = None,
    cards: Collection[CardKind] = DEFAULT_CARDS,
    below: str | None = None,
) -> None:
    """Write question sets as one Anki package, each with a deck of its own.

    Args:
        question_sets: What to write, about different articles.
        path: The .apkg file.
        timestamp: As in :func:`write`.
        cards: As in :func:`write`.
        below: Name of a deck, below “quizgen”, that is to hold those of the sets; None for
            “quizgen” itself. Anki knows decks by name: cards that a student already has stay in
            the deck where they are.

    Raises:
        DeckError: As :func:`write`; or two sets are about one article.
        OutputError: The file can't be written there.
    """
    from decks.lint import lint_collection
    from decks.package import collection, write_package

    unknown = set(cards) - set(CARD_KINDS)
    if unknown or not cards:
        named = f"there are no {min(unknown)!r} cards" if unknown else "no kind of card is left"
        raise DeckError(f"{named}: choose from {', '.join(CARD_KINDS)}")
    articles = Counter(question_set.article.id for question_set in question_sets)
    for question_set in question_sets:
        if articles[question_set.article.id] > 1:
            raise DeckError(
                f"two of these question sets are about “{question_set.article.title}”, and Anki"
                " could not tell their questions apart: export the newer one"
            )
        if not question_set.questions:
            raise DeckError(
                f"the question set about “{question_set.article.title}” has no questions, so there"
                " is no deck to make of it"
            )
    with _no_garbage():
        decks = _by_name(deck_of(question_set, cards, below) for question_set in question_sets)
        if timestamp is None:
            timestamp = max(note.changed for deck in decks for note in deck.notes)
        with collection(decks, timestamp=timestamp) as connection:
            lint_collection(connection)
            with written_whole(path) as beside:
                write_package(connection, beside)


@contextmanager
def _no_garbage() -> Iterator[None]:
    """No garbage collection meanwhile: all that is made is needed to the end.

    Going through ten thousand notes again and again took a tenth of writing them.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def deck_of(
    question_set: QuestionSet,
    cards: Collection[CardKind] = DEFAULT_CARDS,
    below: str | None = None,
) -> Deck:
    """The deck of a question set: its questions in order, then those it has retired."""
    article = question_set.article
    made = _Notes(article, cards)
    asked = {question.id for question in question_set.questions}
    notes = [note for question in question_set.questions for note in made.of(question)]
    for question in question_set.retired:
        if question.id not in asked:
            notes += made.of(question, retired=True)
    names = (ROOT_DECK, *([deck_title(below)] if below else []), deck_title(article.title))
    return Deck(
        id=1 << 50 | int(identity("anki deck", article.id, length=12), 16),
        name="::".join(names),
        description=_description(article),
        notes=notes,
    )


def _by_name(decks: Iterable[Deck]) -> list[Deck]:
    """The decks, those of one name joined, because Anki knows them by nothing else."""
    joined: dict[str, Deck] = {}
    for deck in decks:
        if same := joined.get(deck.name.casefold()):
            deck = Deck(
                same.id,
                same.name,
                f"{same.description}<br><br>{deck.description}",
                [*same.notes, *deck.notes],
            )
        joined[deck.name.casefold()] = deck
    return list(joined.values())


def deck_title(title: str) -> str:
    """A title as the last part of a deck's name; ``::`` would make decks within decks."""
    name = re.sub(r":(?:\s*:)+", ":", unicodedata.normalize("NFC", one_line(title)))
    name = name.strip(": ")
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME - 1].rstrip() + "…"
    return name or "Untitled article"


@lru_cache(maxsize=1024)
def tag(*parts: str) -> str:
    """A tag below ``quizgen::``; what Anki can't have in a tag becomes a hyphen."""
    safe = (re.sub(r"[^\w.-]+", "-", part).strip("-") for part in parts)
    return "::".join(("quizgen", *(part or "unnamed" for part in safe)))


def text_html(text: str) -> str:
    """Plain text as an Anki field that shows exactly this text.

    Quotation marks stay as they are, so that Anki's search finds words like "don't".
    """
    return _defused(escape(one_line(text), quote=False))


def texts_html(texts: Sequence[str]) -> list[str]:
    """What :func:`text_html` makes of each; many short texts are looked at sooner as one."""
    joined = _SEPARATOR.join(texts)
    plain = joined.isprintable() and "  " not in joined
    if not plain or joined.count(_SEPARATOR) != len(texts) - 1:
        return [text_html(text) for text in texts]
    html = _defused(escape(joined, quote=False))
    return [text.strip(" ") for text in html.split(_SEPARATOR)]


def attribute_html(text: str) -> str:
    """Plain text as the value of an HTML attribute."""
    return _defused(escape(one_line(text)))


def page_url(url: str | None) -> str:
    """The URL; nothing for one that a browser would not open as a page."""
    return url if url and _PAGE.fullmatch(url) else ""


def is_gap(question: Question) -> bool:
    """Whether its stem is a sentence with words missing.

    Told by what is asked, never by the stem: the note type hangs on it, and a note that changes
    its type is a conflict to Anki.
    """
    if question.kind == "complete_quote":
        return True
    timex = question.timex
    return question.kind == "when" and timex is not None and timex.type == "DURATION"


def card_kinds(question: Question, wanted: Collection[CardKind]) -> list[CardKind]:
    """The kinds of cards to make of a question.

    Those that are wanted and that it can make. A cloze deletion takes the place of a card with
    options and of one from memory. Of a question that makes none of what is wanted, such as
    “Which of these came first?” where options aren't, a card with options is made nevertheless:
    no question is lost.
    """
    cloze = "cloze" in wanted and is_gap(question)
    made: list[CardKind] = ["cloze"] if cloze else []
    if "choice" in wanted and not cloze:
        made.append("choice")
    if "recall" in wanted and not cloze and question.kind in _FROM_MEMORY["recall"]:
        made.append("recall")
    if "typed" in wanted and question.kind in _FROM_MEMORY["typed"]:
        made.append("typed")
    return made or ["choice"]


def guid(question_id: str, kind: CardKind) -> str:
    """The GUID of the note that makes this kind of card of a question."""
    return question_id if kind == "choice" else f"{question_id}.{kind}"


class _Notes:
    """Makes notes of an article's questions."""

    def __init__(self, article: Article, cards: Collection[CardKind]) -> None:
        self._cards = cards
        self._passages = Passages(article)
        self._proofs: dict[tuple[Span, ...], str] = {}
        self._telling: dict[str, bool] = {}  # whether the title has an answer in it
        self._title = one_line(article.title)
        self._title_words = f" {normalised(article.title)} "
        self._day = day(article.published)
        self._tag = tag("article", article.id)
        self._shared = _EMPTY | {
            "Article": text_html(article.title),
            "Date": self._day,
            "URL": attribute_html(page_url(article.url)),
            "Language": attribute_html(article.language),
        }

    def of(self, question: Question, *, retired: bool = False) -> Iterator[Note]:
        """The notes of a question; where it is retired, they say so and have no cards."""
        speaker = question.speaker
        key = [option.id for option in question.options].index(question.key)
        html = texts_html(
            [
                question.stem,
                _remark(question),
                speaker.name if speaker else "",
                (speaker.role or "") if speaker else "",
                self._context(question, question.options[key].text),
                _typed_answer(question),
                " · ".join(question.accepted[1:]),
                question.id,
                *[option.text for option in question.options],
            ]
        )
        stem, feedback, name, role, context, typed, accepted, question_id, *options = html
        explanation = _explanation(question)
        values = self._shared | {
            "Question": stem,
            "Options": f'<ol type="A"><li>{"</li><li>".join(options)}</li></ol>',
            "Answer": options[key],
            "Passage": self._proof(question.evidence),
            "Feedback": feedback,
            "Explanation": explanation,
            "Speaker": name,
            "Role": role,
            "Context": context,
            "Heading": HEADINGS.get(question.kind, ""),
            "Kind": question.kind,
            "Accepted": accepted,
            "Retired": RETIRED if retired else "",
            "Question ID": question_id,
        }
        tags: tuple[str, ...] = (
            tag("kind", question.kind),
            self._tag,
            tag("difficulty", difficulty(question)),
        )
        if retired:
            tags += (tag("retired"),)
        for kind in card_kinds(question, self._cards):
            note_type, template = _TEMPLATES[kind]
            if kind == "choice":
                own = LETTERS[key]
            elif kind == "cloze":
                own = _cloze(stem, options[key])
            else:
                own = typed if kind == "typed" else "y"
            values_of_kind = values | {note_type.templates[template].needs: own}
            yield Note(
                guid=guid(question.id, kind),
                note_type=note_type,
                fields=_IN_ORDER[note_type.id](values_of_kind),
                sort=one_line(question.stem),
                tags=tags,
                changed=question.changed or UNDATED,
                card=None if retired else template,
            )

    def _proof(self, evidence: tuple[Span, ...]) -> str:
        html = self._proofs.get(evidence)
        if html is None:
            html = self._proofs[evidence] = _passage_html(self._passages.around(evidence))
        return html

    def _context(self, question: Question, answer: str) -> str:
        """The front's small print: title and date, without what would give the answer away."""
        tells = self._telling.get(answer)
        if tells is None:
            tells = self._telling[answer] = f" {normalised(answer)} " in self._title_words
        date_tells = question.kind in _ABOUT_DATES
        shown = ("" if tells else self._title, "" if date_tells else self._day)
        return " · ".join(filter(None, shown))


def day(published: date | None) -> str:
    """A date as British newspapers write it, the same in every locale; nothing for None."""
    if published is None:
        return ""
    return f"{published.day} {_MONTHS[published.month - 1]} {published.year}"


_ARTICLE_SAYS = "The article says: “"


def _remark(question: Question) -> str:
    """What the feedback says besides quoting the passage, which stands on the card anyway.

    Such as “he” is Ada Brook.
    """
    if not question.feedback.startswith(_ARTICLE_SAYS):
        return question.feedback  # a teacher's own
    return question.feedback.rpartition("” – ")[2] if "” – " in question.feedback else ""


def _explanation(question: Question) -> str:
    """Why the others are wrong, those of which that can be said, by the letters they go by."""
    whys = [(letter, option.why) for letter, option in zip(LETTERS, question.options, strict=False)]
    said = [(letter, why) for letter, why in whys if why]
    if not said:
        return ""
    html = texts_html([why for _, why in said])
    items = (f"<li>{letter}: {why}</li>" for (letter, _), why in zip(said, html, strict=True))
    return f"<ul>{''.join(items)}</ul>"


def _typed_answer(question: Question) -> str:
    """What a student is to type: the shortest of the key and its first other form."""
    return min(question.accepted[:2] or (question.answer,), key=len)


_CLOZE_MARKS = str.maketrans({"{": "&#123;", "}": "&#125;"})


def _cloze(stem: str, answer: str) -> str:
    """A stem's HTML with the answer in its gap, for Anki to hide."""
    stem = stem.translate(_CLOZE_MARKS)
    answer = answer.translate(_CLOZE_MARKS).replace("::", "&#58;&#58;")  # a hint would follow it
    hidden = f"{{{{c1::{answer}}}}}"
    return stem.replace(_GAP, hidden, 1) if _GAP in stem else f"{stem} {hidden}"


def _passage_html(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join(f"<p>{_paragraph_html(paragraph)}</p>" for paragraph in paragraphs)


def _paragraph_html(paragraph: Paragraph) -> str:
    pieces = [(_defused(escape(text, quote=False)), proves) for text, proves in paragraph]
    return "".join(f"<mark>{html}</mark>" if proves else html for html, proves in pieces).strip()


def _defused(html: str) -> str:
    if not ("[" in html or "{" in html or "}" in html):
        return html
    return _COMMANDS.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), html)


def _description(article: Article) -> str:
    """What the deck says of itself: the same in each generation, for every import replaces it."""
    title = f"<b>{text_html(article.title)}</b>"
    when = f", {day(article.published)}" if article.published else ""
    url = attribute_html(page_url(article.url))
    link = f'<br><a href="{url}">{url}</a>' if url else ""
    return f"Questions on {title}{when}{link}<br>{LICENCE}<br>Made with quizgen"
