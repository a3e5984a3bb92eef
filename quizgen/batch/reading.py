"""From an input to an article, in the process that will work on it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizgen.article import article_from_bytes, article_from_text
from quizgen.article.corpus import article_of_line
from quizgen.article.formats import MOST_BYTES
from quizgen.article.metadata import Metadata, parse_metadata
from quizgen.batch.apart import GivenUpError, apart
from quizgen.batch.duplicates import Fingerprint, fingerprint_of
from quizgen.batch.inputs import Input
from quizgen.batch.job import Job
from quizgen.batch.places import Place
from quizgen.errors import QuizgenError
from quizgen.models import Article, identity, normalised

PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
UNFIT = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of an input once it is read; the article itself stays where it was read."""

    input: str
    key: str = ""  # names the bytes; empty where they couldn't be read
    same: bool = False  # these bytes are dealt with already
    id: str = ""
    title: str = ""
    file: str = ""  # for its set, below the folder of sets
    fingerprint: Fingerprint | None = None
    trouble: str | None = None  # why it can't be used
    final: bool = True  # and it won't be otherwise another time


@dataclass(frozen=True, slots=True)
class Known:
    """What became of an input in an earlier run."""

    key: str  # names the bytes that it had
    file: str | None = None  # of its set; dealt with as long as that is there


@cache
def prepare() -> None:
    """Load what most articles need, so that none waits for it within its own time."""
    with suppress(Exception):  # which the first article meets, too, and says
        article_from_text("Ada Brook said no on Tuesday.")


def read_inputs(
    inputs: Sequence[Input], known: Sequence[Known | None], job: Job
) -> tuple[list[Read], list[Article | None]]:
    """What is known of each input, and its article.

    Args:
        inputs: What to read.
        known: What became of each in an earlier run; None where nothing did.
        job: The run.
    """
    reads: list[Read] = []
    articles: list[Article | None] = []
    for each, before in zip(inputs, known, strict=True):
        if each.trouble is not None:
            read, article = Read(each.name, trouble=each.trouble, final=False), None
        else:
            try:
                read, article = apart(
                    read_input, each, before, job, seconds=job.time_limit, before=prepare
                )
            except GivenUpError as error:
                read, article = Read(each.name, trouble=str(error), final=False), None
        reads.append(read)
        articles.append(article)
    return reads, articles


def read_input(each: Input, before: Known | None, job: Job) -> tuple[Read, Article | None]:
    """What is known of an input, and its article, in whatever process this is."""
    try:
        data, beside = _bytes_of(each)
        key = _key(data, beside, each)
        if before is not None and before.key == key:
            if before.file is None or (Place(job.made) / before.file).exists():
                return Read(each.name, key, same=True), None
    except Exception as error:  # each store has errors of its own, and another time may be better
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return Read(each.name, trouble=f"cannot read it: {reason}", final=False), None
    try:
        article = _article(data, beside, each, job)
    except QuizgenError as error:
        return Read(each.name, key, trouble=str(error)), None
    except MemoryError:
        return Read(each.name, key, trouble="there isn't enough memory", final=False), None
    except Exception as error:
        why = f"this is a bug in quizgen ({type(error).__name__}: {error}); please report it"
        return Read(each.name, key, trouble=why), None
    read = Read(
        each.name,
        key,
        id=article.id,
        title=article.title,
        file=_file(article, each),
        fingerprint=fingerprint_of(article, near=job.near),
    )
    return read, article


def _bytes_of(each: Input) -> tuple[bytes, bytes | None]:
    if each.line is not None:
        return each.line, None
    beside = Place(each.beside).read(MOST_BYTES + 1) if each.beside else None
    return Place(each.url).read(MOST_BYTES + 1), beside


def _key(data: bytes, beside: bytes | None, each: Input) -> str:
    """A name of all that an article is made of: also of the file's name, which may be its title."""
    digest = hashlib.sha256(data)
    digest.update(b"\0" + (beside or b"") + b"\0" + (each.stem or "").encode(errors="replace"))
    return digest.hexdigest()[:32]


def _article(data: bytes, beside: bytes | None, each: Input, job: Job) -> Article:
    if each.line is not None:
        return article_of_line(data, published=job.published, language=job.language)
    known: Metadata = {}
    if beside is not None and each.beside is not None:
        known = parse_metadata(beside, Path(Place(each.beside).name))
    return article_from_bytes(
        data,
        Place(each.url).name,
        title=known.get("title"),
        published=known.get("published") or job.published,
        id=known.get("id"),
        url=known.get("url"),
        language=job.language,
    )


def _file(article: Article, each: Input) -> str:
    """Where its set goes: a name that no other article's has, whatever else is made."""
    name = _plain(article.id)
    derived = article.id == identity("article", normalised(article.text))
    if derived and each.stem:
        name = f"{UNFIT.sub('-', each.stem.casefold()).strip('-.')[:60] or 'article'}-{article.id}"
    return f"{each.folder}/{name}.json" if each.folder else f"{name}.json"


def _plain(id: str) -> str:
    """An id as a file's name on any system, on which large and small letters may be the same."""
    if PLAIN.fullmatch(id):
        return id
    short = UNFIT.sub("-", id.casefold()).strip("-.")[:60]
    return f"{short or 'article'}-{identity('file', id, length=12)}"
