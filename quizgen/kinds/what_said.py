"""What did X say?

"What did Staffan de Mistura warn?" · "How did Bashar Ja’afari describe the meeting?"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quizgen.drafting import Draft, Drafts, Material, draft, ending, sentence_case, telling_words
from quizgen.guidelines import is_well_written, misprint
from quizgen.kinds.said_gap import with_gap
from quizgen.kinds.whys import who_said_so
from quizgen.kinds.wording import evidence, proof, weight_of
from quizgen.lexicons import load
from quizgen.models import LeftOut, Speaker, Statement, Word, normalised
from quizgen.options import (
    FEWEST,
    HANDLE,
    head_of,
    is_for_own_country,
    is_out_of_place,
    is_person,
    is_personal,
    may_be_named_later,
    may_be_one,
    may_be_said_by,
    may_speak_for,
    says_the_same,
)
from quizgen.standing import sort_of

STATED = ("clause", "quotation")
"""Frames of whole sentences, each an answer to "What did X say?"."""
OWN_WORDS = re.compile(
    r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves|you|your|yours|let['’]s"
    r"|this|these|here|now|today|tonight|tomorrow|yesterday)\b",
    re.IGNORECASE,
)
"""Words that mean something else in another's mouth."""
LEANING = re.compile(r"(?:and|because|but|however|or|so|still|then|well|yet)\b", re.IGNORECASE)
"""Words that tie a sentence to the one before."""
NEWS = {"announce", "confirm", "reveal"}
FORESEEING = {"predict", "promise", "vow", "warn"}
"""What is asked about with these verbs can be no advice, and none of anybody's feelings."""
OUTRIGHT = {"predict", "promise", "vow"}
"""What is asked about with these is still to come."""
TO_COME = re.compile(
    r"\b(?:will|won['’]t|would|could|may|might|shall|(?:is|are) going to|(?:un)?likely|expected)\b"
    r"|['’]ll\b"
)
COUNT = re.compile(r"(?!.*\b(?:because|but|if|should|though|too|would|will)\b)[^“]*\d")
"""A number and no reason, which nobody argues: "in May 416 ships called at Eastwick"."""
JUDGED = re.compile(r"\b(?:is|was|are|were|be|been) “|^[^“]* “(?:is|was|are|were|has|have) ")
"""Where somebody's own words judge something, which is no news: "was “a disgrace”"."""
ADVISED = re.compile(
    r"\b(?:should|must|ought|needs? to|hopes?|hoped|(?:I|we|my|our)\b)", re.IGNORECASE
)
DENYING = {"deny", "dispute", "refute"}
LEAST_SAID = 3
"""Content words of an option: an empty one is no wrong answer to believe in."""
LONGEST = 190
"""Characters of an option; of a longer quotation its first sentences are taken."""
LOOSE = re.compile(
    r"^“(?:here|it|its|so|such|that|these|they|their|them|there|this|those|too)”", re.IGNORECASE
)
"""Problems of wrong answers that a quotation may have."""
DANGLING = re.compile(
    r"(?!It(?:['’]s| is| was| will be| would be| takes| took) .*\b(?:for|if|that|to|when)\b)"
    r"(?:It|Its|Them|Their|They)\b"
)
"""What begins so, and not in marks, is of nobody knows what: "It has had a lot of visitors"."""
PERSONAL = re.compile(r"\b(?:he|him|his|himself|she|hers?|herself)\b", re.IGNORECASE)
KIN = re.compile(r"\b(?:daughter|family|father|husband|kids?|mother|parents?|son|wife)\b")
"""Whose option a statement of somebody's own family can't be."""
FIGURE = re.compile(r"\d[\d,.]*\d")
SENTENCE_END = re.compile(r"(?<=[.?!])[”’]? +(?=[A-Z“‘\[])")


def what_said(material: Material) -> Drafts:
    """A question for the content of each statement."""
    for statement in material.facts.statements:
        if statement.problem:
            yield LeftOut("what_said", statement.wording, "stands_alone", statement.problem)
            continue
        if not _is_told_apart(statement):
            reason = "whom it asks about has no name, and may be any of several"
            yield LeftOut("what_said", statement.wording, "one_right_answer", reason)
            continue
        whole = list(_whole(material, statement))
        good = (
            made for made in whole if isinstance(made, Draft) and is_well_written(made, material)
        )
        best = next(good, None) or next(
            (made for made in with_gap(material, statement) if is_well_written(made, material)),
            None,
        )
        yield from whole if best is None else [best]


def _is_told_apart(statement: Statement) -> bool:
    """Whether a student can tell who is asked about.

    Those whom the article names may be among "experts", and who "a senator" is nobody knows; a
    spokesman is known by whose he is.
    """
    speaker = statement.speaker
    assert speaker is not None
    if speaker.named or speaker.type != "person":
        return True
    return speaker.number == "singular" and head_of(speaker) in load("people")["unnamed"]["mouths"]


def _whole(material: Material, statement: Statement) -> Drafts:
    """A question for all that is said."""
    if statement.frame in STATED:
        yield from _clause(material, statement)
    elif statement.frame in ("as", "complement"):
        yield from _described(material, statement)


def _clause(material: Material, statement: Statement) -> Drafts:
    speaker = statement.speaker
    assert speaker is not None
    if normalised(speaker.name).split()[-1] in normalised(statement.wording).split():
        reason = "the answer has the speaker’s name in it, as no other option may"
        yield LeftOut("what_said", statement.wording, "key_not_in_stem", reason)
        return
    if statement.lemma in DENYING:
        reason = "only what somebody is accused of can be denied, as the other options can't"
        yield LeftOut("what_said", statement.wording, "enough_options", reason)
        return
    statement = _shortened(statement)
    wrong = list(_others(material, statement))
    in_marks = _is_shown_quoted(statement, wrong)
    if len(wrong) < FEWEST or not _has_like(wrong, in_marks):
        spare = list(_others(material, statement, spare=True))
        in_marks = _is_shown_quoted(statement, [*wrong, *spare])
        wrong += spare if len(wrong) < FEWEST else [s for s in spare if in_marks]
    # Like the key first; the rest in order.
    tells = _tells_of(_option(statement, in_marks))
    wrong.sort(
        key=lambda other: (
            _needs_marks(other, in_marks) != in_marks,
            tells and not _tells_of(_option(other, in_marks)),
        )
    )
    if wrong and not _has_like(wrong, in_marks):
        yield LeftOut(
            "what_said",
            statement.wording,
            "enough_options",
            "only the answer would be a quotation"
            if in_marks
            else "only the answer would be no quotation",
        )
        return
    others = {_option(other, in_marks): other for other in wrong}
    shown = list(others)[: material.distractors]
    if tells and not any(map(_tells_of, shown)):
        reason = "only the answer has a “he” or “she” that may be the speaker"
        yield LeftOut("what_said", statement.wording, "enough_options", reason)
        return
    frames = load("frames")
    # of what others said, nothing is a promise
    alike = statement.lemma in frames["asking"] and statement.lemma not in frames["promising"]
    asked = statement.lemma if alike and _are_such(statement.lemma, shown) else "say"
    stem = f"According to the article, what did {speaker.name} {asked}?"
    yield draft(
        material,
        "what_said",
        facts=[statement.id],
        stem=stem,
        answer=_option(statement, in_marks),
        wrong=list(others),
        why={
            text: who_said_so(material, other)
            for text, other in others.items()
            if not other.problem  # whose words they are is as uncertain, then
        },
        evidence=evidence(statement),
        feedback=proof(material, statement),
        speaker=speaker,
        confidence=statement.attribution.confidence,
        weight=weight_of(statement),
        rule=statement.attribution.rule,
        names=(speaker.name,),
    )


def _tells_of(option: str) -> bool:
    """Whether an option tells of a "he" or "she" of whom the stem may speak."""
    return PERSONAL.search(re.sub(r"“[^”]*”", "", option)) is not None


def _are_such(verb: str, options: Iterable[str]) -> bool:
    """Whether each option could be what the verb says: "was “a disgrace”" is no announcement."""
    if verb == "argue":
        return not any(COUNT.match(option) for option in options)
    if verb in OUTRIGHT and not all(TO_COME.search(option) for option in options):
        return False
    if verb not in NEWS | FORESEEING:
        return True
    return not any(
        ADVISED.search(option) or (verb in NEWS and JUDGED.search(option)) for option in options
    )


def _option(statement: Statement, in_marks: bool = True) -> str:
    """A statement as an option; ``in_marks``: a quotation, even one that can do without marks."""
    if _needs_marks(statement, in_marks):
        return f"“{ending(statement.wording)}”"
    return sentence_case(ending(statement.wording))


def _needs_marks(statement: Statement, in_marks: bool) -> bool:
    return statement.frame == "quotation" and (in_marks or not _is_plain(statement))


def _is_plain(statement: Statement) -> bool:
    """Whether a quotation says the same without its marks: one sentence, of nobody's own.

    “The bridge is safe” can stand beside what others are reported to have said; “We know it” can't.
    """
    wording = ending(statement.wording)
    if LEANING.match(wording):
        return False
    return not OWN_WORDS.search(wording) and not re.search(r"[“”‘’?!;]|\.\s", wording)


def _is_shown_quoted(statement: Statement, others: Sequence[Statement]) -> bool:
    """Whether the key keeps its marks: if it must, or if another statement has some, too."""
    if statement.frame != "quotation":
        return False
    return not _is_plain(statement) or any(other.frame == "quotation" for other in others)


def _shortened(statement: Statement) -> Statement:
    """A quotation too long for an option, cut to its first sentences if they say enough."""
    wording = statement.wording
    if statement.frame != "quotation" or len(wording) <= LONGEST:
        return statement
    ends = [
        match.start()
        for match in SENTENCE_END.finditer(wording)
        if match.start() <= LONGEST and not _is_shortened(wording[: match.start()].split()[-1])
    ]
    if not ends:
        return statement
    cut = wording[: ends[-1]]
    if len(telling_words(cut) - set(load("frames")["filler"])) < LEAST_SAID:
        return statement
    return replace(statement, wording=cut)


def _is_shortened(word: str) -> bool:
    """Whether a full stop is the word's own: "Sen.", "Mr.", "J."."""
    people = load("people")
    addresses = (w for sort in ("male", "female", "any") for w in people["address"][sort])
    short = {*people["shortened"]["words"], *(f"{w.capitalize()}." for w in addresses)}
    return word in short or re.fullmatch(r"(?:[A-Z]\.)+", word) is not None


def _has_like(others: Sequence[Statement], in_marks: bool) -> bool:
    """Whether at least one of them has marks as the key has, or none as the key has none."""
    return any(_needs_marks(other, in_marks) == in_marks for other in others)


def _is_spare(other: Statement, speaker: Speaker) -> bool:
    """Whether a statement can be an option if need be, though it points at something outside.

    Nobody needs to know what “This is the real issue” is about to remember who said so. And what
    Brook says of herself is believable of another woman who is introduced as she is.
    """
    if other.own:
        same = (
            other.speaker is not None
            and other.speaker.gender == speaker.gender is not None
            and (other.speaker.role is None) == (speaker.role is None)
        )
        return same and not other.problem and not other.names and not KIN.search(other.wording)
    loose = other.frame == "quotation" and LOOSE.search(other.problem or "") is not None
    dangling = DANGLING.match(other.wording) is not None and _is_plain(other)
    return loose and not dangling and not PERSONAL.search(other.wording)


def _others(
    material: Material, statement: Statement, *, spare: bool = False
) -> Iterator[Statement]:
    """Other people's statements: said in the article, but certainly not by this speaker.

    Args:
        spare: Only such as are taken when there are too few better ones.
    """
    speaker = statement.speaker
    assert speaker is not None
    mine = [s for s in material.facts.statements if s.speaker == speaker]
    # what a survey found is no person's opinion
    last = normalised(speaker.name).split()[-1:]
    found = not {*last}.isdisjoint(load("people")["document"]["findings"])
    tells = speaker.type != "person" and (found or sort_of(speaker) == "medium")
    others = [
        other
        for other in map(_shortened, material.facts.statements)
        if other.speaker is not None
        and other.speaker.id != speaker.id
        and not (tells and other.speaker.type == "person")
        and material.standings.is_one_story(
            other.attribution.cue[0].start, statement.attribution.cue[0].start
        )
        and other.frame in STATED
        and (_is_spare(other, speaker) if spare else not other.own and not other.problem)
        and other.lemma not in DENYING  # nobody said that, or somebody else did
        and other.weight >= LEAST_SAID
        and len(other.wording) <= LONGEST
        and not misprint(_option(other))
        and speaker.name not in other.names
        and not _names(other, speaker)
        and not is_for_own_country(other, speaker)
        and not may_be_one(other.speaker, speaker)
        and not material.standings.may_be_one(other.speaker, speaker)
        and not may_speak_for(other.speaker, speaker)
        and not may_be_named_later(material, statement, other)
        and not is_out_of_place(material, other, speaker)
        and not may_be_said_by(material, other, speaker)
        and not any(says_the_same(other.wording, own.wording) for own in mine)
        # what a farmer says of his fields no minister says
        and (not is_personal(other) or material.standings.likeness(other.speaker, speaker) >= 0)
    ]
    dice = material.dice("statements", statement.id)
    chance = {other.id: dice.random() for other in others}
    # Those that look like the key first; last what tells of somebody who may be nobody like this.
    others.sort(
        key=lambda s: (
            is_personal(s) and not _are_alike(material, s.speaker, speaker),
            (s.frame != statement.frame) + (s.own != statement.own),
            abs(len(s.wording) - len(statement.wording)) / 60 + 2 * chance[s.id],
        )
    )
    kept: list[Statement] = []
    for other in others:
        if not any(says_the_same(other.wording, k.wording) or _tells_again(other, k) for k in kept):
            kept.append(other)
            yield other


def _are_alike(material: Material, one: Speaker | None, other: Speaker) -> bool:
    return one is not None and material.standings.likeness(one, other) > 0


def _tells_again(one: Statement, other: Statement) -> bool:
    """Whether somebody gives the same figures twice, once quoted and once reported."""
    figures = (set(FIGURE.findall(said.wording)) for said in (one, other))
    return one.speaker == other.speaker and bool(set.intersection(*figures))


def _names(statement: Statement, speaker: Speaker) -> bool:
    """Whether a statement has a speaker's name in it, who would hardly speak so of himself.

    Of a person the family name is enough; of a body, all of its name: what “the Hale campaign” says
    may well be of Hale, but not that somebody has more votes than Hale.
    """
    name = normalised(speaker.name.removeprefix("the ")).split()
    said = normalised(statement.wording)
    short = " ".join(name if speaker.type != "person" else name[-1:])
    given = speaker.name.split()[0]
    if speaker.type == "person" and re.search(rf"\b{re.escape(given)}\b", statement.wording):
        return True  # “Ada has changed a lot” is not Ada Brook's
    handles = " ".join(HANDLE.findall(statement.wording)).lower()  # "No @realAdaBrook, we are not"
    return f" {short} " in f" {said} " or (len(short) > 3 and short in handles)


def _described(material: Material, statement: Statement) -> Drafts:
    """As in "How did X describe the meeting?"; other quoted phrases are the wrong answers."""
    speaker = statement.speaker
    assert speaker is not None and statement.topic is not None
    key = statement.fragments[0] if len(statement.fragments) == 1 else None
    if key is None or statement.comment is None or "“" not in statement.comment:
        return
    # nobody calls a person a “culture”; but “the mother of all battles” is none
    person = is_person(key) or any(
        s.type == "person" and normalised(statement.topic).split()[-1:] == [_surname(s)]
        for s in material.facts.speakers
    )
    pool = [
        f
        for f in material.facts.fragments
        if _sort(f) == _sort(key)
        and f.text != key.text
        and (is_person(f) == person or " of " in key.text or not key.tag.startswith("NN"))
    ]
    wrong = []
    for fragment in pool:
        text = _with_article(material, fragment)
        if text not in wrong and not any(s.covers(fragment.span) for s in statement.sentences):
            wrong.append(text)
    dice = material.dice("fragments", statement.id)
    dice.shuffle(wrong)
    yield draft(
        material,
        "what_said",
        facts=[statement.id],
        stem=f"According to the article, how did {speaker.name} describe {statement.topic}?",
        answer=_with_article(material, key),
        wrong=wrong,
        evidence=evidence(statement),
        feedback=proof(material, statement),
        speaker=speaker,
        confidence=statement.attribution.confidence,
        weight=weight_of(statement),
        rule=statement.attribution.rule,
        names=(speaker.name, *statement.names),
    )


def _surname(speaker: Speaker) -> str:
    return (normalised(speaker.name).split() or [""])[-1]


def _sort(word: Word) -> str:
    if word.tag.startswith("NN"):
        return "things" if word.tag.endswith("S") else "thing"
    return word.tag[:2]


def _with_article(material: Material, fragment: Word) -> str:
    """A quoted phrase as an option: in marks, with "a" or "the" where the article has it."""
    before = material.article.text[max(0, fragment.span.start - 6) : fragment.span.start]
    if inside := re.search(r"\b(a|an|the)\s+$", before, re.IGNORECASE):
        return f"“{inside[1].lower()} {fragment.text}”"
    if outside := re.search(r"\b(a|an|the)\s+\W$", before, re.IGNORECASE):
        return f"{outside[1].lower()} “{fragment.text}”"
    return f"“{fragment.text}”"
