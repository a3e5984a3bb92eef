"""Parts of speech and morphology by the model's rules, each looked up once.

The attribute ruler matches all its patterns at every word anew, though almost all of them look at
one word only, at its tag, and at its text or relation in a few cases. So what they give is kept by
what they look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, MorphAnalysis, Token
    from spacy.vocab import Vocab

Pattern = dict[str, Any]
Key = tuple[int, int, int, bool]


@dataclass(frozen=True)
class Kept:
    """What the rules make of a word; nothing that would keep a ``Doc`` alive."""

    pos: int
    morph: MorphAnalysis
    lemma: str
    tag: str
    dep: str


class Attributes:
    """An attribute ruler's rules, as a step of the pipeline."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.pipeline import AttributeRuler

        vocab: Vocab = ruler.vocab
        rules: list[Pattern] = ruler.patterns
        one = [rule for rule in rules if all(map(_is_kept, rule["patterns"]))]
        more = [rule for rule in rules if rule not in one]
        self._one, self._more = (AttributeRuler(vocab, name) for name in ("one", "more"))
        self._one.add_patterns(one)
        self._more.add_patterns(more)
        self._words, self._relations = (
            {vocab.strings.add(value) for value in _values(one, name)} for name in ("LOWER", "DEP")
        )
        self._kept: dict[Key, Kept] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The doc with what the rules say set."""
        words, relations, kept = self._words, self._relations, self._kept
        for token in doc:
            lower, dep = token.lower, token.dep
            key = (
                token.tag,
                lower if lower in words else 0,
                dep if dep in relations else 0,
                token.is_space,
            )
            found = kept.get(key)
            if found is None:
                found = kept[key] = self._alone(token)
            token.pos = found.pos
            token.set_morph(found.morph)  # type: ignore[attr-defined]
            if found.lemma:
                token.lemma_ = found.lemma
            if token.is_space:
                token.tag_, token.dep_ = found.tag, found.dep
        return self._more(doc)

    def _alone(self, token: Token) -> Kept:
        from spacy.tokens import Doc

        doc = Doc(token.vocab, [token.text], tags=[token.tag_], heads=[0], deps=[token.dep_])
        (alone,) = self._one(doc)
        return Kept(alone.pos, alone.morph, alone.lemma_, alone.tag_, alone.dep_)


def _is_kept(pattern: list[Pattern]) -> bool:
    """Whether it looks at one word, and at nothing of it that is no part of the key."""
    return len(pattern) == 1 and all(
        name in ("TAG", "IS_SPACE")
        or (name in ("LOWER", "DEP") and (isinstance(value, str) or set(value) <= {"IN", "NOT_IN"}))
        for name, value in pattern[0].items()
    )


def _values(rules: list[Pattern], name: str) -> Iterator[str]:
    """What patterns of one word ask of an attribute."""
    for rule in rules:
        for (asked,) in rule["patterns"]:
            value = asked.get(name, [])
            if isinstance(value, str):
                yield value
            else:
                for some in dict(value).values():
                    yield from some
