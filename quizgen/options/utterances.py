"""What somebody else's words show: that the one asked about said them, too, or never could have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quizgen.drafting import Material, telling_words
from quizgen.lexicons import load
from quizgen.models import Attribution, Span, Speaker, Statement, normalised

QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
LEAST_QUOTED = 2
"""Words from which a quotation within a report is known again."""
SAME_RUN = 6
"""Words in a row that two people don't say by chance,"""
LEAST_TELLING = 3
"""with so many telling ones among them: "to use the A 31 to" anybody says."""
NEAR = 60
"""Letters between a quotation and its own "said", at most."""
BESIDE = 3
"""Letters between what stands side by side, at most."""
FIRST = re.compile(r"\b(?:I|me|my|myself)\b(?!\.)")
WE = re.compile(r"\b(?:we|us|our|ours|ourselves)\b(?!\.)", re.IGNORECASE)
SIGNED = re.compile(r"(?:, | ?[–—-] ?)[A-Z]{2}[.!]?$")
"""As in “Thanks for all of it, AB”."""
ADDRESSED = re.compile(r"[Tt]o (?:the )?[A-Z][^,]*, ")
"""To whom it was said, taken for words: "to the Herald in May, the firm had 8 ships"."""
SAYS = r"(?: (?:also|has|had|later|then))? (?:said|says|told|tweeted|wrote|writes|added|insisted)\b"
RELAYED = re.compile(rf"“?\[?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}\]?{SAYS}")
"""Whoever said this, it isn't whom the article has say it: “Brook said that her bridge is safe”."""


def may_be_said_by(material: Material, other: Statement, speaker: Speaker) -> bool:
    """Whether another's statement may be the speaker's own words all the same.

    Three ways lead to that: the reader takes a passage for both, a reporter repeats what the
    speaker is quoted with, or a quotation without a "said" of its own stands beside the speaker's.
    """
    own = [a for a in material.facts.attributions if _is_by(a, speaker)]
    content = [span for a in own for span in a.content]
    if any(mine.overlaps(theirs) for mine in content for theirs in other.attribution.content):
        return True
    text = material.article.text
    said = [normalised(" ".join(span.of(text) for span in a.content)) for a in own]
    if any(f" {words} " in f" {mine} " for words in _repeatable(other) for mine in said):
        return True
    # “It is time to ‘stand up for the harbour’”, where "Brook’s call to “stand up”" is told
    quoted = [words for span in content for words in _quoted(span.of(text))]
    if any(f" {mine} " in f" {theirs} " for mine in quoted for theirs in _quoted(other.wording)):
        return True
    return _is_beside(material, other, own)


def _is_by(attribution: Attribution, speaker: Speaker) -> bool:
    return attribution.speaker is not None and attribution.speaker.id == speaker.id


def _repeatable(statement: Statement) -> Iterator[str]:
    """Runs of words in a statement that nobody else says by chance."""
    said = normalised(statement.wording).split()
    for start in range(len(said) - SAME_RUN + 1):
        run = " ".join(said[start : start + SAME_RUN])
        if len(telling_words(run)) >= LEAST_TELLING:
            yield run
    yield from _quoted(statement.wording)


def _quoted(text: str) -> Iterator[str]:
    """What stands in quotation marks, within a report."""
    for match in QUOTED.finditer(text):
        words = normalised(match[1])
        if len(words.split()) >= LEAST_QUOTED:
            yield words


def _is_beside(material: Material, other: Statement, own: list[Attribution]) -> bool:
    """Whether a quotation that has no "said" beside it follows, or precedes, the speaker's cue."""
    if other.frame != "quotation":
        return False
    text = material.article.text
    content = other.attribution.content
    cue = other.attribution.cue[0]
    if any(_gap(text, span, cue) <= NEAR for span in content):
        return False
    return any(
        _gap(text, span, mine) <= BESIDE for span in content for a in own for mine in _whole(a)
    )


def _whole(attribution: Attribution) -> tuple[Span, ...]:
    return (*attribution.source, *attribution.cue)


def _gap(text: str, one: Span, other: Span) -> int:
    """Letters between two spans: characters that are no marks or blanks."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(re.sub(r"[\s.,!?“”\"'’-]", "", between))


def is_out_of_place(material: Material, other: Statement, speaker: Speaker) -> bool:
    """Whether another's statement shows by its form alone that the speaker never said it."""
    wording = other.wording
    if RELAYED.match(wording) or SIGNED.search(wording) or ADDRESSED.match(wording):
        return True
    if _hanging().match(wording.lstrip("“")):
        return True
    if other.frame != "quotation":
        wording = " ".join(QUOTED.findall(wording))
    if speaker.type != "person" or speaker.number == "plural":
        if FIRST.search(wording):
            return True  # no council says “I never met her”
        # nor does a poll say “our children”
        written = set(normalised(speaker.name).split()) & {*load("people")["document"]["nouns"]}
        return bool(written) and WE.search(wording) is not None
    reporters = load("people")["unnamed"]["reporters"]
    reports = not set(normalised(speaker.role or "").split()).isdisjoint(reporters)
    return reports and bool(FIRST.search(wording) or WE.search(wording))


@cache
def _hanging() -> re.Pattern[str]:
    """What opens a sentence that goes on from the one before: "Elsewhere in Norland"."""
    words = "|".join(map(re.escape, load("frames")["openers"]))
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)
