"""Facts that a question set keeps are the article's facts, and are never out of date."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import quizgen.kept_facts
from quizgen.json_files import question_set_json
from quizgen.kept_facts import READERS, basis_of, facts_of
from quizgen.models import Article, Facts, KeptFacts, QuestionSet, Settings
from quizgen.pipeline import generate
from quizgen.regeneration import regenerate
from tests.kinds.generating import facts_once, find_facts_once, seed_article

NO_PART = ("errors", "imports", "threads")
"""Modules that facts are found with, but that have no part in which."""


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch) -> QuestionSet:
    find_facts_once(monkeypatch)
    return generate(seed_article())


@pytest.fixture
def readings(first: QuestionSet, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Article]]:
    """Every article that is read from now on."""
    read: list[Article] = []

    def find(article: Article) -> Facts:
        read.append(article)
        return facts_once(article)

    monkeypatch.setattr(quizgen.kept_facts, "find_facts", find)
    yield read


def test_the_article_is_read_once(first: QuestionSet, readings: list[Article]) -> None:
    """Drawing anew from a file reads nothing again, and finds the very same facts."""
    stored = QuestionSet.from_dict(json.loads(question_set_json(first)))
    assert facts_of(stored).facts == facts_once(first.article)
    made = regenerate(stored)
    assert not made.read
    assert not regenerate(made.question_set).read
    assert readings == []


def test_it_makes_no_difference(first: QuestionSet) -> None:
    """A set with kept facts and one without give the same questions."""
    bare = replace(first, facts=None)
    made = regenerate(bare)
    assert made.read
    assert made.question_set == regenerate(first).question_set


def test_a_set_without_facts_gets_them(first: QuestionSet, readings: list[Article]) -> None:
    """One that an earlier program made is read again, once."""
    made = regenerate(replace(first, facts=None)).question_set
    assert len(readings) == 1
    regenerate(made)
    assert len(readings) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda article: replace(article, title="Another"),
        lambda article: replace(article, published=None),
        lambda article: replace(article, body=article.body[1:]),
        lambda article: replace(article, text=article.text.replace("Tuesday", "Sunday ")),
    ],
    ids=["title", "published", "body", "text"],
)
def test_a_corrected_article_is_read_again(
    change: object, first: QuestionSet, readings: list[Article]
) -> None:
    """What was found in another text, or by another day of publication, doesn't hold."""
    assert callable(change)
    corrected = replace(first, article=change(first.article))
    assert facts_of(corrected).read
    assert readings == [corrected.article]


def test_other_rules_read_again(
    first: QuestionSet, readings: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer program doesn't ask what an older one misread."""
    monkeypatch.setattr(quizgen.kept_facts, "_rules", lambda: "others")
    made = regenerate(first)
    assert made.read and len(readings) == 1
    assert made.question_set.facts != first.facts


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: "",
        lambda packed: "nonsense",
        lambda packed: packed[: len(packed) // 8 * 4],
        lambda packed: "é" + packed,
        lambda packed: b64encode(b64decode(packed)[:-20] + b"x" * 20).decode(),
    ],
    ids=["empty", "nonsense", "cut off", "no base 64", "damaged"],
)
def test_damaged_facts_are_found_again(
    damage: object, first: QuestionSet, readings: list[Article]
) -> None:
    """They can always be found, so nobody is bothered."""
    assert callable(damage) and first.facts is not None
    broken = replace(first, facts=replace(first.facts, packed=damage(first.facts.packed)))
    assert regenerate(broken).question_set == regenerate(first).question_set
    assert len(readings) == 1


def test_facts_that_would_fill_the_memory_are_not_unpacked(
    first: QuestionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small file can't be made to unpack to a large one."""
    monkeypatch.setattr(quizgen.kept_facts, "LARGEST", 1000)
    assert facts_of(first).read


def test_they_are_small(first: QuestionSet) -> None:
    """Kept facts are the lesser part of a set's file."""
    assert first.facts is not None
    whole = len(question_set_json(first))
    assert len(first.facts.packed) < whole / 3


def test_the_basis_is_the_same_everywhere(first: QuestionSet) -> None:
    """It depends on the article and the rules, not on the process or the line ends of files."""
    article = first.article
    assert isinstance(first.facts, KeptFacts) and first.facts.basis == basis_of(article)
    assert basis_of(replace(article, id="another", url="https://example.org/")) == basis_of(article)


def test_settings_are_no_part_of_it(first: QuestionSet, readings: list[Article]) -> None:
    """Other kinds, speakers or paragraphs are drawn from the same facts."""
    regenerate(
        first,
        settings=Settings(kinds=("when",), without_paragraphs=(1,), without_speakers=("Putin",)),
    )
    assert readings == []


class TestRules:
    """By what the rules are known that facts were found with."""

    @pytest.fixture
    def named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
        """The name of the rules in a folder with a file of each sort."""
        for name, data in (
            ("analysis/lemmas.py", b"parse\nall\n"),
            ("lexicons/cues.toml", b"say\n"),
            ("facts/reader/model/linker.onnx", b"\r\n\x00"),
            ("cli/generate.py", b"commands"),
        ):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        monkeypatch.setattr(quizgen.kept_facts, "files", lambda _: tmp_path)
        return quizgen.kept_facts._rules.__wrapped__

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("analysis/lemmas.py", b"parse\nmore\n"),
            ("lexicons/cues.toml", b"say\nwarn\n"),
            ("lexicons/more.toml", b"say\n"),
            ("facts/reader/model/linker.onnx", b"\n\x00"),
        ],
    )
    def test_any_change_of_them_counts(
        self, name: str, data: bytes, named: Callable[[], str], tmp_path: Path
    ) -> None:
        """Other words, other code, other weights: other rules."""
        before = named()
        (tmp_path / name).write_bytes(data)
        assert named() != before

    def test_nothing_else_does(self, named: Callable[[], str], tmp_path: Path) -> None:
        """Not the commands, not what Python leaves behind, and not the line ends of Windows."""
        before = named()
        (tmp_path / "cli/generate.py").write_bytes(b"other commands")
        (tmp_path / "facts" / "__pycache__").mkdir()
        (tmp_path / "facts" / "__pycache__" / "a.pyc").write_bytes(b"\x00")
        (tmp_path / "analysis/lemmas.py").write_bytes(b"parse\r\nall\r\n")
        assert named() == before


def test_the_basis_names_all_that_reads() -> None:
    """Every module that facts are found with, wherever in the package it is."""
    package = Path(quizgen.__file__).parent
    covered = {path for name in READERS for path in (package / name, *(package / name).rglob("*"))}
    assert all((package / name).exists() for name in READERS)
    imports = re.compile(r"^ *from quizgen\.([\w.]+) import", re.MULTILINE)
    for path in sorted(path for path in covered if path.suffix == ".py"):
        for name in imports.findall(path.read_text("utf-8")):
            module = package / f"{name.replace('.', '/')}.py"
            known = module in covered or module.with_suffix("") in covered
            assert known or name in NO_PART, f"{path.name} imports {name}"
