"""F1 of a reader's decisions, with an interval by bootstrap over films."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats.common import LEVEL, Bools, Floats, Interval, Ints
from inference.stats.proportions import Counts

REPEATS: Final = 4000
LEAST_VALUES: Final = 20
"""A percentile of fewer different values than this is one of them, not a limit."""
UNDEFINED: Final = "F1 is not defined: no film shows a fracture, and none was called one"
DEGENERATE: Final = "F1's bootstrap degenerates: its repeats agree within the interval, so there is none"
FEW_VALUES: Final = (
    "F1's bootstrap has few different values (few films or few errors): read its interval as rough"
)
_CHUNK: Final = 500


@dataclass(frozen=True)
class F1:
    """F1 with its bootstrap interval; None where no film is or was called a fracture.

    ``interval`` is None and ``note`` says so where the bootstrap degenerates; ``note`` also tells of one that
    rests on few different values.
    """

    value: float | None
    interval: Interval | None
    repeats: int
    seed: int
    note: str = ""


def f1(counts: Counts) -> float | None:
    """``2 TP / (2 TP + FP + FN)`` (van Rijsbergen 1979, Information Retrieval, ch. 7); None for 0/0."""
    below = 2 * counts.tp + counts.fp + counts.fn
    return 2 * counts.tp / below if below else None


def bootstrap(
    decision: Ints,
    truth: Bools,
    seed: int,
    *,
    cluster: Ints | None = None,
    repeats: int = REPEATS,
    level: float = LEVEL,
) -> F1:
    """F1 of ``decision [R, K]`` (1, 0, -1 unanswered) pooled over R readings, percentile interval over films.

    Films are drawn with replacement, separately among those with and without a fracture, so that each repeat
    keeps the numbers of the study; all answers to a film go with it.  With clusters, patients are drawn
    instead, separately among those with a fracture, without one, and with both.
    Source: Efron B, Tibshirani RJ (1993), An Introduction to the Bootstrap, ch. 13 and 8.
    """
    tp = ((decision == 1) & truth).sum(axis=0)
    wrong = ((decision == 1) & ~truth).sum(axis=0) + ((decision == 0) & truth).sum(axis=0)
    below = 2 * int(tp.sum()) + int(wrong.sum())
    if below == 0:
        return F1(None, None, repeats, seed, UNDEFINED)
    sums, stratum = _units(np.stack([tp, wrong]).astype(np.float64), truth, cluster)
    drawn = _draws(sums, stratum, repeats, np.random.default_rng(seed))
    value, tail = 2 * int(tp.sum()) / below, 100 * (1 - level) / 2
    lower, upper = np.percentile(drawn, [tail, 100 - tail])
    if lower == upper:  # a perfect reader, or one film of a kind: no spread is no certainty
        return F1(value, None, repeats, seed, DEGENERATE)
    note = FEW_VALUES if len(np.unique(drawn)) < LEAST_VALUES else ""
    return F1(value, Interval(float(lower), float(upper)), repeats, seed, note)


def _units(sums: Floats, truth: Bools, cluster: Ints | None) -> tuple[Floats, Ints]:
    """Sums ``[2, U]`` of each unit that is drawn as one, and its stratum ``[U]``."""
    if cluster is None:
        return sums, truth.astype(np.int64)
    _, index = np.unique(cluster, return_inverse=True)
    joined = np.stack([np.bincount(index, weights=row) for row in sums]).astype(np.float64)
    some, none = np.bincount(index, weights=truth) > 0, np.bincount(index, weights=~truth) > 0
    return joined, (some + 2 * none).astype(np.int64)


def _draws(sums: Floats, stratum: Ints, repeats: int, random: np.random.Generator) -> Floats:
    """F1 of every repeat ``[repeats]``; 0 for a repeat without any fracture, found or missed."""
    values, kinds = (
        [],
        [np.unique(sums[:, stratum == part], axis=1, return_counts=True) for part in np.unique(stratum)],
    )  # units that count alike are drawn as one kind, which is the same draw
    for start in range(0, repeats, _CHUNK):
        size = min(_CHUNK, repeats - start)
        total = np.zeros((size, 2))
        for kind, counts in kinds:
            n = int(counts.sum())
            total += random.multinomial(n, counts / n, size=size) @ kind.T
        below = 2 * total[:, 0] + total[:, 1]
        values.append(np.divide(2 * total[:, 0], below, out=np.zeros(size), where=below > 0))
    return np.concatenate(values)
