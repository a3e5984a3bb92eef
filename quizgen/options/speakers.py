"""Other speakers than the one who said it: believable, and certainly not right."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import product

from quizgen.drafting import Material, telling_words
from quizgen.guidelines import misprint
from quizgen.lexicons import load
from quizgen.models import Speaker, Statement, normalised
from quizgen.options.personal import belongs_to, is_likened, is_personal
from quizgen.options.sameness import (
    are_akin,
    called,
    initials,
    is_mentioned,
    is_new,
    may_be_one,
    may_speak_for,
    parts_of,
    says_the_same,
)
from quizgen.standing import Standing, sort_of

FEWEST = 2
"""Wrong answers that a question needs; only for these is a doubtful one taken."""
SPOKEN_OF = 2
"""Times that the article names somebody, other than as who speaks, of whom others may speak."""
MUCH = 4
"""Evidence from which more makes nobody more believable."""
LESS_NAMED = 6
"""How many times as often as another somebody may be named who is taken for that one."""
FEMALE = ("mother", "daughter", "sister", "wife", "woman", "widow", "grandmother")
KIN = re.compile(
    r"\bI(?:’m|'m| am) (?:an?|the) (?:[\w-]+ ){0,3}"
    rf"({'|'.join((*FEMALE, 'father', 'son', 'brother', 'husband', 'man'))})\b"
)
"""As in “I am the proud daughter of immigrants”."""
OWN = re.compile(r"\b(?:he|his|him|she|her)\b")
VAGUE = 5
"""Telling words up to which several may have judged the same thing."""
HANDLE = re.compile(r"@\w+")
MARRIED = re.compile(r"\b[Mm]y (?:\w+ )?(husband|wife)\b")
"""Words by which most readers take the speaker for a woman, or for a man."""
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


def other_speakers(
    material: Material,
    key: Speaker,
    said: Statement,
    mentioned: Collection[str],
    *,
    neutral: bool = False,
    known: bool = False,
) -> list[Speaker]:
    """Speakers of the key's type whom a hasty reader might take for it, the likeliest first.

    Left out is who is named in the stem, who said the same thing elsewhere in the article, and whom
    the stem's "he" or "she" rules out, unless the stem is ``neutral``. With ``known``, whoever's
    gender the article doesn't tell is ruled out, too.
    """
    standing = material.standings.of
    if not standing(key).is_name:
        return []
    heard = material.heard
    too_like = {
        statement.speaker.id
        for statement in material.facts.statements
        if statement.speaker is not None
        and statement.id != said.id
        and (says_the_same(statement.wording, said.wording) or _may_judge_too(statement, said))
    }
    named = {normalised(name) for name in mentioned}
    # The tagger may have overlooked a name; its capital is there all the same.
    capitals = {normalised(word) for word in CAPITAL.findall(said.wording)}
    capitals |= {word.removesuffix("s") for word in capitals}  # "the Clintons"
    shouted = set(re.findall(r"\b[A-Z]{2,}\b", said.wording))  # "the NRA’s refusal"
    handles = " ".join(HANDLE.findall(said.wording)).lower()  # "I met @realAdaBrook"
    of_own_sort = said.own or _is_of_owner(said)
    of_own_sort |= key.type != "person" and sort_of(key) == "country"
    in_office = key.type == "person" and said.own and _is_of_office(said)
    candidates = [
        speaker
        for speaker in material.facts.speakers
        if speaker.type == key.type
        and speaker.id != key.id
        and speaker.id not in too_like
        and _is_of_its_time(standing(speaker), standing(key))
        and material.standings.is_told_of_at(speaker, said.attribution.cue[0].start)
        and not is_mentioned(speaker, named)
        and not (speaker.type == "person" and called(speaker) & capitals)
        and not (len(_surname(speaker)) > 3 and _surname(speaker) in handles)
        and not (speaker.type != "person" and initials(speaker.name) in shouted)
        and not may_be_one(speaker, key)
        and _is_any_firm(speaker) == _is_any_firm(key)
        and not material.standings.may_be_one(speaker, key)
        and not may_speak_for(speaker, key)
        and not any(name in said.wording for name in material.standings.goes_by(speaker))
        and not (speaker.type == "person" and speaker.id in material.asking)
        and not misprint(speaker.name)
        and ((speaker.id in heard and not of_own_sort) or _is_alike(speaker, key, said))
        and (speaker.id in heard or _is_believable(material, speaker, key))
        and not (in_office and not _is_equal(speaker, key))
        and (neutral or not _betrayed(speaker, said, known))
        and not belongs_to(said.names, speaker, said)
        and not is_likened(speaker, said, material.article.text)
    ]
    if key.type == "person" and is_personal(said):
        like = material.standings.likeness
        candidates = [speaker for speaker in candidates if like(speaker, key) >= 0]
    dice = material.dice("speakers", said.id)
    chance = {speaker.id: dice.random() for speaker in candidates}
    # Those who speak in the article are believable; those it only names are next.
    candidates.sort(
        key=lambda s: (
            not standing(s).is_told,
            -min(heard.get(s.id, 0), 2),
            s.id not in heard and -min(standing(s).evidence, MUCH),
            # a witness beside witnesses, a minister beside whoever has an office
            (s.role is None) != (key.role is None),
            s.role is None,
            chance[s.id],
        )
    )
    apart: list[Speaker] = []
    for speaker in candidates:
        # Somebody whom the article hardly tells of may stand beside two who are surer.
        spare = not standing(speaker).is_told
        if spare and (len(apart) < FEWEST or speaker.type != "person"):
            break
        if len(apart) >= material.distractors:
            break
        if len(apart) >= FEWEST and speaker.id not in heard and not _is_equal(speaker, key):
            continue
        if not any(
            may_be_one(speaker, other) or material.standings.may_be_one(speaker, other)
            for other in apart
        ):
            apart.append(speaker)
    return apart


def _is_believable(material: Material, silent: Speaker, key: Speaker) -> bool:
    """Whether somebody who doesn't speak in the article may be thought to have said it.

    A bare name may be anything, whatever the tagger takes it for: a town, a ship, a shop. Only an
    office or a walk of life tells that it is somebody who is asked, and its sort that it is a body.
    """
    if key.type != "person":
        mine, sort = sort_of(key), sort_of(silent)
        return sort is not None and sort == (mine or "firm")  # most names of firms tell no sort
    return silent.role is not None or material.standings.likeness(silent, key) > 0


def _is_of_office(said: Statement) -> bool:
    """Whether somebody tells of what only some have: "her cabinet", "his squad"."""
    held = "|".join(load("standing")["personal"]["held"])
    return bool(re.search(rf"\b(?:his|her) (?:[\w’-]+ )?(?:{held})\b", said.wording))


def _is_equal(person: Speaker, key: Speaker) -> bool:
    """Whether somebody is of the key's rank, as far as roles tell: no head of state for a clerk."""
    if person.role is None or key.role is None:
        return person.role == key.role
    roles = (normalised(p.role or "").split() for p in (person, key))
    return any(are_akin(one, other) for one, other in product(*roles))


def _is_alike(body: Speaker, key: Speaker, said: Statement) -> bool:
    """Whether a body is of the key's sort: no court beside newspapers, nor where "it" means one.

    Most firms have names that don't tell what they are, but what they own does: "its bid".
    """
    if key.type == "person" or not key.named:
        return True
    mine, sort = sort_of(key), sort_of(body)
    if mine is None and not _is_of_owner(said):
        return sort not in ("medium", "country")
    return sort == mine or (mine in (None, "firm") and sort in (None, "firm", "cause"))


def _is_of_owner(said: Statement) -> bool:
    """Whether a statement is of what only some bodies have: "its members", "its shares"."""
    words = _words(said.wording)
    return "its" in words and bool({*load("people")["body"]["owned"]} & words)


def _is_of_its_time(standing: Standing, key: Standing) -> bool:
    """Whether nothing speaks against somebody's having said it, or only what does against the key.

    Nobody offers Lincoln beside the living; but beside Jefferson he is believable.
    """
    return standing.possible or (
        standing.is_history and key.is_history and standing.is_name and standing.against is None
    )


def people_like(
    material: Material, key: Speaker, said: Statement, stem: str, *, same_gender: bool
) -> list[Speaker]:
    """Other people whom the statement could be about, those named most often first.

    Left out is of whom the speaker says much the same, and who is named in the stem.
    """
    speaker = said.speaker
    assert speaker is not None
    standings = material.standings
    if not standings.of(key).possible:
        return []  # among the living nobody who killed or was killed needs looking for
    text = material.article.text
    shown = re.sub(r"[\[\]]", "", f"{said.verb} {stem} {speaker.name}")  # “asked [Brook] to”
    present = set(normalised(shown).split())
    mine = [s.wording for s in material.facts.statements if s.speaker == speaker]
    candidates = [
        person
        for person in material.facts.speakers
        if person.type == "person"
        and person.named
        and " " in person.name
        and person.id not in (key.id, speaker.id)
        and not may_be_one(person, key)
        and not may_be_one(person, speaker)
        and not any(standings.may_be_one(person, other) for other in (key, speaker))
        and not parts_of(person) & present
        and not misprint(person.name)
        and standings.of(person).possible
        and standings.of(person).is_told
        and standings.likeness(person, key) >= 0
        and not belongs_to((speaker.name,), person, said)
        and standings.spoken_of(person) >= SPOKEN_OF
        and (not same_gender or (key.gender is not None and person.gender == key.gender))
        and not any(
            says_the_same(wording, stem) for wording in mine if parts_of(person) & _words(wording)
        )
    ]
    dice = material.dice("people", said.id)
    chance = {person.id: dice.random() for person in candidates}
    named = {person.id: text.count(person.name.split()[-1]) for person in (key, *candidates)}
    candidates = [p for p in candidates if named[p.id] * LESS_NAMED >= min(named[key.id], 12)]
    # Beside somebody whom the article need not introduce, an adviser is nobody to believe in.
    equals = [
        p
        for p in candidates
        if (p.role is None) >= (key.role is None) or 2 * named[p.id] >= min(named[key.id], 12)
    ]
    if len(equals) < FEWEST:
        return []
    candidates.sort(key=lambda p: (p not in equals, -min(named[p.id], 6) - 2 * chance[p.id]))
    apart: list[Speaker] = []
    for person in candidates:
        if len(apart) < material.distractors and not any(may_be_one(person, o) for o in apart):
            apart.append(person)
    return apart


def _words(text: str) -> set[str]:
    return set(normalised(text).split())


def others_unnamed(material: Material, said: Statement) -> list[Speaker]:
    """Other speakers than one who is told by what he or she is alone, told so themselves.

    Beside names "a senior official" would stand out, and "politicians" may be those named.
    """
    key = said.speaker
    assert key is not None
    named = {normalised(name) for name in said.names}
    found: dict[str, Speaker] = {}
    pool = [
        other.speaker
        for other in material.facts.statements
        if other.speaker and not other.speaker.named and _are_of_one_story(material, other, said)
    ]
    for speaker in pool:
        if speaker.type != key.type or is_mentioned(speaker, named):
            continue
        if said.own and speaker.number != key.number:
            continue
        if key.number == "singular" and is_new(material, speaker, said):
            continue  # who may be the very one
        doubtful = (key, *found.values())
        if not any(may_be_one(speaker, s) or may_speak_for(speaker, s) for s in doubtful):
            found[speaker.id] = speaker
    return list(found.values())


def _are_of_one_story(material: Material, one: Statement, other: Statement) -> bool:
    places = (statement.attribution.cue[0].start for statement in (one, other))
    return material.standings.is_one_story(*places)


def _may_judge_too(other: Statement, said: Statement) -> bool:
    """Whether somebody who speaks of the same person may have denounced that person's words, too.

    "Who denounced Mr Vance's remarks?" is true of whoever said that he had gone too far.
    """
    judged = said.lemma in load("frames")["judging"] and said.frame in ("object", "charge")
    vague = len(telling_words(said.wording)) <= VAGUE
    return judged and vague and bool(set(said.names) & set(other.names))


def _surname(speaker: Speaker) -> str:
    return (normalised(speaker.name).split() or [""])[-1]


def _betrayed(speaker: Speaker, said: Statement, known: bool) -> bool:
    """Whether the stem's "he" or "she" shows that it isn't this speaker: "Who said she …?"."""
    key = said.speaker
    married = MARRIED.search(said.wording)
    if married is not None and said.frame == "quotation":
        return speaker.gender == ("male" if married[1] == "husband" else "female")
    kin = KIN.search(said.wording)
    if kin is not None and said.frame == "quotation":
        return speaker.gender == ("male" if kin[1] in FEMALE else "female")
    if key is None or not said.own:
        return False
    gender = key.gender
    if gender is None and (own := OWN.search(said.wording)):
        gender = "male" if own[0] in ("he", "his", "him") else "female"
    if gender is None:
        return False
    return speaker.gender != gender and (known or speaker.gender is not None)


def _is_any_firm(body: Speaker) -> bool:
    """Whether a body is told by what firms are: "the St. Louis company", of whatever name."""
    nouns = load("people")["body"]["commercial"]
    return body.type != "person" and body.name.split()[-1] in nouns
