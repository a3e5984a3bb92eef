"""Which came first?

"Which of these came first?"
"""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.dates import granularity, interval
from quizgen.drafting import Draft, Drafts, Material, alike, draft, passage, sentence_case
from quizgen.facts.events.plain_verbs import UNKNOWN
from quizgen.kinds.when import sure
from quizgen.kinds.which_event import is_told
from quizgen.kinds.whys import when_that_was
from quizgen.kinds.wording import event_evidence
from quizgen.models import Occurrence, identity

LEAST = 3
"""Events that make a question: with two, half the class is right by luck."""


def which_first(material: Material) -> Drafts:
    """For each event that begins a row of datable ones, which of the row came first."""
    # "began" beside "will": the tense alone would tell what came first.
    for planned in (False, True):
        row = _in_order(material, planned)
        for index in range(len(row) - LEAST + 1):
            if row[index].problem is None:
                yield _ask(material, row[index], row[index + 1 :], planned)


def _ask(material: Material, key: Occurrence, later: Sequence[Occurrence], planned: bool) -> Draft:
    """Which of these came first, the key being the earliest."""
    dice = material.dice("first", key.id)
    count = min(material.distractors, len(later))
    # The next one always: telling the nearest two apart is what is asked.
    chosen = [later[0], *sorted(dice.sample(later[1:], count - 1), key=later.index)]
    stem = (
        "According to the article, which of these was due to come first?"
        if planned
        else "According to the article, which of these came first?"
    )
    return draft(
        material,
        "which_first",
        facts=[identity("order", key.id)],
        stem=stem,
        answer=sentence_case(key.clause),
        wrong=[sentence_case(o.clause) for o in chosen],
        why={sentence_case(o.clause): when_that_was(material, o) for o in chosen},
        evidence=[s for o in (key, *chosen) for s in event_evidence(material, o)],
        feedback="The article says: "
        + passage(material, [s for o in (key, *chosen) for s in o.sentences]),
        timex=key.event.timex,
        confidence=min(_certainty(material, o) for o in (key, *chosen)),
        rule="date-order",
    )


def _certainty(material: Material, occurrence: Occurrence) -> float:
    """How sure the date of an event of the row is, 0..1."""
    return sure(material, occurrence.event.timex) or 0.0


def _in_order(material: Material, planned: bool) -> list[Occurrence]:
    """Events of which each is certainly over before the next begins, one a date."""
    dated: list[tuple[Occurrence, int, int]] = []
    for occurrence in material.facts.occurrences:
        timex = occurrence.event.timex
        days = interval(timex.value) if timex.value else None
        if occurrence.problem not in (None, *UNKNOWN) or days is None or not is_told(occurrence):
            continue
        if (occurrence.event.tense != "past") != planned:
            continue
        if sure(material, timex) is None or granularity(timex.value or "") is None:
            continue
        dated.append((occurrence, days.first.toordinal(), days.last.toordinal()))
    dated.sort(key=lambda d: (d[1], d[2], d[0].event.span))
    row: list[Occurrence] = []
    end = 0
    for occurrence, first, last in dated:
        if first > end and not any(alike(occurrence.clause, o.clause) >= 0.5 for o in row):
            row.append(occurrence)
            end = last
    return row
