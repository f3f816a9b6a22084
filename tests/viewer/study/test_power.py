"""Power of studies with several readers: published worked examples, and simulation with our own analysis."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inference.errors import StudyError
from inference.stats import covariance, mrmc_or, roemetz
from inference.stats.common import normal_cdf
from inference.stats.figures import AUC, SENSITIVITY
from viewer.cli import main
from viewer.study.design import pilot_free, power_picture, sample_size
from viewer.study.design.analysis_plan import Endpoint
from viewer.study.design.pilot_free import Expected
from viewer.study.design.sample_size import Plan, Variances
from viewer.ui.study.desk.sample_size_questions import QUESTIONS

VAN_DYKE = Variances(0.00020040, 0.00080229, 0.00034661, 0.00034407, 0.00023903, 114)


@pytest.mark.parametrize(
    ("expected", "readers", "difference", "fractures"),
    [
        (Expected(Endpoint.AUC, 0.75, 0.1, 10, 0.05), 10, 0.1, 25),
        (Expected(Endpoint.AUC, 0.75, 0.2, 20, 0.05), 20, 0.05, 218),
        (Expected(Endpoint.SENSITIVITY, 0.75, 0.2, 15, 0.025, same_reader=0.5), 15, 0.05, 103),
    ],
)
def test_without_a_pilot_as_published(
    expected: Expected, readers: int, difference: float, fractures: int
) -> None:
    """Robert D (2023), MRMCsamplesize 1.0.0, the three examples of its manual with their output."""
    parts = pilot_free.variances(expected)
    found = sample_size.fewest_films(parts, readers, Plan(difference))
    assert found is not None
    assert abs(found.films - 2 * fractures) <= 1


def test_components_without_a_pilot_as_published() -> None:
    parts = pilot_free.variances(Expected(Endpoint.AUC, 0.75, 0.1, 10, 0.05))
    assert parts.arm_reader == pytest.approx(0.0002111701, rel=1e-6)
    assert parts.within == pytest.approx(0.001963495, rel=1e-6)
    assert pilot_free.patients(218, 1.25, 0.5) == 197
    assert pilot_free.design_effect(1.25, 0.5) == 1.125


def test_one_area_as_published() -> None:
    """Obuchowski, Lieber and Wians (2004), table 4 (one-sided 0.05, power 0.9); pROC 1.18 for ratio 1.7."""
    table = {(0.6, 1): 135, (0.7, 1): 33, (0.8, 1): 14, (0.6, 0.25): 334, (0.7, 2): 25, (0.8, 2): 11}
    for (area, ratio), films in table.items():
        assert np.ceil(pilot_free.one_area(area, ratio)) == films
    assert pilot_free.one_area(0.731368563685637, 1.7, 0.95, 0.025) == pytest.approx(29.29764, abs=1e-5)


def test_never_impossible_where_a_number_exists() -> None:
    """Where the power rises and falls again, the fewest films are found all the same."""
    parts, plan = Variances(0.004, 0.0001, 0.00001, 0.00009, 0.0, 100), Plan(0.155)
    powers = [sample_size.power_of(parts, 3, films, plan) for films in (20, 200, 1_000_000)]
    best = sample_size.highest_power(parts, 3, plan)
    assert best.reached >= max(powers) - 0.001
    wanted = best.reached - 0.002
    found = sample_size.fewest_films(parts, 3, plan, wanted)
    assert found is not None
    assert sample_size.power_of(parts, 3, found.films, plan) >= wanted
    assert sample_size.fewest_films(parts, 3, plan, min(best.reached + 0.01, 0.999)) is None


def test_van_dyke_as_published() -> None:
    """Power table of RJafroc 1.3 for Van Dyke's study (RJafrocBook, chapter 13), and at power 0.9."""
    table = {4: 1089, 5: 344, 7: 211, 8: 188, 10: 163, 16: 134, 20: 126, 30: 116, 50: 109, 100: 103}
    for readers, films in table.items():
        found = sample_size.fewest_films(VAN_DYKE, readers, Plan(0.0438003))
        assert found is not None
        assert found.films == films
    found = sample_size.fewest_films(VAN_DYKE, 10, Plan(0.0438003), 0.9)
    assert found is not None
    assert found.films == 236
    assert sample_size.power(VAN_DYKE, 6, 112, 0.0438003) == pytest.approx(0.5555789, abs=2e-5)
    # Hillis SL, Berbaum KS (2004), Acad Radiol 11:1260-1273: pseudovalues' components of the same study
    pseudo = Variances(0.0003686, (0.068255 + 0.016372) / 100, 0.0, 0.016372 / 100, 0.0, 100)
    found = sample_size.fewest_films(pseudo, 8, Plan(0.05))
    assert found is not None
    assert found.films == 249


def test_far_and_odd_plans() -> None:
    far = sample_size.fewest_films(VAN_DYKE, 8, Plan(0.0001, fixed_readers=True))
    assert far is not None
    assert far.films > sample_size.MAX_FILMS  # never "no number": fixed readers always reach it
    assert sample_size.power_of(VAN_DYKE, 8, far.films - 1, Plan(0.0001, fixed_readers=True)) < 0.8
    blocks = sample_size.fewest_films(VAN_DYKE, 8, Plan(0.9, blocks=4))
    assert blocks is not None
    assert blocks.films == 8  # two films a block, not two in all
    alike = Expected(Endpoint.AUC, 0.5, 0.1, 10, 0.0, arms=1.0)
    assert pilot_free.variances(alike).arm_reader == 0.0
    assert pilot_free.patients(10, 100.0, 0.0) == 2
    asked = next(one for one in QUESTIONS if "From what I expect" in one.words)
    single = asked.work([1, 0.1, 0, 0.75, 0.1, 0.0, 0.5, 0.8, 0.0, 1, 1, 1.0, 0.0])  # this very reader
    assert single.films is not None


def test_a_power_where_the_library_has_none() -> None:
    from scipy.special import ncfdtr, nctdtr

    from viewer.study.design import noncentral

    parts = Variances(0.001, 0.001, 0.0005, 0.0003, 0.0002, 100)
    assert sample_size.power_of(parts, 10, 100, Plan(0.9)) == pytest.approx(1)  # was no number
    for df, shift, end in ((3.3, 30.0, 12.9), (23.1, 10.0, 2.07), (120.0, 3.0, 1.98)):
        pair = noncentral.student(df, shift, end) - noncentral.student(df, shift, -end)
        assert pair == pytest.approx(ncfdtr(1, df, shift**2, end**2), abs=1e-6)
    assert noncentral.student(120.0, 3.0, 1.98) == nctdtr(120.0, 3.0, 1.98)
    integral = noncentral.by_integral(9.0, 2.8, 2.26)
    assert integral == pytest.approx(nctdtr(9.0, 2.8, 2.26), abs=1e-6)
    assert noncentral.by_integral(1.0, 1.0, 12.7062) == pytest.approx(nctdtr(1.0, 1.0, 12.7062), abs=1e-5)


def test_fixed_readers_and_blocks() -> None:
    crossed = sample_size.fewest_films(VAN_DYKE, 6, Plan(0.0438003))
    fixed = sample_size.fewest_films(VAN_DYKE, 6, Plan(0.0438003, fixed_readers=True))
    blocks = sample_size.fewest_films(VAN_DYKE, 6, Plan(0.0438003, blocks=2))
    assert crossed is not None
    assert fixed is not None
    assert blocks is not None
    assert fixed.films < crossed.films < blocks.films  # fewer films a reader, but more in all
    assert blocks.films / 2 < crossed.films
    with pytest.raises(StudyError, match="equal blocks"):
        sample_size.fewest_films(VAN_DYKE, 6, Plan(0.05, blocks=4))


def test_other_shares_of_fractures() -> None:
    even = pilot_free.at_share(VAN_DYKE, 0.85, 45 / 114, 0.5)
    few = pilot_free.at_share(VAN_DYKE, 0.85, 45 / 114, 0.1)
    assert few.error > VAN_DYKE.error
    assert few.error > even.error
    assert few.arm_reader == VAN_DYKE.arm_reader
    assert pilot_free.at_share(VAN_DYKE, 0.85, 0.3, 0.3) == VAN_DYKE


def _components(model: roemetz.RoeMetz, figure: object, cutoff: float | None) -> Variances:
    """Mean components of 40 pilots of 8 readers and 2 x 60 films."""
    found = []
    for seed in range(40):
        pilot = roemetz.simulate(model, 8, 60, 60, 5000 + seed, cutoff=cutoff)
        found.append(_analysed(pilot, figure)[1])
    means = [float(np.mean([getattr(p, name) or 0.0 for p in found])) for name in
             ("var_tr", "var", "cov1", "cov2", "cov3")]  # fmt: skip
    return Variances(max(means[0], 0.0), *means[1:], 120)


def _analysed(study: object, figure: object) -> tuple[float, mrmc_or.Components]:
    score = study.rating if figure is AUC else study.decision.astype(float)  # type: ignore[attr-defined]
    i, j, k = score.shape
    flat, truth = score.reshape(i * j, k), study.truth  # type: ignore[attr-defined]
    theta = figure.components(flat, truth).theta.reshape(i, j)  # type: ignore[attr-defined]
    matrix = covariance.covariance(figure, flat, truth, "delong").reshape(i, j, i, j)  # type: ignore[arg-type]
    found = mrmc_or.infer(theta, matrix, "RRRC")
    assert found is not None
    p = found.differences[0].p
    return 1.0 if p is None else p, mrmc_or.components(theta, matrix)


@pytest.mark.parametrize(("figure", "cutoff"), [(AUC, None), (SENSITIVITY, 0.9)])
def test_power_is_what_our_own_analysis_reaches(figure: object, cutoff: float | None) -> None:
    """150 studies of 6 readers and 2 x 50 films: a share within 0.12 (three standard deviations)."""
    model = roemetz.published("HH")
    better = roemetz.RoeMetz(
        (1.5, 1.95), model.readers, model.arm_readers, model.films, model.arm_films, model.reader_films,
        model.error,
    )  # fmt: skip
    parts = _components(better, figure, cutoff)
    noise = np.sqrt(1 + model.readers + model.arm_readers)
    rates = [normal_cdf((mu - (cutoff or 0.0)) / noise) for mu in better.separation]
    low, high = better.areas() if figure is AUC else rates
    difference = high - low
    predicted = sample_size.power_of(parts, 6, 100, Plan(difference))
    shown = [
        _analysed(roemetz.simulate(better, 6, 50, 50, seed, cutoff=cutoff), figure)[0] < 0.05
        for seed in range(150)
    ]
    assert np.mean(shown) == pytest.approx(predicted, abs=0.12)


def test_the_command_without_a_pilot(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    picture = tmp_path / "power.svg"
    base = ["study", "size", "readers", "--difference", "0.1", "--expected", "0.75", "--readers", "10"]
    assert main.main([*base, "--picture", str(picture)]) == 0
    told = capsys.readouterr().out
    assert "10 readers: 50 films, power 0.80" in told
    assert "Obuchowski and McClish 1997" in told
    assert picture.read_bytes().startswith(b"<?xml")
    assert main.main([*base, "--cluster-size", "2", "--cluster-correlation", "0.5"]) == 0
    assert "38 patients with 2 each (design effect 1.500)" in capsys.readouterr().out
    assert main.main([*base, "--endpoint", "kappa"]) == 1
    assert "no endpoint kappa" in capsys.readouterr().err
    small = ["study", "size", "readers", "--difference", "0.02", "--expected", "0.75", "--readers", "3"]
    assert main.main(small) == 0
    assert "3 readers: no number of films suffices: the power is" in capsys.readouterr().out


def test_the_picture_is_the_same_for_the_same_study(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Plan(0.05)
    first = power_picture.draw(VAN_DYKE, (4, 8), plan, 0.8, "svg")
    assert first == power_picture.draw(VAN_DYKE, (4, 8), plan, 0.8, "svg")
    assert power_picture.draw(VAN_DYKE, (4,), plan, 0.8).startswith(b"\x89PNG")
    monkeypatch.setattr(power_picture, "MOST", 100)
    assert power_picture.draw(VAN_DYKE, (4, 8), plan, 0.8, "svg") != first  # cut, and that is said
