"""Attributions in words that stand on their own, ready to be asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.facts.editing import Edited, Editor, tidy
from quizgen.facts.names import words
from quizgen.facts.quotations import Quotation
from quizgen.facts.speakers import SUBJECTS, Cast
from quizgen.lexicons import load
from quizgen.models import Attribution, Frame, Span, Statement, Word, identity, normalised

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GAP_TAGS = {"NN", "NNS", "JJ", "JJR", "JJS", "VB", "VBN", "VBD", "VBG", "CD", "RB"}
LONGEST_QUOTATION = 220
"""Characters of a quotation shown whole; of a longer one, as many sentences as fit."""
MARKS = {"“", "”", '"', "''", "``"}
LONGEST_FRAGMENT = 6
"""Words up to which a quoted phrase may be left out as a whole."""

FRAMES: dict[str, Frame] = {
    "quotation": "quotation",
    "clause": "clause",
    "inserted": "clause",
    "according-to": "clause",
    "as": "as",
    "complement": "complement",
    "object": "object",
    "charge": "charge",
    "question": "question",
}


def word_statements(
    doc: Doc,
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation],
    cast: Cast,
    editor: Editor,
) -> list[Statement]:
    """The statements of all attributions with a speaker, in order."""
    text = doc.text  # put together anew at each call
    return [
        _Wording(doc, text, attribution, quotations, cast, editor).statement()
        for attribution in attributions
        if attribution.speaker is not None
    ]


class _Wording:
    """One attribution on its way to a statement."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        attribution: Attribution,
        quotations: Sequence[Quotation],
        cast: Cast,
        editor: Editor,
    ) -> None:
        self._doc = doc
        self._text = text
        self._attribution = attribution
        self._quotations = quotations
        self._cast = cast
        self._editor = editor
        self._content = [
            t for span in attribution.content for t in _tokens(doc, span) if not t.is_space
        ]
        self._cue = _tokens(doc, attribution.cue[0])[0]

    def statement(self) -> Statement:
        attribution = self._attribution
        assert attribution.speaker is not None
        frame = FRAMES[attribution.rule]
        if frame == "clause" and attribution.kind == "direct":
            frame = "quotation"
        topic: Edited | None = None
        comment: Edited | None = None
        if frame == "quotation":
            edited = self._quotation()
        elif frame in ("as", "complement"):
            topic, comment = self._halves(frame)
            joint = " as " if frame == "as" else " "
            edited = Edited(
                topic.text + joint + comment.text,
                topic.problem or comment.problem,
                topic.own or comment.own,
                (*topic.names, *comment.names),
            )
        else:
            edited = self._clause()
        verb, lemma = ("said", "say") if frame == "quotation" else self._verb()
        sentences = self._sentences()
        return Statement(
            id=identity("statement", self._identified(), normalised(attribution.speaker.name)),
            attribution=attribution,
            frame=frame,
            verb=verb,
            lemma=lemma,
            wording=edited.text,
            topic=topic.text if topic else None,
            comment=comment.text if comment else None,
            sentences=sentences,
            introduction=self._introduction(sentences),
            words=tuple(self._gap_words()),
            fragments=tuple(
                find_fragments(self._doc, [q for q in self._quotations if self._holds(q.span)])
            ),
            names=edited.names,
            own=edited.own,
            weight=sum(t.is_alpha and not t.is_stop and len(t) > 2 for t in self._content),
            problem=edited.problem,
        )

    def _identified(self) -> str:
        return normalised(" ".join(span.of(self._text) for span in self._attribution.content))

    def _holds(self, span: Span) -> bool:
        return any(content.covers(span) for content in self._attribution.content)

    # ------------------------------------------------------------------------------- wordings

    def _clause(self) -> Edited:
        """The content without "that", cut back to its first clause if only that stands alone."""
        tokens = self._content
        while tokens and (_edge(tokens[0]) or _opens(tokens[0])):
            tokens = tokens[1:]
        if len(tokens) > 1 and tokens[0].lower_ == "that" and tokens[1].pos_ not in ("VERB", "AUX"):
            tokens = tokens[1:]  # where the parser took "that" for another word
        tokens = _closed(tokens)
        if self._lacks_subject(tokens):
            return Edited("", "what it is said of stands outside")
        edited = self._edit(_before_aside(tokens))
        if edited.problem:
            for shorter in _shortened(tokens):
                again = self._edit(_before_aside(shorter))
                if not again.problem:
                    return again
        return edited

    def _lacks_subject(self, tokens: Sequence[Token]) -> bool:
        """As in "countries he said had sent soldiers": of the clause only the verb is content."""
        if FRAMES[self._attribution.rule] != "clause":
            return False
        inside = {t.i for t in tokens}
        roots = [t for t in tokens if t.head.i not in inside or t.head == t]
        verbs = [t for t in roots if t.pos_ in ("VERB", "AUX")]
        return bool(verbs) and not any(
            c.dep_ in (*SUBJECTS, "expl", "csubj") and c.i in inside
            for v in verbs
            for c in v.children
        )

    def _edit(self, tokens: Iterable[Token]) -> Edited:
        return self._editor.edit(tokens, self._attribution.speaker)

    def _quotation(self) -> Edited:
        """The words between the marks; of a long quotation, the sentences that fit."""
        tokens = [t for t in self._content if t.text not in MARKS]
        while len(tokens) > 1 and _opens(tokens[0]) and tokens[0].lower_ == "that":
            tokens = tokens[1:]
        fitting: list[list[Token]] = []
        for sentence in _by_sentence(tokens):
            longer = [*(fitting[-1] if fitting else []), *sentence]
            if fitting and len(_text(longer)) > LONGEST_QUOTATION:
                break
            fitting.append(longer)
        edited = Edited("", "nothing is quoted")
        for kept in reversed(fitting):
            edited = self._cut(kept, len(kept) < len(tokens))
            if not edited.problem:
                break
        return edited

    def _cut(self, kept: list[Token], shortened: bool) -> Edited:
        """The first sentences of a quotation as they are shown."""
        # “We are late,” she said. “Nobody knows why.” The comma was for the cue between.
        stops = {
            one.i
            for one, two in pairwise(kept)
            if one.text == "," and two.i > one.i + 1 and two.text[0].isupper() and two.text != "I"
        }
        edited = self._editor.edit(kept, self._attribution.speaker, stops=stops)
        text = edited.text[:1].upper() + edited.text[1:]
        if shortened and text and text[-1] not in ".?!…":
            text += "."
        problem = edited.problem or self._fragment(kept, shortened)
        return Edited(text, problem, edited.own, edited.names)

    def _fragment(self, tokens: Sequence[Token], shortened: bool) -> str | None:
        """Why these quoted words are no sentence: “recharged and take a day off”."""
        finite = [t for t in tokens if t.tag_ in ("VBD", "VBZ", "VBP", "MD")]
        if not any(c.dep_ in SUBJECTS for t in finite for c in (*t.children, *t.head.children)):
            return "only part of a sentence is quoted"
        after = self._attribution.content[-1].end
        follows = next((t for t in self._doc if t.idx >= after and not t.is_space), None)
        complete = tokens[-1].is_punct
        if tokens[0].tag_ == "WDT":
            return "only part of a sentence is quoted"
        same = follows is not None and follows.sent == tokens[-1].sent
        if same and not shortened and not complete and follows is not None and not follows.is_punct:
            cue_or_source = {
                t.i
                for span in (*self._attribution.cue, *self._attribution.source)
                for t in _tokens(self._doc, span)
            }
            if follows.i not in cue_or_source:
                return "the quoted sentence goes on outside the quotation marks"
        return None

    def _halves(self, frame: Frame) -> tuple[Edited, Edited]:
        """As in "political transition in Syria" and "“the mother of all issues”"."""
        if frame == "as":
            middle = next(
                (
                    i
                    for i, t in enumerate(self._content)
                    if t.lower_ == "as" and t.head == self._cue and i
                ),
                None,
            )
            if middle is None:
                return Edited("", "“as” is not where it was expected"), Edited("")
            return self._edit(self._content[:middle]), self._edit(self._content[middle + 1 :])
        thing = next(
            (
                t
                for t in self._content
                if t.dep_ in ("dobj", "nsubj") and (t.head == self._cue or t.head.head == self._cue)
            ),
            None,
        )
        if thing is None:
            return Edited("", "what is called so is not clear"), Edited("")
        inside = {t.i for t in thing.subtree}
        first = [t for t in self._content if t.i in inside and t.text not in ("“", "”", '"')]
        rest = [t for t in self._content if t not in first and t.i > thing.i]
        return self._edit(first), self._edit(rest)

    def _verb(self) -> tuple[str, str]:
        """As in "warned"; "told reporters" where whom is said in a word or two."""
        lemma = self._cue.lemma_.lower()
        # "added", "went on": fit only behind what was said before.
        if self._attribution.rule == "according-to" or lemma in load("reporting")["sequel"]:
            return "said", "say"
        past = simple_past(self._cue)
        if lemma in ("tell", "assure", "inform", "remind", "advise"):
            whom = [c for c in self._cue.children if c.dep_ in ("dobj", "dative")]
            if whom:
                edited = self._editor.edit(whom[0].subtree, self._attribution.speaker)
                if not edited.problem and not edited.own and len(edited.text.split()) <= 5:
                    return f"{past} {edited.text}", lemma
            return "said", "say"
        return past, lemma

    # ------------------------------------------------------------------------------- evidence

    def _sentences(self) -> tuple[Span, ...]:
        places = [*self._attribution.content, *self._attribution.cue]
        spans: list[Span] = []
        for place in places:
            for token in _tokens(self._doc, place):
                span = sentence_span(token)
                if span not in spans:
                    spans.append(span)
        return tuple(sorted(spans))

    def _introduction(self, sentences: Sequence[Span]) -> Span | None:
        """The nearest sentence before that has the speaker's name, if these ones haven't."""
        speaker = self._attribution.speaker
        assert speaker is not None
        names = [t for t in self._doc if t.pos_ == "PROPN" and self._cast.of(t) == speaker]
        head = span_root(self._doc, self._attribution.source[0])
        if head.pos_ == "PROPN" or any(
            c.pos_ == "PROPN" for c in head.children if c.dep_ == "appos"
        ):
            return None
        own = [t for t in names if any(s.start <= t.idx < s.end for s in sentences)]
        if any(t.i < self._cue.i and not self._editor.quoted(t) for t in own):
            return None
        before = [t for t in names if t.idx < sentences[0].start]
        return sentence_span(before[-1]) if before else None

    def _gap_words(self) -> Iterator[Word]:
        for token in self._content:
            if self._editor.quoted(token) and is_gap_word(token):
                yield as_word(token)


def _opens(token: Token) -> bool:
    """Whether it joins a clause to what came before: "that", "and", "but"."""
    return (token.lower_ == "that" and token.tag_ == "IN" and token.dep_ == "mark") or (
        token.lower_ in ("and", "but", "so") and token.dep_ == "cc"
    )


def _closed(tokens: list[Token]) -> list[Token]:
    """Without what leads on to something that was cut off: ", but rather"."""
    while tokens and (
        _edge(tokens[-1]) or tokens[-1].dep_ == "cc" or tokens[-1].lower_ in ("rather", "also")
    ):
        tokens = tokens[:-1]
    return tokens


def _before_aside(tokens: list[Token]) -> list[Token]:
    """Cut at a dash that opens an aside and is not closed by another."""
    dashes = [i for i, t in enumerate(tokens) if is_dash(t)]
    if len(dashes) % 2 == 0:
        return tokens
    return tokens[: dashes[-1]]


def is_dash(token: Token) -> bool:
    """Whether it sets off an aside: a dash, or a hyphen between spaces."""
    spaced = bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in ("–", "—", "--", "-") and spaced


def _shortened(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens up to each coordinated clause, the longest first."""
    inside = {t.i for t in tokens}
    cuts = []
    for token in tokens:
        if (
            token.dep_ == "conj"
            and token.pos_ in ("VERB", "AUX")
            and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)
        ):
            start = min(t.i for t in token.subtree if t.i in inside)
            cuts.append(start)
    for cut in sorted(set(cuts), reverse=True):
        part = [t for t in tokens if t.i < cut]
        part = _closed(part)
        if len(part) > 3:
            yield part


def find_fragments(doc: Doc, quotations: Sequence[Quotation]) -> Iterator[Word]:
    """Quoted phrases short enough to be left out whole, with the tag of their head word."""
    for quotation in quotations:
        tokens = [t for t in _tokens(doc, quotation.inner) if not t.is_space]
        while tokens and tokens[-1].is_punct:
            tokens = tokens[:-1]
        while tokens and tokens[0].tag_ in ("DT", "PRP$"):
            tokens = tokens[1:]
        if not 1 <= len(tokens) <= LONGEST_FRAGMENT or any(t.is_punct for t in tokens):
            continue
        inside = {t.i for t in tokens}
        head = next((t for t in tokens if t.head.i not in inside), tokens[0])
        if head.pos_ not in ("NOUN", "ADJ", "VERB") or any(t.pos_ == "PRON" for t in tokens):
            continue
        span = span_between(tokens[0], tokens[-1])
        yield Word(
            tidy(doc[tokens[0].i : tokens[-1].i + 1].text), head.tag_, head.lemma_.lower(), span
        )


def find_phrases(doc: Doc, body: Sequence[Span]) -> Iterator[Word]:
    """As in "stark choice", "political solution": adjectives with the noun right behind them."""
    for noun in doc:
        if noun.pos_ != "NOUN" or noun.i == 0 or not any(s.start <= noun.idx < s.end for s in body):
            continue
        adjective = doc[noun.i - 1]
        if adjective.tag_ != "JJ" or adjective.head != noun or adjective.ent_type_:
            continue
        if noun.lower_ in words().role:
            continue  # "special envoy": a person fits no gap for a thing
        if adjective.is_alpha and noun.is_alpha and not adjective.is_stop:
            span = span_between(adjective, noun)
            yield Word(doc[adjective.i : noun.i + 1].text, noun.tag_, noun.lemma_.lower(), span)


def is_gap_word(token: Token) -> bool:
    """Whether leaving this word out asks something worth asking."""
    return bool(
        token.tag_ in GAP_TAGS
        and token.is_alpha
        and len(token) > 3
        and not token.is_stop
        and token.ent_type_ not in ("DATE", "TIME")
        and token.dep_ not in ("aux", "auxpass", "neg", "compound")
        # A participle without an auxiliary is an adjective to the reader: another won't fit.
        and (token.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in token.children))
        and not (token.dep_ == "amod" and token.i > token.head.i)  # "the only plan available"
        and not any(c.lower_ == "no" for c in token.children)  # "no matter", "no doubt"
        and not any(n.text == "-" for n in _neighbours(token))  # "D-minus"
    )


def _neighbours(token: Token) -> Iterator[Token]:
    if token.i:
        yield token.nbor(-1)
    if token.i + 1 < len(token.doc):
        yield token.nbor(1)


def simple_past(verb: Token) -> str:
    """A verb's simple past: "warned". The article's own form where that is it already."""
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.lower_.endswith("ed")):
        return str(verb.lower_)
    from lemminflect import getInflection  # loads its tables: a good part of a cold start

    forms = getInflection(verb.lemma_.lower(), tag="VBD")
    return str(forms[0]) if forms else str(verb.lower_)


def as_word(token: Token) -> Word:
    attributive = token.dep_ == "amod" and token.i < token.head.i
    return Word(
        token.text,
        token.tag_,
        token.lemma_.lower(),
        span_between(token, token),
        predicative=token.tag_ == "JJ" and not attributive,
    )


def sentence_span(token: Token) -> Span:
    """The sentence around a token, without the space at its ends."""
    tokens = [t for t in token.sent if not t.is_space]
    return span_between(tokens[0], tokens[-1]) if tokens else span_between(token, token)


def span_root(doc: Doc, span: Span) -> Token:
    """The token through which the sentence holds a span."""
    tokens = _tokens(doc, span)
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[0])


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []


def _by_sentence(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if part and token.sent != part[-1].sent:
            yield part
            part = []
        part.append(token)
    if part:
        yield part


def _edge(token: Token) -> bool:
    return token.is_space or token.text in (",", ";", ":", "–", "—", "-")


def _text(tokens: Sequence[Token]) -> str:
    return "".join(t.text_with_ws for t in tokens)
