"""What a decision is worth where fractures are as common as stated.

Predictive values, likelihood ratios and net benefit: sensitivity and specificity come from the study, the
prevalence from outside; films with and without a fracture are independent samples.
Sources: Mercaldo ND, Lau KF, Zhou XH (2007), Stat Med 26:2170-2183 (predictive values, logit); Simel DL,
Samsa GP, Matchar DB (1991), J Clin Epidemiol 44:763-770 (likelihood ratios, logarithm); Vickers AJ, Elkin EB
(2006), Med Decis Making 26:565-574 (net benefit), its interval by square-and-add of Wilson's (Zou GY, Donner
A (2008), Stat Med 27:1693-1702).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats.common import LEVEL, Bools, Floats, Interval, critical
from inference.stats.proportions import Counts, wilson

METHOD: Final = "Bayes' rule at the stated prevalence; logit and logarithm"
SOURCE: Final = "Mercaldo et al. 2007; Simel et al. 1991"
NET_METHOD: Final = "net benefit at the stated prevalence; square-and-add of Wilson's intervals"
NET_SOURCE: Final = "Vickers and Elkin 2006; Zou and Donner 2008"
NONE_THERE: Final = "no film of that kind"
EMPTY: Final = "a count of zero: no interval by this method"
INFINITE: Final = "nothing of the other kind was called so: the ratio has no finite value"


@dataclass(frozen=True)
class Worth:
    """A figure with its interval; None with the reason in ``note``."""

    value: float | None
    interval: Interval | None
    note: str = ""


@dataclass(frozen=True)
class AtPrevalence:
    """A two-by-two table at a stated prevalence."""

    prevalence: float
    ppv: Worth
    npv: Worth
    positive_ratio: Worth
    negative_ratio: Worth


@dataclass(frozen=True)
class NetBenefit:
    """Net benefit at one threshold probability, against calling every film and none (which is 0).

    Attributes:
        threshold: probability at which one would act.
        model: acting where the model's probability reaches it.
        interval: of ``model``.
        all: acting on every film.
    """

    threshold: float
    model: float
    interval: Interval
    all: float


def at_prevalence(counts: Counts, prevalence: float, level: float = LEVEL) -> AtPrevalence:
    """Predictive values and likelihood ratios.

    Raises:
        ValueError: the prevalence is not between 0 and 1.
    """
    if not 0 < prevalence < 1:
        raise ValueError("a prevalence lies between 0 and 1")
    n1, n0 = counts.tp + counts.fn, counts.tn + counts.fp
    positive = _ratio(counts.tp, n1, counts.fp, n0, level)
    negative = _ratio(counts.fn, n1, counts.tn, n0, level)
    odds = prevalence / (1 - prevalence)
    return AtPrevalence(
        prevalence, _predicted(counts.tp, counts.fp, positive, odds),
        _predicted(counts.tn, counts.fn, _inverse(negative), 1 / odds), positive, negative,
    )  # fmt: skip


def _ratio(hits: int, n1: int, others: int, n0: int, level: float) -> Worth:
    """``(hits / n1) / (others / n0)`` with the interval of its logarithm."""
    if not n1 or not n0:
        return Worth(None, None, NONE_THERE)
    if not others:
        return Worth(None, None, INFINITE)
    value = (hits / n1) / (others / n0)
    if not hits:
        return Worth(value, None, EMPTY)
    spread = 1 / hits - 1 / n1 + 1 / others - 1 / n0
    if spread <= 0:
        return Worth(value, None, "every film was called so: no interval by this method")
    half = critical(level) * math.sqrt(spread)
    return Worth(value, Interval(value * math.exp(-half), value * math.exp(half)))


def _inverse(one: Worth) -> Worth:
    if not one.value:
        return Worth(None, None, one.note)
    ends = one.interval
    return Worth(1 / one.value, None if ends is None else Interval(1 / ends.upper, 1 / ends.lower), one.note)


def _predicted(right: int, wrong: int, ratio: Worth, odds: float) -> Worth:
    """``odds * ratio`` as a probability; 1 where every call was right, undefined without a call."""
    if ratio.value is None:
        if ratio.note == NONE_THERE or not right + wrong:
            return Worth(None, None, ratio.note if ratio.note == NONE_THERE else "no film was called so")
        return Worth(1.0 if right else 0.0, None, EMPTY)

    def share(value: float) -> float:
        return odds * value / (1 + odds * value)

    ends = ratio.interval
    return Worth(
        share(ratio.value),
        None if ends is None else Interval(share(ends.lower), share(ends.upper)),
        ratio.note,
    )


def net_benefit(
    probability: Floats, truth: Bools, threshold: float, prevalence: float, level: float = LEVEL
) -> NetBenefit:
    """``sens * pi - (1 - spec) (1 - pi) t / (1 - t)`` for ``probability [n]`` at or above ``threshold``.

    Raises:
        ValueError: a kind of film is missing, or threshold or prevalence is not between 0 and 1.
    """
    if not 0 < threshold < 1 or not 0 < prevalence < 1 or truth.all() or not truth.any():
        raise ValueError("a net benefit needs both kinds of film and shares between 0 and 1")
    called = probability >= threshold
    n1, n0 = int(truth.sum()), int((~truth).sum())
    tp, fp = int((called & truth).sum()), int((called & ~truth).sum())
    gain, cost = prevalence, (1 - prevalence) * threshold / (1 - threshold)
    value = gain * tp / n1 - cost * fp / n0
    right, wrong = wilson(tp, n1, level), wilson(fp, n0, level)
    down = math.hypot(gain * (tp / n1 - right.lower), cost * (wrong.upper - fp / n0))
    up = math.hypot(gain * (right.upper - tp / n1), cost * (fp / n0 - wrong.lower))
    return NetBenefit(threshold, value, Interval(value - down, value + up), gain - cost)


def decision_curve(
    probability: Floats, truth: Bools, prevalence: float, level: float = LEVEL,
    thresholds: Floats | None = None,
) -> tuple[NetBenefit, ...]:  # fmt: skip
    """Net benefit at thresholds from 0.05 to 0.95."""
    asked = np.round(np.arange(0.05, 0.951, 0.05), 2) if thresholds is None else thresholds
    return tuple(net_benefit(probability, truth, float(t), prevalence, level) for t in asked)
