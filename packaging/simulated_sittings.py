"""Simulated readers at work: at the program's own window by its keys, or through the packs alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from simulated_readers import Simulated

    from viewer.study.design.protocol import Response
    from viewer.study.design.reading_order import Step
    from viewer.study.packs.study_pack import OpenPack

PATIENCE_S: Final = 600.0


class Stopwatch:
    """A clock that only moves when it is told to."""

    def __init__(self, seed: int) -> None:
        self._at, self._random = 0.0, np.random.default_rng(seed)
        self._start = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

    def look(self) -> None:
        """One look at a film, some ten seconds."""
        self._at += float(self._random.lognormal(2.3, 0.4))

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._at)

    def seconds(self) -> float:
        return self._at


def answer_by_pack(opened: OpenPack, simulated: Simulated, seed: int) -> None:
    """A whole sitting on the machine that the window drives, too."""
    from viewer.study.sitting.sitting import Clock, Phase

    watch, code = Stopwatch(seed), opened.assignment.reader.code
    sitting = opened.sitting(Clock(watch.now, watch.seconds))
    where = sitting.begin()
    while where.phase is not Phase.DONE:
        step = where.step
        assert step is not None
        sitting.shown()
        watch.look()
        response = simulated.responses[code, step.film, step.arm]
        where = sitting.submit(response, map_shown=response.map_verdict is not None)
    sitting.close()


# at the window ---------------------------------------------------------------------------------------


class WindowReader:
    """Sits at the real window and presses its keys."""

    def __init__(self, opened: OpenPack, simulated: Simulated, pictures: Path | None = None) -> None:
        from inference.dicom.decode_worker import DecodeChild
        from viewer.app.jobs import JobRunner
        from viewer.ui.study.menu import Seat

        self._simulated, self._pictures = simulated, pictures
        self.code = opened.assignment.reader.code
        self.jobs, self.reader = JobRunner(), DecodeChild()
        self.seat = Seat(self.jobs, self.reader, opened, lambda: None)
        self.seat.window.resize(1600, 900)
        self.seat.window.show()

    def read(self, result: Path) -> None:
        """Every film, then the result pack."""
        from viewer.study.sitting.sitting import Phase

        self.until(lambda: self._phase() is Phase.WAITING)
        self._picture("welcome")
        self._key("Return")
        count = 0
        while self._phase_of(Phase.RATING, Phase.REVEALED, Phase.DONE) is not Phase.DONE:
            step = self._step()
            self._answer(self._simulated.responses[self.code, step.film, step.arm])
            count += 1
            if count <= 4:
                self._picture(f"{count}-{step.arm}")
            self._key("Return")
            self.until(lambda step=step: self._step() != step or self._phase() is Phase.DONE)
        self.seat.window.make_result(result)
        self.until(lambda: "Written" in self.seat.window.page.words())
        self._picture("end")
        self.close()

    def close(self) -> None:
        self.seat.window.close()
        self.until(lambda: not self.jobs.open_jobs)
        self.jobs.shutdown()
        self.reader.close()

    def _step(self) -> Step | Any | None:
        screen = self.seat.service.screen
        return None if screen is None else screen.position.step

    def _phase(self) -> Any:
        service = self.seat.service
        return None if service.busy or service.screen is None else service.screen.position.phase

    def _phase_of(self, *wanted: object) -> Any:
        from viewer.study.sitting.sitting import Phase

        def there() -> bool:
            page, phase = self.seat.window.film_page, self._phase()
            return phase in wanted and (phase is Phase.DONE or (page is not None and page.live))

        self.until(there)
        return self._phase()

    def _answer(self, response: Response) -> None:
        page = self.seat.window.film_page
        assert page is not None
        panel = page.panel
        self._go(panel.fracture)
        self._type("y" if response.fracture else "n")
        self._go(panel.rating)
        self._type(str(response.rating))
        if response.place is not None:
            self._go(panel.place)
            self._click(page.view, response.place)
        if response.map_verdict is not None:
            self._go(panel.verdict)
            self._type(str(1 + list(panel.verdict.buttons).index(response.map_verdict)))

    def _go(self, box: Any) -> None:
        """Tab until the question has the keys."""
        page = self.seat.window.film_page
        assert page is not None
        for _ in range(len(page.panel.boxes)):
            if page.panel.current() is box:
                return
            self._key("Tab")
        raise AssertionError("the question cannot be reached by keys")

    def _key(self, name: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self.seat.window, getattr(Qt.Key, f"Key_{name}"))

    def _type(self, text: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.seat.window, text)

    @staticmethod
    def _click(view: Any, place: tuple[float, float]) -> None:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        from inference.imaging.view_geometry import transform

        x, y = transform(view.geometry_on_film().to_view, *place)
        ratio = view.devicePixelRatioF()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(x / ratio), round(y / ratio)))

    @staticmethod
    def until(done: Callable[[], object]) -> None:
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + PATIENCE_S
        while not done():
            QApplication.processEvents()
            time.sleep(0.002)
            if time.monotonic() > end:
                raise TimeoutError("the sitting's window does not go on")

    def _picture(self, name: str) -> None:
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            end = time.monotonic() + 0.2
            self.until(lambda: time.monotonic() > end)  # the layout settles
            self.seat.window.grab().save(str(self._pictures / f"{name}.png"))
