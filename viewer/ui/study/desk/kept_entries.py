"""What was entered into a dialog, taken out and put back, so that a closed wizard loses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)


def kept(dialog: QDialog) -> list[object]:
    """The entries of every field, in the order of the fields."""
    return [_value(field) for field in _fields(dialog)]


def put_back(dialog: QDialog, values: Sequence[object]) -> None:
    """Enter what :func:`kept` took out of a dialog of the same kind.

    Lines first filled make others grow or change their choices, so it is done twice.
    """
    for _time in range(2):
        for field, value in zip(_fields(dialog), values, strict=False):
            if _value(field) != value:
                _enter(field, value)


def _fields(dialog: QDialog) -> Iterator[QWidget]:
    """Fields that a reader fills, none twice: not the line inside a list or a number, nor a table's boxes."""
    return (field for field in _inside(dialog) if _is_filled(field))


def _inside(whole: QWidget) -> Iterator[QWidget]:
    """Every part, each before its own; pages by their number: Qt puts the page on screen last."""
    if isinstance(whole, QStackedWidget):
        parts: Sequence[object] = [whole.widget(at) for at in range(whole.count())]
    else:
        parts = whole.children()
    for part in parts:
        if isinstance(part, QWidget):
            yield part
            yield from _inside(part)


def _is_filled(field: QWidget) -> bool:
    match field:
        case QLineEdit():
            return not isinstance(field.parent(), QAbstractSpinBox | QComboBox)
        case QAbstractButton():
            return field.isCheckable()
        case QTableWidget():
            return field.editTriggers() != QAbstractItemView.EditTrigger.NoEditTriggers
        case QSpinBox() | QDoubleSpinBox():
            above = field.parentWidget()
            return above is None or not isinstance(above.parentWidget(), QTableWidget)
    return isinstance(field, QPlainTextEdit | QComboBox)


def _value(field: QWidget) -> object:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QAbstractButton):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentIndex()
    if isinstance(field, QSpinBox | QDoubleSpinBox):
        return field.value()
    assert isinstance(field, QTableWidget)
    columns = range(field.columnCount())
    lines = [[_cell(field, line, column) for column in columns] for line in range(field.rowCount())]
    while lines and not any(lines[-1]):  # empty lines at the end say nothing
        lines.pop()
    return lines


def _cell(table: QTableWidget, line: int, column: int) -> str:
    item = table.item(line, column)
    return "" if item is None else item.text()


def _enter(field: QWidget, value: object) -> None:
    match field, value:
        case QLineEdit(), str():
            field.setText(value)
        case QPlainTextEdit(), str():
            field.setPlainText(value)
        case QAbstractButton(), bool():
            field.setChecked(value)
        case QComboBox(), int():
            field.setCurrentIndex(value)
        case QSpinBox(), int():
            field.setValue(value)
        case QDoubleSpinBox(), float():
            field.setValue(value)
        case QTableWidget(), list():
            _fill(field, value)


def _fill(table: QTableWidget, lines: Sequence[Sequence[str]]) -> None:
    table.setRowCount(max(table.rowCount(), len(lines)))
    for line, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            if cell:
                table.setItem(line, column, QTableWidgetItem(cell))
