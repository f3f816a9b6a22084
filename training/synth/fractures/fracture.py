"""Break a femur: cut by a plan, displace the fragments, keep the truth of what was done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from training.synth.bones.anatomy import Femur
from training.synth.bones.lagrange import Floats, Ints
from training.synth.fractures.cutter import Cut, Fragment, arrays, solid, split
from training.synth.fractures.patterns import Plan, along_view, plan
from training.synth.seeds import around, between, pick

CRUMB_MM3 = 30.0
SEVERITIES = {"hairline": 0.15, "mild": 0.27, "moderate": 0.33, "gross": 0.25}


@dataclass(frozen=True)
class Piece:
    """One rigid bone piece: outer and inner surface before displacement, and its displacement."""

    outer: tuple[Floats, Ints]
    inner: tuple[Floats, Ints]
    name: str
    move: Floats


@dataclass(frozen=True)
class Broken:
    """A femur's pieces and the truth about them (femoral frame; mm, degrees)."""

    pieces: list[Piece]
    label: str = "normal"
    pattern: str | None = None
    severity: str | None = None
    displacement_mm: float | None = None
    displacement_deg: float | None = None
    wall_mm: float | None = None
    zone: Floats = field(default_factory=lambda: np.zeros((0, 3)))


@dataclass(frozen=True)
class _Motion:
    varus: float
    external: float
    flexion: float
    gap: float
    shift: Floats
    loose: float
    swing: float = 0.0


def rotation(axis: str, degrees: float) -> Floats:
    """3 x 3 rotation about a frame axis, right-handed."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    out = np.eye(3)
    out[i, i] = out[j, j] = c
    out[i, j], out[j, i] = -s, s
    return out


def about(r: Floats, centre: Floats, shift: Floats) -> Floats:
    """4 x 4: rotate by ``r`` about ``centre``, then move by ``shift``."""
    out = np.eye(4)
    out[:3, :3] = r
    out[:3, 3] = centre - r @ centre + shift
    return out


def moved(points: Floats, move: Floats) -> Floats:
    """[n, 3] points under a 4 x 4 displacement."""
    return np.asarray(points @ move[:3, :3].T + move[:3, 3])


def whole(femur: Femur) -> Broken:
    """The unbroken femur as one piece."""
    shape = Piece((femur.outer, femur.faces), (femur.inner, femur.faces), "femur", np.eye(4))
    return Broken([shape])


def _motion(label: str, pattern: str, severity: str, rng: np.random.Generator) -> _Motion:
    size = {
        "hairline": between(rng, 0.0, 0.05),
        "mild": between(rng, 0.1, 0.3),
        "moderate": between(rng, 0.3, 0.6),
        "gross": between(rng, 0.6, 1.0),
    }[severity]
    gap = between(rng, 0.8, 1.8) + 3.5 * size * rng.random()
    varus, up = 36 * size * between(rng, 0.5, 1), 26 * size * between(rng, 0.3, 1)
    external = 50 * size * between(rng, 0.1, 1)
    side, back = around(rng, 2, 6) * size, around(rng, 3, 6) * size
    if label == "A3":
        side, varus = -between(rng, 4, 22) * size, varus * around(rng, 0.3, 0.6)
    if pattern == "valgus_impacted":
        varus, up, gap = -between(rng, 5, 20), 0.0, -between(rng, 1.5, 6)
        external, side, back = between(rng, 0, 10), 0.0, 0.0
    if label in ("A2", "A1") and size > 0.25:
        gap = gap + 4 * size * rng.random()
    flexion = around(rng, 0, 12) * size
    return _Motion(varus, external, flexion, gap, np.array([side, back, up]), 18 * size)


def _drawn_up(motion: _Motion, rng: np.random.Generator) -> _Motion:
    """The motion with the shaft higher by centimetres, to either side, and ab- or adducted."""
    up, side = between(rng, 12, 45), between(rng, -22, 12)
    return replace(motion, shift=motion.shift + np.array([side, 0.0, up]), swing=around(rng, 0, 11))


def _severity(pattern: str, rng: np.random.Generator) -> str:
    drawn = pick(rng, SEVERITIES)
    if pattern == "undisplaced":
        return "hairline"
    if pattern == "valgus_impacted":
        return "mild"
    if pattern == "displaced":
        return drawn if drawn in ("moderate", "gross") else "moderate"
    return drawn


def _zone(femur: Femur, cut: Cut, reach: float = 5.0) -> Floats:
    """Surface points within ``reach`` mm of a cut, and their projections onto it."""
    rel = femur.outer - cut.point
    off = rel @ cut.normal
    near = (np.abs(off) < 12) & (np.linalg.norm(rel, axis=1) < min(1.5 * cut.half, 60))
    on = femur.outer[near] - off[near, None] * cut.normal
    return np.concatenate([on + reach * cut.normal, on - reach * cut.normal])


def _cut_all(femur: Femur, plan_: Plan, rng: np.random.Generator) -> list[Fragment]:
    """Small pieces first, then head from shaft, then the wedge of the shaft."""
    body = Fragment(solid(femur.outer, femur.faces), solid(femur.inner, femur.faces), "shaft", np.eye(4))
    out = []
    for name, cut in plan_.pieces.items():
        piece, body = split(body, cut, rng, name)
        out.append(piece)
    if plan_.main is not None:
        head, body = split(body, plan_.main, rng, "head")
        out.append(head)
    if plan_.wedge is not None:
        wedge, body = split(body, plan_.wedge, rng, "wedge")
        out.append(wedge)
    return [*out, body]


def _loose_move(name: str, base: Floats, m: _Motion, rng: np.random.Generator) -> Floats:
    """Displacement of a trochanteric or wedge fragment: pulled by its muscles, tilted a little."""
    pull = {
        "lesser": np.array([-0.55, 0.1, 0.8]),
        "greater": np.array([-0.2, 0.3, 0.75]),
        "wedge": np.array([-0.9, 0.2, 0.1]),
        "neck": np.array([-0.3, 0.4, -0.8]),
    }[name]
    far = max(m.loose, 1.0) * between(rng, 0.35, 1.0) + 0.8
    turn = rotation("y", around(rng, 0, 1.2) * m.loose) @ rotation("z", around(rng, 0, m.loose))
    return about(turn, base, pull * far)


def _without_crumbs(shape: Any) -> Any:
    """A solid without the slivers that a grazing cut leaves far from it."""
    parts = shape.decompose()
    kept = [p for p in parts if p.volume() > CRUMB_MM3]
    return shape if len(kept) == len(parts) else type(shape).compose(kept)


def _centre(piece: Fragment) -> Floats:
    return np.asarray(arrays(piece.outer)[0].mean(0))


def break_femur(
    femur: Femur, label: str, view: Floats, rng: np.random.Generator, *, shortened: bool = False
) -> Broken:
    """Break ``femur`` as AO/OTA 31-``label``; ValueError if a cut missed the bone.

    ``view`` is the beam's direction in the femoral frame: fracture lines that a film shows are those
    it looks along, so the main surface is turned most of the way into it.  ``shortened``: the shaft was drawn
    up beside the upper piece and swung, as where the muscles had their way for hours or days.
    """
    plan_ = plan(femur, label, rng)
    if plan_.main is not None:
        plan_ = replace(plan_, main=along_view(plan_.main, view, between(rng, 0.55, 1.0)))
    severity = _severity(plan_.pattern, rng)
    motion = _motion(label, plan_.pattern, severity, rng)
    if shortened and severity == "gross":
        motion = _drawn_up(motion, rng)
    fragments = [f for f in _cut_all(femur, plan_, rng) if f.outer.volume() > CRUMB_MM3]
    for f in fragments:
        f.outer = _without_crumbs(f.outer)
    cuts = [c for c in (plan_.main, *plan_.pieces.values(), plan_.wedge) if c is not None]
    if len(fragments) < 2:
        raise ValueError(f"the cut of {label} missed the bone")
    centre = _zone(femur, cuts[0], 0.0).mean(0)
    head, shaft = np.eye(4), np.eye(4)
    if plan_.main is not None:
        head, shaft = _main_moves(plan_.main, centre, motion)
    for f in fragments:
        f.move = {"head": head, "shaft": shaft}.get(f.name, f.move)
        if f.name not in ("head", "shaft"):
            carrier = head if f.name == "greater" and label == "A3" else shaft
            f.move = carrier @ _loose_move(f.name, _centre(f), motion, rng)
    zone = [moved(_zone(femur, c), mv) for c in cuts[:1] for mv in (head, shaft)]
    zone += [moved(arrays(f.outer)[0], f.move) for f in fragments if f.name not in ("head", "shaft")]
    mm, deg = _displacement(fragments, centre, head, shaft)
    pieces = [Piece(arrays(f.outer), arrays(f.inner), f.name, f.move) for f in fragments]
    return Broken(pieces, label, plan_.pattern, severity, mm, deg, plan_.wall_mm, np.concatenate(zone))


def _main_moves(cut: Cut, centre: Floats, m: _Motion) -> tuple[Floats, Floats]:
    """Moves of head and shaft: the head tilts in its socket, the shaft follows and shifts."""
    tilt = rotation("y", -m.varus) @ rotation("x", m.flexion)
    head = about(tilt, np.zeros(3), np.zeros(3))
    follow = moved(centre[None], head)[0] - centre
    normal = tilt @ cut.normal
    turn = rotation("y", m.swing) @ rotation("z", m.external)
    shaft = about(turn, centre, follow - normal * m.gap + m.shift)
    return head, shaft


def _displacement(
    fragments: list[Fragment], centre: Floats, head: Floats, shaft: Floats
) -> tuple[float, float]:
    """Greatest shift of the fracture centre and greatest rotation between head and other pieces."""
    mm, deg = [], []
    for f in fragments:
        if f.name == "head" or (f.name == "shaft" and np.allclose(head, shaft)):
            continue
        at = centre if f.name == "shaft" else _centre(f)
        base = head if f.name == "shaft" else shaft
        rel = np.linalg.inv(base) @ f.move
        mm.append(float(np.linalg.norm(moved(at[None], rel)[0] - at)))
        deg.append(float(np.degrees(np.arccos(np.clip((np.trace(rel[:3, :3]) - 1) / 2, -1, 1)))))
    return round(max(mm), 2), round(max(deg), 2)
