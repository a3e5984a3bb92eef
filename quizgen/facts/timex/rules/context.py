"""What a chunk is read against, and what it is read as."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quizgen.facts.timex.grammar import Node
from quizgen.facts.timex.tense import Tense, surface_tense
from quizgen.facts.timex.tokens import Token
from quizgen.models import Span, Timex, TimexType

_OPENERS = frozenset(
    {"", "!", "?", ":", "“", '"', "`", "'", "‘", "”", "’", "-", "–", "—", "(", ")"}
)
Found = list[Timex]
Resolver = Callable[[Node, "Context"], Found]


@dataclass(slots=True)
class Context:
    """What a chunk is read against."""

    published: date | None
    british: bool | None  # whether 12/06/2015 is 12 June; None: can't be told
    tense_of: Callable[[Span], Tense | None] | None
    resolvers: Mapping[str, Resolver]  # what each rule's chunk means
    tokens: Sequence[Token] = ()  # of the stretch of text at hand
    mentioned: list[str] = field(default_factory=list)  # values of the dates read so far
    quarter: str | None = None  # the quarter that the article reports on

    def resolve(self, node: Node) -> Found:
        """What a chunk means: a part of another, or a whole expression."""
        return self.resolvers[node.rule](node, self)

    def tense(self, node: Node) -> Tense | None:
        """Tense of the clause that holds the expression."""
        found = node.tokens
        if self.tense_of is not None:
            told = self.tense_of(Span(found[0].start, found[-1].end))
            if told is not None:
                return told
        return surface_tense(self.tokens, self.index(found[0]), self.index(found[-1]))

    def index(self, token: Token) -> int:
        """Place of a token among the tokens."""
        return bisect_left(self.tokens, token.start, key=lambda each: each.start)

    def before(self, node: Node, distance: int = 1) -> str:
        """The word before the expression, in lower case; "" where there is none."""
        place = self.index(node.tokens[0]) - distance
        return self.tokens[place].key if place >= 0 else ""

    def after(self, node: Node, distance: int = 1) -> str:
        """The word after the expression."""
        place = self.index(node.tokens[-1]) + distance
        return self.tokens[place].key if place < len(self.tokens) else ""

    def opens_sentence(self, node: Node) -> bool:
        """Whether the expression may owe its capital to its place."""
        return self.before(node) in _OPENERS or all(
            token.text.isupper() for token in self.tokens[:12] if token.text.isalpha()
        )

    @property
    def last(self) -> str | None:
        """The last date mentioned, as an ISO value."""
        return self.mentioned[-1] if self.mentioned else None


def read_as(
    node: Node | Sequence[Token],
    type_: TimexType,
    value: str | None,
    anchor: str,
    mod: str | None = None,
) -> Found:
    tokens = node.tokens if isinstance(node, Node) else node
    if value is None and anchor != "vague":
        anchor = "unresolved"
    return [Timex(Span(tokens[0].start, tokens[-1].end), type_, value, mod, anchor)]


def widened(node: Node, timex: Timex, **changes: object) -> Found:
    """The timex of a part, over the whole expression."""
    tokens = node.tokens
    values = {
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "anchor": timex.anchor,
        **changes,
    }
    return [Timex(Span(tokens[0].start, tokens[-1].end), **values)]  # type: ignore[arg-type]
