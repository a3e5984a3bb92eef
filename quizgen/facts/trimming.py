"""Cutting a content to as many words as stand alone: a clause, or the sentences that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.facts.passages import (
    CLOSING,
    FINITE,
    MARKS,
    OPENING,
    breaks,
    by_sentence,
    is_dash,
    is_edge,
    roots_of,
)
from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

LONGEST_QUOTATION = 220
"""Characters of a quotation shown whole; of a longer one, as many sentences as fit."""


GRANTING = {"may", "might"}
CONCEDING = {"although", "though", "whereas", "while"}

SAYING = {"VBD", "VBZ", "VBP", "VBN", "VBG"}
MEANT = {"alluding", "allusion", "reference", "referencing", "referring"}
"""Words with which a writer explains what somebody said."""
SUBJECTS = {"nsubj", "nsubjpass", "expl"}
ANSWERING = {"answer", "ask", "comment", "discuss", "reply", "respond", "speak", "talk"}
"""What somebody does in saying something: “… a gift” in answering a reporter."""
FARTHEST_THAT = 10
"""Words behind a cue within which "that" opens what is said."""
OCCASIONS = {"briefing", "interview", "rally", "speech", "statement", "tweet"}
"""What somebody says something in, or during."""
CHANNELS = {"email", "facebook", "instagram", "phone", "skype", "telephone", "text", "twitter"}
"""What somebody says something by."""
AIRED = {"broadcast", "edition", "episode", "podcast"}
"""What somebody says something on."""
APPEARING = {"air", "appear", "be", "come", "discuss", "go", "hear", "play", "run", "see", "show"}
"""What is done on such: "he would appear on Friday’s broadcast"."""
WEEKDAYS = {
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
SHORTEST_CLAUSE = 6
"""Words that a first clause must have to be asked about alone."""

ELLIPSES = ("...", "..", "…")

LEANING = {
    *("additionally", "also", "besides", "finally", "furthermore", "however", "indeed"),
    *("meanwhile", "moreover", "nevertheless", "nonetheless", "overall", "still", "yet"),
}
COUNTING = {
    *("first", "firstly", "second", "secondly", "third", "thirdly", "fourth", "last", "lastly"),
}
"""What counts the points somebody makes, before a comma."""
NUMBERED = {"one", "two", "three", "four"}
"""What counts them behind "number": “Number two the countries weren't paying”."""
LEANING_PHRASES = (
    *("as a result", "for example", "for instance", "for one", "in addition", "in fact", "in turn"),
    *("in all , though", "in other words", "of course", "on the other hand"),
    *("what 's more", "what ’s more"),
)
SUMMING = ("all in all", "in all", "in short", "in sum", "in total")
"""What sums up before a comma: "in all, 130 barges sank", but "in all towns"."""


def clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """A clause without "that", then what is left of it when clauses joined to its end go."""
    kept = list(tokens)
    kept = kept[: _new_start(kept)]
    while kept and (is_edge(kept[0]) or _joins(kept[0]) or _leans(kept)):
        kept = kept[_leaning(kept) or 1 :]
    if len(kept) > 1 and kept[0].lower_ == "that" and kept[1].pos_ not in ("VERB", "AUX"):
        if not _points(kept[0]):
            kept = kept[1:]  # where the parser took "that" for another word
    kept = _closed([*kept[:1], *(t for one, t in pairwise(kept) if not _repeats(t, one))])
    kept = _without_asides(kept[_clause_start(kept) :])
    kept = kept[: min(_concession(kept), _second(kept), _remark(kept), _side_glance(kept))]
    kept = _closed(kept[: min(_broken(kept), _dated_state(kept), _occasion(kept))])
    kept = _closed(kept[: min(_meanwhile(kept), _own_deed(kept), _comment(kept))])
    yield _before_aside(kept)
    for shorter in _shortened(kept):
        yield _before_aside(shorter)


def quotations(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Sentences between the marks, as many as fit, first from its beginning, then from later on."""
    sentences = _sentences([t for t in tokens if t.text not in MARKS])
    for start in range(len(sentences)):
        fitting: list[list[Token]] = []
        for sentence in sentences[start:]:
            longer = [*(fitting[-1] if fitting else []), *sentence]
            if fitting and len(_text(longer)) > LONGEST_QUOTATION:
                break
            fitting.append(longer)
        for kept in reversed(fitting):
            while len(kept) > 1:
                leads = _leaning(kept)
                counted = kept[0].lower_ == "number"  # “Number two it leaks”
                if leads and kept[leads : leads + 1] and (counted or kept[leads].text == ","):
                    kept = kept[leads:]  # “For instance, the bridge leaks”
                elif is_edge(kept[0]) or _joins(kept[0]) or _halts(kept):
                    kept = kept[1:]
                else:
                    break
            yield kept


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    """Sentences, of which none begins in the midst of one: “We love Sing! because it is loud”."""
    found: list[list[Token]] = []
    for sentence in by_sentence(tokens):
        first, last = sentence[0], found[-1][-1] if found else sentence[0]
        exclaims = last.text in ("!", "?") and last.i + 1 == first.i
        if exclaims and first.is_alpha and first.is_lower:
            found[-1].extend(sentence)
        else:
            found.append(sentence)
    return found


def full_stops(tokens: Sequence[Token]) -> set[int]:
    """Where a sentence ends before its cue: “We are late,” she said. “Nobody knows why.”"""
    return {
        one.i
        for one, two, between in breaks(tokens)
        if (one.text == "," or one.is_alpha)
        and any(t.is_alpha for t in between)
        and _word(two).text[0].isupper()
        and (
            (one.text == "," and two.text != "I")
            or any(t.text.endswith(".") for t in between)  # "Calif."
        )
    }


def _word(token: Token) -> Token:
    """The word that an editor's bracket opens with: “(The sea) will take it”."""
    bracket = token.text in ("(", "[") and token.i + 1 < len(token.doc)
    return token.nbor() if bracket else token


def _joins(token: Token) -> bool:
    """Whether it joins a clause to what came before: "that", "and", "but"."""
    return (token.lower_ == "that" and token.tag_ == "IN" and token.dep_ == "mark") or (
        token.lower_ in ("and", "but", "or", "so", "yet") and token.dep_ == "cc"
    )


def _halts(tokens: Sequence[Token]) -> bool:
    """Whether it only leads on to what the writer left out: “But ... the lead is solid”."""
    first, second = tokens[0], tokens[1]
    joins = first.lower_ in ("and", "but", "or", "so", "yet") and second.text in ELLIPSES
    # “So for many voters it was late”, but “So many voters were late”
    so = first.lower_ == "so" and second.pos_ in ("ADP", "DET", "PRON", "PROPN")
    return joins or so or first.text in ELLIPSES or first.text == "."  # ". . . We are late"


def _points(that: Token) -> bool:
    """Whether "that" tells which: "said that state is wrong", in an article of several states.

    A noun that the article counts ("a state", "states") doesn't stand without a word before it.
    """
    noun = that.head
    if that.tag_ != "DT" or noun.tag_ != "NN" or any(c.i > that.i for c in noun.lefts):
        return False
    return any(
        t.lemma_ == noun.lemma_
        and t.i != noun.i
        and (t.tag_ == "NNS" or any(c.lower_ in ("a", "an") for c in t.lefts))
        for t in that.doc
    )


def _leans(tokens: Sequence[Token]) -> bool:
    """Whether it only ties a sentence to the one before: "Still, the bridge is safe"."""
    first = tokens[0]
    if _leaning(tokens):
        return True
    return first.lower_ in LEANING and first.dep_ == "advmod" and bool(first.is_sent_start)


def _leaning(tokens: Sequence[Token]) -> int:
    """How many words a phrase takes up that only ties: "in other words", "Second,"."""
    words = [t.lower_ for t in tokens[:5]]
    if words[:1] and words[0] in COUNTING and words[1:2] == [","]:
        return 1
    if words[:1] == ["number"] and words[1:2] and words[1] in NUMBERED:
        return 2
    for phrase in SUMMING:
        parts = phrase.split()
        if words[: len(parts) + 1] == [*parts, ","]:
            return len(parts)
    phrases = (phrase.split() for phrase in LEANING_PHRASES)
    # "in addition to the guide, two guests were hurt" tells of more
    return next(
        (len(p) for p in phrases if words[: len(p)] == p and words[len(p) :][:1] != ["to"]), 0
    )


def _new_start(tokens: Sequence[Token]) -> int:
    """Where a second sentence begins behind the cue: "It closed, he said; his men had left"."""
    for _, two, between in breaks(tokens):
        if any(t.text in (";", ".") for t in between):
            return tokens.index(two)
    return len(tokens)


def _repeats(token: Token, before: Token) -> bool:
    """The second "that" of "said that the wall leaked and that nobody knew": the first is gone."""
    return token.lower_ == "that" and token.dep_ == "mark" and before.dep_ == "cc"


def _clause_start(tokens: Sequence[Token]) -> int:
    """Where the clause begins in "said [in 2001] that he had doubts": behind "that"."""
    for place, token in enumerate(tokens[:FARTHEST_THAT]):
        if token.lower_ == "that" and token.dep_ == "mark":
            clause = token.head
            before = tokens[:place]
            outside = place and not any(clause.is_ancestor(t) for t in before)
            # "warned that officers he has met “say that …”", "the idea that …": that hangs on these
            hangs = clause.head.i in {t.i for t in before} and not _is_own_thought(before)
            return place + 1 if outside and not hangs else 0
    return 0


def _is_own_thought(tokens: Sequence[Token]) -> bool:
    """As in "said he knew that the wall leaked": he says so himself, and no more needs saying."""
    words = [t for t in tokens if not t.is_punct]
    return (
        len(words) == 2
        and words[0].lower_ in ("he", "she")
        and words[1].lemma_ in ("believe", "know", "think")
    )


def _second(tokens: Sequence[Token]) -> int:
    """Where a second clause begins, which may be the writer's: "…, and the next day he left"."""
    inside = {t.i for t in tokens}
    for place, word in enumerate(tokens):
        # "has promised to mend it but few believe that": joined to "promised"
        joins = word.dep_ == "cc" and word.head.i < tokens[0].i and word.head.tag_ in SAYING
        if place > 2 and joins and tokens[0].tag_ == "TO":
            clause = next((c for c in word.head.rights if c.dep_ == "conj" and c.i in inside), None)
            if clause is not None and any(c.dep_ in SUBJECTS for c in clause.children):
                return place
    for place, word in _behind_commas(tokens):
        if place < SHORTEST_CLAUSE or word.lower_ not in ("and", "but"):
            continue
        if word.lower_ == "but" and any(c.lower_ in GRANTING for c in word.head.lefts):
            continue  # "the bridge may leak, but it is safe": only the two together are meant
        if word.dep_ == "cc" and word.head.i < tokens[0].i and word.head.tag_ in SAYING:
            return place  # joined to "said"
        # The parser may hang the second clause anywhere, but it finds its subject.
        behind = [t for t in tokens[place:] if t.dep_ in SUBJECTS and t.tag_ not in ("WDT", "WP")]
        if word.dep_ == "cc" and any(t.head.i > t.i and t.head.tag_ in FINITE for t in behind):
            return place
    return len(tokens)


def _concession(tokens: Sequence[Token]) -> int:
    """Where the writer may be speaking again: "argued that it was late, though in the end …".

    Whose concession it is can't be told; what stands before is said either way.
    """
    for place, word in _behind_commas(tokens):
        # "a crucial, although brief, opportunity" has no clause in it
        opens = word.dep_ == "mark" and word.head.pos_ in ("VERB", "AUX")
        opens &= word.head.i > word.i
        if place > 3 and word.lower_ in CONCEDING and opens:
            return place
    return len(tokens)


def _remark(tokens: Sequence[Token]) -> int:
    """Where the writer says what is meant: "… used them, an apparent reference to the toll"."""
    # “The courts seem political,” in reference to the judges
    within = [
        p
        for p, t in enumerate(tokens)
        if p > 1 and tokens[p - 2].text == "," and tokens[p - 1].text in CLOSING
    ]
    for place in sorted([*within, *(place for place, _ in _behind_commas(tokens))]):
        if place >= SHORTEST_CLAUSE and any(t.lower_ in MEANT for t in tokens[place : place + 4]):
            return place
    return len(tokens)


def _comment(tokens: Sequence[Token]) -> int:
    """Where a saying is named and told of: "… is safe, a claim that few believe", "…, a bold move".

    The writer says so, more often than not; and what stands before is said either way.
    """
    named = {*load("frames")["uttered"], *load("frames")["nouns"], *load("frames")["stance"]}
    for place, word in _behind_commas(tokens):
        noun = word.head
        if place < SHORTEST_CLAUSE or word.lower_ not in ("a", "an") or word.dep_ != "det":
            continue
        if noun.lemma_.lower() not in named or noun.dep_ not in ("appos", "npadvmod", "dobj"):
            continue
        last = max((t for t in tokens if t == noun or noun.is_ancestor(t)), key=lambda t: t.i)
        if all(t.i <= last.i or t.is_punct for t in tokens[place:]):
            return place
    return len(tokens)


def _side_glance(tokens: Sequence[Token]) -> int:
    """Where the writer looks on behind a quotation: "… “a gift” to all, using her pet word"."""
    marks = [place for place, t in enumerate(tokens) if t.text in MARKS]
    for place, word in _behind_commas(tokens):
        if marks and marks[-1] < place and place >= SHORTEST_CLAUSE:
            if word.tag_ == "VBG" and word.dep_ in ("advcl", "acl"):
                return place
            after = tokens[place + 1 : place + 2]  # "…, before changing his mind"
            if word.lower_ in ("after", "before", "without") and after and after[0].tag_ == "VBG":
                return place
    if marks and SHORTEST_CLAUSE <= marks[-1] + 1 < len(tokens) - 1:
        # “… a gift” in answering a question
        behind, doing = tokens[marks[-1] + 1 : marks[-1] + 3]
        if behind.lower_ in ("in", "while", "when") and doing.lemma_.lower() in ANSWERING:
            return marks[-1] + 1
    return len(tokens)


def _broken(tokens: Sequence[Token]) -> int:
    """Where a clause about a noun begins that isn't all there: "…, which appeared | to be late"."""
    inside = {t.i for t in tokens}
    for token in tokens[-1:]:
        cut = any(c.i > token.i and c.dep_ in ("xcomp", "ccomp", "acomp") for c in token.children)
        if token.dep_ == "relcl" and cut:
            start = min(t.i for t in token.subtree if t.i in inside)
            return next(place for place, t in enumerate(tokens) if t.i == start)
    last = tokens[-1] if tokens else None
    if last is not None and any(c.dep_ == "relcl" and c.i > last.i for c in last.children):
        # "a zone for all, an approach | that others took": a noun that isn't told any more
        for place, word in _behind_commas(tokens):
            if word.lower_ in ("a", "an") and word.head == last and place >= SHORTEST_CLAUSE:
                return place
    return len(tokens)


def _dated_state(tokens: Sequence[Token]) -> int:
    """Where it is told when it was said, not when it is so: "was the founder | on Monday"."""
    for place, token in enumerate(tokens[:-1]):
        day = tokens[place + 1]
        if place < SHORTEST_CLAUSE or token.lower_ != "on" or day.lower_ not in WEEKDAYS:
            continue
        before = [t for t in tokens[:place] if t.tag_ in FINITE]
        if len(before) == 1 and before[0].lemma_ == "be":
            if any(c.dep_ == "attr" for c in before[0].children):
                return place
    return len(tokens)


def _occasion(tokens: Sequence[Token]) -> int:
    """Where it is told on what occasion it was said: "decried the ban | during a speech in Eda"."""
    for place, token in enumerate(tokens):
        if token.lower_ == "via" and place > 3 and place + 1 < len(tokens):
            if tokens[place + 1].lower_ in CHANNELS:
                return place  # "he was aboard | via Facebook"
        if place < SHORTEST_CLAUSE or token.lower_ not in ("during", "in", "on"):
            continue
        noun = next((c for c in token.children if c.dep_ == "pobj"), None)
        if noun is None or not any(noun.lefts):
            continue
        if noun.lower_ not in (AIRED if token.lower_ == "on" else OCCASIONS):
            continue
        if token.lower_ == "on" and token.head.lemma_ in APPEARING:
            continue
        end = max(t.i for t in token.subtree)
        if all(t.i <= end or t.is_punct for t in tokens[place:]):
            return place
    return len(tokens)


def _meanwhile(tokens: Sequence[Token]) -> int:
    """Where it is told what the speaker did meanwhile: "would help | as she met her colleague".

    What will be, or is, can't be so while somebody did something.
    """
    verb = next((t for t in roots_of(tokens) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.lefts):
        return len(tokens)
    if verb.tag_ not in FINITE and not any(c.tag_ in FINITE for c in verb.lefts):
        return len(tokens)
    for place, (one, two) in enumerate(pairwise(tokens)):
        if place < SHORTEST_CLAUSE - 2 or one.lower_ not in ("as", "when", "while"):
            continue
        if two.lower_ in ("he", "she") and two.dep_ in SUBJECTS and two.head.tag_ == "VBD":
            return place
    return len(tokens)


def _own_deed(tokens: Sequence[Token]) -> int:
    """Where it is told what the speaker said besides: "had had her word | and called for peace"."""
    verb = next((t for t in roots_of(tokens) if t.pos_ in ("VERB", "AUX")), None)
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None) if verb else None
    if verb is None or subject is None or subject.lower_ not in ("he", "she", "it", "they"):
        return len(tokens)
    helped = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE]
    if verb.tag_ == "VBD" or not helped:
        return len(tokens)  # "said she met him and asked for peace": the one as the other
    told = {*load("frames")["clause"], *load("frames")["object"]}
    for place, (one, two) in enumerate(pairwise(tokens)):
        # the parser may take it for a second verb of any clause before: "would be safe and called"
        joins = one.dep_ == "cc" and two.dep_ == "conj" and two.head.tag_ != "VBD"
        if place >= SHORTEST_CLAUSE - 2 and joins and two.tag_ == "VBD":
            behind = tokens[place + 2 : place + 3]
            phrase = " ".join([two.lemma_.lower(), *(t.lower_ for t in behind)])
            if phrase in told or two.lemma_.lower() in told:
                return place
    return len(tokens)


def _behind_commas(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """The words behind commas outside quotation marks, with their places."""
    opened = False
    for place, (one, two) in enumerate(pairwise(tokens), 1):
        if one.text in MARKS:
            opened = not opened if one.text == '"' else one.text in OPENING
        if not opened and one.text == ",":
            yield place, two


def _closed(tokens: list[Token]) -> list[Token]:
    """Without what leads on to something cut off, or back: ", but rather", "as a result"."""
    while tokens and (
        is_edge(tokens[-1]) or tokens[-1].dep_ == "cc" or tokens[-1].lower_ in ("rather", "also")
    ):
        tokens = tokens[:-1]
    ending = [t.lower_ for t in tokens[-3:]]
    adds = ending == ["as", "a", "result"] or (ending[:1] == ["in"] and ending[2:] == ["view"])
    if len(tokens) > SHORTEST_CLAUSE and adds:
        return _closed(tokens[:-3])
    if tied := _tied(tokens):
        return _closed(tokens[:-tied])
    return tokens


def _tied(tokens: Sequence[Token]) -> int:
    """How many words behind a comma only tie it to what goes before or on: "; in addition"."""
    words = [t.lower_ for t in tokens[-4:]]
    for phrase in (*LEANING_PHRASES, *LEANING):
        parts = phrase.split()
        apart = tokens[-len(parts) - 1 :][:1]
        if words[-len(parts) :] == parts and len(tokens) > SHORTEST_CLAUSE + len(parts):
            if apart and apart[0].text in (",", ";"):
                return len(parts)
    return 0


def _before_aside(tokens: list[Token]) -> list[Token]:
    """Cut at a dash that opens an aside and is not closed by another."""
    dashes = [i for i, t in enumerate(tokens) if is_dash(t)]
    if len(dashes) % 2 == 0:
        return tokens
    return tokens[: dashes[-1]]


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
            that = _of_list(token.head)
            cuts.append(that or min(t.i for t in token.subtree if t.i in inside))
    for cut in sorted(set(cuts), reverse=True):
        part = _closed([t for t in tokens if t.i < cut])
        if len(part) > 3:
            yield part


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Without what two dashes set off outside quotation marks: the writer's as easily."""
    dashes = [i for i, t in enumerate(tokens) if is_dash(t)]
    if len(dashes) != 2:
        return tokens
    first, last = dashes
    aside = tokens[first : last + 1]
    whole = aside[-1].i - aside[0].i + 1 == len(aside) and first > 1 and last + 1 < len(tokens)
    if not whole or any(t.text in MARKS for t in tokens[: last + 1]):
        return tokens
    return [*tokens[:first], *tokens[last + 1 :]]


def _of_list(clause: Token) -> int | None:
    """Where a clause of a list begins whose "and" comes later: "that A[, that B and that C]".

    Cut behind it, the list would lack its "and".
    """
    return next(
        (
            c.i
            for c in clause.children
            if c.dep_ == "mark" and c.lower_ == "that" and c.i and c.nbor(-1).text == ","
        ),
        None,
    )


def _text(tokens: Sequence[Token]) -> str:
    return "".join(t.text_with_ws for t in tokens)
