"""The kinds of question, in the order in which they are asked of an article.

To add one: a module with a function from ``Material`` to drafts, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable

from quizgen.drafting import Drafts, Material
from quizgen.kinds.complete_quote import complete_quote
from quizgen.kinds.how_long import how_long
from quizgen.kinds.what_said import what_said
from quizgen.kinds.when import when
from quizgen.kinds.which_event import which_event
from quizgen.kinds.which_first import which_first
from quizgen.kinds.who_said import who_said
from quizgen.models import Kind

KINDS: tuple[tuple[Kind, Callable[[Material], Drafts]], ...] = (
    ("who_said", who_said),
    ("what_said", what_said),
    ("complete_quote", complete_quote),
    ("when", when),
    ("how_long", how_long),
    ("which_event", which_event),
    ("which_first", which_first),
)

__all__ = ["KINDS", "Drafts", "Material"]
