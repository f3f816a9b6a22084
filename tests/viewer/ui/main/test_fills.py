"""Opening a film costs each panel one look: counted, not timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from inference.records import Side
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    for number in range(3):
        bright_film(tmp_path / "films", f"{number}.dcm", seed=number, SOPInstanceUID=f"1.2.3.{number}")
    made = Sitting(qtbot, home_with_model(), [tmp_path / "films"], reader=child)
    made.wait_answer()
    yield made
    made.close()


def fills(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each panel is filled from now on."""
    counted: Counter[str] = Counter()

    def count(part: object, method: str, name: str) -> None:
        real = getattr(part, method)

        def counting(*args: object, **more: object) -> object:
            counted[name] += 1
            return real(*args, **more)

        monkeypatch.setattr(part, method, counting)

    window = sitting.window
    window.reading._waiting.setInterval(60_000)  # a store that a busy computer makes slow is waited for
    count(window.reading, "_fill", "reading")
    for method in ("show_given", "show_busy", "show_hidden", "show_nothing", "show_error", "show_refused"):
        count(window.answer, method, "answer" if method == "show_given" else "answer, other")
    count(sitting.desk.view, "set_image", "film")
    count(sitting.desk, "_show_film", "corner")
    return counted


def at_next(sitting: Sitting) -> None:
    bench, old = sitting.bench, sitting.s.readings.film
    sitting.window.worklist.step(1)
    sitting.until(lambda: sitting.s.readings.film not in (None, old) and sitting.settled())
    sitting.until(lambda: bench.s.films.is_idle and bench.s.models.is_idle and not bench.s.jobs.open_jobs)


def test_the_next_film_fills_each_panel_once(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read and answered ahead, as it is in a sitting; also where one stroke saves and goes on."""
    sitting.until(lambda: sitting.s.worklist.answered == 3)
    sitting.until(lambda: sitting.s.films.is_idle and not sitting.s.jobs.open_jobs)
    counted = fills(sitting, monkeypatch)
    at_next(sitting)
    assert counted == {"reading": 1, "answer": 1, "film": 1, "corner": 1}
    sitting.s.readings.choose_class(ReaderClass.A2)
    sitting.s.readings.edit(side=Side.RIGHT)
    sitting.desk.settle()
    counted.clear()
    sitting.s.readings.commit()
    at_next(sitting)
    assert counted == {"reading": 1, "answer": 1, "film": 1, "corner": 1}


def test_the_panel_does_not_wait_for_a_store_that_is_busy(sitting: Sitting) -> None:
    """A backup under way holds the store lane: the film stands as one without a reading."""
    from threading import Event

    gate = Event()
    readings = sitting.s.readings
    readings.edit(comment="of the first film")
    sitting.s.store.tell(lambda _store: gate.wait(30))
    try:
        old = readings.film
        sitting.window.worklist.step(1)
        sitting.until(lambda: readings.film not in (None, old) and not sitting.window.reading.is_due)
        assert sitting.window.reading.comment.text() == ""
        assert not readings.loaded
    finally:
        gate.set()
    sitting.until(lambda: readings.loaded)
