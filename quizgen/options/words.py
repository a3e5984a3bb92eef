"""Other words for a gap in a quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from os.path import commonprefix

from quizgen.drafting import Material
from quizgen.lexicons import load
from quizgen.models import Word, normalised

ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "cy")


def other_words(
    material: Material, key: Word, pool: Sequence[Word], stem: str, taken: Collection[str] = ()
) -> list[str]:
    """Words of the key's part of speech that fit its gap and don't stand in the stem already."""
    counts = Counter(word.lemma for word in pool)
    asked = normalised(key.text)
    present = set(normalised(stem).split()) | {normalised(t) for t in taken}
    # What else was quoted sounds quoted: a “red line” rather than a “coastal province”.
    quoted = {normalised(f.text) for f in material.facts.fragments}
    dice = material.dice("words", key.text, stem)
    seen: dict[str, tuple[float, str]] = {}
    for word in pool:
        if word.text[:1].isupper() != key.text[:1].isupper():
            continue  # "Syrian" for "positive": a capital tells
        text = word.text
        form = normalised(text)
        if word.tag != key.tag or form in seen or word.lemma == key.lemma:
            continue
        if is_person(word) != is_person(key):
            continue  # "We do not pay comments": nobody does
        if word.predicative != key.predicative:
            continue  # "political" stands before its noun; nobody calls a meeting that
        if set(form.split()) & present or related(form, asked):
            continue
        if _begins_with_vowel(text) != _begins_with_vowel(key.text):
            continue  # "a ____" would tell
        if any(related(form, other) for other in seen):
            continue
        # What the article speaks of often is believable; a word much longer or shorter isn't.
        unlike = abs(len(text) - len(key.text)) / 2 - 1.5 * min(counts[word.lemma], 4)
        # "in college" beside "in crisis" rather than beside "the merger failed"
        unlike += 2 * (word.place != key.place)
        unlike += 3 * (_is_abstract(word) != _is_abstract(key)) - 5 * (form in quoted)
        seen[form] = (unlike + 4 * dice.random(), text)
    found = [text for _, text in sorted(seen.values())]
    if key.tag == "JJ" and key.predicative and key.text[:1].islower():
        spare = [w for w in _said_of_things(key, present) if _fits(w, key, present, found)]
        dice.shuffle(spare)
        found += spare
    return found


def is_person(word: Word) -> bool:
    """Whether a noun is for people: "voters"; of a phrase, its last word."""
    people = load("people")["role"]
    named = {*people["nouns"], *people["male"], *people["female"], *load("frames")["people"]}
    return word.tag.startswith("NN") and word.lemma.split()[-1] in named


def _is_abstract(word: Word) -> bool:
    """Whether a noun is made of a verb or an adjective: "violation", "leadership"."""
    return word.tag.startswith("NN") and word.lemma.endswith(ABSTRACT)


def _said_of_things(key: Word, present: Collection[str]) -> list[str]:
    """Adjectives from outside the article, of the side that the key or its stem is on."""
    sides: dict[str, list[str]] = load("adjectives")
    for words in sides.values():
        if key.lemma in words or set(words) & set(present):
            return words
    return [word for words in sides.values() for word in words]


def _fits(word: str, key: Word, present: Collection[str], found: Collection[str]) -> bool:
    """Whether a word from outside the article can stand in a gap beside those found in it."""
    return (
        word not in present
        and _begins_with_vowel(word) == _begins_with_vowel(key.text)
        and not any(related(word, normalised(other)) for other in (key.text, *found))
    )


def related(one: str, two: str) -> bool:
    """Whether two words are forms of one another ("elect", "election")."""
    return len(commonprefix((one, two))) >= max(4, min(len(one), len(two)) - 2)


def _begins_with_vowel(text: str) -> bool:
    return text[:1].lower() in "aeiou"
