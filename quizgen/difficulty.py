"""How hard a question is: estimated before anybody answers, measured once enough have.

The estimate is a weighted mean of six signs, each 0..1, and rises with every one of them:

    indirectness  a quotation tells most, a report in other words least; of a date, one that is
                  written out most, one that must be worked out least
    distance      words between who and what, d / (d + 12); between what happened and its date
    rivals        others whom or which the article offers for an answer, n / (n + 4)
    closeness     how near the nearest of them is: statements by d words, 40 / (40 + d), dates by
                  n days, 7 / (7 + n)
    rarity        of the words that are asked about, the mean of 0 (the hundred commonest) .. 1
    length        words of stem and options, n / (n + 60)

The weights are a judgement, not a fit: nobody had answered anything when they were set. Direct
quotation, distance and rivals are what the reading literature calls match, inference and
plausible distractors (Kirsch & Mosenthal 1990, "Exploring document literacy", Reading Research
Quarterly 25(1)); rarity and length are the two halves of every readability formula. So the number
is for putting questions in order and for "easier, please", and it is replaced by what students
show as soon as MINIMUM_STUDENTS of them have answered.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from quizgen.dates import granularity, interval
from quizgen.drafting import Material
from quizgen.models import Occurrence, Question, QuestionSet, Span, Statement

MINIMUM_STUDENTS = 20
"""Students whose answers outweigh an estimate; of fewer, chance would say more than they do."""

COMMONEST = 100
"""Words that aren't rare at all."""

Level = Literal["easy", "medium", "hard"]
LEVELS: dict[Level, tuple[float, float]] = {
    "easy": (0.0, 0.43),
    "medium": (0.4, 0.56),
    "hard": (0.53, 1.0),
}
"""Difficulties by name: the lowest and the highest. They overlap, for the estimate is rough."""
BORDERS = (0.42, 0.55)
"""Where easy ends and hard begins, if one name must do."""


def level_of(difficulty: float) -> Level:
    """The one name for a difficulty."""
    easy, medium = BORDERS
    return "easy" if difficulty < easy else "medium" if difficulty < medium else "hard"


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a question's difficulty beforehand; each 0 easy .. 1 hard."""

    indirectness: float = 0.5
    distance: float = 0.0
    rivals: float = 0.5
    closeness: float = 0.5
    rarity: float = 0.5
    length: float = 0.5


WEIGHTS = Signs(indirectness=0.2, distance=0.15, rivals=0.2, closeness=0.2, rarity=0.15, length=0.1)
"""How much each sign counts; they add up to 1."""


def difficulty_of(signs: Signs) -> float:
    """The weighted mean of the signs, 0 easy .. 1 hard, to two places."""
    total: float = sum(getattr(signs, f.name) * getattr(WEIGHTS, f.name) for f in fields(Signs))
    return round(min(1.0, max(0.0, total)), 2)


@dataclass(frozen=True, slots=True)
class Answers:
    """What students made of one question, each student's first answer counted."""

    students: int
    facility: float  # facility index: mean score / maximum score, 0..1; high is easy


def measured(question_set: QuestionSet, answers: Mapping[str, Answers]) -> QuestionSet:
    """The set with difficulties from answers, for questions that enough students have answered.

    Nothing that students see changes, so no question is stamped as changed.

    Args:
        answers: By question id; of the questions as they are now, not with earlier options.
    """
    return replace(
        question_set,
        questions=tuple(
            _measured(question, answers.get(question.id)) for question in question_set.questions
        ),
    )


def _measured(question: Question, answers: Answers | None) -> Question:
    """The difficulty 1 - facility index, from MINIMUM_STUDENTS on."""
    if answers is None or answers.students < MINIMUM_STUDENTS:
        return question
    if not 0 <= answers.facility <= 1:
        raise ValueError(f"a facility index lies between 0 and 1: {answers.facility}")
    return replace(question, difficulty=round(1 - answers.facility, 2), students=answers.students)


def saturating(amount: float, half: float) -> float:
    """From 0 for nothing towards 1 for ever more; ``half`` gives 0.5."""
    return amount / (amount + half)


class Estimator:
    """Estimates the difficulty of an article's questions."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._text = material.article.text

    def difficulty(self, question: Question) -> float:
        """0 easy .. 1 hard."""
        return difficulty_of(self.signs(question))

    def signs(self, question: Question) -> Signs:
        """What speaks for an easy question and what for a hard one."""
        words = " ".join((question.stem, *(option.text for option in question.options))).split()
        signs = Signs(
            rivals=saturating(len(question.distractors), 4),
            rarity=rarity(f"{question.stem} {question.answer}"),
            length=saturating(len(words), 60),
        )
        statement = self._statements.get(question.facts[0])
        if statement is not None:
            return self._of_statement(question, statement, signs)
        asked = [self._occurrences[f] for f in question.facts if f in self._occurrences]
        return self._of_occurrences(question, asked, signs) if asked else signs

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self._material.facts.statements}

    @cached_property
    def _occurrences(self) -> dict[str, Occurrence]:
        return {occurrence.id: occurrence for occurrence in self._material.facts.occurrences}

    def _of_statement(self, question: Question, statement: Statement, signs: Signs) -> Signs:
        attribution, speaker = statement.attribution, statement.speaker
        who = [*attribution.source, *attribution.cue]
        if statement.introduction is not None:
            who = [statement.introduction]  # "he": who that is stands further off
        others = [
            other
            for other in self._statements.values()
            if speaker is not None
            and other.speaker is not None
            and other.speaker.id != speaker.id
            and other.speaker.type == speaker.type
        ]
        if question.kind == "who_said":
            rivals = len({other.speaker.id for other in others if other.speaker is not None})
        elif question.kind == "complete_quote":
            rivals = len(self._words_like(question.answer))
        else:
            rivals = len(others)
        content = attribution.content
        places = [other.attribution.content[0] for other in others]
        nearest = min(places, key=lambda place: _gap(content[0], place), default=None)
        return replace(
            signs,
            indirectness={"direct": 0.0, "mixed": 0.5, "indirect": 1.0}[attribution.kind],
            distance=saturating(min(self._words(w, c) for w in who for c in content), 12),
            rivals=saturating(rivals, 4),
            closeness=0.0 if nearest is None else 40 / (40 + self._words(content[0], nearest)),
        )

    def _words_like(self, answer: str) -> set[str]:
        """Other words of the article, or phrases, of the answer's part of speech."""
        facts = self._material.facts
        words = (*facts.vocabulary, *facts.fragments, *facts.phrases)
        tags = {word.tag for word in words if word.text == answer}
        return {word.lemma for word in words if word.tag in tags and word.text != answer}

    def _of_occurrences(self, question: Question, asked: list[Occurrence], signs: Signs) -> Signs:
        timexes = [occurrence.event.timex for occurrence in asked]
        value = timexes[0].value
        fine = granularity(value) if value else None
        days = [interval(timex.value) for timex in timexes if timex.value]
        mine = {timex.value for timex in timexes}
        others = {
            timex.value
            for timex in self._material.facts.timexes
            if timex.type == timexes[0].type and timex.value and timex.value not in mine
        }
        if question.kind == "when" and fine is not None:
            others = {other for other in others if granularity(other) == fine}
        gaps = [
            max(0, (apart.first - day.last).days, (day.first - apart.last).days)
            for day in days
            if day is not None
            for other in others
            if (apart := interval(other)) is not None
        ]
        told = any(occurrence.event.attributed_to is not None for occurrence in asked)
        stated = all(timex.anchor in ("explicit", "month-day") for timex in timexes)
        return replace(
            signs,
            indirectness=(0.0 if stated else 0.6) + 0.4 * told,
            distance=saturating(
                sum(self._words(o.event.timex.span, _head(o)) for o in asked) / len(asked), 12
            ),
            rivals=saturating(len(others), 4),
            closeness=7 / (7 + min(gaps)) if gaps else signs.closeness,
        )

    def _words(self, one: Span, other: Span) -> int:
        """Words between two places; 0 where they touch or overlap."""
        start, end = min(one.end, other.end), max(one.start, other.start)
        return len(self._text[start:end].split()) if start < end else 0


def _gap(one: Span, other: Span) -> int:
    """Characters between two places."""
    return max(one.start, other.start) - min(one.end, other.end)


def _head(occurrence: Occurrence) -> Span:
    """Where the words begin that tell what happened."""
    return Span(occurrence.event.span.start, occurrence.event.span.start + 1)


def rarity(text: str) -> float:
    """How rare a text's words of more than three letters are, on average, 0 (common) .. 1.

    Names and numbers don't count: everybody who has read the article has met them.
    """
    words = [
        word for word in re.findall(r"(?<![\w-])[^\W\d_A-Z]{4,}(?![\w-])", text) if word.islower()
    ]
    ranks = _ranks()
    rare = [_rarity(ranks.get(_plain(word))) for word in words]
    return sum(rare) / len(rare) if rare else 0.5


def _rarity(rank: int | None) -> float:
    """By Zipf's law frequency falls with rank, so its logarithm is what counts."""
    if rank is None:
        return 1.0
    return max(0.0, math.log((rank + 1) / COMMONEST) / math.log(len(_ranks()) / COMMONEST))


def _plain(word: str) -> str:
    """A word without accents, as the vocabulary has it."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def _ranks() -> Mapping[str, int]:
    """English words by frequency, the most frequent first.

    The reader's vocabulary is made of the words that were most frequent in what its network was
    first trained on, in that order; what isn't in it as a whole is rarer than all that is.
    """
    file = files("quizgen.facts.reader").joinpath("model", "tokenizer.json")
    vocabulary: dict[str, int] = json.loads(file.read_bytes())["model"]["vocab"]
    words = sorted((number, word) for word, number in vocabulary.items() if word.isalpha())
    return {word: rank for rank, (_, word) in enumerate(w for w in words if len(w[1]) > 1)}
