"""Variances of a study that has no pilot, from what one expects of readers and films; clusters and blocks.

Sources: Obuchowski NA, McClish DK (1997), Stat Med 16:1529-1542 (variance of an area from a binormal curve);
Obuchowski NA, Hillis SL (2011), AJR
197:W821-W828 (ranges, correlations); Rockette HE et al. (1999), Acad Radiol 6:723-729 (their usual values).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.errors import StudyError
from inference.stats.common import normal_quantile
from viewer.study.design.analysis_plan import Endpoint
from viewer.study.design.sample_size import Variances

SOURCE: Final = "Obuchowski and McClish 1997; Obuchowski and Hillis 2011"
FILMS: Final = 100
"""Films for which the variances are stated; they scale with the number of films."""


@dataclass(frozen=True)
class Expected:
    """What one expects.

    Attributes:
        endpoint: AUC, sensitivity or specificity.
        value: mean over readers.
        between: range of the readers' values, best less worst.
        readers: how many readers that range is of.
        within: range of one reader's values on reading the same films twice; 0 leaves it out.
        share: of films with a fracture.
        same_reader: correlation of a reader's values in the two arms, films as the sample (0.47 is usual).
        same_arm: of two readers in one arm (0.3).
        neither: of two readers in different arms (0.3).
        arms: correlation of the readers' true values in the two arms (0.8).
    """

    endpoint: Endpoint
    value: float
    between: float
    readers: int
    within: float = 0.0
    share: float = 0.5
    same_reader: float = 0.47
    same_arm: float = 0.3
    neither: float = 0.3
    arms: float = 0.8


def area_variance(area: float, ratio: float) -> float:
    """Variance of an area, times the number of films with a fracture; ``ratio`` of films without to with.

    ``0.0099 exp(-A^2 / 2) ((5 A^2 + 8) + (A^2 + 8) / ratio)`` with ``A = 1.414 z(area)``: the binormal curve
    with equal spreads.  Source: Obuchowski and McClish (1997); Obuchowski NA (1994), Stat Med 13:245-254.
    """
    a = 1.414 * normal_quantile(area)
    return 0.0099 * math.exp(-(a**2) / 2) * ((5 * a**2 + 8) + (a**2 + 8) / ratio)


def expected_range(count: int) -> float:
    """Expected range of ``count`` standard normal values (Tippett LHC (1925), Biometrika 17:364-387)."""
    from scipy.special import ndtr

    x = np.linspace(-8, 8, 4001)
    below = ndtr(x)
    return float(np.trapezoid(1 - (1 - below) ** count - below**count, x))


def variances(of: Expected) -> Variances:
    """Obuchowski and Rockette's components for :data:`FILMS` films.

    Raises:
        StudyError: a figure lies outside its range.
    """
    _check(of)
    fractures, normals = FILMS * of.share, FILMS * (1 - of.share)
    if of.endpoint is Endpoint.AUC:
        sampling = area_variance(of.value, normals / fractures) / fractures
    else:
        films = fractures if of.endpoint is Endpoint.SENSITIVITY else normals
        sampling = of.value * (1 - of.value) / films
    between = (of.between / expected_range(of.readers)) ** 2
    within = (of.within / expected_range(2)) ** 2
    return Variances(
        between * (1 - of.arms), sampling, of.same_reader * sampling, of.same_arm * sampling,
        of.neither * sampling, FILMS, within,
    )  # fmt: skip


def _check(of: Expected) -> None:
    correlations = (of.same_reader, of.same_arm, of.neither)
    if not 0 < of.value < 1 or (of.endpoint is Endpoint.AUC and of.value < 0.5):
        raise StudyError(
            "What is expected of the readers cannot be a value of that figure.", "Give a value such as 0.85."
        )
    if not 0 < of.share < 1:
        raise StudyError("The share of films with a fracture is not between 0 and 1.", "0.5 is usual.")
    if of.readers < 2 or not 0 <= of.between < 1 or not 0 <= of.within < 1:
        raise StudyError(
            "The readers' ranges make no sense.", "Give differences such as 0.1, of 2 readers or more."
        )
    told = all(0 <= one < 1 for one in correlations) and 0 <= of.arms <= 1
    if not told or of.neither > min(of.same_reader, of.same_arm) + 1e-12:
        raise StudyError(
            "The correlations make no sense.",
            "They lie from 0 to 1; the one that shares nothing is the smallest.",
        )


def at_share(parts: Variances, area: float, before: float, after: float) -> Variances:
    """A pilot's components for an AUC, for films with another share of fractures than the pilot's.

    The error variance and the covariances change as the binormal variance does (Obuchowski and McClish 1997).
    """
    if not 0.5 <= area < 1 or not 0 < before < 1 or not 0 < after < 1:
        raise StudyError("Area and shares make no sense.", "An area from 0.5 to 1, shares from 0 to 1.")

    def variance(share: float) -> float:
        return area_variance(area, (1 - share) / share) / share

    factor = variance(after) / variance(before)
    return Variances(
        parts.arm_reader, parts.error * factor, parts.cov1 * factor, parts.cov2 * factor, parts.cov3 * factor,
        parts.films, parts.within,
    )  # fmt: skip


def design_effect(size: float, correlation: float) -> float:
    """How many more units it takes when ``size`` of them (hips, lesions) come with each patient on average.

    ``1 + (size - 1) * correlation``.  Source: Kish L (1965), Survey Sampling, ch. 5; Obuchowski (1997).
    """
    if not 1 <= size < math.inf or not 0 <= correlation <= 1:
        raise StudyError(
            "Cluster size and correlation make no sense.", "A size from 1, a correlation from 0 to 1."
        )
    return 1 + (size - 1) * correlation


def patients(units: int, size: float, correlation: float) -> int:
    """Patients for as much as ``units`` independent films give; two at least, for one has no variance."""
    return max(math.ceil(units * design_effect(size, correlation) / size - 1e-9), 2)


def one_area(area: float, ratio: float, power: float = 0.9, alpha: float = 0.05) -> float:
    """Films with a fracture to show that one area is above 0.5 (one-sided ``alpha``), not rounded.

    ``(z_alpha sqrt(V0) + z_beta sqrt(V1))^2 / (area - 0.5)^2`` with :func:`area_variance`.
    Source: Obuchowski NA, Lieber ML, Wians FH (2004), Clin Chem 50:1118-1125, equations 2 and 3, table 4.
    """
    null, there = area_variance(0.5, ratio), area_variance(area, ratio)
    z = normal_quantile(1 - alpha) * math.sqrt(null) + normal_quantile(power) * math.sqrt(there)
    return z**2 / (area - 0.5) ** 2
