"""Who is said to have said what, by rules over the dependency parse.

``find_attributions`` is the seam: parse and quotations in, attributions without speakers out.
Each rule is a function from a cue to a content; ``RULES`` lists them in the order they are tried.
Words stand in ``lexicons/reporting.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.names import words
from quizgen.facts.quotations import Quotation, attribution_kind
from quizgen.lexicons import load
from quizgen.models import Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = {"“", '"', "„", "«"}
SUBJECTS = {"nsubj", "nsubjpass"}
ASSERTED_AUXILIARIES = {"have", "be", "do"}
# What stands between a quotation and its cue without belonging to either.
GAP = {"punct", "advmod", "npadvmod", "cc", "prep", "dative", "aux", "dep"}

# How often a rule's source and content are both usable, counted over annotated US news articles.
CONFIDENCE = {
    "quotation": 0.92,
    "clause": 0.89,
    "inserted": 0.91,
    "according-to": 0.86,
    "as": 0.82,
    "complement": 0.84,
    "object": 0.87,
    "charge": 0.83,
    "question": 0.85,
}


@dataclass(frozen=True)
class Sentences:
    """What the rules look at: the parse, its quotations and the reporting verbs."""

    doc: Doc
    text: str  # of the doc, which puts it together anew at each call
    quotations: Sequence[Quotation]
    verbs: dict[str, frozenset[str]] = field(
        default_factory=lambda: {k: frozenset(v) for k, v in load("reporting").items()}
    )

    def quotation_at(self, token: Token) -> Quotation | None:
        place = token.idx
        return next((q for q in self.quotations if q.span.start <= place < q.span.end), None)

    def quoted(self, token: Token) -> bool:
        quotation = self.quotation_at(token)
        return quotation is not None and quotation.inner.start <= token.idx < quotation.inner.end


@dataclass(frozen=True)
class Found:
    """A content as tokens, before quotations and punctuation are settled."""

    rule: str
    tokens: tuple[tuple[Token, Token], ...]  # first and last token of each stretch
    cue: tuple[Token, ...]


def find_attributions(
    doc: Doc, body: Sequence[Span], quotations: Sequence[Quotation]
) -> list[Attribution]:
    """Every statement the text attributes to somebody, in the order of its cues.

    Args:
        doc: The parsed article.
        body: The article proper; cues elsewhere are ignored.
        quotations: What ``find_quotations`` gave for the body.

    Returns:
        Attributions whose ``speaker`` is None: who a source is, is settled afterwards.
    """
    text = doc.text
    sentences = Sentences(doc, text, quotations)
    taken: set[Quotation] = set()
    attributions: list[Attribution] = []
    for cue in doc:
        if not any(span.start <= cue.idx < span.end for span in body):
            continue
        if sentences.quoted(cue):
            continue  # somebody's words about somebody's words prove nothing about the latter
        source, found = _read(cue, sentences)
        if source is None or found is None:
            continue
        content = _settle(found, source, sentences, taken)
        if not content:
            continue
        kind = attribution_kind(text, content, quotations)
        attributions.append(
            Attribution(
                source=(_noun_phrase(source),),
                cue=tuple(span_between(token, token) for token in found.cue),
                content=content,
                kind=kind,
                speaker=None,
                rule=found.rule,
                # “We are late,” said Brook, according to the BBC: two speakers, one quotation.
                confidence=0.6
                if found.rule == "according-to" and kind != "indirect"
                else CONFIDENCE[found.rule],
            )
        )
    return attributions


def _read(cue: Token, sentences: Sentences) -> tuple[Token | None, Found | None]:
    if cue.lower_ == "according":
        return _according_to(cue, sentences)
    if cue.pos_ not in ("VERB", "AUX") or not _is_cue(cue, sentences):
        return None, None
    if not is_asserted(cue, sentences):
        return None, None
    source = find_source(cue, sentences)
    if source is None or source.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
        return None, None
    for rule in RULES:
        found = rule(cue, source, sentences)
        if found is not None:
            return source, found
    return None, None


def _is_cue(verb: Token, sentences: Sentences) -> bool:
    """Whether the lexicon has the verb, with the particle it needs: "point out"."""
    lemma = verb.lemma_.lower()
    if lemma in ("point", "sum"):
        return any(c.dep_ == "prt" for c in verb.children)
    return any(lemma in words for words in sentences.verbs.values())


def is_asserted(verb: Token, sentences: Sentences) -> bool:
    """Whether the text says that this happened: not negated, hypothetical, asked or only wished."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "rather"):
            return False
        # "would say", "may announce"; but "has said", "did say", and "went on to say"
        auxiliary = child.dep_ == "aux" and child.tag_ != "TO"
        if auxiliary and child.lemma_.lower() not in ASSERTED_AUXILIARIES:
            return False
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "lest"):
            return False
        if child.dep_ in SUBJECTS and (
            child.lower_ in ("nobody", "none", "what")
            or any(c.lower_ in ("no", "neither") for c in child.children)
        ):
            return False
    if verb.dep_ == "xcomp":  # "declined to say", "wants to announce"
        return verb.head.lemma_ in sentences.verbs["aspect"] and is_asserted(verb.head, sentences)
    if verb.dep_ == "pcomp":  # "without saying"; but "is quoted as saying"
        return verb.head.lower_ in ("as", "by", "in", "after", "while") and verb.tag_ == "VBG"
    if verb.tag_ == "VB" and not any(c.lower_ == "did" for c in verb.children):
        if verb.dep_ not in ("conj",):
            return False  # an imperative, or an infinitive of purpose
    if verb.dep_ == "conj" and not _own_subject(verb):
        return is_asserted(_shared_head(verb), sentences)
    last = verb.sent[-1]
    asked = any(t.text == "?" and not sentences.quoted(t) for t in _tail(last))
    return not asked


def _tail(last: Token) -> Iterator[Token]:
    for back in range(4):
        if last.i - back >= last.sent.start:
            yield last.doc[last.i - back]


def _own_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in (*SUBJECTS, "expl")), None)


def _shared_head(verb: Token) -> Token:
    """The verb a coordinated one is joined to, going by tense where the parser goes by nearness.

    "He warned that the only way is war, and described the talks as …": *described* goes with
    *warned*, not with *is*.
    """
    head = verb.head
    finite = _finite_tag(verb)
    while head.dep_ in ("ccomp", "conj") and finite == "VBD":
        # "She admitted that the data were old and promised …": data promise nothing.
        subject = _own_subject(head)
        silent = (
            subject is not None
            and subject.pos_ == "NOUN"
            and not ({subject.lower_, subject.lemma_.lower()} & (words().role | words().body))
        )
        if _finite_tag(head) == "VBD" and not silent:
            break
        head = head.head
    return head


def _finite_tag(verb: Token) -> str:
    """The tag that shows a verb's tense: its own, or its first auxiliary's."""
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return child.tag_
    return verb.tag_


def find_source(cue: Token, sentences: Sentences) -> Token | None:
    """The head of whoever says it, as the sentence has it ("he", "envoy"), or None."""
    passive = any(c.dep_ == "auxpass" for c in cue.children)
    if passive and cue.lemma_ not in sentences.verbs["quoted"]:
        # "It was announced by the ministry that …"
        agent = next((c for c in cue.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
    subject = _own_subject(cue)
    if subject is not None and subject.dep_ != "expl":
        if subject.tag_ in ("WP", "WDT"):
            if cue.dep_ != "relcl":
                return None
            return cue.head
        return subject
    if cue.dep_ == "conj":
        return find_source(_shared_head(cue), sentences)
    if cue.dep_ in ("advcl", "xcomp") and cue.head.pos_ in ("VERB", "AUX"):
        # "…, adding that …"; "went on to say that …"
        return find_source(cue.head, sentences)
    if cue.dep_ == "pcomp" and cue.head.head.pos_ in ("VERB", "AUX"):
        return find_source(cue.head.head, sentences)
    if cue.dep_ == "acl" and cue.tag_ == "VBG":  # "a statement saying that …"
        return cue.head
    return None


# ---------------------------------------------------------------------------------------- rules


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
            and _shared_head(token) == cue
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
            and _own_subject(other) is not None
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


def _according_to(cue: Token, sentences: Sentences) -> tuple[Token | None, Found | None]:
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


# ----------------------------------------------------------------------------------- boundaries


def _settle(
    found: Found, source: Token, sentences: Sentences, taken: set[Quotation]
) -> tuple[Span, ...]:
    """Contents as spans of the text, with the whole of every quotation they begin or end in."""
    text = sentences.text
    spans: list[Span] = []
    for first, last in found.tokens:
        start, end = span_between(first, last)
        for quotation in sentences.quotations:
            if not quotation.span.overlaps(Span(start, end)):
                continue
            if any(quotation.inner.covers(span_between(c, c)) for c in found.cue):
                continue  # all of it stands inside somebody's quotation
            start, end = min(start, quotation.span.start), max(end, quotation.span.end)
            taken.add(quotation)
        spans.append(Span(start, end))
    spans += _continued(found, spans, sentences, taken)
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    source_span = span_between(source, source)
    cues = [span_between(c, c) for c in found.cue]
    return tuple(
        span
        for span in merged
        if not span.covers(source_span)
        and not any(span.covers(c) for c in cues)
        and any(c.isalnum() for c in span.of(text))
    )


def _continued(
    found: Found, spans: Sequence[Span], sentences: Sentences, taken: set[Quotation]
) -> list[Span]:
    """“We are late,” she said. “We will be later still.” The second quotation goes on."""
    if not any(q.span.overlaps(span) for q in sentences.quotations for span in spans):
        return []
    cue = found.cue[-1]
    text = sentences.text
    last = next((t for t in reversed(cue.sent) if not t.is_space), cue)
    end = max(max(span.end for span in spans), last.idx + len(last))
    more: list[Span] = []
    for quotation in sentences.quotations:
        if quotation in taken or quotation.span.start < cue.idx:
            continue
        between = text[end : quotation.span.start]
        if quotation.span.start < end or between.strip() or between.count("\n") > 0:
            break
        following = text[quotation.span.end : quotation.span.end + 200].split("\n", 1)[0].strip()
        if following and (following[0].islower() or following[0] in ",–—"):
            break  # it has a cue of its own
        more.append(quotation.span)
        taken.add(quotation)
        end = quotation.span.end
    behind = _paragraphs_behind([*spans, *more], sentences, taken)
    return [*_paragraphs_before(spans, sentences, taken), *more, *behind]


def _paragraphs_behind(
    spans: Sequence[Span], sentences: Sentences, taken: set[Quotation]
) -> list[Span]:
    """What an unclosed quotation says in the next paragraphs, each of which opens it anew."""
    more: list[Span] = []
    end = max(span.end for span in spans)
    running = any(q.span.end == end and not q.closed for q in sentences.quotations)
    for quotation in sentences.quotations:
        if not running or quotation.span.start < end:
            continue
        if sentences.text[end : quotation.span.start].strip():
            break
        more.append(quotation.span)
        taken.add(quotation)
        end, running = quotation.span.end, not quotation.closed
    return more


def _paragraphs_before(
    spans: Sequence[Span], sentences: Sentences, taken: set[Quotation]
) -> list[Span]:
    """A quotation of several paragraphs: opened anew in each, closed only in the last."""
    text = sentences.text
    more: list[Span] = []
    start = min(span.start for span in spans)
    for quotation in reversed(sentences.quotations):
        if quotation.span.end > start or quotation.closed:
            continue
        if text[quotation.span.end : start].strip() or text[start : start + 1] not in OPENING:
            break
        more.append(quotation.span)
        taken.add(quotation)
        start = quotation.span.start
    return more


def _noun_phrase(head: Token) -> Span:
    """The noun phrase around a head, without relative clauses and what follows a comma or dash."""
    left = head.left_edge
    right = head
    for child in head.rights:
        if child.dep_ in ("relcl", "acl", "punct", "appos", "advcl", "cc") and child.dep_ != "cc":
            break
        right = max(right, *(t for t in child.subtree), key=lambda t: t.i)
        if any(t.text in (",", "–", "—") for t in child.subtree):
            comma = next(t for t in child.subtree if t.text in (",", "–", "—"))
            right = head.doc[comma.i - 1]
            break
    while left.i < head.i and (left.is_punct or left.is_space):
        left = head.doc[left.i + 1]
    return span_between(left, right)
