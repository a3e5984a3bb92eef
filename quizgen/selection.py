"""Which of all good questions make a set."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from quizgen.drafting import GAP, shared
from quizgen.imports import import_nltk
from quizgen.lexicons import load
from quizgen.models import Article, Kind, Question, Settings, Span, normalised

OUTWEIGHS = 10.0
"""A cost that no merit makes up for."""
TELLING = 0.5
"""From this share of common words, a stem may fill another's gap."""
KEYWORDS = 25
"""How many of an article's most frequent words show what it is about."""


def choose(
    article: Article,
    candidates: Sequence[Question],
    settings: Settings,
    dice: random.Random,
    kept: Sequence[Question] = (),
    stale: Mapping[str, float] | None = None,
) -> list[Question]:
    """As many questions as are asked for, spread over speakers, paragraphs and kinds.

    No fact is asked twice, and no question gives away another's answer.

    Args:
        article: Where they come from.
        candidates: Every good question.
        settings: ``count`` None takes them all, several of one fact included.
        dice: Decides between questions that are equally good.
        kept: Questions that are in the set already.
        stale: Ids of what was asked before, with how much less they are wanted for it; from
            ``OUTWEIGHS`` on, one is taken only when nothing fresher is left.

    Returns:
        The chosen ones and the kept ones, in the order of the article.
    """
    stale = stale or {}
    chosen = list(kept)
    taken = {question.id for question in chosen}
    left = [question for question in candidates if question.id not in taken]
    if settings.count is None:
        return in_order([*chosen, *left])
    keywords = find_keywords(article)
    merit = {
        question.id: _merit(question, article, keywords)
        + 0.2 * dice.random()
        - stale.get(question.id, 0.0)
        for question in left
    }
    # One of each kind first, the kind with the fewest to choose from before the others: later its
    # few may all clash with what was chosen.
    supply = Counter(question.kind for question in candidates)
    best_of = {q.kind: merit[q.id] for q in sorted(left, key=lambda q: (merit[q.id], q.id))}
    first = sorted(supply, key=lambda kind: (supply[kind], -best_of.get(kind, 0.0), kind))
    fresh = {question.kind for question in left if stale.get(question.id, 0.0) < OUTWEIGHS}
    first = [kind for kind in first if kind in fresh and not any(q.kind == kind for q in kept)]
    quotas = kind_quotas(settings)
    while left and len(chosen) < settings.count:
        left = [
            question
            for question in left
            if not any(clashes(question, c) for c in chosen) and not _tells_order(question, chosen)
        ]
        if not left:
            break
        seen = _Seen(article, chosen, len(supply), by_kind=not quotas)
        wanted = _scarcest(quotas, chosen, left) if quotas else first.pop(0) if first else None
        among = [question for question in left if question.kind == wanted] or left
        best = max(
            among, key=lambda question: (merit[question.id] + seen.gain(question), question.id)
        )
        chosen.append(best)
        left.remove(best)
    return in_order(chosen)


def kind_quotas(settings: Settings) -> dict[Kind, int]:
    """How many questions of each kind the settings ask for; none where they leave that open.

    The count is divided in proportion to the shares, by largest remainders (Hamilton's method), so
    that the quotas add up to it.
    """
    if settings.count is None or not settings.shares:
        return {}
    weight: dict[Kind, float] = {share.kind: share.weight for share in settings.shares}
    weights = {kind: weight.get(kind, 1.0) for kind in settings.kinds}
    exact = {kind: settings.count * w / sum(weights.values()) for kind, w in weights.items()}
    quotas = {kind: int(share) for kind, share in exact.items()}
    order = sorted(exact, key=lambda kind: quotas[kind] - exact[kind])  # stable: ties by kind
    for kind in order[: settings.count - sum(quotas.values())]:
        quotas[kind] += 1
    return quotas


def _scarcest(
    quotas: Mapping[Kind, int], chosen: Sequence[Question], left: Sequence[Question]
) -> Kind | None:
    """The kind that is still short of its quota and has the fewest to choose from for it."""
    have, supply = Counter(q.kind for q in chosen), Counter(q.kind for q in left)
    short = [kind for kind, quota in quotas.items() if have[kind] < quota and supply[kind]]
    return min(short, key=lambda kind: supply[kind] / (quotas[kind] - have[kind]), default=None)


def order_like(before: Sequence[Question], questions: Sequence[Question]) -> list[Question]:
    """Questions in the article's order, unless a teacher had put the last ones in another.

    Then those that were there stay in the teacher's order, and the others come in the places of
    those that left, the rest at the end.
    """
    ordered = in_order(questions)
    if list(before) == in_order(before):
        return ordered
    there = {question.id: question for question in questions}
    fresh = [q for q in ordered if q.id not in {old.id for old in before}]
    placed = []
    for old in before:
        if old.id in there:
            placed.append(there[old.id])
        elif fresh:
            placed.append(fresh.pop(0))
    return [*placed, *fresh]


class _Seen:
    """What the questions chosen so far cover."""

    def __init__(
        self, article: Article, chosen: Sequence[Question], kinds: int, *, by_kind: bool = True
    ) -> None:
        self._by_kind = by_kind
        self._starts = [span.start for span in article.body]
        self._kinds = Counter(question.kind for question in chosen)
        self._speakers = Counter(q.speaker.id for q in chosen if q.speaker is not None)
        self._paragraphs = Counter(self._paragraph(question) for question in chosen)
        self._share = len(chosen) / kinds if kinds else 0.0

    def _paragraph(self, question: Question) -> int:
        return bisect_right(self._starts, question.evidence[-1].start)

    def gain(self, question: Question) -> float:
        """What a question adds: a kind, a speaker, a paragraph not asked about yet."""
        gain = 0.6 * (self._share - self._kinds[question.kind]) if self._by_kind else 0.0
        if question.speaker is not None:
            said = self._speakers[question.speaker.id]
            gain += 0.4 if not said else -0.35 * said
        return gain - 0.3 * self._paragraphs[self._paragraph(question)]


def find_keywords(article: Article) -> dict[str, float]:
    """The words an article uses most, with their share of its most frequent word's count, 0..1."""
    import_nltk()
    from nltk.probability import FreqDist  # loads much of its package

    lexicon = load("frames")
    silent = {*lexicon["function"], *lexicon["filler"]}
    text = " ".join([article.title, *(span.of(article.text) for span in article.body)])
    counts = FreqDist(w for w in normalised(text).split() if len(w) > 3 and w not in silent)
    # Sorted, for equally frequent words come in the order of the text otherwise.
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KEYWORDS]
    return {word: count / ranked[0][1] for word, count in ranked if count > 1}


def _merit(question: Question, article: Article, keywords: Mapping[str, float]) -> float:
    """How much a question is worth asking, before what else is asked."""
    merit = 2 * question.confidence + 0.15 * (len(question.options) - 3)
    asked = set(normalised(f"{question.stem} {question.answer}").split())
    merit += 0.15 * min(2.0, sum(keywords.get(word, 0.0) for word in asked))
    if question.speaker is not None:
        merit += 0.1 * (question.speaker.role is not None)  # somebody the article introduces
    place = question.evidence[-1].start / max(1, len(article.text))
    merit += 0.2 * (1 - place)  # news puts first what matters
    if "“" in question.stem:
        merit += 0.15
    words = normalised(" ".join((question.stem, question.answer)))
    if any(trivial in words for trivial in load("frames")["trivial"]):
        merit -= 2
    if question.kind == "who_said" and not question.stem.startswith("Who said"):
        merit += 0.3  # warned, rejected, described: what was done in saying so
    merit -= max(0, len(question.stem) - 140) / 200
    return merit - 0.4 * ("[" in question.stem)


def clashes(one: Question, other: Question) -> bool:
    """Whether two questions ask one fact, or one of them tells the other's answer."""
    if set(one.facts) & set(other.facts):
        return True
    if one.kind == other.kind == "when" and one.answer == other.answer:
        return True  # "When did the talks begin?" and "When were the talks restarted?"
    if one.kind == other.kind == "which_first":
        return len({o.text for o in one.options} & {o.text for o in other.options}) > 1
    if one.stem == other.stem:
        return True  # "What did Ms Brook say?" twice makes a student look for the difference
    return _tells(one, other) or _tells(other, one)


def _tells_order(question: Question, chosen: Sequence[Question]) -> bool:
    """Whether with this question the dates of two events are asked whose order is asked as well."""
    everything = [*chosen, question]
    dated = [q.evidence[-1] for q in everything if q.kind in ("when", "which_event")]
    return any(
        sum(span in asked.evidence for span in dated) > 1
        for asked in everything
        if asked.kind == "which_first"
    )


def _tells(one: Question, other: Question) -> bool:
    """Whether the stem of one has the answer of the other beside what the other asks about."""
    if other.kind in ("what_said", "complete_quote", "which_event"):
        answer = normalised(other.answer)
        if (
            other.kind == "what_said"
            and GAP in other.stem
            and shared(one.stem, other.stem) < TELLING
        ):
            return False  # a name that stands in many stems tells nothing of who is meant here
        return len(answer) > 3 and f" {answer} " in f" {normalised(one.stem)} "
    if other.kind == "who_said" and one.kind in ("what_said", "complete_quote"):
        # "What did X say?" beside "Who said …?", with one statement as the other's option
        said = normalised(other.stem.split("“")[-1])
        return any(said and said in normalised(option.text) for option in one.options)
    return False


def in_order(questions: Sequence[Question]) -> list[Question]:
    """Questions as their evidence stands in the article, comparisons at the end."""

    def place(question: Question) -> tuple[bool, Span, str, str]:
        return (question.kind == "which_first", question.evidence[-1], question.kind, question.id)

    return sorted(questions, key=place)
