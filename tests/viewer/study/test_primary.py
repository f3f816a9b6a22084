"""The primary question, answered from the answers: claims, margins, directions, multiplicity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inference.stats import roemetz
from inference.stats.records import Answers
from viewer.study.analysis import analyse, primary
from viewer.study.design.analysis_plan import AnalysisSet, Claim, Endpoint, Multiplicity, Plan

PLAN = Plan(Endpoint.AUC, "arm1", "arm2")
QUICK = analyse.Settings(repeats=100)


@pytest.fixture(scope="module")
def better() -> Answers:
    """The first arm is better by far."""
    answers = roemetz.simulate(roemetz.published("HL"), 5, 60, 60, seed=3, cutoff=0.7)
    rating = answers.rating.copy()
    rating[0] += np.where(answers.truth, 1.0, 0.0)
    return replace(answers, rating=rating, decision=(rating > 0.9).astype(np.int64))


def test_superiority_has_a_direction(better: Answers) -> None:
    result = analyse.analyse(better, QUICK)
    (first,) = primary.findings(PLAN, result)
    assert first.shown
    assert first.behind is not None
    assert first.interval is not None
    assert first.interval.lower > 0
    assert first.behind.estimate.interval is not None
    assert first.interval.lower == pytest.approx(first.behind.estimate.interval.lower)
    (turned,) = primary.findings(replace(PLAN, first="arm2", second="arm1"), result)
    assert not turned.shown
    assert turned.interval is not None
    assert turned.interval.upper == pytest.approx(-first.interval.lower)
    assert turned.p == first.p
    told = primary.sentence(PLAN, first)
    assert "was shown: AUC, arm1 less arm2, +" in told
    assert "1200 answers of 5 readers to 120 films, 60 with a fracture" in told


def test_margins(better: Answers) -> None:
    noise = np.random.default_rng(1).normal(0, 0.2, better.rating.shape)
    same = replace(better, rating=better.rating[[1, 1]] + noise)
    result = analyse.analyse(same, QUICK)
    for claim in (Claim.NON_INFERIORITY, Claim.EQUIVALENCE):
        for margin, shown in ((0.2, True), (0.001, False)):
            plan = replace(PLAN, claim=claim, margin=margin, alpha=0.025)
            (found,) = primary.findings(plan, result)
            assert found.shown is shown
            assert found.level == pytest.approx(0.95)
            assert found.interval is not None
            inside = found.interval.lower > -margin and (
                claim is Claim.NON_INFERIORITY or found.interval.upper < margin
            )
            assert inside is shown  # the test and the interval say the same


def test_multiplicity() -> None:
    blank = primary.Finding(Endpoint.AUC, "primary", None, None, 0.95, None, None, False, "")
    found = [replace(blank, p=p) for p in (0.02, 0.01, 0.04)]
    assert list(primary._holm(found)) == pytest.approx([0.04, 0.03, 0.04])
    sequence = replace(
        PLAN, multiplicity=Multiplicity.FIXED_SEQUENCE, claim=Claim.NON_INFERIORITY, margin=0.1
    )
    given = [replace(blank, p=p) for p in (0.02, 0.2, 0.01)]
    assert list(primary._in_sequence(sequence, given)) == [0.02, 0.2, None]


def test_what_cannot_be_tested_says_so(better: Answers) -> None:
    one = replace(better, rating=better.rating[[0, 0]], decision=better.decision[[0, 0]])
    (found,) = primary.findings(PLAN, analyse.analyse(one, QUICK))
    assert (found.p, found.interval, found.shown) == (None, None, False)
    assert "could not be tested: the estimated variance is zero" in primary.sentence(PLAN, found)


def test_the_analysis_set_is_kept(better: Answers) -> None:
    rating = better.rating.copy()
    rating[:, 4, 5:] = np.nan
    result = analyse.analyse(replace(better, rating=rating), QUICK)
    (every,) = primary.findings(PLAN, result)
    (complete,) = primary.findings(replace(PLAN, analysis_set=AnalysisSet.COMPLETE_CASES), result)
    assert every.behind is not None
    assert complete.behind is not None
    assert (every.behind.readers, complete.behind.readers) == (5, 4)


def test_the_question_against_the_model(better: Answers) -> None:
    """Reader 0 stands for the model; the others less it, and the claim turned round is refused."""
    result = analyse.analyse(better, replace(QUICK, model=better.readers[0]))
    plan = replace(PLAN, second="model", claim=Claim.NON_INFERIORITY, margin=0.3, alpha=0.025)
    (found,) = primary.findings(plan, result)
    (block,) = (
        one for one in result.against_model
        if (one.scope, one.figure, one.arm) == ("pooled", "AUC", "arm1")
    )  # fmt: skip
    first = next(iter(block.results.values()))
    assert first.rrrc is not None
    assert found.behind is not None
    assert found.behind.estimate == first.rrrc
    assert (found.behind.readers, found.behind.films, found.behind.answers) == (4, 120, 600)
    assert found.shown == (found.interval is not None and found.interval.lower > -0.3)
    told = primary.sentence(plan, found)
    assert "AUC, the readers (arm1) less the model," in told
    assert "600 answers of 4 readers to 120 films" in told
    (nothing,) = primary.findings(plan, analyse.analyse(better, QUICK))
    assert "could not be tested" in primary.sentence(plan, nothing)


@pytest.mark.parametrize(
    ("claim", "alpha", "level", "said"),
    [
        (Claim.SUPERIORITY, 0.05, 0.95, "0.05 two-sided (the 95 % interval)"),
        (Claim.NON_INFERIORITY, 0.025, 0.95, "0.025 one-sided (a bound of the 95 % interval)"),
        (Claim.EQUIVALENCE, 0.05, 0.9, "0.05 for each of two one-sided tests (the 90 % interval)"),
    ],
)
def test_the_usual_error_is_that_of_the_field(
    claim: Claim, alpha: float, level: float, said: str, better: Answers
) -> None:
    """ICH E9, 5.5: one-sided tests take half of the two-sided level; equivalence is two one-sided tests."""
    plan = Plan(Endpoint.AUC, "arm1", "arm2", claim, 0.0 if claim is Claim.SUPERIORITY else 0.1)
    assert (plan.alpha, primary.alpha_text(plan), plan.lenient) == (alpha, said, False)
    (found,) = primary.findings(plan, analyse.analyse(better, QUICK))
    assert found.level == pytest.approx(level)
    assert ("one-sided p" in primary.sentence(plan, found)) is (claim is not Claim.SUPERIORITY)
    assert replace(plan, alpha=0.051).lenient is (claim is Claim.NON_INFERIORITY)
