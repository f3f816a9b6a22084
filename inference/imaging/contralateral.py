"""The opposite hip, mirrored and laid over the suspect one.

A pelvis is nearly symmetrical: the mirrored film is first shifted onto the film (template matching of the
hip's region), then turned and stretched a little (enhanced correlation, Evangelidis and Psarakis 2008, by
Euclidean, then by affine motion).  Where the two hips cannot be brought together (a rotated pelvis, one hip
on the film, a displaced fracture) that is said, and the film is mirrored about its own middle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.dicom.grayscale import auto_window, display_table, modality_table
from inference.errors import ShentonError
from inference.messages import NOTHING, Message
from inference.records import Affine, Film, FilmImage, Side

WORK_SIDE: Final = 320
"""Longest side, in pixels, of the pictures that are registered."""
REGION: Final = (0.30, 0.95)
"""The hip's rows: shares of the film's height."""
OUTER: Final = 0.04  # of the width at the film's edge is left out: collimation and markers
LEAST_SIMILARITY: Final = 0.55
"""Correlation of the two hips' fine structure below which they count as not brought together."""
MOST_TURN: Final = 15.0  # degrees
MOST_STRETCH: Final = 1.2
MOST_SHIFT: Final = 0.25  # of the film's width
LARGEST: Final = 32_000  # OpenCV's warp takes no longer side

Floats = NDArray[np.float32]
Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels of a work picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Mirrored:
    """A film with its halves exchanged.

    Attributes:
        pixels: uint16 [rows, columns]: where the suspect hip lies, the opposite one, mirrored.
        to_opposite: carries a point of the suspect hip to the same place of the opposite one (film pixels).
        similarity: correlation (-1..1) of the two hips' fine structure.
        reason: why they could not be brought together; empty when they were.
    """

    pixels: NDArray[np.uint16]
    to_opposite: Affine
    similarity: float
    reason: Message = NOTHING

    @property
    def registered(self) -> bool:
        return not self.reason


def is_left_half(film: Film, side: Side) -> bool:
    """Whether a hip lies in the film's left half: the right one does, unless the header says otherwise."""
    runs_right = bool(film.patient_orientation) and film.patient_orientation[0].startswith("R")
    return (side is Side.RIGHT) != runs_right


def hip_box(film: Film, side: Side) -> tuple[float, float, float, float]:
    """The region of a hip in film pixels: x0, y0, x1, y1."""
    rows, columns = film.shape
    first, last = (OUTER, 0.5) if is_left_half(film, side) else (0.5, 1 - OUTER)
    return first * columns, REGION[0] * rows, last * columns, REGION[1] * rows


def mirrored(image: FilmImage, side: Side) -> Mirrored:
    """The film with the opposite hip over the hip of ``side``.  Some 0.3 s: call it off the window's thread.

    Raises:
        ShentonError: the film is too large to be mirrored.
    """
    rows, columns = image.film.shape
    if max(rows, columns) > LARGEST:
        raise ShentonError("The film is too large to be mirrored.", "Compare the two hips side by side.")
    plain: Affine = ((-1.0, 0.0, float(columns)), (0.0, 1.0, 0.0))
    work = fine_structure(image)
    scale, aspect = work.shape[1] / columns, image.film.pixel_aspect
    x0, y0, x1, y1 = hip_box(image.film, side)
    box = (round(x0 * scale), round(y0 * scale * aspect), round(x1 * scale), round(y1 * scale * aspect))
    found, similarity, reason = register(work, box)
    matrix = plain if reason else _film_matrix(found, scale, columns, aspect)
    return Mirrored(_warped(image, matrix), matrix, similarity, reason)


def fine_structure(image: FilmImage) -> Floats:
    """A small picture, bright where dense, without slow changes of grey; float32, standard deviation 1.

    Its pixels are square, whatever the film's are: a mirror image turned on other ones would be sheared.
    """
    chain, window = image.film.chain, auto_window(image)
    height, width = image.film.body_shape
    scale = min(1.0, WORK_SIDE / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    values = modality_table(chain).astype(np.float32)[_reduced(image.pixels, size)]
    unit = np.clip((values - window.center) / window.width + 0.5, 0, 1)
    unit = 1 - unit if chain.inverted else unit
    smooth = cv2.GaussianBlur(unit, (0, 0), 1.0)
    fine = smooth - cv2.GaussianBlur(unit, (0, 0), WORK_SIDE / 20)
    level = float(fine.std())
    return np.asarray(fine / level if level > 1e-6 else fine, np.float32)


def _reduced(pixels: NDArray[np.uint16], size: tuple[int, ...]) -> NDArray[np.uint16]:
    reduced: NDArray[np.uint16] = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return reduced


def register(work: Floats, box: Box) -> tuple[NDArray[np.float32], float, Message]:
    """Bring the mirrored picture onto the hip's region.

    Returns:
        float32 [2, 3] from pixel centres of ``work`` to those of its mirror image, the similarity reached,
        and why it is not to be used (empty when it is).
    """
    x0, y0, x1, y1 = box
    hip, mirror = work[y0:y1, x0:x1], np.ascontiguousarray(work[:, ::-1])
    if min(hip.shape) < 24 or float(hip.std()) < 1e-6:
        return np.eye(2, 3, dtype=np.float32), 0.0, Message("The film shows too little of the hip.")
    shift = _shift(hip, mirror, (x0, y0))
    start = np.array([[1, 0, x0 + shift[0]], [0, 1, y0 + shift[1]]], np.float32)
    best, similarity = start, _similarity(hip, mirror, start)
    for motion in (cv2.MOTION_EUCLIDEAN, cv2.MOTION_AFFINE):
        moved = _refined(hip, mirror, best, motion)
        reached = _similarity(hip, mirror, moved) if moved is not None else -1.0
        if moved is not None and reached > similarity and not _implausible(moved, box, work.shape[1]):
            best, similarity = moved, reached
    back = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float32)
    whole = (np.vstack([best, [0, 0, 1]]) @ back)[:2].astype(np.float32)
    reason = _implausible(best, box, work.shape[1])
    if not reason and similarity < LEAST_SIMILARITY:
        reason = Message("The two hips are too unlike to be laid over each other.")
    return whole, similarity, reason


def _shift(hip: Floats, mirror: Floats, corner: tuple[int, int]) -> tuple[float, float]:
    """How far from its own place the hip is found on the mirror image, in whole pixels."""
    reach = (round(MOST_SHIFT * mirror.shape[1] / 2), round(0.06 * mirror.shape[0]))
    padded = cv2.copyMakeBorder(mirror, reach[1], reach[1], reach[0], reach[0], cv2.BORDER_CONSTANT, value=0)
    height, width = hip.shape
    around = padded[
        corner[1] : corner[1] + height + 2 * reach[1], corner[0] : corner[0] + width + 2 * reach[0]
    ]
    score = cv2.matchTemplate(around, hip, cv2.TM_CCOEFF_NORMED)
    _low, _high, _where, at = cv2.minMaxLoc(score)
    return float(at[0] - reach[0]), float(at[1] - reach[1])


def _refined(hip: Floats, mirror: Floats, start: Floats, motion: int) -> Floats | None:
    stop = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 60, 1e-4)
    try:
        _score, found = cv2.findTransformECC(hip, mirror, start.copy(), motion, stop, None, 5)
    except cv2.error:  # it does not converge
        return None
    return np.asarray(found, np.float32) if np.isfinite(found).all() else None


def _similarity(hip: Floats, mirror: Floats, matrix: Floats) -> float:
    """Correlation of the hip with the mirror image under ``matrix``, where that lies on the film."""
    size = (hip.shape[1], hip.shape[0])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(mirror, matrix, size, flags=flags)
    there = cv2.warpAffine(np.ones_like(mirror), matrix, size, flags=flags) > 0.99
    if there.mean() < 0.5:
        return 0.0
    a, b = hip[there], moved[there]
    level = float(a.std() * b.std())
    return float(((a - a.mean()) * (b - b.mean())).mean() / level) if level > 1e-9 else 0.0


def _implausible(matrix: Floats, box: Box, width: int) -> Message:
    """Why no two hips of one patient lie so; empty when they may."""
    (a, b, c), (d, e, f) = ((float(v) for v in line) for line in matrix)
    turn = abs(math.degrees(math.atan2(d - b, a + e)))
    across, down = math.hypot(a, d), math.hypot(b, e)
    stretched = max(across, down, 1 / max(across, 1e-6), 1 / max(down, 1e-6)) > MOST_STRETCH
    if turn > MOST_TURN or stretched or a * e - b * d <= 0:
        return Message("The pelvis lies too askew for its hips to be laid over each other.")
    x, y = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    away = math.hypot(a * x + b * y + c - box[0] - x, d * x + e * y + f - box[1] - y)
    if away > MOST_SHIFT * width:
        return Message("The film's middle is not the pelvis's.")
    return Message()


def _film_matrix(matrix: Floats, scale: float, columns: int, aspect: float) -> Affine:
    """From work pixels (centres, mirror image) to film pixels (areas, the film itself).

    Args:
        scale: work pixels per film column; ``aspect`` times as many per film row.
    """
    (a, b, c), (d, e, f) = ((float(v) for v in line) for line in matrix)
    c, f = c + 0.5 - (a + b) / 2, f + 0.5 - (d + e) / 2
    return ((-a, -b * aspect, columns - c / scale), (d / aspect, e, f / (scale * aspect)))


def _warped(image: FilmImage, matrix: Affine) -> NDArray[np.uint16]:
    """The film's pixels fetched from where ``matrix`` carries each of them; dark outside."""
    (a, b, c), (d, e, f) = matrix
    centres = np.array([[a, b, c + (a + b - 1) / 2], [d, e, f + (d + e - 1) / 2]], np.float64)
    chain = image.film.chain
    dark = int(np.argmin(display_table(chain)[: 1 << chain.bits_stored]))
    rows, columns = image.film.shape
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved: NDArray[np.uint16] = cv2.warpAffine(
        image.pixels, centres, (columns, rows), flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=dark
    )
    return moved
