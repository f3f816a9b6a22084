"""A verdict has one colour: on the film in the window, in pictures, and on exported pages."""

from __future__ import annotations

import pytest

from inference.imaging.heatmap_overlay import VERDICT_COLOURS
from inference.model.verdict import Verdict
from viewer.app.prediction.prediction_text import STATES
from viewer.ui.prediction.heatmap_presenter import verdict_colour


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_window_and_the_pictures_draw_alike(verdict: Verdict) -> None:
    red, green, blue = VERDICT_COLOURS[verdict]
    assert verdict_colour(STATES[verdict]).upper() == f"#{red:02X}{green:02X}{blue:02X}"
