"""From attenuation to stored film values: scatter, quantum noise, detector, vendor processing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.synth.beam.framing import Framing
from training.synth.beam.project import Image
from training.synth.bones.lagrange import Floats
from training.synth.seeds import around, between, chance, pick


def _blur(image: Image, sigma: float) -> Image:
    """Gaussian blur; wide ones on a reduced image, which no eye can tell and is much faster."""
    import cv2

    step = int(max(1, sigma // 6))
    if step == 1:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.float32)
    rows, cols = image.shape
    small = cv2.resize(image, (max(cols // step, 4), max(rows // step, 4)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / step, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(small, (cols, rows), interpolation=cv2.INTER_LINEAR), np.float32)


def expose(attenuation: Image, framing: Framing, rng: np.random.Generator) -> Image:
    """Negative logarithm of what the detector saw, with scatter, grid, noise and blur."""
    step = framing.camera.pixel / framing.camera.magnification
    primary = np.exp(-attenuation)
    fog = _blur(primary, between(rng, 18, 45) / step) * between(rng, 0.1, 0.7)
    fog += _blur(primary, between(rng, 60, 110) / step) * between(rng, 0.0, 0.05)
    seen = primary + fog
    if chance(rng, 0.2):
        cols = np.arange(seen.shape[1]) if chance(rng, 0.7) else None
        line = np.arange(seen.shape[0])[:, None] if cols is None else cols[None, :]
        seen *= 1 + between(rng, 0.002, 0.012) * np.sin(line * between(rng, 0.7, 3.0))
    tilt = np.linspace(-1, 1, seen.shape[0])[:, None] * around(rng, 0, 0.12)
    seen = seen * np.exp(tilt + np.linspace(-1, 1, seen.shape[1])[None, :] * around(rng, 0, 0.12))
    spread = between(rng, 0.25, 0.75) * (0.4 if framing.camera.fine else 1.0)
    seen = _blur(seen.astype(np.float32), max(spread / step, 0.3))
    photons = np.exp(between(rng, np.log(1.5e4), np.log(4e5))) * step**2
    noise = rng.normal(size=seen.shape).astype(np.float32)
    noise = _blur(noise, 0.55) * 1.9 if chance(rng, 0.6) else noise
    sigma = 1 / np.sqrt(np.maximum(seen, 1e-3) * photons)
    return np.asarray(-np.log(np.maximum(seen, 1e-4)) + sigma * noise, np.float32)


def _enhance(log: Image, rng: np.random.Generator, step: float) -> Image:
    """Vendor-like multi-scale processing: flatten the large, lift the small."""
    kind = pick(rng, {"none": 0.3, "mild": 0.4, "strong": 0.3})
    if kind == "none":
        return log
    wide = _blur(log, between(rng, 14, 40) / step)
    low, high = (0.6, 0.95) if kind == "mild" else (0.25, 0.6)
    out = wide * between(rng, low, high) + (log - wide) * between(rng, 1.0, 1.35)
    fine = out - _blur(out, between(rng, 1.5, 4.0) / step)
    out = out + fine * between(rng, 0.1, 0.6 if kind == "mild" else 1.4)
    return np.asarray(out, np.float32)


def _collimate(v: Image, framing: Framing, rng: np.random.Generator) -> Image:
    """Blank the film beyond the collimator; some systems print it white or leave scatter there."""
    left, top, right, bottom = framing.border
    level = {"black": 0.0, "white": 1.0, "grey": between(rng, 0.03, 0.2)}[
        pick(rng, {"black": 0.6, "white": 0.15, "grey": 0.25})
    ]
    rows, cols = v.shape
    mask = np.zeros(v.shape, np.float32)
    mask[round(top * rows) : rows - round(bottom * rows), round(left * cols) : cols - round(right * cols)] = 1
    if max(framing.border) == 0:
        return v
    mask = _blur(mask, between(rng, 0.4, 2.5))
    return v * mask + level * (1 - mask)


def _letters(v: Image, framing: Framing, rng: np.random.Generator) -> Image:
    """Side marker: R on the patient's right (film left) or L on the other side, or none."""
    import cv2

    if chance(rng, 0.35):
        return v
    rows, cols = v.shape
    right = chance(rng, 0.6)
    if framing.side is not None:
        right = framing.side == "right"
    text = pick(rng, {"R": 1.0, "Rt": 0.2, "RIGHT": 0.1} if right else {"L": 1.0, "Lt": 0.2, "LEFT": 0.1})
    scale = between(rng, 0.5, 1.6) * max(rows, cols) / 640
    x = between(rng, 0.02, 0.14) if right else between(rng, 0.84, 0.94)
    at = (round(x * cols), round(between(rng, 0.06, 0.97) * rows))
    ink = np.zeros(v.shape, np.uint8)
    font = int(rng.integers(0, 5))
    cv2.putText(ink, text, at, font, scale, 255, max(1, round(2 * scale)), cv2.LINE_AA)
    if chance(rng, 0.15):
        box = (max(at[0] - 8, 0), max(at[1] - round(40 * scale), 0))
        cv2.rectangle(ink, box, (at[0] + round(60 * scale), at[1] + 12), 200, 1)
    mask = _blur(np.asarray(ink / 255, np.float32), between(rng, 0.3, 1.0))
    return v * (1 - mask) + mask * between(rng, 0.75, 1.0)


def _rounded(points: Floats) -> Floats:
    """A polyline with its corners cut four times (Chaikin), so that no corner shows."""
    for _ in range(4):
        a, b = points[:-1], points[1:]
        points = np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], 1).reshape(-1, 2)
    return points


def _wires(v: Image, framing: Framing, rng: np.random.Generator) -> Image:
    """Clothing seams, lines, a coil, clips, a coin: bright, anywhere, rare."""
    import cv2

    if not chance(rng, 0.22):
        return v
    rows, cols = v.shape
    mask = np.zeros(v.shape, np.float32)
    for _ in range(int(rng.integers(1, 4))):
        p = (rng.random((6, 2)).cumsum(0) / 6 + rng.random(2) * 0.7) * [cols, rows]
        x, y = int(p[0, 0]), int(p[0, 1])
        r = round(between(rng, 0.008, 0.025) * cols)
        kind = pick(rng, {"line": 0.4, "ring": 0.2, "disc": 0.15, "clip": 0.25})
        if kind == "line":
            thick = max(1, round(max(rows, cols) / 640))
            p = _rounded(p) if framing.camera.fine else p
            cv2.polylines(mask, [p.astype(np.int32).reshape(-1, 1, 2)], False, 0.35, thick, cv2.LINE_AA)
        elif kind == "clip":
            cv2.rectangle(mask, (x, y), (x + r, y + max(2, r // 3)), 0.8, -1)
        else:
            cv2.circle(mask, (x, y), r, 0.7, -1 if kind == "disc" else 2, cv2.LINE_AA)
    return np.minimum(v + _blur(mask, 0.6) * between(rng, 0.2, 0.8), 1).astype(np.float32)


def _dust(v: Image, rng: np.random.Generator) -> Image:
    """Cassette dust and scratches: a few white specks."""
    if chance(rng, 0.25):
        n = int(rng.integers(1, 25))
        v[rng.integers(0, v.shape[0], n), rng.integers(0, v.shape[1], n)] = 1.0
    return v


def _lossy(v: Image, rng: np.random.Generator) -> Image:
    """Coarser detectors, archive resampling and JPEG loss."""
    import cv2

    rows, cols = v.shape
    if chance(rng, 0.45):
        k = between(rng, 1.1, 2.2)
        small = cv2.resize(v, (round(cols / k), round(rows / k)), interpolation=cv2.INTER_AREA)
        v = np.asarray(cv2.resize(small, (cols, rows), interpolation=cv2.INTER_CUBIC), np.float32)
    if chance(rng, 0.4):
        grey = np.clip(v * 255, 0, 255).astype(np.uint8)
        quality = int(rng.integers(55, 96))
        ok, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if ok:
            v = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.float32)
            v = np.asarray(v / 255, np.float32)
    return v


def develop(log: Image, framing: Framing, rng: np.random.Generator) -> NDArray[np.uint16]:
    """Stored values 0-4095 for presentation, dense bone bright, from the logarithmic exposure."""
    step = framing.camera.pixel / framing.camera.magnification
    out = _enhance(log, rng, step)
    rows, cols = out.shape
    inner = out[rows // 8 : -rows // 8, cols // 8 : -cols // 8]
    body = inner[inner > np.percentile(inner, 25)]
    low = float(np.percentile(inner, between(rng, 2, 12)))
    high = float(np.percentile(body, between(rng, 99.3, 99.95)))
    low = low - between(rng, 0, 0.12) * (high - low)
    high = high + between(rng, -0.02, 0.35) * (high - low)
    v = np.clip((out - low) / max(high - low, 1e-3), 0, 1)
    v = v ** np.exp(around(rng, -0.18, 0.27))
    if chance(rng, 0.4):
        k, m = between(rng, 2.5, 6), between(rng, 0.35, 0.6)
        curve = 1 / (1 + np.exp(-k * (v - m)))
        base, top = 1 / (1 + np.exp(k * m)), 1 / (1 + np.exp(-k * (1 - m)))
        v = (curve - base) / (top - base)
    v = _wires(v.astype(np.float32), framing, rng)
    v = _collimate(_dust(v, rng), framing, rng)
    v = _lossy(_letters(v, framing, rng), rng)
    floor = between(rng, 0, 0.08) if chance(rng, 0.4) else 0.0
    v = floor + (1 - floor) * np.clip(v, 0, 1)
    return np.round(v * 4095).astype(np.uint16)
