"""The garbage collector never stops the window for the whole heap while somebody is at work."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.ui.main import pauses


def test_old_objects_are_collected_apart(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for name in ("freeze", "unfreeze", "collect"):  # the suite's own look for leaks needs them as they are
        monkeypatch.setattr(gc, name, lambda name=name: done.append(name))
    before = gc.get_threshold()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = pauses.Pauses(app)
    try:
        assert gc.get_threshold()[:2] == before[:2]  # young ones as ever
        assert gc.get_threshold()[2] > 1_000_000
        made.furnished()
        assert done == ["freeze"]
        monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 3))
        made.look()
        assert done == ["freeze"]
        monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 10_000))
        made.look()
        assert done == ["freeze", "collect", "freeze"]
        made._state_changed(Qt.ApplicationState.ApplicationActive)
        made._state_changed(Qt.ApplicationState.ApplicationInactive)
        assert done[3:] == ["unfreeze", "collect", "freeze"]
    finally:
        made.end()
        made.deleteLater()
    assert gc.get_threshold() == before
