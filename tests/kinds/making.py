"""Questions, drafts and facts made by hand, for tests of what chooses and checks them."""

from __future__ import annotations

from dataclasses import replace

from quizgen.drafting import Draft, Material
from quizgen.models import (
    Article,
    Attribution,
    DatedEvent,
    Facts,
    Kind,
    Occurrence,
    Option,
    Question,
    Settings,
    Span,
    Speaker,
    Statement,
    Timex,
    Word,
    identity,
)

TEXT = "One. " * 200
PARAGRAPHS = tuple(Span(start, start + 100) for start in range(0, 1000, 100))
HERE = Span(0, 4)


def article(published: object = None) -> Article:
    return Article("made", "Made by hand", TEXT, published, body=PARAGRAPHS)  # type: ignore[arg-type]


def facts(
    *,
    speakers: tuple[Speaker, ...] = (),
    statements: tuple[Statement, ...] = (),
    occurrences: tuple[Occurrence, ...] = (),
    timexes: tuple[Timex, ...] = (),
) -> Facts:
    return Facts((), timexes, (), statements, occurrences, speakers, (), (), ())


def material(
    found: Facts | None = None,
    seed: int = 0,
    settings: Settings | None = None,
    published: object = None,
) -> Material:
    found = found or facts()
    # The article names everybody more than once, as it does whom it is about.
    names = " ".join(2 * [speaker.name for speaker in found.speakers])
    made = article(published)
    made = replace(made, text=f"{made.text}{names}")
    return Material(made, found, settings or Settings(), "day-first", seed)


def person(name: str, role: str | None = None) -> Speaker:
    return Speaker(identity(name, length=8), name, role, "person")


def body(name: str) -> Speaker:
    return Speaker(identity(name, length=8), name, None, "organisation")


def statement(speaker: Speaker, wording: str) -> Statement:
    attribution = Attribution((HERE,), (HERE,), (HERE,), "indirect", speaker, "clause", 0.9)
    return Statement(
        id=identity(speaker.name, wording),
        attribution=attribution,
        frame="clause",
        verb="said",
        lemma="say",
        wording=wording,
        topic=None,
        comment=None,
        sentences=(HERE,),
        introduction=None,
        words=(),
        fragments=(),
        names=(),
        own=False,
        weight=9,
    )


def day(value: str | None, place: int = 0) -> Timex:
    return Timex(Span(place, place + 3), "DATE", value)


def occurrence(clause: str, value: str | None, problem: str | None = None) -> Occurrence:
    event = DatedEvent(HERE, clause, "be", "", "past", "active", day(value))
    return Occurrence(identity(clause, value or ""), event, clause, None, (HERE,), (), problem)


def word(text: str, tag: str = "NN", lemma: str | None = None) -> Word:
    return Word(text, tag, lemma or text.lower(), HERE)


def question(
    number: int = 1,
    kind: Kind = "who_said",
    *,
    stem: str | None = None,
    options: tuple[str, ...] = ("Ada Brook", "Tom Vance", "Lee Marsh"),
    key: int = 0,
    fact: str | None = None,
    evidence: tuple[Span, ...] | None = None,
    speaker: Speaker | None = None,
    confidence: float = 0.97,
    changed: int = 0,
) -> Question:
    """A question; without more said, about a fact of its own in a paragraph of its own."""
    made = tuple(Option(f"o{place}", text) for place, text in enumerate(options))
    paragraph = PARAGRAPHS[number % len(PARAGRAPHS)]
    return Question(
        id=f"q{number}-{kind}",
        kind=kind,
        stem=stem or f"Question number {number} of kind {kind}?",
        options=made,
        key=made[key].id,
        accepted=(made[key].text,),
        evidence=(Span(paragraph.start, paragraph.start + 4),) if evidence is None else evidence,
        feedback="The article says: “One.”",
        facts=(fact or f"f{number}",),
        speaker=speaker,
        confidence=confidence,
        changed=changed,
    )


def drafted(made: Question, weight: int = 99) -> Draft:
    return Draft(made, (), weight)
