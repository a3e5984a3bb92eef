"""The worksheet and its key say the same, on screen and on paper."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from decks import EXPORTERS
from decks.questions import LETTERS, line_of, text_of
from quizgen.errors import DeckError
from quizgen.models import Option, QuestionSet
from tests.decks.hard import HARD, asking
from tests.decks.readers import lines_of
from tests.samples import passage
from tests.tools import program

PRINTED = ("worksheet", "answer-key", "worksheet-html", "answer-key-html")
PDF = ("worksheet", "answer-key")

Asked = list[tuple[str, list[str]]]


def page(question_set: QuestionSet, name: str, folder: Path) -> lxml.html.HtmlElement:
    """One of the HTML pages, as lxml reads it."""
    path = folder / "page.html"
    EXPORTERS[name].write(question_set, path)
    return lxml.html.document_fromstring(path.read_bytes())


def texts(element: lxml.html.HtmlElement, name: str) -> list[str]:
    """The text of every element of a class."""
    return [lines_of(found) for found in element.find_class(name)]


def asked(question_set: QuestionSet, folder: Path) -> Asked:
    """Stems with their options, off the worksheet."""
    entries = page(question_set, "worksheet-html", folder).find_class("entry")
    return [(texts(entry, "stem")[0], texts(entry, "text")) for entry in entries]


def answered(question_set: QuestionSet, folder: Path) -> list[tuple[str, str, str, list[str]]]:
    """Letters, answers, evidence and why others are wrong, off the key."""
    entries = page(question_set, "answer-key-html", folder).find_class("entry")
    return [
        (
            texts(entry, "letter")[0],
            texts(entry, "text")[0],
            texts(entry, "evidence")[0],
            texts(entry, "why"),
        )
        for entry in entries
    ]


def pdf(question_set: QuestionSet, name: str, folder: Path) -> PdfReader:
    """One of the PDF files, as pypdf reads it."""
    path = folder / f"{name}.pdf"
    EXPORTERS[name].write(question_set, path)
    return PdfReader(path)


def squeezed(text: str) -> str:
    """Text without spaces, which paper doesn't keep."""
    return "".join(text.split())


@pytest.mark.parametrize("texts", [HARD], ids=["hard"])
def test_html_shows_what_was_written(texts: tuple[str, ...], tmp_path: Path) -> None:
    """Whatever stands in an article is read off both pages, and the letters fit."""
    check_html(asking(texts), tmp_path)


def check_html(question_set: QuestionSet, folder: Path) -> None:
    sheet, key = asked(question_set, folder), answered(question_set, folder)
    for question, (stem, options), (letter, answer, evidence, whys) in zip(
        question_set.questions, sheet, key, strict=True
    ):
        assert stem == text_of(question.stem)
        assert sorted(options) == sorted(text_of(option.text) for option in question.options)
        assert options[LETTERS.index(letter)] == answer == text_of(question.answer)
        assert whys == [text_of(option.why) for option in question.options if option.why]
        words = question.evidence[0].of(question_set.article.text)
        assert squeezed(evidence).replace("…", "") == squeezed(line_of(words)).replace("…", "")


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=2, max_size=60)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(_texts.filter(lambda text: len(text_of(text)) > 1), min_size=10))
def test_html_of_any_text(texts: list[str], tmp_path: Path) -> None:
    """So are random texts."""
    check_html(asking(texts), tmp_path)


@pytest.mark.parametrize("name", PDF)
def test_pdf_shows_what_was_written(name: str, tmp_path: Path) -> None:
    """The same on paper; readers give words from the right to the left in an order of their own."""
    question_set = asking(HARD)
    whole = squeezed(
        "".join(part.extract_text() for part in pdf(question_set, name, tmp_path).pages)
    )
    for text in map(squeezed, map(text_of, HARD)):
        if re.search("[\u0590-\u06ff]", text):
            assert Counter(text) <= Counter(whole)
        else:
            assert text in whole
    assert EXPORTERS[name].left_out(question_set) == []


def test_letters_fit_on_paper(tmp_path: Path, question_set: QuestionSet) -> None:
    """The key's letters are those that stand beside the right options on the worksheet."""
    sheet = pdf(question_set, "worksheet", tmp_path).pages[0].extract_text()
    key = pdf(question_set, "answer-key", tmp_path).pages[0].extract_text()
    shown = asked(question_set, tmp_path)
    for number, (question, (_, options)) in enumerate(
        zip(question_set.questions, shown, strict=True), 1
    ):
        letter = LETTERS[options.index(question.answer)]
        assert squeezed(f"{letter} {question.answer}") in squeezed(sheet)
        assert squeezed(f"{number}. {letter} {question.answer}") in squeezed(key)
        assert squeezed(f"{number} {letter}") in squeezed(key.split("1.")[0])


@pytest.mark.parametrize("name", ["worksheet", "worksheet-html"])
def test_a_worksheet_gives_nothing_away(
    name: str, tmp_path: Path, question_set: QuestionSet
) -> None:
    """With another key it is the same worksheet, byte for byte."""
    others = tuple(
        replace(question, key=question.distractors[0].id, accepted=("x",), feedback="y")
        for question in question_set.questions
    )
    EXPORTERS[name].write(question_set, tmp_path / "one")
    EXPORTERS[name].write(replace(question_set, questions=others), tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_letters_stay_when_the_set_is_drawn_anew(tmp_path: Path, question_set: QuestionSet) -> None:
    """A question has the same letters wherever it stands in a set, and dates stay in order."""
    turned = replace(question_set, id="other", questions=question_set.questions[::-1])
    assert asked(turned, tmp_path) == asked(question_set, tmp_path)[::-1]
    dates = question_set.questions[2]
    assert asked(question_set, tmp_path)[2][1] == [option.text for option in dates.options]


def test_right_answers_stand_anywhere(tmp_path: Path, question_set: QuestionSet) -> None:
    """Shuffled, the key's letters are all used about as often."""
    first = question_set.questions[0]
    options = tuple(Option(f"o{n}", f"answer {n}") for n in range(4))
    many = [replace(first, id=f"q{n}", options=options, key="o1") for n in range(200)]
    letters = Counter(
        letter for letter, *_ in answered(replace(question_set, questions=tuple(many)), tmp_path)
    )
    assert set(letters) == set("ABCD") and min(letters.values()) > 30


def many_long(question_set: QuestionSet) -> QuestionSet:
    """Questions of very different length, no two with a text in common."""
    questions = []
    for n in range(24):
        question = question_set.questions[n % 4]
        stem = f"Number {n} asks " + "a rather long question " * (n % 7)
        options = tuple(Option(o.id, f"{o.text} ({n})") for o in question.options)
        questions.append(replace(question, id=f"n{n}", stem=stem, options=options))
    return replace(question_set, questions=tuple(questions))


def test_no_question_is_torn_apart(tmp_path: Path, question_set: QuestionSet) -> None:
    """A stem and all its options stand on one page."""
    question_set = many_long(question_set)
    pages = [part.extract_text() for part in pdf(question_set, "worksheet", tmp_path).pages]
    assert len(pages) > 2
    for number, question in enumerate(question_set.questions, 1):
        (place,) = [n for n, text in enumerate(pages) if f"Number {number - 1} asks" in text]
        block = squeezed(pages[place]).split(squeezed(f"{number}. Number {number - 1} asks"))[1]
        block = block.split(squeezed(f"{number + 1}. Number {number} asks"))[0]
        for option in question.options:
            assert squeezed(option.text) in block


@pytest.mark.parametrize("name", PDF)
def test_fonts_are_in_the_file(name: str, tmp_path: Path) -> None:
    """A printer needs no font of its own, and the text can be searched and copied."""
    for part in pdf(asking(HARD), name, tmp_path).pages:
        for font in part["/Resources"]["/Font"].values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]
            assert "/ToUnicode" in font.get_object()


@pytest.mark.parametrize("name", PDF)
def test_pages_print(name: str, tmp_path: Path, question_set: QuestionSet) -> None:
    """Poppler draws every page without complaint, with ink on it, and none in the outer margin."""
    count = len(pdf(many_long(question_set), name, tmp_path).pages)
    done = subprocess.run(
        [program("pdftoppm", "poppler-utils"), "-r", "40", "-gray", f"{name}.pdf", "page"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    images = sorted(tmp_path.glob("page*.pgm"))
    assert len(images) == count
    for image in images:
        found = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", image.read_bytes())
        assert found
        width, height = int(found[1]), int(found[2])
        pixels = image.read_bytes()[found.end() :]
        rows = [pixels[start : start + width] for start in range(0, width * height, width)]
        margin = round(9 / 25.4 * 40)  # 9 mm
        inside = [row[margin : width - margin] for row in rows[margin : height - margin]]
        assert any(min(row) < 100 for row in inside)
        outside = [*rows[:margin], *rows[height - margin :]]
        outside += [row[:margin] + row[width - margin :] for row in rows]
        assert all(min(row) == 255 for row in outside)


def test_characters_without_a_font_are_named(tmp_path: Path, question_set: QuestionSet) -> None:
    """They are printed as such, never as nothing, and the question is named."""
    first, *others = question_set.questions
    question = replace(first, stem="Who said 北京 and 東京?")
    question_set = replace(question_set, questions=(question, *others))
    for name in PDF:
        assert EXPORTERS[name].left_out(question_set) == [
            "question 1 has characters that no font here has; � is printed for 京 北 東"
        ]
    text = pdf(question_set, "worksheet", tmp_path).pages[0].extract_text()
    assert squeezed("Who said �� and ��?") in squeezed(text)


@pytest.mark.parametrize("name", PRINTED)
def test_no_questions(name: str, tmp_path: Path, question_set: QuestionSet) -> None:
    """An empty set is refused."""
    with pytest.raises(DeckError, match="no questions"):
        EXPORTERS[name].write(replace(question_set, questions=()), tmp_path / "sheet")
    assert EXPORTERS[name].left_out(replace(question_set, questions=())) in ((), [])


def test_evidence_reads_like_the_article(tmp_path: Path, question_set: QuestionSet) -> None:
    """Sentences that follow one another have a space between them, and others an ellipsis."""
    sentences = (
        "“The cables are past saving & we have waited long enough,” said Ada Brook, the town's"
        " chief engineer.",
        "She warned that a single lorry of <40 tonnes could bring the span down.",
        "He said the closure “would empty the quay by summer”.",
    )
    first = replace(question_set.questions[0], evidence=tuple(map(passage, sentences)))
    ((_, _, evidence, _),) = answered(replace(question_set, questions=(first,)), tmp_path)
    assert evidence == f"{sentences[0]} {sentences[1]} … {sentences[2]}"
