"""Marked texts: what training and tests are written in."""

import pytest

from quizgen.training.markup import MarkedAttribution, read_cases, read_marked


def parts(text: str, attribution: MarkedAttribution) -> tuple[list[str], list[str], list[str]]:
    return (
        [span.of(text) for span in attribution.source],
        [span.of(text) for span in attribution.cue],
        [span.of(text) for span in attribution.content],
    )


def test_brackets_leave_the_text_and_become_places_in_it():
    """A content in two parts is one attribution, each part where it stands."""
    marked = read_marked("[q1:“Lucky,”] [s1:the captain] [c1:said]. [q1:“It could be six.”]")
    assert marked.text == "“Lucky,” the captain said. “It could be six.”"
    assert [parts(marked.text, one) for one in marked.attributions] == [
        (["the captain"], ["said"], ["“Lucky,”", "“It could be six.”"])
    ]


def test_a_saying_within_a_saying():
    """Brackets nest, and the outer content holds the inner one whole."""
    marked = read_marked("[s1:She] [c1:said] [q1:that [s2:the club] [c2:denied] [q2:contact]].")
    assert [parts(marked.text, one) for one in marked.attributions] == [
        (["She"], ["said"], ["that the club denied contact"]),
        (["the club"], ["denied"], ["contact"]),
    ]


def test_one_source_of_two_attributions():
    """Several numbers on one bracket give the same place to each."""
    marked = read_marked("[s1,2:She] [c1:agreed] [q1:to it], [c2:adding] [q2:that it was late].")
    assert [one.source for one in marked.attributions] == [((0, 3),), ((0, 3),)]


def test_attributions_come_by_number():
    """However they stand in the text; a source may be missing."""
    marked = read_marked("It was [c2:said] [q2:x], and [s1:he] [c1:said] [q1:y].")
    assert [one.source != () for one in marked.attributions] == [True, False]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[s1:She said it", "never closed, at character 0"),
        ("ab [x1:She] said", "no tag of this kind is known, at character 3"),
        ("a [sic] b", "no tag of this kind"),
        ("She said] it", "nothing is open that this would close, at character 8"),
        ("[c1:] it", "nothing stands in this bracket"),
        ("[c1:said] [s2:she]", "attribution 2 has no cue, at character 10"),
    ],
)
def test_broken_markup_is_refused_with_its_place(text: str, message: str):
    """Whoever wrote it can find the bracket."""
    with pytest.raises(ValueError, match=message):
        read_marked(text)


FILE = """\
# A title

Before any [c1:claim] [q1:of it].

## First
! a reason
<!-- a comment
over two lines -->
[s1:She] [c1:said]
[q1:yes.
¶
More.]

## Second
No attribution.

Nor here.
"""


def test_the_blocks_of_a_file():
    """Wrapped lines are one paragraph, `¶` starts another, remarks are left out."""
    cases = read_cases(FILE)
    assert [(case.heading, case.line, case.marked.text) for case in cases] == [
        ("", 3, "Before any claim of it."),
        ("First", 9, "She said yes.\n\nMore."),
        ("Second", 15, "No attribution."),
        ("Second", 17, "Nor here."),
    ]


def test_a_broken_block_is_named_by_its_line():
    """In a long file the line is what one needs."""
    with pytest.raises(ValueError, match="block at line 3: this bracket is never closed"):
        read_cases("## Title\n\n[s1:She said.\n")
