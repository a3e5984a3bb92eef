"""What becomes of inputs, in one process; `test_batch.py` has the real ones."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import fsspec
import pytest
from distributed import Client

from quizgen import batch, threads
from quizgen.article import read_article
from quizgen.batch import cluster, make_batch, making
from quizgen.batch.inputs import Input
from quizgen.batch.job import Job
from quizgen.batch.ledger import Record
from quizgen.batch.run import LARGEST_CHUNK, Run
from quizgen.errors import ArticleError, FormatError, OutputError, QuizgenError, SettingsError
from quizgen.json_files import question_set_json, read_question_set
from quizgen.models import QuestionSet, Settings
from quizgen.pipeline import generate
from tests.batch import workers
from tests.batch.stories import line, story, write_files, write_lines

QUICK = Settings(count=2)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Workers for all tests here."""
    with workers.threads() as client:
        yield client


@pytest.fixture(autouse=True)
def here(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run uses them, and leaves this process as it was."""

    monkeypatch.setattr(cluster, "cluster", workers.given(client))
    monkeypatch.setattr(threads, "_together", True)


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles of which sets are made from now on."""
    ids: list[str] = []

    def counting(article: Any, settings: Settings, seed: int) -> QuestionSet:
        ids.append(article.id)
        return generate(article, settings, seed)

    monkeypatch.setattr("quizgen.pipeline.generate", counting)
    return ids


def run(*inputs: object, output: object, **more: Any) -> list[Record]:
    settings = more.pop("settings", QUICK)
    return make_batch([str(each) for each in inputs], Job(str(output), settings, **more))


def outcomes(records: Sequence[Record]) -> dict[str, str]:
    return {record.input: record.outcome for record in records}


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(each) for each in file.read_bytes().splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the lock, which is nobody's business."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def test_every_input_comes_to_something(tmp_path: Path) -> None:
    """Sets like those of `quizgen generate`, copies made once, and the bad ones by name."""
    tree = write_files(
        tmp_path / "news",
        [
            ("1/story.txt", story(1)),
            ("1/story.toml", 'published = 2021-03-15\nid = "One"'),
            ("2/copy.html", "".join(f"<p>{p}</p>" for p in story(1).split("\n\n"))),
            ("2/picture.txt", "GIF89a"),
            ("2/quiet.txt", "The sea was calm. The sky was blue, and there was nobody there."),
            ("3.txt", story(3)),
        ],
    )
    (tree / "4.jsonl").write_bytes(
        line(story(4)) + b'{"no": "text"}\n' + line(story(5), id="One") + line(story(3) + " Yes.")
    )
    output = tmp_path / "out"
    records = run(tree, output=output)
    assert outcomes(records) == {
        "news/3.txt": "made",
        "news/4.jsonl:1": "made",
        "news/4.jsonl:2": "bad",
        "news/4.jsonl:3": "made",
        "news/4.jsonl:4": "duplicate",
        "news/1/story.txt": "bad",
        "news/2/copy.html": "made",
        "news/2/picture.txt": "bad",
        "news/2/quiet.txt": "nothing",
    }
    by_name = {record.input: record for record in records}
    assert "whose words are others" in str(by_name["news/1/story.txt"].why)
    assert by_name["news/4.jsonl:4"].of == "news/3.txt"
    assert "picture" in str(by_name["news/2/picture.txt"].why)
    made = output / "sets" / str(by_name["news/3.txt"].file)
    assert made.name.startswith("3-")
    article = read_article(tree / "3.txt")
    assert made.read_bytes() == question_set_json(generate(article, QUICK))
    assert [each["input"] for each in lines_of(output / "articles.jsonl")] == list(by_name)
    assert {each["input"] for each in lines_of(output / "bad-articles.jsonl")} == {
        "news/4.jsonl:2",
        "news/1/story.txt",
        "news/2/picture.txt",
    }
    for record in records:
        if record.outcome == "made":
            question_set = read_question_set(output / "sets" / str(record.file))
            assert len(question_set.questions) == record.questions


def test_done_ones_are_skipped(tmp_path: Path, generated: list[str]) -> None:
    """And with more articles, only those are made that weren't there."""
    write_lines(tmp_path / "a.jsonl", range(4))
    first = run(tmp_path / "a.jsonl", output=tmp_path / "out")
    before = contents(tmp_path / "out")
    assert run(tmp_path / "a.jsonl", output=tmp_path / "out") == first
    assert contents(tmp_path / "out") == before
    assert len(generated) == 4
    write_lines(tmp_path / "a.jsonl", range(6))
    run(tmp_path / "a.jsonl", output=tmp_path / "out")
    assert sorted(generated[4:]) == ["story-4", "story-5"]


def test_what_changed_or_is_gone_is_made_again(tmp_path: Path, generated: list[str]) -> None:
    """An article's file, and a set that somebody removed."""
    tree = write_files(tmp_path / "news", [("a.txt", story(1)), ("b.txt", story(2))])
    (tree / "a.toml").write_text('id = "a"')
    first = {record.input: record for record in run(tree, output=tmp_path / "out")}
    (tree / "a.txt").write_text(story(3))
    (tmp_path / "out/sets" / str(first["news/b.txt"].file)).unlink()
    again = run(tree, output=tmp_path / "out")
    assert outcomes(again) == {"news/a.txt": "made", "news/b.txt": "made"}
    assert len(generated) == 4
    question_set = read_question_set(tmp_path / "out/sets/a.json")
    assert question_set.article.text == story(3)


def test_what_was_killed_before_it_was_written_down_is_not_made_again(
    tmp_path: Path, generated: list[str]
) -> None:
    """The file is there, and it is the very set: that is enough."""
    write_lines(tmp_path / "a.jsonl", range(4))
    run(tmp_path / "a.jsonl", output=tmp_path / "out")
    before = contents(tmp_path / "out")
    [ledger] = (tmp_path / "out/.ledger").glob("*.jsonl")
    ledger.write_bytes(ledger.read_bytes()[:-20])
    half = tmp_path / "out/sets/a/.story-9.json.abc_1234.tmp"
    half.mkdir()
    (half / "new").write_bytes(b"half of")
    run(tmp_path / "a.jsonl", output=tmp_path / "out")
    assert len(generated) == 4
    assert contents(tmp_path / "out") == before


def test_other_sets_at_its_place_are_not_taken_for_it(tmp_path: Path) -> None:
    """Such as half a file that another program left, or a set of other words."""
    write_lines(tmp_path / "a.jsonl", [1])
    run(tmp_path / "a.jsonl", output=tmp_path / "out")
    whole = contents(tmp_path / "out")
    made = tmp_path / "out/sets/a/story-1.json"
    for other in (b"{", question_set_json(generate(read_article(_seed()), QUICK))):
        for ledger in (tmp_path / "out/.ledger").glob("*.jsonl"):
            ledger.unlink()
        made.write_bytes(other)
        run(tmp_path / "a.jsonl", output=tmp_path / "out")
        assert contents(tmp_path / "out") == whole


def _seed() -> Path:
    return sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))[0]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_shards_are_full_and_hold_each_set_once(form: Any, tmp_path: Path) -> None:
    """Also after more articles came, and whenever the run before was killed."""
    write_lines(tmp_path / "a.jsonl", range(5))
    run(tmp_path / "a.jsonl", output=tmp_path / "out", form=form, shard_size=2)
    assert sorted(path.name for path in (tmp_path / "out/sets").iterdir()) == [
        f"part-{number:06}.{form}" for number in range(3)
    ]
    assert not (tmp_path / "out/.ledger/made").exists()
    before = contents(tmp_path / "out")
    run(tmp_path / "a.jsonl", output=tmp_path / "out", form=form, shard_size=2)
    assert contents(tmp_path / "out") == before
    # As when the power failed, and the disk has not all that was written down.
    [ledger] = (tmp_path / "out/.ledger").glob("*.jsonl")
    kept = [each for each in ledger.read_bytes().splitlines(keepends=True) if b"shard" not in each]
    shards = [each for each in ledger.read_bytes().splitlines(keepends=True) if b"shard" in each]
    ledger.write_bytes(b"".join([*kept[:4], shards[0]]))
    run(tmp_path / "a.jsonl", output=tmp_path / "out", form=form, shard_size=2)
    assert contents(tmp_path / "out") == before


def test_a_changed_article_in_a_shard_is_named(tmp_path: Path) -> None:
    """A file with others isn't written again for one of them."""
    write_lines(tmp_path / "a.jsonl", range(2))
    run(tmp_path / "a.jsonl", output=tmp_path / "out", form="jsonl")
    write_lines(tmp_path / "a.jsonl", [0, 2])
    [_, changed] = run(tmp_path / "a.jsonl", output=tmp_path / "out", form="jsonl")
    assert changed.outcome == "bad" and "has changed" in str(changed.why)


def test_an_output_is_one_jobs(tmp_path: Path) -> None:
    """Sets of different settings never get mixed, and nobody's files are touched."""
    write_lines(tmp_path / "a.jsonl", [1])
    run(tmp_path / "a.jsonl", output=tmp_path / "out")
    with pytest.raises(OutputError, match="with other settings"):
        run(tmp_path / "a.jsonl", output=tmp_path / "out", settings=Settings())
    with pytest.raises(OutputError, match="with other seed"):
        run(tmp_path / "a.jsonl", output=tmp_path / "out", seed=1)
    with pytest.raises(OutputError, match="something else"):
        run(tmp_path / "a.jsonl", output=tmp_path)
    with pytest.raises(OutputError, match="is a file"):
        run(tmp_path / "a.jsonl", output=tmp_path / "a.jsonl")
    with pytest.raises(SettingsError):
        run(tmp_path / "a.jsonl", output=tmp_path / "new", settings=Settings(options=9))
    assert not (tmp_path / "new").exists()
    (tmp_path / "out/batch.json").write_bytes(b"{")
    with pytest.raises(FormatError, match="batch.json"):
        run(tmp_path / "a.jsonl", output=tmp_path / "out")


def test_another_version_of_quizgen_is_another_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rules may make other sets."""
    write_lines(tmp_path / "a.jsonl", [1])
    run(tmp_path / "a.jsonl", output=tmp_path / "out")
    monkeypatch.setattr("quizgen.batch.output.rules", lambda: "others")
    with pytest.raises(OutputError, match="another version"):
        run(tmp_path / "a.jsonl", output=tmp_path / "out")


def test_only_one_run_at_a_time(tmp_path: Path) -> None:
    """Two would write over each other's ledger."""
    from filelock import FileLock

    write_lines(tmp_path / "a.jsonl", [1])
    (tmp_path / "out/.ledger").mkdir(parents=True)
    with FileLock(tmp_path / "out/.ledger/lock"), pytest.raises(OutputError, match="another run"):
        run(tmp_path / "a.jsonl", output=tmp_path / "out")
    run(tmp_path / "a.jsonl", output=tmp_path / "out")


def test_the_output_may_lie_among_the_articles(tmp_path: Path) -> None:
    """What was made there isn't read."""
    write_files(tmp_path / "news", [("a.txt", story(1))])
    for _ in range(2):
        records = run(tmp_path / "news", output=tmp_path / "news/sets")
        assert outcomes(records) == {"news/a.txt": "made"}


def test_object_stores_hold_inputs_and_outputs(generated: list[str]) -> None:
    """By addresses, and resumably, as folders do."""
    memory = fsspec.filesystem("memory")
    try:
        memory.pipe_file("/news/a.jsonl", b"".join(line(story(n), id=f"s{n}") for n in range(3)))
        for _ in range(2):
            run("memory://news", output="memory://out/here")
            assert sorted(memory.ls("/out/here/sets/a", detail=False)) == [
                f"/out/here/sets/a/s{number}.json" for number in range(3)
            ]
        assert len(generated) == 3
    finally:
        memory.store.clear()
        memory.pseudo_dirs.clear()


def test_a_bug_stops_no_other_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported with the article that shows it."""

    def broken(article: Any, settings: Settings, seed: int) -> QuestionSet:
        if article.id == "story-1":
            raise RecursionError("too deep")
        if article.id == "story-2":
            raise MemoryError
        return generate(article, settings, seed)

    monkeypatch.setattr("quizgen.pipeline.generate", broken)
    write_lines(tmp_path / "a.jsonl", range(4))
    records = run(tmp_path / "a.jsonl", output=tmp_path / "out")
    assert [record.outcome for record in records] == ["made", "bad", "bad", "made"]
    assert "bug in quizgen (RecursionError: too deep)" in str(records[1].why)
    assert "memory" in str(records[2].why)
    monkeypatch.undo()


def test_the_last_articles_are_handed_out_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many together, as long as there are many: no worker is at several while another has none."""
    sizes: list[int] = []
    begin = Run._begin

    def nothing(article: Any, settings: Settings, seed: int) -> QuestionSet:
        raise ArticleError("nothing to ask about")

    def counting(self: Run, inputs: list[Input]) -> Any:
        sizes.append(len(inputs))
        return begin(self, inputs)

    monkeypatch.setattr("quizgen.pipeline.generate", nothing)
    monkeypatch.setattr(Run, "_begin", counting)
    write_lines(tmp_path / "a.jsonl", range(70))
    records = run(tmp_path / "a.jsonl", output=tmp_path / "out")
    assert len(records) == sum(sizes) == 70
    assert sizes[0] == LARGEST_CHUNK
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-4:] == [1, 1, 1, 1]


def test_what_may_work_another_time_is_tried_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that can't be read today; a copy of it isn't taken for done either."""
    write_lines(tmp_path / "a.jsonl", range(2))
    with monkeypatch.context() as broken:
        error = OSError(5, os.strerror(5))
        broken.setattr("quizgen.batch.reading._bytes_of", _raising(error))
        records = run(tmp_path / "a.jsonl", output=tmp_path / "out")
        assert [record.outcome for record in records] == ["bad", "bad"]
        assert str(records[0].why) == "cannot read it: Input/output error"
    records = run(tmp_path / "a.jsonl", output=tmp_path / "out")
    assert [record.outcome for record in records] == ["made", "made"]
    assert (tmp_path / "out/bad-articles.jsonl").read_bytes() == b""


def test_a_full_disk_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no article's fault; once there is room, the same command goes on."""
    write_lines(tmp_path / "a.jsonl", range(2))
    with monkeypatch.context() as full:
        full.setattr(
            making, "_make", _raising(OutputError("cannot write x: No space left", path=tmp_path))
        )
        with pytest.raises(OutputError, match="No space left"):
            run(tmp_path / "a.jsonl", output=tmp_path / "out")
    records = run(tmp_path / "a.jsonl", output=tmp_path / "out")
    assert [record.outcome for record in records] == ["made", "made"]


def _raising(error: Exception) -> Any:
    def function(*_: object) -> None:
        raise error

    return function


def test_workers_must_see_what_they_work_on(
    tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And make the same of it: else the run doesn't begin."""
    job = Job(str(tmp_path), QUICK)
    cluster.check_workers(client, job, [str(tmp_path)])
    with pytest.raises(QuizgenError, match=r"can't see .*gone"):
        cluster.check_workers(client, job, [str(tmp_path / "gone")])
    monkeypatch.setattr(cluster, "_look_around", _blind)
    with pytest.raises(QuizgenError, match="a folder that all workers share"):
        cluster.check_workers(client, job, [])
    monkeypatch.setattr(cluster, "_look_around", _old)
    with pytest.raises(QuizgenError, match="another version"):
        cluster.check_workers(client, job, [])
    monkeypatch.setattr(cluster, "_look_around", _without_quizgen)
    with pytest.raises(QuizgenError, match="can't run quizgen"):
        cluster.check_workers(client, job, [])


def _blind(token: str, inputs: list[str]) -> Any:
    return cluster.rules(), None, None


def _old(token: str, inputs: list[str]) -> Any:
    return "older", None, None


def _without_quizgen(token: str, inputs: list[str]) -> Any:
    raise ModuleNotFoundError("No module named 'quizgen'")


def test_workers_may_be_at_work_in_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are told of articles and output by their whole paths, however the caller names them."""
    told: list[str] = []
    monkeypatch.setattr(
        cluster, "check_workers", lambda _, job, inputs: told.extend([job.output, *inputs])
    )
    write_lines(tmp_path / "a.jsonl", [1])
    monkeypatch.chdir(tmp_path)
    run("a.jsonl", output="out")
    assert told == [str(tmp_path / "out"), str(tmp_path / "a.jsonl")]


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    """Before a folder is made."""
    with pytest.raises(ArticleError, match="no such"):
        run(tmp_path / "gone", output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_all_of_it_is_documented() -> None:
    """Every module is named where the package says what it is made of."""
    folder = Path(str(batch.__file__)).parent
    for path in sorted(folder.glob("*.py")):
        if path.name not in ("__init__.py", "command.py", "job.py"):
            assert f"``{path.name}``" in str(batch.__doc__), path.name


def test_a_copy_outlives_what_it_was_a_copy_of(tmp_path: Path) -> None:
    """Its words stay asked about, once the article that had them first has others."""
    tree = write_files(tmp_path / "news", [("a.txt", story(1)), ("b.txt", f"{story(1)} ")])
    first = run(tree, output=tmp_path / "out")
    assert [record.outcome for record in first] == ["made", "duplicate"]
    (tree / "a.txt").write_text(story(2))
    second = run(tree, output=tmp_path / "out")
    assert [record.outcome for record in second] == ["made", "made"]
    (tree / "a.txt").write_text(story(1))
    third = run(tree, output=tmp_path / "out")
    assert [record.outcome for record in third] == ["duplicate", "made"]
    [left] = (tmp_path / "out/sets").rglob("*.json")  # and none of what "a" was meanwhile
    assert read_question_set(left).article.text == f"{story(1)} "


def test_what_was_wrong_beside_others_is_right_once_they_are(tmp_path: Path) -> None:
    """An id of two articles, whichever gets another, and a change in a shard that is undone."""
    tree = write_files(
        tmp_path / "news",
        [(f"{name}.{end}", text)
         for name, text in (("a", story(1)), ("b", story(2)))
         for end, text in (("txt", text), ("toml", 'id = "one"'))],
    )  # fmt: skip
    assert [r.outcome for r in run(tree, output=tmp_path / "out")] == ["made", "bad"]
    (tree / "a.toml").write_text('id = "other"')
    assert [r.outcome for r in run(tree, output=tmp_path / "out")] == ["made", "made"]

    lines = tmp_path / "a.jsonl"
    write_lines(lines, range(2))
    run(lines, output=tmp_path / "shards", form="jsonl")
    before = lines.read_bytes()
    lines.write_bytes(before.replace(b"million euros", b"million dollars"))
    changed = run(lines, output=tmp_path / "shards", form="jsonl")
    assert "bad" in {record.outcome for record in changed}
    lines.write_bytes(before)
    again = run(lines, output=tmp_path / "shards", form="jsonl")
    assert {record.outcome for record in again} == {"made"}
