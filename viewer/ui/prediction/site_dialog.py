"""Calibrate to this site: thresholds from the site's own films, before and after, taken or left out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from inference.errors import ShentonError
from inference.model.site_profile import SiteProfile, SiteRate
from inference.model.verdict import SENSITIVE, SPECIFIC
from viewer.app.i18n import many, mark, tr, translated
from viewer.app.jobs import Lane
from viewer.app.prediction.site_calibration import CalibrationRun, Outcome, Question
from viewer.app.prediction.site_profiles import KeptProfile, SiteProfiles
from viewer.app.services import Services
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.fields import Decimal
from viewer.ui.shell.undoable import MessageLine, Undoable
from viewer.ui.shell.widgets import button, fitting, inset, label, row, stack, while_open

T = TypeVar("T")
WHAT: Final = mark(
    "A model's thresholds were set on films from elsewhere. Here they are set anew on the films of the list: "
    "with readings, or without where the share of fractures is known or can be estimated. The model itself "
    "does not change, and its own thresholds come back when the profile is left out."
)
FIGURES: Final = {
    "specificity": mark("Specificity"),
    "sensitivity": mark("Sensitivity"),
    "called a fracture": mark("Called fracture"),
}
POINTS: Final = {SENSITIVE: mark("sensitive"), SPECIFIC: mark("specific")}
HEADS: Final = (mark("Threshold"), mark("Figure"), mark("Before"), mark("After"), mark("Films"))


class SiteDialog(QDialog):
    """Sets, shows, puts in force and leaves out the site's own thresholds."""

    def __init__(
        self, parent: QWidget, services: Services, profiles: SiteProfiles, paths: Callable[[], Sequence[Path]]
    ) -> None:
        super().__init__(parent)
        self._s, self._profiles, self._paths = services, profiles, paths
        self._kept: list[KeptProfile] = []
        self.run = CalibrationRun(services.jobs, services.store, services.new_reader, self)
        self.setWindowTitle(tr("Calibrate to this site"))
        self.resize(fitting(self, 940, 620))
        self._make_question()
        self._make_answer()
        what = label(tr(WHAT), name="quiet", wrap=True)
        middle = row(self._left(), self._right(), spacing=6 * theme.STEP)
        middle.setStretch(1, 1)
        foot = row(self.message, self.close_button)
        foot.setStretch(0, 1)
        self.setLayout(stack(what, middle, foot, margin=4 * theme.STEP, spacing=3 * theme.STEP))
        self.run.progress.connect(self._step)
        self.run.done.connect(self._done)
        self.run.failed.connect(self._failed)
        services.models.ready.connect(self._model_changed)
        services.models.sites_changed.connect(self._fill)
        self.finished.connect(lambda _code: self.run.stop())
        self._look()
        self._refresh()

    # parts ---------------------------------------------------------------------------------------

    def _make_question(self) -> None:
        self.name = QLineEdit(tr("this site"), maxLength=40)
        self.read = QRadioButton(tr("By my department's readings"))
        self.unread = QRadioButton(tr("Films without readings"))
        self.read.setChecked(True)
        self.share = Decimal(minimum=0.0, maximum=99.0, decimals=1, singleStep=1.0, suffix=" %")
        inset(self.share)
        self.share.setSpecialValueText(tr("estimated"))
        self.specificity, self.sensitivity = _rate(90.0), _rate(95.0)
        self.read.toggled.connect(lambda _on: self._refresh())
        self.start = button(tr("Calibrate"), self._start, name="primary")
        self.stop = button(tr("Stop"), self._stop)
        self.bar = QProgressBar()

    def _left(self) -> QWidget:
        form = QFormLayout()
        form.addRow(tr("Name"), self.name)
        form.addRow(self.read)
        form.addRow(self.unread)
        form.addRow(tr("Share of fractures"), self.share)
        form.addRow(tr("Specificity wanted"), self.specificity)
        form.addRow(tr("Sensitivity wanted"), self.sensitivity)
        self.films = label(name="quiet", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Site profiles of this model"))
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        open_file = button(tr("Open a file…"), self._ask_file)
        self.remove_button = button(tr("Remove"), self._remove)
        made = QWidget()
        made.setLayout(
            stack(
                form, self.films, row(self.start, self.stop, 1), self.bar,
                label(tr("Profiles of this model"), name="heading"), self.list,
                row(open_file, self.remove_button, 1),
            )
        )  # fmt: skip
        made.setFixedWidth(theme.px(280))
        return made

    def _make_answer(self) -> None:
        self.head = label(name="heading", wrap=True)
        self.table = QTableWidget(0, len(HEADS))
        self.table.setHorizontalHeaderLabels([tr(head) for head in HEADS])
        self.table.setAccessibleName(tr("Rates before and after"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.verticalHeader().hide()
        self.table.setMaximumHeight(theme.px(190))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.notes = label(wrap=True)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.use = button(tr("Answer with these thresholds"), self._use, name="primary")
        self.leave = button(tr("Back to the model's own"), self._leave_out)
        self.message = MessageLine()
        self.close_button = button(tr("Close"), self.accept)

    def _right(self) -> QWidget:
        made = QWidget()
        made.setLayout(stack(self.head, self.table, self.notes, 1, row(self.leave, 1, self.use)))
        return made

    # the question --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        running, model = self.run.is_running, self._s.models.model
        count = len(self._paths())
        self.films.setText(
            tr("Films in the list: {count}. Each is read and answered once.", count=count)
            if count
            else tr("The list is empty: open a folder of the site's films first.")
        )
        self.share.setEnabled(self.unread.isChecked() and not running)
        self.start.setEnabled(not running and count > 0 and model is not None)
        self.stop.setVisible(running)
        self.bar.setVisible(running)
        for part in (self.name, self.read, self.unread, self.specificity, self.sensitivity):
            part.setEnabled(not running)

    def _start(self) -> None:
        from inference.stats.site_calibration import Wanted

        model = self._s.models.model
        if model is None:
            return
        read = self.read.isChecked()
        share = self.share.value() / 100 if not read and self.share.value() > 0 else None
        wanted = Wanted(self.specificity.value() / 100, self.sensitivity.value() / 100)
        question = Question(self.name.text().strip() or tr("this site"), wanted, read, share)
        self.message.setText("")
        self.run.start(self._paths(), model, question)
        self._refresh()

    def _stop(self) -> None:
        self.run.stop()
        self.message.setText(tr("Stopped. Nothing was changed."))
        self._refresh()

    def _step(self, at: int, count: int) -> None:
        self.bar.setMaximum(max(count, 1))
        self.bar.setValue(at)

    def _done(self, outcome: Outcome) -> None:
        self.message.setText("\n".join(translated(note) for note in outcome.notes))

        def keep() -> list[Path]:
            return [self._profiles.keep(profile) for profile in outcome.profiles]

        self._submit(keep, lambda kept: self._look(kept[0]))
        self._refresh()

    def _failed(self, error: Exception) -> None:
        self.message.setText(line_of(error))
        self._refresh()

    def _submit(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Work on the profiles' files; nothing is said of it any more once the dialog is closed."""
        self._s.jobs.submit(Lane.FILES, work, while_open(self, done), while_open(self, self._failed))

    # the profiles --------------------------------------------------------------------------------

    def _look(self, wanted: Path | None = None) -> None:
        """Read the folder; then show the one at ``wanted``, the one in force, or the first."""

        def found(kept: list[KeptProfile]) -> None:
            model = self._s.models.model
            own = model.sha256 if model is not None else ""
            self._kept = [item for item in kept if item.profile is None or item.profile.model_sha256 == own]
            self._fill(wanted)

        self._submit(self._profiles.kept, found)

    def _model_changed(self, _model: object) -> None:
        self._look()
        self._refresh()

    def _fill(self, wanted: Path | None = None) -> None:
        before = wanted or (current.path if (current := self._current()) else None)
        self.list.clear()
        for item in self._kept:
            self.list.addItem(QListWidgetItem(self._title(item)))
        paths = [item.path for item in self._kept]
        used = next((n for n, item in enumerate(self._kept) if self._is_used(item)), 0)
        self.list.setCurrentRow(paths.index(before) if before in paths else (used if paths else -1))
        self._show_current()

    def _title(self, item: KeptProfile) -> str:
        if item.profile is None:
            return tr("✕ {name} (refused)", name=item.path.name)
        sign = "✓ " if self._is_used(item) else "    "
        return f"{sign}{item.profile.name} · {item.profile.made_at[:10]}"

    def _is_used(self, item: KeptProfile) -> bool:
        model = self._s.models.model
        return model is not None and item.profile is not None and item.profile in model.sites

    def _current(self) -> KeptProfile | None:
        at = self.list.currentRow()
        return self._kept[at] if 0 <= at < len(self._kept) else None

    def _show_current(self) -> None:
        item = self._current()
        profile = item.profile if item is not None else None
        self.remove_button.setEnabled(item is not None)
        used = item is not None and self._is_used(item)
        self.use.setEnabled(profile is not None and not used)
        self.leave.setEnabled(used)
        rows = table_rows(profile.rates) if profile is not None else []
        self.table.setRowCount(len(rows))
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                self.table.setItem(at, column, QTableWidgetItem(text))
        if profile is None:
            self.head.setText(translated(item.reason) if item is not None else tr("No profile yet"))
            self.notes.setText("")
            return
        self.head.setText(head_of(profile))
        self.notes.setText("\n".join(notes_of(profile)))

    def _use(self) -> None:
        item = self._current()
        if item is not None and item.profile is not None:
            others = [other.profile for other in self._kept if other.profile is not None]
            self._profiles.use(item.profile, others)
            self.message.setText(tr("In force for films of this X-ray device from now on."))
            self._s.models.look_for_sites()

    def _leave_out(self) -> None:
        item = self._current()
        if item is not None and item.profile is not None:
            profile = item.profile
            self._profiles.leave_out(profile)

            def back() -> None:
                self._profiles.use(profile)
                self._s.models.look_for_sites()

            self.message.offer(Undoable(tr("The model's own thresholds are in force again."), back))
            self._s.models.look_for_sites()

    def _remove(self) -> None:
        """Delete the file; the message's link puts it back."""
        item = self._current()
        if item is None:
            return
        try:
            put_back = self._profiles.remove(item)
        except (OSError, ShentonError) as error:
            self._failed(error)
            return
        self.message.offer(Undoable(tr("Removed."), lambda: self._bring_back(put_back)))
        self._s.models.look_for_sites()
        self._look()

    def _bring_back(self, put_back: Callable[[], None]) -> None:
        try:
            put_back()
        except OSError as error:
            self._failed(error)
            return
        self._s.models.look_for_sites()
        self._look()

    def _ask_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, tr("Open a site profile"), "", tr("Site profile (*.json)")
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Copy a profile from a file, as ``shenton-train calibrate`` writes it."""

        def work() -> Path:
            from inference.model import site_profile

            return self._profiles.keep(site_profile.read(path))

        self._submit(work, self._taken)

    def _taken(self, path: Path) -> None:
        self._look(path)


def _rate(value: float) -> QDoubleSpinBox:
    made = Decimal(minimum=50.0, maximum=99.5, decimals=1, singleStep=1.0, suffix=" %")
    made.setValue(value)
    inset(made)
    return made


def head_of(profile: SiteProfile) -> str:
    """Films, patients and the share of fractures behind a profile."""
    how = {
        "readings": tr("by readings"),
        "stated share": tr("share of fractures stated"),
        "estimated share": tr("share of fractures estimated"),
    }
    device = tr("X-ray device {device}", device=profile.device) if profile.device else tr("no device named")
    return f"{device}\n" + tr(
        "{films} of {patients}, {share} with a fracture ({how})",
        films=many(profile.films, "film"), patients=many(profile.patients, "patient"),
        share=f"{100 * profile.share:.1f} %",
        how=how[profile.method],
    )  # fmt: skip


def notes_of(profile: SiteProfile) -> list[str]:
    """Thresholds, how many films are needed, what was left out."""
    lines = [
        tr(
            "Threshold “{name}”: {threshold:.3f}",
            name=tr(POINTS.get(point.name, point.name)), threshold=point.threshold,
        )
        for point in profile.points
    ]  # fmt: skip
    lines.append(
        tr(
            "It takes {needed} films without a fracture to estimate a specificity of {wanted} "
            "to within 5 percentage points.",
            needed=profile.films_needed, wanted=f"{100 * profile.wanted_specificity:.0f} %",
        )
    )  # fmt: skip
    if any(rate.held_out for rate in profile.rates):
        lines.append(tr("“After” was measured on patients that did not set the threshold."))
    if profile.refused:
        lines.append(
            tr("Left out, as the model gave no answer: {films}.", films=many(profile.refused, "film"))
        )
    if profile.method != "readings":
        lines.append(tr("Films were not read: how many fractures are found is taken from the model's card."))
    return lines


def table_rows(rates: Sequence[SiteRate]) -> list[tuple[str, ...]]:
    """A line a point and figure: before and after beside each other, with their 95 % intervals."""
    lines: dict[tuple[str, str], dict[str, SiteRate]] = {}
    for rate in rates:
        lines.setdefault((rate.point, rate.figure), {})[rate.when] = rate
    found: list[tuple[str, ...]] = []
    for (point, figure), both in lines.items():
        some = next(iter(both.values()))
        cells = (_cell(both.get(when)) for when in ("before", "after"))
        found.append((tr(POINTS.get(point, point)), tr(FIGURES.get(figure, figure)), *cells, str(some.films)))
    return found


def _cell(rate: SiteRate | None) -> str:
    return "–" if rate is None else f"{rate.value:.2f} ({rate.low:.2f}–{rate.high:.2f})"
