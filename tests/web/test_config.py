"""Configuration from the environment, and what is made on first start."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from web import Config, create_app
from web.config import SECRET_KEY_FILE
from web.errors import ConfigError

KEY = "k" * 32


def test_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing needs to be set: the data is an SQLite file in ./instance."""
    monkeypatch.chdir(tmp_path)
    config = Config.from_environment({"PATH": "/bin"})
    assert config.instance_path == tmp_path / "instance"
    assert str(config.database) == f"sqlite:///{tmp_path / 'instance' / 'quizgen.db'}"


def test_environment(tmp_path: Path) -> None:
    """Each setting can be given as a QUIZGEN_ variable; an empty one is as good as none."""
    config = Config.from_environment(
        {
            "QUIZGEN_INSTANCE_PATH": str(tmp_path),
            "QUIZGEN_DATABASE_URL": "postgresql+psycopg://host/name",
            "QUIZGEN_SECRET_KEY": KEY,
            "QUIZGEN_SECURE_COOKIES": "1",
            "QUIZGEN_PROXIES": "2",
            "QUIZGEN_LOG_LEVEL": "info",
            "QUIZGEN_DEBUG": "1",
        }
    )
    assert config == Config(tmp_path, "postgresql+psycopg://host/name", KEY, True, 2, "info")
    assert Config.from_environment({"QUIZGEN_SECRET_KEY": ""}) == Config()


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("QUIZGEN_DATABSE_URL", "sqlite://", "possible are QUIZGEN_DATABASE_URL, QUIZGEN_FETCH"),
        ("QUIZGEN_SECRET_KEY", "short", "has 5 characters and needs at least 32"),
        ("QUIZGEN_SECURE_COOKIES", "maybe", "possible are 1 and 0"),
        ("QUIZGEN_PROXIES", "-1", "possible are 0 to 9"),
        ("QUIZGEN_LOG_LEVEL", "loud", "possible are debug, info, warning, error"),
    ],
)
def test_mistakes(variable: str, value: str, message: str) -> None:
    """A variable that is mistyped or makes no sense is refused with what is possible."""
    with pytest.raises(ConfigError, match=message):
        Config.from_environment({variable: value})


def test_secret_key_is_not_shown() -> None:
    """The secret key stands in no log that shows the configuration."""
    assert KEY not in repr(Config(secret_key=KEY))


def test_secret_key_is_made_once(tmp_path: Path) -> None:
    """The key is made on first start, for its owner only, and kept."""
    config = Config(instance_path=tmp_path / "a" / "b")
    config.make_instance_folder()
    key = config.session_key()
    file = config.instance_path / SECRET_KEY_FILE
    assert len(key) == 64
    assert config.session_key() == key
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(config.instance_path.stat().st_mode) == 0o700


def test_secret_keys_differ(tmp_path: Path) -> None:
    """Two installations have two keys."""
    keys = set()
    for name in "ab":
        config = Config(instance_path=tmp_path / name)
        config.make_instance_folder()
        keys.add(config.session_key())
    assert len(keys) == 2


def test_servers_that_start_at_once_share_the_key(tmp_path: Path) -> None:
    """Several first starts at the same time agree on one key."""
    config = Config(instance_path=tmp_path)
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: config.session_key(), range(16)))
    assert len(set(keys)) == 1


def test_given_key_is_not_written(tmp_path: Path) -> None:
    """A key from the environment stays out of the instance folder."""
    assert Config(instance_path=tmp_path, secret_key=KEY).session_key() == KEY
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 40])
def test_damaged_key(tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged key is an error that names its file, not a weak key."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    (tmp_path / SECRET_KEY_FILE).write_bytes(content)
    with pytest.raises(ConfigError, match=SECRET_KEY_FILE):
        Config(instance_path=tmp_path).session_key()


def test_instance_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """Where no folder can be made, the error says what to set."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="QUIZGEN_INSTANCE_PATH"):
        create_app(Config(instance_path=tmp_path / "file" / "instance"))
