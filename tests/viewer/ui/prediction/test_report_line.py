"""A model that learned from reports shows beside the answer what it would write."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from inference.model.card import ConformalSets
from inference.model.predictor import Predictor
from inference.model.session import Session
from tests.models import write_bundle
from tests.stores import film, prediction
from viewer.app.prediction.model_service import Given, LoadedModel
from viewer.ui.prediction.prediction_panel import AnswerPanel


def test_the_report_is_shown_only_where_there_is_one(qtbot: QtBot, tmp_path: Path) -> None:
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    bundle = write_bundle(tmp_path / "model")
    model = LoadedModel(bundle, Predictor(Session(bundle)), "CPU", "")
    one = film()
    panel.show_given(Given(one, prediction(report="Right femur neck fracture."), model), one)
    said = panel.findChildren(type(panel._report))
    line = next(item for item in said if item.accessibleName() == "What the model would write")
    assert line.text() == "The model would write: “Right femur neck fracture.”"
    assert not line.isHidden()
    panel.show_given(Given(one, prediction(), model), one)
    assert line.isHidden()


def test_classes_that_the_model_does_not_decide_between_are_named(qtbot: QtBot, tmp_path: Path) -> None:
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    panel.unfold(on=True)
    one, said = film(), prediction()
    for limits, words in (((0.2, 0.99, 1.0, *(0.2,) * 4), "90\N{NO-BREAK SPACE}% class set: "), (None, "")):
        sets = None if limits is None else ConformalSets(0.9, limits, (20,) * 7, "made films")
        bundle = write_bundle(tmp_path / f"model{words[:2]}", conformal=sets)
        model = LoadedModel(bundle, Predictor(Session(bundle)), "CPU", "")
        panel.show_given(Given(one, said, model), one)
        assert panel._set_line.isHidden() is (not words)
        if words:
            inside = bundle.card.class_set(tuple(said.probabilities.values()))
            assert "A2" in inside
            assert panel._set_line.text().startswith(words)
            assert all(name in panel._set_line.text() for name in inside)
