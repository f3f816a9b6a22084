"""Obuchowski and Rockette's analysis of every answer: answers may be missing, films may share patients.

Each reader's figure in an arm comes from the films that this reader answered there.  Covariances of two
figures are Obuchowski's (1997) sums of components over patients, where a film that a reader did not answer
adds nothing to that reader's figure.  The readers' figures are averaged with the weights of the U-statistics
(pairs of films of a figure over both kinds, else films), so that a reader with few answers counts little; the
variance between readers is the method of moments with those weights.  Readers who read one arm only make the
design split-plot; the covariance between arms then comes from the readers of both, and is 0 without two.

Where nothing is missing this is :mod:`inference.stats.mrmc_or` with random readers and films.

Readers against a fixed model (:func:`against_model`): each reader's figure less the model's on the films that
both answered is itself a figure, whose components are the differences; the rest is the analysis of one arm
(Hillis 2007, section 5.3).  Where nothing is missing this is :mod:`inference.stats.standalone`.

Sources: Obuchowski NA, Rockette HE (1995), Commun Stat Simul Comput 24:285-308; Obuchowski NA (1997),
Biometrics 53:567-578; Gallas BD et al. (2009), Commun Stat Theory Methods 38:2586-2603 (weights); Hillis SL
(2007), Stat Med 26:596-619; Hillis SL (2014), Stat Med 33:330-360 (degrees of freedom, split-plot designs).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from inference.stats.common import LEVEL, Bools, Estimate, Floats, Ints, settle, wald, within_one
from inference.stats.figures import Figure, enough

METHOD: Final = "Obuchowski-Rockette of every answer"
SOURCE: Final = (
    "Obuchowski NA, Rockette HE (1995), Commun Stat Simul Comput 24:285-308; Obuchowski NA (1997), "
    "Biometrics 53:567-578; Hillis SL (2014), Stat Med 33:330-360"
)
NO_READER_VARIANCE: Final = (
    "the variance between readers is estimated as negative and counts as zero: this holds for these readers"
)
_DIFFERENCE: Final = (-1.0, 1.0)
_MOST: Final = 0.999999  # of a weight: one reader alone carries the mean


@dataclass(frozen=True)
class Unbalanced:
    """One arm, or the first less the second.

    Attributes:
        means: weighted mean of each arm's figures.
        estimate: the mean or the difference, readers and films random.
        entered: readers by arm that had two films (patients) of each kind ``[I, J]``.
    """

    means: tuple[float, ...]
    estimate: Estimate
    entered: Bools


@dataclass(frozen=True)
class LessModel:
    """Readers of one arm less the model, each on the films that both answered.

    Attributes:
        readers: each reader's figure ``[J]``; 0 where the reader did not enter.
        model: the model's figure on the same films ``[J]``; likewise.
        means: weighted means of both.
        estimate: of the difference, readers and films random, the model fixed.
        entered: readers that had two films (patients) of each kind ``[J]``.
    """

    readers: Floats
    model: Floats
    means: tuple[float, float]
    estimate: Estimate
    entered: Bools


@dataclass(frozen=True)
class _Figures:
    """Figures of the readings that entered, and their covariance.

    Attributes:
        theta: ``[I, J]``, 0 where a reading did not enter; less the model's where there is one.
        beside: the model's on the same films ``[I, J]``; 0 without a model.
        weight: ``[I, J]``, of each arm's mean; they sum to 1.
        covariance: ``[I, J, I, J]`` due to the films.
    """

    theta: Floats
    beside: Floats
    weight: Floats
    covariance: Floats


def infer(
    score: Floats, truth: Bools, figure: Figure, cluster: Ints | None = None, level: float = LEVEL
) -> Unbalanced | None:
    """One arm or the difference of two, from every score.

    Args:
        score: ``[I, J, K]`` of one or two arms; NaN where not answered.
        truth: films with a fracture ``[K]``.
        figure: whose figure of merit.
        cluster: the patient of each film ``[K]``; None where each stands alone.

    Returns:
        None where an arm has fewer than two readers with two films (patients) of each kind.
    """
    owner = np.arange(score.shape[2]) if cluster is None else cluster
    known = ~np.isnan(score)
    entered = np.array([[_enough(row, truth, figure, cluster) for row in arm] for arm in known])
    if (entered.sum(axis=1) < 2).any():
        return None
    made = _figures(score, truth, figure, owner, entered)
    means = tuple(float(value) for value in (made.theta * made.weight).sum(axis=1))
    variance, df, note = _variance(made, entered)
    found = _estimate(means, variance, df, figure, level)
    told = "; ".join(part for part in (note, found.note) if part)
    return Unbalanced(means, replace(found, note=told), entered)


def against_model(
    score: Floats, model: Floats, truth: Bools, figure: Figure, cluster: Ints | None = None,
    level: float = LEVEL,
) -> LessModel | None:  # fmt: skip
    """Readers of one arm less the model, from every score that both gave.

    Args:
        score: of the readers ``[J, K]``; NaN where not answered.
        model: of the model ``[K]``; likewise.
        truth: films with a fracture ``[K]``.
        figure: whose figure of merit.
        cluster: the patient of each film ``[K]``; None where each stands alone.

    Returns:
        None where fewer than two readers share two films (patients) of each kind with the model.
    """
    owner = np.arange(score.shape[1]) if cluster is None else cluster
    paired = np.where(np.isnan(model), np.nan, score)
    entered = np.array([_enough(row, truth, figure, cluster) for row in ~np.isnan(paired)], dtype=bool)
    if entered.sum() < 2:
        return None
    made = _figures(paired[None], truth, figure, owner, entered[None], model)
    variance, df, note = _variance(made, entered[None])
    difference, beside = float(made.weight[0] @ made.theta[0]), float(made.weight[0] @ made.beside[0])
    found = wald(difference, variance, df, level=level, null=0.0, bounds=_DIFFERENCE)
    told = "; ".join(part for part in (note, found.note) if part)
    own = made.theta[0] + made.beside[0]
    return LessModel(own, made.beside[0], (difference + beside, beside), replace(found, note=told), entered)


def _enough(known: Bools, truth: Bools, figure: Figure, cluster: Ints | None) -> bool:
    patients = None if cluster is None else cluster[known]
    return bool(known.any()) and enough(figure, truth[known], patients)


def _estimate(
    means: tuple[float, ...], variance: float, df: float | None, figure: Figure, level: float
) -> Estimate:
    if len(means) == 1:
        return within_one(means[0], variance, df, level=level, null=figure.null)
    return wald(means[0] - means[1], variance, df, level=level, null=0.0, bounds=_DIFFERENCE)


def _figures(
    score: Floats, truth: Bools, figure: Figure, owner: Ints, entered: Bools, model: Floats | None = None
) -> _Figures:
    """Figures, weights and covariances, reading by reading; less those of ``model`` where there is one."""
    arms, readers, _ = score.shape
    _, index = np.unique(owner, return_inverse=True)
    total = int(index.max()) + 1
    theta, beside, weight = (np.zeros((arms, readers)) for _ in range(3))
    own, other = np.zeros((arms * readers, total)), np.zeros((arms * readers, total))
    scale_own, scale_other = np.zeros(arms * readers), np.zeros(arms * readers)
    for i, j in np.argwhere(entered).tolist():
        row = ~np.isnan(score[i, j])
        kinds, patients = truth[row], index[row]
        both = score[i, j, row][None] if model is None else np.stack([score[i, j, row], model[row]])
        parts = figure.components(both, kinds)
        beside[i, j] = 0.0 if model is None else parts.theta[1]
        theta[i, j] = parts.theta[0] - beside[i, j]
        n1, n0 = parts.positive.shape[1], parts.negative.shape[1]
        weight[i, j] = max(n1, 1) * max(n0, 1)
        at = i * readers + j
        if n1:
            own[at], scale_own[at] = _sums(_less(parts.positive), patients[kinds], total)
        if n0:
            other[at], scale_other[at] = _sums(_less(parts.negative), patients[~kinds], total)
    covariance = _covariance((own, scale_own), (other, scale_other), total)
    shape = (arms, readers, arms, readers)
    return _Figures(theta, beside, weight / weight.sum(axis=1, keepdims=True), covariance.reshape(shape))


def _less(parts: Floats) -> Floats:
    """The components of the reader ``parts[0]``, less those of the model ``parts[1]`` where there are any."""
    return np.asarray(parts[0] - parts[1] if len(parts) == 2 else parts[0])


def _sums(values: Floats, patients: Ints, total: int) -> tuple[Floats, float]:
    """Sum over each patient of (component - figure), over the films ``[C]``, and the root of C / (C - 1)."""
    holding = len(np.unique(patients))
    sums = np.bincount(patients, weights=values - values.mean(), minlength=total) / len(values)
    return sums, math.sqrt(holding / (holding - 1))


def _covariance(own: tuple[Floats, Floats], other: tuple[Floats, Floats], total: int) -> Floats:
    """``[G, G]`` as :func:`inference.stats.covariance.clustered`; C / (C - 1) of each reading."""
    result = np.zeros((len(own[0]), len(own[0])))
    for sums, scale in (own, other):
        scaled = sums * scale[:, None]
        result += scaled @ scaled.T
    cross = own[0] @ other[0].T * (total / (total - 1))
    return np.asarray(result + cross + cross.T)


def _variance(made: _Figures, entered: Bools) -> tuple[float, float | None, str]:
    """Variance of the mean or difference, degrees of freedom (None: infinite), and a note.

    ``shared`` is the covariance of different readers, which the films cause; ``rest`` what each reader adds
    (of complete answers ``MS(R) / J``, or ``2 MS(TR) / J``).
    """
    arms = len(made.theta)
    signed = made.weight.copy()
    signed[1:] *= -1
    flat = signed.reshape(-1)
    size = len(flat)
    films = float(flat @ made.covariance.reshape(size, size) @ flat)
    shared = [_different(made, i, i) for i in range(arms)]
    terms = [*shared, *(2 * _different(made, 0, 1) for _ in range(arms - 1))]
    common = sum(terms[:arms]) - sum(terms[arms:])
    rest = settle(films + _readers(made, entered) - common, films, *terms)
    common = max(settle(common, *terms), 0.0)
    if rest < 0:
        return max(films, common), None, NO_READER_VARIANCE
    if rest == 0:
        return common, None, ""
    base = max(min(1 / float((row**2).sum()) for row in made.weight) - 1, 1.0)
    least = films - common if arms == 1 else 0.0  # without any variance of readers, as in mrmc_or.single
    square = max(rest, least)
    return rest + common, base * ((square + common) / square) ** 2, ""


def _different(made: _Figures, one: int, two: int) -> float:
    """Weighted mean covariance of different readers in two arms (or one)."""
    weights = np.outer(made.weight[one], made.weight[two])
    np.fill_diagonal(weights, 0.0)
    return float((weights * made.covariance[one, :, two, :]).sum() / weights.sum())


def _readers(made: _Figures, entered: Bools) -> float:
    """Variance that the readers add by the method of moments; may be negative."""
    arms = len(made.theta)
    added = sum(
        float((made.weight[i] ** 2).sum()) * _between(made, made.weight[i], i, i) for i in range(arms)
    )
    both = entered.all(axis=0)
    if arms == 1 or both.sum() < 2:
        return added
    joint = np.where(both, np.sqrt(made.weight[0] * made.weight[1]), 0.0)
    crossed = float((made.weight[0] * made.weight[1]).sum())
    return added - 2 * crossed * _between(made, joint / joint.sum(), 0, 1)


def _between(made: _Figures, weight: Floats, one: int, two: int) -> float:
    """Covariance between readers of their true figures in two arms (or one), ``weight [J]`` summing to 1.

    ``sum w (a - a.)(b - b.)`` less what the films add to it, over ``1 - sum w^2``.
    """
    if weight.max() > _MOST:
        return 0.0
    first = made.theta[one] - weight @ made.theta[one]
    second = made.theta[two] - weight @ made.theta[two]
    error = made.covariance[one, :, two, :]
    films = float(weight @ np.diagonal(error) - weight @ error @ weight)
    return (float(weight @ (first * second)) - films) / (1 - float((weight**2).sum()))
