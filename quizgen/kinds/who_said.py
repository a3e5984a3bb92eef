"""Who said it?

"Who warned that the only alternative to the negotiations is a return to war?"
"""

from __future__ import annotations

from quizgen.distractors import other_speakers, said_by_others
from quizgen.drafting import Draft, Drafts, Material, draft, ending
from quizgen.kinds.wording import accepted_names, evidence, options_for, proof, statement_difficulty
from quizgen.models import LeftOut, Statement


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
    stem = stem_of(statement)
    others = other_speakers(material, speaker, statement, statement.names)
    wanted = others[: material.distractors]
    answer, *wrong = options_for(speaker, wanted, statement.names)
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
        difficulty=statement_difficulty(statement, len(others)),
        confidence=statement.attribution.confidence,
        weight=statement.weight,
        rule=statement.attribution.rule,
        names=statement.names,
    )


def stem_of(statement: Statement) -> str:
    """The question for the speaker."""
    if statement.frame == "quotation":
        # A full stop inside the marks would stand beside the question mark.
        return f"Who said: “{statement.wording.rstrip('.')}”?"
    if statement.frame == "clause":
        # "Who said he had no comment?" reads on better than "that he": it is the sayer's own "he".
        that = "" if statement.own else "that "
        return f"Who {statement.verb} {that}{ending(statement.wording)}?"
    # Other verbs can't take "that": the content goes on in its own way.
    return f"Who {statement.verb} {ending(statement.wording)}?"
