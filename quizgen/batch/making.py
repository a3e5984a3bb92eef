"""From an article to its set's file, in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from quizgen.batch.apart import GivenUpError, apart
from quizgen.batch.job import Job
from quizgen.batch.places import Place
from quizgen.batch.reading import Read
from quizgen.errors import ArticleError, FormatError, OutputError, QuizgenError
from quizgen.json_files import parse, question_set_json, to_line
from quizgen.models import Article, QuestionSet


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an article."""

    questions: int = 0
    why: str | None = None  # why it has none
    bad: bool = False  # and that isn't the article's nature, but a mistake
    final: bool = True  # it won't be otherwise another time


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a worker can't go on, with this article or any."""

    why: str


@cache
def prepare() -> None:
    """Get this process ready, once: others work on the same machine, and no article is to wait for
    the models within its own time."""
    from quizgen.article import article_from_text
    from quizgen.facts import find_facts
    from quizgen.threads import one_thread_a_process

    one_thread_a_process()
    with suppress(Exception):  # which the first article meets, too, and says
        find_facts(article_from_text("Ada Brook said no on Tuesday.", language="en"))


def make_sets(
    read: tuple[Sequence[Read], Sequence[Article | None]],
    files: Sequence[str | None],
    job: Job,
) -> list[Made | None] | Stopped:
    """Write the set of each article that has a file to go to, as :func:`read_inputs` gave them.

    Args:
        read: What is known of each, and the articles.
        files: Where each goes; None where none is to be made.
        job: The run.
    """
    outcomes: list[Made | None] = []
    for article, file in zip(read[1], files, strict=True):
        if article is None or file is None:
            outcomes.append(None)
            continue
        try:
            made: Made | Stopped = apart(
                make_set, article, file, job, seconds=job.time_limit, before=prepare
            )
        except GivenUpError as error:
            made = Made(why=str(error), bad=True, final=False)
        if isinstance(made, Stopped):
            return made
        outcomes.append(made)
    return outcomes


def make_set(article: Article, file: str, job: Job) -> Made | Stopped:
    """Write the set of an article, in whatever process this is.

    One that is there already, whole and for this job, isn't made again: whoever made it was killed
    before it could say so.
    """
    try:
        return _make(article, Place(job.made) / file, job)
    except OutputError as error:
        return Stopped(str(error))


def _make(article: Article, place: Place, job: Job) -> Made:
    from quizgen.pipeline import generate

    there = _already(article, place, job)
    if there is not None:
        return Made(len(there.questions))
    try:
        made = generate(article, job.settings, job.seed)
    except ArticleError as error:
        return Made(why=str(error))
    except QuizgenError as error:
        return Made(why=str(error), bad=True)
    except MemoryError:
        return Made(why="there isn't enough memory for an article like this", bad=True, final=False)
    except Exception as error:
        why = f"this is a bug in quizgen ({type(error).__name__}: {error}); please report it"
        return Made(why=why, bad=True)
    place.write(question_set_json(made) if job.form == "json" else to_line(made.to_dict()))
    return Made(len(made.questions))


def _already(article: Article, place: Place, job: Job) -> QuestionSet | None:
    """The set that is there, if it is the one that would be made."""
    try:
        if not place.exists():
            return None
        found = QuestionSet.from_dict(parse(place.read()))
    except (OSError, FormatError):
        return None
    generation = found.generation
    same = found.article == article and found.settings == job.settings
    return found if same and (generation.number, generation.seed) == (1, job.seed) else None
