"""Cone-beam projection: path lengths of closed meshes by a signed depth sum per pixel.

For a closed surface the sum over the triangles a ray crosses of (orientation x distance from the
source) is the length of the ray inside it, so no sorting and no inside test is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from training.synth.bones.lagrange import Floats, Ints

Image = NDArray[np.float32]
FINE_PX = 800


@dataclass(frozen=True)
class Camera:
    """A point source in front of the patient (world y negative) and a flat detector behind.

    ``source`` [3] mm; ``sid`` source to detector mm; ``centre`` (x, z) mm of the world point at
    y = 0 that falls on the middle of the film; ``roll`` radians; ``pixel`` mm at the detector;
    ``shape`` rows, columns.
    """

    source: Floats
    sid: float
    centre: tuple[float, float]
    roll: float
    pixel: float
    shape: tuple[int, int]

    @property
    def magnification(self) -> float:
        """Magnification of the frontal plane through the hips (y = 0)."""
        return self.sid / -float(self.source[1])

    @property
    def fine(self) -> bool:
        """True where the film is large enough to show single trabeculae."""
        return max(self.shape) > FINE_PX

    def project(self, points: Floats) -> tuple[Floats, Floats]:
        """Film coordinates (column, row) [n, 2] in pixels and distance from the source [n]."""
        rel = points - self.source
        t = self.sid / np.maximum(rel[:, 1], 1.0)
        m = self.magnification
        u = rel[:, 0] * t - (self.centre[0] - self.source[0]) * m
        w = rel[:, 2] * t - (self.centre[1] - self.source[2]) * m
        c, s = np.cos(self.roll), np.sin(self.roll)
        col = self.shape[1] / 2 + (c * u + s * w) / self.pixel
        row = self.shape[0] / 2 - (c * w - s * u) / self.pixel
        return np.stack([col, row], 1), np.linalg.norm(rel, axis=1)

    def plane(self) -> tuple[Image, Image]:
        """World x and z at y = 0 seen by each pixel centre, two [rows, columns] images."""
        rows, cols = self.shape
        a = (np.arange(cols, dtype=np.float32) + 0.5 - cols / 2) * self.pixel / self.magnification
        b = (rows / 2 - np.arange(rows, dtype=np.float32) - 0.5) * self.pixel / self.magnification
        c, s = np.float32(np.cos(self.roll)), np.float32(np.sin(self.roll))
        x = c * a[None, :] - s * b[:, None] + np.float32(self.centre[0])
        z = s * a[None, :] + c * b[:, None] + np.float32(self.centre[1])
        return x.astype(np.float32), z.astype(np.float32)


@numba.njit(cache=True, fastmath=True)  # type: ignore[untyped-decorator, unused-ignore]
def _add_depth(uv: Floats, depth: Floats, faces: Ints, out: Image) -> None:
    rows, cols = out.shape
    for t in range(faces.shape[0]):
        ax, ay = uv[faces[t, 0], 0], uv[faces[t, 0], 1]
        bx, by = uv[faces[t, 1], 0], uv[faces[t, 1], 1]
        cx, cy = uv[faces[t, 2], 0], uv[faces[t, 2], 1]
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        sign = 1.0 if area > 0 else -1.0
        i0 = max(0, int(np.ceil(min(ax, bx, cx) - 0.5)))
        i1 = min(cols - 1, int(np.floor(max(ax, bx, cx) - 0.5)))
        j0 = max(0, int(np.ceil(min(ay, by, cy) - 0.5)))
        j1 = min(rows - 1, int(np.floor(max(ay, by, cy) - 0.5)))
        da = depth[faces[t, 0]]
        db = depth[faces[t, 1]] - da
        dc = depth[faces[t, 2]] - da
        for j in range(j0, j1 + 1):
            y = j + 0.5 - ay
            for i in range(i0, i1 + 1):
                x = i + 0.5 - ax
                w1 = (x * (cy - ay) - (cx - ax) * y) / area
                w2 = ((bx - ax) * y - x * (by - ay)) / area
                if w1 >= 0 and w2 >= 0 and w1 + w2 < 1:
                    out[j, i] += sign * (da + w1 * db + w2 * dc)


def path_length(camera: Camera, vertices: Floats, faces: Ints) -> Image:
    """Millimetres inside the closed mesh along the ray of each pixel, [rows, columns]."""
    uv, depth = camera.project(vertices)
    out = np.zeros(camera.shape, np.float32)
    _add_depth(uv, depth, faces, out)
    total = float(out.sum())
    return np.maximum(out if total >= 0 else -out, 0)


def window(camera: Camera, vertices: Floats) -> tuple[slice, slice]:
    """Rows and columns of the film on which the mesh falls, both perhaps empty."""
    uv, _ = camera.project(vertices)
    rows, cols = camera.shape
    low = np.clip(np.floor(uv.min(0)) - 1, 0, [cols, rows]).astype(int)
    high = np.clip(np.ceil(uv.max(0)) + 1, 0, [cols, rows]).astype(int)
    return slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def path_length_in(camera: Camera, vertices: Floats, faces: Ints, part: tuple[slice, slice]) -> Image:
    """:func:`path_length` on ``part`` of the film only."""
    uv, depth = camera.project(vertices)
    out = np.zeros((part[0].stop - part[0].start, part[1].stop - part[1].start), np.float32)
    _add_depth(uv - np.array([part[1].start, part[0].start]), depth, faces, out)
    return np.maximum(out if float(out.sum()) >= 0 else -out, 0)
