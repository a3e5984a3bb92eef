"""An article's facts inside its question set, so that drawing anew needn't read it again.

Facts depend on the article and on the rules that read it. Both are named by a basis that is kept
beside the facts: where it is another one, because quizgen was updated or the article corrected,
the article is read again, so that old mistakes aren't asked for ever. Nobody has to remember to
raise a version: the basis is made of the rules' own files.

Facts are ten times as large as what they were found in. They can always be found again, so they
needn't be legible: they are compact JSON, compressed with bzip2, whose output is the same
everywhere (zlib's isn't), in base 64.
"""

from __future__ import annotations

import binascii
import bz2
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from quizgen.facts import find_facts
from quizgen.models import Article, Facts, KeptFacts, QuestionSet, identity

READERS = ("analysis", "article/paragraphs.py", "dates.py", "facts", "lexicons", "models.py")
"""Files and folders of the package on which facts depend."""
LARGEST = 256 * 1024 * 1024
"""Bytes of the largest facts that are unpacked; those of the longest articles have 4 MB."""


@dataclass(frozen=True, slots=True)
class Found:
    """Facts, with the form in which a question set keeps them."""

    facts: Facts
    kept: KeptFacts
    read: bool  # the article had to be read for them


def find_and_keep(article: Article) -> Found:
    """The facts of an article that has no question set yet.

    Raises:
        QuizgenError: No language model is installed.
    """
    facts = find_facts(article)
    return Found(facts, KeptFacts(basis_of(article), _packed(facts)), read=True)


def facts_of(question_set: QuestionSet) -> Found:
    """The facts of a set's article: those it keeps, or found again where they don't hold any more.

    Raises:
        QuizgenError: They have to be found, and no language model is installed.
    """
    kept = question_set.facts
    if kept is not None and kept.basis == basis_of(question_set.article):
        facts = _unpacked(kept.packed)
        if facts is not None:
            return Found(facts, kept, read=False)
    return find_and_keep(question_set.article)


def basis_of(article: Article) -> str:
    """A name of all that the article's facts depend on."""
    parts = (article.title, article.text, str(article.published), article.language)
    return identity(_rules(), *parts, *(f"{start}-{end}" for start, end in article.body))


@cache
def _rules() -> str:
    return rules_in(READERS)


def rules_in(names: Iterable[str]) -> str:
    """A name of the rules, the words and the weights in these files and folders of the package."""
    digest = hashlib.sha256()
    package = files("quizgen")
    for name in names:
        for path, file in _files(package.joinpath(name), name):
            data = file.read_bytes()
            if not path.endswith(".onnx"):
                data = data.replace(b"\r\n", b"\n")  # as Git writes text on Windows
            digest.update(f"{path} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _files(place: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if place.is_dir():
        for inner in sorted(place.iterdir(), key=lambda entry: entry.name):
            if inner.name != "__pycache__":
                yield from _files(inner, f"{path}/{inner.name}")
    elif place.is_file():
        yield path, place


def _packed(facts: Facts) -> str:
    return b64encode(bz2.compress(msgspec.json.encode(facts))).decode("ascii")


def _unpacked(packed: str) -> Facts | None:
    """The facts; None where they are damaged."""
    try:
        unpacking = bz2.BZ2Decompressor()
        data = unpacking.decompress(b64decode(packed, validate=True), LARGEST)
        if not unpacking.eof:
            return None
        return msgspec.json.decode(data, type=Facts)
    except (binascii.Error, OSError, ValueError, EOFError, msgspec.MsgspecError):
        return None
