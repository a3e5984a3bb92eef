"""What a text doesn't say about itself, in a TOML file beside it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypedDict

from quizgen.errors import ArticleError

KEYS = ("title", "published", "url", "id")


class Metadata(TypedDict, total=False):
    """What may stand in the file; whatever is missing isn't known."""

    title: str
    published: date
    url: str
    id: str


def parse_date(value: Any) -> date:
    """The day that ``2016-03-14``, as text or as TOML's own date, stands for.

    Raises:
        ValueError: It is no day; the message says how to write one.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        # The basic and week forms that fromisoformat reads as well are more often a mistake.
        if len(value.strip()) == 10:
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                pass
    raise ValueError(f"{value!r} is no date: write it as YYYY-MM-DD, such as 2016-03-14")


def read_metadata(path: Path) -> Metadata:
    """What ``NAME.toml`` says about ``NAME.txt``; nothing, where there is no such file.

    Raises:
        ArticleError: The file is no TOML, or holds a key or a value that makes no sense.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ArticleError(f"cannot read {path}: {error.strerror or error}", path=path) from error
    return parse_metadata(data, path)


def parse_metadata(data: bytes, path: Path) -> Metadata:
    """What the bytes of such a file say; ``path`` is what errors call it.

    Raises:
        ArticleError: It is no TOML, or holds a key or a value that makes no sense.
    """
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path} is not in UTF-8: save it again as UTF-8", path=path) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ArticleError(f"{path} is not valid TOML: {error}", path=path) from error
    metadata: Metadata = {}
    for key, value in table.items():
        if key not in KEYS:
            raise ArticleError(
                f"{path} has an unknown key {key!r}: the keys are {', '.join(KEYS)}", path=path
            )
        if key == "published":
            try:
                metadata["published"] = parse_date(value)
            except ValueError as error:
                raise ArticleError(f"{path}: published: {error}", path=path) from error
        elif isinstance(value, str):
            metadata[key] = value  # type: ignore[literal-required]
        else:
            raise ArticleError(f"{path}: {key} must be text in quotation marks", path=path)
    return metadata
