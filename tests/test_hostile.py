"""Everything that is out to do harm, or broken, by the command line's ways in.

Whatever is brought by whichever way is read, or refused with a line that says why, in bounded time
and memory; what was there before stays, and what comes with it is made.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.batch import cluster, make_batch
from quizgen.batch.job import Job
from quizgen.cli import main
from quizgen.models import Settings
from tests.batch import workers
from tests.batch.stories import line, story
from tests.hostile import INPUTS, bounded, made, refused

MEMORY = 600 * 1024  # kilobytes that all of them together may add to the process at its largest


@pytest.fixture(scope="module", autouse=True)
def memory() -> Iterator[None]:
    """All of them together leave the process as large as it may be."""
    for name in INPUTS:
        made(name)
    CliRunner().invoke(main, ["facts", str(next(Path("seeds").glob("*.txt")))])  # loads the models
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY


@pytest.mark.parametrize("command", ["generate", "facts"])
@pytest.mark.parametrize("name", INPUTS)
def test_files(command: str, name: str, tmp_path: Path) -> None:
    """An old output stays where an input is refused, and it is refused in one line."""
    given = INPUTS[name]
    path, output = tmp_path / "article", tmp_path / "out"
    path.write_bytes(made(name))
    output.write_text("old")
    with bounded():
        done = CliRunner().invoke(main, [command, str(path), "-o", str(output)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    if done.exit_code:
        assert done.exit_code == 1 and done.stderr.count("\n") == 1
        assert str(path) in done.stderr
        refused(done.stderr, given.says, name)
        assert output.read_text() == "old"
    else:
        assert given.says is None, name
        assert output.read_text() != "old"
    assert {entry.name for entry in tmp_path.iterdir()} == {"article", "out"}


@pytest.mark.parametrize("command", ["generate", "facts"])
def test_a_folder(command: str, tmp_path: Path) -> None:
    """It is no article."""
    done = CliRunner().invoke(main, [command, str(tmp_path)])
    assert done.exit_code in (1, 2)
    assert "folder" in done.stderr or "directory" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches start at once."""
    monkeypatch.setattr(cluster, "cluster", workers.threads)


def test_batch(one_process: None, tmp_path: Path) -> None:
    """All in a folder, with good ones among them: those are made, and each bad one is named."""
    names = list(INPUTS)
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(names):
        (folder / f"{number:02}").write_bytes(made(name))
    (folder / "99.txt").write_text(story(2))
    (folder / "a folder.txt").mkdir()
    with bounded():
        records = make_batch([str(folder)], Job(str(tmp_path / "out"), Settings(count=1)))
    outcomes = {record.input: record for record in records}
    assert outcomes.pop("in/99.txt").outcome == "made"
    for number, name in enumerate(names):
        mine = [r for key, r in outcomes.items() if key.split(":")[0] == f"in/{number:02}"]
        assert mine or name in ("nothing", "white space"), name
        for record in mine:
            if record.outcome == "bad":
                refused(str(record.why), f"{INPUTS[name].says}|JSON|copy|words", name)
            else:
                assert INPUTS[name].says is None or record.outcome == "nothing", name
    assert len((tmp_path / "out/bad-articles.jsonl").read_bytes().splitlines()) == sum(
        record.outcome == "bad" for record in outcomes.values()
    )


def test_lines(one_process: None, tmp_path: Path) -> None:
    """As lines among good ones: as they are, and as the text of an article."""
    path = tmp_path / "a.jsonl"
    written, refusals = [line(story(1), id="first")], [False]
    for name, given in INPUTS.items():
        data = made(name)
        written.append(b"{" + data.replace(b"\r", b" ").replace(b"\n", b" ") + b"\n")
        refusals.append(True)
        if given.is_text:
            text = data.decode("utf-8", "surrogateescape")
            written.append(json.dumps({"title": name, "text": text}).encode() + b"\n")
            refusals.append(given.says is not None)
    path.write_bytes(b"".join([*written, line(story(2), id="last")]))
    with bounded():
        records = make_batch([str(path)], Job(str(tmp_path / "out"), Settings(count=1), near=False))
    assert [record.input for record in records] == [
        f"a.jsonl:{number}" for number in range(1, len(written) + 2)
    ]
    assert records[0].outcome == records[-1].outcome == "made"
    for record, refusal in zip(records, refusals, strict=False):
        if record.outcome == "bad":
            assert refusal and record.why and "\n" not in record.why, record
            assert "bug in quizgen" not in record.why
