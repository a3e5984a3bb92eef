"""How one state of a question set differs from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from quizgen.models import Question, QuestionSet

SHOWN = ("stem", "options", "key", "accepted", "evidence", "feedback")
"""Fields that students see or are judged by, in the order in which a change of them is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One question, asked before and after in different words or with other options."""

    before: Question
    after: Question

    @property
    def id(self) -> str:
        return self.after.id

    @property
    def fields(self) -> tuple[str, ...]:
        """What of it changed: "stem", "options" …; only their order is "order"."""
        changed = [
            name for name in SHOWN if getattr(self.before, name) != getattr(self.after, name)
        ]
        if "options" in changed and sorted(self.before.options, key=_id) == sorted(
            self.after.options, key=_id
        ):
            changed[changed.index("options")] = "order"
        return tuple(changed)


@dataclass(frozen=True, slots=True)
class Diff:
    """What became of each question, in the order of the later set; those gone in the earlier's."""

    kept: tuple[Question, ...]  # as they were, asked for or by luck
    changed: tuple[Change, ...]  # the same fact with other wording or distractors
    new: tuple[Question, ...]
    gone: tuple[Question, ...]  # asked before, and no longer

    def to_dict(self) -> dict[str, Any]:
        """JSON's view of it: whole questions, and for each change what is different."""

        def plain(question: Question) -> Any:
            return msgspec.json.decode(msgspec.json.encode(question))

        return {
            "kept": [plain(question) for question in self.kept],
            "changed": [
                {
                    "id": change.id,
                    "fields": list(change.fields),
                    "before": plain(change.before),
                    "after": plain(change.after),
                }
                for change in self.changed
            ],
            "new": [plain(question) for question in self.new],
            "gone": [plain(question) for question in self.gone],
        }


def difference(before: QuestionSet, after: QuestionSet) -> Diff:
    """What a student who knows the one set finds in the other; the sets may be far apart."""
    old = {question.id: question for question in before.questions}
    asked = {question.id for question in after.questions}
    both = [(old[q.id], q) for q in after.questions if q.id in old]
    return Diff(
        kept=tuple(now for was, now in both if was.is_like(now)),
        changed=tuple(Change(was, now) for was, now in both if not was.is_like(now)),
        new=tuple(question for question in after.questions if question.id not in old),
        gone=tuple(question for question in before.questions if question.id not in asked),
    )


def _id(option: Any) -> str:
    return str(option.id)
