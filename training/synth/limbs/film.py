"""Make one synthetic limb film: pose, flesh, growth, break, view, exposure and truth."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import numpy as np

from training.synth.beam.framing import Framing
from training.synth.beam.project import Camera, Image, path_length
from training.synth.beam.render import develop, expose
from training.synth.beam.scene import CORTEX, METAL, cancellous_grain
from training.synth.bones.lagrange import Floats
from training.synth.bones.shapes import join
from training.synth.generate import SynthFilm
from training.synth.limbs.body import Limb, Owner, draw_owner, grown, knee_limb, myo_limb, with_extras
from training.synth.limbs.bones import add_shadow
from training.synth.limbs.breaks import Lesion, break_bone, site_point
from training.synth.limbs.flesh import cast, flesh
from training.synth.limbs.parts import PARTS, TABLE, Part, Site
from training.synth.seeds import around, between, chance, pick, stream

FRACTURED = 0.4
VIEWS = {"frontal": 0.56, "oblique": 0.22, "lateral": 0.22}
BODY_WORDS = {
    "wrist": ("WRIST", "HAND", "FOREARM"),
    "hand": ("HAND", "FINGER", "WRIST"),
    "elbow": ("ELBOW", "ARM", "FOREARM"),
    "knee": ("KNEE", "LEG", "TIBIA"),
    "ankle": ("ANKLE", "LEG", "FOOT"),
    "foot": ("FOOT", "TOE", "ANKLE"),
}
_ANY = ("EXTREMITY", "PELVIS", "HIP", "CHEST", "LOWER LEG", "ARM")
_TRIES = 8


def _camera(name: str, size: int, scale: float, rng: np.random.Generator) -> Framing:
    """The view of a limb: how large a field, how it lies on the plate, what is collimated."""
    height = between(rng, *TABLE[name].height) * (0.35 + 0.65 * scale)
    width = height * between(rng, 0.55, 1.25)
    sid = between(rng, 950, 1150)
    centre = (around(rng, 0, 0.06 * width), around(rng, 0, 0.09 * height))
    source = np.array(
        [centre[0] + around(rng, 0, 9), -(sid - between(rng, 20, 75)), centre[1] + around(rng, 0, 12)]
    )
    magnification = sid / -source[1]
    longest = max(height, width)
    pixel = longest * magnification / size
    shape = (round(size * height / longest), round(size * width / longest))
    turned = {"hand": 0.4, "wrist": 0.4, "elbow": 0.2}.get(name, 0.06)
    roll = around(rng, 0, 5) + (180.0 if chance(rng, turned) else 0.0)
    roll += between(rng, -50, 50) if chance(rng, 0.2) else 0.0
    edge = [between(rng, 0.004, 0.07) if chance(rng, 0.4) else 0.0 for _ in range(4)]
    camera = Camera(source, sid, centre, float(np.radians(roll)), pixel, shape)
    return Framing(camera, name, (edge[0], edge[1], edge[2], edge[3]), None)


def _shows(framing: Framing, points: Floats, share: float) -> bool:
    """True where so much of these points lies inside the collimated film."""
    uv, _ = framing.camera.project(points)
    rows, cols = framing.camera.shape
    left, top, right, bottom = framing.border
    low = np.array([left * cols, top * rows])
    high = np.array([cols * (1 - right), rows * (1 - bottom)])
    return bool(((uv > low + 4) & (uv < high - 4)).all(1).mean() >= share)


def _line(limb: Limb, camera: Camera, loss: float, plaster: bool, rng: np.random.Generator) -> Image:
    """Line integral of attenuation [rows, columns]."""
    import cv2

    step = camera.pixel / camera.magnification
    noise = rng.normal(size=camera.shape).astype(np.float32)
    c, s = np.cos(camera.roll), np.sin(camera.roll)
    long = cv2.GaussianBlur(noise, (0, 0), sigmaX=max(0.2 / step, 0.5), sigmaY=max(1.6 / step, 0.8))
    if abs(s) > abs(c):
        long = cv2.GaussianBlur(noise, (0, 0), sigmaX=max(1.6 / step, 0.8), sigmaY=max(0.2 / step, 0.5))
    grain = 1 + 0.13 * long / long.std() + 0.13 * cancellous_grain(camera.shape, rng, 1.6 * step)
    out = flesh(camera, limb.capsules, rng)
    for bone in limb.bones:
        add_shadow(out, camera, bone, grain, loss)
    if plaster:
        out += cast(camera, limb.capsules, rng)
    if limb.spots:
        mesh = join(limb.spots)
        out += 0.55 * CORTEX * path_length(camera, mesh.vertices, mesh.faces)
    if limb.metal:
        mesh = join(limb.metal)
        out += METAL * path_length(camera, mesh.vertices, mesh.faces)
    return out


def _candidate(part: Part, rng: np.random.Generator) -> tuple[Site, float]:
    """The place that breaks, or would: drawn for every film, so that the framing knows nothing."""
    names = {str(k): s.weight for k, s in enumerate(part.sites)}
    site = part.sites[int(pick(rng, names))]
    return site, between(rng, *site.at)


def _broken(limb: Limb, part: Part, site: Site, at: float, key: tuple[str, int, int]) -> tuple[Limb, Lesion]:
    for attempt in range(_TRIES):
        try:
            rng = stream(*key, f"limb break {attempt}")
            bones, lesion = break_bone(limb.bones, site, at, part.limb, rng)
            return replace(limb, bones=bones), lesion
        except ValueError:
            continue
    raise RuntimeError(f"no cut met the bone {site.bone} in {_TRIES} tries")


def _framed(
    name: str, limb: Limb, point: Floats, owner: Owner, size: int, key: tuple[str, int, int]
) -> Framing:
    """The first of a few views that holds the place that breaks, or would."""
    for attempt in range(40):
        framing = _camera(name, size, owner.scale, stream(*key, f"limb framing {attempt}"))
        if _shows(framing, point[None], 1.0):
            return framing
    raise RuntimeError(f"no view of a {name} showed the place")


def _box(framing: Framing, zone: Floats) -> list[float]:
    uv, _ = framing.camera.project(zone)
    rows, cols = framing.camera.shape
    margin = 2.5 / framing.camera.pixel
    low = np.clip(uv.min(0) - margin, 0, [cols, rows])
    high = np.clip(uv.max(0) + margin, 0, [cols, rows])
    return [round(float(v), 1) for v in (*low, *high)]


def _truth(
    key: tuple[str, int, int], name: str, kind: str, owner: Owner, framing: Framing, lesion: Lesion | None
) -> dict[str, Any]:
    """What is known: the part, the view, and the break if there is one; no hip, so no class."""
    split, seed, index = key
    return {
        "schema": 1,
        "film": f"films/{split}-limb-{index:06d}.dcm",
        "pixel_sha256": None,
        "patient_key": f"synth-{split}-{seed}-limb-{index:06d}",
        "split": split,
        "seed": seed,
        "index": index,
        "class": None,
        "part": name,
        "view": kind,
        "side": owner.side,
        "fractured": lesion is not None,
        "bone": lesion.bone.removeprefix("r_") if lesion else None,
        "boxes": [_box(framing, lesion.zone)] if lesion else [],
        "displacement_mm": lesion.displacement_mm if lesion else None,
        "displacement_deg": lesion.displacement_deg if lesion else None,
        "severity": lesion.severity if lesion else None,
        "hips_in_field": [],
        "pixel_mm": round(framing.camera.pixel, 5),
        "magnification": round(framing.camera.magnification, 5),
    }


def _body_part(name: str, rng: np.random.Generator) -> str:
    """What the header says: often right, often empty, sometimes another part, as on real films."""
    source = pick(rng, {"own": 0.4, "empty": 0.3, "any": 0.3})
    words = BODY_WORDS[name] if source == "own" else _ANY
    word = words[int(rng.integers(0, len(words)))]
    return "" if source == "empty" else word


def _header(name: str, owner: Owner, framing: Framing, rng: np.random.Generator) -> dict[str, Any]:
    return {
        "photometric": "MONOCHROME1" if chance(rng, 0.15) else "MONOCHROME2",
        "storage": "DX" if chance(rng, 0.6) else "CR",
        "sex": owner.sex,
        "age": owner.age,
        "pixel": framing.camera.pixel,
        "magnification": framing.camera.magnification,
        "sid": framing.camera.sid,
        "kind": framing.kind,
        "body_part": _body_part(name, rng),
        "described": "film",
    }


def make_limb(seed: int, index: int, split: str, size: int, parts: tuple[str, ...] = PARTS) -> SynthFilm:
    """Limb film ``index`` of the data set (split, seed), ``size`` pixels on its longest side.

    The parts take turns.  ValueError for an unknown split or part.
    """
    key = (split, seed, index)
    name = parts[index % len(parts)]
    part = TABLE[name]
    owner = draw_owner(stream(*key, "limb owner"))
    kind = pick(stream(*key, "limb view"), VIEWS)
    anatomy = stream(*key, "limb anatomy")
    limb = knee_limb(owner, kind, anatomy) if name == "knee" else myo_limb(part, owner, kind, anatomy)
    growth = stream(*key, "limb growth")
    limb = replace(limb, bones=[grown(b, owner.age, growth) for b in limb.bones])
    limb = with_extras(limb, name, stream(*key, "limb extras"))
    choice = stream(*key, "limb class")
    fractured = chance(choice, FRACTURED)
    site, at = _candidate(part, choice)
    point = site_point(next(b for b in limb.bones if b.name == site.bone), at)
    framing = _framed(name, limb, point, owner, size, key)
    lesion = None
    if fractured:
        limb, lesion = _broken(limb, part, site, at, key)
    rng = stream(*key, "limb tissue")
    line = _line(limb, framing.camera, owner.loss, chance(rng, 0.08), rng)
    render = stream(*key, "render")
    pixels = develop(expose(line, framing, render), framing, render)
    header = _header(name, owner, framing, stream(*key, "limb header"))
    film = SynthFilm(pixels, _truth(key, name, kind, owner, framing, lesion), header)
    stored = np.ascontiguousarray(film.stored(), "<u2")
    film.truth["pixel_sha256"] = hashlib.sha256(stored.tobytes()).hexdigest()
    return film
