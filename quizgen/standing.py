"""Whether a name stands for somebody who could have said something, as far as its article tells.

A wrong answer to "Who said …?" must be one to believe in. What speaks for a name is evidence that
adds up: that it is heard, has an office, does what only people do, is named again. What speaks
against it settles the matter: that somebody is dead, a child, of history, charged with the crime,
or no person at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quizgen.facts.names import GENERATIONS
from quizgen.lexicons import load
from quizgen.models import Article, Facts, Speaker, merged, normalised, span_at
from quizgen.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH = 2
"""Evidence from which somebody is believed to have said something."""
HEARD, TOLD = 4, 2
"""How much it counts to be heard, and that the article tells what somebody is or does."""
SURE = 0.7
"""Confidence from which who is read to have said something has."""
OFTEN = 3
"""Mentions from which more tell nothing more."""
LONG_AGO = 15
"""Years before publication from which a date makes what happened then history."""
YOUNGEST = 13
"""Years from which somebody may be asked for an opinion."""
BEFORE, BEHIND = 90, 110
"""Characters before and behind a name in which the article tells who it is."""

RUN_ON = re.compile(r"[a-z]{5}[A-Z]")
RUN_TOGETHER = re.compile(r"[a-z][A-Z]\w*[a-z][A-Z]")
"""Words without a space between, as where a list of names was: "Ada BrookDirector"."""
APPOSED = r"(?:, (?!and\b|or\b)(?:[^,.;\n]|(?<=[A-Z])\.){1,60},| \([^)\n]{1,20}\))?"
"""What may stand between a name and its verb: ", 52,", " (D)"."""
SUBJECT = rf"(?:{APPOSED}(?:,? who)?|, [^,.;\n]{{1,50}} who)(?: and(?: [A-Z][\w’'-]+){{1,3}})?"
DIED = re.compile(
    rf"{SUBJECT}(?: (?!(?:said|says|told|that|when|where|after|because|how|of|by|whose)\b)"
    r"[\w’'-]+){0,7}?"
    r",? (?:(?:was|were|been|being|is|are|later|fatally|allegedly) (?:[\w-]+ )?"
    r"(?:killed|murdered|slain|shot dead|shot to death|assassinated|buried|pronounced dead|gunned"
    r" down|lynched|executed)|fatally shot|died\b|perished\b|passed away|lost (?:his|her) life)"
    r"|,? whose (?:death|murder|killing|funeral)"
    r"|[’']s? (?:own )?(?:death|murder|killing|funeral|assassination|killer|widow|obituary)\b"
)
"""What stands behind the name of somebody dead."""
MOURNED = re.compile(
    r"(?:\b(?:deaths?|killings?|murders?|slayings?|assassinations?|funerals?|memory|shootings?)"
    r" (?:in [\w ]+ )?\[?of (?:[\w,’'“”\[\]-]+ |(?:Dr|Mr|Mrs|Ms|Capt|Sgt)\. ){0,9}"
    r"|\b(?:[Mm]others|[Ff]athers|[Pp]arents|[Ff]amilies|[Rr]elatives) of (?:[\w,’'-]+ ){0,9}"
    r"|\b(?:killed|killing|murdered|murdering|slain|assassinated) (?:[\w’'-]+ |Dr\. ){0,4}"
    r"|\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir) late (?:[\w’'-]+ ){0,5}"
    r"|\b(?:victims?|dead|killed|slain),? (?:such as|like|including|among them) "
    r"(?:[\w,’'.-]+ ){0,9}"
    r")[“\[(]?\Z"
)
"""What stands before it."""
ACCUSED = re.compile(
    r"[^.;\n]{0,40}\b(?:charged with|convicted|opened fire|carried out (?:\w+ ){0,3}attack)"
    rf"|{SUBJECT} (?:(?:is|was|has been|pleaded|faces?|allegedly|then|also) ){{0,2}}"
    r"(?:accused of (?:a |the |an )?(?:massacre|murder|kill|shoot|attack|rap)\w*|guilty|gunned"
    r"|murdered|massacred|killed|took the lives|shot (?:and|at|dead)|stabbed|arrested"
    r"|federal charge)\b"
)
ACCUSING = re.compile(
    r"\b(?:gunman|shooter|suspect|killer|murderer|terrorist|bomber|rapist|sniper|hijacker"
    r"|assassin)s?\b"
    r"[^.;\n]{0,12}\Z|\b(?:arrest )?warrants? (?:\w+ ){0,3}for (?:[\w’'-]+ ){0,2}\Z"
)
"""What stands behind or before a name that is named for a crime."""
DID_IT = re.compile(
    rf"{SUBJECT}(?:,? with [\w ]{{1,30}}?)?"
    r" (?:carried out|gunned down|massacred|opened fire|took the lives)\b"
    r"|, (?:one of )?the (?:attacker|bomber|gunm[ae]n|hijacker|killer|shooter|terrorist)s?\b"
)
"""What stands behind the name of somebody who killed, and isn't only charged with it."""
WRITES = re.compile(
    r",? (?:of|from|at|for|in) (?:[Tt]he )?[A-Z][\w ]*\s+(?:wrote|writes|report)"
    r"|,? (?:of|from|with) (?:[Tt]he )?(?:[A-Z][\w.]+ ){0,3}"
    r"(?:Chronicle|Globe|Guardian|Herald|Journal|News|Post|Telegraph|Times|Tribune)\b"
    r"| is (?:an? |the )?(?:\w+ ){0,4}(?:columnist|editor|reporter|writer)\b"
)
"""What stands behind the name of who reports: "Ada Brook of The Herald wrote"."""
SIGNED = re.compile(
    r"(?:\bBYLINE:? |\bI['’]m |\b(?:Week|Show|Tonight|Hour|Report|Live|Night|Nightly) [Ww]ith )\Z"
)
"""What stands before who gives the news: "This Week with Ada Brook"."""
CREDITED = re.compile(r"\s*(?:/|via\b|\|)")
CREDITING = re.compile(
    r"(?:/|by:|[Cc]redits?:?|Contributing:"
    r"|(?:[Pp]roduc(?:ed|tion)|[Pp]hotograph(?:s|y|ed)?|[Cc]inematography|[Ff]ilmed|[Ee]dited"
    r"|Story|Text|Words|(?:article|column|essay|op-ed|piece|story)s?(?: \w+)?) by)"
    r"\s*\Z"
)
"""What stands behind or before the name of who took a picture."""
AGE = re.compile(r"(\d{1,2})-year-old (?:[a-z]+ )?\Z")
AGED = re.compile(r", (?:age )?(\d{1,2}),")
ENDING = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.?!][”’\"']?\s+|\n")
"""The end of a sentence; not of "Sen. Ada B. Brook"."""
PAST_YEAR = re.compile(r"(?<![Ss]ince )(?<!until )(?<![$€£])\b(1[5-9]\d\d|20\d\d)(s)?\b")
RANKED = re.compile(r"\b([A-Z][\w-]*)\.? \Z")
WHO = re.compile(r",? (?:\(\w[^)]{0,12}\),? )?(?:\d\d, )?who\b")
PARTY = re.compile(r",? \(?[DRI]-[A-Z]|, [DRI]-|, (?:a|the) (?:Democrat|Republican|independent)\b")
THING = re.compile(r", which\b|, (?:an?|the|one of) (?P<what>[^,.;\n]{2,60})")
NOT_OF = re.compile(
    r"\b(?:of|for|at|in|that|who|which|to|with|by|on|from|and|or|where"
    r"|based|founded|owned|run|led|headed|co-founded|created|known|called)\b"
)
"""Where what somebody is ends: "a fellow at a firm" is no firm."""
OF = re.compile(r" (?:for|of) ")
SPEAKS_FOR = re.compile(
    r"(?:\b(?:[Aa]ccording to|[Ss]pokes(?:man|woman|person|people) (?:for|with|of)"
    r"|(?:said|told|wrote) (?:in|for)(?: an?)?) (?:the )?)\Z"
)
ITS_WORD = re.compile(
    r"(?:[’']s?)? (?:(?:news|chief|lead|senior|deputy|press|campaign|poll) ){0,2}"
    r"(?:officials?|spokes(?:man|woman|person|people)|statement|reports?|survey|study|analysis"
    r"|poll|editorial)\b"
)
"""What stands before or behind the name of a body whose word the article has."""
WITHIN = re.compile(r"[a-z,] ([A-Z][\w.-]*)(?: (?:and|of|&|at|[Ff]or))? \Z")
LONGER = re.compile(r" (?:chair|on|of|race|seat)\b| (?:&|and) [A-Z]\w+ [a-z]+|-[a-z]")
LINKED = re.compile(r" (?:&|and) (?:[A-Z]\w+ )?[A-Z]\w+")
"""What stands before or behind a name that is part of a longer one."""
MODEL = re.compile(r" \d")
"""What stands behind a make: "his Acme 757"."""
SIC = re.compile(r"(?:[’']s)? \[sic\]")
BESIDE = re.compile(
    r"((?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+)(?:, | and |, and | or )(?:[A-Z][\w.]+ )?\Z"
)
BESIDE_TOO = re.compile(
    r"(?:, | and |, and | or )(?:[A-Z]\w+\. )?((?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+)"
)
"""Who else stands before or behind a name: "Ada Brook, Karl Holt and"."""
ALIAS = re.compile(
    r"[^.;\n]{0,50}\b(?:known as|called|nicknamed|AKA|aka|a\.k\.a\."
    r"|whose (?:real |birth |full )?name is|goes by|going by|under the name|alias)\b[^.;\n]{0,20}\Z"
    r"|,? [(“]\Z|,? \(born \Z"
)
"""What stands between two names of one: "Ada Brook, the hacker known as “Pike”"."""
FAR = 80
"""Characters between them, at most."""
CALLED = re.compile(
    r",? \(?(?:AKA|aka|a\.k\.a\.|also known as|better known as|known as) [“\"‘']?"
    r"((?:[A-Z][\w’-]+ ?)*[A-Z][\w’-]+)"
)
RUNNING = re.compile(r" (?:supporter|voter|backer|all(?:y|ies)|rall(?:y|ies))s?\b")
"""What stands behind the name of a candidate."""
HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? ")


PLAIN = {
    *("although", "after", "against", "because", "besides", "despite", "during", "never"),
    *("outside", "since", "though", "under", "unlike", "when", "while", "with", "without"),
}
"""Words at the head of a sentence that its capital makes part of a name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an article gives for and against a name's having said something."""

    evidence: int
    against: str | None = None  # why nobody would believe it
    is_name: bool = True  # False: no name, or not one of a person or a body, whatever its type is
    is_history: bool = False  # of another time than the article's, or of a tale

    @property
    def possible(self) -> bool:
        """Whether nothing speaks against it."""
        return self.against is None and self.is_name and not self.is_history

    @property
    def is_told(self) -> bool:
        """Whether enough speaks for it."""
        return self.evidence >= ENOUGH


class Standings:
    """The standing of everybody an article names, each worked out once."""

    def __init__(self, article: Article, facts: Facts) -> None:
        self._text = article.text
        self._year = article.published.year if article.published else None
        self._heard = Counter(a.speaker.id for a in facts.attributions if a.speaker is not None)
        self._heard.update(s.speaker.id for s in facts.statements if s.speaker is not None)
        self._surely_heard = {s.speaker.id for s in facts.statements if s.speaker is not None}
        self._surely_heard |= {
            a.speaker.id
            for a in facts.attributions
            if a.speaker is not None and a.confidence >= SURE
        }
        self._nouns = {w.span.start for w in facts.vocabulary if w.tag.startswith("NN")}
        people = [s for s in facts.speakers if s.type == "person" and s.named]
        self._people = {s.name: None for s in people if " " in s.name}
        self._called = Counter(name.split()[0] for name in self._people)
        self._surnames = Counter(s.name.split()[-1] for s in people)
        self._bodies = {
            s.name.removeprefix("the ") for s in facts.speakers if s.type != "person" and s.named
        }
        self._sources = merged(span for a in facts.attributions for span in a.source)
        self._memory: dict[str, Standing] = {}
        self._named_at: dict[str, list[tuple[int, int]]] = {}
        self._aliases: dict[tuple[str, str], bool] = {}

    def of(self, speaker: Speaker) -> Standing:
        """What speaks for and against somebody; who is told only by what he is, speaks."""
        if not speaker.named:
            return Standing(HEARD)
        if speaker.id not in self._memory:
            judge = self._of_person if speaker.type == "person" else self._of_body
            self._memory[speaker.id] = judge(speaker)
        return self._memory[speaker.id]

    # --------------------------------------------------------------------------------- people

    def _of_person(self, speaker: Speaker) -> Standing:
        places = self._places(speaker)
        full = _mentions(speaker.name, self._text)
        against = next(self._against(speaker, places, full), None)
        if speaker.id in self._surely_heard:
            # Who is only charged with it may well be quoted.
            did_it = any(DID_IT.match(self._text, end) for _, end in places)
            against = "somebody accused" if did_it else None
        return Standing(
            self._for_person(speaker, places),
            against,
            self._is_name(speaker, full),
            _is_late(speaker.name, self._year)
            or speaker.name in load("people")["fiction"]["names"]
            or not self._heard[speaker.id]
            and bool(places)
            and all(self._is_history(place) for place in places),
        )

    def _places(self, speaker: Speaker) -> list[tuple[int, int]]:
        """Where somebody is named: by the family name, too, unless others share it."""
        if speaker.name not in self._named_at:
            self._named_at[speaker.name] = self._find_places(speaker)
        return self._named_at[speaker.name]

    def _find_places(self, speaker: Speaker) -> list[tuple[int, int]]:
        surname = speaker.name.split()[-1]
        if self._surnames[surname] != 1 or surname.lower() in _known():
            return _mentions(speaker.name, self._text)
        given = speaker.name.removesuffix(surname)
        return [
            (start - len(given) if self._text.endswith(given, 0, start) else start, end)
            for start, end in _mentions(surname, self._text)
        ]

    def _is_name(self, speaker: Speaker, places: Sequence[tuple[int, int]]) -> bool:
        if _is_mute(speaker) or _is_misnamed(speaker.name, self._people, self._called):
            return False
        if RUN_TOGETHER.search(speaker.name) or find_places(speaker.name):
            return False
        if any(SIC.match(self._text, end) for _, end in places):
            return False
        if speaker.gender is not None:
            return True
        # Who is heard is somebody, be it by half of a name.
        half = not self._heard[speaker.id] and self._is_longer(places)
        return not half and not self._is_thing(places)

    def _against(
        self,
        speaker: Speaker,
        places: Sequence[tuple[int, int]],
        full: Sequence[tuple[int, int]],
    ) -> Iterator[str]:
        """Why nobody believes that somebody who isn't heard said something, the first reason first.

        Args:
            places: Where the person is named.
            full: Where the full name stands.
        """
        if RUN_ON.search(speaker.name):
            yield "it is no name"  # who is heard may be VanderSloot
        if " " not in speaker.name and not self._heard[speaker.id]:
            yield "half a name"
        around = [self._around(*place) for place in places]
        if any(DIED.match(behind) or MOURNED.search(before) for before, behind in around):
            yield "somebody dead"
        if any(
            ACCUSING.search(before) or ACCUSED.match(behind) or DID_IT.match(behind)
            for before, behind in around
        ):
            yield "somebody accused"
        role = {*normalised(speaker.role or "").split()}
        if role & {*load("people")["unnamed"]["reporters"]}:
            yield "somebody who only reports"
        if role & {*load("people")["armies"]["names"]}:
            yield "somebody who fights"
        whole = [self._around(*place) for place in full]
        if is_credited(speaker, self._text) or any(
            _reporting().search(before) or SIGNED.search(before) or WRITES.match(behind)
            for before, behind in whole
        ):
            yield "somebody who only reports"
        if any(_is_young(before, behind) for before, behind in whole):
            yield "a child"
        if full and all(
            before.endswith((" at ", " inside ", " outside ")) and behind.startswith(("’s", "'s"))
            for before, behind in whole
        ):
            yield "a place"  # "at Hamburger Holt's"
        if places and all(self._only_tells(end) for _, end in places):
            yield "named only for something else"  # "a Holt speechwriter"

    def _for_person(self, speaker: Speaker, places: Sequence[tuple[int, int]]) -> int:
        free = [place for place in places if not self._only_tells(place[1])]
        evidence = min(len(free), OFTEN)
        if self._heard[speaker.id]:
            evidence += HEARD
        if speaker.role is not None:
            evidence += TOLD
        if len(free) == 1 and self._has_peers(*free[0]):
            evidence += 1
        ranks = {*load("people")["rank"]["words"], *load("people")["address"]["any"]}
        for start, end in free:
            before, behind = self._around(start, end)
            rank = RANKED.search(before)
            told = rank is not None and rank[1].lower() in ranks
            if told or WHO.match(behind) or PARTY.match(behind) or _acting().match(behind):
                return evidence + TOLD
        return evidence

    def _has_peers(self, start: int, end: int) -> bool:
        """Whether somebody is named as one of several: "behind Ada Brook and Karl Holt"."""
        before, behind = self._around(start, end)
        beside = [m for m in (BESIDE.search(before), BESIDE_TOO.match(behind)) if m is not None]
        return any(match[1].split()[-1] in self._surnames for match in beside)

    def goes_by(self, speaker: Speaker) -> list[str]:
        """What else somebody is called: "Ada Brook, AKA Danger Pike"."""
        return [
            match[1]
            for _, end in self._places(speaker)
            if (match := CALLED.match(self._text, end)) is not None
        ]

    def may_be_one(self, one: Speaker, other: Speaker) -> bool:
        """Whether the article tells that two names are one's: "Ada Brook, known as “Pike”"."""
        if not (one.named and other.named and one.type == other.type):
            return False
        pair = (one.id, other.id)
        if pair not in self._aliases:
            self._aliases[pair] = self._is_alias(one, other) or self._is_alias(other, one)
        return self._aliases[pair]

    def _is_alias(self, one: Speaker, other: Speaker) -> bool:
        """Whether the first one's name is told somewhere to be the other's, which follows."""
        places = self._places(other)
        for _, end in self._places(one):
            for late, _ in places[bisect_left(places, (end + 1, 0)) :]:
                if late - end > FAR:
                    break
                if ALIAS.match(self._text, end, late):
                    return True
        return False

    def spoken_of(self, speaker: Speaker) -> int:
        """How often a person is named where somebody else speaks, or the article itself."""
        return sum(span_at(start, self._sources) is None for start, _ in self._places(speaker))

    def _around(self, start: int, end: int) -> tuple[str, str]:
        text = self._text
        return text[max(0, start - BEFORE) : start], text[end : end + BEHIND]

    def _only_tells(self, end: int) -> bool:
        """Whether a name only tells one thing from another: "the Holt campaign"."""
        return self._text[end : end + 1] == " " and end + 1 in self._nouns

    def _is_longer(self, places: Sequence[tuple[int, int]]) -> bool:
        """Whether a name is cut short wherever it stands: "[Alejandro] García Padilla"."""

        def goes_before(start: int) -> bool:
            found = re.search(
                r"[\w.,’'] ([A-Z][a-zé-]+) \Z", self._text[max(0, start - 40) : start]
            )
            return (
                found is not None
                and found[1].lower() not in _before_names()
                and found[1] not in self._surnames
            )

        return bool(places) and all(goes_before(start) for start, _ in places)

    def _is_thing(self, places: Sequence[tuple[int, int]]) -> bool:
        """Whether a name is told by what no person is: "Acme Jets, a consulting firm"."""
        nouns = load("people")["body"]["nouns"]
        group = rf"(?:{'|'.join(nouns)}|affiliate)"
        for start, end in places:
            before, behind = self._around(start, end)
            if re.search(rf"\b{group}(?: (?:called|named|known as))?(?: I \w+,)? \Z", before):
                return True  # "the group Acme"
            found = THING.match(behind)
            if found is not None and found["what"] is None:
                return True
            if found is not None:
                head = normalised(NOT_OF.split(found["what"])[0]).split()
                if head and head[-1] in nouns:
                    return True
            if re.match(r", [A-Z]", behind) and _country_follows(behind):
                return True  # "San Pedro Sula, Honduras"
        return False

    def _is_history(self, place: tuple[int, int]) -> bool:
        """Whether the sentence around a mention tells of a time long ago."""
        start, end = _sentence(self._text, *place)
        years = [int(m[1]) + 9 * bool(m[2]) for m in PAST_YEAR.finditer(self._text[start:end])]
        latest = self._year or _latest_year(self._text)
        return bool(years) and latest is not None and max(years) <= latest - LONG_AGO

    # --------------------------------------------------------------------------------- bodies

    def _of_body(self, speaker: Speaker) -> Standing:
        name = speaker.name.removeprefix("the ")
        places = _mentions(name, self._text)
        heard = bool(self._heard[speaker.id])
        return Standing(
            self._for_body(speaker, name, places),
            None if heard else self._against_body(name, places),
            self._is_body(speaker, name, places),
            _is_late(name, self._year)
            or not heard
            and bool(places)
            and all(self._is_history(place) for place in places),
        )

    def _is_body(self, speaker: Speaker, name: str, places: Sequence[tuple[int, int]]) -> bool:
        words = name.split()
        if _is_mute(speaker) or HONORIFIC.search(name) or _is_piece(speaker, self._text, places):
            return False
        if any(person in name for person in self._people):
            return False  # "Fox News Sean Hannity"
        if name in self._surnames and name.lower() not in _known():
            return False
        if len(words) == 1 and any(RUNNING.match(self._text, end) for _, end in places):
            return False  # "a Vance supporter"
        given = words[-1].lower() in _given()
        if len(words) > 1 and given and not speaker.name.startswith("the "):
            return False  # "Prez Jim"
        # "Brook State Department" is another's name, and whose
        return not (words[0] in self._surnames and " ".join(words[1:]) in self._bodies)

    def _against_body(self, name: str, places: Sequence[tuple[int, int]]) -> str | None:
        people = load("people")
        if name.lower() in people["armies"]["names"]:
            return "nobody expects to hear from it"
        heads = {normalised(part).split()[-1] for part in (name, OF.split(name)[0])}
        if heads & {*people["body"]["silent"]} or name.lower() in people["body"]["things_named"]:
            return "nobody expects its word"
        makes = sum(MODEL.match(self._text, end) is not None for _, end in places)
        if places and 2 * makes >= len(places):
            return "it is a make"
        return None

    def _for_body(self, speaker: Speaker, name: str, places: Sequence[tuple[int, int]]) -> int:
        bodies = load("people")["body"]
        evidence = HEARD if self._heard[speaker.id] else 0
        words = normalised(name).split()
        last, head = words[-1], normalised(OF.split(name)[0]).split()[-1]
        if {last, head} & {*bodies["papers"], *bodies["known"], *bodies["offices"]}:
            evidence += TOLD  # "the Institute for Sea Defence"
        if any(self._acts(start, end) for start, end in places):
            evidence += TOLD
        told = {last, head} & {*bodies["nouns"]} or " " in name or name.isupper()
        free = [place for place in places if not self._only_tells(place[1])]
        return evidence + min(len(free), ENOUGH) if told or evidence else 0

    def _acts(self, start: int, end: int) -> bool:
        """Whether a body does or says something here."""
        before, behind = self._around(start, end)
        if SPEAKS_FOR.search(before) or ITS_WORD.match(behind):
            return True
        within = before.removesuffix("the ").endswith((" at ", " of ", " in ", " with ", " for "))
        return not within and _acting().match(behind) is not None


@cache
def _peoples() -> frozenset[str]:
    return frozenset(w.lower() for of in load("places")["countries"].values() for w in of)


def sort_of(body: Speaker) -> str | None:
    """What sort of body it is, by its last word or the one before "of": "office", "medium"."""
    name = body.name.removeprefix("the ")
    words = normalised(name).split()
    heads = {words[-1], normalised(OF.split(name)[0]).split()[-1], name.lower()}
    sorts: dict[str, list[str]] = load("people")["body"]["sorts"]
    return next((sort for sort, nouns in sorts.items() if heads & {*nouns}), None)


@cache
def _before_names() -> frozenset[str]:
    """What stands before a name with a capital and is no part of it: "Republican Ada Brook"."""
    people = load("people")
    found = {*people["rank"]["words"], *people["rank"]["beginnings"], *people["role"]["nouns"]}
    found |= {*people["body"]["parties"], *people["role"]["describing"], *_peoples()}
    return frozenset(found.union(*people["address"].values()))


@cache
def _given() -> frozenset[str]:
    names = load("first_names")
    return frozenset((*names["male"], *names["female"]))


@cache
def _known() -> frozenset[str]:
    return frozenset(load("people")["body"]["known"])


@cache
def _acting() -> re.Pattern[str]:
    """What stands behind somebody who does what people and bodies do: " told", ", 52, said"."""
    verbs = "|".join(load("people")["acts"]["verbs"])
    return re.compile(
        rf"{APPOSED}(?:,? who)?(?: (?:has|had|have|also|later|then|recently|already|once|herself"
        rf"|himself|himself also))* (?:{verbs})\b"
    )


@cache
def _reporting() -> re.Pattern[str]:
    people = load("people")
    media = "|".join(map(re.escape, people["media"]["names"]))
    return re.compile(
        rf"(?:\b(?:{'|'.join(people['unnamed']['reporters'])}) "
        rf"|\b(?:{media})[’']s? (?:[\w-]+ ){{0,2}})\Z"
    )


@lru_cache(maxsize=4096)
def _mentions(name: str, text: str) -> list[tuple[int, int]]:
    """Where a name stands in a text, as a word or words of its own."""
    found, at = [], text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            found.append((at, end))
        at = text.find(name, end)
    return found


def is_credited(speaker: Speaker, text: str) -> bool:
    """Whether somebody is named only as who took a picture: "Ada Brook via Getty Images"."""
    places = _mentions(speaker.name, text)
    return bool(places) and all(
        CREDITED.match(text, end) or CREDITING.search(text[max(0, start - 30) : start])
        for start, end in places
    )


def _is_mute(speaker: Speaker) -> bool:
    """Whether a name is a thing’s, or no name: "the Hyde Amendment", "the local newspaper"."""
    words = normalised(speaker.name).split()
    if speaker.type == "person":
        bodies = load("people")["body"]
        if words[-1] in bodies["nouns"] or words[-1] in bodies["sites"]:
            return True  # "Emanuel Church", "King James Bible"
        if words[0] in _peoples():
            return True  # "Filipino Clinton", of "Filipino Clinton supporters"
        if len(words) == 1 and words[0] in _given():
            return True  # "Bill", who may be anybody
        if words[0] in PLAIN or words[-1] in ("secret", "united"):
            return True  # "Never Trumpers", "Citizens United"
        things = words
        if speaker.gender and len(words) > 1:  # Bill Holt and Doris Day are somebody
            things = [] if words[-1] in load("frames")["surnames"] else words[-1:]
    else:
        things = words[-1:]  # "the World Bank"
        told = set(speaker.name.removeprefix("the ").split()) & set(load("frames")["armed"])
        if told and words[-1] in ("group", "movement", "network", "organisation", "organization"):
            return True  # "the radical Islamist organization"
    if set(things) & set(load("frames")["mute"]):
        return True
    name = speaker.name.removeprefix("the ")
    if words[0] in PLAIN:
        return True  # "Besides Centerview"
    # Marine John “Tig” Holt is no body, and "the Eastwick, Norland-based firm" is no name.
    return (
        "…" in name
        or (speaker.type != "person" and re.search("[“,]|-based", name) is not None)
        or (speaker.type != "person" and name.split()[-1] in ("society", "party"))
        or not any(w[0].isupper() for w in name.split())
        or (speaker.type == "person" and name.isupper())
    )


def _is_late(name: str, year: int | None) -> bool:
    """Whether it is somebody or a body of history that was no more when the article was written."""
    died = load("people")["dead"].get(name)
    return died is not None and (year is None or died < year)


def _is_misnamed(name: str, people: Collection[str], called: Mapping[str, int]) -> bool:
    """Whether what is taken for a name is none, or more than one: "Ada Brook Hints Vance".

    Args:
        people: Everybody's full name.
        called: How many have a given name.
    """
    words = name.split()
    given = _given()
    if len(words) == 2 and words[0].lower() in load("people")["rank"]["words"]:
        return words[0].lower() not in given  # "Chairman Vance"
    if any(word.lower() in ("ag", "assistant", "associate") for word in words[:-2]):
        return True  # "Assistant AG Ada Brook"
    if _is_junior(words):
        if len(words) == 2:
            return True  # "Karl Sr"
    else:
        parts = (
            " ".join(words[i:j])
            for i in range(len(words))
            for j in range(i + 2, len(words) + 1)
            if j - i < len(words)
        )
        if any(part in people for part in parts):
            return True
    # "Crazy Ada", of Ada Brook
    others = called.get(words[-1], 0) - (words[0] == words[-1])
    return len(words) == 2 and others > 0 and words[0].lower() not in given


def _is_junior(words: Sequence[str]) -> bool:
    return words[-1].rstrip(".").lower() in GENERATIONS


def _is_young(before: str, behind: str) -> bool:
    age = AGE.search(before) or AGED.match(behind)
    return age is not None and int(age[1]) < YOUNGEST


def _is_piece(speaker: Speaker, text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is part of a longer one wherever it stands: "[SITE] Intelligence Group"."""
    # "the Institute for Peace [and War]"
    if OF.search(speaker.name) and places and all(LINKED.match(text, end) for _, end in places):
        return True
    if speaker.name.startswith("the "):
        return bool(places) and all(LONGER.match(text, end) for _, end in places)
    return bool(places) and all(
        ((longer := WITHIN.search(text[max(0, start - BEFORE) : start])) is not None)
        and longer[1].lower() not in _peoples()  # "the U.S. State Department"
        or LONGER.match(text, end)
        for start, end in places
    )


def _country_follows(behind: str) -> bool:
    places = load("places")
    found = re.match(r", ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)", behind)
    if found is None:
        return False
    return any(w in places["countries"] for w in (found[1], found[1].split()[0]))


@lru_cache(maxsize=64)
def _ends(text: str) -> list[int]:
    return [match.end() for match in ENDING.finditer(text)]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Around a mention: to the full stop, or the line's end, on either side."""
    ends = _ends(text)
    place = bisect_right(ends, start)
    first = ends[place - 1] if place else 0
    last = ends[bisect_left(ends, end)] if ends and ends[-1] >= end else len(text)
    return first, last


@lru_cache(maxsize=64)
def _latest_year(text: str) -> int | None:
    return max((int(m[1]) for m in PAST_YEAR.finditer(text) if not m[2]), default=None)
