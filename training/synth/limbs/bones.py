"""One limb bone: cortex by its girth, cancellous ends, growth plates, and its shadow on the film."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from training.synth.beam.project import Camera, Image, path_length_in, window
from training.synth.beam.scene import CANCELLOUS, CORTEX
from training.synth.bones.anatomy import vertex_normals
from training.synth.bones.lagrange import Floats, Ints
from training.synth.bones.shapes import Mesh
from training.synth.fractures.fracture import moved

LONG = 2.4
GROWN = 17.0


@dataclass(frozen=True)
class LimbBone:
    """A bone in the world: outer and medullary surface [V, 3] mm, faces outward (of a whole bone the
    same for both).

    ``ends`` [2, 3] are the ends of its long axis, the one nearer to the trunk first; ``radius`` mm that of
    its shaft; ``plates`` where along the axis (0-1) its growth plates lie.
    """

    name: str
    link: str
    outer: Floats
    inner: Floats
    faces: Ints
    ends: Floats
    radius: float
    inner_faces: Ints
    plates: tuple[float, ...] = ()

    @property
    def long(self) -> bool:
        """True for tubular bones."""
        return self.length > LONG * 2 * self.radius

    @property
    def length(self) -> float:
        """Length of the axis in mm."""
        return float(np.linalg.norm(self.ends[1] - self.ends[0]))

    def along(self, points: Floats) -> Floats:
        """Place of points [n, 3] along the axis: 0 at the near end, 1 at the far end."""
        axis = self.ends[1] - self.ends[0]
        return np.asarray((points - self.ends[0]) @ axis / (axis @ axis))

    def put(self, move: Floats) -> LimbBone:
        """The bone under a 4 x 4 displacement."""
        return replace(
            self, outer=moved(self.outer, move), inner=moved(self.inner, move), ends=moved(self.ends, move)
        )


def tubular(t: Floats) -> Floats:
    """1 in the shaft of a long bone, 0 at its ends; ``t`` along the axis."""
    edge = np.clip((0.5 - np.abs(np.asarray(t) - 0.5) - 0.10) / 0.22, 0, 1)
    return np.asarray(edge * edge * (3 - 2 * edge))


def _axis(points: Floats, near: Floats) -> Floats:
    middle = points.mean(0)
    axis = np.linalg.svd(points - middle, full_matrices=False)[2][0]
    t = (points - middle) @ axis
    ends = middle + np.outer([t.min(), t.max()], axis)
    far_first = np.linalg.norm(ends[0] - near) > np.linalg.norm(ends[1] - near)
    return np.asarray(ends[::-1] if far_first else ends)


def make_bone(name: str, link: str, mesh: Mesh, near: Floats, thick: float) -> LimbBone:
    """A bone with its cortex; ``near`` [3] lies towards the trunk, ``thick`` 1 in a healthy adult."""
    ends = _axis(mesh.vertices, near)
    bare = LimbBone(name, link, mesh.vertices, mesh.vertices, mesh.faces, ends, 1.0, mesh.faces)
    t = bare.along(mesh.vertices)
    foot = ends[0] + t[:, None] * (ends[1] - ends[0])
    off = np.linalg.norm(mesh.vertices - foot, axis=1)
    middle = (t > 0.35) & (t < 0.65)
    radius = float(off[middle if middle.sum() > 8 else slice(None)].mean())
    bare = replace(bare, radius=radius)
    rim = min(0.9, 0.18 * radius)
    wall = np.full(len(t), rim)
    if bare.long:
        wall = rim + (min(0.40 * radius, 5.5) - rim) * tubular(t)
    inner = mesh.vertices - vertex_normals(mesh.vertices, mesh.faces) * (wall * thick)[:, None]
    return replace(bare, inner=inner)


def _place(camera: Camera, bone: LimbBone, part: tuple[slice, slice]) -> Image:
    """Where along the bone's axis each pixel of a part of the film lies."""
    uv, _ = camera.project(bone.ends)
    d = uv[1] - uv[0]
    size = float(d @ d)
    row = np.arange(part[0].start, part[0].stop, dtype=np.float32)[:, None] + 0.5 - uv[0, 1]
    col = np.arange(part[1].start, part[1].stop, dtype=np.float32)[None, :] + 0.5 - uv[0, 0]
    if size < (3 / camera.pixel) ** 2:
        return np.full((len(row), col.shape[1]), 0.5, np.float32)
    return np.asarray(col * (d[0] / size) + row * (d[1] / size), np.float32)


def _plated(out: Image, t: Image, bone: LimbBone, step: float) -> Image:
    """Growth plates: a dark wavy line between two denser ones."""
    wave = np.sin(np.arange(t.shape[1], dtype=np.float32) * step / 2.3)[None, :]
    wave = wave + np.sin(np.arange(t.shape[1], dtype=np.float32) * step / 5.1)[None, :]
    for plate in bone.plates:
        away = (t - plate) * bone.length + 0.6 * wave
        out = out * (1 - 0.6 * np.exp(-((away / 0.85) ** 2)))
        out = out * (1 + 0.2 * np.exp(-(((np.abs(away) - 2.2) / 0.8) ** 2)))
    return out


def add_shadow(film: Image, camera: Camera, bone: LimbBone, grain: Image, loss: float) -> None:
    """Add one bone's attenuation to ``film`` [rows, columns]; ``grain`` is cancellous texture about 1."""
    part = window(camera, bone.outer)
    if part[0].stop <= part[0].start or part[1].stop <= part[1].start:
        return
    o = path_length_in(camera, bone.outer, bone.faces, part)
    i = np.minimum(path_length_in(camera, bone.inner, bone.inner_faces, part), o)
    t = _place(camera, bone, part)
    spongy = np.full(t.shape, 0.85 - 0.3 * loss)
    if bone.long:
        spongy = (0.95 - 0.35 * loss) * (1 - tubular(np.clip(t, 0, 1))) + 0.04
    out = CORTEX * (o - i) + CANCELLOUS * spongy * grain[part] * i
    film[part] += _plated(np.asarray(out, np.float32), t, bone, camera.pixel / camera.magnification)
