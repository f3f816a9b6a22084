"""Simple closed meshes (tubes, ellipsoids, vertebrae) with outward faces, millimetres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.synth.bones.lagrange import Floats, Ints


@dataclass(frozen=True)
class Mesh:
    """Closed mesh: vertices [V, 3], faces [F, 3] outward."""

    vertices: Floats
    faces: Ints


def join(meshes: list[Mesh]) -> Mesh:
    """Several closed meshes as one; their path lengths add up."""
    offset, faces = 0, []
    for m in meshes:
        faces.append(m.faces + offset)
        offset += len(m.vertices)
    return Mesh(np.concatenate([m.vertices for m in meshes]), np.concatenate(faces))


def loft(rings: Floats) -> Mesh:
    """Closed surface through rings [n, k, 3], both ends capped by fans; turned outward."""
    n, k, _ = rings.shape
    i = np.arange(n * k).reshape(n, k)
    j = np.roll(i, -1, axis=1)
    side = [
        np.stack([i[:-1], j[:-1], j[1:]], -1).reshape(-1, 3),
        np.stack([i[:-1], j[1:], i[1:]], -1).reshape(-1, 3),
    ]
    ends = [
        np.stack([np.full(k, n * k), j[0], i[0]], -1),
        np.stack([np.full(k, n * k + 1), i[-1], j[-1]], -1),
    ]
    v = np.concatenate([rings.reshape(-1, 3), rings[0].mean(0)[None], rings[-1].mean(0)[None]])
    faces = np.concatenate([*side, *ends])
    a, b, c = (v[faces[:, d]] - v.mean(0) for d in range(3))
    volume = float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum())
    return Mesh(v, faces if volume > 0 else faces[:, ::-1])


def tube(points: Floats, radii: Floats, flat: float = 1.0, sides: int = 14) -> Mesh:
    """A round or flattened tube along ``points`` [n, 3] with ``radii`` [n]; ``flat`` thins it in y."""
    tangent = np.gradient(points, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    helper = np.array([0.0, 1.0, 0.0]) if abs(tangent[0, 1]) < 0.9 else np.array([1.0, 0.0, 0.0])
    u = np.cross(tangent, helper)
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    w = np.cross(tangent, u)
    angle = np.arange(sides) * 2 * np.pi / sides
    ring = np.cos(angle)[None, :, None] * u[:, None] + flat * np.sin(angle)[None, :, None] * w[:, None]
    return loft(points[:, None] + ring * np.asarray(radii, float)[:, None, None])


def rod(a: Floats, b: Floats, radius: float, end: float | None = None, flat: float = 1.0) -> Mesh:
    """A straight tube from ``a`` to ``b``, tapering to ``end`` if given."""
    t = np.linspace(0, 1, 4)[:, None]
    radii = np.linspace(radius, radius if end is None else end, 4)
    return tube(a + t * (b - a), radii, flat)


def ellipsoid(centre: Floats, radii: Floats, sides: int = 18) -> Mesh:
    """An ellipsoid with half axes ``radii`` along x, y, z."""
    lat = np.linspace(-0.98, 0.98, 11) * np.pi / 2
    angle = np.arange(sides) * 2 * np.pi / sides
    rings = np.stack(
        [
            np.cos(lat)[:, None] * np.cos(angle),
            np.cos(lat)[:, None] * np.sin(angle),
            np.repeat(np.sin(lat)[:, None], sides, 1),
        ],
        -1,
    )
    return loft(rings * np.asarray(radii) + np.asarray(centre))


def bowl(radius: float, thickness: float, axis: Floats, sides: int = 24) -> Mesh:
    """A hemispherical shell open against ``axis`` (an acetabular cup), centred on the origin."""
    axis = axis / np.linalg.norm(axis)
    u = np.cross(axis, np.array([0.0, 1.0, 0.0]))
    u /= np.linalg.norm(u)
    w = np.cross(axis, u)
    lat = np.linspace(0.02, np.pi / 2, 9)
    profile = [(radius * np.sin(t), radius * np.cos(t)) for t in lat]
    small = radius - thickness
    profile += [(small * np.sin(t), small * np.cos(t)) for t in lat[::-1]]
    angle = np.arange(sides) * 2 * np.pi / sides
    around = np.cos(angle)[:, None] * u + np.sin(angle)[:, None] * w
    return loft(np.stack([r * around + h * axis for r, h in profile]))


def _bar(
    at: Floats,
    start: tuple[float, float, float],
    stop: tuple[float, float, float],
    radii: tuple[float, float],
    flat: float,
) -> Mesh:
    """A rod between two offsets from ``at``."""
    return rod(at + np.array(start), at + np.array(stop), *radii, flat)


def vertebra(centre: Floats, width: float, height: float, lean: float) -> tuple[Mesh, Mesh, Mesh]:
    """Lumbar vertebra: (body, marrow of the body, arch with pedicles and processes)."""
    level = np.linspace(-1, 1, 9)
    angle = np.arange(28) * 2 * np.pi / 28
    waist = 1 - 0.11 * (1 - level**2)

    def body(shrink: float, caps: float) -> Mesh:
        x = (width / 2 * waist[:, None] - shrink) * np.cos(angle)
        y = (width * 0.34 * waist[:, None] - shrink) * np.sin(angle)
        z = (height / 2 - caps) * np.repeat(level[:, None], 28, 1)
        z = z + np.tan(np.radians(lean)) * y
        return loft(np.stack([x, y, z], -1) + centre)

    back = centre + np.array([0, width * 0.34, 0])
    arch = []
    for s in (-1.0, 1.0):
        ped = back + np.array([s * width * 0.3, -6, height * 0.12])
        arch.append(rod(ped, ped + np.array([0, 18, 0]), 5.2, 6.0))
        arch.append(_bar(ped, (0, 10, 0), (s * 24, 14, 2), (5.5, 3.0), 0.7))
        arch.append(_bar(ped, (0, 18, 10), (-s * 4, 20, -22), (5.0, 5.5), 0.7))
    spine = back + np.array([0, 26, -height * 0.2])
    arch.append(_bar(spine, (0, -6, 8), (0, 18, -8), (5.5, 4.0), 1.6))
    return body(0, 0), body(0.9, 1.3), join(arch)
