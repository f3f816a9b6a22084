"""Fracture patterns of AO/OTA 31 (2018 edition) as cuts of a femur in its own frame.

A1 simple pertrochanteric (lateral wall over 20.5 mm), A2 multifragmentary pertrochanteric (lateral
wall of 20.5 mm or less), A3 intertrochanteric (reverse oblique, transverse, wedge or multifragmentary),
B1 subcapital, B2 transcervical, B3 basicervical.  The lateral wall is measured as the definition
says: from a point 30 mm below the innominate tubercle, at 135 degrees to the shaft, to the line.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from training.synth.bones.anatomy import Femur
from training.synth.bones.lagrange import Floats
from training.synth.fractures.cutter import Cut, unit
from training.synth.seeds import around, between, chance, pick

CLASSES = ("normal", "A1", "A2", "A3", "B1", "B2", "B3")

PATTERNS: dict[str, dict[str, float]] = {
    "A1": {"isolated_trochanter": 0.12, "two_part": 0.55, "lateral_wall_intact": 0.33},
    "A2": {"one_intermediate": 0.5, "two_or_more_intermediate": 0.5},
    "A3": {"simple_oblique": 0.4, "simple_transverse": 0.2, "wedge_or_multifragmentary": 0.4},
    "B1": {"valgus_impacted": 0.3, "undisplaced": 0.18, "displaced": 0.52},
    "B2": {"simple": 0.55, "multifragmentary": 0.2, "shear": 0.25},
    "B3": {"basicervical": 1.0},
}


@dataclass(frozen=True)
class Plan:
    """What to cut: ``pieces`` are small fragments cut first, ``main`` parts head from shaft."""

    pattern: str
    main: Cut | None
    pieces: dict[str, Cut] = field(default_factory=dict)
    wedge: Cut | None = None
    wall_mm: float | None = None


def _frontal(point: Floats, slope: float, tilt: float, rough: float, bulge: float = 0.0) -> Cut:
    """A cut seen in the frontal plane as a line of ``slope`` degrees (rising laterally).

    ``tilt`` degrees turns the surface about that line, away from the direction of the beam.
    """
    s, t = np.radians(slope), np.radians(tilt)
    normal = np.array([-np.sin(s) * np.cos(t), np.sin(t), np.cos(s) * np.cos(t)])
    return Cut(point, normal, rough=rough, bulge=bulge)


def _lateral_x(femur: Femur, z: float) -> float:
    near = np.abs(femur.outer[:, 2] - z) < 7
    return float(femur.outer[near, 0].max())


def _wall_point(femur: Femur, wall: float) -> Floats:
    """Point of the fracture line that leaves a lateral wall of ``wall`` mm."""
    z = float(femur.frame.tubercle[2]) - 30
    s = wall / np.sqrt(2)
    return np.array([_lateral_x(femur, z) - s, femur.frame.shaft_y, z + s])


def _lesser(femur: Femur, rng: np.random.Generator) -> Cut:
    lt = femur.frame.lt
    normal = unit(np.array([-0.62, 0.75, around(rng, 0.0, 0.18)]))
    return Cut(lt - normal * between(rng, 9, 16), normal, between(rng, 17, 27), 60, 1.2)


def _greater(femur: Femur, rng: np.random.Generator) -> Cut:
    gt, tub = femur.frame.gt, femur.frame.tubercle
    normal = unit(np.array([between(rng, 0.35, 0.8), between(rng, 0.0, 0.4), 0.75]))
    middle = (gt * between(rng, 0.45, 0.75) + tub * 0.4) + np.array([-6, 0, -6])
    return Cut(middle, normal, 34, 60, 1.3)


def _plan_a1(femur: Femur, rng: np.random.Generator) -> Plan:
    pattern = pick(rng, PATTERNS["A1"])
    if pattern == "isolated_trochanter":
        name = "greater" if chance(rng, 0.75) else "lesser"
        cut = _greater(femur, rng) if name == "greater" else _lesser(femur, rng)
        return Plan(pattern, None, {name: cut})
    wall = between(rng, 22, 37)
    main = _frontal(_wall_point(femur, wall), around(rng, 53, 6), around(rng, 0, 9), 1.0)
    pieces = {"lesser": _lesser(femur, rng)} if pattern == "lateral_wall_intact" else {}
    return Plan(pattern, main, pieces, wall_mm=wall)


def _plan_a2(femur: Femur, rng: np.random.Generator) -> Plan:
    pattern = pick(rng, PATTERNS["A2"])
    wall = between(rng, 6, 20)
    main = _frontal(_wall_point(femur, wall), around(rng, 42, 5), around(rng, 0, 10), 1.6)
    pieces = {"lesser": _lesser(femur, rng)}
    if pattern == "two_or_more_intermediate":
        pieces["greater"] = _greater(femur, rng)
    return Plan(pattern, main, pieces, wall_mm=wall)


def _plan_a3(femur: Femur, rng: np.random.Generator) -> Plan:
    pattern = pick(rng, PATTERNS["A3"])
    slope = around(rng, 0, 6) if pattern == "simple_transverse" else -between(rng, 18, 40)
    z = float(femur.frame.lt[2]) + between(rng, -14, 4)
    point = np.array([femur.frame.shaft_x + 2, femur.frame.shaft_y, z])
    main = _frontal(point, slope, around(rng, 0, 9), 1.4)
    if pattern != "wedge_or_multifragmentary":
        return Plan(pattern, main)
    medial = chance(rng, 0.7)
    side = -1.0 if medial else 1.0
    corner = point + np.array([side * between(rng, 2, 7), 0, -between(rng, 14, 26)])
    wedge = Cut(corner, unit(np.array([side * 0.85, 0.1, 0.45])), 45, 70, 1.6)
    pieces = {"greater": _greater(femur, rng)} if chance(rng, 0.4) else {}
    return Plan(pattern, main, pieces, wedge)


def _neck_cut(femur: Femur, along: float, turn: float, rng: np.random.Generator) -> Cut:
    """A cut across the neck ``along`` head radii from the head centre, turned by ``turn`` degrees."""
    neck = femur.frame.neck
    slope = float(np.degrees(np.arctan2(-neck[0], neck[2]))) + turn
    point = -neck * along * femur.frame.radius
    return _frontal(point, slope, around(rng, 0, 8), 0.9)


def _plan_b1(femur: Femur, rng: np.random.Generator) -> Plan:
    cut = _neck_cut(femur, between(rng, 0.58, 0.86), around(rng, -4, 9), rng)
    return Plan(pick(rng, PATTERNS["B1"]), Cut(cut.point, cut.normal, rough=0.8, bulge=2.0))


def _plan_b2(femur: Femur, rng: np.random.Generator) -> Plan:
    pattern = pick(rng, PATTERNS["B2"])
    turn = between(rng, 12, 26) if pattern == "shear" else around(rng, -4, 8)
    cut = _neck_cut(femur, between(rng, 1.15, 1.45), turn, rng)
    if pattern != "multifragmentary":
        return Plan(pattern, cut)
    low = cut.point + np.array([-2.0, 4.0, -between(rng, 5, 9)])
    piece = Cut(low, unit(np.array([-0.25, 0.35, -0.85])), between(rng, 11, 16), 40, 1.2)
    return Plan(pattern, cut, {"neck": piece})


def _plan_b3(femur: Femur, rng: np.random.Generator) -> Plan:
    cut = _neck_cut(femur, between(rng, 1.75, 2.0), around(rng, 5, 6), rng)
    return Plan("basicervical", cut)


def along_view(cut: Cut, view: Floats, share: float) -> Cut:
    """``cut`` with its surface turned by ``share`` (0-1) of the way towards containing ``view``."""
    normal = unit(cut.normal - share * (cut.normal @ view) * view)
    return replace(cut, normal=normal)


_PLANS = {
    "A1": _plan_a1,
    "A2": _plan_a2,
    "A3": _plan_a3,
    "B1": _plan_b1,
    "B2": _plan_b2,
    "B3": _plan_b3,
}


def plan(femur: Femur, label: str, rng: np.random.Generator) -> Plan:
    """Draw a sub-pattern of class ``label`` (A1 ... B3) and its cuts for this femur."""
    return _PLANS[label](femur, rng)
