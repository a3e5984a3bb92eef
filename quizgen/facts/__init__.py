"""Facts: who said what, and what happened when, each with its place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgen.models import Article, Attribution, Facts, Span, Speaker, Timex, span_at

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token
    from quizgen.facts.people.words import Gender
    from quizgen.facts.quotations import Quotation
    from quizgen.facts.reader import Reading
    from quizgen.facts.speakers import Cast


@dataclass(frozen=True)
class Speech:
    """Who says what in an article, and what else is known once that is."""

    cast: Cast
    attributions: list[Attribution]  # of the whole text, headline and all
    told: list[Attribution]  # those that the article proper tells as having happened
    quotations: list[Quotation]  # of the article proper, with what stands for them without marks


def find_facts(article: Article) -> Facts:
    """All facts of an article.

    Raises:
        QuizgenError: No language model is installed.
    """
    from quizgen.analysis import passing_words

    with passing_words():  # facts are plain data: nothing of the parse outlives this
        return facts_of(article, *parse_and_read(article))


def parse_and_read(article: Article) -> tuple[Doc, list[Quotation], list[Reading]]:
    """The article parsed, its quotations, and its attributions as the network reads them.

    Neither needs the other, and the network lets go of the interpreter's lock while it reads, so
    that on two cores the shorter of the two costs nothing.
    """
    from quizgen.analysis import parse
    from quizgen.article.paragraphs import paragraphs
    from quizgen.facts.attribution import may_say
    from quizgen.facts.quotations import find_quotations
    from quizgen.facts.reader import default_reader
    from quizgen.threads import read_together

    reader = default_reader()

    def wanted(cue: Span) -> bool:
        """Thoughts have cues, too; whose they are needn't be read."""
        return may_say(cue, doc)

    spans = paragraphs(article.text)  # headlines have their sayings, too
    quotations = find_quotations(article.text, spans)
    if read_together():
        with ThreadPoolExecutor(1, thread_name_prefix="reader") as pool:
            seeing = pool.submit(reader.see, article.text, spans, quotations)
            doc = parse(article)
            sight = seeing.result()
    else:
        doc = parse(article)
        sight = reader.see(article.text, spans, quotations)
    return doc, quotations, reader.link(sight, wanted)


def speech_of(
    article: Article, doc: Doc, quotations: list[Quotation], readings: Sequence[Reading]
) -> Speech:
    """Who says what in an article that is parsed and read already."""
    from quizgen.facts.attribution import find_attributions
    from quizgen.facts.chains import without_others, without_others_before
    from quizgen.facts.dialogue import find_lines
    from quizgen.facts.quotations import outermost, unmarked
    from quizgen.facts.speakers import Cast
    from quizgen.facts.turns import RULE, attributions_of, beside_turns, find_turns, speaker_of

    turns = find_turns(article.text, article.body)
    readings = beside_turns(readings, turns)
    lines = find_lines(article.text, article.body, readings)
    marked = outermost([*quotations, *unmarked(s for spans in lines.values() for s in spans)])
    found = find_attributions(doc, marked, readings, lines) + attributions_of(turns)
    found = [kept for a in found if (kept := _without_title(a, article))]
    found.sort(key=lambda a: a.cue[0].start)
    quotations = outermost([*marked, *unmarked(s for turn in turns for s in turn.content)])
    told = [a for a in found if a.asserted and _in_body(a.cue[0], article)]
    quotations = [q for q in quotations if _in_body(q.span, article)]
    cast = Cast(doc, article.body, [q.span for q in quotations], told)
    named = {
        id(a): replace(
            a,
            speaker=speaker_of(a.source[0], article, turns, cast.speakers)
            if a.rule == RULE
            else _speaker(a, doc, cast),
        )
        for a in found
    }
    whole = without_others(doc, list(named.values()), quotations)
    whole = without_others_before(doc, whole, quotations)
    known = dict(zip(named, whole, strict=True))
    return Speech(cast, whole, [known[id(a)] for a in told], quotations)


def _speaker(attribution: Attribution, doc: Doc, cast: Cast) -> Speaker | None:
    """Who says it; nobody where that would be whom it is said to: "he told Mr Rubio"."""
    from quizgen.facts.passages import tokens_of

    speaker = cast.of_source(attribution.source)
    cue = tokens_of(doc, attribution.cue)
    own = attribution.source[0].start
    told = (
        child
        for token in cue
        for child in token.children
        if child.dep_ in ("dobj", "dative") and child.pos_ == "PROPN"
        # “Who are you?” asked Mr Rubio.
        if not (child.i > token.i and child.left_edge.idx == own == _next_to(cue))
    )
    return None if speaker is not None and any(cast.of(t) == speaker for t in told) else speaker


def _next_to(cue: Sequence[Token]) -> int:
    """Where the word behind a cue stands, if a quotation or question ends before the cue."""
    first, last = cue[0], cue[-1]
    ended = first.i > 0 and first.nbor(-1).text in ("?", "!", ",", "”")
    return last.nbor().idx if ended and last.i + 1 < len(last.doc) else -1


def facts_of(
    article: Article, doc: Doc, quotations: list[Quotation], readings: Sequence[Reading]
) -> Facts:
    """All facts of an article that is parsed and read already."""
    from quizgen.facts.editing import Editor
    from quizgen.facts.events import Context, find_events
    from quizgen.facts.gaps import as_word, find_fragments, find_phrases, is_gap_word
    from quizgen.facts.statements import word_statements
    from quizgen.facts.timex import timexes_of
    from quizgen.facts.unnamed import unnamed_source

    speech = speech_of(article, doc, quotations, readings)
    quotations = speech.quotations
    quoted = [quotation.span for quotation in quotations]
    editor = Editor(doc, speech.cast, article.body, quoted)
    # Somebody's words about somebody's words prove nothing about the latter.
    own = [
        a if a.speaker is not None else replace(a, speaker=unnamed_source(doc, a, editor))
        for a in speech.told
        if not any(q.covers(a.cue[0]) for q in quoted)
    ]
    statements = word_statements(doc, own, quotations, speech.cast, editor)
    timexes = timexes_of(article)
    occurrences = find_events(Context(doc, article, speech.told, speech.cast, editor, timexes))
    return Facts(
        attributions=tuple(speech.attributions),
        timexes=tuple(timexes),
        events=tuple(occurrence.event for occurrence in occurrences),
        statements=tuple(statements),
        occurrences=tuple(occurrences),
        speakers=_with_genders(speech.cast, doc),
        vocabulary=tuple(
            as_word(token)
            for token in doc
            if is_gap_word(token) and span_at(token.idx, article.body) is not None
        ),
        fragments=tuple(find_fragments(doc, quotations)),
        phrases=tuple(find_phrases(doc, article.body)),
    )


def _with_genders(cast: Cast, doc: Doc) -> tuple[Speaker, ...]:
    """The speakers, with the gender that their pronouns tell where their names don't."""
    from quizgen.facts.people.pronouns import MALE, PERSONAL

    told: dict[str, set[Gender]] = {}
    for token in doc:
        if token.lower_ in PERSONAL and (who := cast.of(token)) is not None:
            told.setdefault(who.id, set()).add("male" if token.lower_ in MALE else "female")
    return tuple(
        replace(speaker, gender=min(genders))
        if speaker.type == "person" and speaker.gender is None and len(genders) == 1
        else speaker
        for speaker in cast.speakers
        for genders in (told.get(speaker.id, set()),)
    )


def _without_title(attribution: Attribution, article: Article) -> Attribution | None:
    """Without words of a headline, where a quotation is taken to go on from it into the body."""
    if not _in_body(attribution.cue[0], article):
        return attribution
    content = tuple(span for span in attribution.content if _in_body(span, article))
    return replace(attribution, content=content) if content else None


def _in_body(span: Span, article: Article) -> bool:
    return span_at(span.start, article.body) is not None


__all__ = ["Facts", "Timex", "facts_of", "find_facts", "parse_and_read", "speech_of"]
