"""Questions made in a process of its own, for programs that must not wait: ``python -m`` this.

A request is a line of JSON on stdin, with ``do`` and what it takes; its answers are lines of JSON
on stdout: how far it is (``{"stage": "reading"}``), and at last what was made (``question_set`` and
``notes``) or why that can't be (``error``, fit for a user). Requests are answered one after the
other; at the end of stdin the process ends, so that it never outlives whoever started it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from typing import Any, TextIO

import msgspec

from quizgen.errors import QuizgenError

Tell = Callable[[str], None]


def generate(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """A first question set: ``article``, ``settings``, ``seed``, ``changed``."""
    from quizgen.models import Article, Settings
    from quizgen.pipeline import generate

    article = msgspec.convert(request["article"], Article)
    settings = msgspec.convert(request["settings"], Settings)
    tell("reading")
    made = generate(article, settings, request["seed"], request["changed"])
    return {"question_set": made.to_dict(), "notes": []}


def regenerate(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """The next generation: ``question_set``, ``keep``, ``reject``, ``seed``, ``settings``."""
    from quizgen.models import QuestionSet, Settings
    from quizgen.regeneration import regenerate

    question_set = QuestionSet.from_dict(request["question_set"])
    tell("asking" if _knows_its_facts(question_set) else "reading")
    made = regenerate(
        question_set,
        keep=request["keep"],
        reject=request["reject"],
        seed=request["seed"],
        settings=msgspec.convert(request["settings"], Settings),
        changed=request["changed"],
    )
    return {"question_set": made.question_set.to_dict(), "notes": list(made.notes)}


def edit(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """A question in a teacher's words: ``question_set``, ``question``, ``edit``, ``changed``."""
    from quizgen.edits import Edit, edit
    from quizgen.models import QuestionSet

    question_set = QuestionSet.from_dict(request["question_set"])
    tell("asking" if _knows_its_facts(question_set) else "reading")
    change = msgspec.convert(request["edit"], Edit)
    made = edit(question_set, request["question"], change, changed=request["changed"])
    return {"question_set": made.to_dict(), "notes": []}


TASKS: dict[str, Callable[[dict[str, Any], Tell], dict[str, Any]]] = {
    "generate": generate,
    "regenerate": regenerate,
    "edit": edit,
}
"""What can be asked for, by name."""


def answers(requests: TextIO, tell: Callable[[dict[str, Any]], None]) -> None:
    """Answer every request."""
    while line := requests.readline():  # at once, where iterating might wait for more lines
        request = json.loads(line)
        try:
            made = TASKS[request["do"]](request, lambda stage: tell({"stage": stage}))
        except QuizgenError as error:
            tell({"error": str(error)})
        except MemoryError:
            tell({"error": "there is not enough memory for an article as long as this"})
        except Exception as error:
            logging.getLogger("quizgen.worker").exception("a request failed")
            tell({"error": f"this is a bug in quizgen ({type(error).__name__}); please report it"})
        else:
            tell(made)


def _knows_its_facts(question_set: Any) -> bool:
    from quizgen.kept_facts import basis_of

    facts = question_set.facts
    return facts is not None and facts.basis == basis_of(question_set.article)


def main() -> None:
    # Only answers go out; whatever a library prints goes where errors go.
    sys.stdout.flush()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def tell(answer: dict[str, Any]) -> None:
        print(json.dumps(answer, separators=(",", ":")), file=out, flush=True)

    answers(sys.stdin, tell)


if __name__ == "__main__":
    main()
