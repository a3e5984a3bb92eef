"""Where paragraphs end, whatever shape a text comes in."""

from __future__ import annotations

import textwrap

import pytest

from quizgen.article.paragraphs import paragraphs

LONG = (
    "The old harbour bridge in Marlow Bay will close on 4 May, the town council announced, because"
    " its cables no longer carry what they were built to carry."
)
SHORT = "The town waits."


def split(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text)]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028"])
def test_a_blank_line_parts_paragraphs(line_break: str) -> None:
    """Whichever line endings the file has, and white space on the blank line or none."""
    for between in (line_break * 2, line_break * 5, f"{line_break} \t{line_break}"):
        assert split(LONG + between + SHORT) == [LONG, SHORT]


def test_a_single_line_break_parts_paragraphs_of_unwrapped_text() -> None:
    """A line longer than any program wraps at shows that lines are paragraphs."""
    assert split(f"{LONG}\n{SHORT}\n{LONG}") == [LONG, SHORT, LONG]
    assert split(f"{SHORT}\n{LONG}\n\n{SHORT}") == [SHORT, LONG, SHORT]


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
def test_hard_wrapped_lines_are_one_paragraph(width: int) -> None:
    """Lines that end because the next word didn't fit belong together."""
    first = textwrap.fill(LONG * 2, width)
    second = textwrap.fill(f"Nobody objected. {LONG}", width)
    assert split(f"{first}\n\n{second}") == [first, second]


def test_short_paragraphs_of_similar_length_stay_apart() -> None:
    """Lines that all end in a full stop are paragraphs, even where each could have been wrapped."""
    lines = [
        "The harbour bridge will close on 4 May, the town council announced on Tuesday.",
        "“The cables are past saving,” said Ada Brook, the town's chief engineer.",
        "Shopkeeper Tom Vance rejected the plan and said it would empty the quay.",
    ]
    assert split("\n".join(lines)) == lines


def test_white_space_around_a_paragraph_is_not_of_it() -> None:
    """Indents, trailing spaces and no-break spaces stay outside."""
    assert split(f"\n   {SHORT}\u00a0 \n\n\t{SHORT}\n") == [SHORT, SHORT]
    assert split(" \n\t\u00a0\n") == []
    assert split("") == []
