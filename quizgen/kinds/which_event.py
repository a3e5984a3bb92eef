"""What happened on that date?

"According to the article, what happened on 27 February 2016?"
"""

from __future__ import annotations

from quizgen.dates import granularity, interval, write_date
from quizgen.drafting import Drafts, Material, draft, passage, sentence_case, shared
from quizgen.kinds.when import is_named_by_weekday, sure
from quizgen.kinds.whys import AT, when_that_was
from quizgen.kinds.wording import event_evidence
from quizgen.models import Occurrence
from quizgen.options import other_events

TOLD_AGAIN = 0.6
"""Share of the shorter one's words from which two clauses may tell of one event."""


def which_event(material: Material) -> Drafts:
    """A question for the event of each date."""
    seen: set[str] = set()  # a date is asked about once, whatever else happened then
    for occurrence in material.facts.occurrences:
        value = occurrence.event.timex.value
        if occurrence.problem or not value or not is_told(occurrence):
            continue
        fine = granularity(value)
        confidence = sure(material, occurrence.event.timex)
        if fine is None or confidence is None or value in seen:
            continue
        seen.add(value)
        others = [
            other
            for other in other_events(occurrence, material.facts.occurrences)
            if is_told(other)
            and _planned(other) == _planned(occurrence)
            and sure(material, other.event.timex) is not None
        ]
        # One event told twice ("talks began", "peace talks began") is one option, the fuller one.
        fullest = {o.id: o for o in sorted(others, key=lambda o: len(o.clause))}
        told = {sentence_case(o.clause): o for o in fullest.values()}
        texts = list(told)
        dice = material.dice("events", occurrence.id)
        dice.shuffle(texts)
        texts = _apart(texts, told)
        weekday = is_named_by_weekday(material, occurrence.event.timex)
        date = write_date(value, material.order, weekday=weekday)
        verb = "was due to happen" if _planned(occurrence) else "happened"
        yield draft(
            material,
            "which_event",
            facts=[occurrence.id],
            stem=f"According to the article, what {verb} {AT[fine]} {date}?",
            answer=sentence_case(occurrence.clause),
            wrong=texts,
            why={text: _date(material, told[text]) for text in texts},
            evidence=event_evidence(material, occurrence),
            feedback=f"The article says: {passage(material, occurrence.sentences)}",
            speaker=occurrence.event.attributed_to,
            timex=occurrence.event.timex,
            confidence=confidence,
            rule=f"date-{occurrence.event.timex.anchor}",
        )


def _apart(texts: list[str], told: dict[str, Occurrence]) -> list[str]:
    """Without what tells an earlier one again: "Peace talks began", "X restarted peace talks"."""
    kept: list[str] = []
    for text in texts:
        again = (
            shared(text, other) >= TOLD_AGAIN or _is_one(told[text], told[other]) for other in kept
        )
        if not any(again):
            kept.append(text)
    return kept


def _is_one(one: Occurrence, two: Occurrence) -> bool:
    """Whether two clauses may be of one event: "won the Leith primary", "captured Leith"."""
    days, others = (interval(o.event.timex.value or "") for o in (one, two))
    if days is None or others is None or one.event.subject != two.event.subject:
        return False
    if days.last < others.first or others.last < days.first:
        return False
    names = [{word for word in o.event.arguments.split() if word[:1].isupper()} for o in (one, two)]
    return bool(names[0] & names[1])


def is_told(occurrence: Occurrence) -> bool:
    """Whether its clause can stand as an option: it has a verb, and says more than "it is"."""
    verbless = occurrence.event.voice == "noun" and not occurrence.clause.endswith(" place")
    return not verbless and occurrence.event.relation == "at"


def _date(material: Material, occurrence: Occurrence) -> str:
    certain = sure(material, occurrence.event.timex) is not None
    return when_that_was(material, occurrence) if certain else ""


def _planned(occurrence: Occurrence) -> bool:
    return occurrence.event.tense != "past"
