"""What a student finds after importing a deck into real Anki."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from decks import EXPORTERS, anki
from decks.anki import CardKind
from quizgen.errors import DeckError
from quizgen.models import Kind, Option, Question, QuestionSet
from tests.decks.cards import parts
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
    """Four questions arrive as four notes with one card each, in one deck named by the title.

    The one with a gap is a cloze deletion, the others have options.
    """
    assert student.takes(question_set) == {"new": 4}
    made = {}
    for question in question_set.questions:
        assert student.deck_of(question.id) == DECK
        made[question.id] = student.card(question.id).template()["name"]
    choice = "Multiple choice"
    assert made == {"q1": choice, "q2": "Gap", "q3": choice, "q4": choice}
    assert student.col.card_count() == 4


def test_deck_says_where_it_comes_from(student: Student, question_set: QuestionSet) -> None:
    """The deck's description names the article, its date and its address."""
    student.takes(question_set)
    description = student.col.decks.by_name(DECK)["desc"]
    assert "Questions on <b>Marlow Bay to close &lt;its&gt; bridge &amp; build anew</b>" in (
        description
    )
    assert "30 April 2015" in description
    assert "the rights in it stay with its owners" in description
    assert '<a href="https://example.org/marlow-bay?a=1&amp;b=2">' in description


def test_tags_name_article_difficulty_and_kind(student: Student, question_set: QuestionSet) -> None:
    """Each note is tagged with its article, difficulty and kind, and with nothing else."""
    levels = {0.2: "easy", 0.39: "easy", 0.5: "medium", 0.7: "hard"}
    questions = tuple(
        replace(question, difficulty=difficulty)
        for question, difficulty in zip(question_set.questions, levels, strict=True)
    )
    student.takes(replace(question_set, questions=questions))
    for question in questions:
        assert sorted(student.note(question.id).tags) == [
            "quizgen::article::marlow-bay",
            f"quizgen::difficulty::{levels[question.difficulty]}",
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


def test_back_says_what_else_the_proof_needs(student: Student, question_set: QuestionSet) -> None:
    """What the feedback says besides quoting the passage stands on the back, and the quote doesn't.

    What a teacher wrote stands there whole.
    """
    first, second, third, fourth = question_set.questions
    questions = (
        replace(first, feedback="The article says: “She <warned>.” – “She” is Ada Brook."),
        replace(third, feedback="The article says: “It closed on 4 May.”"),
        replace(fourth, feedback="In “March” – that was spring & cold."),
    )
    student.takes(replace(question_set, questions=questions))
    said = [parts(student.card(q.id).answer()).get("feedback") for q in questions]
    assert said == [["“She” is Ada Brook."], None, ["In “March” – that was spring & cold."]]


def test_back_says_why_the_others_are_wrong(student: Student, question_set: QuestionSet) -> None:
    """Each option that says why it is wrong does so on the back of the card that lists options."""
    question = question_set.questions[3]
    whys = ("", "That was <in> 2014.", "")
    options = tuple(replace(o, why=why) for o, why in zip(question.options, whys, strict=True))
    question = replace(question, options=options)
    student.takes(replace(question_set, questions=(question,)), ["choice", "recall"])
    choice, recall = student.card("q4", "choice"), student.card("q4", "recall")
    assert parts(choice.answer())["explanation"] == ["B: That was <in> 2014."]
    for side in (choice.question(), recall.question(), recall.answer()):
        assert "explanation" not in parts(side)


def test_front_asks_and_back_answers(student: Student, question_set: QuestionSet) -> None:
    """The front lists the options in their order; key, passage and link wait on the back."""
    student.takes(question_set, ["choice"])
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
    """New cards are asked in the order of the question set."""
    asked = tuple(question_set.questions[n] for n in (2, 1, 0))
    student.takes(replace(question_set, questions=asked))
    positions = student.col.db.all(
        "SELECT c.due, n.guid FROM notes n JOIN cards c ON c.nid = n.id ORDER BY 1"
    )
    assert positions == [[1, "q3"], [2, "q2.cloze"], [3, "q1"]]


def test_student_adds_cards_to_a_note(student: Student, question_set: QuestionSet) -> None:
    """A note whose "Add Recall" or "Typed Answer" a student fills makes that card, which works."""
    student.takes(question_set, ["choice"])
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
        assert '<p class="answer">quay</p>' in card.answer()
    assert "market" not in typed.question()
    assert "[[type:Typed Answer]]" in typed.question()


def test_recall_card(student: Student, question_set: QuestionSet) -> None:
    """A recall card asks without options, which can be unfolded without JavaScript."""
    student.takes(question_set, ["recall"])
    card = student.card("q1", "recall")
    front = card.question().split("</style>")[1]
    before, _, folded = front.partition("<details>")
    assert "Lee Marsh" not in before and "Lee Marsh" in folded.partition("</details>")[0]
    assert "Lee Marsh" not in folded.partition("</details>")[2]
    assert '<p class="answer">Ada Brook, the town\'s chief engineer</p>' in card.answer()


def test_typed_card(student: Student, question_set: QuestionSet) -> None:
    """A typed card compares with the shortest form of the answer, and shows the others."""
    accepted = ("Ada Brook, the town's chief engineer", "Ada Brook", "Brook")
    question = replace(question_set.questions[0], accepted=accepted)
    student.takes(replace(question_set, questions=(question,)), ["typed"])
    card = student.card("q1", "typed")
    assert student.note("q1", "typed")["Typed Answer"] == "Ada Brook"
    assert "[[type:Typed Answer]]" in card.question()
    assert "Lee Marsh" not in card.question().split("</style>")[1]
    assert "Also right: Ada Brook · Brook" in card.answer()


def test_gap_card(student: Student, question_set: QuestionSet) -> None:
    """A gap is Anki's own cloze deletion: empty on the front, filled on the back."""
    student.takes(question_set)
    card = student.card("q2")
    front, back = parts(card.question()), parts(card.answer())
    assert front["stem"] == [
        "Complete Tom Vance's words: the closure “would empty the [...] by summer”."
    ]
    assert back["stem"] == [
        "Complete Tom Vance's words: the closure “would empty the quay by summer”."
    ]
    assert back["cloze"] == ["quay"]
    assert front["summary"] == ["Show the options"] and len(front["li"]) == 4


@pytest.mark.parametrize(
    ("answer", "stem"),
    [
        ("a::b", "It is ____."),
        ("}} {{c2::x}}", "So ____ {{c1::y}}"),
        ("{", "{____}"),
        (":", "____ and ____"),
        ("quay", "A stem without its gap:"),
    ],
)
def test_gaps_hide_exactly_the_answer(
    student: Student, question_set: QuestionSet, answer: str, stem: str
) -> None:
    """Whatever the words, one card is made, and its first gap is filled with the whole answer."""
    question = replace(
        question_set.questions[1],
        stem=stem,
        options=(Option("a", answer), Option("b", "other")),
        key="a",
        accepted=(answer,),
    )
    student.takes(replace(question_set, questions=(question,)))
    back = parts(student.card("q2").answer())
    assert back["cloze"] == [answer]
    filled = stem.replace("____", answer, 1) if "____" in stem else f"{stem} {answer}"
    assert back["stem"] == [filled]


@pytest.mark.parametrize(
    ("cards", "made"),
    [
        (("choice",), {"q1": ["choice"], "q2": ["choice"], "q3": ["choice"], "q4": ["choice"]}),
        (("recall",), {"q1": ["recall"], "q2": ["recall"], "q3": ["recall"], "q4": ["recall"]}),
        (("typed",), {"q1": ["typed"], "q2": ["typed"], "q3": ["typed"], "q4": ["choice"]}),
        (("cloze",), {"q1": ["choice"], "q2": ["cloze"], "q3": ["choice"], "q4": ["choice"]}),
        (
            ("cloze", "typed", "recall", "choice"),
            {
                "q1": ["choice", "recall", "typed"],
                "q2": ["cloze", "typed"],
                "q3": ["choice", "recall", "typed"],
                "q4": ["choice", "recall"],
            },
        ),
    ],
)
def test_cards_that_are_wanted(
    student: Student,
    question_set: QuestionSet,
    cards: tuple[CardKind, ...],
    made: dict[str, list[CardKind]],
) -> None:
    """The kinds of cards wanted are made wherever they make sense; no question is left out."""
    student.takes(question_set, cards)
    guids = set(student.col.db.list("SELECT guid FROM notes"))
    assert guids == {anki.guid(q, kind) for q, kinds in made.items() for kind in kinds}
    assert student.col.card_count() == len(guids)
    for question_id, kinds in made.items():
        for kind in kinds:
            assert "front of this card is blank" not in student.card(question_id, kind).question()


@pytest.mark.parametrize("kind", ["what_said", "which_first"])
def test_questions_about_their_options_keep_them(
    student: Student, question_set: QuestionSet, kind: Kind
) -> None:
    """“Which of these …?” is asked with options, even where only recall cards are wanted."""
    question = replace(question_set.questions[3], kind=kind)
    student.takes(replace(question_set, questions=(question,)), ["recall", "typed"])
    assert "Tom Vance rejected the plan" in student.card("q4", "choice").question()


def test_unknown_kind_of_card_is_refused(tmp_path: Path, question_set: QuestionSet) -> None:
    """A kind of card that there is none of, or none at all, is refused with those there are."""
    for cards, says in ((["flash"], "no 'flash' cards"), ([], "no kind of card is left")):
        with pytest.raises(DeckError, match=f"{says}: choose from choice, recall, typed, cloze"):
            anki.write(question_set, tmp_path / "x.apkg", cards=cards)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_retired_question_says_so(student: Student, question_set: QuestionSet) -> None:
    """A retired question is tagged, and both sides of its card say that it was retired."""
    student.takes(question_set)
    *asked, gone = question_set.questions
    gone = replace(gone, changed=gone.changed + 1)
    student.takes(replace(question_set, questions=tuple(asked), retired=(gone,)))
    assert "quizgen::retired" in student.note(gone.id).tags
    assert anki.RETIRED in student.card(gone.id).question()
    assert anki.RETIRED in student.card(gone.id).answer()
    assert anki.RETIRED not in student.card("q1").question()


def test_newcomers_are_not_asked_retired_questions(
    student: Student, question_set: QuestionSet
) -> None:
    """Who imports a deck now gets a card of what it no longer asks only when it does again."""
    *asked, gone = question_set.questions
    student.takes(replace(question_set, questions=tuple(asked), retired=(gone,)))
    assert student.col.card_count() == 3
    assert "quizgen::retired" in student.note(gone.id).tags
    back = replace(gone, changed=gone.changed + 1)
    assert student.takes(replace(question_set, questions=(*asked, back))) == {
        "duplicate": 3,
        "updated": 1,
    }
    assert student.card(gone.id).queue == 0
    assert "quizgen::retired" not in student.note(gone.id).tags


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
