"""Notes and decks on their way into an Anki package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from decks.note_types import NoteType


class Note(NamedTuple):
    """One note, ready for Anki."""

    guid: str
    note_type: NoteType
    fields: tuple[str, ...]  # HTML, one for each field of the note type
    sort: str  # plain text to sort by
    tags: tuple[str, ...]
    changed: int  # when its content last changed, seconds since 1970 UTC
    card: int | None  # number of the template that makes its card, from 0; None: it has no card


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck's name, what it says about itself, and its notes in the order new ones are asked."""

    id: int
    name: str
    description: str  # HTML
    notes: Sequence[Note]
