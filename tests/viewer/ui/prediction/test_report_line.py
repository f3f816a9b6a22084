"""A model that learned from reports shows beside the answer what it would write."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

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
    panel.show_given(Given(one.pixel_sha256, prediction(report="Right femur neck fracture."), model), one)
    said = panel.findChildren(type(panel._report))
    line = next(item for item in said if item.accessibleName() == "What the model would write")
    assert line.text() == "The model would write: “Right femur neck fracture.”"
    assert not line.isHidden()
    panel.show_given(Given(one.pixel_sha256, prediction(), model), one)
    assert line.isHidden()
