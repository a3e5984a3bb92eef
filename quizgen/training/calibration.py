"""How sure the reader may be: fitted on held-out articles, on the very weights that ship."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from quizgen.facts.reader.confidence import Calibration, expanded
from quizgen.training.evaluation import Judged

FOLDS = 7

Array = npt.NDArray[np.float64]


def calibrate(judged: Sequence[Judged]) -> Calibration:
    """A calibration from judged readings of held-out articles."""
    return fit(
        np.array([expanded(j.reading.features) for j in judged]),
        np.array([float(j.usable) for j in judged]),
        [j.article for j in judged],
    )


def fit(features: Array, usable: Array, articles: Sequence[int]) -> Calibration:
    """A calibration from what was read.

    Args:
        features: (readings, expanded features).
        usable: (readings,), 1 or 0.
        articles: Which article each reading is of; an article is never in two folds.

    Returns:
        The logistic model over all readings, and a curve over scores that models without the
        reading’s own article gave, so that it promises no more than holds for a new article.
    """
    folds = np.array(articles) % FOLDS
    scores = np.zeros(len(usable))
    for fold in range(FOLDS):
        weights, bias = _logistic(features[folds != fold], usable[folds != fold])
        scores[folds == fold] = features[folds == fold] @ weights + bias
    curve = IsotonicRegression(y_min=0, y_max=0.995, out_of_bounds="clip").fit(scores, usable)
    weights, bias = _logistic(features, usable)
    return Calibration(
        tuple(float(np.round(w, 5)) for w in weights),
        round(float(bias), 5),
        *_strictly_rising(curve.X_thresholds_, curve.y_thresholds_),
    )


def _logistic(features: Array, usable: Array) -> tuple[Array, float]:
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=0.1, max_iter=1000).fit(scaler.transform(features), usable)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def _strictly_rising(scores: Array, shares: Array) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The middle of each step, joined by straight lines: no two readings tie without need."""
    middles: list[tuple[float, float]] = []
    start = 0
    for end in range(1, len(scores) + 1):
        if end == len(scores) or shares[end] != shares[start]:
            middles.append((float(np.mean(scores[start:end])), float(shares[start])))
            start = end
    return (
        tuple(round(score, 4) for score, _ in middles),
        tuple(round(share, 4) for _, share in middles),
    )
