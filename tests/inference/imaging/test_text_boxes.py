"""From a text detector's map to boxes on the film."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inference.imaging.text_boxes import ANCHOR, LONGEST, SHORT_SIDE, STEP, lines_of_map, network_input


def a_map(*lines: tuple[int, int, int, int], value: float = 0.9) -> np.ndarray:
    """Zeros of 320 x 640 above the anchor's rows, with these boxes (x0, y0, x1, y1) at a value."""
    values = np.zeros((320 + ANCHOR, 640), np.float32)
    for x0, y0, x1, y1 in lines:
        values[y0:y1, x0:x1] = value
    return values


@pytest.mark.parametrize("shape", [(300, 500), (2400, 2000), (960, 960), (40, 8000), (1, 1)])
def test_the_network_sees_the_whole_film_at_one_size_with_words_below(shape: tuple[int, int]) -> None:
    seen = network_input(np.full(shape, 70, np.uint8))
    film, strip = seen[:-ANCHOR], seen[-ANCHOR:]
    assert film.shape[0] % STEP == film.shape[1] % STEP == 0
    assert min(film.shape) == SHORT_SIDE or abs(max(film.shape) - LONGEST) < STEP
    assert (film == 70).all()
    assert strip.max() > 200
    assert strip.min() == 0


def test_a_line_is_found_grown_and_carried_to_the_film() -> None:
    (line,) = lines_of_map(a_map((100, 50, 200, 60)), (640, 1280), 0.5)
    grown = 1.6 * 100 * 10 / (2 * 110)
    expected = (200 - 2 * grown, 100 - 2 * grown, 400 + 2 * grown, 120 + 2 * grown)
    assert (line.box.x0, line.box.y0, line.box.x1, line.box.y1) == pytest.approx(expected, abs=4)
    assert line.score == pytest.approx(0.9, abs=0.1)


def test_what_is_no_line_is_left_out() -> None:
    assert lines_of_map(a_map((100, 50, 200, 60), value=0.4), (320, 640), 0.5) == []  # too faint
    assert lines_of_map(a_map((100, 50, 200, 52)), (320, 640), 0.5) == []  # a speck
    assert lines_of_map(a_map((10, 10, 600, 300)), (320, 640), 0.5) == []  # most of the film
    assert lines_of_map(a_map((10, 330, 200, 350)), (320, 640), 0.5) == []  # the words below the film
    assert lines_of_map(a_map(), (320, 640), 0.5) == []


def test_a_line_at_the_edge_ends_there() -> None:
    (line,) = lines_of_map(a_map((600, 0, 640, 12)), (320, 640), 0.5)
    assert line.box.y0 == 0
    assert line.box.x1 == 640


def test_a_slanting_line_lies_in_its_upright_box() -> None:
    values = a_map()
    corners = cv2.boxPoints(((300, 150), (200, 14), 20))
    cv2.fillPoly(values, [corners.astype(np.int32)], 0.9)
    (line,) = lines_of_map(values, (320, 640), 0.5)
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    assert line.box.x0 < x0
    assert line.box.y0 < y0
    assert line.box.x1 > x1
    assert line.box.y1 > y1
