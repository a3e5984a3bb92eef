"""Item-writing guidelines as named checks.

Each takes a draft and returns why the question must not be asked, or None. The rules are those of
Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice item-writing guidelines for
classroom assessment", Applied Measurement in Education 15(3), as far as a program can check them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from quizgen.drafting import GAP, Draft, Material
from quizgen.lexicons import load
from quizgen.models import Question, normalised

LONGEST_STEM = 340
"""Characters; on a phone that is a screenful."""
LONGEST_OPTION = 200
FEWEST_OPTIONS = 3
LEAST_SAID = 3
"""Content words that a statement must have: “I think I’ll get there” has none of its own."""
GARBLED = re.compile(
    "[\u00c2\u00c3\u00e2][\u0080-\u00bf\u20ac\u2122]|\ufffd|(?<=[a-z])[\u00c2\u00c3]"
    r"|(?<![?&=/.])\b[a-z]+\?\d"
)
"""UTF-8 that was read as Latin-1 on its way, as in “PeÃ±a”, or lost a sign: “paid?9bn”."""
SLIP = re.compile(
    r"\b(a|an|and|as|at|by|for|from|if|in|is|of|on|or|the|to|was|with) \1\b(?! [A-Z])"
    r"|\b(?!blah|long|many|more|much|never|only|really|that|very)([a-z]{4,}) \2\b"
    r"|\ban (?![xh])[b-df-hj-np-tv-z][a-z]{2,}\b|\ba (?!eu|ew|one)[aei][a-z]{2,}\b"
)
"""Slips of the writer's pen: "the the media", "an wage increase"."""
UNEQUAL = 2.6
"""How many times as long as the average distractor a key may be before it gives itself away."""


def enough_options(draft: Draft, material: Material) -> str | None:
    """At least two distractors."""
    count = len(draft.question.options)
    if count < FEWEST_OPTIONS:
        return f"only {count - 1} believable wrong answer{'' if count == 2 else 's'} in the article"
    return None


def distinct_options(draft: Draft, material: Material) -> str | None:
    """No two options that read the same."""
    texts = [normalised(option.text) for option in draft.question.options]
    if len(set(texts)) < len(texts):
        return "two options read the same"
    if not all(texts):
        return "an option is empty"
    return None


def key_not_in_stem(draft: Draft, material: Material) -> str | None:
    """The stem never contains or gives away the key."""
    question = draft.question
    stem = normalised(question.stem)
    if question.kind == "who_said" and question.speaker is not None:
        name = normalised(question.speaker.name).split()
        for word in name:
            if (len(word) > 3 or word == name[-1]) and word in stem.split():
                return f"the stem has “{word}”, a part of the answer"
        return None
    if f" {normalised(question.answer)} " in f" {stem} ":
        return "the stem has the answer in it"
    return None


def no_option_in_stem(draft: Draft, material: Material) -> str | None:
    """No option is named in the stem."""
    question = draft.question
    stem = normalised(question.stem)
    for option in question.distractors:
        text = option.text.split(",")[0] if question.kind == "who_said" else option.text
        if f" {normalised(text)} " in f" {stem} ":
            return f"the stem names the option “{text}”"
    return None


def similar_length(draft: Draft, material: Material) -> str | None:
    """The key is not the one option that is much longer than the rest."""
    question = draft.question
    if question.kind not in ("what_said", "which_event", "which_first"):
        return None
    others = [len(option.text) for option in question.distractors]
    if others and len(question.answer) > 60 and len(question.answer) > UNEQUAL * max(others):
        return "the answer is much longer than the other options"
    return None


def readable_length(draft: Draft, material: Material) -> str | None:
    """Stem and options can be taken in at a glance."""
    question = draft.question
    if len(question.stem) > LONGEST_STEM:
        return f"the stem has {len(question.stem)} characters, more than {LONGEST_STEM}"
    if any(len(option.text) > LONGEST_OPTION for option in question.options):
        return f"an option has more than {LONGEST_OPTION} characters"
    return None


def well_formed(draft: Draft, material: Material) -> str | None:
    """Quotation marks and brackets come in pairs, and nothing is left hanging."""
    texts = [draft.question.stem, *(option.text for option in draft.question.options)]
    return next((fault for text in texts if (fault := misprint(text))), None)


@lru_cache(maxsize=4096)  # a name or a statement is an option of many questions
def misprint(text: str) -> str | None:
    """What is wrong with how a stem or an option is set; None if nothing is."""
    for opening, closing in ("“”", "[]", "()"):
        if text.count(opening) != text.count(closing):
            return f"{opening}{closing} don’t pair up in “{text}”"
    if re.search(r"“[^”]*“", text):
        return f"quotation marks stand inside quotation marks in “{text}”"
    odd = "’’" in text or ",’" in text or " ' " in text or re.search("”['’]", text)
    # "about, ‘What can we do?": an apostrophe closes nothing
    if text.count("‘") > len(re.findall(r"’(?!\w)", text)) or odd:
        return f"‘’ don’t pair up in “{text}”"
    if GARBLED.search(unicodedata.normalize("NFC", text)):
        return f"“{text}” holds garbled characters"
    if re.search(r"\s[-–—]+[.!?]?”?[.!?]?$", text):
        return f"“{text}” is broken off"
    if re.search(r"\s{2}|\s[,.;?]|“”|\[\]", text):
        return f"“{text}” is cut badly"
    if slip := SLIP.search(text):
        return f"“{slip[0]}” is misprinted in “{text}”"
    return None


def says_enough(draft: Draft, material: Material) -> str | None:
    """Not a statement so short or empty that anybody could have made it."""
    question = draft.question
    if draft.weight < LEAST_SAID:
        return "too little is said to know who says it"
    said = normalised(f"{question.stem} {question.answer}")
    if question.speaker is not None and any(e in said for e in load("frames")["empty"]):
        return "nothing is said by it"
    whole = question.kind == "what_said" and GAP not in question.stem
    if whole and len(normalised(question.answer).split()) < 2:
        return "too little is said"
    return None


def certain_enough(draft: Draft, material: Material) -> str | None:
    """The fact is as certain as the settings ask."""
    if draft.question.confidence < material.settings.minimum_confidence:
        return (
            f"confidence {draft.question.confidence:.2f} is below"
            f" {material.settings.minimum_confidence:.2f}"
        )
    return None


def difficulty_wanted(draft: Draft, material: Material) -> str | None:
    """As easy or hard as the settings ask."""
    lowest, highest = material.settings.easiest, material.settings.hardest
    if not lowest <= draft.question.difficulty <= highest:
        return (
            f"its difficulty {draft.question.difficulty:.2f} lies outside"
            f" {lowest:.2f} to {highest:.2f}"
        )
    return None


def speakers_wanted(draft: Draft, material: Material) -> str | None:
    """Nobody is named whom the settings leave out."""
    text = f" {normalised(f'{draft.question.stem} {draft.question.answer}')} "
    for name in material.settings.without_speakers:
        if f" {normalised(name)} " in text:
            return f"it names {name}, who is left out in the settings"
    return None


def paragraphs_wanted(draft: Draft, material: Material) -> str | None:
    """Nothing of a paragraph that the settings leave out is needed to prove it."""
    body = material.article.body
    for number in material.settings.without_paragraphs:
        if any(body[number - 1].overlaps(span) for span in draft.question.evidence):
            return f"its evidence stands in paragraph {number}, which is left out in the settings"
    return None


def traceable(draft: Draft, material: Material) -> str | None:
    """The evidence stands in the article proper."""
    question: Question = draft.question
    if not question.evidence:
        return "nothing in the article proves it"
    body = material.article.body
    if any(not any(span.covers(e) for span in body) for e in question.evidence):
        return "its evidence runs over the edge of a paragraph"
    return None


Guideline = Callable[[Draft, Material], str | None]

SETTINGS: tuple[Guideline, ...] = (
    certain_enough,
    difficulty_wanted,
    speakers_wanted,
    paragraphs_wanted,
)
"""What a teacher's settings ask of a question, be it as good as it may."""
ITEM_WRITING: tuple[Guideline, ...] = (
    traceable,
    says_enough,
    enough_options,
    distinct_options,
    key_not_in_stem,
    no_option_in_stem,
    similar_length,
    readable_length,
    well_formed,
)
"""What makes a question a good one."""
GUIDELINES = (*SETTINGS, *ITEM_WRITING)


def is_well_written(draft: Draft, material: Material) -> bool:
    """Whether no item-writing rule refuses a question, whatever the settings ask."""
    return all(guideline(draft, material) is None for guideline in ITEM_WRITING)
