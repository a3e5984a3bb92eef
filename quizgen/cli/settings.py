"""The options for a teacher's settings, and the settings they ask for.

A callback gives an option's value, or says what it should have been.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.options import numbers_of, with_options

if TYPE_CHECKING:
    from quizgen.models import Kind, Settings, Share


def count_of(ctx: click.Context, param: click.Parameter, value: str | None) -> int | str | None:
    """A number of questions, or "all"."""
    if value is None or value == "all":
        return value
    if value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0:
        return int(value)
    raise click.BadParameter(f"{value!r} is neither a number above 0 nor all.")


def kinds_of(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[tuple[Kind, ...], tuple[Share, ...]] | None:
    """Kinds of questions, separated by commas, each with its share after "=" if it has one."""
    if value is None:
        return None
    from typing import get_args

    from quizgen.models import Kind, Share

    known: tuple[Kind, ...] = get_args(Kind)
    weights: dict[str, float | None] = {}
    for part in value.split(","):
        name, _, weight = (piece.strip() for piece in part.partition("="))
        name = name.replace("-", "_")
        if not name and not weight:
            continue
        if name not in known:
            raise click.BadParameter(f"{name!r} is no kind of question: {', '.join(known)}.")
        try:
            weights[name] = float(weight) if "=" in part else None
        except ValueError:
            raise click.BadParameter(f"{weight!r} is no share: write {name}=2.") from None
    if not weights:
        raise click.BadParameter(f"name at least one of {', '.join(known)}.")
    kinds = tuple(kind for kind in known if kind in weights)
    if not any(weights.values()) and None in weights.values():
        return kinds, ()
    shares = [(kind, weights[kind]) for kind in kinds]
    return kinds, tuple(Share(kind, 1.0 if w is None else w) for kind, w in shares)


def difficulty_of(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[float, float] | None:
    """A level by name, or two numbers with a hyphen between them."""
    if value is None:
        return None
    from quizgen.difficulty import LEVELS

    levels = {"any": (0.0, 1.0), **{str(name): ends for name, ends in LEVELS.items()}}
    if value in levels:
        return levels[value]
    try:
        lowest, highest = (float(number) for number in value.split("-"))
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is none of {', '.join(levels)}, and no range such as 0.2-0.5."
        ) from None
    return lowest, highest


SETTINGS_OPTIONS = (
    click.option(
        "--count",
        metavar="N|all",
        callback=count_of,
        help="Questions to make; 12 unless you say otherwise.",
    ),
    click.option(
        "--kinds",
        metavar="KIND,KIND",
        callback=kinds_of,
        help="Only these: who_said, what_said, complete_quote, when, how_long,"
        " which_event, which_first; all but complete_quote if left out. who_said=2,when=1"
        " makes twice as many of the one as of the other.",
    ),
    click.option(
        "--options",
        type=click.IntRange(3, 6),
        help="Options for each question, the right one included; 4 unless you say otherwise.",
    ),
    click.option(
        "--difficulty",
        metavar="LEVEL|A-B",
        callback=difficulty_of,
        help="easy, medium, hard or any, or a range within 0-1, as it is estimated.",
    ),
    click.option(
        "--minimum-confidence",
        type=click.FloatRange(0, 1),
        help="How sure a fact must be to be asked about; 0.95 unless you say otherwise.",
    ),
    click.option(
        "--without-speaker",
        metavar="NAME|none",
        multiple=True,
        help="Somebody not to ask about, nor to offer as an option. Repeat.",
    ),
    click.option(
        "--without-paragraphs",
        metavar="N,N|none",
        callback=numbers_of,
        help="Paragraphs not to ask about, counted from 1 without boilerplate.",
    ),
)

Wanted = dict[str, Any]
"""The options of :func:`settings_options` by name; None leaves the setting as it is."""


def settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for a teacher's settings, which a command takes as keywords, and hands on."""
    return with_options(command, SETTINGS_OPTIONS)


def with_wanted(settings: Settings, wanted: Wanted) -> Settings:
    """The settings with what the command line says; what it doesn't say stays as it is."""
    from dataclasses import replace

    if (count := wanted["count"]) is not None:
        settings = replace(settings, count=count if isinstance(count, int) else None)
    if wanted["kinds"] is not None:
        kinds, shares = wanted["kinds"]
        settings = replace(settings, kinds=kinds, shares=shares)
    if wanted["difficulty"] is not None:
        easiest, hardest = wanted["difficulty"]
        settings = replace(settings, easiest=easiest, hardest=hardest)
    if names := wanted["without_speaker"]:
        settings = replace(settings, without_speakers=() if names == ("none",) else names)
    for name in ("options", "minimum_confidence", "without_paragraphs"):
        if wanted[name] is not None:
            settings = replace(settings, **{name: wanted[name]})
    return settings
