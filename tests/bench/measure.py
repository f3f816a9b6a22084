"""Timing in turns (A B A B …), so that a ratio holds when the machine's speed drifts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One promised figure: what was measured, and the limit it must keep."""

    name: str
    value: float
    limit: float
    unit: str = "x"
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        mark = "ok  " if self.holds else "MISS"
        figure = f"{self.value:9.2f} {self.unit:<3} (limit {sign} {self.limit:g})"
        return f"{mark} {self.name:<58} {figure} {self.note}".rstrip()


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pairs_in_turns(
    a: Callable[[], object], b: Callable[[], object], runs: int, between: Callable[[], object] = lambda: None
) -> list[tuple[float, float]]:
    """Seconds of ``a`` and of ``b``, one after the other, after a first one of each.

    Args:
        between: what comes before each timed ``a``, untimed.
    """
    a(), b()
    pairs = []
    for _ in range(runs):
        between()
        pairs.append((seconds(a), seconds(b)))
    return pairs


def in_turns(a: Callable[[], object], b: Callable[[], object], runs: int) -> tuple[float, float, float]:
    """Median seconds of ``a`` and of ``b``, and the median of the pairwise ratios a/b."""
    pairs = pairs_in_turns(a, b, runs)
    return (
        statistics.median(x for x, _ in pairs),
        statistics.median(y for _, y in pairs),
        statistics.median(x / y for x, y in pairs),
    )
