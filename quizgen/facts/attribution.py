"""Who is said to have said what.

``find_attributions`` is the seam: parse and quotations in, attributions without speakers out. The
trained reader finds them; here those are kept that report an act of speech, and those are marked
of which the text does not say that it happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from quizgen.facts import dialogue
from quizgen.facts.chains import whole_chains, with_resumed
from quizgen.facts.cues import Sentences, is_asserted, is_denial, reports
from quizgen.facts.extents import repaired, share_words, with_leaning_source
from quizgen.facts.passages import tokens_of
from quizgen.facts.quotations import Quotation, attribution_kind
from quizgen.facts.reader import Reading, default_reader
from quizgen.facts.turns import is_heading
from quizgen.lexicons import load
from quizgen.models import Attribution, Span

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

RULE = "reader"


def find_attributions(
    doc: Doc,
    quotations: Sequence[Quotation],
    readings: Iterable[Reading],
    lines: Mapping[Span, tuple[Span, ...]] | None = None,
) -> list[Attribution]:
    """Every statement the text attributes to somebody, in the order of its cues.

    Args:
        doc: The parsed article.
        quotations: What ``find_quotations`` gave for the whole text.
        readings: What the network read there.
        lines: What ``find_lines`` gave for them: what cues of dialogue lead to.

    Returns:
        Attributions whose ``speaker`` is None: who a source is, is settled afterwards.
    """
    reader = default_reader()
    text = doc.text  # put together anew at each call
    sentences = Sentences(quotations)
    lines = lines or {}
    readings = [with_leaning_source(reading, doc) for reading in readings]
    kept = whole_chains(text, sayings(readings, doc, quotations), quotations)
    kept = with_resumed(text, kept, quotations)
    found = [
        Attribution(
            source=reading.source,
            cue=reading.cue,
            content=(content := lines.get(reading.cue[0], reading.content)),
            kind=attribution_kind(text, content, quotations),
            speaker=None,
            rule=dialogue.RULE if reading.cue[0] in lines else RULE,
            confidence=reader.confidence(reading),
            asserted=is_told_as_said(tokens_of(doc, reading.cue), sentences),
        )
        for reading in repaired(kept, doc)
    ]
    return _said_once(found, doc)


def _said_once(found: Sequence[Attribution], doc: Doc) -> list[Attribution]:
    """Without those whose words another one has, too, and is surer of.

    Nobody says the same words of a text by two cues: of "press reports" and of the man they quote
    one is misread.
    """
    contents = [{t.i for t in tokens_of(doc, a.content)} for a in found]
    having: defaultdict[int, list[int]] = defaultdict(list)  # to each word, whose content it is
    dropped = set()
    for i, content in enumerate(contents):
        for j in {j for word in content for j in having[word]}:
            if share_words(content, contents[j]):
                dropped.add(i if found[i].confidence <= found[j].confidence else j)
        for word in content:
            having[word].append(i)
    return [attribution for i, attribution in enumerate(found) if i not in dropped]


def sayings(
    readings: Iterable[Reading], doc: Doc, quotations: Sequence[Quotation] = ()
) -> list[Reading]:
    """Those readings that have a source and are of an act of speech of that source’s."""
    return [
        r
        for r in readings
        if r.source
        and (
            _is_saying(cue := _whole_cue(tokens_of(doc, r.cue)))
            or _voices(cue, r, quotations)
            or _finds(cue, r, doc)
        )
        and not is_told(cue, tokens_of(doc, r.source))
        and not _is_of_a_thing(cue, tokens_of(doc, r.source))
        and not (cue[0].text == ":" and is_heading(_label(cue[0])))
    ]


def _label(colon: Token) -> str:
    """What stands before a colon in its line."""
    start = colon.i
    while start and "\n" not in colon.nbor(start - 1 - colon.i).text:
        start -= 1
    return str(colon.doc[start : colon.i].text)


def _whole_cue(cue: list[Token]) -> list[Token]:
    """With the verb that it leads to: "likes to [say]"."""
    last = cue[-1] if cue else None
    if last is None or last.lower_ != "to" or last.i + 1 >= len(last.doc):
        return cue
    return [*cue, last.nbor()] if _speaks(last.nbor()) else cue


def _voices(cue: Sequence[Token], reading: Reading, quotations: Sequence[Quotation]) -> bool:
    """Whether somebody's words are quoted by a verb that says how: “Not one!” they chanted."""
    verbs = [t for t in cue if _as_verb(t.lower_) & _words()["voiced"]]
    return bool(verbs) and all(
        any(q.span.covers(span) for q in quotations) for span in reading.content
    )


def _finds(cue: Sequence[Token], reading: Reading, doc: Doc) -> bool:
    """Whether a report or those who wrote it say what came of it: "A survey found that …"."""
    if not any(t.lemma_.lower() in _words()["finding"] for t in cue if _is_verb(t)):
        return False
    clause = tokens_of(doc, reading.content)[:1]
    source = tokens_of(doc, reading.source)
    return any(t.lower_ == "that" for t in clause) and any(
        t.lemma_.lower() in _words()["finders"] for t in source
    )


def _is_of_a_thing(cue: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether something of the source's says it: "Brook's [tone in the speech makes clear]"."""
    noun = next((t for t in cue if t.pos_ == "NOUN"), None)
    return bool(source) and source[-1].tag_ == "POS" and noun is not None and not _speaks(noun)


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


def reports_speech(cue: Sequence[Span], doc: Doc) -> bool:
    """Whether a cue is an act of speech: "said", "'s claim", not "believes"."""
    return any(_speaks(token) for token in tokens_of(doc, cue))


def may_say(cue: Span, doc: Doc) -> bool:
    """Whether a cue can be a saying, whatever its source and content turn out to be."""
    tokens = tokens_of(doc, (cue,))
    words = _words()
    return _is_saying(_whole_cue(tokens)) or any(
        _as_verb(t.lower_) & words["voiced"] or t.lemma_.lower() in words["finding"] for t in tokens
    )


def _is_saying(cue: Sequence[Token]) -> bool:
    """Whether a cue is an act of speech, and its verb no other: "called the race off"."""
    speaking = [token for token in cue if _speaks(token)]
    silent = [t for t in cue if t.pos_ == "VERB" and t not in speaking]
    if any(t.lemma_.lower() not in _words()["light"] for t in silent) and all(
        token.pos_ in ("NOUN", "PROPN") for token in speaking
    ):
        return False
    return bool(speaking) and all(reports(token) for token in speaking if _is_verb(token))


def is_told_as_said(cue: Sequence[Token], sentences: Sentences) -> bool:
    """Whether the text says that this was said, and does not deny, suppose or ask it."""
    return not any(is_denial(token) for token in cue) and all(
        is_asserted(token, sentences) for token in cue if _speaks(token) and _is_verb(token)
    )


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _speaks(token: Token) -> bool:
    """Whether a word of a cue is one of speech, as the part of speech that it was taken for.

    Headlines ("Brook Tells Board to Quit") and short sentences mislead the tagger: what the reader
    takes for a cue is looked up as the verb it would be, too.
    """
    words = _words()
    if token.pos_ in ("VERB", "AUX"):
        return token.lemma_.lower() in words["verbs"] or token.lower_ in words["others"]
    if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in words["nouns"] | words["verbs"]:
        return True
    return token.lower_ in words["others"] or bool(_as_verb(token.lower_) & words["verbs"])


@cache
def _as_verb(word: str) -> frozenset[str]:
    """What a word may be a form of: "tells" of "tell", "denied" of "deny", "noting" of "note".

    Among them are words that are none. Irregular forms mislead no tagger, and are left out; a
    table of all forms would take longer to load than an article to read.
    """
    found = {word}
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            found |= {stem, f"{stem}e"}
            if stem.endswith("i"):
                found.add(f"{stem[:-1]}y")
            if stem[-2:-1] == stem[-1:]:
                found.add(stem[:-1])
    return frozenset(found)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("cues").items()}
