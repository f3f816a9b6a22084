"""A model that failed on a film: another try and another model are one click away."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from inference.messages import Message
from viewer.ui.prediction.prediction_panel import AnswerPanel


def test_a_failed_answer_can_be_asked_for_again(qtbot: QtBot) -> None:
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    panel.show_error(Message("The model was busy for 20 seconds and was given up."), Message("Try again."))
    assert not panel._again.isHidden()
    assert not panel._choose.isHidden()
    with qtbot.waitSignal(panel.again_asked):
        panel._again.click()
    panel.show_busy("…")
    assert panel._again.isHidden()
