"""What did X say, with a gap for whom or how much it is about.

"Complete: Ada Brook warned that ____ would close the harbour." Where too few others say anything
that could stand beside a whole statement, the people and figures of the article still can.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from quizgen.dates import MONTHS
from quizgen.drafting import GAP, Draft, Material, draft, sentence_case, telling_words
from quizgen.facts.places import find_places
from quizgen.kinds.when import in_order
from quizgen.kinds.who_said import stem_of
from quizgen.kinds.wording import accepted_names, evidence, proof, weight_of
from quizgen.lexicons import load
from quizgen.models import Article, Span, Speaker, Statement, normalised
from quizgen.options import FEWEST, Figure, figures_like, find_figures, people_like

HOME = "the United States"
"""Most of what is said in articles that name it is about it; few would think of another country."""
LEAST_LEFT = 3
"""Telling words that a statement must have besides its gap."""
OWNED = ("’s ", "'s ")
TELLS_WHO = re.compile(r", (?:(?:the|a|an|his|her|their|former|who is)\b|[RD]-)")
"""What goes on to say who somebody is."""
ARTICLES = {"a", "an", "any", "anti", "every", "no", "pro", "some", "that", "the", "this"}
"""What makes a name stand for a sort, or for something that has it: "the Vance plan"."""
MOURNING = re.compile(r"\b(?:condolences|death|died|funeral|killed|murder\w*|mourn\w*)\b")
"""What is said of the dead: no living person is believable there."""
PARTISAN = re.compile(
    r"\b(?:Republicans?|GOP|Democrat\w*|Conservatives?|Tor(?:y|ies)|Labour|primar(?:y|ies)"
    r"|caucus\w*|nominee|nomination|general[- ]election|running mate)\b"
)
"""What tells on which side somebody is, and so rules out those on the other."""
GENDERED = re.compile(
    r"\b(?:he|him|his|himself|she|hers?|herself|m[ae]n|wom[ae]n|girls?|boys?|husband|wife|mother"
    r"|father|son|daughter|sister|brother|lady|guy|gentleman|mr|mrs|ms|sir|madam)\b",
    re.IGNORECASE,
)
"""Words by which a stem may tell whether a man or a woman is meant."""
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
CONVERTED = re.compile(rf"(?P<gap>{GAP}(?: [\w’'-]+){{0,3}}) [(\[][^()\[\]]*\d[^()\[\]]*[)\]]")
"""A gap with the same figure in another unit behind it: "____ feet wide (9.1 meters)"."""
OF_A_DATE = re.compile(rf"(?:st|nd|rd|th)?(?: of)? (?:{'|'.join((*MONTHS, *SHORT_MONTHS))})\b|\.\d")
"""What makes a figure before it a day: "25 March 1957"."""
IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*$")


@dataclass(frozen=True)
class _Gap:
    """A statement with a gap."""

    start: int
    end: int
    key: Speaker | Figure


def with_gap(material: Material, statement: Statement) -> Iterator[Draft]:
    """Questions with a gap for somebody, then for a figure, in the statement.

    Not for a place: readers found half of such questions to leave one that makes sense.
    """
    if statement.frame == "quotation" and statement.wording.count("“"):
        return
    gaps = (*_names(material, statement), *_figures(statement))
    for gap in gaps:
        gapped = statement.wording[: gap.start] + GAP + statement.wording[gap.end :]
        filler = load("frames")["filler"]
        if len(telling_words(gapped) - {*filler}) < LEAST_LEFT:
            continue
        if isinstance(gap.key, Figure):
            gapped = CONVERTED.sub(r"\g<gap>", gapped)
            made = _with_figure(material, statement, gapped, gap.key)
        else:
            made = _with_name(material, statement, gapped, gap.key)
        if made is not None:
            yield made


def _stem(statement: Statement, gapped: str) -> str:
    assert statement.speaker is not None
    asked = stem_of(replace(statement, wording=gapped)).removeprefix("Who ")
    told = asked if asked.endswith(("?”", "!”")) else f"{asked.removesuffix('?')}."
    return f"Complete: {sentence_case(statement.speaker.name)} {told}"


def _ask(
    material: Material,
    statement: Statement,
    gapped: str,
    answer: str,
    wrong: list[str],
    accepted: Collection[str],
) -> Draft:
    return draft(
        material,
        "what_said",
        facts=[statement.id],
        stem=_stem(statement, gapped),
        answer=answer,
        wrong=wrong,
        accepted=list(accepted),
        evidence=evidence(statement),
        feedback=proof(material, statement),
        speaker=statement.speaker,
        confidence=statement.attribution.confidence,
        weight=weight_of(statement),
        rule=statement.attribution.rule,
        names=statement.names,
    )


def _with_name(material: Material, statement: Statement, gapped: str, key: Speaker) -> Draft | None:
    if PARTISAN.search(gapped) or MOURNING.search(gapped):
        return None  # of the dead, or of one side, there is seldom another
    if any(place.name != HOME for place in find_places(gapped)):
        return None  # nor of somebody far away
    others = people_like(
        material, key, statement, gapped, same_gender=GENDERED.search(gapped) is not None
    )
    if len(others) <= FEWEST:  # of two, one is often on the wrong side
        return None
    names = [other.name for other in others]
    return _ask(material, statement, gapped, key.name, names, accepted_names(material, key))


def _with_figure(
    material: Material, statement: Statement, gapped: str, key: Figure
) -> Draft | None:
    own = [
        figure
        for span, figure in _figures_of(material.article)
        if not any(span.overlaps(sentence) for sentence in statement.sentences)
    ]
    taken = [figure.text for figure in find_figures(statement.wording)]
    wrong = figures_like(key, own, taken, statement.wording)
    if len(wrong) < FEWEST:
        return None
    near = wrong[: material.distractors + 2]
    material.dice("figures", statement.id).shuffle(near)
    wrong = near[: material.distractors]
    made = _ask(material, statement, gapped, key.text, wrong, [key.text.replace("%", " percent")])
    figures = [find_figures(option)[0] for option in (key.text, *wrong)]
    return in_order(made, [f.text for f in sorted(figures, key=lambda f: f.value)])


@lru_cache(maxsize=8)
def _figures_of(article: Article) -> list[tuple[Span, Figure]]:
    """The figures of an article's paragraphs."""
    return [
        (span, figure) for span in article.body for figure in find_figures(span.of(article.text))
    ]


def _figures(statement: Statement) -> Iterator[_Gap]:
    figures = find_figures(statement.wording)
    for figure in figures:
        # "in all 50 states": anybody knows; "25 March 1957": a part of a date is no figure
        known = statement.wording[: figure.start].lower().endswith("all ")
        known |= OF_A_DATE.match(statement.wording, figure.end) is not None
        # "150 euros (£130)": beside the gap stands what it is worth
        known |= IN_BRACKETS.search(statement.wording[: figure.start]) is not None
        if sum(other.value == figure.value for other in figures) == 1 and not known:
            yield _Gap(figure.start, figure.end, figure)


def _names(material: Material, statement: Statement) -> Iterator[_Gap]:
    """Where the statement names somebody whom the article's words name there, too."""
    assert statement.speaker is not None
    text = material.article.text
    proof = normalised(" ".join(span.of(text) for span in statement.sentences)).split()
    people = [s for s in material.facts.speakers if s.type == "person" and s.named]
    for person in people:
        if person.id == statement.speaker.id or " " not in person.name:
            continue
        surname = person.name.split()[-1]
        place = _place_of(person, statement.wording) if surname in statement.wording else None
        if place is None:
            continue
        start, end = place
        surname = normalised(person.name).split()[-1]
        if surname not in proof or not _is_alone(material, statement.wording, start, end):
            continue
        rest = normalised(statement.wording[:start] + " " + statement.wording[end:])
        parts = [part for part in normalised(person.name).split() if len(part) > 2]
        if any(part in rest for part in parts):
            continue  # "Trump’s friends in Trump Tower", "Trumpism"
        alike = [p for p in people if p.id != person.id and surname in normalised(p.name).split()]
        if alike and normalised(person.name) not in normalised(statement.wording):
            continue  # which Clinton?
        yield _Gap(start, end, person)


def _place_of(person: Speaker, wording: str) -> tuple[int, int] | None:
    """Where a statement names somebody, with titles; None unless it does so once."""
    names = person.name.split()
    found = list(re.finditer(rf"(?<![\w-]){re.escape(names[-1])}(?!\w)", wording))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    people = load("people")
    titles = {*people["rank"]["words"], *people["rank"]["beginnings"]}
    titles.update(*(people["address"][sort] for sort in ("male", "female", "any")))
    while before := re.search(r"(?<![\w-])([A-Z][\w’'-]*)\.? $", wording[:start]):
        word = before[1]
        if word not in names and len(word) > 1 and word.lower() not in titles:
            break
        start = before.start()
    if re.search(r"\b[A-Z]\w+ of $", wording[:start]):
        return None  # "Secretary of State Ada Brook"
    if wording[start - 1 : start] == "[" and wording[end : end + 1] == "]":
        start, end = start - 1, end + 1
    return start, end


def _is_alone(material: Material, wording: str, start: int, end: int) -> bool:
    """Whether a name stands for somebody, and nothing beside it tells who that is."""
    before, after = wording[:start], wording[end:]
    if TELLS_WHO.match(after):
        return False
    owner = after.startswith(OWNED)
    if not owner and after[:1] and after[0] not in " ,.;?!”)’" or after.startswith("’ "):
        return False  # "Trump-like", "Sanders’ friends"
    if not owner and (following := re.match(r" ([\w’'-]+)", after)):
        word = following[1]
        tags = {w.tag for w in material.facts.vocabulary if w.text.lower() == word}
        if word[0].isupper() or (tags and all(tag.startswith("NN") for tag in tags)):
            return False  # "Vance Tower", "Vance supporters"
    last = re.search(r"([\w’'-]+) $", before)
    if last is None:
        return not before or before.endswith(("“", "(", "‘"))
    people = load("people")["role"]
    telling = {*ARTICLES, *people["nouns"], *people["anybody"], *load("frames")["crowd"]}
    telling |= {*people["describing"]}  # "former [Senator Ada] Brook"
    if last[1].lower() in telling:
        return False
    begins = re.search(r"(?:^|[.?!:;] |“)[\w’'-]+ $", before) is not None
    return begins or not last[1][0].isupper()
