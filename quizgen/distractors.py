"""Wrong answers: of the key's own sort, from the article first, believable, and never right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from os.path import commonprefix

from quizgen.dates import granularity, interval, neighbours
from quizgen.drafting import Material, alike, shared, telling_words
from quizgen.facts.events.plain_verbs import UNKNOWN
from quizgen.guidelines import misprint
from quizgen.lexicons import load
from quizgen.models import Occurrence, Speaker, Statement, Timex, Word, normalised
from quizgen.standing import Standing, sort_of

SAME = 0.5
"""From this share of common words, two statements may be two reports of one."""
ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "cy")
FEWEST = 2
"""Wrong answers that a question needs; only for these is a doubtful one taken."""
SPOKEN_OF = 2
"""Times that the article names somebody, other than as who speaks, of whom others may speak."""
MUCH = 4
"""Evidence from which more makes nobody more believable."""
LONG_NAME = 5
"""Letters from which a name may be another one, mistyped."""
LESS_NAMED = 6
"""How many times as often as another somebody may be named who is taken for that one."""
SLIP = 0.8
"""From this share of letters in common, in order."""
FEMALE = ("mother", "daughter", "sister", "wife", "woman", "widow", "grandmother")
KIN = re.compile(
    r"\bI(?:’m|'m| am) (?:an?|the) (?:[\w-]+ ){0,3}"
    rf"({'|'.join((*FEMALE, 'father', 'son', 'brother', 'husband', 'man'))})\b"
)
"""As in “I am the proud daughter of immigrants”."""
OWN = re.compile(r"\b(?:he|his|him|she|her)\b")
INTERVIEWING = {"ask", "asks", "asked", "asking", "reports"}
"""What those do who only report: nobody takes the interviewer for the interviewed."""
VAGUE = 5
"""Telling words up to which several may have judged the same thing."""
HANDLE = re.compile(r"@\w+")
MARRIED = re.compile(r"\b[Mm]y (?:\w+ )?(husband|wife)\b")
"""Words by which most readers take the speaker for a woman, or for a man."""
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
CONTAINED = 0.75
"""From this share of the shorter one’s words, too."""


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
    heard: dict[str, int] = {}
    too_like: set[str] = set()
    asking: dict[str, bool] = {}
    for attribution in material.facts.attributions:
        if attribution.speaker is not None:
            heard.setdefault(attribution.speaker.id, 0)
            cue = attribution.cue[0].of(material.article.text).split()
            only = bool(cue) and cue[0].lower() in INTERVIEWING
            asking[attribution.speaker.id] = asking.get(attribution.speaker.id, True) and only
    for statement in material.facts.statements:
        if statement.speaker is None:
            continue
        heard[statement.speaker.id] = heard.get(statement.speaker.id, 0) + 1
        if statement.id != said.id and (
            says_the_same(statement.wording, said.wording) or _may_judge_too(statement, said)
        ):
            too_like.add(statement.speaker.id)
    named = {normalised(name) for name in mentioned}
    # The tagger may have overlooked a name; its capital is there all the same.
    capitals = {normalised(word) for word in CAPITAL.findall(said.wording)}
    capitals |= {word.removesuffix("s") for word in capitals}  # "the Clintons"
    shouted = set(re.findall(r"\b[A-Z]{2,}\b", said.wording))  # "the NRA’s refusal"
    handles = " ".join(HANDLE.findall(said.wording)).lower()  # "I met @realAdaBrook"
    candidates = [
        speaker
        for speaker in material.facts.speakers
        if speaker.type == key.type
        and speaker.id != key.id
        and speaker.id not in too_like
        and _is_of_its_time(standing(speaker), standing(key))
        and not _is_mentioned(speaker, named)
        and not (speaker.type == "person" and _surname(speaker) in capitals)
        and not (len(_surname(speaker)) > 3 and _surname(speaker) in handles)
        and not (speaker.type != "person" and _initials(speaker.name) in shouted)
        and not may_be_one(speaker, key)
        and _is_any_firm(speaker) == _is_any_firm(key)
        and not material.standings.may_be_one(speaker, key)
        and not any(name in said.wording for name in material.standings.goes_by(speaker))
        and not (speaker.type == "person" and asking.get(speaker.id))
        and not misprint(speaker.name)
        and ((speaker.id in heard and not said.own) or _is_alike(speaker, key))
        and (neutral or not _betrayed(speaker, said, known))
    ]
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
        if not any(may_be_one(speaker, other) for other in apart):
            apart.append(speaker)
    return apart


def _is_alike(body: Speaker, key: Speaker) -> bool:
    """Whether a body is of the key's sort: no court beside newspapers, nor where "it" means one.

    Most firms have names that don't tell what they are.
    """
    if key.type == "person" or not key.named:
        return True
    mine, sort = sort_of(key), sort_of(body)
    return mine is None or sort == mine or (mine == "firm" and sort is None)


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
        and not _parts(person) & present
        and not misprint(person.name)
        and standings.of(person).possible
        and standings.of(person).is_told
        and standings.spoken_of(person) >= SPOKEN_OF
        and (not same_gender or (key.gender is not None and person.gender == key.gender))
        and not any(
            says_the_same(wording, stem) for wording in mine if _parts(person) & _words(wording)
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
    """Other speakers than one who is told by what he or she is alone, and can't be among them.

    Those without a name come first; behind a survey or a report there is nobody to confuse it with.
    """
    key = said.speaker
    assert key is not None
    named = {normalised(name) for name in said.names}
    found: dict[str, Speaker] = {}
    pool = [s.speaker for s in material.facts.statements if s.speaker and not s.speaker.named]
    # Any scientist whom the article names may be one of its "experts".
    learned = key.number == "plural" and _are_akin(_head(key), "expert")
    if key.type == "person" and not said.own and not learned:
        pool += other_speakers(material, key, said, said.names)
    for speaker in pool:
        if speaker.type != key.type or _is_mentioned(speaker, named):
            continue
        if said.own and speaker.number != key.number:
            continue
        if key.number == "singular" and _is_new(material, speaker, said):
            continue  # who may be the very one
        doubtful = [key, *(s for s in found.values() if not (s.named and speaker.named))]
        if not any(may_be_one(speaker, s) or may_speak_for(speaker, s) for s in doubtful):
            found[speaker.id] = speaker
    return list(found.values())


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


def said_by_others(material: Material, said: Statement) -> bool:
    """Whether somebody else says much the same in the article: then "Who said it?" has two keys."""
    return any(
        other.speaker != said.speaker and says_the_same(other.wording, said.wording)
        for other in material.facts.statements
    )


@lru_cache(maxsize=16_384)  # each of an article's statements is held against each, for each kind
def says_the_same(one: str, other: str) -> bool:
    """Whether two wordings may report the same: much in common, or one nearly all in the other."""
    short = min(len(telling_words(text)) for text in (one, other))
    return alike(one, other) >= SAME or (short > 3 and shared(one, other) >= CONTAINED)


@lru_cache(maxsize=16_384)
def may_be_one(one: Speaker, other: Speaker) -> bool:
    """Whether two names may be one speaker's: a word in common, but for a slip, or initials."""
    first, second = _parts(one), _parts(other)
    return (
        bool(first & second)
        or _abbreviates(one.name, other.name)
        or any(_is_slip(a, b) for a in first for b in second)
    )


def may_speak_for(one: Speaker, other: Speaker) -> bool:
    """Whether what ``one`` says may be the other's word: a director's is the bureau's.

    Of a person whose role the article doesn't tell nobody knows whose word it is.
    """
    if not other.named:
        of_no_office = one.named and one.type == "person" and one.role is None
        return (of_no_office and other.number == "plural") or _may_be_among(one, other)
    if not one.named:
        return _may_be_among(other, one)
    if one.type == other.type:
        # "the shipping company" may be any that has a name
        return one.type != "person" and (_is_common(one) != _is_common(other))
    person, body = (one, other) if one.type == "person" else (other, one)
    bodies = load("people")["body"]
    last = normalised(body.name).split()[-1]
    if last in bodies["papers"] + bodies["known"]:
        return False  # whoever works there isn't asked for the paper's word
    if person.role is None:
        return True
    ranks = load("people")["rank"]["words"]
    if last in bodies["seats"] and set(normalised(person.role).split()) & {*ranks, "official"}:
        return True  # the Kremlin is the president's
    office = Speaker(body.id, person.role, None, "organisation")
    return may_be_one(office, body) or any(
        _abbreviates(part, body.name)
        for part in re.split(r" (?:of|for|at|to|in) (?:the )?", person.role)
    )


def may_be_named_later(material: Material, one: Statement, other: Statement) -> bool:
    """Whether one of two is told without a name, and the other first named behind it.

    "A top adviser said …": and in the next paragraph he is Ms Brook.
    """
    for unnamed, named in ((one, other), (other, one)):
        if unnamed.speaker is None or named.speaker is None or unnamed.speaker.named:
            continue
        if unnamed.speaker.number == "singular" and _is_new(material, named.speaker, unnamed):
            return True
    return False


def _is_new(material: Material, speaker: Speaker, unnamed: Statement) -> bool:
    """Whether a person of no known role isn't named before somebody without a name speaks."""
    if not speaker.named or speaker.type != "person" or speaker.role is not None:
        return False
    place = material.article.text.find(speaker.name.split()[-1])
    return not 0 <= place < unnamed.attribution.cue[0].start


def _is_any_firm(body: Speaker) -> bool:
    """Whether a body is told by what firms are: "the St. Louis company", of whatever name."""
    nouns = load("people")["body"]["commercial"]
    return body.type != "person" and body.name.split()[-1] in nouns


def _is_common(body: Speaker) -> bool:
    """Whether a body is told by common words alone: "the advisory panel"."""
    return not any(word[0].isupper() for word in body.name.removeprefix("the ").split())


def _may_be_among(speaker: Speaker, unnamed: Speaker) -> bool:
    """Whether a speaker may be one of those who are told only by what they are."""
    if unnamed.type != "person":
        return not speaker.named and speaker.type != "person"
    sorts = load("people")["unnamed"]
    head = _head(unnamed)
    if speaker.type != "person":
        return speaker.named and head in sorts["office"]  # whose officials?
    if not speaker.named:
        return _are_akin(head, _head(speaker))
    role = normalised(speaker.role or speaker.name).split()
    if _parts(unnamed) & set(role):
        return True  # "Acme officials", and the vice president of Acme
    if speaker.role is None:
        return head in sorts["office"]
    if head in sorts["office"] and set(role) & {*load("people")["rank"]["words"], *sorts["office"]}:
        return True
    return any(_are_akin(head, word) for word in role)


def _head(unnamed: Speaker) -> str:
    """The noun by which somebody without a name is told, in the singular."""
    before = re.split(r" (?:at|for|from|in|of|on|to|with) ", unnamed.name)[0]
    noun = normalised(before).split()[-1]
    return noun.removesuffix("s") if unnamed.number == "plural" else noun


def _are_akin(one: str, other: str) -> bool:
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


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _abbreviates(one: str, other: str) -> bool:
    """Whether one name is the other's initials: "the DNC", "the Democratic National Committee"."""

    aliases = load("people")["body"]["aliases"]
    one, other = (aliases.get(name.removeprefix("the "), name) for name in (one, other))
    if one.removeprefix("the ") == other.removeprefix("the "):
        return True
    short = [name.split()[-1].replace(".", "") for name in (one, other)]
    return short[0] == _initials(other) or short[1] == _initials(one)


def _parts(speaker: Speaker) -> set[str]:
    """The words by which a name could be taken for another."""
    return {w for w in normalised(speaker.name).split() if len(w) > 2 and w not in ("the", "and")}


def _is_mentioned(speaker: Speaker, named: Collection[str]) -> bool:
    name = normalised(speaker.name)
    surname = name.split()[-1] if name else ""
    return any(
        name == other or surname in other.split() or (other and other in name) for other in named
    )


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


def other_dates(material: Material, key: Timex, true: Collection[str], past: bool) -> list[str]:
    """Values of the key's granularity near it, the article's own first.

    Args:
        material: The article's facts.
        key: The right date.
        true: Values that are right as well, and mustn't be offered.
        past: Whether the event is over; then no date after publication makes sense, and for a
            planned one none before it.
    """
    if key.value is None:
        return []
    fine = granularity(key.value)
    published = material.article.published
    own = [
        timex.value
        for timex in material.facts.timexes
        if timex.type == "DATE"
        and timex.value
        and granularity(timex.value) == fine
        and any(span.covers(timex.span) for span in material.article.body)
    ]
    found: list[str] = []
    for value in [*own, *neighbours(key.value)]:
        days = interval(value)
        if value in true or value == key.value or value in found:
            continue
        if published is not None and days is not None:
            if past and days.first > published:
                continue
            if not past and days.last < published:
                continue
        if days is not None and any(
            (other := interval(t)) is not None
            and days.first <= other.last
            and other.first <= days.last
            for t in true
        ):
            continue
        found.append(value)
    dice = material.dice("dates", key.value, *sorted(true))
    near, far = found[:6], found[6:]
    # The seed decides which of the nearest are taken.
    return [*sorted(near, key=lambda value: (value not in own, dice.random())), *far]


def _apart(one: str | None, two: str) -> bool:
    """Whether two values without a year can't be one day: Monday and Tuesday can't."""
    return one is not None and one != two and granularity(one) == granularity(two)


def other_events(key: Occurrence, occurrences: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """Events that certainly weren't on the key's date, each once.

    Among them are some that are not asked about, since their verb is not known for a plain event.
    """
    value = key.event.timex.value
    mine = interval(value) if value else None
    for other in occurrences:
        if other.problem not in (None, *UNKNOWN) or other.id == key.id:
            continue
        if not other.event.timex.value:
            continue
        days = interval(other.event.timex.value)
        if mine is not None and days is not None:
            if days.first <= mine.last and mine.first <= days.last:
                continue
        elif (mine is None) != (days is None) or not _apart(value, other.event.timex.value):
            continue
        if alike(other.clause, key.clause) >= SAME:
            continue  # the same event, reported with another date
        yield other
