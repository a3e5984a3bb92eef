"""The site's configuration: one frozen dataclass, from the environment or from code."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL

from quizgen.files import write_once
from web.errors import ConfigError

if TYPE_CHECKING:
    from web.store import Store

PREFIX = "QUIZGEN_"
"""What the site's environment variables begin with: ``database_url`` is QUIZGEN_DATABASE_URL."""

NOT_OURS = frozenset({"QUIZGEN_DEBUG"})
"""Variables with that beginning which the command line reads, and the site doesn't."""

SECRET_KEY_FILE = "secret-key"
LOG_LEVELS = ("debug", "info", "warning", "error")
MOST_PROXIES = 9
MINIMUM_SECRET_KEY = 32
"""Characters a secret key must have at least, so that a session can't be forged by guessing."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that may differ from one installation to the next."""

    instance_path: Path = Path("instance")  # folder of what the site keeps; made on first start
    database_url: str | None = None  # SQLAlchemy's URL; None: an SQLite file in the instance folder
    secret_key: str | None = field(default=None, repr=False)  # None: the instance folder's own
    secure_cookies: bool = False  # send cookies over HTTPS only; set it behind TLS
    proxies: int = 0  # web servers in front whose X-Forwarded headers are to be believed
    log_level: str | None = (
        None  # debug, info, warning, error; None: warning, or info in production
    )
    fetch_urls: bool = False  # let teachers name an article's address, and fetch it for them

    # Where all processes count how often somebody does something; None: each by itself.
    rate_limit_url: str | None = field(default=None, repr=False)  # it may hold a password

    def __post_init__(self) -> None:
        # Absolute, so that a later change of the working folder moves neither data nor key.
        object.__setattr__(self, "instance_path", Path(self.instance_path).absolute())
        if self.log_level is not None and self.log_level not in LOG_LEVELS:
            raise ConfigError(
                f"{PREFIX}LOG_LEVEL is {self.log_level!r}: possible are {', '.join(LOG_LEVELS)}"
            )
        if self.secret_key is not None and len(self.secret_key) < MINIMUM_SECRET_KEY:
            raise ConfigError(
                f"the secret key has {len(self.secret_key)} characters and needs at least"
                f" {MINIMUM_SECRET_KEY}: make one with"
                ' `python -c "import secrets; print(secrets.token_hex())"`'
            )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """The configuration that the QUIZGEN_ variables describe.

        Args:
            environment: Variables by name; ``os.environ`` if None.

        Raises:
            ConfigError: A QUIZGEN_ variable is unknown, or has a value that makes no sense.
        """
        environment = os.environ if environment is None else environment
        return cls.from_mapping(
            {
                name.removeprefix(PREFIX).lower(): value
                for name, value in environment.items()
                if name.startswith(PREFIX) and name not in NOT_OURS
            }
        )

    @classmethod
    def from_mapping(cls, values: Mapping[str, str]) -> Config:
        """The configuration that strings by field name describe; an empty string is the default.

        Raises:
            ConfigError: A key is unknown, or a value makes no sense.
        """
        known = {field.name for field in fields(cls)}
        for name in values:
            if name not in known:
                possible = ", ".join(sorted(PREFIX + key.upper() for key in known))
                raise ConfigError(
                    f"{PREFIX}{name.upper()} is no setting of the site: possible are {possible}"
                )
        given = {name: value for name, value in values.items() if value}
        converted: dict[str, object] = dict(given)
        if "instance_path" in given:
            converted["instance_path"] = Path(given["instance_path"])
        if "secure_cookies" in given:
            converted["secure_cookies"] = _truth("secure_cookies", given["secure_cookies"])
        if "fetch_urls" in given:
            converted["fetch_urls"] = _truth("fetch_urls", given["fetch_urls"])
        if "proxies" in given:
            converted["proxies"] = _number("proxies", given["proxies"], MOST_PROXIES)
        return cls(**converted)  # type: ignore[arg-type]

    @property
    def is_embedded(self) -> bool:
        """Whether the data lies in the instance folder, where it is kept up to date unasked."""
        return self.database_url is None

    @property
    def database(self) -> str | URL:
        """Where the data is stored, for SQLAlchemy."""
        if self.database_url is not None:
            return self.database_url
        return URL.create("sqlite", database=str(self.instance_path / "quizgen.db"))

    @contextmanager
    def opened_store(self, *, migrate: bool | None = None) -> Iterator[Store]:
        """The site's store, closed at the end.

        Args:
            migrate: Make or update its tables; None: only those of the instance folder.

        Raises:
            ConfigError: The configuration can't be used.
            StoreError: The database can't be opened, or must be migrated first.
        """
        from web.store import Store

        self.make_instance_folder()
        with closing(
            Store(self.database, migrate=self.is_embedded if migrate is None else migrate)
        ) as store:
            yield store

    def make_instance_folder(self) -> None:
        """Make the instance folder, for its owner only, unless it is there.

        Raises:
            ConfigError: It can't be made.
        """
        try:
            self.instance_path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"cannot make the folder {self.instance_path} ({error.strerror}):"
                f" set {PREFIX}INSTANCE_PATH to a folder that may be written"
            ) from error

    def session_key(self) -> str:
        """The key that signs sessions: the given one, else the instance folder's.

        The latter is made on first start, readable for its owner only, and kept: with another key
        every student would lose the attempts that are running.

        Raises:
            ConfigError: The key's file can't be written or read, or is damaged.
        """
        if self.secret_key is not None:
            return self.secret_key
        path = self.instance_path / SECRET_KEY_FILE
        if not path.exists():
            try:
                write_once(path, secrets.token_hex(32).encode())
            except OSError as error:
                raise ConfigError(
                    f"cannot write the secret key to {path} ({error.strerror or error}): make room"
                    f" there, set {PREFIX}INSTANCE_PATH to a folder that may be written, or"
                    f" {PREFIX}SECRET_KEY"
                ) from error
        return _read_key(path)


def _read_key(path: Path) -> str:
    """The key in that file."""
    try:
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read the secret key in {path}: {error}") from error
    if len(key) < MINIMUM_SECRET_KEY:
        raise ConfigError(
            f"the secret key in {path} is damaged: delete the file to have a new one made"
        )
    return key


def _number(name: str, value: str, most: int) -> int:
    if value.isascii() and value.isdigit() and int(value) <= most:
        return int(value)
    raise ConfigError(f"{PREFIX}{name.upper()} is {value!r}: possible are 0 to {most}")


def _truth(name: str, value: str) -> bool:
    if value in ("1", "true", "yes"):
        return True
    if value in ("0", "false", "no"):
        return False
    raise ConfigError(f"{PREFIX}{name.upper()} is {value!r}: possible are 1 and 0")
