"""Whatever teachers and students do, in whatever order, no student loses anything.

The teacher regenerates, edits, rejects and restores; the student imports some of what comes of it,
reviews, edits notes, tags, suspends and moves cards, and restyles them. Time goes by for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decks import anki, note_types
from decks.anki import CARD_KINDS, CardKind, card_kinds
from quizgen.edits import Edit, edit
from quizgen.errors import EditError
from quizgen.history import restore
from quizgen.models import Kind, QuestionSet, Settings
from quizgen.pipeline import generate
from quizgen.regeneration import regenerate
from tests.decks.student import Student
from tests.kinds.generating import find_facts_once, seed_article

START = 1_700_000_000
KINDS: tuple[Kind, ...] = ("who_said", "complete_quote", "when", "which_event", "which_first")
OWN_CSS = "\n.qg { letter-spacing: 0.01em; }"


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        find_facts_once(patch)
        yield


class Story:
    """A teacher, a student, and what must be true of the student's collection."""

    def __init__(self, folder: Path, dice: Random, cards: tuple[CardKind, ...]) -> None:
        self.dice = dice
        self.cards = cards
        self.student = Student(folder)
        self.col = self.student.col
        self.now = START
        self.set = generate(seed_article(), Settings(count=8, kinds=KINDS), changed=self.now)
        self.packages: list[Path] = []  # what the student has imported
        self.release = 0  # of the cards' templates, since the story began
        self.patch = pytest.MonkeyPatch()
        self.own: dict[str, dict[str, str]] = {}  # fields and tags that the student wrote, by GUID
        self.written: dict[str, int] = {}  # when
        self.places: dict[int, str] = {}  # decks of cards that the student moved
        self.styles: dict[int, str] = {}  # the student's own, by note type

    # What the teacher does.

    def regenerates(self) -> None:
        ids = [question.id for question in self.set.questions]
        keep = self.dice.sample(ids, self.dice.randrange(len(ids) + 1))
        reject = self.dice.sample(ids, self.dice.randrange(2))
        wanted = Settings(
            count=self.dice.randrange(3, 12),
            kinds=tuple(self.dice.sample(KINDS, self.dice.randrange(2, len(KINDS) + 1))),
        )
        made = regenerate(self.set, keep, reject, settings=wanted, changed=self.now).question_set
        self.set = made if made.questions else self.set

    def edits(self) -> None:
        question = self.dice.choice(self.set.questions)
        try:
            stem = f"{question.stem[:-1]} (as was told){question.stem[-1]}"
            self.set = edit(self.set, question.id, Edit(stem=stem), changed=self.now)
        except EditError:
            pass

    def restores(self) -> None:
        earlier = [past.generation.number for past in self.set.history.generations]
        if earlier:
            made = restore(self.set, self.dice.choice(earlier), changed=self.now).question_set
            self.set = made if made.questions else self.set

    def updates_quizgen(self) -> None:
        self.release += 1
        release, card_file = self.release, note_types.card_file

        def newer(name: str) -> str:
            return card_file(name) + (f"/* {release} */" if name.endswith(".css") else "")

        self.patch.setattr("decks.package.card_file", newer)
        for module in ("package", "lint"):
            self.patch.setattr(f"decks.{module}.RELEASED", note_types.RELEASED + release)

    # What the student does.

    def imports(self) -> None:
        self._import(self.set)

    def imports_an_old_file(self) -> None:
        if self.packages:
            before = self._rows()
            self.student.imports(self.dice.choice(self.packages))
            assert self._rows() == before, "an older file took something back"

    def reviews(self) -> None:
        self.student.reviews_all_due()

    def edits_a_note(self) -> None:
        if note := self._some_note():
            note["Explanation"] = f"mine, {self.now}"
            note.tags = [*note.tags, f"mine{self.now}"]
            self.col.update_note(note)
            self.col.db.execute("UPDATE notes SET mod = ? WHERE id = ?", self.now, note.id)
            self.own[note.guid] = {"field": f"mine, {self.now}", "tag": f"mine{self.now}"}
            self.written[note.guid] = self.now

    def suspends_a_card(self) -> None:
        if note := self._some_note():
            self.col.sched.suspend_cards(note.card_ids())

    def moves_a_card(self) -> None:
        if note := self._some_note():
            deck = self.col.decks.id(f"Mine::{self.dice.randrange(3)}")
            self.col.set_deck(note.card_ids(), deck)
            self.places |= dict.fromkeys(note.card_ids(), self.col.decks.name(deck))

    def restyles(self) -> None:
        for note_type_id in note_types.NOTE_TYPES:
            if (styled := self.col.models.get(note_type_id)) is not None:
                styled["css"] += OWN_CSS
                self.col.models.update_dict(styled)
                self.styles[note_type_id] = styled["css"]

    # What must be true.

    def _import(self, question_set: QuestionSet) -> None:
        cards, reviews = self._cards(), self.col.db.all("SELECT * FROM revlog ORDER BY id")
        before = set(self.col.db.list("SELECT guid FROM notes"))
        path = self.student.folder / f"{len(self.packages)}.apkg"
        anki.write(question_set, path, cards=self.cards)
        self.student.imports(path)
        self.packages.append(path)
        assert self.col.db.all("SELECT * FROM revlog ORDER BY id") == reviews
        after = self._cards()
        assert {card: after[card] for card in cards} == cards, "a card was touched"

        expected_notes = anki.deck_of(question_set, self.cards).notes
        expected = {note.guid: note for note in expected_notes}
        guids = self.col.db.list("SELECT guid FROM notes")
        assert sorted(guids) == sorted(before | set(expected)), "a note was doubled or lost"
        asked = {
            anki.guid(question.id, kind)
            for question in question_set.questions
            for kind in card_kinds(question, self.cards)
        }
        for guid, note_id in self.col.db.all("SELECT guid, id FROM notes"):
            note = self.col.get_note(note_id)
            if guid in asked:
                assert len(note.card_ids()) == 1
            # What a student wrote after the teacher's last change stays, whenever that arrives.
            if guid in self.own and self.written[guid] >= expected[guid].changed:
                assert note["Explanation"] == self.own[guid]["field"]
                assert self.own[guid]["tag"] in note.tags
                continue
            self.own.pop(guid, None)
            assert tuple(note.fields) == expected[guid].fields, "a correction got lost"
            assert sorted(note.tags) == sorted(expected[guid].tags)
            assert ("quizgen::retired" in note.tags) == bool(note["Retired"]) == (guid not in asked)
        for card_id, place in self.places.items():
            assert self.col.decks.name(self.col.get_card(card_id).did) == place
        names = [name.name for name in self.col.models.all_names_and_ids()]
        assert len(set(names)) == len(names) and not any(name.endswith("+") for name in names)
        for note_type_id in {note.note_type.id for note in expected_notes}:
            css = self.col.models.get(note_type_id)["css"]
            if note_type_id in self.styles:
                assert css == self.styles[note_type_id], "the student's style got lost"
            else:
                assert css.endswith(f"/* {self.release} */" if self.release else "}\n")

    def _cards(self) -> dict[int, list[Any]]:
        rows = self.col.db.all("SELECT * FROM cards ORDER BY id")
        return {row[0]: row for row in rows}

    def _rows(self) -> list[list[Any]]:
        tables = ("notes", "cards", "revlog", "notetypes", "decks")
        return [self.col.db.all(f"SELECT * FROM {table} ORDER BY 1") for table in tables]

    def _some_note(self) -> Any:
        ids = self.col.db.list("SELECT DISTINCT nid FROM cards ORDER BY nid")
        return self.col.get_note(self.dice.choice(ids)) if ids else None


DOINGS: tuple[Callable[[Story], None], ...] = (
    Story.regenerates,
    Story.edits,
    Story.restores,
    Story.updates_quizgen,
    Story.imports,
    Story.imports_an_old_file,
    Story.reviews,
    Story.edits_a_note,
    Story.suspends_a_card,
    Story.moves_a_card,
    Story.restyles,
)
_number = count()


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    doings=st.lists(st.sampled_from(DOINGS), min_size=6, max_size=25),
    dice=st.randoms(use_true_random=False),
    cards=st.lists(st.sampled_from(CARD_KINDS), min_size=1, unique=True),
)
def test_nothing_is_ever_lost(
    tmp_path: Path, doings: list[Callable[[Story], None]], dice: Random, cards: list[CardKind]
) -> None:
    """Reviews, places, own words and styles outlive every import; every correction arrives once."""
    story = Story(tmp_path / str(next(_number)), dice, tuple(cards))
    try:
        story.imports()
        for do in doings:
            story.now += 1000
            do(story)
        story.imports()
    finally:
        story.patch.undo()
        story.col.close()
