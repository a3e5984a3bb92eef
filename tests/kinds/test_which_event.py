"""What stands beside the right event in “What happened on …?”."""

from __future__ import annotations

from dataclasses import replace

from quizgen.drafting import Draft
from quizgen.kinds.which_event import which_event
from quizgen.models import Occurrence
from tests.kinds.making import facts, material, occurrence


def told(subject: str, verb: str, arguments: str, value: str) -> Occurrence:
    made = occurrence(f"{subject} {verb} {arguments}", value)
    timex = replace(made.event.timex, anchor="explicit")
    event = replace(made.event, subject=subject, arguments=arguments, timex=timex)
    return replace(made, event=event)


def test_one_event_told_twice_is_one_option() -> None:
    """Who "won the Leith primary" and "captured Leith" in one month did one thing."""
    key = told("Ada Brook", "opened", "the Karst regatta", "2016-03")
    found = (
        key,
        told("Tom Vance", "claimed", "a victory in the Leith primary", "2016-02"),
        told("Tom Vance", "captured", "the neighbouring state of Leith", "2016-02"),
        told("Lee Marsh", "founded", "the Norvik museum", "2015-11"),
    )
    for seed in range(8):
        drafts = which_event(material(facts(occurrences=found), seed))
        [question] = [
            d.question
            for d in drafts
            if isinstance(d, Draft) and d.question.answer.endswith("regatta")
        ]
        options = [option.text for option in question.options]
        assert sum(text.startswith("Tom Vance") for text in options) == 1
        assert len(options) == 3
