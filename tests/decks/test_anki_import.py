"""What a student finds after importing a deck into real Anki."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from decks import EXPORTERS, anki
from decks.note_types import QUESTION
from quizgen.errors import DeckError
from quizgen.models import Question, QuestionSet
from tests.decks.student import Student

DECK = "quizgen::Marlow Bay to close <its> bridge & build anew"


def titled(question_set: QuestionSet, title: str, article_id: str = "another") -> QuestionSet:
    """The same questions with other ids, on an article of that title."""
    return replace(
        question_set,
        article=replace(question_set.article, id=article_id, title=title),
        questions=tuple(replace(q, id=f"{article_id}-{q.id}") for q in question_set.questions),
    )


def test_every_question_is_one_note_with_one_card(
    student: Student, question_set: QuestionSet
) -> None:
    """Four questions arrive as four notes with one card each, in one deck named by the title."""
    assert student.takes(question_set) == {"new": 4}
    for question in question_set.questions:
        assert student.deck_of(question.id) == DECK
        assert student.card(question.id).template()["name"] == "Multiple choice"
    assert student.col.card_count() == 4


def test_deck_says_where_it_comes_from(student: Student, question_set: QuestionSet) -> None:
    """The deck's description names the article, its date and its address."""
    student.takes(question_set)
    description = student.col.decks.by_name(DECK)["desc"]
    assert "4 questions on <b>Marlow Bay to close &lt;its&gt; bridge &amp; build anew</b>" in (
        description
    )
    assert "30 April 2015" in description
    assert '<a href="https://example.org/marlow-bay?a=1&amp;b=2">' in description


def test_tags_name_kind_and_article(student: Student, question_set: QuestionSet) -> None:
    """Each note is tagged with its kind and its article, and with nothing else."""
    student.takes(question_set)
    for question in question_set.questions:
        assert sorted(student.note(question.id).tags) == [
            "quizgen::article::marlow-bay",
            f"quizgen::kind::{question.kind}",
        ]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("two words\tand　more", "quizgen::article::two-words-and-more"),
        ("a::b", "quizgen::article::a-b"),
        ('<"quoted">', "quizgen::article::quoted"),
        ("Zürich-2.0_x", "quizgen::article::Zürich-2.0_x"),
        ("::", "quizgen::article::unnamed"),
        ("", "quizgen::article::unnamed"),
    ],
)
def test_tags_are_safe(
    student: Student, question_set: QuestionSet, part: str, expected: str
) -> None:
    """An article id that Anki could not have as a tag becomes one tag on exactly one level."""
    assert anki.tag("article", part) == expected
    article = replace(question_set.article, id=part)
    student.takes(replace(question_set, article=article))
    assert expected in student.note("q1").tags


def test_fields_hold_what_the_question_holds(student: Student, question_set: QuestionSet) -> None:
    """A note's fields are the question's parts, escaped once."""
    student.takes(question_set)
    note = dict(student.note("q1").items())
    filled = {name: value for name, value in note.items() if value}
    assert filled == {
        "Question": "Who warned that a single lorry of &lt;40 tonnes could bring the span down?",
        "Options": '<ol type="A"><li>Tom Vance, shopkeeper</li><li>Lee Marsh, mayor</li>'
        "<li>Ada Brook, the town's chief engineer</li></ol>",
        "Answer": "Ada Brook, the town's chief engineer",
        "Passage": "<p>“The cables are past saving &amp; we have waited long enough,” said Ada"
        " Brook, the town's chief engineer. <mark>She warned that a single lorry of &lt;40 tonnes"
        " could bring the span down.</mark></p>",
        "Feedback": "The article says: “She warned that a single lorry of &lt;40 tonnes could"
        " bring the span down.”",
        "Speaker": "Ada Brook",
        "Role": "the town's chief engineer",
        "Article": "Marlow Bay to close &lt;its&gt; bridge &amp; build anew",
        "Date": "30 April 2015",
        "URL": "https://example.org/marlow-bay?a=1&amp;b=2",
        "Context": "Marlow Bay to close &lt;its&gt; bridge &amp; build anew · 30 April 2015",
        "Heading": "Who said it?",
        "Kind": "who_said",
        "Key": "C",
        "Language": "en",
        "Question ID": "q1",
    }


def test_front_asks_and_back_answers(student: Student, question_set: QuestionSet) -> None:
    """The front lists the options in their order; key, passage and link wait on the back."""
    student.takes(question_set)
    card = student.card("q2")
    front, back = card.question(), card.answer()
    positions = [
        front.index(f"<li>{option.text}</li>") for option in question_set.questions[1].options
    ]
    assert positions == sorted(positions)
    assert "<mark>" not in front and "key-" not in front.split("</style>")[1]
    assert 'class="options key-C"' in back
    assert "Answer: C, quay" in back
    assert "<mark>He said the closure “would empty the quay by summer”.</mark>" in back
    assert '<a href="https://example.org/marlow-bay?a=1&amp;b=2">' in back


def test_front_works_without_javascript(student: Student, question_set: QuestionSet) -> None:
    """No side of a card carries a script or loads anything from anywhere."""
    student.takes(question_set)
    for question in question_set.questions:
        for side in (student.card(question.id).question(), student.card(question.id).answer()):
            assert "<script" not in side
            assert not any(word in side for word in ("url(", "@import", "src=", "onclick"))


@pytest.mark.parametrize("kind", ["when", "which_event", "which_first"])
def test_front_of_a_date_question_has_no_date(
    student: Student, question_set: QuestionSet, kind: str
) -> None:
    """The article's own date, often the key, is kept from the front of questions about dates."""
    question = replace(question_set.questions[2], kind=kind)  # type: ignore[arg-type]
    student.takes(replace(question_set, questions=(question,)))
    card = student.card(question.id)
    front = card.question().split("</style>")[1]
    assert front.count("30 April 2015") == 1  # the option
    assert card.answer().count("30 April 2015") == 2


def test_front_has_no_title_that_names_the_answer(
    student: Student, question_set: QuestionSet
) -> None:
    """A title that holds the answer, whatever its case, is shown on the back only."""
    article = replace(question_set.article, title="Bridge to close: “Quay” fears ruin")
    student.takes(replace(question_set, article=article))
    assert "fears ruin" not in student.card("q2").question()
    assert "fears ruin" in student.card("q2").answer()
    assert "fears ruin" in student.card("q1").question()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("War :: and peace::now", "quizgen::War : and peace:now"),
        (":::", "quizgen::Untitled article"),
        ("", "quizgen::Untitled article"),
        ("  two\n lines\t", "quizgen::two lines"),
        ('He said "no"', 'quizgen::He said "no"'),
        ("e\u0301te\u0301 " + "long " * 100, "quizgen::été " + "long " * 22 + "long…"),
        ("🗳 مرحبا", "quizgen::🗳 مرحبا"),
    ],
)
def test_titles_make_exactly_one_deck(
    student: Student, question_set: QuestionSet, title: str, expected: str
) -> None:
    """Whatever the title, the deck stands directly below "quizgen" and has the name we gave it."""
    student.takes(titled(question_set, title))
    names = {deck.name for deck in student.col.decks.all_names_and_ids()}
    assert names == {"Default", "quizgen", expected}


def test_articles_of_one_title_do_not_collide(student: Student, question_set: QuestionSet) -> None:
    """Two articles with the same title, exported in the same second, both arrive whole."""
    ids = {anki.deck_of(s).id for s in (question_set, titled(question_set, "Other", "other"))}
    assert len(ids) == 2
    student.takes(question_set)
    assert student.takes(titled(question_set, question_set.article.title)) == {"new": 4}
    assert student.col.note_count() == 8


def test_new_cards_come_in_the_sets_order(student: Student, question_set: QuestionSet) -> None:
    """New cards are asked in the order of the question set, retired ones last."""
    asked = (question_set.questions[2], question_set.questions[0])
    retired = (question_set.questions[1],)
    student.takes(replace(question_set, questions=asked, retired=retired))
    positions = student.col.db.all(
        "SELECT c.due, n.guid FROM notes n JOIN cards c ON c.nid = n.id ORDER BY 1"
    )
    assert positions == [[1, "q3"], [2, "q1"], [3, "q2"]]


def test_ids_are_the_released_ones(student: Student, question_set: QuestionSet) -> None:
    """Note type, fields and templates keep, in the student's collection, the ids they were given.

    A change here is a change no student's collection survives: Anki would call every note
    conflicting.
    """
    student.takes(question_set)
    note_type = student.note("q1").note_type()
    assert note_type is not None
    assert (note_type["id"], note_type["name"]) == (2125100055, "quizgen question")
    assert [(field["name"], field["id"]) for field in note_type["flds"]] == [
        (field.name, field.id) for field in QUESTION.fields
    ]
    assert [(t["name"], t["id"]) for t in note_type["tmpls"]] == [
        ("Multiple choice", 797907279947198995),
        ("Recall", 1988596769214264934),
        ("Typed answer", 626252743984890262),
    ]
    assert [field.name for field in QUESTION.fields] == (
        "Question,Options,Answer,Passage,Feedback,Explanation,Speaker,Role,Article,Date,URL,"
        "Context,Heading,Kind,Key,Accepted,Typed Answer,Add Recall,Retired,Licence,Language,"
        "Question ID,Extra 1,Extra 2,Extra 3,Extra 4,Extra 5,Extra 6,Extra 7,Extra 8"
    ).split(",")


def test_recall_and_typed_cards_wait_for_their_fields(
    student: Student, question_set: QuestionSet
) -> None:
    """A note whose "Add Recall" or "Typed Answer" is filled makes that card, which works."""
    student.takes(question_set)
    note = student.note("q2")
    note["Add Recall"] = "y"
    note["Typed Answer"] = "quay"
    student.col.update_note(note)
    choice, recall, typed = note.cards()
    assert [card.template()["name"] for card in (choice, recall, typed)] == [
        "Multiple choice",
        "Recall",
        "Typed answer",
    ]
    for card in (recall, typed):
        assert "market" not in card.question()
        assert '<p class="answer">quay</p>' in card.answer()
    assert "[[type:Typed Answer]]" in typed.question()


def test_retired_question_says_so(student: Student, question_set: QuestionSet) -> None:
    """A retired question is tagged, and both sides of its card say that it was retired."""
    *asked, gone = question_set.questions
    student.takes(replace(question_set, questions=tuple(asked), retired=(gone,)))
    assert "quizgen::retired" in student.note(gone.id).tags
    assert anki.RETIRED in student.card(gone.id).question()
    assert anki.RETIRED in student.card(gone.id).answer()
    assert anki.RETIRED not in student.card("q1").question()


def test_question_that_came_back_is_not_retired(
    student: Student, question_set: QuestionSet
) -> None:
    """A question that is both asked and among the retired counts as asked."""
    back = replace(question_set, retired=question_set.questions[:1])
    assert student.takes(back) == {"new": 4}
    assert "quizgen::retired" not in student.note("q1").tags


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "ftp://files.example/a", "https://a b.example", "notes.txt"],
)
def test_no_link_without_a_page(student: Student, question_set: QuestionSet, url: str) -> None:
    """What a browser would not open as a page never becomes a link."""
    student.takes(replace(question_set, article=replace(question_set.article, url=url)))
    assert "<a " not in student.card("q1").answer()
    assert "<a " not in student.col.decks.by_name(DECK)["desc"]


def test_values_cannot_leave_an_attribute(student: Student, question_set: QuestionSet) -> None:
    """Quotation marks in an address or a language code stay inside their attribute."""
    article = replace(
        question_set.article, url='https://x.example/"onclick="x', language='en" onload="x'
    )
    student.takes(replace(question_set, article=article))
    back = student.card("q1").answer()
    assert 'href="https://x.example/&quot;onclick=&quot;x"' in back
    assert 'lang="en&quot; onload=&quot;x"' in back


def test_empty_set_is_refused(tmp_path: Path, question_set: QuestionSet) -> None:
    """A set without questions makes no deck, and says so."""
    with pytest.raises(DeckError, match="has no questions"):
        EXPORTERS["apkg"].write(replace(question_set, questions=()), tmp_path / "deck.apkg")
    assert list(tmp_path.iterdir()) == []


def test_ten_thousand_questions(student: Student, question_set: QuestionSet) -> None:
    """A deck of 10,000 questions is written and imported whole."""

    def copy(question: Question, number: int) -> Question:
        return replace(question, id=f"{question.id}-{number}")

    many = tuple(copy(q, number) for number in range(2500) for q in question_set.questions)
    assert student.takes(replace(question_set, questions=many)) == {"new": 10_000}
    assert student.col.card_count() == 10_000
