"""What the worklist remembers and offers: its order, drafts, the next unread film, recent folders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from viewer.app.i18n import tr
from viewer.app.services import Services
from viewer.ui.shell.undoable import Undoable
from viewer.ui.worklist.grouping import Order
from viewer.ui.worklist.worklist_panel import WorklistPanel

RECENT: Final = 10
PLACES: Final = 200
"""Of files that were opened by hand so many are found again at the next start."""


class WorklistPresenter(QObject):
    """Serves a worklist panel; ``open_paths`` opens a folder that was chosen from the recent ones."""

    said = Signal(str)
    removed = Signal(object)  # Undoable
    reopen_asked = Signal()  # the former list

    def __init__(
        self, panel: WorklistPanel, menu: QMenu, services: Services, open_paths: Callable[[list[Path]], None]
    ) -> None:
        super().__init__(panel)
        self._panel, self._s, self._open_paths = panel, services, open_paths
        self.opened: list[Path] = []
        self.keeps = True  # the next start comes back to them
        self._forgotten: list[str] = []  # recent folders, to be brought back
        self._former: tuple[list[Path], bool, Path | None] | None = None  # list, whether kept, film
        self._wanted: Path | None = None  # where the reader was at the end of the last run
        self.recent = menu.addMenu(tr("Recent folders"))
        opens = menu.actions()[:2]  # open films, open a folder
        menu.insertAction(menu.actions()[len(opens)], self.recent.menuAction())
        self.recent.aboutToShow.connect(self._fill_recent)
        panel.set_order(Order(services.preferences.values.worklist_order))
        panel.order_chosen.connect(lambda order: services.preferences.set(worklist_order=order))
        panel.next_unread_asked.connect(self.next_unread)
        for told in (services.readings.draft_changed, services.readings.saved_changed):
            told.connect(self._note_draft)
        services.worklist.added.connect(self._added)
        services.worklist.cleared.connect(self._offer_former)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions do."""
        return {"next_unread": self.next_unread}

    def drop(self, paths: list[Path]) -> None:
        """What was dropped on the film: a film of the list is shown, anything else is opened."""
        if not self._panel.select_path(paths):
            self._open_paths(paths)

    def next_unread(self) -> None:
        """Go to the next film that is still to be read."""
        if not self._panel.next_unread():
            self.said.emit(tr("No other film of the list is unread."))

    def _note_draft(self) -> None:
        readings = self._s.readings
        if readings.film is not None and readings.loaded and not readings.saving:
            self._s.worklist.set_own(readings.film.picture, drafted=readings.is_changed)

    # where the reader was ------------------------------------------------------------------------

    def note_opened(
        self,
        paths: Sequence[Path],
        *,
        folders: Sequence[Path] = (),
        keep: bool = True,
        film: Path | None = None,
    ) -> None:
        """These become the list, and ``film`` of them is gone to first.

        ``folders`` among them are offered again, unless nothing is to be kept.
        """
        if not self._s.worklist.entries:
            self._former = None
        elif self._former is None:  # else what was opened last held nothing, and an earlier list is on screen
            self._former = (self.opened, self.keeps, self._s.films.current)
        self.opened, self.keeps, self._wanted = list(paths), keep, film
        values = self._s.preferences.values
        if not keep or not values.remember_place:
            return
        names = [str(path) for path in folders]
        kept = [name for name in values.recent_folders if name not in names]
        self._s.preferences.set(recent_folders=[*names, *kept][:RECENT])

    def _offer_former(self) -> None:
        """Another list took the place of one: a film that was dropped by mistake loses nobody a long list."""
        if self._former is not None and self._former[0]:
            words, back = tr("Another list is open."), partial(self._reopen, *self._former)
            self.removed.emit(Undoable(words, back, link=tr("Back to the former list"), has_key=False))
        self._former = None

    def _reopen(self, opened: list[Path], keep: bool, film: Path | None) -> None:
        self.note_opened(opened, keep=keep, film=film)
        self.reopen_asked.emit()

    def remember(self) -> None:
        """Keep the list and the film on screen for the next start."""
        preferences, current = self._s.preferences, self._s.films.current
        keep = self.keeps and preferences.values.remember_place
        places = [str(path) for path in self.opened[:PLACES]] if keep else []
        film = current or self._wanted  # the end may come before the disk told whether they are still there
        preferences.set(last_paths=places, last_film=str(film or "") if places else "")

    def take_last(self) -> tuple[list[Path], Path | None]:
        """What was open at the end of the last run, and the film on screen; nobody looked for it yet."""
        values = self._s.preferences.values
        self.opened = [Path(name) for name in values.last_paths]
        self._wanted = Path(values.last_film) if values.last_film else None
        return list(self.opened), self._wanted

    def say_gone(self) -> None:
        """Nothing of the last run is there any more."""
        gone, self.opened, self._wanted = self.opened, [], None
        if gone:
            self.said.emit(tr("No longer there since last time: {name}", name=gone[0].name))

    def select_first(self) -> None:
        """The list has its first lines: go to the film of the last run, else to the first."""
        wanted = None if self._wanted is None else self._s.worklist.position(self._wanted)
        self._panel.select(wanted or 0)
        if wanted is not None:
            self._wanted = None

    def _added(self, first: int, _last: int) -> None:
        """Further lines: the film of the last run may be among them."""
        if self._wanted is None or first == 0:
            return
        if self._panel.position not in (None, 0) or self._s.worklist.was_read:  # the reader went elsewhere
            self._wanted = None
        elif self._s.worklist.position(self._wanted) is not None:
            self.select_first()

    def _fill_recent(self) -> None:
        self.recent.clear()
        for name in self._s.preferences.values.recent_folders:
            action = self.recent.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, name=name: self._open_paths([Path(name)]))
        if self.recent.isEmpty() and self._forgotten:
            back = self.recent.addAction(tr("Restore the list"))
            back.triggered.connect(lambda _on=False: self._bring_back())
        elif self.recent.isEmpty():
            self.recent.addAction(tr("None yet")).setEnabled(False)
        else:
            self.recent.addSeparator()
            forget = self.recent.addAction(tr("Clear the list"))
            forget.triggered.connect(lambda _on=False: self._forget())

    def _forget(self) -> None:
        """Until the program ends they can be brought back; nothing of them is on the disk any more."""
        self._forgotten = list(self._s.preferences.values.recent_folders)
        self._s.preferences.set(recent_folders=[])
        words = tr("Cleared. File, Recent folders restores them until the program ends.")
        self.removed.emit(Undoable(words, self._bring_back))

    def _bring_back(self) -> None:
        now = self._s.preferences.values.recent_folders  # opened since
        back = [name for name in self._forgotten if name not in now]
        self._s.preferences.set(recent_folders=[*now, *back][:RECENT])
        self._forgotten = []
