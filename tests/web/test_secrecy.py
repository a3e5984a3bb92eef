"""What the page of an unanswered question may not tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quizgen.models import QuestionSet
from tests.samples import sample_set
from tests.web.conftest import Page, Student
from web.shuffle import shown_options
from web.store import Store


def skeleton(page: Page) -> str:
    """The form of the page with its options' texts, places and the forgery token taken out."""
    source = page.source[page.source.index("<fieldset") : page.source.index("</form>")]
    for text in page.choices:
        source = source.replace(_escaped(text), "TEXT")
    return re.sub(r'(answer-|value=")\d+', r"\1N", source)


def _escaped(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;")):
        text = text.replace(character, entity)
    return text


def test_nothing_tells_the_key(student: Student, question_set: QuestionSet) -> None:
    """No feedback, evidence, id or typed answer stands in an unanswered question's page, nor does
    anything tell one option from another.
    """
    page = student.begin()
    for question in question_set.questions:
        assert set(page.choices) == {option.text for option in question.options}
        assert sorted(page.choices.values()) == [str(n + 1) for n in range(len(question.options))]
        for secret in (question.feedback, question.id, question.key, *question.facts):
            assert not re.search(rf"\b{re.escape(_escaped(secret))}\b", page.source)
        for span in question.evidence:
            assert _escaped(span.of(question_set.article.text)) not in page.source
        assert "<mark" not in page.source
        labels = re.findall(r"<label.*?</label>", skeleton(page), flags=re.DOTALL)
        assert len(labels) == len(question.options)
        assert len(set(labels)) == 1
        assert page.source.count(_escaped(question.answer)) == 1
        page = student.get(
            (answered := student.answer(page, question.answer)).links.get(
                "Next question", answered.path
            )
        )


def test_error_page_tells_nothing_either(student: Student, question_set: QuestionSet) -> None:
    """The page that asks for a choice is as silent."""
    page = student.send(student.begin())
    question = question_set.questions[0]
    assert _escaped(question.feedback) not in page.source
    assert "<mark" not in page.source
    assert len(set(re.findall(r"<label.*?</label>", skeleton(page), flags=re.DOTALL))) == 1


def test_typed_answers_stay_secret(
    student: Student, store: Store, question_set: QuestionSet
) -> None:
    """Typed answers that would count are never shown before the question is answered."""
    first, *rest = question_set.questions
    first = replace(first, accepted=("Ada Brook", "Engineer Brooksworth"))
    store.save_question_set(replace(question_set, questions=(first, *rest)))
    assert "Brooksworth" not in student.begin().source


def test_other_questions_stay_secret(student: Student, question_set: QuestionSet) -> None:
    """The page of one answered question tells nothing of the others' stems and feedback."""
    question, *others = question_set.questions
    page = student.answer(student.begin(), question.answer)
    for other in others:
        assert _escaped(other.stem) not in page.source
        assert _escaped(other.feedback) not in page.source


def test_order_varies_with_the_seed() -> None:
    """Over many attempts every option stands in every place about equally often."""
    question = sample_set().questions[1]
    places: Counter[tuple[str, int]] = Counter()
    for seed in range(2000):
        for place, option in enumerate(shown_options(question, seed)):
            places[option.id, place] += 1
    assert len(places) == 16
    assert all(430 < times < 570 for times in places.values())  # 500 expected, standard error 19


@given(seed=st.integers(0, 2**63 - 1))
def test_order_is_reproducible(seed: int) -> None:
    """The same seed gives the same order, whatever order the set has them in; none is lost."""
    for question in sample_set().questions:
        shown = shown_options(question, seed)
        turned = replace(question, options=question.options[::-1])
        assert shown_options(turned, seed) == shown
        assert set(shown) == set(question.options)
        assert len(shown) == len(question.options)
