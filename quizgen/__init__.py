"""Quiz questions from news articles: who said what, and what happened when.

The Python API is four names, each loaded when it is first used; importing quizgen loads no model::

    from quizgen import generate, read_article

    question_set = generate(read_article("article.txt", published="2016-03-14"))
    for question in question_set.questions:
        print(question.stem, "–", question.answer)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizgen.article import read_article as read_article
    from quizgen.models import QuestionSet as QuestionSet
    from quizgen.pipeline import generate as generate
    from quizgen.regeneration import regenerate as regenerate

__all__ = ["QuestionSet", "generate", "read_article", "regenerate"]

_HOME = {
    "QuestionSet": "quizgen.models",
    "generate": "quizgen.pipeline",
    "read_article": "quizgen.article",
    "regenerate": "quizgen.regeneration",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'quizgen' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
