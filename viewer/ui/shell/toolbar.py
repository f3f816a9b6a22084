"""The row of buttons above the film, read off the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from viewer.app.i18n import tr
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, Bar


def toolbar(table: ActionTable, parent: QWidget) -> QToolBar:
    """A bar with each action that has a place on it, its groups in order; what is in hand is pressed."""
    bar = QToolBar(tr("Tools"), parent)
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for group in Bar:
        members = [spec for spec in ACTIONS if spec.bar is group]
        if group is not Bar.NONE and members:
            if bar.actions():
                bar.addSeparator()
            for spec in members:
                bar.addAction(table[spec.id])
    for made in bar.findChildren(QToolButton):
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay the film's
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    if isinstance(more, QToolButton):  # what has no room opens under it
        more.setIcon(QIcon())
        more.setText("»")
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        more.setToolTip(tr("More tools"))
    return bar
