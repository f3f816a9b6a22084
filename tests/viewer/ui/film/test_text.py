"""What is written over a film: sides, badges, ruler, window and zoom, corner lines."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from inference.dicom.grayscale import display_table
from inference.dicom.raster_image import NOTE
from inference.imaging.view_geometry import ViewGeometry
from inference.messages import Message
from inference.records import Film, Lut, SpacingKind, ValueChain, Window, WindowFunction
from tests.pixels import film_image, soft_picture
from viewer.ui.film.facts import corner_text
from viewer.ui.film.layers.corner_text import CornerState, badges, paint_corners, side_letters
from viewer.ui.film.layers.ruler import ruler_for
from viewer.ui.film.render.text import Style, TextArt, clean
from viewer.ui.film.render.window_level import dragged, starting_window, window_text, zoom_text

LEFT, RIGHT, TOP, BOTTOM = (-1, 0), (1, 0), (0, -1), (0, 1)


def film(**header: object) -> Film:
    return film_image(np.zeros((200, 300), np.uint16), **header).film


def geometry(turns: int = 0, flipped: bool = False, scale: float = 1.0) -> ViewGeometry:
    return ViewGeometry((200, 300), (800, 600), scale, (150, 100), turns, flipped)


def letters(of: Film, at: ViewGeometry) -> dict[tuple[int, int], str]:
    return {letter.edge: letter.text for letter in side_letters(of, at)}


def test_sides_follow_orientation_turn_and_flip() -> None:
    given = film(patient_orientation=("L", "F"))
    assert letters(given, geometry()) == {LEFT: "R", RIGHT: "L"}
    assert letters(given, geometry(flipped=True)) == {LEFT: "L", RIGHT: "R"}
    assert letters(given, geometry(turns=1)) == {TOP: "R", BOTTOM: "L", RIGHT: "H", LEFT: "F"}
    assert letters(given, geometry(turns=3)) == {TOP: "L", BOTTOM: "R", RIGHT: "F", LEFT: "H"}
    assert letters(given, geometry(turns=2))[LEFT] == "L"
    assert letters(film(patient_orientation=("R", "F")), geometry()) == {LEFT: "L", RIGHT: "R"}
    assert letters(film(patient_orientation=("PL", "F")), geometry()) == {LEFT: "AR", RIGHT: "PL"}


def test_assumed_sides_stand_in_brackets() -> None:
    for orientation in ((), ("X", "F"), ("L",), ("", "")):
        assert letters(film(patient_orientation=orientation), geometry()) == {LEFT: "(R)", RIGHT: "(L)"}
    for lateral in ("LL", "LEFT LATERAL", "LATERAL_R", "Lat"):
        assert letters(film(view_position=lateral), geometry()) == {}, lateral
    assert letters(film(view_position="AP AXIAL"), geometry()) == letters(film(), geometry())


def test_what_a_badge_says_stands_in_no_corner_and_a_long_warning_is_wrapped_whole(qtbot: QtBot) -> None:
    long = "stored with losses (JPEG, 12:1): fine lines may be missing and edges may ring"
    plain = film(is_dicom=False, warnings=(NOTE, Message(long)))
    assert corner_text(plain).bottom_left == (long,)
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    drawn: list[str] = []

    class Art(TextArt):
        def draw(self, painter: QPainter, text: str, *_more: object, **_named: object) -> None:
            drawn.append(text)

    painter = QPainter(image)
    paint_corners(painter, Art(), corner_text(plain), (300, 300), 0, (100, 40))
    painter.end()
    rows = [row.strip() for row in drawn if row != plain.path.stem]
    assert len(rows) > 1
    assert " ".join(rows) == long


def test_badges_name_what_must_not_be_overlooked() -> None:
    assert badges(film(), geometry(), inverted=False) == []
    shown = badges(film(synthetic=True, is_dicom=False), geometry(1, True), inverted=True)
    assert shown == [
        "SYNTHETIC", "not DICOM, no calibration", "display mirrored", "display rotated 90°", "inverted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (SpacingKind.DETECTOR, "at detector, not at the bone"),
        (SpacingKind.CALIBRATED, "calibrated"),
        (SpacingKind.MAGNIFIED, "corrected for magnification ×1.15, stated"),
    ],
)
def test_the_ruler_is_as_long_as_it_says(kind: SpacingKind, word: str) -> None:
    of = film(spacing_mm=(0.2, 0.1), spacing_kind=kind, magnification=1.15)
    ruler = ruler_for(of, geometry(scale=0.5), 1.0)
    assert (ruler.label, ruler.provenance) == ("2 cm", word)
    assert ruler.length == pytest.approx(20 / 0.1 * 0.5)


def test_the_ruler_counts_pixels_where_no_millimetre_is_known() -> None:
    for header in ({}, {"spacing_mm": (0.1, 0.1)}, {"spacing_kind": SpacingKind.CALIBRATED}):
        ruler = ruler_for(film(**header), geometry(scale=0.5), 1.0)
        assert (ruler.label, ruler.length) == ("200 px", 100.0)
        assert ruler.provenance == "pixels, true size unknown"
    hostile = film(spacing_mm=(0.0, float("nan")), spacing_kind=SpacingKind.DETECTOR)
    assert ruler_for(hostile, geometry(), 1.5).label.endswith("px")


CHAIN = ValueChain(bits_stored=12, signed=False, windows=(Window(2000, 1000, name="bone"),))


def test_drag_right_is_wider_and_up_is_brighter() -> None:
    start = Window(2000, 1000)
    assert dragged(start, 200, 0, CHAIN, inverted=False) == Window(2000, 2000)
    assert dragged(start, -200, 0, CHAIN, inverted=False) == Window(2000, 500)
    assert dragged(start, 0, -40, CHAIN, inverted=False) == Window(1900, 1000)
    assert dragged(start, 0, -40, CHAIN, inverted=True) == Window(2100, 1000)
    named = dragged(Window(5, 9, WindowFunction.SIGMOID, "soft"), 0, 0, CHAIN, inverted=False)
    assert named == Window(5, 9, WindowFunction.SIGMOID)


def test_fractional_values_are_dragged_as_whole_ones_are() -> None:
    whole = ValueChain(bits_stored=12, signed=False)
    tenths = ValueChain(bits_stored=12, signed=False, slope=1e-4)
    for dx, dy in ((0, 0), (-100, 0), (50, -40)):
        big, small = (dragged(starting_window(one), dx, dy, one, inverted=False) for one in (whole, tenths))
        assert small.width == pytest.approx(big.width * 1e-4, rel=1e-3)
        assert small.center == pytest.approx(big.center * 1e-4, rel=1e-3)
    assert window_text(starting_window(tenths), tenths) == "W 0.41  L 0.205"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.4095, "0.41"), (40.25, "40.2"), (2047.5, "2048"), (-0.125, "-0.125")]
)
def test_the_last_bit_of_a_value_does_not_show(value: float, shown: str) -> None:
    for near in (np.nextafter(value, -np.inf), value, np.nextafter(value, np.inf)):
        assert window_text(Window(float(near), 5), CHAIN) == f"W 5  L {shown}"


def test_a_wild_drag_stays_a_window() -> None:
    for dx, dy in ((1e5, 1e5), (-1e5, -1e5), (-3000, 1e9)):
        window = dragged(Window(2000, 1000), dx, dy, CHAIN, inverted=False)
        assert 1 <= window.width <= 4 * 4095
        assert abs(window.center) <= 5 * 4096


def test_a_drag_starts_from_what_is_on_screen() -> None:
    assert starting_window(CHAIN) == CHAIN.windows[0]
    full = starting_window(ValueChain(bits_stored=12, signed=False))
    assert (full.center, full.width) == pytest.approx((2048, 4096), rel=0.02)
    ramp = Lut(1000, np.linspace(0, 4095, 501).astype(np.uint16), 12)
    curve = ValueChain(bits_stored=12, signed=False, voi_luts=(ramp,), inverted=True, padding=(0, 0))
    read_off = starting_window(curve)
    assert (read_off.center, read_off.width) == pytest.approx((1250, 500), rel=0.02)


def test_window_and_zoom_are_written_plainly() -> None:
    assert window_text(None, CHAIN) == "W 1000  L 2000  bone"
    assert window_text(Window(40.25, 2.5), CHAIN) == "W 2.5  L 40.2"
    assert window_text(None, ValueChain(bits_stored=12, signed=False)) == "full range"
    assert [zoom_text(s) for s in (1.0, 0.417, 3.0)] == [
        "100\N{NO-BREAK SPACE}%",
        "42\N{NO-BREAK SPACE}%",
        "300\N{NO-BREAK SPACE}%",
    ]


def test_corner_states_come_round() -> None:
    state = CornerState.FULL
    seen = [state := state.next() for _ in range(3)]
    assert seen == [CornerState.SHORT, CornerState.NONE, CornerState.FULL]


def test_hostile_text_is_one_short_line() -> None:
    assert clean("a\nb\u202ec\x00" + "x" * 9999).startswith("a b c")
    assert len(clean("x" * 9999)) == 200


def test_text_is_legible_on_black_and_on_white(qtbot: QtBot) -> None:
    art = TextArt(ratio=1.5)
    for background in (0, 128, 255):
        image = QImage(300, 60, QImage.Format.Format_Grayscale8)
        image.fill(background * 0x010101)
        painter = QPainter(image)
        art.draw(painter, "R 0.87", 10, 10, Style())
        painter.end()
        grey = np.frombuffer(image.constBits(), np.uint8).reshape(60, -1)
        assert grey.max() >= 205
        assert grey.min() <= 20


CURVES = {
    "a curve that ends below white": np.rint(950 * (np.arange(4096) / 4095) ** 1.5),
    "an S": np.rint(1023 / (1 + np.exp(-(np.arange(4096) - 2000) / 300.0))),
    "a steep one": np.rint(np.clip((np.arange(4096) - 1000) * 2.0, 0, 1023)),
    "wider than the film": np.arange(65536) // 64,
}


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("curve", CURVES)
def test_the_first_drag_keeps_the_film_as_bright_as_it_is(curve: str, inverted: bool) -> None:
    """The film under a VOI LUT, and under the window that the drag starts from, moved by nothing."""
    lut = Lut(0, CURVES[curve].astype(np.uint16), 10)
    chain = ValueChain(bits_stored=12, signed=False, voi_luts=(lut,), inverted=inverted)
    pixels = soft_picture(120, 90)
    start = starting_window(chain, pixels)
    first = dragged(start, 0, 0, chain, inverted=inverted)
    before, after = (display_table(chain, window)[pixels].astype(float) for window in (None, first))
    assert abs(before.mean() - after.mean()) < 1.5
    assert np.abs(before - after).mean() < 25
    assert np.corrcoef(before.ravel(), after.ravel())[0, 1] > 0.9
