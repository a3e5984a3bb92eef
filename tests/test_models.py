"""The question set's JSON, and what is refused as one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.errors import (
    ArticleError,
    FormatError,
    OutputError,
    QuizgenError,
    SettingsError,
    UnknownQuestionError,
)
from quizgen.json_files import parse, question_set_json, read_question_set
from quizgen.models import (
    FORMAT_VERSION,
    Generation,
    History,
    KeptFacts,
    LeftOut,
    Past,
    QuestionSet,
    Rejection,
    Settings,
    Share,
    Span,
    identity,
    normalised,
)


def damaged(question_set: QuestionSet, damage: Callable[[Any], object]) -> str:
    """The one line with which a damaged set is refused."""
    data = json.loads(question_set_json(question_set))
    damage(data)
    with pytest.raises(FormatError) as refused:
        QuestionSet.from_dict(data)
    message = str(refused.value)
    assert message and "\n" not in message
    return message


class TestJson:
    """From a set to JSON and back."""

    def test_comes_back_as_it_was(self, question_set: QuestionSet) -> None:
        """Nothing is lost on the way through a file, spans and dates included."""
        full = replace(
            question_set,
            rejected=(Rejection("q9", "when", ("f9",), "4 May", ("May 4",), (Span(0, 9),)),),
            retired=(replace(question_set.questions[0], id="old"),),
            left_out=(LeftOut("when", "it rained", "stands_alone", "“it” is nobody"),),
            shortfall="4 of 12 questions were made",
            facts=KeptFacts("b", "packed"),
            history=History(
                (Past(Generation(), Settings(shares=(Share("when", 2.5),)), (0, 0), (0,), "so"),),
                (replace(question_set.questions[1], edited=True, students=31),),
                (LeftOut("when", "it rained", "stands_alone", "“it” is nobody"),),
            ),
            generation=Generation(3, 8, restored=1),
        )
        assert QuestionSet.from_dict(json.loads(question_set_json(full))) == full

    def test_same_bytes(self, question_set: QuestionSet) -> None:
        """A set that was read is written as the very same bytes."""
        data = question_set_json(question_set)
        assert question_set_json(QuestionSet.from_dict(json.loads(data))) == data

    def test_is_plain(self, question_set: QuestionSet) -> None:
        """The dict holds what JSON knows and nothing else."""
        assert json.loads(json.dumps(question_set.to_dict())) == question_set.to_dict()
        assert question_set.to_dict()["format_version"] == FORMAT_VERSION

    def test_unknown_fields_are_forgiven(self, question_set: QuestionSet) -> None:
        """A field that a later program added does no harm."""
        data = question_set.to_dict()
        data["colour"] = "green"
        assert QuestionSet.from_dict(data) == question_set


class TestVersion1:
    """Sets that earlier programs wrote."""

    def old(self, question_set: QuestionSet) -> Any:
        """The set as version 1 had it, with a question rejected and retired."""
        retired = replace(question_set.questions[0], id="old")
        data = replace(
            question_set,
            retired=(retired,),
            rejected=(Rejection("old", "when", ("f9",), "4 May"),),
        ).to_dict()
        data["format_version"] = 1
        for name in ("facts", "history"):
            del data[name]
        for name in ("shares", "easiest", "hardest", "without_speakers", "without_paragraphs"):
            del data["settings"][name]
        for rejection in data["rejected"]:
            del rejection["accepted"], rejection["evidence"]
        for question in (*data["questions"], *data["retired"]):
            del question["edited"], question["students"]
        del data["generation"]["restored"]
        return data

    def test_opens(self, question_set: QuestionSet) -> None:
        """With every question as it was, and in today's format from then on."""
        made = QuestionSet.from_dict(self.old(question_set))
        assert made.questions == question_set.questions
        assert made.format_version == FORMAT_VERSION
        assert made.facts is None and made.history == History()
        assert QuestionSet.from_dict(made.to_dict()) == made

    def test_knows_what_rejected_questions_were_proved_by(self, question_set: QuestionSet) -> None:
        """It is taken from the retired question of the same id."""
        made = QuestionSet.from_dict(self.old(question_set))
        [rejection] = made.rejected
        assert rejection.evidence == question_set.questions[0].evidence
        assert rejection.accepted == question_set.questions[0].accepted
        assert (rejection.kind, rejection.answer) == ("when", "4 May")

    def test_is_left_alone(self, question_set: QuestionSet) -> None:
        """Reading changes nothing of what was read."""
        data = self.old(question_set)
        before = json.dumps(data)
        QuestionSet.from_dict(data)
        assert json.dumps(data) == before

    @pytest.mark.parametrize("field", ["rejected", "retired"])
    @pytest.mark.parametrize("value", [None, 7, "x", [None], [[]], [{"id": []}], [{"id": "old"}]])
    def test_damaged(self, field: str, value: object, question_set: QuestionSet) -> None:
        """A damaged old set is refused like a damaged new one."""
        data = {**self.old(question_set), field: value}
        with pytest.raises(FormatError, match="damaged"):
            QuestionSet.from_dict(data)


DAMAGES: dict[str, tuple[Callable[[Any], object], str]] = {
    "a name that is half a character": (
        lambda d: d["questions"][0]["options"][0].update({"\ud800": "o1"}),
        "half a character",
    ),
    "a number without end": (
        lambda d: d["questions"][0].update(confidence=float("inf")),
        "a number without end",
    ),
    "no version": (lambda d: d.pop("format_version"), "no format_version"),
    "later version": (lambda d: d.update(format_version=99), "format version 99"),
    "version as text": (lambda d: d.update(format_version="1"), "format version '1'"),
    "version before the first": (lambda d: d.update(format_version=0), "format version 0"),
    "version that is none": (lambda d: d.update(format_version=True), "format version True"),
    "no article": (lambda d: d.pop("article"), "`article`"),
    "no questions": (lambda d: d.pop("questions"), "`questions`"),
    "questions no list": (lambda d: d.update(questions="q1"), "`$.questions`"),
    "unknown kind": (lambda d: d["questions"][1].update(kind="why"), "$.questions[1].kind"),
    "stem no text": (lambda d: d["questions"][2].update(stem=7), "$.questions[2].stem"),
    "no stem": (lambda d: d["questions"][0].pop("stem"), "$.questions[0]"),
    "option without text": (
        lambda d: d["questions"][0]["options"][1].pop("text"),
        "$.questions[0].options[1]",
    ),
    "no such day": (lambda d: d["article"].update(published="2015-02-30"), "$.article.published"),
    "span of three": (lambda d: d["article"]["body"][0].append(1), "$.article.body[0]"),
    "span no number": (lambda d: d["article"].update(body=[["a", "b"]]), "$.article.body[0][0]"),
    "id twice": (lambda d: d["questions"][1].update(id="q1"), "question 'q1' stands in it twice"),
    "key is no option": (
        lambda d: d["questions"][0].update(key="o9"),
        "question 'q1' has no option for its key",
    ),
    "no evidence": (lambda d: d["questions"][0].update(evidence=[]), "'q1' has no evidence"),
    "evidence outside": (
        lambda d: d["questions"][0].update(evidence=[[0, 10**6]]),
        "[0, 1000000] lies outside the article",
    ),
    "evidence turned round": (
        lambda d: d["questions"][0].update(evidence=[[9, 3]]),
        "[9, 3] lies outside the article",
    ),
    "body before the text": (
        lambda d: d["article"].update(body=[[-1, 5]]),
        "[-1, 5] lies outside the article",
    ),
    "count as text": (lambda d: d["settings"].update(count="all"), "$.settings.count"),
    "history without a version": (
        lambda d: d["history"].update(
            generations=[
                {"generation": {"number": 0}, "settings": d["settings"], "questions": [0]},
            ]
        ),
        "generation 0 isn't all there",
    ),
    "history out of order": (
        lambda d: d["history"].update(
            generations=[{"generation": {"number": 1}, "settings": d["settings"], "questions": []}]
        ),
        "its generations are out of order",
    ),
    "rejected outside": (
        lambda d: d["rejected"].append(
            {"id": "q", "kind": "when", "facts": [], "answer": "", "evidence": [[5, 10**6]]}
        ),
        "[5, 1000000] lies outside the article",
    ),
    "seed a fraction": (lambda d: d["generation"].update(seed=0.5), "$.generation.seed"),
}


class TestDamage:
    """What can be wrong with a set's JSON."""

    @pytest.mark.parametrize("name", DAMAGES)
    def test_names_the_place(self, name: str, question_set: QuestionSet) -> None:
        """Damage is refused in one line that says where it is."""
        damage, place = DAMAGES[name]
        assert place in damaged(question_set, damage)

    @pytest.mark.parametrize("data", [None, 7, "set", [], {}, [{"format_version": 1}]])
    def test_something_else(self, data: object) -> None:
        """What is no question set at all is told so, with how to make one."""
        with pytest.raises(FormatError, match="quizgen generate"):
            QuestionSet.from_dict(data)

    def test_retired_questions_too(self, question_set: QuestionSet) -> None:
        """A retired question without its key would break the deck that says it is retired."""
        retired = replace(question_set, retired=(replace(question_set.questions[0], id="old"),))
        damaged(retired, lambda d: d["retired"][0].update(key="o9"))

    def test_an_option_twice(self, question_set: QuestionSet) -> None:
        """Two options of one id would both count as right, or both as wrong."""
        damaged(
            question_set,
            lambda d: d["questions"][0]["options"][1].update(
                id=d["questions"][0]["options"][0]["id"]
            ),
        )

    @given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
    def test_any_json(self, data: object) -> None:
        """No JSON, whatever it holds, raises anything else."""
        for field in ("questions", "article", "settings", "rejected", "retired"):
            for version in (1, FORMAT_VERSION):
                with pytest.raises(FormatError):
                    QuestionSet.from_dict({"format_version": version, field: data})


class TestFiles:
    """Question sets in files."""

    def test_written_and_read(self, tmp_path: Path, question_set: QuestionSet) -> None:
        """What is written can be read."""
        path = tmp_path / "set.json"
        path.write_bytes(question_set_json(question_set))
        assert read_question_set(path) == question_set

    @pytest.mark.parametrize(
        "data", [b"", b"{", b"[1, 2", b"\xff\xfe\x00", b"plain text", b'{"a": 1}}', b"NaN"]
    )
    def test_damaged_file(self, tmp_path: Path, data: bytes) -> None:
        """A file that is cut off, binary or no JSON is refused in one line with its name."""
        path = tmp_path / "set.json"
        path.write_bytes(data)
        with pytest.raises(FormatError) as refused:
            read_question_set(path)
        assert str(path) in str(refused.value) and "\n" not in str(refused.value)

    def test_no_file(self, tmp_path: Path) -> None:
        """A missing file and a folder are told apart."""
        with pytest.raises(FormatError, match="no such file"):
            read_question_set(tmp_path / "none.json")
        with pytest.raises(FormatError, match="folder"):
            read_question_set(tmp_path)

    def test_deep_json(self) -> None:
        """JSON nested without end is refused like any other damage."""
        with pytest.raises(FormatError):
            parse(b"[" * 100_000)


class TestQuestions:
    """What a set gives to those who show it."""

    def test_by_id(self, question_set: QuestionSet) -> None:
        """A question is found by its id; an unknown id is an error that names it."""
        assert question_set.question("q2").id == "q2"
        with pytest.raises(UnknownQuestionError, match="no question 'q9'") as refused:
            question_set.question("q9")
        assert refused.value.question_id == "q9"

    def test_answer_and_distractors(self, question_set: QuestionSet) -> None:
        """The key's text is the answer, all other options are the distractors."""
        question = question_set.questions[0]
        assert question.answer == "Ada Brook, the town's chief engineer"
        assert len(question.distractors) == len(question.options) - 1
        assert question.answer not in [option.text for option in question.distractors]

    def test_frozen(self, question_set: QuestionSet) -> None:
        """Nobody changes a set in place."""
        with pytest.raises(FrozenInstanceError):
            question_set.questions[0].stem = "?"  # type: ignore[misc]


class TestSpans:
    """Places in the text."""

    def test_half_open(self) -> None:
        """The end is exclusive: spans that touch don't overlap."""
        assert Span(4, 7).of("Who said it?") == "sai"
        assert not Span(0, 3).overlaps(Span(3, 5)) and Span(0, 4).overlaps(Span(3, 5))
        assert Span(0, 5).covers(Span(3, 5)) and not Span(0, 4).covers(Span(3, 5))

    @given(*[st.integers(0, 20)] * 4)
    def test_covering_is_overlapping(self, a: int, b: int, c: int, d: int) -> None:
        """What covers a stretch of text overlaps it, and overlapping works both ways."""
        one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
        assert one.overlaps(other) == other.overlaps(one)
        if one.covers(other) and other.end > other.start:
            assert one.overlaps(other)


class TestIdentity:
    """By which facts and questions are told apart."""

    def test_is_the_same_for_ever(self) -> None:
        """Ids are in students' decks: they may never change."""
        assert identity("article", "who_said", "fact") == "1efce64653fd3707"
        assert identity("é", ["a", "b"], length=8) == identity("é", ("a", "b"))[:8]

    @given(st.lists(st.text(alphabet="ab", min_size=1), min_size=1, max_size=4))
    def test_parts_are_told_apart(self, parts: list[str]) -> None:
        """("ab", "c") isn't ("a", "bc")."""
        if len(parts) > 1:
            assert identity(*parts) != identity("".join(parts))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("“We are late,” she said", '"we are late" she  said'),
            ("The  BRIDGE, too", "the bridge too"),
            ("Straße", "STRASSE"),
        ],
    )
    def test_typography_is_no_difference(self, one: str, other: str) -> None:
        """Corrected quotation marks, spaces and capitals leave a fact what it is."""
        assert normalised(one) == normalised(other)

    def test_words_are(self) -> None:
        """Another word is another fact."""
        assert normalised("2.5 per cent") != normalised("3.5 per cent")
        assert normalised("not late") != normalised("late")

    @given(st.text())
    def test_normalised_once_is_enough(self, text: str) -> None:
        """What is normalised stays as it is."""
        assert normalised(normalised(text)) == normalised(text)


def test_errors_are_what_python_expects() -> None:
    """Whoever catches ValueError, KeyError or OSError catches ours, too."""
    for error, builtin in (
        (ArticleError, ValueError),
        (SettingsError, ValueError),
        (FormatError, ValueError),
        (UnknownQuestionError, KeyError),
        (OutputError, OSError),
    ):
        assert issubclass(error, QuizgenError) and issubclass(error, builtin)
