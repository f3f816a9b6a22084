"""The ROC curve averaged over readers, with a pointwise band for readers and films taken at random.

At each false-positive fraction the readers' sensitivities are averaged (the area under that curve is the mean
of their areas, but for the half film by which plotting positions move it).  The covariance of two readers'
sensitivities comes from a jackknife that leaves out groups of films, for a quantile's jackknife of single
films is inconsistent; the interval is that of one arm by Obuchowski and Rockette with Hillis' degrees of
freedom, by Wilson's score near 0 and 1.

Sources: Chen W, Samuelson FW (2014), Br J Radiol 87:20140016 (average curve); Shao J, Wu CFJ (1989), Ann Stat
17:1176-1197 (groups); Hillis SL (2007), Stat Med 26:596-619.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats.common import LEVEL, Bools, Floats, Interval, Ints
from inference.stats.covariance import spread_of_left_out
from inference.stats.curves.resampling import least_units, left_out_groups
from inference.stats.curves.weighted_roc import sensitivity_at
from inference.stats.mrmc_or import single

METHOD: Final = (
    "vertical average of the readers' curves; pointwise interval by Obuchowski and Rockette, films by a "
    "jackknife of groups"
)
SOURCE: Final = "Chen and Samuelson 2014; Shao and Wu 1989; Hillis 2007"
GRID: Final = np.round(np.linspace(0, 1, 41), 3)
PARTITIONS: Final = 8
"""Random partitions whose covariances are averaged; a quarter of them where films are many."""
_MANY: Final = 1000
FEWEST: Final = 9
"""With fewer films (patients) of a kind there are no three groups of three."""


@dataclass(frozen=True)
class AveragedRoc:
    """The averaged curve.

    Attributes:
        fpf: false-positive fractions ``[P]``.
        tpf: mean sensitivity there ``[P]``.
        band: its interval there; None where the readers do not differ or the films are too few.
        readers: each reader's sensitivity there ``[J][P]``.
        kind: RRRC, or FRRC for one reader.
        note: why a band is missing.
    """

    fpf: tuple[float, ...]
    tpf: tuple[float, ...]
    band: tuple[Interval | None, ...]
    readers: tuple[tuple[float, ...], ...]
    kind: str
    note: str = ""


def average(
    score: Floats, truth: Bools, level: float = LEVEL, *, cluster: Ints | None = None, seed: int = 20190,
    fpf: Floats = GRID,
) -> AveragedRoc:  # fmt: skip
    """The averaged curve of ratings ``[J, K]``, complete; films of both kinds are needed."""
    whole = np.ones((1, len(truth)))
    theta = np.stack([sensitivity_at(row, truth, whole, fpf)[0] for row in score])
    kind = "RRRC" if len(score) > 1 else "FRRC"
    units = least_units(truth, cluster)
    lines = tuple(tuple(float(value) for value in row) for row in theta)
    means = tuple(float(value) for value in theta.mean(axis=0))
    if units < FEWEST:
        empty = (None,) * len(fpf)
        why = f"fewer than {FEWEST} films (patients) of a kind: no band"
        return AveragedRoc(tuple(fpf.tolist()), means, empty, lines, kind, why)
    spread = _covariances(score, truth, cluster, seed, fpf)
    found = [
        single(theta[:, at], spread[at], "RRRC" if len(score) > 1 else "FRRC", level)
        for at in range(len(fpf))
    ]
    band = tuple(one.interval if 0 < one.value < 1 else None for one in found)
    note = "no band where all readers are at 0 or 1, or the variance is zero" if None in band else ""
    return AveragedRoc(tuple(fpf.tolist()), means, band, lines, kind, note)


def _covariances(score: Floats, truth: Bools, cluster: Ints | None, seed: int, fpf: Floats) -> Floats:
    """Covariance of the readers' sensitivities at each fraction ``[P, J, J]``, over films."""
    groups = int(min(max(math.isqrt(least_units(truth, cluster)), 3), 20))
    found = np.zeros((len(fpf), len(score), len(score)))
    parts = PARTITIONS if len(truth) <= _MANY else PARTITIONS // 4
    for part in range(parts):
        weight = left_out_groups(truth, cluster, groups, seed + part)
        values = np.stack([sensitivity_at(row, truth, weight, fpf) for row in score])  # [J, groups, P]
        found += np.stack([spread_of_left_out(values[:, :, at]) for at in range(len(fpf))])
    return found / parts
