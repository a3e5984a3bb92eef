"""Whether two statements may be one, or two names one speaker’s."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import cache, lru_cache

from quizgen.drafting import Material, alike, shared, telling_words
from quizgen.facts.people.words import GENERATIONS, PARTICLES
from quizgen.facts.people.words import words as known_words
from quizgen.lexicons import load
from quizgen.models import Speaker, Statement, normalised
from quizgen.standing import peoples, sort_of

SAME = 0.5
"""From this share of common words, two statements may be two reports of one."""
CONTAINED = 0.75
"""From this share of the shorter one’s words, too."""
LONG_NAME = 5
"""Letters from which a name may be another one, mistyped."""
CAPITAL = re.compile(r"\b[A-Z]")
OF = re.compile(r" (?:for|of) ")
HALVES = {"the North": "North ", "the South": "South "}
"""What a country may be called for short beside its other half."""
SLIP = 0.8
"""From this share of letters in common, in order."""


@lru_cache(maxsize=16_384)  # each of an article's statements is held against each, for each kind
def says_the_same(one: str, other: str) -> bool:
    """Whether two wordings may report the same: much in common, or one nearly all in the other."""
    short = min(len(telling_words(text)) for text in (one, other))
    return alike(one, other) >= SAME or (short > 3 and shared(one, other) >= CONTAINED)


def said_by_others(material: Material, said: Statement) -> bool:
    """Whether somebody else says much the same in the article: then "Who said it?" has two keys."""
    return any(
        other.speaker != said.speaker and says_the_same(other.wording, said.wording)
        for other in material.facts.statements
    )


@lru_cache(maxsize=16_384)
def may_be_one(one: Speaker, other: Speaker) -> bool:
    """Whether two names may be one speaker's: a word in common, but for a slip, or initials."""
    first, second = parts_of(one), parts_of(other)
    return (
        bool(first & second)
        or _abbreviates(one.name, other.name)
        or any(_is_slip(a, b) for a in first for b in second)
    )


def may_speak_for(one: Speaker, other: Speaker) -> bool:
    """Whether what ``one`` says may be the other's word: a director's is the bureau's.

    Of a person whose role the article doesn't tell nobody knows whose word it is.
    """
    if _is_mouth(one, other) or _is_mouth(other, one):
        return True
    if not other.named:
        of_no_office = one.named and one.type == "person" and one.role is None
        return (of_no_office and other.number == "plural") or _may_be_among(one, other)
    if not one.named:
        return _may_be_among(other, one)
    if _is_organ(one, other) or _is_organ(other, one):
        return True
    if one.type == other.type:
        # "the shipping company" may be any that has a name
        return one.type != "person" and (
            _is_common(one) != _is_common(other)
            or _are_of_one_state(one, other)
            or _is_whole_of(one, other)
            or _is_whole_of(other, one)
        )
    person, body = (one, other) if one.type == "person" else (other, one)
    bodies = load("people")["body"]
    last = normalised(body.name).split()[-1]
    if last in bodies["papers"] + bodies["known"]:
        return False  # whoever works there isn't asked for the paper's word
    if person.role is None:
        return True
    ranks = load("people")["rank"]["words"]
    if _is_state(body) and set(normalised(person.role).split()) & {*ranks, "official"}:
        # a foreign minister's word is the country's, unless the role tells that it's another's
        mine, its = _nations(Speaker(person.id, person.role, None, "organisation")), _nations(body)
        return not (mine and its) or bool(mine & its)
    if last in bodies["seats"] and set(normalised(person.role).split()) & {*ranks, "official"}:
        return True  # the Kremlin is the president's
    if _is_officer(person.role, last) or _is_bare_office(person.role):
        return True
    office = Speaker(body.id, person.role, None, "organisation")
    short = initials(body.name)
    return (
        may_be_one(office, body)
        or _is_whole_of(body, office)
        or (len(short) > 1 and short in person.role.split())  # "FSA chairman"
        or any(
            _abbreviates(part, body.name)
            for part in re.split(r" (?:of|for|at|to|in) (?:the )?", person.role)
        )
    )


def _is_officer(role: str, noun: str) -> bool:
    """Whether a role is of such bodies as end in a noun, and tells of none by name: "pastor"."""
    officers: dict[str, list[str]] = load("people")["body"]["officers"]
    offices = {*officers.get(noun, ())}
    rest = [word for word in role.split() if normalised(word) not in offices]
    return len(rest) < len(role.split()) and not any(word[0].isupper() for word in rest)


def _is_bare_office(role: str) -> bool:
    """Whether a role may be in any firm or body: "CEO", "former chief executive"."""
    return set(normalised(role).split()) <= {*load("people")["body"]["offices_alone"]}


def _is_organ(medium: Speaker, state: Speaker) -> bool:
    """Whether a medium has the word of a state, which owns it: "Xinhua", of China."""
    organs: dict[str, str] = load("people")["body"]["organs_of"]
    whose = organs.get(normalised(medium.name.removeprefix("the ")))
    if whose is None or state.type == "person":
        return False
    words = set(normalised(state.name).split())
    return whose in _nations(state) and (
        _is_state(state) or bool(words & {*load("people")["body"]["governing"]})
    )


def may_be_named_later(material: Material, one: Statement, other: Statement) -> bool:
    """Whether one of two is told without a name, and the other first named behind it.

    "A top adviser said …": and in the next paragraph he is Ms Brook.
    """
    for unnamed, named in ((one, other), (other, one)):
        if unnamed.speaker is None or named.speaker is None or unnamed.speaker.named:
            continue
        if unnamed.speaker.number == "singular" and is_new(material, named.speaker, unnamed):
            return True
    return False


def is_new(material: Material, speaker: Speaker, unnamed: Statement) -> bool:
    """Whether a person of no known role isn't named before somebody without a name speaks."""
    if not speaker.named or speaker.type != "person" or speaker.role is not None:
        return False
    place = material.article.text.find(speaker.name.split()[-1])
    return not 0 <= place < unnamed.attribution.cue[0].start


def _is_common(body: Speaker) -> bool:
    """Whether a body is told by common words alone: "the advisory panel", "the Danish firm"."""
    name = re.sub(r"^[Tt]he ", "", body.name).split()
    bodies = load("people")["body"]
    if name and name[-1] in (*bodies["commercial"], *bodies["owned_by_some"]):
        name = [word for word in name if not _is_whence(word)]
    return not any(word[0].isupper() for word in name)


def _is_whence(word: str) -> bool:
    """Whether a word tells only what country something is of: "Danish", "US"."""
    return word.lower() in peoples() or word.replace(".", "") in ("EU", "UK", "US")


def _is_whole_of(whole: Speaker, part: Speaker) -> bool:
    """Whether one body is made of others, and whoever the other is belongs to one of them."""
    for short, names in _wholes().items():
        if re.sub(r"^[Tt]he ", "", whole.name) not in short:
            continue
        if any(re.search(rf"\b{re.escape(name)}\b", part.name) for name in (*short, *names)):
            return True
    return False


@cache
def _wholes() -> dict[tuple[str, ...], list[str]]:
    """To the names of each body that is made of others, theirs."""
    return {tuple(w["names"]): w["parts"] for w in load("people")["body"]["wholes"].values()}


def _is_mouth(spokesman: Speaker, body: Speaker) -> bool:
    """Whether what a spokesman without a name says may be a body's word: "a Hale spokesman"."""
    if spokesman.named or spokesman.type != "person" or body.type == "person":
        return False
    if head_of(spokesman) not in load("people")["unnamed"]["mouths"]:
        return False
    whose = CAPITAL.findall(spokesman.name[1:])
    # "an RV spokesman": a name of two letters is no part of a longer one
    short = body.name.removeprefix("the ") in spokesman.name.split()
    return _is_common(body) or not whose or short or bool(parts_of(spokesman) & parts_of(body))


def _are_of_one_state(one: Speaker, other: Speaker) -> bool:
    """Whether one body is a government, or a country, and the other may be part of it."""
    bodies = load("people")["body"]
    if _is_state(one) and _is_state(other):
        return bool(_nations(one) & _nations(other))  # "America", "the US"
    heads = [
        {words[-1], " ".join(words[-2:]), normalised(OF.split(body.name)[0]).split()[-1]}
        for body in (one, other)
        if (words := normalised(body.name).split())
    ]
    for body, known in zip((one, other), heads, strict=True):
        if _is_state(body):
            known |= {*bodies["governing"]}
    if not any(
        mine & {*bodies["governing"]} and its & {*bodies["governed"]}
        for mine, its in (heads, heads[::-1])
    ):
        return False
    mine, its = _nations(one), _nations(other)
    return not (mine and its) or bool(mine & its)  # not "the Canadian government"


def _is_state(body: Speaker) -> bool:
    """Whether a body is a country, or is called by its capital: "Tokyo"."""
    bodies = load("people")["body"]
    name = normalised(body.name)
    capital = name in bodies["seats_of"] and name not in bodies["governed"]
    return capital or body.name in HALVES or sort_of(body) == "country"


def _nations(body: Speaker) -> set[str]:
    """Whose a body is, as far as its name tells: of the Kremlin, "russian"."""
    words = normalised(body.name).split()
    countries: dict[str, list[str]] = load("places")["countries"]
    name = f" {body.name.lower()} "
    told = set(re.findall(r"[\w.’'-]+", body.name))  # "US", but no "us"
    named = [
        word.lower()
        for country, known in countries.items()
        if f" {country.lower().removeprefix('the ')} " in name
        or told & {*known}
        or (half := HALVES.get(body.name)) is not None
        and country.startswith(half)
        for word in known
    ]
    seats: dict[str, str] = load("people")["body"]["seats_of"]
    seated = [whose for seat, whose in seats.items() if " ".join(words).endswith(seat)]
    return {*words, *named, *seated} & peoples()


def _may_be_among(speaker: Speaker, unnamed: Speaker) -> bool:
    """Whether a speaker may be one of those who are told only by what they are."""
    if unnamed.type != "person":
        return not speaker.named and speaker.type != "person"
    sorts = load("people")["unnamed"]
    head = head_of(unnamed)
    if speaker.type != "person":
        return speaker.named and head in sorts["office"]  # whose officials?
    if not speaker.named:
        return are_akin(head, head_of(speaker))
    role = normalised(speaker.role or speaker.name).split()
    if parts_of(unnamed) & set(role):
        return True  # "Acme officials", and the vice president of Acme
    if head in sorts["knowing"] and (speaker.role is None or _may_know(role)):
        return True  # "experts", and the director of an institute
    if speaker.role is None:
        return head in sorts["office"]
    if head in sorts["office"] and set(role) & {*load("people")["rank"]["words"], *sorts["office"]}:
        return True
    return any(are_akin(head, word) for word in role)


def _may_know(role: Collection[str]) -> bool:
    """Whether the words of a role tell of somebody who may be called an expert: no nurse."""
    walks = load("standing")["walks"]
    public = any(word in walks[walk] for walk in ("office", "press", "sport") for word in role)
    return not public and any(
        word in walks[walk] for walk in ("learned", "staff", "business", "law") for word in role
    )


def head_of(unnamed: Speaker) -> str:
    """The noun by which somebody without a name is told, in the singular."""
    before = re.split(r" (?:at|for|from|in|of|on|to|with) ", unnamed.name)[0]
    noun = normalised(before).split()[-1]
    return noun.removesuffix("s") if unnamed.number == "plural" else noun


def are_akin(one: str, other: str) -> bool:
    """Whether two nouns for people may be said of one: "analyst", "economist"."""
    return one == other or any(
        one in sort and other in sort for sort in load("people")["unnamed"]["sorts"]
    )


@lru_cache(maxsize=65_536)  # an article of many speakers compares them all, again and again
def _is_slip(one: str, other: str) -> bool:
    """Whether two names may be one, mistyped: "Labott", "Labbot"."""
    if min(len(one), len(other)) < LONG_NAME or one[0] != other[0]:
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= SLIP and matcher.ratio() >= SLIP


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _abbreviates(one: str, other: str) -> bool:
    """Whether one name is the other's initials: "the DNC", "the Democratic National Committee"."""

    aliases = load("people")["body"]["aliases"]
    one, other = (aliases.get(name.removeprefix("the "), name) for name in (one, other))
    if one.removeprefix("the ") == other.removeprefix("the "):
        return True
    short = [name.split()[-1].replace(".", "") for name in (one, other)]
    return short[0] == initials(other) or short[1] == initials(one)


def parts_of(speaker: Speaker) -> set[str]:
    """The words by which a name could be taken for another: "Xi", however short, of a person."""
    parts = normalised(speaker.name).split()
    if speaker.type == "person" and speaker.named:
        # but no particle, and no "QC" or "Jr"
        small = {w.lower() for w in speaker.name.split() if len(w) == 2 and w.istitle()}
        return {w for w in parts if len(w) > 2 or w in small - PARTICLES - GENERATIONS}
    return {w for w in parts if len(w) > 2 and w not in ("the", "and")}


def called(speaker: Speaker) -> set[str]:
    """Words that may stand for a person's whole name: the last, and the first if none is given.

    Of "Xi Jinping" that is the first one; of a given name that few lists have, both.
    """
    parts = normalised(speaker.name).split() or [""]
    return {parts[-1]} | ({parts[0]} - known_words().given)


def is_mentioned(speaker: Speaker, named: Collection[str]) -> bool:
    name = normalised(speaker.name)
    surname = name.split()[-1] if name else ""
    return any(
        name == other or surname in other.split() or (other and other in name) for other in named
    )
