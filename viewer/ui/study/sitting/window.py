"""The window in which a reader sits a study: full screen, blinded, by keys alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLayout, QStackedWidget, QWidget

from viewer.app.film_service import OpenFilm
from viewer.app.i18n import many, tr
from viewer.app.jobs import JobRunner, Lane
from viewer.app.study.sitting_service import Screen, SittingService
from viewer.study.design.reading_order import Assignment
from viewer.study.packs import result_pack
from viewer.study.sitting.sitting import Phase, Position
from viewer.ui.film.render.window_level import dragged, shows_high_dark, starting_window
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import stack
from viewer.ui.study.sitting import words as study_words
from viewer.ui.study.sitting.film_page import FilmPage
from viewer.ui.study.sitting.message_pages import MessagePage
from viewer.ui.study.sitting.question_boxes import ARROWS, Key, Press

ON_FILM: Final = (Phase.RATING, Phase.REVEALED, Phase.FEEDBACK)
TIMED: Final = (Phase.RATING, Phase.REVEALED)
TICK_MS: Final = 200
GREY_STEP: Final = 20.0  # logical pixels of a mouse drag
PAN_STEP: Final = 40.0
Modifier = Qt.KeyboardModifier


class SittingWindow(QWidget):
    """Follows a :class:`SittingService`; closing it loses nothing.

    Args:
        write_result: writes the result pack to a path, in a job; None where there is nowhere to send it.
        notes: sentences on the pack itself, told before each session and in a pause.
    """

    left = Signal()

    def __init__(
        self,
        service: SittingService,
        jobs: JobRunner,
        write_result: Callable[[Path], Path],
        parent: QWidget | None = None,
        notes: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._service, self._jobs, self._write_result = service, jobs, write_result
        self._notes = tuple(notes)
        self._assignment: Assignment | None = None
        self._screen: Screen | None = None
        self._film: OpenFilm | None = None
        self._deadline: float | None = None
        self._closing = False
        self.setWindowTitle(tr("Shenton reader study"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(800, 500)
        self.page = MessagePage(self.close)
        self.film_page: FilmPage | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        whole = stack(self._stack)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(whole)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._connect()
        self.page.show_message(tr("Opening the study…"), leave=True)

    def _connect(self) -> None:
        service = self._service
        service.ready.connect(self._ready)
        service.moved.connect(self._moved)
        service.timed.connect(self._timed)
        service.film_opened.connect(self._film_opened)
        service.film_failed.connect(self._film_failed)
        service.failed.connect(self._failed)

    def _ready(self, assignment: Assignment) -> None:
        self._assignment = assignment
        if self._service.older_copy:
            self._notes = (tr(study_words.OLDER_COPY), *self._notes)
        self.film_page = FilmPage(assignment)
        self._stack.addWidget(self.film_page)
        self.film_page.locked.connect(lambda given, shown: self._service.submit(given, map_shown=shown))
        self.film_page.seen.connect(self._service.seen)
        self.film_page.pause_asked.connect(self._pause)

    # where the sitting stands --------------------------------------------------------------------

    def _moved(self, screen: Screen) -> None:
        before, self._screen = self._screen, screen
        self._stop_time()
        self._page().set_live(live=False)
        position = screen.position
        if position.phase in ON_FILM:
            self._show_film_page(screen, before)
        elif position.phase is Phase.WAITING:
            self._show_waiting(position)
        elif position.phase is Phase.PAUSED:
            self._show_paused(position)
        else:
            self._show_done(position)

    def _page(self) -> FilmPage:
        assert self.film_page is not None
        return self.film_page

    def _show_film_page(self, screen: Screen, before: Screen | None) -> None:
        """The film follows: the service opens it, from memory where it is the same."""
        page, self._film = self._page(), None
        page.view.set_loading(tr("Reading the film…"))
        if before is not None and before.position.phase is Phase.PAUSED:
            page.go_on(screen)
        else:
            page.show_screen(screen)
        self._stack.setCurrentWidget(page)

    def _show_waiting(self, position: Position) -> None:
        assert self._assignment is not None
        opens = position.opens
        if opens is not None and self._service.now() < opens:
            days = self._assignment.rules.washout_days
            lines = [
                tr(
                    "Session {number} of {all} can begin then.",
                    number=position.session,
                    all=position.sessions,
                ),
                tr(
                    "The sessions lie {days} apart, so that no answer comes from memory. Your answers "
                    "so far are kept.",
                    days=many(days, "day"),
                ),
            ]
            heading = tr("Please come back on {day}", day=study_words.day(opens))
            self.page.show_message(heading, lines)
        else:
            self._show_welcome(self._assignment, position)
        self._stack.setCurrentWidget(self.page)

    def _show_welcome(self, assignment: Assignment, position: Position) -> None:
        heading = assignment.rules.title
        if position.sessions > 1:
            session = tr("session {number} of {all}", number=position.session, all=position.sessions)
            heading = f"{heading}: {session}"
        self.page.show_message(
            heading,
            [*study_words.welcome_lines(assignment, position), *self._notes],
            do=(tr("Begin"), self._service.begin),
            keys=study_words.key_lines(assignment.rules),
        )
        self.page.note(tr("You read as {code}.", code=assignment.reader.code))

    def _show_paused(self, position: Position) -> None:
        assert self._assignment is not None
        where = study_words.progress_text(position)
        self.page.show_message(
            tr("Paused"),
            [tr("{where}. The film is covered and its time stands still.", where=where), *self._notes],
            do=(tr("Go on"), self._service.resume),
            keys=study_words.key_lines(self._assignment.rules),
        )
        self._stack.setCurrentWidget(self.page)

    def _show_done(self, _position: Position) -> None:
        self._film = None
        if self.film_page is not None:
            self.film_page.cover()
        self.page.show_message(
            tr("Thank you"),
            [
                tr("Every film is answered."),
                tr("Make the result pack and send this one file back to whoever runs the study."),
            ],
            do=(tr("Make the result pack…"), self.ask_result),
        )
        self._stack.setCurrentWidget(self.page)

    def _failed(self, error: Exception) -> None:
        words = line_of(error)
        if self._screen is None:
            self.page.show_message(tr("The study could not be opened"), [words])
        elif self._stack.currentWidget() is self.page:
            self.page.note(words)
        else:
            self._page().errors.show_error(error)
            self._put_film()

    # the film ------------------------------------------------------------------------------------

    def _film_opened(self, film: OpenFilm) -> None:
        self._film = film
        self._put_film()

    def _put_film(self) -> None:
        """Show the film of the step, once it is there, and let its time run."""
        screen, film = self._screen, self._film
        if screen is None or film is None or screen.position.phase not in ON_FILM or self._service.busy:
            return
        page = self._page()
        page.show_film(film, study_words.progress_text(screen.position))
        if screen.position.phase in TIMED:
            page.set_live(live=True)
            self._service.note_shown()

    def _film_failed(self, error: Exception) -> None:
        if self._screen is None or self._screen.position.step is None:
            return
        where = study_words.progress_text(self._screen.position)
        self.page.show_message(
            tr("{where} cannot be shown", where=where),
            [line_of(error), tr("Your answers so far are kept.")],
        )
        self._stack.setCurrentWidget(self.page)

    # time ----------------------------------------------------------------------------------------

    def _timed(self, screen: Screen) -> None:
        if self._screen is None or screen.position.step != self._screen.position.step:
            return
        if screen.seconds_left is not None:
            self._deadline = screen.at + screen.seconds_left
            self._tick.start()
            self._show_time()

    def _stop_time(self) -> None:
        self._deadline = None
        self._tick.stop()

    def _show_time(self) -> None:
        if self._deadline is None or self.film_page is None:
            return
        left = self._deadline - time.monotonic()
        self.film_page.show_time_left(max(left, 0.0))
        if left <= 0 and not self._service.busy:
            self._stop_time()
            self.film_page.set_live(live=False)
            self._service.expire(self.film_page.draft())

    # keys ----------------------------------------------------------------------------------------

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab belongs to the questions."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() and event.key() not in ARROWS:
            return
        press = Press(event.key(), event.text(), bool(event.modifiers() & Modifier.ShiftModifier))
        if self._stack.currentWidget() is self.page:
            self.page.press(press)
        elif event.modifiers() & (Modifier.ControlModifier | Modifier.AltModifier):
            self._press_with(event)
        elif event.key() == Key.Key_Escape and self._page().errors.count:
            self._page().errors.dismiss()
        elif event.key() == Key.Key_Escape:
            self._pause()
        elif event.key() == Key.Key_Space:
            self._page().view.set_overlays_hidden(True)
        elif not self._page().press(press):
            self._look(event.text().upper())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Space and not event.isAutoRepeat() and self.film_page is not None:
            self.film_page.view.set_overlays_hidden(False)

    def _pause(self) -> None:
        if self._screen is not None and self._screen.position.phase in TIMED and not self._closing:
            self._service.pause()

    def _look(self, key: str) -> None:
        view = self._page().view
        slots: dict[str, Callable[[], object]] = {
            "I": lambda: view.set_invert(not view.inverted()),
            "F": view.fit,
            "Z": view.one_to_one,
            "W": lambda: view.set_window(None),
            "H": self._page().toggle_map,
        }
        if key in slots:
            slots[key]()

    def _press_with(self, event: QKeyEvent) -> None:
        """Keys with Ctrl or Alt: how the film is looked at, and the way back."""
        key, view = event.key(), self._page().view
        if key in ARROWS and event.modifiers() & Modifier.AltModifier:
            right, down = ARROWS[key]
            view.pan_by(-right * PAN_STEP, -down * PAN_STEP)
        elif key in ARROWS:
            self._grey(*ARROWS[key])
        elif key in (Key.Key_Plus, Key.Key_Equal):
            view.zoom_in()
        elif key == Key.Key_Minus:
            view.zoom_out()
        elif key == Key.Key_B and self._screen is not None and self._screen.position.can_go_back:
            self._service.back()

    def _grey(self, right: int, down: int) -> None:
        view, image = self._page().view, self._page().view.image()
        if image is None:
            return
        chain = image.film.chain
        start = view.film_window() or starting_window(chain, image.pixels)
        dark = shows_high_dark(chain, invert=view.inverted())
        view.set_window(dragged(start, right * GREY_STEP, down * GREY_STEP, chain, inverted=dark))

    # the result ----------------------------------------------------------------------------------

    def ask_result(self) -> None:
        """Ask where the result pack is to be written."""
        name, _kind = QFileDialog.getSaveFileName(self, tr("Make the result pack"), self._proposed())
        if name:
            self.make_result(Path(name))

    def _proposed(self) -> str:
        code = self._assignment.reader.code if self._assignment is not None else "reader"
        return f"{code}{result_pack.SUFFIX}"

    def make_result(self, path: Path) -> None:
        """Write the result pack."""
        self.page.do_button.setEnabled(False)
        self.page.note(tr("Writing…"))
        self._jobs.submit(Lane.STORE, lambda: self._write_result(path), self._written, self._not_written)

    def _written(self, path: Path) -> None:
        if self._closing:
            return
        self.page.do_button.setEnabled(True)
        self.page.note(tr("✓ Written to {path}", path=path))

    def _not_written(self, error: Exception) -> None:
        if self._closing:
            return
        self.page.do_button.setEnabled(True)
        self.page.note(line_of(error))

    # the end -------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Another window comes to the front: the time of a film that may be hidden does not run."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self.isVisible():
            if self.film_page is not None:
                self.film_page.view.set_overlays_hidden(False)
            self._pause()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if not self._closing:
            self._closing = True
            self._stop_time()
            self._service.close()
            self.left.emit()
