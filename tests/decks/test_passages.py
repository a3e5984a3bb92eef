"""The paragraphs shown as proof hold the evidence, marked, and little else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from decks.passages import LONGEST_PARAGRAPH, Passages
from quizgen.models import Article, Span

LONG = "Words and more words. " * 40


def around(text: str, *evidence: str, body: tuple[Span, ...] = ()) -> list[str]:
    """The paragraphs around these words, with what proves in [brackets]."""
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in evidence]
    article = Article(id="a", title="", text=text, body=body)
    return [
        "".join(f"[{piece}]" if proves else piece for piece, proves in paragraph)
        for paragraph in Passages(article).around(spans)
    ]


def test_paragraph_around_a_sentence() -> None:
    """The whole paragraph is shown, its neighbours are not."""
    assert around("One.\n\nTwo. Three. Four.\n\nFive.", "Three.") == ["Two. [Three.] Four."]


def test_wrapped_lines_are_one_paragraph() -> None:
    """A line that ends because the next word didn't fit is joined to the next."""
    text = "He said the old bridge over the\nriver would have to close in\r\nMay. Yes."
    assert around(text, "Yes.") == [
        "He said the old bridge over the river would have to close in May. [Yes.]"
    ]


def test_single_line_break_after_a_sentence_ends_a_paragraph() -> None:
    """Articles with one line break between paragraphs have paragraphs, too."""
    assert around("One is over.\nTwo “ends.”\nThree.", "Three.") == ["[Three.]"]


def test_two_pieces_of_evidence() -> None:
    """Evidence in two paragraphs shows both, in the article's order; in one, marks both."""
    text = "One. Two.\n\nThree.\n\nFour. Five. Six."
    assert around(text, "Six.", "One.") == ["[One.] Two.", "Four. Five. [Six.]"]
    assert around(text, "Four.", "Six.") == ["[Four.] Five. [Six.]"]


def test_evidence_across_paragraphs() -> None:
    """One stretch of evidence over a paragraph break is marked in both paragraphs."""
    assert around("One. Two.\n\nThree. Four.", "Two.\n\nThree.") == [
        "One. [Two.]",
        "[Three.] Four.",
    ]


def test_overlapping_evidence_is_marked_once() -> None:
    """Spans that overlap or touch make one mark."""
    assert around("One two three four.", "One two", "two three", "three four.") == [
        "[One two three four.]"
    ]


def test_long_paragraph_is_cut_to_its_evidence() -> None:
    """A paragraph that would fill the screen is cut, and the cuts are shown."""
    assert len(LONG) > LONGEST_PARAGRAPH
    assert around(f"{LONG}The proof. {LONG}", "The proof.") == [" … [The proof.] … "]
    assert around(f"The proof. {LONG}", "The proof.") == ["[The proof.] … "]


def test_boilerplate_is_not_shown() -> None:
    """Where only part of a paragraph is the article proper, only that part is shown."""
    text = "Photo: AP. One. Two. Share this."
    assert around(text, "Two.", body=(Span(11, 20),)) == ["One. [Two.]"]


def test_evidence_outside_the_body_stands_alone() -> None:
    """Evidence is shown even where the body leaves it out."""
    assert around("One. Two. Three.", "Two.", body=(Span(0, 4),)) == ["[Two.]"]


_words = st.text("ab. \n“”", max_size=60)


@given(text=_words, data=st.data())
def test_marks_are_exactly_the_evidence(text: str, data: st.DataObject) -> None:
    """Whatever the text and spans, what is marked is the evidence, line breaks aside."""
    place = st.integers(0, len(text))
    spans = [
        Span(min(pair), max(pair))
        for pair in data.draw(st.lists(st.tuples(place, place), max_size=4))
    ]
    paragraphs = Passages(Article(id="a", title="", text=text)).around(spans)
    marked = "".join(piece for p in paragraphs for piece, proves in p if proves)
    covered = sorted({i for span in spans for i in range(span.start, span.end)})
    assert "".join(marked.split()) == "".join("".join(text[i] for i in covered).split())
