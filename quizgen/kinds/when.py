"""When did it happen?

"On what date did the Russian and US-brokered ceasefire begin?"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.dates import granularity, typed_forms, write_date
from quizgen.distractors import other_dates
from quizgen.drafting import Draft, Drafts, Material, draft, passage
from quizgen.kinds.whys import what_happened_then
from quizgen.kinds.wording import event_evidence
from quizgen.models import LeftOut, Occurrence

ASK = {
    "day": "On what date",
    "month": "In which month",
    "year": "In which year",
    "month-day": "On what date",
    "month-name": "In which month",
    "weekday": "On which day of the week",
}
# Anchors of values sure enough to be a key, and how sure.
CONFIDENCE = {
    "explicit": 0.95,
    "month-day": 0.96,
    "weekday": 0.95,
    "offset": 0.92,
    "month": 0.9,
    "holiday": 0.6,
}
SURE = frozenset(CONFIDENCE)
UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def when(material: Material) -> Drafts:
    """A question for the date of each event, and for the length of each time limit."""
    seen: set[str] = set()
    for occurrence in material.facts.occurrences:
        if occurrence.id in seen:
            continue
        if occurrence.problem:
            yield LeftOut("when", occurrence.clause, "stands_alone", occurrence.problem)
            continue
        made = (
            _within(material, occurrence)
            if occurrence.event.timex.type == "DURATION"
            else _ask(material, occurrence)
        )
        if isinstance(made, Draft):
            seen.add(occurrence.id)
        yield made


def according_to(occurrence: Occurrence) -> str:
    """As in ", according to Bashar Assad," where only somebody's words say so."""
    speaker = occurrence.event.attributed_to
    return f", according to {speaker.name}," if speaker else ""


def _ask(material: Material, occurrence: Occurrence) -> Draft | LeftOut:
    timex = occurrence.event.timex
    value = timex.value
    fine = granularity(value) if value else None
    if value is None or fine is None or timex.anchor not in SURE:
        return LeftOut("when", occurrence.clause, "certain_key", "its date has no certain value")
    if occurrence.inverted is None:
        return LeftOut("when", occurrence.clause, "grammar", "no clean question can be made of it")
    true = {
        other.event.timex.value
        for other in material.facts.occurrences
        if other.event.timex.value and _same_event(other, occurrence)
    }
    past = occurrence.event.tense == "past"
    weekday = timex.anchor == "weekday" and fine == "day"
    dated = [o for o in material.facts.occurrences if o.event.timex.anchor in SURE]
    values = other_dates(material, timex, true | {value}, past)[: material.distractors]
    # In order of time, as on any calendar: the place of the key then tells nothing.
    shown = sorted([value, *values])
    texts = {v: write_date(v, material.order, weekday=weekday) for v in shown}
    preposition, _, inverted = occurrence.inverted.rpartition("|")
    lead = ASK[fine]
    if preposition:
        lead = f"{preposition.capitalize()} {lead.split(' ', 1)[1]}"
    made = draft(
        material,
        "when",
        facts=[occurrence.id],
        stem=f"{lead}{according_to(occurrence)} {inverted}?",
        answer=texts[value],
        wrong=[texts[v] for v in values],
        why={texts[v]: what_happened_then(v, dated) for v in values},
        accepted=[*typed_forms(value), " ".join(timex.span.of(material.article.text).split())],
        evidence=event_evidence(material, occurrence),
        feedback=_feedback(material, occurrence, texts[value]),
        speaker=occurrence.event.attributed_to,
        timex=timex,
        confidence=CONFIDENCE[timex.anchor],
        rule=f"date-{timex.anchor}",
        names=occurrence.names,
    )
    return in_order(made, [texts[v] for v in shown])


def in_order(made: Draft, texts: Sequence[str]) -> Draft:
    """The draft with its options in the order of these texts."""
    options = tuple(sorted(made.question.options, key=lambda option: texts.index(option.text)))
    return replace(made, question=replace(made.question, options=options))


def _same_event(one: Occurrence, other: Occurrence) -> bool:
    return one.clause == other.clause or one.id == other.id


def _feedback(material: Material, occurrence: Occurrence, answer: str) -> str:
    words = occurrence.event.timex.span.of(material.article.text)
    text = f"The article says: {passage(material, occurrence.sentences)}"
    published = material.article.published
    if occurrence.event.timex.anchor in ("explicit", "year") or words in answer or not published:
        return text
    day = write_date(str(published), material.order, weekday=True)
    return f"{text} – “{words}” in an article of {day} is {answer}."


def _within(material: Material, occurrence: Occurrence) -> Draft | LeftOut:
    """As in "… a presidential election to be held within ____"."""
    value = occurrence.event.timex.value or ""
    number, unit = value[1:-1], value[-1:]
    if not (value.startswith("P") and number.isdigit() and unit in UNITS):
        return LeftOut("when", occurrence.clause, "certain_key", "its length is no plain number")
    count, name = int(number), UNITS[unit]

    def written(n: int) -> str:
        return f"{n} {name}" if n == 1 else f"{n} {name}s"

    stem = _limit(material, occurrence)
    if stem is None:
        return LeftOut("when", occurrence.clause, "grammar", "no sentence with a gap fits it")
    step = 6 if unit == "M" and count % 6 == 0 else max(1, count // 3)
    others = [n for n in (count - step, count + step, count + 2 * step, count - 2 * step) if n > 0]
    numbers = sorted([count, *others[: material.distractors]])
    made = draft(
        material,
        "when",
        facts=[occurrence.id],
        stem=stem,
        answer=written(count),
        wrong=[written(n) for n in others],
        accepted=[" ".join(occurrence.event.timex.span.of(material.article.text).split())],
        evidence=event_evidence(material, occurrence),
        feedback=f"The article says: {passage(material, occurrence.sentences)}",
        speaker=occurrence.event.attributed_to,
        timex=occurrence.event.timex,
        confidence=0.9,
        rule="duration",
        names=occurrence.names,
    )
    return in_order(made, [written(n) for n in numbers])


def _limit(material: Material, occurrence: Occurrence) -> str | None:
    """The statement that sets the time limit, with a gap for it."""
    timex = occurrence.event.timex.span
    words = timex.of(material.article.text)
    for statement in material.facts.statements:
        holds = any(span.covers(timex) for span in statement.attribution.content)
        if not holds or statement.problem or statement.speaker is None:
            continue
        if statement.wording.count(words) != 1 or statement.frame not in ("clause", "object"):
            return None
        that = "that " if statement.frame == "clause" else ""
        wording = statement.wording.replace(words, "____")
        return f"Complete: {statement.speaker.name} {statement.verb} {that}{wording}."
    return None
