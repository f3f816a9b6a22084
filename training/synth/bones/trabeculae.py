"""Cancellous bone of the proximal femur in its frontal plane: density and principal groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.synth.beam.project import Image
from training.synth.bones.anatomy import FemurFrame
from training.synth.bones.lagrange import Floats

ORIGIN = (-40.0, 40.0)
CELL = 0.5
SHAPE = (440, 270)
FINER = 2


@dataclass(frozen=True)
class _Weave:
    """One film's streaks: drawn anew for each group; ``fine`` for films that show trabeculae."""

    rng: np.random.Generator
    fine: bool

    def streaks(self, across: Floats, along: Floats, width: float) -> Floats:
        """Noise that is fine in ``across`` (mm) and long in ``along`` (mm), about unit variance."""
        import cv2

        noise = self.rng.normal(size=(256, 256)).astype(np.float32)
        noise = cv2.GaussianBlur(noise, (0, 0), sigmaX=1.1, sigmaY=5.0)
        if self.fine:
            noise -= 0.8 * cv2.GaussianBlur(noise, (0, 0), sigmaX=5.0, sigmaY=12.0)
            width, along = 0.36 * width, 0.8 * along
        noise /= noise.std()
        u = np.mod(across / width + 1000, 255).astype(np.float32)
        v = np.mod(along + 1000, 255).astype(np.float32)
        return np.asarray(cv2.remap(noise, u, v, cv2.INTER_LINEAR), float)


def cell_mm(fine: bool) -> float:
    """Edge of a density cell in mm."""
    return CELL / FINER if fine else CELL


def femur_density(frame: FemurFrame, loss: float, rng: np.random.Generator, fine: bool = False) -> Image:
    """Relative cancellous density [440, 270] at 0.5 mm (twice as many at 0.25 mm if ``fine``), rows
    downwards from z = 40, columns from x = -40 in the femoral frame; about 1 in a dense head, near 0
    in the marrow of the shaft.

    With age (``loss`` 0-1) the tensile and trochanteric groups go first (Singh's order).
    """
    cell, weave = cell_mm(fine), _Weave(rng, fine)
    scale = FINER if fine else 1
    z, x = np.mgrid[0 : SHAPE[0] * scale, 0 : SHAPE[1] * scale]
    z, x = ORIGIN[1] - cell * (z + 0.5), ORIGIN[0] + cell * (x + 0.5)
    k = frame.radius / 23.0
    calcar, top = np.array([24.0, -46.0]) * k, np.array([-8.0, 19.0]) * k
    axis = (top - calcar) / np.linalg.norm(top - calcar)
    along = (x - calcar[0]) * axis[0] + (z - calcar[1]) * axis[1]
    off = (x - calcar[0]) * axis[1] - (z - calcar[1]) * axis[0]
    fan = off / (0.55 + 0.011 * np.clip(along, 0, 70))
    compressive = np.exp(-((fan / 9.0) ** 2)) * (along > -15)
    r = np.hypot(x - 24 * k, z + 50 * k)
    angle = np.degrees(np.arctan2(z + 50 * k, x - 24 * k))
    tensile = np.exp(-(((r - 49 * k) / 7.5) ** 2)) * (angle > -5) * (angle < 150)
    trochanter = 1 / (1 + np.exp(-(x - 46 * k) / 5)) * (z > -55)
    r2 = np.hypot(x - 62 * k, z + 75 * k)
    secondary = np.exp(-(((r2 - 40 * k) / 9) ** 2)) * (z > -75)
    head = np.exp(-((np.hypot(x, z) / (21 * k)) ** 4))
    groups = (
        (compressive, 1.0 - 0.25 * loss, weave.streaks(fan, along, 0.6)),
        (tensile, 0.8 - 0.7 * loss, weave.streaks(r, angle * 0.8, 0.6)),
        (trochanter, 0.35 - 0.3 * loss, weave.streaks(x, z, 0.9)),
        (secondary, 0.5 - 0.45 * loss, weave.streaks(r2, z, 0.9)),
    )
    strength = 0.5 if fine else 0.7
    out = 0.42 - 0.22 * loss + 0.22 * (1 - 0.45 * loss) * head
    for where, weight, noise in groups:
        out = out + where * weight * 0.34 * (1 + strength * noise)
    shaft = np.clip((z - (frame.lt[2] - 45)) / 50, 0.06, 1)
    cross = weave.streaks(x + 0.3 * z, z - 0.3 * x, 1.2)
    return np.asarray(np.clip(out * shaft * (1 + (0.05 if fine else 0.13) * cross), 0, 2.5), np.float32)
