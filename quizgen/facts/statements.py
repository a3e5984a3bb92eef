"""Attributions in words that stand on their own, ready to be asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from quizgen.facts import turns
from quizgen.facts.editing import Edited, Editor
from quizgen.facts.frames import Framed, framings, has_clause, reports_another
from quizgen.facts.gaps import as_word, find_fragments, is_gap_word
from quizgen.facts.passages import (
    CLOSING,
    FINITE,
    MARKS,
    OPENING,
    breaks,
    by_sentence,
    is_dash,
    roots_of,
    sentence_span,
    span_root,
    tokens_of,
)
from quizgen.facts.people.pronouns import SUBJECTS
from quizgen.facts.quotations import Quotation, follows_on
from quizgen.facts.speakers import Cast
from quizgen.facts.trimming import LEANING_PHRASES, clauses, full_stops, quotations
from quizgen.facts.wholeness import ends_early, unwhole_clause
from quizgen.lexicons import load
from quizgen.models import Attribution, Span, Statement, Word, identity, normalised

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

INNER = re.compile(r"(?<!\w)['‘](?=[A-Z])[^'‘“”]*(?:\w['’]\w[^'‘“”]*)*?[.!?,]['’](?!\w)")
"""A sentence in single marks within a quotation."""
PRONOUNS = {"he", "she"}
GOING_ON = {"add", "continue"}
"""Verbs of whoever has spoken before."""
FARTHEST_NAME = 150
"""Tokens before a "he" in which somebody has to be told of."""
TOLD = {"tell", "assure", "inform", "remind", "advise", "warn"}
"""Verbs that name whom: "told reporters"."""


def word_statements(
    doc: Doc,
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation],
    cast: Cast,
    editor: Editor,
) -> list[Statement]:
    """The statements of all attributions with a speaker and a frame, in order."""
    text = doc.text  # put together anew at each call
    statements = []
    for place, attribution in enumerate(attributions):
        if attribution.speaker is None:
            continue
        made = [
            _Wording(doc, text, attribution, framed, quotations, cast, editor).statement()
            for framed in framings(doc, attribution)
        ]
        traced = _is_traced(attribution, attributions[:place], doc, cast, editor)
        if made and (not traced or _is_overtaken(attribution, doc, cast, editor)):
            made = [replace(s, problem=s.problem or UNTRACED) for s in made]
        statements += sorted(made, key=lambda s: s.problem is not None)[:1]
    return _once(statements)


UNTRACED = "it is not certain who speaks: somebody else spoke, or was told of, just before"


def _is_traced(
    attribution: Attribution,
    before: Sequence[Attribution],
    doc: Doc,
    cast: Cast,
    editor: Editor,
) -> bool:
    """Whether the "he" of “…,” he said is one of whom the text has just told, or who just spoke.

    A pronoun goes on with a subject. Whom the sentence before names in another place ("more of them
    than Hale?"), or a caption in between, is easily taken for him.
    """
    source = tokens_of(doc, attribution.source)
    if not source or any(t.lower_ not in PRONOUNS for t in source):
        return True
    speaker = attribution.speaker
    last = before[-1] if before else None
    if len(before) > 1 and any(span.covers(before[-1].cue[0]) for span in before[-2].content):
        last = before[-2]  # what the last one says is told by another: "Hale said Drew had asked"
    if last is not None and last.speaker == speaker:
        return True
    if any(t.lemma_.lower() in GOING_ON for t in tokens_of(doc, attribution.cue)):
        return False
    named = None
    for token in reversed(doc[max(0, source[0].i - FARTHEST_NAME) : source[0].i]):
        if named is not None and token.sent.start != named:
            break
        if editor.quoted(token) or cast.of(token) != speaker:
            continue
        named = token.sent.start
        while token.dep_ in ("compound", "appos", "conj", "nmod"):
            token = token.head
        if token.dep_ in (*SUBJECTS, "poss", "agent", "ROOT"):
            return True
    return False


def _is_overtaken(attribution: Attribution, doc: Doc, cast: Cast, editor: Editor) -> bool:
    """Whether a clause of somebody else's stands between a source and its cue.

    As in "Hale blamed the banks and Drew blamed the unions, and promised a bridge": Drew did.
    """
    source, cue = tokens_of(doc, attribution.source[:1]), tokens_of(doc, attribution.cue[:1])
    if not source or not cue or source[-1].i >= cue[0].i:
        return False
    said = {t.i for t in tokens_of(doc, attribution.content)}
    for token in doc[source[-1].i + 1 : cue[0].i]:
        if token.tag_ in ("WDT", "WP", "WP$", "WRB") or token.dep_ == "mark":
            return False  # "Hale, whom Drew had met, said"
        after = token.nbor()
        if token.pos_ != "PROPN" or after.tag_ not in FINITE or after.i >= cue[0].i:
            continue
        first = token
        while first.nbor(-1).pos_ == "PROPN":
            first = first.nbor(-1)
        who = cast.of(token) if first.nbor(-1).pos_ != "ADP" else None  # "attacks on Drew have"
        if who is not None and who != attribution.speaker and who.type == "person":
            return token.i not in said and not editor.quoted(token)
    return False


def _once(statements: Sequence[Statement]) -> list[Statement]:
    """Of what a speaker is read to say twice in the same words, the surer reading."""
    best: dict[tuple[str, str], Statement] = {}
    for statement in statements:
        assert statement.speaker is not None
        key = (statement.speaker.id, normalised(statement.wording))
        known = best.get(key)
        if known is None or known.attribution.confidence < statement.attribution.confidence:
            best[key] = statement
    kept = {id(statement) for statement in best.values()}
    return [statement for statement in statements if id(statement) in kept]


def _runs_on(framed: Framed, editor: Editor) -> bool:
    """Whether a content goes on to the same source's next saying.

    "Brook said the delay “helped us” on the radio before claiming the bridge was safe" tells of two
    sayings, and nobody of whom Brook said that he claimed anything.
    """
    return framed.frame != "quotation" and any(
        t.tag_ == "VBG"
        and t.dep_ in ("pcomp", "advcl")
        and t.lemma_.lower() in load("frames")["clause"]
        and not editor.quoted(t)
        and not any(c.dep_ in SUBJECTS for c in t.children)
        for t in framed.content
    )


MESSAGES = {
    *("article", "call", "email", "letter", "memo", "message", "note", "report", "tweet"),
}
AT_FIRST = {"initially", "originally"}
"""What tells that somebody says otherwise by now."""
WEAKENING = {"almost", "barely", "hardly", "mostly", "nearly", "never", "not", "partly", "scarcely"}
RECITING = {"read", "recite"}
"""What somebody does with words that are written: “I am willing,” he read from a letter."""
ADVISING = {"advise", "propose", "suggest", "recommend"}
ONE = {"he", "she", "it"}
LEAST, SHORTEST = 3, 5
"""Telling words that a statement should have, and words that make it one with fewer."""
UNTOLD = {"it", "its", "them", "they", "their", "this", "that"}
"""Words that may hide the one thing that a short statement tells."""
AMOUNTS = {"amount", "deal", "degree", "host", "lot", "number", "plenty", "range", "series"}
TELLING = {"prep", "relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "appos", "pobj", "npadvmod"}
"""What tells more of a thing that there is."""
BRACKETED_DATE = re.compile(r"\(\d{1,2}[./]\d{1,2}[./]\d{4}\)\s*$")
"""When another article was published, behind its title."""
LABEL = re.compile(r"\b([A-Z]{4,}(?: [A-Z]{2,}){0,2}):\s*$")
LONGEST_LABEL = 40
"""Characters that hold a "READ MORE:"."""
HANGING = {
    *("after", "although", "as", "because", "before", "if", "since", "though", "unless", "until"),
    *("when", "whereas", "while"),
}
"""Words that open a clause which needs another."""


class _Wording:
    """One attribution on its way to a statement."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        attribution: Attribution,
        framed: Framed,
        quotations: Sequence[Quotation],
        cast: Cast,
        editor: Editor,
    ) -> None:
        self._doc = doc
        self._text = text
        self._attribution = attribution
        self._framed = framed
        self._quotations = quotations
        self._cast = cast
        self._editor = editor
        self._content = tokens_of(doc, attribution.content)
        self._cue = tokens_of(doc, attribution.cue)
        self._told = self._find_told()
        source = tokens_of(doc, attribution.source)
        self._source_end = source[-1].i + 1 if source else None
        speaker = attribution.speaker
        self._body = speaker is not None and speaker.type != "person"
        # "The BBC reported that Brook called it “a gift”": no words of the BBC's
        self._own_words = not reports_another(framed, self._body)

    def statement(self) -> Statement:
        attribution, framed = self._attribution, self._framed
        assert attribution.speaker is not None
        topic: Edited | None = None
        comment: Edited | None = None
        shown = list(framed.content)
        if framed.frame == "quotation":
            edited, shown = self._quotation()
        elif framed.frame in ("as", "complement"):
            topic, comment = self._edit(framed.topic), self._edit(framed.comment)
            if _is_half_told(framed.topic):
                topic = replace(topic, problem="its beginning is not taken in")
            joint = " as " if framed.frame == "as" else " "
            last = framed.topic[-1]  # "called the mayor, Ada Brook, “a friend”"
            if any(t.dep_ == "appos" and t.nbor().text == "," for t in (last, last.head)):
                if last.nbor().text == ",":
                    joint = f",{joint}"
            edited = _joined(topic, joint, comment)
        else:
            edited, shown = self._clause()
        verb, problem = self._verb()
        if framed.frame != "quotation" and (_unfinished(shown) or ends_early(shown)):
            problem = "it is cut off in the midst of a phrase"
        # "according to the agency, Brook said …": the agency only says that Brook says it
        if self._body and framed.lemma == "say" and reports_another(framed, False, named=True):
            problem = "it only passes on what somebody else said"
        if _runs_on(framed, self._editor):
            problem = "another saying of the speaker’s runs into it"
        if framed.frame == "clause":
            own = {t.i for t in (*self._cue, *tokens_of(self._doc, attribution.source))}
            problem = unwhole_clause(shown, own) or problem
        alone = framed.frame == "clause" or len(list(by_sentence(shown))) == 1
        if alone and (matter := _open_matter(shown)) is not None:
            problem = f"“{matter.text}”: of what is not said"
        if framed.frame == "clause" and _hangs(shown):
            problem = "it is half of a sentence"
        if framed.frame != "quotation" and self._has_gap(shown):
            problem = "a part of it is not taken in"
        if any(t.text not in MARKS and any(mark in t.text for mark in '“”"') for t in shown):
            problem = "a quotation mark stands where none can"
        if self._is_behind_headline(shown):
            problem = "another article’s headline runs into it"
        if framed.frame == "clause" and _goes_on_unquoted(self._cue, shown):
            problem = "the writer’s words run into it"
        if framed.frame != "quotation" and self._is_within_quotation(shown):
            problem = "its beginning is not taken in"
        if framed.frame == "object" and framed.lemma == "blame":
            if not any(t.lower_ in ("for", "on", "over") for t in shown):
                problem = "for what somebody is blamed is not said"
        if framed.frame == "clause" and self._is_placed_before(shown):
            problem = "where it is so is not taken in"
        if self._narrows(framed.content[0]):
            problem = "whom it is told to is not taken in"
        if self._is_weakened(framed.content[0]):
            problem = "a word that changes it is not taken in"
        # "originally asked for a million pounds" is done; "initially said it was safe" is unsaid
        claims = framed.frame == "clause" or framed.lemma in load("frames")["expecting"]
        if claims and any(c.lower_ in AT_FIRST for t in self._cue for c in (t, *t.children)):
            problem = "something else is said by now"
        if _is_headline(self._cue):
            problem = "it stands in a headline"
        sentences = self._sentences(shown)
        if _breaks_off(self._text, sentences[-1]):
            problem = "its sentence doesn’t come to an end"
        return Statement(
            id=identity("statement", self._identified(), normalised(attribution.speaker.name)),
            attribution=attribution,
            frame=framed.frame,
            verb=verb,
            lemma=framed.lemma,
            wording=edited.text,
            topic=topic.text if topic else None,
            comment=comment.text if comment else None,
            sentences=sentences,
            introduction=self._introduction(sentences),
            words=tuple(self._gap_words()),
            fragments=tuple(
                find_fragments(
                    self._doc,
                    [q for q in self._quotations if self._own_words and self._holds(q.span)],
                )
            ),
            names=(*edited.names, *self._heard_by()),
            own=edited.own,
            weight=max(
                _weight([*framed.addressee, *shown]),
                LEAST if framed.frame != "quotation" and _is_pithy(shown) else 0,
            ),
            problem=problem or edited.problem or self._several(),
        )

    def _identified(self) -> str:
        return normalised(" ".join(span.of(self._text) for span in self._attribution.content))

    def _holds(self, span: Span) -> bool:
        return any(content.covers(span) for content in self._attribution.content)

    def _find_told(self) -> list[Token]:
        """Whom something is told, where the verb shows it: "told reporters that …"."""
        if self._framed.frame != "clause" or self._framed.lemma not in TOLD:
            return []
        told = next((t for t in self._cue if t.lemma_.lower() == self._framed.lemma), None)
        for child in told.children if told is not None else ():
            if child.dep_ in ("dobj", "dative") and child not in self._content:
                return list(child.subtree)
        return []

    def _narrows(self, first: Token) -> bool:
        """Whether it is told to some of those only: "told men in its Eda works that it closes"."""
        heads = roots_of(self._told)
        start = heads[0].i + 1 if heads else first.i
        return any(t.tag_ == "PRP$" for t in self._doc[start : first.i])

    def _is_placed_before(self, shown: Sequence[Token]) -> bool:
        """As in "Eastwick, where she says the turnout is strong": strong there, not anywhere."""
        verbs = {self._cue[0], *roots_of(shown)}
        start, inside = self._cue[0].sent.start, {t.i for t in shown}
        fronted = self._doc[start : shown[0].i]
        for even, at in pairwise(fronted):  # "Even in Eastwick, she says, the turnout is strong"
            if even.is_sent_start and even.lower_ == "even" and at.dep_ == "prep":
                return even.i not in inside
        return any(
            t.lower_ == "where" and t.dep_ == "advmod" and t.head in verbs and t.i not in inside
            for t in self._doc[start : shown[0].i]
        )

    def _is_behind_headline(self, shown: Sequence[Token]) -> bool:
        """Whether its sentence begins with a pointer to another article: "READ MORE: Fog Harbour".

        Where that ends nobody can tell, unless who says it stands behind it.
        """
        source = tokens_of(self._doc, self._attribution.source)
        start = sentence_span(shown[0]).start
        first = min(t.idx for t in (*shown, *self._cue, *source) if t.idx >= start)
        before = self._text[max(0, first - LONGEST_LABEL) : first]
        if BRACKETED_DATE.search(before):
            return True  # "(08.02.2017) The harbour board has …", below another article's title
        label = LABEL.search(before)
        pointers = load("boilerplate")["teaser"]["openers"]
        return label is not None and label[1].lower() in pointers and first == shown[0].idx

    def _is_within_quotation(self, shown: Sequence[Token]) -> bool:
        """Whether all that is shown stands in the midst of a quotation that begins before it."""
        words = [t for t in shown if t.is_alpha]
        if not any(t.tag_ in FINITE for t in words) or any(t.text in MARKS for t in shown):
            return False
        within = [q for q in self._quotations if q.inner != q.span]
        return all(any(q.inner.start <= t.idx < q.inner.end for q in within) for t in words)

    def _is_weakened(self, first: Token) -> bool:
        """Whether "nearly" and the like stand just before what was taken for the content."""
        before = first.nbor(-1) if first.i else first
        own = {t.i for t in (*self._cue, *self._content)}
        return before.lower_ in WEAKENING and before.i not in own and before.sent == first.sent

    def _has_gap(self, shown: Sequence[Token]) -> bool:
        """Whether words are missing on which the others hang: "make sure they … but it leaks"."""
        source = tokens_of(self._doc, self._attribution.source)
        own = {t.i for t in (*shown, *self._cue, *source)}
        cue = {t.i for t in self._cue}
        for _, _, between in breaks(shown):
            # "the principle of common standards [, which he argued help] ease travel"
            if len(between) > 1 and is_dash(between[0]) and is_dash(between[-1]):
                continue  # an aside
            left = [t for t in between if t.is_alpha and t.lower_ != "that" and t.i not in own]
            if left and not any(t.i in cue for t in between):
                return True
        return any(
            shown[0].i < t.head.i < shown[-1].i and t.head.i not in own and t.head.sent == t.sent
            for t in shown
            if t.dep_ in SUBJECTS and t.head.tag_ in FINITE
        )

    def _heard_by(self) -> Iterator[str]:
        """Whom it is said to, who therefore didn't say it: "Brook asked Vance if …"."""
        for verb in self._cue:
            for child in verb.children if verb.pos_ == "VERB" else ():
                who = self._cast.of(child) if child.dep_ in ("dobj", "dative") else None
                if who is not None and who != self._attribution.speaker:
                    yield who.name

    # ------------------------------------------------------------------------------- wordings

    def _clause(self) -> tuple[Edited, list[Token]]:
        """The content, cut back to its first clause if only that stands alone."""
        first: tuple[Edited, list[Token]] | None = None
        for kept in clauses(self._framed.content):
            edited = self._edit(kept)
            if self._editor.quoted(kept[-1]):
                edited = _closed(edited)
            if not edited.problem:
                return edited, kept
            first = first or (edited, kept)
        assert first is not None
        return first

    def _edit(self, tokens: Sequence[Token]) -> Edited:
        # "called on Vance to mend his ways": beside "Vance" it is clear whose
        beside = [*self._framed.addressee, *self._told]
        whom = [who for t in beside if t not in tokens and (who := self._cast.of(t)) is not None]
        return self._editor.edit(
            tokens,
            self._attribution.speaker,
            known=[t.i for t in self._framed.addressee],
            named=whom,
            since=self._source_end,
            should=_advised(self._framed, tokens),
            introduced=self._is_introduced(tokens),
        )

    def _is_introduced(self, tokens: Sequence[Token]) -> bool:
        """Whether the speaker stands before what is said, or is a pronoun behind it."""
        source = tokens_of(self._doc, self._attribution.source)
        return not source or not tokens or source[0].i < tokens[0].i or source[0].pos_ == "PRON"

    def _several(self) -> str | None:
        """Why not only the speaker says it: "Hale and Drew said", "Hale joined Drew in saying"."""
        source = tokens_of(self._doc, self._attribution.source)
        for root in roots_of(source):
            if any(c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") for c in root.children):
                return "more than one person says it"
        said = {t.i for t in self._content}
        beside = [t for t in self._cue[0].sent if t.i not in said and not self._editor.quoted(t)]
        if any(t.lemma_.lower() in load("frames")["jointly"] for t in beside):
            return "others may have said it with the speaker"
        if self._is_passed_on():
            return "it stands in somebody else’s message"
        verbs = [t.lemma_.lower() for t in self._cue if t.pos_ in ("VERB", "AUX")]
        if not self._body and verbs and all(verb in RECITING for verb in verbs):
            return "the speaker reads out what somebody else may have written"
        if self._is_title():
            return "it is a title, and nobody’s statement"
        return None

    def _is_passed_on(self) -> bool:
        """As in "Hale answered a message from Ms Drew, reporting that …": Ms Drew may report it."""
        verb = self._cue[0]
        if verb.tag_ != "VBG" or self._source_end is None:
            return False
        return any(
            t.lower_ in ("from", "by")
            and (t.head.lemma_.lower() in load("frames")["nouns"] or t.head.lemma_ in MESSAGES)
            for t in self._doc[self._source_end : verb.i]
        )

    def _is_title(self) -> bool:
        """As in “The Last Tug to Leave,” by Ada Brook: “The harbour …”."""
        first = self._content[-1]
        source = tokens_of(self._doc, self._attribution.source)
        behind = [t for t in self._content if source and t.i < source[0].i][-1:]
        return self._cue[0].text == ":" and any(t.lower_ == "by" for t in (*behind, first))

    def _quotation(self) -> tuple[Edited, list[Token]]:
        """The words between the marks; of a long quotation, the sentences that fit."""
        edited, kept = Edited("", "nothing is quoted"), list(self._framed.content)
        for kept in quotations(_beside(self._cue, self._framed.content)):
            edited = self._cut(kept)
            if not edited.problem:
                break
        return edited, kept

    def _cut(self, kept: list[Token]) -> Edited:
        """The first sentences of a quotation as they are shown."""
        words = [t for t in self._framed.content if t.text not in MARKS]
        shortened = kept[-1] != words[-1]
        edited = self._editor.edit(kept, self._attribution.speaker, stops=full_stops(kept))
        text = re.sub(r"\s*(?:\.\.+|…)$", ".", edited.text[:1].upper() + edited.text[1:])
        text = re.sub(r",\s?(['’])$", r"\1", text)  # “I hate the term ‘poor,’” she said.
        if shortened and text and text[-1] not in ".?!…":
            text += "."
        problem = self._fragment(kept, shortened) or edited.problem or self._is_cited(kept)
        return Edited(text, problem, edited.own, edited.names)

    def _is_cited(self, kept: Sequence[Token]) -> str | None:
        """Why quoted words aren't the speaker's own: “A caller said, ‘Close it. It leaks.’”"""
        start, end = kept[0].idx, kept[-1].idx + len(kept[-1])
        for span in self._attribution.content:
            for inner in INNER.finditer(self._text, span.start, span.end):
                if inner.start() <= start < inner.end() and (
                    inner.start() < start or end <= inner.end()
                ):
                    return "the speaker repeats what somebody else says"
        return None

    def _fragment(self, tokens: Sequence[Token], shortened: bool) -> str | None:
        """Why these quoted words are no sentence: “recharged and take a day off”."""
        finite = [t for t in tokens if t.tag_ in FINITE]
        whole = {*SUBJECTS, "csubj", "csubjpass", "expl"}  # "Shouting helps", "There is time"
        if not any(c.dep_ in whole for t in finite for c in (*t.children, *t.head.children)):
            return "only part of a sentence is quoted"
        # “condemned “what appears to be a crime””, but “What a mess!”
        clause = tokens[0].tag_ in ("WDT", "WP", "WRB") and tokens[0].text.islower()
        if tokens[0].tag_ == "WDT" or clause or any(_hangs(s) for s in by_sentence(tokens)):
            return "only part of a sentence is quoted"
        if self._begins_outside(tokens):
            return "the quoted sentence begins outside the quotation marks"
        if self._begins_within(tokens[0]):
            return "the quoted sentence begins before it"
        if self._names_its_speaker(tokens):
            return "it speaks of the speaker by name, who hardly says it"
        if not shortened and tokens[-1].text.endswith(("–", "—", "--", "…", "...")):
            return "the quoted sentence breaks off"
        if tokens[-1].text == "?" and self._is_answered(tokens[-1]):
            return "its answer follows"
        if self._is_left_open(tokens) or self._is_behind_open(tokens):
            return "where its quotation ends is not certain"
        if self._has_hole(tokens):
            return "a part of the quotation is not taken in"
        answers = self._attribution.rule == turns.RULE  # which may lean on what was asked
        if answers and not all(has_clause(s) for s in by_sentence(tokens)):
            return "only part of a sentence is said"
        if self._leads_on(tokens[-1]):
            return "the quoted sentence breaks off"
        if any(
            one.sent == two.sent
            and any(t.is_alpha and self._editor.quoted(t) for t in self._doc[one.i + 1 : two.i])
            for one, two in pairwise(tokens)
        ):
            return "a part of the quotation is not taken in"
        after = self._attribution.content[-1].end
        follows = next((t for t in self._doc if t.idx >= after and not t.is_space), None)
        same = follows is not None and follows.sent == tokens[-1].sent
        if same and not shortened and not tokens[-1].is_punct and follows is not None:
            own = (*self._cue, *tokens_of(self._doc, self._attribution.source))
            if not follows.is_punct and follows.i not in {t.i for t in own}:
                return "the quoted sentence goes on outside the quotation marks"
        return None

    def _is_answered(self, mark: Token) -> bool:
        """Whether a question is answered by who asks it: “How big is it?” he said. “Very big.”"""
        end = mark.idx + 1
        line = self._text[end : end + 160].split("\n")[0]
        return re.match(r"[”\"'’]+\s+[A-Za-z][^“”\"]*[.,]\s+[“\"]", line) is not None

    def _is_left_open(self, tokens: Sequence[Token]) -> bool:
        """Whether a quotation mark opens before words, and the writer speaks before one closes it.

        A mark that opens right behind is the next paragraph's of the same quotation.
        """
        for span in self._attribution.content:
            before = self._text[max(0, span.start - 2) : span.start + 1].rstrip()[-2:]
            if not any(c in OPENING for c in before):
                continue
            after = self._text[span.end : span.end + 9].lstrip(".!?… \t")[:1]
            if after and after not in OPENING and after != "\n":
                shown = any(span.start <= t.idx < span.end for t in tokens)
                if shown and not any(q.span.overlaps(span) for q in self._quotations):
                    return True
        return False

    def _is_behind_open(self, tokens: Sequence[Token]) -> bool:
        """Whether words stand behind the first sentence of a quotation whose end was forgotten.

        Where it ends nobody can tell. But a quotation that goes on in the next paragraph with a
        mark of its own has none by the rules of print.
        """
        for quotation, after in zip_longest(self._quotations, self._quotations[1:]):
            if quotation is None or quotation.closed or quotation.inner == quotation.span:
                continue
            if after is not None and follows_on(self._text, quotation, after):
                continue
            inside = [t for t in tokens if quotation.inner.covers(Span(t.idx, t.idx + 1))]
            first = next(iter(tokens_of(self._doc, [quotation.inner])), None)
            if first is not None and any(t.sent.start > first.i for t in inside):
                return True
        return False

    def _leads_on(self, last: Token) -> bool:
        """Whether a quotation goes on behind a comma: “But now”, of “But now, it is hopeless,”."""
        comma = last if last.text == "," or last.i + 1 >= len(self._doc) else last.nbor()
        if last.is_alpha and comma.is_alpha and comma.sent != last.sent:
            # "before Ms Holt | and I were friends": the parser begins a sentence too many
            return self._editor.quoted(last) and self._editor.quoted(comma)
        if comma.text != "," or comma.i + 1 >= len(self._doc):
            return False
        after = comma.nbor()
        own = (*self._cue, *tokens_of(self._doc, self._attribution.source))
        goes_on = after.sent == last.sent and self._editor.quoted(after) and after.is_alpha
        return goes_on and self._editor.quoted(last) and after.i not in {t.i for t in own}

    def _has_hole(self, tokens: Sequence[Token]) -> bool:
        """Whether words of a quoted sentence are missing between two, and no cue stands there."""
        own = {t.i for t in (*self._cue, *tokens_of(self._doc, self._attribution.source))}
        return any(
            one.sent == two.sent
            and any(t.is_alpha for t in between)
            and not any(t.i in own for t in between)
            for one, two, between in breaks(tokens)
        )

    def _begins_outside(self, tokens: Sequence[Token]) -> bool:
        """As in "In his parents' town, “ball games are the national sport,” he says"."""
        own = {t.i for t in (*self._cue, *tokens_of(self._doc, self._attribution.source))}
        inside = {t.i for t in tokens}
        first = tokens[0]
        return first.text.islower() and any(
            t.dep_ in ("prep", "npadvmod", "advcl")
            and t.head.i in inside
            and t.i not in own
            and not self._editor.quoted(t)
            and " ".join(w.lower_ for w in t.subtree) not in LEANING_PHRASES
            for t in self._doc[first.sent.start : first.i]
        )

    def _begins_within(self, first: Token) -> bool:
        """Whether a quoted sentence begins where none ends: “more of his | [Vance's] crimes”.

        The parser may take a bracket for the first word of another one.
        """
        while first.i and not first.is_sent_start and first.nbor(-1).dep_ == "cc":
            first = first.nbor(-1)  # "before Ms Holt | and I [were friends]"
        if not first.is_sent_start or not first.i or not self._editor.quoted(first):
            return False
        before = first.nbor(-1)
        if before.text in (")", "]"):  # "since (Eda-based) | Norvik took it", but not "(Late.)"
            before = before.nbor(-1)
        return self._editor.quoted(before) and before.is_alpha

    def _names_its_speaker(self, tokens: Sequence[Token]) -> bool:
        """Whether a quotation of several paragraphs has its speaker's whole name in it.

        A paper's words may stand before the quotation of somebody whom they introduce.
        """
        speaker = self._attribution.speaker
        if speaker is None or len(self._attribution.content) < 2 or " " not in speaker.name:
            return False
        return any(
            speaker.name in span.of(self._text)
            for span in self._attribution.content
            if not span.overlaps(self._attribution.cue[0])
        )

    def _verb(self) -> tuple[str, str | None]:
        """As in "warned"; "told reporters" where whom is said in a word or two."""
        framed = self._framed
        if framed.addressee:  # "urged the council to act" can't do without
            whom = self._edit(framed.addressee)
            return f"{framed.verb} {whom.text}", whom.problem
        if framed.frame == "clause" and framed.lemma in TOLD:
            whom = self._edit(self._told)
            if self._told and not whom.problem and not whom.own and len(whom.text.split()) <= 5:
                return f"{framed.verb} {whom.text}", None
            return ("warned" if framed.lemma == "warn" else "said"), None
        return framed.verb, None

    # ------------------------------------------------------------------------------- evidence

    def _sentences(self, shown: Sequence[Token]) -> tuple[Span, ...]:
        of_each = {id(token.sent): token for token in (*shown, *self._cue)}
        return tuple(sorted({sentence_span(token) for token in of_each.values()}))

    def _introduction(self, sentences: Sequence[Span]) -> Span | None:
        """The nearest sentence before that has the speaker's name, if these ones haven't."""
        speaker = self._attribution.speaker
        assert speaker is not None
        head = span_root(self._doc, self._attribution.source[0])
        if head.pos_ == "PROPN" or any(
            c.pos_ == "PROPN" for c in head.children if c.dep_ == "appos"
        ):
            return None
        names = (t for t in reversed(self._doc[: self._cue[0].i]) if t.pos_ == "PROPN")
        for name in (t for t in names if self._cast.of(t) == speaker):
            if any(s.start <= name.idx < s.end for s in sentences):
                if not self._editor.quoted(name):
                    return None
            elif name.idx < sentences[0].start:
                return sentence_span(name)
        return None

    def _gap_words(self) -> Iterator[Word]:
        for token in self._content if self._own_words else ():
            if self._editor.quoted(token) and is_gap_word(token):
                yield as_word(token)


def _beside(cue: Sequence[Token], content: Sequence[Token]) -> list[Token]:
    """A quotation without parts that a writer's sentence parts from the one beside the cue.

    “It will be safe.” The wall leaked last year, according to Ms Brook. “We mended it,” she said.
    """
    tokens = list(content)
    for one, two, between in breaks(content):
        apart = [t for t in between if t.is_alpha and t.sent not in (one.sent, two.sent)]
        if apart and not any(t in cue for t in between):
            behind = cue[0].i > one.i
            tokens = [t for t in tokens if (t.i >= two.i if behind else t.i <= one.i)]
    return tokens


BEING = {"'re", "am", "are", "is", "’re"}
"""What "be" is where nobody is advised: "that Ms Brook and Mr Holt are the only ones"."""


def _advised(framed: Framed, tokens: Sequence[Token]) -> int | None:
    """The bare verb of what somebody advises: "suggested that she [go] home"."""
    if framed.frame != "clause" or framed.lemma not in ADVISING:
        return None
    for verb in roots_of(tokens)[:1]:
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        # "Acme Ventas" counts for many with the tagger, for its s
        named = subject is not None and subject.pos_ == "PROPN"
        one = subject is not None and (subject.tag_ == "NN" or named or subject.lower_ in ONE)
        # "that attacks come …" says what is, and no more than that
        bare = one and verb.tag_ in ("VB", "VBP") and not helped and verb.lower_ not in BEING
        if bare and subject is not None and subject.i < verb.i:
            denied = next((c for c in verb.children if c.dep_ == "neg"), verb)
            return min(denied.i, verb.i)
    return None


def _is_half_told(topic: Sequence[Token]) -> bool:
    """Whether what is called something is a clause that lost its "what": "dubbed her appeared"."""
    return any(
        t.tag_ in FINITE and not any(c.tag_ in ("WP", "WDT", "WRB") for c in t.children)
        for t in roots_of(topic)
    )


def _hangs(sentence: Sequence[Token]) -> bool:
    """Whether quoted words need a clause that is not quoted: “If you are a widow, …”."""
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


def _goes_on_unquoted(cue: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether a sentence and a quoted one follow each other without anything between them.

    As in "Brook: “We miss it” The board agreed", and below a heading: "Work ends “We miss it”".
    """
    for one, two in pairwise(tokens):
        if two.text in OPENING and one.is_alpha and two.i + 1 < len(two.doc):
            first = two.nbor()
            capital = first.text.istitle() and first.pos_ not in ("PROPN", "ADJ") and len(first) > 1
            end = next((t.i for t in tokens if t.i > first.i and t.text in CLOSING), None)
            inside = [t for t in tokens if first.i <= t.i < (end or t.i + 1)]
            if capital and one.lower_ != "that" and one.pos_ not in ("VERB", "AUX"):
                if any(c.dep_ in SUBJECTS for t in inside if t.tag_ in FINITE for c in t.children):
                    return True
        if cue[0].text == ":" and one.text in CLOSING and tokens[0].text in OPENING:
            if two.is_alpha and two.text[0].isupper():
                return True
    return False


def _open_matter(tokens: Sequence[Token]) -> Token | None:
    """The noun of "there is a lot of interest", where nothing tells in what."""
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


def _unfinished(tokens: Sequence[Token]) -> bool:
    """Whether the last word only leads on: "… and savings that he", "were strong, to"."""
    last = next((t for t in reversed(tokens) if not t.is_punct), None)
    if last is None or any(t.text in MARKS for t in tokens[-1:]):
        return False
    inside = {t.i for t in tokens}
    # "… that Brook, who had waited": what Brook did, stands outside
    if any(t.dep_ in SUBJECTS and t.head.i > last.i for t in tokens):
        return True
    behind = last.head.i > last.i and last.head.i not in inside
    if behind and last.dep_ in (
        *SUBJECTS,
        "dobj",
        "expl",
        "mark",
        "aux",
        "auxpass",
        "det",
        "poss",
        "amod",
    ):
        return True
    object_outside = [c for c in last.children if c.i > last.i and c.i not in inside]
    return last.dep_ == "prep" and (bool(object_outside) or last.head.dep_ == "relcl")


def _is_headline(cue: Sequence[Token]) -> bool:
    """Whether a verb has a capital that no sentence gives it: "Brook Warns of a Fall"."""
    return any(
        t.pos_ == "VERB" and t.text.istitle() and not t.is_sent_start and t.nbor(-1).is_alpha
        for t in cue
    )


def _breaks_off(text: str, sentence: Span) -> bool:
    """Whether a paragraph ends without a full stop: a heading, or a caption that was cut."""
    behind = text[sentence.end : sentence.end + 40].split("\n")[0]
    return text[sentence.end - 1].isalnum() and not behind.strip() and len(behind) < 40


def _is_pithy(tokens: Sequence[Token]) -> bool:
    """Whether few telling words make a whole statement: "climate change is not happening"."""
    if sum(t.is_alpha for t in tokens) < SHORTEST or any(t.lower_ in UNTOLD for t in tokens):
        return False
    return _weight(tokens) == LEAST - 1 and not any(
        t.dep_ == "det" and t.lower_ != "a" and t.head.tag_ in ("NN", "NNS") for t in tokens
    )


def _weight(tokens: Sequence[Token]) -> int:
    """How many words tell what it is about: "thing", "want" and the like don't."""
    filler = load("frames")["filler"]
    lemmas = {t.lemma_.lower() for t in tokens if t.is_alpha or t.like_num or "-" in t.text}
    stop = {t.lemma_.lower() for t in tokens if (t.is_stop or len(t) < 3) and not t.like_num}
    names = {t.lemma_.lower() for t in tokens if t.pos_ == "PROPN" or t.like_num}
    # A name or a number tells more than another word: “In one day, we raised $18,000”.
    return len(lemmas - stop - set(filler)) + len(names - stop - set(filler))


def _closed(edited: Edited) -> Edited:
    """With the closing mark that was left with the next sentence of a quotation.

    As in: said the council could “close the road tonight. We have the barriers.”
    """
    opened = edited.text.rfind("“")
    if opened < 0 or "”" in edited.text[opened:] or "“" in edited.text[:opened].split("”")[-1]:
        return edited
    return replace(edited, text=f"{edited.text}”")


def _joined(topic: Edited, joint: str, comment: Edited) -> Edited:
    return Edited(
        topic.text + joint + comment.text,
        topic.problem or comment.problem,
        topic.own or comment.own,
        (*topic.names, *comment.names),
    )
