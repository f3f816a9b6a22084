"""Exports off the UI thread: the cases from the store, films for the review, then the files."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from inference.records import FilmImage, Region, Sha256
from viewer.app.export_cases import cases_of, known_models, marks_of, note
from viewer.app.jobs import Job, Lane, StopSigns
from viewer.app.text_review import REVIEW_SIDE, PeakFinder, ReviewFilm, TextReview, one_after_another
from viewer.store.maintenance import Maintenance

if TYPE_CHECKING:
    from inference.model.session import Engine
    from viewer.app.export_preview import Shown
    from viewer.app.services import Services
    from viewer.export.cases import ExportCase
    from viewer.export.exporter import Draw, ExportReport, Plan
    from viewer.store.store import Store

Failed = Callable[[Exception], None]


class ExportService(QObject):
    """One export at a time, with progress, and a decode process for as long as it lasts."""

    progress = Signal(int, int, float)  # films done, films in all, seconds still to go (below 0: unknown)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._s = services
        self._reader = services.new_reader()
        self._text = TextReview()
        self._peak: PeakFinder | None = None
        self._turn = object()
        self._marks: dict[Sha256, tuple[Region, ...]] = {}
        self._stops = StopSigns()
        self._jobs: list[Job] = []
        self._closed = False

    def cases(
        self, on_done: Callable[[list[ExportCase]], None], on_error: Failed, *, one_by_number: bool = False
    ) -> None:
        """Every standing reading, with what an export needs of it.

        ``one_by_number``: one patient number is one patient, whatever its names.
        """
        cards = [choice.bundle.card for choice in self._s.models.choices if choice.bundle is not None]
        sites = self._s.site_profiles

        def work(store: Store) -> list[ExportCase]:
            return cases_of(store, *known_models(cards, sites), one_by_number=one_by_number)

        def done(found: list[ExportCase]) -> None:
            self._marks = marks_of(found)
            on_done(found)

        self._jobs.append(self._s.store.call(work, done, on_error))

    def look(self, item: ExportCase, on_done: Callable[[ReviewFilm], None], on_error: Failed) -> None:
        """One film for the review, with the boxes that are proposed."""
        self._submit(lambda: self._look(item), on_done, on_error)

    def preview(self, case: ExportCase, on_done: Callable[[NDArray[np.uint8]], None]) -> None:
        """The picture of a reading, reduced, RGB, without the heat map; nothing where the film is gone."""

        def work() -> NDArray[np.uint8]:
            from viewer.export.exporter import find_film
            from viewer.export.page.pdf_page import reduced
            from viewer.export.pictures import grey_picture, reading_picture

            image = find_film(case, self._reader.read)
            drawn = reading_picture(grey_picture(image), case, aspect=image.film.pixel_aspect)
            return reduced(drawn, REVIEW_SIDE)

        self._submit(work, on_done, lambda _error: None)

    def contents(
        self, plan: Plan, case: ExportCase, on_done: Callable[[list[Shown]], None], on_error: Failed
    ) -> None:
        """The files of one reading as they would be written; nothing is written."""
        from viewer.app.export_preview import contents

        draw = self.drawer(plan)
        self._submit(lambda: contents(plan, case, self._reader.read, draw), on_done, on_error)

    def _look(self, case: ExportCase) -> ReviewFilm:
        """On the lane."""
        from viewer.export.exporter import find_film

        marks = self._marks.get(case.item.reading.film_sha256, ())
        return self._text.film(find_film(case, self._reader.read), marks, self._peak_finder())

    def _peak_finder(self) -> PeakFinder | None:
        """What finds the peak of the map of the model in use; in a session of its own."""
        model = self._s.models.model
        if self._peak is None and model is not None:
            bundle = model.bundle

            def start() -> Engine:
                from inference.model.child_session import ChildSession

                return ChildSession(bundle).start()

            self._peak = PeakFinder(start)
        return self._peak

    def look_at_rest(
        self, items: Sequence[ExportCase], on_film: Callable[[int, ReviewFilm], None],
        on_done: Callable[[], None], on_error: Failed,
    ) -> None:  # fmt: skip
        """Many films for the review, one after another; ``on_film`` is told the number of each.

        One that is gone is passed over: the export itself says so.  Nothing is told any more once
        :meth:`cancel` was called.
        """
        turn = self._turn = object()
        one_after_another(self, items, lambda: self._turn is turn, on_film, on_done, on_error)

    def run(
        self,
        plan: Plan,
        cases: Sequence[ExportCase],
        folder: Path,
        on_done: Callable[[ExportReport], None],
        on_error: Failed,
    ) -> None:
        """Write the export; what left is noted in the store."""
        stop = self._stops.new()

        def begin(head: str) -> None:
            self._submit(lambda: self._export(plan, cases, folder, head, stop), done, on_error)

        def done(report: ExportReport) -> None:
            if report.files:
                self._s.store.tell(lambda store: note(store, plan, len(cases)))
            on_done(report)

        self._jobs.append(self._s.store.call(_head, begin, on_error))

    def _export(
        self, plan: Plan, cases: Sequence[ExportCase], folder: Path, head: str, stop: Event
    ) -> ExportReport:
        """On the lane."""
        from viewer.export.exporter import Exporter, export

        pace: list[_Pace] = []

        def step(done: int, total: int) -> bool:
            if not pace:
                pace.append(_Pace(total, self.progress.emit))
            pace[0].step(done)
            return not stop.is_set()

        exporter = Exporter(plan, self._reader.read, self.drawer(plan))
        return export(exporter, cases, folder, progress=step, audit_head=head)

    def drawer(self, plan: Plan) -> Draw | None:
        """What draws the heat maps: the model in use, in a session of its own."""
        from viewer.app.export_cases import MapDrawer
        from viewer.export.exporter import MAPPED

        model = self._s.models.model
        if model is None or not plan.kinds & MAPPED:
            return None

        def start() -> Engine:
            from inference.model.child_session import ChildSession

            return ChildSession(model.bundle).start()

        return MapDrawer(start)

    def _submit(self, work: Callable[[], object], on_done: Callable[..., None], on_error: Failed) -> None:
        if not self._s.jobs.closed and not self._closed:
            self._jobs.append(self._s.jobs.submit(Lane.LEAVE, work, on_done, on_error))

    def read(self, path: Path) -> FilmImage:
        """A film, in the decode process of this service; callable from any lane."""
        return self._reader.read(path)

    def cancel(self) -> None:
        """Stop after the film that is being written or looked at."""
        self._turn = object()
        self._stops.set()

    def close(self) -> None:
        """Stop everything and end the decode process; a second call does nothing."""
        if self._closed:
            return
        self._stops.set()
        for job in self._jobs:
            job.cancel()
        self._reader.cancel()
        self._text.cancel()
        if self._peak is not None:
            self._peak.cancel()
        if not self._s.jobs.closed:
            self._s.jobs.submit(Lane.LEAVE, self._end, lambda _none: None, lambda _error: None)
        self._closed = True

    def _end(self) -> None:
        """On the lane, behind whatever still runs there."""
        self._reader.close()
        self._text.close()
        if self._peak is not None:
            self._peak.close()


def _head(store: Store) -> str:
    return Maintenance(store).head()[1]


class _Pace:
    """Tells how far, and how long still."""

    def __init__(self, total: int, tell: Callable[[int, int, float], None]) -> None:
        self._total, self._tell, self._start = total, tell, time.monotonic()

    def step(self, done: int) -> None:
        passed = time.monotonic() - self._start
        self._tell(done, self._total, passed / done * (self._total - done) if done else -1.0)
