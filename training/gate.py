"""The film gate's parameters: how far a film's latent may lie from those that the model learned from."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.card import FilmGate
from inference.gate import latent_distance

Floats = NDArray[np.floating]

TRIED: Final = (8, 16, 32, 64)
"""Numbers of principal components among which the negatives choose."""
USUAL: Final = 32
KEPT: Final = 99.5
"""Percentile of validation films' distances that must pass."""
REFUSED: Final = 95.0
"""Percentage of the negatives that should be refused where both can be had."""


def fit_gate(train: Floats, val: Floats, negatives: Floats | None, set_on: str) -> FilmGate:
    """PCA-whitened Mahalanobis distance of the latent.

    The threshold is the widest that still refuses :data:`REFUSED` of the negatives, and never so narrow
    that it refuses more than half a percent of the validation films.  Negatives choose only threshold and
    number of components, never a direction: a direction learned from real limbs against generated
    pelvises would refuse real pelvises.

    Args:
        train: [n, d] latents of training films, changed as in training.
        val: [m, d] latents of validation films, unchanged.
        negatives: [k, d] latents of films that are no pelvis, or None.
    """
    mean = train.mean(axis=0)
    limit = max(2, min(len(train) - 1, train.shape[1]))
    _, spread, axes = np.linalg.svd((train - mean) / np.sqrt(len(train) - 1), full_matrices=False)
    usable = int((spread > 1e-4 * spread[0]).sum())
    tried = [min(count, limit, usable) for count in (TRIED if negatives is not None else (USUAL,))]
    made = [_gate(mean, axes, spread, count, val, negatives, set_on) for count in sorted(set(tried))]
    return max(made, key=lambda pair: pair[1])[0]


def _gate(
    mean: Floats, axes: Floats, spread: Floats, count: int, val: Floats, negatives: Floats | None, set_on: str
) -> tuple[FilmGate, float]:
    whiten = (axes[:count] / spread[:count, None]).T
    plain = FilmGate(
        mean=tuple(_short(value) for value in mean),
        whiten=tuple(tuple(_short(value) for value in row) for row in whiten),
        threshold=1.0,
        set_on=set_on,
    )
    own = np.array([latent_distance(plain, row) for row in val])
    threshold = float(np.percentile(own, KEPT))
    refused = 0.0
    if negatives is not None:
        other = np.array([latent_distance(plain, row) for row in negatives])
        threshold = max(threshold, float(np.percentile(other, 100 - REFUSED)))
        refused = float((other > threshold).mean())
    return FilmGate(plain.mean, plain.whiten, round(threshold, 4), set_on), refused


def _short(value: float) -> float:
    """Six significant digits: the card stays readable and small."""
    return float(f"{value:.6g}")
