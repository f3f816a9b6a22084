"""Operating points on a model's own ROC curve, and what they mean where fractures are more or less common.

Qt-free.  The curve was made on validation films: it says what the threshold did there, not what it does here.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from inference.model.card import ModelCard


@dataclass(frozen=True, slots=True, order=True)
class CurvePoint:
    """One threshold, with the sensitivity and specificity that it had on the card's films."""

    threshold: float
    sensitivity: float
    specificity: float

    def predictive_values(self, prevalence: float) -> tuple[float | None, float | None]:
        """Positive and negative predictive value at a prevalence of 0..1, by Bayes' rule; None for 0 / 0."""
        true_positive = self.sensitivity * prevalence
        false_positive = (1 - self.specificity) * (1 - prevalence)
        true_negative = self.specificity * (1 - prevalence)
        false_negative = (1 - self.sensitivity) * prevalence
        return _share(true_positive, false_positive), _share(true_negative, false_negative)


def _share(part: float, rest: float) -> float | None:
    return part / (part + rest) if part + rest > 0 else None


def curve(card: ModelCard) -> tuple[CurvePoint, ...]:
    """The card's curve by rising threshold, without ends that answer always or never; empty without one."""
    points = sorted(CurvePoint(*row) for row in card.roc if 0 < row[0] < 1)
    return tuple(points)


def nearest(points: tuple[CurvePoint, ...], threshold: float) -> int:
    """The place on the curve whose threshold is the first at or above ``threshold`` (its last otherwise)."""
    return min(bisect_left([point.threshold for point in points], threshold), len(points) - 1)


def interval(share: float, films: int) -> str:
    """Wilson's 95 % interval of a share seen on so many films, e.g. `` (0.87–0.94)``; empty without films."""
    if not films:
        return ""
    from inference.stats.proportions import wilson

    found = wilson(round(share * films), films)
    return f" ({found.lower:.2f}–{found.upper:.2f})"
