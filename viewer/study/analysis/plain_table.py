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


ALONE: Final = "Films of one patient count as if each were independent: the intervals are rather too short."
"""Of a method that does not allow for films that share a patient."""


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


def value(found: float | None, interval: Interval | None, digits: int = 3) -> str:
    """A figure with its interval, or the word that there is none; a word where the figure is not defined."""
    if found is None:
        return UNDEFINED
    if interval is None:
        return f"{plain(found, digits)} ({NO_INTERVAL})"
    return f"{plain(found, digits)} ({plain(interval.lower, digits)} to {plain(interval.upper, digits)})"


def plain(number: float, digits: int = 3) -> str:
    """A number with so many digits; nothing has no sign."""
    return f"{round(number, digits) + 0.0:.{digits}f}"


def p_text(p: float | None) -> str:
    """A p value; a dash where there is none."""
    if p is None:
        return NONE
    return f"{p:.4f}" if p >= 0.0001 else "< 0.0001"
