"""Make one synthetic film: draw everything from its own streams, project, expose, record truth."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.synth.beam.framing import Framing, frame
from training.synth.beam.project import FINE_PX
from training.synth.beam.render import develop, expose
from training.synth.beam.scene import Calcium, Subject, attenuation
from training.synth.bones.anatomy import SIDES, Patient, sample_patient
from training.synth.bones.pose import Posed, fallen, pose
from training.synth.bones.shapes import Mesh
from training.synth.fractures.fracture import Broken, break_femur, moved, whole
from training.synth.fractures.implant import fixed, implant
from training.synth.fractures.mask import fracture_line, fracture_mask
from training.synth.seeds import chance, pick, stream
from training.synth.truth import build_truth

VERSION = "2"
CLASS_SHARE = {"normal": 0.35, **dict.fromkeys(("A1", "A2", "A3", "B1", "B2", "B3"), 0.65 / 6)}
BOTH_SHARE = 0.02
IMPLANT_SHARE = 0.09
_TRIES = 6


@dataclass(frozen=True)
class SynthFilm:
    """A film: ``pixels`` 0-4095 [rows, columns] with dense bone bright, truth and header facts.

    ``mask`` [rows, columns] is the fracture region, ``line`` where the breaks leave the cortex; None where
    nothing is broken.
    """

    pixels: NDArray[np.uint16]
    truth: dict[str, Any]
    header: dict[str, Any]
    mask: NDArray[np.bool_] | None = None
    line: NDArray[np.bool_] | None = None

    def stored(self) -> NDArray[np.uint16]:
        """The stored values of the DICOM file: inverted for MONOCHROME1."""
        inverted = self.header["photometric"] == "MONOCHROME1"
        return (4095 - self.pixels).astype(np.uint16) if inverted else self.pixels


def _labels(split: str, seed: int, index: int) -> tuple[str, dict[str, str]]:
    """The side everything turns about, and the class of each hip."""
    side = SIDES[int(stream(split, seed, index, "side").integers(0, 2))]
    rng = stream(split, seed, index, "class")
    labels = {side: pick(rng, CLASS_SHARE)}
    other = SIDES[1 - SIDES.index(side)]
    both = labels[side] != "normal" and chance(rng, BOTH_SHARE)
    labels[other] = pick(rng, {k: v for k, v in CLASS_SHARE.items() if k != "normal"}) if both else "normal"
    return side, {s: labels[s] for s in SIDES}


def _break(patient: Patient, posed: Posed, side: str, label: str, key: tuple[str, int, int]) -> Broken:
    femur = patient.femora[side]
    if label == "normal":
        return whole(femur)
    view = posed.femur_to_world[side][:3, :3].T @ np.array([0.0, 1.0, 0.0])
    for attempt in range(_TRIES):
        try:
            return break_femur(femur, label, view, stream(*key, f"fracture-{side}-{attempt}"))
        except ValueError:
            continue
    raise RuntimeError(f"no cut of class {label} met the bone in {_TRIES} tries")


def _subject(
    key: tuple[str, int, int], side: str, labels: dict[str, str], size: int, legs_out: float = 0.0
) -> tuple[Subject, str | None]:
    fine = size > FINE_PX
    patient = sample_patient(stream(*key, "anatomy"), 9 if fine else 7, 8 if fine else 6)
    lying = stream(*key, "legs")
    posed = pose(patient, stream(*key, "pose"), fallen(lying) if chance(lying, legs_out) else None)
    femora = {s: _break(patient, posed, s, labels[s], key) for s in SIDES}
    metal: dict[str, Mesh] = {}
    kind = None
    rng = stream(*key, "implant")
    if chance(rng, IMPLANT_SHARE):
        framed = chance(stream(*key, "implant side"), 0.5)
        at = side if framed else SIDES[1 - SIDES.index(side)]
        if labels[at] == "normal":
            kind, metal[at], femora[at] = implant(patient.femora[at], rng)
        else:
            kind, metal[at] = fixed(patient.femora[at], femora[at], rng)
    return Subject(patient, posed, femora, metal), kind


def _in_field(posed: Posed, framing: Framing) -> list[str]:
    """Sides whose head centre and upper shaft lie on the film."""
    rows, cols = framing.camera.shape
    out = []
    for side in SIDES:
        points = moved(np.array([[0.0, 0, 0], [42.0, 0, -60.0]]), posed.femur_to_world[side])
        uv, _ = framing.camera.project(points)
        if ((uv >= 0) & (uv < [cols, rows])).all():
            out.append(side)
    return out


def make_film(
    seed: int, index: int, split: str, size: int, view: str | None = None, legs_out: float = 0.0
) -> SynthFilm:
    """Film ``index`` of the data set (split, seed), ``size`` pixels on its longest side.

    ``view`` is a kind of framing for all films; without one each film's is drawn.  ``legs_out`` is how often
    the legs have fallen outwards, whatever the class.  Depends on nothing but these six.  ValueError for an
    unknown split.
    """
    key = (split, seed, index)
    side, labels = _labels(*key)
    subject, kind = _subject(key, side, labels, size, legs_out)
    hip = subject.posed.femur_to_world[side][:3, 3]
    framing = frame(stream(*key, "framing"), size, (float(hip[0]), float(hip[2])), view)
    calcium = Calcium()
    line = attenuation(subject, framing.camera, stream(*key, "tissue"), stream(*key, "bone"), calcium)
    render = stream(*key, "render")
    pixels = develop(expose(line, framing, render), framing, render)
    shown = _in_field(subject.posed, framing)
    truth = build_truth(key, subject, framing, labels, kind, shown, calcium)
    film_rng = stream(*key, "film")
    header = {
        "photometric": "MONOCHROME1" if chance(film_rng, 0.15) else "MONOCHROME2",
        "storage": "DX" if chance(film_rng, 0.6) else "CR",
        "sex": subject.patient.sex,
        "age": subject.patient.age,
        "pixel": framing.camera.pixel,
        "magnification": framing.camera.magnification,
        "sid": framing.camera.sid,
        "kind": framing.kind,
    }
    masks = (part(subject, framing.camera) for part in (fracture_mask, fracture_line))
    film = SynthFilm(pixels, truth, header, *masks)
    stored = np.ascontiguousarray(film.stored(), "<u2")
    truth["pixel_sha256"] = hashlib.sha256(stored.tobytes()).hexdigest()
    return film
