"""A table of words: what the terminal and the report show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from inference.stats.common import Estimate, Interval

NONE: Final = "-"
NO_INTERVAL: Final = "no interval"
UNDEFINED: Final = "undefined"


@dataclass(frozen=True)
class Table:
    """A table with its title, header, rows (all of the header's length) and notes under it."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


class Topic(Enum):
    """In the order in which the tables stand."""

    FLOW = auto()
    DECISIONS = auto()
    AREAS = auto()
    SEVERAL = auto()
    USTAT = auto()
    AGAINST_MODEL = auto()
    SINGLE = auto()
    SWITCHES = auto()
    AGREEMENT = auto()
    PAIRS = auto()


def estimate_text(one: Estimate) -> str:
    """An estimate with its interval, or the word that there is none."""
    return value(one.value, one.interval)


def value(found: float | None, interval: Interval | None) -> str:
    """A figure with its interval, or the word that there is none; a word where the figure is not defined."""
    if found is None:
        return UNDEFINED
    if interval is None:
        return f"{found:.3f} ({NO_INTERVAL})"
    return f"{found:.3f} ({interval.lower:.3f} to {interval.upper:.3f})"


def p_text(p: float | None) -> str:
    """A p value; a dash where there is none."""
    if p is None:
        return NONE
    return f"{p:.4f}" if p >= 0.0001 else "< 0.0001"


def counted(number: int, what: str) -> str:
    """A count with its noun."""
    return f"1 {what}" if number == 1 else f"{number} {what}s"
