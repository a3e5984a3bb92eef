"""Complete the quotation.

"Complete Vladimir Putin’s words: the move would send a “____” to the parties to the conflict."
"""

from __future__ import annotations

import re

from quizgen.drafting import GAP, Draft, Drafts, Material, draft, ending, sentence_case
from quizgen.facts.people.writing import possessive
from quizgen.kinds.wording import evidence, proof
from quizgen.models import LeftOut, Statement, Word, normalised
from quizgen.options import other_words, related

EASE = {"JJ": 0, "VBN": 1, "NNS": 1, "VBD": 2, "VB": 2, "NN": 2}


def complete_quote(material: Material) -> Drafts:
    """A gap in the quoted part of each statement: the whole phrase if short, else one word."""
    for statement in material.facts.statements:
        if statement.attribution.kind == "indirect":
            continue
        if statement.problem:
            yield LeftOut("complete_quote", statement.wording, "stands_alone", statement.problem)
            continue
        gaps = [
            made for key in _keys(material, statement) if (made := _ask(material, statement, key))
        ]
        if gaps:
            # Any of them asks about the same quotation; a new seed takes the next.
            best = max(len(gap.question.options) for gap in gaps)
            full = [gap for gap in gaps if len(gap.question.options) == best][:3]
            yield full[material.seed % len(full)]
        else:
            yield LeftOut(
                "complete_quote",
                statement.wording,
                "enough_options",
                "no word of the quotation has three believable others for its place",
            )


def _keys(material: Material, statement: Statement) -> list[Word]:
    """What may be left out, the most telling first."""
    counts: dict[str, int] = {}
    for word in material.facts.vocabulary:
        counts[word.lemma] = counts.get(word.lemma, 0) + 1
    phrases = [f for f in statement.fragments if len(f.text.split()) == 2]
    # A word that the article uses all the time is guessed; a rare one has to be remembered. For an
    # adjective or a participle the article has others that fit the place, for a noun seldom.
    return phrases + sorted(
        (w for w in statement.words if w.tag != "RB"),
        key=lambda w: (
            counts.get(w.lemma, 1) > 2,
            EASE.get(w.tag, 3) + 2 * w.predicative,
            -len(w.text),
            w.span.start,
        ),
    )


def _ask(material: Material, statement: Statement, key: Word) -> Draft | None:
    speaker = statement.speaker
    assert speaker is not None
    wording = statement.wording
    found = list(re.finditer(rf"(?<!\w){re.escape(key.text)}(?!\w)", wording))
    if len(found) != 1:
        return None
    if statement.frame != "quotation" and not _inside_marks(wording, found[0].start()):
        return None
    before = wording[: found[0].start()]
    if before.count("[") > before.count("]"):
        return None  # the article's own words within the quotation
    gapped = wording[: found[0].start()] + GAP + wording[found[0].end() :]
    if key.lemma in {w.lemma for w in statement.words if not key.span.covers(w.span)}:
        return None  # another form of it stands in the rest
    if any(related(normalised(key.text), word) for word in normalised(gapped).split()):
        return None
    if statement.frame == "quotation":
        stop = "" if re.search(r"[.?!…]['’”]*$", gapped) else "."
        gapped = f"“{gapped}{stop}”"
    else:
        gapped = ending(gapped)
    phrase = " " in key.text
    facts = material.facts
    pool = (*facts.fragments, *facts.phrases) if phrase else facts.vocabulary
    outside = [w for w in pool if not any(s.covers(w.span) for s in statement.attribution.content)]
    wrong = other_words(material, key, outside, f"{gapped} {speaker.name}")
    if len(wrong) < 2:
        return None
    lead = f"Complete {possessive(speaker.name)} words: "
    if statement.frame not in ("clause", "quotation"):
        lead = f"Complete: {sentence_case(speaker.name)} {statement.verb} "
    end = "" if re.search(r"[.?!…]['’”]*$", gapped) else "."
    return draft(
        material,
        "complete_quote",
        facts=[statement.id],
        stem=f"{lead}{gapped}{end}",
        answer=key.text,
        wrong=wrong,
        evidence=evidence(statement),
        feedback=proof(material, statement),
        speaker=speaker,
        confidence=statement.attribution.confidence,
        weight=statement.weight,
        rule=statement.attribution.rule,
        names=(speaker.name, *statement.names),
    )


def _inside_marks(wording: str, place: int) -> bool:
    before = wording[:place]
    return before.count("“") > before.count("”")
