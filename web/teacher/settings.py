"""What a teacher sets for a generation, read from a form."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from flask import request
from flask_babel import gettext, lazy_gettext

from quizgen.difficulty import LEVELS
from quizgen.errors import SettingsError
from quizgen.models import Kind, Settings, Share

KINDS = {
    "who_said": lazy_gettext("Who said it"),
    "what_said": lazy_gettext("What somebody said"),
    "complete_quote": lazy_gettext("Gap in a quotation"),
    "when": lazy_gettext("When it happened"),
    "which_event": lazy_gettext("What happened then"),
    "which_first": lazy_gettext("What happened first"),
    "how_long": lazy_gettext("How long it lasted"),
}
"""Every kind of question in words; a test compares it with the type."""

DIFFICULTIES = {
    "any": lazy_gettext("any"),
    "easy": lazy_gettext("easy"),
    "medium": lazy_gettext("medium"),
    "hard": lazy_gettext("hard"),
}
MOST_QUESTIONS = 200


def settings_of_form(settings: Settings) -> Settings:
    """The settings with what the form says; what it doesn't name stays as it is.

    Raises:
        SettingsError: A value makes no sense; the message says which and what would.
    """
    form = request.form
    if "count" in form:
        settings = replace(settings, count=_count(form["count"].strip()))
    if "kinds_shown" in form:
        kinds = tuple(kind for kind in get_args(Kind) if kind in form.getlist("kind"))
        if not kinds:
            raise SettingsError(gettext("Choose at least one kind of question"))
        settings = replace(settings, kinds=kinds, shares=_shares(kinds))
    if form.get("difficulty") in DIFFICULTIES:
        named: dict[str, tuple[float, float]] = {"any": (0.0, 1.0)}
        named.update({str(name): ends for name, ends in LEVELS.items()})
        lowest, highest = named[form["difficulty"]]
        settings = replace(settings, easiest=lowest, hardest=highest)
    if "options" in form:
        settings = replace(
            settings, options=int(_number("options", 3, 6, gettext("Options: choose 3 to 6")))
        )
    if "confidence" in form:
        said = gettext("Certainty: choose 0 to 100 per cent")
        settings = replace(settings, minimum_confidence=_number("confidence", 0, 100, said) / 100)
    if "leaving_out_shown" in form:
        settings = replace(
            settings,
            without_speakers=tuple(form.getlist("without_speaker")),
            without_paragraphs=tuple(
                sorted({int(n) for n in form.getlist("without_paragraph") if n.isdecimal()})
            ),
        )
    return settings


def level_of(settings: Settings) -> str:
    """The difficulty that the settings ask for, by name."""
    ends = (settings.easiest, settings.hardest)
    return next((str(name) for name, level in LEVELS.items() if level == ends), "any")


def word_for(difficulty: float) -> str:
    """How hard a question is, in a word."""
    if difficulty < 0.42:
        return str(DIFFICULTIES["easy"])
    return str(DIFFICULTIES["medium" if difficulty < 0.55 else "hard"])


def seed_of_form() -> int | None:
    """The seed that the form names; None for one that wasn't drawn with yet.

    Raises:
        SettingsError: It is no number.
    """
    typed = request.form.get("seed", "").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 16):
        raise SettingsError(gettext("The seed is a whole number, or left empty"))
    return int(typed)


def _count(typed: str) -> int | None:
    if typed.casefold() in ("", "all"):
        return None
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= MOST_QUESTIONS:
        return int(typed)
    raise SettingsError(
        gettext("Questions: a number from 1 to %(most)s, or empty for all", most=MOST_QUESTIONS)
    )


def _shares(kinds: tuple[Kind, ...]) -> tuple[Share, ...]:
    """The shares that the form gives; none where all are alike."""
    typed = {kind: request.form.get(f"share-{kind}", "").strip() or "1" for kind in kinds}
    weights: dict[Kind, float] = {}
    for kind, text in typed.items():
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 100):
            raise SettingsError(gettext("Shares are whole numbers from 1 to 100"))
        weights[kind] = float(text)
    if len(set(weights.values())) < 2:
        return ()
    return tuple(Share(kind, weight) for kind, weight in weights.items())


def _number(field: str, least: int, most: int, said: str) -> float:
    try:
        number = float(request.form[field].replace(",", "."))
    except ValueError:
        raise SettingsError(said) from None
    if not least <= number <= most or (field == "options" and number != int(number)):
        raise SettingsError(said)
    return number
