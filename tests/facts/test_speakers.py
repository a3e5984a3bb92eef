"""Whom names, descriptions and pronouns mean, in golden passages."""

from __future__ import annotations

import time

import pytest

from quizgen.analysis import parse
from quizgen.article import article_from_text
from quizgen.facts import find_facts
from quizgen.facts.quotations import attribution_kind, find_quotations
from quizgen.facts.speakers import Cast
from quizgen.models import Attribution, Speaker
from quizgen.training.markup import read_marked
from tests.cases import Case, parameters, read_cases


def marked_speakers(
    text: str, title: str, *, backwards: bool = False
) -> list[tuple[str, Speaker | None]]:
    """The cues of a text with marked attributions, and whom their sources mean."""
    marked = read_marked(text)
    article = article_from_text(marked.text, title=title)
    quotations = find_quotations(article.text, article.body)
    attributions = [
        Attribution(
            source=one.source,
            cue=one.cue,
            content=one.content,
            kind=attribution_kind(article.text, one.content, quotations),
            speaker=None,
            rule="marked",
            confidence=1.0,
        )
        for one in marked.attributions
    ]
    quoted = [quotation.span for quotation in quotations]
    cast = Cast(parse(article), article.body, quoted, attributions)
    if backwards:
        attributions.reverse()
    return [(a.cue[0].of(article.text), cast.of_source(a.source)) for a in attributions]


def found_speakers(case: Case) -> list[tuple[str, Speaker | None]]:
    """The cues of a text, as they are found, and whom their sources mean."""
    article = case.article()
    return [
        (" ".join(span.of(article.text) for span in a.cue), a.speaker)
        for a in find_facts(article).attributions
    ]


@pytest.mark.parametrize("case", parameters("speakers.md"))
def test_golden_passage(case: Case) -> None:
    """Each statement has the speaker written under it, or nobody where a reader would doubt."""
    is_marked = "[c1:" in case.text
    found = [
        (cue, speaker.name, speaker.role or "-", speaker.type) if speaker else (cue, *"---")
        for cue, speaker in (
            marked_speakers(case.text, case.title) if is_marked else found_speakers(case)
        )
    ]
    assert len(found) == len(case.expected), found
    for line, wanted in zip(found, case.expected, strict=True):
        assert line[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        (
            "The ferry was planned for years with experts, Rosa Albers, Acme's vice president of US"
            " Social Works said. Albers said it was late.",
            "Social Works",
        ),
        (
            "Tor Wendel, an analyst at Founder Selby Securities, says that prices may fall.",
            "Selby Securities",
        ),
        ("Troops moved towards the town of Ben Harad on Monday. Ahmed Salem wept.", "Ben Harad"),
        (
            "A child was hurt, according to the British humanitarian organization Relieve."
            " Tor Wendel said it was late.",
            "the British humanitarian organization",
        ),
        (
            "Senator Ada Brook said it rained. “We shared advice,” added Brook."
            " ABC News' Karl Donner contributed to this report.",
            "Karl Donner",
        ),
    ],
)
def test_nobody(text: str, nobody: str) -> None:
    """Offices, towns, descriptions and credits make no speakers."""
    names = [speaker.name for speaker in find_facts(article_from_text(text)).speakers]
    assert names and nobody not in names


def test_enough_golden_passages_are_read() -> None:
    """The case file is read whole, and a fair part of it asks for nobody."""
    cases = read_cases("speakers.md")
    assert len(cases) >= 90
    assert sum(case.expected[-1][1] == "-" for case in cases) >= 25
    assert len({case.title for case in cases}) == len(cases)


def test_a_long_chain_of_pronouns_is_followed_to_its_name() -> None:
    """An interview in which "she said" stands a thousand times is still the same woman's."""
    saying = "\n\n[q{0}:“It rained on day {0},”] [s{0}:she] [c{0}:said]."
    text = "Anna Novak kept the diary." + "".join(saying.format(n) for n in range(1, 1001))
    found = marked_speakers(text, "Rain", backwards=True)
    assert {speaker.name if speaker else "-" for _, speaker in found} == {"Anna Novak"}


def test_time_grows_with_length_alone() -> None:
    """Four times the text takes about four times as long, not sixteen times."""
    passage = (
        "Talks with the Finance Ministry of Norland went on. [q1:The ministry would pay,] [s1:Ada"
        " Brook, its spokeswoman,] [c1:said]. [s2:She] [c2:added] [q2:that the council knew]. "
    )

    def resolve(times: int) -> float:
        marked = read_marked(passage)
        article = article_from_text(marked.text * times, title="Talks")
        doc = parse(article)
        begin = time.process_time()
        cast = Cast(doc, article.body)
        for token in doc:
            cast.of(token)
        _ = cast.speakers
        return time.process_time() - begin

    resolve(5)
    assert resolve(160) < 9 * resolve(40) + 0.1
