"""Word vectors of the training reports: GloVe (Pennington 2014, eq. 8 and 9), fitted with AdaGrad.

A vocabulary of 300 words makes a matrix of 90,000 pairs, so the whole fit is one small matrix problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

DIMENSIONS: Final = 128
WINDOW: Final = 8
X_MAX: Final = 100.0
ALPHA: Final = 0.75

Floats = NDArray[np.float64]


def co_occurrence(rows: NDArray[np.int64], words: int, window: int = WINDOW) -> Floats:
    """float64 [words, words]: how often two words stand within ``window``, each pair worth 1 / distance.

    Args:
        rows: int64 [reports, length]; 0 is padding and is never counted.
    """
    counts = np.zeros((words, words))
    for distance in range(1, min(window, rows.shape[1] - 1) + 1):
        left, right = rows[:, :-distance].ravel(), rows[:, distance:].ravel()
        both = (left > 0) & (right > 0)
        np.add.at(counts, (left[both], right[both]), 1 / distance)
    return counts + counts.T


def fit(
    rows: NDArray[np.int64],
    words: int,
    *,
    dimensions: int = DIMENSIONS,
    rounds: int = 200,
    rate: float = 0.05,
    seed: int = 1,
) -> NDArray[np.float32]:
    """Word vectors float32 [words, dimensions]; words that never occur, the padding too, stay zero.

    Minimises sum f(x_ij) (w_i . v_j + b_i + c_j - log x_ij)^2 over all pairs that occur; the vector is
    w + v as in the paper.  Same reports and seed, same vectors.
    """
    counts = co_occurrence(rows, words)
    seen = counts > 0
    weight = np.where(seen, np.minimum(counts / X_MAX, 1.0) ** ALPHA, 0.0)
    target = np.log(np.where(seen, counts, 1.0))
    rng = np.random.default_rng(seed)
    values = [(rng.random(shape) - 0.5) / dimensions for shape in _shapes(words, dimensions)]
    with threadpool_limits(1):  # the matrices are too small for several threads
        _descend(values, weight, target, rounds, rate)
    vectors = values[0] + values[1]
    vectors[~seen.any(axis=1)] = 0
    return vectors.astype(np.float32)


def _descend(values: list[Floats], weight: Floats, target: Floats, rounds: int, rate: float) -> None:
    """AdaGrad, in place."""
    squares: list[Floats] = [np.ones_like(value) for value in values]
    for _ in range(rounds):
        for value, square, slope in zip(values, squares, _slopes(values, weight, target), strict=True):
            square += slope**2
            value -= rate * slope / np.sqrt(square)


def _shapes(words: int, dimensions: int) -> Sequence[tuple[int, ...]]:
    return (words, dimensions), (words, dimensions), (words, 1), (words, 1)


def _slopes(values: Sequence[Floats], weight: Floats, target: Floats) -> tuple[Floats, ...]:
    own, other, bias, other_bias = values
    error = 2 * weight * (own @ other.T + bias + other_bias.T - target)
    return (
        error @ other,
        error.T @ own,
        error.sum(axis=1, keepdims=True),
        error.sum(axis=0)[:, None],
    )
