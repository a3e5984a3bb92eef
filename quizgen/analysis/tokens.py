"""A parse as plain objects, made once an article.

Whoever looks for facts looks at each word and its neighbours hundreds of times. spaCy makes a new
object for each look, and a new string for each attribute; here each is made once. Everything has
the name that spaCy gives it, and means the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc as Parsed


class Token:
    """A word or mark: where it stands, what it is, and what it hangs on."""

    __slots__ = (
        *("doc", "i", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_"),
        *("is_alpha", "is_lower", "is_punct", "is_space", "is_stop", "is_title", "is_upper"),
        *("like_num", "idx", "whitespace_", "is_sent_start"),
        *("head", "children", "left_edge", "right_edge", "sent", "_subtree"),
    )

    head: Token  # what it hangs on; itself, if it is its sentence's root
    children: Sequence[Token]  # what hangs on it, in order
    left_edge: Token  # the first of all that hangs on it and on that
    right_edge: Token
    sent: Stretch

    def __init__(
        self,
        doc: Doc,
        i: int,
        text: str,
        lower_: str,
        lemma_: str,
        tag_: str,
        pos_: str,
        dep_: str,
        ent_type_: str,
        is_alpha: bool,
        is_lower: bool,
        is_punct: bool,
        is_space: bool,
        is_stop: bool,
        is_title: bool,
        is_upper: bool,
        like_num: bool,
        has_space: bool,
        idx: int,
    ) -> None:
        self.doc = doc
        self.i = i  # its place among the tokens
        self.text = text
        self.lower_ = lower_
        self.lemma_ = lemma_
        self.tag_ = tag_
        self.pos_ = pos_
        self.dep_ = dep_
        self.ent_type_ = ent_type_
        self.is_alpha = is_alpha
        self.is_lower = is_lower
        self.is_punct = is_punct
        self.is_space = is_space
        self.is_stop = is_stop
        self.is_title = is_title
        self.is_upper = is_upper
        self.like_num = like_num
        self.whitespace_ = " " if has_space else ""  # what follows it
        self.idx = idx  # its place in the text, in characters
        self.is_sent_start = False
        self.children = ()
        self._subtree: Sequence[Token] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        """Its text and the space behind it."""
        return self.text + self.whitespace_

    def nbor(self, i: int = 1) -> Token:
        """The token so many places behind it.

        Raises:
            IndexError: There is none.
        """
        if self.i + i < 0:
            raise IndexError(self.i + i)
        return self.doc.tokens[self.i + i]

    @property
    def lefts(self) -> list[Token]:
        """What hangs on it from the left, in order."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """What hangs on it from the right, in order."""
        return [child for child in self.children if child.i > self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it hangs on, what that hangs on, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether a token hangs on it, or on what does."""
        return any(token is self for token in descendant.ancestors)

    @property
    def subtree(self) -> Sequence[Token]:
        """It and all that hangs on it, each behind what hangs on it from the left."""
        if self._subtree is None:
            self._subtree = self._all_below() if self.children else (self,)
        return self._subtree

    def _all_below(self) -> list[Token]:
        found: list[Token] = []
        waiting: list[tuple[Token, bool]] = [(self, True)]
        while waiting:  # no recursion: a chain of words may be as long as an article
            token, with_children = waiting.pop()
            if not with_children or not token.children:
                found.append(token)
                continue
            waiting += ((child, True) for child in reversed(token.rights))
            waiting.append((token, False))
            waiting += ((child, True) for child in reversed(token.lefts))
        return found

    @property
    def conjuncts(self) -> list[Token]:
        """What stands beside it by "and" or "or"."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += (child for child in token.rights if child.dep_ == "conj")
        return [token for token in found if token is not self]


class Stretch(list[Token]):
    """Tokens side by side."""

    __slots__ = ("_doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        super().__init__(doc.tokens[start:end])
        self._doc = doc
        self.start = start
        self.end = max(start, end)  # the place behind the last

    @property
    def end_char(self) -> int:
        """The place in the text behind its last token."""
        return self[-1].idx + len(self[-1])

    @property
    def text(self) -> str:
        return self._doc.text[self[0].idx : self.end_char] if self else ""

    @property
    def ents(self) -> list[Stretch]:
        """The names and numbers that lie in it."""
        return [e for e in self._doc.ents if self.start <= e.start and e.end <= self.end]


class Doc:
    """A parsed article."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sents: list[Stretch] = []
        self.ents: list[Stretch] = []  # names and numbers
        self._ends: list[int] = []  # of each token and the space behind it
        self._parts: dict[tuple[int, int], Stretch | None] = {}
        self._words: dict[tuple[int, int], tuple[Token, ...]] = {}

    @classmethod
    def of(cls, parsed: Parsed) -> Doc:
        """spaCy's parse of an article."""
        doc = cls(parsed.text)
        strings = _Strings(parsed.vocab.strings)
        # All tokens' attributes at once: asked for one by one they take five times as long.
        words = [[strings[key] for key in _column(parsed, name)] for name in _STRINGS]
        flags = [[flag == 1 for flag in _column(parsed, name)] for name in _FLAGS]
        columns = zip(*words, *flags, _column(parsed, "IDX"), strict=True)
        tokens = doc.tokens = [Token(doc, i, *row) for i, row in enumerate(columns)]
        children: list[list[Token]] = [[] for _ in tokens]
        for token, its in zip(tokens, parsed, strict=True):
            token.left_edge = tokens[its.left_edge.i]
            token.right_edge = tokens[its.right_edge.i]
            token.head = tokens[its.head.i]
            if token.head is not token:
                children[token.head.i].append(token)
        for token in tokens:
            token.children = children[token.i]
        for sentence in parsed.sents:
            stretch = Stretch(doc, sentence.start, sentence.end)
            doc.sents.append(stretch)
            stretch[0].is_sent_start = True
            for token in stretch:
                token.sent = stretch
        doc.ents = [Stretch(doc, each.start, each.end) for each in parsed.ents]
        doc._ends = [token.idx + len(token.text_with_ws) for token in tokens]
        return doc

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> Stretch: ...

    def __getitem__(self, place: int | slice) -> Token | Stretch:
        if isinstance(place, int):
            return self.tokens[place]
        start, end, _ = place.indices(len(self.tokens))
        return Stretch(self, start, end)

    def char_span(self, start: int, end: int) -> Stretch | None:
        """The tokens of which something lies in a part of the text; None where that is none."""
        if (start, end) not in self._parts:
            self._parts[start, end] = self._part(start, end)
        return self._parts[start, end]

    def words(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of which something lies in a part of the text, without white space."""
        found = self._words.get((start, end))
        if found is None:
            found = tuple(t for t in self.char_span(start, end) or () if not t.is_space)
            self._words[start, end] = found
        return found

    def _part(self, start: int, end: int) -> Stretch | None:
        first, last = self._token_at(start), self._token_at(end - 1)
        if first is None or last is None:
            return None
        behind = start == first.idx + len(first)  # the space behind a token is no part of it
        return Stretch(self, first.i + behind, last.i + 1)

    def _token_at(self, place: int) -> Token | None:
        i = bisect_right(self._ends, place)
        return self.tokens[i] if i < len(self.tokens) and self.tokens[i].idx <= place else None


_STRINGS = ("ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE")
_FLAGS = (
    *("IS_ALPHA", "IS_LOWER", "IS_PUNCT", "IS_SPACE", "IS_STOP", "IS_TITLE", "IS_UPPER"),
    *("LIKE_NUM", "SPACY"),
)


def _column(parsed: Parsed, name: str) -> list[int]:
    column: list[int] = parsed.to_array(name).tolist()
    return column


class _Strings(dict[int, str]):
    """Strings by their hashes, each looked up once."""

    def __init__(self, store: StringStore) -> None:
        super().__init__({0: ""})
        self._store = store

    def __missing__(self, key: int) -> str:
        found = self[key] = self._store[key]
        return found
