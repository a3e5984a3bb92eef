"""Which mentions of names are one person's or one body's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.facts.people.name import Name
from quizgen.facts.people.words import NICKNAME_MARKS, PARTICLES, lands, plain, words

Key = tuple[str, ...]

NEAR = 80
"""Tokens after somebody's full name in which the bare family name may be his or hers."""
OFTEN = 4
"""How many times as often one of two is named who may be meant without any title."""


@dataclass(frozen=True)
class Groups:
    """Mentions by whose they are, and those that may be two people's."""

    mentions: dict[str, list[Name]]  # under the fullest name, in lower case
    open: list[Name]


def grouped(names: Sequence[Name]) -> Groups:
    """Mentions of one person or body together, under the fullest name's key.

    "Assad" joins "Bashar Assad" when no other full name ends so, and "Xi" joins "Xi Jinping", whose
    family name stands first, when nobody is called Jinping alone. With two of that surname a bare
    one is whoever had the name to himself when it was first used bare, as long as the other isn't
    named nearby; otherwise it belongs to nobody.
    """
    keys = _keys(names)
    sure: dict[Key, list[Name]] = defaultdict(list)
    for name, key in zip(names, keys, strict=True):
        # "an anti-Trump PAC" isn't sure to be anybody, "a choked-up Rosa Bell" is.
        if not name.indefinite or (len(key) > 1 and name.person_votes > 0):
            sure[key].append(name)
    fuller = _fuller(sure, set(keys))
    genders: dict[Key, Counter[str]] = defaultdict(Counter)
    for name, key in zip(names, keys, strict=True):
        if len(key) == 1 and name.gender:
            genders[key][name.gender] += 1
    bearers = _Bearers({key: {key} for key in sure} | fuller, genders)
    mentions: dict[str, list[Name]] = {}
    doubtful = []
    for name, key in zip(names, keys, strict=True):
        owner = bearers.owner(name, key, sure)
        if owner is not None:
            mentions.setdefault(" ".join(owner), []).append(name)
        elif not name.indefinite:
            doubtful.append(name)
    return Groups(mentions, doubtful)


def _keys(names: Sequence[Name]) -> list[Key]:
    """Each mention's key; "Donald Trump Jr" is another where "Donald Trump" is named as well.

    So is "Walter Jr", the son of Walter Hobbs; if he is named in full he goes by that. Of "Walter
    Hobbs III" and "his father, Walter Hobbs Jr" the first is whom the article calls "Hobbs".
    """
    known: dict[Key, set[str]] = defaultdict(set)
    for name in names:
        if name.generation and len(name.key) > 1:
            known[name.key].add(name.generation)

    def generation_of(name: Name) -> str | None:
        apart = name.set_off_generation
        others = known.get(name.key, set()) - {apart}
        return name.generation or (apart if others else None)

    generations = {id(name): generation_of(name) for name in names}
    bare = {name.key for name in names if generations[id(name)] is None}
    full = {(n.key[0], g): n.key for n in names if (g := generations[id(n)]) and len(n.key) > 1}
    first: dict[Key, str] = {}
    for name in names:
        if (generation := generations[id(name)]) and len(name.key) > 1:
            first.setdefault(name.key, generation)
    given = {key[0] for key in bare if len(key) > 1} | {key[0] for key in full.values()}

    def key_of(name: Name) -> Key:
        key, generation = name.key, generations[id(name)]
        if not generation:
            return key
        if len(key) == 1:
            if key[0] not in given and (key[0] not in words().gendered or key in bare):
                return key  # "Hobbs Jr."
            key = full.get((key[0], generation), key)
        if len(key) == 1 or key in bare or first.get(key, generation) != generation:
            return (*key[:-1], f"{key[-1]} {generation}")
        return key

    return [key_of(name) for name in names]


def _fuller(sure: dict[Key, list[Name]], keys: set[Key]) -> dict[Key, set[Key]]:
    """The fullest names each shorter one may stand for."""
    likely = {key for key, mentions in sure.items() if sum(n.person_votes for n in mentions) > 0}
    # "the Norland that Hobbs knew" and one "the new Hobbs" among many
    definite = {
        key
        for key, mentions in sure.items()
        if 2 * sum(n.definite for n in mentions) > len(mentions)
        or (any(n.definite for n in mentions) and (len(key) > 1 or _short_body(key)))
    }
    by_tail: dict[Key, list[Key]] = defaultdict(list)  # "trump": everybody called so
    by_ends: dict[Key, list[Key]] = defaultdict(list)  # "carlton reeves": and "carlton w reeves"
    by_given: dict[str, list[Key]] = defaultdict(list)  # "hillary"
    by_front: dict[str, list[Key]] = defaultdict(list)  # "xi": family names that stand first
    for key, mentions in sure.items():
        for start in range(1, len(key)):
            if not _is_joined(key, start):
                by_tail[key[start:]].append(key)
        if len(key) > 2 and key not in definite:
            by_ends[key[0], key[-1]].append(key)
        if (
            len(key) > 1
            and key[0] in words().gendered
            and any(n.person_votes > 0 for n in mentions)
        ):
            by_given[key[0]].append(key)
        elif len(key) > 1 and key in likely - definite and not {key[1:], key[-1:]} & keys:
            if not _is_joined(key, 1):
                by_front[key[0]].append(key)
    found: dict[Key, set[Key]] = {}
    for key in keys:
        longer = by_tail.get(key, [])
        if key in definite:
            # "the UN Security Council … the council": another "Council" would leave it open.
            longer = [k for k in longer if k in definite and _short_body(key)]
        else:
            # "Zhao Ran" is longer than "Ran"; "the UN Security Council" isn't a fuller "Council".
            longer = [k for k in longer if k not in definite]
            # Beside "Donald Trump", a "First Trump" that a headline's capitals made is nobody.
            # But whoever has two given names is somebody: "Karl-Ada Holt".
            longer = [k for k in longer if k in likely or _is_given_two(k)] or longer
            # "Norland" is the country; "West Norland" and "the Bank of Norland" are others.
            if len(key) == 1 and key[0] in lands():
                longer = [k for k in longer if k in likely]
            # "a North State Acme account" makes no "State Acme" of Acme.
            longer = [k for k in longer if k in likely or not _only_tells(sure[k])]
        if len(key) == 2 and key not in definite:
            longer = longer + by_ends.get(key, [])
        if not longer and len(key) == 1 and key not in definite:
            longer = by_given.get(key[0], [])
        if not longer and key in likely - definite and len(key) == 1 and key[0] not in lands():
            longer = by_front.get(key[0], [])
        if longer:
            found[key] = set(longer)
    # Only the fullest: "Aung San Suu Kyi", not "Suu Kyi".
    return {
        key: {top for k in longer for top in (_tops(k, found) if k in found else {k})}
        for key, longer in found.items()
    }


def _is_joined(key: Key, start: int) -> bool:
    """Whether a hyphen ties a name's end to what is before: "Acme-Hobbs" is no fuller "Hobbs"."""
    tied = key[start - 1] == "-" or key[start] == "-"
    return tied and key[max(0, start - 2)] not in PARTICLES


def _is_given_two(key: Key) -> bool:
    """Whether a name opens with two given names that a hyphen ties: "Karl-Ada Holt"."""
    return len(key) > 3 and key[1] == "-" and bool({key[0], key[2]} & words().given)


def _only_tells(mentions: Sequence[Name]) -> bool:
    """Whether a name only stands in front of a thing that it tells from others, or is a quip.

    As in "the North State Acme account", "called himself “Lord Acme”".
    """
    return all(
        (n.head.dep_ == "compound" and n.head.head.tag_ in ("NN", "NNS"))
        or (n.tokens[0].i and n.tokens[0].nbor(-1).text in NICKNAME_MARKS)
        for n in mentions
    )


def _tops(key: Key, found: dict[Key, set[Key]]) -> set[Key]:
    longer = found.get(key)
    return {top for k in longer for top in _tops(k, found)} if longer else {key}


def _short_body(key: Key) -> bool:
    return len(key) == 1 and (key[0] in words().body or key[0] in words().papers)


class _Bearers:
    """Reads the mentions in order and remembers who was named last and who is called what."""

    def __init__(self, fit: dict[Key, set[Key]], genders: dict[Key, Counter[str]]) -> None:
        self._fit = fit
        self._genders = genders  # of the forms of address before a family name
        self._named: dict[Key, int] = {}  # where somebody's full name stood last
        self._called: dict[Key, Key] = {}  # who a short name was when it was first used
        self._crowned: set[Key] = set()  # given names of a king and the like

    def owner(self, name: Name, key: Key, sure: dict[Key, list[Name]]) -> Key | None:
        """Whose mention it is."""
        fit = self._fit.get(key, set())
        if len(key) == 1 and fit != {key}:
            # "King Hussein" is no Saddam Hussein, and nor is every "Hussein" beside him
            if _is_crowned([name]):
                fit = {k for k in fit if k[0] == key[0] or _is_crowned(sure[k])}
                if not fit:
                    self._crowned.add(key)
                    return key
            elif key in self._crowned and not name.titles:
                return None
        genders = self._genders.get(key, Counter())
        if len(fit) > 1 and name.gender:  # "Mrs Clinton", of Hillary and Bill
            fit = {k for k in fit if _gender(sure[k]) in (None, name.gender)}
        if len(fit) > 1 and len(key) == 1 and name.titles:  # "Captain Hobbs", of the Hobbses
            of_rank = {k for k in fit if _titles(sure[k]) & _titles([name])}
            if not of_rank and _titles([name]) and genders:
                return None  # "Captain Hobbs" is neither Mr nor Ms Hobbs
            fit = of_rank or fit
        if fit and len(key) == 1 and len(genders) == 1:
            # "Mr. Hobbs" is another than Clara Hobbs, and so is the Hobbs named beside.
            fit = {k for k in fit if _gender(sure[k]) in (None, *genders)}
            if not fit and name.person_votes > 0:
                return key
        if len(genders) > 1 and name.gender:
            fit = {k for k in fit if _gender(sure[k]) in (None, name.gender)}
        if len(genders) > 1 and not name.titles:
            # Where there are a Mr and a Ms Hobbs, a bare "Hobbs" may be either.
            (often, many), (_, few) = genders.most_common(2)
            if many < OFTEN * few:
                return None
            fit = {k for k in fit if _gender(sure[k]) in (None, often)}
        place = name.tokens[0].i
        if len(fit) > 1:
            owner = self._of_many(key, fit, place, sure, name)
            if owner is None and key not in self._called and name.gender:
                # "Edmund Larkin met Clara Larkin. Ms Larkin …", whatever Edmund is
                alike = [k for k in fit if _gender(sure[k]) == name.gender]
                return alike[0] if len(alike) == 1 else None
            return owner
        for one in fit:
            if len(key) > 1 or one == key:
                self._named[one] = place
            return one
        return None

    def _of_many(
        self, key: Key, fit: set[Key], place: int, sure: dict[Key, list[Name]], name: Name
    ) -> Key | None:
        before = [k for k in fit if k in self._named]
        known = self._called.get(key)
        if known is None and len(before) == 1:
            known = self._called[key] = before[0]
        if known not in fit:
            return None
        near = [k for k in before if k != known and place - self._named[k] < NEAR]
        if name.gender and _gender(sure[known]) == name.gender:
            near = [k for k in near if _gender(sure[k]) == name.gender]
        return None if near else known


def _titles(mentions: Sequence[Name]) -> set[str]:
    """Ranks before a name: not "Mr", which says nothing but the gender."""
    ranks = {plain(t) for n in mentions for t in n.titles} - set(words().address)
    return ranks | {full for rank in ranks for full in words().offices.get(rank, ())}


def _is_crowned(mentions: Sequence[Name]) -> bool:
    """Whether a title stands before a name that goes before a given one: "King Olav"."""
    return any(plain(t) in words().crowned for n in mentions for t in n.titles)


def _gender(mentions: Sequence[Name]) -> str | None:
    return next((name.gender for name in mentions if name.gender), None)
