"""How long did it last?

"For how long was the bridge closed?"
"""

from __future__ import annotations

import re

from quizgen.drafting import Draft, Drafts, Material, draft, passage
from quizgen.kinds.when import NOT_SURE, according_to, in_order, sure
from quizgen.kinds.wording import event_evidence
from quizgen.lexicons import load
from quizgen.models import LeftOut, Occurrence

UNITS = {
    **{"PD": "day", "PW": "week", "PM": "month", "PY": "year"},
    **{"PTH": "hour", "PTM": "minute", "PTS": "second"},
}
MODIFIED = {
    None: "",
    "APPROX": "about ",
    "NEARLY": "nearly ",
    "MORE_THAN": "more than ",
    "LESS_THAN": "less than ",
    "EQUAL_OR_MORE": "at least ",
    "EQUAL_OR_LESS": "up to ",
}


def how_long(material: Material) -> Drafts:
    """A question for the length of each event that has one."""
    seen: set[str] = set()
    for occurrence in material.facts.occurrences:
        if occurrence.event.relation != "for" or occurrence.id in seen:
            continue
        if occurrence.problem:
            yield LeftOut("how_long", occurrence.clause, "stands_alone", occurrence.problem)
            continue
        made = _ask(material, occurrence)
        if isinstance(made, Draft):
            seen.add(occurrence.id)
        yield made


def _ask(material: Material, occurrence: Occurrence) -> Draft | LeftOut:
    timex = occurrence.event.timex
    found = re.fullmatch(r"(PT?)(\d+)([A-Z])", timex.value or "")
    unit = UNITS.get(f"{found[1]}{found[3]}") if found else None
    if found is None or unit is None or timex.mod not in MODIFIED:
        reason = "its length is no plain number"
        return LeftOut("how_long", occurrence.clause, "certain_key", reason)
    if occurrence.inverted is None:
        reason = "no clean question can be made of it"
        return LeftOut("how_long", occurrence.clause, "grammar", reason)
    confidence = sure(material, timex)
    if confidence is None:
        return LeftOut("how_long", occurrence.clause, "certain_key", NOT_SURE)
    count = int(found[2])

    words = " ".join(timex.span.of(material.article.text).split())
    mod = "NEARLY" if re.match("nearly|almost", words, re.IGNORECASE) else timex.mod

    def written(number: int) -> str:
        return f"{MODIFIED[mod]}{number:,} {unit}{'' if number == 1 else 's'}"

    others = other_counts(count, mod)[: material.distractors]
    lasting = occurrence.event.predicate.lower() in load("events")["lasting"]
    made = draft(
        material,
        "how_long",
        facts=[occurrence.id],
        stem=f"{'How long' if lasting else 'For how long'}{according_to(occurrence)}"
        f" {occurrence.inverted}?",
        answer=written(count),
        wrong=[written(number) for number in others],
        accepted=[words, f"{count} {unit}{'' if count == 1 else 's'}"],
        evidence=event_evidence(material, occurrence),
        feedback=f"The article says: {passage(material, occurrence.sentences)}",
        speaker=occurrence.event.attributed_to,
        timex=timex,
        confidence=confidence,
        rule="length",
        names=occurrence.names,
    )
    return in_order(made, [written(number) for number in sorted([count, *others])])


def other_counts(count: int, mod: str | None) -> list[int]:
    """Numbers near a right one that aren't right as well.

    What took more than three weeks took more than two: then only larger ones are wrong, and of
    "less than" only smaller ones.
    """
    step = 1 if count <= 5 else 2 if count <= 12 else 5 if count % 5 == 0 else max(3, count // 6)
    larger = [count + step, count + 2 * step, count + 3 * step]
    smaller = [count - step, count - 2 * step, count - 3 * step]
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return larger
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return [number for number in smaller if number > 0]
    mixed = [number for pair in zip(larger, smaller, strict=True) for number in pair]
    return [number for number in mixed if number > 0]
