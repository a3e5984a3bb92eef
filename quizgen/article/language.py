"""Which language a text is in. quizgen reads English, and refuses others by name."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from quizgen.errors import ArticleError
from quizgen.lexicons import load

ENGLISH = "en"
ENOUGH_OF_ENGLISH = 0.16
"""The share of English function words that no other language reaches; news has 0.3 or more."""

SURE = 0.5
HARDLY = 0.01
"""How sure the classifier must be of another language, and how unsure of English, before a text is
refused: near relatives share what is left, and a list of names is like many languages a little."""

MOST_CHARACTERS = 20_000
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def check_language(text: str) -> None:
    """Refuse what is not in English.

    Function words come first, because they need no model: the classifier is asked only about text
    with few of them, such as lists, tables and other languages.

    Raises:
        ArticleError: It is in another language, which is named.
    """
    text = text[:MOST_CHARACTERS]
    if english_share(text) >= ENOUGH_OF_ENGLISH:
        return
    ranks = _identifier().rank(text)
    language, confidence = ranks[0]
    names: dict[str, str] = load("languages")["names"]
    unlike_english = dict(ranks)[ENGLISH] <= HARDLY
    if language in names and language != ENGLISH and confidence >= SURE and unlike_english:
        raise ArticleError(
            f"it is in {names[language]}, and quizgen reads English only; if it is in English after"
            " all, say so with --language en"
        )


def english_share(text: str) -> float:
    """The share of words that are English function words; 0 where there are no words."""
    words = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
    known = _function_words()
    return sum(word in known for word in words) / len(words) if words else 0.0


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load("languages")["english"]["words"])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
