"""One AUC with its interval, and two AUCs on the same films."""

from __future__ import annotations

from dataclasses import dataclass

from inference.stats.common import LEVEL, Bools, Estimate, Floats, Interval, Ints, logit_interval, wald
from inference.stats.covariance import clustered, delong
from inference.stats.figures import AUC, Figure, enough

PERFECT = (
    "every pair of films is ranked alike, so DeLong's variance is zero; the interval is the exact one of as "
    "many disjoint pairs as the films allow"
)
TOO_FEW = "fewer than two films (or patients) of a kind: no variance"


@dataclass(frozen=True)
class Area:
    """An area under a curve with its interval.

    Attributes:
        value: the area; None without both kinds of film.
        variance: by DeLong, or Obuchowski where films come in clusters; None with too few films.
        interval: ``value ± z se``, cut at 0 and 1, as DeLong's is printed elsewhere.
        logit: interval on the logit scale; None at 0 and 1.
        positives: films with a fracture.
        negatives: films without.
        note: what was done where the data did not define the usual answer.
    """

    value: float | None
    variance: float | None
    interval: Interval | None
    logit: Interval | None
    positives: int
    negatives: int
    note: str = ""

    @property
    def shown(self) -> Interval | None:
        """The interval to show: logit where there is one (it holds near 1), else the exact one or none."""
        return self.logit or self.interval


def area(
    rating: Floats, truth: Bools, level: float = LEVEL, *, cluster: Ints | None = None, figure: Figure = AUC
) -> Area:
    """AUC of ``rating [n]`` with its interval.

    Where all pairs of films are ranked alike (AUC 0 or 1) the variance is zero.  The ``m = min(n1, n0)``
    disjoint pairs that one can form are then m successes in m independent trials with probability AUC, so
    Clopper and Pearson's interval for m of m (``(1-level)/2`` to the power ``1/m``) holds for the area.
    With clusters m counts patients of the rarer kind.
    Source: DeLong et al. (1988); Obuchowski (1997); logit form Pepe MS (2003), The Statistical Evaluation of
    Medical Tests, ch. 5.
    """
    n1, n0 = int(truth.sum()), int((~truth).sum())
    if not n1 or not n0:
        return Area(None, None, None, None, n1, n0, "needs films with and without a fracture")
    if not enough(figure, truth, cluster):
        value = float(figure.components(rating[None], truth).theta[0])
        return Area(value, None, None, None, n1, n0, TOO_FEW)
    parts = figure.components(rating[None], truth)
    value = float(parts.theta[0])
    matrix = delong(parts) if cluster is None else clustered(parts, truth, cluster)
    variance = max(float(matrix[0, 0]), 0.0)
    if value in (0.0, 1.0):
        return Area(value, variance, _exact(value, truth, cluster, level), None, n1, n0, PERFECT)
    plain = wald(value, variance, level=level, bounds=(0.0, 1.0))
    return Area(
        value,
        variance,
        plain.interval,
        logit_interval(value, variance, level=level) if variance > 0 else None,
        n1,
        n0,
        plain.note,
    )


def _exact(value: float, truth: Bools, cluster: Ints | None, level: float) -> Interval:
    kinds = (truth, ~truth)
    pairs = min(int(k.sum()) if cluster is None else len(set(cluster[k].tolist())) for k in kinds)
    if cluster is not None and set(cluster[truth].tolist()) & set(cluster[~truth].tolist()):
        pairs = max(pairs // 2, 1)
    bound = ((1 - level) / 2) ** (1 / pairs)
    return Interval(bound, 1.0) if value == 1.0 else Interval(0.0, 1 - bound)


def compare(
    score: Floats, truth: Bools, level: float = LEVEL, *, cluster: Ints | None = None, figure: Figure = AUC
) -> Estimate | None:
    """First minus second AUC of ``score [2, n]`` on the same films, with DeLong's test; None: too few films.

    Source: DeLong et al. (1988), with clusters Obuchowski (1997).
    """
    if not enough(figure, truth, cluster):
        return None
    parts = figure.components(score, truth)
    matrix = delong(parts) if cluster is None else clustered(parts, truth, cluster)
    variance = float(matrix[0, 0] + matrix[1, 1] - 2 * matrix[0, 1])
    scale = float(matrix[0, 0] + matrix[1, 1])
    difference = float(parts.theta[0] - parts.theta[1])
    variance = 0.0 if abs(variance) <= 1e-12 * scale else variance
    return wald(difference, variance, level=level, null=0.0, bounds=(-1.0, 1.0))
