"""What was found in an article, as the JSON that ``quizgen facts`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quizgen.models import Article, Attribution, DatedEvent, Facts, Span, Speaker, Timex


def fact_line(article: Article, facts: Facts) -> dict[str, Any]:
    """An article and its facts; every place is [start, end) in characters of ``text``."""
    text = article.text
    places = {timex.span: number for number, timex in enumerate(facts.timexes)}
    return {
        "id": article.id,
        "published": article.published.isoformat() if article.published else None,
        "text": text,
        "body": _pairs(article.body),
        "attributions": [_attribution(attribution) for attribution in facts.attributions],
        "timexes": [_timex(timex, text) for timex in facts.timexes],
        "events": [_event(event, places, text) for event in facts.events],
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "kind": attribution.kind,
        "speaker": _speaker(attribution.speaker),
        "rule": attribution.rule,
        "asserted": attribution.asserted,
        "confidence": round(attribution.confidence, 4),
    }


def _speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {"name": speaker.name, "role": speaker.role, "type": speaker.type}


def _timex(timex: Timex, text: str) -> dict[str, Any]:
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.span.of(text),
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "anchor": timex.anchor,
    }


def _event(event: DatedEvent, places: dict[Span, int], text: str) -> dict[str, Any]:
    return {
        "span": [event.span.start, event.span.end],
        "timex": places.get(event.timex.span),  # an index into `timexes`
        "text": event.span.of(text),
        "attributed_to": event.attributed_to.name if event.attributed_to else None,
    }
