"""The truth record of a film: class, side, boxes and landmarks in film pixels, displacement."""

from __future__ import annotations

from typing import Any

import numpy as np

from training.synth.beam.framing import Framing
from training.synth.beam.scene import Calcium, Subject
from training.synth.bones.anatomy import SIDES
from training.synth.fractures.fracture import Broken, moved

EDITION = 2018
_GRAVITY = ("normal", "B3", "B2", "B1", "A1", "A3", "A2")
_BOX_MARGIN = 4.0


def _box(subject: Subject, framing: Framing, side: str) -> list[float] | None:
    """Fracture region of one side in film pixels (x0, y0, x1, y1), cut to the film."""
    zone = subject.femora[side].zone
    if not len(zone):
        return None
    uv, _ = framing.camera.project(moved(zone, subject.posed.femur_to_world[side]))
    rows, cols = framing.camera.shape
    margin = _BOX_MARGIN / framing.camera.pixel
    low = np.clip(uv.min(0) - margin, 0, [cols, rows])
    high = np.clip(uv.max(0) + margin, 0, [cols, rows])
    return [round(float(v), 1) for v in (*low, *high)]


def _landmarks(subject: Subject, framing: Framing) -> dict[str, list[float]]:
    """Head centre, trochanter tips, upper shaft: where they would lie were the bone unbroken."""
    out = {}
    for side in SIDES:
        f = subject.patient.femora[side].frame
        points = np.stack([np.zeros(3), f.gt, f.lt, np.array([f.shaft_x, f.shaft_y, f.lt[2] - 60])])
        uv, _ = framing.camera.project(moved(points, subject.posed.femur_to_world[side]))
        for name, p in zip(("head", "greater", "lesser", "shaft"), uv, strict=True):
            out[f"{side}_{name}"] = [round(float(v), 1) for v in p]
    return out


def _fragments(subject: Subject, framing: Framing, side: str) -> dict[str, list[float]]:
    """Where the middle of each bone piece now lies, film pixels; the long shaft's upper end."""
    out = {}
    for piece in subject.femora[side].pieces:
        v = moved(piece.outer[0], subject.posed.femur_to_world[side] @ piece.move)
        v = v[v[:, 2] > v[:, 2].max() - 40] if piece.name == "shaft" else v
        uv, _ = framing.camera.project(v.mean(0)[None])
        out[piece.name] = [round(float(x), 1) for x in uv[0]]
    return out


def _findings(subject: Subject, calcium: Calcium) -> dict[str, Any]:
    """What is drawn beside the fracture: chalk, room in the joints (mm), loss of bone (0-1)."""
    return {
        "osteophytes": calcium.osteophytes,
        "vessels": calcium.vessels,
        "phleboliths": sum(calcium.phleboliths),
        "joint_space_mm": {s: round(v, 2) for s, v in subject.posed.space.items()},
        "bone_loss": round(subject.patient.bone_loss, 3),
    }


def build_truth(
    key: tuple[str, int, int],
    subject: Subject,
    framing: Framing,
    labels: dict[str, str],
    implant: str | None,
    hips: list[str],
    calcium: Calcium,
) -> dict[str, Any]:
    """All that is known of a film but its pixel hash."""
    broken = [s for s in SIDES if labels[s] != "normal"]
    worst = max(SIDES, key=lambda s: _GRAVITY.index(labels[s]))
    side = None if not broken else ("both" if len(broken) == 2 else broken[0])
    fracture = subject.femora[worst] if broken else None
    boxes = [_box(subject, framing, s) for s in broken]
    return {
        "schema": 1,
        **_name(key),
        "class": labels[worst],
        "classes": labels,
        "side": side,
        "edition": EDITION,
        "pattern": fracture.pattern if fracture else None,
        "boxes": [b for b in boxes if b is not None],
        "landmarks": _landmarks(subject, framing),
        "fragments": {s: _fragments(subject, framing, s) for s in broken},
        **_displacement(fracture),
        "implant": implant,
        "implant_side": next(iter(subject.metal), None),
        "hardware": implant is not None,
        "age": int(subject.patient.age),
        "sex": subject.patient.sex,
        "findings": _findings(subject, calcium),
        "framing": framing.kind,
        "mask": None,
        "line": None,
        "hips_in_field": hips,
        "pixel_mm": round(framing.camera.pixel, 5),
        "magnification": round(framing.camera.magnification, 5),
    }


def _name(key: tuple[str, int, int]) -> dict[str, Any]:
    """Which film it is; its pixel hash is not known yet."""
    split, seed, index = key
    return {
        "film": f"films/{split}-{index:06d}.dcm",
        "pixel_sha256": None,
        "patient_key": f"synth-{split}-{seed}-{index:06d}",
        "split": split,
        "seed": seed,
        "index": index,
    }


def _displacement(femur: Broken | None) -> dict[str, Any]:
    """How far the worse fracture has moved; None where there is none."""
    return {
        "displacement_mm": femur.displacement_mm if femur else None,
        "displacement_deg": femur.displacement_deg if femur else None,
        "lateral_wall_mm": femur.wall_mm if femur else None,
        "severity": femur.severity if femur else None,
    }
