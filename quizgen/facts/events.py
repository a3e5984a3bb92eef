"""What happened when: the clause or event noun that each time expression dates.

A date is tied to what it dates by the parse; where the tie is doubtful the event carries a
``problem`` and is not asked about. Words for a stem are made here, as the parse ends here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.analysis import span_between
from quizgen.dates import interval
from quizgen.facts.editing import Edited, Editor, tidy
from quizgen.facts.passages import is_dash, sentence_span, span_root
from quizgen.facts.speakers import Cast
from quizgen.facts.verbs import Forms, Tense, planned_under, tense_of
from quizgen.lexicons import load
from quizgen.models import (
    Article,
    Attribution,
    DatedEvent,
    Occurrence,
    Speaker,
    Timex,
    identity,
    normalised,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


SUBJECTS = ("nsubj", "nsubjpass")
# "on Monday", "in December", "at noon": the event is in that time. "since", "by", "until" say less.
AT = {"on", "in", "at"}
# Dependents that a clause keeps; the rest is the reporter's aside.
KEPT = {
    *("dobj", "prt", "attr", "acomp", "oprd", "dative", "prep", "agent", "advmod", "xcomp"),
    *("neg", "aux", "auxpass", "npadvmod", "ccomp"),
}
NEEDED = {"dobj", "prt", "attr", "acomp", "oprd", "dative", "xcomp", "agent"}


@dataclass(frozen=True)
class Clauses:
    """What the event finder looks at."""

    doc: Doc
    article: Article
    attributions: Sequence[Attribution]
    cast: Cast
    editor: Editor


def find_events(clauses: Clauses, timexes: Sequence[Timex]) -> list[Occurrence]:
    """The events that the time expressions date, in order."""
    found: list[Occurrence] = []
    for timex in timexes:
        if timex.type not in ("DATE", "DURATION"):
            continue
        if not any(span.covers(timex.span) for span in clauses.article.body):
            continue  # a footer's dates are nothing of the article's
        occurrence = _Event(clauses, timex, timexes).occurrence()
        if occurrence is not None:
            found.append(occurrence)
    return found


@dataclass(frozen=True)
class _Tie:
    """What a time expression modifies, and the words that tie it there."""

    head: Token  # verb or event noun
    words: frozenset[int]  # time expression and preposition, to be left out of the clause
    preposition: str | None


class _Event:
    """One time expression on its way to an occurrence."""

    def __init__(self, clauses: Clauses, timex: Timex, timexes: Sequence[Timex]) -> None:
        self._clauses = clauses
        self._timex = timex
        self._others = [other.span for other in timexes if other is not timex]
        self._doc = clauses.doc
        found = self._doc.char_span(*timex.span, alignment_mode="expand")
        self._tokens: list[Token] = list(found) if found is not None else []

    def occurrence(self) -> Occurrence | None:
        if not self._tokens:
            return None
        tie = self._tie()
        if tie is None:
            return None
        head = tie.head
        if self._timex.type == "DURATION":
            return self._duration(tie)
        beginning = self._beginning(tie)
        if beginning is not None:
            return beginning
        if head.pos_ in ("VERB", "AUX"):
            return self._clause(head, tie)
        if head.pos_ in ("NOUN", "PROPN"):
            return self._noun(head, tie)
        return None

    # ------------------------------------------------------------------------------ attachment

    def _tie(self) -> _Tie | None:
        root = span_root(self._doc, self._timex.span)
        inside = {t.i for t in self._tokens}
        if root.dep_ == "pobj" and root.head.dep_ == "prep":
            preposition = root.head
            words = frozenset(inside | {preposition.i})
            noun = self._noun_by_relative(preposition)
            head = noun or preposition.head
            if head.dep_ == "dobj" and preposition.lower_ == "on" and not _is_event(head):
                head = head.head  # "Divers found the wreck on 9 May": a wreck has no day
            return _Tie(head, words, preposition.lower_)
        if root.dep_ in ("npadvmod", "nmod", "advmod", "tmod"):
            return _Tie(root.head, frozenset(inside), None)
        return None

    def _noun_by_relative(self, preposition: Token) -> Token | None:
        """A date between a noun and its relative clause belongs to the noun.

        "the resolution in December that paved the way": a relative clause needs a noun before
        it, and a month is none; so the date belongs to that noun, whatever verb the parser
        hung it on."""
        after = self._tokens[-1].i + 1
        before = preposition.i - 1
        if after >= len(self._doc) or before < 0:
            return None
        follows, noun = self._doc[after], self._doc[before]
        if noun.dep_ != "pobj":
            return None
        if follows.tag_ in ("WDT", "WP") and noun.pos_ == "NOUN" and follows.sent == noun.sent:
            return noun
        return None

    # ---------------------------------------------------------------------------------- clauses

    def _clause(self, verb: Token, tie: _Tie) -> Occurrence | None:
        if tie.preposition is not None and tie.preposition not in AT:
            return None
        accompanying = self._accompanying(verb, tie)
        if accompanying is not None:
            verb = accompanying
        planned = planned_under(verb)
        problem = self._doubt(verb, tie) if planned is None else self._doubt(planned, tie)
        subject = self._subject(planned or verb)
        if subject is None:
            return None
        problem = problem or self._subject_doubt(subject, verb)
        quoted = self._clauses.editor.quoted(self._tokens[0])
        speaker, attributed = self._attributed(verb)
        if attributed and speaker is None:
            problem = problem or "only somebody unnamed says so"
        person = self._clauses.cast.of(subject) if subject.pos_ == "PROPN" else None
        passive = any(c.dep_ == "auxpass" for c in verb.children) or (
            verb.dep_ == "acl" and verb.tag_ == "VBN"
        )
        auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        tense = tense_of(verb) or ("past" if verb.dep_ == "acl" else "present")
        subject_words = self._edit(self._noun_phrase(subject))
        if person is not None and person.type == "person":
            subject_words = Edited(person.name, names=(person.name,))
        known = [t.i for t in self._noun_phrase(subject)]
        who = self._clauses.cast.of(subject)
        named = [who] if who is not None and who.type == "person" else []
        arguments = self._edit(self._arguments(verb, tie), known, named)
        before = self._edit(self._adverbs(verb, tie), known)
        problem = problem or subject_words.problem or arguments.problem or before.problem
        if not arguments.text and not passive and verb.lemma_ not in load("events")["complete"]:
            problem = problem or "it says too little"  # "concerns rose", "the campaigns battled"
        if passive and not arguments.text and " " not in subject_words.text and person is None:
            problem = problem or "it says too little"  # "bills were introduced"
        if quoted:
            problem = problem or "it stands in somebody’s own words"
        first = auxiliaries[0] if auxiliaries else None
        if planned is not None:
            tense = "future"
            forms = Forms.planned(planned, verb, [a for a in auxiliaries if a.tag_ != "TO"])
        else:
            forms = Forms.of(verb, first, auxiliaries, subject, passive)
        if forms is None:
            problem = problem or "its verb form turns into no clean question"
            forms = Forms("did", verb.lemma_, verb.text)
        middle = [w for w in (before.text,) if w]
        tail = [arguments.text] if arguments.text else []
        inverted = " ".join([forms.auxiliary, subject_words.text, *middle, forms.rest, *tail])
        clause = " ".join([subject_words.text, *forms.finite(middle), *tail])
        event = DatedEvent(
            span=span_between(
                min(verb, subject, key=lambda t: t.i),
                max(verb, self._tokens[-1], key=lambda t: t.i),
            ),
            subject=subject_words.text,
            predicate=verb.lemma_,
            arguments=arguments.text,
            tense=tense,
            voice="passive" if passive else "active",
            timex=self._timex,
            attributed_to=speaker,
        )
        return self._finish(
            event,
            clause,
            inverted,
            f"{subject.lemma_.lower()} {verb.lemma_.lower()}",
            (*subject_words.names, *arguments.names),
            problem,
        )

    def _subject_doubt(self, subject: Token, verb: Token) -> str | None:
        """Why the subject may not be the right one, or not be known by its words."""
        if verb.dep_ in ("relcl", "acl") and any(c.lower_ in ("a", "an") for c in subject.children):
            return "which one is meant is not said"  # "a show that began in 1999"
        if verb.dep_ == "acl" and subject.dep_ == "pobj":
            return "its subject is doubtful"  # "a survey of 400 voters released on Monday"
        if any(
            t.lower_ in ("no", "not", "neither", "none", "few", "hardly") for t in subject.subtree
        ):
            return "it did not happen"  # "Not a single incumbent lost in 2016"
        return None

    def _accompanying(self, verb: Token, tie: _Tie) -> Token | None:
        """As in "On Monday, as the campaign kicked off, streets were full of posters"."""
        after = self._tokens[-1].i + 1
        if after + 1 >= len(self._doc) or self._doc[after].text != ",":
            return None
        mark = self._doc[after + 1]
        if mark.lower_ not in ("as", "when") or mark.head.dep_ != "advcl":
            return None
        return mark.head if mark.head.head == verb else None

    def _doubt(self, verb: Token, tie: _Tie) -> str | None:
        """Why the date may not belong to this verb, or the event may not have happened."""
        reporting = load("reporting")
        if verb.lemma_.lower() in reporting["clause"]:
            return "it dates somebody’s saying so"
        if verb.dep_ == "relcl" and not any(
            c.dep_ in SUBJECTS and c.tag_ in ("WDT", "WP") for c in verb.children
        ):
            return "what is done stands outside its clause"  # "a show that CBS revived in 2010"
        if sum(c.dep_ in SUBJECTS for c in verb.children) > 1:
            return "its subject is doubtful"  # "A teacher who …, he switched sides in 2009"
        if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
            return "its clause goes on"  # "made it easier to exempt workers"
        if verb.lemma_ in ("do", "have") and not any(c.dep_ == "dobj" for c in verb.children):
            return "it says too little"
        for child in verb.children:
            if child.dep_ == "neg" or child.lower_ in ("never", "hardly", "nearly", "almost"):
                return "it did not happen"
            if child.dep_ == "mark" and child.lower_ in (
                *("if", "unless", "whether", "until", "before", "after", "because", "although"),
                *("though", "while", "since"),
            ):
                return f"it stands under “{child.text}”"
            if (
                child.dep_ == "aux"
                and child.tag_ == "MD"
                and child.lower_ not in (*("will", "would", "’ll", "'ll", "shall"),)
            ):
                return "it is only possible"
        if verb.lemma_.lower() in load("events")["mentions"]:
            return "it may date what is mentioned"
        if verb.dep_ == "acl" and verb.lemma_.lower() not in load("events")["participles"]:
            return "it may date something else"
        if verb.dep_ in ("xcomp", "pcomp", "csubj", "dep", "advcl") and not self._is_accompanied(
            verb
        ):
            return "what it dates is doubtful"
        if verb.dep_ == "conj" and self._subject(verb) is None:
            return "what it dates is doubtful"
        # "He said he met them on Monday": was it met on Monday, or said on Monday?
        cue = verb.head
        last = self._tokens[-1].i
        if (
            verb.dep_ == "ccomp"
            and cue.lemma_.lower() in reporting["clause"]
            and tense_of(verb) == "past"
            and last > verb.i > cue.i
            and not any(c.lower_ == "that" for c in verb.children)
            and all(t.is_punct or t.is_space for t in self._doc[last + 1 : cue.sent.end])
        ):
            return "it may date the saying"
        # "He told the BBC Tuesday the deal would collapse."
        subject = _first_subject(verb)
        if verb.dep_ == "ccomp" and subject is not None and last < subject.left_edge.i:
            if not any(c.lower_ == "that" and c.i < self._tokens[0].i for c in verb.children):
                return "it may date the saying"
        # Two dates on one verb ("between … and …", "from … to …") are an interval.
        others = [
            t
            for t in verb.subtree
            if t.ent_type_ == "DATE" and t.i not in tie.words and abs(t.i - last) <= 3
        ]
        if any(t.head.lower_ in ("from", "between", "to", "until", "through") for t in others):
            return "it is one end of an interval"
        if any(t.text == "?" and not self._clauses.editor.quoted(t) for t in verb.sent):
            return "it is only asked"
        return None

    def _is_accompanied(self, verb: Token) -> bool:
        return any(c.dep_ == "mark" and c.lower_ in ("as", "when") for c in verb.children)

    def _subject(self, verb: Token) -> Token | None:
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if subject is not None and subject.tag_ in ("WDT", "WP"):
            return self._antecedent(verb, subject) if verb.dep_ == "relcl" else None
        if subject is not None:
            return subject if subject.dep_ != "expl" else None
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in ("NOUN", "PROPN"):
            return verb.head  # "the meeting held on Monday"
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            if tense_of(verb.head) == tense_of(verb):
                return self._subject(verb.head)
        return None

    def _antecedent(self, verb: Token, pronoun: Token) -> Token | None:
        """What "who" or "that" stands for: the noun phrase right before it.

        In "the envoy for Syria, Staffan de Mistura, who restarted the talks" the parser hangs the
        clause on Syria.
        """
        cast = self._clauses.cast
        before = self._doc[pronoun.i - 1]
        if before.text == "," and pronoun.i > 1:
            before = self._doc[pronoun.i - 2]
        speaker = cast.of(before) if before.pos_ == "PROPN" else None
        if pronoun.tag_ == "WP":
            if speaker is not None and speaker.type == "person":
                return before
            head = cast.of(verb.head)
            return verb.head if head is None or head.type == "person" else None
        bare = not any(c.dep_ in ("det", "poss", "nummod") for c in verb.head.children)
        if bare and verb.head.dep_ == "dobj" and verb.head.head.tag_ == "VB":
            return None  # "a bill to combat addiction that was signed": the bill was
        return verb.head if before.i in {t.i for t in verb.head.subtree} else None

    def _noun_phrase(self, head: Token) -> list[Token]:
        """The phrase around a head, without relative clauses and asides."""
        left_out: set[int] = set()
        for child in head.subtree:
            if child.dep_ in ("relcl", "acl", "appos", "parataxis") and child.head.i >= head.i:
                left_out |= {t.i for t in child.subtree}
        last = head.i
        tokens = [t for t in head.subtree if t.i not in left_out]
        for token in tokens:
            if token.i > head.i and token.text in (",", "–", "—", "(") and token.head == head:
                tokens = [t for t in tokens if t.i < token.i]
                break
            last = token.i
        tokens = [t for t in tokens if t.i <= last and t.i not in {w.i for w in self._tokens}]
        while tokens and (tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].dep_ == "cc"):
            tokens = tokens[:-1]
        return tokens

    def _arguments(self, verb: Token, tie: _Tie) -> list[Token]:
        """What follows the verb and belongs to it: what it needs, and what stands before the
        date; "with …" and other trimmings behind the date are left out."""
        kept: list[Token] = []
        inside = tie.words
        timex_place = self._tokens[0].i
        for child in verb.children:
            if child.i < verb.i or child.dep_ not in KEPT or child.i in inside:
                continue
            if child.dep_ in ("aux", "auxpass", "neg"):
                continue
            behind = timex_place > verb.i and child.i > timex_place
            if behind and child.dep_ not in NEEDED:
                continue
            if any(self._is_time(t) for t in child.subtree) and child.dep_ == "prep":
                continue
            part = [t for t in child.subtree if t.i not in inside]
            comma = next((t for t in part if t.text in (",", ";", "–", "—") or is_dash(t)), None)
            if child.dep_ not in NEEDED and self._doc[child.i - 1].text == ",":
                continue
            if comma is not None:
                part = [t for t in part if t.i < comma.i]
            aside = next((t for t in part if t.tag_ in ("WRB", "WP")), None)
            if aside is not None:
                part = [t for t in part if t.i < aside.i]  # "at a rally where he pledged …"
            part = _unbroken(part, inside)
            if child.dep_ == "ccomp":
                continue
            if child.lower_ == "according":
                continue
            kept += part
        kept = _unbroken(sorted(set(kept), key=lambda t: t.i), inside)
        while kept and (kept[-1].is_punct and kept[-1].text not in ("”", '"') or kept[-1].is_space):
            kept = kept[:-1]
        return kept

    def _is_time(self, token: Token) -> bool:
        return any(span.start <= token.idx < span.end for span in self._others)

    def _adverbs(self, verb: Token, tie: _Tie) -> list[Token]:
        """As in "the campaign officially kicked off": adverbs before the verb."""
        return [
            c
            for c in verb.children
            if c.dep_ == "advmod"
            and c.i < verb.i
            and c.i not in tie.words
            and c.i == verb.i - 1
            and c.lower_ not in ("also", "then", "however", "meanwhile", "when", "how", "where")
        ]

    # ------------------------------------------------------------------------ nouns, beginnings

    def _noun(self, noun: Token, tie: _Tie) -> Occurrence | None:
        """As in "the UN Security Council resolution in December"."""
        lexicon = load("events")
        if tie.preposition not in AT:
            return None
        lemma = noun.lemma_.lower()
        if lemma not in lexicon["happenings"] and lemma not in lexicon["documents"]:
            return None
        tokens = [t for t in self._noun_phrase(noun) if t.i not in tie.words]
        if any(
            t.dep_ == "det" and t.lower_ in ("a", "an", "any", "no") and t.head == noun
            for t in tokens
        ):
            return None
        phrase = self._edit(tokens)
        relative = ""
        for child in noun.children:
            if child.dep_ == "relcl":
                relative = self._edit(list(child.subtree)).text
        follows = (
            self._doc[self._tokens[-1].i + 1] if self._tokens[-1].i + 1 < len(self._doc) else None
        )
        if follows is not None and follows.tag_ in ("WDT", "WP") and not relative:
            relative = self._edit(list(follows.head.subtree)).text
            relative = relative[relative.find(follows.text) :]
        subject = f"{phrase.text} {relative}".strip()
        if lemma in lexicon["documents"]:
            clause, inverted, preposition = subject, f"does {subject} date", "from"
        else:
            clause, inverted = f"{subject} took place", f"did {subject} take place"
            preposition = None
        event = DatedEvent(
            span=span_between(tokens[0], self._tokens[-1]),
            subject=phrase.text,
            predicate=lemma,
            arguments=relative,
            tense="past",
            voice="noun",
            timex=self._timex,
        )
        return self._finish(
            event,
            clause,
            inverted,
            lemma,
            phrase.names,
            phrase.problem or self._sentence_doubt(noun),
            preposition,
        )

    def _sentence_doubt(self, noun: Token) -> str | None:
        if self._clauses.editor.quoted(noun):
            return "it stands in somebody’s own words"
        return None

    def _beginning(self, tie: _Tie) -> Occurrence | None:
        """As in "to start the pullout of …, beginning tomorrow": the pullout starts then."""
        word = next(
            (
                self._doc[i]
                for i in (self._tokens[0].i - 1, self._tokens[0].i - 2)
                if i >= 0 and self._doc[i].lower_ in ("beginning", "starting", "effective")
            ),
            None,
        )
        if word is None or word.i < 2 or self._doc[word.i - 1].text != ",":
            return None
        # What begins: the object of the nearest verb before that says something is started.
        verb = next(
            (
                t
                for t in reversed(self._doc[word.sent.start : word.i])
                if t.lemma_ in ("start", "begin", "launch", "open", "introduce")
                and any(c.dep_ == "dobj" for c in t.children)
            ),
            None,
        )
        if verb is None:
            return None
        thing = next(c for c in verb.children if c.dep_ == "dobj")
        speaker, attributed = self._attributed(verb)
        if attributed and speaker is None:
            return None
        phrase = self._edit([t for t in self._noun_phrase(thing) if t.i < word.i])
        plural = thing.tag_ in ("NNS", "NNPS")
        event = DatedEvent(
            span=span_between(thing.left_edge, self._tokens[-1]),
            subject=phrase.text,
            predicate="begin",
            arguments="",
            tense="future",
            voice="active",
            timex=self._timex,
            attributed_to=speaker,
        )
        problem = phrase.problem
        if any(t.lower_ in ("our", "my", "your", "we", "us") for t in thing.subtree):
            # "our group of forces": cut the phrase back to what the article's reader can follow
            short = [t for t in self._noun_phrase(thing) if t.i <= thing.i]
            place = next(
                (
                    list(t.subtree)
                    for t in thing.subtree
                    if t.dep_ == "prep" and t.lower_ == "from" and t.head.i >= thing.i
                ),
                [],
            )
            phrase = self._edit([*short, *place])
            problem = phrase.problem
        return self._finish(
            event,
            f"{phrase.text} will begin",
            f"{'were' if plural else 'was'} {phrase.text} to begin",
            f"{thing.lemma_.lower()} begin",
            phrase.names,
            problem,
        )

    def _duration(self, tie: _Tie) -> Occurrence | None:
        """As in "an election to be held within 18 months"."""
        if tie.preposition != "within":
            return None
        verb = tie.head
        subject = verb.head if verb.dep_ in ("relcl", "acl") else self._subject(verb)
        if verb.pos_ not in ("VERB", "AUX") or subject is None:
            return None
        speaker, attributed = self._attributed(verb)
        if attributed and speaker is None:
            return None
        # The parser hangs the clause on a noun further left ("the call for an election to be
        # held"); the noun right before it is what it speaks of.
        left = verb.left_edge.i - 1
        if 0 <= left < verb.i and self._doc[left].pos_ in ("NOUN", "PROPN"):
            subject = self._doc[left]
        phrase = self._edit([t for t in self._noun_phrase(subject) if t.i <= subject.i])
        rest = [t for t in self._doc[verb.left_edge.i : verb.i + 1] if t.i not in tie.words]
        clause = f"{phrase.text} {tidy(''.join(t.text_with_ws for t in rest))}"
        event = DatedEvent(
            span=span_between(subject.left_edge, self._tokens[-1]),
            subject=phrase.text,
            predicate=verb.lemma_,
            arguments="",
            tense="future",
            voice="passive" if any(c.dep_ == "auxpass" for c in verb.children) else "active",
            timex=self._timex,
            attributed_to=speaker,
        )
        return self._finish(
            event,
            clause,
            None,
            f"{subject.lemma_.lower()} {verb.lemma_}",
            phrase.names,
            phrase.problem,
        )

    # ------------------------------------------------------------------------------------ words

    def _edit(
        self, tokens: Sequence[Token], known: Sequence[int] = (), named: Sequence[Speaker] = ()
    ) -> Edited:
        if not tokens:
            return Edited("")
        return self._clauses.editor.edit(tokens, known=known, named=named, brackets=False)

    def _attributed(self, token: Token) -> tuple[Speaker | None, bool]:
        """Whose words a token stands in, and whether it stands in anybody's."""
        for attribution in self._clauses.attributions:
            if any(s.start <= token.idx < s.end for s in attribution.content):
                return attribution.speaker, True
        return None, self._clauses.editor.quoted(token)

    def _fits(self, tense: Tense) -> bool:
        """Whether a past event lies before publication, and a coming one doesn't."""
        published = self._clauses.article.published
        days = interval(self._timex.value) if self._timex.value else None
        if published is None or days is None:
            return True
        if tense == "past":
            return days.first <= published
        if tense == "present":  # "today they receive it automatically" is no event
            return days.last > published
        return days.last >= published

    def _finish(
        self,
        event: DatedEvent,
        clause: str,
        inverted: str | None,
        what: str,
        names: tuple[str, ...],
        problem: str | None,
        preposition: str | None = None,
    ) -> Occurrence:
        if problem is None and not self._fits(event.tense):
            problem = "its tense doesn’t fit its date"
        value = self._timex.value or normalised(self._timex.span.of(self._clauses.article.text))
        sentence = sentence_span(self._tokens[0])
        if inverted is not None and preposition:
            inverted = f"{preposition}|{inverted}"
        return Occurrence(
            id=identity("event", normalised(what), value),
            event=event,
            clause=tidy(clause),
            inverted=tidy(inverted) if inverted else None,
            sentences=(sentence,),
            names=names,
            problem=problem,
        )


def _is_event(noun: Token) -> bool:
    lexicon = load("events")
    return noun.lemma_.lower() in (*lexicon["happenings"], *lexicon["documents"])


def _first_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def _unbroken(tokens: list[Token], tied: Collection[int]) -> list[Token]:
    """Up to a dash or comma that the parser hung elsewhere: "his attack — something that …"."""
    for one, two in pairwise(tokens):
        between = [t for t in one.doc[one.i + 1 : two.i] if t.i not in tied]
        if any(t.text in (",", ";", "–", "—", "-", "--") for t in between):
            return [t for t in tokens if t.i <= one.i]
    return tokens


__all__ = ["Clauses", "find_events"]
