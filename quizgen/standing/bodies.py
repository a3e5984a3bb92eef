"""What an article gives for and against a body's having said something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quizgen.facts.people.words import lands, words
from quizgen.facts.places import find_places
from quizgen.lexicons import load
from quizgen.models import Speaker, normalised
from quizgen.standing.evidence import ENOUGH, HEARD, TOLD, Standing
from quizgen.standing.mentions import Mentions, Place
from quizgen.standing.naming import OF, is_late, is_mute, is_piece
from quizgen.standing.signs import any_of, lexicon, signs

MODEL = re.compile(r" \d")
"""What stands behind a make: "his Acme 757"."""
LISTED = re.compile(r"\(([\w, /]+)\)")
LONGEST_LIST = 80
"""Characters of a bracket in which an article names the agencies it draws on."""
LONGEST_SHORT = 5
"""Letters of a word that may be capitals in running text, too: "NBC NEWS", "UNHCR"."""
HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? ")


def of_body(speaker: Speaker, there: Mentions) -> Standing:
    """What speaks for and against a body."""
    name = speaker.name.removeprefix("the ")
    places = there.of_name(name)
    heard = bool(there.heard[speaker.id])
    return Standing(
        _evidence(speaker, name, places, there),
        None if heard else _against(name, places, there),
        _is_name(speaker, name, places, there),
        is_late(name, there.year)
        or not heard
        and bool(places)
        and all(there.is_history(place) for place in places),
    )


def _is_name(speaker: Speaker, name: str, places: Sequence[Place], there: Mentions) -> bool:
    parts = name.split()
    if is_mute(speaker) or HONORIFIC.search(name) or is_piece(speaker, places, there):
        return False
    if any(person in name for person in there.people):
        return False  # "Fox News Sean Hannity"
    if name in there.surnames and name.lower() not in words().known:
        return False
    if len(parts) == 1 and any(_running().match(there.text, end) for _, end in places):
        return False  # "a Vance supporter"
    if len(parts) == 1 and name.lower() in load("people")["body"]["silent_alone"]:
        return False  # "News", of "7 News"
    if name.split()[-1] in there.surnames and _is_of_many(parts[:-1]):
        return False  # "the UN Holt", of "the ambassador to the UN Holt"
    given = parts[-1].lower() in words().given
    if len(parts) > 1 and given and not speaker.name.startswith("the "):
        return False  # "Prez Jim"
    # "Brook State Department" is another's name, and whose
    return not (parts[0] in there.surnames and " ".join(parts[1:]) in there.bodies)


def _is_of_many(parts: Sequence[str]) -> bool:
    """Whether words alone name a body or a country that has no family name: "the UN"."""
    name = " ".join(parts)
    bodies = load("people")["body"]
    known = {whole for of in bodies["wholes"].values() for whole in of["names"]}
    return name in known | {*load("people")["media"]["names"]} or name.lower() in lands()


def _against(name: str, places: Sequence[Place], there: Mentions) -> str | None:
    people = load("people")
    if name.lower() in people["armies"]["names"]:
        return "nobody expects to hear from it"
    heads = {normalised(part).split()[-1] for part in (name, OF.split(name)[0])}
    if heads & {*people["body"]["silent"]} or name.lower() in people["body"]["things_named"]:
        return "nobody expects its word"
    if name.split()[0].lower() in people["body"]["things"] and " " in name:
        return "nobody expects its word"  # "Operation Brisk Tide"
    if name.isupper() and " " in name and max(map(len, name.split())) > LONGEST_SHORT:
        return "it is a line in capitals"  # "HERALD CONTENT SERVICES"
    makes = sum(MODEL.match(there.text, end) is not None for _, end in places)
    if places and 2 * makes >= len(places):
        return "it is a make"
    if places and all(_is_credit(place, there) for place in places):
        return "it only reports"
    return None


def _is_credit(place: Place, there: Mentions) -> bool:
    """Whether an agency stands in a list of those whose reports were used: "(AFP, Reuters)"."""
    listed = LISTED.search(there.text, max(0, place[0] - LONGEST_LIST), place[1] + LONGEST_LIST)
    while listed is not None and listed.end() < place[1]:
        listed = LISTED.search(there.text, listed.end(), place[1] + LONGEST_LIST)
    if listed is None or listed.start() > place[0]:
        return False
    names = re.split(r", ?|/| and ", listed[1].lower())
    return len(names) > 1 and bool({*names} & {*lexicon("reporting")["agencies"]})


def _evidence(speaker: Speaker, name: str, places: Sequence[Place], there: Mentions) -> int:
    bodies = load("people")["body"]
    evidence = HEARD if there.heard[speaker.id] else 0
    parts = normalised(name).split()
    last, head = parts[-1], normalised(OF.split(name)[0]).split()[-1]
    if {last, head} & {*bodies["papers"], *bodies["known"], *bodies["offices"]}:
        evidence += TOLD  # "the Institute for Sea Defence"
    if any(_acts(place, there) for place in places):
        evidence += TOLD
    told = {last, head} & {*bodies["nouns"]} or " " in name or name.isupper()
    free = [place for place in places if not there.only_tells(place[1])]
    return evidence + min(len(free), ENOUGH) if told or evidence else 0


def _acts(place: Place, there: Mentions) -> bool:
    """Whether a body does or says something here."""
    before, behind = there.around(*place)
    if _speaks_for().search(before) or _its_word().match(behind):
        return True
    within = before.removesuffix("the ").endswith((" at ", " of ", " in ", " with ", " for "))
    return not within and signs().acting.match(behind) is not None


def sort_of(body: Speaker) -> str | None:
    """What sort of body it is, by its last words or the one before "of": "office", "medium"."""
    name = body.name.removeprefix("the ")
    if any(
        place.sort == "country" and body.name[place.start : place.end] in (name, body.name)
        for place in find_places(body.name)  # also "America"
    ):
        return "country"
    parts = normalised(name).split()
    heads = {" ".join(parts[-2:]), normalised(OF.split(name)[0]).split()[-1], name.lower()}
    sorts: dict[str, list[str]] = load("people")["body"]["sorts"]
    for known in (heads, {parts[-1]}):  # "the AFP news agency" is no agency
        for sort, nouns in sorts.items():
            if known & {*nouns}:
                return sort
    return None


@cache
def _speaks_for() -> re.Pattern[str]:
    """What stands before the name of a body whose word the article has."""
    known = load("people")["unnamed"]["mouths"]
    mouths = [form for word in known for form in (word, word.capitalize())]
    return re.compile(
        rf"(?:\b(?:[Aa]ccording to|(?:{any_of(mouths)}) (?:for|with|of)"
        r"|(?:said|told|wrote) (?:in|for)(?: an?)?) (?:the )?)\Z"
    )


@cache
def _its_word() -> re.Pattern[str]:
    """What stands behind it."""
    known = lexicon("word")
    return re.compile(
        rf"(?:[’']s?)? (?:(?:{any_of(known['describing'])}) ){{0,2}}"
        rf"(?:officials?|{any_of((*load('people')['unnamed']['mouths'], *known['texts']))})\b"
    )


@cache
def _running() -> re.Pattern[str]:
    """What stands behind the name of a candidate."""
    return re.compile(rf" (?:{any_of(lexicon('running')['nouns'])})\b")
