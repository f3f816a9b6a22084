"""The primary question of a protocol, answered: one estimate, one interval, one verdict for each endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from inference.messages import counted
from inference.stats.common import Estimate, Interval, critical, two_sided
from viewer.study.analysis.analyse import Result
from viewer.study.analysis.leading import Leading, complete_cases, leading, less_model, less_model_complete
from viewer.study.analysis.multireader import GENERALISES
from viewer.study.design.analysis_plan import MODEL_ARM, AnalysisSet, Claim, Endpoint, Multiplicity, Plan

NO_FIGURE: Final = "the answers do not define this figure in both arms"


@dataclass(frozen=True)
class Finding:
    """One endpoint.

    Attributes:
        endpoint: which.
        role: ``primary`` or ``secondary``.
        behind: the estimate, first less second arm, and what stands behind it; None where undefined.
        interval: at the level that belongs to alpha and the claim; None where undefined.
        level: of that interval.
        p: of the claim: two-sided for superiority, one-sided for non-inferiority, the larger of two for
            equivalence; None where undefined.
        adjusted: p after the rule of multiplicity; None where undefined or not tested by it.
        shown: whether the claim was shown.
        reason: why nothing could be said; empty where something was.
    """

    endpoint: Endpoint
    role: str
    behind: Leading | None
    interval: Interval | None
    level: float
    p: float | None
    adjusted: float | None
    shown: bool
    reason: str


def findings(plan: Plan, result: Result) -> list[Finding]:
    """The primary endpoint, then the secondary ones, with the rule of multiplicity applied."""
    roles = ["primary", *("secondary" for _ in plan.secondary)]
    made = [
        _finding(plan, result, endpoint, role)
        for endpoint, role in zip((plan.endpoint, *plan.secondary), roles, strict=True)
    ]
    return _judged(plan, made)


def _finding(plan: Plan, result: Result, endpoint: Endpoint, role: str) -> Finding:
    level = plan.level
    found = _leading(plan, result, endpoint)
    if found is None or found.estimate.interval is None:
        reason = NO_FIGURE if found is None else found.estimate.note
        return Finding(endpoint, role, found, None, level, None, None, False, reason)
    one = found.estimate
    half = critical(level, one.df) * one.se
    limits = Interval(max(one.value - half, -1.0), min(one.value + half, 1.0))
    return Finding(endpoint, role, found, limits, level, _p(plan, one), None, False, "")


def _leading(plan: Plan, result: Result, endpoint: Endpoint) -> Leading | None:
    if plan.second == MODEL_ARM:
        beside = (one for one in result.against_model if one.scope == "pooled" and one.arm == plan.first)
        only = plan.analysis_set is AnalysisSet.COMPLETE_CASES
        led = less_model_complete if only else less_model
        return next((led(one) for one in beside if one.figure == endpoint.value), None)
    for block in result.multireader:
        same = set(block.arms) == {plan.first, plan.second}
        if same and block.scope == "pooled" and block.figure == endpoint.value:
            complete = plan.analysis_set is AnalysisSet.COMPLETE_CASES
            found = complete_cases(block) if complete else leading(block)
            if found is not None and block.arms[0] != plan.first:
                found = replace(found, estimate=found.estimate.turned())
            return found
    return None


def _p(plan: Plan, one: Estimate) -> float:
    if plan.claim is Claim.SUPERIORITY:
        return two_sided(one.value / one.se, one.df)
    worse = _upper_tail((one.value + plan.margin) / one.se, one.df)
    if plan.claim is Claim.NON_INFERIORITY:
        return worse
    return max(worse, _upper_tail((plan.margin - one.value) / one.se, one.df))


def _upper_tail(statistic: float, df: float | None) -> float:
    half = two_sided(statistic, df) / 2
    return half if statistic >= 0 else 1 - half


def _judged(plan: Plan, found: list[Finding]) -> list[Finding]:
    """Sources: fixed sequence Maurer W et al. (1995); Holm S (1979), Scand J Stat 6:65-70."""
    adjusted = _holm(found) if plan.multiplicity is Multiplicity.HOLM else _in_sequence(plan, found)
    return [
        replace(one, adjusted=p, shown=p is not None and p < plan.alpha and _right_way(plan, one))
        for one, p in zip(found, adjusted, strict=True)
    ]


def _right_way(plan: Plan, one: Finding) -> bool:
    return plan.claim is not Claim.SUPERIORITY or (one.behind is not None and one.behind.estimate.value > 0)


def _in_sequence(plan: Plan, found: Sequence[Finding]) -> Iterable[float | None]:
    """Each endpoint at full alpha as long as those before it were shown."""
    still = True
    for one in found:
        yield one.p if still else None
        still = still and one.p is not None and one.p < plan.alpha and _right_way(plan, one)


def _holm(found: Sequence[Finding]) -> Iterable[float | None]:
    """Holm's p; an endpoint without p counts as the largest."""
    order = sorted(range(len(found)), key=lambda n: 1.0 if (p := found[n].p) is None else p)
    made: dict[int, float | None] = {}
    largest = 0.0
    for rank, n in enumerate(order):
        p = found[n].p
        if p is not None:
            largest = max(largest, min((len(found) - rank) * p, 1.0))
        made[n] = None if p is None else largest
    return [made[n] for n in range(len(found))]


def alpha_text(plan: Plan) -> str:
    """The error of the first kind, with its side and the interval that goes with it."""
    interval = f"{100 * plan.level:g} % interval"
    return {
        Claim.SUPERIORITY: f"{plan.alpha:g} two-sided (the {interval})",
        Claim.NON_INFERIORITY: f"{plan.alpha:g} one-sided (a bound of the {interval})",
        Claim.EQUIVALENCE: f"{plan.alpha:g} for each of two one-sided tests (the {interval})",
    }[plan.claim]


def question_arms(plan: Plan) -> str:
    """What is compared, the first less the second."""
    if plan.second == MODEL_ARM:
        return f"the readers ({plan.first}) less the model"
    return f"{plan.first} less {plan.second}"


def signed(value: float) -> str:
    """A difference with three digits and its sign; nothing has none."""
    rounded = round(value, 3)
    return f"{rounded:+.3f}" if rounded else "0.000"


def sentence(plan: Plan, one: Finding) -> str:
    """The answer in one plain sentence, with its interval and the numbers behind it."""
    what = f"{one.endpoint.value}, {question_arms(plan)},"
    within = "" if plan.claim is Claim.SUPERIORITY else f" within {plan.margin:g}"
    claim = f"{plan.claim.value}{within}"
    if one.behind is None or one.interval is None:
        return f"{claim.capitalize()} of the {what} could not be tested: {one.reason}."
    verdict = "was shown" if one.shown else "was not shown"
    if one.adjusted is None:
        verdict = "was not tested, because an endpoint before it was not shown"
    side = "" if plan.claim is Claim.SUPERIORITY else "one-sided "
    tested = "" if one.p is None else f", {side}p {'< 0.0001' if one.p < 0.0001 else f'= {one.p:.4f}'}"
    if one.adjusted is not None and one.adjusted != one.p:
        tested += f" ({one.adjusted:.4f} after {plan.multiplicity.value})"
    if one.p is not None and one.adjusted is not None and one.p < plan.alpha <= one.adjusted:
        tested += "; without that adjustment, which the interval does not have, it would have been shown"
    limits = f"{signed(one.interval.lower)} to {signed(one.interval.upper)}"
    value = signed(one.behind.estimate.value)
    answers, readers = counted(one.behind.answers, "answer"), counted(one.behind.readers, "reader")
    films = f"{counted(one.behind.films, 'film')}, {one.behind.fractures} with a fracture"
    return (
        f"{claim.capitalize()} {verdict}: {what} {value} ({100 * one.level:g} % CI {limits}{tested}), "
        f"from {answers} of {readers} to {films} ({one.behind.method})."
        + ("" if one.behind.kind == "RRRC" else f" This {GENERALISES[one.behind.kind]}.")
    )
