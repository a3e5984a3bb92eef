"""The card that lies beside the weights: what they are, where from, and what they can't do."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.facts.reader import Reader
from quizgen.training.evaluation import Evaluation, figures

if TYPE_CHECKING:
    from quizgen.training.attribution import Recipe

FILES = ("encoder.onnx", "linker.onnx", "calibration.json", "tokenizer.json")

CARD = """\
# The attribution reader

Reads English news and marks who is said to have said what: a cue (“said”), its source and its
content, each as a stretch of the text, with a probability that both are right. It runs offline on
the processor, in int8, with onnxruntime; nothing is sent anywhere.

## What it is

The encoder of [all-MiniLM-L6-v2](https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2)
(22 million parameters, under Apache-2.0, see LICENSE), trained on, which reads windows of whole
paragraphs and marks cues, and a linker of two small layers which gives, for each cue, every word
around it a role.
Beside its lower-case vocabulary it is shown each word's capitals and whether it stands in quotation
marks; the marks themselves are made one, so that it knows no difference between “…”, ‘…’ and «…».

## What it learnt from

- {articles} articles of PolNeAR, a corpus of US political news of 2015–16 whose attributions were
  annotated by hand. It is public for research and **states no licence**. None of its text is in
  this project, and the training command makes other weights from any corpus of the same form.
- {supplement} passages of our own, which lie in `quizgen/training/supplement/`: British and world
  news, sport, science, business, live pages, odd quotation marks, and passages in which nobody
  says anything.
- Each epoch tells the articles anew: other names, titles, matters and spellings are put in at
  random, so that nobody in particular is learnt as a speaker.

Every tenth article of the corpus was held out: on those the thresholds and the confidence were
fitted, on these int8 weights.

## Recipe

`pip install 'quizgen[training]'`, then `python -m quizgen.training.attribution --corpus DIR`, where
DIR holds `train.jsonl`. First {epochs:g} epochs; then, {further} times from there, about two
more in which the linker is also shown what only looks like a cue, once with the vocabulary as it
is and once with it learning too. Of each the running average of the weights is kept, and the mean
of those {further} is what ships. {windows} windows a step, bfloat16, some hours on two cores.
Seeds, order and threads are fixed; a processor of another kind rounds otherwise, and makes slightly
other weights.

## What it reaches

A pair counts where content and source both agree with the annotation (half of the words; the same
head). *Usable* are readings with the right source whose content matches an annotated one or lies
within it.

{tables}

## Known failures

- Statements without a cue, and cues that only the page's layout shows.
- A source in another paragraph than its cue, unless a quotation runs on from there.
- Who “he” is: the reader marks the word, and leaves the person to `speakers.py`.
- Whether an act of speech happened at all (“would say”, “did not say”): rules behind it decide.
- Text that isn't English.

## Files

| file | sha256 |
|---|---|
{hashes}
"""


def write_card(
    folder: Path,
    recipe: Recipe,
    articles: int,
    supplement: int,
    reader: Reader,
    tests: Mapping[str, Evaluation],
) -> None:
    """Write ``MODEL_CARD.md`` into the folder of a model."""
    tables = []
    for name, evaluation in tests.items():
        tables += [f"### On {name}", "", *figures(evaluation, reader), ""]
    text = CARD.format(
        articles=articles,
        supplement=supplement,
        epochs=recipe.first.epochs,
        further=len(recipe.further),
        windows=recipe.windows,
        tables="\n".join(tables).rstrip(),
        hashes="\n".join(
            f"| `{name}` | `{sha256((folder / name).read_bytes()).hexdigest()}` |" for name in FILES
        ),
    )
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")
