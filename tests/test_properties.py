"""What holds for every article, however odd."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.article import article_from_text
from quizgen.errors import ArticleError
from quizgen.fact_lines import fact_line
from quizgen.facts import find_facts
from quizgen.json_files import question_set_json, to_line
from quizgen.models import Article, Facts, QuestionSet, Settings, Span, normalised
from quizgen.pipeline import draw, generate
from quizgen.regeneration import regenerate

PIECES = (
    "Clara Whitmore, the mayor of Eastwick, warned that the sea wall could fail within ten years.",
    "“Nobody in this town asked for a new harbour,” Thomas Pell said.",
    "“We lost,” said Coach Stein. “It hurts. We will be back,” she added.",
    "Mr Pell rejected the plan – a key demand of the council – on Monday.",
    "The engineer David Osei described the wall as “a gift to the sea”.",
    "According to the Health Ministry, two clinics were still without electricity on 3 March.",
    "She said he had told her that they would not come.",
    "The inquiry began on 7 March 2016, and the report was published in April.",
    "His brother, Edmund Larkin, who left the company in 1998, accused the board of lying.",
    "Norvik Shipping said its ferries will sail again next month.",
    "In December, as the trial opened, protesters filled the square.",
    "Did the mayor say when? If she says so, the strike will end tomorrow.",
    "Ms Novak called the verdict “a disgrace”; Ms Novak's lawyer declined to say more.",
    '"I don\'t know," Sen. Romero told reporters Tuesday. "Ask the \'experts\'."',
    "The summit in Geneva on February 27 ended the war, the Kremlin said, adding that it was over.",
    "It moves into its sixth year on Tuesday, 31/12/9999 at the latest.",
    "ELECTION RESULTS",
    "“An opened quotation that nobody closes, said Mr Nobody",
    "and closed but never opened” Anna Brandt insisted.",
    "‘Single’ said the poet, ‘isn’t it?’",
    "'It's the players' cream,' Mr Pettit said. 'I've told 'em since '98.'",
    "« We shall row », said Ms Morand. „Wir auch“, said Mr Keller. »Nej,« he said.",
    "``Leland signed. His wife said, `He'd sign for the moon.' '' ''It rained.''",
    "— I am not angry, says Mr Varga. — A clock doesn't fall.",
    "WHITMORE: We signed it. (Laughter.)",
    "MR PELL: And who pays?",
    "Q: Who pays? A: Everybody, said the mayor.",
    "Background: The wall was built in 1911.",
    "“One paragraph of several.",
    "“And the next,” Anna Brandt said.",
    "Said. Said said said, he said; she said: said?",
    "(See page [4] “of” the {report}.)",
    "Der Bürgermeister sagte: „Wir sind zu spät.“",
    "市長は「橋は安全だ」と述べた。",
    "قال الوزير إن الجسر آمن.",
    "🙂 👩🏽‍🚀 said “🚀” on 🗓️ 4 May.",
    "e\u0301tude \u200bzero\u200b width\u00a0space said O\u2019Brien\u2014twice\u2026",
    "A" * 300,
    "- - - — – … !!! ??? ,,, ;;; ::: '' `` \"\"",
    "On Monday on Tuesday on Wednesday in 2016 in March on 30 February 2015 he said.",
    "This site uses Akismet to reduce spam.",
)
JOINTS = (" ", "\n", "\n\n", "\r\n\r\n", "", "  \t ", "\n\n\n")

TEXTS = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=30)),
        st.sampled_from(JOINTS),
    ),
    min_size=4,
    max_size=16,
).map(lambda parts: "".join(piece + joint for piece, joint in parts))
PUBLISHED = st.sampled_from([None, date(2016, 3, 14), date(1, 1, 1), date(9999, 12, 31)])

few = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def made_of(text: str, published: date | None) -> Article | None:
    try:
        return article_from_text(text, title="Made", published=published)
    except ArticleError:
        return None  # it holds no words, or only a comment form


def inside(article: Article, spans: tuple[Span, ...]) -> None:
    """Spans lie in the text, in order, and none overlaps another."""
    place = 0
    for span in spans:
        assert place <= span.start < span.end <= len(article.text)
        place = span.end


def check_facts(article: Article, facts: Facts) -> None:
    for attribution in facts.attributions:
        for spans in (attribution.source, attribution.cue, attribution.content):
            assert spans
            inside(article, spans)
        assert not any(c.overlaps(q) for c in attribution.cue for q in attribution.content)
        assert attribution.kind in ("direct", "mixed", "indirect")
        assert 0 <= attribution.confidence <= 1
    for statement in facts.statements:
        for span in (*statement.attribution.cue, *statement.sentences):
            assert any(paragraph.overlaps(span) for paragraph in article.body)
    for timex in facts.timexes:
        inside(article, (timex.span,))
    for event in facts.events:
        assert event.timex.span in {timex.span for timex in facts.timexes}
        assert 0 <= event.span.start < event.span.end <= len(article.text)
    people = {speaker.id for speaker in facts.speakers}
    for attribution in facts.attributions:
        if attribution.speaker is not None and attribution.speaker.type == "person":
            assert attribution.speaker.id in people
    assert len(people) == len(facts.speakers)
    assert json.loads(to_line(fact_line(article, facts)))["id"] == article.id


def check_questions(question_set: QuestionSet) -> None:
    article = question_set.article
    assert len({q.id for q in question_set.questions}) == len(question_set.questions)
    for question in question_set.questions:
        texts = [normalised(option.text) for option in question.options]
        assert 3 <= len(texts) <= question_set.settings.options
        assert len(set(texts)) == len(texts) and all(texts)
        assert len({option.id for option in question.options}) == len(texts)
        assert question.key in {option.id for option in question.options}
        assert f" {normalised(question.answer)} " not in f" {normalised(question.stem)} "
        assert question.evidence
        for span in question.evidence:
            assert any(paragraph.covers(span) for paragraph in article.body)
        for text in (question.stem, *(option.text for option in question.options)):
            for opening, closing in ("“”", "[]", "()"):
                assert text.count(opening) == text.count(closing)


@few
@given(TEXTS, PUBLISHED)
def test_facts_of_any_text(text: str, published: date | None) -> None:
    """Whatever the text, facts lie within it, and a second reading finds the same."""
    article = made_of(text, published)
    if article is None:
        return
    facts = find_facts(article)
    check_facts(article, facts)
    assert find_facts(article) == facts


@few
@given(TEXTS, PUBLISHED, st.integers(0, 5), st.integers(3, 6))
def test_questions_of_any_text(text: str, published: date | None, seed: int, options: int) -> None:
    """Whatever the text, every question made of it is sound and survives its way through JSON."""
    article = made_of(text, published)
    if article is None:
        return
    wanted = Settings(count=None, options=options)
    try:
        made = generate(article, wanted, seed)
    except ArticleError as error:
        assert str(error) and "\n" not in str(error)
        return
    check_questions(made)
    assert QuestionSet.from_dict(json.loads(question_set_json(made))) == made
    assert generate(article, wanted, seed) == made


@settings(max_examples=10)
@given(st.permutations(PIECES[:16]), st.integers(0, 3))
def test_regenerating_any_article(pieces: list[str], seed: int) -> None:
    """Whatever the article, what is kept stays and what is rejected goes."""
    article = article_from_text("\n\n".join(pieces), title="Made", published=date(2016, 3, 14))
    made = generate(article, seed=seed)
    dice = random.Random(seed)
    here = [q.id for q in made.questions]
    keep, reject = dice.sample(here, len(here) // 2), dice.sample(here, 1)
    again = regenerate(made, keep, reject).question_set
    check_questions(again)
    assert {*keep} - {*reject} <= {q.id for q in again.questions}
    assert not {*reject} & {q.id for q in again.questions}


@settings(max_examples=10)
@given(st.permutations(PIECES[:12]))
def test_drawing_does_not_depend_on_chance(pieces: list[str]) -> None:
    """The kinds draw the same from the same facts, in the same order."""
    article = article_from_text(" ".join(pieces), title="Made", published=date(2016, 3, 14))
    facts = find_facts(article)
    wanted = Settings(count=None)
    assert draw(article, facts, wanted, 1) == draw(article, find_facts(article), wanted, 1)


@pytest.mark.parametrize("number", ["3m", "1.5m", "3bn", "10k", "90min", "3x", "0ten"])
def test_numbers_with_letters(number: str) -> None:
    """“3m years ago”, as British papers write it, breaks nothing."""
    article = article_from_text(
        f"The reef died {number} years ago. It took {number} months to find it, Simon Hale said."
    )
    check_facts(article, find_facts(article))
