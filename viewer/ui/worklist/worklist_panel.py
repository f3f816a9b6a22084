"""The left column: search, films, how many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from viewer.app.i18n import listed, many, tr
from viewer.app.worklist import Worklist
from viewer.ui.shell import theme
from viewer.ui.shell.fields import choice_of
from viewer.ui.shell.widgets import ElidedLabel, TypingLine, button, label, row, stack
from viewer.ui.worklist.grouping import KIND_WORDS, ORDER_WORDS, Kind, Level, Order
from viewer.ui.worklist.line_view import LineView
from viewer.ui.worklist.worklist_model import WorklistModel

_SEARCH_AFTER_MS: Final = 120
_ANSWERS_AFTER_MS: Final = 500
_GROUP_AFTER_MS: Final = 250
_GROUP_A_FILM_MS: Final = 0.1
_SIGHT_AFTER_MS: Final = 60
"""So much later for each film of the list: a long one is grouped anew every second or so, not four times."""
NAMED: Final = 3
"""So many patient numbers are named in a warning; of the others it says how many."""


class WorklistPanel(QWidget):
    """Shows a :class:`Worklist`; says which line the reader wants."""

    chosen = Signal(int)  # position in the worklist
    all_wanted = Signal(bool)  # whether every film is to be answered, for the order by suspicion
    in_sight = Signal(list)  # positions on screen, for the small pictures
    order_chosen = Signal(str)  # to be remembered
    next_unread_asked = Signal()
    open_folder_asked = Signal()
    demonstration_asked = Signal()
    menu_wanted = Signal(object, object)  # Path of the film, or None; QPoint on screen

    def __init__(self) -> None:
        super().__init__()
        self._worklist: Worklist | None = None
        self._model: WorklistModel | None = None
        self._position: int | None = None
        self._was_in_sight = False  # the current film, before the lines were put in another order
        self._regroup = False  # more is known of whose films these are than the lines show
        self._answers_sorted = 0  # how many answers the order was made of
        self._build()

    def _build(self) -> None:
        self.search = TypingLine(tr("Search"), tr("Search the worklist"))
        self.search.setClearButtonEnabled(True)
        self._sort = choice_of(ORDER_WORDS, tr("Order of the worklist"))
        self._kind = choice_of(KIND_WORDS, tr("Which films are shown"))
        self.view = LineView()
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setAccessibleName(tr("Worklist"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._no_match_page())
        self._count = ElidedLabel(name="quiet")
        self._again = button(tr("Sort again"), self._sort_again, name="link")
        self._again.hide()
        self.warning = label(name="caution", wrap=True)
        self.warning.hide()
        parts = (self.search, self._kind, self._sort, self.warning)
        head = stack(*parts, spacing=theme.STEP, margin=2 * theme.STEP)
        self._next = button(tr("Next unread"), self.next_unread_asked.emit, name="link")
        self._next.setToolTip(tr("Next unread film (Ctrl+Down)"))
        foot = row(self._count, self._again, self._next)
        foot.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        self.setLayout(stack(head, self._pages, theme.rule(), foot, spacing=0))
        self._pages.setCurrentIndex(1)
        self._delay = self._later(_SEARCH_AFTER_MS, self._apply_search)
        self.search.textChanged.connect(lambda _text: self._delay.start())
        self.search.entered.connect(self._open_found)
        self._answered = self._later(_ANSWERS_AFTER_MS, self._answers_came)
        self._grouping = self._later(_GROUP_AFTER_MS, self._listed)
        self._sight = self._later(_SIGHT_AFTER_MS, self._tell_sight)

    def _later(self, after_ms: int, do: Callable[[], object]) -> QTimer:
        """What calls ``do`` once, so many milliseconds after its last start."""
        timer = QTimer(self, singleShot=True, interval=after_ms)
        timer.timeout.connect(do)
        return timer

    @property
    def position(self) -> int | None:
        """The position in the worklist of the line that was chosen last."""
        return self._position

    @property
    def order(self) -> Order:
        """The order that is chosen."""
        return Order(str(self._sort.currentData()))

    @property
    def kind(self) -> Kind:
        """Which lines are chosen."""
        return Kind(str(self._kind.currentData()))

    def _empty_page(self) -> QWidget:
        page = QWidget()
        words = label(
            tr("No films are open. Open a folder or a DICOMDIR, or drop films on the window."), wrap=True
        )
        folder = button(tr("Open folder…"), self.open_folder_asked.emit, name="primary")
        films = button(tr("Show demonstration films"), self.demonstration_asked.emit)
        page.setLayout(stack(words, folder, films, 1, margin=3 * theme.STEP))
        return page

    def _no_match_page(self) -> QWidget:
        page = QWidget()
        words = label(tr("No film matches the search and the filter."), wrap=True)
        page.setLayout(stack(words, button(tr("Show all films"), self._show_all), 1, margin=3 * theme.STEP))
        return page

    def attach(self, worklist: Worklist) -> None:
        """Follow a worklist from now on."""
        self._worklist = worklist
        self._model = WorklistModel(worklist)
        self._model.setParent(self)
        self.view.setModel(self._model)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self._sort.currentIndexChanged.connect(lambda _at: self._set_order(self.order))
        self._kind.currentIndexChanged.connect(lambda _at: self._set_kind(self.kind))
        self.set_modes(blind=False, adjudicating=False)
        worklist.changed.connect(self._note_change)
        worklist.cleared.connect(self._forget)
        self._model.rowsInserted.connect(self._refresh)
        self._model.modelAboutToBeReset.connect(self._note_sight)
        self._model.modelReset.connect(self._place_heads)
        self._model.rearranged.connect(self._recall)
        self.view.head_pressed.connect(self._fold_row)
        self.view.fold_asked.connect(self._fold_current)
        self.view.menu_asked.connect(self._want_menu)
        worklist.listed.connect(self._grouping_due)
        worklist.scanning_changed.connect(lambda _on: self._refresh())
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._sight.start())
        self._refresh()

    def _set_order(self, order: Order) -> None:
        if self._model is not None:
            self._model.set_order(order)
        self.all_wanted.emit(order is Order.SUSPICIOUS)
        self.order_chosen.emit(order.value)
        self._sorted()

    def set_order(self, order: Order) -> None:
        """Choose the order, unless it is not to be had now."""
        at = self._sort.findData(order.value)
        model = self._sort.model()
        if isinstance(model, QStandardItemModel) and model.item(at).isEnabled():
            self._sort.setCurrentIndex(at)

    def _sorted(self) -> None:
        self._again.hide()
        self._regroup = False
        self._answers_sorted = self._worklist.answered if self._worklist is not None else 0
        self._refresh()

    def _note_change(self, _position: int) -> None:
        if not self._answered.isActive():
            self._answered.start()

    def _set_kind(self, kind: Kind) -> None:
        if self._model is not None:
            self._model.set_kind(kind)

    def _sort_again(self) -> None:
        if self._model is not None:
            self._model.rearrange()
        self._sorted()

    def _show_all(self) -> None:
        self.search.clear()
        self._kind.setCurrentIndex(self._kind.findData(Kind.ALL.value))

    def show_kind(self, kind: Kind) -> None:
        """Choose which films are shown, and look anew which they are."""
        self._kind.setCurrentIndex(self._kind.findData(kind.value))
        self._sort_again()

    def set_modes(self, *, blind: bool, adjudicating: bool) -> None:
        """Blind, the order by suspicion would tell the answers; who settles sees where readers differ."""
        self._enable(self._sort, Order.SUSPICIOUS.value, on=not blind)
        self._enable(self._kind, Kind.DIFFER.value, on=adjudicating)

    @staticmethod
    def _enable(box: QComboBox, value: str, *, on: bool) -> None:
        """Make an entry of a chooser available or not; one that is chosen gives way to the first."""
        at, model = box.findData(value), box.model()
        assert isinstance(model, QStandardItemModel)
        model.item(at).setEnabled(on)
        if not on and box.currentIndex() == at:
            box.setCurrentIndex(0)

    def _answers_came(self) -> None:
        """More answers, more readings: the order follows by itself until the first film is read.

        From then on the lines do not move while they are read: the reader says when the order is made anew.
        """
        if self._worklist is not None and self.order is Order.SUSPICIOUS:
            self._order_due(self._worklist.answered != self._answers_sorted)
        self._count.setText(self.count_text())

    def _grouping_due(self) -> None:
        if not self._grouping.isActive() and self._worklist is not None:
            later = round(_GROUP_A_FILM_MS * len(self._worklist.entries))
            self._grouping.start(_GROUP_AFTER_MS + later)

    def _listed(self) -> None:
        """It became known whose films these are."""
        self._regroup = True
        self._warn()
        self.view.viewport().update()
        self._order_due(True)

    def _warn(self) -> None:
        """Say which patient numbers several names bear: two persons of two hospitals, or one who married."""
        numbers = [] if self._worklist is None else self._worklist.identities.shared_numbers
        self.warning.setText(shared_text(numbers))
        self.warning.setVisible(bool(numbers))

    def _order_due(self, due: bool) -> None:
        if due and self._worklist is not None and not self._worklist.was_read:
            self._sort_again()
        else:
            self._again.setVisible(due or self._regroup)

    # patients ------------------------------------------------------------------------------------

    def _place_heads(self) -> None:
        if self._model is not None:
            self.view.place_heads(self._model.head_rows())

    def _fold_row(self, row: int) -> None:
        head = None if self._model is None else self._model.head(row)
        if self._model is not None and head is not None:
            self._model.fold(head.patient, on=not head.folded and head.level is Level.PATIENT)

    def _fold_current(self, on: bool) -> None:
        if self._model is not None and self._worklist is not None and self._position is not None:
            self._model.fold(self._worklist.entries[self._position].patient, on=on)

    def _want_menu(self, row: int, at: QPoint) -> None:
        position = None if self._model is None else self._model.position(row)
        entries = self._worklist.entries if self._worklist is not None else []
        self.menu_wanted.emit(None if position is None else entries[position].path, at)

    def _apply_search(self) -> None:
        if self._model is not None:
            self._model.set_search(self.search.text())

    def _open_found(self) -> None:
        """Enter goes to the first film that was found, unless the one on screen is among them."""
        self._delay.stop()
        self._apply_search()
        row = None if self._model is None else self._model.first_found(self._position)
        if row is not None:
            self._go(row)

    def _forget(self) -> None:
        """Another list: what was looked for in the old one would hide its films, the first one, too."""
        self._position = None
        self.search.clear()
        self._delay.stop()
        self._apply_search()
        if self.kind not in (Kind.UNREAD, Kind.DIFFER):  # these are ways to read, not to find
            self._kind.setCurrentIndex(self._kind.findData(Kind.ALL.value))
        self._warn()

    def _note_sight(self) -> None:
        self._was_in_sight = self._position is None or self._position in self.positions_in_sight()
        if self._model is not None:
            self._model.note_place(self._position)

    def _recall(self) -> None:
        """The lines were put in another order: the current film stays the current one."""
        row = None if self._model is None or self._position is None else self._model.row_of(self._position)
        if row is not None and self._model is not None and row != self.view.currentIndex().row():
            blocked = QSignalBlocker(self.view.selectionModel())
            self.view.setCurrentIndex(self._model.index(row))
            blocked.unblock()
            if self._was_in_sight:  # one who has scrolled away stays there
                self.view.scrollTo(self._model.index(row))
        self._refresh()

    def _refresh(self) -> None:
        if self._worklist is None or self._model is None:
            return
        total, shown = len(self._worklist.entries), self._model.film_count
        empty = 1 if not total else 2
        self._pages.setCurrentIndex(0 if shown or self._worklist.scanning else empty)
        self._count.setText(self.count_text())
        self._sight.start()

    def count_text(self) -> str:
        """How many films, e.g. ``12 of 214``, and whether more are still coming."""
        if self._worklist is None or self._model is None:
            return ""
        total, shown = len(self._worklist.entries), self._model.film_count
        at = self._model.place(self._position) + 1
        if self._worklist.scanning:
            return tr("{films}, still looking… Esc stops", films=many(total, "film"))
        if shown != total:
            return tr("{shown} of {total} match", shown=shown, total=total)
        answered = self._worklist.answered if self.order is Order.SUSPICIOUS else total
        if answered < total:
            return tr("{answered} of {total} answered", answered=answered, total=total)
        return tr("{at} of {total}", at=at, total=total) if at else (many(total, "film") if total else "")

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        position = None if self._model is None else self._model.position(current.row())
        if position is not None:
            self._position = position
            self.chosen.emit(position)
        self._count.setText(self.count_text())

    def select(self, position: int) -> None:
        """Make a line current; :attr:`chosen` follows."""
        if self._model is None or self._worklist is None:
            return
        entries = self._worklist.entries
        if position < len(entries) and self._model.is_folded(entries[position].patient):
            self._model.fold(entries[position].patient, on=False)
            self._model.finish()  # the line must be there to be gone to
        row = self._model.row_of(position)
        if row is not None:
            self._go(row)

    def select_path(self, paths: list[Path]) -> bool:
        """Make a film of the list current, where it is one; ``False`` for anything else."""
        entries = self._worklist.entries if self._worklist is not None else []
        found = [at for at, entry in enumerate(entries) if [entry.path] == paths]
        if found:
            self.select(found[0])
        return bool(found)

    def _go(self, row: int) -> None:
        if self._model is not None:
            self.view.setCurrentIndex(self._model.index(row))
            self.view.scrollTo(self._model.index(row))

    def step(self, by: int) -> None:
        """Go down or up the films as they are shown."""
        row = None if self._model is None else self._model.neighbour(self._position, by)
        if row is not None:
            self._go(row)

    def next_unread(self) -> bool:
        """Go to the next film that is still to be read, also above; False where none is."""
        position = None if self._model is None else self._model.next_to_read(self._position)
        if position is not None:
            self.select(position)
        return position is not None

    def ahead(self, by: int = 1) -> int | None:
        """Position in the worklist of the line that a step would reach."""
        row = None if self._model is None else self._model.neighbour(self._position, by)
        return None if row is None or self._model is None else self._model.position(row)

    def positions_in_sight(self) -> list[int]:
        """The films on screen, top first."""
        if self._model is None or not self.isVisible():
            return []
        box = self.view.viewport().rect()
        first = self.view.rowAt(4)
        last = self.view.rowAt(box.bottom() - 4)
        if first < 0:
            return []
        last = last if last >= 0 else self._model.rowCount() - 1
        rows = (self._model.position(row) for row in range(first, last + 1))
        return [position for position in rows if position is not None]

    def _tell_sight(self) -> None:
        self.in_sight.emit(self.positions_in_sight())


def shared_text(numbers: list[str]) -> str:
    """Which patient numbers several names of the list bear; empty for none."""
    if not numbers:
        return ""
    more = [tr("{count} more", count=len(numbers) - NAMED)] if len(numbers) > NAMED else []
    return tr(
        "⚠ One patient number, several names: {numbers}. They are kept apart; an export asks.",
        numbers=listed([*numbers[:NAMED], *more]),
    )
