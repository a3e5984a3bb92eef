"""Cutting words out of an article so that they stand on their own, as an editor would.

A pronoun or a bare "the president" becomes a name in brackets, "the country" the country's name;
where that can't be done with certainty the words are given up, with the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from quizgen.facts.leaning import is_adverbial, leaning
from quizgen.facts.passages import FINITE, MARKS, OPENING, start_of_sentence_before
from quizgen.facts.people.pronouns import FEMALE, LOOK_BACK, MALE, OBJECTS, PERSONAL, SUBJECTS
from quizgen.facts.people.words import words
from quizgen.facts.people.writing import possessive
from quizgen.facts.speakers import Cast
from quizgen.facts.verbs import governing_verb
from quizgen.lexicons import load
from quizgen.models import Span, Speaker, span_at

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc, Token

FIRST_PERSON = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
THINGS = {"it", "its", "itself"}
MANY = {"they", "them", "their", "theirs", "themselves"}
THINGS_OR_MANY = THINGS | MANY
POINTING = {"this", "that", "these", "those", "such", "latter", "former"}
CLAUSAL = {"nsubj", "nsubjpass", "dobj"}
PARTY = re.compile(r"\s*\([DRI]-\s?[A-Z][\w. ]*\)")
"""As in "Ada Brook (D-Calif.)": of no use in a question."""
REASONS = {"after", "as", "because", "before", "since", "until", "when", "while"}
"""What tells of an "it" why or when: “It was because I slept”."""
POINTERS = {"det", "nsubj", "nsubjpass", "dobj", "pobj", "attr", "amod", "predet"}
VAGUE = {
    *("agency", "body", "commission", "committee", "company", "delegation", "firm", "group"),
    *("nonprofit", "organisation", "organization", "panel", "program", "programme", "team"),
}
"""Bodies that "the" alone doesn't tell from others."""
SETTING = {
    *("autumn", "campaign", "century", "city", "council", "country", "cycle", "decade", "election"),
    *(
        "fall",
        "government",
        "month",
        "nation",
        "planet",
        "race",
        "season",
        "spring",
        "state",
        "summer",
        "town",
    ),
    *("week", "winter", "world", "year"),
}
"""What a speaker's "this" needs no other words for: “this country”."""
GENERIC = {"first", "next", "only"}
"""What tells which office is meant by itself: "the next president"."""
MOMENTS = {"moment", "point", "stage", "time"}
MANY_TAGS = ("NNS", "NNPS")
COUNTED = {"fourth", "last", "other", "second", "third"}
"""Adjectives that tell one of several that were told before."""
LEADING = {"former", "many", "most", "other", "several", "some"}
"""What has a capital at the front of a sentence only, whatever the tagger takes it for."""
ADDING = {"a", "an", "especially", "including", "one", "particularly"}
"""What adds to the noun before it, behind a comma."""
AMOUNTS = ("CARDINAL", "MONEY", "PERCENT", "QUANTITY")
"""What the tagger takes along into a number: the "Only" of "Only one person"."""
MENTIONS = 3
"""How often a noun comes in an article that is about what it means."""
AGE_AT = 4
"""Words of "40-year-" before the "old"."""
JOINTS = {"cc", "conj"}
NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "dative", "poss"}


@dataclass(frozen=True, slots=True)
class Edited:
    """Words that were cut out."""

    text: str
    problem: str | None = None  # why they don't stand alone
    own: bool = False  # holds a pronoun for the speaker ("he had no comment")
    names: tuple[str, ...] = ()  # surnames and bodies it mentions, brackets included


@cache
def _places() -> dict[str, str]:
    """Countries by their own names and by their adjectives, in lower case."""
    places: dict[str, str] = {}
    for country, adjectives in load("places")["countries"].items():
        places[country.lower()] = country
        places |= dict.fromkeys((a.lower() for a in adjectives), country)
    return places


@cache
def _parts_of_speech(word: str) -> frozenset[str]:
    """What a word in lower case can be, as the dictionary has it; nothing where it has none."""
    from lemminflect import getAllLemmas  # loads its tables: a good part of a cold start

    return frozenset(getAllLemmas(word))


@cache
def _filler() -> frozenset[str]:
    return frozenset(load("frames")["filler"])


class Editor:
    """Makes words of one article stand alone."""

    def __init__(self, doc: Doc, cast: Cast, body: Sequence[Span], quotations: Sequence[Span]):
        self._doc = doc
        self._cast = cast
        self._quoted = bytearray(len(doc))
        for span in quotations:
            for token in doc.char_span(span.start, span.end) or ():
                self._quoted[token.i] = span.start <= token.idx < span.end
        self._countries = {t.i: p for t in doc if (p := self._country_at(t)) is not None}
        self._country = self._main_country(body)
        self._brackets = True
        self._since = 0
        self._said = False
        self._introduced = True
        self._own = False  # whether a pronoun for the speaker has come
        # What has its capital within a sentence, too, keeps it at the front of one.
        self._lower = {t.text for t in doc if t.is_lower}
        self._capitals = {
            t.lower_ for t in doc if t.pos_ == "PROPN" and not t.is_sent_start and t.is_title
        } - self._lower
        self._named_sorts: dict[str, set[str]] = defaultdict(set)
        for token in doc:
            if token.pos_ == "PROPN" and token.dep_ in ("compound", "nmod", "poss"):
                if token.head.pos_ == "NOUN":
                    self._named_sorts[token.head.lemma_.lower()].add(token.lemma_.lower())
        self._nouns: dict[str, list[int]] = defaultdict(list)  # where each noun stands
        for token in doc:
            if token.pos_ in ("NOUN", "PROPN"):
                self._nouns[token.lemma_.lower()].append(token.i)
        self._full = Counter(s.name.split()[-1].lower() for s in cast.speakers)

    def _main_country(self, body: Sequence[Span]) -> str | None:
        """The one country the article is about, if it is about one."""
        counts = Counter(
            place
            for i, place in self._countries.items()
            if span_at(self._doc[i].idx, body) is not None
        )
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return ranked[0][0]

    def _country_at(self, token: Token) -> str | None:
        """The country a word names: "Syria", "Syrian", the second of "United States"."""
        if not token.text[:1].isupper():
            return None
        pair = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
        place = _places().get(pair) or _places().get(token.lower_)
        if place is not None and place in load("places")["shared"]["countries"]:
            # a state, or somebody's name, where nothing is told of the country's people
            people = load("places")["countries"][place]
            return place if any(t.text in people for t in self._doc) else None
        return place

    def _country_meant(self, token: Token) -> str | None:
        """What "the country" is: the one the article is about, if it was also named last."""
        before = [i for i in self._countries if i < token.i]
        last = self._countries[max(before)] if before else None
        return self._country if last == self._country else None

    def _is_only_first(self, token: Token) -> bool:
        """Whether a word has its capital only because a sentence begins with it."""
        if _lowers(token):
            return True
        if token.is_sent_start and token.pos_ == "ADJ" and not token.ent_type_:
            behind = token.doc[token.i + 1 : token.i + 3]  # "Right-wing parties"
            if len(behind) == 2 and behind[0].text == "-" and behind[1].is_lower:
                return token.lower_ not in _places()
        if token.is_sent_start and _is_adjective(token) and not self.is_name(token):
            return True
        # "Federal mandates", where the article writes "federal", too
        tells = token.dep_ in ("amod", "compound") and token.i + 1 < len(token.doc)
        common = token.pos_ == "ADJ" or (tells and not token.ent_type_ and token.nbor().is_lower)
        common |= token.tag_ in ("NN", "NNS")  # "Gunmen", which the tagger takes for a place
        return bool(token.is_sent_start) and common and token.lower_ in self._lower

    def is_common(self, token: Token) -> bool:
        """Whether the article writes a word without a capital, too."""
        return token.lower_ in self._lower

    def is_name(self, token: Token) -> bool:
        """Whether the article writes a word with a capital within sentences, and never without."""
        return token.lower_ in self._capitals or token.lower_ in words().known

    def may_be_common(self, token: Token) -> bool:
        """Whether a capital is there for the sentence alone, for all that the article shows.

        "Striking Norvik workers", "Deputy harbour masters": a word of the language that the article
        doesn't write with a capital elsewhere, and that is no name by itself.
        """
        if not token.is_sent_start or not token.is_title or len(token) < 2:
            return False
        if token.dep_ not in ("amod", "compound", "nmod"):
            return False  # "Congress": without an article, a name
        if self._is_only_first(token) or self.is_name(token) or self.is_place(token):
            return False
        if token.pos_ == "DET" or token.ent_type_ in ("PERSON", "NORP"):
            return False
        if token.lower_ in words().role and token.nbor().is_title:
            return False  # "President Lund"
        return bool(_parts_of_speech(token.lower_))

    def is_place(self, token: Token) -> bool:
        """Whether it is a country, or the adjective of one: "Syrian"."""
        return token.lower_ in _places()

    def quoted(self, token: Token) -> bool:
        return bool(self._quoted[token.i])

    def short_name(self, speaker: Speaker) -> str:
        """A surname, or the whole name where it isn't a person's or two share it."""
        if speaker.type != "person" or " " not in speaker.name:
            return speaker.name
        surname = self._cast.surname(speaker)
        if self._full[surname.split()[-1].lower()] > 1:
            return speaker.name
        return surname[0].upper() + surname[1:]

    def edit(
        self,
        tokens: Iterable[Token],
        speaker: Speaker | None = None,
        *,
        known: Collection[int] = (),
        named: Sequence[Speaker] = (),
        brackets: bool = True,
        stops: Collection[int] = (),
        should: int | None = None,
        since: int | None = None,
        introduced: bool = True,
    ) -> Edited:
        """The tokens as words that stand alone.

        Args:
            tokens: What to cut out, in order.
            speaker: Whose words they are; his or her own pronouns stay, for the question names
                or asks for that person.
            known: Indices of tokens that stand in the same sentence of the question, so that "it"
                may refer to them.
            named: People whom that sentence has named before.
            brackets: Whether names that are put in show it; they do inside anybody's words.
            stops: Indices of commas to be made full stops, and of words to get one.
            should: Index of a verb that gets "should": "suggested that she [should] go".
            since: Where the phrase for the speaker ends; whoever is named behind it may be "he".
            introduced: Whether the speaker was named before these words; a "he" that comes first
                is somebody of the sentence before as easily.
        """
        self._brackets = brackets
        kept = list(tokens)
        self._said = speaker is not None
        self._introduced = introduced
        self._since = kept[0].i if since is None and kept else since or 0
        inside = {t.i for t in kept}
        reachable = inside | set(known)
        replaced = {
            i: "." if self._doc[i].is_punct else f"{self._doc[i].text.rstrip('.')}." for i in stops
        }
        if kept and kept[0].lower_ not in self._capitals and self._is_only_first(kept[0]):
            replaced[kept[0].i] = kept[0].text[0].lower() + kept[0].text[1:]
        if should is not None:
            replaced[should] = f"should {self._doc[should].text}"
        gone: set[int] = set()
        first = kept[0] if kept else None
        if first is not None and first.lower_ in ("that", "which") and first.dep_ in CLAUSAL:
            # "a system that he said has favoured the rich": what has, stands outside
            return Edited(
                self._join(kept, replaced, gone), f"“{first.text}” refers to something outside"
            )
        names: list[str] = []
        own = self._own = False
        people = list(named)  # named so far
        for token in kept:
            if token.i in gone:
                continue
            problem, word, removed, is_own = self._word(token, reachable, speaker, people)
            if problem:
                return Edited(self._join(kept, replaced, gone), problem)
            own = self._own = own or is_own
            if word is not None:
                replaced[token.i] = word
                gone |= removed
                if (whole := _in_full(token)) is not None:
                    replaced[token.i + 1] = whole  # "[Brook] would", and not "[Brook]’d"
                    replaced[token.i] += " "
                names.append(word.strip("[]"))
            who = self._cast.of(token) if word is not None or token.pos_ == "PROPN" else None
            if who is not None:
                people.append(who)
                names.append(who.name)
        return Edited(self._join(kept, replaced, gone), None, own, tuple(dict.fromkeys(names)))

    def _word(
        self, token: Token, inside: set[int], speaker: Speaker | None, people: Sequence[Speaker]
    ) -> tuple[str | None, str | None, set[int], bool]:
        """Problem, replacement, further tokens it replaces, whether it is the speaker's pronoun."""
        lower, quoted = token.lower_, self.quoted(token)
        nothing: set[int] = set()
        if _is_anybodys(token):
            return None, None, nothing, False
        if lower in FIRST_PERSON and token.pos_ == "PRON":
            return (None if quoted else f"“{token.text}” is the writer"), None, nothing, False
        if lower in ("you", "your", "yours") and not quoted:
            return f"“{token.text}” addresses nobody", None, nothing, False
        if token.tag_ in ("WDT", "WP") and token.dep_ in ("nsubj", "nsubjpass"):
            clause = token.head
            if clause.dep_ == "relcl" and clause.head.i not in inside:
                return f"“{token.text}” refers to something outside", None, nothing, False
        if lower in PERSONAL:
            return self._person(token, speaker, people)
        if lower in THINGS_OR_MANY and token.pos_ == "PRON" and token.dep_ != "expl":
            last = token.dep_ == "pobj" and token.i == max(inside)  # "… because of it"
            if (self._has_antecedent(token, inside) and not last) or self._introduces(
                token, inside
            ):
                return None, None, nothing, False
            its = THINGS if speaker is None or speaker.number == "singular" else MANY
            if speaker is not None and (speaker.type != "person" or not speaker.named):
                # "The agency said it would publish a map": its own "it", if nothing else is.
                # a name ending in s may be one body's: "Acme Foods"
                rivals = MANY_TAGS if its is MANY else ("NN", "NNP", "NNPS")
                mine = token.dep_ in ("nsubj", "nsubjpass", "poss")  # not: it called it “a gem”
                mine &= not self._is_written_to(token, min(inside))
                # “It is late,” the agency said; "its audience grew, according to the agency"
                mine &= self._introduced and not self.quoted(token)
                if (
                    mine
                    and lower in its
                    and not _is_equated(token)
                    and not any(self._doc[i].tag_ in rivals for i in inside if i < token.i)
                ):
                    return None, None, nothing, True
            return f"“{token.text}” refers to something outside", None, nothing, False
        pointing = self._pointing(token, inside, quoted) or leaning(token, inside)
        if pointing:
            return pointing, None, nothing, False
        if self._cast.is_open(token):
            return f"“{token.text}”: more than one has that name", None, nothing, False
        if token.pos_ == "NOUN" or _is_aged(token):
            return self._definite(token, inside, quoted, people)
        return None, None, nothing, False

    def _pointing(self, token: Token, inside: set[int], quoted: bool) -> str | None:
        """Why a word means nothing without what stands outside: "this", "others", "do so"."""
        lower = token.lower_
        if token.pos_ == "NUM" and token.dep_ in NOMINAL and token.i:
            # "the two were followers"; but "the two of them", "the 19th"
            if token.nbor(-1).lower_ == "the" and token.text.isalpha():
                if not any(c.dep_ in ("prep", "relcl", "acl") for c in token.children):
                    return f"“the {token.text}”: which is not certain"
        if lower in ("neither", "either", "both") and token.dep_ in ("det", "preconj", "predet"):
            if token.head.lemma_.lower() in words().role | words().person:
                return f"“{token.text}”: of whom is not said"
        opens = token.is_sent_start or token.i and token.nbor(-1).text in OPENING
        if lower == "then" and token.dep_ == "advmod" and opens:
            return f"“{token.text}” leans on what was said before"
        single = ("both", "none", "one", "ones", "some", "others", "neither")
        if lower in single and token.dep_ in CLAUSAL:
            told = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
            told |= lower == "one" and token.i > 0 and token.nbor(-1).lower_ == "no"
            if not told and not (token.i and token.nbor(-1).text == "-"):  # "one-third"
                return f"“{token.text}”: of what is not said"
        if lower in ("former", "latter") and token.dep_ == "amod":
            return None  # "a former judge"
        if lower == "such" and (
            any(c.lower_ == "as" for c in (token.head, *token.children, *token.head.children))
            or any(c.tag_ == "JJ" and c != token for c in token.head.children)
        ):
            return None  # "such as", "such thick fog"
        if lower in POINTING and token.tag_ in ("DT", "PDT", "JJ", "NN", "IN"):
            # “the best this council has done”, “those who wait”: clear where it was said
            if lower == "that" and _is_relative(token):
                return None
            shown = token.dep_ == "det" and (
                _is_told(token.head, setting=quoted or lower == "this")
                or self._is_repeated(token.head, inside)
                or _is_now(token)
                or (lower == "that" and token.head.tag_ in MANY_TAGS)  # "cooperation that men need"
                or (lower == "this" and _is_named(token.head))
            )
            # “this highlights that the wall leaks”, whatever the parser makes of the verb
            alone = lower == "this" and token.dep_ == "det" and token.head.tag_ in MANY_TAGS
            if alone or token.dep_ in POINTERS and not shown and not _is_told(token):
                return f"“{token.text}” points at something outside"
        if lower in ("hence", "instead", "otherwise", "therefore", "thus"):
            if token.dep_ == "advmod" and (token.is_sent_start or token.i == min(inside)):
                return f"“{token.text}” leans on what was said before"
        if lower == "same" and token.dep_ == "amod" and token.head.lemma_ != "time":
            compared = any(
                c.lower_ in ("as", "that") for c in (*token.children, *token.head.children)
            )
            if not compared and not _is_told(token.head) and not _is_shared(token.head):
                return "“the same”: as what is not said"
        done = token.i > 1 and token.nbor(-1).lower_ == "the" and token.nbor(-2).lemma_ == "do"
        if lower == "same" and done:
            return "“the same”: as what is not said"
        clear = token.head.pos_ == "ADJ" and token.head.i == token.i + 1
        if lower == "that" and (token.dep_ == "advmod" or clear):  # "something that clear"
            return f"“{token.text}” points at something outside"
        if lower == "so" and token.head.lemma_ == "do":
            return "“so” stands for something outside"
        if lower == "here" and token.dep_ == "advmod" and not _is_placed(token):
            return f"“{token.text}” points at something outside"
        if lower == "there" and token.dep_ == "advmod" and not _has_place(token, inside):
            return f"“{token.text}” points at something outside"
        adverb = token.dep_ == "advmod" and not quoted
        if lower == "too" and token.head.pos_ not in ("VERB", "AUX"):
            adverb = False  # "too small"
        if lower == "then" and token.head.pos_ in ("NOUN", "PROPN", "NUM"):
            adverb = False  # "Mrs Brook, then the mayor"
        if lower == "before" and adverb and not any(token.children):
            return f"“{token.text}” points at something outside"
        if lower in ("then", "likewise", "too") and adverb:
            return f"“{token.text}” points at something outside"
        return None

    def _person(
        self, token: Token, speaker: Speaker | None, people: Sequence[Speaker]
    ) -> tuple[str | None, str | None, set[int], bool]:
        who = self._cast.of(token)
        if who is None and token.lower_.endswith("self") and token.i:
            if (before := self._cast.of(token.nbor(-1))) is not None:
                if before.gender in (None, "male" if token.lower_ in MALE else "female"):
                    return None, None, set(), False  # "Brook himself"
        if who is None:
            # “If Mrs Brook loses, that is bad for her”: the only one the quotation has named
            gender = "male" if token.lower_ in MALE else "female"
            fit = {p.id: p for p in people if p.type == "person" and p.gender in (None, gender)}
            only = next(iter(fit.values())) if len(fit) == 1 else None
            if self.quoted(token) and only is not None and only.gender == gender:
                if not self._acts_on(token, only):
                    return None, None, set(), False
            return f"“{token.text}”: it is not certain who", None, set(), False
        told = who.gender is not None
        if who.gender is None:  # the pronoun tells what the name doesn’t
            who = replace(who, gender="male" if token.lower_ in MALE else "female")
        rivals = {p.id for p in people if p.type == "person" and p.gender in (None, who.gender)}
        if speaker is not None and who.id == speaker.id:
            if self._is_told_of_others(token):
                return f"“{token.text}”: it is not certain who", None, set(), False
            if not self._introduced and not self.quoted(token):
                # "His endorsement could matter more than his clout, said Hank Sheinkopf."
                return f"“{token.text}” could be read as another person", None, set(), False
            # "Ms Devine, an adviser to Mr Sanders, said the campaign backed his bid": whose?
            # "Khan decried what Trump had said, noting he …": somebody was named since
            plain = token.dep_ == "nsubj" and told
            rivals |= self._named_before(token, who, self._since if plain else token.sent.start)
            rivals |= self._addressed(token, who)
            if not self._own and not self.quoted(token) and _is_deep(token):
                rivals |= self._told_before(token, who)
            if rivals - {who.id}:
                return f"“{token.text}” could be read as another person", None, set(), False
            return None, None, set(), True
        if _is_told_of(token, who, self._cast):
            # "Vance was his fourth choice": whoever chose, it wasn't Vance
            return f"“{token.text}” could be read as another person", None, set(), False
        if rivals == {who.id}:
            own = token.i + 1 < len(token.doc) and token.nbor().lower_ == "own"
            if own and speaker is not None and speaker.type == "person":
                if speaker.gender in (None, who.gender) and not self.quoted(token):
                    # "Hale said Drew was hurting his own plan": Hale's, or Drew's?
                    return f"“{token.text}” could be read as another person", None, set(), False
            return None, None, set(), False  # named before, in the same words
        if token.dep_ in OBJECTS and who.id in rivals:
            # "Klein was seen with Mr Hale, riding with him": never the subject, and who that is …
            return f"“{token.text}” could be read as another person", None, set(), False
        if speaker is not None and speaker.type == "person":
            if speaker.gender in (None, who.gender) and who.id not in {p.id for p in people}:
                # "Ms Ebeling said it was hard for her": more likely her own
                return f"“{token.text}” could be read as the speaker", None, set(), False
        owner = token.tag_ == "PRP$" or token.dep_ == "poss"
        if owner and self._is_anothers(token, who):
            return f"“{token.text}” could be read as another person", None, set(), False
        name = self.short_name(who) if self._brackets or owner else who.name
        name = possessive(name) if owner else name
        return None, self._insert(name), set(), False

    def _is_told_of_others(self, pronoun: Token) -> bool:
        """Whether a pronoun stands in a quoted clause: “He leaves today,” said Brook, of another.

        But in the speaker's own is what a writer puts so: she called it “the best of her life”.
        """
        verb = governing_verb(pronoun)
        return (
            self.quoted(pronoun)
            and verb is not None
            and any(c.dep_ in SUBJECTS and self.quoted(c) for c in verb.children)
        )

    def _named_before(self, token: Token, who: Speaker, since: int) -> set[str]:
        """Others of a person's gender that the sentence has told of before a pronoun.

        By name, or as in "called on the senator to resign, and said he had gone too far".
        """
        found = set()
        for other in token.doc[max(since, token.sent.start) : token.i]:
            if (
                other.pos_ == "NOUN"
                and other.lower_ in words().role
                and self._cast.of(other) is None
            ):
                if any(child.lower_ == "the" for child in other.lefts):
                    found.add(other.lower_)  # whoever that is
            speaker = self._cast.of(other) if other.pos_ in ("NOUN", "PROPN") else None
            if speaker is not None and speaker.type == "person":
                if speaker.gender in (None, who.gender):
                    found.add(speaker.id)
        return found

    def _acts_on(self, token: Token, who: Speaker) -> bool:
        """Whether a pronoun stands beside somebody's name under one verb: it is another one then.

        “Castro claims the son, not him. He's misled by Castro.” He isn't Castro.
        """
        if token.tag_ == "PRP$":
            return False
        verb = governing_verb(token)
        return verb is not None and any(
            t.pos_ == "PROPN" and governing_verb(t) == verb and self._cast.of(t) == who
            for t in verb.subtree
        )

    def _told_before(self, token: Token, who: Speaker) -> set[str]:
        """Whom the article has told of last, if that isn't the speaker.

        "The army holds Karl Holt. Ms Brook’s minister, Ivo Drew, said it is unclear whether he …"
        """
        sentence = token.sent
        for _ in range(LOOK_BACK):
            if not sentence.start:
                break
            sentence = token.doc[sentence.start - 1].sent
            named = {
                speaker.id
                for t in sentence
                if t.pos_ in ("PROPN", "PRON")
                and not self.quoted(t)
                and (speaker := self._cast.of(t)) is not None
                and speaker.type == "person"
                and speaker.gender in (None, who.gender)
            }
            if named:
                return set() if who.id in named else named
        return set()

    def _is_written_to(self, token: Token, first: int) -> bool:
        """Whether a body hears what is said: "The guild wrote to the office that it had no say"."""
        heard = self._doc[max(self._since, token.sent.start) : first]
        return any(
            t.dep_ in ("dobj", "dative", "pobj")
            and (t.lemma_.lower() in words().body or t.ent_type_ == "ORG")
            and (t.dep_ != "pobj" or t.head.lower_ == "to")
            for t in heard
        )

    def _is_anothers(self, token: Token, who: Speaker) -> bool:
        """Whether "his comment" may be somebody else's of whom the article told just before.

        Also in quotations: who answers somebody names him there.
        """
        if token.head.lemma_.lower() not in load("frames")["uttered"]:
            return False
        start = start_of_sentence_before(token, LOOK_BACK)
        return any(
            speaker.type == "person" and speaker.gender in (None, who.gender)
            for t in token.doc[start : token.i]
            if t.pos_ == "PROPN"
            and (speaker := self._cast.of(t)) is not None
            and speaker.id != who.id
        )

    def _addressed(self, token: Token, who: Speaker) -> set[str]:
        """Those who are told or asked: "Brook asked Vance whether he …" leaves "he" open."""
        return {
            speaker.id
            for verb in token.ancestors
            for child in verb.children
            if child.dep_ in ("dobj", "dative")
            and child.i < token.i
            and (speaker := self._cast.of(child)) is not None
            and speaker.type == "person"
            and speaker.gender in (None, who.gender)
        }

    def _insert(self, name: str) -> str:
        """A name put in for another word: in brackets where somebody is reported or quoted."""
        return f"[{name}]" if self._brackets else name

    def _definite(
        self, token: Token, inside: set[int], quoted: bool, people: Sequence[Speaker]
    ) -> tuple[str | None, str | None, set[int], bool]:
        """As in "the president", "the country": a bare definite description."""
        determiner = next(
            (c for c in token.children if c.lower_ == "the" and c.dep_ == "det"), None
        )
        aged = _is_aged(token)
        bare = (
            determiner is not None
            and not aged
            and not any(
                c.dep_
                in ("amod", "compound", "nmod", "prep", "relcl", "acl", "appos", "nummod", "poss")
                for c in token.children
                # not: "the task[, whose findings nobody knows]"
                if c.i in inside or c.dep_ not in ("relcl", "acl")
            )
        )
        if determiner is None or determiner.i not in inside:
            return None, None, set(), False
        if token.dep_ == "appos" and token.head.i in inside and token.head.i < token.i:
            return None, None, set(), False  # "Mr Hale, the captain, had flown for years"
        if not bare:
            if self._said and not quoted and _is_number_of(token):
                return f"“the {token.text}”: which is not said", None, set(), False
            if (not quoted or token.dep_ == "nsubj") and _is_counted(token):
                return f"“the … {token.text}”: of what is not said", None, set(), False
            if not quoted and self._said and _is_described_place(token):
                return f"“the … {token.text}”: which one is not said", None, set(), False
            if not quoted and token.dep_ == "nsubj" and _is_only_judged(token):
                return f"“the … {token.text}”: of what is not said", None, set(), False
            return self._described(token, inside, people)
        if token.lower_ in ("country", "nation"):
            country = self._country_meant(token)
            if country is None:
                return "“the country”: which one is not certain", None, set(), False
            name = f"[{country}]" if quoted else country
            return None, name, {determiner.i}, False
        if token.lower_ in ("two", "pair", "duo", "man", "woman", "couple", "boy", "girl", "one"):
            return f"“the {token.text}”: which is not certain", None, set(), False
        body = self._cast.of(token)
        if body is not None and not quoted and self._is_one_of_several(token, body):
            body = None
        if body is None and (
            (self._said and token.lemma_.lower() in VAGUE)
            or (token.lemma_.lower() in words().body and self._kinds(token) > 1)
        ):
            return f"“the {token.text}”: which one is not certain", None, set(), False
        if token.lower_ in load("frames")["unnamed"] or (
            not quoted and token.lower_ in load("frames")["unsaid"]
        ):
            return f"“the {token.text}”: which is not said", None, set(), False
        if token.lower_ == "thing" and token.dep_ in OBJECTS:
            return "“the thing”: which is not said", None, set(), False
        if token.dep_ == "nsubj" and token.lemma_.lower() in load("frames")["vague"]:
            return f"“the {token.text}”: of what is not said", None, set(), False
        if (
            token.tag_ == "NNS"
            and self._said
            and not quoted
            and _is_some_of_many(token)
            and not self._is_repeated(token, inside)
        ):
            return f"“the {token.text}”: it is not certain who", None, set(), False
        if token.lower_ == "nominee" and token.dep_ == "nsubj" and self._said and not quoted:
            return f"“the {token.text}”: it is not certain who", None, set(), False
        if token.lower_ in words().role:
            if token.lemma_.lower() in load("frames")["crowd"]:
                return f"“the {token.text}”: it is not certain who", None, set(), False
            who = self._cast.of(token)
            # "Brook was an assistant to the mayor": another one, for all that Brook is mayor today
            if who is None or (token.dep_ in OBJECTS and who in people):
                return f"“the {token.text}”: it is not certain who", None, set(), False
            if any(c.dep_ == "conj" and c.left_edge.tag_ != "DT" for c in token.children):
                return None, None, set(), False  # "the president and first lady" share their "the"
            return None, self._insert(self.short_name(who)), {determiner.i}, False
        if self._said and not quoted and not self._is_known(token):
            return f"“the {token.text}”: which is not said before", None, set(), False
        return None, None, set(), False

    def _is_one_of_several(self, token: Token, body: Speaker) -> bool:
        """Whether "the company" has no name here, in an article that tells of others, too."""
        lemma = token.lemma_.lower()
        if lemma not in VAGUE or not body.name.split()[-1].islower():
            return False
        others = (self._doc[i] for i in self._nouns[lemma])
        return any(
            t.tag_ in MANY_TAGS or any(c.lower_ in ("a", "an", "another", "any") for c in t.lefts)
            for t in others
        )

    def _is_known(self, token: Token) -> bool:
        """Whether the article is about what "the deal" means, so that whoever read it knows.

        A noun such as "row" that only comes up here points at something the article has told in
        other words; with those words out of sight nobody knows at what.
        """
        lemma = token.lemma_.lower()
        if lemma in load("frames")["at_once"]:
            return len(self._nouns[lemma]) > 1
        if lemma not in load("frames")["pointing"]:
            return True
        places = self._nouns[lemma]
        return len(places) > MENTIONS or bisect_left(places, token.i) > 1

    def _described(
        self, token: Token, inside: set[int], people: Sequence[Speaker]
    ) -> tuple[str | None, str | None, set[int], bool]:
        """As in "the young engineer", "the 40-year-old": somebody told by what he or she is."""
        person = token.lower_ in words().role or token.lower_ in ("year", "old", "newcomer")
        if not person or token.ent_type_ in ("DATE", "ORG") and token.lower_ != "old":
            return None, None, set(), False
        if any(
            c.dep_ in ("prep", "relcl", "acl", "appos", "poss", "nummod")
            or c.pos_ == "PROPN"
            or (c.i > token.i and c.pos_ in ("ADJ", "VERB"))  # "the man best suited to lead"
            for c in token.children
            if token.lower_ != "old"
        ):
            return None, None, set(), False
        if token.lower_ == "old" and any(
            c.dep_ in ("relcl", "acl") and c.i in inside and c.left_edge.nbor(-1).text != ","
            for c in token.children
        ):
            return None, None, set(), False  # "the 26-year-old who was arrested"
        if token.lower_ == "old" and len({_age(t) for t in self._doc if _is_aged(t)}) == 1:
            return None, None, set(), False  # the only one of whom the article tells an age so
        if any(c.dep_ == "amod" and c.lower_ in GENERIC for c in token.lefts):
            return None, None, set(), False  # "the next president should choose the judge"
        if token.lemma_.lower() in load("frames")["crowd"]:
            return f"“the {token.text}”: it is not certain who", None, set(), False
        who = self._cast.of(token)
        lefts = {t.i for c in token.lefts for t in c.subtree}
        another = token.dep_ in OBJECTS and who in people  # "an assistant to the deputy mayor"
        if who is None or another or not lefts <= inside:
            return f"“the {token.text}”: it is not certain who", None, set(), False
        return None, self._insert(self.short_name(who)), lefts, False

    def _kinds(self, token: Token) -> int:
        """How many of a sort the article tells apart by name: "the Hale campaign", "Drew’s"."""
        return len(self._named_sorts.get(token.lemma_.lower(), ()))

    def _has_antecedent(self, token: Token, inside: set[int]) -> bool:
        """Whether a noun earlier in the same words is what "it" or "they" means."""
        plural = token.lower_ in MANY
        for i in inside:
            other = self._doc[i]
            if i >= token.i or other.pos_ not in ("NOUN", "PROPN") or other.dep_ not in NOMINAL:
                continue
            if other.ent_type_ in ("DATE", "TIME", "PERCENT") or other.lemma_ in _filler():
                continue  # "Over the years, they …", "By the way, it …"
            if is_adverbial(other):
                continue  # "In retrospect, we should have seen it"
            if token.dep_ in SUBJECTS and _is_aside(other, token):
                continue  # "On the broad issues, they are good": those aren't good issues
            if token.head.dep_ == "prep" and token.head.head == other:
                continue  # "We like the idea of it"
            if token.head.pos_ == "ADP" and token.head.i == token.i - 1 == other.i + 1:
                continue  # "I see the argument for it"
            if token.head.i == other.i + 2 and other.nbor().dep_ == "cc":
                if token.head.tag_ == "VBG":
                    continue  # "I am for talks and getting them back"
            if token.dep_ in (*SUBJECTS, *OBJECTS) and _is_told_by(other, token):
                continue  # "I have an idea of who should build it"
            himself = token.lower_.endswith(("self", "selves"))
            if token.dep_ in OBJECTS and not himself and other in _subjects_over(token):
                continue  # "The council must be strong to match it": somebody else
            if not plural and self._is_person(other):
                continue  # "She is a better candidate because of it"
            if plural == (other.tag_ in ("NNS", "NNPS")) or (
                plural and other.lower_ in words().body
            ):
                return True
        return False

    def _is_repeated(self, noun: Token, inside: set[int]) -> bool:
        """Whether the words tell of it before: "has read the letters and keeps those letters"."""
        return any(
            self._doc[i].lemma_ == noun.lemma_ and self._doc[i].pos_ == "NOUN"
            for i in inside
            if i < noun.i
        )

    def _is_person(self, noun: Token) -> bool:
        who = self._cast.of(noun)
        if who is not None:
            return who.type == "person"
        return (
            noun.lemma_.lower() in words().role or noun.lemma_.lower() in load("frames")["people"]
        )

    def _introduces(self, token: Token, inside: Collection[int]) -> bool:
        """As in "It is clear that …", "it takes a year to …": "it" means nothing."""
        verb = token.head
        if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
            return False
        after = [t for t in token.doc[verb.i + 1 : verb.i + 2] if t.sent == token.sent]
        if verb.lemma_ == "come" and token.i and token.nbor(-1).lower_ == "when":
            return any(t.lower_ == "to" for t in after)  # "when it comes to the bridge"
        if verb.lemma_ in ("feel", "look", "sound") and any(t.lower_ == "like" for t in after):
            return True  # "it looks like the bridge will fall"
        complements = [c for c in verb.children if c.i > verb.i and c.i in inside]
        # "it is hard for her to watch"
        complements += [c for a in complements if a.dep_ == "acomp" for c in a.children]
        told = [
            c
            for c in complements
            if c.dep_ in ("ccomp", "xcomp", "csubj", "advcl")
            and not _is_stranded(c)  # "It is hard to get through": that is a thing
            and not _is_only_so(c)
            and not _is_raised(c)
            and not any(m.dep_ in ("mark", "advmod") and m.lower_ in REASONS for m in c.lefts)
        ]
        return bool(told) and (
            verb.lemma_ in ("be", "seem", "appear", "take") or token.dep_ == "nsubjpass"
        )

    def _join(self, kept: Sequence[Token], replaced: dict[int, str], gone: set[int]) -> str:
        parts: list[str] = []
        last: Token | None = None
        parting = {t.i for t in kept if _only_parts(t, kept)}
        for token in kept:
            if token.i in gone or token.i in parting or token.is_space:
                continue
            if parts and last is not None and token.i != last.i + 1:
                # "Like the pier, she said, the bridge leaked": the comma was not only for the cue
                comma = self._doc[last.i + 1 : last.i + 2].text == "," and (
                    _opens_clause(token) or _adds(token, kept)
                )
                before = parts[-1].rstrip()
                parts[-1] = before + (", " if comma and before[-1:] not in ".?!…" else " ")
            parts.append(replaced.get(token.i, token.text) + (" " if token.whitespace_ else ""))
            last = token
        # A determiner that a name replaces goes with its space; a bracket keeps the one before.
        return tidy(PARTY.sub("", "".join(parts)))


def _in_full(pronoun: Token) -> str | None:
    """The verb that is run together with a pronoun, as a whole word: "would" of "she’d"."""
    if pronoun.whitespace_ or pronoun.tag_ != "PRP" or pronoun.i + 1 >= len(pronoun.doc):
        return None
    verb = pronoun.nbor()
    if verb.lower_ in ("'ll", "’ll"):
        return "will"
    if verb.lower_ in ("'d", "’d"):
        return "would" if verb.tag_ == "MD" else "had"
    if verb.lower_ in ("'s", "’s"):
        done = verb.dep_ == "aux" and verb.head.tag_ == "VBN"  # "she’s gone"
        return "has" if verb.lemma_ == "have" or done else "is"
    return None


def _is_adjective(token: Token) -> bool:
    """Whether a capital before a noun is a common adjective's, whatever the tagger makes of it.

    As in "Outright victory", "Capital expenditure", but not "Apple phones".
    """
    if token.ent_type_ not in ("", "ORG") or token.dep_ not in ("amod", "compound"):
        return False
    if token.lower_ in ("democratic", "republican"):
        return False  # of a party, most often
    if not token.is_title or token.head.i != token.i + 1 or not token.head.is_lower:
        return False
    return "ADJ" in _parts_of_speech(token.lower_)


def _has_place(there: Token, inside: Collection[int]) -> bool:
    """Whether words before "there" may say where: "in Rome and stayed there", "over there in"."""
    before = (there.doc[i] for i in inside if i < there.i)
    behind = there.doc[there.i + 1 : there.i + 2]
    told = any(t.pos_ == "ADP" or t.lower_ in ("where", "who", "that") for t in behind)
    return told or any(
        t.dep_ == "pobj" or t.ent_type_ in ("GPE", "LOC", "FAC", "ORG") for t in before
    )


def _is_anybodys(token: Token) -> bool:
    """Whether it is half of "his or her", "she or he"."""
    for sex, other in ((MALE, FEMALE), (FEMALE, MALE)):
        if token.lower_ in sex:
            before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]]
            behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
            return any(pair[1:] and "or" in pair and other & set(pair) for pair in (before, behind))
    return False


def _is_aged(token: Token) -> bool:
    """As in "the 40-year-old", but not "a 40-year-old man"."""
    if token.lower_ != "old" or token.dep_ == "amod" or token.i < AGE_AT:
        return False
    return bool(token.nbor(-1).text == "-")


def _age(old: Token) -> str:
    """The "40" of "the 40-year-old"."""
    return str(old.nbor(-AGE_AT).text)


def _is_number_of(noun: Token) -> bool:
    """As in "the two men", of whom no more is told."""
    if noun.tag_ != "NNS" or noun.lemma_.lower() not in load("frames")["people"]:
        return False
    told = [
        c for c in noun.children if c.lower_ != "the" and not c.is_punct and c.dep_ not in JOINTS
    ]
    return bool(told) and all(c.dep_ == "nummod" and c.is_alpha for c in told)


def _is_some_of_many(noun: Token) -> bool:
    """As in "the leaders"; "the voters" may be all that there are."""
    lemma = noun.lemma_.lower()
    return lemma in load("frames")["crowd"] and lemma not in (*load("frames")["people"], "member")


def _is_counted(noun: Token) -> bool:
    """Whether a noun is one of several told before: "the last category", "the second group"."""
    if noun.lemma_.lower() not in load("frames")["counted"]:
        return False
    counted = any(
        c.dep_ == "amod"
        and (c.lower_ in COUNTED or (c.ent_type_ == "ORDINAL" and c.lower_ != "first"))
        for c in noun.children
    )
    return counted and not any(
        c.dep_ in ("prep", "relcl", "acl", "poss", "compound", "nmod") for c in noun.children
    )


def _is_only_judged(noun: Token) -> bool:
    """As in "the obvious example is", "the real problem was": of what, stood before."""
    vague = load("frames")["vague"] + load("frames")["responding"]
    told = [c for c in noun.children if c.lower_ != "the" and not c.is_punct]
    return noun.lemma_.lower() in vague and all(
        c.dep_ == "amod" and c.pos_ == "ADJ" and not c.ent_type_ for c in told
    )


def _is_described_place(noun: Token) -> bool:
    """As in "the war-torn state", of which another sentence has the name."""
    if noun.lemma_.lower() not in load("frames")["described_places"] or noun.tag_ != "NN":
        return False
    told = [c for c in noun.children if c.lower_ != "the" and not c.is_punct]
    return bool(told) and all(
        (c.dep_ == "amod" or (c.dep_ == "compound" and c.tag_ == "JJ"))  # "Middle Eastern"
        and c.i < noun.i
        and c.tag_ != "JJS"
        and c.lower_ not in load("frames")["telling_places"]
        for c in told
        if c.dep_ not in JOINTS
    )


def _is_aside(noun: Token, subject: Token) -> bool:
    """Whether a noun stands before a clause in a phrase that only hangs on its verb."""
    verb = subject.head
    climb = noun
    while climb.head != climb and (
        climb.dep_ in ("pobj", "conj", "poss", "compound", "amod")
        or (climb.dep_ == "prep" and climb.head.pos_ in ("NOUN", "PROPN"))
    ):
        climb = climb.head
    return climb.dep_ == "prep" and climb.head == verb and climb.i < subject.i


def _is_told_by(noun: Token, pronoun: Token) -> bool:
    """Whether a pronoun stands in the clause that tells what a noun is: "a plan to sell it"."""
    climb = pronoun
    clause = False
    while climb != noun:
        if climb.head == climb or climb.dep_ in ("relcl", "conj", "appos"):
            return False
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in climb.lefts)
        clause |= climb.dep_ in ("pcomp", "ccomp") or (climb.dep_ == "acl" and to)
        climb = climb.head
    return clause


def _is_only_so(verb: Token) -> bool:
    """As in "it seems [to be] the right way", "it takes a vote, as far as I [am] concerned"."""
    if verb.dep_ == "advcl":
        return not any(c.lower_ in ("for", "if", "that", "to", "whether") for c in verb.lefts)
    if verb.dep_ != "xcomp" or verb.lemma_ != "be":
        return False
    told = [g for c in verb.children if c.dep_ == "acomp" for g in c.children]
    return not any(g.dep_ in ("ccomp", "xcomp", "csubj", "advcl") for g in told)


def _is_raised(verb: Token) -> bool:
    """Whether "to …" tells what a thing does: "it is expected to fall", "it seems to leak".

    But "it was agreed to wait", "it is hard to wait", "it is expected to rain" tell of no thing.
    """
    over = verb.head
    if verb.dep_ != "xcomp" or verb.lemma_ in ("rain", "snow"):
        return False
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts):
        return over.lemma_ == "be"  # “It’s not (meant as) a bridge”
    if over.lemma_ in ("appear", "seem"):
        return True
    if over.pos_ in ("ADJ", "VERB") and over.lower_ in load("frames")["raising"]:
        return True
    passive = any(c.dep_ == "auxpass" for c in over.children)
    return passive and over.lemma_ not in load("frames")["impersonal"]


def _is_stranded(verb: Token) -> bool:
    """Whether a clause ends with a preposition whose noun is told before: "hard to get through"."""
    return verb.right_edge.pos_ == "ADP" and not any(c.dep_ == "dobj" for c in verb.children)


def _subjects_over(token: Token) -> list[Token]:
    """The subjects of the clause in which a word is an object, and of those that govern it."""
    verb = token.head.head if token.head.dep_ == "prep" else token.head
    found = [c for c in verb.children if c.dep_ in SUBJECTS]
    while not found and verb.dep_ in ("acomp", "advcl", "xcomp") and verb.head != verb:
        verb = verb.head
        found = [c for c in verb.children if c.dep_ in SUBJECTS]
    return found


def _is_told(noun: Token, *, setting: bool = True) -> bool:
    """Whether "this", "that", "those" are explained behind: "those who wait", "this country"."""
    if setting and noun.lower_ in SETTING:
        return True
    told = ("of", "with", "without") if noun.lower_ in POINTING else ("with", "without")
    # "cap these charges, which is like …": no clause that says which
    return any(
        (c.dep_ in ("relcl", "acl") and c.left_edge.nbor(-1).text != ",")
        or (c.dep_ == "prep" and c.lower_ in told)
        for c in noun.children
        if c.i > noun.i
    )


def _is_now(this: Token) -> bool:
    """As in "at this point", "this time around", which mean when it is said."""
    noun = this.head
    if this.lower_ != "this" or noun.lower_ not in MOMENTS:
        return False
    before = this.nbor(-1).lower_ if this.i else ""
    behind = this.doc[noun.i + 1 : noun.i + 2]
    return before in ("around", "at", "by") or any(t.lower_ == "around" for t in behind)


def _is_named(noun: Token) -> bool:
    """As in "this man, Karl Holt, is wanted"."""
    return any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > noun.i for c in noun.children)


def _is_deep(pronoun: Token) -> bool:
    """Whether a pronoun first comes in a clause within what is said: "it is unclear whether he"."""
    verb = pronoun.head
    asked = any(c.lower_ in ("if", "whether", "how", "why", "when") for c in verb.lefts)
    return pronoun.dep_ in SUBJECTS and asked and verb.dep_ in ("ccomp", "csubj")


def _is_told_of(pronoun: Token, who: Speaker, cast: Cast) -> bool:
    """Whether a "his" stands in what its own owner is said to be: "Vance was his choice"."""
    noun = pronoun.head
    if pronoun.tag_ != "PRP$" or noun.dep_ != "attr":
        return False
    return any(c.dep_ in SUBJECTS and cast.of(c) == who for c in noun.head.children)


def _is_equated(pronoun: Token) -> bool:
    """Whether it is said what "it" is: "The agency says it is $3 billion" means no agency."""
    verb = pronoun.head
    return verb.lemma_ == "be" and any(c.dep_ == "attr" for c in verb.children)


def _is_relative(token: Token) -> bool:
    """Whether "that" takes up the noun before it, whatever the parser makes of it."""
    if not token.i or token.i + 1 == len(token.doc) or token.nbor(-1).pos_ != "NOUN":
        return False
    return token.nbor().tag_ in FINITE and token.dep_ != "det"


def _is_shared(noun: Token) -> bool:
    """As in "the same photograph of a boat", "we have the same history"."""
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
        return True
    subjects = [c for c in noun.head.children if c.dep_ == "nsubj"]
    return noun.dep_ == "dobj" and any(c.lower_ in ("we", "both") for c in subjects)


def _is_placed(here: Token) -> bool:
    """As in "here in California"."""
    after = here.doc[here.i + 1 : here.i + 3]
    return len(after) == 2 and after[0].lower_ in ("at", "in") and after[1].pos_ == "PROPN"


def _opens_clause(token: Token) -> bool:
    """Whether a subject begins with it: what stands before is no part of that."""
    return any(
        t.dep_ in ("nsubj", "nsubjpass", "expl") and t.left_edge == token
        for t in (token, *token.ancestors)
        if t.sent == token.sent
    )


def _only_parts(comma: Token, kept: Sequence[Token]) -> bool:
    """Whether a comma is the cue's: “the older arch,” she said, “is the stronger one”.

    Without the cue it would stand between a subject and its verb.
    """
    if comma.text != ",":
        return False
    verb = next((t for t in kept if t.i > comma.i and t.text not in MARKS), None)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return False
    if not any(t.is_alpha for t in comma.doc[comma.i + 1 : verb.i]):
        return False
    head = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    subject = next((c for c in head.lefts if c.dep_ in SUBJECTS and c.i < comma.i), None)
    if subject is None:
        return False
    phrase = comma.doc[subject.left_edge.i : comma.i]
    return subject.right_edge.i in (comma.i, comma.i - 1) and all(t.text != "," for t in phrase)


def _adds(token: Token, kept: Sequence[Token]) -> bool:
    """Whether a phrase only adds to the clause before: "it closed, she said, a loss to all"."""
    noun = token
    while noun.head != noun and noun.head.left_edge == token:
        noun = noun.head
    before = [t for t in kept if t.i < token.i]
    if before and before[-1].pos_ in ("NOUN", "PROPN") and token.lower_ in ADDING:
        return True  # "a group of its own, she said, a policy that": no noun stands so beside one
    return (
        noun.pos_ in ("NOUN", "PROPN")
        and noun.left_edge == token
        and any(t.tag_ in FINITE for t in before)
        and noun.dep_ not in ("dobj", "attr", "pobj")
    )


def _lowers(token: Token) -> bool:
    """Whether a capital is only the sentence's: "The move", not "Putin" or "Monday"."""
    if token.lower_ == "no" and token.i + 1 < len(token.doc):
        if token.nbor().pos_ == "PROPN" or token.nbor().is_title:
            return False  # "No Child Left Behind"
    if token.is_sent_start and token.lower_ in LEADING and token.text.istitle():
        return True
    if token.tag_ == "DT":  # also behind a dateline: "PARIS — The attacks"
        return token.text[:1].isupper() and not token.text.isupper() or token.text == "A"
    if not token.is_sent_start or token.text in ("I",) or not token.text[:1].isupper():
        return False
    return token.tag_ in ("DT", "PRP$", "PRP", "IN", "WRB", "CD") or (
        token.pos_ not in ("PROPN", "ADJ")
        and token.ent_type_ in ("", *AMOUNTS)
        and not token.text[1:2].isupper()
    )


TIDYING = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\s+", " "),
        (r"(?<=\w)‘(?=\w)", "’"),  # "Brook‘s", with the wrong mark
        (r"(?<!\w)(?:\"|''|``)(?=\S)", "“"),
        (r"\"|''", "”"),
        (r"\s+([,.;:!?”’)\]}])", r"\1"),
        # “he is right,” she says, “but late”: one quotation without her
        (r"(,?)”,? “(?=[a-z])", r"\1 "),
        (r"([“‘(\[{])\s+", r"\1"),
        (r"(?<=[A-Za-z]\.)\.(?!\.)", ""),  # “They left the U.S.,” he said. “Why?”
        (r",(?=[.;:!?])|,\s*(?=,)", ""),
        # A country's name was put in before the "'s": the nation's, the United States'
        (r"\b(United States|United Arab Emirates|Philippines|Netherlands)(['’])s\b", r"\1\2"),
        (r"‘(?=em\b|til\b|\d\ds\b)", "’"),  # "ask ‘em", with the wrong mark
    )
]
"""What is made better in words that were cut out, one after the other."""


def tidy(text: str) -> str:
    """Single spaces, none before punctuation, no punctuation left hanging at the ends."""
    for pattern, instead in TIDYING:
        text = pattern.sub(instead, text)
    return text.strip(" ,;:–—-")
