"""QTI 1.2, beside what text2qti makes of the same questions for Canvas."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from lxml.etree import Element, _Element
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from decks import EXPORTERS
from quizgen.models import QuestionSet
from tests.decks.hard import HARD, asking

TEXT = """\
Quiz title: Marlow Bay
shuffle answers: true

1.  Who warned?
... The article says so.
*a) Ada Brook
b)  Tom Vance
... He rejected the plan.

1.  Who gave a warning?
... The article says so.
*   Ada Brook
*   Brook
"""


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A multiple choice question and one with a typed answer, by text2qti."""
    path = tmp_path / "theirs.zip"
    config = Config()
    config.load()
    QTI(Quiz(TEXT, config=config)).save(str(path))
    return path


@pytest.fixture
def ours(tmp_path: Path, question_set: QuestionSet) -> Path:
    """The sample as a package."""
    path = tmp_path / "ours.zip"
    first, *others = question_set.questions
    options = tuple(replace(option, why="Because.") for option in first.distractors)
    right = next(option for option in first.options if option.id == first.key)
    first = replace(first, options=(*options, right))
    EXPORTERS["qti12"].write(replace(question_set, questions=(first, *others)), path)
    return path


def document(path: Path, ending: str) -> _Element:
    """All files of a package with that ending, one below the other."""
    whole = Element("all")
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(ending):
                whole.append(etree.fromstring(package.read(name)))
    assert len(whole)
    return whole


def paths(element: _Element, above: str = "") -> Iterator[str]:
    """The path of every element and attribute."""
    for child in element:
        path = f"{above}/{child.tag}"
        yield path
        yield from (f"{path}@{name}" for name in child.attrib)
        yield from paths(child, path)


def items(path: Path) -> _Element:
    """The files with the questions."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.split("/")[0] + ".xml" in name]
        whole = Element("all")
        whole.extend(etree.fromstring(package.read(name)) for name in names)
    assert len(whole)
    return whole


def test_same_structure_as_text2qti(theirs: Path, ours: Path) -> None:
    """The items have the elements that Canvas is known to read, in the same places, and no others.

    Ours also says which questions may be shuffled.
    """
    extra = {path for path in paths(items(ours)) if path.endswith("render_choice@shuffle")}
    assert len(extra) == 1
    assert set(paths(items(ours))) - extra == set(paths(items(theirs)))


def test_same_fields_as_text2qti(theirs: Path, ours: Path) -> None:
    """Each type of question has the fields that it has there; ours has its topic, too."""

    def fields(whole: _Element) -> dict[str, set[str]]:
        found = {}
        for item in whole.iter("{*}item"):
            entries = {f[0].text: f[1].text for f in item.iter("{*}qtimetadatafield")}
            found[entries["question_type"]] = set(entries)
        return found

    added = {"qmd_topic", "qmd_levelofdifficulty"}
    expected = {kind: names | added for kind, names in fields(items(theirs)).items()}
    assert {kind: names for kind, names in fields(items(ours)).items()} == {
        kind: names if kind == "multiple_choice_question" else names - {"original_answer_ids"}
        for kind, names in expected.items()
    }


def test_same_files_and_settings_as_text2qti(theirs: Path, ours: Path) -> None:
    """The package holds the same kinds of files, and no setting that Canvas doesn't know."""
    kinds = [
        sorted({r.get("type") for r in document(path, "manifest.xml").iter("{*}resource")})
        for path in (theirs, ours)
    ]
    assert kinds[0] == kinds[1]
    known = set(paths(document(theirs, "assessment_meta.xml")))
    assert set(paths(document(ours, "assessment_meta.xml"))) <= known
    with zipfile.ZipFile(ours) as package:
        names = package.namelist()
        assert names[:2] == ["imsmanifest.xml", "non_cc_assessments/"]
        listed = {f.get("href") for f in document(ours, "manifest.xml").iter("{*}file")}
        assert listed == set(names[2:])


def test_every_reference_leads_somewhere(tmp_path: Path) -> None:
    """Identifiers are there once in each file, and what refers to them finds them."""
    path = tmp_path / "set.zip"
    EXPORTERS["qti12"].write(asking(HARD), path)
    for whole in items(path):
        names = [item.get("ident") for item in whole.iter("{*}item")]
        assert len(names) == len(HARD) == len(set(names))
        for item in whole.iter("{*}item"):
            labels = {label.get("ident") for label in item.iter("{*}response_label")}
            feedbacks = {feedback.get("ident") for feedback in item.iter("{*}itemfeedback")}
            assert {
                shown.get("linkrefid") for shown in item.iter("{*}displayfeedback")
            } == feedbacks
            (responses,) = {part.get("ident") for part in item.find("{*}presentation")[1:]}
            right = list(item.iter("{*}varequal"))
            assert {equal.get("respident") for equal in right} == {responses}
            if "answer1" not in labels:
                assert {equal.text for equal in right} < labels


def test_typed_answers_are_a_quiz_of_their_own(ours: Path) -> None:
    """Names, gaps and dates, with all the answers that count as right."""
    choice, typed = items(ours)
    assert len(list(choice.iter("{*}item"))) == 4
    asked = list(typed.iter("{*}item"))
    assert len(asked) == 3
    assert [equal.text for equal in asked[0].iter("{*}varequal")] == [
        "Ada Brook, the town's chief engineer",
        "Ada Brook the town's chief engineer",
    ]


def test_only_dates_are_not_shuffled(ours: Path) -> None:
    """They stay in the order of time."""
    choice = items(ours)[0]
    shuffled = [choices.get("shuffle") for choices in choice.iter("{*}render_choice")]
    assert shuffled == ["Yes", "Yes", "No", "Yes"]
