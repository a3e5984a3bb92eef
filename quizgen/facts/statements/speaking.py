"""Whether the speaker says it, nobody else with or before him or her, and still does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.facts.frames import reports_another
from quizgen.facts.passages import roots_of
from quizgen.facts.statements.saying import Saying
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

AT_FIRST = {"initially", "originally"}
"""What tells that somebody says otherwise by now."""
MESSAGES = {
    *("article", "call", "email", "letter", "memo", "message", "note", "report", "tweet"),
}
RECITING = {"read", "recite"}
"""What somebody does with words that are written: “I am willing,” he read from a letter."""


def is_taken_back(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether something else is said by now.

    "Originally asked for a million pounds" is done; "initially said it was safe" is unsaid.
    """
    claims = saying.frame == "clause" or saying.framed.lemma in load("frames")["expecting"]
    return claims and any(c.lower_ in AT_FIRST for t in saying.cue for c in (t, *t.children))


def is_of_another(saying: Saying, shown: Sequence[Token]) -> bool:
    """As in "According to the agency, Brook said …": it only says that Brook says it."""
    says = saying.of_body and saying.framed.lemma == "say"
    return says and reports_another(saying.framed, False, named=True)


def is_said_by_several(saying: Saying, shown: Sequence[Token]) -> bool:
    """As in "Hale and Drew said"."""
    return any(
        c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")
        for root in roots_of(saying.source)
        for c in root.children
    )


def is_said_with_others(saying: Saying, shown: Sequence[Token]) -> bool:
    """As in "Hale joined Drew in saying"."""
    said = {t.i for t in saying.content}
    beside = [t for t in saying.cue[0].sent if t.i not in said and not saying.editor.quoted(t)]
    return any(t.lemma_.lower() in load("frames")["jointly"] for t in beside)


def is_passed_on(saying: Saying, shown: Sequence[Token]) -> bool:
    """As in "Hale answered a message from Ms Drew, reporting that …": Ms Drew may report it."""
    verb = saying.cue[0]
    if verb.tag_ != "VBG" or not saying.source:
        return False
    return any(
        t.lower_ in ("from", "by")
        and (t.head.lemma_.lower() in load("frames")["nouns"] or t.head.lemma_ in MESSAGES)
        for t in saying.doc[saying.source[-1].i + 1 : verb.i]
    )


def is_read_out(saying: Saying, shown: Sequence[Token]) -> bool:
    verbs = [t.lemma_.lower() for t in saying.cue if t.pos_ in ("VERB", "AUX")]
    return not saying.of_body and bool(verbs) and all(verb in RECITING for verb in verbs)


def is_title(saying: Saying, shown: Sequence[Token]) -> bool:
    """As in “The Last Tug to Leave,” by Ada Brook: “The harbour …”."""
    source, last = saying.source, saying.content[-1]
    behind = [t for t in saying.content if source and t.i < source[0].i][-1:]
    return saying.cue[0].text == ":" and any(t.lower_ == "by" for t in (*behind, last))
