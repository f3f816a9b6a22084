"""Where text may be burned into a film: boxes proposed for a human to confirm.

Two ways of looking are put together.  What the text detector is sure of (:mod:`inference.imaging.text_boxes`)
is proposed as a box, with what goes on in its line; what it is less sure of, and what the strokes of this
module speak for, is pointed at.  So is a letter that stands alone: it names nobody, and it is most often the
marker of a side, which a reader needs.

Characters are thin strokes that stand in lines.  On the film and on ever smaller copies of it a top-hat and a
black-hat filter keep what is thinner than a stroke and stands out from the noise around; components of a
character's size are joined to lines.  A line over a few figures (contrast, sharpness, regularity), fitted on
films with invented text, tells which are text; ``packaging/burned_text.py`` measures how well.  A missed name
is worse than a box too many, so it proposes rather too much.  This is a proposal and no promise: only a human
who has looked knows that nothing is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.imaging.text_boxes import TextLine
from inference.records import Region

Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

LARGEST: Final = 2600
"""Films are looked at with their longer side reduced to this, and to halves of it."""
SMALLEST: Final = 500
KERNEL: Final = 15
FAINTEST: Final = 14.0
"""A stroke stands out by this much of 255, and from what is as thin around it."""
NOISE: Final = 2.5
BLOCK: Final = 24
CHARACTER: Final = (5, 34, 60)
"""Least and greatest height, greatest width of a character on some copy."""
GAP: Final = 17
HIGHEST: Final = 14
"""No line is higher than this part of the film's longer side."""
TWICE: Final = 13
"""Lower lines of a copy were seen on the copy of twice its size."""
WEIGHTS: Final = (-0.726, 1.36, 4.614, 6.203, 0.892, 2.932, 1.152, 2.875, 1.42)
BIAS: Final = -25.35
LEAST: Final = -0.5
"""A logistic line over the figures, fitted on 60 generated films with and without invented text; what
it gives at least this is proposed."""
SURE: Final = 0.3
"""Where the detector's map has this mean over a line or more, a box is drawn for who looks; else the place
is pointed at.  Set on generated and real films, measured on others (docs/results/burned-text.md)."""
ALONE: Final = 1.3
"""The detector's box of a letter alone is no longer than this times its width, nor wider than this times its
height; it is grown on all sides, which makes three small letters 1.5 times as wide as high."""
GAP_IN_LINE: Final = 1.0
"""Parts of one line lie no further apart than this times their height."""
SHARED: Final = 0.6
"""They have this share of their height in common."""
FURTHER: Final = 6.0
"""Strokes draw a line out by this many of its heights at most."""
LETTER: Final = 48
"""Pixels to which the shorter side of such a place is brought when its strokes are counted."""
SEEN: Final = 0.2
"""Lines of a lower mean are not even pointed at."""
MAX_BOXES: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """What may be a line of text: its box in film pixels, and how likely it is text (log-odds)."""

    box: Region
    odds: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where text is or may be, in film pixels, largest first.

    Attributes:
        sure: boxes over what is text.
        possible: places at which a human should look.
    """

    sure: tuple[Region, ...] = ()
    possible: tuple[Region, ...] = ()

    def sparing(self, kept: Sequence[Region]) -> Places:
        """With what would cover one of these (a reader's mark, a map's peak) pointed at only."""
        over = tuple(box for box in self.sure if any(touches(box, one) for one in kept))
        sure = tuple(box for box in self.sure if box not in over)
        return Places(sure, (*over, *self.possible))


def touches(box: Region, other: Region) -> bool:
    """Whether two boxes, or a box and a point, have something in common."""
    across = box.x0 <= other.x1 and other.x0 <= box.x1
    return across and box.y0 <= other.y1 and other.y0 <= box.y1


def places(grey: Grey, found: Sequence[TextLine]) -> Places:
    """Where text is, and where it may be.

    Args:
        grey: the film's default display, uint8 [rows, columns].
        found: the detector's lines on it.
    """
    return combined(found, strokes(grey), grey)


def combined(found: Sequence[TextLine], seen: Sequence[Region], grey: Grey) -> Places:
    """The detector's lines and the strokes' boxes put together."""
    sure = [line.box for line in found if line.score >= SURE]
    weak = [line.box for line in found if line.score < SURE]
    alone = [one for one in sure if _is_letter(one, grey) and not _goes_on(one, [*sure, *weak])]
    whole = [_whole_line(one, [*sure, *weak], seen) for one in sure if one not in alone]
    boxes = merged([_roomy(one, grey.shape) for one in whole])
    possible = merged([*(_roomy(one, grey.shape) for one in (*alone, *weak)), *seen])
    return Places(
        tuple(sorted(boxes, key=attrgetter("area"), reverse=True)),
        tuple(box for box in possible if not any(_holds(one, box) for one in boxes)),
    )


def _whole_line(box: Region, others: Sequence[Region], seen: Sequence[Region]) -> Region:
    """A line of text with what goes on at its ends: faint letters break it up."""
    rest = [other for other in others if other != box]
    while (near := next((other for other in rest if _in_line(box, other)), None)) is not None:
        rest.remove(near)
        box = _around_both(box, near)
    for one in seen:
        box = _drawn_out(box, one)
    return box


def _drawn_out(box: Region, seen: Region) -> Region:
    """A line as long as the strokes on it, by :data:`FURTHER` heights at most; never higher than it was."""
    across, down = min(box.x1, seen.x1) - max(box.x0, seen.x0), min(box.y1, seen.y1) - max(box.y0, seen.y0)
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if min(across, down) <= 0 or (down if width >= height else across) < SHARED * min(width, height):
        return box
    most = FURTHER * min(width, height)
    if width >= height:
        x0, x1 = min(box.x0, max(seen.x0, box.x0 - most)), max(box.x1, min(seen.x1, box.x1 + most))
        return Region(x0, box.y0, x1, box.y1)
    y0, y1 = min(box.y0, max(seen.y0, box.y0 - most)), max(box.y1, min(seen.y1, box.y1 + most))
    return Region(box.x0, y0, box.x1, y1)


def _goes_on(box: Region, others: Sequence[Region]) -> bool:
    return any(_in_line(box, other) for other in others if other != box)


def _in_line(box: Region, other: Region) -> bool:
    """Whether a box goes on in the line of another, level or upright: as high, beside it, close to it."""
    level = (box.y0, box.y1, other.y0, other.y1), (box.x0, box.x1, other.x0, other.x1)
    width, height = box.x1 - box.x0, box.y1 - box.y0
    is_level = ALONE * width >= height and _goes_on_along(*level)
    return is_level or (ALONE * height >= width and _goes_on_along(level[1], level[0]))


def _goes_on_along(high: tuple[float, float, float, float], along: tuple[float, float, float, float]) -> bool:
    heights = (high[1] - high[0], high[3] - high[2])
    shared = min(high[1], high[3]) - max(high[0], high[2])
    gap = max(along[0], along[2]) - min(along[1], along[3])
    alike = max(heights) <= 2 * min(heights) and shared >= SHARED * min(heights)
    return alike and gap <= GAP_IN_LINE * min(heights)


def _is_letter(box: Region, grey: Grey) -> bool:
    """Whether a place shows one letter: about as wide as high, one stroke that reaches from end to end."""
    room = _roomy(box, grey.shape)
    sides = (box.x1 - box.x0, box.y1 - box.y0)
    if max(sides) > ALONE * min(sides):
        return False
    part = grey[round(room.y0) : round(room.y1), round(room.x0) : round(room.x1)]
    scale = LETTER / max(1, min(part.shape))
    size = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    _level, ink = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    rim = np.concatenate([ink[0], ink[-1], ink[:, 0], ink[:, -1]])
    if 2 * int(rim.sum()) > rim.size:
        ink = 1 - ink
    _count, _names, boxes, _middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall = boxes[1:, 3] >= 0.3 * small.shape[0]
    return int(np.count_nonzero(tall)) == 1


def strokes(grey: Grey) -> tuple[Region, ...]:
    """Boxes over regions whose strokes look like text, in film pixels, largest first.

    Args:
        grey: the film's default display, uint8 [rows, columns].
    """
    return _boxes([one for one in lines_of(grey) if one.odds >= LEAST])


def _roomy(box: Region, shape: tuple[int, ...]) -> Region:
    """A detector's box with room for what its first and last strokes lack."""
    room = 0.15 * min(box.x1 - box.x0, box.y1 - box.y0) + 1
    return Region(
        max(0.0, box.x0 - room), max(0.0, box.y0 - room),
        min(float(shape[1]), box.x1 + room), min(float(shape[0]), box.y1 + room),
    )  # fmt: skip


def _boxes(lines: list[Line]) -> tuple[Region, ...]:
    """The most likely lines as boxes, largest first."""
    ordered = sorted(lines, key=lambda one: -one.odds)
    boxes = merged([one.box for one in ordered[: 4 * MAX_BOXES]])
    return tuple(sorted(boxes[:MAX_BOXES], key=attrgetter("area"), reverse=True))


def _holds(box: Region, other: Region) -> bool:
    """Whether most of the other box lies in this one."""
    across, down = (
        min(box.x1, other.x1) - max(box.x0, other.x0),
        min(box.y1, other.y1) - max(box.y0, other.y0),
    )
    return across > 0 and down > 0 and across * down > 0.5 * other.area


def lines_of(grey: Grey) -> list[Line]:
    """Everything on a film that has the form of a line of characters."""
    first = min(1.0, LARGEST / max(grey.shape))
    return [
        Line(_widened(place, scale, grey.shape), float(np.dot(WEIGHTS, figures) + BIAS))
        for small, scale in _copies(grey)
        for place, figures in candidates(small)
        if (scale == first or place[3] >= TWICE) and place[3] <= max(small.shape) / HIGHEST
    ]


def _copies(grey: Grey) -> Iterator[tuple[Grey, float]]:
    """The film, reduced where it is very large, and halves of it down to a small one, with their scale."""
    scale = min(1.0, LARGEST / max(grey.shape))
    while True:
        size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
        yield np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8), scale
        if max(size) <= SMALLEST:
            return
        scale /= 2


def _widened(place: tuple[int, int, int, int], scale: float, shape: tuple[int, ...]) -> Region:
    """A line's box on the film with room for what its first and last strokes lack."""
    x, y, w, h = place
    across, down = 0.6 * h + 2, 0.3 * h + 2
    return Region(
        max(0.0, (x - across) / scale),
        max(0.0, (y - down) / scale),
        min(float(shape[1]), (x + w + across) / scale),
        min(float(shape[0]), (y + h + down) / scale),
    )


def candidates(small: Grey) -> Iterator[tuple[tuple[int, int, int, int], list[float]]]:
    """Boxes (x, y, width, height) of what may be lines of characters, and their figures."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (KERNEL, KERNEL))
    steep = cv2.magnitude(*(cv2.Sobel(small, cv2.CV_32F, dx, 1 - dx, scale=0.25) for dx in (1, 0)))
    for operation in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT):
        thin = cv2.morphologyEx(small, operation, kernel)
        strokes = (thin >= np.maximum(FAINTEST, NOISE * _around(thin) + 6)).astype(np.uint8)
        letters, counted = _characters(strokes)
        joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((3, GAP), np.uint8))
        _count, names, boxes, _middles = cv2.connectedComponentsWithStats(joined, connectivity=8)
        numbers = np.bincount(names[counted], minlength=len(boxes))
        for name in _of_a_line(boxes):
            place = (int(boxes[name, 0]), int(boxes[name, 1]), int(boxes[name, 2]), int(boxes[name, 3]))
            field = _field(place)
            ink = (letters[field] > 0) & (names[field] == name)
            figures = _figures(small[field], thin[field], steep[field], ink)
            if figures is not None:
                contrast, clear, sharp, bright, spread = figures
                filled, height = float(ink.sum()) / (place[2] * place[3]), place[3]
                wide = float(np.log(place[2] / height))
                many = float(np.log(1 + numbers[name]))
                tall = float(np.log(height))
                yield place, [contrast, clear, sharp, filled, many, tall, wide, bright, spread]


def _around(thin: Grey) -> Floats:
    """How thin structures stand out around every pixel: the median of blocks, smoothed."""
    rows, columns = (-(-side // BLOCK) for side in thin.shape)
    more = ((0, rows * BLOCK - thin.shape[0]), (0, columns * BLOCK - thin.shape[1]))
    blocks = np.pad(thin, more, mode="edge")[:, ::3].reshape(rows, BLOCK, columns, BLOCK // 3)
    middle = np.median(blocks.swapaxes(1, 2).reshape(rows, columns, -1), axis=2).astype(np.float32)
    middle = cv2.medianBlur(middle, 3)
    return np.asarray(cv2.resize(middle, thin.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _characters(strokes: Grey) -> tuple[Grey, tuple[Ints, Ints]]:
    """The components of a character's size, as a mask, and a pixel (row, column) of each one's middle."""
    _count, names, boxes, _middles = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    x, y, w, h, area = boxes.T
    low, high, wide = CHARACTER
    right = (h >= low) & (h <= high) & (w <= wide) & (area >= 6)
    right[0] = False
    return right[names].astype(np.uint8), ((y + h // 2)[right], (x + w // 2)[right])


def _of_a_line(boxes: Ints) -> NDArray[np.intp]:
    """Which components are as high and wide as a line of characters."""
    _x, _y, w, h, area = boxes.T
    right = (h >= CHARACTER[0]) & (h <= 1.3 * CHARACTER[1]) & (w >= 4) & (area >= 16)
    right[0] = False
    return np.flatnonzero(right)


def _field(place: tuple[int, int, int, int], room: int = 4) -> tuple[slice, slice]:
    x, y, w, h = place
    return slice(max(0, y - room), y + h + room), slice(max(0, x - room), x + w + room)


def _figures(
    grey: Grey, thin: Grey, steep: Floats, ink: NDArray[np.bool_]
) -> tuple[float, float, float, float, float] | None:
    """Contrast, contrast to what varies around, sharpness, how strokes stand out, and what varies around."""
    near = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if np.count_nonzero(~near) < 8 or np.count_nonzero(ink) < 8:
        return None
    low, middle, high = np.percentile(grey[~near], (16, 50, 84))
    contrast = abs(float(np.median(grey[ink])) - float(middle))
    varies = float(high - low) / 2
    sharp = min(float(steep[near & ~ink].mean()) / (contrast + 4), 1.5)
    clear = float(np.log((contrast + 2) / (varies + 2)))
    bright = float(np.log(thin[ink].mean() + 4))
    return float(np.log(contrast + 4)), clear, sharp, bright, min(varies / 40, 2.0)


def merged(boxes: list[Region]) -> list[Region]:
    """Boxes that together cover nearly all of the box around them become that one; order is kept."""
    rest, done = list(boxes), []
    while rest:
        box = rest.pop(0)
        near = next((other for other in rest if _belong(box, other)), None)
        if near is None:
            done.append(box)
        else:
            rest[rest.index(near)] = _around_both(box, near)
    return done


def _belong(a: Region, b: Region) -> bool:
    across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    if across < 0 or down < 0:
        return False
    whole = _around_both(a, b).area
    return whole <= 1.1 * (a.area + b.area - across * down)


def _around_both(a: Region, b: Region) -> Region:
    return Region(min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1))
