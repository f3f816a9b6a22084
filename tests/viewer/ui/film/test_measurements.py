"""Measuring under a real mouse: each tool, its words, moving, removing; undo together with the reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from inference.imaging.measurements import Calibration, Measure, MeasureKind
from inference.imaging.view_geometry import transform
from inference.records import Region, SpacingKind, ValueChain
from tests.films import make_film
from tests.pixels import film_image
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.corner_text import CornerState
from viewer.ui.film.tools.calibration_dialog import KnownSizeDialog
from viewer.ui.film.tools.text_dialog import TextDialog
from viewer.ui.film.tools.tools import Tool

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform, of every dialog
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot: QtBot) -> FilmView:
    made = FilmView()
    qtbot.addWidget(made)
    made.resize(600, 600)
    made.show()
    pixels = np.full((600, 600), 100, np.uint16)
    pixels[:, 300:] = 900
    chain = ValueChain(bits_stored=12, signed=False)
    made.set_image(film_image(pixels, chain, spacing_mm=(0.5, 0.5), spacing_kind=SpacingKind.DETECTOR))
    made.set_corners(CornerState.NONE)
    made.one_to_one()
    QApplication.processEvents()
    return made


def at(view: FilmView, x: float, y: float) -> QPoint:
    px, py = transform(view.geometry_on_film().to_view, x, y)
    return QPoint(round(px), round(py))


def click(view: FilmView, *points: tuple[float, float]) -> None:
    for point in points:
        QTest.mouseMove(view, at(view, *point))
        QTest.mouseClick(view, LEFT, NONE, at(view, *point))


def drag(view: FilmView, a: tuple[float, float], b: tuple[float, float]) -> None:
    QTest.mousePress(view, LEFT, NONE, at(view, *a))
    QTest.mouseMove(view, at(view, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
    QTest.mouseMove(view, at(view, *b))
    QTest.mouseRelease(view, LEFT, NONE, at(view, *b))


@pytest.mark.parametrize(
    ("tool", "points", "said"),
    [
        (Tool.LENGTH, [(100, 100), (180, 160)], "50.0 mm (at detector)"),
        (Tool.ANGLE, [(200, 100), (100, 100), (100, 200)], "90.0°"),
        (Tool.NECK_SHAFT, [(300, 100), (200, 200), (200, 250), (200, 400)], "(L) neck-shaft 135.0°"),
        (Tool.CIRCLE, [(100, 200), (150, 150), (200, 200)], "Ø 50.0 mm (at detector)"),
        (Tool.REGION, [(320, 100), (420, 200)], "mean 900, SD 0, "),
    ],
)
def test_a_measure_by_clicks(
    view: FilmView, qtbot: QtBot, tool: Tool, points: list[tuple[float, float]], said: str
) -> None:
    view.set_tool(tool)
    with qtbot.waitSignal(view.measured):
        click(view, *points)
    (measure,) = view.measures()
    assert measure.points == tuple(points)
    assert view.measure_words()[0].startswith(said)
    assert view.tool() is Tool.WINDOW
    assert view.selected_measure() == 0
    view.grab()  # painted without an error


def test_a_length_by_a_drag(view: FilmView) -> None:
    view.set_tool(Tool.LENGTH)
    drag(view, (100, 100), (180, 160))
    assert view.measure_words() == ["50.0 mm (at detector)"]


def test_the_view_may_move_between_two_clicks(view: FilmView) -> None:
    view.set_tool(Tool.LENGTH)
    click(view, (100, 100))
    view.zoom_in()
    view.rotate_right()
    click(view, (180, 160))
    (measure,) = view.measures()
    assert measure.points[1] == pytest.approx((180, 160), abs=1)


def test_escape_leaves_a_measure_in_the_making(view: FilmView) -> None:
    view.set_tool(Tool.ANGLE)
    click(view, (100, 100), (200, 100))
    view.cancel()
    assert view.measures() == ()
    assert view.tool() is Tool.ANGLE
    view.cancel()
    assert view.tool() is Tool.WINDOW


def test_the_same_point_twice_is_no_measure(view: FilmView) -> None:
    view.set_tool(Tool.LENGTH)
    click(view, (100, 100), (100, 100))
    assert view.measures() == ()


def test_a_point_and_a_whole_measure_are_moved(view: FilmView, qtbot: QtBot) -> None:
    view.set_measures([Measure(MeasureKind.LENGTH, ((100, 100), (200, 100)))])
    with qtbot.waitSignal(view.measure_changed):
        drag(view, (200, 100), (260, 100))
    assert view.measures()[0].points == ((100, 100), (260, 100))
    drag(view, (150, 100), (160, 140))
    assert view.measures()[0].points == ((110, 140), (270, 140))
    assert view.film_window() is None
    drag(view, (190, 140), (-300, 140))  # it stays on the film
    assert view.measures()[0].points[0][0] == 0


def test_words_of_measures_neither_overlap_nor_stand_for_what_is_out_of_sight(view: FilmView) -> None:
    same = ((20.0, 30.0), (60.0, 30.0))
    view.set_measures([Measure(MeasureKind.LENGTH, same), Measure(MeasureKind.LENGTH, same[::-1])])
    view.grab()
    one, other = view._scene.measures._taken
    assert not one.intersects(other)
    view.pan_by(-10_000, 0)
    view.grab()
    assert view._scene.measures._taken == []


def test_a_circle_is_picked_up_at_its_rim_and_removed(view: FilmView, qtbot: QtBot) -> None:
    view.set_measures([Measure(MeasureKind.CIRCLE, ((100, 200), (150, 150), (200, 200)))])
    click(view, (150, 200))
    assert view.selected_measure() is None
    click(view, (150 + 35, 200 + 35))
    assert view.selected_measure() == 0
    with qtbot.waitSignal(view.measure_removed):
        view.delete_selected()
    assert view.measures() == ()


def test_a_calibration_changes_words_and_ruler(view: FilmView) -> None:
    view.set_measures([Measure(MeasureKind.LENGTH, ((100, 100), (200, 100)))])
    view.set_calibration(Calibration(25.0, 100.0))
    assert view.measure_words() == ["25.0 mm (calibrated by hand)"]
    view.set_corners(CornerState.FULL)
    view.grab()
    view.set_image(view.image())
    assert view.calibration() is None
    assert view.measures() == ()


# in the program


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    film = bright_film(tmp_path / "films", "a.dcm", ManufacturerModelName="Maker 1")
    made = Sitting(qtbot, home_with_model(), [film], reader=child)
    made.wait_answer()
    made.until(lambda: made.s.measures._loaded)
    yield made
    made.close()


LINE = Measure(MeasureKind.LENGTH, ((10, 10), (60, 10)))


def test_undo_takes_back_what_was_done_last(sitting: Sitting) -> None:
    readings, measures = sitting.s.readings, sitting.s.measures
    sitting.do("class_A1")
    measures.add(LINE)
    readings.add_region(Region(1, 2, 30, 40))
    sitting.do("undo")
    assert readings.draft.regions == ()
    assert measures.measures == (LINE,)
    sitting.do("undo")
    assert measures.measures == ()
    assert readings.draft.ao_class == "A1"
    assert sitting.desk.view.measures() == ()
    sitting.do("undo")
    assert readings.draft.ao_class is None
    for _ in range(3):
        sitting.do("redo")
    assert readings.draft.regions == (Region(1, 2, 30, 40),)
    assert measures.measures == (LINE,)
    assert readings.draft.ao_class == "A1"


def test_a_reading_saved_after_a_measure_is_undone_first(sitting: Sitting) -> None:
    readings, measures = sitting.s.readings, sitting.s.measures
    measures.add(LINE)
    sitting.do("agree")
    sitting.until(lambda: readings.saved is not None)
    sitting.do("undo")
    sitting.until(lambda: readings.saved is None and not readings.saving)
    assert measures.measures == (LINE,)
    sitting.do("undo")
    assert measures.measures == ()


def test_measures_and_calibration_come_back_after_a_restart(
    sitting: Sitting, qtbot: QtBot, child: SharedChild
) -> None:
    from inference import paths

    sitting.s.measures.add(LINE)
    sitting.s.measures.calibrate(Calibration(25.0, 50.0))
    film = sitting.s.worklist.entries[0].path
    sitting.close()
    again = Sitting(qtbot, paths.find(), [film], reader=child)
    again.wait_answer()
    again.until(lambda: again.desk.view.measures() == (LINE,))
    assert again.desk.view.measure_words() == ["25.0 mm (calibrated by hand)"]
    again.do("uncalibrate")
    assert again.desk.view.calibration() is None
    again.do("clear_regions")
    assert again.desk.view.measures() == ()
    again.close()


def test_calibrating_on_the_only_length(sitting: Sitting) -> None:
    sitting.do("calibrate")
    assert "known size" in sitting.window.message.text()
    sitting.s.measures.add(LINE)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KnownSizeDialog)
        dialog.size_mm.setValue(30.0)
        dialog.accept()

    QTimer.singleShot(0, answer)
    sitting.do("calibrate")
    assert sitting.s.measures.calibration == Calibration(30.0, 50.0)
    sitting.do("undo")
    assert sitting.s.measures.calibration is None


def test_the_measuring_keys_take_and_leave_their_tool(sitting: Sitting) -> None:
    sitting.do("measure_length")
    assert sitting.desk.view.tool() is Tool.LENGTH
    assert sitting.window.actions_["measure_length"].isChecked()
    assert "end to end" in sitting.window.message.text()
    sitting.do("measure_circle")
    assert not sitting.window.actions_["measure_length"].isChecked()
    sitting.do("measure_circle")
    assert sitting.desk.view.tool() is Tool.WINDOW
    assert not sitting.window.actions_["measure_circle"].isChecked()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_a_right_click_offers_the_films_tools(sitting: Sitting) -> None:
    QTest.mouseClick(sitting.desk.view, Qt.MouseButton.RightButton, NONE, QPoint(60, 80))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.objectName() for part in (menu, *menu.findChildren(QMenu)) for action in part.actions()}
    assert {"action_preset_bone", "action_measure_length", "action_mirror_compare"} <= offered
    menu.close()
    at = QPoint(60, 80)
    key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, at)
    QApplication.sendEvent(sitting.desk.view, key)
    by_key = QApplication.activePopupWidget()
    assert isinstance(by_key, QMenu)
    by_key.close()


def test_presets_and_the_headers_windows(sitting: Sitting) -> None:
    view = sitting.desk.view
    for action, name in (
        ("preset_bone", "bone"),
        ("preset_soft", "soft tissue"),
        ("preset_auto", "automatic"),
    ):
        sitting.do(action)
        window = view.film_window()
        assert window is not None
        assert window.name == name
    sitting.do("preset_header")
    image = view.image()
    assert image is not None
    assert view.film_window() == image.film.chain.windows[0]
    sitting.do("preset_header")
    assert view.film_window() is None


def test_the_polarity_is_remembered_per_device(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    files = [
        make_film(folder, name=f"{i}.dcm", PatientID=str(i), ManufacturerModelName=model)
        for i, model in enumerate(("Maker 1", "Maker 2", "Maker 1"))
    ]
    made = Sitting(qtbot, home_with_model(), files, reader=child)
    made.wait_answer()
    made.do("invert")
    seen = []
    for position in range(3):
        made.window.worklist.select(position)
        made.until(lambda p=position: made.bench.film and made.bench.film.image.film.path == files[p])  # type: ignore[misc]
        seen.append(made.desk.view.inverted())
        assert made.window.actions_["invert"].isChecked() is seen[-1]
    assert seen == [True, False, True]
    assert made.app.preferences.values.inverted_models == {"Maker 1": True}
    made.close()


def test_what_was_asked_on_a_film_is_not_done_to_the_next(
    qtbot: QtBot, tmp_path: Path, child: SharedChild
) -> None:
    headers = ({"ManufacturerModelName": ""}, {"ManufacturerModelName": "Maker 1", "seed": 2})
    files = [bright_film(tmp_path / "films", f"{n}.dcm", **header) for n, header in enumerate(headers)]
    made = Sitting(qtbot, home_with_model(), files, reader=child)
    made.wait_answer()
    made.until(lambda: made.s.measures._loaded)
    made.do("invert")
    made.s.measures.add(LINE)

    def step(by: int, words: str = "") -> None:
        """Another film comes on screen behind the dialog, then the question is answered."""
        dialog, before = QApplication.activeModalWidget(), made.s.readings.film
        made.window.worklist.step(by)
        made.until(lambda: made.s.readings.film not in (None, before) and made.s.measures._loaded)
        if words:
            assert isinstance(dialog, TextDialog)
            dialog.words.setText(words)
        assert isinstance(dialog, QDialog)
        dialog.accept()

    QTimer.singleShot(0, lambda: step(1))
    made.do("calibrate")
    assert made.s.readings.film is not None
    assert made.s.readings.film.path == files[1]
    assert made.s.measures.calibration is None
    assert "Another film" in made.window.message.text()
    made.window.worklist.step(-1)  # what was said goes with its film
    made.until(lambda: made.window.message.text() == "")
    made.window.worklist.step(1)
    made.until(lambda: made.s.readings.film is not None and made.s.readings.film.path == files[1])
    made.until(lambda: made.s.measures._loaded)
    assert not made.desk.view.inverted(), "what was chosen for films without a device is not this one's"
    made.wait_answer()
    QTimer.singleShot(0, lambda: step(-1, "seen on the other"))
    made.desk.view.text_wanted.emit(Measure(MeasureKind.TEXT, ((10, 10),)))
    assert made.s.measures.measures == (LINE,)
    assert made.s.measures.calibration is None
    assert made.desk.view.inverted()
    made.s.readings.leave()  # a film is being opened, and the old one is in sight
    made.desk.view.add_measure(LINE)
    assert made.desk.view.measures() == ()
    made.close()


HIP = [
    (Tool.CENTRE_EDGE, [(150, 300), (450, 300), (120, 250), (120, 190)], "(R) centre-edge 0.0°"),
    (Tool.ROOF, [(150, 300), (450, 300), (470, 200), (510, 200)], "(L) Tönnis 0.0°"),
    (Tool.ACETABULAR_INDEX, [(150, 300), (450, 300), (500, 250)], "(L) acetabular index 45.0°"),
    (Tool.OBLIQUITY, [(100, 100), (500, 120)], "obliquity 2.9°, (L) lower by 10.0 mm (at detector)"),
    (Tool.TILT, [(150, 300), (450, 300), (300, 320), (300, 400)], "symphysis 40.0 mm (at detector) below"),
    (Tool.ROTATION, [(150, 300), (190, 300), (400, 300), (440, 300)], "obturator (R) : (L) 1.00"),
    (
        Tool.LEG_LENGTH,
        [(150, 300), (450, 300), (120, 380), (480, 400)],
        "leg length: (L) longer by 10.0 mm (at detector)",
    ),
    (Tool.LEG_LENGTH, [(150, 300), (450, 300), (120, 400), (480, 400)], "leg length: no difference"),
    (Tool.OBLIQUITY, [(100, 100), (500, 100)], "obliquity 0.0°, both sides level"),
    (
        Tool.TILT,
        [(150, 300), (450, 300), (300, 320), (300, 400)],
        "symphysis 40.0 mm (at detector) below the sacrum, in the middle",
    ),
    (Tool.OFFSET, [(200, 200), (120, 240), (120, 480)], "(R) offset 40.0 mm (at detector)"),
    (
        Tool.SHENTON,
        [(240, 300), (270, 222), (340, 200), (415, 230), (440, 300), (445, 360)],
        "(L) Shenton: neck ",
    ),
    (Tool.ARROW, [(100, 100), (200, 200)], ""),
]


@pytest.mark.parametrize(("tool", "points", "said"), HIP)
def test_a_measure_of_the_hip_by_clicks(
    view: FilmView, qtbot: QtBot, tool: Tool, points: list[tuple[float, float]], said: str
) -> None:
    view.set_tool(tool)
    with qtbot.waitSignal(view.measured):
        for point in points:
            click(view, point)
            view.grab()  # painted half made, too
    assert view.measure_words()[0].startswith(said)
    assert view.tool() is Tool.WINDOW


def test_the_pelvic_line_is_drawn_once(view: FilmView) -> None:
    view.set_tool(Tool.LEG_LENGTH)
    click(view, (150, 300), (450, 300), (120, 380), (480, 400))
    view.set_tool(Tool.CENTRE_EDGE)
    click(view, (120, 250), (120, 190))
    line, edge = view.measures()
    assert edge.points[:2] == line.points[:2]


def test_a_region_is_drawn_freely_or_corner_by_corner(view: FilmView) -> None:
    view.set_tool(Tool.FREE)
    QTest.mousePress(view, LEFT, NONE, at(view, 100, 100))
    for point in ((200, 100), (200, 200), (100, 200)):
        QTest.mouseMove(view, at(view, *point))
    QTest.mouseRelease(view, LEFT, NONE, at(view, 100, 200))
    view.set_tool(Tool.FREE)
    click(view, (300, 100), (400, 100), (400, 200), (300, 200))
    view.grab()
    click(view, (300, 100))  # the first corner closes it
    assert view.measure_words() == ["area 2500 mm² (at detector)"] * 2
    assert view.tool() is Tool.WINDOW


def test_a_text_waits_for_its_words(view: FilmView, qtbot: QtBot) -> None:
    view.set_tool(Tool.TEXT)
    with qtbot.waitSignal(view.text_wanted) as asked:
        click(view, (100, 100))
    (measure,) = asked.args or ()
    assert view.measures() == ()
    view.add_measure(replace(measure, text="seen"))
    view.grab()
    assert view.measure_words() == ["seen"]
    click(view, (110, 100))
    assert view.selected_measure() == 0


def test_pan_and_zoom_may_be_in_hand(view: FilmView) -> None:
    before = view.geometry_on_film()
    view.set_tool(Tool.PAN)
    drag(view, (300, 300), (340, 320))
    assert view.geometry_on_film().centre != before.centre
    assert view.geometry_on_film().scale == before.scale
    view.set_tool(Tool.ZOOM)
    drag(view, (300, 300), (300, 200))
    assert view.geometry_on_film().scale > before.scale
    assert view.tool() is Tool.ZOOM, "it stays until it is put down"
    view.cancel()
    assert view.tool() is Tool.WINDOW
