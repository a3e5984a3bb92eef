"""The constructions that attribute something to somebody, one function each.

Each takes a cue, its source and the sentences, and gives the content or None. ``RULES`` lists them
in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.facts.cues import SUBJECTS, Sentences, own_subject, shared_head

if TYPE_CHECKING:
    from spacy.tokens import Token

# What stands between a quotation and its cue without belonging to either.
GAP = {"punct", "advmod", "npadvmod", "cc", "prep", "dative", "aux", "dep"}


@dataclass(frozen=True)
class Found:
    """A content as tokens, before quotations and punctuation are settled."""

    rule: str
    tokens: tuple[tuple[Token, Token], ...]  # first and last token of each stretch
    cue: tuple[Token, ...]


def _clause(cue: Token, source: Token, sentences: Sentences) -> Found | None:
    """As in "She warned that the bridge could fall."; also with the clause in front."""
    if cue.lemma_.lower() not in sentences.verbs["clause"] | sentences.verbs["quotation"]:
        return None
    clause = next(
        (
            c
            for c in cue.children
            if c.dep_ == "ccomp" and c.lower_ not in ("so",) and c.i not in (source.i,)
        ),
        None,
    )
    if clause is None:
        return None
    if any(c.dep_ in ("mark", "advmod") and c.lower_ in ("whether", "if") for c in clause.children):
        return None
    if clause.lemma_ == cue.lemma_ and clause.i == cue.i:
        return None
    tokens = _clause_tokens(clause, cue, sentences)
    # "said in an interview taped before the attacks that …": the clause begins with its "that".
    that = next((c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if that is not None and cue.i < that:
        tokens = [t for t in tokens if t.i >= that]
    stretches = _stretches(tokens, cue, source)
    if not stretches:
        return None
    quoted = any(sentences.quoted(t) for t in tokens)
    if cue.lemma_.lower() not in sentences.verbs["clause"] and not quoted:
        return None
    return Found("clause", stretches, (cue,))


def _clause_tokens(clause: Token, cue: Token, sentences: Sentences) -> list[Token]:
    """The clause, less verbs that the parser joined to it and that report on their own."""
    left_out: set[int] = set()
    for token in clause.subtree:
        if (
            token.dep_ == "conj"
            and token.head != cue
            and any(token.lemma_.lower() in verbs for verbs in sentences.verbs.values())
            and shared_head(token) == cue
        ):
            left_out |= {t.i for t in token.subtree}
            left_out |= {t.i for t in token.head.children if t.dep_ == "cc" and t.i < token.i}
    tokens = [t for t in clause.subtree if t.i not in left_out and t.sent == cue.sent]
    # "He said A will meet B on Tuesday, and C would meet again": C is in his words too, for
    # "would" is "will" told afterwards.
    for other in cue.children:
        if (
            other.dep_ == "conj"
            and other.i > clause.i > cue.i
            and own_subject(other) is not None
            and any(c.lower_ == "would" for c in other.children)
        ):
            tokens += list(other.subtree)
    return sorted(set(tokens), key=lambda t: t.i)


def _stretches(
    tokens: Sequence[Token], cue: Token, source: Token
) -> tuple[tuple[Token, Token], ...]:
    """Tokens as unbroken stretches, with cue and source cut out."""
    # In "Okoro, who said the dam was sound" the cue and its content are part of the source.
    below = {t.i for t in cue.subtree}
    outside = {cue.i, *(t.i for t in source.subtree if t.i not in below or source.i in below)}
    kept = [t for t in tokens if t.i not in outside]
    before = [t for t in kept if t.i < min(cue.i, source.i)]
    after = [t for t in kept if t.i > max(cue.i, source.i)]
    return tuple((part[0], part[-1]) for part in (_trimmed(before), _trimmed(after)) if part)


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Without space and punctuation at the ends; a question mark and quotation marks may stay."""
    while tokens and (tokens[0].is_space or tokens[0].text in (",", ":", ";", ".", "–", "—", "-")):
        tokens = tokens[1:]
    while tokens and (
        tokens[-1].is_space or tokens[-1].text in (",", ":", ";", ".", "–", "—", "-")
    ):
        tokens = tokens[:-1]
    return tokens if any(t.is_alpha or t.like_num for t in tokens) else []


def _inserted(cue: Token, source: Token, sentences: Sentences) -> Found | None:
    """As in "The bridge, officials said, could fall." """
    if cue.dep_ not in ("parataxis", "ccomp", "advcl") or cue.head.pos_ not in ("VERB", "AUX"):
        return None
    if cue.lemma_.lower() not in sentences.verbs["clause"] or cue.dep_ in ("ccomp", "advcl"):
        return None
    own = {t.i for t in cue.subtree}
    tokens = [t for t in cue.head.subtree if t.i not in own]
    if not tokens:
        return None
    before = _trimmed([t for t in tokens if t.i < min(own)])
    after = _trimmed([t for t in tokens if t.i > max(own)])
    stretches = tuple((part[0], part[-1]) for part in (before, after) if part)
    return Found("inserted", stretches, (cue,)) if stretches else None


def _quotation(cue: Token, source: Token, sentences: Sentences) -> Found | None:
    """“We are late,” she said. / She said: “We are late.”"""
    verbs = sentences.verbs
    if cue.lemma_.lower() not in verbs["clause"] | verbs["quotation"]:
        return None
    # “gave away the title” in "The team “gave away the title”, Taufa said" is half a clause.
    clause = next((c for c in cue.children if c.dep_ == "ccomp"), None)
    if clause is not None and cue.lemma_.lower() in verbs["clause"]:
        own_words = {t.i for t in source.subtree}
        loose = [t for t in clause.subtree if t.is_alpha and not sentences.quoted(t)]
        if any(c.dep_ in SUBJECTS and c in loose and c.i not in own_words for c in clause.children):
            return None
    doc = cue.doc
    own = {cue.i} | {t.i for t in source.subtree if not sentences.quoted(t)}
    for child in cue.children:
        if child.dep_ in ("dative", "prt", "aux", "npadvmod", "advmod", "prep") or (
            child.dep_ == "dobj" and child.tag_ in ("NNP", "PRP", "NNS", "NN")
        ):
            if not any(sentences.quoted(t) for t in child.subtree):
                own |= {t.i for t in child.subtree}
    first, last = min(own), max(own)
    stretches: list[tuple[Token, Token]] = []
    for step, edge in ((-1, first), (1, last)):
        place = edge + step
        seen = 0
        while 0 <= place < len(doc) and seen < 4:
            token = doc[place]
            if sentences.quotation_at(token) is not None:
                quotation = sentences.quotation_at(token)
                assert quotation is not None
                inside = [
                    t
                    for t in doc[max(0, place - 400) : place + 400]
                    if quotation.inner.start <= t.idx < quotation.inner.end and not t.is_space
                ]
                # “besieged areas” beside a cue is no speech: a quotation is when it's a clause,
                # or is set off by a comma or a colon.
                set_off = inside and (
                    inside[-1].text in (",", "?", "!", ".", "…")
                    or doc[place - step].text in (",", ":")
                )
                if inside and set_off:
                    stretches.append((inside[0], inside[-1]))
                break
            if token.is_space or token.is_punct:
                if token.text in (".", "!", "?", ";") or "\n\n" in token.text:
                    break
                place += step
                continue
            if token.dep_ not in GAP or token.pos_ == "VERB":
                break
            seen += 1
            place += step
    if not stretches:
        return None
    return Found("quotation", tuple(sorted(stretches, key=lambda s: s[0].i)), (cue,))


def _as(cue: Token, source: Token, sentences: Sentences) -> Found | None:
    """As in "She described the plan as “a gift”." """
    if cue.lemma_.lower() not in sentences.verbs["as"]:
        return None
    thing = next((c for c in cue.children if c.dep_ == "dobj"), None)
    as_ = next((c for c in cue.children if c.lower_ == "as" and c.i > cue.i), None)
    if thing is None or as_ is None or as_.i < thing.i:
        return None
    tokens = [*thing.subtree, *as_.subtree]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Found("as", ((first, last),), (cue,))


def _complement(cue: Token, source: Token, sentences: Sentences) -> Found | None:
    """As in "She called the meeting “positive and constructive”." """
    if cue.lemma_.lower() not in sentences.verbs["complement"]:
        return None
    thing = next((c for c in cue.children if c.dep_ in ("dobj", "nsubj") and c.i > cue.i), None)
    what = next((c for c in cue.children if c.dep_ in ("oprd", "ccomp") and c.i > cue.i), None)
    if what is None and thing is not None:  # the parser's reading of "the verdict “a disgrace”"
        what = next((c for c in thing.children if c.dep_ == "appos" and sentences.quoted(c)), None)
    if what is None:
        return None
    if what.dep_ == "ccomp":  # the parser's other reading: [the meeting positive] as a clause
        thing = next((c for c in what.children if c.dep_ == "nsubj" and c.i > cue.i), None)
        if what.pos_ in ("VERB", "AUX"):
            return None
    if thing is None or thing.i > what.i or source.i > cue.i:
        return None
    tokens = sorted({*thing.subtree, *what.subtree}, key=lambda t: t.i)
    return Found("complement", ((tokens[0], tokens[-1]),), (cue,))


def _object(cue: Token, source: Token, sentences: Sentences) -> Found | None:
    """As in "She rejected the plan." """
    if cue.lemma_.lower() not in sentences.verbs["object"] or source.i > cue.i:
        return None
    thing = next((c for c in cue.children if c.dep_ == "dobj" and c.i > cue.i), None)
    if thing is None or thing.pos_ == "PRON" or any(c.dep_ == "dative" for c in cue.children):
        return None  # "denied Silva a third goal"
    tokens = list(thing.subtree)
    # "rejected the call for an election – a key demand of the opposition": the rest is the
    # reporter's.
    tokens = _before_dash([t for t in tokens if t.i >= tokens[0].i])
    return Found("object", ((tokens[0], tokens[-1]),), (cue,)) if tokens else None


def _before_dash(tokens: list[Token]) -> list[Token]:
    for index, token in enumerate(tokens):
        if token.text in ("–", "—", "--") and index:
            return _trimmed(tokens[:index])
    return _trimmed(tokens)


def _charge(cue: Token, source: Token, sentences: Sentences) -> Found | None:
    """As in "She accused the council of wasting money." """
    if cue.lemma_.lower() not in sentences.verbs["charge"] or source.i > cue.i:
        return None
    whom = next((c for c in cue.children if c.dep_ == "dobj" and c.i > cue.i), None)
    of = next((c for c in cue.children if c.lower_ in ("of", "for") and c.i > cue.i), None)
    if whom is None or of is None:
        return None
    if any(t.lower_ in ("another", "other", "themselves") for t in whom.subtree):
        return None  # "accused one another": who said which, the text doesn't tell
    tokens = sorted({*whom.subtree, *of.subtree}, key=lambda t: t.i)
    return Found("charge", ((tokens[0], tokens[-1]),), (cue,))


def _question(cue: Token, source: Token, sentences: Sentences) -> Found | None:
    """As in "She asked whether the bridge was safe." """
    if cue.lemma_.lower() not in sentences.verbs["question"]:
        return None
    clause = next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), None)
    if clause is None:
        return None
    tokens = _trimmed(list(clause.subtree))
    return Found("question", ((tokens[0], tokens[-1]),), (cue,)) if tokens else None


RULES: tuple[Callable[[Token, Token, Sentences], Found | None], ...] = (
    _quotation,
    _complement,
    _as,
    _clause,
    _inserted,
    _charge,
    _object,
    _question,
)


def according_to(cue: Token, sentences: Sentences) -> tuple[Token | None, Found | None]:
    """As in "According to the ministry, the bridge is safe."; also behind and inside the clause."""
    to = next((c for c in cue.children if c.lower_ == "to"), None)
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None or source.lemma_.lower() in sentences.verbs["not_sources"]:
        return None, None
    own = {t.i for t in cue.subtree}
    root = cue.head
    while root.pos_ not in ("VERB", "AUX") and root.dep_ != "ROOT":
        root = root.head
    tokens = [t for t in root.subtree if t.i not in own and t.sent == cue.sent]
    before = _trimmed([t for t in tokens if t.i < min(own)])
    after = _trimmed([t for t in tokens if t.i > max(own)])
    stretches = tuple((part[0], part[-1]) for part in (before, after) if part)
    if not stretches:
        return None, None
    return source, Found("according-to", stretches, (cue, to))
