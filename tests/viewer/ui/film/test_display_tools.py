"""Local contrast, loupe, true size, whole screen and second window, in the view and in the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inference.dicom.overlays import packed
from inference.imaging.measure import Measure, MeasureKind
from inference.imaging.measurements import Calibration
from inference.imaging.overlay_mask import levels
from inference.imaging.pyramid import build_pyramid
from inference.imaging.view_geometry import ViewGeometry, transform
from inference.records import Region, SpacingKind, ValueChain, Window
from tests.pixels import film_image, soft_picture
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.film import display_tools
from viewer.ui.film.film_scene import Substitute
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.corner_text import CornerState
from viewer.ui.film.layers.marks import Mark
from viewer.ui.film.layers.overlay_planes import PlaneLayer

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform, of every dialog
LEFT, NONE, CTRL = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
)
CHAIN = ValueChain(bits_stored=12, signed=False, windows=(Window(2048, 2000),))


@pytest.fixture
def view(qtbot: QtBot) -> FilmView:
    made = FilmView()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    made.set_image(
        film_image(soft_picture(600, 800), CHAIN, spacing_mm=(0.2, 0.2), spacing_kind=SpacingKind.CALIBRATED)
    )
    made.set_corners(CornerState.NONE)
    QApplication.processEvents()
    return made


def grey(view: FilmView) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    data = np.frombuffer(image.constBits(), np.uint8)
    return data.reshape(image.height(), image.bytesPerLine())[:, : image.width()].copy()


def colours(view: FilmView) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return data[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def test_other_pixels_in_the_films_place_say_so(view: FilmView) -> None:
    before = grey(view)
    assert view.image() is not None
    flipped = build_pyramid(np.ascontiguousarray(view.image().pixels[::-1]))  # type: ignore[union-attr]
    view.set_substitute(Substitute(flipped, "other"))
    after = grey(view)
    assert not np.array_equal(before, after)
    view.set_substitute(None)
    assert np.array_equal(grey(view), before)
    view.set_substitute(Substitute(flipped, "other", foreign=True))
    assert view._scene.is_foreign
    view.set_image(view.image())
    assert view.substitute() is None


def test_overlay_planes_lie_on_the_film_with_a_dark_rim(view: FilmView) -> None:
    """A line of one pixel is seen on white at any zoom, an area is only tinted, and a key hides both."""
    white = film_image(np.full((600, 800), 4095, np.uint16), CHAIN)
    view.set_image(white)
    mask = np.zeros((600, 800), np.bool_)
    mask[150, 100:700] = True
    mask[300:450, 300:500] = True
    before = grey(view)
    view.set_planes(levels(replace(white, film=replace(white.film, overlay=packed(mask))).film))
    drawn = colours(view)
    at = view.geometry_on_film().to_view
    column, row = (round(value) for value in transform(at, 400.5, 150.5))
    around = drawn[row - 2 : row + 3, column].astype(int)
    assert (around[:, 0] - around[:, 2]).max() > 100  # yellow: much red, little blue
    assert around.sum(axis=1).min() < 3 * 255 / 2  # and dark beside it
    column, row = (round(value) for value in transform(at, 400, 375))
    assert 255 > drawn[row, column, 2] > 150  # the film is seen through the area
    view.set_overlays_hidden(True)  # Space
    assert np.array_equal(grey(view), before)
    view.set_overlays_hidden(False)
    view.set_planes_shown(on=False)
    assert np.array_equal(grey(view), before)
    view.set_planes_shown(on=True)
    assert np.array_equal(colours(view), drawn)
    view.set_image(view.image())  # another film has none
    assert np.array_equal(grey(view), before)


def test_a_view_of_many_pixels_has_its_planes_where_they_belong() -> None:
    mask = np.zeros((600, 800), np.bool_)
    mask[300], mask[:, 400] = True, True
    layer = PlaneLayer()
    layer.set(levels(film_image(np.zeros((600, 800), np.uint16), CHAIN, overlay=packed(mask)).film))
    for size in ((1600, 1200), (2000, 1500)):
        picture = QImage(*size, QImage.Format.Format_RGB32)
        picture.fill(0)
        painter = QPainter(picture)
        layer.paint(painter, ViewGeometry((600, 800), size).fit())
        painter.end()
        step = size[0] / 800
        for x, y in ((100.5, 300.5), (400.5, 100.5)):
            assert picture.pixelColor(int(x * step), int(y * step)).red() > 150
        assert picture.pixelColor(int(100 * step), int(100 * step)).red() == 0


def test_the_loupe_follows_the_mouse_and_has_its_own_window(view: FilmView) -> None:
    QTest.mouseMove(view, QPoint(300, 250))
    plain = grey(view)
    view.set_loupe(on=True)
    QTest.mouseMove(view, QPoint(301, 250))
    assert not np.array_equal(grey(view)[130:370, 180:420], plain[130:370, 180:420])
    assert np.array_equal(grey(view)[:100], plain[:100])
    loupe = view.loupe()
    assert loupe is not None
    assert loupe.window is not None
    own = loupe.window
    QTest.mousePress(view, LEFT, NONE, QPoint(301, 250))
    QTest.mouseMove(view, QPoint(401, 250))
    QTest.mouseRelease(view, LEFT, NONE, QPoint(401, 250))
    assert loupe.window.width > own.width
    assert view.film_window() is None
    times, scale = loupe.times, view.geometry_on_film().scale
    at = QPointF(300, 250)
    wheel = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, wheel)
    assert loupe.times > times
    assert view.geometry_on_film().scale == scale
    view.set_loupe(on=False)
    assert view.loupe() is None


# in the program


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    folder = tmp_path / "films"
    files = [
        bright_film(folder, "a.dcm", PixelSpacing=[0.3, 0.3], PixelSpacingCalibrationType="GEOMETRY"),
        bright_film(folder, "b.dcm", seed=2, PatientID="T2"),
    ]
    made = Sitting(qtbot, home_with_model(), files, reader=child)
    made.wait_answer()
    yield made
    made.close()


def test_local_contrast_on_a_key_and_off_again(sitting: Sitting) -> None:
    view = sitting.desk.view
    sitting.do("local_contrast")
    sitting.until(lambda: view.substitute() is not None)
    assert sitting.window.actions_["local_contrast"].isChecked()
    sitting.do("local_contrast")
    assert view.substitute() is None
    sitting.do("local_contrast")  # kept: at once
    assert view.substitute() is not None
    sitting.window.worklist.step(1)
    sitting.until(lambda: sitting.bench.film and sitting.bench.film.image.film.path.name == "b.dcm")
    assert view.substitute() is None
    assert not sitting.window.actions_["local_contrast"].isChecked()


def test_local_contrast_asked_for_and_given_up(sitting: Sitting) -> None:
    sitting.do("local_contrast")
    sitting.do("local_contrast")
    assert not sitting.window.actions_["local_contrast"].isChecked()
    sitting.qtbot.wait(200)
    assert sitting.desk.view.substitute() is None


def test_true_size_needs_a_known_millimetre(sitting: Sitting) -> None:
    view = sitting.desk.view
    sitting.do("true_size")
    assert "calibrated" in sitting.window.message.text()
    scale = view.geometry_on_film().scale
    sitting.s.measures.calibrate(Calibration(60.0, 100.0))  # twice the size
    sitting.do("true_size")
    assert view.geometry_on_film().scale == pytest.approx(2 * scale)
    sitting.window.worklist.step(1)
    sitting.until(lambda: sitting.bench.film and sitting.bench.film.image.film.path.name == "b.dcm")
    scale = view.geometry_on_film().scale
    sitting.do("true_size")
    assert "unknown" in sitting.window.message.text()
    assert view.geometry_on_film().scale == scale


def test_full_screen_and_back(sitting: Sitting) -> None:
    sitting.do("full_screen")
    assert sitting.window.isFullScreen()
    sitting.do("full_screen")
    assert not sitting.window.isFullScreen()
    assert not sitting.window.actions_["full_screen"].isChecked()


def test_a_second_window_follows_the_first(sitting: Sitting) -> None:
    view = sitting.desk.view
    sitting.do("second_screen")
    second = sitting.desk.aids._second
    assert second is not None
    QApplication.processEvents()
    assert second.image() is view.image()
    assert "one screen" in sitting.window.message.text()
    view.set_window(Window(1000, 300))
    view.flip_h()
    sitting.until(lambda: second.film_window() == Window(1000, 300))
    assert second.geometry_on_film().flipped
    view.set_regions([Mark(Region(20, 20, 60, 60))])
    view.set_measures([Measure(MeasureKind.LENGTH, ((20, 100), (100, 100)))])
    sitting.until(lambda: second.regions() == view.regions())
    for x, y in ((20, 40), (60, 100)):  # marks and measures are not moved here: the window is
        start = transform(second.geometry_on_film().to_view, x, y)
        second._mouse.press(LEFT, start, shift=False)
        second._mouse.move((start[0] + 30, start[1]))
        second._mouse.release(LEFT, (start[0] + 30, start[1]))
    assert second.regions() == view.regions() == (Region(20, 20, 60, 60),)
    assert second.measures() == view.measures()
    assert view.film_window() == second.film_window() != Window(1000, 300)
    second.zoom_in()
    assert second.geometry_on_film().scale != view.geometry_on_film().scale
    first = view.image()
    second._mouse.press(LEFT, start, shift=False)
    sitting.window.worklist.step(1)
    sitting.until(lambda: view.image() is not None and view.image() is not first)
    second._mouse.move((start[0] + 60, start[1]))
    sitting.until(lambda: second.image() is view.image())
    second._mouse.move((start[0] + 90, start[1]))
    assert view.film_window() is None, "a window that was being dragged for the film before"
    second.close()
    assert sitting.desk.aids._second is None
    assert not sitting.window.actions_["second_screen"].isChecked()
    assert not sitting.app.preferences.values.second_screen
    sitting.do("second_screen")  # and it closes with the program, which remembers it
    sitting.close()
    assert sitting.desk.aids._second is None
    assert sitting.app.preferences.values.second_screen


def test_a_screen_that_is_unplugged_takes_its_film_along(sitting: Sitting, qapp: QApplication) -> None:
    """The film must not cover the window on the screen that is left; the next start asks for it anew."""
    sitting.do("second_screen")
    second = sitting.desk.aids._second
    assert second is not None
    qapp.screenRemoved.emit(second.screen())
    assert sitting.desk.aids._second is None
    assert sitting.app.preferences.values.second_screen
    assert "second screen is gone" in sitting.window.message.text()


def test_the_second_screen_comes_back_where_there_is_one(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display_tools, "other_screen", lambda window: window.screen())
    aids = sitting.desk.aids
    aids._comes_back = True
    sitting.window.worklist.step(1)
    sitting.until(lambda: aids._second is not None)
    assert sitting.window.actions_["second_screen"].isChecked()
