"""Who said it?

"Who warned that the only alternative to the negotiations is a return to war?"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizgen.drafting import Draft, Drafts, Material, draft, ending
from quizgen.kinds.wording import accepted_names, evidence, options_for, proof, weight_of
from quizgen.lexicons import load
from quizgen.models import LeftOut, Speaker, Statement, Word, normalised
from quizgen.options import (
    FEWEST,
    other_speakers,
    others_unnamed,
    said_by_others,
    tells_who_speaks,
)

BOTH = {
    **dict.fromkeys(("he", "she"), "he or she"),
    **dict.fromkeys(("him", "her"), "him or her"),
    "his": "his or her",
    **dict.fromkeys(("himself", "herself"), "himself or herself"),
}
OTHERS = {
    "male": {"she", "her", "herself"},
    "female": {"he", "him", "his", "himself"},
}
"""Pronouns that can't mean a speaker of this gender."""
GENDERED = re.compile(rf"\b(?:{'|'.join(BOTH)})\b")
DESCRIBED = re.compile(
    r"\bthe (?:[\w-]+ )?(?:billionaire|businessman|chairman|congressman|front-?runner|governor"
    r"|mayor|mogul|nominee|secretary of state|senator|vice president)\b(?! [A-Z])"
)
"""Somebody told by what he or she is, who may stand among the options by name."""
OFFICE = re.compile(r"\b(?:his|her)\b[^,]*\bas (?:an? |the )?([\w-]+)")
"""As in "defended her record as secretary of state"."""
MARRIED = re.compile(r" (?:\w+ )?(?:ex-)?(?:husband|wife)\b")
"""Whom most readers take for a woman's, or a man's: "her late husband"."""
MOST_SILENT = 1
"""Wrong answers whom the article never lets speak: beside two of these, whoever speaks is right."""
SAME_RUN = 6
"""Words in a row that two people don't say by chance."""
OWN = {"he", "she", "his", "her", "it", "its", "they", "their"}


def who_said(material: Material) -> Drafts:
    """A question for the speaker of each statement."""
    for statement in material.facts.statements:
        yield _ask(material, statement)


def _ask(material: Material, statement: Statement) -> Draft | LeftOut:
    speaker = statement.speaker
    assert speaker is not None
    if statement.problem:
        return LeftOut("who_said", statement.wording, "stands_alone", statement.problem)
    if said_by_others(material, statement):
        return LeftOut("who_said", statement.wording, "one_right_answer", "others said it too")
    if statement.own and (told := OFFICE.search(statement.wording)):
        if told[1].lower() in load("people")["role"]["nouns"]:
            return LeftOut(
                "who_said", statement.wording, "key_not_in_stem", "it tells the speaker’s office"
            )
    stem = stem_of(statement)
    if not speaker.named:
        others = others_unnamed(material, statement)
    else:
        others = other_speakers(material, speaker, statement, statement.names, known=True)
        if len(others) < FEWEST:
            # "he or she" reads worse than a "he" that gives nothing away, beside other men
            neutral = _neutral(statement, material.facts.vocabulary)
            more = other_speakers(
                material, speaker, statement, statement.names, neutral=neutral is not None
            )
            if neutral is None:
                others = more
            elif len(more) > len(others):
                others, stem = more, stem_of(neutral)
    others = [other for other in others if not _says_some_of(material, other, statement)]
    if tells_who_speaks(statement):
        others = [other for other in others if other.role is None]
    if speaker.named:
        silent = [other for other in others if other.id not in material.heard]
        others = [other for other in others if other not in silent[MOST_SILENT:]]
    if len(others) <= FEWEST and speaker.named:
        # Beside one who speaks and one who is only named, there is hardly anything to choose.
        others = [other for other in others if other.id in material.heard]
    if speaker.number == "plural" and not any(o.number == "plural" for o in others):
        others = []  # only the answer would be several people
    if DESCRIBED.search(statement.wording) and len(others) <= FEWEST:
        others = []  # "the former secretary of state" may be one of those two
    wanted = others[: material.distractors]
    answer, *wrong = options_for(speaker, wanted, statement.names, statement.wording)
    return draft(
        material,
        "who_said",
        facts=[statement.id],
        stem=stem,
        answer=answer,
        wrong=wrong,
        accepted=accepted_names(material, speaker),
        evidence=evidence(statement),
        feedback=proof(material, statement),
        speaker=speaker,
        confidence=statement.attribution.confidence,
        weight=weight_of(statement),
        rule=statement.attribution.rule,
        names=statement.names,
    )


def _says_some_of(material: Material, other: Speaker, statement: Statement) -> bool:
    """Whether somebody else is quoted with words of a statement, too, who then said it in part.

    As when Hale quotes Brook: “Her own engineers ‘were extremely careless with the bridge.’”
    """
    said = normalised(statement.wording).split()
    runs = {tuple(said[i : i + SAME_RUN]) for i in range(len(said) - SAME_RUN + 1)}
    for attribution in material.facts.attributions:
        if attribution.speaker is None or attribution.speaker.id != other.id:
            continue
        text = " ".join(span.of(material.article.text) for span in attribution.content)
        words = normalised(text).split()
        if any(tuple(words[i : i + SAME_RUN]) in runs for i in range(len(words) - SAME_RUN + 1)):
            return True
    return False


def _neutral(statement: Statement, vocabulary: Sequence[Word] = ()) -> Statement | None:
    """The statement with the speaker's "he" made "he or she"; None where that reads badly."""
    others = OTHERS.get(statement.speaker.gender or "", set()) if statement.speaker else set()
    # "She applauded Mr Vance and his supporters": his are not hers.
    found = [m for m in GENDERED.finditer(statement.wording) if m[0] not in others]
    person = statement.speaker is not None and statement.speaker.type == "person"
    if not (statement.own and person) or len(found) != 1 or statement.frame == "quotation":
        return None  # a body's "he" is somebody else
    word = found[0]
    if statement.wording[word.end() : word.end() + 1] in ("'", "’"):
        return None  # "he’s"
    if MARRIED.match(statement.wording, word.end()):
        return None
    if word[0] == "her" and (after := re.match(r" ([\w’'-]+)", statement.wording[word.end() :])):
        owned = {w.text.lower() for w in vocabulary if w.tag.startswith(("NN", "JJ"))}
        if after[1].lower() not in owned:
            return None  # "attacks against her come", "let her go"
        both = "his or her"
    else:
        both = BOTH[word[0]]
    return replace(
        statement,
        wording=statement.wording[: word.start()] + both + statement.wording[word.end() :],
    )


def stem_of(statement: Statement) -> str:
    """The question for the speaker."""
    wording = statement.wording
    if statement.frame == "quotation":
        # The marks beside the question mark would be two; a question's own mark is enough.
        return f"Who said: “{ending(wording)}”{'' if wording[-1] in '?!' else '?'}"
    if statement.frame == "clause":
        # "Who said he had no comment?" reads on better than "that he": it is the sayer's own "he".
        own = statement.own and re.split(r"[\s'’]", wording)[0] in OWN
        # "Who said “We are late” and …?", but "Who said that “liars” had won?"
        bare = wording.startswith("“") and wording[1:2].isupper()
        return f"Who {statement.verb} {'' if own or bare else 'that '}{ending(wording)}?"
    if statement.frame == "question":  # “why now?” and the mark of the question that it stands in
        wording = re.sub(r"\?”$", "”", wording)
    # Other verbs can't take "that": the content goes on in its own way.
    return f"Who {statement.verb} {ending(wording)}?"
