"""Where a source and a content end, when the reader ends or goes on in the wrong place."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quizgen.analysis import parse_all
from quizgen.article.paragraphs import paragraphs
from quizgen.facts.attribution import find_attributions
from quizgen.facts.chains import whole_chains
from quizgen.facts.quotations import find_quotations
from quizgen.facts.reader import Reading
from quizgen.facts.reader.decoding import FEATURES
from quizgen.models import Article, Span


@dataclass(frozen=True)
class Read:
    """What the reader might take of a sentence, and what should stand instead."""

    source: str
    cue: str
    content: str
    right: str | None = None  # the content; None where the reading should go
    speaker: str | None = None  # the source, where it is another one
    sure: float = 0.99


def reading(text: str, one: Read) -> Reading:
    def span(words: str) -> tuple[Span, ...]:
        starts = [(text.index(part), part) for part in words.split(" // ")]
        return tuple(Span(start, start + len(part)) for start, part in starts)

    features = tuple(one.sure if name != "length" else 1.0 for name in FEATURES)
    source = span(one.source) if one.source else ()
    return Reading(source, span(one.cue), span(one.content), features)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        pytest.param(
            "Ms Ferrow conceded that the bridge was old but insisted that it was safe.",
            [
                Read(
                    "Ms Ferrow",
                    "conceded",
                    "that the bridge was old but insisted that it was safe",
                    "that the bridge was old",
                ),
                Read("Ms Ferrow", "insisted", "that it was safe", "that it was safe"),
            ],
            id="up to the next verb of the same source",
        ),
        pytest.param(
            "If the river rises again, Ms Ferrow said the bridge would be shut.",
            [
                Read(
                    "Ms Ferrow",
                    "said",
                    "the bridge would be shut",
                    "If the river rises again the bridge would be shut",
                )
            ],
            id="with its condition",
        ),
        pytest.param(
            "Before the bridge was built, Ms Ferrow said, all carts would sink in the ford.",
            [
                Read(
                    "Ms Ferrow",
                    "said",
                    "all carts would sink in the ford",
                    "Before the bridge was built all carts would sink in the ford",
                )
            ],
            id="with the time of what would be",
        ),
        pytest.param(
            "Before the vote was held, Ms Ferrow said the bridge was safe.",
            [Read("Ms Ferrow", "said", "the bridge was safe", "the bridge was safe")],
            id="without the time of the saying",
        ),
        pytest.param(
            "“It will be mended.” The bridge is safe for carts, according to Ms Ada Ferrow.",
            [
                Read(
                    "Ms Ada Ferrow",
                    "according to",
                    "“It will be mended.” // The bridge is safe for carts",
                    "The bridge is safe for carts",
                ),
            ],
            id="according to is of its own sentence",
        ),
        pytest.param(
            "“It was a fine day for the bridge.” The engineer Tom Vance: “All of it went wrong.”",
            [
                Read(
                    "The engineer Tom Vance",
                    ":",
                    "“It was a fine day for the bridge.” // “All of it went wrong.”",
                    "“All of it went wrong.”",
                )
            ],
            id="without the quotation of somebody before",
        ),
        pytest.param(
            "The memo says that Mr Brook warned the board of a leak.",
            [
                Read(
                    "The memo",
                    "says",
                    "that Mr Brook warned the board of a leak",
                    "that Mr Brook warned the board of a leak",
                ),
                Read("Mr Brook", "warned", "of a leak", "of a leak"),
            ],
            id="not where somebody else speaks within it",
        ),
        pytest.param(
            "His brother accused the board of lying.",
            [Read("His brother", "accused the", "board of lying", "board of lying")],
            id="not into the cue",
        ),
        pytest.param(
            "The council said work should start in spring despite the potential for heavy floods.",
            [
                Read(
                    "The council",
                    "said",
                    "work should start in spring despite the potential for",
                    "work should start in spring despite the potential for heavy floods",
                )
            ],
            id="on to what a preposition wants",
        ),
        pytest.param(
            "Mr Okoro argued that in closing the ferry the council had broken its word.",
            [
                Read(
                    "Mr Okoro",
                    "argued",
                    "that in closing the ferry",
                    "that in closing the ferry the council had broken its word",
                )
            ],
            id="on to the verb of the clause",
        ),
        pytest.param(
            "The Harbour Museum warned that the pier was rotten.",
            [
                Read(
                    "The Harbour",
                    "warned",
                    "that the pier was rotten",
                    "that the pier was rotten",
                    speaker="The Harbour Museum",
                )
            ],
            id="a source with the noun it ends on",
        ),
        pytest.param(
            "This was the Brook who claims that the harbour board takes bribes and asserts that"
            " ships are late.",
            [
                Read(
                    "the",
                    "asserts",
                    "that ships are late",
                    "that ships are late",
                    speaker="the Brook",
                )
            ],
            id="a source that is only an article",
        ),
        pytest.param(
            "Noting that the pier was rotten, the old mayor left the room.",
            [
                Read(
                    "",
                    "Noting",
                    "that the pier was rotten",
                    "that the pier was rotten",
                    speaker="the old mayor",
                )
            ],
            id="no source, but the clause it leans on has a subject",
        ),
        pytest.param(
            "Ms Ferrow answered the board by saying that the pier was rotten.",
            [
                Read(
                    "",
                    "saying",
                    "that the pier was rotten",
                    "that the pier was rotten",
                    speaker="Ms Ferrow",
                )
            ],
            id="no source, and a preposition between",
        ),
        pytest.param(
            "The harbour was closed after a letter saying that the pier was rotten.",
            [Read("", "saying", "that the pier was rotten")],
            id="no source, nor a clause to lean on",
        ),
        pytest.param(
            "“The pier is rotten,” Mr Okoro said, according to press reports.",
            [
                Read("Mr Okoro", "said", "“The pier is rotten,”", "“The pier is rotten,”"),
                Read("press reports", "according to", "“The pier is rotten,”", None, sure=0.6),
            ],
            id="the same words once",
        ),
        pytest.param(
            "As Ada Brook reported, Karl Holt, the partner from Acme, told the board that the wall "
            "was old.",
            [
                Read(
                    "Ada Brook",
                    "reported",
                    "that the wall was old",
                    "that the wall was old",
                    speaker="Karl Holt",
                )
            ],
            id="what somebody told, passed on by another",
        ),
        pytest.param(
            "Alluding to his “old friends,” Ms Ferrow declared, “We have to close the bridge.”",
            [
                Read(
                    "Ms Ferrow",
                    "declared",
                    "Alluding to his “old friends,” // “We have to close the bridge.”",
                    "“We have to close the bridge.”",
                )
            ],
            id="what was alluded to on that occasion",
        ),
        pytest.param(
            "Ms Ferrow notes that the study reached one user in ten, though on that scale they are "
            "thousands.",
            [
                Read(
                    "Ms Ferrow",
                    "notes",
                    "that the study reached one user in ten, though",
                    "that the study reached one user in ten",
                )
            ],
            id="before a conjunction that leads on",
        ),
        pytest.param(
            "Through Oct. 19, prices had risen by nine per cent, according to the bank.",
            [
                Read(
                    "the bank",
                    "according to",
                    "19, prices had risen by nine per cent",
                    "Through Oct. 19, prices had risen by nine per cent",
                )
            ],
            id="from where its first phrase begins",
        ),
        pytest.param(
            "Mr Brook said the bridge was loved by both Hale and Drew voters.",
            [
                Read(
                    "Mr Brook",
                    "said",
                    "the bridge was loved by both Hale and Drew",
                    "the bridge was loved by both Hale and Drew voters",
                )
            ],
            id="to the noun that two names share",
        ),
        pytest.param(
            "NEW EDA, Norland (AP)_ The Harbour Museum said the bridge was old.",
            [
                Read(
                    "NEW EDA, Norland (AP)_ The Harbour Museum",
                    "said",
                    "the bridge was old",
                    "the bridge was old",
                    "The Harbour Museum",
                )
            ],
            id="behind a wire's dateline",
        ),
        pytest.param(
            "But he never dreamed, Mr Kavan said, that the bridge would stand.",
            [
                Read(
                    "Mr Kavan",
                    "said",
                    "that the bridge would stand",
                    "he never dreamed that the bridge would stand",
                )
            ],
            id="with the clause that it hangs on",
        ),
    ],
)
def test_extent(text: str, reads: list[Read]) -> None:
    """Contents end where what was said ends, and nobody says another’s words."""
    (doc,) = parse_all([Article("a", "a", text, body=(Span(0, len(text)),))])
    quotations = find_quotations(text, (Span(0, len(text)),))
    found = find_attributions(doc, quotations, [reading(text, one) for one in reads])
    assert [
        (" ".join(s.of(text) for s in a.source), " ".join(s.of(text) for s in a.content))
        for a in found
    ] == [(one.speaker or one.source, one.right) for one in reads if one.right is not None]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Brook Tells Board Dam Is Safe", Read("Brook", "Tells", "Dam Is Safe")),
        ("Minutes of the talks quote Brook as angry.", Read("Minutes", "quote", "Brook as angry")),
        (
            "Mr Okoro’s spoken out against the ferry’s closure.",
            Read("Mr Okoro", "spoken out against", "the ferry’s closure"),
        ),
    ],
)
def test_mistagged_cue(text: str, one: Read) -> None:
    """A word that the tagger takes for no verb, or for a passive, still reports."""
    (doc,) = parse_all([Article("a", "a", text, body=(Span(0, len(text)),))])
    assert len(find_attributions(doc, (), [reading(text, one)])) == 1


def test_a_quotation_of_paragraphs_takes_no_word_of_its_cue() -> None:
    """Not even where the reader takes the closing mark into the cue."""
    text = "“The bridge is old.\n\n“The tunnel is new,” said Ms Ferrow."
    read = reading(text, Read("Ms Ferrow", "” said", "The tunnel is new"))
    for made in whole_chains(text, [read], find_quotations(text, paragraphs(text))):
        assert not any(cue.overlaps(span) for cue in made.cue for span in made.content)
