"""The composition root: the only place that knows everything.

Paint first: the window is on screen before the film view, OpenCV and ONNX Runtime are imported.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog

import inference
from inference.errors import ShentonError
from inference.paths import Paths, resources
from viewer.app import settings
from viewer.app.i18n import tr
from viewer.app.languages import ENGLISH, FONTS, put_in_force
from viewer.app.preferences import Preferences
from viewer.ui.main.main_window import MainWindow
from viewer.ui.main.opened_files import Program
from viewer.ui.main.pauses import Pauses
from viewer.ui.shell import theme

if TYPE_CHECKING:
    from inference.model.bundle import Bundle
    from inference.model.session import Engine
    from viewer.app.controller import Controller
    from viewer.app.film_service import FilmReader, FilmService
    from viewer.app.jobs import JobRunner
    from viewer.app.services import Services
    from viewer.ui.main.main_presenter import MainPresenter
    from viewer.ui.main.place import Place

log = logging.getLogger(__name__)
THUMB_SIDE: Final = 96


class Application(QObject):
    """The window, and behind it, once it is painted, everything else.

    Args:
        paths: where this user's data live; the folders are made.
        welcome: ask the three questions of a first start, unless there are files to be shown.
        files: films, folders and DICOMDIRs to open; none opens what was open last, at the first
            start the demonstration films.
        reader: what reads films; a decode process of its own unless given.
        engine: what runs a model's bundle; a process of its own unless given.
        place: where the reader was in the window before this one, in place of ``files``.
    """

    furnished = Signal()

    def __init__(
        self,
        paths: Paths,
        files: Sequence[Path] = (),
        *,
        reader: FilmReader | None = None,
        engine: Callable[[Bundle], Engine] | None = None,
        welcome: bool = False,
        place: Place | None = None,
    ) -> None:
        super().__init__()
        self.again: Place | None = None  # closed to be shown anew, in another language or size of text
        self._place = place
        self._welcome = welcome
        self._paths, self._reader, self._engine = paths, reader, engine
        self._files = [path.expanduser().absolute() for path in files]
        self.preferences = Preferences(paths.settings, self)
        self.window = MainWindow()
        self.services: Services | None = None
        self.bench: Controller | None = None
        self.desk: MainPresenter | None = None
        self._closed = False
        self._recall()
        self.window.painted_first.connect(self.furnish)
        self.window.closing.connect(self.close)

    def show(self) -> None:
        self.window.show()

    def open_files(self, paths: Sequence[Path]) -> None:
        """A worklist of these, at once or as soon as there is one."""
        if self._closed:
            return
        if self.desk is None:
            self._files += paths
        else:
            self.desk.open_paths(list(paths))

    def _recall(self) -> None:
        values = self.preferences.values
        self.window.recall_geometry(values.geometry)
        self.window.set_columns(
            worklist=values.worklist_open,
            answer=values.answer_open,
            widths=(values.worklist_width, values.answer_width),
        )

    def furnish(self) -> None:
        """Bring in the film view and the services, and open what was asked for."""
        if self._closed or self.desk is not None:
            return
        try:
            self._furnish()
        except Exception as error:
            self.window.model_text.setText(
                tr("Shenton could not start ({error}).", error=type(error).__name__)
            )
            raise

    def _furnish(self) -> None:
        from viewer.app.controller import Controller
        from viewer.ui.main.main_presenter import MainPresenter
        from viewer.ui.main.place import go_back

        self._paths.make()
        if self.preferences.is_new_reader:
            self.preferences.save()  # readings belong to the pseudonym: it must outlive a power failure
        self.services = build_services(self._paths, self.preferences, self._reader, self._engine)
        self.bench = Controller(self.services)
        self.desk = MainPresenter(self.window, self.bench, self.services, self._paths)
        self.bench.start()
        if self._place is not None:
            go_back(self.desk, self._place)
        elif self._files:
            self.desk.open_paths(self._files)
        elif self.preferences.is_new_reader:
            self.desk.open_demonstration()
        else:
            self.desk.open_last()
        self._report_settings()
        self.desk.restart_asked.connect(self._restart, Qt.ConnectionType.QueuedConnection)
        if self._welcome and not self._files and not self.preferences.values.welcomed:
            self.desk.welcome()
        self.furnished.emit()

    def _report_settings(self) -> None:
        if self.preferences.bad_keys:
            names = ", ".join(self.preferences.bad_keys)
            self.window.message.setText(
                tr("Bad settings were replaced by the usual ones: {names}.", names=names)
            )

    def _restart(self) -> None:
        """Close this window; the next one begins where this one was."""
        from viewer.ui.main.place import place_of

        if self.desk is not None and not self._closed:
            self.again = place_of(self.desk)
            self.window.close()

    def close(self) -> None:
        """Remember the window, end the lanes and the decode process; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        if self.desk is not None:
            self.desk.studies.close()
            self.desk.list.remember()
        self._remember()
        self.window.hide()  # what follows may take a moment
        if self.bench is not None:
            self.bench.close()
        else:
            self.preferences.save()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():  # the end of a desktop's session asks no dialog first
                dialog.done(QDialog.DialogCode.Rejected)

    def _remember(self) -> None:
        worklist, answer = self.window.columns
        values: dict[str, Any] = {
            "geometry": self.window.remember_geometry(),
            "worklist_open": worklist,
            "answer_open": answer,
        }
        widths = dict(zip(("worklist_width", "answer_width"), self.window.widths, strict=True))
        values |= {name: width for name, width in widths.items() if 120 <= width <= 2000}
        self.preferences.set(**values)


def build_services(
    paths: Paths,
    preferences: Preferences,
    reader: FilmReader | None = None,
    engine: Callable[[Bundle], Engine] | None = None,
) -> Services:
    """Everything below the window, on real parts."""
    from inference.dicom.decode_worker import DecodeChild
    from viewer.app.jobs import JobRunner
    from viewer.app.measurement_service import MeasureService
    from viewer.app.prediction.engine_start import EngineChecks
    from viewer.app.prediction.model_service import ModelService
    from viewer.app.prediction.site_profiles import SiteProfiles
    from viewer.app.reading.service import ReadingService
    from viewer.app.services import Services
    from viewer.app.store_service import StoreService
    from viewer.app.worklist import Worklist

    jobs = JobRunner()
    store = StoreService(jobs, paths.store)
    sites = SiteProfiles(paths.site_profiles, preferences)
    readings = ReadingService(store, preferences.values.reader)
    return Services(
        jobs=jobs,
        preferences=preferences,
        store=store,
        worklist=Worklist(jobs, find_films),
        films=_films(jobs, reader),
        models=ModelService(
            jobs,
            (paths.shipped_models, paths.user_models),
            paths.user_models,
            engine,
            EngineChecks(paths.cache, paths.demonstration_films),
            sites.in_force,
        ),
        readings=readings,
        measures=MeasureService(store, readings),
        site_profiles=paths.site_profiles,
        new_reader=DecodeChild if reader is None else lambda: reader,
    )


def _films(jobs: JobRunner, reader: FilmReader | None) -> FilmService:
    """Films are read by ``reader``; without one by a child process, and another one reads the thumbnails."""
    from inference.dicom.decode_worker import DecodeChild
    from inference.imaging import render
    from inference.imaging.pyramid import build_pyramid
    from viewer.app.film_service import FilmService, Preparation

    preparation = Preparation(
        lambda image: build_pyramid(image.pixels), lambda image: render.thumbnail(image, THUMB_SIDE)
    )
    glances = DecodeChild() if reader is None else None
    return FilmService(jobs, reader or DecodeChild(), preparation, glances=glances)


def find_films(given: Iterable[Path]) -> Iterator[Path]:
    """Walk files, folders and DICOMDIRs; what reads DICOMDIRs is imported in the lane that walks."""
    from inference.dicom import file_discovery

    return file_discovery.find_films(given)


def make_qt(arguments: Sequence[str], language: str = ENGLISH) -> Program:
    """The QApplication, dressed, in the language of a setting."""
    app = Program(list(arguments))
    app.setApplicationName("Shenton")
    app.setApplicationVersion(inference.__version__)
    app.setDesktopFileName("shenton")
    dress(app, settings.Settings(language=language))
    icon = resources() / "style" / "icon.svg"
    app.setWindowIcon(QIcon(str(icon)))
    return app


def dress(app: QApplication, values: settings.Settings) -> None:
    """Put language and size of text in force for the windows that are made from now on."""
    families = FONTS.get(put_in_force(app, values.language), ())
    theme.apply(app, families, text_size=values.text_size)


def _catch_the_rest(window: MainWindow) -> None:
    from viewer.ui.shell.error_bar import install_hook

    install_hook(window.errors)


class SignalWatch(QObject):
    """Ctrl+C and the end of a desktop session close the window as its button does (not on Windows).

    Qt's loop does not run Python's signal handlers: a byte on a socket wakes it; they run before the slot.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._ours, self._theirs = socket.socketpair()
        self._theirs.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # not at once: the signal may come in the middle of a paint event
            signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, window.close))

    def _read(self) -> None:
        self._ours.recv(64)

    def close(self) -> None:
        """Listen no more; from here a signal ends the program at once."""
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._ours.close()
        self._theirs.close()


def run(paths: Paths, files: Sequence[Path]) -> int:
    """Show the window until it is closed; the exit status of the program."""
    try:
        paths.make()
    except ShentonError as error:
        sys.stderr.write(f"shenton: {error}\n")
        return 1
    app = make_qt(sys.argv[:1])
    pauses = Pauses(app)
    shown = _show(app, paths, files, pauses)
    while shown.again is not None:
        shown = _show(app, paths, (), pauses, shown.again)
    pauses.end()
    if shown.stuck:
        os._exit(shown.status)  # everything is saved; Python would wait for a thread that may never end
    return shown.status


class Shown(NamedTuple):
    """How a window ended."""

    status: int
    again: Place | None
    stuck: bool


def _show(
    app: Program, paths: Paths, files: Sequence[Path], pauses: Pauses, place: Place | None = None
) -> Shown:
    """One window from its first paint to its end, in the language and the size of text of the settings."""
    dress(app, settings.load(paths.settings)[0])
    application = Application(paths, files, welcome=True, place=place)
    application.furnished.connect(lambda: _catch_the_rest(application.window))
    application.furnished.connect(pauses.furnished)
    watch = SignalWatch(application.window) if sys.platform != "win32" else None
    app.opened.asked.connect(application.open_files)
    application.show()
    status = app.exec()
    app.opened.asked.disconnect(application.open_files)
    application.close()
    if watch is not None:
        watch.close()
    application.window.deleteLater()
    stuck = application.bench is not None and bool(application.bench.stuck)
    return Shown(status, None if stuck else application.again, stuck)
