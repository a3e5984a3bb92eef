"""What of a text is the article, and what only stood around it on a web page.

Judged paragraph by paragraph, and only a paragraph that is boilerplate from its first word to its
last is cut: every one of its sentences belongs to a form or a notice, or all of it is a share bar,
a byline, a credit. A sentence of the article that mentions cookies, Akismet or a newsletter stays.
Where it isn't clear, it stays: an extra line does little harm, a missing fact does.

The words are in ``lexicons/boilerplate.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from quizgen.article.paragraphs import SENTENCE_END, paragraphs
from quizgen.lexicons import load
from quizgen.models import Span

OPENING_PARAGRAPHS = 4
FEWEST_WORDS_OF_PROSE = 8
LONGEST_CREDIT = 14
LONGEST_BYLINE = 24
LONGEST_CREDITS = 40
LONGEST_CORRECTION = 3
"""Paragraphs within which a correction says what was wrong."""
LONGEST_TEASER = 30
LONGEST_LIST_ENTRY = 20
LONGEST_CAPTION = 60
LONGEST_BIOGRAPHY = 60
LONGEST_COPYRIGHT = 80
MOST_LIST_ENTRIES = 12
ASKED_AGAIN = 32  # paragraphs and sentences of which several rules ask the same, one after another

QUOTATION = re.compile("[\"“”„«»]|''|``")
BUTTON = re.compile("[“\"‘'][A-Z]\\w+(?: \\w+)?[”\"’']")
SENTENCE_BREAK = re.compile(r"(?<=[.!?*])\s+(?=\S)")
WORD = re.compile(r"[^\s,;|/()\[\]–—•·>»:]+")
HANDLE = re.compile(r"@\w+")
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?!\d)|\bago\b", re.IGNORECASE)
ADDRESS = re.compile(r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+)", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WHOM = re.compile(r"(?:us|me|the|your|our|at|to)\b|\S*@")
ENDING_IN_ADDRESS = re.compile(r":\s*(?:https?://|www\.)\S+$", re.IGNORECASE)
ARROW = re.compile(r"^(?:←|<<|>>|›)\s*\S|\S\s*(?:→|>>|›)$")  # « and » are quotation marks
BAR = re.compile(r"\s+[|•∙]\s+|\s*·\s*")
BRACKETED = re.compile(r"\[[^\[\]]+\]|\([^()a-z]+\)")
SIGN_AT_THE_END = re.compile(r"[(\[]?\s*©\s*([^.!?©]+?)[)\]]?$")
NAME_AND_PAPER = re.compile(
    r"\w+(?: [\w.'’-]+)+\s?/\s?\w+(?: [\w.'’-]+)*"
    r"|\w+(?: [\w.'’-]+)+ for [Tt]he [A-Z]\w+(?: [A-Z]\w+)*"
)
FROM_WHOM = re.compile(
    r"[.!?)]\s+(?:Handout|Supplied|Submitted|Contributed|Courtesy|Provided|File)$"
)
AGENCY_AT_THE_END = re.compile(r"\s[-–—]\s([A-Z]\w+)$")
SMILEY = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]\ufe0f?\s+\w")
COMMENTS = re.compile(r"\d+ (?:responses?|thoughts?|replies|comments) (?:to|on) [“\"‘'].+[”\"’']$")
LONGEST_NAME_AND_ROLE = 7
LONGEST_SECTION = 2
LONGEST_LINE = 8
FEWEST_WORDS_OF_HEADLINE = 4
PARENTHESIS_AT_THE_END = re.compile(r"[(\[]([^()\[\]]+)[)\]]\.?$")
KEY_EVENT = re.compile(r"\d{1,2} ?[hm] ago\b", re.IGNORECASE)
AGO = re.compile(r"\d{1,3}[dhms]|\d{1,3}(?:min|mins|hr|hrs)")
NUMBER = re.compile(
    r"[\d.,:]+[km]?(?:am|pm|st|nd|rd|th|h)?|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}-\d{1,2}-\d{4}"
)


# What `*` stands for in the lexicon, within an entry and at its beginning or end.
SOME_WORDS = r"\S+(?:\s\S+){0,11}"
SOME_LAST_WORDS = r"\S+(?:\s\S+){0,39}"


class Boilerplate(NamedTuple):
    """A stretch of the text that is not the article, and what it is instead."""

    span: Span
    name: str  # "comment_form", "byline" …: the name of the rule that recognised it


class Phrases:
    """Phrases of the lexicon; an expression takes time to make, and only `*` and `#` need one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact = frozenset(phrases)
        self._templates = _templates(sorted(p for p in self._exact if "*" in p or "#" in p))

    def fullmatch(self, words: str) -> bool:
        """Whether the words, as :func:`_bare` gives them, are one of the phrases."""
        return words in self._exact or self._templates.fullmatch(words) is not None


class Place(NamedTuple):
    """Where on the page a paragraph stands."""

    opening: bool  # before the first paragraph of prose, or among the first few paragraphs
    closing: bool  # after the last one
    above: bool = False  # between the page's first paragraph and the first one of prose

    @property
    def edge(self) -> bool:
        return self.opening or self.closing


def body_spans(text: str) -> tuple[Span, ...]:
    """The article proper: one span for each of its paragraphs, in order.

    Spans are disjoint, hold no white space at their ends, and lie within the text. There are none
    only where the whole text is boilerplate or white space.
    """
    cut = find_boilerplate(text)
    whole = {found.span for found in cut}
    ends = {found.span.end: found.span.start for found in cut}
    body: list[Span] = []
    for paragraph in paragraphs(text):
        if paragraph in whole:
            continue
        end = ends.get(paragraph.end, paragraph.end)  # a form that begins within a paragraph
        body.append(
            Span(paragraph.start, paragraph.start + len(text[paragraph.start : end].rstrip()))
        )
    return tuple(body)


def find_boilerplate(text: str) -> tuple[Boilerplate, ...]:
    """What is not the article, in order, each with the name of what it is."""
    spans = paragraphs(text)
    found: list[Boilerplate] = []
    rules: dict[tuple[str, Place], str | None] = {}  # a page may say the same many times
    biography = False  # whether the paragraph before announces one
    comments = False  # whether readers' comments have begun
    corrections = False  # whether the editors' corrections have begun
    footer = False  # whether something below the article was no part of it
    entries = 0  # how many more headlines may follow a heading such as "Related stories"
    texts = [" ".join(span.of(text).split()) for span in spans]
    prose = [number for number, words in enumerate(texts) if _is_prose(words)]
    headed = set(_headed(texts[: prose[0]]) if prose else ())
    for number, (span, words) in enumerate(zip(spans, texts, strict=True)):
        place = Place(
            opening=number < OPENING_PARAGRAPHS or not prose or number < prose[0],
            closing=bool(prose) and number > prose[-1],
            above=bool(prose) and 0 < number < prose[0],
        )
        if (words, place) not in rules:
            rules[words, place] = _rule_for(words, place)
        name = rules[words, place]
        comments |= COMMENTS.match(words) is not None
        corrections |= bool(prose) and number > prose[0] and _opens_corrections(texts[number:])
        if name is None and number in headed:
            name = "head"
        elif name is None and comments:
            name = "comment"
        elif name is None and corrections:
            name = "correction"
        elif name is None and place.closing and footer and _is_list_entry(words):
            name = "footer"  # an article doesn't end in headlines and buttons
        elif name is None and entries and _is_list_entry(words):
            name = "teaser"
            entries -= 1
        elif name is None and biography and _is_biography(words):
            name = "biography"
        elif name is None:
            entries = 0
        elif _is_heading(words):
            entries = MOST_LIST_ENTRIES
        elif is_time_stamp(words, place):  # the next piece of a live blog begins
            entries = 0
        biography = _is_biography_heading(words)
        footer |= name is not None and place.closing
        if name is not None:
            found.append(Boilerplate(span, name))
        elif number == len(spans) - 1 or (prose and number >= prose[-1]):
            last = number == len(spans) - 1
            start = _form_at_the_end(span, text) if last else None
            if start is not None:
                found.append(Boilerplate(Span(start, span.end), "comment_form"))
            elif (start := _credit_at_the_end(span, text)) is not None:
                found.append(Boilerplate(Span(start, span.end), "byline"))
    return tuple(found)


def _rule_for(words: str, place: Place) -> str | None:
    """The name of the first rule that takes the paragraph for boilerplate."""
    for name, rule in RULES:
        if rule(words, place):
            return name
    return None


# Rules: each says whether a whole paragraph, its white space collapsed, is of its sort.


def is_label(words: str, place: Place) -> bool:
    """All of it is one of the lexicon's labels: "Leave a Reply", "3 Comments", "ADVERTISEMENT"."""
    return not _is_sentence(words) and bool(_labels().fullmatch(_bare(words)))


def is_form(words: str, place: Place) -> bool:
    """Every sentence is one of a form or a notice.

    "This site uses Akismet to reduce spam. Learn how your comment data is processed."
    """
    if QUOTATION.search(BUTTON.sub("", words)) or _reports(words):
        return False
    first, *others = SENTENCE_BREAK.split(words)
    if others and _claims_copyright(first) and len(words.split()) <= LONGEST_COPYRIGHT:
        return True  # whatever follows says what may be done with it
    sentences = SENTENCE_BREAK.split(words)
    known = [
        bool(_sentences().fullmatch(_bare(sentence)))
        or _offers_newsletter(sentence)
        or _invites_to_follow(sentence)
        or _claims_copyright(sentence)
        for sentence in sentences
    ]
    return any(known) and all(
        each
        or not any(character.isalpha() for character in sentence)
        or _labels().fullmatch(_bare(sentence))
        for each, sentence in zip(known, sentences, strict=True)
    )


def is_share_line(words: str, place: Place) -> bool:
    """Nothing but platforms and what to do there: "Share on Facebook | Tweet | Email"."""
    table = load("boilerplate")["share_line"]
    tokens = _words(words)
    return (
        1 < len(tokens) <= 40
        and not words.endswith((".", "?"))
        and any(token in _set("share_line", "platforms", "verbs") for token in tokens)
        and all(
            token in _set("share_line", "platforms", "verbs", "others")
            or NUMBER.fullmatch(token)
            or HANDLE.fullmatch(token)
            for token in tokens
        )
    ) or words.casefold() in table["platforms"]


def is_teaser(words: str, place: Place) -> bool:
    """Another article's headline: "READ MORE: Putin meets Assad", or a heading over such a list."""
    if _is_heading(words) or _is_biography_heading(words):
        return True
    table = load("boilerplate")["teaser"]
    if place.closing and not _is_sentence(words) and _is_neighbour(words):
        return True
    if ENDING_IN_ADDRESS.search(words) and _begins(_bare(words), table["leading"]):
        return True
    opener = _after(words, table["openers"], r"(?: on [\w ]{1,30})?\s*[:|>»→]+\s*")
    return opener is not None and len(opener.split()) <= LONGEST_TEASER and not opener.endswith(".")


def is_furniture(words: str, place: Place) -> bool:
    """No sentence: a number, an address, "(APPLAUSE)", "← Harbour wall to be mended"."""
    return (
        (not any(character.isalpha() for character in words) and not _is_number_sentence(words))
        or ADDRESS.fullmatch(words) is not None
        or HANDLE.fullmatch(words) is not None
        or (BRACKETED.fullmatch(words) is not None and len(words.split()) <= LONGEST_CREDIT)
        or (
            ARROW.search(words) is not None
            and not ("«" in words and "»" in words)  # « We have no plan B, » she said.
            and len(words.split()) <= LONGEST_TEASER
        )
        or (place.edge and _is_bar(words))
        or (SMILEY.match(words) is not None and len(words.split()) <= LONGEST_CREDIT)
    )


def is_correction(words: str, place: Place) -> bool:
    """ "Correction: An earlier version of this article misstated …"."""
    table = load("boilerplate")["correction"]
    if _after(words, table["openers"], r"(?:,? [^:.]{1,30}| \([^)]{1,30}\))?\s*[:—–]\s*") is None:
        return False
    return _has(words.casefold(), table["subjects"])


def _opens_corrections(texts: Sequence[str]) -> bool:
    """Whether the first paragraph is a title, "CORRECTION:", below which is told what was wrong."""
    table = load("boilerplate")["correction"]
    if texts[0].rstrip(":—– ").casefold() not in table["titles"]:
        return False
    following = " ".join(texts[1 : 1 + LONGEST_CORRECTION]).casefold()
    return _has(following, table["errors"]) or _has(following, table["noted"])


def is_time_stamp(words: str, place: Place) -> bool:
    """When something was reported, alone on its line: "18:42 GMT", "12m ago", "3.15am BST"."""
    tokens = _words(words)
    return (
        KEY_EVENT.match(words) is not None
        and not words.endswith(".")
        and len(words.split()) <= LONGEST_CREDIT
    ) or (
        len(tokens) <= 8
        and CLOCK.search(words) is not None
        and not words.endswith((".", "?", "!"))
        and all(_is_of_a_date(token) or AGO.fullmatch(token) for token in tokens)
    )


def is_caption(words: str, place: Place) -> bool:
    """What a picture shows, with whose it is: "Mina in her enclosure. (Kim Prado / Tribune)"."""
    if len(words.split()) > LONGEST_CAPTION or QUOTATION.search(words) or _reports(words):
        return False
    table = load("boilerplate")["credit"]
    named = _closing_credit().search(words)
    if named is not None:
        return _is_credited(named[1] or named[2])
    if agency := AGENCY_AT_THE_END.search(words):
        return agency[1].casefold() in table["agencies"]
    if signed := SIGN_AT_THE_END.search(words):
        return _is_credited(signed[1])
    if FROM_WHOM.search(words):
        return True
    if inner := PARENTHESIS_AT_THE_END.search(words):
        noun = _after(inner[1], table["nouns"], r"(?::| by )\s*")
        if noun is not None:
            return _is_credited(noun)
        return _is_credited(inner[1]) and (
            _has(inner[1].casefold(), ("photo", "photos", "image", "images", "courtesy"))
            or NAME_AND_PAPER.fullmatch(inner[1]) is not None
        )
    return False


def is_list_of_tags(words: str, place: Place) -> bool:
    """ "Tags: Syria, Russia", before or after the article."""
    entries = _after(words, load("boilerplate")["page_furniture"]["lists"], r"\s*:\s*")
    if entries is None or entries.endswith("."):
        return False
    return place.edge or ("," in entries and len(entries.split()) <= LONGEST_CREDIT)


def is_credit(words: str, place: Place) -> bool:
    """Who took a picture: "Photo: Jane Doe/AFP", "Image copyright Getty", "REUTERS/J. Doe"."""
    table = load("boilerplate")["credit"]
    inner = words.strip("()[] ")
    if len(inner.split()) > LONGEST_CREDIT or _reports(inner):
        return False
    named = _after(inner, table["nouns"], _credit_link())
    if named is not None:
        return named == "" or (
            not inner.endswith((".", "?", "!")) and (named[0].isupper() or named[0] in "@©")
        )
    # An agency, with or without a name: "AFP/Getty Images", "REUTERS/Jane Doe", "AP Photo/J. Doe".
    if not place.edge and "/" not in inner:
        return False
    parts = [part.strip(" .").casefold() for part in re.split(r"\s*[/|,]\s*", inner)]
    if inner.endswith((".", "?", "!")) or not any(part in table["agencies"] for part in parts):
        return False
    return all(part in table["agencies"] for part in parts) or (
        parts[0] in table["agencies"] and len(parts) == 2 and "/" in inner
    )


def is_byline(words: str, place: Place) -> bool:
    """Who wrote it: "By Jane Doe and John Roe, Associated Press", before or after the article."""
    table = load("boilerplate")["byline"]
    inner = words.strip("()[] ").rstrip(".")
    names = _after(inner, table["openers"], r":?\s+")
    if names is None and place.above and _is_line_of_names(words):
        return True
    if not place.edge or not names or len(names.split()) > LONGEST_BYLINE or _reports(names):
        return False
    tokens = [token for token in WORD.findall(names) if token not in "&-"]
    if not tokens or not tokens[0][0].isupper():
        return False
    dates = _set("date_line", "months", "weekdays")
    if tokens[0].casefold() in dates and len(tokens) < 3:  # "By Monday"
        return False
    return all(
        token[0].isupper()
        or token[0].isdigit()
        or token.casefold() in _set("byline", "others")
        or token.casefold() in _set("date_line", "others")
        or "@" in token
        for token in tokens
    )


def is_date_line(words: str, place: Place) -> bool:
    """When it was published: "Updated 3:45 PM GMT, Mon March 14, 2016"; at the edges, any date."""
    when = _after(words, load("boilerplate")["date_line"]["openers"], r"\s*:?\s+")
    tokens = _words(when if when is not None else words)
    if not any(character.isdigit() for character in words) or words.endswith("?"):
        return False
    if not all(_is_of_a_date(token) for token in tokens):
        return False
    if when is not None:
        return True
    # "March 14, 2016", "Monday 14 March 2016 15.45": a month or a day's name, and a number.
    named = _set("date_line", "months", "weekdays")
    return place.edge and len(tokens) <= 12 and any(token in named for token in tokens)


def is_contact(words: str, place: Place) -> bool:
    """Where to reach whoever wrote it: "Write to Ann Lee at ann@paper.example", "Contact …"."""
    whom = _after(words, load("boilerplate")["byline"]["contacts"], r":?\s+")
    return (
        whom is not None
        and (whom[0].isupper() or WHOM.match(whom) is not None)
        and len(words.split()) <= LONGEST_BYLINE
        and not QUOTATION.search(words)
        and not _reports(words)
        and (MAIL.search(words) is not None or HANDLE.search(words) is not None)
    )


RULES: tuple[tuple[str, Callable[[str, Place], bool]], ...] = (
    ("label", is_label),
    ("form", is_form),
    ("share_line", is_share_line),
    ("furniture", is_furniture),
    ("correction", is_correction),
    ("teaser", is_teaser),
    ("tags", is_list_of_tags),
    ("date_line", is_date_line),
    ("time_stamp", is_time_stamp),
    ("credit", is_credit),
    ("caption", is_caption),
    ("byline", is_byline),
    ("contact", is_contact),
)
"""Every rule, in the order in which they are asked."""


def _offers_newsletter(sentence: str) -> bool:
    """ "Sign up for our newsletter", "Get the day's top stories in your inbox"."""
    table = load("boilerplate")["newsletter_form"]
    bare = _bare(sentence)
    return (
        _begins(bare, table["openers"])
        and _has(bare, table["offers"])
        and _has(bare, table["owners"])
        and len(bare.split()) <= LONGEST_TEASER
    )


def _invites_to_follow(sentence: str) -> bool:
    """ "Follow Jane Doe on Twitter @jdoe", "Like us on Facebook"."""
    table = load("boilerplate")["share_line"]
    whom = _after(sentence.rstrip(".! "), table["invitations"], r"\s+")
    if whom is None:
        return False
    if HANDLE.fullmatch(whom) or (whom.startswith("us: ") and HANDLE.search(whom)):
        return True
    name, on, where = whom.partition(" on ")
    tokens = _words(where)
    return (
        bool(on)
        and len(name.split()) <= 6
        and bool(tokens)
        and tokens[0] in table["platforms"] + ["x"]
        and all(
            token in _set("share_line", "platforms", "verbs", "others") or HANDLE.fullmatch(token)
            for token in tokens
        )
    )


def _claims_copyright(sentence: str) -> bool:
    """ "© 2016 The Associated Press", "Copyright 2016 AFP", never "Copyright law has changed"."""
    table = load("boilerplate")["copyright_line"]
    owner = _after(sentence.rstrip(". "), table["openers"], r"\s*")
    if owner is None or len(owner.split()) > LONGEST_CREDIT:
        return False
    signed = not sentence.casefold().startswith("copyright") or re.match(
        r"copyright\s*(?:©|\(c\))", sentence, re.IGNORECASE
    )
    return bool(signed) or bool(re.search(r"^(?:19|20)\d\d\b|\b(?:19|20)\d\d$", owner))


# What the rules are made of.


def _is_prose(words: str) -> bool:
    """Whether a paragraph is running text, whichever text it belongs to: only places need it."""
    return (
        len(words.split()) >= FEWEST_WORDS_OF_PROSE
        and SENTENCE_END.search(words) is not None
        and not is_form(words, Place(opening=False, closing=False))
        and not is_credit(words, Place(opening=True, closing=True))
        and not is_byline(words, Place(opening=True, closing=True))
    )


def _headed(above: Sequence[str]) -> list[int]:
    """Which lines stand between headline and article, and are neither: captions, names, buttons.

    Those of section names above the headline ("Energy") among them. The last line before the
    article may be the heading of its first part, and stays.
    """
    lengths = [len(words.split()) for words in above]
    headline = next(
        (n for n, length in enumerate(lengths) if length >= FEWEST_WORDS_OF_HEADLINE), 0
    )
    short = all(length <= LONGEST_SECTION for length in lengths[:headline])
    places = [*range(headline if short else 0), *range(headline + 1, len(above) - 1)]
    return [n for n in places if above[n][-1].isalnum() and lengths[n] <= LONGEST_LINE]


def _is_sentence(words: str) -> bool:
    """Whether it ends as a sentence does, which no label or heading does."""
    return words.endswith(".") and not words.endswith("...") or _reports(words)


def _is_heading(words: str) -> bool:
    return not _is_sentence(words) and bool(_headings().fullmatch(_bare(words)))


def _is_number_sentence(words: str) -> bool:
    """ "30,000." may answer the question before it."""
    return words.endswith(".") and words[:-1][-1:].isdigit()


def _is_neighbour(words: str) -> bool:
    """ "Previous article Ferry to run all night": another headline, with nothing between."""
    headline = _after(words, load("boilerplate")["teaser"]["neighbours"], r"\s+")
    return (
        headline is not None and headline[0].isupper() and len(headline.split()) <= LONGEST_TEASER
    )


def _is_biography_heading(words: str) -> bool:
    return _bare(words) in load("boilerplate")["teaser"]["biographies"]


def _is_biography(words: str) -> bool:
    return (
        len(words.split()) <= LONGEST_BIOGRAPHY
        and not QUOTATION.search(words)
        and not _reports(words)
    )


def _is_bar(words: str) -> bool:
    """ "Dana Whit | Staff writer", "Oct 3, 2022 • 4 min read": short pieces, not all names."""
    parts = BAR.split(words)
    if len(parts) < 2 or words.endswith((".", "?", "!")) or any(len(p.split()) > 7 for p in parts):
        return False
    return any(
        not any(character.isalpha() for character in part)
        or _labels().fullmatch(_bare(part))
        or all(token in _set("byline", "others") or _is_of_a_date(token) for token in _words(part))
        for part in parts
    )


def _is_line_of_names(words: str) -> bool:
    """ "Rosa Klein", "Meg Stone, Property Editor", "Nora Eck in Rotterdam November 6 2012"."""
    tokens = WORD.findall(words)
    if 3 <= len(tokens) <= LONGEST_NAME_AND_ROLE and all(t[0].isupper() for t in tokens[:3]):
        if tokens[-1].casefold() in _set("byline", "roles") and words[-1].isalnum():
            return True  # "Esther Quayle Rural affairs correspondent"
    roles = sum(token.casefold() in _set("byline", "roles") for token in tokens)
    return (
        2 <= len(tokens) <= (10 if roles or any(token.isdigit() for token in tokens) else 3)
        and words[-1].isalnum()
        and not _reports(words)
        and all(
            token[0].isupper()
            or token.casefold() in _set("byline", "others")
            or _is_of_a_date(token.casefold())
            for token in tokens
        )
    )


def _is_credited(names: str) -> bool:
    """Whether these are the names of who made a picture, and no sentence."""
    tokens = WORD.findall(names)
    return (
        0 < len(tokens) <= 8
        and not names.rstrip(") ]").endswith((".", "?", "!"))
        and all(
            token[0].isupper() or token[0].isdigit() or token.casefold() in _set("byline", "others")
            for token in tokens
        )
    )


def _is_list_entry(words: str) -> bool:
    """Whether it may be a headline in a list: short, and no full sentence."""
    return len(words.split()) <= LONGEST_LIST_ENTRY and not words.endswith((".", ":", "”", '"'))


def _form_at_the_end(span: Span, text: str) -> int | None:
    """Where a comment form begins that runs on from the article's last sentence, if one does."""
    words = span.of(text)
    cuts = [0, *(found.end() for found in SENTENCE_BREAK.finditer(words)), len(words)]
    start = len(words)
    for begin, end in reversed(list(zip(cuts, cuts[1:], strict=False))):
        if not _last_sentences().fullmatch(_bare(" ".join(words[begin:end].split()))):
            break
        start = begin
    return span.start + start if 0 < start < len(words) else None


def _credit_at_the_end(span: Span, text: str) -> int | None:
    """Where a credit begins that runs on from the article's last sentence, if one does.

    As in: The harbour stays shut. Ada Brook contributed to this report.
    """
    words = span.of(text)
    for found in SENTENCE_BREAK.finditer(words):
        rest = " ".join(words[found.end() :].split())
        if len(rest.split()) <= LONGEST_CREDITS and _is_closing_credit(rest):
            return span.start + found.end()
    return None


def _is_closing_credit(words: str) -> bool:
    """Whether words only say who helped to report, write or edit."""
    inner = words.strip("()[] ")
    if (helped := _helped().fullmatch(inner.replace("’", "'"))) is not None:
        tokens = WORD.findall(helped[1])
        return tokens[0][0].isupper() and all(_is_of_names(token) for token in tokens)
    named = _after(inner, load("boilerplate")["byline"]["closers"], r":?\s+")
    tokens = WORD.findall(named or "")
    return bool(tokens) and tokens[0][0].isupper() and all(_is_of_names(t) for t in tokens)


def _is_of_names(token: str) -> bool:
    return not token[0].islower() or token.casefold() in _set("byline", "others")


@lru_cache(ASKED_AGAIN)
def _bare(words: str) -> str:
    """A sentence as the lexicon writes it: small, straight apostrophes, no final punctuation."""
    return words.casefold().replace("’", "'").strip(" .!?…*:»>→|-–—")


@lru_cache(ASKED_AGAIN)
def _words(words: str) -> tuple[str, ...]:
    tokens = WORD.findall(words.casefold())
    return tuple(token.strip(".'’\"“”-&+") or token for token in tokens)


def _is_of_a_date(token: str) -> bool:
    return (
        bool(NUMBER.fullmatch(token))
        or token in _set("date_line", "months", "weekdays", "others")
        or not any(character.isalnum() for character in token)
    )


@lru_cache(ASKED_AGAIN)
def _reports(words: str) -> bool:
    return any(token in _set("reporting", "words") for token in _words(words))


def _begins(bare: str, openers: Iterable[str]) -> bool:
    return any(bare.startswith(opener + " ") for opener in openers)


def _has(bare: str, phrases: Iterable[str]) -> bool:
    return any(_phrase(phrase).search(bare) for phrase in phrases)


def _after(words: str, openers: Sequence[str], link: str) -> str | None:
    """What follows an opener and its link, as it stands; None if the words begin otherwise."""
    found = _opening(tuple(openers), link).match(words.replace("’", "'"))
    return words[found.end() :] if found else None


@cache
def _opening(openers: Sequence[str], link: str) -> re.Pattern[str]:
    choice = "|".join(map(re.escape, sorted(openers, key=len, reverse=True)))
    return re.compile(rf"(?:{choice}){link}", re.IGNORECASE)


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")


@cache
def _closing_credit() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, load("boilerplate")["credit"]["closing"]))
    return re.compile(
        rf"(?:^|\s)(?:{nouns}):\s*(\S[^:]*)$|[.!?]\s(?:{nouns}) by (\S[^:]*)$", re.IGNORECASE
    )


@cache
def _credit_link() -> str:
    links = "|".join(
        re.escape(link) if link in ":," else rf"{re.escape(link)}\b[:,]?"
        for link in load("boilerplate")["credit"]["links"]
    )
    return rf"\s*(?:{links})\s*"


@cache
def _set(table: str, *keys: str) -> frozenset[str]:
    lexicon = load("boilerplate")[table]
    return frozenset(word for key in keys for word in lexicon[key])


@cache
def _labels() -> Phrases:
    return Phrases(_all("labels"))


@cache
def _sentences() -> Phrases:
    return Phrases(_all("sentences"))


@cache
def _headings() -> Phrases:
    return Phrases(load("boilerplate")["teaser"]["headings"])


@cache
def _helped() -> re.Pattern[str]:
    choice = "|".join(map(re.escape, load("boilerplate")["byline"]["helped"]))
    return re.compile(rf"(.+?) (?:also )?(?:{choice})(?: (?:from|in|to) [A-Z][\w., ]*)?\.?")


@cache
def _last_sentences() -> Phrases:
    return Phrases(load("boilerplate")["comment_form"]["sentences"])


def _all(key: str) -> list[str]:
    tables: Iterable[dict[str, Any]] = load("boilerplate").values()
    return [phrase for table in tables for phrase in table.get(key, ())]


def _templates(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression for many phrases in which ``*`` is some words and ``#`` a number."""
    parts = [
        re.sub(r"^\\\*|\\\*$", lambda _: SOME_LAST_WORDS, re.escape(phrase))
        .replace(r"\*", SOME_WORDS)
        .replace(r"\#", r"\d[\d.,]*k?")
        for phrase in phrases
    ]
    return re.compile("|".join(parts) or r"(?!)")
