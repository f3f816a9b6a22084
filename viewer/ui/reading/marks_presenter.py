"""The reader's marks at the desk: boxes and points, drawn on the film, kept in the draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from inference.records import Region
from viewer.app.i18n import many, tr
from viewer.app.measurement_service import MeasureService
from viewer.app.reading.service import ReadingService
from viewer.app.reading.stored_reading import EMPTY
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.marks import Mark, MarkKind
from viewer.ui.film.tools.tools import Tool
from viewer.ui.reading.reading_panel import ReadingPanel
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.undoable import Undoable


class MarksPresenter(QObject):
    """Connects the film's marks with the draft; others' marks are drawn while differences are settled."""

    tool_changed = Signal(object)  # Tool in hand
    removed = Signal(object)  # Undoable
    said = Signal(str)

    def __init__(
        self,
        panel: ReadingPanel,
        actions: ActionTable,
        view: FilmView,
        readings: ReadingService,
        measures: MeasureService,
    ) -> None:
        super().__init__(panel)
        self._panel, self._actions, self._view = panel, actions, view
        self._readings, self._measures = readings, measures
        for told in (readings.film_changed, readings.draft_changed, readings.saved_changed):
            told.connect(self._show)
        panel.box_asked.connect(partial(self._take, Tool.BOX))
        panel.point_asked.connect(partial(self._take, Tool.POINT))
        panel.clear_regions_asked.connect(self._clear_regions)
        panel.empty_asked.connect(self._start_empty)
        view.region_drawn.connect(self._add)
        view.point_marked.connect(self._add)
        view.region_changed.connect(self._change)
        view.region_removed.connect(self._remove)
        view.tool_changed.connect(self.show_tool)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions of marks do."""
        return {
            "box": partial(self._take, Tool.BOX),
            "point": partial(self._take, Tool.POINT),
            "delete_region": self._view.delete_selected,
            "clear_regions": self._clear,
        }

    def _show(self) -> None:
        readings = self._readings
        own = [Mark(region, MarkKind.READER) for region in readings.draft.regions]
        others = [Mark(region, MarkKind.OTHER) for other in readings.others for region in other.regions]
        if self._view.marks() != (*own, *others):
            self._view.set_regions([*own, *others])

    def _add(self, region: Region) -> None:
        """A mark on a film that is still in sight while another one is opened is nobody's."""
        if self._readings.film is not None:
            self._readings.add_region(region)
        else:
            self._show()
            self.said.emit(tr("Another film was opened; nothing was changed."))

    def _change(self, index: int, region: Region) -> None:
        regions = list(self._readings.draft.regions)
        if index < len(regions):
            regions[index] = region
            self._readings.set_regions(tuple(regions))

    def _remove(self, index: int) -> None:
        regions = self._readings.draft.regions
        self._readings.set_regions(regions[:index] + regions[index + 1 :])
        self._offer(1)

    def _clear_regions(self) -> None:
        count = len(self._readings.draft.regions)
        self._readings.set_regions(())
        self._offer(1, count)

    def _clear(self) -> None:
        """Marks and measures: two steps, which the offer takes back together."""
        regions, measures = len(self._readings.draft.regions), len(self._measures.measures)
        self._readings.set_regions(())
        self._measures.clear()
        self._offer(bool(regions) + bool(measures), regions + measures)

    def _start_empty(self) -> None:
        """Nothing of what was answered elsewhere."""
        self._readings.edit(**EMPTY)
        words = tr("Your answer begins empty.")
        self.removed.emit(Undoable(words, self._readings.undo, of_film=True))

    def _offer(self, steps: int, count: int = 1) -> None:
        """Something was removed in so many steps: offer it back."""

        def undo() -> None:
            for _step in range(steps):
                self._readings.undo()

        words = tr("Removed.") if count == 1 else tr("{marks} removed.", marks=many(count, "mark"))
        if steps and count:
            self.removed.emit(Undoable(words, undo, of_film=True))

    def _take(self, tool: Tool) -> None:
        """Take a tool, or put it away."""
        self._view.set_tool(Tool.WINDOW if self._view.tool() is tool else tool)
        self.show_tool(self._view.tool())

    def show_tool(self, tool: Tool) -> None:
        """Check what belongs to the tool in hand."""
        for name, made, kind in (
            ("box", self._panel.box_button, Tool.BOX),
            ("point", self._panel.point_button, Tool.POINT),
        ):
            made.setChecked(tool is kind)
            self._actions.check(name, on=tool is kind)
        self.tool_changed.emit(tool)
