"""The film gate: a body-part head on the latent, and how far a latent may lie from those learned.

The pelves that a model learned from are generated.  A head that is fitted with limb films of patients
learns "of a patient" for "limb" and refuses pelves of patients.  So generated films alone fit it, all changed
in tone and texture as in training; films of patients only show which direction tells the source, and set the
threshold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.model.card import FilmGate
from inference.model.input_checks import latent_distance, pelvis_odds

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]

COMPONENTS: Final = 32
"""Principal components that the distance counts."""
HEAD_COMPONENTS: Final = 32
"""Principal components of the generated films that the head sees."""
KEPT: Final = 99.5
"""Percentile of validation films that must pass."""
REFUSED: Final = 90.0
"""Percentage of held-out limb films that the head should refuse: no more, for each hip refused is a loss."""
BLIND: Final = 1
"""So many directions that tell real from generated limbs are removed."""
STRENGTH: Final = 0.1
"""Inverse weight of the penalty on the head's weights."""
PARTS: Final = ("pelvis", "limb")
"""Which limb it is does not carry over from generated films to those of patients, so it is not said."""


@dataclass(frozen=True, slots=True)
class Limbs:
    """Latents [k, d] of films that are no pelvis: the part, the patient, and whether each was generated."""

    latents: Floats
    parts: tuple[str, ...]
    patients: tuple[str, ...]
    generated: Bools

    def where(self, chosen: Bools) -> Limbs:
        """Those chosen."""
        numbers = np.flatnonzero(chosen)
        return Limbs(
            self.latents[chosen],
            tuple(self.parts[i] for i in numbers),
            tuple(self.patients[i] for i in numbers),
            self.generated[chosen],
        )


def fit_gate(train: Floats, val: Floats, limbs: Limbs | None, set_on: str) -> FilmGate:
    """The gate from latents.

    Args:
        train: [n, d] of training films, changed as in training.
        val: [m, d] of validation films, unchanged; almost all must pass.
        limbs: films that are no pelvis, changed as in training; a third of the patients sets the threshold.
            None: distance only.
    """
    gate = _distance(train, val, limbs, set_on)
    if limbs is None or not limbs.parts:
        return gate
    held = _held_out(limbs.patients)
    fitted = limbs.where(~held) if held.any() and not held.all() else limbs
    weights, bias = _head(train, fitted, np.asarray(gate.mean))
    headed = FilmGate(gate.mean, gate.whiten, gate.threshold, set_on, PARTS, _rows(weights), _row(bias), 0.0)
    other = limbs.where(held & ~limbs.generated)
    other = other if other.parts else limbs
    refused = np.percentile([pelvis_odds(headed, row) for row in other.latents], REFUSED)
    return replace(headed, least=round(min(_lowest(headed, val), float(refused)), 4))


def carried(fresh: FilmGate, base: FilmGate | None, val: Floats) -> FilmGate:
    """The base model's head beside a fresh distance, and never narrower than the base's gate.

    For fine-tuning, which has no limb films.  The validation films must go on to pass.
    """
    if base is None:
        return fresh
    fresh = replace(fresh, threshold=max(fresh.threshold, base.threshold))
    if not base.parts or len(base.mean) != len(fresh.mean):
        return fresh
    weights = np.asarray(base.weights)
    bias = np.asarray(base.bias) + (np.asarray(fresh.mean) - np.asarray(base.mean)) @ weights
    headed = replace(fresh, parts=base.parts, weights=base.weights, bias=_row(bias))
    return replace(headed, least=round(min(base.least, _lowest(headed, val)), 4))


def padded(gate: FilmGate, before: int, after: int) -> FilmGate:
    """The same gate on a longer latent: of the values before and after its own none counts."""

    def rows(values: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, ...], ...]:
        nothing = ((0.0,) * len(values[0]),) if values else ()
        return nothing * before + values + nothing * after

    mean = (0.0,) * before + gate.mean + (0.0,) * after
    return replace(gate, mean=mean, whiten=rows(gate.whiten), weights=rows(gate.weights))


def _lowest(gate: FilmGate, val: Floats) -> float:
    """The log-odds that almost all validation films exceed."""
    return float(np.percentile([pelvis_odds(gate, row) for row in val], 100 - KEPT))


def _distance(train: Floats, val: Floats, limbs: Limbs | None, set_on: str) -> FilmGate:
    """PCA-whitened Mahalanobis distance of the latent, for films unlike anything.

    Real films lie farther out than generated ones.  Where there are limb films the head tells them, and the
    distance refuses only what lies farther out than almost all films of any part and source.
    """
    mean = train.mean(axis=0)
    _, spread, axes = np.linalg.svd((train - mean) / np.sqrt(len(train) - 1), full_matrices=False)
    usable = int((spread > 1e-4 * spread[0]).sum())
    count = min(COMPONENTS, max(2, min(len(train) - 1, train.shape[1])), usable)
    whiten = (axes[:count] / spread[:count, None]).T
    plain = FilmGate(_row(mean), _rows(whiten), 1.0, set_on)
    own = np.array([latent_distance(plain, row) for row in val])
    threshold = float(np.percentile(own, KEPT))
    if limbs is not None and limbs.parts:
        far = [latent_distance(plain, row) for row in limbs.latents]
        threshold = max(threshold, float(np.percentile(far, KEPT)))
    return replace(plain, threshold=round(threshold, 4))


def _head(train: Floats, limbs: Limbs, mean: Floats) -> tuple[Floats, Floats]:
    """Weights [d, 2] and bias of a linear head on ``latent - mean``.

    From generated limbs; where there are none, as with a model of an investigator's own films, from all.
    """
    made = limbs.where(limbs.generated) if limbs.generated.any() else limbs
    films = np.concatenate([train, made.latents]) - mean
    labels = np.array([0] * len(train) + [1] * len(made.parts))
    space = principal(films, labels)
    space = space @ blind(np.asarray((limbs.latents - mean) @ space), limbs)
    coefficients, bias = logistic(films @ space, labels)
    return np.asarray(space @ coefficients.T), bias


def principal(films: Floats, labels: NDArray[np.int64], most: int = HEAD_COMPONENTS) -> Floats:
    """[d, k]: the first principal components of all films, each scaled by its spread within the parts."""
    middle = films - films.mean(axis=0)
    _, spread, axes = np.linalg.svd(middle, full_matrices=False)
    count = int(min(most, (spread > 1e-4 * spread[0]).sum()))
    space = axes[:count].T
    seen = films @ space
    inner = np.concatenate([seen[labels == k] - seen[labels == k].mean(axis=0) for k in np.unique(labels)])
    return np.asarray(space / np.maximum(inner.std(axis=0), 1e-6 * float(spread[0])))


def blind(seen: Floats, limbs: Limbs) -> Floats:
    """A projection [k, k] after which no straight line tells real from generated limbs of the same part.

    Iterated null-space projection (Ravfogel 2020): fit a line that tells them, remove it, again.
    """
    kept = np.eye(seen.shape[1])
    parts, generated = np.array(limbs.parts), limbs.generated
    both = [p for p in set(limbs.parts) if generated[parts == p].any() and (~generated[parts == p]).any()]
    use = np.isin(parts, both)
    if not use.any():
        return kept
    centred = seen.copy()
    for part in both:
        centred[parts == part] -= centred[parts == part].mean(axis=0)
    for _ in range(min(BLIND, seen.shape[1] - 2)):
        line = logistic(centred[use] @ kept, generated[use].astype(np.int64))[0][0] @ kept
        size = float(np.linalg.norm(line))
        if size < 1e-9:
            break
        kept = kept - np.outer(kept @ line / size, line / size)
    return kept


def logistic(films: Floats, labels: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Coefficients [classes, k] and bias of a penalised logistic regression, every class of one weight."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=500).fit(films, labels)
    coefficients, bias = np.asarray(model.coef_), np.asarray(model.intercept_)
    if len(coefficients) == 1 and labels.max() > 0 and len(np.unique(labels)) == 2:
        return np.concatenate([-coefficients, coefficients]) / 2, np.concatenate([-bias, bias]) / 2
    return coefficients, bias


def _held_out(patients: tuple[str, ...]) -> Bools:
    """A third of the patients, by a hash of the key."""
    from hashlib import sha256

    return np.array([sha256(f"gate {name}".encode()).digest()[0] < 86 for name in patients], bool)


def _row(values: Floats) -> tuple[float, ...]:
    return tuple(_short(value) for value in values)


def _rows(values: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(_row(row) for row in values)


def _short(value: float) -> float:
    """Six significant digits: the card stays readable and small."""
    return float(f"{value:.6g}")
