"""Random tone, sharpness and noise: what detectors, vendors and exposure do to the same anatomy."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rng = np.random.Generator
Rectangle = tuple[int, int, int, int]


def tone_curve(unit: Floats, rng: Rng, strength: float) -> Floats:
    """A monotone curve: percentile window, gamma, S-shape and a bend at either end; 0..1 to 0..1."""
    sample = unit[::4, ::4]
    low, high = np.percentile(sample, [rng.uniform(0.2, 3.0), 100 - rng.uniform(0.1, 3.0)])
    if high - low < 0.05:
        low, high = 0.0, 1.0
    x = np.linspace(0, 1, 1024, dtype=np.float32)
    y = np.clip((x - low) / (high - low), 0, 1)
    y = y ** np.exp(rng.normal(0, 0.3 * strength))
    steep = rng.uniform(1.0, 8.0)
    curve = 1 / (1 + np.exp(-steep * (y - rng.uniform(0.3, 0.7))))
    curve = (curve - curve[0]) / (curve[-1] - curve[0])
    share = rng.uniform(0, strength) if rng.random() < 0.6 else 0.0
    y = y * (1 - share) + curve * share
    lift = rng.uniform(0, 0.12) * strength * (rng.random() < 0.3)
    y = (lift + (1 - lift) * y).astype(np.float32)
    return np.asarray(y[(unit * 1023).astype(np.int16)], np.float32)


def local_contrast(unit: Floats, rng: Rng, strength: float) -> Floats:
    """Unsharp mask with a wide kernel, as multi-frequency processing does, or its opposite."""
    if rng.random() > 0.6:
        return unit
    fine = rng.uniform(0.05, 0.25)
    wide = _resize(unit, fine, cv2.INTER_AREA)
    wide = cv2.resize(cv2.GaussianBlur(wide, (3, 3), 0), unit.shape[::-1], interpolation=cv2.INTER_LINEAR)
    amount = rng.uniform(-0.35, 1.3) * strength
    out = unit + amount * (unit - wide)
    if amount > 0:  # processed films also lose the slow differences
        out -= rng.uniform(0, 0.5) * (wide - wide.mean())
    return np.asarray(out, np.float32)


def uneven_light(unit: Floats, rng: Rng, strength: float) -> Floats:
    """A slow gain across the film: scatter, heel effect, thick and thin parts."""
    if rng.random() > 0.4:
        return unit
    grid = rng.normal(0, 0.12 * strength, (3, 3)).astype(np.float32)
    gain = cv2.resize(grid, (unit.shape[1], unit.shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(unit * (1 + gain) + gain * 0.3, np.float32)


def _resize(unit: Floats, share: float, how: int) -> Floats:
    rows, columns = (max(4, round(side * share)) for side in unit.shape)
    return np.asarray(cv2.resize(unit, (columns, rows), interpolation=how), np.float32)


def resolution(unit: Floats, rng: Rng, strength: float) -> Floats:
    """Loss of detail: down and up again, or a blur; sometimes sharpened afterwards."""
    draw = rng.random()
    if draw < 0.3:
        less = _resize(unit, rng.uniform(1 - 0.55 * strength, 1.0), cv2.INTER_AREA)
        unit = np.asarray(cv2.resize(less, unit.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    elif draw < 0.5:
        unit = np.asarray(cv2.GaussianBlur(unit, (0, 0), rng.uniform(0.3, 1.2)), np.float32)
    if rng.random() < 0.3:
        fine = cv2.GaussianBlur(unit, (0, 0), rng.uniform(0.7, 1.5))
        unit = np.asarray(unit + rng.uniform(0.2, 1.5) * (unit - fine), np.float32)
    return unit


def noise(unit: Floats, rng: Rng, strength: float) -> Floats:
    """Grain, stronger where the film is bright (few quanta), sometimes coarse; blocks as JPEG leaves."""
    draw = rng.random()
    if draw < 0.5:
        grain = rng.standard_normal(unit.shape, np.float32)
        if draw < 0.2:
            grain = np.asarray(cv2.GaussianBlur(grain, (3, 3), 0.8) * 2, np.float32)
        unit = unit + grain * (rng.uniform(0, 0.032) * strength) * (0.4 + unit)
    if rng.random() < 0.25:
        grey = np.clip(unit * 255, 0, 255).astype(np.uint8)
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))]
        coded = cv2.imencode(".jpg", grey, quality)[1]
        unit = np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.float32) / np.float32(255)
    return np.asarray(unit, np.float32)


def marks(unit: Floats, keep: Rectangle | None, rng: Rng, often: float) -> None:
    """Patches of one grey (markers, labels, shutters), in place, never over the region ``keep``."""
    if rng.random() > often:
        return
    rows, columns = unit.shape
    for _ in range(int(rng.integers(1, 4))):
        across, down = rng.uniform(0.01, 0.16, 2)
        w, h = max(1, int(columns * across)), max(1, int(rows * down))
        x, y = int(rng.integers(0, columns - w + 1)), int(rng.integers(0, rows - h + 1))
        if keep is not None and x < keep[2] and x + w > keep[0] and y < keep[3] and y + h > keep[1]:
            continue
        unit[y : y + h, x : x + w] = rng.choice([0.0, 1.0, rng.random()])


def bright_strip(unit: Floats, keep: Rectangle | None, rng: Rng, often: float) -> None:
    """A strip along one edge as bright as the brightest, in place, never over the region ``keep``.

    Real films have them: the digitiser's or detector's edge, a collimator's leaf, bedding.
    """
    if not often or rng.random() >= often:
        return
    rows, columns = unit.shape
    edge, share = int(rng.integers(4)), rng.uniform(0.02, 0.16)
    down, across = max(1, round(rows * share)), max(1, round(columns * share))
    x0, y0, x1, y1 = (
        (0, 0, columns, down), (0, rows - down, columns, rows),
        (0, 0, across, rows), (columns - across, 0, columns, rows),
    )[edge]  # fmt: skip
    if keep is not None and x0 < keep[2] and x1 > keep[0] and y0 < keep[3] and y1 > keep[1]:
        return
    tone = rng.uniform(0.75, 1.0)
    unit[y0:y1, x0:x1] = np.clip(tone + 0.1 * (unit[y0:y1, x0:x1] - 0.5), 0, 1)


def change(
    field: Floats,
    keep: Rectangle | None,
    rng: Rng,
    strength: float,
    cutout: float,
    strip: float = 0.0,
) -> Floats:
    """All of it, in the order in which it happens to a film; float32 in 0..1."""
    field = uneven_light(field, rng, strength)
    field = local_contrast(field, rng, strength)
    np.clip(field, 0, 1, out=field)
    field = tone_curve(field, rng, strength)
    field = resolution(field, rng, strength)
    field = noise(field, rng, strength)
    field = np.clip(field, 0, 1)
    marks(field, keep, rng, cutout)
    bright_strip(field, keep, rng, strip)
    return np.asarray(field, np.float32)
