"""Independent random streams: film ``index`` of a data set depends on (split, seed, index) only."""

from __future__ import annotations

import zlib

import numpy as np

SPLITS = ("train", "val", "test", "demo")


def stream(split: str, seed: int, index: int, name: str) -> np.random.Generator:
    """The generator for one purpose of one film; the purposes never share numbers.

    The class is drawn from its own stream, so nothing else on the film can tell it.
    ValueError for an unknown split.
    """
    key = [SPLITS.index(split), seed, index, zlib.crc32(name.encode())]
    return np.random.default_rng(np.random.SeedSequence(key))


def chance(rng: np.random.Generator, p: float) -> bool:
    """True with probability ``p``; always draws once."""
    return bool(rng.random() < p)


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """Uniform in [low, high)."""
    return float(low + (high - low) * rng.random())


def around(rng: np.random.Generator, mean: float, sd: float, limit: float = 2.0) -> float:
    """Normal, cut at ``limit`` standard deviations."""
    return float(mean + sd * np.clip(rng.normal(), -limit, limit))


def pick(rng: np.random.Generator, options: dict[str, float]) -> str:
    """One key of ``options`` with probability proportional to its value."""
    names = list(options)
    weights = np.array([options[n] for n in names], float)
    return names[int(rng.choice(len(names), p=weights / weights.sum()))]
