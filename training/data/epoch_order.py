"""In which order an epoch shows its films, and how often each class comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES
from training.data.limb_films import limb_order

UNKNOWN: Final = len(CLASSES)
"""Target of a fracture whose class is not known."""
LIMB_NORMAL: Final = 0.42
"""Share of limb films without a fracture: as many as among close views of hips."""


def epoch_order(
    targets: NDArray[np.int64], seed: int, epoch: int, normal_share: float = 1 / 3
) -> NDArray[np.int64]:
    """Film numbers of one epoch, as many as there are films: ``normal_share`` normal, fracture classes even.

    Fractures of unknown class have the share that they have of all fractures.  A class with fewer films than
    its share comes round again, each time in another order.
    """
    rng = np.random.default_rng([seed, epoch, 1])
    present = [c for c in range(UNKNOWN + 1) if (targets == c).any()]
    share = _shares(targets, present, normal_share)
    total = sum(share.values())
    chosen: list[NDArray[np.int64]] = []
    for c in present:
        own = np.flatnonzero(targets == c)
        wanted = max(1, round(len(targets) * share[c] / total))
        rounds = [rng.permutation(own) for _ in range(-(-wanted // len(own)))]
        chosen.append(np.concatenate(rounds)[:wanted])
    spare = rng.integers(0, len(targets), len(targets))  # rounding may leave a few places
    return rng.permutation(np.concatenate([*chosen, spare])[: len(targets)])


def _shares(targets: NDArray[np.int64], present: Sequence[int], normal_share: float) -> dict[int, float]:
    """Part of an epoch for each class that is present; they need not add up to 1."""
    unknown = float((targets == UNKNOWN).sum()) / max(1, int((targets > 0).sum()))
    known = (1 - normal_share) * (1 - unknown) / (len(CLASSES) - 1)
    own = {0: normal_share, UNKNOWN: (1 - normal_share) * unknown}
    return {c: own.get(c, known) for c in present}


def mixed_order(
    targets: NDArray[np.int64], parts: NDArray[np.int64], share: float, seed: int, epoch: int
) -> NDArray[np.int64]:
    """Film numbers of one epoch of hips among which a ``share`` is of limbs; as many as there are hips.

    Limbs alone: as many as there are limb films.
    """
    limbs = np.flatnonzero(parts >= 0)
    hips = np.flatnonzero(parts < 0)
    if not len(limbs):
        return epoch_order(targets, seed, epoch)
    count = round(share * len(hips)) if len(hips) else len(limbs)
    rng = np.random.default_rng([seed, epoch, 4])
    chosen = limbs[limb_order(targets[limbs] > 0, parts[limbs], count, rng, LIMB_NORMAL)]
    if len(hips):
        chosen = np.concatenate([hips[epoch_order(targets[hips], seed, epoch)][: len(hips) - count], chosen])
    return rng.permutation(chosen)
