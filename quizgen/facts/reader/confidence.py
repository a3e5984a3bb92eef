"""How sure a reading is, as a probability that means what it says.

A logistic model over the network’s own probabilities ranks the readings, and a rising step curve,
fitted on held-out articles, says what share of those so ranked are usable.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quizgen.facts.reader.decoding import FEATURES, PROBABILITIES


def expanded(features: Sequence[float]) -> list[float]:
    """Features with the log odds of those that are probabilities behind them.

    Between .99 and .999 lies more than a difference of .009 would tell.
    """
    sure = np.clip(features[:PROBABILITIES], 0.001, 0.999)
    return [*features, *(np.log(sure) - np.log1p(-sure)).tolist()]


@dataclass(frozen=True)
class Calibration:
    """A fitted model: ``weights`` and ``bias`` over expanded features, and points of the curve."""

    weights: tuple[float, ...]
    bias: float
    scores: tuple[float, ...]
    shares: tuple[float, ...]

    @classmethod
    def load(cls, path: Path) -> Calibration:
        """From its file; a :class:`ValueError` if that was made for other features."""
        made = json.loads(path.read_text(encoding="utf-8"))
        if tuple(made["features"]) != FEATURES:
            raise ValueError(f"{path} is for other features: train the reader anew")
        return cls(
            tuple(made["weights"]), made["bias"], tuple(made["scores"]), tuple(made["shares"])
        )

    def save(self, path: Path) -> None:
        made = {"features": FEATURES, "weights": self.weights, "bias": self.bias}
        made |= {"scores": self.scores, "shares": self.shares}
        path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")

    def score(self, features: Sequence[float]) -> float:
        """The rank of a reading; higher is surer."""
        return round(self.bias + float(np.dot(self.weights, expanded(features))), 4)

    def confidence(self, features: Sequence[float]) -> float:
        """The share of readings like this that are usable."""
        return round(float(np.interp(self.score(features), self.scores, self.shares)), 3)
