"""How a film's grey values are spread, and what greys that are given to them leave of the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

SHOWS_NOTHING: Final = 0.995
"""A window or table that draws more than this share of a film in one grey does not show the film."""
LEFT_BY_A_STEP: Final = 0.9
"""A window that makes more than this share of a film's greys black or white: real films had 0.69 at most."""
NEARLY_AN_END: Final = 0.06
"""Of a film's whole range: darker or brighter than all but this share is nearly black or white."""
FAINT: Final = 24
"""Greys, of 256, between which a window that is far too wide draws nearly all of a film."""
FEWEST_VALUES: Final = 256
"""A film of fewer values is as faint as it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The shifted values on a film, and how often each stands there."""

    values: NDArray[np.intp]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, counts: NDArray[np.intp]) -> Seen:
        values = np.flatnonzero(counts)
        return cls(values, counts[values] / max(int(counts.sum()), 1))

    def hidden_by(self, greys: NDArray[np.float64]) -> bool:
        """Whether greys (0..1), one a value, draw nearly all of a film that is not blank in one grey."""
        if self.values.size < 2 or self.shares.max() > SHOWS_NOTHING:
            return False
        drawn = np.bincount(np.rint(greys * 255).astype(np.intp), self.shares, 256)
        return bool(drawn.max() > SHOWS_NOTHING)

    def halved_by(self, greys: NDArray[np.float64]) -> bool:
        """Whether greys (0..1), one a value, leave hardly more than black and white of a film with more.

        What its whole range draws nearly black or white, as around the exposed field, tells nothing.
        """
        if self.values.size < 3 or np.sort(self.shares)[-2:].sum() > SHOWS_NOTHING:
            return False
        ends = (np.rint(greys * 255) == 0) | (np.rint(greys * 255) == 255)
        if float(self.shares[ends].sum()) > SHOWS_NOTHING:
            return True
        plain = stretched(self.values.astype(np.float64))
        grey = (plain > NEARLY_AN_END) & (plain < 1 - NEARLY_AN_END)
        lost, whole = float(self.shares[ends & grey].sum()), float(self.shares[grey].sum())
        return whole > 1 - SHOWS_NOTHING and lost > LEFT_BY_A_STEP * whole

    def faint_by(self, greys: NDArray[np.float64]) -> bool:
        """Whether greys (0..1), one a value, draw nearly all of a film of many values in a few greys."""
        if self.values.size < FEWEST_VALUES:
            return False
        order = np.argsort(greys, kind="stable")
        reached = np.cumsum(self.shares[order])
        low, high = greys[order[np.searchsorted(reached, (1 - SHOWS_NOTHING, SHOWS_NOTHING))]]
        return bool((high - low) * 255 < FAINT)

    def left_by(self, greys: NDArray[np.float64], values: NDArray[np.float64]) -> tuple[float, float]:
        """What greys leave of what the whole range of ``values`` draws grey.

        Args:
            greys: 0..1, one a value.

        Returns:
            Its share that is black or white, and how far apart, 0..1, the greys of nearly all of it lie.
        """
        shares = self.inner(values)
        if not shares.any():
            return 0.0, 0.0
        ends = (np.rint(greys * 255) == 0) | (np.rint(greys * 255) == 255)
        order = np.argsort(greys, kind="stable")
        low, high = greys[order[np.searchsorted(np.cumsum(shares[order]), (0.025, 0.975))]]
        return float(shares[ends].sum()), float(high - low)

    def inner(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Share of each value in what the whole range of ``values`` draws grey, not nearly black or white.

        All are 0 where that is next to nothing of the film.
        """
        plain = stretched(values)
        shares = np.where((plain > NEARLY_AN_END) & (plain < 1 - NEARLY_AN_END), self.shares, 0.0)
        whole = float(shares.sum())
        return shares / whole if whole > 1 - SHOWS_NOTHING else np.zeros_like(shares)

    def fall(self, inputs: NDArray[np.float64], outputs: NDArray[np.float64]) -> bool:
        """Whether outputs go down on the whole while inputs go up, each value as often as it stands there."""
        x, y = inputs - self.shares @ inputs, outputs - self.shares @ outputs
        spread = float(np.sqrt((self.shares @ x**2) * (self.shares @ y**2)))
        return float(self.shares @ (x * y)) < -1e-3 * spread


def stretched(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values as greys, 0..1, from the lowest to the highest."""
    low = values.min(initial=np.inf)
    return np.asarray((values - low) / max(float(values.max(initial=low)) - low, 1e-9))
