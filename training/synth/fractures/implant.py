"""Metal: hip prostheses, sliding screw, nail, cannulated screws, and things lying on the patient."""

from __future__ import annotations

import numpy as np

from training.synth.bones.anatomy import Femur
from training.synth.bones.lagrange import Floats
from training.synth.bones.shapes import Mesh, bowl, ellipsoid, join, rod, tube
from training.synth.fractures.cutter import Cut, Fragment, arrays, solid, split
from training.synth.fractures.fracture import Broken, Piece, moved, whole
from training.synth.seeds import between, pick

FIXATION = ("sliding_hip_screw", "nail", "cannulated_screws")
KINDS = {
    "total_hip": 0.3,
    "hemiarthroplasty": 0.2,
    "sliding_hip_screw": 0.2,
    "nail": 0.18,
    "cannulated_screws": 0.12,
}


def _stem(femur: Femur, rng: np.random.Generator) -> list[Mesh]:
    f = femur.frame
    ball = between(rng, 14, 18)
    down = between(rng, 95, 150)
    neck_end = f.neck_mid * 1.15
    line = np.array(
        [
            neck_end,
            [f.shaft_x - 6, f.shaft_y, f.neck_mid[2] - 22],
            [f.shaft_x - 1, f.shaft_y, f.lt[2] - 5],
            [f.shaft_x, f.shaft_y, f.lt[2] - 45],
            [f.shaft_x, f.shaft_y, f.lt[2] - down + 30],
        ]
    )
    stem = tube(line, np.array([9.5, 10.5, 8.5, 6.8, 4.5]) * between(rng, 0.85, 1.1))
    return [stem, rod(neck_end, np.zeros(3), 6.5), ellipsoid(np.zeros(3), np.full(3, ball))]


def _screw(a: Floats, b: Floats, radius: float) -> Mesh:
    """A screw: shank and a threaded end of varying radius."""
    t = np.concatenate([np.linspace(0, 0.75, 3), np.linspace(0.77, 1, 13)])
    r = np.full(16, radius * 0.75)
    r[3::2] = radius
    return tube(a + t[:, None] * (b - a), r)


def _lag(femur: Femur, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Entry on the lateral wall and tip in the head of a neck screw."""
    f = femur.frame
    tip = f.neck * between(rng, 8, 13)
    slope = np.radians(between(rng, 40, 50))
    direction = np.array([np.cos(slope), 0.0, -np.sin(slope)])
    reach = (f.tubercle[0] - 3 - tip[0]) / direction[0]
    return tip + direction * reach, tip


def _sliding(femur: Femur, rng: np.random.Generator) -> list[Mesh]:
    f = femur.frame
    entry, tip = _lag(femur, rng)
    holes = int(rng.integers(2, 6))
    x = f.shaft_x + 17
    top = np.array([x + 5, f.shaft_y, entry[2] + 8])
    low = np.array([x, f.shaft_y, entry[2] - 22 - 18 * holes])
    out = [_screw(entry, tip, 5.5), rod(top, low, 3.2, flat=2.2)]
    for k in range(holes):
        z = entry[2] - 28 - 17 * k
        out.append(rod(np.array([x + 3, f.shaft_y, z]), np.array([f.shaft_x - 16, f.shaft_y, z]), 2))
    return out


def _nail(femur: Femur, rng: np.random.Generator) -> list[Mesh]:
    f = femur.frame
    entry, tip = _lag(femur, rng)
    top = np.array([f.shaft_x + 3, f.shaft_y, f.gt[2] - 6])
    low = np.array([f.shaft_x, f.shaft_y, f.gt[2] - between(rng, 160, 320)])
    bolt = low + np.array([0, 0, 22])
    out = [tube(np.linspace(top, low, 5), np.array([7.5, 7.0, 5.6, 5.4, 5.2]))]
    out.append(_screw(entry, tip, 5.3))
    out.append(rod(bolt - np.array([20, 0, 0]), bolt + np.array([22, 0, 0]), 2.3))
    return out


def _cannulated(femur: Femur, rng: np.random.Generator) -> list[Mesh]:
    entry, tip = _lag(femur, rng)
    out = []
    for dy, dz in ((0, -8), (-7, 5), (7, 5)):
        shift = np.array([0.0, dy, dz])
        out.append(_screw(entry + shift, tip * 0.8 + shift * 0.8, 3.4))
    return out


_MAKE = dict(zip(FIXATION, (_sliding, _nail, _cannulated), strict=True))


def fixed(femur: Femur, broken: Broken, rng: np.random.Generator) -> tuple[str, Mesh]:
    """(kind, metal in the femoral frame) on a broken femur: it moves with the shaft that carries it."""
    kind = pick(rng, {k: KINDS[k] for k in FIXATION})
    metal = join(_MAKE[kind](femur, rng))
    shaft = next(p for p in broken.pieces if p.name == "shaft")
    return kind, Mesh(moved(metal.vertices, shaft.move), metal.faces)


CUP = (0.62, -0.15, 0.9)
"""Where a cup's dome points on generated films (femoral frame); a patient's points at the midline."""


def implant(
    femur: Femur, rng: np.random.Generator, cup: tuple[float, float, float] = CUP
) -> tuple[str, Mesh, Broken]:
    """(kind, metal in the femoral frame, the bone that remains); ``cup`` is where its dome points."""
    kind = pick(rng, KINDS)
    if kind not in ("total_hip", "hemiarthroplasty"):
        return kind, join(_MAKE[kind](femur, rng)), whole(femur)
    metal = _stem(femur, rng)
    if kind == "total_hip":
        metal.append(bowl(femur.frame.radius + 3, between(rng, 3, 6), np.array(cup)))
    else:
        metal.append(ellipsoid(np.zeros(3), np.full(3, femur.frame.radius)))
    saw = Cut(femur.frame.neck_mid, np.array([-0.75, 0.0, 0.66]), rough=0.2)
    bone = Fragment(solid(femur.outer, femur.faces), solid(femur.inner, femur.faces), "femur", np.eye(4))
    _, rest = split(bone, saw, rng, "removed")
    left = Piece(arrays(rest.outer), arrays(rest.inner), "femur", np.eye(4))
    return kind, join(metal), Broken([left])
