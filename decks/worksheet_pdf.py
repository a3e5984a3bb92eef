"""The worksheet and its answer key as PDF, ready to print.

fpdf2 draws them, with Noto's fonts from a package: pip installs all of it on every system, and a
sheet looks the same wherever it was made. WeasyPrint would have made PDF of the HTML pages, but
needs Pango installed beside Python, and sets text in whatever fonts a machine happens to have.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from decks.questions import LETTERS, made_at
from decks.worksheet import BLANKS, TASK, Entry, Sheet, sheet_of
from quizgen.files import write_whole
from quizgen.models import QuestionSet

# Sizes in millimetres on A4, and in points for type.
MARGIN = 16
GUTTER = 9  # for a question's number
INDENT = 11  # for an option's box and letter
BOX = 3.4
TITLE, BODY, SMALL, FOOTER = 17, 11, 9.5, 8
SPACING = 0.475  # millimetres from line to line, for each point of type
BOLDER = 0.016  # width of the outline that makes type bold, for each point of it
BLACK, GREY, PALE = 20, 90, 180  # of 255

REPLACEMENT = "�"
"""Stands for a character that none of the fonts has."""


def write(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write the worksheet: questions with boxes to tick, and nothing that gives an answer away.

    No question is torn apart at the end of a page, unless it is longer than a page.

    Args:
        question_set: What to write.
        path: The .pdf file.
        timestamp: When the file says it was made, seconds since 1970 UTC; None for when the newest
            question changed.

    Raises:
        DeckError: There are no questions.
        OutputError: The file can't be written there.
    """
    sheet = sheet_of(question_set)
    paper = _Paper(sheet, "Worksheet")
    _draw_questions(paper, sheet)
    _save(paper, path, question_set, timestamp)


def write_key(question_set: QuestionSet, path: Path, *, timestamp: int | None = None) -> None:
    """Write the answer key: all letters at a glance, and for each what proves it.

    Args and errors are those of :func:`write`.
    """
    sheet = sheet_of(question_set)
    paper = _Paper(sheet, "Answer key")
    _draw_answers(paper, sheet)
    _save(paper, path, question_set, timestamp)


def left_out(question_set: QuestionSet) -> Sequence[str]:
    """The questions with characters that no font has, a line each."""
    if not question_set.questions:
        return ()
    sheet = sheet_of(question_set)
    missing = _Fonts(_all_text(sheet)).missing
    return [
        f"question {entry.number} has characters that no font here has; {REPLACEMENT} is printed"
        f" for {' '.join(lacking)}"
        for entry in sheet.entries
        if (lacking := sorted(missing & set(_text(entry))))
    ]


def _text(entry: Entry) -> str:
    whys = (why for _, why in entry.whys)
    return "".join((entry.stem, *entry.options, entry.answer, entry.evidence, *whys))


def _all_text(sheet: Sheet) -> str:
    return "".join((sheet.title, sheet.about, *map(_text, sheet.entries)))


class _Fonts:
    """The font files that a text needs: Noto Sans, and others for what it lacks."""

    def __init__(self, text: str) -> None:
        # Imported here, as it is needed for nothing but PDF.
        import manimgx_fonts

        folder = Path(manimgx_fonts.__file__).parent
        self.main = folder / "NotoSans[wght].ttf"
        self.others: list[Path] = []
        self.missing = _drawn(text) - _characters(self.main)
        # Emoji last: many a plain symbol stands among them, too.
        upright = (font for font in folder.glob("*.ttf") if "Italic" not in font.name)
        for font in sorted(upright, key=lambda font: ("Emoji" in font.name, font.name)):
            if self.missing and (found := self.missing & _characters(font)):
                self.others.append(font)
                self.missing -= found


def _drawn(text: str) -> set[str]:
    """Characters that are drawn, unlike those that join others or choose how they look."""
    return {
        c
        for c in text
        if not c.isspace() and unicodedata.category(c) != "Cf" and not "\ufe00" <= c <= "\ufe0f"
    }


def _characters(font: Path) -> set[str]:
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True) as opened:
        return set(map(chr, opened.getBestCmap()))


class _Paper:
    """Paper to write on, from the top of its first page."""

    def __init__(self, sheet: Sheet, what: str) -> None:
        from fpdf import FPDF

        fonts = _Fonts(_all_text(sheet))
        self._replaced = dict.fromkeys(map(ord, fonts.missing), REPLACEMENT)
        self._replaced |= dict.fromkeys(range(0xFE00, 0xFE10), "")  # which fonts draw as a gap
        footer = self._shown(f"{what}: {sheet.title}")

        class Document(FPDF):
            def footer(self) -> None:
                self.set_font("main", size=FOOTER)
                self.set_text_color(GREY)
                number = str(self.page_no())
                width = self.epw - self.get_string_width(number) - 4
                lines = self.multi_cell(width, text=footer, dry_run=True, output="LINES")
                assert isinstance(lines, list)
                self.set_xy(MARGIN, -13)
                self.cell(width, 5, lines[0])
                self.set_x(MARGIN)
                self.cell(0, 5, number, align="R")

        self.pdf = Document(format="A4")
        self.pdf.alias_nb_pages("")  # else "{nb}" in a text would become a number
        self.pdf.set_margins(MARGIN, MARGIN)
        self.pdf.set_auto_page_break(True, margin=MARGIN)
        self.pdf.c_margin = 0
        self.pdf.set_title(f"{what}: {sheet.title}")
        self.pdf.set_lang(sheet.language)
        self.pdf.set_creator("quizgen")
        self.pdf.add_font("main", fname=fonts.main)
        for number, font in enumerate(fonts.others):
            self.pdf.add_font(f"other{number}", fname=font)
        self.pdf.set_fallback_fonts([f"other{n}" for n in range(len(fonts.others))], False)
        self.pdf.set_text_shaping(True)
        self.pdf.set_draw_color(BLACK)
        self.pdf.add_page()
        self.lines(sheet.title, size=TITLE, bold=True)
        self.lines(" · ".join(filter(None, (what, sheet.about))), colour=GREY)

    def lines(
        self,
        text: str,
        left: float = 0,
        size: float = BODY,
        *,
        bold: bool = False,
        colour: int = BLACK,
    ) -> None:
        """Write text down to the next line, from ``left`` of the margin to the right one."""
        with self._from(left, size, bold=bold, colour=colour):
            self.pdf.multi_cell(
                0,
                size * SPACING,
                self._shown(text),
                align="R" if _runs_from_the_right(text) else "L",
                new_x="LMARGIN",
                new_y="NEXT",
            )

    def label(
        self,
        text: str,
        left: float = 0,
        size: float = BODY,
        *,
        bold: bool = False,
        colour: int = BLACK,
    ) -> None:
        """Write a few characters and stay on the line."""
        with self._from(left, size, bold=bold, colour=colour):
            self.pdf.cell(GUTTER, size * SPACING, text, new_x="LMARGIN", new_y="TOP")

    def height(self, text: str, left: float, size: float = BODY) -> float:
        """Millimetres that the text takes from top to bottom."""
        self.pdf.set_font("main", size=size)
        made = self.pdf.multi_cell(
            self.pdf.epw - left,
            size * SPACING,
            self._shown(text),
            dry_run=True,
            output="HEIGHT",
        )
        assert isinstance(made, float)
        return made

    def keep_together(self, height: float) -> None:
        """Begin a new page if so many millimetres don't fit on this one."""
        if height < self.pdf.eph and self.pdf.will_page_break(height):
            self.pdf.add_page()

    def _shown(self, text: str) -> str:
        return text.translate(self._replaced)

    @contextmanager
    def _from(self, left: float, size: float, *, bold: bool, colour: int) -> Iterator[None]:
        """The pen at ``left`` of the margin, in type of that size, weight and grey."""
        self.pdf.set_x(MARGIN + left)
        self.pdf.set_font("main", size=size)
        self.pdf.set_text_color(colour)
        if not bold:
            yield
            return
        # Bold type is outlined: to cut a bold font out of the variable one takes seconds.
        with self.pdf.local_context(text_mode="FILL_STROKE", line_width=size * BOLDER):
            yield


def _runs_from_the_right(text: str) -> bool:
    """Whether the first letter that has a direction is Arabic, Hebrew or the like."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def _draw_questions(paper: _Paper, sheet: Sheet) -> None:
    pdf = paper.pdf
    pdf.ln(7)
    widths = (0.5, 0.25, 0.25)
    for blank, width in zip(BLANKS, widths, strict=True):
        start = pdf.get_x()
        pdf.set_text_color(GREY)
        pdf.set_font("main", size=BODY)
        pdf.cell(pdf.epw * width, 5, blank)
        pdf.line(start + pdf.get_string_width(blank) + 2, pdf.y + 5, pdf.get_x() - 4, pdf.y + 5)
    pdf.ln(11)
    paper.label(f"____ / {len(sheet.entries)}", pdf.epw - 22, colour=GREY)
    paper.lines(TASK, colour=GREY)
    pdf.ln(4)
    for entry in sheet.entries:
        paper.keep_together(_height(paper, entry))
        paper.label(f"{entry.number}.", bold=True)
        paper.lines(entry.stem, GUTTER, bold=True)
        pdf.ln(1)
        for letter, option in zip(LETTERS, entry.options, strict=False):
            paper.keep_together(BODY * SPACING)
            pdf.set_line_width(0.25)
            pdf.rect(MARGIN + GUTTER, pdf.y + 1, BOX, BOX)
            paper.label(letter, GUTTER + BOX + 2, colour=GREY)
            paper.lines(option, GUTTER + INDENT)
            pdf.ln(0.8)
        pdf.ln(3)


def _height(paper: _Paper, entry: Entry) -> float:
    """Millimetres of a question with its options."""
    options = sum(paper.height(option, GUTTER + INDENT) + 0.8 for option in entry.options)
    return paper.height(entry.stem, GUTTER) + 1 + options


def _draw_answers(paper: _Paper, sheet: Sheet) -> None:
    pdf = paper.pdf
    pdf.ln(3)
    letters = "    ".join(f"{entry.number}\u00a0{entry.letter}" for entry in sheet.entries)
    paper.lines(letters, bold=True)
    pdf.ln(5)
    for entry in sheet.entries:
        answer = paper.height(entry.answer, GUTTER + 7)
        evidence = paper.height(entry.evidence, GUTTER + 4, SMALL)
        whys = sum(paper.height(why, GUTTER + 7, SMALL) for _, why in entry.whys)
        paper.keep_together(answer + evidence + whys + 2)
        paper.label(f"{entry.number}.", bold=True)
        paper.label(entry.letter, GUTTER, bold=True)
        paper.lines(entry.answer, GUTTER + 7, bold=True)
        pdf.ln(1)
        page, top = pdf.page, pdf.y
        paper.lines(entry.evidence, GUTTER + 4, SMALL, colour=GREY)
        if pdf.page == page:
            with pdf.local_context(draw_color=PALE, line_width=0.7):
                pdf.line(MARGIN + GUTTER + 1, top + 0.4, MARGIN + GUTTER + 1, pdf.y - 0.4)
        pdf.ln(1)
        for letter, why in entry.whys:
            paper.keep_together(paper.height(why, GUTTER + 7, SMALL))
            paper.label(letter, GUTTER, SMALL, colour=GREY)
            paper.lines(why, GUTTER + 7, SMALL, colour=GREY)
        pdf.ln(3)


def _save(paper: _Paper, path: Path, question_set: QuestionSet, timestamp: int | None) -> None:
    paper.pdf.set_creation_date(made_at(question_set, timestamp))
    write_whole(path, bytes(paper.pdf.output()))
