"""What readers that aren't ours find in each format's files."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from onyx2moodle.parser import AssessmentItem, parse_item
from openpyxl import load_workbook

from decks.kahoot import HEADER_ROW
from decks.questions import LETTERS, line_of, text_of
from quizgen.json_files import read_question_set
from tests.tools import npm_script


@dataclass(frozen=True, slots=True)
class Seen:
    """A multiple choice question as somebody sees it after importing it."""

    stem: str
    options: tuple[str, ...]
    key: str
    feedback: str | None = None  # None: the format has none
    evidence: str | None = None
    whys: tuple[str, ...] | None = None  # why options are wrong, where it is said


def gift(path: Path) -> list[Seen]:
    """By gift-pegjs, the grammar that editors of GIFT use."""
    return [
        Seen(
            stem=question["stem"]["text"],
            options=tuple(choice["text"]["text"] for choice in question["choices"]),
            key=next(c["text"]["text"] for c in question["choices"] if c["isCorrect"]),
            feedback=question["globalFeedback"]["text"],
            whys=tuple(c["feedback"]["text"] for c in question["choices"] if c["feedback"]),
        )
        for question in gift_questions(path)
        if question["type"] == "MC"
    ]


def gift_questions(path: Path) -> list[dict]:
    """Everything that gift-pegjs reads, as it calls it."""
    done = subprocess.run(
        [*npm_script("read_gift.js"), str(path)], capture_output=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


def moodle_xml(path: Path) -> list[Seen]:
    """By moodle-xml-parser."""
    from moodle_xml_parser.parser import parse_file

    def shown(text: str) -> str:
        return text.replace("<br>", "\n")

    return [
        Seen(
            stem=shown(question.text_pre_parse),
            options=tuple(shown(option.answer) for option in question.options),
            key=next(shown(o.answer) for o in question.options if o.score_fraction == 100),
            feedback=shown(question.general_feedback),
            whys=tuple(shown(option.feedback) for option in question.options if option.feedback),
        )
        for question in parse_file(str(path))["multichoice"]
    ]


def aiken(path: Path) -> list[Seen]:
    """By the rules of Moodle's importer: nobody has published a reader.

    A line of a letter, a dot or bracket and a space is an option, one that begins with ANSWER: is
    the key and ends the question, and any other is a stem.
    """
    seen: list[Seen] = []
    stem: str | None = None
    options: list[str] = []
    for line in map(str.strip, path.read_text("utf-8").split("\n")):
        if len(line) < 2:
            continue
        if re.match(r"[A-Z][).][ \t]?", line):
            assert stem is not None, f"an option without a stem: {line}"
            options.append(line[2:].strip())
        elif line.startswith("ANSWER:"):
            assert stem is not None and len(options) > 1
            place = LETTERS.index(line.removeprefix("ANSWER:").strip()[0])
            seen.append(Seen(stem, tuple(options), options[place]))
            stem, options = None, []
        else:
            assert stem is None, f"a question that never ended: {stem}"
            stem = line
    assert stem is None
    return seen


def kahoot(path: Path) -> list[Seen]:
    """By openpyxl."""
    (sheet,) = load_workbook(BytesIO(path.read_bytes())).worksheets
    seen = []
    for _, stem, *options, _, key in sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True):
        texts = tuple(option for option in options if option is not None)
        seen.append(Seen(stem, texts, texts[key - 1]))
    return seen


def table(path: Path, dialect: str = "excel") -> list[Seen]:
    """By Python's csv."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, dialect=dialect))
    return [
        Seen(
            stem=row["question"],
            options=tuple(row[name] for name in row if name.startswith("option ") and row[name]),
            key=row[f"option {row['key']}"],
            feedback=row["feedback"],
            evidence=row["evidence"],
        )
        for row in rows
    ]


def markdown(path: Path) -> list[Seen]:
    """By markdown-it-py, with GitHub's extensions."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(path.read_text("utf-8"))
    assert not [t for t in tokens if t.type.startswith(("html", "code", "fence", "table", "hr"))]
    headings = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    parts: list[tuple[str, list[str]]] = []
    for start, end in zip(headings, [*headings[1:], len(tokens)], strict=True):
        texts = [_shown(token) for token in tokens[start:end] if token.type == "inline"]
        parts.append((tokens[start].tag, texts))
    asked: dict[str, list[str]] = {}
    seen = []
    for tag, (title, *texts) in parts:
        if tag != "h3":
            continue
        if title not in asked:
            asked[title] = texts
            continue
        stem, *options = asked[title]
        answer, evidence, *whys = texts
        labels = [option[:3] for option in options]
        assert labels == [f"{letter}. " for letter in LETTERS[: len(options)]]
        key = next(option[3:] for option in options if option[:2] == answer[:2])
        assert answer[3:] == key
        assert {why[:3] for why in whys} < set(labels)
        said = tuple(why[3:] for why in whys)
        seen.append(Seen(stem, tuple(o[3:] for o in options), key, evidence=evidence, whys=said))
    return seen


def _shown(token: Token) -> str:
    """The text of a run of Markdown, in which nothing but the key is marked."""
    breaks = {"hardbreak": "\n", "softbreak": " "}
    for child in token.children or []:
        assert child.type in {"text", "text_special", *breaks, "strong_open", "strong_close"}
    return "".join(breaks.get(child.type, child.content) for child in token.children or [])


def qti12(path: Path) -> list[Seen]:
    """By lxml, where Canvas looks for each part."""
    with zipfile.ZipFile(path) as package:
        (name,) = [each for each in package.namelist() if re.fullmatch(r"(.+)/\1\.xml", each)][:1]
        root = etree.fromstring(package.read(name))
    find = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
    seen = []
    for item in root.iterfind(".//q:item", find):
        labels = item.findall(".//q:response_label", find)
        (right,) = item.findall(".//q:respcondition[q:setvar]/q:conditionvar/q:varequal", find)
        feedbacks = {
            each.get("ident"): _html(each.findtext(".//q:mattext", None, find))
            for each in item.iterfind("q:itemfeedback", find)
        }
        shown = {
            condition.findtext("q:conditionvar/q:varequal", None, find): feedbacks[
                condition.find("q:displayfeedback", find).get("linkrefid")
            ]
            for condition in item.iterfind(".//q:respcondition[q:displayfeedback]", find)
        }
        texts = {label.get("ident"): _html(label[0][0].text) for label in labels}
        seen.append(
            Seen(
                stem=_html(item.findtext("q:presentation/q:material/q:mattext", None, find)),
                options=tuple(texts.values()),
                key=texts[right.text],
                feedback=shown[None],
                whys=tuple(shown[ident] for ident in texts if ident in shown),
            )
        )
    return seen


def qti21(path: Path) -> list[Seen]:
    """By onyx2moodle, item by item in the order of the test; the texts by lxml.

    What onyx2moodle makes of a text that begins with a "<" isn't what the text says.
    """
    seen = []
    for item in qti21_items(path, "choice"):
        (asked,) = item.interactions
        declared = item.response_decls[asked.response_identifier]
        choices = item.body_xml.findall(".//{*}simpleChoice")
        texts = {choice.get("identifier"): lines_of(choice) for choice in choices}
        feedbacks = {
            (each.get("outcomeIdentifier"), each.get("identifier")): lines_of(each)
            for each in etree.fromstring(item.raw_xml).iterfind("{*}modalFeedback")
        }
        assert list(texts) == [choice.identifier for choice in asked.choices]
        seen.append(
            Seen(
                stem=lines_of(item.body_xml.find(".//{*}prompt")),
                options=tuple(texts.values()),
                key=texts[declared.correct_values[0]],
                feedback=feedbacks["FEEDBACK", "evidence"],
                whys=tuple(feedbacks["WHY", i] for i in texts if ("WHY", i) in feedbacks),
            )
        )
    return seen


def lines_of(element: etree._Element) -> str:
    """The text of an element of XHTML, in which only line breaks are marked."""
    assert {etree.QName(child).localname for child in element} <= {"br"}
    return "\n".join((element.text or "", *(child.tail or "" for child in element)))


def qti21_items(path: Path, test: str) -> list[AssessmentItem]:
    """The items of a test in a package, as onyx2moodle reads them."""
    items = []
    with zipfile.ZipFile(path) as package, tempfile.TemporaryDirectory() as folder:
        package.extractall(folder)
        root = etree.parse(Path(folder, f"{test}.xml"))
        for reference in root.iterfind(".//{*}assessmentItemRef"):
            items.append(parse_item(Path(folder, reference.get("href"))))
    return items


def _html(text: str) -> str:
    """The text of a piece of HTML or XHTML, as a browser shows it."""
    lines = [""]

    class Text(HTMLParser):
        def handle_data(self, data: str) -> None:
            lines[-1] += data

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag == "br":
                lines.append("")

    parser = Text()
    parser.feed(text)
    parser.close()
    return "\n".join(line.strip(" \n") for line in lines)


def own_json(path: Path) -> list[Seen]:
    """By quizgen, whose format it is."""
    return [
        Seen(
            q.stem,
            tuple(o.text for o in q.options),
            q.answer,
            q.feedback,
            whys=tuple(o.why for o in q.options if o.why),
        )
        for q in read_question_set(path).questions
    ]


@dataclass(frozen=True, slots=True)
class Reader:
    """How to read a format, and what becomes of a text in it."""

    read: Callable[[Path], list[Seen]]
    kept: Callable[[str], str]  # what is seen of a text
    stem: Callable[[str], str] | None = None  # what is seen of a stem, where that is something else


def _inert(text: str) -> str:
    """A cell that a spreadsheet would run has an apostrophe in front."""
    return f"'{text_of(text)}" if text_of(text)[0] in "=+-@＝＋－＠" else text_of(text)


def _no_option(text: str) -> str:
    begins = re.match(r"[A-Z][).]|ANSWER:", line_of(text))
    return f"Question: {line_of(text)}" if begins else line_of(text)


READERS: dict[str, Reader] = {
    "gift": Reader(gift, text_of),
    "moodle-xml": Reader(moodle_xml, text_of),
    "aiken": Reader(aiken, line_of, _no_option),
    "qti12": Reader(qti12, text_of),
    "qti21": Reader(qti21, text_of),
    "kahoot": Reader(kahoot, line_of),
    "csv": Reader(table, _inert),
    "tsv": Reader(lambda path: table(path, "excel-tab"), _inert),
    "markdown": Reader(markdown, text_of),
    "json": Reader(own_json, str),
}
"""Every format but Anki's, which Anki itself reads, and those on paper."""
