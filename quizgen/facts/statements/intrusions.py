"""What runs into the words of a statement, or holds them, and is no saying of its speaker's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.facts.passages import CLOSING, FINITE, MARKS, OPENING, sentence_span
from quizgen.facts.people.pronouns import SUBJECTS
from quizgen.facts.statements.evidence import sentences_of
from quizgen.facts.statements.saying import Saying
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

BRACKETED_DATE = re.compile(r"\(\d{1,2}[./]\d{1,2}[./]\d{4}\)\s*$")
"""When another article was published, behind its title."""
LABEL = re.compile(r"\b([A-Z]{4,}(?: [A-Z]{2,}){0,2}):\s*$")
LONGEST_LABEL = 40
"""Characters that hold a "READ MORE:"."""


def breaks_off(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether a paragraph ends without a full stop: a heading, or a caption that was cut."""
    text, sentence = saying.text, sentences_of(saying, shown)[-1]
    behind = text[sentence.end : sentence.end + 40].split("\n")[0]
    return text[sentence.end - 1].isalnum() and not behind.strip() and len(behind) < 40


def is_headline(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether a verb has a capital that no sentence gives it: "Brook Warns of a Fall"."""
    return any(
        t.pos_ == "VERB" and t.text.istitle() and not t.is_sent_start and t.nbor(-1).is_alpha
        for t in saying.cue
    )


def is_behind_headline(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether its sentence begins with a pointer to another article: "READ MORE: Fog Harbour".

    Where that ends nobody can tell, unless who says it stands behind it.
    """
    start = sentence_span(shown[0]).start
    first = min(t.idx for t in (*shown, *saying.cue, *saying.source) if t.idx >= start)
    before = saying.text[max(0, first - LONGEST_LABEL) : first]
    if BRACKETED_DATE.search(before):
        return True  # "(08.02.2017) The harbour board has …", below another article's title
    label = LABEL.search(before)
    pointers = load("boilerplate")["teaser"]["openers"]
    return label is not None and label[1].lower() in pointers and first == shown[0].idx


def has_stray_mark(saying: Saying, shown: Sequence[Token]) -> bool:
    return any(t.text not in MARKS and any(mark in t.text for mark in '“”"') for t in shown)


def goes_on_unquoted(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether a sentence and a quoted one follow each other without anything between them.

    As in "Brook: “We miss it” The board agreed", and below a heading: "Work ends “We miss it”".
    """
    for one, two in pairwise(shown):
        if two.text in OPENING and one.is_alpha and two.i + 1 < len(two.doc):
            first = two.nbor()
            capital = first.text.istitle() and first.pos_ not in ("PROPN", "ADJ") and len(first) > 1
            end = next((t.i for t in shown if t.i > first.i and t.text in CLOSING), None)
            inside = [t for t in shown if first.i <= t.i < (end or t.i + 1)]
            if capital and one.lower_ != "that" and one.pos_ not in ("VERB", "AUX"):
                if any(c.dep_ in SUBJECTS for t in inside if t.tag_ in FINITE for c in t.children):
                    return True
        if saying.cue[0].text == ":" and one.text in CLOSING and shown[0].text in OPENING:
            if two.is_alpha and two.text[0].isupper():
                return True
    return False


def runs_on(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether a content goes on to the same source's next saying.

    "Brook said the delay “helped us” on the radio before claiming the bridge was safe" tells of two
    sayings, and nobody of whom Brook said that he claimed anything.
    """
    return any(
        t.tag_ == "VBG"
        and t.dep_ in ("pcomp", "advcl")
        and t.lemma_.lower() in load("frames")["clause"]
        and not saying.editor.quoted(t)
        and not any(c.dep_ in SUBJECTS for c in t.children)
        for t in saying.framed.content
    )
