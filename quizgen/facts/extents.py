"""Where a source and a content begin and end, put right by the parse.

The reader goes by words, and now and then ends in the midst of a phrase, or reads on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.cues import own_subject, reports, shared_head
from quizgen.facts.passages import FINITE, MARKS, is_dash, is_edge, tokens_of
from quizgen.facts.reader import Reading
from quizgen.facts.verbs import governing_verb
from quizgen.models import Span

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

LEADING = {"amod", "aux", "auxpass", "compound", "det", "neg", "nmod", "nummod", "poss", "predet"}
"""What a word before the head of its phrase is to it."""
OPEN = {"aux", "auxpass", "cc", "mark", "prep"}
"""What a word is to its head that something has to follow: "despite the potential [for]"."""
LEADING_ON = {"agent", "dative", "pobj", "prep", "xcomp", "acomp", "attr", "dobj", "oprd"}
"""What a word behind an inserted cue is to a verb before it, of which it goes on to tell."""
JOINING = {"advmod", "aux", "auxpass", "cc", "mark", "neg", "prep"}
"""What leads from one saying on to the next: "[but later] blamed"."""
CONJUNCTIONS = {"although", "and", "but", "or", "though", "whereas", "while", "yet"}
"""What opens a clause that a content may end just before."""
CONDITIONS = {"if", "unless"}
LIMITS = {"before", "once", "until"}
"""What opens a clause without which what would be isn't so."""
NAMING = ("NOUN", "PROPN", "PRON", "NUM")
LONGEST_DATELINE = 8
"""Words before the dash of "NEW EDA, Norland — "."""
LONGEST_REST = 24
"""Words that are taken into a content to end its last phrase."""
SAME_WORDS = 0.6
"""From this share of common words on two contents are one."""


def repaired(readings: Sequence[Reading], doc: Doc) -> list[Reading]:
    """Readings whose sources and contents are whole, and contents no longer than what was said."""
    whole = [_of_its_teller(reading, doc) for reading in readings]
    whole = [_with_what_leads(reading, doc) for reading in whole]
    whole = [_without_occasion(reading, doc) for reading in whole]
    whole = [_from_its_own_words(reading, doc) for reading in whole]
    whole = [_of_its_sentence(reading, doc) for reading in whole]
    whole = [_with_its_subject(reading, doc) for reading in whole]
    whole = [replace(r, source=_whole_source(r.source, doc)) for r in whole]
    whole = [replace(r, content=_whole_content(r, doc)) for r in whole]
    whole = [_with_condition(reading, doc) for reading in whole]
    places = sorted((reading.source[0].start, n) for n, reading in enumerate(whole))
    whole = [_before_sources(reading, whole, places, doc) for reading in whole]
    by_cue = {tokens[0].i: r for r in whole if (tokens := tokens_of(doc, r.cue))}
    return [
        _beside_cue(_behind_cue(_up_to_next(made, by_cue, doc), doc), reading)
        for made, reading in zip(whole, readings, strict=True)
    ]


def share_words(one: Collection[int], other: Collection[int]) -> bool:
    """Whether two contents, as places of words, are nearly the same."""
    common = len(set(one) & set(other))
    return 2 * common >= SAME_WORDS * (len(one) + len(other)) > 0


def _beside_cue(made: Reading, read: Reading) -> Reading:
    """A repaired reading, but for a source or content that has come to hold words of the cue.

    The reader may take the article for a part of the cue: "[accused the] board of lying". Nor may
    a part that was put in front of a content hold words of it.
    """

    def is_apart(spans: Sequence[Span]) -> bool:
        edges = [edge for span in spans for edge in span]
        in_order = all(span.start < span.end for span in spans) and edges == sorted(edges)
        return in_order and not any(span.overlaps(cue) for span in spans for cue in read.cue)

    source = made.source if is_apart(made.source) else read.source
    content = made.content if is_apart(made.content) else read.content
    return replace(made, source=source, content=content)


def _with_its_subject(reading: Reading, doc: Doc) -> Reading:
    """A reading whose source is the subject of its cue, where what was read can't be one.

    "[The note pinned] to the door said", "on Monday [Harker] confessed", "Lyle spoke when [she]
    said".
    """
    cue, source = tokens_of(doc, reading.cue), tokens_of(doc, reading.source)
    verb = next((t for t in cue if t.pos_ in ("VERB", "AUX")), None)
    subject = own_subject(verb) if verb is not None else None
    if verb is None or not source or verb.i < source[0].i:
        return reading
    unnamed = not any(t.pos_ in NAMING for t in source)
    if unnamed and _leads_to_noun(source[0]):
        return reading  # "[the] Trust which … and says"
    if subject is None and unnamed:
        subject = own_subject(shared_head(verb)) if verb.dep_ == "conj" else None
    if subject is None or subject in source or subject.tag_ in ("WP", "WDT", "EX"):
        return reading
    words = [t for t in subject.subtree if t.i < cue[0].i and not t.is_space]
    inside = {t.i for t in words}
    pronoun = subject.tag_ == "PRP" and subject.i == cue[0].i - 1
    if not words or not (pronoun or unnamed or {t.i for t in source} < inside):
        return reading
    while len(words) > 1 and (words[-1].is_punct or is_edge(words[-1])):
        words.pop()
    whole = span_between(words[0], words[-1])
    content = tuple(span for span in reading.content if not whole.overlaps(span))
    return replace(reading, source=(whole,), content=content) if content else reading


def _of_its_teller(reading: Reading, doc: Doc) -> Reading:
    """A reading of what somebody told as his, where who passed it on was read for its source.

    "As Ada Brook reported, [Karl Holt told] the board that the wall leaks": Holt says that it does.
    """
    content, cue = tokens_of(doc, reading.content), tokens_of(doc, reading.cue)
    verb = next((t for t in cue if t.pos_ == "VERB"), None)
    if not content or verb is None or verb.dep_ != "advcl" or content[0].dep_ != "mark":
        return reading
    teller = verb.head
    if content[0].head.dep_ != "ccomp" or content[0].head.head != teller or teller.i <= cue[-1].i:
        return reading
    subject = own_subject(teller)
    if subject is None or subject.pos_ not in NAMING or teller in content or not reports(teller):
        return reading
    source = _up_to_head(subject)
    if any(source.overlaps(span) for span in reading.content):
        return reading
    return replace(reading, source=(source,), cue=(span_between(teller, teller),))


def _up_to_head(subject: Token) -> Span:
    """A subject's phrase up to its head, without what only tells about it."""
    words = [t for t in subject.subtree if t.i <= subject.i and not t.is_space]
    return span_between(words[0], words[-1])


def _with_what_leads(reading: Reading, doc: Doc) -> Reading:
    """A reading with the clause that its content hangs on: "[he never dreamed], he said, that …".

    Without it a speaker says the contrary. The reader may leave all of it out, or its verb.
    """
    cue, behind = tokens_of(doc, reading.cue), tokens_of(doc, reading.content[-1:])
    if not cue or not behind or behind[0].dep_ != "mark" or behind[0].head.dep_ != "ccomp":
        return reading
    above = behind[0].head.head
    aside = tokens_of(doc, (*reading.source, *reading.cue))
    if above in aside and above.dep_ == "parataxis":
        above = above.head
    inserted = above.i < aside[0].i <= aside[-1].i < behind[0].i
    if not inserted or above.tag_ not in FINITE or aside[0].nbor(-1).text != ",":
        return reading
    subject = own_subject(above)
    if subject is None or subject.i > above.i or above.sent != aside[0].sent:
        return reading
    whole = span_between(subject.left_edge, aside[0].nbor(-2))
    if any(not whole.covers(span) for span in reading.content[:-1]):
        return reading
    return replace(reading, content=(whole, reading.content[-1]))


def _without_occasion(reading: Reading, doc: Doc) -> Reading:
    """A reading without what its source did in saying it: "[Alluding to “the past”,] Holt said: …".

    Quoted words in it mislead the reader; what was said stands behind the cue.
    """
    content, cue = tokens_of(doc, reading.content[:1]), tokens_of(doc, reading.cue)
    if len(reading.content) < 2 or not content or not cue or content[-1].i > cue[0].i:
        return reading
    first = content[0]
    if first.tag_ == "VBG" and first.dep_ == "advcl" and first.head in cue and first.is_sent_start:
        return replace(reading, content=reading.content[1:])
    return reading


def _from_its_own_words(reading: Reading, doc: Doc) -> Reading:
    """A reading without a quotation that ends before its source's sentence, of somebody else.

    “… a fine day.” [Ada Brook, the engineer]: “All went wrong.” · “… in May.” [Tom Vance] told the
    Courier [that he would appeal].
    """
    source, cue = tokens_of(doc, reading.source), tokens_of(doc, reading.cue)
    if len(reading.content) < 2 or not source or not cue or source[0].i > cue[0].i:
        return reading
    before = tokens_of(doc, reading.content[:1])
    behind = tokens_of(doc, reading.content[-1:])
    if not before or not behind or before[-1].i > source[0].i or behind[0].i < cue[-1].i:
        return reading
    ends = before[-1].text in MARKS and len(before) > 1 and before[-2].text in (".", "?", "!")
    follows = source[0].i == before[-1].i + 1 and source[0].pos_ != "PRON"
    reported = cue[-1].text == ":" or (behind[0].lower_ == "that" and behind[0].dep_ == "mark")
    if not (ends and follows and reported):
        return reading
    return replace(reading, content=reading.content[1:])


def _of_its_sentence(reading: Reading, doc: Doc) -> Reading:
    """A reading without a quotation before the sentence that has "according to" in it.

    “More will be done.” The wall is safe, [according to] Ada Brook: who was quoted, stands before.
    """
    content, cue = tokens_of(doc, reading.content), tokens_of(doc, reading.cue)
    if not content or not cue or cue[0].lower_ != "according" or cue[0].i < content[0].i:
        return reading
    own = [t for t in content if t.sent == cue[0].sent]
    before = [t for t in content if own and t.i < own[0].i]
    if not before or not own[0].is_alpha or before[-1].text not in MARKS:
        return reading
    start = own[0].idx
    kept = (Span(max(span.start, start), span.end) for span in reading.content)
    return replace(reading, content=tuple(span for span in kept if span.start < span.end))


def _with_condition(reading: Reading, doc: Doc) -> Reading:
    """A reading with the condition that stands before its source: "[If it rains], Brook said, …".

    So too with "Before the bridge was built, Brook said, carts [would] sink", but not with
    "Before the vote was held, Brook said …", which tells when she said it.
    """
    content, cue = tokens_of(doc, reading.content), tokens_of(doc, reading.cue)
    if not content or not cue or content[0].i < cue[-1].i or content[0].text in MARKS:
        return reading
    start = cue[0].sent.start
    source = [t for t in tokens_of(doc, reading.source) if t.i >= start]
    aside = sorted((*source, *cue), key=lambda t: t.i)
    verb = next((t for t in content if t.head in cue or t.head.i == t.i), content[0])
    would = any(c.tag_ == "MD" for c in verb.lefts)
    for mark in doc[start : aside[0].i]:
        holds = mark.lower_ in CONDITIONS or (mark.lower_ in LIMITS and would)
        clause = mark.head
        if not holds or mark.dep_ != "mark" or clause.dep_ != "advcl":
            continue
        words = [t for t in clause.subtree if not t.is_space]
        first, last = words[0], words[-1]
        last = last.nbor(-1) if last.text == "," else last
        joined = last.i + 2 < len(doc) and last.nbor().text == "," and last.nbor(2) == aside[0]
        if (
            joined
            and (clause.head in cue or clause.head in content)
            and clause.lemma_ != "ask"
            and first.i >= start
            and last.i - first.i < LONGEST_REST
            and not any(t.text in MARKS for t in words)
        ):
            return replace(reading, content=(span_between(first, last), *reading.content))
    return reading


def with_leaning_source(reading: Reading, doc: Doc) -> Reading:
    """A reading with the source of the clause that its cue leans on, where it was read without one.

    "Noting that it was late, [Harker] left", "[Harker] answered by saying that it was late"; but
    "announcing his decision" only names what is told behind it.
    """
    verb = next((t for t in tokens_of(doc, reading.cue) if t.tag_ == "VBG"), None)
    if reading.source or verb is None or verb.dep_ not in ("advcl", "pcomp"):
        return reading
    if not any(t.tag_ in FINITE for t in tokens_of(doc, reading.content)):
        return reading
    above = governing_verb(verb.head)
    subject = own_subject(above) if above is not None else None
    if above is not None and subject is None and above.dep_ == "conj":
        subject = own_subject(shared_head(above))
    if subject is None or subject.pos_ not in NAMING or subject.tag_ in ("WP", "WDT", "EX"):
        return reading
    return replace(reading, source=(_up_to_head(subject),))


def _behind_cue(reading: Reading, doc: Doc) -> Reading:
    """A reading with what goes on behind an inserted cue: "It was sold, she said, [by a man]"."""
    content = tokens_of(doc, reading.content)
    aside = tokens_of(doc, (*reading.source, *reading.cue))
    if not content or not aside or content[-1].i > aside[0].i or content[-1].text in MARKS:
        return reading
    last = aside[-1]
    if last.i + 2 >= len(doc) or last.nbor().text != "," or last.sent != content[-1].sent:
        return reading
    first = last.nbor(2)
    # the parser may hang "by a man" up on "said"
    by_whom = first.lower_ == "by" and any(t.dep_ == "auxpass" for t in content)
    if not by_whom and (first.dep_ not in LEADING_ON or first.head not in content):
        return reading
    if first.sent != last.sent:
        return reading
    rest = [t for t in doc[first.i : first.right_edge.i + 1] if not t.is_space]
    while rest and rest[-1].is_punct and rest[-1].text not in MARKS:
        rest.pop()
    if not rest or len(rest) > LONGEST_REST or any(t.i in {a.i for a in aside} for t in rest):
        return reading
    return replace(reading, content=(*reading.content, span_between(rest[0], rest[-1])))


def _whole_source(source: tuple[Span, ...], doc: Doc) -> tuple[Span, ...]:
    """A source with its article, and with the noun phrase that a relative pronoun stands for.

    In "Tom Okoro, who said the dam was sound, has resigned", the reader may take "who".
    """
    tokens = tokens_of(doc, source)
    if not tokens:
        return source
    if (behind := _behind_dateline(tokens)) and len(source) == 1:
        tokens = tokens[behind:]
        source = (Span(tokens[0].idx, source[0].end),)
    if len(tokens) == 1 and tokens[0].tag_ in ("WP", "WDT"):
        for verb in (tokens[0].head, tokens[0].head.head):
            if verb.dep_ == "relcl" and verb.head.i < tokens[0].i:
                noun = verb.head
                last = max((t for t in noun.subtree if t.i < tokens[0].i), key=lambda t: t.i)
                while last.i > noun.i and (last.is_punct or last.is_space):
                    last = last.nbor(-1)
                return (span_between(noun.left_edge, last),)
    first, last = tokens[0], tokens[-1]
    if not any(t.pos_ in NAMING for t in tokens) and _leads_to_noun(first):
        return (span_between(first.head.left_edge, first.head),)  # "a" for "a clerk"
    start, end = source[0].start, source[-1].end
    if first.i and first.nbor(-1).dep_ == "det" and first.nbor(-1).head in tokens:
        start = first.nbor(-1).idx
    if first.tag_ == "POS":  # "’s engineer" for "the county’s engineer"
        start = first.head.left_edge.idx
    noun = last.head  # "the Harbour" for "the Harbour Museum"
    if last.dep_ == "compound" and noun.i == last.i + 1 and noun.pos_ in NAMING:
        end = noun.idx + len(noun)
    if len(source) == 1:
        return (Span(start, end),)
    return (Span(start, source[0].end), *source[1:-1], Span(source[-1].start, end))


def _behind_dateline(tokens: Sequence[Token]) -> int:
    """How many words of a source are where it was written: "EDA, Norland - [Brook's allies]"."""
    first = tokens[0]
    if not (first.is_upper and len(first) > 2 and first.is_sent_start):
        return 0
    for place, token in enumerate(tokens[:LONGEST_DATELINE]):
        if is_dash(token) or token.text == "_":  # as wires set a dash: "EDA, Norland (AP)_ Brook"
            return place + 1 if place + 1 < len(tokens) else 0
        if token.pos_ not in ("PROPN", "NUM") and not token.is_punct:  # "EDA, March 2 - "
            return 0
    return 0


def _leads_to_noun(token: Token) -> bool:
    noun = token.head
    leads = token.dep_ in LEADING | {"case"}
    return leads and noun.i > token.i and noun.pos_ in NAMING and noun.sent == token.sent


def _whole_content(reading: Reading, doc: Doc) -> tuple[Span, ...]:
    """A content that ends in the midst of a phrase, with the rest of the phrase.

    "… or gives them equal" goes on to "rights as citizens", and "that if the bridge were shut" to
    "the ferry would run": the reader may stop at a word that only leads on to another.
    """
    content = _with_article(_from_its_phrase(reading.content, reading, doc), doc)
    content = _with_subject(content, reading, doc)
    content = _from_its_mark(content, tokens_of(doc, reading.cue), doc)
    content = _without_loose_end(content, doc)
    tokens = tokens_of(doc, content)
    end = _end_of_phrase(tokens) if tokens else None
    if end is None:
        return content
    last = tokens[-1]
    taken = {t.i for t in tokens_of(doc, (*reading.source, *reading.cue))}
    added = [doc[i] for i in range(last.i + 1, end.i + 1)]
    while added and added[-1].is_punct:
        added.pop()
    if (
        not 0 < len(added) <= LONGEST_REST
        or added[-1].sent != last.sent
        or any(t.i in taken or t.text in MARKS or t.text.count("\n") > 1 for t in added)
    ):
        return content
    start = content[-1].start
    return (*content[:-1], Span(start, added[-1].idx + len(added[-1])))


def _from_its_mark(content: tuple[Span, ...], cue: Sequence[Token], doc: Doc) -> tuple[Span, ...]:
    """A content without what goes with the cue still: "said in [November that the cars …]"."""
    tokens = tokens_of(doc, content[:1])
    mark = next((t for t in tokens if t.lower_ == "that" and t.dep_ == "mark"), None)
    if mark is None or mark == tokens[0] or mark.head.head not in cue:
        return content
    inside = {t.i for t in mark.head.subtree}
    if any(t.i in inside or t.text in MARKS or t.tag_ in FINITE for t in tokens if t.i < mark.i):
        return content
    return (Span(mark.idx, content[0].end), *content[1:])


def _without_loose_end(content: tuple[Span, ...], doc: Doc) -> tuple[Span, ...]:
    """A content without a conjunction behind a comma that it ends in: "in 2012[, though]"."""
    tokens = tokens_of(doc, content[-1:])
    if len(tokens) < 3 or tokens[-1].i + 1 >= len(doc):
        return content
    comma, last = tokens[-2:]
    loose = comma.text == "," and last.tag_ in ("IN", "CC") and last.nbor().is_alpha
    if not loose or last.lower_ not in CONJUNCTIONS:
        return content
    kept = tokens[-3]
    return (*content[:-1], Span(content[-1].start, kept.idx + len(kept)))


def _end_of_phrase(tokens: Sequence[Token]) -> Token | None:
    """The last word of the phrase in the midst of which a content ends; None where it is whole."""
    last = tokens[-1]
    joined = last
    while joined.dep_ == "conj" and joined.head.i < joined.i:
        joined = joined.head  # "both Hale and Drew [voters]"
    mark = next((t for t in tokens[:2] if t.dep_ == "mark" and t.tag_ == "IN"), None)
    if mark is not None and mark.head.i > last.i and mark.head.sent == last.sent:
        end: Token = mark.head.right_edge
    elif joined.dep_ in LEADING and joined.head.i > last.i:
        end = joined.head.right_edge
    elif last.dep_ in OPEN:
        end = (last if last.dep_ == "prep" else last.head).right_edge
    else:
        return None
    return end if end.i > last.i else None


def _up_to_next(reading: Reading, by_cue: Mapping[int, Reading], doc: Doc) -> Reading:
    """A reading without what its source says by the next verb: "found that … and blamed …".

    What somebody else says within it belongs to it: "The memo says Brook warned the board".
    """
    inside = {t.i for t in tokens_of(doc, reading.content)}
    before = tokens_of(doc, reading.cue)[:1]
    own = {t.i for t in tokens_of(doc, reading.source)} - inside
    ends = [
        place
        for place in inside & by_cue.keys()
        if before
        and before[0].i < place
        and own & {t.i for t in tokens_of(doc, by_cue[place].source)}
    ]
    if not ends:
        return reading
    end = min(ends)
    while end - 1 in inside and (is_edge(doc[end - 1]) or doc[end - 1].dep_ in JOINING):
        end -= 1
    kept = [
        Span(span.start, min(span.end, words[-1].idx + len(words[-1])))
        for span in reading.content
        if (words := [t for t in tokens_of(doc, (span,)) if t.i < end])
    ]
    if not any(t.is_alpha for t in tokens_of(doc, kept)):
        return reading
    return replace(reading, content=tuple(kept))


def _before_sources(
    reading: Reading, readings: Sequence[Reading], places: Sequence[tuple[int, int]], doc: Doc
) -> Reading:
    """A reading whose content ends in the midst of who says something next, without that.

    "[Police told drivers] to keep off the A590. Ch Insp Laura [Bright tweets]"

    Args:
        reading: The reading.
        readings: All of them.
        places: Where the source of each begins, in order, with its number.
        doc: The parse.
    """
    last = reading.content[-1]
    within = places[bisect_left(places, (last.start + 1,)) : bisect_left(places, (last.end,))]
    for number in sorted(number for _, number in within):
        other = readings[number]
        source = other.source[0]
        if other is reading or not last.start < source.start < last.end < source.end:
            continue
        before = [t for t in tokens_of(doc, (last,)) if t.idx < source.start]
        stops = [n for n, t in enumerate(before) if t.text in ".?!"]
        if stops and stops[-1]:
            kept = before[stops[-1] - 1]
            end = Span(last.start, kept.idx + len(kept))
            return replace(reading, content=(*reading.content[:-1], end))
    return reading


def _with_subject(content: tuple[Span, ...], reading: Reading, doc: Doc) -> tuple[Span, ...]:
    """A content with the subject that an inserted cue parts from it.

    "[The merger], Mr Halloran added, would save £40m a year."
    """
    tokens = [t for t in tokens_of(doc, content[:1]) if t.text not in MARKS]
    first = tokens[0] if tokens else None
    if first is None or first.pos_ not in ("VERB", "AUX"):
        return content
    verb = first if first.dep_ not in ("aux", "auxpass") else first.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i > first.i or verb not in tokens:
        return content
    said = {t.i for t in tokens_of(doc, (*reading.source, *reading.cue))}
    left, right = subject.left_edge, subject.right_edge
    helping = [t for t in verb.lefts if t.dep_ in ("aux", "auxpass") and right.i < t.i < first.i]
    between = doc[right.i + 1 : first.i]
    inserted = said and all(
        t.i in said or t.is_punct or t in helping or t.lower_ == "as" for t in between
    )
    if not inserted or not between or any(left.i <= i <= right.i for i in said):
        return content
    # "Demand [has], as the firm puts it, “normalised”"
    beside = [t for t in helping if t.i == right.i + 1]
    return (span_between(left, beside[0] if beside else right), *content)


def _from_its_phrase(content: tuple[Span, ...], reading: Reading, doc: Doc) -> tuple[Span, ...]:
    """A content from where its first phrase begins: "[Through Oct.] 19, prices had fallen"."""
    tokens = tokens_of(doc, content[:1])
    if not tokens or not tokens[0].i or tokens[0].nbor(-1).is_punct:
        return content
    first = tokens[0]
    inside = {t.i for t in tokens}
    left, head = first, first.head
    if head.i != first.i - 1 or first.dep_ not in ("nummod", "pobj", "compound", "nmod"):
        return content
    while head.i not in inside and head.head != head:
        left, head = head.left_edge, head.head
    taken = {t.i for t in tokens_of(doc, (*reading.source, *reading.cue))}
    between = doc[left.i : first.i]
    if head.i not in inside or not between or head.sent != first.sent:
        return content
    if any(t.i in taken or t.is_punct or t.tag_ in FINITE for t in between):
        return content
    return (Span(between[0].idx, content[0].end), *content[1:])


def _with_article(content: tuple[Span, ...], doc: Doc) -> tuple[Span, ...]:
    """A content with the article of its first noun phrase: "[The] first four states vote"."""
    tokens = tokens_of(doc, content[:1])
    if not tokens or not tokens[0].i:
        return content
    first = tokens[0].nbor(-1)
    if first.tag_ == "DT" and first.dep_ == "det" and first.head in tokens:
        return (Span(first.idx, content[0].end), *content[1:])
    if first.dep_ == "compound" and first.head is tokens[0] and first.pos_ == "PROPN":
        return (Span(first.left_edge.idx, content[0].end), *content[1:])  # "[Ada] Brook leaves"
    return content
