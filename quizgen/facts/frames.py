"""How a content goes on after its cue, and with which verb: "Who warned that …?", "Who called …?".

``frame_of`` tells it from cue and content alone, whatever found them. Which words a cue may be is a
matter of ``lexicons/frames.toml``; whatever stands in none of its tables, and no whole sentence in
quotation marks, makes no statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.facts import dialogue, turns
from quizgen.facts.passages import (
    CLOSING,
    FINITE,
    MARKS,
    OPENING,
    by_sentence,
    holds,
    is_edge,
    roots_of,
    tokens_of,
)
from quizgen.lexicons import load
from quizgen.models import Attribution, Frame

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"}
ASKING_WORDS = {"whether", "if", "why", "how", "what", "who", "which", "where", "when"}
UNMARKED = (dialogue.RULE, turns.RULE)
SHORTEST_SENTENCE = 5
"""Words from which quoted words can be a sentence that the parser couldn’t make out."""
LONGEST_ADDRESSEE = 6
LONGEST_TOPIC = 14


@dataclass(frozen=True, slots=True)
class Framed:
    """An attribution as a question takes it up."""

    frame: Frame
    verb: str  # in the simple past, with its preposition: "warned", "called for"
    lemma: str
    content: tuple[Token, ...]  # what follows the verb
    addressee: tuple[Token, ...] = ()  # whom the verb needs before it: "urged [the council] to"
    topic: tuple[Token, ...] = ()  # with `as` and `complement`: what is described
    comment: tuple[Token, ...] = ()  # … and how


@dataclass(frozen=True, slots=True)
class _Cue:
    """The reporting word of a cue."""

    verb: Token | None  # None: a noun, "according to", a bare colon
    lemma: str  # of the verb, or of the verb that says the same as the noun

    def among(self, table: str, *more: str) -> bool:
        return self.lemma in _table(table) or any(
            f"{self.lemma} {m}" in _table(table) for m in more
        )


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(load("frames")[name])


@cache
def _verbs() -> frozenset[str]:
    """Every verb that some table has, without its preposition."""
    tables = ("clause", "question", "manner", "infinitive", "appeal", "as", "complement")
    every = [word for name in (*tables, "object", "charge") for word in _table(name)]
    every += load("cues")["passive"]
    return frozenset(word.split()[0] for word in every)


def frame_of(doc: Doc, attribution: Attribution) -> Framed | None:
    """How the content goes on after the cue; None where no statement can be made of it."""
    return next(framings(doc, attribution), None)


def framings(doc: Doc, attribution: Attribution) -> Iterator[Framed]:
    """The ways in which a content can be taken up, the best first."""
    words = tokens_of(doc, attribution.cue)
    content = _stripped(tokens_of(doc, attribution.content))
    if not words or not content:
        return
    cue = _reporting(words)
    if spoken := quoted_sentences(content, attribution.rule in UNMARKED):
        yield Framed("quotation", "said", "say", tuple(spoken))
        return
    if cue is None:
        return
    if _is_of_others(content, cue.verb):
        return
    first, *more = by_sentence(content)
    if attribution.kind == "direct" and first[0].text in OPENING and _is_capital(first):
        return  # a quotation whose first sentence the parser couldn't make out
    framed = (
        _question(cue, first, words)
        or _clause(cue, first, words)
        or _halves(cue, first, words)
        or _infinitive(cue, first, words)
        or _object(cue, first, words)
    )
    if framed is not None:
        yield framed
    # "She said it was late. “Nobody in town knows why.”"
    rest = _stripped([t for sentence in more for t in sentence])
    if rest and (spoken := quoted_sentences(rest)):
        yield Framed("quotation", "said", "say", tuple(spoken))


# ------------------------------------------------------------------------------------------- cues


def _reporting(words: Sequence[Token]) -> _Cue | None:
    """The word of a cue that reports, or None where there is none we know."""
    verbs = [t for t in words if t.pos_ in ("VERB", "AUX") and t.lemma_.lower() in _verbs()]
    if verbs:
        return _Cue(verbs[-1], verbs[-1].lemma_.lower())
    nouns = load("frames")["nouns"]
    known = [nouns[t.lemma_.lower()] for t in words if t.lemma_.lower() in nouns]
    if known:
        return _Cue(None, known[-1])
    if words[0].lower_ in ("according", "per", ":") or words[-1].text == ":":
        return _Cue(None, "say")
    return None


def _is_of_others(content: Sequence[Token], verb: Token | None) -> bool:
    """Whether what is said hangs on a noun under the cue: "responded to reports that it leaks"."""
    roots = roots_of(content)
    noun = roots[0].head if roots else None
    if roots and verb is not None and roots[0].dep_ == "pobj" and noun is not None:
        # "dismissed criticism of | the bridge": it isn't the bridge that was dismissed
        above = noun.head
        if above.pos_ == "NOUN" and above.head == verb and verb.i < above.i < roots[0].i:
            return not holds(content, above) and not holds(content, noun)
    return (
        verb is not None
        and noun is not None
        and noun.pos_ == "NOUN"
        and roots[0].dep_ in ("acl", "ccomp", "relcl")
        and not holds(content, noun)
        and noun.dep_ == "pobj"
        and noun.head.head == verb
        and not any(c.tag_ == "PRP$" or c.dep_ == "poss" for c in noun.children)
    )


def _past(cue: _Cue) -> tuple[str, str]:
    """Verb and lemma for the question: "warned"; "said" for what only fits behind a statement."""
    if cue.lemma in _table("sequel"):
        return "said", "say"
    if cue.verb is None:
        return inflected(cue.lemma), cue.lemma
    return simple_past(cue.verb), cue.lemma


def simple_past(verb: Token) -> str:
    """A verb's simple past: "warned". The article's own form where that is it already."""
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.lower_.endswith("ed")):
        return str(verb.lower_)
    return inflected(verb.lemma_.lower())


def inflected(lemma: str) -> str:
    """The simple past of a verb in its basic form."""
    from lemminflect import getInflection  # loads its tables: a good part of a cold start

    forms = getInflection(lemma, tag="VBD")
    return str(forms[0]) if forms else lemma


# --------------------------------------------------------------------------------------- contents


def _stripped(tokens: list[Token]) -> list[Token]:
    """Without punctuation at the front and commas at the end; quotation marks stay."""
    while tokens and (is_edge(tokens[0]) or tokens[0].text in (".", "?", "!")):
        tokens = tokens[1:]
    while tokens and is_edge(tokens[-1]):
        tokens = tokens[:-1]
    return tokens if any(t.is_alpha for t in tokens) else []


def quoted_sentences(tokens: Sequence[Token], unmarked: bool = False) -> list[Token]:
    """The words up to the first outside quotation marks, if they begin with a whole sentence.

    Unmarked are those of a transcript: all are somebody's.
    """
    if tokens[0].text not in OPENING and not unmarked:
        return []
    opened = False
    found: list[Token] = []
    for token in tokens:
        if found and (_begins_late(found[-1], token) or _goes_on(found[-1], token)):
            break
        if token.text in MARKS:
            opened = not opened if token.text == '"' else token.text in OPENING
        elif not (opened or unmarked or token.is_punct):
            # “We have to hurry,” about the bridge: the comma ends the quotation
            if not _ended(found) and found[-2:][0].text != ",":
                return []
            break
        found.append(token)
    words = [t for t in found if t.text not in MARKS]
    return found if has_clause(words) or _looks_whole(words) else []


def _looks_whole(words: Sequence[Token]) -> bool:
    """Whether quoted words are set as a sentence, whatever the parser makes of them.

    It takes the second word of “Our country's a mess, and we can't let them come” for a genitive.
    """
    told = [t for t in words if t.is_alpha]
    if (
        len(told) < SHORTEST_SENTENCE
        or not told[0].text[0].isupper()
        or words[-1].text not in ".,?!…"
    ):
        return False
    verbs = [t for t in words if t.tag_ in FINITE]
    return any(
        c.dep_ in SUBJECTS and c.tag_ not in ("WDT", "WP") and c.i < verb.i
        for verb in verbs
        for c in (*verb.children, *(verb.head.children if verb.dep_ == "aux" else ()))
    )


def _begins_late(before: Token, token: Token) -> bool:
    """Whether a quotation's next part stands in the midst of another sentence.

    “That is a crime,” she said. But that is not the same as “a crime to be punished”.
    """
    start = token.sent.start
    if token.i == before.i + 1 or start <= before.i:
        return False
    return any(t.is_alpha for t in token.doc[start : token.i])


def _goes_on(before: Token, token: Token) -> bool:
    """Whether what stands between two parts of a quotation says more than who speaks.

    “People are angry,” said Brook, who thinks the council should “work with the town”.
    """
    if token.sent.start > before.i or token.i - before.i <= 2:
        return False
    between = token.doc[before.i + 1 : token.i]
    after = next((t for t in token.doc[token.i : token.i + 2] if t.is_alpha), None)
    verbs = sum(t.tag_ in FINITE for t in between)
    return verbs > 1 and after is not None and after.is_lower


def _is_capital(tokens: Sequence[Token]) -> bool:
    return next((t.text[0].isupper() for t in tokens if t.is_alpha), False)


def reports_another(framed: Framed, body: bool, *, named: bool = False) -> bool:
    """Whether it tells what somebody else said: Brook called it “a gift”, wrote the BBC.

    Args:
        framed: The words of the article.
        body: Whether a newspaper or another body tells it, whose "he" is always somebody else.
        named: Whether only somebody with a name counts, and not "half of the voters said".
    """
    if framed.frame == "quotation":
        return False
    return any(
        t.lemma_.lower() in _verbs()
        and any(f.tag_ in FINITE for f in (t, *t.children))
        and any(
            c.dep_ in SUBJECTS and (c.pos_ == "PROPN" if named else body or c.pos_ != "PRON")
            for c in t.children
        )
        for t in framed.content
        if t.pos_ == "VERB"
    )


def _ended(tokens: Sequence[Token]) -> bool:
    rest = [t for t in tokens if t.text not in MARKS]
    return bool(rest) and rest[-1].text in (".", "?", "!", "…")


def has_clause(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb with its subject holds the words together."""
    roots = [t for t in roots_of(tokens) if t.pos_ in ("NOUN", "PROPN", "PRON", "VERB", "AUX")]
    while len(roots) > 1 and roots[0].dep_ == "advcl" and roots[0].tag_ == "VB":
        roots = roots[1:]  # "to keep the bridge open the tax must rise"
    if not roots or not _is_finite(roots[0], tokens):
        return False
    subject = min(c.i for c in roots[0].children if c.dep_ in SUBJECTS)
    # "lamented the tasks his job entails": no clause, but a thing with a clause about it
    return not any(
        c.dep_ == "dobj" and c.i < subject and c.tag_ not in ("WP", "WDT")
        for c in roots[0].children
    )


def _is_finite(verb: Token, tokens: Sequence[Token]) -> bool:
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    inside = [c for c in verb.children if holds(tokens, c)]
    if verb.tag_ == "VBG" and not any(c.lemma_ == "be" for c in inside):
        return False  # "the problems he had answering": no "had answering"
    finite = verb.tag_ in FINITE or any(c.tag_ in FINITE for c in inside)
    # "that their attacks come from fear", which the tagger takes for an infinitive
    # or "that the talks involved three banks" for a participle
    plain = verb.tag_ == "VB" or (verb.tag_ == "VBN" and verb.lower_.endswith("ed"))
    finite |= plain and not any(c.dep_ in ("aux", "auxpass") for c in inside)
    return finite and any(c.dep_ in SUBJECTS for c in inside)


def _question(cue: _Cue, tokens: list[Token], words: Sequence[Token]) -> Framed | None:
    """As in "asked whether the bridge was safe", "explained why it was closed"."""
    first = next((t for t in tokens if t.text not in MARKS), tokens[0])
    if first.lower_ not in ASKING_WORDS:
        return None
    if first.lower_ == "what" and cue.verb is not None and tokens[-1].i < cue.verb.i:
        return None  # "What counts are lorries, explained Brook"
    table = "question" if first.lower_ in ("whether", "if") else None
    if not cue.among("question") and (table or not cue.among("manner")):
        return None
    if not any(t.tag_ in FINITE for t in tokens) or tokens[-1].text == "?":
        return None
    verb, lemma = _past(cue)
    return Framed("question", verb, lemma, tuple(tokens), _addressee(words, tokens))


def _clause(cue: _Cue, tokens: list[Token], words: Sequence[Token]) -> Framed | None:
    """As in "warned that the bridge could fall"."""
    if not cue.among("clause"):
        return None
    rest = [t for t in tokens if t.text not in MARKS]
    if not rest or not has_clause(rest) or _reports(tokens):
        return None
    if cue.verb is not None and words[-1].i > cue.verb.i and words[-1].tag_ == "IN":
        return None  # "pointed to the nine times that the bridge had closed"
    if rest[0].lower_ in ASKING_WORDS and not rest[0].is_title:
        # "said what he wanted"; but "said if the dam breaks, the town floods"
        root = next(t for t in roots_of(rest) if _is_finite(t, rest))  # has_clause says so
        if rest[0].lower_ not in ("if", "when", "where") or holds(list(root.lefts), rest[0]):
            return None
    verb, lemma = _past(cue)
    return Framed("clause", verb, lemma, tuple(tokens))


def _reports(tokens: Sequence[Token]) -> bool:
    """Whether it is a quotation with a cue of its own: “We are late,” Brook said."""
    if tokens[0].text not in OPENING:
        return False
    closed = next((p for p, t in enumerate(tokens) if p and t.text in CLOSING), len(tokens))
    behind = tokens[closed:]
    return any(t.lemma_.lower() in _table("clause") and t.tag_ in FINITE for t in behind[:12])


def _halves(cue: _Cue, tokens: list[Token], words: Sequence[Token]) -> Framed | None:
    """As in "described the plan as “a gift”" and "called the meeting “positive”"."""
    verb, lemma = _past(cue)
    if tokens[0].tag_ in ("WP", "WDT", "IN"):
        return None  # "what she called “a gift”"
    if cue.among("as"):
        middle = _as_at(cue, tokens)
        if middle is not None:
            topic, comment = tokens[:middle], tokens[middle + 1 :]
            if topic and comment and len(topic) <= LONGEST_TOPIC:
                return Framed("as", verb, lemma, tuple(tokens), (), tuple(topic), tuple(comment))
    if cue.among("complement") and words[-1].pos_ != "ADP":
        middle = _comment_at(cue, tokens)
        if middle is not None and 0 < middle <= LONGEST_TOPIC:
            topic, comment = _stripped(tokens[:middle]), _up_to_comma(tokens[middle:])
            said = next((t for t in comment if t.text not in MARKS), comment[0])
            if not topic or said.pos_ in ("ADP", "PART", "SCONJ") or topic[0].pos_ == "ADP":
                return None  # "calls for reform, “to help the poor”"
            return Framed(
                "complement", verb, lemma, tuple(tokens), (), tuple(topic), tuple(comment)
            )
    return None


def _as_at(cue: _Cue, tokens: Sequence[Token]) -> int | None:
    """Where "as" leads from what is described to how."""
    places = []
    for place, token in enumerate(tokens):
        if token.lower_ != "as" or not 0 < place < len(tokens) - 1 or token.tag_ == "RB":
            continue
        if tokens[place - 1].lower_ in ("such", "well", "far", "long") or (
            tokens[place + 1].lower_ in ("well", "of", "to")
        ):
            continue
        if cue.verb is not None and token.head == cue.verb:
            return place
        places.append(place)
    return places[0] if len(places) == 1 else None


def _comment_at(cue: _Cue, tokens: Sequence[Token]) -> int | None:
    """Where what somebody is called begins: at its quotation marks, or where the parse says."""
    marks = [place for place, t in enumerate(tokens) if t.text in OPENING]
    if marks:
        place = marks[0]
        while place and tokens[place - 1].lower_ in ("a", "an", "the", "“"):
            place -= 1
        # "called the “red line” a mistake"; "called for a “pause”"
        if place and has_noun(tokens[:place]) and not tokens[place - 1].pos_ == "ADP":
            if _only_behind(tokens, place):
                return place
        return None
    thing = next((t for t in tokens if t.dep_ in ("dobj", "nsubj") and _under(t, cue.verb)), None)
    if thing is None:
        return None
    below = {t.i for t in thing.subtree}
    behind = [p for p, t in enumerate(tokens) if t.i not in below and t.i > thing.i]
    rest = [tokens[p] for p in behind]
    if not rest or any(t.tag_ in FINITE for t in roots_of(rest)) or rest[0].pos_ == "ADP":
        return None
    if roots_of(rest)[0].dep_ not in ("oprd", "acomp", "attr", "ccomp", "xcomp", "dobj", "appos"):
        return None
    return behind[0]


def _up_to_comma(comment: list[Token]) -> list[Token]:
    """Without what the writer adds: "called it “a gift”[, in response to Vance]"."""
    for place, (one, two) in enumerate(pairwise(comment), 1):
        if one.text in CLOSING and two.text == ",":
            return comment[:place]
    return comment


def _under(token: Token, verb: Token | None) -> bool:
    return verb is not None and verb in (token.head, token.head.head)


def _only_behind(tokens: Sequence[Token], place: int) -> bool:
    """Whether what stands behind a place is quoted to its end, or nearly so."""
    marks = [p for p, t in enumerate(tokens) if t.text in CLOSING and p > place + 1]
    return bool(marks) and tokens[-1].i - tokens[marks[-1]].i <= LONGEST_ADDRESSEE


def has_noun(tokens: Sequence[Token]) -> bool:
    return any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in tokens)


def _infinitive(cue: _Cue, tokens: list[Token], words: Sequence[Token]) -> Framed | None:
    """As in "promised to rebuild it", "urged the council to rebuild it", "called on it to act"."""
    to = next((p for p, t in enumerate(tokens) if t.lower_ == "to" and t.tag_ == "TO"), None)
    if to is None:
        return None
    if to and tokens[to - 1].lower_ == "order":
        return None  # "reminded viewers in order to show"
    start = to - 1 if to and tokens[to - 1].lower_ == "not" else to
    if start and tokens[start - 1].text in OPENING:
        start -= 1  # "urged the council “to act”"
    verb, lemma = _past(cue)
    if start == 0 and cue.among("infinitive"):
        between = _addressee(words, tokens)
        return None if between else Framed("infinitive", verb, lemma, tuple(tokens))
    if not cue.among("appeal", "on"):
        return None
    if any(t.text == "on" and t.head == cue.verb for t in (*words, *tokens[:1])):
        verb += " on"
    elif any(t.text == "for" and t.head == cue.verb for t in words):
        verb += " for"  # "asked for a billion to rebuild it"
    elif not cue.among("appeal"):
        return None
    whom = tokens[:start] if start else list(_addressee(words, tokens))
    if start and not has_noun(whom):
        return None  # "told being used to mend"
    if whom and whom[0].lower_ == "on":
        whom = whom[1:]
    if not whom or len(whom) > LONGEST_ADDRESSEE or any(t.tag_ in FINITE for t in whom):
        return None
    return Framed("infinitive", verb, lemma, tuple(tokens[start:]), tuple(whom))


def _addressee(words: Sequence[Token], tokens: Sequence[Token]) -> tuple[Token, ...]:
    """What stands between cue and content: "asked [the mayor] whether"."""
    last = max((t for t in words if t.i < tokens[0].i), default=None, key=lambda t: t.i)
    if last is None or last.sent != tokens[0].sent:
        return ()
    between = [t for t in last.doc[last.i + 1 : tokens[0].i] if not t.is_space]
    if between and between[-1].lower_ == "that":
        between.pop()  # "told the board that whatever it meant …": no part of the content
    if any(t.is_punct for t in between) or len(between) > LONGEST_ADDRESSEE:
        return ()
    return tuple(between) if has_noun(between) else ()


def _object(cue: _Cue, tokens: list[Token], words: Sequence[Token]) -> Framed | None:
    """As in "rejected the plan", "called for a ban", "accused the council of wasting money"."""
    if cue.verb is None:
        return None
    start = tokens[0]
    if start.text in MARKS and len(tokens) > 1:
        start = tokens[1]
    if start.lower_ == "that" and start.tag_ == "IN":
        return None  # a clause in which no verb was found: "proposed that a ban be put in place"
    joint = [t for t in words if t.i > cue.verb.i and t.pos_ in ("ADP", "PART", "ADV")]
    if start.pos_ == "ADP" and start.head == cue.verb:
        joint.append(start)
        tokens = tokens[1:]
    if not tokens or any(t.i > cue.verb.i and t.pos_ == "NOUN" for t in words):
        return None  # "issued a call for", "asked questions about"
    phrase = " ".join([cue.lemma, *(t.lower_ for t in joint)])
    roots = [t for t in roots_of(tokens) if not t.is_punct]
    if not roots or not _is_thing(roots[0], tokens):
        return None
    # "denied the reports, and no bid was made": the second half is none of the denial
    second = next((t for t in roots if t.pos_ in ("VERB", "AUX") and t.dep_ == "conj"), None)
    if second is not None and second != roots[0]:
        joint_at = [t.i for t in tokens if t.dep_ == "cc" and roots[0].i < t.i < second.i]
        if not joint_at:
            return None
        tokens = _stripped([t for t in tokens if t.i < joint_at[-1]])
    verb, lemma = _past(cue)
    if not tokens or cue.verb.i > tokens[0].i:
        return None
    if phrase == cue.lemma and cue.among("charge"):
        over = [t for t in tokens if t.lower_ in _table("charged") and t.i > roots[0].i]
        if any(t.head in (cue.verb, roots[0]) for t in over) and has_noun(tokens):
            return Framed("charge", verb, lemma, tuple(tokens))
    if phrase not in _table("object"):
        return None
    verb = " ".join([verb, *(t.lower_ for t in joint)])
    return Framed("object", verb, lemma, tuple(tokens))


def _is_thing(root: Token, tokens: Sequence[Token]) -> bool:
    """Whether words are a noun phrase, or an "-ing" form in its place."""
    if root.pos_ in ("NOUN", "PROPN", "NUM"):
        return True
    return root.tag_ == "VBG" and not any(
        c.dep_ in SUBJECTS and holds(tokens, c) for c in root.children
    )
