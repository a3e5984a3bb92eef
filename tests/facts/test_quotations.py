"""Which words stand in quotation marks, in every dialect of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.article.paragraphs import paragraphs
from quizgen.facts.quotations import (
    Quotation,
    as_printed,
    attribution_kind,
    find_quotations,
    outermost,
)
from quizgen.models import Span


def quoted(text: str) -> list[str]:
    """The words of each quotation."""
    return [q.inner.of(text).strip() for q in find_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # each pair of marks
        ("“We sail,” she said. “At noon.”", ["We sail,", "At noon."]),
        ("‘We sail,’ she said. ‘At noon.’", ["We sail,", "At noon."]),
        ('"We sail," she said. "At noon."', ["We sail,", "At noon."]),
        ("'We sail,' she said. 'At noon.'", ["We sail,", "At noon."]),
        ("''We sail,'' she said. ''At noon.''", ["We sail,", "At noon."]),
        ("``We sail,'' she said. ``At noon.''", ["We sail,", "At noon."]),
        ("`We sail,' she said. `At noon.'", ["We sail,", "At noon."]),
        ("«We sail», she said. « At noon. »", ["We sail", "At noon."]),
        ("»We sail«, she said. »At noon.«", ["We sail", "At noon."]),
        ("»We sail,» she said. »At noon.»", ["We sail,", "At noon."]),
        ("„We sail“, she said. „At noon.“", ["We sail", "At noon."]),
        ("„We sail”, she said. „At noon.”", ["We sail", "At noon."]),
        ("”We sail,” she said. ”At noon.”", ["We sail,", "At noon."]),
        ("“We sail,“ she said. “At noon.“", ["We sail,", "At noon."]),
        ("‚We sail‘, she said. ‚At noon.‘", ["We sail", "At noon."]),
        ("‹We sail›, she said. ›At noon.‹", ["We sail"]),
        # one closed by another
        ('“We sail," she said. "At noon.”', ["We sail,", "At noon."]),
        ("‘We sail,' she said. 'At noon.’", ["We sail,", "At noon."]),
        # inside others
        ("“He said, ‘Sail,’ and left.”", ["He said, ‘Sail,’ and left."]),
        ("‘He said, “Sail,” and left.’", ["He said, “Sail,” and left."]),
        ("'He said \"Sail\" and left.'", ['He said "Sail" and left.']),
        ("\"'Sail,' he said,\" she recalled.", ["'Sail,' he said,"]),
        ('“He said "yes" to me and "no" to her.”', ['He said "yes" to me and "no" to her.']),
        ("„Er rief: ‚Wir fahren!‘ und ging“, sagte sie.", ["Er rief: ‚Wir fahren!‘ und ging"]),
        ("``He told me, `Sail.' '' That was all.", ["He told me, `Sail.'"]),
        # between dashes and brackets, in the midst of a word
        ("It was—“late,” she said—and (“too late”).", ["late,", "too late"]),
        ("the “anti”-harbour party", ["anti"]),
        # set apart
        ('" We sail , " she said . " At noon . "', ["We sail ,", "At noon ."]),
    ],
)
def test_every_dialect(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The workers' pay and the bosses’ cars weren't in the ladies' and gents' room.",
        "In '98 he drove a '57 Chevy to the ’60s hall; rock 'n' roll was 'em all's thing.",
        "'Tis the season, 'twas said, and we'll wait 'til the cows' return.",
        "He'd go goin' home with ol' Jones' dog, o' course.",
        "O'Neill and D’Arcy met at Land's End, at 5 o'clock.",
        'A 6" crack runs 12\' 6" down the wall.',
        "The temperature was 5° 30' 20\" at St James' Park.",
    ],
)
def test_an_apostrophe_is_no_mark(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘It’s the players’ money,’ she said.", ["It’s the players’ money,"]),
        ("'It's the players' money,' she said.", ["It's the players' money,"]),
        (
            "'In 40 years' time,' he said, 'they'll laugh.'",
            ["In 40 years' time,", "they'll laugh."],
        ),
        ("He said they'd 'never so much as looked'.", ["never so much as looked"]),
        ("the 'besieged areas' and the 'red lines' of '92", ["besieged areas", "red lines"]),
        ("‘I'm goin’ home,’ he said.", ["I'm goin’ home,"]),
        ("the ’60s-built hall of the ‘travelling piano’ isn’t", ["travelling piano"]),
        ("'Nobody's asked the teachers', said Ms Pask.", ["Nobody's asked the teachers"]),
    ],
)
def test_a_mark_is_told_from_an_apostrophe(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # its end was forgotten
        ('"We sail, said the mate. "At noon."', ["At noon."]),
        ('"We sail," she said. "At noon. Or later.', ["We sail,", "At noon. Or later."]),
        ('"We sail", she said, "and we do so at noon.', ["We sail", "and we do so at noon."]),
        ("He called it “a gift and left.", []),
        ("closed” but never opened", []),
        # a quotation of three paragraphs
        ("“One.\n\n“Two.\n\n“Three,” he said.", ["One.", "Two.", "Three,"]),
        ("'One.\n\n'Two.\n\n'Three,' he said.", ["One.", "Two.", "Three,"]),
        ("He said: “One.\n\n“Two.” It rained.", ["One.", "Two."]),
        ("``One.\n\n``Two,'' he said.", ["One.", "Two,"]),
        ("« One.\n\n« Two », he said.", ["One.", "Two"]),
        # no quotation of several, but an apostrophe
        ("He went 'round the bend.\n\n'Twas late.", []),
    ],
)
def test_unclosed_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("«Oui», he said, «he told us “no”».", "“Oui”, he said, “he told us ‘no’”."),
        ("‘I won’t,’ she said. ‘He said “No.”’", "“I won’t,” she said. “He said ‘No.’”"),
        ("``We sail,'' she said.", " “We sail,”  she said."),
        ('A 6" crack, "wide" as it was', 'A 6" crack, “wide” as it was'),
        ("She told Mr\xa0Hale that\u202fno", "She told Mr Hale that no"),
    ],
)
def test_all_dialects_look_alike_to_the_parser(text: str, shown: str) -> None:
    """In as many characters, so that every place stays where it is."""
    assert as_printed(text, find_quotations(text, paragraphs(text))) == shown


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("'We sail at noon,' she said.", "direct"),
        ("« We sail at noon », she said.", "direct"),
        ("that ‘nobody’ sails at noon she said.", "mixed"),
        ("that the sailors' boats sail she said.", "indirect"),
        ('"We sail at noon she said.', "direct"),
    ],
)
def test_what_is_direct_speech(text: str, kind: str) -> None:
    content = [Span(0, text.rindex(" she said"))]
    assert attribution_kind(text, content, find_quotations(text, paragraphs(text))) == kind


MARKS = "\"'“”‘’„‟«»‹›‚‛`"
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [*MARKS, "''", "``", " ", "\n\n", ", ", ". ", "—", "s", "It", "he said", "5"]
        ),
        st.text(max_size=4),
    ),
    max_size=40,
).map("".join)


def is_whole(quotation: Quotation, text: str) -> bool:
    (start, end), inner = quotation.span, quotation.inner
    return 0 <= start <= inner.start <= inner.end <= end <= len(text) and start < end


@given(TEXTS)
def test_quotations_of_any_text_are_sound(text: str) -> None:
    """They stand in their paragraph, in order and apart, with marks around them and none lost."""
    areas = paragraphs(text)
    found = find_quotations(text, areas)
    for quotation in found:
        assert is_whole(quotation, text)
        assert any(area.covers(quotation.span) for area in areas)
        opening = text[quotation.span.start : quotation.inner.start]
        closing = text[quotation.inner.end : quotation.span.end]
        assert opening and set(opening) <= set(MARKS)
        assert set(closing) <= set(MARKS)
        assert quotation.closed == bool(closing)
    assert all(one.span.end <= two.span.start for one, two in zip(found, found[1:], strict=False))
    assert outermost(found) == found


@given(TEXTS)
def test_what_the_parser_is_shown_of_any_text(text: str) -> None:
    """The same characters in the same places, but for the marks of quotations."""
    found = find_quotations(text, paragraphs(text))
    shown = as_printed(text, found)
    assert len(shown) == len(text)
    for place, (was, now) in enumerate(zip(text, shown, strict=True)):
        if was != now:
            assert was in MARKS and now in "“”‘’ "
            assert any(q.span.start <= place < q.span.end for q in found)
