"""Break a limb bone at a site: cut, displace, keep where the lesion lies."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from training.synth.bones.lagrange import Floats
from training.synth.fractures.cutter import Cut, Fragment, arrays, solid, split, unit
from training.synth.fractures.fracture import about, moved
from training.synth.fractures.patterns import along_view
from training.synth.limbs.bones import LimbBone
from training.synth.limbs.parts import Site
from training.synth.limbs.skeleton import beyond, turn
from training.synth.seeds import around, between, chance, pick

BEAM = np.array([0.0, 1.0, 0.0])
SEVERITIES = {"hairline": 0.22, "mild": 0.40, "moderate": 0.28, "gross": 0.10}
_SIZE = {"hairline": (0.0, 0.04), "mild": (0.08, 0.3), "moderate": (0.3, 0.6), "gross": (0.6, 1.0)}


@dataclass(frozen=True)
class Lesion:
    """What was broken: bone, severity, displacement, and points [n, 3] around it after displacement."""

    bone: str
    severity: str
    displacement_mm: float
    displacement_deg: float
    zone: Floats


def site_point(bone: LimbBone, at: float) -> Floats:
    """Middle of the bone at a place along its axis."""
    near = bone.outer[np.abs(bone.along(bone.outer) - at) < 0.08]
    return np.asarray(near.mean(0) if len(near) else bone.ends[0] + at * (bone.ends[1] - bone.ends[0]))


def _cut(bone: LimbBone, at: float, slope: float, rng: np.random.Generator) -> Cut:
    """A surface across the bone, ``slope`` degrees from square to it, mostly along the beam."""
    axis = unit(bone.ends[1] - bone.ends[0])
    across = np.cross(axis, BEAM)
    across = unit(across) if np.linalg.norm(across) > 0.2 else np.array([1.0, 0.0, 0.0])
    s = np.radians(slope)
    normal = unit(np.cos(s) * axis + np.sin(s) * across)
    far = (1 - at) * bone.length
    half = float(np.clip(0.4 * far + 3.5 * bone.radius, 14, 80))
    rough = float(np.clip(0.09 * bone.radius, 0.2, 1.1))
    cut = Cut(site_point(bone, at), normal, half, far + 30, rough)
    return along_view(cut, BEAM, between(rng, 0.5, 1.0)) if abs(normal @ BEAM) < 0.8 else cut


def _move(bone: LimbBone, cut: Cut, severity: str, rng: np.random.Generator) -> tuple[Floats, float, float]:
    """Displacement [4, 4] of the far piece, with its shift in mm and turn in degrees."""
    size = between(rng, *_SIZE[severity])
    reach = min(bone.radius, 14.0)
    gap = between(rng, 0.25, 0.8) + 0.35 * reach * size * rng.random()
    if chance(rng, 0.3) and severity != "gross":
        gap = -gap * 0.8
    side = unit(np.cross(cut.normal, rng.normal(size=3))) * 1.3 * reach * size * between(rng, 0.2, 1)
    degrees = around(rng, 0, 16) * size + (4 * size if chance(rng, 0.5) else -4 * size)
    hinge = unit(np.cross(cut.normal, rng.normal(size=3)))
    shift = side + gap * cut.normal
    move = about(turn(hinge, float(np.radians(degrees))), cut.point, shift)
    return move, float(np.linalg.norm(shift)), abs(degrees)


def _zone(bone: LimbBone, cut: Cut, move: Floats) -> Floats:
    rel = bone.outer - cut.point
    off = rel @ cut.normal
    near = (np.abs(off) < max(0.8 * bone.radius, 2.5)) & (np.linalg.norm(rel, axis=1) < 4.5 * bone.radius + 6)
    on = bone.outer[near] - off[near, None] * cut.normal
    return np.concatenate([on, moved(on, move)]) if len(on) else np.stack([cut.point, cut.point])


def _pieces(bone: LimbBone, cut: Cut, rng: np.random.Generator) -> tuple[LimbBone, LimbBone]:
    """(far, near) piece; ValueError where the cut missed."""
    body = Fragment(solid(bone.outer, bone.faces), solid(bone.inner, bone.faces), "near", np.eye(4))
    least = max(0.002 * body.outer.volume(), 3.0)
    far, near = split(body, cut, rng, "far")
    if min(far.outer.volume(), near.outer.volume()) < least:
        raise ValueError("the cut missed the bone")
    return _piece(bone, far), _piece(bone, near)


def _piece(bone: LimbBone, part: Fragment) -> LimbBone:
    """A piece with the axis of the whole bone, so that its texture stays in place."""
    outer, faces = arrays(part.outer)
    inner, inner_faces = arrays(part.inner)
    return replace(bone, outer=outer, faces=faces, inner=inner, inner_faces=inner_faces)


def break_bone(
    bones: list[LimbBone], site: Site, at: float, limb: str, rng: np.random.Generator
) -> tuple[list[LimbBone], Lesion]:
    """The bones with one broken at ``at`` of its length.  ValueError where the cut missed the bone."""
    bone = next(b for b in bones if b.name == site.bone)
    cut = _cut(bone, at, between(rng, *site.slope), rng)
    severity = pick(rng, SEVERITIES)
    move, mm, degrees = _move(bone, cut, severity, rng)
    far, near = _pieces(bone, cut, rng)
    carried = beyond(limb, bone.link) if site.follow else set()
    out = [b.put(move) if b.link in carried else b for b in bones if b is not bone]
    lesion = Lesion(bone.name, severity, round(mm, 2), round(degrees, 2), _zone(bone, cut, move))
    return [*out, near, far.put(move)], lesion
