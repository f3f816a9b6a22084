"""The latents of a set's films in the plane (t-SNE, van der Maaten and Hinton 2008)."""

from __future__ import annotations

from typing import Final

import numpy as np

from inference.stats.common import Floats, Ints
from training.evaluation.model_outputs import Answers

MOST: Final = 1000
LEAST: Final = 20
PERPLEXITY: Final = 30


def chosen(answers: Answers) -> Ints:
    """Numbers of the answers that are shown: all, or :data:`MOST` evenly over the set."""
    count = len(answers.films)
    return np.unique(np.linspace(0, count - 1, min(MOST, count)).round().astype(np.int64))


def plane(answers: Answers) -> Floats | None:
    """Coordinates [n, 2] of the :func:`chosen` films; None where they are too few."""
    latents = np.stack([answers.films[number].latent for number in chosen(answers)]).astype(np.float64)
    if len(latents) < LEAST or not latents.std() > 0:
        return None
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    spread = latents.std(axis=0)
    scaled = (latents - latents.mean(axis=0)) / np.where(spread > 0, spread, 1)
    perplexity = min(PERPLEXITY, (len(latents) - 1) / 3)
    made = TSNE(2, perplexity=perplexity, init="pca", learning_rate="auto", random_state=0)
    with threadpool_limits(1):  # threads that wait for a busy core cost minutes, and change the sums' order
        short = PCA(min(30, *scaled.shape), random_state=0).fit_transform(scaled)
        return np.asarray(made.fit_transform(short), np.float64)
