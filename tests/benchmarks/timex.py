"""How right the time expressions are, as TempEval-3 scores them, and by form.

``python -m tests.benchmarks.timex GOLD.jsonl``, each line of which has ``id``, ``text``,
``published`` and ``timexes``: ``start``, ``end``, ``type`` and ``value``. Annotated texts may not
be passed on and are not part of the project; TimeBank and AQUAINT are such corpora.

Source:
    UzZaman et al. (2013), SemEval-2013 Task 1: TempEval-3, section 4. A relaxed match is an overlap
    of spans, one to one. DATE counts only dates written as a year, a month or a day.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgen.analysis import parse
from quizgen.article import article_from_text
from quizgen.facts.editing import Editor
from quizgen.facts.events import Context, find_events
from quizgen.facts.events.doubts import is_told
from quizgen.facts.quotations import find_quotations
from quizgen.facts.speakers import Cast
from quizgen.facts.timex import timexes_of
from quizgen.facts.timex.forms import confidence_of, form_of
from quizgen.json_files import parse as parse_json
from quizgen.models import Article, Span, Timex

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
ALL = "all forms together"


@dataclass(frozen=True)
class Gold:
    """One annotated time expression."""

    span: Span
    type: str
    value: str | None


def read_gold(path: Path) -> Iterator[tuple[Article, list[Gold]]]:
    """Articles with what was annotated in them."""
    with path.open("rb") as lines:
        for line in lines:
            fields: dict[str, Any] = parse_json(line)
            article = article_from_text(
                fields["text"], published=fields["published"], id=fields["id"]
            )
            yield (
                article,
                [
                    Gold(Span(t["start"], t["end"]), t["type"], t["value"])
                    for t in fields["timexes"]
                ],
            )


def matched(gold: Sequence[Gold], found: Sequence[Timex]) -> dict[int, int]:
    """Which annotated expression each found one overlaps most, one to one."""
    pairs = sorted(
        (
            -(one.span == other.span),
            max(one.span.start, other.span.start) - min(one.span.end, other.span.end),
            i,
            j,
        )
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if one.span.overlaps(other.span)
    )
    result: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in pairs:
        if i not in taken and j not in result:
            result[j] = i
            taken.add(i)
    return result


def is_date(type_: str, value: str | None) -> bool:
    return type_ == "DATE" and bool(DATE.fullmatch(value or ""))


def holds(found: Timex, gold: Gold) -> bool:
    """Whether the annotated value lies in the one that was found, and is no coarser.

    Who asks in which year it was is right with 1988 where 1988-Q3 was annotated; 1968-XX is how
    some annotators write 1968.
    """
    if found.value == gold.value:
        return True
    value = (found.value or "").split("T")[0]  # of "Tuesday evening" the day is asked about
    return gold.type in ("DATE", "TIME") and (
        gold.value == value or (gold.value or "").startswith((f"{value}-", f"{value}T"))
    )


def ratio(hits: int, of: int) -> str:
    return f"{100 * hits / of:5.1f} ({hits}/{of})" if of else "    – (0/0)"


def f1(hits: int, found: int, gold: int) -> str:
    return f"{200 * hits / (found + gold):5.1f}" if found + gold else "    –"


def lines(path: Path) -> Iterator[str]:
    """What is printed of a corpus."""
    n: dict[str, int] = defaultdict(int)
    forms: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for article, gold in read_gold(path):
        found = timexes_of(article)
        pairs = matched(gold, found)
        n["gold"] += len(gold)
        n["found"] += len(found)
        n["overlap"] += len(pairs)
        n["value"] += sum(found[j].value == gold[i].value for j, i in pairs.items())
        n["gold dates"] += sum(is_date(g.type, g.value) for g in gold)
        for j, timex in enumerate(found):
            other = gold[pairs[j]] if j in pairs else None
            right = other is not None and other.value == timex.value
            if is_date(timex.type, timex.value):
                n["dates"] += 1
                n["right dates"] += right and other is not None and other.type == "DATE"
            form = form_of(timex, timex.span.of(article.text))
            if form is None or not any(part.covers(timex.span) for part in article.body):
                continue
            counts = forms[form]
            if other is None:
                counts[2] += 1
                continue
            counts[0] += holds(timex, other)
            counts[1] += 1
    yield f"spans, relaxed F1: {f1(n['overlap'], n['found'], n['gold'])}"
    yield f"values F1: {f1(n['value'], n['found'], n['gold'])}"
    yield (
        f"DATE precision: {ratio(n['right dates'], n['dates'])},"
        f" F1: {f1(n['right dates'], n['dates'], n['gold dates'])}"
    )
    yield "right values by form, in the body of the articles (found, but not annotated):"
    for form, (right, annotated, other_found) in sorted(forms.items()):
        yield f"  {form}: {ratio(right, annotated)} ({other_found})"


def events_of(article: Article) -> Iterator[tuple[Timex, bool]]:
    """The dates of the events that an article tells of, where tense and date agree.

    With each, whether its event is plain enough to be asked about.
    """
    doc = parse(article)
    quoted = [quotation.span for quotation in find_quotations(article.text, article.body)]
    cast = Cast(doc, article.body, quoted, [])
    editor = Editor(doc, cast, article.body, quoted)
    context = Context(doc, article, [], cast, editor, timexes_of(article))
    for occurrence in find_events(context):
        if is_told(occurrence) and context.fits(occurrence.event):
            yield occurrence.event.timex, occurrence.problem is None


def event_lines(path: Path) -> Iterator[str]:
    """What is printed of the dates that events are told with, and of those that are asked for."""
    told: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    asked: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for article, gold in read_gold(path):
        events = list(events_of(article))
        pairs = matched(gold, [timex for timex, _ in events])
        for j, (timex, is_plain) in enumerate(events):
            words = timex.span.of(article.text)
            form = form_of(timex, words)
            if form is None or form.endswith("length"):
                continue
            right = j in pairs and holds(timex, gold[pairs[j]])
            tables = [told, asked] if is_plain and confidence_of(timex, words) else [told]
            for table in tables:
                for row in (form, ALL):
                    table[row][0] += right
                    table[row][1] += 1
    for title, table in (("told of", told), ("asked about", asked)):
        yield f"right values by form, of events that are {title}:"
        for form, (right, count) in sorted(table.items(), key=lambda row: (row[0] == ALL, row[0])):
            yield f"  {form}: {ratio(right, count)}"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.timex", description=__doc__)
    options.add_argument("gold", type=Path, help="annotated articles, JSON lines")
    path = options.parse_args().gold
    for line in (*lines(path), *event_lines(path)):
        print(line)


if __name__ == "__main__":
    main()
