"""What the film shows: field size, orientation, centring, roll - never knowing the class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.synth.beam.project import Camera
from training.synth.seeds import around, between, chance, pick

KINDS = {
    "landscape": 0.40,
    "portrait": 0.22,
    "one_hip": 0.22,
    "square": 0.10,
    "close_hip": 0.06,
}


@dataclass(frozen=True)
class Framing:
    """Camera and the kind of view; ``border`` fractions of the film (left, top, right, bottom)
    beyond the collimator, and ``side`` of a limb where only its own marker is true."""

    camera: Camera
    kind: str
    border: tuple[float, float, float, float]
    side: str | None = None


def _field(
    kind: str, hip: tuple[float, float], rng: np.random.Generator
) -> tuple[float, float, float, float]:
    """Width, height and centre (x, z) of the field in mm at the patient."""
    if kind == "landscape":
        width = between(rng, 350, 470)
        return width, width * between(rng, 0.76, 0.86), around(rng, 0, 16), around(rng, 42, 22)
    if kind == "portrait":
        width = between(rng, 310, 420)
        centre = around(rng, 0, 34) - 0.25 * (hip[0] if chance(rng, 0.3) else 0)
        return width, width * between(rng, 1.18, 1.3), centre, around(rng, 10, 55)
    if kind == "square":
        width = between(rng, 350, 450)
        return width, width, around(rng, 0, 16), around(rng, 35, 28)
    if kind == "one_hip":
        width = between(rng, 200, 350)
        centre = hip[0] * between(rng, 0.55, 1.25)
        return width, width * between(rng, 1.15, 1.4), centre, hip[1] - between(rng, -60, 110)
    width = between(rng, 170, 240)
    across, up = hip[0] * between(rng, 0.95, 1.3), hip[1] + between(rng, -45, 15)
    return width, width * between(rng, 0.8, 1.25), across, up


def _keep(centre: float, extent: float, point: float, margin: float) -> float:
    """Shift a field's centre just so far that ``point`` lies ``margin`` mm inside it."""
    half = max(extent / 2 - margin, 0.0)
    return float(np.clip(centre, point - half, point + half))


def frame(rng: np.random.Generator, size: int, hip: tuple[float, float], kind: str | None = None) -> Framing:
    """Draw a view of at most ``size`` pixels that surely holds the hip at world (x, z) ``hip``.

    ``kind`` is one of :data:`KINDS`; without one it is drawn.
    """
    drawn = pick(rng, KINDS)
    kind = kind or drawn
    width, height, cx, cz = _field(kind, hip, rng)
    sign = np.sign(hip[0])
    border = _border(rng)
    inner_w = width * (1 - 2 * max(border[0], border[2]))
    inner_h = height * (1 - 2 * max(border[1], border[3]))
    cx = _keep(cx, inner_w, hip[0] + sign * 48, 18)
    cz = _keep(cz, inner_h, hip[1] + 8, 30)
    cz = _keep(cz, inner_h, hip[1] - 60, 35)
    roll = np.radians(around(rng, 0, 2.2) + (between(rng, -14, 14) if chance(rng, 0.08) else 0))
    sid = between(rng, 1000, 1250)
    source = np.array([cx + around(rng, 0, 25), -(sid - between(rng, 110, 190)), cz + around(rng, 0, 35)])
    magnification = sid / -source[1]
    scale = max(width, height) * magnification / size
    shape = (round(height * magnification / scale), round(width * magnification / scale))
    camera = Camera(source, sid, (cx, cz), float(roll), float(scale), shape)
    return Framing(camera, kind, border)


def _border(rng: np.random.Generator) -> tuple[float, float, float, float]:
    if not chance(rng, 0.45):
        return (0.0, 0.0, 0.0, 0.0)
    edge = [between(rng, 0.003, 0.055) if chance(rng, 0.5) else 0.0 for _ in range(4)]
    return (edge[0], edge[1], edge[2], edge[3])
