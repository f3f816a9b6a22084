"""Gestures at the whole program: keys, wheel, the second window and monitor, undo of every mark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inference.imaging.measurements import Calibration, Measure, MeasureKind
from inference.model.verdict import probability_text
from inference.records import Region, Window
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.preferences import Preferences
from viewer.app.worklist_entry import Status, status_line
from viewer.ui.compare.linked_views import linked_window
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.corner_text import badges
from viewer.ui.shell import theme
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, HELD
from viewer.ui.shell.shortcuts import KeyBoard
from viewer.ui.worklist.line_painter import THUMB

Key = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton
ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    """Two films of one study, and one of another study of the same patient."""
    folder = tmp_path / "films"
    who = {"PatientID": "4711", "StudyInstanceUID": "1.2.3", "StudyDate": "20240301"}
    files = [
        bright_film(folder, "a.dcm", **who),
        bright_film(folder, "b.dcm", seed=2, **who),
        bright_film(folder, "c.dcm", seed=3, **{**who, "StudyInstanceUID": "1.2.4", "StudyDate": "20190101"}),
    ]
    made = Sitting(qtbot, home_with_model(), files, reader=child)
    made.wait_answer()
    made.until(lambda: made.s.measures._loaded)
    yield made
    made.close()


def on_film(sitting: Sitting, name: str) -> bool:
    return sitting.bench.film is not None and sitting.bench.film.image.film.path.name == name


def shown_badges(view: FilmView) -> list[str]:
    image = view.image()
    assert image is not None
    return badges(image.film, view.geometry_on_film(), inverted=view.inverted())


def wheel(view: QWidget, steps: int) -> None:
    at = QPointF(200, 200)
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def drag(view: QWidget, by: QPoint) -> None:
    start = QPoint(200, 200)
    QTest.mousePress(view, LEFT, NONE, start)
    QTest.mouseMove(view, start + by / 2)
    QTest.mouseMove(view, start + by)
    QTest.mouseRelease(view, LEFT, NONE, start + by)


def test_keys_turn_mirror_and_invert_and_badges_say_so(sitting: Sitting) -> None:
    view, window = sitting.desk.view, sitting.window
    plain = shown_badges(view)
    QTest.keyClick(window, Key.Key_R, CTRL)
    QTest.keyClick(window, Key.Key_M, CTRL)
    QTest.keyClick(window, Key.Key_I)
    added = [badge for badge in shown_badges(view) if badge not in plain]
    assert added == ["display mirrored", f"display rotated {90 * view.geometry_on_film().turns}°", "inverted"]
    QTest.keyClick(window, Key.Key_Home)
    QTest.keyClick(window, Key.Key_I)
    assert shown_badges(view) == plain
    QTest.keyClick(window, Key.Key_Z)
    assert not view.geometry_on_film().fitted
    QTest.keyClick(window, Key.Key_F)
    assert view.geometry_on_film().fitted


def test_keys_choose_windows_and_corners(sitting: Sitting) -> None:
    view, window = sitting.desk.view, sitting.window
    names = []
    for key in (Key.Key_F6, Key.Key_F7, Key.Key_F8):
        QTest.keyClick(window, key)
        chosen = view.film_window()
        names.append("" if chosen is None else chosen.name)
    assert names == ["automatic", "bone", "soft tissue"]
    QTest.keyClick(window, Key.Key_W)
    assert view.film_window() is None
    states = [view.corners()]
    for _ in range(3):
        QTest.keyClick(window, Key.Key_T)
        states.append(view.corners())
    assert len(set(states)) == 3
    assert states[3] == states[0]


def test_a_line_says_who_when_what_became_of_it_and_how_likely(
    qtbot: QtBot, tmp_path: Path, child: SharedChild
) -> None:
    folder = tmp_path / "films"
    files = [
        bright_film(folder, f"{number}.dcm", seed=number, PatientID=str(number), PatientName=f"Doe^{name}",
                    StudyDate="20240301")
        for number, name in enumerate(("Ann", "Ben", "Cyd"))
    ]  # fmt: skip
    files.append(folder / "bad.dcm")
    files[-1].write_bytes(b"no film at all")
    made = Sitting(qtbot, home_with_model(), files, reader=child)
    made.wait_answer()
    made.do("agree")
    made.until(lambda: made.s.readings.saved is not None)
    made.window.worklist.select(1)
    made.until(lambda: on_film(made, "1.dcm") and made.settled())
    made.do("class_A3")
    made.do("side_right")
    made.do("agree")
    made.until(lambda: made.s.readings.saved is not None)
    model = made.window.worklist.view.model()

    def line(row: int) -> str:
        return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    entries = made.s.worklist.entries
    made.until(lambda: all(entry.state is not None for entry in entries[:3]))
    made.until(lambda: entries[3].reason)
    assert line(0).startswith("Doe Ann, ")
    assert all("2024-03-01" in line(row) for row in range(3))
    assert all(probability_text(entries[row].p_fracture) in line(row) for row in range(3))
    assert [entry.status for entry in entries] == [
        Status.READ,
        Status.CORRECTED,
        Status.UNREAD,
        Status.REFUSED,
    ]
    for row, word in enumerate(
        ("✓ read", "≠ differs from the model: A3, right hip", "○ unread", "✕ refused")
    ):
        assert word in line(row)
    short, room = status_line(entries[1]), 260 - THUMB - 24  # of the usual column
    assert short == theme.elided(short, theme.font(theme.SMALL_PX), room) == "≠ differs: A3, right hip"
    made.until(lambda: all(entry.thumb is not None for entry in entries[:3]))
    made.close()


def test_the_wheel_on_the_film_is_the_next_film_of_the_list(sitting: Sitting) -> None:
    wheel(sitting.desk.view, -1)
    sitting.until(lambda: on_film(sitting, "b.dcm"))
    wheel(sitting.desk.view, 1)
    sitting.until(lambda: on_film(sitting, "a.dcm"))


def test_the_loupe_and_the_screens_have_keys(sitting: Sitting) -> None:
    view, window = sitting.desk.view, sitting.window
    QTest.mouseMove(view, QPoint(200, 200))
    QTest.keyClick(window, Key.Key_Q)
    assert view.loupe() is not None
    QTest.keyClick(window, Key.Key_Q)
    assert view.loupe() is None
    QTest.keyClick(window, Key.Key_F12)
    assert window.isFullScreen()
    QTest.keyClick(window, Key.Key_F12)
    assert not window.isFullScreen()
    QTest.keyClick(window, Key.Key_F12, SHIFT)
    assert sitting.desk.aids._second is not None
    QTest.keyClick(window, Key.Key_F12, SHIFT)
    assert sitting.desk.aids._second is None


def test_the_second_window_takes_drags_wheel_and_keys(sitting: Sitting) -> None:
    view = sitting.desk.view
    sitting.do("second_screen")
    second = sitting.desk.aids._second
    assert second is not None
    sitting.until(lambda: second.image() is view.image())
    drag(second, QPoint(60, 0))
    dragged = view.film_window()
    assert dragged is not None
    sitting.until(lambda: second.film_window() == dragged)
    second.activateWindow()
    QTest.keyClick(second, Key.Key_R, CTRL)
    assert view.geometry_on_film().turns == 1
    QTest.keyClick(second, Key.Key_1)
    assert sitting.s.readings.draft.ao_class == "A1"
    wheel(second, -1)
    sitting.until(lambda: on_film(sitting, "b.dcm"))
    sitting.until(lambda: second.image() is view.image())


TWO_SCREENS = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from viewer.ui.film.second_window import SecondFilm, place
from viewer.ui.film.film_view import FilmView
app = QApplication([])
window, view = QMainWindow(), FilmView()
window.setCentralWidget(view)
window.show()
second = SecondFilm(view, [])
placed = place(second, window)
app.processEvents()
print(placed, window.screen().name(), second.screen().name(), second.isFullScreen(),
      second.geometry() == second.screen().geometry())
second.close()
window.close()
"""


@pytest.mark.slow
def test_with_a_second_monitor_the_film_fills_it(tmp_path: Path) -> None:
    """In a program of its own: Qt's offscreen platform is told its screens at the start."""
    common = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": "desk", "x": 0, "width": 1280, "height": 800, **common},
        {"name": "wall", "x": 1280, "width": 1600, "height": 1200, **common},
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}))
    platform = f"offscreen:configfile={tmp_path / 'screens.json'}"
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS], capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": platform},
    )  # fmt: skip
    assert done.stdout.split() == ["True", "desk", "wall", "True", "True"], done.stderr


def test_every_mark_is_undone_and_done_again(sitting: Sitting) -> None:
    """Class, boxes, a point, measures and the calibration: added, changed, removed."""
    readings, measures = sitting.s.readings, sitting.s.measures
    box, point = Region(1, 2, 30, 40), Region(50, 60, 50, 60)
    line = Measure(MeasureKind.LENGTH, ((10, 10), (60, 10)))
    moved = Measure(MeasureKind.LENGTH, ((20, 20), (70, 20)))
    steps: list[Callable[[], object]] = [
        lambda: sitting.do("class_A1"),
        lambda: readings.add_region(box),
        lambda: readings.add_region(point),
        lambda: measures.add(line),
        lambda: readings.set_regions((Region(1, 2, 35, 45), point)),
        lambda: measures.replace(0, moved),
        lambda: measures.calibrate(Calibration(25.0, 50.0)),
        lambda: readings.set_regions((point,)),
        lambda: sitting.do("surer"),
        lambda: measures.calibrate(None),
        lambda: measures.remove(0),
    ]

    def state() -> object:
        draft = readings.draft
        marks = (draft.ao_class, draft.regions, draft.confidence)
        return marks, measures.measures, measures.calibration

    states = [state()]
    for step in steps:
        step()
        states.append(state())
    assert all(before != after for before, after in pairwise(states))
    for before in reversed(states[:-1]):
        sitting.do("undo")
        assert state() == before
    for after in states[1:]:
        sitting.do("redo")
        assert state() == after


def test_a_calibration_serves_the_other_films_of_its_study(sitting: Sitting) -> None:
    known = Calibration(25.0, 50.0)
    sitting.s.measures.calibrate(known)
    for position, name, expected in ((1, "b.dcm", known), (2, "c.dcm", None), (0, "a.dcm", known)):
        sitting.window.worklist.select(position)
        sitting.until(lambda name=name: on_film(sitting, name) and sitting.s.measures._loaded)  # type: ignore[misc]
        sitting.until(lambda: sitting.settled())
        assert sitting.s.measures.calibration == expected
        assert sitting.desk.view.calibration() == expected


def test_films_beside_each_other_share_their_window_until_unlinked(sitting: Sitting) -> None:
    view, pane = sitting.desk.view, sitting.desk.compare.pane
    for position, name in ((2, "c.dcm"), (0, "a.dcm")):  # both were opened once
        sitting.window.worklist.select(position)
        sitting.until(lambda name=name: on_film(sitting, name))  # type: ignore[misc]
    sitting.until(sitting.settled)
    QTest.keyClick(sitting.window, Key.Key_V)
    sitting.until(lambda: pane.view.image() is not None)
    ours, theirs = view.image(), pane.view.image()
    assert ours is not None
    assert theirs is not None
    chosen = linked_window(Window(1500, 300), ours.film.chain, theirs.film.chain)
    view.set_window(Window(1500, 300))
    sitting.until(lambda: pane.view.film_window() == chosen)
    drag(pane.view, QPoint(60, 0))
    dragged = pane.view.film_window()
    assert dragged != chosen
    assert view.film_window() == linked_window(dragged, theirs.film.chain, ours.film.chain)
    pane.link_window.setChecked(False)
    view.set_window(Window(1000, 100))
    QApplication.processEvents()
    assert pane.view.film_window() == dragged


def test_the_mirrored_hip_has_keys(sitting: Sitting) -> None:
    view, compare = sitting.desk.view, sitting.desk.compare
    QTest.keyClick(sitting.window, Key.Key_M)
    sitting.until(compare.pane.isVisible)
    first = compare.pane.title.text()
    QTest.keyClick(sitting.window, Key.Key_M, CTRL | SHIFT)
    sitting.until(lambda: compare.pane.title.text() != first)
    QTest.keyClick(sitting.window, Key.Key_M, SHIFT)
    sitting.until(lambda: view.substitute() is not None)
    QTest.keyClick(sitting.window, Key.Key_M, SHIFT)
    assert view.substitute() is None
    QTest.keyClick(sitting.window, Key.Key_M)
    assert not compare.is_open


@pytest.mark.parametrize("name", [spec.id for spec in ACTIONS if not spec.keys or HELD not in spec.keys[0]])
def test_every_action_takes_another_key(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    preferences = Preferences(tmp_path / "settings.json", window)
    table = ActionTable(window)
    board = KeyBoard(table, preferences, ())
    board.bind(name, "Ctrl+Alt+F3")
    assert [key.toString() for key in table[name].shortcuts()] == ["Ctrl+Alt+F3"]
    board.forget()
    spec = next(spec for spec in ACTIONS if spec.id == name)
    assert len(table[name].shortcuts()) == len(spec.keys)
    preferences.save()
