"""The reasons why words make no statement that is asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, get_args

from quizgen.facts.statements import edges, halves, intrusions, speaking
from quizgen.facts.statements.saying import Saying
from quizgen.facts.statements.wording import Worded
from quizgen.models import Frame

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

Check = Callable[[Saying, "Sequence[Token]"], bool | str | None]
"""Whether something speaks against the words that are shown of a saying, or what."""
Reasons = Sequence[tuple[Sequence[Frame], str, Check]]
"""Each with the frames it goes for and how it is told; the first to hold is given."""

EVERY: tuple[Frame, ...] = get_args(Frame)
CLAUSE: tuple[Frame, ...] = ("clause",)
OBJECT: tuple[Frame, ...] = ("object",)
UNQUOTED = tuple(frame for frame in EVERY if frame != "quotation")
SAID_BY_CHECK = ""

AROUND: Reasons = (
    (EVERY, "its sentence doesn’t come to an end", intrusions.breaks_off),
    (EVERY, "it stands in a headline", intrusions.is_headline),
    (EVERY, "something else is said by now", speaking.is_taken_back),
    (EVERY, "a word that changes it is not taken in", edges.is_weakened),
    (EVERY, "whom it is told to is not taken in", edges.narrows),
    (CLAUSE, "where it is so is not taken in", edges.is_placed_before),
    (OBJECT, "for what somebody is blamed is not said", halves.blames_for_nothing),
    (UNQUOTED, "its beginning is not taken in", edges.is_within_quotation),
    (CLAUSE, "the writer’s words run into it", intrusions.goes_on_unquoted),
    (EVERY, "another article’s headline runs into it", intrusions.is_behind_headline),
    (EVERY, "a quotation mark stands where none can", intrusions.has_stray_mark),
    (UNQUOTED, "a part of it is not taken in", edges.has_gap),
    (CLAUSE, "it is half of a sentence", halves.hangs),
    (CLAUSE, "the noun it goes on from is not taken in", halves.lacks_a_noun_before),
    (EVERY, SAID_BY_CHECK, halves.open_matter),
    (CLAUSE, SAID_BY_CHECK, edges.unwhole),
    (UNQUOTED, "another saying of the speaker’s runs into it", intrusions.runs_on),
    (EVERY, "it only passes on what somebody else said", speaking.is_of_another),
    (UNQUOTED, "it is cut off in the midst of a phrase", edges.is_cut_off),
)
"""What speaks against words by themselves and by what stands around them."""

OTHERS: Reasons = (
    (EVERY, "more than one person says it", speaking.is_said_by_several),
    (EVERY, "others may have said it with the speaker", speaking.is_said_with_others),
    (EVERY, "it stands in somebody else’s message", speaking.is_passed_on),
    (EVERY, "the speaker reads out what somebody else may have written", speaking.is_read_out),
    (EVERY, "it is a title, and nobody’s statement", speaking.is_title),
)
"""What speaks against the speaker's having said words that stand alone."""


def reason_against(saying: Saying, words: Worded) -> str | None:
    """The first reason to hold; None if the words can be asked about."""
    return _first(AROUND, saying, words) or words.problem or _first(OTHERS, saying, words)


def _first(reasons: Reasons, saying: Saying, words: Worded) -> str | None:
    for frames, reason, check in reasons:
        found = saying.frame in frames and check(saying, words.shown)
        if found:
            return found if isinstance(found, str) else reason
    return None
