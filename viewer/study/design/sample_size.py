"""How many films and readers a study needs: precision, paired non-inferiority, several readers.

Sources are named with each function.  Every number rests on what one expects beforehand; a pilot or an
earlier study is the best source of that.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from inference.errors import StudyError
from inference.messages import Message
from inference.stats.common import LEVEL, normal_cdf, normal_quantile
from inference.stats.mrmc_or import Components
from inference.stats.proportions import clopper_pearson, wilson

MAX_FILMS: Final = 1_000_000
_JUMPS: Final = 200


@dataclass(frozen=True)
class Films:
    """A number of films, and what they give.

    Attributes:
        films: of the kind that the figure is computed on (with a fracture for sensitivity).
        total: films of both kinds at the prevalence given; equal to ``films`` without one.
        reached: the precision (half width) or power that they give.
        method: how it was computed, with its source.
    """

    films: int
    total: int
    reached: float
    method: str


def precision(
    expected: float, half_width: float, *, prevalence: float = 1.0, level: float = LEVEL, exact: bool = False
) -> Films:
    """Fewest films whose interval around ``expected`` has at most that half width, then and for more films.

    The interval is Wilson's, or Clopper and Pearson's with ``exact``; expected counts are rounded to whole
    films.  Divided by the prevalence it gives all films.
    Source: Wilson EB (1927); Buderer NMF (1996), Acad Emerg Med 3:895-900 (prevalence).

    Raises:
        StudyError: a figure lies outside its range.
    """
    _inside(Message("The expected proportion"), expected, 0, 1, ends=True)
    _inside(Message("The half width"), half_width, 0.001, 0.5, ends=True)
    _inside(Message("The prevalence"), prevalence, 0, 1, top=True)
    interval = clopper_pearson if exact else wilson

    def width(films: int) -> float:
        found = interval(round(expected * films), films, level)
        return (found.upper - found.lower) / 2

    films = _fewest(lambda n: width(n) <= half_width)
    near = range(films + _JUMPS, max(films - _JUMPS, 1), -1)  # rounded counts make the width jump a little
    films = next((n + 1 for n in near if width(n) > half_width), films)
    name = "Clopper and Pearson 1934" if exact else "Wilson 1927"
    return Films(films, math.ceil(films / prevalence), width(films), f"{name}; Buderer 1996")


def paired(
    first: float, second: float, margin: float, *, discordant: float | None = None, power: float = 0.8,
    alpha: float = 0.025, prevalence: float = 1.0,
) -> Films:  # fmt: skip
    """Films to show that ``second`` is not worse than ``first`` by ``margin`` or more, on the same films.

    ``n = (z_alpha + z_beta)^2 (p10 + p01 - d^2) / (d + margin)^2`` with ``d = second - first`` and discordant
    shares p10, p01 whose difference is d.  Without ``discordant = p10 + p01`` the two readings are taken as
    independent, which needs more films than readings that go together.
    Source: Liu JP, Hsueh HM, Hsieh E, Chen JJ (2002), Stat Med 21:231-245; Nam JM (1997), Biometrics
    53:1422-1430.

    Args:
        margin: 0 tests superiority.
        alpha: one-sided.

    Raises:
        StudyError: a figure lies outside its range, or the expectation does not lie within the margin.
    """
    for name, value in ((Message("The first proportion"), first), (Message("The second proportion"), second)):
        _inside(name, value, 0, 1, ends=True)
    _inside(Message("The margin"), margin, 0, 0.5, ends=True)
    _checked(power, alpha)
    _inside(Message("The prevalence"), prevalence, 0, 1, top=True)
    difference = second - first
    if difference + margin <= 0:
        raise StudyError("What is expected is not within the margin.", "No number of films can show it.")
    apart = first * (1 - second) + second * (1 - first) if discordant is None else discordant
    if not abs(difference) <= apart <= min(first + second, 2 - first - second):
        raise StudyError(
            "Two readings with these proportions cannot differ on that share of films.",
            "Give a share from {least:.3g} to {most:.3g}.",
            least=abs(difference),
            most=min(first + second, 2 - first - second),
        )
    variance = max(apart - difference**2, 0.0)
    z = normal_quantile(1 - alpha) + normal_quantile(power)
    films = max(math.ceil(z**2 * variance / (difference + margin) ** 2 - 1e-9), 2)
    spread = math.sqrt(variance / films)
    reached = 1.0 if not spread else normal_cdf((difference + margin) / spread - normal_quantile(1 - alpha))
    return Films(films, math.ceil(films / prevalence), reached, "Liu et al. 2002; Nam 1997")


@dataclass(frozen=True)
class Variances:
    """Obuchowski and Rockette's components for two arms, from ``films`` films.

    Attributes:
        arm_reader: variance of arm by reader.
        error: error variance.
        cov1: same reader, different arms.
        cov2: different readers, same arm.
        cov3: different readers, different arms.
        films: of the pilot that they come from.
    """

    arm_reader: float
    error: float
    cov1: float
    cov2: float
    cov3: float
    films: int

    @classmethod
    def of(cls, parts: Components, films: int) -> Variances:
        """From an analysis with two arms and two or more readers; a negative component counts as zero.

        Raises:
            StudyError: the analysis lacks a component.
        """
        needed = (parts.var_tr, parts.cov1, parts.cov2, parts.cov3)
        if any(value is None for value in needed):
            raise StudyError(
                "The pilot needs two arms and two readers or more.", "Give the components instead."
            )
        var_tr, cov1, cov2, cov3 = (float(value or 0.0) for value in needed)
        return cls(max(var_tr, 0.0), parts.var, cov1, cov2, cov3, films)


def power(
    parts: Variances, readers: int, films: int, difference: float, *, margin: float | None = None,
    alpha: float | None = None,
) -> float:  # fmt: skip
    """Power of the analysis of two arms by random readers and random films.

    Error variance and covariances shrink with the number of films, the readers' variance does not.  Without a
    margin the two-sided F test (alpha 0.05) has the noncentrality ``J d^2 / 2`` over the expected error term;
    with one, the one-sided t test (alpha 0.025) shows that the second arm is not worse by the margin, where
    ``difference`` is second less first.
    Source: Hillis SL, Obuchowski NA, Berbaum KS (2011), Acad Radiol 18:129-142.
    """
    from scipy.special import fdtri, ncfdtr, nctdtr, stdtrit

    scale = parts.films / films
    error, between = parts.error * scale, max(parts.cov2 - parts.cov3, 0.0) * scale
    squares = parts.arm_reader + error - parts.cov1 * scale - between  # expected mean square of arm by reader
    squares = max(squares, 1e-15)
    term = squares + readers * between
    df = term**2 / (squares**2 / (readers - 1))
    if margin is None:
        threshold = fdtri(1, df, 1 - (alpha or 0.05))
        return float(1 - ncfdtr(1, df, readers * difference**2 / 2 / term, threshold))
    threshold = stdtrit(df, 1 - (alpha or 0.025))
    return float(1 - nctdtr(df, (difference + margin) / math.sqrt(2 * term / readers), threshold))


def readers(
    parts: Variances, count: int, difference: float, *, margin: float | None = None,
    power_wanted: float = 0.8, alpha: float | None = None,
) -> Films | None:  # fmt: skip
    """Fewest films with which ``count`` readers reach the power; None where no number of films does.

    Films are of both kinds, mixed as in the pilot.

    Raises:
        StudyError: a figure lies outside its range.
    """
    if count < 2:
        raise StudyError("Random readers need two or more.", "Give a number of readers from 2.")
    _checked(power_wanted, alpha or 0.025)
    if not -1 < difference < 1 or (margin is None and difference == 0):
        raise StudyError("The difference is no difference of two areas.", "Give one such as 0.05.")
    if margin is not None and difference + margin <= 0:
        raise StudyError("What is expected is not within the margin.", "No number of films can show it.")
    if parts.error <= 0 or parts.films < 2 or parts.arm_reader < 0:
        raise StudyError("The variances of the pilot make no sense.", "Check them.")

    def reached(films: int) -> float:
        return power(parts, count, films, difference, margin=margin, alpha=alpha)

    if reached(MAX_FILMS) < power_wanted:
        return None
    films = _fewest(lambda n: reached(n) >= power_wanted)
    return Films(films, films, reached(films), "Hillis, Obuchowski and Berbaum 2011")


def _fewest(enough: Callable[[int], bool]) -> int:
    """Smallest number from 2 that is enough, of a property that stays once it holds.

    Raises:
        StudyError: a million are not enough.
    """
    high = 2
    while not enough(high):
        high *= 2
        if high > MAX_FILMS:
            raise StudyError("More than a million films would be needed.", "Ask for less.")
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _checked(power_wanted: float, alpha: float) -> None:
    _inside(Message("The power"), power_wanted, 0.05, 1)
    _inside(Message("Alpha"), alpha, 0, 0.5)


def _inside(
    name: Message, value: float, low: float, high: float, *, ends: bool = False, top: bool = False
) -> None:
    """Refuse a value outside the open interval; ``ends`` takes in both ends, ``top`` the upper one."""
    if low < value < high or (ends and low <= value <= high) or (top and value == high):
        return
    raise StudyError(
        "{name} is {value:g}.",
        "It lies between {low:g} and {high:g}.",
        name=name,
        value=value,
        low=low,
        high=high,
    )
