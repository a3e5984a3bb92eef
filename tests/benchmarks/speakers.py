"""How often a source is taken for the right speaker: `python -m tests.benchmarks.speakers`.

It reads a corpus of articles with marked attributions and resolves each marked source whose speaker
`speakers.jsonl` tells. An answer for a source that the article leaves unnamed is wrong; silence is
never wrong, but lowers the share that is answered.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.analysis import parse_all
from quizgen.article import article_from_text
from quizgen.facts.quotations import find_quotations
from quizgen.facts.speakers import Cast
from quizgen.models import Article, Attribution, Span, Speaker

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc

LABELS = Path(__file__).with_name("speakers.jsonl")
KINDS = ("full name", "family name", "pronoun", "description", "body", "unnamed")
PRONOUNS = {"he", "she", "his", "her", "him", "i", "we", "they", "who", "my", "their", "it", "its"}
GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(frozen=True)
class Result:
    """What became of one labelled source."""

    article: str
    place: int  # of the cue
    kind: str
    source: str
    name: str | None  # the speaker's, by the label
    sort: str
    answer: Speaker | None

    @property
    def right(self) -> bool:
        """Whether the answer names the one it should."""
        if self.answer is None or self.name is None:
            return False
        if self.sort == "person":
            return self.answer.type == "person" and same_person(self.answer.name, self.name)
        return overlap(self.answer.name, self.name) >= 0.5


def name_parts(name: str) -> list[str]:
    """A name's words without accents, full stops and what tells generations apart."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    parts = re.findall(r"[\w'-]+", plain.replace("’", "'"))
    return [part for part in parts if part not in GENERATIONS] or parts


def same_person(one: str, other: str) -> bool:
    """Whether the family names are equal and the first names don't contradict each other."""
    first, second = name_parts(one), name_parts(other)
    if not first or not second or first[-1] != second[-1]:
        return False
    if len(first) == 1 or len(second) == 1:
        return True
    a, b = first[0], second[0]
    if a.startswith(b) or b.startswith(a):
        return True  # an initial, or a short form
    return len({*first[:-1]} & {*second[:-1]}) > 0


def overlap(one: str, other: str) -> float:
    """F1 of the words, "the" left out."""
    first, second = (
        Counter(p.removesuffix("'s") for p in name_parts(n) if p != "the") for n in (one, other)
    )
    shared = (first & second).total()
    return 2 * shared / max(1, first.total() + second.total())


def kind_of(source: str, sort: str, name: str | None) -> str:
    """How the source mentions its speaker."""
    if sort in ("unnamed", "author") or name is None:
        return "unnamed"
    if sort == "body":
        return "body"
    words = name_parts(source.replace("'s", "").replace("’s", ""))
    parts = name_parts(name)
    if parts[-1] in words:
        return "full name" if len(parts) > 1 and parts[0] in words else "family name"
    return "pronoun" if len(words) <= 2 and {*words} & PRONOUNS else "description"


def marked(attributions: list[dict[str, Any]]) -> list[Attribution]:
    """The corpus's attributions as the project has them."""
    return [
        Attribution(
            source=tuple(Span(*span) for span in one["source"]),
            cue=tuple(Span(*span) for span in one["cue"]),
            content=tuple(Span(*span) for span in one["content"]),
            kind=one["kind"],
            speaker=None,
            rule="corpus",
            confidence=1.0,
        )
        for one in attributions
        if one["cue"]
    ]


def measure(corpus: Path, half: str | None) -> Iterator[Result]:
    """Every labelled source of the corpus, resolved."""
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    labels = [label for label in labels if half in (None, label["half"])]
    wanted = {label["id"] for label in labels}
    with (corpus / "train.jsonl").open(encoding="utf-8") as file:
        found = {one["id"]: one for line in file if (one := json.loads(line))["id"] in wanted}
    articles = [
        article_from_text(
            found[label["id"]]["text"],
            title=found[label["id"]]["title"],
            published=found[label["id"]]["published"],
            id=label["id"],
        )
        for label in labels
    ]
    for label, article, doc in zip(labels, articles, parse_all(articles), strict=True):
        yield from resolved(label, article, doc, found[label["id"]]["attributions"])


def resolved(
    label: dict[str, Any], article: Article, doc: Doc, attributions: list[dict[str, Any]]
) -> Iterator[Result]:
    """The labelled sources of one article."""
    quoted = [quotation.span for quotation in find_quotations(article.text, article.body)]
    sayings = marked(attributions)
    cast = Cast(doc, article.body, quoted, sayings)
    by_cue = {saying.cue[0].start: saying for saying in sayings}
    for place, speaker in label["speakers"].items():
        saying = by_cue[int(place)]
        if speaker["sort"] == "unsure" or not saying.source:
            continue
        source = " … ".join(span.of(article.text) for span in saying.source)
        yield Result(
            article.id,
            int(place),
            kind_of(source, speaker["sort"], speaker["name"]),
            source,
            speaker["name"],
            speaker["sort"],
            cast.of_source(saying.source),
        )


def report(results: list[Result], verbose: bool) -> None:
    """Print the figures."""
    answered = [r for r in results if r.answer is not None]
    persons = [r for r in results if r.sort == "person"]
    for text, part, whole in (
        ("right where it answers", [r for r in answered if r.right], answered),
        ("named persons answered", [r for r in persons if r.answer is not None], persons),
        ("named persons right", [r for r in persons if r.right], persons),
    ):
        print(f"{text:24}{len(part):5} of {len(whole):5}{len(part) / max(1, len(whole)):8.1%}")
    print(f"\n{'':14}{'all':>6}{'answered':>10}{'right':>7}{'wrong':>7}")
    for kind in KINDS:
        these = [r for r in results if r.kind == kind]
        said = [r for r in these if r.answer is not None]
        right = sum(r.right for r in said)
        print(f"{kind:14}{len(these):6}{len(said):10}{right:7}{len(said) - right:7}")
    if verbose:
        print()
        for r in results:
            if (r.answer is not None or r.name is not None) and not r.right:
                answer = f"{r.answer.name} ({r.answer.type})" if r.answer else "-"
                word = "WRONG" if r.answer else "none "
                print(f"{word} {r.kind:12} {r.article} {r.place}: {r.source!r}")
                print(f"      {answer}, not {r.name} ({r.sort})")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.speakers", description=__doc__
    )
    options.add_argument("--corpus", type=Path, required=True, help="folder that holds train.jsonl")
    options.add_argument("--half", choices=("work", "score"), help="one half of the articles only")
    options.add_argument("-v", dest="verbose", action="store_true", help="print every miss")
    chosen = options.parse_args()
    report(list(measure(chosen.corpus, chosen.half)), chosen.verbose)


if __name__ == "__main__":
    main()
