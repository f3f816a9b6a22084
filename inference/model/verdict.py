"""What a probability is called: one rule for the window, sittings, exports and reports.

With a model's own sensitive and specific thresholds a probability below both is *no fracture found*, between
them *fracture possible*, above both *fracture likely*.  Where one threshold alone is in force (a reader's own
choice, or a study's frozen operating point) there is nothing between.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Protocol

from inference.records import OperatingPoint

SENSITIVE: Final = "sensitive"
SPECIFIC: Final = "specific"
Zone = tuple[float, float]
"""The sensitive and the specific threshold; between them a fracture is possible."""


class Verdict(StrEnum):
    """The three answers, in the words of every export; the windows translate them."""

    LIKELY = "Fracture likely"
    POSSIBLE = "Fracture possible"
    CLEAR = "No fracture found"


class HasPoints(Protocol):
    """An answer that may bring the operating points under which it was given."""

    @property
    def points(self) -> tuple[OperatingPoint, ...]:
        """Of the card or the site, the default first; empty where it brings none."""


def points_of(answer: HasPoints, model: Iterable[OperatingPoint]) -> tuple[OperatingPoint, ...]:
    """The operating points in force for an answer: its own (a site's may differ), else the ``model``'s."""
    return answer.points or tuple(model)


def doubt_zone(points: Iterable[OperatingPoint]) -> Zone | None:
    """Between the sensitive and the specific threshold, when a model brings both in that order."""
    named = {point.name: point.threshold for point in points}
    if SENSITIVE in named and SPECIFIC in named and named[SENSITIVE] < named[SPECIFIC]:
        return named[SENSITIVE], named[SPECIFIC]
    return None


def zone_at(threshold: float, points: Iterable[OperatingPoint]) -> Zone | None:
    """The zone that is in force beside ``threshold``: the card's, unless the threshold is somebody's choice.

    A card's first operating point is its default; an answer at any other threshold was given at one that was
    chosen.
    """
    known = tuple(points)
    return doubt_zone(known) if known and abs(known[0].threshold - threshold) < 1e-9 else None


def verdict_of(p_fracture: float, threshold: float, zone: Zone | None = None) -> Verdict:
    """The verdict on a probability at the threshold in force, or by the zone where one is."""
    if zone is not None:
        above = sum(p_fracture >= edge for edge in zone)
        return (Verdict.CLEAR, Verdict.POSSIBLE, Verdict.LIKELY)[above]
    return Verdict.LIKELY if p_fracture >= threshold else Verdict.CLEAR


def probability_text(p: float) -> str:
    """A probability as every window and page writes it: two decimals, and never a certain 0.00 or 1.00."""
    text = f"{p:.2f}"
    return {"0.00": "<0.01", "1.00": ">0.99"}.get(text, text)


def rule_text(threshold: float, zone: Zone | None = None) -> str:
    """The rule in one sentence."""
    if zone is None:
        return f"Fracture likely from {threshold:.2f}; below, no fracture found."
    return f"Fracture likely from {zone[1]:.2f}, possible from {zone[0]:.2f}; below, no fracture found."
