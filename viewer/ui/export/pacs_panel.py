"""Which PACS: its address, names on both sides, TLS; kept in the settings, the password never."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from inference.errors import ShentonError
from viewer.app.i18n import tr
from viewer.app.pacs_client import Target, target_of
from viewer.app.pacs_service import PacsService
from viewer.app.preferences import Preferences
from viewer.app.settings import Settings
from viewer.pacs.node import Node
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.fields import Choice
from viewer.ui.shell.widgets import ElidedLabel, button, label, row, stack


class PortField(QLineEdit):
    """A port: 1 to 65535."""

    def __init__(self, value: int) -> None:
        super().__init__(str(value), maxLength=5)
        self.setValidator(QIntValidator(1, 65535, self))
        self._usual = value

    def value(self) -> int:
        """What is entered, or what was there before where that is no port."""
        return int(self.text()) if self.hasAcceptableInput() else self._usual

    def set_value(self, value: int) -> None:
        """Enter a port as a user would."""
        self.setText(str(value))


class PacsPanel(QWidget):
    """One line that names the PACS; unfolded, every field."""

    changed = Signal()

    def __init__(self, service: PacsService, preferences: Preferences) -> None:
        super().__init__()
        self._service, self._preferences = service, preferences
        self._make_fields(preferences.values)
        self._line = ElidedLabel()
        self._test = button(tr("Test"), self._ask)
        self._fold = button(tr("Change…"), self._unfold)
        self.fields = self._grid()
        head = row(self._line, self._test, self._fold)
        head.setStretch(0, 1)
        self.setLayout(stack(head, self.fields))
        self.fields.setVisible(False)
        self.kind.currentIndexChanged.connect(lambda _index: self._edited())
        self.tls.toggled.connect(lambda _on: self._edited())
        self._show_kind()
        self._say()

    def _make_fields(self, values: Settings) -> None:
        self.kind = Choice()
        self.kind.setAccessibleName(tr("Kind"))
        self.kind.addItems([tr("DICOM (DIMSE)"), tr("DICOMweb")])
        self.host = self._field(values.pacs_host, tr("Address"))
        self.port = self._number(values.pacs_port, tr("Port"))
        self.title = self._field(values.pacs_title, tr("AE title of the PACS"), 16)
        self.our_title = self._field(values.pacs_our_title, tr("AE title of this computer"), 16)
        self.our_port = self._number(values.pacs_our_port, tr("Port here"))
        self.url = self._field(values.pacs_url, tr("Address (URL)"))
        self.url.setPlaceholderText("https://pacs.example/dicom-web")
        self.user = self._field(values.pacs_user, tr("User"))
        self.password = self._field(self._service.password, tr("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QCheckBox(tr("Keep until Shenton closes"))
        self.keep.setChecked(bool(self._service.password))
        self.tls = QCheckBox(tr("TLS"))
        self.tls.setChecked(values.pacs_tls)
        self.files = {
            name: self._field(getattr(values, f"pacs_{name}"), text)
            for name, text in (
                ("authority", tr("Trusted certificates")),
                ("certificate", tr("Our certificate")),
                ("key", tr("Our key")),
            )
        }
        self.kind.setCurrentIndex(int(values.pacs_web))

    def _field(self, text: str, name: str, length: int = 400) -> QLineEdit:
        made = QLineEdit(text, maxLength=length)
        made.setAccessibleName(name)
        made.textChanged.connect(lambda _text: self._edited())  # at once: no button takes the focus from it
        return made

    def _number(self, value: int, name: str) -> PortField:
        made = PortField(value)
        made.setAccessibleName(name)
        made.textChanged.connect(lambda _text: self._edited())
        return made

    def _grid(self) -> QWidget:
        inside, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * theme.STEP)
        grid.setVerticalSpacing(2 * theme.STEP)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        self._lines: dict[str, list[QWidget]] = {"dimse": [], "web": []}
        self._add(grid, 0, (tr("Kind"), self.kind), ("", self.tls), both=False)
        self._add(grid, 1, _named(self.host), _named(self.port), kind="dimse")
        self._add(grid, 2, _named(self.title), kind="dimse")
        self._add(grid, 3, _named(self.our_title), _named(self.our_port))
        self._add(grid, 4, _named(self.url), kind="web")
        self._add(grid, 5, _named(self.user), kind="web")
        self._add(grid, 6, _named(self.password), ("", self.keep), kind="web")
        for line, field in enumerate(self.files.values(), 7):
            self._add(grid, line, (field.accessibleName(), self._with_chooser(field)))
        inside.setLayout(grid)
        inside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return inside

    def _add(
        self, grid: QGridLayout, line: int, *parts: tuple[str, QWidget], kind: str = "", both: bool = True
    ) -> None:
        """A line of one or two fields, each after its name."""
        for column, (name, part) in enumerate(parts):
            words = label(name, name="quiet")
            grid.addWidget(words, line, 2 * column)
            grid.addWidget(part, line, 2 * column + 1, 1, 1 if len(parts) == 2 else 3)
            if kind:
                self._lines[kind] += [words, part]
        if not both:
            self._lines["dimse"].append(parts[-1][1])

    def _with_chooser(self, field: QLineEdit) -> QWidget:
        made = QWidget()
        made.setLayout(row(field, button(tr("Choose…"), lambda: self._choose(field))))
        return made

    def _choose(self, field: QLineEdit) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, tr("A PEM file"), field.text())
        if name:
            field.setText(name)

    def unfold(self) -> None:
        """Show every field, and no way to hide them: for a page of their own."""
        if self.fields.isHidden():
            self._unfold()
        self._fold.hide()

    def _unfold(self) -> None:
        self.fields.setVisible(self.fields.isHidden())
        self.fields.setMinimumHeight(_height(self.fields))
        self._fold.setText(tr("Change…") if self.fields.isHidden() else tr("Done"))

    def _show_kind(self) -> None:
        web = self.kind.currentIndex() == 1
        for kind, parts in self._lines.items():
            for part in parts:
                part.setVisible((kind == "web") == web)
        self.fields.setMinimumHeight(_height(self.fields) if not self.fields.isHidden() else 0)

    def _edited(self) -> None:
        values = {
            "pacs_web": self.kind.currentIndex() == 1,
            "pacs_host": self.host.text().strip(),
            "pacs_port": self.port.value(),
            "pacs_title": self.title.text().strip(),
            "pacs_our_title": self.our_title.text().strip(),
            "pacs_our_port": self.our_port.value(),
            "pacs_tls": self.tls.isChecked(),
            "pacs_url": self.url.text().strip(),
            "pacs_user": self.user.text().strip(),
        }
        values |= {f"pacs_{name}": field.text().strip() for name, field in self.files.items()}
        self._preferences.set(**values)
        self._show_kind()
        self._say()
        self.changed.emit()

    def _say(self, words: str = "") -> None:
        try:
            self._line.setText(words or tr("PACS: {target}", target=target_text(self.target())))
        except ShentonError as error:
            self._line.setText(line_of(error))

    def target(self) -> Target:
        """The PACS as it is entered now.

        Raises:
            NetworkError: it cannot be one.
        """
        password = self.password.text()
        self._service.password = password if self.keep.isChecked() else ""
        return target_of(self._preferences.values, password)

    @property
    def is_sound(self) -> bool:
        """Whether what is entered can be a PACS."""
        try:
            self.target()
        except ShentonError:
            return False
        return True

    def _ask(self) -> None:
        try:
            target = self.target()
        except ShentonError as error:
            self._say(line_of(error))
            return
        self._say(tr("Asking {where}…", where=target.where))
        self._service.echo(
            target,
            lambda _none: self._say(tr("✓ {where} answers.", where=target.where)),
            lambda error: self._say(line_of(error)),
        )


def _height(fields: QWidget) -> int:
    """What the fields need as they are now; inside wrapped texts a layout underestimates it."""
    layout = fields.layout()
    if layout is None:
        return 0
    for part in fields.findChildren(QWidget):
        part.ensurePolished()  # before that they have the sizes of another style
    layout.invalidate()
    layout.activate()
    return layout.sizeHint().height()


def _named(part: QWidget) -> tuple[str, QWidget]:
    return part.accessibleName(), part


def target_text(target: Target) -> str:
    """A PACS as the dialogs name it, with whether the way is encrypted."""
    if isinstance(target, Node):
        where = tr("{title} at {host}:{port}", title=target.ae_title, host=target.host, port=target.port)
        return tr("{where}, TLS", where=where) if target.tls is not None else where
    return tr("{where}, DICOMweb", where=target.where)
