"""The way to the preferences and to the first start's questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from viewer.app.pacs_service import PacsService
from viewer.app.services import Services
from viewer.ui.shell.shortcuts import KeyBoard

if TYPE_CHECKING:
    from viewer.ui.preferences.first_start import FirstStart
    from viewer.ui.preferences.preferences_dialog import Deeds, PreferencesDialog


class PreferenceDoors(QObject):
    """Opens both dialogs; each is imported when it is asked for."""

    restart_asked = Signal()
    folder_asked = Signal()
    pacs_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        services: Services,
        board: KeyBoard,
        deeds: Callable[[], Deeds],
        pacs: Callable[[], PacsService],
    ) -> None:
        super().__init__(window)
        self._window, self._s, self._board, self._deeds, self._pacs = window, services, board, deeds, pacs

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions do."""
        return {"preferences": self.show}

    def dialog(self) -> PreferencesDialog:
        """The preferences, not shown yet."""
        from viewer.ui.preferences.preferences_dialog import PreferencesDialog

        made = PreferencesDialog(self._window, self._s, self._pacs(), self._board, self._deeds())
        made.restart_asked.connect(self.restart_asked)
        return made

    def show(self) -> None:
        """Show the preferences until they are closed."""
        dialog = self.dialog()
        dialog.exec()
        dialog.deleteLater()

    def welcome(self) -> FirstStart:
        """Ask the three questions of a first start over the window, which goes on meanwhile."""
        from viewer.ui.preferences.first_start import FirstStart

        values = self._s.preferences.values
        made = FirstStart(self._window, self._s.readings.reader, own_first=values.answer_first)
        made.accepted.connect(lambda: self._begin(made))
        made.finished.connect(lambda _how: self._s.preferences.set(welcomed=True))
        made.finished.connect(made.deleteLater)
        made.open()
        return made

    def _begin(self, asked: FirstStart) -> None:
        from viewer.ui.preferences.first_start import Place

        deeds = self._deeds()
        if asked.reader.text() != self._s.readings.reader:
            deeds.set_reader(asked.reader.text())
        if asked.own_first != self._s.readings.blind:
            deeds.set_blind(asked.own_first)
        if asked.place is Place.FOLDER:
            self.folder_asked.emit()
        elif asked.place is Place.PACS:
            self.pacs_asked.emit()
