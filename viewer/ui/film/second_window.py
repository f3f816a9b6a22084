"""The film once more in a window of its own, on a second screen where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QWidget

from inference.records import Window
from viewer.app.i18n import tr
from viewer.ui.film.film_view import FilmView


class SecondFilm(FilmView):
    """Shows what another view shows, with its own zoom; windows dragged here are the other view's, too."""

    closed = Signal()

    def __init__(self, main: FilmView, actions: Sequence[QAction]) -> None:
        super().__init__()
        self._main = main
        self._mouse.looks_only = True
        self.setWindowTitle(tr("Film - Shenton"))
        self.addActions(actions)  # every key works here, too
        self.setAcceptDrops(False)
        main.painted.connect(self._follow)
        self.window_changed.connect(self._pass_on)
        self.film_step.connect(main.film_step)
        self._follow()

    def _pass_on(self, window: Window | None) -> None:
        """A window dragged here; one of a film that has left the other view is nobody's."""
        if self._scene.loaded is self._main._scene.loaded:
            self._main.set_window(window)

    def _follow(self) -> None:
        if self._scene.loaded is not self._main._scene.loaded:
            self._mouse.cancel()  # a gesture belongs to the film that it was begun on
        self._scene.follow(self._main._scene)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is held (every overlay is hidden) is the program's window's."""
        QCoreApplication.sendEvent(self._main.window(), event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        QCoreApplication.sendEvent(self._main.window(), event)

    def changeEvent(self, event: QEvent) -> None:
        """Another window takes the keys: it is told of no key that is let go."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._main.set_overlays_hidden(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._main.painted.disconnect(self._follow)
        event.accept()
        self.closed.emit()


def other_screen(window: QWidget) -> QScreen | None:
    """A screen that the window is not on."""
    here = window.screen()
    return next((screen for screen in QGuiApplication.screens() if screen is not here), None)


def place(second: SecondFilm, window: QWidget) -> bool:
    """Show it whole on another screen, or beside the window; ``False`` when there is one screen only."""
    screen = other_screen(window)
    if screen is None:
        second.resize(window.size() * 0.6)
        second.show()
        return False
    second.setScreen(screen)
    second.setGeometry(screen.availableGeometry())
    second.showFullScreen()
    return True
