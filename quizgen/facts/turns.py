"""Transcripts: who speaks in a turn is said by a label and a colon at a paragraph's start.

"BELOV: We have signed it." · "Q: Who pays for it? A: The city does." · "Mr Lusk: I did not."

That a label is one is never told from its look alone, for "Background: …" and "WHERE: …" look
alike: at least two of a text's labels must be somebody's, a part such as "Q" or "REPORTER", or
the name of somebody whom the text names elsewhere, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.facts.people.words import PARTICLES, words
from quizgen.facts.quotations import find_quotations
from quizgen.lexicons import load
from quizgen.models import Article, Attribution, Span, Speaker

if TYPE_CHECKING:
    from quizgen.facts.reader.decoding import Reading

RULE = "turn"
CONFIDENCE = 0.97
"""Of the turns in the tests' passages, some fifty, all are right; other transcripts have other
manners."""
FEWEST = 2
"""Labels that must be somebody's before any is taken for one."""
LONGEST_NAME = 5
"""Words."""

LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n]{0,60}?)\s?(?P<colon>:)(?=\s+\S)")
QUESTION_OR_ANSWER = re.compile(r"(?P<label>[QA])(?P<colon>[.:])(?=\s+\S)")
ANSWER = re.compile(r"(?<=[.?!”\"’'])\s+(?P<label>A)(?P<colon>:)(?=\s+\S)")
# the next name may begin with the second word, which is only looked at
FULL_NAME = re.compile(
    r"(?P<first>[^\W\d_a-z][\w’'-]*)(?=\s+(?:(?:al|de|der|den|van|von)[\s-])*(?P<last>[^\W\d_a-z][\w-]*))"
)
TALK = re.compile(r"\?|\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our)\b")
BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
# "(Laughter.)", "[crosstalk]": done, or noted by whoever wrote the words down
DIRECTION = re.compile(r"[(\[]\s*[A-Z]?[a-z ,’'-]{3,40}[.!]?\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's words in a transcript."""

    label: Span  # who, as the text has it: "MR DEAN"
    colon: Span
    content: tuple[Span, ...]  # without stage directions


@dataclass(frozen=True, slots=True)
class _Label:
    """A label's words, in lower case and without titles and brackets."""

    words: tuple[str, ...]
    addressed: bool  # "MR DEAN", "Senator Maguire"
    gender: str | None
    capitals: bool

    @property
    def text(self) -> str:
        return " ".join(self.words)


def find_turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of a text's transcript, in order; none where it has none."""
    turns = [turn for paragraph in paragraphs for turn in _turns(text, paragraph)]
    if len(turns) < FEWEST:
        return []
    named = _families(_without(text, [turn.label for turn in turns]))
    read = [_read(turn.label.of(text)) for turn in turns]
    known = {label: _is_somebody(label, named) for label in dict.fromkeys(read)}
    if sum(known[label] for label in read) < FEWEST:
        return []
    # "Hale: 8. Kept out two penalties." is what somebody says of Hale.
    alternate = _take_turns(read, known)
    parted = alternate or any(label.text in _lexicon("parts") for label in read)
    spoken = [
        _is_spoken(text, turn) for turn, label in zip(turns, read, strict=True) if known[label]
    ]
    if not parted and 2 * sum(spoken) < len(spoken):
        return []
    kept = [
        turn
        for turn, label in zip(turns, read, strict=True)
        if known[label]
        or (label.capitals and not _is_heading(label) and not _is_headline(text, turn))
    ]
    return _going_on(text, kept, paragraphs) if alternate else kept


def _going_on(text: str, turns: Sequence[Turn], paragraphs: Sequence[Span]) -> list[Turn]:
    """Turns with the paragraphs up to the next; where the last one ends, nothing says."""
    whole = []
    for turn, following in pairwise(turns):
        start, end = turn.colon.end, following.label.start
        more = [p for p in paragraphs if start <= p.start and p.end <= end]
        spoken = [part for paragraph in more for part in _said_in(text, paragraph)]
        whole.append(replace(turn, content=(*turn.content, *spoken)))
    return [*whole, *turns[-1:]]


def _take_turns(read: Sequence[_Label], known: Mapping[_Label, bool]) -> bool:
    """Whether names in capitals come again and again: "ADA HOLT: … KARL BELL: … ADA HOLT: …"."""
    often = Counter(label for label in read if label.capitals and known[label])
    return sum(times > 1 for times in often.values()) > 1


def _turns(text: str, paragraph: Span) -> Iterator[Turn]:
    match = QUESTION_OR_ANSWER.match(text, *paragraph) or LABEL.match(text, *paragraph)
    if match is None or not _could_be(match["label"]):
        return
    answer = ANSWER.search(text, match.end(), paragraph.end) if match["label"] == "Q" else None
    yield _turn(text, match, answer.start() if answer else paragraph.end)
    if answer:
        yield _turn(text, answer, paragraph.end)


def _turn(text: str, match: re.Match[str], end: int) -> Turn:
    content = tuple(_said_in(text, Span(match.end(), end)))
    return Turn(Span(*match.span("label")), Span(*match.span("colon")), content)


def _said_in(text: str, span: Span) -> Iterator[Span]:
    """What is said in a part of a turn: no stage directions, and no marks around all of it."""
    parts, start = [], span.start
    for direction in DIRECTION.finditer(text, *span):
        parts.append(Span(start, direction.start()))
        start = direction.end()
    for part in (_stripped(text, part) for part in (*parts, Span(start, span.end))):
        if any(c.isalnum() for c in part.of(text)):
            yield _unquoted(text, part)


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _is_headline(text: str, turn: Turn) -> bool:
    """As in "PRESIDENT OF THE CLUB: NO REFUND"."""
    return all(part.of(text).isupper() for part in turn.content)


def _is_spoken(text: str, turn: Turn) -> bool:
    """Whether it is set as speech, or somebody in it speaks of himself or to another."""
    marks = text[turn.colon.end : turn.content[0].start] if turn.content else ""
    return bool(marks.strip()) or any(TALK.search(part.of(text)) for part in turn.content)


def _unquoted(text: str, span: Span) -> Span:
    """Without the quotation marks around all of it."""
    quoted = find_quotations(text, [span])
    return quoted[0].inner if [q.span for q in quoted] == [span] else span


def _could_be(label: str) -> bool:
    """Whether each word of a label begins as a name's does."""
    known = _read(label)
    return 0 < len(known.words) <= LONGEST_NAME and all(
        part[:1].isupper() or part.lower().split("-")[0] in PARTICLES
        for part in BRACKETED.sub(" ", label).split(",")[0].split()
    )


@cache
def _read(label: str) -> _Label:
    plain = BRACKETED.sub(" ", label).split(",")[0].strip()
    parts = [part.rstrip(".") for part in plain.split()]
    if [p.lower() for p in parts[:1]] == ["the"]:
        parts = parts[1:]
    whole = " ".join(parts).lower().replace("’", "'").rstrip(" 0123456789#")
    known = words()
    gender: str | None = None
    addressed = False
    if whole not in _lexicon("parts"):
        while len(parts) > 1 and (parts[0].lower() in known.address or _is_rank(parts[0])):
            title = parts.pop(0).lower()
            gender = gender or known.address.get(title) or known.gendered.get(title)
            addressed = True
        whole = " ".join(parts).lower().replace("’", "'")
    return _Label(tuple(whole.split()), addressed, gender, plain.isupper())


def _is_rank(word: str) -> bool:
    return word.lower() in words().rank


@cache
def _lexicon(name: str) -> frozenset[str]:
    return frozenset(load("transcripts")[name])


def is_heading(label: str) -> bool:
    """Whether words before a colon only head a passage: "Storm Agda live"."""
    return bool(_read(label).words) and _is_heading(_read(label))


def _is_heading(label: _Label) -> bool:
    return label.text in _lexicon("headings") or label.words[-1] in _lexicon("headings")


def _is_somebody(label: _Label, named: Collection[str]) -> bool:
    """Whether a label is a part, or a name that the text has elsewhere, too."""
    if label.text in _lexicon("parts"):
        return True
    if _is_heading(label):
        return False
    if label.addressed or (len(label.words) > 1 and label.words[0] in words().gendered):
        return True
    return (label.text.upper() if _initials(label) else label.words[-1]) in named


def _initials(label: _Label) -> bool:
    return label.capitals and len(label.words) == 1 and 2 <= len(label.text) <= 3


def _families(text: str) -> set[str]:
    """Family names that stand behind another name, in lower case; and initials: "BN" for both."""
    found = set()
    for match in FULL_NAME.finditer(text):
        first, last = match["first"], match["last"]
        if not last.isupper():
            found |= {last.lower(), (first[0] + last[0]).upper()}
    return found


def _without(text: str, spans: Sequence[Span]) -> str:
    parts, start = [], 0
    for span in spans:
        parts.append(text[start : span.start])
        start = span.end
    return ". ".join([*parts, text[start:]])


def beside_turns(readings: Iterable[Reading], turns: Sequence[Turn]) -> list[Reading]:
    """Without what was read into a transcript, but for what somebody says there of another."""
    starts = [turn.label.start for turn in turns]

    def near(reading: Reading) -> Sequence[Turn]:
        spans = (*reading.source, *reading.cue, *reading.content)
        first = bisect_right(starts, min(span.start for span in spans)) - 1
        return turns[max(first, 0) : bisect_right(starts, max(span.end for span in spans))]

    return [reading for reading in readings if not any(_is_of(t, reading) for t in near(reading))]


def _is_of(turn: Turn, reading: Reading) -> bool:
    """Whether a reading is of the turn itself, or takes words of it from outside."""
    cue = reading.cue[0]
    if any(turn.label.overlaps(span) for span in (*reading.source, cue)):
        return True
    inside = any(part.covers(cue) for part in turn.content)
    return turn.colon.overlaps(cue) or (
        not inside and any(p.overlaps(span) for p in turn.content for span in reading.content)
    )


def attributions_of(turns: Sequence[Turn]) -> list[Attribution]:
    """What each turn says, by whoever its label is."""
    return [
        Attribution(
            source=(turn.label,),
            cue=(turn.colon,),
            content=turn.content,
            kind="direct",
            speaker=None,
            rule=RULE,
            confidence=CONFIDENCE,
        )
        for turn in turns
        if turn.content
    ]


def speaker_of(
    label: Span, article: Article, turns: Sequence[Turn], speakers: Sequence[Speaker]
) -> Speaker | None:
    """The person whom a label names; None: nobody known, one of two, or only a part, "REPORTER".

    In an interview with one person all answers are that person's.
    """
    known = _read(label.of(article.text))
    if known.text in _lexicon("parts"):
        return _interviewee(article, turns, speakers) if known.text in _lexicon("asked") else None
    fit = [
        speaker
        for speaker in speakers
        if speaker.type == "person"
        and not (known.gender and speaker.gender and speaker.gender != known.gender)
        and _names(known, tuple(speaker.name.lower().split()))
    ]
    return fit[0] if len(fit) == 1 else None


def _names(label: _Label, name: tuple[str, ...]) -> bool:
    """Whether somebody of that name would have that label."""
    if _initials(label) and name[-1] != label.text:
        return len(name) > 1 and "".join(part[0] for part in name) == label.text
    if label.words == name[-len(label.words) :]:
        return True  # a surname, or the whole name
    first, *_, last = (*label.words, *label.words)
    return len(label.words) > 1 and last == name[-1] and first in (name[0], name[0][0])


def _interviewee(
    article: Article, turns: Sequence[Turn], speakers: Sequence[Speaker]
) -> Speaker | None:
    """The one person whom the introduction to the questions names, if it says they were spoken to.

    Else somebody else may be answering.
    """
    start = turns[0].label.start
    before = " ".join(span.of(article.text) for span in article.body if span.end <= start)
    persons = [s for s in speakers if s.type == "person" and s.name in before]
    told = _lexicon("interviewed") & set(re.findall(r"[a-z]+", before.lower()))
    return persons[0] if len(persons) == 1 and told else None
