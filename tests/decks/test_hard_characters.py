"""Whatever stands in an article comes back from every format as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decks import EXPORTERS
from decks.questions import text_of
from quizgen.models import QuestionSet
from tests.decks.hard import HARD, asking
from tests.decks.readers import READERS, Seen
from tests.decks.test_worksheet import PRINTED


def expected(question_set: QuestionSet, name: str) -> list[Seen]:
    """What somebody should see of a set in a format, feedback and evidence included."""
    kept = READERS[name].kept
    stem = READERS[name].stem or kept
    return [
        Seen(
            stem=stem(question.stem),
            options=tuple(kept(option.text) for option in question.options),
            key=kept(question.answer),
            feedback=kept(question.feedback),
            whys=tuple(kept(option.why) for option in question.options if option.why),
            evidence=kept(question.evidence[0].of(question_set.article.text)),
        )
        for question in question_set.questions
    ]


def check(question_set: QuestionSet, name: str, path: Path) -> None:
    """Write a set, read it, and compare what the format holds."""
    EXPORTERS[name].write(question_set, path)
    seen = READERS[name].read(path)
    assert len(seen) == len(question_set.questions)
    for one, other in zip(seen, expected(question_set, name), strict=True):
        assert one.stem == other.stem
        assert one.options == other.options
        assert one.key == other.key
        assert one.feedback in (None, other.feedback)
        assert one.whys in (None, other.whys)
        if one.evidence is not None:
            assert _words(one.evidence) == _words(other.evidence)


def _words(text: str) -> list[str]:
    """Evidence as words: it stands on one line, with " … " between paragraphs."""
    return text.replace("…", " ").split()


def test_every_format_is_read() -> None:
    """No format is left untested; Anki's and those on paper have their own tests."""
    assert {*READERS, *PRINTED, "apkg"} == set(EXPORTERS)


@pytest.mark.parametrize("name", READERS)
def test_sample(name: str, tmp_path: Path, question_set: QuestionSet) -> None:
    """An ordinary set arrives whole and in order."""
    check(question_set, name, tmp_path / "set")


@pytest.mark.parametrize("name", READERS)
def test_hard_characters(name: str, tmp_path: Path) -> None:
    """Each format's own marks, right-to-left letters, emoji and line breaks survive."""
    check(asking(HARD), name, tmp_path / "set")


_alphabet = st.one_of(
    st.sampled_from("~=#{}:\\<>&\"'%*_`[]()|$!?@+-.;,/ \n\t\rA1"),
    st.characters(exclude_categories=["Cs", "Cc"]),
)
_texts = st.text(_alphabet, min_size=2, max_size=60).filter(
    lambda text: len(text_of(text).replace("\n", "")) > 1
)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(_texts, min_size=30, max_size=50))
def test_any_text(name: str, tmp_path: Path, texts: list[str]) -> None:
    """So do random texts."""
    check(asking(texts), name, tmp_path / "set")
