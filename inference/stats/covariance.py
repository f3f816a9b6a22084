"""Covariances of G correlated figures from their components: DeLong, jackknife, unbiased, clustered.

Every function returns ``[G, G]``, the covariance due to the sample of films, with the same films in all
readings.  For sensitivity and specificity DeLong's form and the jackknife are the same,
``p (1 - p) / (n - 1)`` on the diagonal.
"""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from inference.stats.common import Bools, Floats, Ints
from inference.stats.figures import Components, Figure, entering
from inference.stats.pairs import pair_products

Method = Literal["jackknife", "delong", "unbiased"]
METHODS: Final[tuple[Method, ...]] = ("jackknife", "delong", "unbiased")
_ROUNDING: Final = 1e-20  # below any covariance of real ratings, above what rounding leaves of none


def delong(parts: Components) -> Floats:
    """``S10 / n1 + S01 / n0``.

    Source: DeLong ER, DeLong DM, Clarke-Pearson DL (1988), Biometrics 44:837-845.
    """
    return _spread(parts.positive) + _spread(parts.negative)


def _spread(values: Floats) -> Floats:
    n = values.shape[1]
    if n == 0:
        return np.zeros((len(values), len(values)))
    centred = values - values.mean(axis=1, keepdims=True)
    return np.asarray(centred @ centred.T / (n - 1) / n)


def left_out(parts: Components) -> Floats:
    """Each figure without each film that enters it, ``[G, N]``: fractures first, then the others.

    Exact for figures that are means over pairs or films: leaving out fracture k takes its contribution from
    the sum of ``n1`` of them.
    """
    theta = parts.theta[:, None]
    both = []
    for values in (parts.positive, parts.negative):
        n = values.shape[1]
        both.append((n * theta - values) / (n - 1) if n else values)
    return np.concatenate(both, axis=1)


def jackknife(parts: Components) -> Floats:
    """``(N-1)/N * sum_k (t_(k) - mean)(t_(k) - mean)'`` over the N films that enter the figure.

    Source: Efron B (1982), The Jackknife, the Bootstrap and Other Resampling Plans, ch. 3; Hillis SL et al.
    (2005), Stat Med 24:1579-1607.
    """
    return spread_of_left_out(left_out(parts))


def spread_of_left_out(values: Floats) -> Floats:
    """Jackknife covariance from figures without each unit, ``[G, N]``; zero with fewer than two units."""
    n = values.shape[1]
    if n < 2:
        return np.zeros((len(values), len(values)))
    centred = values - values.mean(axis=1, keepdims=True)
    return np.asarray((n - 1) / n * (centred @ centred.T))


def pseudovalues(parts: Components) -> Floats:
    """``N t - (N-1) t_(k)``, ``[G, N]``; their mean over films is the figure itself.

    Source: Dorfman DD, Berbaum KS, Metz CE (1992), Invest Radiol 27:723-731.
    """
    values = left_out(parts)
    n = values.shape[1]
    return np.asarray(n * parts.theta[:, None] - (n - 1) * values)


def unbiased(parts: Components, score: Floats, truth: Bools) -> Floats:
    """Unbiased covariance of areas from ``score [G, K]``; of proportions it is :func:`delong`.

    ``t t' - M4``, where M4 is the mean product of two success scores that share no film.
    Source: Gallas BD, Pennello GA, Myers KJ (2007), J Opt Soc Am A 24:B70-B80; with it Hillis' degrees of
    freedom are those of FDA iMRMC.
    """
    n1, n0 = parts.positive.shape[1], parts.negative.shape[1]
    if not n1 or not n0:
        return delong(parts)
    fracture, normal = parts.positive * n0, parts.negative * n1
    total = fracture.sum(axis=1)
    shared = fracture @ fracture.T + normal @ normal.T - pair_products(score, truth)
    apart = (np.outer(total, total) - shared) / (n0 * (n0 - 1) * n1 * (n1 - 1))
    return np.asarray(np.outer(parts.theta, parts.theta) - apart)


def clustered(parts: Components, truth: Bools, cluster: Ints) -> Floats:
    """Covariance when films (hips) come in clusters (patients); ``cluster [K]``.

    ``S10/n1 + S01/n0 + (S11 + S11') / (n1 n0)`` with sums of components over each cluster.
    Source: Obuchowski NA (1997), Biometrics 53:567-578.  With one film a cluster it is
    DeLong's covariance.
    """
    _, index = np.unique(cluster, return_inverse=True)
    total = int(index.max()) + 1
    n1, n0 = parts.positive.shape[1], parts.negative.shape[1]
    own = _sums(parts.positive, index[truth] if n1 else index[:0], total)
    other = _sums(parts.negative, index[~truth] if n0 else index[:0], total)
    result = _own_part(own, index[truth], n1) + _own_part(other, index[~truth], n0)
    if n1 and n0 and total > 1:
        cross = total / (total - 1) * (own @ other.T) / (n1 * n0)
        result = result + cross + cross.T
    return np.asarray(result)


def _sums(values: Floats, index: Ints, total: int) -> Floats:
    """Sum over each cluster of (component - figure), ``[G, C]``."""
    if values.shape[1] == 0:
        return np.zeros((len(values), total))
    return _totals(values - values.mean(axis=1, keepdims=True), index, total)


def _totals(values: Floats, index: Ints, total: int) -> Floats:
    """Sum of the components over each cluster ``[G, C]``."""
    return np.stack([np.bincount(index, weights=row, minlength=total) for row in values])


def _own_part(sums: Floats, index: Ints, n: int) -> Floats:
    holding = len(np.unique(index)) if n else 0
    if holding < 2:
        return np.zeros((len(sums), len(sums)))
    return np.asarray(holding / (holding - 1) * (sums @ sums.T) / n**2)


def jackknife_clusters(figure: Figure, score: Floats, truth: Bools, cluster: Ints) -> Floats:
    """Jackknife that leaves out one cluster (patient) at a time; ``score [G, K]``.

    A cluster without which a kind of film would be missing stays in.
    """
    parts = figure.components(score, truth)
    if parts.positive.size or parts.negative.size:
        return spread_of_left_out(_left_out_clusters(parts, score, truth, cluster))
    used = entering(figure, truth)
    kept = [cluster != one for one in np.unique(cluster[used])]
    left = [figure.components(score[:, k], truth[k]).theta for k in kept if _kinds(figure, truth[k])]
    return spread_of_left_out(np.stack(left, axis=1) if left else np.zeros((len(score), 0)))


def _left_out_clusters(parts: Components, score: Floats, truth: Bools, cluster: Ints) -> Floats:
    """Each figure without each cluster that enters it ``[G, C]``, from the sums of the components."""
    _, index = np.unique(cluster, return_inverse=True)
    total = int(index.max()) + 1
    n1, n0 = parts.positive.shape[1], parts.negative.shape[1]
    fracture = _totals(parts.positive, index[truth] if n1 else index[:0], total)
    normal = _totals(parts.negative, index[~truth] if n0 else index[:0], total)
    left1 = n1 - np.bincount(index[truth], minlength=total) if n1 else np.ones(total)
    left0 = n0 - np.bincount(index[~truth], minlength=total) if n0 else np.ones(total)
    rest = max(n1, 1) * max(n0, 1) * parts.theta[:, None] - max(n0, 1) * fracture - max(n1, 1) * normal
    if n1 and n0:
        rest = rest + _within_clusters(score, truth, index, total)
    enters = np.bincount(index[(truth & (n1 > 0)) | (~truth & (n0 > 0))], minlength=total) > 0
    stays = enters & (left1 > 0) & (left0 > 0)
    return np.asarray(rest[:, stays] / (left1 * left0)[stays])


def _within_clusters(score: Floats, truth: Bools, index: Ints, total: int) -> Floats:
    """Sum of the success scores of the pairs inside each cluster ``[G, C]``, which were taken off twice."""
    inside = np.zeros((len(score), total))
    for one in np.intersect1d(index[truth], index[~truth]):
        high = score[:, truth & (index == one)][:, :, None]
        low = score[:, ~truth & (index == one)][:, None, :]
        inside[:, one] = ((high > low) + 0.5 * (high == low)).sum(axis=(1, 2))
    return inside


def _kinds(figure: Figure, truth: Bools) -> bool:
    return (not figure.on_positive or bool(truth.any())) and (not figure.on_negative or bool((~truth).any()))


def covariance(
    figure: Figure, score: Floats, truth: Bools, method: Method, cluster: Ints | None = None
) -> Floats:
    """Covariance of ``figure`` over readings ``score [G, K]``.

    With clusters the jackknife leaves out patients and the other two methods are Obuchowski's.
    """
    matrix = _by_method(figure, score, truth, method, cluster)
    return np.where(np.abs(matrix) < _ROUNDING, 0.0, matrix)


def _by_method(figure: Figure, score: Floats, truth: Bools, method: Method, cluster: Ints | None) -> Floats:
    if method == "jackknife" and cluster is not None:
        return jackknife_clusters(figure, score, truth, cluster)
    parts = figure.components(score, truth)
    if cluster is not None:
        return clustered(parts, truth, cluster)
    if method == "jackknife":
        return jackknife(parts)
    return delong(parts) if method == "delong" else unbiased(parts, score, truth)
