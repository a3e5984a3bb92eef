"""Words that tell only half of something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.facts.passages import FINITE, by_sentence, roots_of
from quizgen.facts.statements.saying import Saying

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

HANGING = {
    *("after", "although", "as", "because", "before", "if", "since", "though", "unless", "until"),
    *("when", "whereas", "while"),
}
"""Words that open a clause which needs another."""
AMOUNTS = {"amount", "deal", "degree", "host", "lot", "number", "plenty", "range", "series"}
RELATIVE = ("WDT", "WP", "WP$")
TELLING = {"prep", "relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "appos", "pobj", "npadvmod"}
"""What tells more of a thing that there is."""


def lacks_a_noun_before(saying: Saying, shown: Sequence[Token]) -> bool:
    """Whether a noun before the cue is a part of what is said, in another clause.

    Of "the growth that Ms Brook has said she can bring about" the rest says nothing; but "Ms Brook,
    who said …" and "a speech in which she said …" take nothing from it.
    """
    for verb in saying.cue:
        if verb.dep_ != "relcl" or not saying.content or verb.head.i > saying.content[0].i:
            continue
        before = [t for t in saying.doc[verb.head.i + 1 : verb.i] if t.tag_ in (*RELATIVE, "WRB")]
        if not any(t in saying.source or t.dep_ == "pobj" or t.tag_ == "WRB" for t in before):
            return True
    return False


def hangs(saying: Saying, shown: Sequence[Token]) -> bool:
    return is_half_a_sentence(shown)


def is_half_a_sentence(sentence: Sequence[Token]) -> bool:
    """Whether words need a clause that isn't among them: “If you are a widow, …”."""
    words = [t for t in sentence if not t.is_punct]
    while len(words) > 1 and words[0].lower_ in ("and", "but", "now", "so", "well"):
        words = words[1:]
    if not words:
        return False
    if words[0].lower_ == "even" and words[1:] and words[1].lower_ in ("as", "if", "though"):
        words = words[1:]
    first = words[0]
    if first.lower_ in HANGING and first.dep_ in ("mark", "advmod") and first.head.i > first.i:
        clause = first.head
        inside = {t.i for t in sentence}
        if clause.dep_ in ("advcl", "ROOT", "ccomp", "dep") and (
            clause.head == clause or clause.head.i not in inside
        ):
            # "When it rains, it pours" has its clause beside it, whoever heads the other
            return not any(
                t.tag_ in FINITE and t.i > clause.i and not clause.is_ancestor(t) for t in words
            )
    return False


def open_matter(saying: Saying, shown: Sequence[Token]) -> str | None:
    """The noun of "there is a lot of interest", where nothing tells in what."""
    alone = saying.frame == "clause" or len(list(by_sentence(shown))) == 1
    matter = _matter(shown) if alone else None
    return f"“{matter.text}”: of what is not said" if matter is not None else None


def _matter(tokens: Sequence[Token]) -> Token | None:
    verb = next((t.head for t in tokens if t.dep_ == "expl" and t.lower_ == "there"), None)
    if verb is None or verb not in roots_of(tokens):
        return None
    inside = {t.i for t in tokens}
    noun = next((c for c in verb.rights if c.dep_ in ("attr", "dobj") and c.i in inside), None)
    while noun is not None and noun.lemma_ in AMOUNTS:
        parts = [g for c in noun.rights if c.lower_ == "of" for g in c.children if g.i in inside]
        noun = parts[0] if parts else None
    if noun is None or noun.pos_ != "NOUN":
        return None
    named = any(t.pos_ in ("PROPN", "NUM") or t.ent_type_ for t in tokens)
    beside = [c for t in (noun, verb) for c in t.rights if c.i in inside and c.i > noun.i]
    told = any(c.dep_ in TELLING for c in beside)
    # "in her state there is pessimism", "there are budget cuts"
    placed = any(c.dep_ == "prep" and c.i in inside for c in verb.lefts)
    compound = any(c.dep_ in ("compound", "nummod", "nmod") for c in noun.lefts)
    return None if named or told or placed or compound else noun


def blames_for_nothing(saying: Saying, shown: Sequence[Token]) -> bool:
    blames = saying.framed.lemma == "blame"
    return blames and not any(t.lower_ in ("for", "on", "over") for t in shown)
