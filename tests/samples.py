"""A small question set made by hand, for tests of what comes after the generator."""

from __future__ import annotations

from datetime import date

from quizgen.models import (
    Article,
    Generation,
    Kind,
    Option,
    Question,
    QuestionSet,
    Settings,
    Span,
    Speaker,
    Timex,
)

TEXT = """The old harbour bridge in Marlow Bay will close on 4 May, the town council announced on \
Tuesday.

“The cables are past saving & we have waited long enough,” said Ada Brook, the town's chief \
engineer. She warned that a single lorry of <40 tonnes could bring the span down.

Shopkeeper Tom Vance rejected the plan. He said the closure “would empty the quay by summer”.

The council had promised a new bridge in March 2015.

This site uses cookies to improve your visit."""

ADA = Speaker("s1", "Ada Brook", "the town's chief engineer", "person", "female")
TOM = Speaker("s2", "Tom Vance", "shopkeeper", "person", "male")


def passage(words: str) -> Span:
    """Where these words stand in the sample's text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _question(
    number: int,
    kind: Kind,
    stem: str,
    options: tuple[str, ...],
    evidence: str,
    feedback: str,
    **more: object,
) -> Question:
    """A question whose first option is the key; options are shown rotated by its number."""
    made = [Option(f"o{i}", text) for i, text in enumerate(options, 1)]
    turn = number % len(made)
    return Question(
        id=f"q{number}",
        kind=kind,
        stem=stem,
        options=tuple(made[turn:] + made[:turn]),
        key="o1",
        accepted=(options[0],),
        evidence=(passage(evidence),),
        feedback=feedback,
        facts=(f"f{number}",),
        changed=1_430_000_000,
        **more,  # type: ignore[arg-type]
    )


def sample_set() -> QuestionSet:
    """Four questions of four kinds about an invented article with HTML's characters in it."""
    article = Article(
        id="marlow-bay",
        title="Marlow Bay to close <its> bridge & build anew",
        text=TEXT,
        published=date(2015, 4, 30),
        url="https://example.org/marlow-bay?a=1&b=2",
        body=(Span(0, TEXT.index("\n\nThis site")),),
    )
    questions = (
        _question(
            1,
            "who_said",
            "Who warned that a single lorry of <40 tonnes could bring the span down?",
            ("Ada Brook, the town's chief engineer", "Tom Vance, shopkeeper", "Lee Marsh, mayor"),
            "She warned that a single lorry of <40 tonnes could bring the span down.",
            "The article says: “She warned that a single lorry of <40 tonnes could bring the span"
            " down.”",
            speaker=ADA,
        ),
        _question(
            2,
            "complete_quote",
            "Complete Tom Vance's words: the closure “would empty the ____ by summer”.",
            ("quay", "town", "market", "harbour"),
            "He said the closure “would empty the quay by summer”.",
            "The article says: “He said the closure “would empty the quay by summer”.”",
            speaker=TOM,
        ),
        _question(
            3,
            "when",
            "On what date will the old harbour bridge in Marlow Bay close?",
            ("4 May 2015", "28 April 2015", "11 May 2015", "30 April 2015"),
            "The old harbour bridge in Marlow Bay will close on 4 May, the town council announced"
            " on Tuesday.",
            "The article says: “The old harbour bridge in Marlow Bay will close on 4 May, the town"
            " council announced on Tuesday.”",
            timex=Timex(passage("4 May"), "DATE", "2015-05-04", anchor="month-day"),
        ),
        _question(
            4,
            "which_event",
            "What happened in March 2015?",
            (
                "The council promised a new bridge",
                "The harbour bridge closed",
                "Tom Vance rejected the plan",
            ),
            "The council had promised a new bridge in March 2015.",
            "The article says: “The council had promised a new bridge in March 2015.”",
        ),
    )
    return QuestionSet(
        id="set-marlow-bay",
        article=article,
        settings=Settings(count=4),
        generation=Generation(number=1, seed=0),
        questions=questions,
    )
