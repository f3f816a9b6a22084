"""Cohen's and Fleiss' kappa against published figures."""

from __future__ import annotations

import numpy as np
import pytest

from inference.stats import agreement
from viewer.study.analysis.verify import DIAGNOSES

TABLE = np.array([[0, 4, 1], [0, 8, 0], [0, 1, 5]], dtype=np.float64)


def test_cohen() -> None:
    plain = agreement.cohen(TABLE)
    assert plain.value == pytest.approx(0.4842, abs=5e-5)
    assert plain.ase == pytest.approx(0.1380, abs=5e-5)
    assert plain.observed == pytest.approx(13 / 19)
    assert agreement.cohen(TABLE, "linear").value == pytest.approx(0.4701, abs=5e-5)


def test_quadratic_weights_are_an_intraclass_correlation() -> None:
    """Fleiss and Cohen (1973): with squared distances kappa is the correlation of the two ratings."""
    table = np.diag([5.0, 6, 7]) + 1
    first, second = (axis.ravel() for axis in np.indices((3, 3)))
    weight = table.ravel()
    mean = float((weight * first).sum() / weight.sum())
    own, joint = (weight * (first - mean) ** 2).sum(), (weight * (first - mean) * (second - mean)).sum()
    assert agreement.cohen(table, "quadratic").value == pytest.approx(joint / own)


def test_two_categories_weigh_alike() -> None:
    table = np.array([[20.0, 5], [3, 12]])
    values = {agreement.cohen(table, kind).value for kind in ("none", "linear", "quadratic")}
    assert max(v for v in values if v is not None) == pytest.approx(min(v for v in values if v is not None))


def test_fleiss() -> None:
    counts = np.array([[int(n) for n in row] for row in DIAGNOSES.split()], dtype=np.float64)
    assert set(counts.sum(axis=1)) == {6.0}
    found = agreement.fleiss(counts)
    assert found.value == pytest.approx(0.430245, abs=1e-6)
    assert found.z == pytest.approx(17.6518, abs=5e-5)
    assert found.interval is not None
    assert found.interval.lower < 0.43 < found.interval.upper


def test_one_answer_for_all_is_not_defined() -> None:
    same = agreement.cohen(np.array([[9.0, 0], [0, 0]]))
    assert same.value is None
    assert same.observed == 1.0
    assert same.note == agreement.ONE_ANSWER
    fleiss = agreement.fleiss(np.array([[3.0, 0], [3, 0]]))
    assert fleiss.value is None
    assert fleiss.note == agreement.ONE_ANSWER
    assert agreement.cohen(np.zeros((2, 2))).value is None
    assert agreement.fleiss(np.zeros((0, 2))).value is None


def test_perfect_agreement() -> None:
    found = agreement.cohen(np.array([[4.0, 0], [0, 5]]))
    assert found.value == 1.0
    assert found.ase == pytest.approx(0.0, abs=1e-9)
    assert found.interval is None
    assert agreement.fleiss(np.array([[3.0, 0], [0, 3], [3, 0]])).value == pytest.approx(1.0)


def test_fleiss_says_why_it_has_no_interval() -> None:
    for counts in ([[2, 0], [0, 2]], [[2, 0], [2, 0], [2, 0], [0, 2]]):
        found = agreement.fleiss(np.array(counts, dtype=float))
        assert found.value == 1
        assert found.interval is None
        assert "no interval" in found.note


def test_fleiss_refuses_unequal_numbers_of_readers() -> None:
    with pytest.raises(ValueError):
        agreement.fleiss(np.array([[3.0, 0], [1, 1]]))
    with pytest.raises(ValueError):
        agreement.fleiss(np.array([[1.0, 0], [0, 1]]))


def test_contingency_leaves_missing_answers_out() -> None:
    table = agreement.contingency(np.array([0, 1, -1, 2]), np.array([0, 2, 1, 2]), 3)
    assert table.tolist() == [[1, 0, 0], [0, 0, 1], [0, 0, 1]]
    counts = agreement.category_counts(np.array([[0, 1], [0, -1]]), 2)
    assert counts.tolist() == [[2, 0], [0, 1]]


@pytest.mark.slow
def test_scikit_learn_agrees() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(1)
    first = random.integers(0, 4, 60)
    second = np.clip(first + random.integers(-1, 2, 60), 0, 3)
    table = agreement.contingency(first, second, 4)
    for kind, theirs in (("none", None), ("linear", "linear"), ("quadratic", "quadratic")):
        expected = metrics.cohen_kappa_score(first, second, weights=theirs)
        assert agreement.cohen(table, kind).value == pytest.approx(expected)  # type: ignore[arg-type]


def test_perfect_agreement_has_no_interval() -> None:
    """No film disagrees: the standard error of these films is zero, and says nothing of others."""
    for made in (
        agreement.cohen(np.diag([4.0, 6.0])), agreement.cohen(np.array([[0.0, 5.0], [0.0, 0.0]])),
        agreement.fleiss(np.array([[3.0, 0.0]] * 4 + [[0.0, 3.0]] * 4)),
    ):  # fmt: skip
        assert made.value in (0.0, 1.0)
        assert made.interval is None
        assert made.note == agreement.NO_SPREAD
