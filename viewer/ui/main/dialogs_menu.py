"""Everything that opens over the window: file choosers and dialogs; each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from viewer.app.controller import Controller
from viewer.app.i18n import tr
from viewer.ui.main.main_window import MainWindow
from viewer.ui.shell.shortcuts import KeyBoard


class DialogsMenu(QObject):
    """Asks and shows; what was chosen goes to ``open_paths`` or to the controller."""

    def __init__(
        self,
        window: MainWindow,
        bench: Controller,
        open_paths: Callable[[list[Path]], None],
        site_profiles: Path,
    ) -> None:
        super().__init__(window)
        self._site_profiles = site_profiles
        self._window, self._bench, self._open_paths = window, bench, open_paths

    def ask_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self._window, tr("Open films"), self._folder())
        if names:
            self._open([Path(name) for name in names], Path(names[0]).parent)

    def ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, tr("Open a folder"), self._folder())
        if name:
            self._open([Path(name)], Path(name))

    def _folder(self) -> str:
        return self._bench.s.preferences.values.last_folder

    def _open(self, paths: list[Path], folder: Path) -> None:
        self._bench.s.preferences.set(last_folder=str(folder))
        self._open_paths(paths)

    def ask_reader(self) -> None:
        from viewer.ui.reading.pseudonym_dialog import ask_pseudonym

        name = ask_pseudonym(self._window, self._bench.s.readings.reader)
        if name:
            self._bench.set_reader(name)

    def show_models(self) -> None:
        from viewer.ui.prediction.models_dialog import ModelDialog

        _run(ModelDialog(self._window, self._bench.s.models))

    def show_points(self) -> None:
        """The model's ROC curve, and where on it the answers are given."""
        from viewer.ui.prediction.operating_point_dialog import PointDialog

        _run(PointDialog(self._window, self._bench.s.models, self._bench.s.preferences))

    def show_sites(self) -> None:
        """The site's own thresholds, from the films of the list."""
        from viewer.app.prediction.site_profiles import SiteProfiles
        from viewer.ui.prediction.site_dialog import SiteDialog

        services = self._bench.s
        profiles = SiteProfiles(self._site_profiles, services.preferences)
        _run(
            SiteDialog(
                self._window, services, profiles, lambda: [entry.path for entry in services.worklist.entries]
            )
        )

    def show_store(self) -> None:
        from viewer.ui.reading.store_dialog import StoreDialog

        _run(StoreDialog(self._window, self._bench.s.store))

    def show_help(self, board: KeyBoard) -> None:
        from viewer.ui.shell.shortcuts_dialog import KeysDialog

        _run(KeysDialog(self._window, board))

    def show_about(self) -> None:
        from viewer.ui.main.about_dialog import AboutDialog

        _run(AboutDialog(self._window, self._bench.s.models.model))


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
