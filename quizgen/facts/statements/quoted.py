"""Why quoted words are no whole sentence: “recharged and take a day off”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from quizgen.facts import turns
from quizgen.facts.frames import has_clause
from quizgen.facts.passages import FINITE, MARKS, OPENING, breaks, by_sentence, tokens_of
from quizgen.facts.people.pronouns import SUBJECTS
from quizgen.facts.quotations import follows_on
from quizgen.facts.statements.halves import is_half_a_sentence
from quizgen.facts.statements.saying import Saying
from quizgen.facts.trimming import LEANING_PHRASES
from quizgen.models import Span

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

INNER = re.compile(r"(?<!\w)['‘](?=[A-Z])[^'‘“”]*(?:\w['’]\w[^'‘“”]*)*?[.!?,]['’](?!\w)")
"""A sentence in single marks within a quotation."""


def reason_against_quoted(saying: Saying, tokens: Sequence[Token]) -> str | None:
    """The first of ``REASONS`` that holds of the words of a quotation that are shown."""
    return next((reason for reason, holds in REASONS if holds(saying, tokens)), None)


def is_shortened(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether a quotation goes on behind the sentences that are shown of it."""
    return tokens[-1] != [t for t in saying.framed.content if t.text not in MARKS][-1]


def _lacks_a_subject(saying: Saying, tokens: Sequence[Token]) -> bool:
    finite = [t for t in tokens if t.tag_ in FINITE]
    whole = {*SUBJECTS, "csubj", "csubjpass", "expl"}  # "Shouting helps", "There is time"
    return not any(c.dep_ in whole for t in finite for c in (*t.children, *t.head.children))


def _is_half(saying: Saying, tokens: Sequence[Token]) -> bool:
    """As in “condemned “what appears to be a crime””, but not in “What a mess!”"""
    clause = tokens[0].tag_ in ("WDT", "WP", "WRB") and tokens[0].text.islower()
    return (
        tokens[0].tag_ == "WDT" or clause or any(is_half_a_sentence(s) for s in by_sentence(tokens))
    )


def _is_half_a_contrast(saying: Saying, tokens: Sequence[Token]) -> bool:
    """As in “I wasn't silent because we lost. I was silent because …”: silent he was."""
    last = tokens[-1]
    words = list(last.sent)
    denied = next((t.i for t in words if t.dep_ == "neg"), None)
    if denied is None or not any(t.lower_ == "because" and t.i > denied for t in words):
        return False
    after = next((t for t in saying.doc[last.i + 1 :] if t.is_alpha), None)
    if after is None or not saying.editor.quoted(after):
        return False
    return any(t.lower_ == "because" for t in after.sent)


def _begins_outside(saying: Saying, tokens: Sequence[Token]) -> bool:
    """As in "In his parents' town, “ball games are the national sport,” he says"."""
    inside = {t.i for t in tokens}
    first = tokens[0]
    return first.text.islower() and any(
        t.dep_ in ("prep", "npadvmod", "advcl")
        and t.head.i in inside
        and t.i not in saying.around
        and not saying.editor.quoted(t)
        and " ".join(w.lower_ for w in t.subtree) not in LEANING_PHRASES
        for t in saying.doc[first.sent.start : first.i]
    )


def _begins_within(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether a quoted sentence begins where none ends: “more of his | [Vance's] crimes”.

    The parser may take a bracket for the first word of another one.
    """
    first, quoted = tokens[0], saying.editor.quoted
    while first.i and not first.is_sent_start and first.nbor(-1).dep_ == "cc":
        first = first.nbor(-1)  # "before Ms Holt | and I [were friends]"
    if not first.is_sent_start or not first.i or not quoted(first):
        return False
    before = first.nbor(-1)
    if before.text in (")", "]"):  # "since (Eda-based) | Norvik took it", but not "(Late.)"
        before = before.nbor(-1)
    return quoted(before) and before.is_alpha


def _names_its_speaker(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether a quotation of several paragraphs has its speaker's whole name in it.

    A paper's words may stand before the quotation of somebody whom they introduce.
    """
    name, content = saying.speaker.name, saying.attribution.content
    if len(content) < 2 or " " not in name:
        return False
    return any(
        name in span.of(saying.text)
        for span in content
        if not span.overlaps(saying.attribution.cue[0])
    )


def _trails_off(saying: Saying, tokens: Sequence[Token]) -> bool:
    return tokens[-1].text.endswith(("–", "—", "--", "…", "...")) and not is_shortened(
        saying, tokens
    )


def _is_answered(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether a question is answered by who asks it: “How big is it?” he said. “Very big.”"""
    end = tokens[-1].idx + 1
    line = saying.text[end : end + 160].split("\n")[0]
    answer = r"[”\"'’]+\s+[A-Za-z][^“”\"]*[.,]\s+[“\"]"
    return tokens[-1].text == "?" and re.match(answer, line) is not None


def _is_left_open(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether a quotation mark opens before words, and the writer speaks before one closes it.

    A mark that opens right behind is the next paragraph's of the same quotation.
    """
    text = saying.text
    for span in saying.attribution.content:
        before = text[max(0, span.start - 2) : span.start + 1].rstrip()[-2:]
        if not any(c in OPENING for c in before):
            continue
        after = text[span.end : span.end + 9].lstrip(".!?… \t")[:1]
        if after and after not in OPENING and after != "\n":
            shown = any(span.start <= t.idx < span.end for t in tokens)
            if shown and not any(q.span.overlaps(span) for q in saying.quotations):
                return True
    return False


def _is_behind_open(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether words stand behind the first sentence of a quotation whose end was forgotten.

    Where it ends nobody can tell. But a quotation that goes on in the next paragraph with a
    mark of its own has none by the rules of print.
    """
    for quotation, after in zip_longest(saying.quotations, saying.quotations[1:]):
        if quotation is None or quotation.closed or quotation.inner == quotation.span:
            continue
        if after is not None and follows_on(saying.text, quotation, after):
            continue
        inside = [t for t in tokens if quotation.inner.covers(Span(t.idx, t.idx + 1))]
        first = next(iter(tokens_of(saying.doc, [quotation.inner])), None)
        if first is not None and any(t.sent.start > first.i for t in inside):
            return True
    return False


def _has_hole(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether words of a quoted sentence are missing between two, and no cue stands there."""
    return any(
        one.sent == two.sent
        and any(t.is_alpha for t in between)
        and not any(t.i in saying.around for t in between)
        for one, two, between in breaks(tokens)
    )


def _lacks_a_clause(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether an answer in a transcript may lean on what was asked."""
    answers = saying.attribution.rule == turns.RULE
    return answers and not all(has_clause(s) for s in by_sentence(tokens))


def _leads_on(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether a quotation goes on behind a comma: “But now”, of “But now, it is hopeless,”."""
    last, quoted = tokens[-1], saying.editor.quoted
    comma = last if last.text == "," or last.i + 1 >= len(saying.doc) else last.nbor()
    if last.is_alpha and comma.is_alpha and comma.sent != last.sent:
        # "before Ms Holt | and I were friends": the parser begins a sentence too many
        return quoted(last) and quoted(comma)
    if comma.text != "," or comma.i + 1 >= len(saying.doc):
        return False
    after = comma.nbor()
    goes_on = after.sent == last.sent and quoted(after) and after.is_alpha
    return goes_on and quoted(last) and after.i not in saying.around


def _skips_quoted_words(saying: Saying, tokens: Sequence[Token]) -> bool:
    return any(
        one.sent == two.sent
        and any(t.is_alpha and saying.editor.quoted(t) for t in saying.doc[one.i + 1 : two.i])
        for one, two in pairwise(tokens)
    )


def _goes_on_outside(saying: Saying, tokens: Sequence[Token]) -> bool:
    after = saying.attribution.content[-1].end
    follows = next((t for t in saying.doc if t.idx >= after and not t.is_space), None)
    if follows is None or follows.sent != tokens[-1].sent or is_shortened(saying, tokens):
        return False
    return not (tokens[-1].is_punct or follows.is_punct or follows.i in saying.around)


REASONS: Sequence[tuple[str, Callable[[Saying, Sequence[Token]], bool]]] = (
    ("only part of a sentence is quoted", _lacks_a_subject),
    ("only part of a sentence is quoted", _is_half),
    ("the quoted sentence begins outside the quotation marks", _begins_outside),
    ("the quoted sentence begins before it", _begins_within),
    ("it speaks of the speaker by name, who hardly says it", _names_its_speaker),
    ("the quoted sentence breaks off", _trails_off),
    ("its answer follows", _is_answered),
    ("its other half is not taken in", _is_half_a_contrast),
    ("where its quotation ends is not certain", _is_left_open),
    ("where its quotation ends is not certain", _is_behind_open),
    ("a part of the quotation is not taken in", _has_hole),
    ("only part of a sentence is said", _lacks_a_clause),
    ("the quoted sentence breaks off", _leads_on),
    ("a part of the quotation is not taken in", _skips_quoted_words),
    ("the quoted sentence goes on outside the quotation marks", _goes_on_outside),
)
"""Each with how it is told; the first that holds is given."""


def is_cited(saying: Saying, tokens: Sequence[Token]) -> bool:
    """Whether quoted words aren't the speaker's own: “A caller said, ‘Close it. It leaks.’”"""
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return any(
        inner.start() <= start < inner.end() and (inner.start() < start or end <= inner.end())
        for span in saying.attribution.content
        for inner in INNER.finditer(saying.text, span.start, span.end)
    )
