"""JSON as quizgen writes and reads it: UTF-8, the same bytes for the same data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from quizgen.errors import FormatError
from quizgen.models import QuestionSet

LARGEST_SET = 64 * 1024 * 1024
"""Bytes of the largest file that is read as a question set; those of long articles have 2 MB."""

# Half a character, which UTF-8 can't write and JSON can.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def to_line(data: Any) -> bytes:
    """Data as one line of JSON, keys in the order they come in, with the line's end."""
    return _encoded(json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n")


def to_document(data: Any) -> bytes:
    """Data as JSON for people to read and compare: indented, keys sorted."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True)
    return _encoded(text + "\n")


def question_set_json(question_set: QuestionSet) -> bytes:
    """A question set as the JSON document that :func:`read_question_set` reads."""
    return to_document(question_set.to_dict())


def read_question_set(path: Path) -> QuestionSet:
    """The question set in a file.

    Raises:
        FormatError: There is none, or it can't be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_SET + 1)
    except FileNotFoundError as error:
        raise FormatError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise FormatError(f"{path} is a folder: name a question set's file") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise FormatError(f"cannot read {path}: {reason}") from error
    if len(data) > LARGEST_SET:
        raise FormatError(f"{path} is no question set: it has more than {LARGEST_SET:,} bytes")
    try:
        return QuestionSet.from_dict(parse(data))
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error


def parse(data: bytes | str) -> Any:
    """What a JSON document holds.

    Raises:
        FormatError: It is no JSON; the message says where.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        return json.loads(text)
    except UnicodeDecodeError as error:
        raise FormatError(f"this is no JSON in UTF-8: byte {error.start} is none of it") from error
    except json.JSONDecodeError as error:
        raise FormatError(
            f"this is no JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        ) from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, brackets of as many
        raise FormatError("this is no JSON that quizgen wrote: it is too large or deep") from error


def _encoded(text: str) -> bytes:
    """UTF-8; half characters as the escapes that JSON has for them."""
    return LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode()
