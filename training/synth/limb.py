"""A synthetic AP knee: a film that is no pelvis, made by the same projection, tissue and film chain.

For demonstration and as toy negatives of the film gate.  The bones come from the same shape model
(distal femur, patella, tibia and fibula of one limb), so only the part of the body tells it apart.
World as in ``anatomy``: x to the patient's left, y to the back, z up; origin in the joint.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from training.synth.beam.framing import Framing
from training.synth.beam.project import Camera, Image, path_length
from training.synth.beam.render import develop, expose
from training.synth.beam.scene import CANCELLOUS, CORTEX, cancellous_grain
from training.synth.beam.tissue import FAT, MUSCLE
from training.synth.bones.anatomy import vertex_normals
from training.synth.bones.lagrange import Floats, Ints, surface
from training.synth.fractures.fracture import rotation
from training.synth.generate import SynthFilm
from training.synth.seeds import around, between, chance, pick, stream

BODY_PARTS = {"KNEE": 0.4, "": 0.3, "PELVIS": 0.2, "LEG": 0.1}
_BONES = ("femur", "patella", "tibia_fibula")
_ENDS = {"femur": 1.0, "patella": 1.3, "tibia_fibula": 0.9}


def _seat(femur: Floats, shin: Floats, space: float) -> Floats:
    """The tibia moved along the limb until ``space`` mm of cartilage part it from the condyles."""
    from scipy.spatial import cKDTree

    condyles = femur[femur[:, 2] < femur[:, 2].min() + 12]
    plateau = shin[shin[:, 2] > shin[:, 2].max() - 25]
    near, which = cKDTree(plateau[:, :2]).query(condyles[:, :2], distance_upper_bound=5.0)
    met = np.isfinite(near)
    gap = np.percentile(condyles[met, 2] - plateau[which[met], 2], 8)
    return np.asarray(shin + np.array([0.0, 0.0, gap - space]))


def upright(bones: list[tuple[str, Floats, Floats, Ints]], rng: np.random.Generator) -> Floats:
    """3 x 3 turn that brings the patella to the front and the limb upright, but for positioning."""
    at = {name: outer.mean(0) for name, outer, _, _ in bones}
    middle = np.array([0.0, 22.0, 0.0])
    front = at["patella"] - middle
    forward = float(np.degrees(np.arctan2(front[0], -front[1])))
    axis = at["femur"] - at["tibia_fibula"]
    lean = float(np.degrees(np.arctan2(axis[0], axis[2])))
    turn = rotation("z", -forward + around(rng, 0, 5)) @ rotation("y", -0.7 * lean + around(rng, 0, 2))
    return np.asarray(rotation("x", around(rng, -2, 3)) @ turn)


def knee_bones(
    rng: np.random.Generator, density: int, thick: float
) -> list[tuple[str, Floats, Floats, Ints]]:
    """Name, outer and medullary surface [V, 3] mm, origin in the joint, and faces of each bone."""
    scores = np.clip(rng.normal(size=12), -2, 2) * 0.95
    shapes = {name: surface(name, density) for name in _BONES}
    at = {name: s.sample(scores) for name, s in shapes.items()}
    femur = at["femur"]
    shin = at["tibia_fibula"] = _seat(femur, at["tibia_fibula"], between(rng, 3.0, 5.5))
    low = femur[femur[:, 2] < femur[:, 2].min() + 25]
    top = shin[shin[:, 2] > shin[:, 2].max() - 30]
    joint = np.array([low[:, 0].mean(), low[:, 1].mean(), (low[:, 2].min() + top[:, 2].max()) / 2])
    out = []
    for name, v in at.items():
        v = v - joint
        shaft = np.clip((np.abs(v[:, 2]) - 45) / 70, 0, 1) if name != "patella" else np.zeros(len(v))
        wall = (_ENDS[name] + 4.2 * shaft) * thick
        faces = shapes[name].faces
        out.append((name, v, v - vertex_normals(v, faces) * wall[:, None], faces))
    return out


def _density(z: Image, x: Image, loss: float, camera: Camera, rng: np.random.Generator) -> Image:
    """Relative cancellous density: dense under the joint, upright streaks, empty in the shafts."""
    import cv2

    step = camera.pixel / camera.magnification
    noise = rng.normal(size=camera.shape).astype(np.float32)
    streaks = cv2.GaussianBlur(noise, (0, 0), sigmaX=max(0.28 / step, 0.5), sigmaY=max(2.2 / step, 0.8))
    spongy = 0.16 * (1 - loss) + (0.5 - 0.22 * loss) * np.exp(-((np.abs(z) / 42) ** 2))
    rim = 0.35 * np.exp(-(((np.abs(z) - 9) / 6) ** 2)) * np.exp(-((x / 55) ** 4))
    woven = 1 + 0.14 * streaks / streaks.std() + 0.16 * cancellous_grain(camera.shape, rng, step)
    return np.asarray((spongy + rim) * woven, np.float32)


def _tissue(x: Image, z: Image, rng: np.random.Generator) -> Image:
    """Attenuation of thigh, knee and calf: an outline with fat under the skin, folds behind it."""
    knee = between(rng, 56, 68)
    thigh, calf = knee * between(rng, 1.1, 1.3), knee * between(rng, 0.92, 1.08)
    up = np.tanh(np.maximum(z, 0) / 130) ** 2
    bulge = np.exp(-(((z + 120) / 60) ** 2))
    half = knee + (thigh - knee) * up + (calf - knee) * bulge - 9 * np.tanh(np.maximum(-z, 0) / 240)
    fat = between(rng, 4, 13)
    chord = 2 * half * np.sqrt(np.maximum(1 - (x / half) ** 2, 0))
    inner = half - fat
    muscle = 2 * inner * np.sqrt(np.maximum(1 - (x / inner) ** 2, 0))
    muscle = muscle * (1 - 0.25 * np.exp(-((z / 40) ** 2)))
    return np.asarray(FAT * chord + (MUSCLE - FAT) * muscle, np.float32)


def _turned(v: Floats, side: str, turn: Floats) -> Floats:
    return np.asarray((v @ turn.T) * np.array([1.0 if side == "left" else -1.0, 1.0, 1.0]))


def _attenuation(camera: Camera, side: str, age: float, key: tuple[str, int, int]) -> Image:
    """Line integral of attenuation [rows, columns] of one knee."""
    rng = stream(*key, "limb")
    loss = float(np.clip((age - 45) / 60 + 0.15 * rng.normal(), 0, 1))
    bones = knee_bones(rng, 12 if camera.fine else 8, 1.1 - 0.35 * loss)
    turn = upright(bones, rng)
    x, z = camera.plane()
    out = _tissue(x, z, rng)
    density = _density(z, x, loss, camera, rng)
    for name, outer, inner, faces in bones:
        o = path_length(camera, _turned(outer, side, turn), faces)
        i = np.minimum(path_length(camera, _turned(inner, side, turn), faces), o)
        more = 1.0 if name != "patella" else 1.25
        out += CORTEX * (o - i) + CANCELLOUS * more * density * i
    return np.asarray(out, np.float32)


def _camera(size: int, side: str, rng: np.random.Generator) -> Framing:
    height = between(rng, 240, 400)
    width = height * between(rng, 0.5, 0.82)
    sid = between(rng, 1000, 1150)
    source = np.array([around(rng, 0, 8), -(sid - between(rng, 55, 90)), around(rng, 0, 12)])
    magnification = sid / -source[1]
    pixel = height * magnification / size
    shape = (size, round(width * magnification / pixel))
    centre = (around(rng, 0, 7), around(rng, -5, 18))
    roll = float(np.radians(around(rng, 0, 3)))
    edge = between(rng, 0.005, 0.04) if chance(rng, 0.5) else 0.0
    camera = Camera(source, sid, centre, roll, pixel, shape)
    return Framing(camera, "knee", (edge, edge, edge, edge), side)


def _truth(key: tuple[str, int, int], side: str, framing: Framing) -> dict[str, Any]:
    """What is known: a knee, neither hip in the field, so no class."""
    split, seed, index = key
    return {
        "schema": 1,
        "film": f"films/{split}-knee-{index:06d}.dcm",
        "pixel_sha256": None,
        "patient_key": f"synth-{split}-{seed}-knee-{index:06d}",
        "split": split,
        "seed": seed,
        "index": index,
        "class": None,
        "part": "knee",
        "side": side,
        "boxes": [],
        "implant": None,
        "framing": framing.kind,
        "hips_in_field": [],
        "pixel_mm": round(framing.camera.pixel, 5),
        "magnification": round(framing.camera.magnification, 5),
    }


def make_knee(seed: int, index: int, split: str, size: int, body_part: str | None = None) -> SynthFilm:
    """Knee ``index`` of the data set (split, seed), ``size`` pixels high.

    ``body_part`` is what the header says; drawn from ``BODY_PARTS`` if None, as headers of real films
    are often empty or wrong.  ValueError for an unknown split.
    """
    key = (split, seed, index)
    rng = stream(*key, "knee")
    side, age = ("right", "left")[int(rng.integers(0, 2))], between(rng, 18, 92)
    framing = _camera(size, side, rng)
    drawn = pick(rng, BODY_PARTS)
    render = stream(*key, "render")
    line = _attenuation(framing.camera, side, age, key)
    pixels = develop(expose(line, framing, render), framing, render)
    header = {
        "photometric": "MONOCHROME2",
        "storage": "DX",
        "sex": "F" if chance(rng, 0.5) else "M",
        "age": age,
        "pixel": framing.camera.pixel,
        "magnification": framing.camera.magnification,
        "sid": framing.camera.sid,
        "kind": framing.kind,
        "body_part": drawn if body_part is None else body_part,
        "described": "AP",
    }
    truth = _truth(key, side, framing)
    truth["pixel_sha256"] = hashlib.sha256(np.ascontiguousarray(pixels, "<u2").tobytes()).hexdigest()
    return SynthFilm(pixels, truth, header)
