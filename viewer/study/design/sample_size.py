"""How many films and readers a study needs: precision, paired non-inferiority, several readers.

Sources are named with each function.  Every number rests on what one expects beforehand; a pilot or an
earlier study is the best source of that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from inference.errors import StudyError
from inference.messages import Message
from inference.stats.common import LEVEL, normal_cdf, normal_quantile
from inference.stats.mrmc_or import Components
from inference.stats.proportions import clopper_pearson, wilson
from viewer.study.design import noncentral

MAX_FILMS: Final = 1_000_000
FARTHEST: Final = 10**12
"""Films up to which a power is looked for: beyond a million in steps of 5 %."""
_ROUNDING: Final = 1e-9
"""What a difference of given numbers may be off: 0.9 less 0.95 and 0.05 more is no more than nothing."""
_JUMPS: Final = 200
SEVERAL_READERS: Final = "Hillis, Obuchowski and Berbaum 2011"


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
    if difference + margin <= _ROUNDING:
        raise StudyError("What is expected is not within the margin.", "No number of films can show it.")
    apart = first * (1 - second) + second * (1 - first) if discordant is None else discordant
    most = min(first + second, 2 - first - second)
    if not abs(difference) - _ROUNDING <= apart <= most + _ROUNDING:
        raise StudyError(
            "Two readings with these proportions cannot differ on that share of films.",
            "Give a share from {least:.3g} to {most:.3g}.",
            least=abs(difference),
            most=most,
        )
    variance = max(apart - difference**2, 0.0)
    z = normal_quantile(1 - alpha) + normal_quantile(power)
    least = _least_paired(difference, margin, alpha)
    films = max(math.ceil(z**2 * variance / (difference + margin) ** 2 - 1e-9), least)
    spread = math.sqrt(variance / films)
    reached = 1.0 if not spread else normal_cdf((difference + margin) / spread - normal_quantile(1 - alpha))
    source = "Liu et al. 2002; Nam 1997" + ("; Tango 1998" if films == least else "")
    return Films(films, math.ceil(films / prevalence), reached, source)


def _least_paired(difference: float, margin: float, alpha: float) -> int:
    """Films below which not even two readings that agree on every film lie within the margin.

    The score interval of their difference, 0, ends at ``z^2 / (n + z^2)``.  Where the readings are expected
    to differ, or nothing but superiority is asked, there is no such bound: 2.
    Source: Tango T (1998), Stat Med 17:891-908.
    """
    if difference or not margin:
        return 2
    return max(math.floor(normal_quantile(1 - alpha) ** 2 * (1 - margin) / margin) + 1, 2)


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
        within: variance of a reader on reading again, which more films do not lessen.
    """

    arm_reader: float
    error: float
    cov1: float
    cov2: float
    cov3: float
    films: int
    within: float = 0.0

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


@dataclass(frozen=True)
class Plan:
    """What a study of two arms is to show, and how its readers and films are laid out.

    Attributes:
        difference: second less first arm.
        margin: None tests for a difference (two-sided F); else that the second is not worse by it
        (one-sided). alpha: error of the first kind; 0.05 two-sided, 0.025 one-sided where None.
        fixed_readers: the claim holds for these very readers.
        blocks: split-plot: as many equal groups of readers, each with films of its own; 1 is fully crossed.
    """

    difference: float
    margin: float | None = None
    alpha: float | None = None
    fixed_readers: bool = False
    blocks: int = 1

    @property
    def error(self) -> float:
        """Alpha, or its usual value where none is given."""
        usual = 0.05 if self.margin is None else 0.025
        return usual if self.alpha is None else self.alpha

    def told(self) -> str:
        """The plan in words, for the head of a picture."""
        parts = [f"difference {self.difference:g}"]
        parts += [] if self.margin is None else [f"margin {self.margin:g}"]
        parts += ["fixed readers" if self.fixed_readers else "random readers"]
        return ", ".join(parts + ([] if self.blocks == 1 else [f"{self.blocks} blocks"]))


def power_of(parts: Variances, readers: int, films: int, plan: Plan) -> float:
    """Power of the analysis of two arms by ``readers`` readers and random films, ``films`` in all.

    Error variance and covariances shrink with the number of films, the readers' variance does not.  Without a
    margin the two-sided F test has the noncentrality ``J d^2 / 2`` over the expected error term; with one,
    the one-sided t test shows that the second arm is not worse by the margin.  Fixed readers: the readers'
    variance leaves and the test is normal.  Split-plot: a reader reads one of ``blocks`` parts of the films,
    and only readers of a block share films; the mean square of arm by reader has ``J - blocks`` degrees of
    freedom. Sources: Hillis SL, Obuchowski NA, Berbaum KS (2011), Acad Radiol 18:129-142; fixed readers:
    Hillis (2014), table 1; split-plot: Obuchowski NA, Gallas BD, Hillis SL (2012), Acad Radiol 19:1508-1517.
    """
    from scipy.special import stdtrit

    scale = parts.films * plan.blocks / films
    own = (parts.error - parts.cov1) * scale + parts.within
    shared = max(parts.cov2 - parts.cov3, 0.0) * scale
    together = readers / plan.blocks
    if plan.fixed_readers:
        return _normal_power(plan, 2 * (own + (together - 1) * shared) / readers)
    squares = max(parts.arm_reader + own - shared, 1e-15)  # expected mean square of arm by reader
    term = squares + together * shared
    df = term**2 / (squares**2 / max(readers - plan.blocks, 1))
    if plan.margin is None:
        return noncentral.power_of_f(df, readers * plan.difference**2 / 2 / term, plan.error)
    shift = (plan.difference + plan.margin) / math.sqrt(2 * term / readers)
    return 1 - noncentral.student(df, shift, float(stdtrit(df, 1 - plan.error)))


def _normal_power(plan: Plan, variance: float) -> float:
    spread = math.sqrt(max(variance, 1e-18))
    if plan.margin is not None:
        return normal_cdf((plan.difference + plan.margin) / spread - normal_quantile(1 - plan.error))
    z, shift = normal_quantile(1 - plan.error / 2), plan.difference / spread
    return normal_cdf(shift - z) + normal_cdf(-shift - z)


def power(
    parts: Variances, readers: int, films: int, difference: float, *, margin: float | None = None,
    alpha: float | None = None,
) -> float:  # fmt: skip
    """:func:`power_of` a fully crossed study with random readers."""
    return power_of(parts, readers, films, Plan(difference, margin, alpha))


def readers(
    parts: Variances, count: int, difference: float, *, margin: float | None = None,
    power_wanted: float = 0.8, alpha: float | None = None,
) -> Films | None:  # fmt: skip
    """:func:`fewest_films` of a fully crossed study with random readers."""
    return fewest_films(parts, count, Plan(difference, margin, alpha), power_wanted)


def fewest_films(parts: Variances, count: int, plan: Plan, power_wanted: float = 0.8) -> Films | None:
    """Fewest films with which ``count`` readers reach the power; None where no number of films does.

    Films are of both kinds, mixed as in the pilot, at least two a block.  Power need not grow with the films
    (the degrees of freedom may fall), so every number is looked at, the large ones in steps of 1 %; beyond
    :data:`MAX_FILMS` it has long settled.

    Raises:
        StudyError: a figure lies outside its range.
    """
    _check_plan(parts, count, plan, power_wanted)

    def enough(films: int) -> bool:
        return power_of(parts, count, films, plan) >= power_wanted

    before = 2 * plan.blocks - 1
    for films in _ladder(plan):
        if enough(films):
            exact = (
                _between(enough, before, films)
                if films > MAX_FILMS
                else next(n for n in range(before + 1, films + 1) if enough(n))
            )
            return Films(exact, exact, power_of(parts, count, exact, plan), SEVERAL_READERS)
        before = films
    return None


def highest_power(parts: Variances, count: int, plan: Plan) -> Films:
    """The highest power that ``count`` readers reach, and the fewest films that give it (to three digits).

    Raises:
        StudyError: a figure lies outside its range.
    """
    _check_plan(parts, count, plan, 0.8)
    found = [(power_of(parts, count, films, plan), films) for films in _ladder(plan)]
    most = max(power for power, _ in found)
    power, films = next(one for one in found if one[0] >= most - 0.0005)
    return Films(films, films, power, SEVERAL_READERS)


def fewest_readers(
    parts: Variances, films: int, plan: Plan, power_wanted: float = 0.8, most: int = 200
) -> int | None:
    """Fewest readers with which ``films`` films reach the power; None where ``most`` do not."""
    step = plan.blocks
    counts = range(max(2 * step, 2), most + 1, step)
    return next((n for n in counts if power_of(parts, n, films, plan) >= power_wanted), None)


def _ladder(plan: Plan) -> Iterator[int]:
    films = 2 * plan.blocks
    while films <= FARTHEST:
        yield films
        films = max(films + 1, int(films * (1.01 if films < MAX_FILMS else 1.05)))


def _check_plan(parts: Variances, count: int, plan: Plan, power_wanted: float) -> None:
    if count < 2 and not plan.fixed_readers:
        raise StudyError("Random readers need two or more.", "Give a number of readers from 2.")
    if (
        count < 1
        or plan.blocks < 1
        or count % plan.blocks
        or (count < 2 * plan.blocks and not plan.fixed_readers)
    ):
        raise StudyError(
            "The readers cannot be parted into equal blocks.", "Give two readers or more to each block."
        )
    _checked(power_wanted, plan.error)
    if not -1 < plan.difference < 1 or (plan.margin is None and plan.difference == 0):
        raise StudyError("The difference is no difference of two areas.", "Give one such as 0.05.")
    if plan.margin is not None and not _ROUNDING < plan.difference + plan.margin < math.inf:
        raise StudyError("What is expected is not within the margin.", "No number of films can show it.")
    _inside(Message("The margin"), plan.margin or 0.0, -1, 0.5, top=True)
    correlated = all(abs(one) <= parts.error for one in (parts.cov1, parts.cov2, parts.cov3))
    if not (0 < parts.error < 1 and parts.films >= 2 and 0 <= parts.arm_reader < 1 and correlated):
        raise StudyError(
            "The variances of the pilot make no sense.",
            "Check them and their order: no covariance is larger than the error variance.",
        )


def _fewest(enough: Callable[[int], bool]) -> int:
    """Smallest number from 2 that is enough, of a property that stays once it holds.

    Raises:
        StudyError: a million are not enough.
    """
    low, high = 1, 2
    while not enough(high):
        if high == MAX_FILMS:
            raise StudyError("More than a million films would be needed.", "Ask for less.")
        low, high = high, min(2 * high, MAX_FILMS)
    return _between(enough, low, high)


def _between(enough: Callable[[int], bool], low: int, high: int) -> int:
    """Smallest number above ``low`` that is enough, where ``high`` is."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _checked(power_wanted: float, alpha: float) -> None:
    _inside(Message("The power"), power_wanted, 0.05, 1)
    _inside(Message("Alpha"), alpha, 0, 0.5, top=True)


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
