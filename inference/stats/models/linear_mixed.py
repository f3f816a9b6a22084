"""Linear model with crossed random effects, by restricted maximum likelihood.

``y = X b + sum_g Z_g u_g + e``: every observation belongs to one level of each random factor (reader, film,
reader by arm).  The factor with the most levels (films) is eliminated exactly, for its block is diagonal, so
that a step costs little however many films there are; statsmodels' MixedLM builds one dense matrix of all
observations for crossed factors.

Sources: Laird NM, Ware JH (1982), Biometrics 38:963-974; Bates D et al. (2015), J Stat Softw 67(1), sections
3.2-3.4 (profiled REML criterion).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from inference.stats.common import Floats, Ints

METHOD: Final = "linear mixed model, restricted maximum likelihood"
SOURCE: Final = "Laird and Ware 1982; Bates et al. 2015"


@dataclass(frozen=True)
class Fit:
    """A fitted model.

    Attributes:
        beta: coefficients ``[p]``.
        covariance: of the coefficients ``[p, p]``.
        variances: of each random factor, in the order given; 0 on the boundary.
        residual: variance of the errors.
        criterion: REML criterion (minus twice the restricted log-likelihood).
    """

    beta: Floats
    covariance: Floats
    variances: tuple[float, ...]
    residual: float
    criterion: float


def fit(y: Floats, x: Floats, factors: Sequence[Ints]) -> Fit | None:
    """Fit ``y [n]`` on ``x [n, p]`` with random ``factors``, each ``[n]`` of level numbers from 0.

    None where the design does not identify the coefficients or nothing is left to vary.
    """
    from scipy.optimize import minimize

    if len(y) <= x.shape[1] or np.linalg.matrix_rank(x) < x.shape[1]:
        return None
    parts = _Parts.of(y, x, factors)
    if parts.nothing_varies():
        return None
    best = min(
        (
            minimize(
                parts.criterion, np.full(len(factors), start), method="L-BFGS-B",
                bounds=[(0.0, 1e3)] * len(factors), options={"ftol": 1e-14, "gtol": 1e-9},
            )
            for start in (0.3, 1.0, 3.0)
        ),
        key=lambda found: float(found.fun),
    )  # fmt: skip
    return parts.solution(np.asarray(best.x, dtype=np.float64))


@dataclass(frozen=True)
class _Parts:
    """Sums over observations; the largest factor apart (``own``), the others and X side by side (``w``).

    Levels of the largest factor with as many observations enter every step alike, so that their sums are made
    once: ``alike[c]`` levels have ``per_level[c]`` observations each.
    """

    n: int
    p: int
    order: tuple[int, ...]
    sizes: tuple[int, ...]
    per_level: Floats
    alike: Floats
    cross: Floats
    cross_y: Floats
    own_y: Floats
    gram: Floats
    w_y: Floats
    y_y: float

    @classmethod
    def of(cls, y: Floats, x: Floats, factors: Sequence[Ints]) -> _Parts:
        from scipy.sparse import csr_array, hstack

        levels = [int(f.max()) + 1 for f in factors]
        big = int(np.argmax(levels))
        order = (big, *(g for g in range(len(factors)) if g != big))

        def ones(g: int) -> Any:  # one 1 a row: a dense matrix of all levels would be gigabytes
            return csr_array((np.ones(len(y)), (np.arange(len(y)), factors[g])), shape=(len(y), levels[g]))

        w = hstack([*(ones(g) for g in order[1:]), csr_array(x)], format="csr")
        own = ones(big)
        cross, own_y = (own.T @ w).toarray(), own.T @ y
        counts, which, alike = np.unique(own.sum(axis=0), return_inverse=True, return_counts=True)
        parts = [(cross[which == c], own_y[which == c]) for c in range(len(counts))]
        return cls(
            len(y), x.shape[1], order, tuple(levels[g] for g in order), counts, alike.astype(np.float64),
            np.stack([rows.T @ rows for rows, _ in parts]), np.stack([rows.T @ ys for rows, ys in parts]),
            np.array([ys @ ys for _, ys in parts]), (w.T @ w).toarray(), w.T @ y, float(y @ y),
        )  # fmt: skip

    def nothing_varies(self) -> bool:
        """Whether X alone explains every observation."""
        x_x, x_y = self.gram[-self.p :, -self.p :], self.w_y[-self.p :]
        rest = self.y_y - float(x_y @ np.linalg.solve(x_x, x_y))
        return rest <= 1e-12 * max(self.y_y, 1e-300)

    def _solved(self, theta: Floats) -> tuple[Floats, Floats, float, float]:
        """Cholesky factor of the reduced system, its right side, log determinant, and penalised residual.

        With relative factors ``theta``: ``u = theta v`` and ``v`` of unit variance over the residual's.
        """
        own, scale = theta[self.order[0]], np.ones(len(self.w_y))
        start = 0
        for g, size in zip(self.order[1:], self.sizes[1:], strict=True):
            scale[start : start + size] = theta[g]
            start += size
        diagonal = own**2 * self.per_level + 1
        part = own**2 / diagonal
        matrix = (self.gram - np.tensordot(part, self.cross, 1)) * scale * scale[:, None]
        matrix[np.arange(start), np.arange(start)] += 1
        factor: Floats = np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)
        right: Floats = scale * (self.w_y - part @ self.cross_y)
        half: Floats = np.asarray(np.linalg.solve(factor, right), dtype=np.float64)
        rest = self.y_y - float(part @ self.own_y) - float(half @ half)
        determinant = float(self.alike @ np.log(diagonal)) + 2 * float(np.log(np.diag(factor)).sum())
        return factor, half, determinant, max(rest, 1e-300)

    def criterion(self, theta: Floats) -> float:
        """Profiled REML criterion (Bates et al. 2015, equation 41)."""
        try:
            _, _, determinant, rest = self._solved(theta)
        except np.linalg.LinAlgError:
            return math.inf
        free = self.n - self.p
        return determinant + free * (1 + math.log(2 * math.pi * rest / free))

    def solution(self, theta: Floats) -> Fit | None:
        try:
            factor, half, _, rest = self._solved(theta)
        except np.linalg.LinAlgError:
            return None
        residual = rest / (self.n - self.p)
        inverse = np.linalg.inv(factor)
        whole = inverse.T @ half
        covariance = residual * (inverse.T @ inverse)[-self.p :, -self.p :]
        variances = tuple(float(value) ** 2 * residual for value in theta)
        return Fit(whole[-self.p :], np.asarray(covariance), variances, residual, self.criterion(theta))
