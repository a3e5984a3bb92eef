"""Whether a clause looks back or ahead, told from its surface, without a parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from quizgen.facts.timex.tokens import Token
from quizgen.lexicons import load

Tense = Literal["past", "present", "future"]

_WORDS = {name: frozenset(words) for name, words in load("temporal")["tense"].items()}
_BE = frozenset({"is", "are", "am", "s", "re"})
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "still", "newly"})
_AFTER_VERB = frozenset({"in", "on", "at", "by", "to", "for", "of", "with", "from", "a", "the"})
_REACH = 25
"""How many words to look at: clauses are rarely longer, and a far verb governs something else."""


def surface_tense(tokens: Sequence[Token], first: int, last: int) -> Tense | None:
    """The tense of the clause around ``tokens[first:last + 1]``, or None where nothing tells.

    The nearest verb to the left governs the expression ("will meet on Tuesday"); where the
    expression opens its clause ("On Tuesday, he will …"), the first verb to the right does.
    """
    word = tokens[first - 1].key if first else ""
    if word in {"until", "till", "by"} and _opens_sentence(tokens, first - 1):
        clue = _first_clue(tokens, range(last + 1, len(tokens))[:_REACH], False)
        return clue or ("future" if word == "by" else None)
    if first > 1 and (tokens[first - 2].key, word) in {("soon", "as"), ("early", "as")}:
        return "future"  # "as soon as Tuesday"
    left = _first_clue(tokens, range(first - 1, -1, -1)[:_REACH], True, infinitive=word == "by")
    if left is not None:
        return left
    if word == "by":
        return "future"  # "ready by August", unless a past verb governs it
    return _first_clue(tokens, range(last + 1, len(tokens))[:_REACH], False)


def _opens_sentence(tokens: Sequence[Token], place: int) -> bool:
    return place == 0 or tokens[place - 1].text in {".", "!", "?"}


def _first_clue(
    tokens: Sequence[Token], places: Iterable[int], leftwards: bool, infinitive: bool = False
) -> Tense | None:
    for place in places:
        text = tokens[place].text
        if text in {".", ";", "!", "?", ":", "“", "”", ")"} or (text == "(" and not leftwards):
            return None
        clue = _clue(tokens, place)
        if clue is not None:
            return clue
        if infinitive and text == "to":
            return "future"  # "to pay the debt by February"
        if leftwards and tokens[place].key in _WORDS["boundary"]:
            return None
    return None


def _clue(tokens: Sequence[Token], place: int) -> Tense | None:
    word = tokens[place].key
    before = tokens[place - 1].key if place else ""
    after = tokens[place + 1].key if place + 1 < len(tokens) else ""
    if word in _WORDS["future"] or (word == "won" and after in {"'", "’"}):
        return "future"
    if word in _WORDS["pointing"] or (word, after) == ("set", "for"):
        return "past" if before == "been" else "future"  # "had been due to expire"
    if word in _WORDS["timetable"]:
        return "present"
    if word == "to" and (before in _WORDS["ahead"] or before in _BE):
        been = place > 1 and tokens[place - 2].key == "been"  # "had been due to meet"
        return "past" if been else "future"  # "plans to meet", "is to meet"
    if word == "planned" and after in {"a", "an"}:
        return "future"  # "protesters planned a march on Saturday"
    if word in _WORDS["past"] or (
        len(word) > 4 and word.endswith("ed") and tokens[place].text[0].islower()
    ):
        # "will be named", "is heard": the participle tells nothing, the auxiliary may
        if before in {"be", "is", "are"} or (place > 1 and tokens[place - 2].key == "be"):
            return None
        if before in _DETERMINERS and after not in _AFTER_VERB:
            return None  # "a still unspecified date"
        return "past"
    return None
