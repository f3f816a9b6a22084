"""Random change of a squared film, the same distribution for every class.

Geometry and tone vary far more than one department's films do: a network that learned from generated
films holds on others only if no single look is the rule.  Every choice that could cut a fracture away is
made about a *focus* (the broken hip, or a random hip of a film without a fracture), so that the framing
says nothing about the class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.aoota import NORMAL
from training.data.cache import FULL, Entry
from training.data.known_film import Box

Floats = NDArray[np.float32]
Rng = np.random.Generator

SIDES = ("left", "right")
SIDE = 512
"""Pixels of the cached square; a close view has this scale."""
GLIMPSE = 0.15
"""A view that shows no more than this share of a fracture, or of its hip, shows none."""
PAD = 0.4
"""How far a hip's region reaches beyond its landmarks, in units of their larger distance."""
SMALLEST = 0.08
"""That distance is taken to be at least so large, in units of the square."""
FARTHEST = 1.8
"""How much farther away a film of the trunk shows the hips than one of the pelvis."""
BROKEN_SHARE = 0.75
"""How often a close view of a film with a fracture is about the broken hip."""


@dataclass(frozen=True, slots=True)
class AugmentPlan:
    """How far films are changed; the defaults are those of the shipped model."""

    rotation: float = 14.0  # degrees
    scale: float = 0.15
    shift: float = 0.05
    aspect: float = 0.08
    flip: bool = True
    crop: float = 0.5  # how often the field is cut
    one_hip: float = 0.5  # how often a cut field is about one hip
    tone: float = 1.0
    cutout: float = 0.3
    close: float = 0.0  # how often a view is one hip at the scale of the cached film
    turned: float = 0.0  # how often a whole film lies on its side
    far: float = 0.0  # how often a film is seen from farther away, as the hips on a film of the trunk are
    strip: float = 0.0  # how often an edge is a bright strip that the body does not cover
    near: float = 0.0  # a close view's width in widths of the hip's region; 0: of the film's own scale


@dataclass(frozen=True, slots=True)
class View:
    """Part of the square that is shown, and how: centre, width and height in units of the square."""

    centre: tuple[float, float]
    extent: tuple[float, float]
    degrees: float = 0.0
    mirror: bool = False

    def matrix(self, size: int) -> NDArray[np.float64]:
        """2 x 3: units of the square to pixels of the new square of ``size``."""
        scale = size / max(self.extent)
        angle = np.deg2rad(self.degrees)
        turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        if self.mirror:
            turn[0] *= -1
        offset = size / 2 - turn @ np.asarray(self.centre)
        return np.column_stack([turn, offset])

    def rectangle(self, size: int) -> tuple[int, int, int, int]:
        """x0, y0, x1, y1 of the film inside the new square."""
        scale = size / max(self.extent)
        width, height = (max(2, min(size, round(e * scale))) for e in self.extent)
        left, top = (size - width) // 2, (size - height) // 2
        return left, top, left + width, top + height


def focus_of(entry: Entry, rng: Rng) -> Box | None:
    """The region that must stay: one hip, chosen alike with and without a fracture.

    The broken hip where there is one, else a random hip; without landmarks only the fracture's box is known.
    """
    hips = list(hip_regions(entry).values())
    if not entry.boxes:
        return hips[int(rng.integers(len(hips)))] if hips else None
    box = entry.boxes[int(rng.integers(len(entry.boxes)))]
    if not hips:
        return box
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return min(hips, key=lambda h: ((h[0] + h[2]) / 2 - x) ** 2 + ((h[1] + h[3]) / 2 - y) ** 2)


def hip_regions(entry: Entry) -> dict[str, Box]:
    """Where the hips lie whose femoral head is on the film, by side: around the landmarks of that side.

    Landmarks are those of the unbroken anatomy, so a region says nothing about a fracture.
    """
    x0, y0, x1, y1 = entry.content
    regions = {}
    for side in SIDES:
        names = (name for name in entry.points if name.startswith(side) and "shaft" not in name)
        points = {name: entry.points[name] for name in names}
        head = next((p for name, p in points.items() if "head" in name), None)
        if head is None or not (x0 <= head[0] <= x1 and y0 <= head[1] <= y1):
            continue
        xs, ys = zip(*points.values(), strict=True)
        pad = PAD * max(max(xs) - min(xs), max(ys) - min(ys), SMALLEST)
        left, top = max(x0, min(xs) - pad), max(y0, min(ys) - pad)
        regions[side] = (left, top, min(x1, max(xs) + pad), min(y1, max(ys) + pad))
    return regions


def whole(entry: Entry) -> View:
    """The film as it is."""
    x0, y0, x1, y1 = entry.content
    return View(((x0 + x1) / 2, (y0 + y1) / 2), (x1 - x0, y1 - y0))


def draw_view(entry: Entry, plan: AugmentPlan, rng: Rng) -> tuple[View, Box | None]:
    """A random field that holds a hip, and that hip's region."""
    focus = focus_of(entry, rng)
    return view_of(entry, focus, plan, rng), focus


def view_of(entry: Entry, focus: Box | None, plan: AugmentPlan, rng: Rng) -> View:
    """A random field that holds the focus; the whole film after six tries in vain."""
    for _ in range(6):
        view = _turned(_candidate(entry, focus, plan, rng), plan, rng)
        if focus is None or _holds(view, focus):
            return view
    plain = whole(entry)
    return View(plain.centre, plain.extent, 0.0, bool(plan.flip and rng.random() < 0.5))


def close_view(entry: Entry, plan: AugmentPlan, size: int, rng: Rng) -> tuple[View, Box] | None:
    """One hip, seen at the scale that it has in the full-size network input, and its region.

    None without landmarks, or where a fracture's side is not known.  A broken hip is shown or not: views that
    show some of it are drawn again.

    A small window learns the look of a break far sooner than the whole film: the broken hip fills it.  Either
    hip may be the one; the label follows what is shown.
    """
    hips = hip_regions(entry)
    broken = [side for side in hips if entry.side in (side, "both")]
    if not hips or (entry.ao_class != NORMAL and not broken):
        return None
    wanted = broken if broken and rng.random() < BROKEN_SHARE else list(hips)
    box = hips[wanted[int(rng.integers(len(wanted)))]]
    for _ in range(6):
        view = _near(box, plan, size, rng)
        if plainly(entry, view, [hips[side] for side in broken]):
            return view, box
    box = hips[broken[0]]
    extent = close_extent(box, size, plan.near)
    return View(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), (extent, extent)), box


def plainly(entry: Entry, view: View, regions: Sequence[Box] = ()) -> bool:
    """Whether a view plainly shows a fracture (half of its box and of its hip's region) or plainly none."""
    matrix = view.matrix(1)
    boxes = [shown(move_box(box, matrix)) for box in entry.boxes]
    around = [shown(move_box(box, matrix)) for box in regions]
    none = max([*boxes, *around], default=0.0) <= GLIMPSE
    return none or all(max(seen, default=1.0) >= 0.5 for seen in (boxes, around))


def shows_none(entry: Entry, view: View) -> bool:
    """Whether no more than a glimpse of the film's fractures is in view."""
    matrix = view.matrix(1)
    regions = [box for side, box in hip_regions(entry).items() if entry.side in (side, "both")]
    return max((shown(move_box(box, matrix)) for box in (*entry.boxes, *regions)), default=0.0) <= GLIMPSE


def shown(box: Box) -> float:
    """Share of a box (units of the square) that lies in the square."""
    across = min(1.0, box[2]) - max(0.0, box[0])
    down = min(1.0, box[3]) - max(0.0, box[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return max(0.0, across) * max(0.0, down) / area if area > 0 else 0.0


def _near(box: Box, plan: AugmentPlan, size: int, rng: Rng) -> View:
    """A random view close on a region."""
    extent = close_extent(box, size, plan.near) * np.exp(rng.uniform(-plan.scale, plan.scale))
    stretch = np.exp(rng.uniform(-plan.aspect, plan.aspect) / 2)
    dx, dy = rng.uniform(-0.15, 0.15, 2) * extent
    return View(
        ((box[0] + box[2]) / 2 + dx, (box[1] + box[3]) / 2 + dy),
        (float(extent * stretch), float(extent / stretch)),
        float(rng.uniform(-plan.rotation, plan.rotation)),
        bool(plan.flip and rng.random() < 0.5),
    )


def plain_close_view(entry: Entry, size: int, near: float = 0.0) -> View | None:
    """The fixed close view of a film that validates close training: the broken hip, or a chosen one.

    The film's key chooses.  None without landmarks, or where a fracture's side is not known.
    """
    hips = hip_regions(entry)
    broken = [side for side in hips if entry.side in (side, "both")]
    if not hips or (entry.boxes and not broken):
        return None
    names = broken or sorted(hips)
    box = hips[names[sum(entry.key.encode()) % len(names)]]
    extent = close_extent(box, size, near)
    return View(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), (extent, extent))


def close_extent(box: Box, size: int, near: float) -> float:
    """Width of a close view on a hip's region.

    With ``near`` it goes with the hip, whose scale is then always alike.  Else it is the full scale; farther
    away only where the hip is larger than the window (films of one hip).
    """
    widest = max(box[2] - box[0], box[3] - box[1])
    return near * widest if near else max(size / SIDE, widest)


def _candidate(entry: Entry, focus: Box | None, plan: AugmentPlan, rng: Rng) -> View:
    x0, y0, x1, y1 = entry.content
    if focus is not None and rng.random() < plan.crop:
        x0, y0, x1, y1 = _cut(entry.content, focus, plan, rng)
    width, height = x1 - x0, y1 - y0
    scale = np.exp(rng.uniform(-plan.scale, plan.scale))
    stretch = np.exp(rng.uniform(-plan.aspect, plan.aspect) / 2)
    dx, dy = rng.uniform(-plan.shift, plan.shift, 2)
    if plan.far and rng.random() < plan.far:
        scale *= rng.uniform(1.2, FARTHEST)
    return View(
        ((x0 + x1) / 2 + dx * width, (y0 + y1) / 2 + dy * height),
        (float(width * scale * stretch), float(height * scale / stretch)),
        float(rng.uniform(-plan.rotation, plan.rotation)),
        bool(plan.flip and rng.random() < 0.5),
    )


def _turned(view: View, plan: AugmentPlan, rng: Rng) -> View:
    """Now and then the film on its side, as some are stored; the field's sides change with it."""
    if not plan.turned or rng.random() >= plan.turned:
        return view
    quarter = 90.0 if rng.random() < 0.5 else -90.0
    return View(view.centre, view.extent[::-1], view.degrees + quarter, view.mirror)


def _cut(content: Box, focus: Box, plan: AugmentPlan, rng: Rng) -> Box:
    """A smaller field: each edge moves towards the focus by a random share of the way."""
    most = 0.95 if rng.random() < plan.one_hip else 0.5
    share = rng.uniform(0, most, 4)
    edges = [content[i] + share[i] * (focus[i] - content[i]) for i in range(4)]
    x0, y0 = (min(edges[i], content[i + 2] - 0.1) for i in (0, 1))
    x1, y1 = max(edges[2], x0 + 0.1), max(edges[3], y0 + 0.1)
    return (float(x0), float(y0), float(x1), float(y1))


def _holds(view: View, focus: Box) -> bool:
    """Whether the focus' inner part lies inside the field."""
    x0, y0, x1, y1 = move_box(focus, view.matrix(1))
    left, top, right, bottom = _unit_rectangle(view)
    margin_x, margin_y = 0.2 * (x1 - x0), 0.2 * (y1 - y0)
    inside_x = x0 + margin_x >= left and x1 - margin_x <= right
    return inside_x and y0 + margin_y >= top and y1 - margin_y <= bottom


def _unit_rectangle(view: View) -> Box:
    width, height = (e / max(view.extent) for e in view.extent)
    return ((1 - width) / 2, (1 - height) / 2, (1 + width) / 2, (1 + height) / 2)


def move_box(box: Box, matrix: NDArray[np.float64]) -> Box:
    """The upright box around a moved box."""
    corners = np.array([[box[0], box[1], 1], [box[2], box[1], 1], [box[0], box[3], 1], [box[2], box[3], 1]])
    moved = corners @ matrix.T
    (x0, y0), (x1, y1) = moved.min(axis=0), moved.max(axis=0)
    return (float(x0), float(y0), float(x1), float(y1))


def warp(pixels: NDArray[np.uint16], view: View, size: int) -> Floats:
    """The view of a cached film, float32 [size, size] in 0..1, zeros outside its field."""
    side = pixels.shape[0]
    scale = size / (max(view.extent) * side)
    if scale < 0.75:  # area averages first, or the warp would alias
        smaller = max(size, round(side * 0.5))
        pixels = cv2.resize(pixels, (smaller, smaller), interpolation=cv2.INTER_AREA)
        side = smaller
    matrix = view.matrix(size)
    matrix[:, :2] /= side
    centre_shift = matrix[:, :2] @ np.array([0.5, 0.5]) - 0.5  # OpenCV's pixel centres are whole numbers
    matrix[:, 2] += centre_shift
    out = cv2.warpAffine(pixels, matrix, (size, size), flags=cv2.INTER_LINEAR, borderValue=0)
    x0, y0, x1, y1 = view.rectangle(size)
    unit = np.zeros((size, size), np.float32)
    np.multiply(out[y0:y1, x0:x1], np.float32(1 / FULL), out=unit[y0:y1, x0:x1], casting="unsafe")
    return unit
