"""All questions about one film, in their order, and the reader's draft of an answer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inference.aoota import ReaderClass
from inference.records import MapVerdict
from viewer.app.i18n import tr, translated
from viewer.study.design.protocol import SIX_POINTS, Response, Rules, Scale, missing
from viewer.ui.reading.reading_panel import VERDICTS
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import KeyButton, label, stack
from viewer.ui.study.sitting.question_boxes import (
    ChoiceBox,
    ClassBox,
    HundredBox,
    Key,
    PlaceBox,
    Press,
    QuestionBox,
)

ENTER: Final = (Key.Key_Return, Key.Key_Enter)
FORWARD: Final = (Key.Key_Tab, Key.Key_Down)
BACKWARD: Final = (Key.Key_Backtab, Key.Key_Up)


class QuestionPanel(QWidget):
    """Asks what the protocol asks; one question at a time has the keys."""

    changed = Signal()
    lock_asked = Signal()

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self._rules, self._map_shown = rules, False
        self._build(rules)
        self.set_response(Response())

    def _build(self, rules: Rules) -> None:
        asked = rules.questions
        self.fracture = ChoiceBox(
            tr("Is there a hip fracture?"),
            ((True, tr("Fracture"), "Y"), (False, tr("No fracture"), "N")),
        )
        self.ao_class = ClassBox(tr("Which AO/OTA class?")) if asked.ao_class else None
        self.rating = self._build_rating(asked.confidence)
        self.place = self._build_place() if asked.place else None
        self.verdict = self._build_verdict() if asked.map_verdict else None
        made = (self.fracture, self.ao_class, self.rating, self.place, self.verdict)
        self.boxes: tuple[QuestionBox, ...] = tuple(box for box in made if box is not None)
        for box in self.boxes:
            box.changed.connect(self._box_changed)
            box.finished.connect(self._advance)
        self.lock_button = KeyButton(tr("Lock the answer"), "⏎", self.try_to_lock)
        self.lock_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lock_button.setMinimumHeight(theme.px(36))
        self.lock_button.setProperty("primary", True)
        self._missing = label(name="quiet", wrap=True)
        self._missing.setMinimumHeight(2 * self._missing.fontMetrics().lineSpacing())
        self.setLayout(stack(*self.boxes, self.lock_button, self._missing, spacing=2 * theme.STEP))

    def _build_rating(self, scale: Scale) -> ChoiceBox | HundredBox | None:
        title = tr("How likely is a fracture?")
        if scale is Scale.HUNDRED:
            return HundredBox(title, tr("0 to 100"))
        if scale is Scale.SIX:
            words = enumerate(SIX_POINTS, 1)
            return ChoiceBox(
                title, [(n, _upper_first(translated(w)), str(n)) for n, w in words], upright=True
            )
        return None

    def _build_place(self) -> PlaceBox:
        return PlaceBox(tr("Where is the fracture?"), tr("click, or arrow keys"))

    def _build_verdict(self) -> ChoiceBox:
        choices = [(verdict, tr(words), str(n)) for n, (verdict, words) in enumerate(VERDICTS, 1)]
        return ChoiceBox(tr("Where does the heat map lie?"), choices, upright=True)

    # the draft -----------------------------------------------------------------------------------

    def response(self) -> Response:
        """The draft as it stands."""
        is_fracture = self.fracture.value
        verdict = self.verdict.value if self.verdict is not None and self._map_shown else None
        chosen = self.ao_class.value if self.ao_class is not None and is_fracture else None
        rating = self.rating.value if self.rating is not None else None
        return Response(
            fracture=is_fracture if isinstance(is_fracture, bool) else None,
            rating=rating if isinstance(rating, int) else None,
            ao_class=chosen.value if chosen is not None else "",
            place=self.place.value if self.place is not None and is_fracture else None,
            map_verdict=verdict if isinstance(verdict, MapVerdict) else None,
        )

    def set_response(self, response: Response, *, map_shown: bool = False) -> None:
        """Begin with this draft; the first question that is open gets the keys.

        Args:
            map_shown: a heat map is on the screen: its verdict is asked for where the protocol does.
        """
        self._map_shown = map_shown
        self.fracture.set_value(response.fracture)
        if self.ao_class is not None:
            self.ao_class.set_value(ReaderClass(response.ao_class) if response.ao_class else None)
        if self.rating is not None:
            self.rating.set_value(response.rating)
        if self.place is not None:
            self.place.set_value(response.place)
        if self.verdict is not None:
            self.verdict.set_value(response.map_verdict)
        self._show()
        self.go_to(self._first_open())

    def _box_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """What depends on the answers: questions about a fracture are asked of fractures only."""
        is_fracture = self.fracture.value is True
        for box in (self.ao_class, self.place):
            if box is not None:
                box.setEnabled(is_fracture)
        if self.verdict is not None:
            self.verdict.setVisible(self._map_shown)
        self._missing.setText("")
        self.lock_button.setEnabled(not self.missing())

    def missing(self) -> str:
        """What must still be answered, as a sentence; empty when the answer can be locked."""
        return translated(missing(self.response(), self._rules, map_shown=self._map_shown))

    # keys ----------------------------------------------------------------------------------------

    def _asked(self) -> list[QuestionBox]:
        return [box for box in self.boxes if box.isEnabledTo(self) and box.isVisibleTo(self)]

    def _first_open(self) -> QuestionBox:
        return next((box for box in self._asked() if not box.answered), self.fracture)

    def current(self) -> QuestionBox:
        """The question that has the keys."""
        return next((box for box in self.boxes if box.current), self.fracture)

    def go_to(self, wanted: QuestionBox) -> None:
        """Give a question the keys."""
        for box in self.boxes:
            box.set_current(box is wanted)
        self.changed.emit()

    def _advance(self) -> None:
        """To the next question, also where it has an answer already: it may be another one now."""
        asked = self._asked()
        at = asked.index(self.current()) if self.current() in asked else 0
        self.go_to(asked[min(at + 1, len(asked) - 1)])

    def _move(self, by: int) -> None:
        asked = self._asked()
        at = asked.index(self.current()) if self.current() in asked else 0
        self.go_to(asked[(at + by) % len(asked)])

    def press(self, press: Press) -> bool:
        """Take a key of the sitting's window; whether it meant anything here."""
        if press.key in ENTER:
            self.try_to_lock()
            return True
        current = self.current()
        if current.isEnabledTo(self) and current.press(press):
            return True
        if press.key in FORWARD or press.key in BACKWARD:
            self._move(1 if press.key in FORWARD else -1)
            return True
        if current is not self.fracture and press.text.upper() in ("Y", "N"):
            self.go_to(self.fracture)
            return self.fracture.press(press)
        return False

    def try_to_lock(self) -> None:
        """Ask for the lock, or say what is still to be answered and go there."""
        words = self.missing()
        if words:
            self.go_to(self._first_open())
            self._missing.setText(words)
        else:
            self.lock_asked.emit()


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
