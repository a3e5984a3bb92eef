"""Moodle XML, read by moodle-xml-parser and held against the rules of Moodle's documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from moodle_xml_parser.parser import parse_file

from decks import EXPORTERS
from quizgen.models import QuestionSet
from tests.decks.hard import HARD, asking


@pytest.fixture
def path(tmp_path: Path, question_set: QuestionSet) -> Path:
    """The sample as Moodle XML."""
    path = tmp_path / "set.xml"
    EXPORTERS["moodle-xml"].write(question_set, path)
    return path


def questions(path: Path, kind: str) -> list[Element]:
    """The questions of a type."""
    return ElementTree.parse(path).getroot().findall(f"question[@type='{kind}']")


def test_settings(path: Path) -> None:
    """One answer counts, all of the mark, and options are shuffled, but for dates."""
    read = parse_file(str(path))["multichoice"]
    assert [question.single for question in read] == [True] * 4
    assert [question.shuffle_answers for question in read] == [True, True, False, True]
    assert {question.answernumbering for question in read} == {"ABCD"}
    for question in read:
        assert sorted(option.score_fraction for option in question.options)[-2:] == [0, 100]


def test_categories_ids_and_tags(path: Path) -> None:
    """Questions stand in the article's categories, found again by their id and tags."""
    categories = [made.findtext("category/text") for made in questions(path, "category")]
    title = "Marlow Bay to close <its> bridge & build anew"
    assert categories == [
        f"$course$/top/quizgen/{title}",
        f"$course$/top/quizgen/{title}/Typed answers",
    ]
    first = questions(path, "multichoice")[0]
    assert first.findtext("idnumber") == "q1"
    tags = [tag.findtext("text") for tag in first.findall("tags/tag")]
    assert tags == ["quizgen", "who_said", "difficulty-medium"]


def test_typed_answers(path: Path, tmp_path: Path, question_set: QuestionSet) -> None:
    """Names, gaps and dates are asked a second time; case doesn't matter, a star means a star."""
    typed = questions(path, "shortanswer")
    assert [made.findtext("idnumber") for made in typed] == ["q1", "q2", "q3"]
    assert {made.findtext("usecase") for made in typed} == {"0"}
    first = replace(question_set.questions[0], accepted=("Brook*",))
    EXPORTERS["moodle-xml"].write(replace(question_set, questions=(first,)), path)
    (made,) = questions(path, "shortanswer")
    answers = {answer.findtext("text"): answer.get("fraction") for answer in made.iter("answer")}
    assert answers["Brook\\*"] == "100" and set(answers.values()) == {"100"}


# What Moodle's documentation says of each type: elements that must be there, once.
COMMON = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden"}
REQUIRED = {
    "multichoice": COMMON | {"single", "shuffleanswers", "answernumbering"},
    "shortanswer": COMMON | {"usecase"},
}


def test_structure(tmp_path: Path) -> None:
    """Every element is where Moodle looks for it, whatever the texts are."""
    path = tmp_path / "set.xml"
    EXPORTERS["moodle-xml"].write(asking(HARD), path)
    root = ElementTree.parse(path).getroot()
    assert root.tag == "quiz" and {child.tag for child in root} == {"question"}
    for kind, required in REQUIRED.items():
        for made in questions(path, kind):
            names = [child.tag for child in made if child.tag != "answer"]
            assert len(set(names)) == len(names) and required <= set(names)
            assert len(made.findtext("name/text") or "") <= 255
            assert all(
                int(answer.get("fraction", "")) in (0, 100) for answer in made.iter("answer")
            )
            for part in _formatted(made):
                assert part.get("format") in ("html", "moodle_auto_format", "plain_text")
                assert [child.tag for child in part][:1] == ["text"]


def _formatted(made: Element) -> Iterator[Element]:
    return (part for part in made.iter() if "format" in part.attrib)
