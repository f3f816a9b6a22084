"""The report's text: language, template, what comes out, and the way to the clipboard."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from inference.imaging.measurements import calibrated
from viewer.app.i18n import in_force, mark, tr
from viewer.app.languages import ENGLISH, NAMES, SYSTEM
from viewer.app.report_sentence import LONGEST, PLACES, TEMPLATE, Language, sentence
from viewer.app.services import Services
from viewer.ui.reading.saved_words import ELSEWHERE
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Choice
from viewer.ui.shell.undoable import MessageLine, Undoable
from viewer.ui.shell.widgets import button, fitting, label, row, stack

NOT_YET: Final = mark("Save your answer first: the sentence is made of it, never of the model's.")


class ReportDialog(QDialog):
    """The saved reading of the film on screen as a text."""

    def __init__(self, parent: QWidget, services: Services) -> None:
        super().__init__(parent)
        self._s = services
        self.setWindowTitle(tr("Report sentence"))
        self.resize(fitting(self, 640, 460))
        self.languages = Choice()
        self.languages.setAccessibleName(tr("Language of the report"))
        for code, name in NAMES.items():
            if code != SYSTEM:
                self.languages.addItem(name, code)
        values = services.preferences.values
        wanted = values.report_language or in_force() or ENGLISH
        self.languages.setCurrentIndex(max(0, self.languages.findData(wanted)))
        self.template, self.shown = QPlainTextEdit(), QPlainTextEdit(readOnly=True)
        self.template.setAccessibleName(tr("Template"))
        self.shown.setAccessibleName(tr("Report sentence"))
        self.note, self.line = label(wrap=True, name="quiet"), MessageLine()
        self._build()
        self.languages.currentIndexChanged.connect(lambda _index: self._language_chosen(keep=True))
        self.template.textChanged.connect(self._template_changed)
        self._language_chosen()

    def _build(self) -> None:
        usual = button(tr("Default template"), self._usual)
        self.copy_button = button(tr("Copy"), self._copy, name="primary")
        close = button(tr("Close"), self.accept)
        places = ", ".join(f"{{{name}}}" for name in PLACES)
        head = row(label(tr("Language of the report")), self.languages, 1, usual)
        hint = label(tr("Places in the template: {places}", places=places), name="quiet", wrap=True)
        parts = (head, label(tr("Template")), self.template, hint, label(tr("Report sentence")), self.shown)
        self.setLayout(
            stack(*parts, self.line, self.note, row(1, self.copy_button, close), margin=4 * theme.STEP)
        )
        self.template.setMinimumHeight(70)
        self.shown.setMinimumHeight(90)

    @property
    def code(self) -> str:
        return str(self.languages.currentData())

    def _language_chosen(self, *, keep: bool = False) -> None:
        self._language = Language(self.code)
        self.line.setText("")
        own = self._s.preferences.values.report_templates.get(self.code, "")
        self.template.blockSignals(True)
        self.template.setPlainText(own or self._language.text(TEMPLATE))
        self.template.blockSignals(False)
        if keep:
            self._s.preferences.set(report_language=self.code)
        self._fill()

    def _template_changed(self) -> None:
        own = self.template.toPlainText()[:LONGEST]
        self.line.setText("")
        known = {k: v for k, v in self._s.preferences.values.report_templates.items() if k != self.code}
        if own.strip() and own != self._language.text(TEMPLATE):
            known[self.code] = own
        self._s.preferences.set(report_templates=known)
        self._fill()

    def _usual(self) -> None:
        own, usual = self.template.toPlainText(), self._language.text(TEMPLATE)
        if own != usual:
            self.template.setPlainText(usual)
            back = partial(self.template.setPlainText, own)
            self.line.offer(Undoable(tr("The default template is back."), back))

    def _fill(self) -> None:
        readings, measures = self._s.readings, self._s.measures
        film, saved = readings.film, readings.saved
        own = film is not None and saved is not None and not readings.elsewhere
        self.copy_button.setEnabled(own)
        if film is None or saved is None or not own:
            self.shown.setPlainText("")
            self.note.setText(tr(ELSEWHERE) if readings.elsewhere else tr(NOT_YET))
            return
        here = calibrated(film, measures.calibration)
        template = self.template.toPlainText()
        self.shown.setPlainText(sentence(saved, measures.measures, here, self._language, template))
        self.note.setText(tr("From your saved answer and your measures; read it before you paste it."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.shown.toPlainText())
        self.note.setText(tr("Copied."))
