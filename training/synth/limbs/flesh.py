"""Soft tissue of a limb: tapering capsules with fat under the skin, and a plaster cast."""

from __future__ import annotations

import numpy as np

from training.synth.beam.project import Camera, Image, window
from training.synth.beam.tissue import FAT, MUSCLE
from training.synth.bones.lagrange import Floats
from training.synth.seeds import between

Capsule = tuple[Floats, Floats, float, float]
PLASTER = 0.018


def _near(camera: Camera, capsule: Capsule, shrink: float) -> tuple[slice, slice]:
    """The part of the film that a capsule can reach."""
    a, b, ra, rb = capsule
    around = (max(ra, rb) - min(shrink, 0.0)) * 1.3
    corners = np.array(
        [p + np.array(d) * around for p in (a, b) for d in ((-1, 0, -1), (1, 0, 1), (-1, 0, 1), (1, 0, -1))]
    )
    return window(camera, corners)


def _chords(camera: Camera, capsules: list[Capsule], shrink: float) -> Image:
    """Greatest chord mm through the capsules at each pixel, their radii less ``shrink`` mm."""
    across, up = camera.plane()
    out = np.zeros(across.shape, np.float32)
    for a, b, ra, rb in capsules:
        part = _near(camera, (a, b, ra, rb), shrink)
        x, z = across[part] - np.float32(a[0]), up[part] - np.float32(a[2])
        dx, dz = np.float32(b[0] - a[0]), np.float32(b[2] - a[2])
        t = np.clip((x * dx + z * dz) / max(float(dx * dx + dz * dz), 1e-3), 0, 1)
        radius = np.float32(ra - min(shrink, 0.3 * min(ra, rb))) + np.float32(rb - ra) * t
        np.maximum(out[part], radius**2 - (x - t * dx) ** 2 - (z - t * dz) ** 2, out=out[part])
    return np.asarray(2 * np.sqrt(out), np.float32)


def _soft(image: Image, sigma: float) -> Image:
    import cv2

    return np.asarray(cv2.GaussianBlur(image, (0, 0), max(sigma, 0.5)), np.float32)


def flesh(camera: Camera, capsules: list[Capsule], rng: np.random.Generator) -> Image:
    """Attenuation of skin, fat and muscle [rows, columns]."""
    step = camera.pixel / camera.magnification
    flat = between(rng, 0.75, 0.98)
    outer = _soft(_chords(camera, capsules, 0.0), 1.2 / step) * flat
    inner = _soft(_chords(camera, capsules, between(rng, 1.5, 7.0)), 2.0 / step) * flat
    mottle = _soft(rng.normal(size=camera.shape).astype(np.float32), 4.0 / step)
    out = FAT * outer + (MUSCLE - FAT) * inner
    return np.asarray(out * (1 + 0.02 * mottle / mottle.std()), np.float32)


def cast(camera: Camera, capsules: list[Capsule], rng: np.random.Generator) -> Image:
    """Attenuation of a plaster cast or bandage round the limb [rows, columns]."""
    step = camera.pixel / camera.magnification
    wide, thick = between(rng, 1, 5), between(rng, 3, 9)
    shell = _chords(camera, capsules, -wide - thick) - _chords(camera, capsules, -wide)
    grain = _soft(rng.normal(size=camera.shape).astype(np.float32), between(rng, 1.5, 4) / step)
    woven = 1 + 0.22 * grain / grain.std()
    return np.asarray(_soft(shell, 0.8 / step) * woven * PLASTER * between(rng, 0.4, 1.0), np.float32)
