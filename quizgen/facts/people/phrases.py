"""The phrase that names a source, taken apart.

The parser often hangs a long phrase up on the wrong word; that its names stand in the order
"title, name, comma, role" or "role, comma, name" is surer than its tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.facts.people.name import Name
from quizgen.facts.people.pronouns import FEMALE, FIRST, MALE, SUBJECTS
from quizgen.facts.people.words import NICKNAME_MARKS, plain, words

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

RELATIVE = {"who", "which", "whom", "whose"}
PRONOUNS = MALE | FEMALE | FIRST | {"who", "which"}
JOINTS = {"and", "or", "&"}
ALONGSIDE = {"along", "together"}  # "Ms Holt, along with Mr Bell,"
# One or some of those named behind it, or somebody else than they.
PARTITIVE = {
    *("all", "another", "any", "both", "each", "either", "every", "few", "many", "most", "neither"),
    *("no", "none", "nobody", "one", "others", "other", "several", "some", "two", "three"),
}
OPENINGS = {"even", "including", "only", "also", "but", "and", "then", "that", "as", "by", "from"}
ADJECTIVES = {"acting", "founding", "incoming", "leading", "managing", "outgoing", "ranking"}
DASHES = {"–", "—", "-", "--"}


@dataclass(frozen=True)
class Phrase:
    """A source's words, up to where a relative clause begins."""

    head: Token  # through which the sentence holds the phrase's first part
    name: Name | None  # whom the first part names: "Jane Holt", "captain Jane Holt"
    apposed: tuple[Name, ...]  # whom the other parts name: "the captain, Jane Holt"
    names: tuple[Name, ...]  # all that it holds
    bare: tuple[str, ...]  # the first part in lower case, where it is all capitals and no name
    is_joint: bool  # two or more, "Holt and Bell"; or one of several
    is_pronoun: bool
    is_person: bool  # whether it says so: "a resident", "who"

    @classmethod
    def of(cls, tokens: Sequence[Token], name_at: Mapping[int, Name]) -> Phrase | None:
        """A source's tokens taken apart; None where there are none."""
        tokens = _core(tokens)
        if not tokens:
            return None
        parts = _parts(tokens)
        first = parts[0] if parts else tokens
        held = tuple(name for part in parts for name in _names_in(part, name_at))
        head = _root(first)
        name = _named(first, name_at)
        followers = [n for part in parts[1:] if (n := _named(part, name_at)) is not None]
        joint = _is_joint(first, name_at)
        if plain(tokens[0]) in PARTITIVE:
            # "Some of Ms Holt’s friends"; but "Another pollster, Jane Holt"
            name = None
            joint |= not followers or head.tag_ != "NN"
        if name is not None and len(parts) > 1:
            # "Holt, Bell and Drew"
            joint |= any(plain(part[0]) in JOINTS | ALONGSIDE for part in parts[1:])
        # "aides to Ms Holt, the captain, and Mr Bell"
        if any(plain(part[0]) in JOINTS and _names_in(part, name_at) for part in parts[1:]):
            joint = True
        if any(_is_joint(part, name_at) for part in parts[1:] if _starts_with_name(part, name_at)):
            joint = True
        if head.tag_ in ("NNS", "NNPS") and name is None:
            followers = []
        capitals = all(t.text[:1].isupper() for t in first)
        owner = max((n for n, t in enumerate(first) if t.tag_ == "POS"), default=-1)
        bare = [
            t
            for t in first[owner + 1 :]
            if plain(t) not in words().address and plain(t) not in words().rank
        ]
        return cls(
            head,
            name,
            tuple(followers),
            held,
            tuple(t.lower_ for t in bare) if capitals else (),
            joint,
            len(first) == 1 and first[0].lower_ in PRONOUNS,
            any(_is_role(part, name_at) for part in parts),
        )


def _core(tokens: Sequence[Token]) -> list[Token]:
    """Without what opens and closes the phrase, what stands in brackets, and relative clauses."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.text in ("(", "["):
            depth += 1
        elif token.text in (")", "]"):
            depth = max(0, depth - 1)
        elif depth or token.is_space:
            continue
        elif kept and token.lower_ in RELATIVE:
            break
        elif kept or not (token.is_punct or token.lower_ in OPENINGS):
            kept.append(token)
    while kept and (kept[-1].is_punct or kept[-1].tag_ == "POS"):
        kept.pop()  # "Ms Holt’s (claim)"
    return kept


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """What commas and dashes part."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in (",", ":", ";") or (token.text in DASHES and token.nbor(-1).whitespace_):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _root(tokens: Sequence[Token]) -> Token:
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head == t]
    nouns = [t for t in roots if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return (nouns or roots or list(tokens))[0]


def _names_in(part: Sequence[Token], name_at: Mapping[int, Name]) -> list[Name]:
    """The names that stand in it whole."""
    found = {id(name): name for t in part if (name := name_at.get(t.i)) is not None}
    inside = {t.i for t in part}
    return [n for n in found.values() if {n.tokens[0].i, n.tokens[-1].i} <= inside]


def _starts_with_name(part: Sequence[Token], name_at: Mapping[int, Name]) -> bool:
    names = _names_in(part, name_at)
    return bool(names) and (names[0].titles or names[0].tokens)[0].i == part[0].i


def _titled(tokens: Sequence[Token], name_at: Mapping[int, Name]) -> Name | None:
    """The name that tokens open with, if they do with its titles."""
    for token in tokens:
        name = name_at.get(token.i)
        if name is not None:
            return name if name.titles and name.titles[0].i == tokens[0].i else None
        if not token.text[:1].isupper():
            return None
    return None


def _is_role(part: Sequence[Token], name_at: Mapping[int, Name]) -> bool:
    """As in "a professor of chemistry", "resident Whit Symms"."""
    root = _root(part)
    role = root if root.i not in name_at else None
    names = _names_in(part, name_at)
    if names and names[0].tokens[0].i > part[0].i:
        role = names[0].tokens[0].nbor(-1)
    if len(names) > 1 and _is_employee(names[-1], names[-2]):
        return True
    return (
        role is not None
        and role.tag_ in ("NN", "NNP")
        and any(role.lower_ in known for known in (words().role, words().person, words().kin))
    )


def _is_employee(name: Name, owner: Name) -> bool:
    """As in "the Eastwick Post’s Ada Brook": whom papers have are people."""
    link = name.tokens[0].nbor(-1)
    if link.i != owner.tokens[-1].i + 1 or link.text not in ("’s", "'s", "’", "'"):
        return False
    return plain(owner.tokens[-1]) in words().papers | words().known and len(name.tokens) > 1


def _named(part: Sequence[Token], name_at: Mapping[int, Name]) -> Name | None:
    """Whom a part between commas names: never who only owns or is served by somebody in it."""
    names = _names_in(part, name_at)
    if not names:
        return None
    place = {token.i: n for n, token in enumerate(part)}
    first, last = names[0], names[-1]
    # "Pentagon spokesman Navy Capt. Jeff Davis", "a choked-up Holt": the name ends the part.
    if last.tokens[-1].i == part[-1].i or _only_adds(part[place[last.tokens[-1].i] + 1 :]):
        start = place.get((last.titles or last.tokens)[0].i, place.get(last.tokens[0].i, 0))
        before = part[:start]
        if before and before[-1].text in NICKNAME_MARKS and not before[-1].whitespace_:
            return None  # the book “Sailing Alone”
        if not any(_governs(t) for t in before):
            return last
        if _root(part) in last.tokens:
            # "Secretary of State John Kerry", but not "a spokesman for candidate John Kerry"
            site = {t.ent_type_ for t in last.tokens} <= {"GPE", "LOC"}
            if site and not last.titles:
                return None  # "Clerks in the county of Ember in northern Norland"
            return last if before[-1].pos_ not in ("ADP", "SCONJ", "VERB") else None
        # "Rockvale County Supervisor of Ferries Ada Brook"
        office = _root(part)
        if office.pos_ == "PROPN" and plain(office) in words().role and len(last.tokens) > 1:
            if before[-2:][0].lower_ == "of" and before[-1].pos_ == "PROPN":
                return last
    # "Sen. Gloria Whitfield of Ohio", "Ingrid Solheim of the museum"
    ahead = part[: place.get(first.tokens[0].i, 0)]
    behind = part[place[first.tokens[-1].i] + 1 :] if first.tokens[-1].i in place else []
    if any(_governs(t) for t in ahead):
        named = [n for n in names if n.tokens[0].nbor(-1).lower_ in ("named", "called")]
        return named[0] if len(named) == 1 else None
    after = behind[0] if behind else None
    if after is None or after.lower_ in ("v.", "vs."):
        return None
    if after.tag_ == "VBZ" and after.dep_ in SUBJECTS:
        return None  # "EU rules": no verb, whatever the tagger takes it for
    loose = after.pos_ in ("ADP", "SCONJ", "ADV", "VERB") or after.like_num
    return first if loose or after.lower_.endswith("self") else None


def _only_adds(rest: Sequence[Token]) -> bool:
    """As in "Holt himself", "Holt too", "Holt Jr."""
    return all(t.lower_.endswith("self") or t.pos_ in ("ADV", "PUNCT") for t in rest)


def _governs(token: Token) -> bool:
    """Whether a name behind it is another's than the phrase's: "for Holt", "praising Holt"."""
    if token.pos_ == "ADP" or token.lower_ in ("of", "for", "to", "v.", "vs."):
        return True
    return (
        token.pos_ == "VERB"
        and token.dep_ not in ("amod", "compound")
        and token.lower_ not in ADJECTIVES
    )


def _is_joint(part: Sequence[Token], name_at: Mapping[int, Name]) -> bool:
    """As in "Holt and Bell", "Holt and his agent": more than one person."""
    for index, token in enumerate(part[1:-1], 1):
        if token.lower_ not in JOINTS and not (
            token.lower_ == "well" and part[index - 1].lower_ == "as"
        ):
            continue
        # "Senator Cruz of Texas and Senator Paul of Kentucky"
        second = name_at.get(part[index + 1].i) or _titled(part[index + 1 :], name_at)
        if second is not None and second.person_votes > 0 and _starts_with_name(part, name_at):
            return True
        before = name_at.get(part[index - 1].i)
        if before is None or token.i in {t.i for t in before.tokens}:
            # "the captain and Bell"
            after = name_at.get(part[index + 1].i)
            held = part[index - 1].lower_ in words().role and after is not None
            if held and part[0].pos_ == "DET" and after is not None and not after.titles:
                return True
            continue
        # "the head of Shell and BP": what "of" governs isn't the source
        if not any(_governs(t) for t in part[: index - len(before.tokens)]):
            return True
    return False
