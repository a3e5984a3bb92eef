"""The worksheet and its answer key as HTML pages to look at, to edit, and to print."""

from __future__ import annotations

from html import escape
from pathlib import Path

from decks.markup import html_of
from decks.worksheet import BLANKS, TASK, Entry, Sheet, sheet_of
from quizgen.files import write_whole
from quizgen.models import QuestionSet

_STYLE = """
@page { size: A4; margin: 18mm 18mm 16mm }
* { box-sizing: border-box }
body { font: 11pt/1.45 system-ui, "Noto Sans", "Liberation Sans", Arial, sans-serif; color: #111;
  background: #fff; max-width: 46em; margin: 2em auto; padding: 0 1.2em; overflow-wrap: break-word }
h1 { font-size: 1.55em; line-height: 1.2; margin: 0 0 .2em }
.about, .task, .mark { color: #444; margin: 0 }
.mark { float: inline-end }
.blanks { display: flex; gap: 1.2em; margin: 1.2em 0 }
.blanks span { flex: 1; border-bottom: 1px solid #555; color: #444; padding-bottom: .1em }
.blanks span:first-child { flex: 2 }
.entries { list-style: none; margin: 1.4em 0 0; padding: 0 }
.entry { position: relative; padding-inline-start: 2.4em; margin: 0 0 1.3em; break-inside: avoid }
.number { position: absolute; inset-inline-start: 0; font-weight: 600 }
.stem { font-weight: 600; margin: 0 0 .4em }
.options { list-style: none; margin: 0; padding: 0 }
.options li { display: flex; gap: .55em; margin: .25em 0 }
.options .box { flex: none; width: .85em; height: .85em; margin-top: .3em;
  border: 1px solid #333; border-radius: 2px }
.options .letter { flex: none; width: 1.1em; color: #444 }
.options .text { flex: 1 }
.letters { list-style: none; display: flex; flex-wrap: wrap; gap: .3em 1.4em; margin: 1.2em 0 0;
  padding: .6em .9em; border: 1px solid #999; border-radius: 4px }
.letters b { display: inline-block; min-width: 1em }
.answer { display: flex; gap: .9em; font-weight: 600; margin: 0 0 .25em }
.answer .text { flex: 1 }
.evidence { margin: 0; padding: .1em .9em; border-inline-start: 3px solid #bbb; color: #333 }
.whys { list-style: none; margin: .3em 0 0; padding: 0; color: #555; font-size: .9em }
.whys li { display: flex; gap: .9em }
@media print { body { margin: 0; padding: 0; max-width: none } }
"""


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write the worksheet: questions with boxes to tick, and nothing that gives an answer away.

    Args:
        question_set: What to write.
        path: The .html file.
        timestamp: Not used: the page doesn't say when it was made.

    Raises:
        DeckError: There are no questions.
        OutputError: The file can't be written there.
    """
    sheet = sheet_of(question_set)
    blanks = "".join(f"<span>{blank}</span>" for blank in BLANKS)
    body = (
        f'<div class="blanks">{blanks}</div>\n'
        f'<p class="mark">____ / {len(sheet.entries)}</p>\n<p class="task">{TASK}</p>\n'
        + _list(map(_question, sheet.entries))
    )
    _write_page(path, sheet, "Worksheet", body)


def write_key(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write the answer key: all letters at a glance, and for each what proves it.

    Args and errors are those of :func:`write`.
    """
    sheet = sheet_of(question_set)
    letters = "".join(f"<li>{entry.number} <b>{entry.letter}</b></li>" for entry in sheet.entries)
    body = f'<ul class="letters">{letters}</ul>\n' + _list(map(_answer, sheet.entries))
    _write_page(path, sheet, "Answer key", body)


def _list(entries: map[str]) -> str:
    return '<ol class="entries">\n' + "".join(entries) + "</ol>\n"


def _question(entry: Entry) -> str:
    options = "".join(
        f'<li><span class="box"></span><span class="letter">{chr(65 + place)}</span>'
        f'<span class="text" dir="auto">{html_of(option)}</span></li>\n'
        for place, option in enumerate(entry.options)
    )
    return (
        f'<li class="entry"><span class="number">{entry.number}.</span>'
        f'<p class="stem" dir="auto">{html_of(entry.stem)}</p>\n'
        f'<ul class="options">\n{options}</ul></li>\n'
    )


def _answer(entry: Entry) -> str:
    whys = "".join(
        f'<li><span class="letter">{letter}</span>'
        f'<span class="why" dir="auto">{html_of(why)}</span></li>\n'
        for letter, why in entry.whys
    )
    return (
        f'<li class="entry"><span class="number">{entry.number}.</span>'
        f'<p class="answer"><span class="letter">{entry.letter}</span> '
        f'<span class="text" dir="auto">{html_of(entry.answer)}</span></p>\n'
        f'<blockquote class="evidence" dir="auto">{html_of(entry.evidence)}</blockquote>\n'
        + (f'<ul class="whys">\n{whys}</ul>' if whys else "")
        + "</li>\n"
    )


def _write_page(path: Path, sheet: Sheet, what: str, body: str) -> None:
    title = escape(sheet.title)
    page = (
        f'<!doctype html>\n<html lang="{escape(sheet.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{what}: {title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{title}</h1>\n<p class="about">{_kicker(sheet, what)}</p>\n'
        f"{body}</main>\n</body>\n</html>\n"
    )
    write_whole(path, page.encode("utf-8", "replace"))


def _kicker(sheet: Sheet, what: str) -> str:
    return escape(" · ".join(filter(None, (what, sheet.about))))
