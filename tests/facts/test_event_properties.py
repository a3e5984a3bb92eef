"""What holds of dated events whatever the text says."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.analysis import parse
from quizgen.article import article_from_text
from quizgen.facts.editing import Editor
from quizgen.facts.events import Context, find_events
from quizgen.facts.quotations import find_quotations
from quizgen.facts.speakers import Cast
from quizgen.facts.timex import timexes_of
from quizgen.models import Article, Occurrence
from tests.facts.timex_words import WORDS

MONDAY = date(2016, 3, 14)
SUBJECTS = ("The council of Eastwick", "Norvik Shipping", "Oscar Lind", "The pilots of Wexcombe")
PAST = {
    "reopened the museum in Eastwick": "reopen the museum in Eastwick",
    "bought the Eastwick ferry": "buy the Eastwick ferry",
    "left the harbour of Eastwick": "leave the harbour of Eastwick",
}
"""What somebody did, and the same in the basic form."""
TIMES = ("on 3 March", "in May 2014", "on Friday", "last month", "in 1998", "on 27 February 2016")
NEVER = (
    "did not",
    "never did",
    "might",
    "could",
    "may not",
    "should",
    "would have to",
    "nearly did",
)
UNDER = ("If", "Unless", "Nobody knows whether", "It is not true that", "Some had hoped that")
FILLER = ("Rain fell.", "", "Nobody was hurt, the mayor's office said.", "“It leaks,” she said.")
AUXILIARY = re.compile(r"(?:did|do|does|is|are|was|were|will)\b")
FREE = st.lists(
    st.sampled_from((*WORDS, *SUBJECTS, *PAST, *TIMES, *NEVER, "who", "it", "he", "“", "”", ".")),
    max_size=24,
).map(" ".join)


def events(text: str, published: date | None = MONDAY) -> tuple[Article, list[Occurrence]]:
    """The events of a text in which nobody is known to say anything."""
    article = article_from_text(f"{text}\n\nRain fell.", published=published)
    doc = parse(article)
    quoted = [quotation.span for quotation in find_quotations(article.text, article.body)]
    cast = Cast(doc, article.body, quoted, [])
    editor = Editor(doc, cast, article.body, quoted)
    return article, find_events(Context(doc, article, [], cast, editor, timexes_of(article)))


@settings(max_examples=25)
@given(text=FREE, published=st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_any_text(text: str, published: date | None) -> None:
    """Whatever the text: events lie in it, their sentence holds the date, and nothing is chance."""
    article, found = events(text, published)
    for occurrence in found:
        event = occurrence.event
        assert 0 <= event.span.start < event.span.end <= len(article.text)
        assert any(sentence.covers(event.timex.span) for sentence in occurrence.sentences)
        assert any(sentence.overlaps(event.span) for sentence in occurrence.sentences)
        if occurrence.problem is not None:
            continue
        assert occurrence.clause and "  " not in occurrence.clause
        assert occurrence.clause == occurrence.clause.strip(" ,;:–—-")
        assert occurrence.inverted is None or AUXILIARY.match(
            occurrence.inverted.rpartition("|")[2]
        )
        assert event.timex.value is None or occurrence.event.timex.type in ("DATE", "DURATION")
    assert events(text, published)[1] == found


@settings(max_examples=25)
@given(
    subject=st.sampled_from(SUBJECTS),
    done=st.sampled_from(sorted(PAST)),
    when=st.sampled_from(TIMES),
    front=st.booleans(),
    before=st.sampled_from(FILLER),
    after=st.sampled_from(FILLER),
)
def test_what_happened_is_found(
    subject: str, done: str, when: str, front: bool, before: str, after: str
) -> None:
    """A plain past is asked about in its own words, without the date, wherever that stands."""
    lower = subject if " " in subject and subject[:3] != "The" else f"the{subject[3:]}"
    told = f"{when[0].upper()}{when[1:]}, {lower} {done}." if front else f"{subject} {done} {when}."
    article, found = events(f"{before} {told} {after}".strip())
    [occurrence] = [each for each in found if each.problem is None]
    assert occurrence.clause == f"{lower} {done}"
    assert occurrence.inverted == f"did {lower} {PAST[done]}"
    assert occurrence.event.tense == "past"
    assert occurrence.event.timex.span.of(article.text).lower() in when.lower()
    assert occurrence.sentences[0].of(article.text) == told


@settings(max_examples=25)
@given(
    subject=st.sampled_from(SUBJECTS),
    done=st.sampled_from(sorted(PAST)),
    when=st.sampled_from(TIMES),
    how=st.sampled_from((*NEVER, *UNDER)),
    before=st.sampled_from(FILLER),
)
def test_what_did_not_happen_is_not_asked(
    subject: str, done: str, when: str, how: str, before: str
) -> None:
    """What is denied, only possible or only supposed is no event."""
    if how in UNDER:
        lower = subject if subject[:3] != "The" else f"the{subject[3:]}"
        rest = ", the town will cheer" if how in ("If", "Unless") else ""
        told = f"{how} {lower} {done} {when}{rest}."
    else:
        told = f"{subject} {how} {PAST[done]} {when}."
    _, found = events(f"{before} {told}".strip())
    assert [each.clause for each in found if each.problem is None] == []
