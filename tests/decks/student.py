"""A student with real Anki: imports packages, reviews, edits."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anki.collection import Collection as AnkiCollection
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from decks import anki
from decks.anki import CARD_KINDS, DEFAULT_CARDS, CardKind
from quizgen.models import QuestionSet

if TYPE_CHECKING:  # anki's modules import each other, and only anki.collection may come first
    from anki.cards import Card
    from anki.notes import Note

EASY = 4


class Student:
    """A collection in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.col = AnkiCollection(str(folder / "collection.anki2"))

    def imports(self, path: Path) -> dict[str, int]:
        """Import a package with Anki's default options; how many notes were new, updated …"""
        request = ImportAnkiPackageRequest(
            package_path=str(path), options=ImportAnkiPackageOptions()
        )
        log = self.col.import_anki_package(request).log
        self.col.models._clear_cache()  # as Anki's window does after an import
        counts = {
            name: len(getattr(log, name))
            for name in ("new", "updated", "duplicate", "conflicting", "missing_notetype")
        }
        return {name: count for name, count in counts.items() if count}

    def takes(
        self, question_set: QuestionSet, cards: Collection[CardKind] = DEFAULT_CARDS
    ) -> dict[str, int]:
        """Import the package made from a question set."""
        path = self.folder / "taken.apkg"
        anki.write(question_set, path, cards=cards)
        return self.imports(path)

    def note(self, question_id: str, kind: CardKind | None = None) -> Note:
        """The one note of a question, or that which makes this kind of card."""
        guids = [anki.guid(question_id, kind) for kind in ((kind,) if kind else CARD_KINDS)]
        marks = ", ".join("?" for _ in guids)
        (found,) = self.col.db.list(f"SELECT id FROM notes WHERE guid IN ({marks})", *guids)
        return self.col.get_note(found)

    def card(self, question_id: str, kind: CardKind | None = None) -> Card:
        """The one card of a question, or that of this kind."""
        (card,) = self.note(question_id, kind).cards()
        return card

    def field(self, question_id: str, name: str) -> str:
        return self.note(question_id)[name]

    def deck_of(self, question_id: str) -> str:
        return self.col.decks.name(self.card(question_id).did)

    def reviews_all_due(self) -> int:
        """Answer every card that is due today with "easy"; how many."""
        count = 0
        for deck in self.col.decks.all_names_and_ids():
            self.col.decks.select(deck.id)
            while (card := self.col.sched.getCard()) is not None:
                card.start_timer()
                self.col.sched.answerCard(card, EASY)
                count += 1
        return count

    def scheduling(self, question_id: str) -> tuple[Any, ...]:
        """What the scheduler knows of a question's card, and its reviews."""
        card = self.card(question_id)
        reviews = self.col.db.all("SELECT * FROM revlog WHERE cid = ? ORDER BY id", card.id)
        return (card.id, card.type, card.queue, card.due, card.ivl, card.reps, card.did, reviews)

    def everything(self) -> dict[str, list[Any]]:
        """All rows of the collection that an import could change."""
        tables = ("notes", "cards", "revlog", "notetypes", "fields", "templates", "decks", "tags")
        return {table: self.col.db.all(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}
