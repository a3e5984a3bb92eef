"""Question sets as QTI 1.2 packages, as Canvas exports and imports them.

Sources:
    IMS Question & Test Interoperability: ASI XML Binding 1.2 (2002), and the package that text2qti
    makes for Canvas, whose structure the tests compare with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from decks.archive import write_zip
from decks.markup import XSI, add, document, html_of
from decks.questions import (
    difficulty,
    label_of,
    line_of,
    may_shuffle,
    name_of,
    require_questions,
    text_of,
    typed_answers,
    with_typed_answers,
)
from quizgen.models import Question, QuestionSet, identity

_ITEMS = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"

_QUIZ = {
    "scoring_policy": "keep_highest",
    "quiz_type": "assignment",
    "show_correct_answers": "true",
    "allowed_attempts": "1",
    "one_question_at_a_time": "false",
    "available": "false",
}
"""How Canvas first sets up the quiz; the teacher changes it there. It isn't published yet."""


@dataclass(frozen=True, slots=True)
class _Assessment:
    """One quiz in the package."""

    id: str
    title: str
    questions: list[Question]
    typed: bool


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as a QTI 1.2 package.

    It holds a multiple choice quiz and, where there are names, dates and gaps to ask for, a second
    quiz whose answers are typed.

    Args:
        question_set: What to write.
        path: The .zip file.
        timestamp: Not used: the package doesn't say when it was made.

    Raises:
        DeckError: There are no questions.
        OutputError: The file can't be written there.
    """
    require_questions(question_set)
    made = list(_assessments(question_set))
    members = {"imsmanifest.xml": _manifest(question_set, made), "non_cc_assessments/": b""}
    for each in made:
        members[f"{each.id}/assessment_meta.xml"] = _settings(each)
        members[f"{each.id}/{each.id}.xml"] = _items(each)
    write_zip(path, members)


def _id(*parts: str) -> str:
    """An identifier that stays when the set is exported anew; letters and digits only."""
    return f"quizgen_{identity('qti', *parts)}"


def _assessments(question_set: QuestionSet) -> Iterator[_Assessment]:
    title = label_of(question_set)
    article = question_set.article.id
    yield _Assessment(_id("choice", article), title, list(question_set.questions), False)
    if typed := with_typed_answers(question_set):
        yield _Assessment(_id("typed", article), f"{title} – typed answers", typed, True)


def _manifest(question_set: QuestionSet, assessments: list[_Assessment]) -> bytes:
    root = Element(
        "manifest",
        {"identifier": _id("manifest", question_set.article.id), "xmlns": _PACKAGE},
    )
    metadata = add(root, "metadata")
    add(metadata, "schema", "IMS Content")
    add(metadata, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    for each in assessments:
        settings = f"{each.id}/assessment_meta.xml"
        items = {"identifier": each.id, "type": "imsqti_xmlv1p2"}
        resource = add(resources, "resource", attributes=items)
        add(resource, "file", attributes={"href": f"{each.id}/{each.id}.xml"})
        add(resource, "dependency", attributes={"identifierref": _id("settings", each.id)})
        resource = add(
            resources,
            "resource",
            attributes={
                "identifier": _id("settings", each.id),
                "type": "associatedcontent/imscc_xmlv1p1/learning-application-resource",
                "href": settings,
            },
        )
        add(resource, "file", attributes={"href": settings})
    return document(root)


def _settings(assessment: _Assessment) -> bytes:
    """What only Canvas reads: how the quiz is given."""
    points = f"{len(assessment.questions)}.0"
    root = Element("quiz", {"identifier": assessment.id, "xmlns": _CANVAS})
    add(root, "title", assessment.title)
    add(root, "description", "")
    shuffle = all(map(may_shuffle, assessment.questions))  # Canvas shuffles all questions or none
    add(root, "shuffle_answers", "true" if shuffle else "false")
    for name, value in _QUIZ.items():
        add(root, name, value)
    add(root, "points_possible", points)
    task = add(root, "assignment", attributes={"identifier": _id("assignment", assessment.id)})
    add(task, "title", assessment.title)
    add(task, "workflow_state", "unpublished")
    add(task, "quiz_identifierref", assessment.id)
    add(task, "points_possible", points)
    add(task, "grading_type", "points")
    add(task, "submission_types", "online_quiz")
    return document(root)


def _items(assessment: _Assessment) -> bytes:
    root = Element(
        "questestinterop",
        {
            "xmlns": _ITEMS,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{_ITEMS} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd",
        },
    )
    title = {"ident": assessment.id, "title": assessment.title}
    made = add(root, "assessment", attributes=title)
    _add_metadata(made, {"cc_maxattempts": "1"})
    section = add(made, "section", attributes={"ident": "root_section"})
    for number, question in enumerate(assessment.questions, 1):
        _add_item(section, question, number, assessment.typed)
    return document(root)


def _add_item(section: Element, question: Question, number: int, typed: bool) -> None:
    form = "typed" if typed else "choice"
    item = add(
        section,
        "item",
        attributes={"ident": _id(form, question.id), "title": name_of(question, number)},
    )
    answers = [_id(form, question.id, option.id) for option in question.options]
    metadata = {
        "question_type": "short_answer_question" if typed else "multiple_choice_question",
        "points_possible": "1.0",
        **({} if typed else {"original_answer_ids": ",".join(answers)}),
        "assessment_question_identifierref": _id(form, "bank", question.id),
        "qmd_topic": question.kind,
        "qmd_levelofdifficulty": difficulty(question),
    }
    _add_metadata(add(item, "itemmetadata"), metadata)
    whys: dict[str, str] = {}
    presentation = add(item, "presentation")
    _add_text(presentation, question.stem)
    if typed:
        asked = add(presentation, "response_str", attributes=_RESPONSE)
        blank = {"ident": "answer1", "rshuffle": "No"}
        add(add(asked, "render_fib"), "response_label", attributes=blank)
        right = typed_answers(question)
    else:
        asked = add(presentation, "response_lid", attributes=_RESPONSE)
        shuffle = {"shuffle": "Yes" if may_shuffle(question) else "No"}
        choices = add(asked, "render_choice", attributes=shuffle)
        for ident, option in zip(answers, question.options, strict=True):
            label = add(choices, "response_label", attributes={"ident": ident})
            _add_text(label, option.text)
            if text_of(option.why):
                whys[ident] = option.why
        right = (_id(form, question.id, question.key),)
    _add_scoring(item, question, right, whys)


_RESPONSE = {"ident": "response1", "rcardinality": "Single"}


def _add_scoring(
    item: Element, question: Question, right: tuple[str, ...], whys: dict[str, str]
) -> None:
    """Points for the right answers, the feedback for all, and to each option why it is wrong."""
    feedback = text_of(question.feedback)
    processing = add(item, "resprocessing")
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    add(add(processing, "outcomes"), "decvar", attributes=score)
    if feedback:
        always = add(processing, "respcondition", attributes={"continue": "Yes"})
        add(add(always, "conditionvar"), "other")
        shown = {"feedbacktype": "Response", "linkrefid": "general_fb"}
        add(always, "displayfeedback", attributes=shown)
    for ident in whys:
        chosen = add(processing, "respcondition", attributes={"continue": "Yes"})
        add(add(chosen, "conditionvar"), "varequal", ident, {"respident": "response1"})
        shown = {"feedbacktype": "Response", "linkrefid": f"{ident}_fb"}
        add(chosen, "displayfeedback", attributes=shown)
    scored = add(processing, "respcondition", attributes={"continue": "No"})
    condition = add(scored, "conditionvar")
    for answer in right:
        add(condition, "varequal", answer, {"respident": "response1"})
    add(scored, "setvar", "100", {"action": "Set", "varname": "SCORE"})
    if feedback:
        general = add(item, "itemfeedback", attributes={"ident": "general_fb"})
        _add_text(add(general, "flow_mat"), feedback)
    for ident, why in whys.items():
        wrong = add(item, "itemfeedback", attributes={"ident": f"{ident}_fb"})
        _add_text(add(wrong, "flow_mat"), why)


def _add_metadata(parent: Element, fields: dict[str, str]) -> None:
    metadata = add(parent, "qtimetadata")
    for label, entry in fields.items():
        field = add(metadata, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", line_of(entry))


def _add_text(parent: Element, text: str) -> None:
    html = f"<p>{html_of(text)}</p>"
    add(add(parent, "material"), "mattext", html, {"texttype": "text/html"})
