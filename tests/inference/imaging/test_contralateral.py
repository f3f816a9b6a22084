"""Mirror compare: a symmetrical film brought onto itself, and every reason not to."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from inference.errors import ShentonError
from inference.imaging import contralateral
from inference.imaging.contralateral import hip_box, is_left_half, mirrored
from inference.records import FilmImage, Side, ValueChain
from tests.pixels import film_image
from tests.stores import film

ROWS, COLUMNS = 400, 500


def half(seed: int, columns: int = COLUMNS // 2) -> NDArray[np.float32]:
    """Bone-like shapes: smooth blobs with sharp rims."""
    rng = np.random.default_rng(seed)
    field = cv2.GaussianBlur(rng.normal(size=(ROWS, columns)).astype(np.float32), (0, 0), 12)
    field /= field.std()
    return np.asarray(1200 + 500 * np.tanh(4 * field) + 200 * field, np.float32)


def symmetrical(seed: int = 1) -> NDArray[np.float32]:
    one = half(seed)
    return np.hstack([one, one[:, ::-1]])


def image(picture: NDArray[np.float32], **header: object) -> FilmImage:
    rng = np.random.default_rng(9)
    noisy = np.clip(picture + rng.normal(0, 20, picture.shape), 0, 4095).astype(np.uint16)
    return film_image(noisy, ValueChain(bits_stored=12, signed=False), **header)


def carried(matrix: contralateral.Affine, x: float, y: float) -> tuple[float, float]:
    (a, b, c), (d, e, f) = matrix
    return a * x + b * y + c, d * x + e * y + f


@pytest.mark.parametrize("side", [Side.RIGHT, Side.LEFT])
@pytest.mark.parametrize(("turn", "shift"), [(0, 0), (0, 14), (4, -9)])
def test_a_symmetrical_film_is_brought_onto_itself(side: Side, turn: float, shift: float) -> None:
    matrix = cv2.getRotationMatrix2D((COLUMNS / 2 - 0.5, ROWS / 2 - 0.5), turn, 1.0)
    matrix[0, 2] += shift
    moved = cv2.warpAffine(symmetrical(), matrix, (COLUMNS, ROWS), borderMode=cv2.BORDER_REFLECT)
    found = mirrored(image(moved), side)
    assert found.registered, found.reason
    assert found.similarity > 0.8
    back = cv2.invertAffineTransform(matrix)
    for x, y in ((110.0, 200.0), (160.0, 300.0)):
        x = x if side is Side.RIGHT else COLUMNS - x
        upright = back @ (x - 0.5, y - 0.5, 1)
        there = matrix @ (COLUMNS - 1 - upright[0], upright[1], 1) + 0.5
        assert carried(found.to_opposite, x, y) == pytest.approx(tuple(there), abs=2.5)


def test_the_pixels_are_fetched_from_the_opposite_hip() -> None:
    shown = image(symmetrical())
    found = mirrored(shown, Side.RIGHT)
    x0, y0, x1, y1 = (int(v) for v in hip_box(shown.film, Side.RIGHT))
    a = shown.pixels[y0:y1, x0:x1].astype(float)
    b = found.pixels[y0:y1, x0:x1].astype(float)
    assert np.corrcoef(a.ravel(), b.ravel())[0, 1] > 0.97
    assert found.pixels.shape == shown.pixels.shape


def test_two_unlike_hips_are_not_laid_over_each_other() -> None:
    shown = image(np.hstack([half(1), half(2)]))
    found = mirrored(shown, Side.RIGHT)
    assert not found.registered
    assert "unlike" in found.reason
    assert found.to_opposite == ((-1.0, 0.0, float(COLUMNS)), (0.0, 1.0, 0.0))
    assert np.array_equal(found.pixels, shown.pixels[:, ::-1])


@pytest.mark.parametrize("shape", [(ROWS, COLUMNS), (40, 30)])
def test_a_film_without_a_hip_is_only_mirrored(shape: tuple[int, int]) -> None:
    found = mirrored(film_image(np.full(shape, 700, np.uint16)), Side.LEFT)
    assert "too little" in found.reason
    assert found.similarity == 0.0


@pytest.mark.parametrize(
    ("orientation", "side", "left"),
    [
        (("L", "F"), Side.RIGHT, True),
        (("L", "F"), Side.LEFT, False),
        (("R", "F"), Side.RIGHT, False),
        ((), Side.RIGHT, True),
    ],
)
def test_which_half_a_hip_lies_in(orientation: tuple[str, ...], side: Side, left: bool) -> None:
    assert is_left_half(film(patient_orientation=orientation), side) is left


def test_a_film_beyond_opencvs_reach_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contralateral, "LARGEST", 100)
    with pytest.raises(ShentonError, match="too large"):
        mirrored(image(symmetrical()), Side.LEFT)


def test_a_wild_motion_is_implausible() -> None:
    box = (10, 10, 90, 190)
    turned = cv2.getRotationMatrix2D((40, 90), 40, 1.0).astype(np.float32)
    assert "askew" in contralateral._implausible(turned, box, 200)
    assert "askew" in contralateral._implausible(np.array([[1.5, 0, 10], [0, 1, 10]], np.float32), box, 200)
    assert "middle" in contralateral._implausible(np.array([[1, 0, 100], [0, 1, 10]], np.float32), box, 200)
    assert contralateral._implausible(np.array([[1, 0, 15], [0, 1, 12]], np.float32), box, 200) == ""
