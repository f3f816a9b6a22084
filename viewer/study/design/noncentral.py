"""Noncentral F and t for the power of a study, with a number also where the library's series gives none."""

from __future__ import annotations

import math

import numpy as np


def power_of_f(df: float, noncentrality: float, alpha: float) -> float:
    """Power of F with one and ``df`` degrees of freedom, which is the square of Student's t."""
    from scipy.special import fdtri, ncfdtr

    threshold = float(fdtri(1, df, 1 - alpha))
    power = float(1 - ncfdtr(1, df, noncentrality, threshold))
    if not math.isnan(power):
        return power
    shift, end = math.sqrt(noncentrality), math.sqrt(threshold)
    return 1 - student(df, shift, end) + student(df, shift, -end)


def student(df: float, shift: float, end: float) -> float:
    """Distribution function of the noncentral t; by its integral at the points where the library has none.

    ``P(T <= t) = E Phi(t u - shift)`` with ``u`` the root of a chi-square over its degrees of freedom.
    """
    from scipy.special import nctdtr

    found = float(nctdtr(df, shift, end))
    return by_integral(df, shift, end) if math.isnan(found) else found


def by_integral(df: float, shift: float, end: float) -> float:
    """The same by the integral alone."""
    from scipy.special import ndtr

    spread = 1 / math.sqrt(2 * df)
    u = np.linspace(max(1 - 12 * spread, 1e-9), 1 + 14 * spread, 4001)
    log_density = (df - 1) * np.log(u) - df * u**2 / 2
    density = np.exp(log_density - log_density.max())
    density[0] /= 2  # of one degree of freedom it is highest at its end
    return float((ndtr(end * u - shift) * density).sum() / density.sum())
