"""Views of limb films: whole, or close on a fracture or on a place without one, chosen alike."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from training.data.augment_geometry import SIDE, AugmentPlan, View, plainly, view_of
from training.data.cache import FULL, Entry
from training.data.known_film import Box

Rng = np.random.Generator
BESIDE = 0.15
"""How often a close view of a fractured film is of a place beside the fracture, and then without one."""
FIELD = 1.6
"""A close view is at least so many times as wide as the fracture."""
CELLS = 32


def is_limb(entry: Entry) -> bool:
    """Whether the film is of another part of the body than the hip."""
    return "like" in entry.meta


def limb_view(
    entry: Entry, pixels: NDArray[np.uint16], plan: AugmentPlan, size: int, rng: Rng, *, close: bool
) -> tuple[View, Box]:
    """A random view and what it is about: a fracture, or a bony place of a fracture's size."""
    beside = close and rng.random() < BESIDE
    focus = _place(entry, pixels, rng, beside=beside)
    turn = 90.0 * int(rng.integers(4)) if close else 180.0 * int(rng.integers(2))
    if not close:
        view = view_of(entry, focus, plan, rng)
        return View(view.centre, view.extent, view.degrees + turn * plan.flip, view.mirror), focus
    for _ in range(6):
        view = _near(focus, plan, size, turn * plan.flip, rng)
        if plainly(entry, view):
            return view, focus
    focus = entry.boxes[0]
    return _about(focus, size), focus


def _near(focus: Box, plan: AugmentPlan, size: int, turn: float, rng: Rng) -> View:
    """A random view that is close on the focus and holds its inner part."""
    extent = _extent(focus, size) * np.exp(rng.uniform(-0.25 - plan.scale, 0.1 + plan.scale))
    extent = max(extent, 1.15 * _longer(focus))
    dx, dy = rng.uniform(-0.4, 0.4, 2) * (extent - _longer(focus))
    stretch = np.exp(rng.uniform(-plan.aspect, plan.aspect) / 2)
    return View(
        ((focus[0] + focus[2]) / 2 + dx, (focus[1] + focus[3]) / 2 + dy),
        (float(extent * stretch), float(extent / stretch)),
        float(rng.uniform(-plan.rotation, plan.rotation)) + turn,
        bool(plan.flip and rng.random() < 0.5),
    )


def _about(focus: Box, size: int) -> View:
    extent = float(_extent(focus, size))
    return View(((focus[0] + focus[2]) / 2, (focus[1] + focus[3]) / 2), (extent, extent))


def plain_limb_view(entry: Entry, pixels: NDArray[np.uint16], size: int) -> View:
    """The fixed close view that validates: the first fracture, or a place that the film's key chooses."""
    rng = np.random.default_rng(list(entry.key.encode()))
    focus = entry.boxes[0] if entry.boxes else _place(entry, pixels, rng, beside=False)
    return _about(focus, size)


def _extent(focus: Box, size: int) -> float:
    return max(size / SIDE, FIELD * _longer(focus))


def _longer(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _place(entry: Entry, pixels: NDArray[np.uint16], rng: Rng, *, beside: bool) -> Box:
    """One of the fractures; without one, or ``beside``, a bony place that meets none."""
    if entry.boxes and not beside:
        return entry.boxes[int(rng.integers(len(entry.boxes)))]
    width, height = entry.meta["like"]
    bony = bony_cells(pixels, entry)
    for _ in range(8):
        row, column = divmod(int(rng.choice(bony.size, p=bony.ravel())), CELLS)
        x, y = (column + rng.random()) / CELLS, (row + rng.random()) / CELLS
        found = (float(x - width / 2), float(y - height / 2), float(x + width / 2), float(y + height / 2))
        if all(_apart(found, box) for box in entry.boxes):
            return found
    return entry.boxes[0] if entry.boxes else found


def _apart(one: Box, other: Box) -> bool:
    """Whether views about the two would not show each other's middle."""
    gap_x = max(one[0] - other[2], other[0] - one[2])
    gap_y = max(one[1] - other[3], other[1] - one[3])
    return max(gap_x, gap_y) > 0.1


def bony_cells(pixels: NDArray[np.uint16], entry: Entry) -> NDArray[np.float64]:
    """How likely bone lies in each cell [32, 32], sums to one: where edges are, letters counting no more.

    Fractures lie towards the middle of a film (half of them within 0.1 of its width and height), and
    so do these places; a cell that is black or burnt out is none.
    """
    side = CELLS * 4
    small = cv2.resize(pixels, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / FULL
    steep = np.hypot(cv2.Sobel(small, cv2.CV_32F, 1, 0), cv2.Sobel(small, cv2.CV_32F, 0, 1))
    grey = cv2.resize(small, (CELLS, CELLS), interpolation=cv2.INTER_AREA)
    steep = cv2.resize(steep, (CELLS, CELLS), interpolation=cv2.INTER_AREA)
    steep *= (grey > max(0.2, float(np.percentile(grey, 60)))) & (grey < 0.93)
    x0, y0, x1, y1 = entry.content
    middles = (np.arange(CELLS) + 0.5) / CELLS
    down, across = ((middles - a) / (b - a) for a, b in ((y0, y1), (x0, x1)))
    inside = np.outer(_central(down), _central(across))
    weight = np.minimum(steep, np.percentile(steep, 95)).astype(np.float64) ** 2 * inside + 1e-9 * inside
    return np.asarray(weight / weight.sum(), np.float64)


def _central(place: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely a fracture lies at this share of a film's width or height."""
    return np.asarray(np.exp(-(((place - 0.5) / 0.16) ** 2) / 2) * (np.abs(place - 0.5) < 0.45), np.float64)
