"""Whether a clause is of a well-understood shape: only such a one becomes a date question.

What could be wrong with a clause has no end; so this asks what must be right with it. Its verb is
known for a plain event and stands with what it is plain of (``lexicons/plain_events.toml``), or so
much is said of what somebody with a name did that its verb leaves no doubt. Its subject and object
tell which one is meant to whoever has read the article, the date stands where it can belong to
nothing else, and nothing that belongs to the verb was cut.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.facts.events.context import Context
from quizgen.facts.events.doubts import is_of_place, is_told_beside
from quizgen.facts.events.leaning import leaning_doubt
from quizgen.facts.events.other_times import other_time_doubt
from quizgen.facts.events.plain_verbs import Frame, phrase_of, says_much, verb_doubt
from quizgen.facts.events.publication import publication_doubt
from quizgen.facts.events.sorts import phrasal_verbs, sorts_of
from quizgen.facts.events.ties import Tie
from quizgen.facts.events.told import told_doubt
from quizgen.facts.events.unique import definite_doubt, has_name, unknown
from quizgen.facts.events.whole import whole_doubt
from quizgen.facts.events.wording import SUBJECTS, VERBAL, is_bracketed
from quizgen.facts.verbs import base_form, is_participle
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Stretch, Token
    from quizgen.models import Timex

UNSURE = "what it dates is doubtful"
CUT = "its clause is cut short"
FIGURE = "it may hold a figure of speech"
LONGEST_SENTENCE = 60
"""Words: the parse of a longer one is rarely right throughout."""
LONGEST = 26
"""Words of a clause that can be asked about at a glance."""
APART = {
    *("about", "after", "against", "ahead", "before", "despite", "following", "from", "over"),
    *("since", "than", "to", "toward", "towards", "until"),
}
"""Behind these an event may have a date of its own: "spoke about the vote on Monday"."""
SPOILT = re.compile(
    r"https?:|www\.|\||[a-z][A-Z][a-z]+[a-z][A-Z]|[a-z]{2}\d|\w{30}"
    r"|[a-z]- (?!(?:and|or|to|through)\b)[a-z]"
)
"""What no sentence has: the words of buttons, run together, and a hyphen from a line's end."""
ENDED = re.compile(r"[.!?…][”’\"')\]]*$")
LEANING = ("default", "month", "month-day", "text", "weekday")
"""How dates are told that take their year from somewhere else."""
IN_FRONT = {
    *("after", "amid", "as", "at", "despite", "during", "following", "in", "inside", "on"),
    *("outside", "under", "with"),
}
"""With these, a phrase in front of a clause adds to it, and changes nothing of it."""
LOOSE = ("appos", "npadvmod", "prep")
"""What may follow a whole clause behind a comma."""
FINITE = ("MD", "VBD", "VBP", "VBZ")
PILED = ("amod", "compound", "nmod")
MOST_PILED = 5
"""Words before a noun, names apart, from which it is a pile."""
BESIDE = {"punct", "cc", "conj", "advcl", "relcl", "aux", "auxpass", "mark", "intj", "parataxis"}
"""What hangs on a verb without being needed."""


@dataclass(frozen=True)
class Shape:
    """A clause on its way to be told."""

    verb: Token
    governing: Token  # the finite verb: "is" of "is due to begin"
    subject: Token
    tie: Tie
    before: Sequence[Token]  # the subject's words that are kept
    behind: Sequence[Token]  # those behind the verb
    passive: bool
    named: bool  # a person's full name stands for the subject
    lasting: bool  # told with a length of time
    future: bool
    told: str = ""  # its words as they are to be told, names put in for "he" and "the country"

    @property
    def frame(self) -> Frame:
        """What the lexicon of verbs is asked about."""
        return Frame(
            self.verb,
            self.subject,
            self.named,
            self.passive,
            self.lasting,
            self.tie.words,
            self.before,
            self.behind,
        )


def plain_doubt(context: Context, shape: Shape) -> str | None:
    """Why a clause is not plain enough to be asked about; None if it is."""
    return (
        sentence_doubt(shape.verb)
        or _place_doubt(context, shape)
        or _words_doubt(context, shape)
        or _phrases_doubt(context, shape)
        or _subject_doubt(context, shape)
        or _object_doubt(context, shape)
        or _definite_doubt(context, shape)
        or _reading_doubt(context, shape)
        or date_doubt(context, shape.tie)
        or whole_doubt(shape)
        or other_time_doubt(context, shape)
        or told_doubt(context, shape)
        or leaning_doubt(context, shape)
        or verb_doubt(shape.frame)  # last: without any other doubt, its words are sound
    )


# The sentence


def sentence_doubt(token: Token) -> str | None:
    """Why what a word stands in may be no sentence, or be misread."""
    sentence = token.sent
    text = sentence.text.strip()
    letters = [t for t in sentence if t.is_alpha]
    if len(letters) > LONGEST_SENTENCE:
        return "its sentence is too long to be read with certainty"
    loud = [t for t in letters if t.is_upper and len(t) > 3]
    if not ENDED.search(text) or SPOILT.search(text) or len(loud) >= 4 or text[:1].islower():
        return "its sentence may be none"
    return None


# Where the clause and its date stand


def _place_doubt(context: Context, shape: Shape) -> str | None:
    verb, governing, tie, subject = shape.verb, shape.governing, shape.tie, shape.subject
    if not _is_sure_clause(context, shape):
        return UNSURE
    if subject.i > governing.i:
        return "its subject is doubtful"
    kept = {t.i for t in (*shape.before, *shape.behind)} | set(tie.words)
    if tie.first > verb.i:
        between = [t for t in verb.doc[verb.i + 1 : tie.first] if not t.is_space]
        if any(t.i not in kept and not t.is_punct and not is_bracketed(t) for t in between):
            return UNSURE
        if any(t.pos_ in VERBAL and t.dep_ != "amod" for t in between):
            return UNSURE  # "signed a bill ending the tax on Thursday"
        if any(
            t.lower_ in APART and _holds_event(t) for t in between if t.dep_ in ("prep", "advmod")
        ):
            return UNSURE
        return None
    own = {t.i for t in shape.before}
    if subject.i < tie.first:
        # "Ms Lund on Monday opened …", "The pier, on Monday, was closed": at the verb's side
        between = [t for t in verb.doc[tie.last + 1 : verb.i] if not t.is_punct and not t.is_space]
        if any(t.head != verb for t in between):
            return UNSURE
        return None
    # "On Monday Ms Lund opened …": at the clause's front, nothing else there
    left = min(subject.left_edge.i, *own) if own else subject.left_edge.i
    between = [t for t in verb.doc[tie.last + 1 : left] if not t.is_punct and not t.is_space]
    if verb.dep_ == "advcl":
        between = between[1:]  # "On Monday, as the trial opened, …"
    front = [t for t in verb.doc[verb.sent.start : tie.first] if not t.is_punct and not t.is_space]
    if between or any(t.pos_ in VERBAL for t in front) and governing.dep_ == "ROOT":
        return UNSURE
    return None


def _is_sure_clause(context: Context, shape: Shape) -> bool:
    """Whether a clause tells something by itself, and of whom is plain."""
    verb = shape.governing
    if verb.dep_ == "conj":
        above = verb.head
        if above.pos_ not in VERBAL or above.dep_ not in ("ROOT", "relcl", "ccomp", "conj"):
            return False
        if any(c.dep_ in SUBJECTS for c in verb.children):
            return True
        # "told her to go and left on Monday": whose second verb?
        return not any(c.dep_ in ("xcomp", "ccomp") and c.i < verb.i for c in above.children)
    if verb.dep_ == "relcl":
        return is_of_place(verb) or _is_beside(context, shape)
    if verb.dep_ == "acl":
        before = verb.doc[verb.i - 1]
        aside = before.text == ","
        return is_participle(verb) and (before == shape.subject or aside and verb.i > 1
                                        and verb.doc[verb.i - 2] == shape.subject)  # fmt: skip
    if verb.dep_ == "ccomp":
        cue = verb.head
        said = cue.lemma_.lower() in load("reporting")["clause"] or cue.lower_ == "according"
        return said and context.attributed(verb)[1]
    if verb.dep_ == "advcl":
        marks = [c for c in verb.children if c.dep_ == "mark" or c.tag_ == "WRB"]
        if is_told_beside(verb) and shape.tie.first > verb.i:
            return True
        return shape.tie.head != verb and [m.lower_ for m in marks] in (["as"], ["when"])
    return verb.dep_ == "ROOT"


def _is_beside(context: Context, shape: Shape) -> bool:
    """Whether a relative clause stands right behind what it tells of."""
    verb, subject = shape.governing, shape.subject
    pronoun = next((c for c in verb.children if c.tag_ in ("WDT", "WP")), None)
    if pronoun is None or pronoun.i < 2:
        return False
    before = verb.doc[pronoun.i - 1]
    if before.text == ",":
        before = verb.doc[pronoun.i - 2]
    if before == subject:
        return True
    if pronoun.tag_ != "WP":
        # "the camp in Leith that was closed": the camp, or Leith? Not so in one name.
        return any(e.start <= subject.i and before.i < e.end for e in verb.sent.ents)
    return shape.named


def _holds_event(preposition: Token) -> bool:
    return any(
        "events" in sorts_of(t) or t.pos_ in VERBAL
        for t in preposition.subtree
        if t.dep_ in ("pobj", "conj", "dobj", "pcomp", "nsubj")
    )


# The words


def _words_doubt(context: Context, shape: Shape) -> str | None:
    verb, tie = shape.verb, shape.tie
    kept = [*shape.before, *shape.behind]
    inside = {t.i for t in kept} | set(tie.words) | {shape.subject.i}
    if len(kept) > LONGEST:
        return "it says too much for one question"
    if any(t.text in (":", ";", "—", "–", "--", "...", "…", "/") for t in kept):
        return CUT
    for child in verb.children:
        if child.dep_ in (*BESIDE, "nsubj", "nsubjpass") or child.i in inside:
            continue
        if child.dep_ == "advmod" and child.i < verb.i:
            continue  # looked at below, where it is kept
        if _is_aside(child, inside) or _is_in_front(child, shape):
            continue
        if child.i > verb.i or child.dep_ in ("prep", "npadvmod", "agent", "oprd"):
            return CUT
    last = max([verb.i, *(t.i for t in shape.behind), *(i for i in tie.words if i > verb.i)])
    follows = verb.doc[last + 1] if last + 1 < len(verb.doc) else None
    within = verb.dep_ in ("acl", "advcl", "relcl")  # then what follows is of the clause around it
    if follows is not None and follows.tag_ in FINITE and not within:
        return CUT  # "outed him for claiming the pier | was longer"
    adverbs = load("plain_events")["adverbs"]["kept"]
    loose = load("events")["loose"]
    for token in (*shape.behind, *(c for c in verb.children if c.i == verb.i - 1)):
        if token.tag_ not in ("RB", "RBR", "RBS") or token.dep_ == "neg" or token.i in tie.words:
            continue
        if token.lower_ == "again" and shape.future or token.lower_ in adverbs:
            continue
        if token.i < verb.i and token.lower_ in loose:
            continue
        if token.head != verb and token.head.tag_ in ("CD", "JJ", "RB", "VBG", "VBN"):
            continue
        if token.head != verb and token.head.pos_ in VERBAL and token.head.i in inside:
            continue  # of a clause that is told within
        if token.i + 1 in inside and token.nbor().lower_ in ("of", "with"):
            continue  # "instead of"
        if phrase_of(verb) in phrasal_verbs() and token.i <= verb.i + 2:
            continue
        return "its adverb may lean on something else"
    return None


def _phrases_doubt(context: Context, shape: Shape) -> str | None:
    """Whether a phrase behind the verb may be a figure of speech: "on a note of triumph".

    Each has a name in it, or a noun that is known for a thing, somebody, an event or the like.
    """
    inside = {t.i for t in shape.behind}
    if says_much(shape.frame):
        return None  # then a figure of speech leaves no doubt what happened
    for preposition in shape.verb.children:
        if preposition.dep_ != "prep" or preposition.i not in inside:
            continue
        for thing in preposition.children:
            if thing.dep_ != "pobj" or thing.pos_ in ("NUM", "PROPN"):
                continue
            if thing.ent_type_ in ("CARDINAL", "MONEY", "PERCENT", "QUANTITY"):
                continue
            known = (
                sorts_of(thing) or thing.lemma_.lower() in load("plain_events")["nouns"]["plain"]
            )
            if not known and not has_name(context, thing, inside):
                return FIGURE
    return None


def _is_aside(child: Token, inside: Collection[int]) -> bool:
    """Whether a phrase stands behind all that is told, after a comma: ", according to Ms Lund"."""
    if child.lower_ == "according":
        return True
    before = child.doc[child.left_edge.i - 1]
    return before.text == "," and before.i - 1 in inside and child.dep_ in LOOSE


def _is_in_front(child: Token, shape: Shape) -> bool:
    """Whether a phrase stands apart before all that is told: "As a senator, Ms Lund voted …"."""
    if child.dep_ != "prep" or child.lower_ not in IN_FRONT or child.left_edge != child.sent[0]:
        return False
    left = shape.subject.left_edge.i
    if child.right_edge.i >= left:
        return False
    tie, behind = shape.tie, child.doc[child.right_edge.i + 1]
    if tie.last < left:
        # "At a rally in Leith on Monday, Ms Lund spoke": the day is the rally's, and so hers
        near = range(child.right_edge.i + 1, child.right_edge.i + 3)
        if child.lower_ not in ("at", "during", "in") or tie.first not in near:
            return False
        behind = child.doc[tie.last + 1]
    return behind.text == "," and behind.i < left


# Who, and what


def _subject_doubt(context: Context, shape: Shape) -> str | None:
    if shape.named:
        return None
    if _is_garden_path(shape):
        return "its subject is doubtful"
    anchored = _has_anchor(context, shape.behind)
    return unknown(context, shape.subject, shape.before, anchored=anchored)


def _is_garden_path(shape: Shape) -> bool:
    """Whether what stands behind the subject's noun may be the verb, or the verb be none of it.

    "Prices agreed in Leith slip to a low", "shares open to all buyers close at 42 crowns": without
    an auxiliary, which word tells what happened is a guess.
    """
    if any(c.dep_ in ("aux", "auxpass") for c in shape.verb.children):
        return False
    inside = {t.i for t in shape.before}
    return any(
        t.i in inside
        and t.i > t.head.i
        and t.tag_ in ("JJ", "VB", "VBD", "VBN", "VBP")
        and t.dep_ in ("acl", "amod", "relcl")
        for t in shape.before
    )


def _reading_doubt(context: Context, shape: Shape) -> str | None:
    """What a reader would stumble over: a pile of nouns, a capital that may be no name's."""
    own = [] if shape.named else list(shape.before)
    for token in (*own, *shape.behind):
        piled = [t for t in token.subtree if t.i < token.i and t.dep_ in PILED and t.whitespace_]
        if sum(not t.ent_type_ or t.pos_ != "PROPN" for t in piled) >= MOST_PILED:
            return "its nouns are piled up"
    first = own[0] if own else None
    if first is not None and context.editor.may_be_common(first):
        return f"whether “{first.text}” is a name is not certain"
    return None


def _object_doubt(context: Context, shape: Shape) -> str | None:
    verb = shape.verb
    inside = {t.i for t in shape.behind}
    for child in verb.children:
        if child.i <= verb.i + phrase_of(verb).count(" "):
            continue  # "took effect"
        if child.dep_ in ("dobj", "oprd") and child.i in inside:
            if child.dep_ == "oprd" and "persons" in sorts_of(child):
                continue  # "was elected president"
            if is_held_in_place(shape.subject, verb) and _is_of_some_party(child, inside):
                return f"“{child.text}”: of which party is not said"
            if _is_set_phrase(verb, child) or is_held_in_place(shape.subject, verb):
                continue
            if _is_any_post(child, inside):
                return f"“{child.text}”: which one is not said"
            rest = [t for t in shape.behind]
            own = [t for t in rest if t in child.subtree]
            problem = unknown(context, child, own, anchored=_tells(context, child, shape.behind))
            if problem:
                return problem
        if child.dep_ in ("prep", "agent") and child.i in inside:
            for thing in child.children:
                if thing.dep_ == "pobj" and thing.i in inside:
                    if _is_any_post(thing, inside):
                        return f"“{thing.text}”: which one is not said"
                    own = [t for t in shape.behind if t in thing.subtree]
                    problem = unknown(context, thing, own, anchored=True)
                    if problem:
                        return problem
    return None


def _definite_doubt(context: Context, shape: Shape) -> str | None:
    own = () if shape.named else shape.before
    tokens = [*own, *shape.behind]
    return definite_doubt(context, tokens, shape.verb, phrase_of(shape.verb))


def _is_set_phrase(verb: Token, thing: Token) -> bool:
    """As in "took office", "gave birth"."""
    bare = thing.tag_ == "NN" and not any(thing.children)
    return bare and thing.lemma_.lower() in load("plain_events")["pairs"].get(phrase_of(verb), ())


def is_held_in_place(subject: Token, verb: Token) -> bool:
    """As in "Nevada holds caucuses", "Indiana held a primary": a place has one at a time."""
    lexicon = load("events")
    return (
        subject.ent_type_ == "GPE"
        and base_form(verb).lower() in lexicon["bringing"]
        and any(
            c.dep_ == "dobj" and c.lemma_.lower() in lexicon["scheduled"] for c in verb.children
        )
    )


def _is_of_some_party(contest: Token, inside: Collection[int]) -> bool:
    """As in "holds a primary on Saturday", when the other party holds its own a week later."""
    lexicon = load("events")
    return contest.lemma_.lower() in lexicon["contests"] and not any(
        c.lower_ in lexicon["parties"] or c.dep_ == "poss" or c.lower_ == "the"
        for c in contest.children
        if c.i in inside
    )


def _is_any_post(thing: Token, inside: Collection[int]) -> bool:
    """As in "took up his post": nothing says which."""
    own = [c for c in thing.children if c.i in inside]
    return thing.lemma_.lower() in load("events")["posts"] and [c.tag_ for c in own] == ["PRP$"]


def _has_anchor(context: Context, tokens: Sequence[Token]) -> bool:
    """Whether words name or describe something that there is one of."""
    return any(
        t.pos_ == "PROPN"
        or t.dep_ == "det"
        and t.lower_ == "the"
        or t.dep_ == "poss"
        or t.ent_type_ == "MONEY"
        for t in tokens
    )


def _tells(context: Context, thing: Token, tokens: Sequence[Token]) -> bool:
    """Whether an object of which there may be many is told well enough: "a rally in Leith"."""
    said = [
        t
        for t in tokens
        if t != thing and t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") and not t.is_stop
    ]
    if any(t.pos_ in ("PROPN", "NUM") for t in said) or len(said) >= 3:
        return True
    weak = load("events")["weak"]
    return sum(t.head == thing and t.lemma_.lower() not in weak for t in said) >= 2


# The date


def date_doubt(context: Context, tie: Tie) -> str | None:
    """Whether the date leans on another nearby, "In 1963 … On Sunday", or on a wrong day."""
    times = (context.time_at(context.doc[i]) for i in sorted(tie.words))
    timex = next((each for each in times if each is not None), None)
    if timex is not None and (against := publication_doubt(context, timex)):
        return against
    if timex is None or timex.value is None or timex.anchor not in LEANING:
        return None
    year = timex.value[:4]
    coarse = timex.anchor in ("month", "month-day")  # then "in 1963" says enough for it, too
    for other in _dates_before(context, context.doc[tie.first].sent):
        named = other.anchor == "explicit" and len(other.value or "") > (0 if coarse else 4)
        if named and year.isdigit() and (other.value or "")[:4] not in (year, "XXXX"):
            return "its year is doubtful"
    return None


def _dates_before(context: Context, sentence: Stretch) -> Iterator[Timex]:
    """Those of the sentence and of the two before it."""
    first = sentence.start
    for _ in range(2):
        if first > 0:
            first = context.doc[first - 1].sent.start
    start, end = context.doc[first].idx, sentence.end_char
    for timex in context.timexes:
        if timex.type == "DATE" and start <= timex.span.start < end:
            yield timex
