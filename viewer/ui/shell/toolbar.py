"""The rows of buttons above the film, read off the table of actions: icons, with words where they fit."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from viewer.app.i18n import tr
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, HIP, HIP_TOOLS, Bar
from viewer.ui.shell.icons import icon
from viewer.ui.shell.theme import SMALL_PX, font

ICON: Final = 18
"""Logical pixels of an icon."""


class ToolBar(QToolBar):
    """One row: icons over their words where the window is wide enough for all, else icons alone."""

    def __init__(self, table: ActionTable, parent: QWidget) -> None:
        super().__init__(tr("Tools"), parent)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(ICON, ICON))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._table = table
        self._wide = 0  # logical pixels that the words need
        self._fill()
        for made in self.findChildren(QToolButton):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay the film's
        self._dress_more()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)

    def _fill(self) -> None:
        for group in Bar:
            members = [spec for spec in ACTIONS if spec.bar is group]
            if group is Bar.NONE or not members:
                continue
            if self.actions():
                self.addSeparator()
            for spec in members:
                action = self._table.plain(spec.id)
                action.setIcon(icon(spec.id))
                self.addAction(action)
                self.widgetForAction(action).setFont(font(SMALL_PX))
                if spec.id == "measure_angle":
                    self.addWidget(self._hip_button())

    def _hip_button(self) -> QToolButton:
        """The hip's measures under one button, which is pressed while one of them is in hand."""
        self.hip = QToolButton()
        self.hip.setText(tr(HIP))
        self.hip.setIcon(icon("hip"))
        self.hip.setFont(font(SMALL_PX))
        self.hip.setToolTip(tr("Measures of the hip"))
        self.hip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.hip)
        menu.setToolTipsVisible(True)
        names = ["measure_neck_shaft", *(spec.id for spec in ACTIONS if spec.id.startswith(HIP_TOOLS))]
        tools = [self._table.plain(name) for name in names]
        menu.addActions(tools)
        self.hip.setMenu(menu)
        self.hip.setCheckable(True)
        for tool in tools:
            tool.toggled.connect(lambda _on: self.hip.setChecked(any(t.isChecked() for t in tools)))
            tool.enabledChanged.connect(lambda on: self.hip.setEnabled(on))
        self.hip.setEnabled(tools[0].isEnabled())
        self.toolButtonStyleChanged.connect(self.hip.setToolButtonStyle)
        return self.hip

    def _dress_more(self) -> None:
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if isinstance(more, QToolButton):  # what has no room opens under it
            more.setIcon(QIcon())
            more.setText("»")
            more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            more.setToolTip(tr("More tools"))

    def fit(self, width: int) -> None:
        """With words where they fit into ``width`` logical pixels."""
        words = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        if not self._wide:
            self.setToolButtonStyle(words)
            self._wide = self.sizeHint().width()
        style = words if self._wide <= width else Qt.ToolButtonStyle.ToolButtonIconOnly
        if style is not self.toolButtonStyle():
            self.setToolButtonStyle(style)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._wide = 0


def toolbar(table: ActionTable, parent: QWidget) -> ToolBar:
    """The bar with each action that has a place on it, its groups in order; what is in hand is pressed."""
    return ToolBar(table, parent)
