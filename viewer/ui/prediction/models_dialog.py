"""Models: what is installed, how they differ, which one is used."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidget, QListWidgetItem, QScrollArea, QWidget

from inference.model.bundle import Bundle
from viewer.app.i18n import tr, translated
from viewer.app.prediction.model_service import Choice, ModelService
from viewer.ui.prediction.card_tables import card_html
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import button, fitting, label, plain_tip, row, stack, while_open


class ModelDialog(QDialog):
    """Lists bundles, candidates included; the old one stays installed when another is used."""

    def __init__(self, parent: QWidget, models: ModelService) -> None:
        super().__init__(parent)
        self._models = models
        self.setWindowTitle(tr("Models"))
        self.resize(fitting(self, 760, 520))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Installed models"))
        self._words = label(wrap=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setMargin(2 * theme.STEP)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(self._words)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._message = label(name="quiet", wrap=True)
        self.use_button = button(tr("Use this model"), self._use, name="primary")
        folder = button(tr("Install a folder…"), self._ask_folder)
        archive = button(tr("Install a zip…"), self._ask_zip)
        close = button(tr("Close"), self.accept)
        middle = row(self.list, scroll, spacing=4 * theme.STEP)
        middle.setStretch(1, 1)
        foot = row(folder, archive, 1, self.use_button, close)
        self.setLayout(stack(middle, self._message, foot, margin=4 * theme.STEP))
        self.list.currentRowChanged.connect(lambda _row: self._describe())
        models.choices_changed.connect(self._fill)
        models.ready.connect(self._ready)
        models.failed.connect(self._failed)
        self._fill()
        models.refresh()

    def _fill(self) -> None:
        before = self.list.currentRow()
        self.list.clear()
        for choice in self._models.choices:
            item = QListWidgetItem(self._title(choice))
            item.setToolTip(plain_tip(choice.folder.name))
            self.list.addItem(item)
        widest = self.list.sizeHintForColumn(0) + 2 * self.list.frameWidth() + 4 * theme.STEP
        self.list.setMinimumWidth(min(max(240, widest), theme.px(360)))
        in_use = next((n for n, c in enumerate(self._models.choices) if self._is_used(c)), 0)
        self.list.setCurrentRow(before if 0 <= before < self.list.count() else in_use)
        self._describe()

    def _title(self, choice: Choice) -> str:
        if choice.bundle is None:
            return tr("✕ {name} (refused)", name=choice.folder.name)
        card = choice.bundle.card
        mark = "✓ " if self._is_used(choice) else "    "
        return f"{mark}{card.name} {card.version}"

    def _is_used(self, choice: Choice) -> bool:
        model = self._models.model
        return model is not None and choice.bundle is not None and model.bundle.folder == choice.folder

    def _current(self) -> Choice | None:
        at = self.list.currentRow()
        return self._models.choices[at] if 0 <= at < len(self._models.choices) else None

    def _describe(self) -> None:
        choice = self._current()
        self.use_button.setEnabled(
            choice is not None and choice.bundle is not None and not self._is_used(choice)
        )
        if choice is None:
            self._words.setText(tr("No model is installed. Install a bundle: a folder or a zip."))
        elif choice.bundle is None:
            refused = tr("This bundle is refused: {reason}", reason=translated(choice.reason))
            self._words.setText(html.escape(refused))
        else:
            used = self._models.model.bundle if self._models.model is not None else None
            self._words.setText(card_html(choice.bundle, used))

    def _use(self) -> None:
        choice = self._current()
        if choice is not None and choice.bundle is not None:
            self._message.setText(tr("Loading and testing the model…"))
            self.use_button.setEnabled(False)
            self._models.use(choice)

    def _ready(self, _model: object) -> None:
        self._message.setText(tr("In use from now on; the other models stay installed."))
        self._fill()

    def _failed(self, error: Exception) -> None:
        self._message.setText(line_of(error))
        self._describe()

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Install a model from a folder"))
        if name:
            self.install(Path(name))

    def _ask_zip(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, tr("Install a model from a zip"), "", tr("Zip (*.zip)")
        )
        if name:
            self.install(Path(name))

    def install(self, source: Path) -> None:
        """Check and copy a bundle; the list follows."""
        self._message.setText(tr("Checking the model…"))
        failed = while_open(self, self._failed, self._models.failed.emit)  # the window says it then
        self._models.install(source, while_open(self, self._installed), failed)

    def _installed(self, bundle: Bundle) -> None:
        self._message.setText(
            tr("Installed {name} {version}.", name=bundle.card.name, version=bundle.card.version)
        )
