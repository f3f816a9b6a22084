"""Solids that break bones: a rough height field, and the two-surface bone it cuts.

The outer (periosteal) and inner (medullary) surface are cut by the same solid, so a fragment has
an open cancellous face and cortical edges, as a real one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from training.synth.bones.lagrange import Floats, Ints


@dataclass(frozen=True)
class Cut:
    """A fracture surface: through ``point`` with unit ``normal`` towards the piece cut off.

    ``half`` mm half width of the surface, ``depth`` mm how far the solid reaches along the normal,
    ``rough`` mm amplitude of the roughness, ``bulge`` mm height of the middle over the rim.
    """

    point: Floats
    normal: Floats
    half: float = 95.0
    depth: float = 220.0
    rough: float = 1.2
    bulge: float = 0.0


@dataclass
class Fragment:
    """Outer and inner solid in the femoral frame, a name, and its displacement [4, 4]."""

    outer: Any
    inner: Any
    name: str
    move: Floats


def unit(v: Floats) -> Floats:
    """``v`` scaled to length one."""
    return np.asarray(v / np.linalg.norm(v))


def solid(vertices: Floats, faces: Ints) -> Any:
    """A manifold3d solid of a closed mesh with outward faces."""
    import manifold3d

    mesh = manifold3d.Mesh(np.ascontiguousarray(vertices, np.float32), np.ascontiguousarray(faces, np.uint32))
    return manifold3d.Manifold(mesh)


def arrays(shape: Any) -> tuple[Floats, Ints]:
    """Vertices [V, 3] and faces [F, 3] of a solid."""
    mesh = shape.to_mesh()
    return (
        np.asarray(mesh.vert_properties, float)[:, :3],
        np.asarray(mesh.tri_verts).astype(np.int64),
    )


@lru_cache(maxsize=4)
def _slab_faces(n: int) -> Ints:
    """Triangles of a closed box whose top is an n by n height field and whose bottom is flat."""
    i = np.arange(n * n).reshape(n, n)
    a, b, c, d = i[:-1, :-1], i[1:, :-1], i[1:, 1:], i[:-1, 1:]
    top = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)])
    ring = np.concatenate([i[:-1, 0], i[-1, :-1], i[:0:-1, -1], i[0, :0:-1]])
    nxt = np.roll(ring, -1)
    low = n * n + np.arange(len(ring))
    low_next = np.roll(low, -1)
    floor = np.full(len(ring), n * n + len(ring))
    side = np.concatenate([np.stack([ring, low, nxt], -1), np.stack([nxt, low, low_next], -1)])
    return np.concatenate([top, side, np.stack([low, floor, low_next], -1)])


def _relief(rng: np.random.Generator, n: int, cell: float, rough: float) -> Floats:
    """Height field [n, n] mm: long waves and short teeth, standard deviation about ``rough``."""
    import cv2

    out = np.zeros((n, n))
    for length, share in ((14.0, 0.8), (5.0, 0.6)):
        noise = cv2.GaussianBlur(rng.normal(size=(n, n)), (0, 0), length / cell / 2)
        out += noise / max(float(noise.std()), 1e-6) * share
    return np.asarray(out * rough)


def cutter(cut: Cut, rng: np.random.Generator) -> Any:
    """The solid on the far side of a rough surface: what lies inside it is cut off."""
    n = 45
    normal = unit(cut.normal)
    helper = np.array([0.0, 1.0, 0.0]) if abs(normal[1]) < 0.8 else np.array([1.0, 0.0, 0.0])
    u = unit(np.cross(helper, normal))
    w = np.cross(normal, u)
    line = np.linspace(-cut.half, cut.half, n)
    a, b = np.meshgrid(line, line, indexing="ij")
    height = _relief(rng, n, 2 * cut.half / (n - 1), cut.rough)
    height += cut.bulge * np.exp(-(a**2 + b**2) / (2 * 16.0**2))
    flat = cut.point + a[..., None] * u + b[..., None] * w
    top = (flat + height[..., None] * normal).reshape(-1, 3)
    i = np.arange(n * n).reshape(n, n)
    ring = np.concatenate([i[:-1, 0], i[-1, :-1], i[:0:-1, -1], i[0, :0:-1]])
    low = flat.reshape(-1, 3)[ring] + cut.depth * normal
    floor = (cut.point + cut.depth * normal)[None]
    out = solid(np.concatenate([top, low, floor]), _slab_faces(n)[:, ::-1])
    return out


def split(piece: Fragment, cut: Cut, rng: np.random.Generator, name: str) -> tuple[Fragment, Fragment]:
    """(``name``: the part inside the cutter, the rest under the old name)."""
    tool = cutter(cut, rng)
    outer_in, outer_out = piece.outer.split(tool)
    inner_in, inner_out = piece.inner.split(tool)
    return (
        Fragment(outer_in, inner_in, name, np.eye(4)),
        Fragment(outer_out, inner_out, piece.name, np.eye(4)),
    )
