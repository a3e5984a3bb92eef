"""Names as the article writes them: where each stands, what it is, and the role beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from quizgen.lexicons import load
from quizgen.models import Span

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

Gender = Literal["male", "female"]

# Small words inside names: "Staffan de Mistura", "Ludwig van Beethoven", "Walid al-Moallem".
PARTICLES = {
    *("al", "el", "bin", "ibn", "ben", "de", "del", "della", "der", "den", "di", "da", "dos", "du"),
    *("la", "le", "van", "von", "zu", "-"),
}
PREPOSITIONS = {
    *("across", "after", "against", "along", "amid", "among", "around", "before", "behind"),
    *("beneath", "beside", "besides", "beyond", "despite", "during", "following", "inside"),
    *("near", "opposite", "outside", "since", "throughout", "toward", "towards", "unlike"),
    *("until", "unto", "versus", "via", "within", "without"),
}
MEASURES = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}
PARTY_BRACKETS = ("(D-", "(R-", "(I-", "(D)", "(R)", "(I)", "(Lab", "(Con", "(Lib")  # of members
PERSON_LABELS = {"PERSON"}
INITIALS = re.compile(r"(?:[A-Z]\.)+")
NICKNAME_MARKS = {"“", "”", '"', "‘", "’", "``", "''"}
FORMER = {"ex", "former", "onetime", "retired"}
"""What stands before what somebody was, and never right before a name: "a former Navy Seal"."""
GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}
SHORTEST_WORD = 2
"""Letters up to which a word before a family name may be anything."""
LONGEST_ROLE = 8
"""Words that may follow a role's noun: "envoy for Syria", not the whole career."""
BODY_LABELS = {"ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"}


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon's words for people and bodies, ready to look up."""

    address: dict[str, Gender | None]
    rank: frozenset[str]  # offices and ranks before a name, with what may begin them
    crowned: frozenset[str]  # of these, what stands before a given name: "king"
    single: frozenset[str]  # what only one is in most articles: "president"
    rank_ends: frozenset[str]  # those that can stand alone before a name
    role: frozenset[str]
    body: frozenset[str]
    doubtful: frozenset[str]  # of these, those that are as often no body
    of_general: frozenset[str]  # "General Electric" is no officer
    with_the: frozenset[str]  # names that end so go by "the": "the White House"
    of_body: frozenset[str]  # what a body's name may go on behind: "Chamber of Commerce"
    firms: frozenset[str]  # what a firm's name ends in: "Inc."
    peoples: frozenset[str]  # "Democrats": many people, not one body
    parties: frozenset[str]  # "a Norland Democrat": somebody of a party, and no name
    sites: frozenset[str]  # what ends the name of a place or a law: "Ember County"
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
        frozenset(people["body"]["nouns"] + people["body"]["with_of"]),
        frozenset(people["body"]["firms"]),
        frozenset(people["body"]["peoples"]),
        frozenset(people["body"]["parties"]),
        frozenset(people["body"]["sites"]),
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


def plain(token: Token) -> str:
    """A token for look-up in the lexicons: lower case, without a full stop."""
    return token.lower_.rstrip(".")


@dataclass(frozen=True)
class Name:
    """One mention of a name."""

    tokens: tuple[Token, ...]  # the name proper: without titles, articles and possessive endings
    titles: tuple[Token, ...]  # forms of address and ranks before it
    indefinite: bool = False  # "an anti-Trump PAC", but also "a confident-seeming Holt"
    shared: Token | None = None  # the family name of "Ravi" in "Ravi and Leela Menon"
    is_kin: bool = False  # whether it ends in the family name of somebody else: "Eino Hobbs"

    @cached_property
    def head(self) -> Token:
        """The token through which the sentence holds it."""
        inside = {t.i for t in self.tokens}
        return next((t for t in self.tokens if t.head.i not in inside), self.tokens[-1])

    @cached_property
    def text(self) -> str:
        first, last = self.tokens[0], self.tokens[-1]
        text = str(first.doc[first.i : last.i + 1].text)
        return f"{text} {self.shared.text}" if self.shared is not None else text

    @cached_property
    def key(self) -> tuple[str, ...]:
        """By which mentions are told apart: "Donald J. Trump" is "Donald Trump"."""
        words = tuple(t.lower_ for t in self.tokens)
        if self.shared is not None:
            words = (*words, self.shared.lower_)
        while len(words) > 1 and words[-1].rstrip(".") in GENERATIONS:
            words = words[:-1]
        inner = tuple(t for t in words[1:-1] if not (len(t) <= 2 and t.endswith(".")))
        if marks := [i for i, t in enumerate(inner) if t in NICKNAME_MARKS]:  # John “Tig” Tiegen
            inner = inner[: marks[0]] + inner[marks[-1] + 1 :]
        return (*words[:1], *inner, *words[1:][-1:])

    @property
    def generation(self) -> str | None:
        """ "jr" of "Donald Trump Jr", who is not Donald Trump."""
        last = plain(self.tokens[-1])
        return last if len(self.tokens) > 1 and last in GENERATIONS else None

    @property
    def set_off_generation(self) -> str | None:
        """ "jr" of "Walter Hobbs, Jr.", who is often called Walter Hobbs as well."""
        last = self.tokens[-1]
        behind = last.doc[last.i + 1 : last.i + 3]
        if len(behind) < 2 or behind[0].text != "," or plain(behind[1]) not in GENERATIONS:
            return None
        return plain(behind[1])

    @cached_property
    def definite(self) -> bool:
        """ "the Kremlin"; but not "the Trump campaign", where "the" is the campaign's."""
        before = [*self.head.children]
        # "the Seamen’s Union": the article is the seamen's.
        before += [c for t in self.tokens if t.dep_ == "poss" for c in t.children]
        return not self.titles and any(
            c.lower_ == "the" and c.i == self.tokens[0].i - 1 for c in before
        )

    @property
    def addressed(self) -> bool:
        """Whether a form of address or a rank marks it as a person."""
        return any(t for t in self.titles)

    @cached_property
    def gender(self) -> Gender | None:
        for title in self.titles:
            gender = words().address.get(plain(title)) or words().gendered.get(plain(title))
            if gender:
                return gender
        return words().gendered.get(self.key[0]) if self.is_full else None

    @property
    def is_full(self) -> bool:
        """Whether it has more than one word, or as good as has."""
        return len(self.tokens) > 1 or self.shared is not None

    @cached_property
    def is_thing(self) -> bool:
        """As in "Ember County", "a Norland Democrat", "Va.": whatever else speaks for a person."""
        last = plain(self.tokens[-1])
        if last in words().sites or last in words().parties:
            return not self.addressed
        if plain(self.tokens[0]) in words().things and len(self.tokens) > 1:
            return not self.addressed
        if last in words().firms and len(self.tokens) > 1:
            return True  # "Philip Morris Co."
        if len(last) == 1 and len(self.tokens) == 2 and self.shared is None:
            return True  # "Karl G.", of Karl G. and Ivar H. Brandt
        if self.text.startswith(("D-", "R-")):
            return True  # "Ann Rowe, R-Okla."
        short = len(self.tokens) == 1 and self.tokens[0].text.endswith(".")
        return short and last in words().abbreviated

    @cached_property
    def person_votes(self) -> int:
        """Positive for a person, negative for anything else, as far as this mention tells."""
        votes = 0
        if self.addressed:
            votes += 4
        if self.is_full and self.key[0] in words().gendered:
            votes += 3
        if self.is_thing:
            return -9
        if self.is_kin:
            votes += 3
        labels = {t.ent_type_ for t in self.tokens}
        votes += 2 * bool(labels & PERSON_LABELS) - 2 * bool(labels & BODY_LABELS)
        after = self.tokens[-1].i + 1
        rest = self.tokens[-1].doc[after : after + 3]
        if any(t.tag_ == "WP" and t.lower_ == "who" for t in rest[:2]):
            votes += 3
        if "".join(t.text for t in rest).startswith(PARTY_BRACKETS):
            votes += 4
        if self.definite:
            votes -= 4
        shouted = any(t.is_upper and not INITIALS.fullmatch(t.text) for t in self.tokens)
        if any(plain(t) in words().body for t in self.tokens) or shouted:
            votes -= 3
        if not self.is_full and plain(self.tokens[0]) in words().known and not self.addressed:
            votes -= 4
        return votes


def find_names(doc: Doc, body: Sequence[Span]) -> list[Name]:
    """Every mention of a name in the article proper, in order."""
    stretches = [list(stretch) for span in body if (stretch := doc.char_span(*span)) is not None]
    found = [name for part in stretches for run in _proper_runs(part) for name in _split(run)]
    # "Navy Capt", "UMWA Director of Government Affairs": an office, no name. But "Matt Baker".
    persons = [name for name in found if len(name.tokens) > 1 and name.person_votes > 0]
    families = {name.tokens[-1].text for name in persons}
    sure = {id(name) for name in persons if not _is_whole_office(name)}
    found = [
        name
        for name in found
        if not _is_office(name.tokens[-1])
        or id(name) in sure
        or (len(name.tokens) == 1 and name.tokens[0].text in families and not name.definite)
    ]
    written = {token.text for token in doc}
    found = [_trimmed(name, families, written) for name in found]
    taken = {token.i for name in found for token in (*name.titles, *name.tokens)}
    found += _untagged([t for part in stretches for t in part if t.i not in taken], families, doc)
    found += _sharing(found, families, doc)
    found = _with_kin(found, doc)
    return sorted(found, key=lambda name: name.tokens[0].i)


def _with_kin(found: Sequence[Name], doc: Doc) -> list[Name]:
    """Names, with those marked that end as another person's does: "Eino Hobbs", beside "Ann Hobbs".

    The tagger may not know "Eino" for a given name; but who isn't seen to be another Hobbs leaves
    all of what he says to Ann. No "Team Hobbs" is kin: its first word is one that the article, or a
    lexicon of ours, has for a word.
    """
    given: dict[str, set[str]] = {}  # to each family name, the given names that go with it
    for name in found:
        if len(name.key) > 1 and name.key[0] in words().gendered and name.person_votes > 0:
            given.setdefault(name.key[-1], set()).add(name.key[0])
    others = [
        name
        for name in found
        if len(name.key) > 1 and name.key[0] not in given.get(name.key[-1], {name.key[0]})
    ]
    if not others:
        return list(found)
    common = {t.text for t in doc if t.is_lower} | {"first", "last", "next"}
    # "Vander Plaats", of Bob Vander Plaats
    tails = {name.key[start:] for name in found for start in range(1, len(name.key))}
    kin = {
        (name.key[0], name.key[-1])
        for name in others
        if name.head.dep_ in ("nsubj", "nsubjpass", "appos", "attr")
        and not (name.definite or name.indefinite or name.is_thing or name.key in tails)
        and not any(t.ent_type_ == "GPE" for t in name.tokens)
        and all(t.is_title or t.lower_ in PARTICLES or INITIALS.match(t.text) for t in name.tokens)
        and name.tokens[-1].i + 1 < len(doc)
        and name.tokens[-1].nbor().text != ":"
        and _may_be_given(name.tokens[0], common)
    }
    return [
        replace(name, is_kin=True) if (name.key[0], name.key[-1]) in kin else name for name in found
    ]


def _may_be_given(token: Token, common: set[str]) -> bool:
    """Whether a word with a capital may be a given name: one that is no word otherwise."""
    word = plain(token)
    if not token.is_title or not token.is_alpha or len(word) <= SHORTEST_WORD:
        return False
    if token.ent_type_ in MEASURES or token.lower_ in common or _only_leads(token):
        return False
    if word.endswith(("ing", "ly", "ed", "s")):
        return False  # "Leaving Hobbs", "Denounces Hobbs", "Republicans Hobbs and Bell"
    known = words()
    return (
        not any(
            word in table
            for table in (known.role, known.rank, known.body, known.sites, known.things, known.kin)
        )
        and word not in known.describing | known.person | known.known | known.parties
    )


def _trimmed(name: Name, families: set[str], written: set[str]) -> Name:
    """Without a capital that a headline put before a family name: "Young Hobbs Goes to Sea"."""
    if len(name.tokens) != 2 or name.titles or name.tokens[1].text not in families:
        return name
    first = name.tokens[0]
    if first.lower_ in words().gendered or not first.is_alpha:
        return name
    leads = first.lower_.endswith("ing") or first.lower_ in written
    return replace(name, tokens=name.tokens[1:]) if leads else name


def _sharing(found: list[Name], families: set[str], doc: Doc) -> list[Name]:
    """Given names whose family name follows with another's: "Ravi and Leela Menon".

    Takes those that ``found`` has for names of their own out of it.
    """
    at = {token.i: name for name in found for token in name.tokens}
    # "Bernie and Hillary Clinton" are no couple where Bernie has another name.
    given = {name.tokens[0].text for name in found if len(name.tokens) > 1}
    shared = []
    for name in tuple(found):
        place = (name.titles or name.tokens)[0].i
        if len(name.tokens) < 2 or place < 2 or name.key[0] not in words().gendered:
            continue
        if name.is_thing:
            continue  # "Ravi and Leela Menon Foundation"
        token = doc[place - 2]
        alone = at.get(token.i)
        if doc[place - 1].lower_ not in ("and", "&") or (alone and len(alone.tokens) > 1):
            continue
        if token.lower_ not in words().gendered or not token.text[:1].isupper():
            continue
        if token.text in families | given:
            continue
        if alone is not None:
            found.remove(alone)
        titles = alone.titles if alone is not None else ()
        shared.append(Name((token,), titles, shared=name.tokens[-1]))
    return shared


def _untagged(tokens: Sequence[Token], families: set[str], doc: Doc) -> Iterator[Name]:
    """Family names that the tagger takes for other words: "Trump himself was delighted"."""
    common: set[str] | None = None
    for token in tokens:
        if token.text not in families or token.ent_type_ in MEASURES or token.pos_ == "PROPN":
            continue
        if common is None:
            common = {t.text for t in doc if t.text.islower()}
        if not token.is_sent_start or token.lower_ not in common:
            yield Name((token,), ())


def _proper_runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Unbroken stretches of proper nouns, small words between them included."""
    run: list[Token] = []
    linked = 0  # tokens that are known to go on with the run
    for index, token in enumerate(tokens):
        if run and not linked:
            linked = (
                _nickname(tokens[index : index + 5])
                or _of_body(run, tokens, index)
                or _of_members(run, tokens, index)
                or _of_firm(run, tokens, index)
                or _of_given(run, tokens, index)
            )
        if linked or _proper(token) or (run and _links(token, tokens[index + 1 : index + 3])):
            # "Tuesday Putin said": a new phrase begins where the run leaves its noun phrase.
            run.append(token)
            linked = max(0, linked - 1)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _proper(token: Token) -> bool:
    if not token.text[:1].isupper():
        return False
    if token.lower_.endswith("-based"):
        return False  # "Mass.-based Acme Bank"
    if token.ent_type_ in ("DATE", "TIME"):
        return _behind_date(token)
    if token.pos_ == "PROPN" or token.ent_type_ == "PERSON":
        return True
    if token.pos_ == "NUM" and token.text.istitle() and not token.is_sent_start:
        # "her group One Harbour"
        return token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
    if token.pos_ == "NUM" and token.text.isdigit() and token.ent_type_ == "ORG":
        # "7 News"
        after = token.nbor() if token.i + 1 < len(token.doc) else token
        return after.is_title and plain(after) in words().papers | {"news"}
    if token.lower_ in words().gendered and token.i and token.i + 1 < len(token.doc):
        # "said Will Estrada"; but not "“Will Estrada win?”"
        inside = not token.is_sent_start and not token.nbor(-1).is_punct
        if inside and token.nbor().pos_ == "PROPN" and token.nbor(-1).text != "\n":
            return True
    return plain(token) in words().address or (
        plain(token) in words().rank and token.pos_ in ("NOUN", "ADJ") and token.dep_ == "compound"
    )


def _behind_date(token: Token) -> bool:
    """Whether the tagger took a name into the date before it: "In May 2015, Hobbs resigned"."""
    if token.pos_ != "PROPN" or token.dep_ not in ("nsubj", "nsubjpass") or not token.i:
        return False
    return bool(token.nbor(-1).text == ",")


def _links(token: Token, following: Sequence[Token]) -> bool:
    """Whether a particle or hyphen goes on to more of the same name."""
    if token.lower_ not in PARTICLES and token.tag_ != "FW":
        return False
    if token.text == "-" and (token.whitespace_ or token.nbor(-1).whitespace_):
        return False  # "Burma - Aung San Suu Kyi said"
    for after in following:
        if _proper(after):
            return True
        if after.lower_ not in PARTICLES:
            return False
    return False


def _nickname(tokens: Sequence[Token]) -> int:
    """How many tokens a quoted nickname between first and family name takes: John “Tig” Tiegen."""
    if not tokens or tokens[0].text not in NICKNAME_MARKS or not tokens[0].nbor(-1).whitespace_:
        return 0
    for length, token in enumerate(tokens[1:], 1):
        if token.text in NICKNAME_MARKS:
            after = tokens[length + 1 : length + 2]
            known = length > 1 and after and _proper(after[0]) and token.whitespace_
            return length + 1 if known and not tokens[1].is_sent_start else 0
        if not token.text[:1].isupper():
            return 0
    return 0


def _of_body(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens link a body to what it is of: "the Chamber of Commerce".

    Behind such a link, and before the last noun of a body, the tagger tells what goes on: "Centers
    for Disease Control and Prevention", "the Securities and Exchange Commission".
    """
    link = tokens[index]
    if link.lower_ == "and":
        return _of_two(run, tokens, index)
    if link.lower_ not in ("of", "for", "to"):
        return 0
    inside = any(t.lower_ in ("of", "for") for t in run)
    within = inside and link.ent_type_ == run[-1].ent_type_ == "ORG"
    opens = link.lower_ != "to" and plain(run[-1]) in words().of_body
    opens |= run[-1].lower_ == "centers" and link.ent_type_ == "ORG"
    if not (opens or within):
        return 0
    after = tokens[index + 1 : index + 3]
    if after and after[0].lower_ == "the":
        known = link.lower_ == "of" or (link.ent_type_ == after[-1].ent_type_ == "ORG")
        return 2 if known and len(after) > 1 and _proper(after[1]) else 0
    return 1 if after and _proper(after[0]) and (opens or after[0].ent_type_ == "ORG") else 0


def _of_two(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens link the two things that one body is for; 0 where each is a body's name."""
    link = tokens[index]
    behind = list(takewhile(_proper, tokens[index + 1 : index + 5]))
    if not behind or {link.ent_type_, run[-1].ent_type_, *(t.ent_type_ for t in behind)} != {"ORG"}:
        return 0
    if any(t.lower_ in ("of", "for") for t in run):
        if plain(behind[-1]) in words().of_body | words().firms | words().known:
            return 0  # "the Bank of Leith and the Harbour Bank"
        named = any(
            t.text == behind[0].text and t.i and t.nbor(-1).lower_ != "and" for t in link.doc
        )
        return 0 if named or any(t.is_upper for t in behind) else 1
    whole = run[0].i > 0 and run[0].nbor(-1).lower_ == "the" and run[0].nbor(-1).ent_type_ == "ORG"
    alone = len(run) == 1 and run[0].is_title and plain(run[0]) not in words().papers
    ends = len(behind) > 1 and plain(behind[-1]) in words().body
    return 1 if whole and alone and ends and plain(run[0]) not in lands() else 0


def _of_members(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens link a body to those it is for: "the Seamen’s Union"; not "Ohio’s League"."""
    many = run[-1].tag_ == "NNPS" or run[-1].lower_.endswith(("men", "people", "children"))
    named = run[0].i > 0 and run[0].nbor(-1).lower_ == "the"
    if tokens[index].text not in ("’s", "'s", "’", "'") or not (many and named):
        return 0
    if run[-1].lower_ in words().peoples or run[-1].lower_ in words().parties:
        return 0  # "the Democrats’ National Committee"
    behind = list(takewhile(_proper, tokens[index + 1 : index + 5]))
    return 1 + len(behind) if behind and plain(behind[-1]) in words().body else 0


def _of_given(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens go on with a given name of two parts: "Yun Byung-se"."""
    pair = tokens[index : index + 2]
    if len(pair) < 2 or pair[0].text != "-" or len(run) < 2:
        return 0
    apart = pair[0].whitespace_ or pair[0].nbor(-1).whitespace_
    people = {run[-1].ent_type_, *(t.ent_type_ for t in pair)} == {"PERSON"}
    return 2 if people and not apart and pair[1].tag_ == "NNP" and pair[1].is_lower else 0


def _of_firm(run: Sequence[Token], tokens: Sequence[Token], index: int) -> int:
    """How many tokens go on with a firm's name: "Brook’s Inc.", "Hale & Drew", "Hale & Co."."""
    token, after = tokens[index], tokens[index + 1 : index + 2]
    if not after or not _proper(after[0]):
        return 0
    if token.text in ("’s", "'s", "’", "'"):
        return 2 if plain(after[0]) in words().firms else 0
    # "Karl & Ada Brook" are two people
    firm = run[-1].ent_type_ == after[0].ent_type_ == "ORG"
    firm &= after[0].lower_ not in words().gendered
    firm |= plain(after[0]) in words().firms
    return 2 if token.text == "&" and firm else 0


def _split(run: list[Token]) -> Iterator[Name]:
    """A run as names: titles taken off, commas and possessives having split it already."""
    known = words()
    titles: list[Token] = []
    while run and (_is_title(run[0]) or (_is_plural_title(run[0]) and run[1:])):
        titles.append(run[0])
        run = run[1:]
    # "the Defence Ministry": what may begin an office begins a body's name here. "St Paul City
    # Council" has no title either.
    plural = bool(titles) and _is_plural_title(titles[-1])
    of_body = bool(run) and len(run) > 1 and plain(run[-1]) in known.body - known.doubtful
    no_office = not plural and not _is_office(titles[-1]) if titles else False
    firm = bool(titles and run) and titles[-1].lower_ == "general"
    firm = firm and plain(run[0]) in known.of_general
    if titles and run and (of_body or firm or (no_office and not _of_office(titles[0]))):
        run, titles = [*titles, *run], []
    # "Democrat Elijah Cummings": the party isn't the name.
    if len(run) > 2 and f"{plain(run[0])}s" in known.peoples and plain(run[1]) in known.gendered:
        run = run[1:]
    # "Substitute Inês Duarte scored": a capital that is only the sentence's.
    # "House Republican Thomas Massie": what is before the person isn't the name.
    first = next((i for i, t in enumerate(run) if t.ent_type_ == "PERSON"), 0)
    if len(run) - first > 1 and all(t.ent_type_ == "PERSON" for t in run[first:]):
        run = run[first:]
    # "Russian President Vladimir Putin", "Kremlin Foreign Minister Sergei Lavrov": what stands
    # before a rank inside a run belongs to the role.
    last_rank = max(
        (i for i, t in enumerate(run[:-1]) if _is_office(t) and not of_body and not firm),
        default=-1,
    )
    if last_rank >= 0:
        titles += run[: last_rank + 1]
        run = run[last_rank + 1 :]
    while run and run[0].lower_ == "-":
        run = run[1:]
    # "Billionaire Ada Brook", "Welder Karl Holt": what somebody is, and no name
    while len(run) > 2 and run[0].lower_ in known.role and run[1].lower_ in known.gendered:
        run = run[1:]
    # "Certainly Donald Trump has", "After Telling Jeb Bush": a capital that is the headline's
    while len(run) > 1 and _only_leads(run[0]) and run[1].pos_ == "PROPN":
        run = run[1:]
    # "said Thursday Acme must pay": a weekday of what is before; not "the Sunday Herald"
    while len(run) > 1 and run[0].lower_ in _weekdays() and run[0].ent_type_ != run[1].ent_type_:
        run = run[1:]
    run, titles = _posted(run, titles)
    # "the Hillary Russian deal": what it is besides hers
    if len(run) == 2 and run[0].lower_ in known.gendered and run[1].lower_ in _nationalities():
        run = run[:1]
    if len(run) == 1 and plain(run[0]) in GENERATIONS:
        return  # "Walter Hobbs, Jr."
    if not run or not any(t.pos_ == "PROPN" or t.text[:1].isupper() for t in run):
        return
    if all(plain(t) in known.firms for t in run):
        return  # "Inc.", of a name that wasn't found
    name = Name(tuple(run), tuple(titles))
    if not titles and any(c.lower_ in ("a", "an") for c in name.head.children):
        name = replace(name, indefinite=True)
    if not titles and _was(name):
        name = replace(name, indefinite=True)
    yield name


def _was(name: Name) -> bool:
    """Whether a name tells what somebody was: "the former Navy Seal", not "the former Norland"."""
    first = name.tokens[0]
    before = first.nbor(-1) if first.i else first
    if before.text == "-" and first.i > 1:
        before = first.nbor(-2)
    place = any(t.ent_type_ in ("GPE", "LOC") for t in name.tokens)
    return before.lower_ in FORMER and name.head.dep_ not in ("compound", "nmod") and not place


def _posted(run: list[Token], titles: list[Token]) -> tuple[list[Token], list[Token]]:
    """A name without where its bearer has an office: "Ambassador to Norland Ada Brook"."""
    if titles or len(run) < 3 or run[0].i < 2:
        return run, titles
    first = run[0].nbor(-1) if run[0].nbor(-1).lower_ == "the" and run[0].i > 2 else run[0]
    link, office = first.nbor(-1), first.nbor(-2)
    if link.lower_ not in ("for", "in", "of", "to") or not _is_office(office):
        return run, titles
    for length in (len(run) - 2, 1):
        place = " ".join(t.lower_ for t in run[:length])
        short = length == 1 and run[0].is_upper and not INITIALS.fullmatch(run[0].text)  # "NATO"
        known = place in lands() or (short and not run[1].is_upper)
        if 0 < length < 4 and known and not _ends_name(run[length:]):
            return run[length:], list(office.doc[office.i : run[length].i])
    return run, titles


def _ends_name(rest: Sequence[Token]) -> bool:
    """Whether the last word is a body's or a place's: "of Norland Central Bank"."""
    return plain(rest[-1]) in words().body | words().sites | words().firms


@cache
def _nationalities() -> frozenset[str]:
    """What countries' people are called, as far as no family is called so: "Russian"."""
    known = (word for found in load("places")["countries"].values() for word in found)
    return frozenset(word.lower() for word in known if word.endswith(("an", "ese")))


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(load("temporal")["weekday"])


def _only_leads(token: Token) -> bool:
    """Whether a word before a name isn't of it, for all its capital."""
    if token.lower_ in words().gendered or token.lower_ in PARTICLES:
        return False
    if token.pos_ in ("ADV", "VERB", "ADP", "SCONJ", "CCONJ", "INTJ", "PRON", "DET"):
        return True
    if token.is_sent_start and token.lower_ in PREPOSITIONS:
        return True  # "Outside Acme's gates", whatever the tagger takes it for
    # "Entrusting Donald Trump"
    after = token.nbor().lower_ in words().gendered
    return after and token.lower_.endswith(("ing", "ly")) and len(token) > 5


def _is_title(token: Token) -> bool:
    return plain(token) in words().address or plain(token) in words().rank


def _is_plural_title(token: Token) -> bool:
    """As in "Senators Rubio and Cruz", "Sens. Rubio and Cruz"."""
    plural = token.tag_ in ("NNPS", "NNS") or token.text.endswith("s.")
    return plural and plain(token).removesuffix("s") in words().rank_ends


def _of_office(token: Token) -> bool:
    """As in "Secretary of State John Kerry": what the office is of."""
    return token.i > 1 and token.nbor(-1).lower_ == "of" and _is_office(token.nbor(-2))


def _is_office(token: Token) -> bool:
    """Whether a title ends in something a person can be: "Minister", "Mr", not "Defence"."""
    word = plain(token)
    return word in words().address or word in words().role or word in words().rank_ends


def _is_whole_office(name: Name) -> bool:
    """As in "Solomon Islands Prime Minister", whatever given name a place begins with."""
    if len(name.tokens) < 3 or not _is_office(name.tokens[-1]):
        return False
    before = plain(name.tokens[-2])
    return before in words().rank and before not in words().rank_ends


# ------------------------------------------------------------------------------------------ roles


@dataclass(frozen=True)
class Role:
    """What the article says somebody is, beside the name."""

    head: Token  # "envoy"
    first: Token
    last: Token
    whole: bool = True  # whether that is all the text says of it: not "president of"

    def tokens(self) -> Iterator[Token]:
        doc: Doc = self.head.doc
        return iter(doc[self.first.i : self.last.i + 1])


def find_role(name: Name) -> Role | None:
    """The role that stands right beside a person's name, before or behind it."""
    return _before(name) or _apposed_to(name) or _behind(name)


def _before(name: Name) -> Role | None:
    """As in "Russian President Vladimir Putin", "Kremlin spokesman Dmitry Peskov"."""
    doc, place = name.tokens[0].doc, name.tokens[0].i
    ranks = [t for t in name.titles if plain(t) not in words().address]
    head = doc[place - 1] if place else None
    # "Ambassador to Norland Ada Brook"
    posted = name.titles[0] if len(name.titles) > 2 and name.titles[1].pos_ == "ADP" else None
    if head is None or not (
        head in ranks and (_is_office(head) or posted is not None) or head.lower_ in words().role
    ):
        return None
    if head.is_punct or head.sent != name.tokens[0].sent:
        return None
    if not ranks and name.head.dep_ == "compound" and name.head.head.tag_ in ("NN", "NNS"):
        return None  # "veteran Brook voters": they are, not Brook
    if head.is_lower and name.head.dep_ == "nsubj":
        # "The judge Brook was referring to is Ada Holt": Brook is no judge
        if head.dep_ == "nsubj" or name.head.head.head == head:
            return None
    if posted is not None:
        head = posted
    first, start = head, head.sent.start
    while first.i > start:
        left = doc[first.i - 1]
        if left.ent_type_ in ("DATE", "TIME") or not _is_of(left, head, name):
            break  # "They on Monday support candidate Rosa Bell"
        if plain(left) in words().address or left.pos_ not in ("ADJ", "NOUN", "PROPN", "PART"):
            if not (left.text == "-" and left.i > start and not left.whitespace_):
                break
        if left.pos_ == "PART" and left.tag_ != "POS":
            break
        first = left
    if first.i > start and doc[first.i - 1].tag_ == "PRP$":
        first = doc[first.i - 1]
    cut = first.text == "-"
    if first.i > start:
        cut |= first.nbor(-1).like_num or (
            first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_
        )
    return Role(head, first, doc[place - 1], whole=not cut)


def _is_of(left: Token, head: Token, name: Name) -> bool:
    """Whether a word before a role belongs to the phrase that ends in the name."""
    climb, end = left, name.tokens[-1].i
    while climb.head.i != climb.i:
        climb = climb.head
        if climb.i > end or climb.i < left.i:
            return False
        if climb == head or climb in name.tokens:
            return True
    return left.i <= climb.i <= end and climb.i != left.i


def _apposed_to(name: Name) -> Role | None:
    """As in "The UN special envoy for Syria, Staffan de Mistura, …"."""
    doc, place = name.tokens[0].doc, (name.titles or name.tokens)[0].i
    if not place or doc[place - 1].text != "," or name.head.dep_ != "appos":
        return None
    if {t.ent_type_ for t in name.tokens} & {"GPE", "LOC"} and not name.addressed:
        return None  # "a host in Cape Breton, Nova Scotia"
    head = name.head.head
    # The parser hangs the name on the nearest noun, "Syria", which is no role.
    while head.lower_ not in words().role and head.dep_ in ("pobj", "prep", "compound", "poss"):
        head = head.head
    if head.lower_ not in words().role or head.i >= place:
        return None
    if head.sent != name.head.sent:
        return None
    return Role(head, _left_edge(head), doc[place - 2])


def _behind(name: Name) -> Role | None:
    """As in "Ada Brook, the town's chief engineer, …"."""
    doc, end = name.tokens[0].doc, name.tokens[-1].i + 1
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    for child in name.head.children:
        if child.dep_ == "appos" and child.i > end and _is_occupation(child, name):
            last = child
            for right in child.rights:
                part = _up_to_comma(list(right.subtree))
                clause = any(t.text == "," or t.dep_ in ("relcl", "acl") for t in part)
                if right.dep_ != "prep" or clause or len(part) > LONGEST_ROLE:
                    break
                last = max(part, key=lambda t: t.i)
            after = doc[last.i + 1] if last.i + 1 < len(doc) else last
            if after.pos_ in ("VERB", "AUX") and after.tag_ not in ("VBN", "VBG"):
                return None  # "Asked by Rosa Bell, the candidate said": somebody else
            return Role(child, _left_edge(child), last, whole=_ends(last, child))
    return None


def _up_to_comma(part: list[Token]) -> list[Token]:
    """Without what only tells about the last word: "of Norland Rail, a firm that …"."""
    for index, token in enumerate(part[:-1]):
        if token.text == "," and part[index + 1].lower_ in ("a", "an", "the", "which", "where"):
            return part[:index]
    return part


def _ends(last: Token, head: Token) -> bool:
    """Whether what says what somebody is ends here: not in "leader of France’s Free Party"."""
    if last.i + 1 >= len(last.doc):
        return True
    after = last.nbor()
    if after.text in ("-", "/") or after.tag_ in ("POS", "``"):
        return False
    if after.lower_ in ("and", "or"):
        return after.head == head  # "president of Salt and Light"
    if after.lower_ in ("from", "in", "at") and last == head:
        return True  # "a dentist" in whatever town
    return after.is_punct or after.is_space or after.lower_ in ("who", "whose", "which", "as")


def _is_occupation(noun: Token, name: Name) -> bool:
    """A role noun, or behind a full name a noun made like one: "a tardigradologist"."""
    if noun.lower_ in words().role:
        return True
    made = noun.tag_ == "NN" and noun.lower_.endswith(("ist", "ian", "eer", "man", "woman"))
    said = any(c.lower_ in ("a", "an", "the") for c in noun.children)
    return made and said and len(name.tokens) > 1 and not name.definite


def _left_edge(head: Token) -> Token:
    first: Token = head.left_edge
    while first.i < head.i and (first.is_punct or first.is_space or first.pos_ in ("CCONJ", "ADV")):
        first = first.doc[first.i + 1]
    return first
