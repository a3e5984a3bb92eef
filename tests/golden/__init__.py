"""Question sets as people read them, for comparison with what is made now."""

from __future__ import annotations

from pathlib import Path

from quizgen.models import Question, QuestionSet

HERE = Path(__file__).parent
RENEW = "python -m tests.golden"


def rendered(question_set: QuestionSet) -> str:
    """A question set in Markdown: number, kind, stem, options with the key marked, evidence."""
    article = question_set.article
    settings = question_set.settings
    lines = [
        f"# {article.title}",
        "",
        f"Published {article.published or 'on an unknown day'}; asked for"
        f" {settings.count or 'all questions'}, made {len(question_set.questions)}."
        f" Renew with `{RENEW}`, and read every change aloud.",
    ]
    if question_set.shortfall:
        lines += ["", question_set.shortfall]
    for number, question in enumerate(question_set.questions, 1):
        lines += ["", *_question(number, question, article.text)]
    return "\n".join(lines) + "\n"


def _question(number: int, question: Question, text: str) -> list[str]:
    return [
        f"## {number} · {question.kind} · {question.id}",
        "",
        question.stem,
        "",
        *(f"- [{'x' if o.id == question.key else ' '}] {o.text}" for o in question.options),
        "",
        *(f"> {' '.join(span.of(text).split())}" for span in question.evidence),
    ]
