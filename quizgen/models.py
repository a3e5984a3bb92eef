"""The data that travels: article, facts, questions, question set.

Everything here is frozen and plain: no parser object, no file, no clock. A place in the text is a
:class:`Span` of characters, end exclusive, in ``Article.text``, so whatever a fact or a question
claims can be shown where it stands. ``to_dict`` and ``from_dict`` are a question set's JSON.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from threading import Lock
from typing import Any, Literal, NamedTuple

import msgspec

from quizgen.errors import FormatError, UnknownQuestionError

WORD = re.compile(r"\w+")
_DECODING = Lock()
"""msgspec learns a type's fields when it first converts to it, and ends the process with a
segmentation fault where several threads have it learn the same type at once."""

FORMAT_VERSION = 2
"""Version of the question set's JSON. Raised when an older program could not read it rightly."""

AttributionKind = Literal["direct", "mixed", "indirect"]
SpeakerType = Literal["person", "organisation", "group"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Relation = Literal["at", "throughout", "between", "for", "within"]
"""How a time stands to its event: on that day, from then to then, some time between, so long,
within so long."""
Kind = Literal[
    "who_said", "what_said", "complete_quote", "when", "how_long", "which_event", "which_first"
]


class Span(NamedTuple):
    """A stretch of the article, ``text[start:end]``, in characters; ``[start, end]`` in JSON."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters it covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


def span_at(place: int, spans: Sequence[Span]) -> int | None:
    """Which of these spans, in order and apart, holds this place; None where none does.

    Articles have thousands of paragraphs and words: looking at all for each would take minutes.
    """
    number = bisect_right(spans, place, key=itemgetter(0)) - 1
    return number if number >= 0 and place < spans[number].end else None


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as spans in order that neither touch nor overlap, none empty."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif span.start < span.end:
            found.append(span)
    return found


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was read."""

    id: str  # given, or derived from the text when it was first read; never changes afterwards
    title: str
    text: str  # exactly the characters that were read; every span counts in these
    published: date | None = None  # document creation time; None where it isn't known
    url: str | None = None
    language: str = "en"
    body: tuple[Span, ...] = ()  # the article proper, in order; the rest of `text` is boilerplate
    byline: str | None = None  # who wrote it, as its page or file says; None where it doesn't


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body that says something in the article."""

    id: str  # stable within the article
    name: str  # the fullest name the article gives: "Staffan de Mistura"
    role: str | None  # the role it gives: "UN special envoy for Syria"
    type: SpeakerType
    gender: Literal["male", "female"] | None = None  # None: unknown, or not a person
    number: Literal["singular", "plural"] = "singular"
    named: bool = True  # False: told only by what it is, "a senior official"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to have said something."""

    source: tuple[Span, ...]  # who, as the text has it: "he"
    cue: tuple[Span, ...]  # the reporting expression: "said", "according to"
    content: tuple[Span, ...]  # what; several spans where the cue interrupts it
    kind: AttributionKind  # all, part or none of the content in quotation marks
    speaker: Speaker | None  # None: the source could not be resolved with certainty
    rule: str  # what found it
    confidence: float  # 0..1, that source and content are both right
    asserted: bool = True  # False: denied, only supposed, wished or asked: "she would not say …"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression, as TIMEX3 has it."""

    span: Span
    type: TimexType
    value: str | None  # ISO 8601: 2016-02-27, 2015-12, P18M; None: not resolved
    mod: str | None = None  # TIMEX3 modifier: START, MID, END, APPROX, LESS_THAN …
    anchor: str = "explicit"  # how the value was reached


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """What a time expression dates: a clause, or a noun that names an event."""

    span: Span
    subject: str | None  # ready for a stem: "Syria's parliament elections"; None: a bare event noun
    predicate: str  # lemma of the verb, or the event noun's phrase
    arguments: str  # what follows the verb, without the time expression
    tense: Literal["past", "present", "future"]
    voice: Literal["active", "passive", "noun"]
    timex: Timex
    attributed_to: Speaker | None = None  # set when only somebody's words say so
    relation: Relation = "at"
    until: Timex | None = None  # the second end, with `throughout` and `between`


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the article that a gap may take, or that may be offered for one."""

    text: str
    tag: str  # Penn Treebank part of speech: "NN", "VBN"
    lemma: str
    span: Span
    # An adjective said of something, "is positive", not before its noun; a verb with an object.
    predicative: bool = False
    place: str = ""  # what a single noun does in its clause: "dobj", "pobj of"; "" of all others


Frame = Literal[
    "clause", "quotation", "as", "complement", "object", "charge", "question", "infinitive"
]


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution in words that stand on their own."""

    id: str  # identity of the fact: what is said, and by whom
    attribution: Attribution
    frame: Frame  # how the content goes on after "Who said …?"
    verb: str  # the cue in the simple past: "warned", "told reporters"
    lemma: str  # of the cue: "warn"
    wording: (
        str  # the content, edited: "the only alternative to the negotiations is a return to war"
    )
    topic: str | None  # "political transition in Syria", with `as` and `complement`
    comment: str | None  # "“the mother of all issues”", with `as` and `complement`
    sentences: tuple[Span, ...]  # the sentences it stands in
    introduction: Span | None  # the sentence that names the speaker, where those only say "he"
    words: tuple[Word, ...]  # what a gap in the quoted part may take
    fragments: tuple[Word, ...]  # the quoted part as a whole, where it is a short phrase
    names: tuple[str, ...]  # whom the wording mentions
    own: bool  # holds a pronoun that means the speaker
    weight: int  # content words, a measure of how much is said
    problem: str | None = None  # why it can't stand on its own

    @property
    def speaker(self) -> Speaker | None:
        return self.attribution.speaker


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A dated event in words that stand on their own."""

    id: str  # identity of the fact: what happened, and when
    event: DatedEvent
    clause: str  # "the Russian and US-brokered ceasefire began"
    inverted: str | None  # "did the Russian and US-brokered ceasefire begin"; None: use the gap
    sentences: tuple[Span, ...]
    names: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found in an article."""

    attributions: tuple[Attribution, ...]
    timexes: tuple[Timex, ...]
    events: tuple[DatedEvent, ...]
    statements: tuple[Statement, ...]  # of the attributions whose speaker is known
    occurrences: tuple[Occurrence, ...]
    speakers: tuple[Speaker, ...]
    vocabulary: tuple[Word, ...]  # the content words of the article, for distractors
    fragments: tuple[Word, ...]  # short quoted phrases of the article, for distractors
    phrases: tuple[Word, ...]  # adjectives with their nouns, for distractors of quoted phrases


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from."""

    id: str  # stable, and independent of the order in which options are shown
    text: str
    why: str = ""  # why it is wrong, a sentence; "" where the article doesn't say


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its key and the evidence for it."""

    id: str  # hash of article, kind and fact; survives new wording, options and order
    kind: Kind
    stem: str
    options: tuple[Option, ...]  # key and distractors, in the order they are shown by default
    key: str  # id of the right option
    accepted: tuple[str, ...]  # typed answers that count as right, the key's text first
    evidence: tuple[Span, ...]  # the sentences that prove the key
    feedback: str  # one sentence for the student, quoting the evidence
    facts: tuple[str, ...]  # identities of what is asked: one, or the two that are compared
    speaker: Speaker | None = None
    timex: Timex | None = None
    difficulty: float = 0.5  # 0 easy .. 1 hard; see `students`
    confidence: float = 1.0  # 0..1, that key and evidence are right
    rule: str = ""  # what found the fact
    changed: int = 0  # when its content last changed, seconds since 1970 UTC
    edited: bool = False  # a teacher has changed its words: no regeneration touches them
    students: int = 0  # whose first answers the difficulty comes from; 0: it is an estimate

    @property
    def answer(self) -> str:
        """The key's text."""
        return next(option.text for option in self.options if option.id == self.key)

    @property
    def distractors(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.id != self.key)

    def is_like(self, other: Question) -> bool:
        """Whether a student sees the same: all is equal but when it changed and how hard it is."""
        return (
            replace(
                self, changed=other.changed, difficulty=other.difficulty, students=other.students
            )
            == other
        )


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a set is to be of one kind."""

    kind: Kind
    weight: float  # in proportion to the other kinds' weights


@dataclass(frozen=True, slots=True)
class Settings:
    """What a teacher may set; defaults are what a newcomer gets."""

    count: int | None = 12  # questions wanted; None: every good one
    # Not complete_quote: grammar doesn't tell well enough which words of an article fit a gap.
    kinds: tuple[Kind, ...] = (
        *("who_said", "what_said", "when", "how_long"),
        *("which_event", "which_first"),
    )
    options: int = 4  # options a question, key included; 3 where no third distractor is good
    minimum_confidence: float = 0.95  # facts below it are not asked about
    shares: tuple[Share, ...] = ()  # of the kinds, each once; a kind without one has weight 1
    easiest: float = 0.0  # estimated difficulty below which nothing is asked
    hardest: float = 1.0  # and above which nothing is
    without_speakers: tuple[str, ...] = ()  # names of whom nothing is asked or offered
    without_paragraphs: tuple[int, ...] = ()  # of the article's body, counted from 1


@dataclass(frozen=True, slots=True)
class Generation:
    """Which drawing of questions this is."""

    number: int = 1  # 1 for the first, one more with each regeneration or restoration
    seed: int = 0
    restored: int | None = None  # number of the generation that it brought back


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """What was found in the article, so that it need not be found again."""

    basis: str  # name of the article's text and of the rules that read it: other rules, other facts
    packed: str  # the facts, compressed: `quizgen.kept_facts` packs and unpacks them


@dataclass(frozen=True, slots=True)
class Past:
    """A generation that another one has followed."""

    generation: Generation
    settings: Settings
    questions: tuple[int, ...]  # places in `History.versions`, in the order they were asked
    left_out: tuple[int, ...] = ()  # places in `History.left_out`
    shortfall: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Every earlier generation of a set. What several of them share is stored once."""

    generations: tuple[Past, ...] = ()  # the oldest first
    versions: tuple[Question, ...] = ()  # each question as it was, once for each content
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A question that a teacher threw out, and that therefore never comes back."""

    id: str
    kind: Kind
    facts: tuple[str, ...]
    answer: str
    accepted: tuple[str, ...] = ()  # typed answers that counted as right
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that was not made, and why."""

    kind: Kind
    about: str  # the stem, or the passage it would have asked about
    guideline: str  # name of the check that refused it
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one article, with all that is needed to show, export and regenerate them."""

    id: str
    article: Article
    settings: Settings
    generation: Generation
    questions: tuple[Question, ...]
    rejected: tuple[Rejection, ...] = ()
    retired: tuple[Question, ...] = ()  # asked by an earlier generation, and no longer
    left_out: tuple[LeftOut, ...] = ()
    shortfall: str | None = None  # why it is not as asked: fewer, of a kind or in all; None: it is
    facts: KeptFacts | None = None  # None: to be found when they are needed
    history: History = History()
    format_version: int = field(default=FORMAT_VERSION)

    def question(self, question_id: str) -> Question:
        """The question of that id.

        Raises:
            UnknownQuestionError: None has it.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise UnknownQuestionError(question_id)

    def to_dict(self) -> dict[str, Any]:
        """JSON's view of it: dicts, lists, strings and numbers only."""
        try:
            return msgspec.json.decode(msgspec.json.encode(self))  # type: ignore[no-any-return]
        except UnicodeEncodeError:  # half a character, for which JSON has an escape
            return json.loads(json.dumps(msgspec.to_builtins(self)))  # type: ignore[no-any-return]

    @classmethod
    def from_dict(cls, data: Any) -> QuestionSet:
        """The question set that ``to_dict`` wrote.

        Raises:
            FormatError: It is no question set, is damaged, or is of an unknown format version.
        """
        if not isinstance(data, dict) or "format_version" not in data:
            raise FormatError(
                "this is no question set: it has no format_version;"
                " make one with `quizgen generate ARTICLE -o SET.json`"
            )
        data = _migrated(data)
        if _holds_no_number(data):
            raise FormatError("this question set is damaged: it holds a number without end")
        try:
            with _DECODING:
                question_set = msgspec.convert(data, cls)
        except msgspec.ValidationError as error:
            raise FormatError(f"this question set is damaged: {error}") from error
        except UnicodeError as error:
            raise FormatError("this question set is damaged: it holds half a character") from error
        _check(question_set)
        return question_set


def _holds_no_number(data: Any) -> bool:
    """Whether there is an infinity or a NaN in it, such as 1e999, which JSON couldn't keep."""
    waiting = [data]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, float) and not math.isfinite(each):
            return True
    return False


def _migrated(data: dict[str, Any]) -> dict[str, Any]:
    """The set's data in the present format, whichever earlier one it comes in.

    Raises:
        FormatError: Its format is unknown.
    """
    version = data["format_version"]
    while type(version) is int and version in MIGRATIONS:
        data = MIGRATIONS[version](data)
        version = data["format_version"]
    if version != FORMAT_VERSION or type(version) is not int:
        raise FormatError(
            f"this question set has format version {version!r}, and this quizgen reads version"
            f" {FORMAT_VERSION} and earlier ones: update quizgen, or generate the set anew"
        )
    return data


def _from_version_1(data: dict[str, Any]) -> dict[str, Any]:
    """Version 2 added edits, history and kept facts, and what rejected questions were proved by."""
    retired = data.get("retired")
    known = (
        {q.get("id"): q for q in retired if isinstance(q, dict) and isinstance(q.get("id"), str)}
        if isinstance(retired, list)
        else {}
    )
    rejected = data.get("rejected")
    if isinstance(rejected, list):
        # What was rejected was retired as well, and with it there is all that is to be remembered.
        rejected = [
            {**{k: q[k] for k in ("accepted", "evidence") if k in q}, **rejection}
            if isinstance(rejection, dict)
            and isinstance(rejection.get("id"), str)
            and (q := known.get(rejection["id"])) is not None
            else rejection
            for rejection in rejected
        ]
        data = {**data, "rejected": rejected}
    return {**data, "format_version": 2}


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_version_1}
"""From each earlier format version to the next."""


def _check(question_set: QuestionSet) -> None:
    """Refuse a set that would break whoever shows it."""
    length = len(question_set.article.text)
    seen: set[str] = set()
    history = question_set.history
    questions = (*question_set.questions, *question_set.retired)
    for question in questions:
        if question.id in seen:
            raise FormatError(
                f"this question set is damaged: question {question.id!r} stands in it twice"
            )
        seen.add(question.id)
    numbers = [past.generation.number for past in history.generations]
    if sorted({*numbers, question_set.generation.number}) != [
        *numbers,
        question_set.generation.number,
    ]:
        raise FormatError("this question set is damaged: its generations are out of order")
    for past in history.generations:
        for places, there in (
            (past.questions, history.versions),
            (past.left_out, history.left_out),
        ):
            if any(not 0 <= place < len(there) for place in places):
                raise FormatError(
                    "this question set is damaged: generation"
                    f" {past.generation.number} isn't all there"
                )
    questions = (*questions, *history.versions)
    for question in questions:
        where = f"question {question.id!r}"
        options = {option.id for option in question.options}
        if len(options) < len(question.options):
            raise FormatError(f"this question set is damaged: {where} has an option twice")
        if question.key not in options:
            raise FormatError(f"this question set is damaged: {where} has no option for its key")
        if not question.evidence:
            raise FormatError(f"this question set is damaged: {where} has no evidence")
    for span in (
        *question_set.article.body,
        *(s for q in questions for s in q.evidence),
        *(s for rejection in question_set.rejected for s in rejection.evidence),
    ):
        if not 0 <= span.start <= span.end <= length:
            raise FormatError(
                f"this question set is damaged: [{span.start}, {span.end}] lies outside the article"
            )


def identity(*parts: str | Sequence[str], length: int = 16) -> str:
    """A short name for whatever the parts say, the same on every machine.

    Args:
        parts: Strings, in order; they are told apart, so ``("ab", "c")`` is not ``("a", "bc")``.
        length: Hexadecimal digits to keep; 16 (64 bits) for what must be unique in the world.
    """
    flat = [part if isinstance(part, str) else "\x1e".join(part) for part in parts]
    return hashlib.sha256("\x1f".join(flat).encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=8192)
def normalised(text: str) -> str:
    """Text with all that varies without changing what it says taken out: case, space, punctuation.

    Facts are told apart by this form, so that curly and straight quotation marks, a typo's worth of
    spacing or a moved comma leave a question's identity, and with it a review history, as it was.
    Comparing every option with every other asks for few texts very often, hence the cache.
    """
    return " ".join(WORD.findall(text.casefold()))
