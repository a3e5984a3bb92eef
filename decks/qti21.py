"""Question sets as QTI 2.1 content packages: an item a question, and a test that holds them.

Source:
    IMS Question & Test Interoperability Specification 2.1 (2012).
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from decks.archive import write_zip
from decks.markup import XSI, add, add_lines, document
from decks.questions import (
    LETTERS,
    key_letter,
    label_of,
    may_shuffle,
    name_of,
    require_questions,
    tags,
    text_of,
    typed_answers,
    with_typed_answers,
)
from quizgen.models import Question, QuestionSet, identity

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_METADATA = "http://ltsc.ieee.org/xsd/LOM"
_SCHEMA = {
    "xmlns": _QTI,
    "xmlns:xsi": XSI,
    "xsi:schemaLocation": f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
}
_LONGEST_BOX = 100  # characters that the box for a typed answer shows


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write a question set as a QTI 2.1 package.

    It holds a test with the multiple choice items and, where there are names, dates and gaps to ask
    for, a second test with items whose answers are typed.

    Args:
        question_set: What to write.
        path: The .zip file.
        timestamp: Not used: the package doesn't say when it was made.

    Raises:
        DeckError: There are no questions.
        OutputError: The file can't be written there.
    """
    require_questions(question_set)
    title = label_of(question_set)
    language = question_set.article.language
    tests = [("choice", title, list(question_set.questions))]
    if typed := with_typed_answers(question_set):
        tests.append(("typed", f"{title} – typed answers", typed))
    members = {"imsmanifest.xml": _manifest(question_set, tests)}
    for form, name, questions in tests:
        members[f"{form}.xml"] = _test(form, name, questions)
        for number, question in enumerate(questions, 1):
            members[_file(form, question)] = _item(form, question, number, language)
    write_zip(path, members)


def _id(form: str, question: Question) -> str:
    """An item's identifier, which stays when the set is exported anew."""
    return f"{form}-{identity('qti item', question.id)}"


def _file(form: str, question: Question) -> str:
    return f"items/{_id(form, question)}.xml"


def _manifest(question_set: QuestionSet, tests: list[tuple[str, str, list[Question]]]) -> bytes:
    root = Element(
        "manifest",
        {
            "identifier": f"quizgen-{identity('qti package', question_set.article.id)}",
            "xmlns": _PACKAGE,
            "xmlns:lom": _METADATA,
        },
    )
    metadata = add(root, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    add(root, "organizations")
    resources = add(root, "resources")
    for form, _, questions in tests:
        href = f"{form}.xml"
        test = _add_resource(resources, form, "imsqti_test_xmlv2p1", href)
        for question in questions:
            add(test, "dependency", attributes={"identifierref": _id(form, question)})
        for question in questions:
            item = (_id(form, question), "imsqti_item_xmlv2p1", _file(form, question))
            _add_resource(resources, *item, keywords=tags(question))
    return document(root)


def _add_resource(
    resources: Element, ident: str, kind: str, href: str, keywords: tuple[str, ...] = ()
) -> Element:
    named = {"identifier": ident, "type": kind, "href": href}
    resource = add(resources, "resource", attributes=named)
    if keywords:
        general = add(add(add(resource, "metadata"), "lom:lom"), "lom:general")
        for word in keywords:
            add(add(general, "lom:keyword"), "lom:string", word, {"language": "en"})
    add(resource, "file", attributes={"href": href})
    return resource


def _test(form: str, title: str, questions: list[Question]) -> bytes:
    named = {"identifier": f"test-{form}", "title": title, "toolName": "quizgen"}
    root = Element("assessmentTest", _SCHEMA | named)
    _add_number(root, "SCORE")
    modes = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    part = add(root, "testPart", attributes={"identifier": "part", **modes})
    shown = {"identifier": "section", "title": title, "visible": "true"}
    section = add(part, "assessmentSection", attributes=shown)
    for question in questions:
        item = {
            "identifier": _id(form, question),
            "href": _file(form, question),
            "category": " ".join(tags(question)),
        }
        add(section, "assessmentItemRef", attributes=item)
    total = add(add(root, "outcomeProcessing"), "setOutcomeValue", None, {"identifier": "SCORE"})
    add(add(total, "sum"), "testVariables", attributes={"variableIdentifier": "SCORE"})
    return document(root)


def _item(form: str, question: Question, number: int, language: str) -> bytes:
    named = {
        "identifier": _id(form, question),
        "title": name_of(question, number),
        "adaptive": "false",
        "timeDependent": "false",
        "xml:lang": language,
        "toolName": "quizgen",
    }
    root = Element("assessmentItem", _SCHEMA | named)
    feedback = text_of(question.feedback)
    if form == "typed":
        _add_typed_response(root, question)
    else:
        _add_choice_response(root, question)
    _add_number(root, "SCORE")
    _add_number(root, "MAXSCORE", "1")
    whys = _whys(question) if form == "choice" else {}
    for name, wanted in (("FEEDBACK", feedback), ("WHY", whys)):
        if wanted:
            shown = {"identifier": name, "cardinality": "single", "baseType": "identifier"}
            add(root, "outcomeDeclaration", attributes=shown)
    body = add(root, "itemBody")
    if form == "typed":
        _add_blank(body, question)
    else:
        _add_choices(body, question)
    processing = add(root, "responseProcessing")
    if form == "typed":
        score = add(processing, "setOutcomeValue", attributes={"identifier": "SCORE"})
        add(score, "mapResponse", attributes=_RESPONSE)
    else:
        _add_match(processing)
    if feedback:
        always = add(processing, "setOutcomeValue", attributes={"identifier": "FEEDBACK"})
        add(always, "baseValue", "evidence", {"baseType": "identifier"})
    if whys:
        chosen = add(processing, "setOutcomeValue", attributes={"identifier": "WHY"})
        add(chosen, "variable", attributes=_RESPONSE)
    for letter, why in whys.items():
        _add_feedback(root, "WHY", letter, why)
    if feedback:
        _add_feedback(root, "FEEDBACK", "evidence", feedback)
    return document(root)


def _whys(question: Question) -> dict[str, str]:
    """Why options are wrong, where that can be said, by their letters."""
    pairs = zip(LETTERS, question.options, strict=False)
    return {letter: option.why for letter, option in pairs if text_of(option.why)}


def _add_feedback(root: Element, outcome: str, value: str, text: str) -> None:
    """A text that is shown when the outcome has that value."""
    shown = {"outcomeIdentifier": outcome, "identifier": value, "showHide": "show"}
    add_lines(add(root, "modalFeedback", attributes=shown), text)


_RESPONSE = {"identifier": "RESPONSE"}


def _add_number(root: Element, name: str, value: str = "0") -> None:
    number = {"identifier": name, "cardinality": "single", "baseType": "float"}
    declared = add(root, "outcomeDeclaration", attributes=number)
    add(add(declared, "defaultValue"), "value", value)


def _add_choice_response(root: Element, question: Question) -> None:
    single = {**_RESPONSE, "cardinality": "single", "baseType": "identifier"}
    declared = add(root, "responseDeclaration", attributes=single)
    add(add(declared, "correctResponse"), "value", key_letter(question))


def _add_typed_response(root: Element, question: Question) -> None:
    single = {**_RESPONSE, "cardinality": "single", "baseType": "string"}
    declared = add(root, "responseDeclaration", attributes=single)
    answers = typed_answers(question)
    add(add(declared, "correctResponse"), "value", answers[0])
    mapping = add(declared, "mapping", attributes={"defaultValue": "0"})
    for answer in answers:
        worth = {"mapKey": answer, "mappedValue": "1", "caseSensitive": "false"}
        add(mapping, "mapEntry", attributes=worth)


def _add_choices(body: Element, question: Question) -> None:
    shuffle = "true" if may_shuffle(question) else "false"
    asked = {"responseIdentifier": "RESPONSE", "shuffle": shuffle, "maxChoices": "1"}
    interaction = add(body, "choiceInteraction", attributes=asked)
    add_lines(add(interaction, "prompt"), question.stem)
    for letter, option in zip(LETTERS, question.options, strict=False):
        add_lines(add(interaction, "simpleChoice", attributes={"identifier": letter}), option.text)


def _add_blank(body: Element, question: Question) -> None:
    add_lines(add(body, "p"), question.stem)
    longest = min(max(map(len, typed_answers(question))), _LONGEST_BOX)
    blank = {"responseIdentifier": "RESPONSE", "expectedLength": str(longest)}
    add(add(body, "p"), "textEntryInteraction", attributes=blank)


def _add_match(processing: Element) -> None:
    """One point for the right option."""
    condition = add(processing, "responseCondition")
    right = add(condition, "responseIf")
    match = add(right, "match")
    add(match, "variable", attributes=_RESPONSE)
    add(match, "correct", attributes=_RESPONSE)
    score = add(right, "setOutcomeValue", attributes={"identifier": "SCORE"})
    add(score, "baseValue", "1", {"baseType": "float"})
