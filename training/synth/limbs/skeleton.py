"""Bones of the right arm and leg as closed meshes with their joints (PyPI ``myo-sim``, Apache-2.0).

The package's MuJoCo chains give where each bone sits and about which axes it turns; its meshes are
repaired and smoothed here.  Model axes: x forward, y up, z to the right; millimetres.  At zero the
arm hangs with the thumb forward and the leg stands straight.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from inference.errors import ShentonError
from training.synth.bones.lagrange import Floats, Ints
from training.synth.bones.shapes import Mesh, loft

CHAINS = {
    "arm": ("arm/assets/myoarm_r_chain.xml", "humerus_r"),
    "leg": ("leg/assets/myolegs_chain.xml", "tibia_r"),
}
CARPUS = ("lunate", "scaphoid", "triquetrum", "capitate", "hamate", "trapezium", "trapezoid")
FULLER = (*CARPUS, "r_foot", "r_bofoot", "r_talus")
"""Bones that the package draws too small for their neighbours (no cartilage), or that smoothing shrinks."""
SEATS = {"arm": ("radius", "lunate", ("lunate", "scaphoid")), "leg": ("r_tibia", "talus", ("r_talus",))}
_FILES = {"foot_r": "r_foot", "bofoot_r": "r_bofoot", "fibula_r": "r_fibula", "tibia_r": "r_tibia"}
_COARSE, _LEVELS, _AROUND = 1200, 72, 28


@dataclass(frozen=True)
class Body:
    """One link of a chain: where it hangs on its parent, its joints' axes and its bone files."""

    name: str
    parent: str | None
    offset: Floats
    joints: tuple[tuple[str, Floats], ...]
    files: tuple[str, ...]


@dataclass
class Placed:
    """Bones of a posed chain [V, 3] with faces, where each link begins and how it is turned [3, 3]."""

    bones: dict[str, Mesh] = field(default_factory=dict)
    joints: dict[str, Floats] = field(default_factory=dict)
    link: dict[str, str] = field(default_factory=dict)
    turns: dict[str, Floats] = field(default_factory=dict)


def models_folder() -> Path:
    """Where ``myo-sim`` keeps its models.  ShentonError where it is not installed."""
    spec = find_spec("myo_sim")
    if spec is None or not spec.submodule_search_locations:
        raise ShentonError("The bones of arm and foot are missing.", "Install the package myo-sim.")
    return Path(spec.submodule_search_locations[0]) / "models"


def _numbers(text: str) -> Floats:
    return np.array([float(v) for v in text.split()])


def beyond(limb: str, link: str) -> set[str]:
    """Names of the links that hang on ``link``, however far down."""
    out: set[str] = set()
    for body in chain(limb):
        if body.parent == link or body.parent in out:
            out.add(body.name)
    return out


def _files(body: ElementTree.Element) -> tuple[str, ...]:
    names = [g.get("mesh", "") for g in body.findall("geom") if g.get("type") == "mesh"]
    out = []
    for name in names:
        stem = name.removesuffix("_r")
        out.append(name if name.startswith("r_") else _FILES.get(name, stem))
    return tuple(out)


@lru_cache(maxsize=2)
def chain(limb: str) -> tuple[Body, ...]:
    """Links of ``arm`` (from the humerus) or ``leg`` (from the tibia), parents first."""
    name, top = CHAINS[limb]
    root = ElementTree.parse(models_folder() / name).getroot()
    first = next(b for b in root.iter("body") if b.get("name") == top)
    out: list[Body] = []

    def walk(body: ElementTree.Element, parent: str | None) -> None:
        offset = _numbers(body.get("pos", "0 0 0")) * 1000 if parent else np.zeros(3)
        turning = (j for j in body.findall("joint") if j.get("type", "hinge") == "hinge")
        joints = tuple((str(j.get("name")).removesuffix("_r"), _numbers(str(j.get("axis")))) for j in turning)
        own = str(body.get("name")).removesuffix("_r")
        out.append(Body(own, parent, offset, joints, _files(body)))
        for child in body.findall("body"):
            walk(child, own)

    walk(first, None)
    return tuple(out)


def _rims(points: Floats, faces: Ints, level: float) -> Floats:
    """Segments [n, 2, 2] in which a surface meets the plane z = ``level``."""
    corners = points[faces]
    above = corners[:, :, 2] > level
    out = []
    for k in range(3):  # the corner that lies alone on its side of the plane
        a, b, c = (corners[:, (k + d) % 3] for d in range(3))
        alone = (above[:, k] != above[:, (k + 1) % 3]) & (above[:, k] != above[:, (k + 2) % 3])
        ends = []
        for other in (b, c):
            t = (level - a[alone, 2]) / (other[alone, 2] - a[alone, 2])
            ends.append((a[alone] + t[:, None] * (other[alone] - a[alone]))[:, :2])
        out.append(np.stack(ends, 1))
    return np.concatenate(out)


def _outline(rims: Floats, angles: Floats) -> Floats:
    """Ring [angles, 2] about the middle of a section, through its outermost points."""
    middle = (rims.reshape(-1, 2).min(0) + rims.reshape(-1, 2).max(0)) / 2
    t = np.linspace(0, 1, 12)[:, None, None]
    points = (rims[:, 0] + t * (rims[:, 1] - rims[:, 0])).reshape(-1, 2) - middle
    at = np.arctan2(points[:, 1], points[:, 0])
    near = np.abs(np.angle(np.exp(1j * (angles[:, None] - at[None])))) < np.pi / len(angles)
    radius = np.where(near, np.linalg.norm(points, axis=1)[None], 0).max(1)
    known = radius > 0
    radius = np.interp(angles, angles[known], radius[known], period=2 * np.pi)
    return np.asarray(middle + radius[:, None] * np.stack([np.cos(angles), np.sin(angles)], 1))


def _lofted(points: Floats, faces: Ints) -> Mesh:
    """A closed surface through sections across the long axis of one that is not closed."""
    axes = np.linalg.svd(points - points.mean(0), full_matrices=False)[2]
    axes[2], axes[0] = axes[0].copy(), axes[2].copy()
    local = (points - points.mean(0)) @ axes.T
    angles = np.arange(_AROUND) * 2 * np.pi / _AROUND
    low, high = local[:, 2].min(), local[:, 2].max()
    shape = (np.sin(np.linspace(-np.pi / 2, np.pi / 2, _LEVELS)) + 1) / 2
    rings = []
    for level in low + (high - low) * (0.5 / _LEVELS**1.5 + (1 - 1 / _LEVELS**1.5) * shape):
        rims = _rims(local, faces, float(level))
        if len(rims) < 3:
            continue
        ring = _outline(rims, angles)
        rings.append(np.column_stack([ring, np.full(_AROUND, level)]))
    mesh = loft(np.array(rings))
    outward = mesh.faces if np.linalg.det(axes) > 0 else mesh.faces[:, ::-1]
    return Mesh(mesh.vertices @ axes + points.mean(0), outward)


def _smooth(mesh: Mesh) -> Mesh:
    """A coarse mesh subdivided (Loop) until no facet shows."""
    import trimesh

    points, faces = mesh.vertices, mesh.faces
    while len(faces) < _COARSE:
        points, faces = trimesh.remesh.subdivide_loop(points, faces, iterations=1)
    return Mesh(np.asarray(points, float), np.asarray(faces, np.int64))


@lru_cache(maxsize=64)
def bone_meshes(name: str) -> tuple[Mesh, ...]:
    """The bones in one file, largest first, mm, closed, faces outward."""
    import trimesh

    whole = trimesh.load_mesh(models_folder() / "meshes" / f"{name}.stl")
    whole.merge_vertices()
    whole.apply_scale(1000)
    parts = [p for p in whole.split(only_watertight=False) if p.is_watertight and len(p.faces) >= 60]
    if not parts:
        return (_lofted(np.asarray(whole.vertices, float), np.asarray(whole.faces, np.int64)),)
    for part in parts:
        trimesh.repair.fix_normals(part)
    out = [_smooth(Mesh(np.asarray(p.vertices, float), np.asarray(p.faces, np.int64))) for p in parts]
    if name in FULLER:
        out = [Mesh(m.vertices.mean(0) + 1.07 * (m.vertices - m.vertices.mean(0)), m.faces) for m in out]
    return tuple(sorted(out, key=lambda m: -float(np.ptp(m.vertices, axis=0).prod())))


def turn(axis: Floats, angle: float) -> Floats:
    """3 x 3 rotation by ``angle`` radians about ``axis`` (Rodrigues)."""
    a = axis / np.linalg.norm(axis)
    k = np.array([[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * (k @ k))


def _gap(above: Floats, below: Floats) -> float:
    """Room in mm between a joint's faces, along y."""
    from scipy.spatial import cKDTree

    roof = above[above[:, 1] < above[:, 1].min() + 22]
    near, which = cKDTree(roof[:, [0, 2]]).query(below[:, [0, 2]], distance_upper_bound=2.5)
    met = np.isfinite(near)
    if met.sum() < 10:
        return 2.0
    room = roof[which[met], 1] - below[met, 1]
    return float(np.percentile(room, 4))


def _seated(out: Placed, limb: str, space: float) -> None:
    """The hand or foot moved along the limb until ``space`` mm part it from the bone above."""
    above, link, names = SEATS[limb]
    far = np.concatenate([out.bones[n].vertices for n in names])
    shift = np.array([0.0, np.clip(_gap(out.bones[above].vertices, far) - space, -9, 9), 0.0])
    moving = {link} | beyond(limb, link)
    for name in moving:
        out.joints[name] = out.joints[name] + shift
    for name, mesh in out.bones.items():
        if out.link[name] in moving:
            out.bones[name] = Mesh(mesh.vertices + shift, mesh.faces)


def posed(limb: str, angles: dict[str, float], space: float) -> Placed:
    """The chain with joints turned by ``angles`` (radians, 0 if not named); ``space`` mm of cartilage."""
    out = Placed()
    at: dict[str, tuple[Floats, Floats]] = {}
    for body in chain(limb):
        axes, origin = at[body.parent] if body.parent else (np.eye(3), np.zeros(3))
        origin = origin + axes @ body.offset
        for name, axis in body.joints:
            axes = axes @ turn(axis, angles.get(name, 0.0))
        at[body.name] = axes, origin
        out.joints[body.name], out.turns[body.name] = origin, axes
        for file in body.files:
            meshes = bone_meshes(file)
            for k, mesh in enumerate(meshes):
                own = file if len(meshes) == 1 else f"{file}{k}"
                out.bones[own] = Mesh(mesh.vertices @ axes.T + origin, mesh.faces)
                out.link[own] = body.name
    _seated(out, limb, space)
    return out
