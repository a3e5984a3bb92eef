"""Whether what is taken for a name is one: of a person, of a body, and whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from quizgen.facts.people.words import GENERATIONS, words
from quizgen.lexicons import load
from quizgen.models import Speaker, normalised
from quizgen.standing.mentions import BEFORE, Mentions, Place
from quizgen.standing.signs import any_of, lexicon

UNDATED = 1990
"""Before this year somebody has died who is of history in whatever article."""
OF = re.compile(r" (?:for|of) ")
WITHIN = re.compile(r"[a-z,–—-] ([A-Z][\w.-]*)(?:[’']s| (?:and|of|&|at|[Ff]or))? \Z")
LINKED = re.compile(r" (?:&|and) (?:[A-Z]\w+ )?[A-Z]\w+")
"""What stands before or behind a name that is part of a longer one."""
JOINED = re.compile(r"((?:[A-Z][\w’'.&-]+ )*[A-Z][\w’'.&-]+)(?:,|,? and|,? or) \Z")
MAKE = re.compile(r"(?<![\w-])(?!G-\d)[A-Z][A-Za-z]{0,2}-\d{1,4}[A-Z]{0,2}(?![\w-])")
"""What a make of aircraft, ship or gun is told by, and no body but the G-7: "HT-47"."""
OF_THE = re.compile(r"[a-z,–—-] ([A-Z][\w-]+) of the \Z")
"""What stands before a body's name that is the end of a longer one: "the [Gazette] of the"."""
THING = re.compile(r", which\b|, (?:an?|the|one of) (?P<what>[^,.;\n]{2,60})")


def is_mute(speaker: Speaker) -> bool:
    """Whether a name is a thing’s, or no name: "the Hyde Amendment", "the local newspaper"."""
    parts = normalised(speaker.name).split()
    naming = lexicon("naming")
    if speaker.type == "person":
        bodies = load("people")["body"]
        if parts[-1] in (*bodies["nouns"], *bodies["sites"], *bodies["wares"]):
            return True  # "Emanuel Church", "King James Bible"
        if parts[0] in peoples():
            return True  # "Filipino Clinton", of "Filipino Clinton supporters"
        if len(parts) == 1 and parts[0] in words().given:
            return True  # "Bill", who may be anybody
        if parts[0] in (*naming["leading"], *naming["around"]) or parts[-1] in naming["ending"]:
            return True  # "Never Trumpers", "Citizens United"
        things = parts
        if speaker.gender and len(parts) > 1:  # Bill Holt and Doris Day are somebody
            things = [] if parts[-1] in load("frames")["surnames"] else parts[-1:]
    else:
        things = parts[-1:]  # "the World Bank"
        if parts[-1] in load("people")["body"]["wares"]:
            return True  # "Harbour Ketchup"
        told = set(speaker.name.removeprefix("the ").split()) & set(load("frames")["armed"])
        if told and parts[-1] in naming["bands"]:
            return True  # "the radical Islamist organization"
    if set(things) & set(load("frames")["mute"]):
        return True
    if MAKE.search(speaker.name):
        return True  # "Harbour HT-47 Kestrel"
    name = speaker.name.removeprefix("the ")
    if parts[0] in naming["leading"]:
        return True  # "Besides Centerview"
    # Marine John “Tig” Holt is no body, and "the Eastwick, Norland-based firm" is no name.
    return (
        "…" in name
        or (speaker.type != "person" and re.search("[“,]|-based", name) is not None)
        or (speaker.type != "person" and name.split()[-1] in naming["loose"])
        or not any(w[0].isupper() for w in name.split())
        or (speaker.type == "person" and name.isupper())
    )


def is_late(name: str, year: int | None) -> bool:
    """Whether it is somebody or a body of history that was no more when the article was written.

    An article without a date may be of any year of the last few decades.
    """
    died = load("people")["dead"].get(name)
    return died is not None and died < (UNDATED if year is None else year)


def is_misnamed(name: str, people: Collection[str], called: Mapping[str, int]) -> bool:
    """Whether what is taken for a person's name is none, or more than one: "Ada Brook Hints Vance".

    Args:
        people: Everybody's full name.
        called: How many have a given name.
    """
    parts = name.split()
    given = words().given
    if len(parts) == 2 and parts[0].lower() in load("people")["rank"]["words"]:
        return parts[0].lower() not in given  # "Chairman Vance"
    if parts[-1].lower() in lexicon("naming")["offices"]:
        return True  # "Norland Isles Prime Minister"
    if any(part.lower() in lexicon("naming")["titles"] for part in parts[:-2]):
        return True  # "Assistant AG Ada Brook"
    if parts[-1].rstrip(".").lower() in GENERATIONS:
        if len(parts) == 2 and not parts[-1].isupper():
            return True  # "Karl Sr"; but "Elizabeth II"
    else:
        within = (
            " ".join(parts[i:j])
            for i in range(len(parts))
            for j in range(i + 2, len(parts) + 1)
            if j - i < len(parts)
        )
        if any(part in people for part in within):
            return True
    # "Crazy Ada", of Ada Brook
    others = called.get(parts[-1], 0) - (parts[0] == parts[-1])
    return len(parts) == 2 and others > 0 and parts[0].lower() not in given


def is_longer(places: Sequence[Place], there: Mentions) -> bool:
    """Whether a name is cut short wherever it stands: "[Alejandro] García Padilla"."""

    def goes_before(start: int) -> bool:
        found = re.search(r"[\w.,’'] ([A-Z][a-zé-]+) \Z", there.text[max(0, start - 40) : start])
        return (
            found is not None
            and found[1].lower() not in _before_names()
            and found[1] not in there.surnames
        )

    return bool(places) and all(goes_before(start) for start, _ in places)


def is_thing(places: Sequence[Place], there: Mentions) -> bool:
    """Whether a name is told by what no person is: "Acme Jets, a consulting firm"."""
    nouns = load("people")["body"]["nouns"]
    for start, end in places:
        before, behind = there.around(start, end)
        if _group().search(before):
            return True  # "the group Acme"
        found = THING.match(behind)
        if found is not None and found["what"] is None:
            return True
        if found is not None:
            head = normalised(_ends_what().split(found["what"])[0]).split()
            if head and head[-1] in nouns:
                return True
        if re.match(r", [A-Z]", behind) and _country_follows(behind):
            return True  # "San Pedro Sula, Honduras"
    return False


def is_firm(places: Sequence[Place], there: Mentions) -> bool:
    """Whether a name has beside it what only firms have: "shares of Ada Brook"."""
    return any(
        _firm_before().search(before) or _firm_behind().match(behind) or _beside(before) in bodies
        for bodies in (there.bodies,)
        for before, behind in (there.around(*place) for place in places)
    )


def _beside(before: str) -> str:
    """The name that is joined to one by an "and" or a comma: "[Acme Motors] and Ada Brook"."""
    found = JOINED.search(before)
    return found[1] if found is not None else ""


def is_where(place: Place, there: Mentions) -> bool:
    """Whether a name tells where something is: "in Anlong Veng"."""
    before, _ = there.around(*place)
    return before.endswith((" at ", " from ", " in ", " inside ", " near ", " outside "))


def is_piece(speaker: Speaker, places: Sequence[Place], there: Mentions) -> bool:
    """Whether a name is part of a longer one wherever it stands: "[SITE] Intelligence Group"."""
    # "the Institute for Peace [and War]"
    text = there.text
    if OF.search(speaker.name) and places and all(LINKED.match(text, end) for _, end in places):
        return True
    if speaker.name.startswith("the "):
        return bool(places) and all(
            _goes_on().match(text, end) or _is_of_the(text[max(0, start - BEFORE) : start])
            for start, end in places
        )
    return bool(places) and all(
        ((longer := WITHIN.search(text[max(0, start - BEFORE) : start])) is not None)
        and longer[1].lower() not in peoples()  # "the U.S. State Department"
        or _goes_on().match(text, end)
        for start, end in places
    )


def _is_of_the(before: str) -> bool:
    """Whether another name goes on with one: "the Gazette of the", not "the President of the"."""
    found = OF_THE.search(before)
    return found is not None and not set(normalised(found[1]).split("-")) & (
        words().role | words().rank
    )


@cache
def _before_names() -> frozenset[str]:
    """What stands before a name with a capital and is no part of it: "Republican Ada Brook"."""
    people = load("people")
    found = {*people["rank"]["words"], *people["rank"]["beginnings"], *people["role"]["nouns"]}
    found |= {*people["body"]["parties"], *people["role"]["describing"], *peoples()}
    return frozenset(found.union(*people["address"].values()))


@cache
def peoples() -> frozenset[str]:
    """What people and bodies of a country are called, in small letters: "canadian"."""
    return frozenset(w.lower() for of in load("places")["countries"].values() for w in of)


@cache
def _firm_before() -> re.Pattern[str]:
    """What stands before a firm's name: "retailer Acme", "stakes in Acme", "an officer of Acme"."""
    firm = lexicon("firm")
    return re.compile(
        rf"\b(?:{any_of(load('people')['body']['commercial'])}) \Z"
        rf"|\b(?:{any_of(firm['has'])})s? (?:of|in|at) \Z"
    )


@cache
def _firm_behind() -> re.Pattern[str]:
    """What stands behind it: " Inc.", " shares", "’s stores"."""
    firm = lexicon("firm")
    return re.compile(
        rf" (?:(?i:{any_of(load('people')['body']['firms'])})\b|amp )"
        rf"|(?:[’']s?)? (?:{any_of(firm['owns'])})s?\b"
    )


def _country_follows(behind: str) -> bool:
    places = load("places")
    found = re.match(r", ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)", behind)
    if found is None:
        return False
    return any(w in places["countries"] for w in (found[1], found[1].split()[0]))


@cache
def _group() -> re.Pattern[str]:
    nouns = (*load("people")["body"]["nouns"], *lexicon("naming")["groups"])
    return re.compile(rf"\b(?:{any_of(nouns)})(?: (?:called|named|known as))?(?: I \w+,)? \Z")


@cache
def _ends_what() -> re.Pattern[str]:
    """Where what somebody is ends: "a fellow at a firm" is no firm."""
    return re.compile(
        r"\b(?:of|for|at|in|that|who|which|to|with|by|on|from|and|or|where"
        rf"|{any_of(lexicon('naming')['made'])})\b"
    )


@cache
def _goes_on() -> re.Pattern[str]:
    """What stands behind a name that goes on: "the Harbour [Committee chair]"."""
    nouns = any_of(lexicon("naming")["going_on"])
    return re.compile(rf" (?:{nouns}|on|of)\b| (?:&|and) [A-Z]\w+ [a-z]+|-[a-z]| d[’'][A-Z]")
