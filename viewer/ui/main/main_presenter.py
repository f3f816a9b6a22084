"""Shows on the window what the controller says, and tells the controller what the reader does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from inference.errors import ShentonError
from inference.imaging.pyramid import Pyramid
from inference.paths import Paths
from viewer.app.controller import Controller
from viewer.app.film_service import OpenFilm
from viewer.app.i18n import mark, tr, translated
from viewer.app.prediction.model_service import LoadedModel
from viewer.app.services import Services
from viewer.ui.compare.beside import Beside
from viewer.ui.export.menu import LeavingDoors
from viewer.ui.film.display_tools import FilmAids
from viewer.ui.film.facts import corner_text
from viewer.ui.film.film_presenter import FilmPresenter
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.corner_text import CornerText
from viewer.ui.film.tools.tools import Tool
from viewer.ui.main.context_menus import PlaceMenus
from viewer.ui.main.dialogs_menu import DialogsMenu
from viewer.ui.main.film_facts import model_line
from viewer.ui.main.foot import Foot, Said
from viewer.ui.main.main_window import MainWindow
from viewer.ui.main.opening import Opening
from viewer.ui.prediction.answer_presenter import AnswerPresenter, InSight
from viewer.ui.prediction.heatmap_presenter import MapPainter
from viewer.ui.preferences.menu import PreferenceDoors
from viewer.ui.reading.marks_presenter import MarksPresenter
from viewer.ui.reading.reading_presenter import ReadingPresenter
from viewer.ui.shell.actions import FILE_MENU, VIEW_MENU, Need
from viewer.ui.shell.error_bar import words_of
from viewer.ui.shell.language_menu import LanguageMenu
from viewer.ui.shell.shortcuts import KeyBoard
from viewer.ui.study.menu import StudyMenu
from viewer.ui.worklist.worklist_presenter import WorklistPresenter

if TYPE_CHECKING:
    from viewer.ui.preferences.preferences_dialog import Deeds

READ_AHEAD = (1, 2, -1)
NO_FILMS = mark("No films were found there.")


class MainPresenter(QObject):
    """The glue of the running program; made once the window is painted."""

    restart_asked = Signal()

    def __init__(self, window: MainWindow, controller: Controller, services: Services, paths: Paths) -> None:
        super().__init__(window)
        self.window, self.bench, self.s, self._paths = window, controller, services, paths
        self.view = FilmView()
        window.furnish(self.view)
        self.foot = Foot(window.message, services)
        self._say, self._unsay = self.foot.say, self.foot.unsay
        window.actions_.follow(self._given)
        self.map = MapPainter(window.answer.map, self.view, controller)
        self.film = FilmPresenter(window, window.actions_, self.view, services)
        self.aids = FilmAids(window, window.actions_, self.view, services)
        split = window.film_split
        self.beside = Beside(split, window.actions_, self.view, controller, lambda: window.answer_in_sight)
        self.compare, self.layouts = self.beside.compare, self.beside.layouts
        self.marks = MarksPresenter(
            window.reading, window.actions_, self.view, services.readings, services.measures
        )
        self.keys = KeyBoard(window.actions_, services.preferences, (window,))
        self.languages = LanguageMenu(window.actions_.menu(VIEW_MENU), services.preferences)
        self.reading = ReadingPresenter(window, window.actions_, window.worklist, controller)
        self.answer = AnswerPresenter(
            window.answer, self.map, controller, lambda: self.reading.hides_answer,
            InSight(lambda: window.answer_in_sight, lambda: window.worklist_in_sight),
        )  # fmt: skip
        window.worklist.attach(services.worklist)
        window.reading.attach(services.readings)
        window.answer.map.set_look(services.preferences.values)
        self._make_doors(paths)
        self._connect_bench()
        self._connect_window()
        self._connect_view()
        self._make_list()
        window.connect_actions(self._slots())
        self._show_model()
        self.marks.show_tool(self.view.tool())
        self.refresh()

    def _make_doors(self, paths: Paths) -> None:
        """What opens dialogs and other windows."""
        window, services = self.window, self.s
        self.dialogs = DialogsMenu(window, self.bench, self.open_paths, paths.site_profiles)
        self.leaving = LeavingDoors(window, self.bench, self.view, paths.incoming, self.open_paths)
        self.studies = StudyMenu(window, services, paths.data / "sittings")

    def _make_list(self) -> None:
        """What remembers the list's order and the preferences; both speak at once, to what is connected."""
        window, services = self.window, self.s
        self.list = WorklistPresenter(
            window.worklist, window.actions_.menu(FILE_MENU), services, self.open_paths
        )
        self.opening = Opening(self.view, self.bench, self.list, self.studies)
        self.list.said.connect(self._say)
        self.list.removed.connect(self.foot.offer)
        self.menus = PlaceMenus(window, self.bench, self.list, self.layouts)
        self.list.reopen_asked.connect(lambda: self.bench.open(self.list.opened))
        self.settings = PreferenceDoors(window, services, self.keys, self._deeds, lambda: self.leaving.pacs)
        self.settings.restart_asked.connect(self.restart_asked)
        self.settings.folder_asked.connect(self.dialogs.ask_folder)
        self.settings.pacs_asked.connect(self.leaving.show_fetch)

    # connections ---------------------------------------------------------------------------------

    def _connect_bench(self) -> None:
        bench, s = self.bench, self.s
        bench.film_shown.connect(self._show_film)
        bench.film_failed.connect(self._show_failure)
        bench.answer_changed.connect(self._show_answer)
        bench.first_found.connect(self._select_first, Qt.ConnectionType.QueuedConnection)
        bench.failed.connect(self.show_error)
        s.films.loading.connect(self._show_loading)
        s.models.loading.connect(lambda name: self._show_model(tr("Loading {name}…", name=name)))
        s.models.ready.connect(self._model_ready)
        s.models.engine_checked.connect(lambda finding: self._say(translated(finding.words)))
        s.models.failed.connect(lambda _error: self._show_model())
        s.models.failed.connect(lambda _error: self._show_answer())
        for marked in (s.readings.film_changed, s.readings.draft_changed, s.readings.saved_changed):
            marked.connect(self._refresh_actions)
        s.readings.answer_changed.connect(self._refresh_actions)
        s.measures.changed.connect(self._refresh_actions)
        s.measures.failed.connect(self.show_error)
        self.languages.chosen.connect(self.restart_asked)
        for part in (self.film, self.aids, self.marks, self.beside):
            part.said.connect(self.foot.say_of_film)
        for removes in (self.film, self.marks, self.beside.layouts):
            removes.removed.connect(self.foot.offer)
        self.window.message.offered.connect(self._refresh_actions)
        self.film.hinted.connect(lambda words: self._say(words, Said.HINT))
        self.film.unhinted.connect(lambda: self._unsay(Said.HINT))
        self.answer.failed.connect(self.show_error)
        self.answer.filled.connect(self._show_model)
        self.aids.failed.connect(self.show_error)
        self.compare.failed.connect(self.show_error)
        self.reading.answer_shown.connect(self._show_answer)
        s.worklist.scanning_changed.connect(self._scanned)
        s.worklist.cleared.connect(self._cleared)
        s.worklist.changed.connect(lambda position: self.answer.note_figures([s.worklist.entries[position]]))

    def _connect_window(self) -> None:
        window = self.window
        for close in (self.aids.end, self.compare.close, self.leaving.close):
            window.closing.connect(close)
        window.paths_dropped.connect(self.open_paths)
        window.overlays_hidden.connect(self.view.set_overlays_hidden)
        window.columns_changed.connect(self.answer.columns_changed)
        window.activity_changed.connect(self._activity)
        window.worklist.chosen.connect(self._choose)
        window.worklist.in_sight.connect(self.bench.want_in_sight)
        window.worklist.all_wanted.connect(lambda on: self.bench.want_all(on=on))
        window.worklist.open_folder_asked.connect(self.dialogs.ask_folder)
        window.worklist.demonstration_asked.connect(self.open_demonstration)
        window.worklist.search.left.connect(self._focus_film)
        window.reading.comment.left.connect(self._focus_film)
        window.reading.next_asked.connect(window.actions_["agree_next"].trigger)
        window.reading.history_asked.connect(self.reading.show_history)
        window.reading.reader_asked.connect(self.dialogs.ask_reader)
        window.reading.undo_asked.connect(self.foot.undo)
        window.answer.models_asked.connect(self.dialogs.show_models)
        window.answer.again_asked.connect(self.bench.again)
        window.answer.point_asked.connect(self.dialogs.show_points)
        self.map.drawn.connect(lambda on: window.actions_.check("heat_map", on=on))

    def _connect_view(self) -> None:
        view = self.view
        view.film_step.connect(self.window.worklist.step)
        self.marks.tool_changed.connect(self._show_tool)
        view.paths_dropped.connect(lambda paths: self.list.drop(paths))

    def _slots(self) -> dict[str, Callable[[], object]]:
        window = self.window
        slots: dict[str, Callable[[], object]] = {
            "open": self.dialogs.ask_files,
            "open_folder": self.dialogs.ask_folder,
            "demonstration": self.open_demonstration,
            **self.leaving.slots(),
            "store": self.dialogs.show_store,
            "next": lambda: window.worklist.step(1),
            "previous": lambda: window.worklist.step(-1),
            "again": self.bench.again,
            "heat_map": self.map.toggle,
            "map_anyway": window.answer.map.show_anyway,
            "stretch_map": window.answer.map.stretch,
            "comment": lambda: window.reading.comment.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "cancel": self._cancel,
            "undo": self.foot.undo,
            "reader": self.dialogs.ask_reader,
            "studies": self.studies.show_desk,
            "sit_study": self.studies.ask_pack,
            "verify_statistics": self.studies.show_verify,
            "models": self.dialogs.show_models,
            "points": self.dialogs.show_points,
            "site_thresholds": self.dialogs.show_sites,
            "help": lambda: self.dialogs.show_help(self.keys),
            "about": self.dialogs.show_about,
        }
        tools = self.film.slots() | self.aids.slots() | self.beside.slots()
        return (
            slots
            | tools
            | self.reading.slots()
            | self.marks.slots()
            | self.list.slots()
            | self.settings.slots()
        )

    # opening -------------------------------------------------------------------------------------

    def open_paths(self, paths: list[Path]) -> None:
        """A new worklist from these."""
        self.opening.open_paths(paths)

    def open_demonstration(self) -> None:
        """The films that ship; the next start does not come back to them."""
        self.opening.open_demonstration([self._paths.demonstration_films])

    def open_last(self) -> None:
        """What was open at the end of the last run, and the film that was on screen."""
        self.opening.open_last()

    def _choose(self, position: int) -> None:
        panel = self.window.worklist
        ahead = [at for at in (panel.ahead(by) for by in READ_AHEAD) if at is not None]
        self.bench.show(position, ahead)
        self._refresh_actions()

    def _cleared(self) -> None:
        self._refresh_actions()

    def _select_first(self) -> None:
        """After the list view has taken in the new lines."""
        self.list.select_first()

    def _scanned(self, scanning: bool) -> None:
        if not self.s.worklist.entries:
            self.view.set_loading(tr("Looking for films…") if scanning else "")
        if not scanning and self.s.worklist.walk.found_nothing:  # the list and its film stay
            self._say(tr(NO_FILMS), Said.NO_FILMS)
        else:
            self._unsay(Said.NO_FILMS)
        if not scanning and self.s.worklist.walk.left_out:
            self.foot.add(translated(self.s.worklist.walk.left_out))
        self._refresh_actions()

    def welcome(self) -> None:
        """The three questions of a first start."""
        self.settings.welcome()

    def _deeds(self) -> Deeds:
        from viewer.ui.preferences.preferences_dialog import Deeds

        return Deeds(
            set_reader=self.bench.set_reader,
            set_blind=lambda on: self.reading.set_blind(on=on),
            set_wheel=lambda wheel: self.window.actions_[f"wheel_{wheel}"].trigger(),
            show_keys=lambda: self.dialogs.show_help(self.keys),
        )

    # the film ------------------------------------------------------------------------------------

    def _show_loading(self, path: Path) -> None:
        self.view.set_loading(tr("Reading {name}…", name=path.name))

    def _show_film(self, film: OpenFilm) -> None:
        prepared = film.prepared if isinstance(film.prepared, Pyramid) else None
        self.view.set_loading("")
        self.compare.close()
        self.view.set_overlay(None)  # it was the old film's
        self.view.set_answer_note(None)
        self.view.set_image(film.image, prepared)
        self.view.set_corner_text(corner_text(film.image.film))
        self.film.show_film(film)
        self.aids.show_film()
        self.layouts.show_film()

    def _show_failure(self, path: Path, error: Exception) -> None:
        self.view.set_loading("")
        self.compare.close()
        self.view.set_corner_text(CornerText())  # it was the old film's
        self.view.set_image(None)
        self.aids.forget()
        self.layouts.show_film()  # no name of the film before stands over the file that is refused
        self.window.reading.show_nothing()
        if isinstance(error, ShentonError):
            self.view.set_error(*words_of(error), path.name)
        else:
            self.view.set_error(tr("This file could not be read."), tr("See the message above."), path.name)
            self.show_error(error, path.name)

    # the answer ----------------------------------------------------------------------------------

    def _show_answer(self) -> None:
        self.answer.due.ask()
        self._refresh_actions()

    def _activity(self, active: bool) -> None:
        clock = self.s.readings.clock
        if active:
            clock.resume()
        else:
            clock.pause()

    def _show_model(self, busy: str = "") -> None:
        model, given = self.s.models.model, self.bench.given
        if model is None and self.s.models.is_loading:
            busy = busy or tr("Loading the model…")
        self.window.model_text.setText(busy or model_line(model, given.answer.elapsed_ms if given else None))

    def _model_ready(self, model: LoadedModel) -> None:
        """Said once: at every answer it would take the place of what is offered back."""
        self._show_model()
        if model.notice:
            self._say(translated(model.notice))

    # the reading ---------------------------------------------------------------------------------

    def _show_tool(self, tool: Tool) -> None:
        self.window.tool_text.setText(tr("Tool: {tool}", tool=self.film.tool_name(tool)))

    def _cancel(self) -> None:
        focus, searching = QApplication.focusWidget(), self.opening.busy
        on_film = focus is self.view or self.aids.is_second(focus)
        if not on_film and (not searching or isinstance(focus, QLineEdit)):
            self._focus_film()
        elif self.window.errors.count:
            self.window.errors.dismiss()
        elif searching and self.view.tool() is Tool.WINDOW:
            self.opening.cancel()
        elif self.compare.is_open and self.view.tool() is Tool.WINDOW:
            self.compare.close()
        else:
            self.view.cancel()

    def _focus_film(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # dialogs and errors --------------------------------------------------------------------------

    def show_error(self, error: Exception, about: str = "") -> None:
        self.window.errors.show_error(error, about)

    # what is enabled -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show everything anew."""
        self._show_answer()
        self.window.reading.due.ask()
        self.settle()

    def _refresh_actions(self) -> None:
        self.window.actions_.ask()

    @property
    def is_due(self) -> bool:
        """Whether anything is still to be shown of what has changed in this turn."""
        return self.answer.due.is_due or self.window.reading.is_due or self.window.actions_.due.is_due

    def settle(self) -> None:
        """Show at once what has changed in this turn."""
        self.answer.due.settle()
        self.window.reading.settle()
        self.window.actions_.due.settle()

    def _given(self) -> Need:
        """What there is, for the actions that need it."""
        readings, bench = self.s.readings, self.bench
        given = {
            Need.FILM: bench.film is not None,
            Need.LIST: bool(self.s.worklist.entries),
            Need.ANSWER: not bench.is_loading and bench.prediction is not None,
            Need.READER: readings.film is not None and self.s.store.usable,
            Need.COMMIT: readings.can_commit,
            Need.UNDO: self.foot.can_undo,
            Need.REDO: readings.can_redo,
            Need.DRAWN: bool(readings.draft.regions or self.s.measures.measures),
            Need.SCALED: self.s.measures.calibration is not None,
            Need.STORE: self.s.store.usable,
        }
        have = Need.NOTHING
        for need, there in given.items():
            have |= need if there else Need.NOTHING
        return have
