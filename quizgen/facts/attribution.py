"""Who is said to have said what.

``find_attributions`` is the seam: parse and quotations in, attributions without speakers out. The
trained reader finds them; here those are kept that report an act of speech, and those are marked
of which the text does not say that it happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.cues import Sentences, is_asserted, reports
from quizgen.facts.passages import MARKS, tokens_of
from quizgen.facts.quotations import Quotation, attribution_kind
from quizgen.facts.reader import Reading, default_reader
from quizgen.lexicons import load
from quizgen.models import Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RULE = "reader"
LEADING = {"amod", "aux", "auxpass", "compound", "det", "neg", "nmod", "nummod", "poss", "predet"}
"""What a word before the head of its phrase is to it."""
NAMING = ("NOUN", "PROPN", "PRON", "NUM")
LONGEST_REST = 12
"""Words that are taken into a content to end its last phrase."""


def find_attributions(
    doc: Doc, quotations: Sequence[Quotation], readings: Iterable[Reading]
) -> list[Attribution]:
    """Every statement the text attributes to somebody, in the order of its cues.

    Args:
        doc: The parsed article.
        quotations: What ``find_quotations`` gave for the whole text.
        readings: What the network read there.

    Returns:
        Attributions whose ``speaker`` is None: who a source is, is settled afterwards.
    """
    reader = default_reader()
    text = doc.text  # put together anew at each call
    sentences = Sentences(quotations)
    return [
        Attribution(
            source=_noun_phrase(reading.source, doc),
            cue=reading.cue,
            content=(content := _whole_phrase(reading, doc)),
            kind=attribution_kind(text, content, quotations),
            speaker=None,
            rule=RULE,
            confidence=reader.confidence(reading),
            asserted=_is_asserted(tokens_of(doc, reading.cue), sentences),
        )
        for reading in sayings(readings, doc)
    ]


def sayings(readings: Iterable[Reading], doc: Doc) -> list[Reading]:
    """Those readings that have a source and are of an act of speech of that source’s."""
    return [
        r
        for r in readings
        if r.source
        and _is_saying(cue := tokens_of(doc, r.cue))
        and not is_told(cue, tokens_of(doc, r.source))
    ]


def is_told(cue: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether the source is whom or what somebody else speaks of: "Brook was asked why …"."""
    for verb in cue:
        if not _is_verb(verb) or not _speaks(verb) or verb.lemma_.lower() in _words()["passive"]:
            continue
        passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
        # "Asked why, Brook said …": somebody else asked
        bare = verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and verb.i < source[0].i
        if bare and not any(c.dep_ in ("agent", "aux", "nsubj") for c in verb.children):
            return True
        if any(token in source for token in passive):
            return True
    return False


def _noun_phrase(source: tuple[Span, ...], doc: Doc) -> tuple[Span, ...]:
    """A source with its article, and with the noun phrase that a relative pronoun stands for.

    In "Tom Okoro, who said the dam was sound, has resigned", the reader may take "who".
    """
    tokens = tokens_of(doc, source)
    if not tokens:
        return source
    if len(tokens) == 1 and tokens[0].tag_ in ("WP", "WDT"):
        for verb in (tokens[0].head, tokens[0].head.head):
            if verb.dep_ == "relcl" and verb.head.i < tokens[0].i:
                noun = verb.head
                last = max((t for t in noun.subtree if t.i < tokens[0].i), key=lambda t: t.i)
                while last.i > noun.i and (last.is_punct or last.is_space):
                    last = last.nbor(-1)
                return (span_between(noun.left_edge, last),)
    first = tokens[0]
    if not any(t.pos_ in NAMING for t in tokens) and first.dep_ in LEADING | {"case"}:
        noun = first.head  # "a" for "a clerk"
        if noun.i > first.i and noun.pos_ in NAMING and noun.sent == first.sent:
            return (span_between(noun.left_edge, noun),)
    if first.i and first.nbor(-1).dep_ == "det" and first.nbor(-1).head in tokens:
        return (Span(first.nbor(-1).idx, source[0].end), *source[1:])
    return source


def _whole_phrase(reading: Reading, doc: Doc) -> tuple[Span, ...]:
    """A content that ends in the midst of a phrase, with the rest of the phrase.

    "… or gives them equal" goes on to "rights as citizens"; the reader may stop at a word that only
    leads on to another.
    """
    content = _with_subject(_with_article(reading.content, doc), reading, doc)
    tokens = tokens_of(doc, content[-1:])
    last = tokens[-1] if tokens else None
    if last is None or last.dep_ not in LEADING or last.head.i < last.i:
        return content
    head = last.head
    end = head.right_edge
    taken = {t.i for t in tokens_of(doc, (*reading.source, *reading.cue))}
    added = [doc[i] for i in range(last.i + 1, end.i + 1)]
    while added and added[-1].is_punct:
        added.pop()
    if (
        not 0 < len(added) <= LONGEST_REST
        or head.sent != last.sent
        or any(t.i in taken or t.text in MARKS for t in added)
    ):
        return content
    start = content[-1].start
    return (*content[:-1], Span(start, added[-1].idx + len(added[-1])))


def _with_subject(content: tuple[Span, ...], reading: Reading, doc: Doc) -> tuple[Span, ...]:
    """A content with the subject that an inserted cue parts from it.

    "[The merger], Mr Halloran added, would save £40m a year."
    """
    tokens = tokens_of(doc, content[:1])
    first = tokens[0] if tokens else None
    if first is None or first.pos_ not in ("VERB", "AUX"):
        return content
    verb = first if first.dep_ not in ("aux", "auxpass") else first.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i > first.i or verb not in tokens:
        return content
    said = {t.i for t in tokens_of(doc, (*reading.source, *reading.cue))}
    left, right = subject.left_edge, subject.right_edge
    between = doc[right.i + 1 : first.i]
    inserted = said and all(t.i in said or t.is_punct for t in between)
    if not inserted or not between or any(left.i <= i <= right.i for i in said):
        return content
    return (span_between(left, right), *content)


def _with_article(content: tuple[Span, ...], doc: Doc) -> tuple[Span, ...]:
    """A content with the article of its first noun phrase: "[The] first four states vote"."""
    tokens = tokens_of(doc, content[:1])
    if not tokens or not tokens[0].i:
        return content
    article = tokens[0].nbor(-1)
    if article.tag_ == "DT" and article.dep_ == "det" and article.head in tokens:
        return (Span(article.idx, content[0].end), *content[1:])
    return content


def reports_speech(cue: Sequence[Span], doc: Doc) -> bool:
    """Whether a cue is an act of speech: "said", "'s claim", not "believes"."""
    return any(_speaks(token) for token in tokens_of(doc, cue))


def _is_saying(cue: Sequence[Token]) -> bool:
    """Whether a cue is an act of speech, and its verb no other: "called the race off"."""
    speaking = [token for token in cue if _speaks(token)]
    silent = [t for t in cue if t.pos_ == "VERB" and t not in speaking]
    if any(t.lemma_.lower() not in _words()["light"] for t in silent) and all(
        token.pos_ in ("NOUN", "PROPN") for token in speaking
    ):
        return False
    return bool(speaking) and all(reports(token) for token in speaking if _is_verb(token))


def _is_asserted(cue: Sequence[Token], sentences: Sentences) -> bool:
    """Whether the text says that this was said, and does not deny, suppose or ask it."""
    return all(is_asserted(token, sentences) for token in cue if _speaks(token) and _is_verb(token))


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _speaks(token: Token) -> bool:
    words = _words()
    if token.pos_ in ("VERB", "AUX", "ADJ"):
        return token.lemma_.lower() in words["verbs"] or token.lower_ in words["others"]
    if token.pos_ in ("NOUN", "PROPN"):
        return token.lemma_.lower() in words["nouns"] | words["verbs"]
    return token.lower_ in words["others"]


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("cues").items()}
