"""Positioning: turn of the pelvis, place and rotation of the legs, the joint space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.synth.bones.anatomy import SIDES, Femur, Patient
from training.synth.bones.lagrange import Floats, Ints
from training.synth.fractures.fracture import rotation
from training.synth.seeds import around, between, chance


@dataclass(frozen=True)
class Posed:
    """Pelvis parts in the world, and per side the 4 x 4 map from femoral frame to world and the
    room in mm between head and socket."""

    parts: list[tuple[Floats, Floats, Ints]]
    femur_to_world: dict[str, Floats]
    turn: Floats
    promontory: Floats
    symphysis: Floats
    space: dict[str, float]


@dataclass(frozen=True)
class Fallen:
    """A leg that nobody turned in lies on its outer side: degrees by which it is turned out and spread."""

    outward: float
    spread: float


def fallen(rng: np.random.Generator) -> dict[str, Fallen]:
    """Draw how far the legs have fallen outwards: both much alike, one in four films one of them alone."""
    outward, spread = between(rng, 25, 75), between(rng, -4, 20)
    legs = {side: Fallen(outward + around(rng, 0, 7), spread + around(rng, 0, 4)) for side in SIDES}
    if chance(rng, 0.25):
        del legs[SIDES[int(rng.integers(0, 2))]]
    return legs


def _leg_axes(side: str, rng: np.random.Generator, legs: dict[str, Fallen]) -> Floats:
    """Columns lateral, posterior, up of a leg: neck turned forward, knee inward, as positioned."""
    yaw = around(rng, 13, 9)
    if chance(rng, 0.16):
        yaw = between(rng, 30, 62)
    inward = around(rng, 4.5, 4.0)
    if chance(rng, 0.14):
        inward = -between(rng, 4, 24)
    flexed = around(rng, 0, 4)
    if side in legs:
        yaw, inward = legs[side].outward, -legs[side].spread
    axes = rotation("y", inward) @ rotation("x", flexed) @ rotation("z", yaw)
    flip = np.diag([1.0 if side == "left" else -1.0, 1.0, 1.0])
    return flip @ axes


def _seat(centre: Floats, bone: Floats, femur: Femur, space: float) -> Floats:
    """Move a head centre up or down until the roof of the socket is ``space`` mm above the head."""
    reach = femur.frame.radius + space
    for _ in range(3):
        rel = bone - centre
        r = np.linalg.norm(rel, axis=1)
        roof = r[(rel[:, 2] > 0.75 * r) & (r < 45)]
        if not len(roof):
            return centre
        step = float(np.percentile(roof, 3)) - reach
        centre = centre + np.array([0, 0, np.clip(step, -8, 8)])
    return centre


def pose(patient: Patient, rng: np.random.Generator, legs: dict[str, Fallen] | None = None) -> Posed:
    """Draw a position of the patient on the table; origin stays midway between the hips.

    ``legs``: those that have fallen outwards.
    """
    turn = rotation("x", around(rng, -7, 6)) @ rotation("z", around(rng, 0, 3.5))
    turn = turn @ rotation("y", around(rng, 0, 2.5))
    if chance(rng, 0.1):
        turn = turn @ rotation("z", between(rng, -16, 16))
    parts = [(o @ turn.T, i @ turn.T, f) for o, i, f in patient.pelvis.parts]
    sockets = {"right": parts[1][0], "left": parts[2][0]}
    maps, spaces = {}, {}
    for side in SIDES:
        femur = patient.femora[side]
        space = between(rng, 2.6, 4.8) if chance(rng, 0.85) else between(rng, 0.6, 2.5)
        spaces[side] = space
        centre = _seat(turn @ femur.centre, sockets[side], femur, space)
        out = np.eye(4)
        out[:3, :3], out[:3, 3] = _leg_axes(side, rng, legs or {}), centre
        maps[side] = out
    high, low = turn @ patient.pelvis.promontory, turn @ patient.pelvis.symphysis
    return Posed(parts, maps, turn, high, low, spaces)
