"""One sampled patient: pelvis, two femora with their frames, age and build.

World: x to the patient's left, y to the back, z up, millimetres, origin midway between the hips.
Femoral frame (same for both sides): origin head centre, x lateral, y posterior, z along the shaft
upwards; the right femur is the left-type bone mapped by a matrix with determinant -1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from training.synth.bones.lagrange import Floats, Ints, Surface, surface
from training.synth.seeds import around, between, chance

SIDES = ("right", "left")


@dataclass(frozen=True)
class FemurFrame:
    """Landmarks of a femur in its own frame, mm."""

    radius: float
    neck: Floats
    neck_mid: Floats
    gt: Floats
    lt: Floats
    tubercle: Floats
    shaft_x: float
    shaft_y: float


@dataclass(frozen=True)
class Femur:
    """Outer and medullary surface [V, 3] in the femoral frame, faces outward, and its place.

    ``axes`` [3, 3] columns are the frame's axes in the world; ``centre`` the head centre.
    """

    outer: Floats
    inner: Floats
    faces: Ints
    frame: FemurFrame
    axes: Floats
    centre: Floats


@dataclass(frozen=True)
class Pelvis:
    """Closed parts (sacrum, right and left innominate): outer, inner vertices and faces."""

    parts: list[tuple[Floats, Floats, Ints]]
    symphysis: Floats
    promontory: Floats


@dataclass(frozen=True)
class Patient:
    """Everything of the patient that does not depend on the fracture or the film."""

    femora: dict[str, Femur]
    pelvis: Pelvis
    age: float
    sex: str
    bone_loss: float
    girth: float


@dataclass(frozen=True)
class _Landmarks:
    head: Ints
    shaft: Ints
    neck: Ints
    gt: Ints
    lt: Ints
    acetabula: dict[str, Ints]


def fit_sphere(points: Floats) -> tuple[Floats, float]:
    """Least-squares sphere through [n, 3] points: centre and radius."""
    a = np.c_[2 * points, np.ones(len(points))]
    x = np.linalg.lstsq(a, (points**2).sum(1), rcond=None)[0]
    return x[:3], float(np.sqrt(x[3] + x[:3] @ x[:3]))


def vertex_normals(v: Floats, faces: Ints) -> Floats:
    """Area-weighted unit normals [V, 3]."""
    a, b, c = v[faces[:, 0]], v[faces[:, 1]], v[faces[:, 2]]
    n = np.cross(b - a, c - a)
    out = np.zeros_like(v)
    for k in range(3):
        for d in range(3):
            out[:, d] += np.bincount(faces[:, k], n[:, d], len(v))
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9))


def _socket(v: Floats, guess: Floats, radius: float) -> Ints:
    """Vertices of the acetabular floor: near a sphere around ``guess``, refined twice."""
    centre, index = guess, np.arange(0)
    for _ in range(3):
        r = np.linalg.norm(v - centre, axis=1)
        index = np.flatnonzero((r > radius - 3) & (r < radius + 8))
        centre, _ = fit_sphere(v[index])
    return index


@lru_cache(maxsize=4)
def _landmarks(femur_density: int, pelvis_density: int) -> _Landmarks:
    """Vertex sets found once on the mean shape; they keep their meaning in every sample."""
    f, p = surface("femur", femur_density), surface("pelvis", pelvis_density)
    v = f.mean
    top = v[(v[:, 2] > v[:, 2].max() - 45) & (v[:, 0] < 112)]
    centre, radius = fit_sphere(top)
    rel = v - centre
    r = np.linalg.norm(rel, axis=1)
    medial = rel @ np.array([-0.75, -0.1, 0.65])
    sets = {
        "head": (r < radius + 2) & (medial > -6),
        "shaft": (rel[:, 2] < -85) & (rel[:, 2] > -230),
        "neck": (np.abs(medial + 32) < 6) & (rel[:, 0] < 45) & (rel[:, 2] > -55),
        "gt": (rel[:, 0] > 34) & (rel[:, 2] > -30),
        "lt": (rel[:, 2] < -35) & (rel[:, 2] > -85) & (rel[:, 0] < 40) & (rel[:, 1] > 0),
    }
    index = {k: np.flatnonzero(m) for k, m in sets.items()}
    middle = (p.mean[p.part == 1].mean(0) + p.mean[p.part == 2].mean(0)) / 2
    guess = {"left": centre, "right": np.array([2 * middle[0] - centre[0], *centre[1:]])}
    part = {"left": 2, "right": 1}
    sockets = {}
    for s in SIDES:
        own = np.flatnonzero(p.part == part[s])
        sockets[s] = own[_socket(p.mean[own], guess[s], radius + 2)]
    return _Landmarks(acetabula=sockets, **index)


def _frame_axes(v: Floats, marks: _Landmarks, centre: Floats) -> tuple[Floats, Floats, Floats]:
    """Axes (columns: lateral, posterior, up), neck direction and neck base, in the world."""
    shaft = v[marks.shaft]
    mean = shaft.mean(0)
    up = np.linalg.svd(shaft - mean)[2][0]
    up = up if up[2] > 0 else -up
    neck_mid = v[marks.neck].mean(0)
    neck = (centre - neck_mid) / np.linalg.norm(centre - neck_mid)
    lateral = -(neck - (neck @ up) * up)
    lateral /= np.linalg.norm(lateral)
    axes = np.stack([lateral, np.cross(up, lateral), up], 1)
    return axes, neck, neck_mid


def _cortex(v: Floats, frame: FemurFrame, scale: float) -> Floats:
    """Cortical thickness per vertex, mm: thick at shaft and calcar, thin at the trochanter."""
    z, x = v[:, 2], v[:, 0]
    shaft = np.clip((frame.lt[2] + 12 - z) / 55, 0, 1) ** 0.8
    distal = np.clip((z + 330) / 60, 0, 1)
    calcar = np.array([frame.neck_mid[0] - 4, 0.0, frame.neck_mid[2] - 22])
    near = np.exp(-(((v - calcar) ** 2) @ np.array([1 / 200, 1 / 500, 1 / 300])))
    lateral = np.clip((x - frame.shaft_x) / 12, 0, 1) * np.clip((frame.tubercle[2] - z) / 40, 0, 1)
    thick = 1.0 + 4.6 * shaft * distal + 2.6 * near * (1 - shaft) + 1.0 * lateral * (1 - shaft)
    return np.asarray(thick * scale)


def _landmark_frame(local: Floats, marks: _Landmarks, neck: Floats, base: Floats) -> FemurFrame:
    gt_set, lt_set = local[marks.gt], local[marks.lt]
    gt = gt_set[np.argmax(gt_set[:, 2])]
    lt = lt_set[np.argmax(lt_set @ np.array([-0.7, 0.7, 0.0]))]
    wall = local[(np.abs(local[:, 2] - (gt[2] - 28)) < 6) & (np.abs(local[:, 1] - gt[1]) < 18)]
    tubercle = wall[np.argmax(wall[:, 0])]
    shaft = local[marks.shaft].mean(0)
    _, radius = fit_sphere(local[marks.head])
    return FemurFrame(radius, neck, base, gt, lt, tubercle, shaft_x=float(shaft[0]), shaft_y=float(shaft[1]))


def _femur(v: Floats, faces: Ints, marks: _Landmarks, cortex: float) -> Femur:
    centre, _ = fit_sphere(v[marks.head])
    axes, neck, base = _frame_axes(v, marks, centre)
    local = (v - centre) @ axes
    frame = _landmark_frame(local, marks, neck @ axes, (base - centre) @ axes)
    thick = _cortex(local, frame, cortex)
    inner = local - vertex_normals(local, faces) * thick[:, None]
    return Femur(local, inner, faces, frame, axes, centre)


def _pelvis(v: Floats, surf: Surface, cortex: float) -> Pelvis:
    normals = vertex_normals(v, surf.faces)
    parts = []
    for k in range(3):
        index = np.flatnonzero(surf.part == k)
        place = np.full(len(v), -1)
        place[index] = np.arange(len(index))
        faces = place[surf.faces[np.isin(surf.faces[:, 0], index)]]
        inner = v[index] - normals[index] * (cortex * (1.0 if k else 0.8))
        parts.append((v[index], inner, faces))
    sacrum, right, left = (p[0] for p in parts)
    bones = np.concatenate([right, left])
    pubis = bones[(np.abs(bones[:, 0]) < 14) & (bones[:, 2] < 25) & (bones[:, 1] < 0)]
    symphysis = pubis.mean(0) if len(pubis) else np.array([0.0, -40.0, -35.0])
    high = sacrum[sacrum[:, 2] > sacrum[:, 2].max() - 30]
    promontory = high[np.argmin(high[:, 1])]
    return Pelvis(parts, symphysis, promontory)


def _mirror(femur: Femur, centre: Floats) -> Femur:
    flip = np.diag([-1.0, 1.0, 1.0])
    return Femur(femur.outer, femur.inner, femur.faces, femur.frame, flip @ femur.axes, centre)


def sample_patient(rng: np.random.Generator, femur_density: int, pelvis_density: int) -> Patient:
    """Draw anatomy within two standard deviations, sides differing a little; moved to the origin."""
    f, p = surface("femur", femur_density), surface("pelvis", pelvis_density)
    marks = _landmarks(femur_density, pelvis_density)
    scores = np.clip(rng.normal(size=12), -2, 2) * 0.95
    other = scores * 0.97 + np.clip(rng.normal(size=12), -2, 2) * 0.14
    age = between(rng, 22, 96)
    female = chance(rng, 0.55)
    loss = float(np.clip((age - 45) / 60 + 0.18 * rng.normal() + 0.1 * female, 0, 1))
    cortex = around(rng, 1.0, 0.12) * (1.12 - 0.42 * loss)
    pv = p.sample(scores)
    sockets = {s: fit_sphere(pv[marks.acetabula[s]])[0] for s in SIDES}
    left = _femur(f.sample(scores), f.faces, marks, cortex)
    right = _femur(f.sample(other), f.faces, marks, cortex)
    origin = (sockets["left"] + sockets["right"]) / 2
    pelvis = _pelvis(pv - origin, p, 1.5 * cortex)
    femora = {
        "left": Femur(left.outer, left.inner, left.faces, left.frame, left.axes, sockets["left"] - origin),
        "right": _mirror(right, sockets["right"] - origin),
    }
    return Patient(femora, pelvis, age, "F" if female else "M", loss, girth=around(rng, 1.0, 0.16, 2.2))
