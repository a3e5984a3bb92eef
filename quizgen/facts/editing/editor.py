"""The walk over words that are cut out, and what each is looked at for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from quizgen.facts.editing.article import ArticleWords
from quizgen.facts.editing.definite import definite, is_aged
from quizgen.facts.editing.joining import in_full, join
from quizgen.facts.editing.passage import STAYS, Edited, Passage, Verdict
from quizgen.facts.editing.persons import is_anybodys, person
from quizgen.facts.editing.pointing import CLAUSAL, only_adds, points_outside
from quizgen.facts.editing.things import THINGS_OR_MANY, thing
from quizgen.facts.leaning import leaning
from quizgen.facts.people.pronouns import PERSONAL
from quizgen.models import Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Token

FIRST_PERSON = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}


class Editor(ArticleWords):
    """Makes words of one article stand alone."""

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
        kept = list(tokens)
        passage = Passage(
            article=self,
            inside={t.i for t in kept} | set(known),
            speaker=speaker,
            people=list(named),
            brackets=brackets,
            since=kept[0].i if since is None and kept else since or 0,
            introduced=introduced,
        )
        replaced = {
            i: "." if self.doc[i].is_punct else f"{self.doc[i].text.rstrip('.')}." for i in stops
        }
        if kept and kept[0].lower_ not in self.capitals and self.is_only_first(kept[0]):
            replaced[kept[0].i] = kept[0].text[0].lower() + kept[0].text[1:]
        if should is not None:
            replaced[should] = f"should {self.doc[should].text}"
        gone: set[int] = set()
        first = kept[0] if kept else None
        if first is not None and first.lower_ in ("that", "which") and first.dep_ in CLAUSAL:
            # "a system that he said has favoured the rich": what has, stands outside
            return Edited(join(kept, replaced, gone), f"“{first.text}” refers to something outside")
        names: list[str] = []
        for token in kept:
            if token.i in gone:
                continue
            verdict = _verdict(token, passage)
            if verdict.problem:
                return Edited(join(kept, replaced, gone), verdict.problem)
            passage.own |= verdict.own
            gone |= verdict.gone
            if verdict.word is not None:
                replaced[token.i] = verdict.word
                if (whole := in_full(token)) is not None:
                    replaced[token.i + 1] = whole  # "[Brook] would", and not "[Brook]’d"
                    replaced[token.i] += " "
                names.append(verdict.word.strip("[]"))
            named_here = verdict.word is not None or token.pos_ == "PROPN"
            who = self.cast.of(token) if named_here else None
            if who is not None:
                passage.people.append(who)
                names.append(who.name)
        text = join(kept, replaced, gone)
        return Edited(text, None, passage.own, tuple(dict.fromkeys(names)))


def _verdict(token: Token, passage: Passage) -> Verdict:
    """What becomes of one word: the room for its sort decides."""
    lower, quoted = token.lower_, passage.article.quoted(token)
    if is_anybodys(token):
        return STAYS
    if lower in FIRST_PERSON and token.pos_ == "PRON":
        return STAYS if quoted else Verdict(f"“{token.text}” is the writer")
    if only_adds(token, passage):
        return Verdict(gone=frozenset({token.i}))
    if lower in ("you", "your", "yours") and not quoted:
        return Verdict(f"“{token.text}” addresses nobody")
    if _relates_outside(token, passage):
        return Verdict(f"“{token.text}” refers to something outside")
    if lower in PERSONAL:
        return person(token, passage)
    if lower in THINGS_OR_MANY and token.pos_ == "PRON" and token.dep_ != "expl":
        return thing(token, passage)
    if problem := points_outside(token, passage) or leaning(token, passage.inside):
        return Verdict(problem)
    if passage.article.cast.is_open(token):
        return Verdict(f"“{token.text}”: more than one has that name")
    if token.pos_ == "NOUN" or is_aged(token):
        return definite(token, passage)
    return STAYS


def _relates_outside(token: Token, passage: Passage) -> bool:
    """Whether a "who" or "which" opens a clause about a noun that is not among the words."""
    if token.tag_ not in ("WDT", "WP") or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return token.head.dep_ == "relcl" and token.head.head.i not in passage.inside
