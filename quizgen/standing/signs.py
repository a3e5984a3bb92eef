"""What stands beside the name of somebody dead, accused, or who only reports: patterns of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from quizgen.lexicons import load

APPOSED = r"(?:, (?!and\b|or\b)(?:[^,.;\n]|(?<=[A-Z])\.){1,60},| \([^)\n]{1,20}\))?"
"""What may stand between a name and its verb: ", 52,", " (D)"."""
SUBJECT = rf"(?:{APPOSED}(?:,? who)?|, [^,.;\n]{{1,50}} who)(?: and(?: [A-Z][\w’'-]+){{1,3}})?"
CREDITED = re.compile(r"\s*(?:/|via\b|\|)")
"""What stands behind the name of who took a picture."""
AGE = re.compile(r"(\d{1,2})-year-old (?:[a-z]+ )?\Z")
AGED = re.compile(r", (?:age )?(\d{1,2}),")
RANKED = re.compile(r"\b([A-Z][\w-]*)\.? \Z")
WHO = re.compile(r",? (?:\(\w[^)]{0,12}\),? )?(?:\d\d, )?who\b")
BESIDE = re.compile(
    r"((?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+)(?:, | and |, and | or )(?:[A-Z][\w.]+ )?\Z"
)
BESIDE_TOO = re.compile(
    r"(?:, | and |, and | or )(?:[A-Z]\w+\. )?((?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+)"
)
"""Who else stands before or behind a name: "Ada Brook, Karl Holt and"."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Patterns that stand right before (``\\Z``) or right behind a name."""

    died: re.Pattern[str]  # behind somebody dead
    mourned: re.Pattern[str]  # before
    accused: re.Pattern[str]  # behind who is named for a crime
    accusing: re.Pattern[str]  # before
    did_it: re.Pattern[str]  # behind who killed, and isn't only charged with it
    writes: re.Pattern[str]  # behind who reports: "Ada Brook of The Herald wrote"
    signed: re.Pattern[str]  # before who gives the news: "This Week with Ada Brook"
    reporting: re.Pattern[str]  # before a reporter: "columnist Ada Brook", "CNN’s Ada Brook"
    leads: re.Pattern[str]  # behind who leads fighters: ", the leader of the Taliban"
    acted: re.Pattern[str]  # before somebody of a play: "in the role of Ada Brook"
    crediting: re.Pattern[str]  # before who took a picture
    party: re.Pattern[str]  # behind a politician: " (R-Norland)", ", a Democrat"
    acting: re.Pattern[str]  # behind who does what people and bodies do: " told", ", 52, said"


@cache
def signs() -> Signs:
    """The patterns, made of the lexicons once."""
    died, accused, reporting = lexicon("died"), lexicon("accused"), lexicon("reporting")
    people = load("people")
    papers = [*(word.capitalize() for word in people["body"]["papers"]), "News"]
    made = [form for word in reporting["made"] for form in (word, word.capitalize())]
    mourners = [form for word in died["mourners"] for form in (word, word.capitalize())]
    return Signs(
        died=re.compile(
            rf"{SUBJECT}"
            r"(?: (?!(?:said|says|told|that|when|where|after|because|how|of|by|whose)\b)"
            r"[\w’'-]+){0,7}?,? (?:(?:was|were|been|being|is|are|later|fatally|allegedly)"
            rf" (?:[\w-]+ )?(?:{any_of(died['was'])})|(?:{any_of(died['did'])})\b)"
            rf"|,? whose (?:{any_of(died['whose'])})|[’']s? (?:own )?(?:{any_of(died['whose'])})\b"
        ),
        mourned=re.compile(
            rf"(?:\b(?:{any_of(died['of'])})s? (?:in [\w ]+ )?\[?of"
            r" (?:[\w,’'“”\[\]-]+ |(?:Dr|Mr|Mrs|Ms|Capt|Sgt)\. ){0,9}"
            rf"|\b(?:{any_of(mourners)}) of (?:[\w,’'-]+ ){{0,9}}"
            rf"|\b(?:{any_of(died['taking'])}) (?:[\w’'-]+ |Dr\. ){{0,4}}"
            r"|\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir) late (?:[\w’'-]+ ){0,5}"
            rf"|\b(?:{any_of(died['victims'])}),? (?:such as|like|including|among them) "
            r"(?:[\w,’'.-]+ ){0,9}"
            r")[“\[(]?\Z"
        ),
        accused=re.compile(
            rf"[^.;\n]{{0,95}}\b(?:{any_of(accused['facing'])}"
            r"|carried out (?:\w+ ){0,3}attack)"
            rf"|{SUBJECT} (?:(?:is|was|has been|pleaded|faces?|allegedly|then|also) ){{0,2}}"
            rf"(?:accused of (?:a |the |an )?(?:{any_of(accused['crimes'])})\w*"
            rf"|{any_of(accused['did'])})\b"
        ),
        accusing=re.compile(
            rf"\b(?:{any_of(accused['called'])})s?\b[^.;\n]{{0,12}}\Z"
            rf"|\b(?:{any_of(accused['hunting'])}) (?:[\w’'-]+ ){{0,3}}\Z"
            r"|\bwarrants? (?:\w+ ){0,3}for (?:[\w’'-]+ ){0,2}\Z"
        ),
        did_it=re.compile(
            rf"{SUBJECT}(?:,? with [\w ]{{1,30}}?)? (?:{any_of(accused['killed'])})\b"
            rf"|, (?:one of )?the (?:{any_of(accused['killers'])})s?\b"
        ),
        writes=re.compile(
            r",? (?:of|from|at|for|in) (?:[Tt]he )?[A-Z][\w ]*\s+(?:wrote|writes|report)"
            rf"|,? (?:of|from|with) (?:[Tt]he )?(?:[A-Z][\w.]+ ){{0,3}}(?:{any_of(papers)})\b"
            rf"| is (?:an? |the )?(?:\w+ ){{0,4}}(?:{any_of(reporting['writers'])})\b"
            rf"| (?:also )?(?:{any_of(reporting['helped'])})\b"
        ),
        signed=re.compile(
            rf"(?:\bBYLINE:? |\bI['’]m |\b(?:{any_of(reporting['shows'])}) [Ww]ith )\Z"
        ),
        reporting=re.compile(
            rf"(?:\b(?:{any_of(people['unnamed']['reporters'])}) "
            rf"|\b(?:{any_of(people['media']['names'])})[’']s? (?:[\w-]+ ){{0,2}})\Z"
        ),
        leads=re.compile(
            r", [^.;\n]{0,30}\b(?:chief|commander|founder|head|leader|member) of (?:the )?"
            rf"(?i:{any_of(people['armies']['names'])})\b"
        ),
        acted=re.compile(rf"\b(?i:{any_of(lexicon('acted')['words'])}) (?:[\w’'-]+ ){{0,4}}\Z"),
        crediting=re.compile(
            rf"(?:/|by:|[Cc]redits?:?|Contributing:|(?:{any_of(reporting['bylines'])}):"
            rf"|(?:{any_of((*made, *reporting['parts']))}"
            rf"|(?:{any_of(reporting['pieces'])})s?(?: \w+)?) by)\s*\Z"
        ),
        party=re.compile(
            r",? \(?[DRI]-[A-Z]|, [DRI]-"
            rf"|, (?:a|the) (?:{any_of(lexicon('naming')['members'])})\b"
        ),
        acting=re.compile(
            rf"{APPOSED}(?:,? who)?(?: (?:has|had|have|also|later|then|recently|already|once"
            rf"|herself|himself|himself also))* (?:{any_of(people['acts']['verbs'])})\b"
        ),
    )


def lexicon(table: str) -> dict[str, list[str]]:
    """A table of ``lexicons/standing.toml``."""
    words: dict[str, list[str]] = load("standing")[table]
    return words


def any_of(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern."""
    return "|".join(map(re.escape, words))
