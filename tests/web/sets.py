"""Question sets that try the pages' patience."""

from __future__ import annotations

from dataclasses import replace

from quizgen.models import Article, Generation, Option, Question, QuestionSet, Settings, Span
from tests.samples import sample_set

SENTENCES = (
    "The harbour commission of Marlow Bay, which had met behind closed doors for the better part of"
    " eleven weeks, published on Friday a report of four hundred and twelve pages that blames"
    " nobody in particular for the state of the bridge and everybody in general for the state of"
    " the town's accounts.",
    "“We would rather be late and right than early and sorry, and whoever tells you that both can"
    " be had for the money that this county has seen fit to set aside has never stood under a"
    " suspension cable in a westerly gale with a torch between his teeth,” said Ada Brook.",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, the ferry"
    " operator, declined to comment.",
)


def long_set() -> QuestionSet:
    """A set with stems and options of more than 200 characters, and words that can't be broken."""
    text = "\n\n".join(SENTENCES * 3)
    spans = [
        Span(text.index(sentence), text.index(sentence) + len(sentence)) for sentence in SENTENCES
    ]
    questions = tuple(
        Question(
            id=f"long-{number}",
            kind="what_said",
            stem=(
                "According to the report that the harbour commission of Marlow Bay published on"
                " Friday after the better part of eleven weeks behind closed doors, what did the"
                f" town's chief engineer, Ada Brook, say about {sentence[:60]}…?"
            ),
            options=tuple(
                Option(f"o{place}", f"{sentence[:-1]}, and that for the {ordinal} time")
                for place, ordinal in enumerate(("first", "second", "third", "fourth"), 1)
            ),
            key=f"o{number}",
            accepted=(),
            evidence=(spans[number - 1], spans[number % 3]),
            feedback=f"The article says: “{sentence}”",
            facts=(f"f{number}",),
        )
        for number, sentence in enumerate(SENTENCES, 1)
    )
    article = Article(
        id="long",
        title="Harbour commission blames nobody in particular for the state of the bridge, and"
        " everybody in general for the state of the accounts of Marlow Bay",
        text=text,
        body=(Span(0, len(text)),),
    )
    return QuestionSet("long", article, Settings(), Generation(), questions)


def renamed(question_set: QuestionSet, title: str) -> QuestionSet:
    """The same set, under the same id, with another title: a version that differs."""
    return replace(question_set, article=replace(question_set.article, title=title))


def typed_set() -> QuestionSet:
    """The sample as a quiz of its own, with the typed answers that a generator would accept."""
    accepted = {
        "q1": ("Ada Brook, the town's chief engineer", "Ada Brook", "Brook"),
        "q3": ("4 May 2015", "4 May", "May 4"),
    }
    made = sample_set()
    return replace(
        made,
        id="set-typed",
        questions=tuple(
            replace(question, accepted=accepted.get(question.id, question.accepted))
            for question in made.questions
        ),
    )
