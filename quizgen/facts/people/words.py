"""The words for people and bodies, ready to look up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from quizgen.lexicons import load

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

Gender = Literal["male", "female"]

# Small words inside names: "Staffan de Mistura", "Ludwig van Beethoven", "Walid al-Moallem".
PARTICLES = {
    *("al", "el", "bin", "ibn", "ben", "de", "del", "della", "der", "den", "di", "da", "dos", "du"),
    *("la", "le", "van", "von", "zu", "-"),
}

NICKNAME_MARKS = {"“", "”", '"', "‘", "’", "``", "''"}

GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon's words for people and bodies, ready to look up."""

    address: dict[str, Gender | None]
    noble: frozenset[str]  # of these, what a peer's name isn't whole without: "Lord Holt"
    rank: frozenset[str]  # offices and ranks before a name, with what may begin them
    crowned: frozenset[str]  # of these, what stands before a given name: "king"
    single: frozenset[str]  # what only one is in most articles: "president"
    rank_ends: frozenset[str]  # those that can stand alone before a name
    role: frozenset[str]
    body: frozenset[str]
    doubtful: frozenset[str]  # of these, those that are as often no body
    of_general: frozenset[str]  # "General Electric" is no officer
    with_the: frozenset[str]  # names that end so go by "the": "the White House"
    of_with_the: frozenset[str]  # those that begin so do: "the Ministry of Trade"
    always_the: frozenset[str]  # names that do, whatever an article shows: "the US"
    of_body: frozenset[str]  # what a body's name may go on behind: "Chamber of Commerce"
    firms: frozenset[str]  # what a firm's name ends in: "Inc."
    peoples: frozenset[str]  # "Democrats": many people, not one body
    parties: frozenset[str]  # "a Norland Democrat": somebody of a party, and no name
    sites: frozenset[str]  # what ends the name of a place or a law: "Ember County"
    settlements: frozenset[str]  # "the town of Brook": what is called so is nobody
    things: frozenset[str]  # what opens a thing's name: "Storm Agda"
    mute: frozenset[str]  # laws, roads and deals: they don't speak
    abbreviated: frozenset[str]  # states for short: "Va", of "a firefighter from Roanoke, Va."
    known: frozenset[str]  # firms and papers that everybody knows by one word
    kin: frozenset[str]  # "wife": nobody's without whose
    papers: frozenset[str]  # "the Post", for short
    document: frozenset[str]  # what a body publishes and is told by: "survey"
    person: frozenset[str]  # anybody without an office: "boy"
    offices: dict[str, frozenset[str]]  # what the bearer of a short title is: "sen", a senator
    describing: frozenset[str]  # what stands before a role: "former"; in capitals only at the front
    gendered: dict[str, Gender]  # rank and role words and given names that tell a gender
    given: frozenset[str]


@cache
def words() -> Words:
    people, given = load("people"), load("first_names")
    address: dict[str, Gender | None] = dict.fromkeys(people["address"]["any"])
    gendered: dict[str, Gender] = {}
    genders: tuple[Gender, Gender] = ("male", "female")
    for gender in genders:
        address |= dict.fromkeys(people["address"][gender], gender)
        for table in (people["rank"], people["role"], given):
            gendered |= dict.fromkeys(table[gender], gender)
    return Words(
        address,
        frozenset(people["address"]["noble"]),
        frozenset(people["rank"]["words"] + people["rank"]["beginnings"]),
        frozenset(people["rank"]["crowned"]),
        frozenset(people["rank"]["single"]),
        frozenset(people["rank"]["words"]),
        frozenset(noun.lower() for noun in people["role"]["nouns"])
        | frozenset(people["role"]["male"] + people["role"]["female"]),
        frozenset(people["body"]["nouns"]),
        frozenset(people["body"]["doubtful"]),
        frozenset(people["body"]["of_general"]),
        frozenset(people["body"]["with_the"]),
        frozenset(people["body"]["of_with_the"]),
        frozenset(people["body"]["always_the"]),
        frozenset(people["body"]["nouns"] + people["body"]["with_of"]),
        frozenset(people["body"]["firms"]),
        frozenset(people["body"]["peoples"]),
        frozenset(people["body"]["parties"]),
        frozenset(people["body"]["sites"] + people["body"]["wares"]),
        frozenset(people["body"]["settlements"]),
        frozenset(people["body"]["things"]),
        frozenset(people["body"]["mute"]),
        frozenset(people["body"]["abbreviated"]),
        frozenset(people["body"]["known"]),
        frozenset(people["role"]["kin"]),
        frozenset(people["body"]["papers"]),
        frozenset(people["document"]["nouns"]),
        frozenset(people["role"]["anybody"]),
        {short: frozenset(full) for short, full in people["offices"].items()},
        frozenset(people["role"]["describing"]),
        gendered,
        frozenset(given["male"] + given["female"]),
    )


@cache
def lands() -> frozenset[str]:
    """Countries and states, in small letters."""
    places = load("places")
    return frozenset(name.lower() for name in (*places["countries"], *places["states"]["names"]))


@cache
def nationalities() -> frozenset[str]:
    """What countries' people are called, as far as no family is called so: "Russian"."""
    known = (word for found in load("places")["countries"].values() for word in found)
    return frozenset(word.lower() for word in known if word.endswith(("an", "ese")))


@cache
def weekdays() -> frozenset[str]:
    return frozenset(load("temporal")["weekday"])


def plain(token: Token) -> str:
    """A token for look-up in the lexicons: lower case, without a full stop."""
    return token.lower_.rstrip(".")
