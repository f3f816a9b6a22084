"""What helps the eye: local contrast, the file's overlays, loupe, true size, whole screen, second window."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from inference.imaging import measurements as measuring
from inference.imaging.pyramid import Pyramid, build_pyramid
from inference.records import Film, FilmImage, Sha256, SpacingKind
from viewer.app.i18n import tr, translated
from viewer.app.jobs import Job, Lane
from viewer.app.services import Services
from viewer.ui.film.film_scene import Substitute
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.output import FilmOutput
from viewer.ui.film.second_window import SecondFilm, other_screen, place
from viewer.ui.shell.action_table import ActionTable

KEPT: Final = 2  # films whose raised contrast is kept
MM_PER_INCH: Final = 25.4


class FilmAids(QObject):
    """Keys of the film that change nothing but how it is looked at."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: QWidget, actions: ActionTable, view: FilmView, services: Services) -> None:
        super().__init__(window)
        self._window, self._actions, self._view, self._s = window, actions, view, services
        self.output = FilmOutput(window, view)
        self.output.said.connect(self.said)
        self._raised: OrderedDict[Sha256, Pyramid] = OrderedDict()
        self._job: Job | None = None
        self._second: SecondFilm | None = None
        self._ends = False  # the film leaves the second screen only because the program ends
        self._planes_job: Job | None = None
        self._comes_back = services.preferences.values.second_screen  # as it was at the last end
        if isinstance(app := QGuiApplication.instance(), QGuiApplication):
            app.screenRemoved.connect(self._screen_gone)
        view.set_planes_shown(on=services.preferences.values.film_overlays)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions of these aids do."""
        return {
            "local_contrast": self._local_contrast,
            "film_overlays": self._film_overlays,
            "loupe": self._loupe,
            "true_size": self._true_size,
            "full_screen": self._full_screen,
            "second_screen": self._second_screen,
            "display_check": self._display_check,
            **self.output.slots(),
        }

    def show_film(self) -> None:
        """Another film came on screen: as the file has it."""
        self.forget()
        self._show_planes()
        if self._comes_back:
            self._comes_back = False
            if other_screen(self._window) is not None:
                self._open_second()
                self._window.activateWindow()  # the keys stay here

    def _check(self, name: str, *, on: bool) -> None:
        self._actions.check(name, on=on)

    def forget(self) -> None:
        """The film left the screen: what was still worked out for it is nobody's."""
        self._forget_job()
        self._check("local_contrast", on=False)

    # local contrast ------------------------------------------------------------------------------

    def _forget_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._view.set_loading("")

    def _local_contrast(self) -> None:
        """Raise it, or go back to the film; worked out off this thread."""
        image = self._view.image()
        if image is None:
            return
        if self._job is not None or self._view.substitute() is not None:
            self._forget_job()
            self._view.set_substitute(None)
            self._check("local_contrast", on=False)
        elif (known := self._raised.get(image.film.pixel_sha256)) is not None:
            self._show_raised(image, known)
        else:
            self._view.set_loading(tr("Raising the local contrast…"))
            self._job = self._s.jobs.submit(
                Lane.VIEW,
                lambda: _raise(image),
                lambda made: self._show_raised(image, made),
                self._not_raised,
            )
            self._check("local_contrast", on=True)

    def _show_raised(self, image: FilmImage, pyramid: Pyramid) -> None:
        self._job = None
        self._view.set_loading("")
        self._raised[image.film.pixel_sha256] = pyramid
        while len(self._raised) > KEPT:
            self._raised.popitem(last=False)
        self._view.set_substitute(Substitute(pyramid, tr("local contrast")))
        self._check("local_contrast", on=True)

    def _not_raised(self, error: Exception) -> None:
        self._job = None
        self._view.set_loading("")
        self._check("local_contrast", on=False)
        self.failed.emit(error)

    # overlay planes ------------------------------------------------------------------------------

    def _show_planes(self) -> None:
        """Lay the film's own overlays over it; unpacked off this thread."""
        if self._planes_job is not None:
            self._planes_job.cancel()
            self._planes_job = None
        self._check("film_overlays", on=self._s.preferences.values.film_overlays)
        image = self._view.image()
        if image is None or image.film.overlay is None:
            return
        film = image.film
        self._planes_job = self._s.jobs.submit(
            Lane.VIEW, lambda: _planes(film), self._view.set_planes, self.failed.emit
        )

    def _film_overlays(self) -> None:
        """Draw them or not, from now on."""
        on = not self._s.preferences.values.film_overlays
        self._s.preferences.set(film_overlays=on)
        self._view.set_planes_shown(on=on)
        self._check("film_overlays", on=on)

    # loupe, sizes, screens -----------------------------------------------------------------------

    def _loupe(self) -> None:
        on = not self._view.has_loupe()
        self._view.set_loupe(on=on)
        self._check("loupe", on=on)

    def _true_size(self) -> None:
        """One millimetre of the body, as far as the film knows it, on one millimetre of the screen."""
        film = self._view.film()
        if film is None:
            return
        if film.spacing_mm is None or film.spacing_kind is SpacingKind.UNKNOWN:
            self.said.emit(tr("The true size is unknown: calibrate the film first (Measure menu)."))
            return
        self._view.at_scale(film.spacing_mm[1] / self._pixel_mm())
        words = tr(
            "True size ({origin}), if the screen reports its own size correctly; see Display check.",
            origin=translated(measuring.origin(film)),
        )
        self.said.emit(words)

    def _pixel_mm(self) -> float:
        """Millimetres of a device pixel of the screen; the reader's own measurement of the screen first."""
        screen = self._view.screen()
        known = self._s.preferences.values.screen_pixels.get(screen_name(self._view))
        if known:
            return known / 1000
        dots = screen.physicalDotsPerInchX() * screen.devicePixelRatio()
        return MM_PER_INCH / max(dots, 1.0)

    def _display_check(self) -> None:
        from viewer.ui.film.display_check_dialog import DisplayCheck

        dialog = DisplayCheck(self._window, self._s.preferences, screen_name(self._view))
        dialog.exec()
        dialog.deleteLater()

    def _full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._check("full_screen", on=self._window.isFullScreen())

    def _second_screen(self) -> None:
        if self._second is not None:
            self.close_second()
            return
        self._open_second()

    def _open_second(self) -> None:
        self._second = SecondFilm(self._view, self._window.actions())
        self._second.closed.connect(self._second_closed)
        if not place(self._second, self._window):
            self.said.emit(tr("There is only one screen: the film has a window of its own."))
        self._check("second_screen", on=True)
        self._s.preferences.set(second_screen=True)

    def _second_closed(self) -> None:
        if self._second is not None:
            self._second.deleteLater()
            self._second = None
        self._check("second_screen", on=False)
        self._s.preferences.set(second_screen=self._ends)

    def end(self) -> None:
        """The program ends; whether the film stood on the second screen is kept for the next start."""
        self._ends = self._second is not None
        self.close_second()

    def _screen_gone(self, screen: QScreen) -> None:
        """A screen was unplugged: its film must not cover the window; the next start looks anew."""
        if self._second is not None and self._second.screen() is screen:
            self.end()
            self._ends = False
            self.said.emit(tr("The second screen is gone. Shift+F12 shows the film in a window of its own."))

    def is_second(self, widget: QWidget | None) -> bool:
        """Whether a widget is the film in its second window."""
        return widget is not None and widget is self._second

    def close_second(self) -> None:
        if self._second is not None:
            self._second.close()


def screen_name(view: FilmView) -> str:
    """How a screen is told from others in the settings: maker, model and pixels."""
    screen = view.screen()
    size = screen.size() * screen.devicePixelRatio()
    return f"{screen.manufacturer()} {screen.model()} {size.width()}x{size.height()}".strip()[:64]


def _raise(image: FilmImage) -> Pyramid:
    from inference.imaging.clahe import equalised

    return build_pyramid(equalised(image))


def _planes(film: Film) -> tuple[NDArray[np.uint8], ...]:
    from inference.imaging.overlay_mask import levels

    return levels(film)
