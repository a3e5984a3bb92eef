"""Texts that formats break on, and question sets full of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.models import Article, Option, Question, QuestionSet, Span, Speaker
from tests.samples import sample_set

HARD = (
    '~ = # { } : \\ < > & " “ ” ’ – é',
    "=1+1",
    "قال المبعوث الخاص (UN) إن الطريق الوحيد",
    "שלום עולם 123",
    "a 🗳 and 👩🏽‍🔬",
    "first line\nsecond line",
    "- first\n- second\n1. third\n# fourth\n==",
    r"\n is no line break, nor is \\n or \:",
    "%50% of it and %100% of that",
    "A. Brook",
    "U.S. troops",
    "ANSWER: A",
    "// no comment",
    "::no name:: [plain]no format",
    "$CATEGORY: x",
    "*bold* _it_ `code` [link](x) | cell ~~no~~",
    "1. one",
    "+ plus",
    "> quote",
    "&amp; &lt;b&gt; <b>bold</b> <script>alert(1)</script>",
    "]]> <!-- no comment --> <![CDATA[x]]>",
    "an arrow -> b",
    "$x$ and {{c1::cloze}} {T}",
    "don't ‘quote’ me … fi ffi",
    "a,b;c\td",
    "* of 5",
    "@SUM(A1)",
)


def asking(texts: Sequence[str]) -> QuestionSet:
    """A set with a question for each text, in which every text of the question is that one,
    and so is why the first option is wrong.
    """
    whole = "\n\n".join(texts)
    questions = []
    for number, text in enumerate(texts):
        start = sum(len(before) + 2 for before in texts[:number])
        question = Question(
            id=f"q{number}",
            kind="who_said",
            stem=text,
            options=(Option("a", "not this", text), Option("b", text), Option("c", "=2+2")),
            key="b",
            accepted=(text, "that one"),
            evidence=(Span(start, start + len(text)),),
            feedback=text,
            facts=(f"f{number}",),
            speaker=Speaker("s", text, text, "person"),
        )
        questions.append(question)
    article = Article("hard", texts[0], whole, body=(Span(0, len(whole)),))
    return replace(sample_set(), article=article, questions=tuple(questions))
