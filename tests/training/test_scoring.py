"""When an attribution counts as found."""

from quizgen.models import Span
from quizgen.training.markup import read_marked
from quizgen.training.scoring import Judge, head


def test_sources_agree_by_head() -> None:
    """A source counts as the same where its head does, however much of it was found."""
    assert head("Jane Holt, the club’s captain,") == "holt"
    assert head("a spokesman for the ministry") == "spokesman"
    assert head("papers lodged with the court") == "papers"
    assert head("Dr Halvorsen’s") == "halvorsen"
    judge = Judge("A spokesman for the ministry, and the ministry", [])
    whole, short, body = Span(0, 28), Span(0, 11), Span(34, 46)
    assert judge.source_agrees([whole], [short])
    assert not judge.source_agrees([short], [body])
    assert not judge.source_agrees([], [body])


def test_part_of_what_was_said_is_usable_and_more_is_not() -> None:
    """A student may be asked about half of a statement, never about one with a stranger in it."""
    marked = read_marked(
        "[s1:The mayor] [c1:said] [q1:the bridge was closed and the ferry too], and went home."
    )
    judge = Judge(marked.text, marked.attributions)
    [gold] = marked.attributions

    def with_content(words: str) -> object:
        start = marked.text.index(words)
        return type(gold)(gold.source, gold.cue, (Span(start, start + len(words)),))

    assert judge.is_usable(with_content("the bridge was closed"))  # type: ignore[arg-type]
    assert not judge.is_usable(with_content("and went home"))  # type: ignore[arg-type]
    assert judge.partners([with_content("the bridge was closed and the ferry too, and went")])  # type: ignore[list-item]
    assert not judge.partners([with_content("The mayor")])  # type: ignore[list-item]
