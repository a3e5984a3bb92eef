"""What an article gives for and against a person's having said something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.facts.people.words import words
from quizgen.facts.places import find_places
from quizgen.lexicons import load
from quizgen.models import Speaker, normalised
from quizgen.standing.evidence import HEARD, TOLD, Standing
from quizgen.standing.mentions import Mentions, Place
from quizgen.standing.naming import (
    is_firm,
    is_late,
    is_longer,
    is_misnamed,
    is_mute,
    is_thing,
    is_where,
)
from quizgen.standing.signs import (
    AGE,
    AGED,
    BESIDE,
    BESIDE_TOO,
    CREDITED,
    RANKED,
    WHO,
    lexicon,
    signs,
)

OFTEN = 3
"""Mentions from which more tell nothing more."""
YOUNGEST = 13
"""Years from which somebody may be asked for an opinion."""
RUN_ON = re.compile(r"[a-z]{5}[A-Z]")
RUN_TOGETHER = re.compile(r"[a-z][A-Z]\w*[a-z][A-Z]")
"""Words without a space between, as where a list of names was: "Ada BrookDirector"."""
CUT = re.compile(r"-[A-Za-z]")
"""What stands behind the first part of a longer word: "Eastwick County [Multi]-Agency Force"."""
SIC = re.compile(r"(?:[’']s)? \[sic\]")


def of_person(speaker: Speaker, there: Mentions) -> Standing:
    """What speaks for and against a person."""
    places = there.of(speaker)
    full = there.of_name(speaker.name)
    against = next(_against(speaker, places, full, there), None)
    if speaker.id in there.surely_heard:
        # Who is only charged with it may well be quoted.
        did_it = speaker.name in load("people")["armies"]["leaders"] or any(
            signs().did_it.match(there.text, end) for _, end in places
        )
        against = "somebody accused" if did_it else None
    return Standing(
        _evidence(speaker, places, there),
        against,
        _is_name(speaker, full, there),
        is_late(speaker.name, there.year)
        or speaker.name in load("people")["fiction"]["names"]
        or not there.heard[speaker.id]
        and bool(places)
        and all(there.is_history(place) for place in places),
    )


def _is_name(speaker: Speaker, places: Sequence[Place], there: Mentions) -> bool:
    if is_mute(speaker) or is_misnamed(speaker.name, there.people, there.called):
        return False
    if RUN_TOGETHER.search(speaker.name) or find_places(speaker.name):
        return False
    if places and all(CUT.match(there.text, end) for _, end in places):
        return False
    if any(SIC.match(there.text, end) for _, end in places):
        return False
    told = _is_somebody(speaker, places, there)
    if speaker.gender is not None:
        # "Ada Brook Inc.", called after somebody; "near Diego Garcia"
        lies = any(is_where(place, there) for place in places) and all(
            is_where(place, there) or there.around(*place)[0].endswith(" to ") for place in places
        )
        return told or not (lies or is_firm(places, there))
    heard = there.heard[speaker.id]
    if not told and (not heard or " " not in speaker.name or is_firm(places, there)):
        return False  # "Greater Eastwick", "Acme": whatever the tagger takes it for
    # Who is heard is somebody, be it by half of a name.
    half = not heard and is_longer(places, there)
    return not half and not is_thing(places, there)


def _is_somebody(speaker: Speaker, places: Sequence[Place], there: Mentions) -> bool:
    """Whether the article tells of a name what it tells only of people.

    That is an office, a rank, an age, a party, "who", the family name alone, or people beside.

    Args:
        places: Where the full name stands.
    """
    if speaker.role is not None:
        return True
    # "Harbour Tools" has no family name in "the Guild of Tools"
    alone = {p for p in {*there.of(speaker)} - {*places} if not _is_of_body(p, there)}
    if " " in speaker.name and any(not is_where(place, there) for place in alone):
        return True
    if any(is_where(place, there) for place in places):
        return False  # "from Anlong Veng, who had formed an alliance"
    return any(_is_ranked(place, there) or _has_peers(place, there) for place in places)


def _is_of_body(place: Place, there: Mentions) -> bool:
    """Whether a mention stands within a body's name of several words."""
    start, end = place
    return any(
        first <= start and end <= last and (first, last) != place
        for body in there.bodies
        if " " in body and there.text[start:end] in body
        for first, last in there.of_name(body)
    )


def _is_ranked(place: Place, there: Mentions) -> bool:
    """Whether a rank or a form of address stands before a name, or an age or a party beside."""
    before, behind = there.around(*place)
    rank = RANKED.search(before)
    if rank is not None and rank[1].lower() in words().rank_ends | words().address.keys():
        return True
    return any(sign.match(behind) for sign in (WHO, AGED, signs().party)) or (
        AGE.search(before) is not None
    )


def _against(
    speaker: Speaker, places: Sequence[Place], full: Sequence[Place], there: Mentions
) -> Iterator[str]:
    """Why nobody believes that somebody who isn't heard said something, the first reason first.

    Args:
        places: Where the person is named.
        full: Where the full name stands.
    """
    known = signs()
    if RUN_ON.search(speaker.name):
        yield "it is no name"  # who is heard may be VanderSloot
    if " " not in speaker.name:
        yield "half a name"  # who is surely heard is believed by it
    around = [there.around(*place) for place in places]
    if any(known.died.match(behind) or known.mourned.search(before) for before, behind in around):
        yield "somebody dead"
    if any(
        known.accusing.search(before) or known.accused.match(behind) or known.did_it.match(behind)
        for before, behind in around
    ):
        yield "somebody accused"
    outcomes = lexicon("accused")["outcomes"]
    if any(outcome in there.sentence(place) for place in full for outcome in outcomes):
        yield "somebody accused"
    role = {*normalised(speaker.role or "").split()}
    if role & {*load("people")["unnamed"]["reporters"]}:
        yield "somebody who only reports"
    fights = any(known.leads.match(behind) for _, behind in around)
    fights |= speaker.name in load("people")["armies"]["leaders"]
    if fights or role & {*load("people")["armies"]["names"]}:
        yield "somebody who fights"
    whole = [there.around(*place) for place in full]
    if _is_credited(speaker, there) or any(
        known.reporting.search(before) or known.signed.search(before) or known.writes.match(behind)
        for before, behind in whole
    ):
        yield "somebody who only reports"
    if any(known.acted.search(before) for before, _ in whole):
        yield "somebody of a tale"
    if any(_is_young(before, behind) for before, behind in whole):
        yield "a child"
    if full and all(
        before.endswith((" at ", " inside ", " outside ")) and behind.startswith(("’s", "'s"))
        for before, behind in whole
    ):
        yield "a place"  # "at Hamburger Holt's"
    if places and all(there.only_tells(end) or _is_owner(end, there) for _, end in places):
        yield "named only for something else"  # "a Holt speechwriter", "Holt’s cabinet"


def _evidence(speaker: Speaker, places: Sequence[Place], there: Mentions) -> int:
    free = [place for place in places if not there.only_tells(place[1])]
    evidence = min(len(free), OFTEN)
    if there.heard[speaker.id]:
        evidence += HEARD
    if speaker.role is not None:
        evidence += TOLD
    if len(free) == 1 and _has_peers(free[0], there):
        evidence += 1
    ranks = {*load("people")["rank"]["words"], *load("people")["address"]["any"]}
    for place in free:
        before, behind = there.around(*place)
        rank = RANKED.search(before)
        told = rank is not None and rank[1].lower() in ranks
        if told or WHO.match(behind) or signs().party.match(behind) or signs().acting.match(behind):
            return evidence + TOLD
    return evidence


def _has_peers(place: Place, there: Mentions) -> bool:
    """Whether somebody is named as one of several: "behind Ada Brook and Karl Holt"."""
    before, behind = there.around(*place)
    beside = [m for m in (BESIDE.search(before), BESIDE_TOO.match(behind)) if m is not None]
    return any(match[1].split()[-1] in there.surnames for match in beside)


def _is_owner(end: int, there: Mentions) -> bool:
    """Whether a name only tells whose something is: "Ms Holt’s resignation"."""
    return there.text.startswith(("’s ", "'s "), end)


def _is_credited(speaker: Speaker, there: Mentions) -> bool:
    """Whether somebody is named only as who took a picture: "Ada Brook via Getty Images"."""
    places = there.of_name(speaker.name)
    return bool(places) and all(
        CREDITED.match(there.text, end)
        or signs().crediting.search(there.text[max(0, start - 30) : start])
        for start, end in places
    )


def _is_young(before: str, behind: str) -> bool:
    age = AGE.search(before) or AGED.match(behind)
    return age is not None and int(age[1]) < YOUNGEST
