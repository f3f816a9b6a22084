"""Soft tissue as chord lengths in the frontal plane: trunk, thighs, buttocks, folds, gas, stool."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.synth.beam.project import Image
from training.synth.bones.anatomy import SIDES, Patient
from training.synth.bones.lagrange import Floats
from training.synth.bones.pose import Posed
from training.synth.fractures.fracture import moved
from training.synth.seeds import around, between, chance

FAT, MUSCLE = 0.0104, 0.0123


@dataclass(frozen=True)
class Plane:
    """World x and z of each pixel at hip depth [rows, columns] and mm a pixel there."""

    x: Image
    z: Image
    step: float

    def to_pixels(self, points: Floats) -> Floats:
        """Column and row [n, 2] of world (x, z) points [n, 2]."""
        rows, cols = self.x.shape
        corner = np.array([self.x[0, 0], self.z[0, 0]])
        across = np.array([self.x[0, cols - 1], self.z[0, cols - 1]]) - corner
        down = np.array([self.x[rows - 1, 0], self.z[rows - 1, 0]]) - corner
        base = np.linalg.inv(np.stack([across / (cols - 1), down / (rows - 1)], 1))
        return np.asarray((points - corner) @ base.T)

    def near(self, cx: float, cz: float, reach: float) -> tuple[slice, slice]:
        """Rows and columns that surely hold all within ``reach`` mm of a point."""
        col, row = self.to_pixels(np.array([[cx, cz]]))[0]
        half, (rows, cols) = reach / self.step + 2, self.x.shape
        top, bottom = np.clip([row - half, row + half], 0, rows).astype(int)
        left, right = np.clip([col - half, col + half], 0, cols).astype(int)
        return slice(int(top), int(bottom)), slice(int(left), int(right))


def _ellipse(p: Plane, cx: float, cz: float, rx: float, rz: float, turn: float = 0.0) -> Image:
    """Half-chord profile sqrt(1 - r2) of an ellipse, 0 outside."""
    c, s = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    at = p.near(cx, cz, max(rx, rz))
    a, b = p.x[at] - np.float32(cx), p.z[at] - np.float32(cz)
    r2 = ((c * a + s * b) / rx) ** 2 + ((c * b - s * a) / rz) ** 2
    out = np.zeros(p.x.shape, np.float32)
    out[at] = np.sqrt(np.maximum(1 - r2, 0))
    return out


def _ramp(v: Image, low: float, high: float) -> Image:
    t = np.clip((v - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


@dataclass(frozen=True)
class _Build:
    hip: float
    waist: float
    depth: float
    thigh: float
    crotch: float
    fat: float


def _chord(p: Plane, cx: Image | float, half: Image | float, depth: Image | float) -> Image:
    r2 = ((p.x - cx) / half) ** 2
    return np.asarray(2 * depth * np.sqrt(np.maximum(1 - r2, 0)), np.float32)


def _leg_middle(p: Plane, to_world: Floats) -> Image:
    """World x of the thigh's middle at the height of each pixel."""
    top, low = moved(np.array([[4.0, 0, -60.0], [22.0, 0, -330.0]]), to_world)
    t = (p.z - top[2]) / (low[2] - top[2])
    x = top[0] + np.clip(t, -0.4, 1.6) * (low[0] - top[0])
    return np.asarray(x, np.float32)


@dataclass(frozen=True)
class _Outline:
    """What trunk and thighs share at any depth under the skin: middles, tapers and where each ends."""

    waist: Image
    taper: Image
    trunk: Image
    below: Image
    middles: tuple[Image, ...]
    leg: Image


def _outline(p: Plane, posed: Posed, b: _Build) -> _Outline:
    dip = b.crotch - 22 * np.exp(-((p.x / 55) ** 2)) + 10
    return _Outline(
        waist=_ramp(p.z, 0, 190),
        taper=1 - 0.3 * _ramp(-p.z, 10, 150),
        trunk=_ramp(np.asarray(p.z - dip, np.float32), -60, 40),
        below=np.clip(b.crotch + 60 - p.z, 0, 400),
        middles=tuple(_leg_middle(p, posed.femur_to_world[side]) for side in SIDES),
        leg=_ramp(-p.z, -60, 40),
    )


def _body(p: Plane, o: _Outline, b: _Build, shrink: float) -> Image:
    """Chord through trunk and both thighs, mm, the outline moved in by ``shrink``."""
    half = np.asarray((b.hip + (b.waist - b.hip) * o.waist) * o.taper - shrink, np.float32)
    depth = np.asarray(b.depth * (1 - 0.12 * o.waist) - shrink, np.float32)
    out = _chord(p, 0.0, half, depth) * o.trunk
    radius = b.thigh * (1 - 0.0011 * o.below) - shrink
    for middle in o.middles:
        leg = _chord(p, middle, radius, 0.93 * radius)
        out = np.maximum(out, leg * o.leg)
    return out


def _buttocks(p: Plane, b: _Build, rng: np.random.Generator) -> Image:
    thick = between(rng, 8, 46)
    out = np.zeros_like(p.x)
    low = between(rng, -125, -70)
    for s in (-1, 1):
        out += _ellipse(p, s * 0.47 * b.hip, low + 95, 0.5 * b.hip, 95, s * 0.15) * thick
    return out


def _apron(p: Plane, b: _Build, rng: np.random.Generator) -> Image:
    """Abdominal fat apron: its lower edge crosses the hips as a strong false line."""
    low = between(rng, -75, 40)
    height = between(rng, 130, 190)
    wide = b.hip * between(rng, 0.85, 1.15)
    shape = _ellipse(p, around(rng, 0, 12), low + height, wide, height)
    return np.asarray(shape**0.8 * between(rng, 18, 70), np.float32)


def _line(p: Plane, points: list[tuple[float, float]], width: float) -> Image:
    """A soft bright line of ``width`` mm along world (x, z) points."""
    import cv2

    mask = np.zeros(p.x.shape, np.float32)
    pts = np.round(p.to_pixels(np.array(points)) * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(mask, [pts], False, 1.0, max(1, round(width / p.step)), cv2.LINE_AA, 4)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), max(0.6, width / p.step / 2)), np.float32)


def _bow(a: tuple[float, float], b: tuple[float, float], sag: float) -> list[tuple[float, float]]:
    t = np.linspace(0, 1, 24)
    dx, dz = b[0] - a[0], b[1] - a[1]
    x = a[0] + t * dx - 4 * t * (1 - t) * sag * dz / np.hypot(dx, dz)
    z = a[1] + t * dz + 4 * t * (1 - t) * sag * dx / np.hypot(dx, dz)
    return list(zip(x.tolist(), z.tolist(), strict=True))


def _folds(p: Plane, b: _Build, rng: np.random.Generator) -> Image:
    """Skin creases (air: negative) and fat planes between the muscles, mm of soft tissue."""
    out = np.zeros_like(p.x)
    for s in (-1, 1):
        if chance(rng, 0.5):
            a = (s * b.hip * between(rng, 0.6, 1.0), between(rng, -20, 70))
            e = (s * between(rng, 10, 40), b.crotch + between(rng, -15, 30))
            out -= _line(p, _bow(a, e, around(rng, 0, 18)), between(rng, 1, 5)) * between(rng, 4, 26)
        if chance(rng, 0.5):
            a = (s * b.hip * 0.75, between(rng, -140, -100))
            e = (s * 12, between(rng, -130, -95))
            out += _line(p, _bow(a, e, around(rng, 0, 16)), between(rng, 2, 6)) * between(rng, 4, 22)
        for _ in range(int(rng.integers(1, 5))):
            a = (s * between(rng, 60, 120), between(rng, 30, 100))
            e = (s * between(rng, 60, 115), between(rng, -90, -20))
            out -= _line(p, _bow(a, e, around(rng, 0, 12)), between(rng, 2, 6)) * between(rng, 1, 7)
    return out


def _between_legs(p: Plane, patient: Patient, b: _Build, rng: np.random.Generator) -> Image:
    """Scrotum and penis, or labia: chord mm."""
    if patient.sex == "F":
        return _ellipse(p, 0, b.crotch + 8, 16, 26) * between(rng, 8, 30)
    x, z = around(rng, 0, 10), b.crotch - between(rng, 5, 35)
    out = np.zeros_like(p.x)
    for s in (-1, 1):
        out += _ellipse(p, x + s * 16, z - between(rng, 0, 12), 21, between(rng, 24, 36)) * 42
    turn = around(rng, 0, 0.5)
    out += _ellipse(p, x + around(rng, 0, 12), z + 12, 14, between(rng, 30, 55), turn) * 26
    return out


def _gas(p: Plane, rng: np.random.Generator) -> Image:
    """Bowel gas pockets and stool, mm of soft tissue displaced (positive)."""
    import cv2

    out = np.zeros_like(p.x)
    for _ in range(int(rng.integers(0, 5))):
        cx, cz = between(rng, -120, 120), between(rng, -10, 230)
        for _ in range(int(rng.integers(1, 8))):
            rx, rz = between(rng, 4, 22), between(rng, 4, 16)
            at = (cx + around(rng, 0, 22), cz + around(rng, 0, 16))
            out += _ellipse(p, *at, rx, rz, between(rng, 0, 3)) * min(rx, rz) * between(rng, 0.5, 1.8)
    if chance(rng, 0.55):
        noise = rng.normal(size=(p.x.shape[0] // 2 + 1, p.x.shape[1] // 2 + 1)).astype(np.float32)
        noise = cv2.GaussianBlur(noise, (0, 0), between(rng, 2.2, 4.5) / (2 * p.step))
        full = cv2.resize(noise / noise.std(), (p.x.shape[1], p.x.shape[0]))
        for _ in range(int(rng.integers(1, 4))):
            at = (between(rng, -110, 110), between(rng, 0, 200))
            area = _ellipse(p, *at, between(rng, 25, 70), between(rng, 20, 60), between(rng, 0, 3))
            out += np.maximum(full + 0.3, 0) * area * between(rng, 3, 12)
    return out


def soft_tissue(p: Plane, patient: Patient, posed: Posed, rng: np.random.Generator) -> Image:
    """Attenuation line integral of all soft tissue at the plane's pixels (dimensionless)."""
    import cv2

    g = patient.girth
    wings = max(float(np.abs(outer[:, 0]).max()) for outer, _, _ in posed.parts)
    b = _Build(
        hip=max(178 * g**0.7 * (1.03 if patient.sex == "F" else 0.98), wings + 22),
        waist=max(158 * g * between(rng, 0.88, 1.1), 0.95 * wings),
        depth=104 * g * between(rng, 0.9, 1.1),
        thigh=86 * g**0.8 * between(rng, 0.88, 1.12),
        crotch=float(posed.symphysis[2]) - between(rng, 22, 48),
        fat=between(rng, 8, 30) * g,
    )
    outline = _outline(p, posed, b)
    outer, muscle = _body(p, outline, b, 0.0), _body(p, outline, b, b.fat)
    extra = _buttocks(p, b, rng) + _folds(p, b, rng) + _between_legs(p, patient, b, rng)
    if chance(rng, 0.4):
        extra = extra + _apron(p, b, rng)
    bladder = _ellipse(p, around(rng, 0, 8), float(posed.symphysis[2]) + 50, 42, 34)
    gas = np.minimum(_gas(p, rng), 0.55 * muscle)
    mottle = rng.normal(size=(p.x.shape[0] // 4 + 1, p.x.shape[1] // 4 + 1)).astype(np.float32)
    mottle = cv2.GaussianBlur(mottle, (0, 0), 5.0 / (4 * p.step))
    mottle = cv2.resize(mottle / mottle.std(), (p.x.shape[1], p.x.shape[0]))
    out = FAT * (outer + extra) + (MUSCLE - FAT) * muscle
    out = out + 0.0009 * bladder * between(rng, 0, 70) - MUSCLE * gas
    return np.asarray(np.maximum(out * (1 + 0.012 * mottle), 0), np.float32)
