"""Whatever stands in an article reaches the reader of a card as it was written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decks import anki
from quizgen.models import Article, Option, Question, QuestionSet, Span, Speaker
from tests.decks.cards import parts
from tests.decks.student import Student
from tests.samples import sample_set

HARD = [
    """< > & " ' &lt; &amp;amp; <b>bold</b> <script>alert(1)</script>""",
    "{{ }} {{Question}} {{{{ }}}} {{#Options}} {{c1::cloze::hint}}",
    "a :: b::c ::",
    "“curly” ‘single’ – dash — dash … ’",
    "🗳️👩🏽‍🔬 🇸🇾 emoji",
    "قال المبعوث الخاص (UN) إن الطريق ‏الوحيد",
    "שלום עולם 123",
    "[sound:boom.mp3] [anki:play:q:0] [anki:tts lang=en_US]hm[/anki:tts]",
    "[latex]x[/latex] [$]x[/$] [$$]x[/$$] [LaTeX]y[/LaTeX] \\(z\\) \\[w\\]",
    "[Putin] coordinated the move [with Assad]",
    "e\u0301te\u0301 Å ﬁ",
    "10\u00a0000 and a\u200bb",
    "= + - @ # % ~ \\ / | ^ `",
    "-->  <!-- comment --> <![CDATA[x]]>",
]


def expected(text: str) -> str:
    """What a reader sees: the text on one line, in the normal form that Anki keeps."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def asking(text: str, question_id: str) -> QuestionSet:
    """A set whose every text is this one."""
    article = Article(
        id=question_id,
        title=text,
        text=f"Before. {text} After.",
        body=(Span(0, len(text) + 15),),
    )
    question = Question(
        id=question_id,
        kind="what_said",
        stem=text,
        options=(Option("a", "not this"), Option("b", text)),
        key="b",
        accepted=(text,),
        evidence=(Span(8, 8 + len(text)),),
        feedback=text,
        facts=("f",),
        speaker=Speaker("s", text, text, "person"),
    )
    return replace(sample_set(), article=article, questions=(question,))


def check(student: Student, text: str, question_id: str) -> None:
    """Import a card full of a text, and read that text in each of its places."""
    assert student.takes(asking(text, question_id)) == {"new": 1}
    card = student.card(question_id)
    shown = expected(text)
    front, back = parts(card.question()), parts(card.answer())
    for side in (front, back):
        assert [expected(stem) for stem in side["stem"]] == [shown]
        assert [expected(option) for option in side["li"]] == ["not this", shown]
    assert [expected(mark) for mark in back["mark"]] == [shown]
    assert [expected(title) for title in back["cite"]] == [shown]
    assert [expected(line) for line in back["speaker"]] == [f"Speaker: {shown}, {shown}"]
    assert card.question_av_tags() == card.answer_av_tags() == []


@pytest.mark.parametrize("text", HARD)
def test_hard_characters(student: Student, text: str) -> None:
    """HTML's, Anki's and writing's special characters are shown, and nothing runs them."""
    check(student, text, "hard")
    sort = student.col.db.scalar("SELECT sfld FROM notes WHERE guid = 'hard'")
    assert expected(sort) == expected(text)


def test_escaping_is_undone_by_nothing_but_reading() -> None:
    """Quotation marks stay plain, so that Anki's search finds "don't"."""
    assert anki.text_html('don\'t <say> “no” & "yes"') == 'don\'t &lt;say&gt; “no” &amp; "yes"'


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Student]:
    """One collection for many examples."""
    student = Student(tmp_path_factory.mktemp("long-lived"))
    yield student
    student.col.close()


_alphabet = st.one_of(
    st.sampled_from("<>&\"'{}[]:;#=/\\$ \n\t\x1f\u2028"),
    st.characters(exclude_categories=["Cs", "Cc"]),
)
_texts = st.text(_alphabet, min_size=1, max_size=80).filter(lambda text: expected(text) != "")


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_texts)
def test_any_text(long_lived: Student, text: str) -> None:
    """Random texts survive the way into Anki and onto the card."""
    number = long_lived.col.note_count()
    check(long_lived, text, f"random-{number}")


def test_spaces_that_hold_together_stay(student: Student) -> None:
    """A no-break space is not turned into one at which a line may end."""
    student.takes(asking("10\u00a0000 people", "space"))
    assert parts(student.card("space").question())["stem"] == ["10\u00a0000 people"]


def test_control_characters_disappear(student: Student) -> None:
    """Anki's field separator, NUL and other control characters never reach a field."""
    text = "a\x1fb\x00c\x07d\x9fe\ud800f"
    student.takes(asking(text, "control"))
    assert student.field("control", "Question") == "a bcdef"
