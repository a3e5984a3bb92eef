"""What readers that aren't ours find in each format's files."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

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


def gift(path: Path) -> list[Seen]:
    """By gift-pegjs, the grammar that editors of GIFT use."""
    return [
        Seen(
            stem=question["stem"]["text"],
            options=tuple(choice["text"]["text"] for choice in question["choices"]),
            key=next(c["text"]["text"] for c in question["choices"] if c["isCorrect"]),
            feedback=question["globalFeedback"]["text"],
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
        answer, evidence = texts
        labels = [option[:3] for option in options]
        assert labels == [f"{letter}. " for letter in LETTERS[: len(options)]]
        key = next(option[3:] for option in options if option[:2] == answer[:2])
        assert answer[3:] == key
        seen.append(Seen(stem, tuple(option[3:] for option in options), key, evidence=evidence))
    return seen


def _shown(token: Token) -> str:
    """The text of a run of Markdown, in which nothing but the key is marked."""
    breaks = {"hardbreak": "\n", "softbreak": " "}
    for child in token.children or []:
        assert child.type in {"text", "text_special", *breaks, "strong_open", "strong_close"}
    return "".join(breaks.get(child.type, child.content) for child in token.children or [])


def own_json(path: Path) -> list[Seen]:
    """By quizgen, whose format it is."""
    return [
        Seen(q.stem, tuple(o.text for o in q.options), q.answer, q.feedback)
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
    "csv": Reader(table, _inert),
    "tsv": Reader(lambda path: table(path, "excel-tab"), _inert),
    "markdown": Reader(markdown, text_of),
    "json": Reader(own_json, str),
}
"""Every format but Anki's, which the tests with Anki itself read."""
