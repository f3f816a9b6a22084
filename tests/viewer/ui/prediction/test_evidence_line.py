"""Both hips named, a film of one hip, and no evidence at all."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from viewer.app.prediction.answer_state import State
from viewer.ui.prediction.probability_bars import EvidenceLine


@pytest.mark.parametrize(
    ("shares", "state", "one_hip", "words"),
    [
        ((0.84, 0.16), State.FRACTURE, False, "Right hip 84 %, left hip 16 %"),
        ((0.5, 0.5), State.CLEAR, False, "Right hip: nothing found, left hip: nothing found"),
        (None, State.DOUBT, False, "Right hip: nothing found, left hip: nothing found"),
        (None, State.FRACTURE, True, "Film of one hip"),
        (None, State.CLEAR, True, "Film of one hip: nothing found"),
    ],
)
def test_what_the_line_says(
    qtbot: QtBot, shares: tuple[float, float] | None, state: State, one_hip: bool, words: str
) -> None:
    line = EvidenceLine()
    qtbot.addWidget(line)
    line.show_shares(shares, state, one_hip=one_hip)
    assert line.words() == words
    assert line.accessibleName() == words
    assert not line.grab().isNull()
