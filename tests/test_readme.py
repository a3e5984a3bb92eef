"""The documents say what is so, and all of it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner

import web.serve
from decks import EXPORTERS
from quizgen.article import MAX_CHARACTERS
from quizgen.article.metadata import KEYS
from quizgen.batch import cluster
from quizgen.cli import main
from quizgen.json_files import question_set_json, read_question_set
from quizgen.models import Kind, Settings
from tests.batch import workers
from tests.samples import sample_set
from web.config import PREFIX, Config

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SEED = sorted((ROOT / "seeds").glob("*.txt"))[0]

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.removeprefix("$ ")
    for language, block in BLOCK.findall(README)
    if language == "console"
    for line in block.splitlines()
    if line.startswith("$ quizgen ")
]


def options(command: click.Command) -> set[str]:
    """All of its options, those of its subcommands among them."""
    if isinstance(command, click.Group):
        return set().union(*(options(each) for each in command.commands.values()))
    return {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--") and option != "--output"  # -o, the same for all
    }


def targets() -> set[str]:
    """What the Makefile can make, by the help it gives."""
    text = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_exist(line: str) -> None:
    """Every command in the README is one, with options that it has."""
    _, name, *arguments = shlex.split(line)
    assert name in main.commands
    used = {argument for argument in arguments if argument.startswith("--")}
    assert used <= options(main.commands[name])


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented(name: str) -> None:
    """With a heading, an example, and each of its options."""
    heading = f"### `quizgen {name}`"
    assert heading in README
    section = README.split(heading, 1)[1].split("\n##", 1)[0]
    assert re.search(rf"^\$ quizgen {name}(?: |$)", section, re.MULTILINE)
    for option in options(main.commands[name]):
        assert option in section, f"{option} of {name}"


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_is_documented(kind: Kind) -> None:
    """In the README's table, in the help, and there whether it is a default."""
    assert f"\n| `{kind}` | " in README
    assert kind in " ".join(main.commands["generate"].get_help(click.Context(main)).split())
    row = next(line for line in README.splitlines() if line.startswith(f"| `{kind}` | "))
    assert ("Only if asked for" in row) == (kind not in Settings().kinds)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_documented(name: str) -> None:
    """In the README's table, with what it is for."""
    assert f"\n| `{name}` | " in README


def test_tables_name_nothing_else() -> None:
    """No kind or format that is gone is still in a table."""
    assert set(re.findall(r"^\| `(\w[\w-]*)` \| ", README, re.MULTILINE)) == {
        *get_args(Kind),
        *EXPORTERS,
    }


def test_make_targets_exist_and_are_documented() -> None:
    """What documents tell people to make can be made, and what can be made is written down."""
    named = set(re.findall(r"(?:^\$ |`)make ([a-z-]+)", README + CONTRIBUTING, re.MULTILINE))
    assert named <= targets()
    assert targets() - named == {"help", "clean"}


def test_limits_and_names_are_right() -> None:
    """Figures and names that the README repeats are those of the program."""
    assert f"{MAX_CHARACTERS:,} characters" in README
    assert all(f"\n{key} = " in README for key in KEYS)
    assert f"{Settings().count} unless you say otherwise" in README
    variables = set(re.findall(rf"`{PREFIX}([A-Z_]+)(?:=1)?`", README))
    assert variables == {name.upper() for name in Config.__dataclass_fields__}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    """Every file that a document links to is there."""
    for target in re.findall(r"(?:\]\(|src=\")([^)#\"]+)", (ROOT / name).read_text("utf-8")):
        if not target.startswith("https://"):
            assert (ROOT / target).is_file(), target


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the README's examples start from."""
    toml = next(block for language, block in BLOCK.findall(README) if language == "toml")
    (tmp_path / "article.txt").write_bytes(SEED.read_bytes())
    (tmp_path / "article.toml").write_text(toml, "utf-8")
    (tmp_path / "articles.jsonl").write_text('{"text": "“No,” said Ada Brook."}\n', "utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "article.txt").write_bytes(SEED.read_bytes())
    (tmp_path / "another.json").write_bytes(question_set_json(sample_set()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands_do_what_they_should(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run one after the other, each ends well and leaves the file it names; ID is any id."""
    monkeypatch.setattr(web.serve, "serve_question_sets", lambda *_, **__: None)
    monkeypatch.setattr(cluster, "cluster", workers.threads)
    for line in COMMANDS:
        arguments = shlex.split(line)[1:]
        if "ID" in arguments:
            ids = iter(question.id for question in read_question_set(Path("quiz.json")).questions)
            arguments = [next(ids) if each == "ID" else each for each in arguments]
        typed = "salt on the quay\n" * 2 if arguments[0] == "teacher" else None
        result = CliRunner().invoke(main, arguments, input=typed)
        assert result.exit_code == 0, (line, result.stderr)
        if "-o" in arguments:
            assert (folder / arguments[arguments.index("-o") + 1]).stat().st_size > 0, line


def test_python_example_runs(folder: Path) -> None:
    """It prints questions, in a process of its own, without a warning."""
    code = next(block for language, block in BLOCK.findall(README) if language == "python")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=folder)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert len(ran.stdout.splitlines()) > 5
