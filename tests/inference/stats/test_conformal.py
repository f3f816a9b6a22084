"""Sets of classes hold the true one as often as they promise, class by class."""

from __future__ import annotations

import numpy as np
import pytest

from inference.stats import conformal


def films(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Answers of a model that knows something, of classes that are unequally frequent."""
    target = rng.choice(3, count, p=[0.6, 0.3, 0.1])
    logits = rng.normal(size=(count, 3)) + 1.5 * np.eye(3)[target]
    grown = np.exp(logits)
    return grown / grown.sum(axis=1, keepdims=True), target.astype(np.int64)


def test_every_class_is_held_as_often_as_promised() -> None:
    held, counts = np.zeros(3), np.zeros(3)
    for seed in range(40):
        rng = np.random.default_rng(seed)
        highest, _ = conformal.limits(*films(rng, 300))
        probabilities, target = films(rng, 300)
        right = conformal.held(conformal.class_sets(probabilities, highest), target)
        for c in range(3):
            held[c] += right[target == c].sum()
            counts[c] += (target == c).sum()
    assert ((held / counts) > 0.885).all()
    assert ((held / counts) < 0.94).all()


def test_a_class_with_too_few_films_is_always_in_the_set_and_no_set_is_empty() -> None:
    probabilities = np.array([[0.98, 0.01, 0.01]] * 20 + [[0.2, 0.7, 0.1]] * 3)
    target = np.array([0] * 20 + [1] * 3)
    highest, counts = conformal.limits(probabilities, target)
    assert list(counts) == [20, 3, 0]
    assert highest[1] == highest[2] == conformal.ALWAYS
    inside = conformal.class_sets(np.array([[0.1, 0.2, 0.7], [0.98, 0.01, 0.01]]), [0.02, 0.0, 0.0])
    assert inside.tolist() == [[False, False, True], [True, False, False]]
    with pytest.raises(ValueError, match="no level"):
        conformal.limits(probabilities, target, 1.0)
