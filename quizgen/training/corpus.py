"""Texts with gold attributions: a corpus’s lines, and the project’s own marked texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from quizgen.models import Span
from quizgen.training.markup import MarkedAttribution, read_cases

HELD_OUT = 10
"""One article in so many is held out for choosing and calibrating, never trained on."""


@dataclass(frozen=True)
class Example:
    """One text with all its attributions; nothing is known of the ``unsure`` stretches."""

    id: str
    text: str
    attributions: tuple[MarkedAttribution, ...]
    unsure: tuple[Span, ...] = ()


def read_corpus(path: Path) -> list[Example]:
    """A file of one JSON object a line: ``id``, ``text``, ``attributions``, perhaps ``discard``.

    An attribution has ``source``, ``cue`` and ``content``, each a list of ``[start, end]`` in
    characters of the text or null.
    """
    with path.open(encoding="utf-8") as lines:
        return [_example(json.loads(line)) for line in lines if line.strip()]


def _example(row: dict[str, Any]) -> Example:
    return Example(
        id=row["id"],
        text=row["text"],
        attributions=tuple(
            MarkedAttribution(
                _spans(a.get("source")), _spans(a.get("cue")), _spans(a.get("content"))
            )
            for a in row["attributions"]
        ),
        unsure=_spans(row.get("discard")),
    )


def _spans(value: Any) -> tuple[Span, ...]:
    if not value:
        return ()
    if isinstance(value[0], int):
        value = [value]
    return tuple(sorted(Span(start, end) for start, end in value))


def read_supplement() -> list[Example]:
    """The marked texts that lie beside this module."""
    folder = files("quizgen.training") / "supplement"
    return [
        Example(f"{name}:{case.line}", case.marked.text, case.marked.attributions)
        for name, text in sorted((file.name, file.read_text("utf-8")) for file in folder.iterdir())
        for case in read_cases(text)
    ]


def split(examples: list[Example]) -> tuple[list[Example], list[Example]]:
    """What is trained on, and what is held out: every tenth article in the corpus’s order."""
    held_out = [e for i, e in enumerate(examples) if i % HELD_OUT == HELD_OUT - 3]
    kept = {e.id for e in held_out}
    return [e for e in examples if e.id not in kept], held_out


def shifted(spans: tuple[Span, ...], places: list[int]) -> Iterator[Span]:
    """Spans after a change of the text; ``places`` maps each old offset to its new one."""
    for span in spans:
        yield Span(places[span.start], places[span.end])
