"""When did it happen?

"On what date did the Russian and US-brokered ceasefire begin?"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from quizgen.dates import (
    Granularity,
    granularity,
    interval,
    names_weekday,
    typed_forms,
    write_date,
)
from quizgen.drafting import GAP, Draft, Drafts, Material, draft, passage, sentence_case
from quizgen.facts.timex.forms import confidence_of
from quizgen.kinds.whys import what_happened_then
from quizgen.kinds.wording import event_evidence
from quizgen.models import LeftOut, Occurrence, Timex
from quizgen.options import other_dates

ASK: dict[Granularity, str] = {
    "day": "On what date",
    "month": "In which month",
    "year": "In which year",
    "month-day": "On what date",
    "month-name": "In which month",
    "weekday": "On which day of the week",
}
NOUN: dict[Granularity, str] = {
    "day": "date",
    "month": "month",
    "year": "year",
    "month-day": "date",
    "month-name": "month",
    "weekday": "day of the week",
}
NOT_SURE = "times of its form are not sure enough"
UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def when(material: Material) -> Drafts:
    """A question for the date of each event, for its two ends, and for each time limit."""
    seen: set[str] = set()
    for occurrence in material.facts.occurrences:
        if occurrence.id in seen or occurrence.event.relation == "for":
            continue
        if occurrence.problem:
            yield LeftOut("when", occurrence.clause, "stands_alone", occurrence.problem)
            continue
        ask = {"within": _within, "throughout": _range, "between": _range}
        made = ask.get(occurrence.event.relation, _date)(material, occurrence)
        if isinstance(made, Draft):
            seen.add(occurrence.id)
        yield made


def according_to(occurrence: Occurrence) -> str:
    """As in ", according to Bashar Assad," where only somebody's words say so."""
    speaker = occurrence.event.attributed_to
    if speaker is not None and occurrence.event.subject == speaker.name:
        return ""  # of what somebody did or will do, nobody else is asked
    return f", according to {speaker.name}," if speaker else ""


def sure(material: Material, timex: Timex) -> float | None:
    """How sure a date is, 0..1; None where its form is not sure enough to be asked about."""
    return confidence_of(timex, timex.span.of(material.article.text))


def is_named_by_weekday(material: Material, timex: Timex) -> bool:
    """Whether the article gives the weekday, which the key then has as well."""
    fine = granularity(timex.value) if timex.value else None
    return fine == "day" and names_weekday(timex.span.of(material.article.text))


def _date(material: Material, occurrence: Occurrence) -> Draft | LeftOut:
    timex = occurrence.event.timex
    value = timex.value
    fine = granularity(value) if value else None
    confidence = sure(material, timex)
    if value is None or fine is None:
        return LeftOut("when", occurrence.clause, "certain_key", "its date has no certain value")
    if confidence is None:
        return LeftOut("when", occurrence.clause, "certain_key", NOT_SURE)
    if fine == "year" and _holds_publication(material, value) and timex.anchor == "offset":
        reason = "it is the year of the article itself"
        return LeftOut("when", occurrence.clause, "certain_key", reason)
    if occurrence.inverted is None:
        return LeftOut("when", occurrence.clause, "grammar", "no clean question can be made of it")
    true = {
        other.event.timex.value
        for other in material.facts.occurrences
        if other.event.timex.value and _same_event(other, occurrence)
    }
    past = occurrence.event.tense == "past"
    dated = [o for o in material.facts.occurrences if sure(material, o.event.timex) is not None]
    found = other_dates(material, timex, true | {value}, past, occurrence.clause)
    values = found[: material.distractors]
    # In order of time, as on any calendar: the place of the key then tells nothing.
    shown = sorted([value, *values])
    weekday = is_named_by_weekday(material, timex)
    texts = {v: write_date(v, material.order, weekday=weekday) for v in shown}
    preposition, _, inverted = occurrence.inverted.rpartition("|")
    lead = ASK[fine]
    if preposition:
        lead = f"{preposition.capitalize()} {lead.split(' ', 1)[1]}"
    words = " ".join(timex.span.of(material.article.text).split())
    made = draft(
        material,
        "when",
        facts=[occurrence.id],
        stem=f"{lead}{according_to(occurrence)} {inverted}?",
        answer=texts[value],
        wrong=[texts[v] for v in values],
        why={texts[v]: what_happened_then(v, dated) for v in values},
        accepted=[*typed_forms(value, year_given=value[:4] in words), words],
        evidence=event_evidence(material, occurrence),
        feedback=_feedback(material, occurrence, texts[value]),
        speaker=occurrence.event.attributed_to,
        timex=timex,
        confidence=confidence,
        rule=f"date-{timex.anchor}",
        names=occurrence.names,
    )
    return in_order(made, [texts[v] for v in shown])


def in_order(made: Draft, texts: Sequence[str]) -> Draft:
    """The draft with its options in the order of these texts."""
    options = tuple(sorted(made.question.options, key=lambda option: texts.index(option.text)))
    return replace(made, question=replace(made.question, options=options))


def _holds_publication(material: Material, value: str) -> bool:
    days, published = interval(value), material.article.published
    return days is not None and published is not None and days.first <= published <= days.last


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


def _range(material: Material, occurrence: Occurrence) -> Draft | LeftOut:
    """As in "From which date to which date will the fair run?"."""
    event = occurrence.event
    first, last = event.timex, event.until
    fine = granularity(first.value) if first.value else None
    if last is None or first.value is None or last.value is None or fine is None:
        return LeftOut("when", occurrence.clause, "certain_key", "its dates have no certain value")
    certain = [sure(material, first), sure(material, last)]
    # "3 to 5 March": the bare number is as sure as the date it is part of
    known = [each for each in certain if each is not None]
    if len(known) < (2 if first.anchor != last.anchor else 1) or occurrence.inverted is None:
        return LeftOut("when", occurrence.clause, "certain_key", NOT_SURE)
    between = event.relation == "between"

    def written(start: str, end: str) -> str:
        one, two = (write_date(value, material.order) for value in (start, end))
        return f"between {one} and {two}" if between else f"from {one} to {two}"

    noun = NOUN[fine]
    lead = f"Between which two {noun}s" if between else f"From which {noun} to which {noun}"
    others = list(_other_ranges(material, first.value, last.value, event.tense == "past"))
    dice = material.dice("range", occurrence.id)
    chosen = sorted(dice.sample(others, min(len(others), material.distractors)))
    shown = sorted([(first.value, last.value), *chosen])
    made = draft(
        material,
        "when",
        facts=[occurrence.id],
        stem=f"{lead}{according_to(occurrence)} {occurrence.inverted}?",
        answer=written(first.value, last.value),
        wrong=[written(*ends) for ends in chosen],
        evidence=event_evidence(material, occurrence),
        feedback=f"The article says: {passage(material, occurrence.sentences)}",
        speaker=event.attributed_to,
        timex=first,
        confidence=min(known),
        rule="range",
        names=occurrence.names,
    )
    return in_order(made, [written(*ends) for ends in shown])


def _other_ranges(
    material: Material, first: str, last: str, past: bool
) -> Iterator[tuple[str, str]]:
    """Ranges as long as a true one, earlier and later: none of them holds it."""
    published = material.article.published
    for step in (1, -1, 2, -2, 3, -3):
        start, end = _moved(first, step), _moved(last, step)
        if start is None or end is None:
            continue
        days = interval(end)
        if past and published is not None and days is not None and days.first > published:
            continue
        yield start, end


def _moved(value: str, step: int) -> str | None:
    """A day, month or year so many of its kind later."""
    fine = granularity(value)
    try:
        if fine == "day":
            return str(date.fromisoformat(value) + timedelta(days=step))
        if fine == "month":
            months = int(value[:4]) * 12 + int(value[5:]) - 1 + step
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        if fine == "year":
            return f"{int(value) + step:04d}"
    except (OverflowError, ValueError):
        return None
    if fine == "weekday":
        return f"XXXX-WXX-{(int(value[-1]) - 1 + step) % 7 + 1}"
    return None


def _within(material: Material, occurrence: Occurrence) -> Draft | LeftOut:
    """As in "… a presidential election to be held within ____"."""
    value = occurrence.event.timex.value or ""
    number, unit = value[1:-1], value[-1:]
    if not (value.startswith("P") and number.isdigit() and unit in UNITS):
        return LeftOut("when", occurrence.clause, "certain_key", "its length is no plain number")
    confidence = sure(material, occurrence.event.timex)
    if confidence is None:
        return LeftOut("when", occurrence.clause, "certain_key", NOT_SURE)
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
        confidence=confidence,
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
        wording = statement.wording.replace(words, GAP)
        return (
            f"Complete: {sentence_case(statement.speaker.name)} {statement.verb} {that}{wording}."
        )
    return None
