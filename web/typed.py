"""Typed answers: which option somebody means who writes it in words of their own.

Dates count in any usual form, names with or without title and first name, and small slips of
typing are forgiven, but never onto another option: what is as near to a wrong option as to the
right one is asked again, not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from quizgen.lexicons import load
from quizgen.models import Kind, Option, Question
from web.typed_dates import PartialDate, read_dates

TYPED_KINDS: frozenset[Kind] = frozenset({"who_said", "when", "complete_quote"})
"""Kinds whose keys are short enough to be typed: names, dates, words."""

LONGEST = 200
"""Characters of a typed answer."""

_PARTICLES = frozenset("al el bin ibn ben da das de del der den di do dos du la le van von".split())


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a typed answer means."""

    option_id: str | None = None  # None: none of the options
    unclear: bool = False  # it could be two options: to be asked again, not counted


def is_typed(question: Question) -> bool:
    """Whether the question's key can be typed."""
    return question.kind in TYPED_KINDS


def meaning(question: Question, typed: str) -> Meaning:
    """Which of the question's options was typed.

    Args:
        question: One that ``is_typed``.
        typed: What the student wrote.
    """
    exact = [o.id for o in question.options if _words(o.text) == _words(typed)]
    if len(exact) == 1:
        return Meaning(exact[0])
    if question.kind == "when":
        found = _date_meaning(question, typed)
        if found is not None:
            return found
    forms = {option.id: _forms(question, option) for option in question.options}
    written = [_words(typed)]
    if question.kind == "who_said":
        written.append(_without_titles(written[0]))
    written = [words for words in written if words]
    found = _nearest(forms, written)
    if found.option_id != question.key or question.kind != "who_said":
        return found
    # A surname alone counts where the article has nobody else of that name.
    accepted = {_without_titles(_words(text)) for text in question.accepted}
    sure = [f for f in forms[question.key] if len(f) > 1 or _without_titles(f) in accepted]
    certain = _nearest({**forms, question.key: sure}, written)
    return found if certain == found else Meaning(unclear=True)


def _date_meaning(question: Question, typed: str) -> Meaning | None:
    """The option whose date was typed; None if no date was, or the options are none."""
    options = {option.id: read_dates(option.text) for option in question.options}
    readings = read_dates(typed)
    if not readings or not all(options.values()):
        return None
    asked = [each for dates in options.values() for each in dates]
    if any(_is_coarser(reading, each) for reading in readings for each in asked):
        # "Monday" counts if the article leaves it at that, and no other option is a Monday.
        if readings not in map(read_dates, question.accepted):
            return Meaning(unclear=True)
    meant = {
        option_id
        for option_id, dates in options.items()
        if any(_agree(reading, each) for reading in readings for each in dates)
    }
    if len(meant) > 1:
        return Meaning(unclear=True)
    return Meaning(meant.pop() if meant else None)


def _is_coarser(typed: PartialDate, option: PartialDate) -> bool:
    """Whether it leaves out what the options say, be it right or not; the year may be left out."""
    return (option.day is not None and typed.day is None) or (
        option.month is not None and typed.month is None
    )


def _agree(typed: PartialDate, option: PartialDate) -> bool:
    """Whether nothing that both say differs, and it says something that the option says."""
    pairs = [
        (typed.year, option.year),
        (typed.month, option.month),
        (typed.day, option.day),
        (typed.weekday, option.weekday),
    ]
    said = [(mine, its) for mine, its in pairs if mine is not None and its is not None]
    return bool(said) and all(mine == its for mine, its in said)


def _forms(question: Question, option: Option) -> list[tuple[str, ...]]:
    """The ways of writing an option, in words."""
    texts = [option.text]
    if option.id == question.key:
        texts += question.accepted
    if question.kind != "who_said":
        return _distinct(_words(text) for text in texts)
    # "Ada Brook, the town's chief engineer": the name comes before the role.
    names = [_without_titles(_words(text.split(",")[0])) for text in texts]
    return _distinct(
        [
            *map(_words, texts),
            *names,
            *map(_surname, names),
        ]
    )


def _distinct(forms: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [form for form in dict.fromkeys(forms) if form]


def _surname(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without what stands before the surname: "de Mistura", "al Moallem"."""
    for place, word in enumerate(name[1:-1], 1):
        if word in _PARTICLES:
            return name[place:]
    return name[-1:]


@cache
def _titles() -> frozenset[str]:
    people = load("people")
    address, rank = people["address"], people["rank"]
    return frozenset(
        {"the", *address["male"], *address["female"], *address["any"]}
        | {*rank["words"], *rank["beginnings"]}
    )


def _without_titles(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without "President", "Mr" or "the" before it and without initials; never nothing."""
    start = 0
    while start < len(name) - 1 and name[start] in _titles():
        start += 1
    bare = name[start:]
    kept = tuple(word for word in bare if len(word) > 1)
    return kept or bare


def _words(text: str) -> tuple[str, ...]:
    """The words, without case, accents and punctuation: "Ja’afari" is "jaafari"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    # An apostrophe stands within a word, a hyphen between two: "al-Moallem" is "al Moallem".
    letters = re.sub(r"['’‘ʼ`´.]", "", letters)
    return tuple(re.findall(r"[^\W_]+", letters))


def _nearest(
    forms: dict[str, list[tuple[str, ...]]], written: Sequence[tuple[str, ...]]
) -> Meaning:
    """The option one of whose forms is nearest, if no other is as near."""
    distances: dict[str, int] = {}
    for option_id, ways in forms.items():
        found = [
            distance
            for words in written
            for form in ways
            if (distance := _distance(words, form)) is not None
        ]
        if found:
            distances[option_id] = min(found)
    if not distances:
        return Meaning()
    least = min(distances.values())
    nearest = [option_id for option_id, distance in distances.items() if distance == least]
    return Meaning(nearest[0]) if len(nearest) == 1 else Meaning(unclear=True)


def _distance(typed: tuple[str, ...], form: tuple[str, ...]) -> int | None:
    """How many slips lie between the two; None if that's more than slips.

    Slips are insertions, omissions, replacements and swaps of letters (Damerau 1964): one in words
    of five letters and more, two in words of nine and more, none in the first letter and none
    where there are digits. Words run together or apart count as none.
    """
    if "".join(typed) == "".join(form):
        return 0
    if len(typed) != len(form):
        return None
    total = 0
    for word, wanted in zip(typed, form, strict=True):
        if word == wanted:
            continue
        slips = _slips(word, wanted)
        if slips is None:
            return None
        total += slips
    return total


def _slips(word: str, wanted: str) -> int | None:
    # NLTK takes a moment to import; most answers are written as they should be.
    from nltk.metrics.distance import edit_distance

    allowed = 2 if len(wanted) >= 9 else 1 if len(wanted) >= 5 else 0
    if abs(len(word) - len(wanted)) > allowed or word[0] != wanted[0]:
        return None
    if any(c.isdigit() for c in word + wanted):
        return None
    slips = int(edit_distance(word, wanted, transpositions=True))
    return slips if slips <= allowed else None
