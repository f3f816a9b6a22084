"""The page of a sitting that shows a film: progress above, questions at the right, no text on the film."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QScrollArea, QWidget

from inference.imaging.pyramid import Pyramid
from inference.imaging.view_geometry import transform
from inference.records import Region
from viewer.app.film_service import OpenFilm
from viewer.app.i18n import tr
from viewer.app.study.sitting_service import Advice, Screen
from viewer.study.design.protocol import Response
from viewer.study.design.reading_order import Assignment
from viewer.study.sitting.sitting import Phase, Position
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.corner_text import CornerState
from viewer.ui.film.layers.marks import Mark, MarkKind
from viewer.ui.film.tools.tools import Tool
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import ErrorBar
from viewer.ui.shell.theme import NOT_FOR_DIAGNOSIS
from viewer.ui.shell.widgets import label, row, stack
from viewer.ui.study.sitting import words as study_words
from viewer.ui.study.sitting.message_pages import page_button
from viewer.ui.study.sitting.model_advice import AdvicePanel, overlay_of
from viewer.ui.study.sitting.question_boxes import Press
from viewer.ui.study.sitting.questions import ENTER, QuestionPanel

COLUMN: Final = 340
STEP_PX: Final = 10
"""Logical pixels that an arrow key moves the cross; a tenth of it with Shift."""


class FilmPage(QWidget):
    """Shows one step of the sitting and takes its answer."""

    locked = Signal(object, bool)  # Response, whether a map was shown
    seen = Signal()
    pause_asked = Signal()

    def __init__(self, assignment: Assignment) -> None:
        super().__init__()
        self._rules = assignment.rules
        self.view, self.errors = FilmView(), ErrorBar()
        self.view.setAcceptDrops(False)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.set_corners(CornerState.NONE)
        self.panel, self.advice = QuestionPanel(assignment.rules), AdvicePanel()
        self._screen: Screen | None = None
        self._map_wanted, self.map_shown, self.live = True, False, False
        self._given = Response()  # the last locked answer, for the feedback
        self._build()
        self._connect()

    def _build(self) -> None:
        self._progress_text, self._stage = label(name="heading"), label()
        self._left = label(name="heading")
        self._left.setAccessibleName(tr("Time left"))
        if not self._rules.time_limit:
            self._left.hide()
        self._left.setMinimumWidth(48)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setMinimumWidth(120)
        self._pause = page_button(tr("Pause"), "Esc", self.pause_asked.emit, width=96)
        keeps = self._pause.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._pause.setSizePolicy(keeps)
        head = row(
            self._progress_text, self._bar, self._stage, self._left, self._pause, spacing=4 * theme.STEP
        )
        head.setStretch(1, 1)
        head.setContentsMargins(3 * theme.STEP, 2 * theme.STEP, 3 * theme.STEP, 2 * theme.STEP)
        top = QWidget()
        top.setObjectName("column")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setLayout(head)
        self._column = self._build_column()
        middle = row(stack(self.errors, self.view, spacing=0), self._column, spacing=0)
        middle.setStretch(0, 1)
        self.setLayout(stack(top, middle, spacing=0))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]

    def _build_column(self) -> QScrollArea:
        self._locked_text, self._feedback = label(name="quiet", wrap=True), label(name="heading", wrap=True)
        self._feedback_note = label(wrap=True)
        self._next = page_button(tr("Go on"), "⏎", self.seen.emit, width=160)
        self._next.setProperty("primary", True)
        inside = QWidget()
        inside.setObjectName("column")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        parts = (self.advice, self._locked_text, self._feedback, self._feedback_note, self._next, self.panel)
        inside.setLayout(stack(*parts, 1, label(tr(NOT_FOR_DIAGNOSIS), name="quiet"), margin=3 * theme.STEP))
        made = QScrollArea(widgetResizable=True)
        made.setWidget(inside)
        made.setFixedWidth(theme.px(COLUMN))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _connect(self) -> None:
        self.panel.lock_asked.connect(self._lock)
        self.panel.changed.connect(self._show_draft)
        self.view.point_marked.connect(self._marked)
        self.view.region_changed.connect(lambda _index, region: self._marked(region))
        if self.panel.place is not None:
            self.panel.place.moved.connect(self._move_cross)

    # what is shown -------------------------------------------------------------------------------

    def show_screen(self, screen: Screen) -> None:
        """Another step or stage; the film on screen stays until :meth:`show_film`."""
        self._screen, position = screen, screen.position
        self._map_wanted, self.map_shown = True, False
        self._show_head(position)
        self.advice.show_advice(screen.advice)
        is_feedback = position.phase is Phase.FEEDBACK
        self.panel.setVisible(not is_feedback)
        for part in (self._feedback, self._feedback_note, self._next):
            part.setVisible(is_feedback)
        self._pause.setVisible(not is_feedback)
        self._locked_text.setVisible(position.locked is not None)
        if position.locked is not None:
            words = study_words.answer_text(position.locked)
            self._locked_text.setText(tr("Your locked answer: {answer}", answer=words))
        if is_feedback:
            self._show_feedback(position)
        else:
            has_map = overlay_of(screen.advice) is not None
            draft = position.earlier or position.locked or Response()
            self.panel.set_response(draft, map_shown=has_map)
        self.set_live(live=False)

    def go_on(self, screen: Screen) -> None:
        """After a pause: the draft stays as it was, also where the program was started anew."""
        if self._screen is None or self._screen.position.step != screen.position.step:
            self.show_screen(screen)
        else:
            self._screen = screen
            self.set_live(live=False)

    def draft(self) -> Response:
        """The answer as it stands, and no more of it from now on."""
        self._given = self.panel.response()
        return self._given

    def _show_head(self, position: Position) -> None:
        step = position.step
        self._progress_text.setText(study_words.progress_text(position))
        self._stage.setText(study_words.stage_text(position))
        if step is not None:
            self._bar.setRange(0, step.total)
            self._bar.setValue(step.number - 1)
            self._bar.setAccessibleName(study_words.progress_text(position))
        self.show_time_left(None)

    def show_time_left(self, seconds: float | None) -> None:
        """The seconds left to answer; None where there is no limit."""
        self._left.setText("" if seconds is None else study_words.seconds_text(seconds))
        near = seconds is not None and seconds <= 10
        self._left.setStyleSheet(f"color: {theme.DOUBT};" if near else "")

    def _show_feedback(self, position: Position) -> None:
        truth = position.truth
        assert truth is not None
        words = study_words.truth_text(truth)
        self._feedback.setText(tr("Reference: {truth}", truth=words))
        given, note = study_words.answer_text(self._given), ""
        if self._given.fracture is truth.fracture:
            note = tr("✓ Your answer agrees: {answer}", answer=given)
        elif self._given.fracture is not None:
            note = tr("✕ Your answer differs: {answer}", answer=given)
        self._feedback_note.setText(note)

    def set_live(self, *, live: bool) -> None:
        """Whether the step's film is on screen, so that it can be answered."""
        self.live = live
        self.panel.setEnabled(live)

    def show_film(self, film: OpenFilm, name: str) -> None:
        """Put the step's film on screen, painted when this returns; its map and marks with it."""
        shown = self.view.image()
        if shown is None or shown.film.pixel_sha256 != film.image.film.pixel_sha256:
            prepared = film.prepared if isinstance(film.prepared, Pyramid) else None
            self.view.set_image(film.image, prepared)
            self.view.setAccessibleName(name)
        self.view.set_loading("")
        self._draw_map()
        self._draw_marks()
        self.view.repaint()

    def cover(self) -> None:
        """Take the film off the screen."""
        self.view.set_image(None)
        self.view.set_loading(tr("Reading the film…"))

    # map and marks -------------------------------------------------------------------------------

    def _advice(self) -> Advice | None:
        return self._screen.advice if self._screen is not None else None

    def _draw_map(self) -> None:
        spec = overlay_of(self._advice()) if self._map_wanted else None
        self.view.set_overlay(spec)
        self.map_shown = self.map_shown or spec is not None

    def toggle_map(self) -> None:
        """The key."""
        self._map_wanted = not self._map_wanted
        self._draw_map()

    def _draw_marks(self) -> None:
        position = self._screen.position if self._screen is not None else None
        if position is not None and position.truth is not None:
            boxes = [Mark(box, MarkKind.TRUTH) for box in position.truth.boxes]
            mine = _points(self._given.place, MarkKind.OTHER, tr("you"))
            self.view.set_regions([*boxes, *mine])
        else:
            self.view.set_regions(_points(self.panel.response().place, MarkKind.READER))

    def _show_draft(self) -> None:
        self._draw_marks()
        self._bring_question()
        place = self.panel.place
        marking = place is not None and place.current and place.isEnabledTo(self.panel)
        self.view.set_tool(Tool.POINT if marking else Tool.WINDOW)

    def _bring_question(self) -> None:
        """Scroll to the question that has the keys; with the first one, to the model's answer above it."""
        if self.panel.current() is self.panel.fracture:
            self._column.verticalScrollBar().setValue(0)
        else:
            self._column.ensureWidgetVisible(self.panel.current(), 0, 2 * theme.STEP)

    def _marked(self, region: Region) -> None:
        if self.panel.place is not None and self.live:
            self.panel.place.mark((region.x0, region.y0))

    def _move_cross(self, right: int, down: int, fine: bool) -> None:
        image, place = self.view.image(), self.panel.place
        if image is None or place is None:
            return
        rows, columns = image.film.shape
        scale = self.view.geometry_on_film().scale
        step = STEP_PX * self.view.devicePixelRatioF() / scale * (0.1 if fine else 1.0)
        x, y = place.value or self._middle(rows, columns)
        x, y = x + right * step, y + down * step
        place.mark((min(max(x, 0.0), float(columns)), min(max(y, 0.0), float(rows))))

    def _middle(self, rows: int, columns: int) -> tuple[float, float]:
        """The film point in the middle of what is in view."""
        geometry = self.view.geometry_on_film()
        x, y = transform(geometry.to_film, geometry.view[0] / 2, geometry.view[1] / 2)
        return min(max(x, 0.0), float(columns)), min(max(y, 0.0), float(rows))

    # keys ----------------------------------------------------------------------------------------

    def _lock(self) -> None:
        if self.live:
            self._given = self.panel.response()
            self.set_live(live=False)
            self.locked.emit(self._given, self.map_shown)

    def press(self, press: Press) -> bool:
        """Take a key that is the answer's."""
        if self._screen is not None and self._screen.position.phase is Phase.FEEDBACK:
            if press.key in ENTER:
                self.seen.emit()
            return press.key in ENTER
        return self.live and self.panel.press(press)


def _points(place: tuple[float, float] | None, kind: MarkKind, name: str = "") -> list[Mark]:
    return [] if place is None else [Mark(Region(*place, *place), kind, name)]
