"""A title for an article that comes without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.article.dateline import without_dateline
from quizgen.models import Span, normalised

LONGEST_HEADLINE = 140
MOST_WORDS = 22
OPENING_WORDS = 9

SHARE_OF_WORDS = 0.75
OPENING_CHARACTERS = 1_000

QUESTION = re.compile(r"(?:Q[.:]|QUESTION:)\s")
"""How a question begins in an interview: "Q: When did you first hear of it?"."""

TURN = re.compile(r"(?:[A-Z][\w.’'-]*+\s?){1,4}:\s")
"""Whose turn it is to speak: "OKAFOR: ", "Sen. Duval: ". No word is tried as several."""

SITE_BREAK = re.compile(r"(\s+(?:[|•·»:–—-]|--)\s+)")
"""What stands between a page's title and its site's name."""
LONGEST_SITE = 4
"""Words."""

SENTENCE_END = tuple(".,;:…")
CLOSING = "\"'”’»)]"

# "000", "d82b2abaac033a45", "2016-03-14" split at its hyphens: no words of a title.
NUMBER_OR_HASH = re.compile(r"\d+|(?=[0-9a-f]*\d)[0-9a-f]{6,}", re.IGNORECASE)


def headline_of(text: str, body: Sequence[Span]) -> str | None:
    """The headline that an article's text begins with; None where it begins with a sentence."""
    if len(body) < 2 or without_dateline(text, body[0]) != body[0]:
        return None
    line = _one_line(body[0].of(text))
    return line if reads_as_headline(line, _one_line(body[1].of(text))) else None


def title_of(text: str, body: Sequence[Span], name: str | None) -> str:
    """A title for what has no headline: a file's name as words, else the text's opening words."""
    return _readable(name or "") or _shortened(_one_line(without_dateline(text, body[0]).of(text)))


def reads_as_headline(line: str, following: str) -> bool:
    """Whether a paragraph looks like the headline of what follows it.

    Headlines are short, end without a full stop, and stand over something longer.
    """
    words = line.split()
    return (
        2 <= len(words) <= MOST_WORDS
        and len(line) <= LONGEST_HEADLINE
        and not line.rstrip(CLOSING).endswith(SENTENCE_END)
        and not line[0].islower()
        and not QUESTION.match(line)
        and any(character.isalpha() for character in line)
        and len(following) > len(line)
        and not (TURN.match(line) and TURN.match(following))
    )


def without_site(title: str | None, site: str | None) -> str | None:
    """A page's title without the name of the site that stands before or behind it.

    "Bridge to close | Eda Post Politics", on the Eda Post's site, "EdaPost.net - Bridge to close".
    """
    known = _letters(site or "")
    parts = SITE_BREAK.split(title or "")
    if len(parts) < 3 or not known:
        return title
    for end, rest in ((parts[-1], parts[:-2]), (parts[0], parts[2:])):
        name = _letters(end)
        first = _letters(re.split(r"[\s.]", end.strip())[0])
        alike = name in known or known in name or (len(first) > 2 and known.startswith(first))
        if name and alike and len(end.split()) <= LONGEST_SITE and len("".join(rest).split()) > 1:
            return "".join(rest).strip()
    return title


def _letters(words: str) -> str:
    """ "CNN.com" as "cnncom"."""
    return "".join(character for character in words.casefold() if character.isalnum())


def is_headline_of(line: str, headline: str) -> bool:
    """Whether a line that looks like a headline is the one that is known in other words.

    Pages often have a shorter one for search engines: "Bridge to close".
    """
    words, known = (set(normalised(each).split()) for each in (line, headline))
    fewer = min(len(words), len(known))
    return fewer > 0 and len(words & known) >= SHARE_OF_WORDS * fewer


def in_the_opening(value: str | None, text: str) -> str | None:
    """A title or name that a document's properties give, if its words stand where a text begins.

    Else it is more often that of a template, a file or a computer's owner.
    """
    opening = normalised(text[:OPENING_CHARACTERS]).split()
    words = normalised(value or "").split()
    there = sum(word in opening for word in words)
    return value if words and there >= SHARE_OF_WORDS * len(words) else None


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _readable(name: str) -> str:
    """``putin-orders_pullout`` as "Putin orders pullout"; nothing where a name has no words."""
    words = [word for word in re.split(r"[\s_.+-]+", name) if not NUMBER_OR_HASH.fullmatch(word)]
    said = " ".join(words)
    if sum(character.isalpha() for character in said) < 3:
        return ""
    return said[0].upper() + said[1:]


def _shortened(opening: str) -> str:
    """The first words of a paragraph, with an ellipsis where it goes on."""
    words = opening.split()
    said = " ".join(words[:OPENING_WORDS]).rstrip(",;:")
    if len(said) > LONGEST_HEADLINE:
        return said[: LONGEST_HEADLINE - 1].rstrip() + "…"
    return said + "…" if len(words) > OPENING_WORDS else said
