"""The film view under a real mouse, offscreen: every gesture, every state, exact greys."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inference.dicom.grayscale import display_table
from inference.imaging.pyramid import build_pyramid
from inference.imaging.view_geometry import transform
from inference.records import FilmImage, Region, SpacingKind, ValueChain, Window
from tests.pixels import film_image, soft_picture
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.corner_text import CornerState, CornerText
from viewer.ui.film.layers.heatmap import OverlaySpec
from viewer.ui.film.layers.marks import Mark, MarkKind
from viewer.ui.film.tools.tools import Tool

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
START = Window(2048, 2000, name="bone")
CHAIN = ValueChain(bits_stored=12, signed=False, windows=(START,))
SIZE = (400, 300)


def film(rows: int = 600, columns: int = 800, **header: object) -> FilmImage:
    header = {"patient_orientation": ("L", "F"), "spacing_mm": (0.2, 0.2), **header}
    return film_image(soft_picture(rows, columns), CHAIN, spacing_kind=SpacingKind.DETECTOR, **header)


@pytest.fixture
def view(qtbot: QtBot) -> FilmView:
    made = FilmView()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    image = film()
    made.set_image(image, build_pyramid(image.pixels))
    made.set_corners(CornerState.NONE)
    QApplication.processEvents()
    return made


def drag(view: FilmView, button: Qt.MouseButton, a: QPoint, b: QPoint, modifier: object = NONE) -> None:
    QTest.mousePress(view, button, modifier, a)  # type: ignore[call-overload]
    QTest.mouseMove(view, (a + b) / 2)
    QTest.mouseMove(view, b)
    QTest.mouseRelease(view, button, modifier, b)  # type: ignore[call-overload]


def wheel(view: FilmView, delta: int, at: QPointF, modifier: Qt.KeyboardModifier = NONE) -> None:
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def grey(view: FilmView) -> NDArray[np.uint8]:
    """The view's pixels as one channel."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    data = np.frombuffer(image.constBits(), np.uint8)
    return data.reshape(image.height(), image.bytesPerLine())[:, : image.width()].copy()


def at_film(view: FilmView, x: float, y: float) -> QPoint:
    """The widget pixel that shows a film point."""
    px, py = transform(view.geometry_on_film().to_view, x, y)
    ratio = view.devicePixelRatioF()
    return QPoint(round(px / ratio), round(py / ratio))


# Greys


def test_the_greys_on_screen_are_the_tables(view: FilmView) -> None:
    view.one_to_one()
    image = view.image()
    assert image is not None
    left, top = (round(v) for v in transform(view.geometry_on_film().to_film, 0, 0))
    crop = image.pixels[top : top + SIZE[1], left : left + SIZE[0]]
    clear = np.s_[40:130, 40:360]  # no letters here
    for window, invert in ((None, False), (Window(1500, 700), False), (Window(1500, 700), True)):
        view.set_window(window)
        view.set_invert(invert)
        table = display_table(CHAIN, window, invert=invert)
        assert np.array_equal(grey(view)[clear], table[crop][clear])


def test_left_drag_is_window_and_level(view: FilmView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.window_changed) as told:
        drag(view, LEFT, QPoint(100, 100), QPoint(200, 60))
    assert view.film_window() == Window(2048 - 40 / 400 * 2000, 2000 * 2**0.5)
    assert told.args is not None
    before = grey(view).astype(int).mean()
    drag(view, LEFT, QPoint(100, 100), QPoint(100, 50))
    assert grey(view).astype(int).mean() > before


def test_up_is_brighter_when_inverted_too(view: FilmView) -> None:
    view.set_invert(True)
    before = grey(view).astype(int).mean()
    drag(view, LEFT, QPoint(100, 150), QPoint(100, 100))
    assert grey(view).astype(int).mean() > before


def test_a_click_or_a_shaking_hand_changes_no_window(view: FilmView) -> None:
    drag(view, LEFT, QPoint(100, 100), QPoint(102, 101))
    assert view.film_window() is None


def test_a_cancelled_drag_goes_back(view: FilmView) -> None:
    QTest.mousePress(view, LEFT, NONE, QPoint(100, 100))
    QTest.mouseMove(view, QPoint(180, 100))
    assert view.film_window() is not None
    view.cancel()
    QTest.mouseRelease(view, LEFT, NONE, QPoint(180, 100))
    assert view.film_window() is None


# Zoom, pan, wheel


@pytest.mark.parametrize(("button", "modifier"), [(MIDDLE, NONE), (LEFT, SHIFT)])
def test_pan_follows_the_mouse(view: FilmView, button: Qt.MouseButton, modifier: object) -> None:
    view.one_to_one()
    held = at_film(view, 400, 300)
    drag(view, button, held, held + QPoint(30, -20), modifier)
    assert at_film(view, 400, 300) == held + QPoint(30, -20)


def test_ctrl_wheel_zooms_at_the_cursor(view: FilmView) -> None:
    before, film_point = view.geometry_on_film().scale, (500.0, 200.0)
    at = at_film(view, *film_point)
    wheel(view, 120, QPointF(at), CTRL)
    assert view.geometry_on_film().scale == pytest.approx(before * 1.2)
    assert (at_film(view, *film_point) - at).manhattanLength() <= 2


def test_right_drag_zooms_and_right_click_wants_a_menu(view: FilmView, qtbot: QtBot) -> None:
    before = view.geometry_on_film().scale
    drag(view, RIGHT, QPoint(200, 150), QPoint(200, 30))
    assert view.geometry_on_film().scale == pytest.approx(before * 2)
    with qtbot.waitSignal(view.menu_wanted) as told:
        QTest.mouseClick(view, RIGHT, NONE, QPoint(20, 30))
    assert told.args == [view.mapToGlobal(QPoint(20, 30))]


def test_the_wheel_steps_through_films(view: FilmView) -> None:
    steps: list[int] = []
    view.film_step.connect(steps.append)
    for delta in (-120, 120, 40, 40, 40, -240, -60, 120):
        wheel(view, delta, QPointF(100, 100))
    assert steps == [1, -1, -1, 1, 1, -1]


def test_double_click_fits(view: FilmView) -> None:
    view.one_to_one()
    assert not view.geometry_on_film().fitted
    QTest.mouseDClick(view, LEFT, NONE, QPoint(50, 50))
    assert view.geometry_on_film().fitted


def test_view_slots(view: FilmView, qtbot: QtBot) -> None:
    fitted = view.geometry_on_film()
    with qtbot.waitSignal(view.view_changed):
        view.zoom_in()
    view.zoom_out()
    assert view.geometry_on_film().scale == pytest.approx(fitted.scale)
    view.rotate_right()
    view.flip_h()
    assert (view.geometry_on_film().turns, view.geometry_on_film().flipped) == (1, True)
    view.rotate_left()
    view.upright()
    view.fit()
    assert view.geometry_on_film() == fitted
    view.resize(SIZE[0] + 100, SIZE[1])
    assert view.geometry_on_film().fitted


def test_the_cursor_is_read(view: FilmView) -> None:
    readings: list[object] = []
    view.cursor_moved.connect(readings.append)
    at = at_film(view, 400.0, 300.0)
    QTest.mouseMove(view, at)
    reading = readings[-1]
    image = view.image()
    assert image is not None
    assert (reading.x, reading.y) == pytest.approx((400, 300), abs=1.5)  # type: ignore[attr-defined]
    assert reading.value == image.pixels[int(reading.y), int(reading.x)]  # type: ignore[attr-defined]
    view.set_image(None)
    assert readings[-1] is None


# Marks


def test_a_box_by_a_drag(view: FilmView, qtbot: QtBot) -> None:
    view.set_tool(Tool.BOX)
    a, b = at_film(view, 200, 150), at_film(view, 320, 260)
    with qtbot.waitSignals([view.region_drawn, view.tool_changed]):
        drag(view, LEFT, b, a)
    (region,) = view.regions()
    assert (region.x0, region.y0, region.x1, region.y1) == pytest.approx((200, 150, 320, 260), abs=2)
    assert view.tool() is Tool.WINDOW


@pytest.mark.parametrize("pose", [(), ("rotate_right",), ("flip_h",), ("rotate_left", "flip_h")])
def test_a_box_by_two_clicks_lies_on_the_film(view: FilmView, pose: tuple[str, ...]) -> None:
    for slot in pose:
        getattr(view, slot)()
    view.set_tool(Tool.BOX)
    QTest.mouseClick(view, LEFT, NONE, at_film(view, 200, 150))
    QTest.mouseMove(view, at_film(view, 250, 200))
    assert view.regions() == ()
    wheel(view, 120, QPointF(at_film(view, 250, 200)), CTRL)
    QTest.mouseClick(view, LEFT, NONE, at_film(view, 320, 260))
    (region,) = view.regions()
    assert (region.x0, region.y0, region.x1, region.y1) == pytest.approx((200, 150, 320, 260), abs=2)


def test_a_double_click_in_the_box_tool_is_two_clicks(view: FilmView) -> None:
    view.set_tool(Tool.BOX)
    QTest.mouseDClick(view, LEFT, NONE, QPoint(60, 60))
    assert view.regions() == ()


def test_a_box_stays_on_the_film(view: FilmView) -> None:
    view.zoom_by(0.5)
    view.set_tool(Tool.BOX)
    drag(view, LEFT, QPoint(2, 2), QPoint(SIZE[0] - 2, SIZE[1] - 2))
    assert view.regions() == (Region(0, 0, 800, 600),)


def test_a_point_by_a_click(view: FilmView, qtbot: QtBot) -> None:
    view.set_tool(Tool.POINT)
    with qtbot.waitSignal(view.point_marked):
        QTest.mouseClick(view, LEFT, NONE, at_film(view, 500, 400))
    (region,) = view.regions()
    assert region.is_point
    assert (region.x0, region.y0) == pytest.approx((500, 400), abs=1.5)


@pytest.mark.parametrize("pose", [(), ("rotate_right", "flip_h")])
def test_handles_resize_and_the_border_moves(view: FilmView, pose: tuple[str, ...], qtbot: QtBot) -> None:
    for slot in pose:
        getattr(view, slot)()
    view.set_regions([Mark(Region(200, 200, 400, 400))])
    with qtbot.waitSignal(view.region_changed) as told:
        drag(view, LEFT, at_film(view, 400, 300), at_film(view, 500, 330))
    (region,) = view.regions()
    assert told.args == [0, region]
    assert (region.x0, region.y0, region.x1, region.y1) == pytest.approx((200, 200, 500, 400), abs=2)
    drag(view, LEFT, at_film(view, 260, 200), at_film(view, 280, 240))
    (region,) = view.regions()
    assert (region.x0, region.y0, region.x1, region.y1) == pytest.approx((220, 240, 520, 440), abs=3)
    assert view.film_window() is None


def test_inside_a_box_the_window_is_dragged(view: FilmView) -> None:
    view.set_regions([Mark(Region(200, 150, 600, 450))])
    drag(view, LEFT, at_film(view, 300, 250), at_film(view, 350, 350))
    assert view.film_window() is not None


def test_only_the_readers_own_marks_change(view: FilmView, qtbot: QtBot) -> None:
    theirs = Mark(Region(200, 150, 400, 300), MarkKind.TRUTH)
    view.set_regions([theirs, Mark(Region(500, 300, 700, 500))])
    drag(view, LEFT, at_film(view, 400, 220), at_film(view, 450, 220))
    assert view.marks()[0] == theirs
    QTest.mouseClick(view, LEFT, NONE, at_film(view, 500, 400))
    with qtbot.waitSignal(view.region_removed) as told:
        view.delete_selected()
    assert told.args == [0]
    assert view.marks() == (theirs,)
    view.delete_selected()
    assert view.marks() == (theirs,)


def test_cancel_leaves_box_then_tool_then_selection(view: FilmView) -> None:
    view.set_tool(Tool.BOX)
    QTest.mouseClick(view, LEFT, NONE, QPoint(100, 100))
    view.cancel()
    assert view.tool() is Tool.BOX
    view.cancel()
    assert view.tool() is Tool.WINDOW
    assert view.regions() == ()


# Map


def overlay() -> OverlaySpec:
    values = np.zeros((6, 8), np.float32)
    values[2, 5] = 1
    return OverlaySpec(values, ((100.0, 0.0, 0.0), (0.0, 100.0, 0.0)), 1.0, 0.8)


@pytest.mark.parametrize("slot", ["fit", "one_to_one", "rotate_right", "flip_h"])
def test_the_map_lies_on_the_film_and_space_hides_it(view: FilmView, slot: str) -> None:
    getattr(view, slot)()
    view.set_regions([Mark(Region(400, 100, 700, 400))])
    plain_image = view.grab().toImage()
    view.set_overlay(overlay())
    spot = at_film(view, 550, 250)
    seen = view.grab().toImage().pixelColor(spot)
    assert seen.red() > seen.blue() + 40
    view.set_overlays_hidden(True)
    hidden = view.grab().toImage().pixelColor(spot)
    assert hidden.red() == hidden.blue()
    view.set_overlays_hidden(False)
    view.set_overlay(None)
    assert view.grab().toImage() == plain_image


def test_the_map_is_drawn_fine_once_the_view_rests(view: FilmView, qtbot: QtBot) -> None:
    view.set_overlay(overlay())
    view.zoom_by(1.5)
    moving = view.grab().toImage()
    qtbot.waitUntil(lambda: view.grab().toImage() != moving)


# States


def test_another_film_brings_its_own_state(view: FilmView) -> None:
    view.set_window(Window(100, 50))
    view.set_invert(True)
    view.set_overlay(overlay())
    view.set_regions([Mark(Region(1, 1, 9, 9))])
    view.rotate_left()
    view.set_image(film(500, 400))
    assert (view.film_window(), view.inverted(), view.overlay(), view.marks()) == (None, True, None, ())
    geometry = view.geometry_on_film()
    assert (geometry.film, geometry.turns, geometry.fitted) == ((500, 400), 0, True)


def test_finer_pixels_of_the_same_film_keep_the_view(view: FilmView) -> None:
    view.one_to_one()
    view.set_window(Window(100, 50))
    view.set_regions([Mark(Region(1, 1, 9, 9))])
    before = view.geometry_on_film()
    view.set_image(film(), keep_view=True)
    assert (view.geometry_on_film(), view.film_window(), len(view.marks())) == (before, Window(100, 50), 1)


def test_loading_keeps_the_old_film_in_sight(view: FilmView) -> None:
    before = grey(view)
    view.set_loading("Reading film 13 …")
    during = grey(view)
    changed = before != during
    assert changed.any()
    assert changed.mean() < 0.05
    view.set_image(film())
    assert np.array_equal(grey(view), before)


def test_empty_and_error_states_say_what_to_do(view: FilmView) -> None:
    view.set_image(None)
    empty = grey(view)
    assert empty.max() > 150
    view.set_error("The file ends before its pixels do.", "Copy the film again.", "IM0001.dcm")
    assert view.image() is None
    assert not np.array_equal(grey(view), empty)
    view.set_image(film())
    assert view.image() is not None


def test_without_a_film_no_gesture_fails(view: FilmView) -> None:
    view.set_image(None)
    for button in (LEFT, MIDDLE, RIGHT):
        drag(view, button, QPoint(50, 50), QPoint(90, 90))
    for slot in ("fit", "one_to_one", "zoom_in", "rotate_left", "flip_h", "delete_selected", "cancel"):
        getattr(view, slot)()
    wheel(view, 120, QPointF(9, 9), CTRL)
    assert view.film_window() is None


def test_corner_states_are_on_screen(view: FilmView) -> None:
    view.set_corner_text(CornerText(("DOE, Jane", "1234567", "2026-11-22"), ("Pelvis AP",), ("1 of 9",)))
    view.set_corners(CornerState.FULL)
    pictures = [grey(view)]
    for _ in range(2):
        view.cycle_corners()
        pictures.append(grey(view))
    full, short, none = pictures
    assert not np.array_equal(full[:80, :120], short[:80, :120])
    assert not np.array_equal(short[:30, :120], none[:30, :120])


def test_side_letters_change_places_with_the_flip(view: FilmView) -> None:
    height = SIZE[1] // 2
    strips = np.s_[height - 20 : height + 20, :40]
    before = grey(view)[strips]
    view.flip_h()
    assert not np.array_equal(grey(view)[strips], before)


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (3, 2)])
def test_films_of_odd_shapes_are_shown(view: FilmView, shape: tuple[int, int]) -> None:
    view.set_image(film_image(np.full(shape, 4000, np.uint16), CHAIN))
    view.set_corners(CornerState.FULL)
    for slot in ("one_to_one", "zoom_in", "rotate_right", "fit"):
        getattr(view, slot)()
        assert grey(view).size


def test_a_tiny_view_still_paints(qtbot: QtBot) -> None:
    view = FilmView()
    qtbot.addWidget(view)
    view.setMinimumSize(0, 0)
    view.set_image(film())
    for size in ((1, 1), (30, 20), (900, 40)):
        view.resize(*size)
        assert grey(view).size


HALF_MORE = """
import numpy as np
from PySide6.QtWidgets import QApplication
from tests.viewer.ui.film import test_film_view as here
app = QApplication([])
view = here.FilmView()
view.setMinimumSize(0, 0)
view.resize(200, 151)
image = here.film()
view.set_image(image)
view.set_corners(here.CornerState.NONE)
view.one_to_one()
shown = here.grey(view)
geometry = view.geometry_on_film()
assert (view.devicePixelRatioF(), geometry.view, geometry.scale) == (1.5, (300, 226), 1.0), geometry
left, top = (round(v) for v in here.transform(geometry.to_film, 0, 0))
table = here.display_table(here.CHAIN)
clear = np.s_[40:90, 40:260]
assert np.array_equal(shown[clear], table[image.pixels[top : top + 226, left : left + 300]][clear])
"""


def test_one_to_one_is_one_device_pixel_at_150_percent() -> None:
    env = {
        **os.environ,
        "QT_SCALE_FACTOR": "1.5",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", HALF_MORE], env=env, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr


def test_dropped_files_are_told(view: FilmView, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.dcm")), QUrl("https://example.org/b.dcm")])
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(view, QDragEnterEvent(QPoint(5, 5), action, data, buttons, NONE))
    with qtbot.waitSignal(view.paths_dropped) as told:
        QApplication.sendEvent(view, QDropEvent(QPointF(5, 5), action, data, buttons, NONE))
    assert told.args == [[tmp_path / "a.dcm"]]


def test_a_magnified_film_is_still_registered(view: FilmView) -> None:
    image = film(spacing_mm=(0.4, 0.2))
    view.set_image(image)
    geometry = view.geometry_on_film()
    assert geometry.aspect == pytest.approx(2.0)
    assert geometry == replace(geometry, aspect=2.0).fit()
