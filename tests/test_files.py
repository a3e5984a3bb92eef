"""Files are written whole or not at all, whatever happens meanwhile, and nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from decks import EXPORTERS
from quizgen import files
from quizgen.cli import main
from quizgen.errors import OutputError
from quizgen.files import scratch_folder, write_once, write_whole, written_whole
from quizgen.json_files import question_set_json, read_question_set
from tests.samples import sample_set

resource = pytest.importorskip("resource", reason="limits are those of POSIX")

ROOT = Path(__file__).parents[1]
SEED = next((ROOT / "seeds").glob("*.txt"))

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits are those of POSIX")


def left(folder: Path) -> list[str]:
    """What lies in a folder beside what was meant to."""
    return sorted(entry.name for entry in folder.iterdir() if entry.name.startswith((".", "quizg")))


class TestWritten:
    """What `written_whole` promises."""

    def test_what_goes_wrong_changes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text("old")
        with pytest.raises(ZeroDivisionError), written_whole(path) as beside:
            beside.write_text("half")
            1 / 0  # noqa: B018
        assert path.read_text() == "old"
        assert left(tmp_path) == []

    def test_permissions_are_the_usual_ones(self, tmp_path: Path) -> None:
        """Not those of a secret, in the file; nor may anybody look in before it is done."""
        path = tmp_path / "a.json"
        with written_whole(path) as beside:
            beside.write_text("new")
            assert beside.parent.stat().st_mode & 0o077 == 0
        plain = tmp_path / "b.json"
        plain.write_text("new")
        assert path.stat().st_mode == plain.stat().st_mode

    def test_what_a_killed_process_left_is_removed(self, tmp_path: Path) -> None:
        """By the next that writes the same file; what another is still writing stays."""
        path = tmp_path / "a.json"
        for name, content in ((".a.json.abcdefgh.tmp", ["lock", "new"]), (".a.json.x.tmp", [])):
            (tmp_path / name).mkdir()
            for each in content:
                (tmp_path / name / each).write_text("half")
        (tmp_path / ".a.json.mkdirjst.tmp").mkdir()
        (tmp_path / ".a.json.rmrunnin.tmp").mkdir()
        (tmp_path / ".a.json.rmrunnin.tmp" / "new").write_text("half")
        with written_whole(path) as other:
            other.write_text("other")
            write_whole(path, b"mine")
            assert other.exists()
            assert path.read_bytes() == b"mine"
        assert path.read_bytes() == b"other"
        assert left(tmp_path) == [".a.json.x.tmp"]  # nothing of ours has such a name

    def test_many_at_once(self, tmp_path: Path) -> None:
        """None takes another's for abandoned, and one of them is there in the end, whole."""
        path = tmp_path / "a.json"
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: write_whole(path, b"%03d" % n * 5000), range(200)))
        data = path.read_bytes()
        assert data == data[:3] * 5000
        assert left(tmp_path) == []

    def test_once(self, tmp_path: Path) -> None:
        """The first one stays."""
        path = tmp_path / "key"
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: write_once(path, b"%d" % n * 50), range(20)))
        first = path.read_bytes()
        assert first == first[:1] * 50 or first == first[:2] * 50
        assert path.stat().st_mode & 0o777 == 0o600 or os.name != "posix"
        write_once(path, b"later")
        assert path.read_bytes() == first

    def test_without_links(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a memory stick, too."""

        def refuse(*_: object) -> None:
            raise PermissionError("no links here")

        monkeypatch.setattr(os, "link", refuse)
        write_once(tmp_path / "key", b"key")
        assert (tmp_path / "key").read_bytes() == b"key"

    def test_without_locks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On network disks that have none, what is left behind stays, and all else is as good."""
        monkeypatch.setattr(files, "_lock", lambda *_, **__: False)
        (tmp_path / ".a.abcdefgh.tmp").mkdir()
        (tmp_path / ".a.abcdefgh.tmp" / "lock").touch()
        write_whole(tmp_path / "a", b"new")
        assert (tmp_path / "a").read_bytes() == b"new"
        assert left(tmp_path) == [".a.abcdefgh.tmp"]


class TestScratch:
    """Folders for what is needed only meanwhile."""

    @pytest.fixture(autouse=True)
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def test_nothing_is_left(self, tmp_path: Path) -> None:
        (tmp_path / "quizgen-abcdefgh").mkdir()
        (tmp_path / "quizgen-abcdefgh" / "lock").touch()
        with scratch_folder() as one, scratch_folder() as other:
            assert one != other and one.exists()
            (one / "a").write_text("a")
            assert not (tmp_path / "quizgen-abcdefgh").exists()
        assert left(tmp_path) == []

    def test_no_room(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
        with pytest.raises(OutputError, match="temporary files.*TMPDIR"), scratch_folder():
            pass


def quizgen(
    *arguments: str | Path, before: Callable[[], None] | None = None, **more: object
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
        **more,  # type: ignore[call-overload]
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A question set."""
    path = tmp_path_factory.mktemp("made") / "set.json"
    path.write_bytes(question_set_json(sample_set()))
    return path


def nearly_full() -> None:
    """No file may grow beyond two kilobytes, as on a disk without room for more."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


@posix
class TestNoRoom:
    """A disk that is full: which file, what to do, and what was there stays."""

    @pytest.mark.parametrize("format_", EXPORTERS)
    def test_exports(self, format_: str, made: Path, tmp_path: Path) -> None:
        """Every format, in the process itself, so that it doesn't take long."""
        exporter = EXPORTERS[format_]
        path = tmp_path / f"out{exporter.extension}"
        path.write_text("old")
        question_set = read_question_set(made)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, before[1]))
        try:
            with pytest.raises(OutputError) as caught:
                exporter.write(question_set, path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert str(path) in str(caught.value)
        assert "name a file elsewhere" in str(caught.value)
        assert path.read_text() == "old"
        assert left(tmp_path) == []

    @pytest.mark.parametrize("command", ["generate", "facts", "regenerate"])
    def test_commands(self, command: str, made: Path, tmp_path: Path) -> None:
        path = tmp_path / "out.json"
        path.write_text("old")
        source = made if command == "regenerate" else SEED
        done = quizgen(command, source, "-o", path, before=nearly_full)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
        assert str(path) in done.stderr and "name a file elsewhere" in done.stderr
        assert path.read_text() == "old"
        assert left(tmp_path) == []

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    @pytest.mark.parametrize(
        "arguments", [["export", "SET", "--format", "csv"], ["show", "SET"], ["--help"]]
    )
    def test_standard_output(self, arguments: list[str], made: Path) -> None:
        """One line, and no traceback at the end."""
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "quizgen"]
                + [str(made) if each == "SET" else each for each in arguments],
                cwd=ROOT,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 1
        assert "standard output: No space left on device" in done.stderr
        assert done.stderr.count("\n") == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    def test_nothing_can_be_said(self, made: Path, tmp_path: Path) -> None:
        """What is said is lost; what is made isn't."""
        path = tmp_path / "out.apkg"
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "quizgen", "export", made, "--format", "apkg", "-o", path],
                cwd=ROOT,
                stderr=full,
                check=False,
            )
        assert done.returncode == 0
        assert path.stat().st_size > 1000


@contextmanager
def as_nobody() -> Iterator[None]:
    """Somebody to whom permissions mean something, which they don't to root."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


@posix
@pytest.mark.parametrize("what", ["export", "backup"])
def test_no_permission(what: str, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written to is named, with what to do."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to others
        place = Path(folder)
        source = place / "set.json"
        source.write_bytes(made.read_bytes())
        monkeypatch.setenv("QUIZGEN_INSTANCE_PATH", str(place / "instance"))
        more = ["export", str(source), "--format", "csv"] if what == "export" else ["backup"]

        def run(path: Path) -> Result:
            output = ["-o", str(path)] if what == "export" else [str(path)]
            return CliRunner().invoke(main, more + output)

        assert run(place / "out").exit_code == 0  # and whatever it needs is imported by now
        closed = place / "closed"
        closed.mkdir(0o555)
        for each in (place, *place.rglob("*")):
            each.chmod(0o555 if each == closed else 0o777)
        with as_nobody():
            done = run(closed / "out")
        assert done.exit_code == 1
        assert f"cannot write {closed / 'out'}: Permission denied" in done.stderr
        assert "name a file in a folder that may be written" in done.stderr
        assert list(closed.iterdir()) == []


KILLED = """
import sys
from pathlib import Path
from decks import EXPORTERS
from quizgen.files import scratch_folder
from quizgen.json_files import read_question_set
question_set = read_question_set(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    for name in ("apkg", "qti21", "csv", "worksheet-html"):
        EXPORTERS[name].write(question_set, Path(sys.argv[2], "out." + name))
        with scratch_folder() as folder:
            EXPORTERS[name].write(question_set, folder / "out")
"""


@posix
def test_killed_at_any_moment(made: Path, tmp_path: Path) -> None:
    """Every file is always a whole one, and what is left over doesn't grow in number."""
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    out.mkdir()
    scratch.mkdir()
    whole: dict[str, bytes] = {}
    for name in ("apkg", "qti21", "csv", "worksheet-html"):
        EXPORTERS[name].write(read_question_set(made), out / f"out.{name}")
        whole[f"out.{name}"] = (out / f"out.{name}").read_bytes()
    dice = Random(1)
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, made, out],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(scratch)},
            stdout=subprocess.PIPE,
        )
        with process:
            assert process.stdout and process.stdout.readline()
            time.sleep(dice.random() * 0.05)
            process.kill()
        assert process.returncode == -signal.SIGKILL
        for name, data in whole.items():
            assert (out / name).read_bytes() == data
        assert len(left(out)) <= len(whole)  # one for each file at most, until it is written again
        assert len(left(scratch)) <= 1
    for name, data in whole.items():
        write_whole(out / name, data)
    assert left(out) == []


STEPPED = """
import json, os, signal, sys
from pathlib import Path
import pytest
from click.testing import CliRunner
from quizgen.cli import main
from tests.kinds.generating import find_facts_once

out, command = sys.argv[1], sys.argv[2:]
folder = os.path.dirname(out)
old, new = Path(out + "-old").read_bytes(), None
patch = pytest.MonkeyPatch()
find_facts_once(patch)

def run(path):
    done = CliRunner().invoke(main, [*command, "-o", path])
    assert done.exit_code == 0, done.output

run(out + "-new")  # finds the facts, and says what the new file is to be
new = Path(out + "-new").read_bytes()
assert new != old
for step in range(1000):
    Path(out).write_bytes(old)
    process = os.fork()
    if not process:
        steps = 0
        def at(event, arguments):
            global steps
            if event.split(".")[0] in ("open", "os", "shutil", "tempfile") and any(
                str(each).startswith(folder) for each in arguments
            ):
                if steps == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                steps += 1
        sys.addaudithook(at)
        run(out)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    found = Path(out).read_bytes()
    left = len([name for name in os.listdir(folder) if name.startswith(".")])
    which = "old" if found == old else "new" if found == new else "half"
    print(json.dumps([ended, which, left]), flush=True)
    if not ended:
        break
"""


@posix
@pytest.mark.parametrize("command", ["generate", "regenerate"])
def test_killed_at_every_step(command: str, made: Path, tmp_path: Path) -> None:
    """Whenever a command is killed, the set is the old one or the new one, whole, and what is left
    beside it is gone with the next run."""
    out = tmp_path / "set.json"
    (tmp_path / "set.json-old").write_bytes(made.read_bytes())
    source = tmp_path / "source.json"
    source.write_bytes(made.read_bytes())
    arguments = ["generate", SEED]
    if command == "regenerate":
        arguments = ["regenerate", source, "--changed-at", "2023-11-14T22:13:20"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", STEPPED, out, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *killed, last = map(json.loads, done.stdout.splitlines())
    assert last == [0, "new", 0]
    assert {code for code, _, _ in killed} == {-signal.SIGKILL}
    assert {which for _, which, _ in killed} == {"old", "new"}
    assert {left for _, _, left in killed} == {0, 1}  # never more than that of the last one
    assert read_question_set(out).questions


def test_a_disk_that_is_full(small_disk: Path, made: Path) -> None:
    """A real one: the old file stays, and the new one is there once there is room again."""
    path = small_disk / "out.csv"
    path.write_text("old")
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb") as file:
        while True:
            file.write(b"x" * 4096)
    done = quizgen("export", made, "--format", "csv", "-o", path)
    assert done.returncode == 1
    assert "No space left on device: make room there" in done.stderr
    assert path.read_text() == "old"
    ballast.unlink()
    assert quizgen("export", made, "--format", "csv", "-o", path).returncode == 0
    assert path.read_bytes() != b"old"
    assert left(small_disk) == []
