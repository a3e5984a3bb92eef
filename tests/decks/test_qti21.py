"""QTI 2.1, read by onyx2moodle, converted by qti-convert, and held against the specification."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from qti_convert import upgrade_package

from decks import EXPORTERS
from quizgen.models import QuestionSet
from tests.decks.hard import HARD, asking
from tests.decks.readers import qti21_items


@pytest.fixture
def path(tmp_path: Path, question_set: QuestionSet) -> Path:
    """The sample as a package."""
    path = tmp_path / "set.zip"
    EXPORTERS["qti21"].write(question_set, path)
    return path


def test_choices(path: Path) -> None:
    """One option counts; options are shuffled, but for dates."""
    interactions = [item.interactions[0] for item in qti21_items(path, "choice")]
    assert [asked.kind for asked in interactions] == ["choice"] * 4
    assert [asked.max_choices for asked in interactions] == [1] * 4
    assert [asked.shuffle for asked in interactions] == [True, True, False, True]


def test_typed_answers(path: Path, question_set: QuestionSet) -> None:
    """Names, gaps and dates are asked a second time; each accepted answer is worth the point."""
    items = qti21_items(path, "typed")
    assert [item.interactions[0].kind for item in items] == ["textEntry"] * 3
    declared = items[0].response_decls["RESPONSE"]
    assert declared.base_type == "string"
    assert declared.correct_values == [question_set.questions[0].answer]
    assert declared.mapping == {
        "Ada Brook, the town's chief engineer": 1,
        "Ada Brook the town's chief engineer": 1,
    }
    assert [len(item.feedback) for item in items] == [1, 1, 1]


def test_another_program_converts_it(path: Path, tmp_path: Path) -> None:
    """The whole package becomes one of QTI 3, in which every file is still found."""
    upgrade_package(path, tmp_path / "three.zip")
    with zipfile.ZipFile(tmp_path / "three.zip") as package:
        names = package.namelist()
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        files = {file.get("href") for file in manifest.iter("{*}file")}
        assert files <= set(names)
        roots = {etree.fromstring(package.read(name)).tag.split("}")[1] for name in files}
        assert roots == {"qti-assessment-item", "qti-assessment-test"}
        choice = etree.fromstring(package.read("choice.xml"))
        for reference in choice.iter("{*}qti-assessment-item-ref"):
            item = etree.fromstring(package.read(reference.get("href")))
            assert len(list(item.iter("{*}qti-simple-choice"))) >= 3


# What the information model says of each class: its children in order, and whether they must be
# there: "?" at most once, "*" any number of times, nothing exactly once.
ORDER = {
    "assessmentItem": "responseDeclaration* outcomeDeclaration* templateDeclaration*"
    " templateProcessing? stylesheet* itemBody? responseProcessing? modalFeedback*",
    "assessmentTest": "outcomeDeclaration* timeLimits? testPart+ outcomeProcessing? testFeedback*",
    "responseDeclaration": "defaultValue? correctResponse? mapping? areaMapping?",
    "choiceInteraction": "prompt? simpleChoice+",
    "responseCondition": "responseIf responseElseIf* responseElse?",
    "manifest": "metadata? organizations resources",
    "resource": "metadata? file* dependency*",
}


def _check_order(element: etree._Element) -> None:
    rules = [rule.rstrip("?*+") for rule in ORDER[etree.QName(element).localname].split()]
    names = [etree.QName(child).localname for child in element]
    assert set(names) <= set(rules)
    assert names == sorted(names, key=rules.index)
    for rule in ORDER[etree.QName(element).localname].split():
        count = names.count(rule.rstrip("?*+"))
        assert (
            count == 1
            or rule.endswith("*")
            or (rule.endswith("?") and count == 0)
            or (rule.endswith("+") and count > 1)
        ), f"{count} {rule} in {element.tag}"


def test_order_of_elements(tmp_path: Path) -> None:
    """Every element has the children that the specification gives it, in its order."""
    path = tmp_path / "set.zip"
    EXPORTERS["qti21"].write(asking(HARD), path)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            root = etree.fromstring(package.read(name))
            for element in root.iter():
                if etree.QName(element).localname in ORDER:
                    _check_order(element)


def test_every_reference_leads_somewhere(path: Path) -> None:
    """Identifiers are names in XML's sense, there once, and what refers to them finds them."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        known = [resource.get("identifier") for resource in manifest.iter("{*}resource")]
        assert len(known) == len(set(known)) and all(map(str.isascii, known))
        assert {d.get("identifierref") for d in manifest.iter("{*}dependency")} < set(known)
        assert {file.get("href") for file in manifest.iter("{*}file")} == set(names[1:])
        for name in names:
            if name.startswith("items/"):
                item = etree.fromstring(package.read(name))
                assert f"items/{item.get('identifier')}.xml" == name
                declared = {
                    each.get("identifier")
                    for each in item
                    if etree.QName(each).localname.endswith("Declaration")
                }
                used = {each.get("responseIdentifier") for each in item.iter()} | {
                    each.get("identifier")
                    for part in item.iter("{*}responseProcessing")
                    for each in part.iter()
                }
                assert used - {None} <= declared


def test_tags(path: Path) -> None:
    """Kind and difficulty are keywords of each item, and its categories in the test."""
    with zipfile.ZipFile(path) as package:
        test = etree.fromstring(package.read("choice.xml"))
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
    references = list(test.iter("{*}assessmentItemRef"))
    assert references[0].get("category") == "quizgen who_said difficulty-medium"
    resource = manifest.find(f".//{{*}}resource[@identifier='{references[0].get('identifier')}']")
    words = [word.text for word in resource.iter("{*}string")]
    assert words == ["quizgen", "who_said", "difficulty-medium"]


def test_items_stay_the_same_items(path: Path, tmp_path: Path, question_set: QuestionSet) -> None:
    """A question that is worded anew keeps its item's identifier."""
    worded = replace(question_set.questions[0], stem="Who gave a warning?")
    EXPORTERS["qti21"].write(replace(question_set, questions=(worded,)), tmp_path / "second.zip")
    first, second = (
        qti21_items(each, "choice")[0].identifier for each in (path, tmp_path / "second.zip")
    )
    assert first == second
