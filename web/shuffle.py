"""The order in which an attempt shows a question's options."""

from __future__ import annotations

from quizgen.models import Option, Question, identity


def shown_options(question: Question, seed: int) -> tuple[Option, ...]:
    """The question's options in the order that this attempt shows them.

    The order is a pure function of the seed, so a page and the answer posted from it agree
    whatever happens in between, a new version of Python's ``random`` included. Forms name an
    option by its place in this order, which says nothing about which one is the key.

    Args:
        question: What is asked.
        seed: The attempt's.
    """
    return tuple(
        sorted(
            question.options,
            key=lambda option: identity("order of options", str(seed), question.id, option.id),
        )
    )
