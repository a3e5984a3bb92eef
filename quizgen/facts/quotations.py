"""Where something stands in quotation marks, whichever marks those are.

“…” and ‘…’, "…" and '…', ``…'' and ''…'', «…» and »…«, „…“ and „…”, ”…”: which mark opens and which
closes is told from its shape where it has one, and from what stands on either side. An apostrophe
is no quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.models import AttributionKind, Span, merged

MARK = re.compile(r"''|``|[“”„‟«»\"‘’‚‛‹›'`]")
DOUBLE = {"“", "”", "„", "‟", "«", "»", '"', "''", "``"}
SINGLE = {"‘", "’", "‚", "‛", "‹", "›", "'", "`"}
GUILLEMET = re.compile("[«»‹›]")
EVERY = "".join(DOUBLE | SINGLE)

CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”",),
    "”": ("”",),  # as in Swedish, and a slip of the keyboard elsewhere
    "„": ("“", "”"),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    '"': ('"',),
    "''": ("''",),
    "``": ("''",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "‛": ("’",),
    "‹": ("›",),
    "›": ("‹", "›"),
    "'": ("'", "’"),
    "`": ("'", "’"),
}
"""What closes a mark, as it should be."""

APOSTROPHES = {"'", "’", "‘"}
ENDING = ".,:;!?…)—–"
"""What stands beside a closing mark and seldom beside an apostrophe."""
BEFORE = "([{—–-/:"
"""What may stand before an opening mark, other than space."""

# "the ’60s", "rock ’n’ roll", "’em", "’Tis": letters left out at the front of a word
ELISION = re.compile(
    r"\d\d(?:s\b|(?!\d))|(?:bout|cause|cos|coz|em|n|neath|nuff|round|til|till|tis|twas|twere|twill)\b"
    r"|T(?:is|was|were|will)\b"
)
# "goin’ home", "the ol’ man", "o’ the": letters left out at its end
CLIPPED = re.compile(r"(?:\w{2}in|\b(?:an|lil|mo|o|ol|sho|th|wi)|['’‘]n)$", re.IGNORECASE)
LONGEST_CLIPPED = 6
"""Characters that tell whether a word is such a one."""
SENTENCE_BEFORE = re.compile(r"[.!?:…][\"”’)]*\s+$")

FARTHEST = 100
"""Marks behind an opening one among which its end is looked for: no paragraph needs more."""
DIRECT_SHARE = 0.9
"""Share of a content's letters in quotation marks from which it counts as direct speech."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, or one paragraph's part of it."""

    span: Span  # with its quotation marks
    inner: Span  # without them

    @property
    def closed(self) -> bool:
        """Whether its closing mark stands in its paragraph; else it runs to the paragraph's end."""
        return self.inner.end < self.span.end


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark with what its neighbours let it be."""

    text: str
    span: Span
    opens: bool
    closes: bool
    sure: bool  # as a closing one: it can't be an apostrophe


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The outermost quotations of each paragraph, in order.

    A quotation that isn't closed in its paragraph runs to the paragraph's end where it opens it,
    where the next paragraph opens with a mark (that is how print sets a quotation of several
    paragraphs), or where it opens a sentence and no other mark follows: its end was forgotten. Any
    other unclosed mark opens nothing.
    """
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        after = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        found += _within(text, paragraph, after)
    return found


def _within(text: str, area: Span, after: str = "") -> Iterator[Quotation]:
    """The outermost quotations of a stretch, and what of them runs to its end."""
    marks = list(_marks(text, area))
    earlier = False
    index = 0
    while index < len(marks):
        mark = marks[index]
        index += 1
        if not mark.opens:
            continue
        close = _close(marks, index - 1)
        if close is not None:
            end = marks[close].span
            yield Quotation(Span(mark.span.start, end.end), Span(mark.span.end, end.start))
            earlier = True
            index = close + 1
        elif _runs_on(text, mark, marks[index : index + FARTHEST], area, after, earlier):
            last = area.start + len(area.of(text).rstrip())
            yield Quotation(Span(mark.span.start, last), Span(mark.span.end, last))
            return


def _marks(text: str, area: Span) -> Iterator[_Mark]:
    # »…«, as German and Danish books have it, or «…»
    guillemets = GUILLEMET.search(text, *area)
    inwards = guillemets is not None and guillemets[0] in "»›"
    for match in MARK.finditer(text, *area):
        mark, (start, end) = match[0], match.span()
        before = text[start - 1] if start > area.start else " "
        behind = text[end] if end < area.end else " "
        front = before.isspace() or before in BEFORE or before in EVERY
        opening = front and not behind.isspace()
        closing = not before.isspace() and not behind.isalnum()
        closing &= not (opening and behind in EVERY)
        sure = True
        if mark in APOSTROPHES:
            word = text[max(area.start, start - LONGEST_CLIPPED) : start]
            possessive = before in "sS" and behind not in ENDING
            sure = not possessive and (before in ENDING or not CLIPPED.search(word))
            opens = opening and mark != "’" and not ELISION.match(text, end)
            closes = closing
        elif mark in "«‹":
            opens, closes = not inwards, inwards
        elif mark in "»›":
            opens, closes = inwards and not closing, True
        elif mark in ("„", "‟", "‚", "‛", "``", "`"):
            opens, closes = opening or len(mark) > 1, False
        elif mark in "“”":
            odd = closing and not opening
            opens = not odd if mark == "“" else opening and not closing
            closes = odd if mark == "“" else True
        else:  # straight
            opens = opening or not (closing or before.isalnum() or before in ENDING)
            closes = closing or not opening
        yield _Mark(mark, Span(start, end), opens, closes, sure)


def _close(marks: Sequence[_Mark], place: int) -> int | None:
    """Which mark closes the one at a place; None: none does."""
    opening = marks[place]
    family = DOUBLE if opening.text in DOUBLE else SINGLE
    closers = CLOSERS[opening.text]
    doubtful = other = None
    nested: set[str] = set()  # other marks of the family that are open
    for index in range(place + 1, min(len(marks), place + FARTHEST)):
        mark = marks[index]
        if mark.text not in family:
            continue
        if mark.closes and mark.text in closers:
            if mark.sure:
                return index
            doubtful = index if doubtful is None else doubtful
        elif mark.opens and (_alike(opening, mark) or (other and mark.text == marks[other].text)):
            break  # the next one begins: this one has no end, or another mark for it
        elif mark.opens:
            nested |= {mark.text, *CLOSERS[mark.text]}
        elif mark.text in nested:
            nested.clear()
        elif mark.closes and mark.sure:
            other = other or index
    return doubtful if doubtful is not None else other


def _alike(one: _Mark, two: _Mark) -> bool:
    return any({one.text, two.text} <= kind for kind in ({"''", "``"}, {"‘", "'", "`"})) or (
        one.text == two.text
    )


def _runs_on(
    text: str, mark: _Mark, later: Sequence[_Mark], area: Span, after: str, earlier: bool
) -> bool:
    """Whether an unclosed quotation goes on to its paragraph's end.

    Args:
        text: The article's text.
        mark: Its opening mark.
        later: The marks behind it in its paragraph.
        area: Its paragraph.
        after: The next paragraph's text.
        earlier: Whether a quotation stands before it in the paragraph.
    """
    if any(_alike(mark, m) and m.opens for m in later):
        return False
    goes_on = after.startswith(("``", "''") if len(mark.text) > 1 else mark.text)
    before = text[area.start : mark.span.start]
    begins = not before.strip() or SENTENCE_BEFORE.search(before) is not None
    if mark.text in SINGLE:  # else an apostrophe that looks like a mark would swallow all
        return goes_on and begins and not ELISION.match(after, 1)
    if goes_on or not before.strip():
        return True
    if any(m.text in DOUBLE for m in later):
        return False
    capital = text[mark.span.end : mark.span.end + 1].isupper()
    return (capital and begins) or (earlier and before.rstrip()[-1] in ",:")


def follows_on(text: str, one: Quotation, two: Quotation) -> bool:
    """Whether a quotation is only the next paragraph of another."""
    return not one.closed and not text[one.span.end : two.span.start].strip()


def unmarked(spans: Iterable[Span]) -> list[Quotation]:
    """Stretches that are as good as quoted, though they have no marks."""
    return [Quotation(span, span) for span in spans]


def outermost(quotations: Iterable[Quotation]) -> list[Quotation]:
    """In order, without those that stand within another."""
    found: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.span.start, -q.span.end)):
        if not found or not found[-1].span.covers(quotation.span):
            found.append(quotation)
    return found


PLAIN_SPACES = dict.fromkeys((0xA0, 0x2007, 0x2009, 0x200A, 0x202F), " ")
"""Spaces of other widths, and those at which no line breaks."""


def as_printed(text: str, quotations: Sequence[Quotation]) -> str:
    """A text of the same length with “…” for every quotation, and ‘…’ for those inside.

    Parser and wordings are shown this, so that to them all dialects are one. Nor do they see a
    space that a page keeps lines together with: the parser would take it for a word.
    """
    characters = list(text.translate(PLAIN_SPACES))
    for quotation in quotations:
        if quotation.inner != quotation.span:
            _put(characters, quotation, "“”")
        for inner in _within(text, quotation.inner):
            _put(characters, inner, "‘’")
    return "".join(characters)


def _put(characters: list[str], quotation: Quotation, marks: str) -> None:
    (start, end), inner = quotation.span, quotation.inner
    # of two characters, the outer one becomes a space
    characters[start : inner.start] = marks[0].rjust(inner.start - start)
    characters[inner.end : end] = marks[1].ljust(end - inner.end) if quotation.closed else ""


def attribution_kind(
    text: str, content: Sequence[Span], quotations: Sequence[Quotation]
) -> AttributionKind:
    """Whether all, part or none of a content stands in quotation marks, counted in letters.

    A part that begins with a mark which nobody closed counts as quoted.
    """
    letters = quoted = 0
    for span in content:
        inside = [q.inner for q in quotations if q.span.overlaps(span)]
        if not inside and text[span.start] in '“„«"':
            inside = [span]
        letters += sum(map(str.isalnum, span.of(text)))
        within = (Span(max(span.start, q.start), min(span.end, q.end)) for q in inside)
        quoted += sum(sum(map(str.isalnum, part.of(text))) for part in merged(within))
    if letters and quoted / letters >= DIRECT_SHARE:
        return "direct"
    return "mixed" if quoted >= 3 else "indirect"
