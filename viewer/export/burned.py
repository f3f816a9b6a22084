"""Where text may be burned into a film: boxes proposed for a human to confirm.

Characters are thin strokes of even brightness that stand in lines.  A top-hat and a black-hat filter keep
what is thinner than a stroke, components of a character's size are kept, and neighbours are joined to lines.
This is a proposal and no promise: only a human who has looked knows that nothing is left.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.records import Region

WORK_SIDE: Final = 1200
"""Films are looked at with their longer side reduced to this; a character is then 8 to 60 pixels high."""
CONTRAST: Final = 60
NOISE: Final = 8.0
MAX_BOXES: Final = 40


def propose(grey: NDArray[np.uint8]) -> tuple[Region, ...]:
    """Boxes over regions that look like text, in film pixels, largest first.

    Args:
        grey: the film's default display, uint8 [rows, columns].
    """
    scale = min(1.0, WORK_SIDE / max(grey.shape))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    found = [box for strokes in _strokes(small) for box in _lines(strokes)]
    margin = 3.0
    boxes = [
        Region(
            max(0.0, (x - margin) / scale),
            max(0.0, (y - margin) / scale),
            min(float(grey.shape[1]), (x + w + margin) / scale),
            min(float(grey.shape[0]), (y + h + margin) / scale),
        )
        for x, y, w, h in found
    ]
    return tuple(sorted(merged(boxes), key=_area, reverse=True)[:MAX_BOXES])


def _strokes(small: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], ...]:
    """Bright and dark thin structures, each as a mask."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (13, 13))
    masks = []
    for operation in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT):
        thin = cv2.morphologyEx(small, operation, kernel)
        level = max(
            float(CONTRAST), NOISE * float(np.median(thin))
        )  # a noisy film is full of thin structures
        masks.append((thin >= level).astype(np.uint8))
    return tuple(masks)


def _lines(strokes: NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of lines of characters."""
    letters = np.zeros_like(strokes)
    for x, y, w, h, area in _parts(strokes):
        if 7 <= h <= 70 and 2 <= w <= 80 and area >= 12 and area / (w * h) < 0.95:
            letters[y : y + h, x : x + w] |= strokes[y : y + h, x : x + w]
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (19, 5)))
    return [
        (x, y, w, h)
        for x, y, w, h, area in _parts(joined)
        if 7 <= h <= 90 and w >= 6 and area / (w * h) > 0.25 and _is_crisp(letters[y : y + h, x : x + w])
    ]


def _parts(mask: NDArray[np.uint8]) -> list[tuple[int, int, int, int, int]]:
    _count, _labels, stats, _centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [(int(x), int(y), int(w), int(h), int(area)) for x, y, w, h, area in stats[1:]]


def _is_crisp(part: NDArray[np.uint8]) -> bool:
    """Whether strokes fill a part as letters do: neither a speck nor a filled patch."""
    share = float(part.mean())
    return 0.12 <= share <= 0.8 and int(part.sum()) >= 20


def _area(box: Region) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def merged(boxes: list[Region]) -> list[Region]:
    """Boxes that touch become one."""
    rest, done = list(boxes), []
    while rest:
        box = rest.pop()
        near = [other for other in rest if _touch(box, other)]
        if near:
            rest = [other for other in rest if other not in near]
            rest.append(_around([box, *near]))
        else:
            done.append(box)
    return done


def _touch(a: Region, b: Region) -> bool:
    return a.x0 <= b.x1 and b.x0 <= a.x1 and a.y0 <= b.y1 and b.y0 <= a.y1


def _around(boxes: list[Region]) -> Region:
    return Region(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
