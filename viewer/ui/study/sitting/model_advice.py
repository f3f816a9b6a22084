"""What the model said about a film, as a reader of a study sees it: frozen, without controls."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inference.model.verdict import probability_text
from viewer.app.i18n import tr
from viewer.app.study.sitting_service import Advice
from viewer.ui.film.layers.heatmap import OverlaySpec
from viewer.ui.prediction.card_text import SYNTHETIC_MODEL
from viewer.ui.prediction.probability_bars import ProbabilityBar
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import StateMark, label, row, stack

OPACITY = 0.4
LEAST = 0.1


class AdvicePanel(QWidget):
    """The model's sentence, probability and threshold, whether there is a map, and what it doubts."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = StateMark(14)
        self._words = label(name="heading", wrap=True)
        self._figure = label(name="figure")
        self._bar = ProbabilityBar()
        self._map = label(name="quiet", wrap=True)
        self._caveat = label(wrap=True)
        self._caveat.setStyleSheet(f"color: {theme.DOUBT};")
        head = row(self._mark, self._words, self._figure)
        head.setStretch(1, 1)
        title = label(tr("The model's answer"), name="quiet")
        self.setLayout(
            stack(title, head, self._bar, self._map, self._caveat, theme.rule(), spacing=2 * theme.STEP)
        )

    def show_advice(self, advice: Advice | None) -> None:
        """Show it, or hide the whole panel."""
        self.setVisible(advice is not None)
        if advice is None:
            return
        self._mark.set_state(advice.state)
        self._words.setText(advice.words)
        p = advice.p_fracture
        self._figure.setText("" if p is None else probability_text(p))
        self._bar.setVisible(p is not None)
        self._bar.show_frozen(p, advice.threshold, advice.zone, advice.state)
        has_map = advice.heat is not None
        self._map.setText(tr("H hides the heat map") if has_map else tr("No heat map."))
        lines = (advice.doubts, tr(SYNTHETIC_MODEL) if advice.synthetic else "")
        self._caveat.setText("\n".join(line for line in lines if line))
        self._caveat.setVisible(bool(self._caveat.text()))

    def words(self) -> str:
        """The sentence that is shown."""
        return self._words.text()

    def caveat(self) -> str:
        """What the answer must be read with; empty for nothing."""
        return self._caveat.text()


def overlay_of(advice: Advice | None) -> OverlaySpec | None:
    """The heat map as the film view draws it; every reader sees the same look."""
    if advice is None or advice.heat is None:
        return None
    return OverlaySpec(
        advice.heat.values, advice.map_to_film, advice.heat.scale, opacity=OPACITY, threshold=LEAST
    )
