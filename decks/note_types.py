"""Anki's note types as quizgen has released them.

What students hold in their collections hangs on this file. Anki takes a note for the same note
when its GUID and its note type's id agree and the note type has the same fields and card
templates, by name and order; otherwise it calls the notes conflicting and updates none of them.
So ids, names and order below never change, nothing is added and nothing removed: new content goes
into a spare field. Wording and styling of a card may change; raise ``RELEASE`` when they do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

RELEASE = 2
"""Counts the releases of templates and styling. Raise it by one with each change to ``cards/``."""

RELEASED = 1_577_836_800 + RELEASE
"""When the note types were last changed, for Anki: seconds since 1970 UTC, beginning in 2020.

Anki replaces a note type by one with a later time. A time in the past that grows by a second per
release brings new templates to whoever holds older ones, and leaves alone a note type that the
student has changed, because that change is later than any release.
"""


Holds = Literal["text", "html", "cloze", "attribute"]
"""What a field has in it: escaped text; text with tags of ours; text with one cloze deletion; or
text for the value of an HTML attribute."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a note."""

    name: str
    id: int
    hint: str = ""  # shown in Anki's editor while the field is empty
    holds: Holds = "text"
    folded: bool = True  # Anki's editor shows only its name until it is opened


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of card that a note makes."""

    name: str
    id: int
    front: str  # file in cards/
    back: str
    needs: str  # the field without which it makes no card


@dataclass(frozen=True, slots=True)
class NoteType:
    """Fields, card templates and styling."""

    id: int
    name: str
    fields: tuple[Field, ...]  # the first must never be empty, and is what Anki sorts by
    templates: tuple[Template, ...]
    styling: str  # file in cards/
    cloze: bool = False  # Anki makes its cards of the cloze deletions in its first field


_PART = re.compile(r"^ *\{\{> (\w+\.html)\}\}\n", re.MULTILINE)


def card_file(name: str) -> str:
    """The text of one file of ``cards/``, with ``{{> part.html}}`` replaced by that part.

    Anki's templates can't include one another, and what proves an answer is the same on all cards.
    """
    text = files("decks").joinpath("cards", name).read_text(encoding="utf-8")
    return _PART.sub(lambda part: card_file(part[1]), text)


_SPARE = "Reserved for later versions of quizgen; leave it empty"

QUESTION = NoteType(
    id=2125100055,
    name="quizgen question",
    fields=(
        Field("Question", 2513626280541056003, folded=False),
        Field("Options", 4022078554547756849, holds="html", folded=False),
        Field("Answer", 2476367423026124956, folded=False),
        Field("Passage", 4401871553422349946, holds="html", folded=False),
        Field("Feedback", 556833429448238742),
        Field("Explanation", 2630311633141177242, "Why the others are wrong", holds="html"),
        Field("Speaker", 3550060532694231327),
        Field("Role", 3447752570818238506),
        Field("Article", 1618909691015816017),
        Field("Date", 2398693497140095331),
        Field("URL", 3325594073615734656, holds="attribute"),
        Field("Context", 135291434734800529, "The small print on the front"),
        Field("Heading", 648948283157873565),
        Field("Kind", 4036541714177851677, holds="attribute"),
        Field(
            "Key",
            1138166244745458058,
            "The right option's letter; filled where the options are on the front",
            holds="attribute",
        ),
        Field("Accepted", 2066730733607743193, "Other answers that count as right"),
        Field("Typed Answer", 971464493679769239, "Filled where the answer is to be typed"),
        Field("Add Recall", 2192700101840378747, "Filled where it is asked without options"),
        Field("Retired", 2060686275511303832),
        Field("Licence", 4209891961240154662),
        Field("Language", 2280301144888975034, holds="attribute"),
        Field("Question ID", 4209181285672496224),
        Field("Extra 1", 45395295441788323, _SPARE),
        Field("Extra 2", 3372015326734174896, _SPARE),
        Field("Extra 3", 2057784736016391272, _SPARE),
        Field("Extra 4", 4189404291168340312, _SPARE),
        Field("Extra 5", 2426821369667746778, _SPARE),
        Field("Extra 6", 267828576030887058, _SPARE),
        Field("Extra 7", 2281990193942754671, _SPARE),
        Field("Extra 8", 792108275469013262, _SPARE),
    ),
    templates=(
        Template(
            "Multiple choice", 797907279947198995, "choice_front.html", "choice_back.html", "Key"
        ),
        Template(
            "Recall", 1988596769214264934, "recall_front.html", "recall_back.html", "Add Recall"
        ),
        Template(
            "Typed answer",
            626252743984890262,
            "typed_front.html",
            "typed_back.html",
            "Typed Answer",
        ),
    ),
    styling="card.css",
)

CLOZE = NoteType(
    id=1246075442,
    name="quizgen gap",
    fields=(
        Field("Text", 792605749476392753, "The sentence with its gap", holds="cloze", folded=False),
        Field("Options", 933362695110745321, "Shown when asked for", holds="html", folded=False),
        Field("Answer", 4526101276206396645, folded=False),
        Field("Passage", 430956606974055466, holds="html", folded=False),
        Field("Feedback", 1271803258191843674),
        Field("Explanation", 2557677735116568503, "Why the others are wrong", holds="html"),
        Field("Speaker", 4119403017584550823),
        Field("Role", 4093996233138867619),
        Field("Article", 1308237038097037866),
        Field("Date", 1544619643948828566),
        Field("URL", 1770688755810065051, holds="attribute"),
        Field("Context", 974810591695769946, "The small print on the front"),
        Field("Heading", 2905585226866542058),
        Field("Kind", 2522565687313521970, holds="attribute"),
        Field("Accepted", 3651222702924929544, "Other answers that count as right"),
        Field("Retired", 1468867763650002323),
        Field("Licence", 2525424811692645749),
        Field("Language", 2456511118332490851, holds="attribute"),
        Field("Question ID", 918038392184026957),
        Field("Extra 1", 3911080626376859149, _SPARE),
        Field("Extra 2", 1951625940323522933, _SPARE),
        Field("Extra 3", 3864762641021757826, _SPARE),
        Field("Extra 4", 2068524090612539465, _SPARE),
        Field("Extra 5", 3255824002475168953, _SPARE),
        Field("Extra 6", 2599332113302505776, _SPARE),
        Field("Extra 7", 1817006641934857150, _SPARE),
        Field("Extra 8", 1610390593669921794, _SPARE),
    ),
    templates=(Template("Gap", 3513543568702581097, "gap_front.html", "gap_back.html", "Text"),),
    styling="card.css",
    cloze=True,
)

NOTE_TYPES: dict[int, NoteType] = {QUESTION.id: QUESTION, CLOZE.id: CLOZE}
"""Every note type that a quizgen deck may hold, by its id."""
