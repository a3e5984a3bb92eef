"""Wrong answers: of the key’s own sort, from the article first, believable, and never right.

``speakers.py`` finds other people and bodies, ``words.py`` other words for a gap, ``dates.py``
other dates and events, ``figures.py`` other figures. ``sameness.py`` tells whether two statements
may be one, or two names one speaker’s, for what may be right as well is no wrong answer;
``personal.py`` tells what only somebody in the speaker’s own place could say, and
``utterances.py`` what of others’ words is the speaker’s, too, or never could be. Who is to be
believed in at all, `quizgen.standing` tells.
"""

from __future__ import annotations

from quizgen.options.dates import other_dates, other_events
from quizgen.options.figures import Figure, figures_like, find_figures
from quizgen.options.personal import is_for_own_country, is_personal, tells_who_speaks
from quizgen.options.sameness import (
    head_of,
    may_be_named_later,
    may_be_one,
    may_speak_for,
    said_by_others,
    says_the_same,
)
from quizgen.options.speakers import (
    FEWEST,
    HANDLE,
    other_speakers,
    others_unnamed,
    people_like,
)
from quizgen.options.utterances import is_out_of_place, may_be_said_by
from quizgen.options.words import is_person, other_words, related

__all__ = [
    "FEWEST",
    "HANDLE",
    "Figure",
    "figures_like",
    "find_figures",
    "head_of",
    "is_for_own_country",
    "is_out_of_place",
    "is_person",
    "is_personal",
    "may_be_named_later",
    "may_be_one",
    "may_be_said_by",
    "may_speak_for",
    "other_dates",
    "other_events",
    "other_speakers",
    "other_words",
    "others_unnamed",
    "people_like",
    "related",
    "said_by_others",
    "says_the_same",
    "tells_who_speaks",
]
