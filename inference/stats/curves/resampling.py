"""Weights of films: bootstrap rounds, and groups of films that a jackknife leaves out."""

from __future__ import annotations

import numpy as np

from inference.stats.common import Bools, Floats, Ints

_Name = tuple[bytes, bytes, int, int]
_kept: list[tuple[_Name, Floats]] = []
"""The newest rounds: every reader of the same films gets the same."""


def units_of(truth: Bools, cluster: Ints | None) -> tuple[Ints, Ints]:
    """Which unit (film or patient) each film belongs to ``[K]``, and the stratum of each unit ``[U]``.

    Strata: units without a fracture, with one only, with both kinds.
    """
    if cluster is None:
        return np.arange(len(truth)), truth.astype(np.int64)
    _, index = np.unique(cluster, return_inverse=True)
    some, none = np.bincount(index, weights=truth) > 0, np.bincount(index, weights=~truth) > 0
    return index.astype(np.int64), (some + (some & none)).astype(np.int64)


def bootstrap(truth: Bools, cluster: Ints | None, rounds: int, seed: int) -> Floats:
    """Weights ``[rounds, K]``: units drawn with replacement, apart by stratum."""
    name = (truth.tobytes(), b"" if cluster is None else cluster.tobytes(), rounds, seed)
    for known, held in _kept:  # in one look: another thread may put its own there
        if known == name:
            return held
    index, stratum = units_of(truth, cluster)
    random = np.random.default_rng(seed)
    drawn = np.zeros((rounds, len(stratum)))
    for part in np.unique(stratum):
        own = np.flatnonzero(stratum == part)
        drawn[:, own] = random.multinomial(len(own), np.full(len(own), 1 / len(own)), size=rounds)
    weight: Floats = np.asarray(drawn[:, index], dtype=np.float64)
    _kept[:] = [(name, weight)]
    return weight


def left_out_groups(truth: Bools, cluster: Ints | None, groups: int, seed: int) -> Floats:
    """Weights ``[groups, K]``: each leaves out one of as many random groups, alike in their strata."""
    index, stratum = units_of(truth, cluster)
    random = np.random.default_rng(seed)
    group = np.zeros(len(stratum), dtype=np.int64)
    for part in np.unique(stratum):
        own = np.flatnonzero(stratum == part)
        group[own] = random.permutation(np.arange(len(own)) % groups)
    return np.asarray(group[index][None, :] != np.arange(groups)[:, None], dtype=np.float64)


def least_units(truth: Bools, cluster: Ints | None) -> int:
    """Units of the rarer kind; a patient with both kinds counts in both."""
    if cluster is None:
        return int(min(truth.sum(), (~truth).sum()))
    return min(len(np.unique(cluster[truth])), len(np.unique(cluster[~truth])))
