"""The commands, as people and scripts use them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import quizgen.pipeline
import web.serve
import web.teacher.fetching
from decks import EXPORTERS
from quizgen.article import MAX_CHARACTERS, read_article
from quizgen.cli import main
from quizgen.json_files import question_set_json, read_question_set
from quizgen.models import QuestionSet
from tests.article.files import pdf
from web.teacher.fetching import Fetched

ROOT = Path(__file__).parents[1]
SEED = sorted((ROOT / "seeds").glob("*.txt"))[0]
NO_FACTS = "A bridge is a thing of stone and steel. It stands in the rain. Nobody minds."


def run(*arguments: str | Path) -> Result:
    """A command, run in this process, in which the model is loaded only once."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def done(*arguments: str | Path) -> Result:
    """A command that must succeed."""
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    return result


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A question set made of the seed article, which tests may read and not write."""
    made = tmp_path_factory.mktemp("sets") / "set.json"
    done("generate", SEED, "-o", made)
    return made


class TestGenerate:
    """`quizgen generate`."""

    def test_stdout_and_file_are_the_same(self, path: Path) -> None:
        """Without -o the question set, and nothing else, goes to stdout."""
        assert done("generate", SEED).stdout_bytes == path.read_bytes()
        assert done("generate", SEED, "-o", "-").stdout_bytes == path.read_bytes()

    def test_every_process_makes_the_same_bytes(self, path: Path) -> None:
        """Neither hash seeds nor the time zone nor the locale have a say."""
        made = process("generate", SEED, PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C")
        assert made.returncode == 0, made.stderr
        assert made.stdout == path.read_bytes()

    def test_it_is_read_as_what_was_made(self, path: Path) -> None:
        """UTF-8 as it is, one line end at the end, and nothing lost."""
        data = path.read_bytes()
        assert data.endswith(b"}\n")
        assert "’".encode() in data
        assert question_set_json(read_question_set(path)) == data
        assert read_question_set(path).article == read_article(SEED)

    def test_the_questions_are_shown_when_they_go_to_a_file(self, tmp_path: Path) -> None:
        """A table on stderr, and where the file is; stdout stays empty."""
        result = done("generate", SEED, "--count", "3", "-o", tmp_path / "set.json")
        made = read_question_set(tmp_path / "set.json")
        assert result.stdout == ""
        for question in made.questions:
            assert question.id in result.stderr
        assert str(tmp_path / "set.json") in result.stderr.replace("\n", "")
        assert "3 questions about" in result.stderr

    def test_the_number_of_questions(self) -> None:
        """As many as asked, or all there are."""
        few = json.loads(done("generate", SEED, "--count", "5").stdout)
        every = json.loads(done("generate", SEED, "--count", "all").stdout)
        assert len(few["questions"]) == 5
        assert few["settings"]["count"] == 5
        assert len(every["questions"]) > 12
        assert every["settings"]["count"] is None

    def test_fewer_than_asked_is_said(self) -> None:
        """The reason is on stderr, not only in the file."""
        result = done("generate", SEED, "--count", "5000")
        assert json.loads(result.stdout)["shortfall"] in result.stderr.replace("\n", " ")

    def test_kinds_and_options(self) -> None:
        """Only the kinds asked for, written either way, and never more options than asked."""
        result = done("generate", SEED, "--kinds", "when,who-said", "--options", "3")
        made = json.loads(result.stdout)
        assert {question["kind"] for question in made["questions"]} == {"when", "who_said"}
        assert {len(question["options"]) for question in made["questions"]} == {3}

    def test_title_and_day_of_publication(self, tmp_path: Path) -> None:
        """What is given on the command line comes before what stands beside the article."""
        result = done("generate", SEED, "--title", "A quiz", "--published", "2017-05-01")
        article = json.loads(result.stdout)["article"]
        assert (article["title"], article["published"]) == ("A quiz", "2017-05-01")

    def test_another_seed_draws_other_questions(self, path: Path) -> None:
        """And says which seed it was."""
        made = json.loads(done("generate", SEED, "--seed", "1").stdout)
        assert made["generation"]["seed"] == 1
        assert made["questions"] != json.loads(path.read_bytes())["questions"]

    def test_what_was_not_asked_is_explained(self) -> None:
        """Boilerplate that was not read, and each question left out, with its reason."""
        result = done("generate", SEED, "--explain")
        made = QuestionSet.from_dict(json.loads(result.stdout))
        assert "not of the article" in result.stderr
        assert made.left_out
        for left in made.left_out:
            assert left.guideline in result.stderr

    def test_why_there_is_nothing_to_ask_is_explained(self, tmp_path: Path) -> None:
        """Where it is wanted most: when no question is left."""
        article = tmp_path / "a.txt"
        article.write_text("“The dam is safe,” said Ada Brook, the town's engineer.\n", "utf-8")
        result = run("generate", article, "--explain", "-o", tmp_path / "a.json")
        assert result.exit_code == 1
        assert "guideline" in result.stderr and "who_said" in result.stderr
        assert result.stderr.splitlines()[-1].startswith(f"quizgen: {article}: no good question")
        assert not (tmp_path / "a.json").exists()

    def test_what_a_terminal_would_obey_is_not_shown(self, tmp_path: Path) -> None:
        """An article can't move the cursor or change the window's title."""
        article = tmp_path / "a.txt"
        article.write_text(SEED.read_text("utf-8").replace("Putin", "Put\x1b]0;x\x07in"), "utf-8")
        result = done("generate", article, "--title", "\x1b[2JQuiz", "-o", tmp_path / "a.json")
        assert not {"\x1b", "\x07"} & set(result.stderr)


class TestRegenerate:
    """`quizgen regenerate`."""

    def test_kept_stay_and_rejected_go(self, path: Path, tmp_path: Path) -> None:
        """Kept questions come back as they were; rejected ones never do."""
        before = read_question_set(path).questions
        made = tmp_path / "second.json"
        keep, reject = before[0], before[1]
        done("regenerate", path, "--keep", keep.id, "--reject", reject.id, "-o", made)
        after = read_question_set(made)
        assert after.question(keep.id) == keep
        assert reject.id not in {question.id for question in after.questions}
        assert reject.id in {rejection.id for rejection in after.rejected}
        assert after.generation.number == 2

        third = json.loads(done("regenerate", made, "--count", "all", "--seed", "9").stdout)
        assert reject.id not in {question["id"] for question in third["questions"]}

    def test_the_difference_is_shown(self, path: Path) -> None:
        """Each question with what happened to it, on stderr."""
        before = {question.id for question in read_question_set(path).questions}
        keep = sorted(before)[0]
        result = done("regenerate", path, "--keep", keep)
        after = {question["id"] for question in json.loads(result.stdout)["questions"]}
        said = {
            words[1]: words[0]
            for words in map(str.split, result.stderr.splitlines())
            if len(words) > 2
        }
        assert said[keep] == "kept"
        assert {said[question] for question in after - before} <= {"new"}
        assert {said[question] for question in before - after} <= {"gone"}

    def test_a_set_may_take_its_own_place(self, path: Path, tmp_path: Path) -> None:
        """That is how a teacher works on one file."""
        mine = tmp_path / "mine.json"
        mine.write_bytes(path.read_bytes())
        done("regenerate", mine, "-o", mine, "--changed-at", "2020-01-01")
        assert read_question_set(mine).generation.number == 2

    def test_the_moment_of_change(self, path: Path) -> None:
        """It is stamped on what is new, in UTC unless it says otherwise."""
        for moment in ("2030-01-01T01:00:00", "2030-01-01T02:00:00+01:00", "2030-01-01T01:00:00Z"):
            result = done("regenerate", path, "--changed-at", moment, "--seed", "3")
            stamps = {question["changed"] for question in json.loads(result.stdout)["questions"]}
            assert max(stamps) == 1_893_459_600

    def test_other_settings_from_now_on(self, path: Path) -> None:
        """The number of questions and their kinds can change with a new drawing."""
        made = json.loads(done("regenerate", path, "--count", "2", "--kinds", "when").stdout)
        assert [question["kind"] for question in made["questions"]] == ["when", "when"]
        assert made["settings"]["kinds"] == ["when"]

    def test_every_setting(self, path: Path) -> None:
        """Each can be set, stays in the set from then on, and can be lifted again."""
        names = ["--without-speaker", "Putin", "--without-speaker", "Walid al-Moallem"]
        result = done(
            *("regenerate", path, "--kinds", "who-said=2,when", "--options", "3"),
            *("--difficulty", "0.1-0.9", "--minimum-confidence", "0.9"),
            *(*names, "--without-paragraphs", "2, 4-5"),
        )
        made = QuestionSet.from_dict(json.loads(result.stdout))
        settings = made.settings
        assert settings.kinds == ("who_said", "when")
        assert [(share.kind, share.weight) for share in settings.shares] == [
            ("who_said", 2.0),
            ("when", 1.0),
        ]
        assert (settings.easiest, settings.hardest) == (0.1, 0.9)
        assert (settings.options, settings.minimum_confidence) == (3, 0.9)
        assert settings.without_speakers == ("Putin", "Walid al-Moallem")
        assert settings.without_paragraphs == (2, 4, 5)

    def test_settings_stay_until_they_are_lifted(self, path: Path, tmp_path: Path) -> None:
        """What isn't named is as it was."""
        mine = tmp_path / "mine.json"
        choosy = ["--without-paragraphs", "1", "--without-speaker", "Putin"]
        done("regenerate", path, *choosy, "--difficulty", "medium", "-o", mine)
        before = read_question_set(mine).settings
        done("regenerate", mine, "--seed", "5", "-o", mine)
        assert read_question_set(mine).settings == before
        lifted = ["--without-paragraphs", "none", "--without-speaker", "none"]
        done("regenerate", mine, *lifted, "--difficulty", "any", "-o", mine)
        assert read_question_set(mine).settings == read_question_set(path).settings

    def test_the_difference_as_data(self, path: Path, tmp_path: Path) -> None:
        """The same four lists, with whole questions, and what of each changed."""
        made = done("regenerate", path, "--count", "all", "--diff", tmp_path / "diff.json")
        diff = json.loads((tmp_path / "diff.json").read_bytes())
        before = {question.id for question in read_question_set(path).questions}
        after = {question["id"] for question in json.loads(made.stdout)["questions"]}
        assert list(diff) == ["changed", "gone", "kept", "new"]
        assert {q["id"] for q in (*diff["kept"], *diff["new"], *diff["changed"])} == after
        assert {q["id"] for q in (*diff["kept"], *diff["gone"], *diff["changed"])} == before
        for change in diff["changed"]:
            for field in change["fields"]:
                field = "options" if field == "order" else field
                assert change["before"][field] != change["after"][field]

    @pytest.mark.parametrize("command", [["regenerate"], ["restore", "1"]])
    def test_the_difference_takes_no_set_s_place(
        self, command: list[str], path: Path, tmp_path: Path
    ) -> None:
        """Neither that of the set as it was, nor of the one that is made."""
        mine, new = tmp_path / "mine.json", tmp_path / "new.json"
        done("regenerate", path, "-o", mine)
        before = mine.read_bytes()
        name, *number = command
        said = refused(1, name, mine, *number, "--diff", mine)
        assert f"--diff {mine} would overwrite the input" in said
        beside = tmp_path / "x" / ".." / "new.json"
        for diff in (new, beside):
            said = refused(1, name, mine, *number, "-o", new, "--diff", diff)
            assert f"--diff {diff} would overwrite the set" in said
        assert mine.read_bytes() == before and not new.exists()

    def test_the_article_is_not_read_again(self, path: Path) -> None:
        """So that it is quick: the parser isn't even loaded."""
        code = (
            "import sys\n"
            "from quizgen.cli import main\n"
            f"try: main(['regenerate', {str(path)!r}])\n"
            "except SystemExit: pass\n"
            "sys.exit(' '.join({'spacy', 'onnxruntime', 'flask'} & set(sys.modules)) or 0)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr

    def test_a_set_of_an_earlier_version(self, path: Path, tmp_path: Path) -> None:
        """Is read again, once, which is said."""
        data = json.loads(path.read_bytes())
        del data["facts"], data["history"]
        old, new = tmp_path / "old.json", tmp_path / "new.json"
        old.write_text(json.dumps({**data, "format_version": 1}), "utf-8")
        assert "The article was read again" in done("regenerate", old, "-o", new).stderr
        assert "read again" not in done("regenerate", new, "-o", new).stderr
        assert [*map(str.split, done("history", new).stdout.splitlines())][0][0] == "1"


class TestShow:
    """`quizgen show`."""

    def test_all_that_is_to_be_judged(self, path: Path) -> None:
        """Each question with its options, the key marked, and the passage that proves it."""
        text = done("show", path).stdout
        made = read_question_set(path)
        for number, question in enumerate(made.questions, 1):
            start = text.index(f"{number}. {question.id} · {question.kind} · ")
            part = text[start:].split("\n\n")[0].splitlines()
            assert question.rule in part[0] and f"({question.difficulty:.2f})" in part[0]
            assert part[1] == f"   {question.stem}"
            shown = [line for line in part if line.startswith(("   * ", "     "))]
            assert [line[5:] for line in shown] == [option.text for option in question.options]
            assert f"   * {question.answer}" in shown
            article = made.article
            passages = [line[5:].split(": ", 1) for line in part if line.startswith("   > ")]
            for (paragraph, words), span in zip(passages, question.evidence, strict=True):
                assert words == " ".join(span.of(article.text).split())
                assert article.body[int(paragraph) - 1].covers(span)

    def test_those_that_are_named(self, path: Path) -> None:
        """In the set's order, with their numbers in it."""
        ids = [question.id for question in read_question_set(path).questions]
        lines = done("show", path, ids[4], ids[1]).stdout.splitlines()
        heads = [line for line in lines if line[:1].isdigit()]
        assert [head.split()[:2] for head in heads] == [["2.", ids[1]], ["5.", ids[4]]]
        assert "no question 'nosuch'" in refused(1, "show", path, "nosuch")

    def test_what_a_terminal_would_obey_is_not_shown(self, path: Path, tmp_path: Path) -> None:
        """A set from elsewhere can't move the cursor or forge a line."""
        data = json.loads(path.read_bytes())
        data["questions"][0]["stem"] = "\x1b[2JWho?\n2. forged"
        (tmp_path / "a.json").write_text(json.dumps(data), "utf-8")
        text = done("show", tmp_path / "a.json").stdout
        assert "\x1b" not in text and "[2JWho? 2. forged" in text


class TestEdit:
    """`quizgen edit`."""

    def test_in_my_own_words(self, path: Path, tmp_path: Path) -> None:
        """The question has them, says whose they are, and what changed is shown."""
        mine = tmp_path / "mine.json"
        before = read_question_set(path).questions[0]
        texts = [option.text for option in before.options][::-1]
        result = done(
            *("edit", path, before.id, "--stem", "Which is it?", "--key", before.answer),
            *(part for text in texts for part in ("--option", text)),
            *("--accept", "that one", "--accept", "this one", "--feedback", "So it says."),
            *("--changed-at", "2030-01-01", "-o", mine),
        )
        after = read_question_set(mine).question(before.id)
        assert (after.stem, after.feedback, after.edited) == ("Which is it?", "So it says.", True)
        assert [option.text for option in after.options] == texts
        assert after.accepted == (before.answer, "that one", "this one")
        assert after.changed == 1_893_456_000
        shown = " ".join(result.stderr.split())
        assert "changed: stem, order, accepted, feedback" in shown or "1 changed" in shown
        assert after == read_question_set(mine).question(before.id)
        done("regenerate", mine, "--kinds", "when", "-o", mine)
        assert read_question_set(mine).question(before.id) == after

    def test_bad_questions_are_refused(self, path: Path, tmp_path: Path) -> None:
        """In one line with the reason, and nothing is written."""
        mine = tmp_path / "mine.json"
        question = read_question_set(path).questions[0]
        message = refused(1, "edit", path, question.id, "--stem", "Who? (", "-o", mine)
        assert f"{question.id} was not changed: () don’t pair up" in message
        assert "no question 'nosuch'" in refused(1, "edit", path, "nosuch", "--stem", "Who?")
        assert "Say what to change" in refused(2, "edit", path, question.id)
        assert not mine.exists()


@pytest.fixture(scope="module")
def old(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set in its third generation, in which the first was brought back."""
    made = tmp_path_factory.mktemp("sets") / "old.json"
    reject = read_question_set(path).questions[1].id
    done("regenerate", path, "--reject", reject, "-o", made)
    done("restore", made, "1", "-o", made)
    return made


class TestHistory:
    """`quizgen history` and `quizgen restore`."""

    def test_a_line_for_each_generation(self, old: Path) -> None:
        """Its number, how it came to be, its seed and size, and what it changed."""
        lines = [line.split("\t") for line in done("history", old).stdout.splitlines()]
        assert [line[:3] for line in lines] == [
            ["1", "generated", "seed 0"],
            ["2", "regenerated", "seed 1"],
            ["3", "restored 1", "seed 0"],
        ]
        assert lines[1][4].endswith("gone")

    def test_one_generation_is_shown(self, old: Path, path: Path) -> None:
        """With its questions, as they were."""
        assert done("show", old, "--generation", "1").stdout == done("show", path).stdout
        message = refused(1, "show", old, "--generation", "9")
        assert "no generation 9; it has 1, 2, 3" in message

    def test_it_comes_back(self, old: Path, path: Path, tmp_path: Path) -> None:
        """But for what was rejected since, unless that is wanted, too."""
        first = read_question_set(path)
        bad = first.questions[1].id
        ids = [question.id for question in first.questions]
        assert [q.id for q in read_question_set(old).questions] == [i for i in ids if i != bad]
        again = tmp_path / "again.json"
        diff = tmp_path / "diff.json"
        done("restore", old, "1", "--with-rejected", "-o", again, "--diff", diff)
        assert [q.id for q in read_question_set(again).questions] == ids
        assert [q["id"] for q in json.loads(diff.read_bytes())["new"]] == [bad]
        assert "generation 3 is the present one" in refused(1, "restore", old, "3")


class TestExport:
    """`quizgen export`."""

    @pytest.mark.parametrize("name", EXPORTERS)
    def test_every_format_to_a_file_and_to_stdout(
        self, name: str, path: Path, tmp_path: Path
    ) -> None:
        """The same bytes either way, and a word about what was written only with the file.

        What a format can't hold of this set is said both times.
        """
        file = tmp_path / f"deck{EXPORTERS[name].extension}"
        result = done("export", path, "--format", name, "-o", file)
        assert result.stdout == ""
        assert EXPORTERS[name].name in result.stderr
        streamed = done("export", path, "--format", name)
        assert streamed.stdout_bytes == file.read_bytes() != b""
        left_out = EXPORTERS[name].left_out(read_question_set(path))
        assert streamed.stderr.split() == "\n".join(left_out).split()
        assert streamed.stderr in result.stderr

    def test_help_lists_every_format(self) -> None:
        """With its name for people, and with what it can't hold."""
        text = " ".join(done("export", "--help").stdout.split())
        for name, exporter in EXPORTERS.items():
            assert f" {name} {exporter.name} " in text
            assert exporter.cannot_hold in text

    def test_a_package_is_not_written_to_a_terminal(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Binary output would leave a terminal unusable."""
        monkeypatch.setattr("quizgen.cli.export._is_terminal", lambda: True)
        assert "name a file with -o" in refused(1, "export", path, "--format", "apkg")

    def test_cards_and_several_sets(self, path: Path, tmp_path: Path) -> None:
        """Several sets go into one package, with the cards that are asked for."""
        other = json.loads(path.read_text(encoding="utf-8"))
        other["article"].update(id="other", title="Other news")
        for question in other["questions"]:
            question["id"] += "-other"
        second, file = tmp_path / "other.json", tmp_path / "deck.apkg"
        second.write_text(json.dumps(other), encoding="utf-8")
        result = done(
            "export",
            path,
            second,
            "--format",
            "apkg",
            "--cards",
            "recall",
            "--deck",
            "D",
            "-o",
            file,
        )
        assert f"with {2 * len(other['questions'])} questions" in result.stderr
        with zipfile.ZipFile(file) as package:
            collection = package.read("collection.anki2")
        assert b"quizgen::D::Other news" in collection and b".recall" in collection

    def test_the_same_article_twice(self, path: Path, tmp_path: Path) -> None:
        """Two sets of one article would double every question."""
        file = tmp_path / "deck.apkg"
        said = refused(1, "export", path, path, "--format", "apkg", "-o", file)
        assert "two of these question sets are about" in said
        assert not file.exists()

    @pytest.mark.parametrize(
        "more", [["--cards", "choice"], ["--deck", "D"], ["--cards", "flash"], ["--cards", ","]]
    )
    def test_what_only_anki_has(self, path: Path, more: list[str]) -> None:
        """Cards and decks of other formats, and kinds of cards there are none of."""
        said = refused(2, "export", path, "--format", "csv", *more)
        assert "apkg only" in said or "choice, recall, typed, cloze" in said
        assert "apkg only" in refused(2, "export", path, path, "--format", "csv")


class TestLintDeck:
    """`quizgen lint-deck`."""

    def test_a_good_deck(self, path: Path, tmp_path: Path) -> None:
        """Nothing on stdout, and a word on stderr."""
        file = tmp_path / "deck.apkg"
        done("export", path, "--format", "apkg", "-o", file)
        result = done("lint-deck", file)
        assert result.stdout == "" and "nothing to find fault with" in result.stderr

    def test_a_bad_deck(self, path: Path, tmp_path: Path) -> None:
        """Every fault on a line of its own, and exit code 1."""
        file = tmp_path / "deck.apkg"
        done("export", path, "--format", "apkg", "-o", file)
        with zipfile.ZipFile(file) as package:
            collection = sqlite3.connect(":memory:")
            collection.deserialize(package.read("collection.anki2"))
        count = len(read_question_set(path).questions)
        collection.execute("UPDATE notes SET guid = 'same', tags = ' two words '")
        collection.commit()
        with zipfile.ZipFile(file, "w") as package:
            package.writestr("collection.anki2", collection.serialize())
            package.writestr("media", "{}")
        collection.close()
        result = run("lint-deck", file)
        assert result.exit_code == 1
        assert result.stdout.count("stands in the deck twice") == count - 1
        assert len(result.stdout.splitlines()) == count - 1 + 2 * count
        assert f"{count - 1 + 2 * count} faults" in result.stderr

    def test_no_deck(self, path: Path, tmp_path: Path) -> None:
        """Other files, folders and none at all take one line."""
        assert "is no Anki package" in run("lint-deck", path).stdout
        for nothing in (tmp_path, tmp_path / "none.apkg"):
            assert "cannot read" in refused(1, "lint-deck", nothing)


class TestReading:
    """What `generate` and `facts` read."""

    def test_an_address_is_fetched(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where it was fetched from comes with it; nothing else is ever fetched."""
        address = "https://gazette.example//bridge/?a=1"
        asked = []

        def fetch(url: str) -> Fetched:
            asked.append(url)
            return Fetched(SEED.read_bytes(), "https://gazette.example/b", "bridge.txt")

        monkeypatch.setattr(web.teacher.fetching, "fetch", fetch)
        made = tmp_path / "set.json"
        done("generate", address, "--published", "2016-03-14", "-o", made)
        assert asked == [address]
        article = read_question_set(made).article
        assert article.url == "https://gazette.example/b"
        assert str(article.published) == "2016-03-14"

    def test_an_address_of_this_machine_is_not(self) -> None:
        """Nor one of its network."""
        assert "127.0.0.1" in refused(1, "generate", "http://127.0.0.1/page")

    def test_what_cannot_be_found_is_given(self, tmp_path: Path) -> None:
        """Title, day, address, language and pages."""
        path = tmp_path / "book.pdf"
        path.write_bytes(pdf(["Ada Brook said no on Tuesday.", *["Le pont est fermé."] * 120]))
        given = ["--title", "No", "--published", "2016-03-14", "--url", "https://a.example/"]
        output = done("facts", path, *given, "--language", "en", "--pages", "1").stdout
        line = json.loads(output)
        assert line["published"] == "2016-03-14"
        assert "has no pages" in refused(1, "facts", SEED, "--pages", "1")
        assert "reads English" in refused(1, "facts", SEED, "--language", "fr")
        assert "begins with http" in refused(1, "facts", SEED, "--url", "2")


class TestFacts:
    """`quizgen facts`."""

    def test_one_line_of_json_for_each_article(self, tmp_path: Path) -> None:
        """Files and JSON lines may be mixed; the order is that of the input."""
        lines = tmp_path / "articles.jsonl"
        first = {"id": "a", "title": "A", "text": NO_FACTS, "published": "2015-04-30", "gold": [1]}
        second = {"id": "b", "text": "“No,” said Ada Brook on 4 May 2015.\r\n"}
        lines.write_text(f"{json.dumps(first)}\n{json.dumps(second)}\n", "utf-8")
        output = done("facts", SEED, lines).stdout_bytes
        made = [json.loads(line) for line in output.decode().splitlines()]
        assert [line["id"] for line in made] == [read_article(SEED).id, "a", "b"]
        assert [line["published"] for line in made][1:] == ["2015-04-30", None]
        assert made[1]["text"] == NO_FACTS
        assert made[2]["text"] == second["text"]
        assert made[1]["attributions"] == []
        done("facts", SEED, lines, "-o", tmp_path / "facts.jsonl")
        assert (tmp_path / "facts.jsonl").read_bytes() == output

    def test_places_are_in_the_text(self) -> None:
        """Every span is [start, end) in characters of the text as it was given."""
        made = json.loads(done("facts", SEED).stdout)
        text = made["text"]
        assert text == SEED.read_bytes().decode()
        assert made["attributions"] and made["timexes"] and made["events"]
        spans = [
            span
            for each in made["attributions"]
            for key in ("source", "cue", "content")
            for span in each[key]
        ]
        spans += made["body"]
        spans += [event["span"] for event in made["events"]]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        for timex in made["timexes"]:
            assert text[timex["start"] : timex["end"]] == timex["text"]
        for event in made["events"]:
            start, end = event["span"]
            assert text[start:end] == event["text"]
            assert 0 <= event["timex"] < len(made["timexes"])

    def test_half_characters_crash_nothing(self, tmp_path: Path) -> None:
        """JSON may hold lone surrogates; what comes out is UTF-8 in the same places."""
        lines = tmp_path / "a.jsonl"
        lines.write_text('{"id": "a", "text": "Ada Brook \\ud83d said no."}\n', "ascii")
        made = json.loads(done("facts", lines).stdout_bytes.decode("utf-8"))
        assert made["text"] == "Ada Brook \ufffd said no."


class TestServe:
    """`quizgen serve`."""

    def test_question_sets_are_handed_to_the_site(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With where to listen; the address to open is said once it can be opened."""
        seen: list[object] = []

        def serve(
            sets: Sequence[QuestionSet],
            host: str,
            port: int,
            *,
            workers: int | None,
            ready: Callable[[str], None],
            set_up: Callable[[str], None],
        ) -> None:
            seen.extend([[made.id for made in sets], host, port, workers])
            ready("http://127.0.0.1:8123")

        monkeypatch.setattr(web.serve, "serve_question_sets", serve)
        result = done("serve", path, "--port", "8123", "--workers", "2")
        assert seen == [[read_question_set(path).id], "127.0.0.1", 8123, 2]
        assert "http://127.0.0.1:8123" in result.stderr
        assert result.stdout == ""


def refused(code: int, *arguments: str | Path) -> str:
    """The one line with which a command is refused, and nothing on stdout."""
    result = run(*arguments)
    assert result.exit_code == code, (result.exit_code, result.stderr)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1 and result.stderr.endswith("\n"), result.stderr
    assert "Traceback" not in result.stderr
    assert "bug in quizgen" not in result.stderr
    return result.stderr


class TestBadInput:
    """Whatever is wrong: one clear line, the exit code, and no file."""

    @pytest.mark.parametrize("command", ["generate", "facts"])
    @pytest.mark.parametrize(
        ("name", "data", "words"),
        [
            ("missing.txt", None, "there is no such file"),
            ("empty.txt", b"", "is empty"),
            ("blank.txt", b" \r\n\r\n\t", "holds no words"),
            ("binary.txt", bytes(range(256)), "NUL bytes"),
            (
                "french.txt",
                "Le maire a dit lundi que le pont serait fermé.".encode(),
                "is in French",
            ),
            ("torn.txt", b"\xff\xfeN", "UTF-16 is damaged"),
            ("book.txt", b"He said so on Monday. " * 240_000, f"{MAX_CHARACTERS:,}"),
            ("page.html", b"<html><script>he.said()</script></html>", "holds no words"),
            ("page.docx", b"PK\x03\x04", "damaged archive"),
            ("page.pdf", b"%PDF-1.7\n", "damaged PDF"),
            ("folder.txt", "folder", "is a folder"),
            ("lines.jsonl", b'{"text": 3}', 'an object with "text"'),
        ],
    )
    def test_articles_that_are_none(
        self, command: str, name: str, data: bytes | str | None, words: str, tmp_path: Path
    ) -> None:
        """Each says what was found, and leaves no output behind."""
        article = tmp_path / name
        if data == "folder":
            article.mkdir()
        elif isinstance(data, bytes):
            article.write_bytes(data)
        output = tmp_path / "out" / "result.json"
        message = refused(1, command, article, "-o", output)
        assert words in message and name in message
        assert not output.exists()
        assert not list(tmp_path.rglob(".*.tmp"))

    def test_a_text_without_anything_to_ask(self, tmp_path: Path) -> None:
        """The line says what is missing, and no empty set is written."""
        article = tmp_path / "bridge.txt"
        article.write_text(NO_FACTS, "utf-8")
        message = refused(1, "generate", article, "-o", tmp_path / "set.json")
        assert "statement" in message
        assert not (tmp_path / "set.json").exists()

    @pytest.mark.parametrize("command", ["generate", "facts", "regenerate", "export"])
    @pytest.mark.parametrize("place", ["folder", "below a file"])
    def test_output_that_cannot_be_written(
        self, command: str, place: str, path: Path, tmp_path: Path
    ) -> None:
        """A folder, or a path under a file: named, with the reason."""
        (tmp_path / "file").write_bytes(b"")
        output = tmp_path if place == "folder" else tmp_path / "file" / "out.json"
        source = SEED if command in ("generate", "facts") else path
        more = ["--format", "csv"] if command == "export" else []
        assert str(output) in refused(1, command, source, *more, "-o", output)
        assert sorted(tmp_path.iterdir()) == [tmp_path / "file"]

    @pytest.mark.parametrize("command", ["generate", "facts", "export"])
    def test_the_input_is_never_overwritten(self, command: str, path: Path, tmp_path: Path) -> None:
        """-o with the name of the input is a slip that would cost the article."""
        source = tmp_path / "source.txt"
        source.write_bytes((path if command == "export" else SEED).read_bytes())
        before = source.read_bytes()
        more = ["--format", "csv"] if command == "export" else []
        assert "would overwrite" in refused(1, command, source, *more, "-o", source)
        assert source.read_bytes() == before

    @pytest.mark.parametrize("command", ["regenerate", "export", "serve"])
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (None, "there is no such file"),
            (b"", "no JSON"),
            (b'{"format_version": 1, "id"', "line 1, column"),
            (b"[1, 2]", "no question set"),
            (b'{"format_version": 999}', "format version 999"),
            (b'{"format_version": 1}', "damaged"),
            (b"\x89PNG\xff", "no JSON"),
            (b"[" * 100_000, "no JSON"),
            (b'{"format_version": ' + b"1" * 5000 + b"}", "no JSON"),
            ("{}".encode("utf-16"), "no JSON"),
        ],
    )
    def test_sets_that_are_none(
        self, command: str, data: bytes | None, words: str, tmp_path: Path
    ) -> None:
        """Damaged, foreign or from the future: the line names the file and says which."""
        broken = tmp_path / "set.json"
        if data is not None:
            broken.write_bytes(data)
        more = ["--format", "apkg", "-o", tmp_path / "x.apkg"] if command == "export" else []
        message = refused(1, command, broken, *more)
        assert words in message and "set.json" in message
        assert not (tmp_path / "x.apkg").exists()

    def test_a_set_with_an_article_it_does_not_fit(self, path: Path, tmp_path: Path) -> None:
        """Places outside the article are found when it is read, not when it is shown."""
        data = json.loads(path.read_bytes())
        data["article"]["text"] = data["article"]["text"][:100]
        broken = tmp_path / "set.json"
        broken.write_text(json.dumps(data), "utf-8")
        assert "lies outside the article" in refused(1, "regenerate", broken)

    @pytest.mark.parametrize("option", ["--keep", "--reject"])
    def test_an_unknown_question(self, option: str, path: Path) -> None:
        """A mistyped id is no question of the set."""
        assert "no question 'nonsense'" in refused(1, "regenerate", path, option, "nonsense")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["generate"], "ARTICLE"),
            (["generate", SEED, "--published", "14/03/2016"], "YYYY-MM-DD"),
            (["generate", SEED, "--published", "2016-02-30"], "YYYY-MM-DD"),
            (["generate", SEED, "--published", ""], "YYYY-MM-DD"),
            (["generate", SEED, "--count", "0"], "number above 0"),
            (["generate", SEED, "--count", "many"], "number above 0"),
            (["generate", SEED, "--kinds", "who_said,riddle"], "'riddle' is no kind of question"),
            (["generate", SEED, "--kinds", ","], "at least one of who_said"),
            (["generate", SEED, "--options", "2"], "--options"),
            (["generate", SEED, "--seed", "x"], "--seed"),
            (["generate", SEED, "--colour"], "--colour"),
            (["generate", SEED, "--kinds", "who_said=many"], "write who_said=2"),
            (["generate", SEED, "--difficulty", "tricky"], "easy, medium, hard"),
            (["generate", SEED, "--difficulty", "0.2-x"], "easy, medium, hard"),
            (["generate", SEED, "--minimum-confidence", "2"], "--minimum-confidence"),
            (["generate", SEED, "--without-paragraphs", "3,x"], "'x' is no number: write 3,7-9"),
            (["restore", SEED, "first"], "first"),
            (["regenerate", SEED, "--changed-at", "noon"], "2016-03-14T18:30:00"),
            (["export", SEED], "--format"),
            (["export", SEED, "--format", "docx"], "'docx' is none of apkg"),
            (["facts"], "INPUT"),
            (["serve", "--port", "70000"], "--port"),
            (["translate"], "translate"),
        ],
    )
    def test_commands_that_are_none(self, arguments: list[str | Path], words: str) -> None:
        """Usage errors take one line, too, name the help, and exit with 2."""
        message = refused(2, *arguments)
        assert words in message
        assert "--help" in message

    def test_no_command_at_all_gets_the_help(self) -> None:
        """On stderr, because nothing was done."""
        result = run()
        assert result.exit_code == 2
        assert "Commands:" in result.stderr


class TestSurprises:
    """What nobody planned for."""

    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*arguments: object) -> None:
            raise RuntimeError("two\nlines")

        monkeypatch.setattr(quizgen.pipeline, "generate", fail)

    @pytest.mark.usefixtures("broken")
    def test_a_bug_is_called_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """In one line, with what to do next."""
        monkeypatch.delenv("QUIZGEN_DEBUG", raising=False)
        result = run("generate", SEED)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert "bug in quizgen (RuntimeError: two lines)" in result.stderr
        assert "QUIZGEN_DEBUG=1" in result.stderr

    @pytest.mark.usefixtures("broken")
    def test_whoever_asks_gets_the_traceback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """For a report that can be worked with."""
        monkeypatch.setenv("QUIZGEN_DEBUG", "1")
        assert "Traceback (most recent call last)" in run("generate", SEED).stderr

    def test_ctrl_c_is_quiet(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever stops a program knows that it stopped."""

        def interrupt(*arguments: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(quizgen.pipeline, "generate", interrupt)
        result = run("generate", SEED)
        assert result.exit_code == 130
        assert (result.stdout, result.stderr.strip()) == ("", "")

    def test_a_closed_pipe_is_quiet(self) -> None:
        """`quizgen facts … | head -1` ends without a word."""
        command = [sys.executable, "-m", "quizgen", "facts", *[str(SEED)] * 40]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        ) as child:
            assert child.stdout and child.stderr
            child.stdout.close()
            assert child.stderr.read() == b""

    def test_help_loads_nothing_heavy(self) -> None:
        """So it is there at once."""
        code = (
            "import sys\n"
            "from quizgen.cli import main\n"
            "try: main(['--help'])\n"
            "except SystemExit: pass\n"
            "heavy = {'spacy', 'flask', 'rich', 'msgspec', 'genanki', 'nltk', 'decks'}\n"
            "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, b"")

    def test_importing_the_package_loads_no_model(self) -> None:
        """Its four names are there all the same."""
        code = (
            "import sys, quizgen\n"
            "assert set(quizgen.__all__) <= set(dir(quizgen))\n"
            "assert 'spacy' not in sys.modules and 'msgspec' not in sys.modules\n"
            "quizgen.read_article, quizgen.QuestionSet, quizgen.generate, quizgen.regenerate\n"
            "assert 'spacy' not in sys.modules"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, b"")
