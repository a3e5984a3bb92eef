"""What all question kinds share: from a stem, a key and distractors to a question."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quizgen.dates import Order
from quizgen.models import (
    Article,
    Facts,
    Kind,
    LeftOut,
    Option,
    Question,
    Settings,
    Span,
    Speaker,
    Timex,
    identity,
    normalised,
)
from quizgen.standing import Standings

INTERVIEWING = {"ask", "asks", "asked", "asking", "reports"}
"""What those do who only report."""


@dataclass(frozen=True)
class Material:
    """What a question kind draws on."""

    article: Article
    facts: Facts
    settings: Settings
    order: Order  # how this article writes dates
    seed: int

    @cached_property
    def standings(self) -> Standings:
        """Who could have said something, as far as the article tells."""
        return Standings(self.article, self.facts)

    @cached_property
    def heard(self) -> Mapping[str, int]:
        """How many statements each speaker makes; none, where only some saying is his or hers."""
        said = Counter({a.speaker.id: 0 for a in self.facts.attributions if a.speaker is not None})
        said.update(s.speaker.id for s in self.facts.statements if s.speaker is not None)
        return said

    @cached_property
    def asking(self) -> frozenset[str]:
        """Speakers who do nothing but ask or report: nobody takes them for the interviewed."""
        cues: dict[str, set[str]] = {}
        for attribution in self.facts.attributions:
            if attribution.speaker is not None:
                cue = attribution.cue[0].of(self.article.text).lower().split()
                cues.setdefault(attribution.speaker.id, set()).add(cue[0] if cue else "")
        return frozenset(speaker for speaker, words in cues.items() if words <= INTERVIEWING)

    def dice(self, *about: str) -> random.Random:
        """Chance that depends on nothing but the seed and what it is thrown for."""
        return random.Random(identity(str(self.seed), self.article.id, *about))

    @property
    def distractors(self) -> int:
        """How many wrong answers are wanted."""
        return self.settings.options - 1


@dataclass(frozen=True)
class Draft:
    """A question before the guidelines have seen it."""

    question: Question
    names: tuple[str, ...] = ()  # whom the stem mentions
    weight: int = 99  # content words of the statement that is asked about


GAP = "____"
"""Where in a stem the answer belongs."""
ABBREVIATED = re.compile(r"\b(?:[A-Z]\.(?:[A-Z]\.)+|[ap]\.m\.)$")
"""A full stop that belongs to the word: "the U.S.", "9 p.m."."""
STOPS = re.compile(r"[.,]+(’?”?)$")

Drafts = Iterator[Draft | LeftOut]


def draft(
    material: Material,
    kind: Kind,
    *,
    facts: Sequence[str],
    stem: str,
    answer: str,
    wrong: Sequence[str],
    why: Mapping[str, str] | None = None,
    accepted: Sequence[str] = (),
    evidence: Sequence[Span],
    feedback: str,
    speaker: Speaker | None = None,
    timex: Timex | None = None,
    confidence: float,
    rule: str,
    names: Sequence[str] = (),
    weight: int = 99,
) -> Draft:
    """A question of these parts, its options in an order that the seed decides.

    How hard it is, `quizgen.difficulty` tells from the question and its facts.

    Args:
        material: The article's facts and the seed.
        wrong: Texts of the distractors, the best first; as many are taken as are wanted.
        why: Why a distractor is wrong, by its text, where that is certain.
    """
    question_id = identity(material.article.id, kind, *facts)
    options = [
        Option(identity(question_id, text, length=8), text, why.get(text, "") if why else "")
        for text in (answer, *wrong[: material.distractors])
    ]
    key = options[0].id
    material.dice("order", question_id).shuffle(options)
    return Draft(
        Question(
            id=question_id,
            kind=kind,
            stem=stem,
            options=tuple(options),
            key=key,
            accepted=tuple(dict.fromkeys((answer, *accepted))),
            evidence=tuple(sorted(set(evidence))),
            feedback=feedback,
            facts=tuple(facts),
            speaker=speaker,
            timex=timex,
            confidence=round(confidence, 2),
            rule=rule,
        ),
        tuple(names),
        weight,
    )


def quoted(text: str) -> str:
    """Text in quotation marks, its own turned into single ones."""
    inner = text.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def passage(material: Material, spans: Sequence[Span]) -> str:
    """Evidence as it is quoted in feedback: the sentences, with an ellipsis over gaps."""
    text = material.article.text
    parts: list[str] = []
    last: Span | None = None
    for span in sorted(set(spans)):
        if last is not None and text[last.end : span.start].strip():
            parts.append("[…]")
        parts.append(" ".join(span.of(text).split()))
        last = span
    return quoted(" ".join(parts))


def sentence_case(text: str) -> str:
    """With a capital at the front, also behind a quotation mark or bracket."""
    for place, letter in enumerate(text):
        if letter.isalpha():
            return text[:place] + letter.upper() + text[place + 1 :]
        if letter.isdigit():
            break
    return text


def ending(wording: str) -> str:
    """Without a full stop at the end, be it inside quotation marks."""
    if ABBREVIATED.search(wording):
        return wording
    return STOPS.sub(r"\1", wording)


@lru_cache(maxsize=2048)
def telling_words(text: str) -> frozenset[str]:
    """The words of more than three letters, by which two texts are compared, over and over."""
    return frozenset(word for word in normalised(text).split() if len(word) > 3)


def shared(first: str, second: str) -> float:
    """Share of the shorter text’s words that the other has too, 0..1 (overlap coefficient)."""
    one, two = telling_words(first), telling_words(second)
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def alike(first: str, second: str) -> float:
    """Share of words two texts have in common, 0..1 (Jaccard index over their longer words)."""
    one, two = telling_words(first), telling_words(second)
    return len(one & two) / len(one | two) if one | two else 1.0
