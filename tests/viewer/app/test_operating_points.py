"""The operating point: a place on the model's own curve, and the three states."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inference.records import OperatingPoint
from tests.models import tiny_card
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.operating_points import CurvePoint, curve, nearest
from viewer.ui.prediction.operating_point_dialog import NO_CURVE, PointDialog, together

CURVE = ((0.05, 1.0, 0.1), (0.3, 0.95, 0.6), (0.6, 0.9, 0.8), (0.95, 0.5, 0.98))
POINTS = (
    OperatingPoint("balanced", 0.6, "validation", 100),
    OperatingPoint("sensitive", 0.3, "validation", 100),
    OperatingPoint("specific", 0.95, "validation", 100),
)


def test_predictive_values_follow_bayes() -> None:
    point = CurvePoint(0.5, 0.9, 0.8)
    positive, negative = point.predictive_values(0.1)
    assert positive == pytest.approx(0.09 / (0.09 + 0.18))
    assert negative == pytest.approx(0.72 / (0.72 + 0.01))
    assert CurvePoint(0.99, 0.0, 1.0).predictive_values(0.1) == (None, pytest.approx(0.9))


def test_a_place_is_found_by_its_threshold() -> None:
    points = curve(tiny_card(roc=((0.0, 1.0, 0.0), *CURVE)))
    assert [point.threshold for point in points] == [0.05, 0.3, 0.6, 0.95]
    assert [nearest(points, t) for t in (0.01, 0.3, 0.4, 0.99)] == [0, 1, 2, 3]
    assert curve(tiny_card()) == ()


@pytest.fixture
def sitting(
    request: pytest.FixtureRequest, qtbot: QtBot, child: SharedChild, tmp_path: Path
) -> Iterator[Sitting]:
    card = getattr(request, "param", {"roc": CURVE, "roc_set_on": "made films", "roc_films": (100, 100)})
    files = [bright_film(tmp_path, "a.dcm", bright=0.9), bright_film(tmp_path, "b.dcm", bright=0.02, seed=3)]
    made = Sitting(qtbot, home_with_model(**card), files, reader=child)
    made.wait_answer()
    yield made
    made.close()


def test_a_threshold_of_the_readers_choice_answers(sitting: Sitting) -> None:
    sitting.until(lambda: sitting.s.worklist.entries[1].p_fracture is not None)
    low = sitting.s.worklist.entries[1]
    assert low.state is State.CLEAR
    assert low.p_fracture is not None
    dialog = PointDialog(sitting.window, sitting.s.models, sitting.s.preferences)
    assert dialog.place is not None
    assert dialog.place.threshold == 0.6
    assert dialog.figures["Sensitivity"].text() == "0.90 (0.83–0.94)"
    assert "%" in dialog.figures["Positive predictive value"].text()
    assert "made films (100 with, 100 without a fracture)" in dialog._said.text()
    dialog.slider.setValue(0)
    dialog.use.click()
    sitting.wait_answer()
    assert sitting.bench.prediction is not None
    assert sitting.bench.prediction.threshold == 0.05
    assert "Threshold of your choice: 0.05" in sitting.window.answer._quiet.text()
    assert (low.state is State.FRACTURE) == (low.p_fracture >= 0.05)
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved is not None)
    assert sitting.s.readings.saved is not None
    assert sitting.s.readings.saved.shown.threshold == 0.05
    dialog.own.click()
    sitting.wait_answer()
    assert sitting.bench.prediction.threshold == 0.6
    sitting.s.models.set_threshold(
        0.4
    )  # between two of the curve's: itself is named, and there is nothing to take
    assert dialog.place == CurvePoint(0.4, 0.9, 0.8)
    assert dialog.figures["Threshold"].text() == "0.400"
    assert not dialog.use.isEnabled()
    dialog.prevalence.setValue(2.5)
    assert sitting.s.preferences.values.prevalence == 2.5
    dialog.deleteLater()


@pytest.mark.parametrize("sitting", [{}], indirect=True)
def test_without_a_curve_the_slider_is_locked(sitting: Sitting) -> None:
    dialog = PointDialog(sitting.window, sitting.s.models, sitting.s.preferences)
    assert not dialog.slider.isEnabled()
    assert not dialog.use.isEnabled()
    assert dialog._said.text() == NO_CURVE
    dialog.deleteLater()


@pytest.mark.parametrize("sitting", [{"operating_points": POINTS}], indirect=True)
def test_three_states_and_both_hips(sitting: Sitting) -> None:
    sitting.until(lambda: sitting.s.worklist.entries[1].state is not None)
    found = {entry.state for entry in sitting.s.worklist.entries}
    assert found <= {State.FRACTURE, State.DOUBT, State.CLEAR}
    panel = sitting.window.answer
    assert "hip" in panel.words() or "map points" in panel.words()
    assert "%" not in panel._side.text()
    assert panel._probability._label() == "possible from 0.30 to 0.95"
    sitting.do("next")
    sitting.until(lambda: sitting.settled() and sitting.window.answer.words() == "No fracture found")


def test_names_that_would_lie_on_one_another_share_a_line() -> None:
    points = [("half", (0.05, 0.80)), ("sensitive", (0.57, 0.95)), ("specific", (0.04, 0.80))]
    assert together(points) == [("half, specific", (0.05, 0.80)), ("sensitive", (0.57, 0.95))]
    assert together([]) == []
