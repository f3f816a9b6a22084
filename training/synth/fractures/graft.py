"""A break put into a user's own normal film: the difference between a broken and a whole synthetic femur.

A synthetic femur is laid on the film's by its landmarks (head, trochanters, shaft).  What the break changes
in its shadow is added to the film, fading out around the fracture, in the film's own contrast.  Only small
displacements: a large one would leave the shadow of the film's own bone behind (``displaced`` lifts it off).

A network must not learn the graft instead of the break.  So every graft has a sham on another film: the same
process with a whole femur moved a little.  Beside them belong untouched normal films and synthetic ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from training.synth.beam.project import Camera, Image
from training.synth.beam.scene import Subject, femur_line
from training.synth.bones.anatomy import sample_patient
from training.synth.bones.lagrange import Floats
from training.synth.bones.pose import Posed, pose
from training.synth.fractures.fracture import Broken, about, break_femur, moved, rotation, whole
from training.synth.fractures.mask import fracture_mask
from training.synth.seeds import around, between, stream

MARKS = ("head", "greater", "lesser", "shaft")
GRAFTED = ("hairline", "mild")
WORST_MM = 3.0
FARTHEST_MM = 4.0
ACROSS_MM = 230.0
FADE_MM = 7.0
GAIN = (0.15, 4.0)
_PATIENTS, _BREAKS = 16, 40

Grey = NDArray[np.float32]
Key = tuple[str, int, int]
Wanted = Callable[[Broken], bool]


class MisfitError(ValueError):
    """No sampled femur lay on the film's well enough."""


@dataclass(frozen=True)
class Laid:
    """A synthetic hip laid on a film: ``to_film`` [2, 3] takes its picture's pixels to the film's."""

    subject: Subject
    side: str
    camera: Camera
    to_film: Floats
    misfit_mm: float

    def on_film(self, points: Floats) -> Floats:
        """World points [n, 3] as film pixels [n, 2]."""
        uv, _ = self.camera.project(points)
        return np.asarray(uv @ self.to_film[:, :2].T + self.to_film[:, 2])


@dataclass(frozen=True)
class Grafted:
    """The changed film 0-1 [rows, columns], bone bright; class, box (x0, y0, x1, y1) and what was done.

    ``marks``: landmarks that lie elsewhere now, in film pixels.  ``broken``: what was drawn; None for a sham.
    ``turned``: how an unbroken femur has been turned on the film [2, 3]; None where it lies as it lay.
    """

    film: Grey
    ao_class: str
    box: list[float] | None
    severity: str | None
    displacement_mm: float | None
    misfit_mm: float
    marks: dict[str, tuple[float, float]] = field(default_factory=dict)
    broken: Broken | None = None
    turned: Floats | None = None


def similarity(source: Floats, target: Floats) -> tuple[Floats, float]:
    """[2, 3] turn, scale and shift that best takes points [n, 2] to others, and its error (Umeyama 1991)."""
    a, b = source - source.mean(0), target - target.mean(0)
    u, s, vt = np.linalg.svd(b.T @ a)
    flip = np.diag([1.0, np.sign(np.linalg.det(u @ vt))])
    turn = u @ flip @ vt
    scale = float((s * np.diag(flip)).sum() / (a**2).sum())
    shift = target.mean(0) - scale * turn @ source.mean(0)
    out = np.column_stack([scale * turn, shift])
    error = np.sqrt((((source @ out[:, :2].T + shift) - target) ** 2).sum(1).mean())
    return out, float(error)


def _points(posed: Posed, subject: Subject, side: str) -> Floats:
    """Head, greater and lesser trochanter and upper shaft [4, 3] in the world, as ``truth`` names them."""
    f = subject.patient.femora[side].frame
    local = np.stack([np.zeros(3), f.gt, f.lt, np.array([f.shaft_x, f.shaft_y, f.lt[2] - 60])])
    return moved(local, posed.femur_to_world[side])


def _camera(middle: Floats, pixel: float) -> Camera:
    """A view of ``ACROSS_MM`` round a hip, ``pixel`` mm at the patient."""
    sid = 1100.0
    source = np.array([middle[0], -(sid - 150.0), middle[2]])
    cells = round(ACROSS_MM / pixel)
    scale = sid / -source[1]
    return Camera(source, sid, (float(middle[0]), float(middle[2])), 0.0, pixel * scale, (cells, cells))


def lay(marks: dict[str, tuple[float, float]], side: str, pixel: float, key: Key) -> Laid:
    """The best of a few sampled femora on the film's landmarks (film pixels, by ``MARKS``).

    ``pixel`` is the film's, in mm at the patient.  MisfitError where none comes within ``WORST_MM``.
    """
    target = np.array([marks[f"{side}_{name}"] for name in MARKS], float)
    best: Laid | None = None
    for attempt in range(_PATIENTS):
        rng = stream(*key, f"graft anatomy {attempt}")
        patient = sample_patient(rng, 7, 6)
        posed = pose(patient, rng)
        subject = Subject(patient, posed, {s: whole(f) for s, f in patient.femora.items()}, {})
        points = _points(posed, subject, side)
        camera = _camera(points[:3].mean(0), pixel)
        to_film, error = similarity(camera.project(points)[0], target)
        if best is None or error * pixel < best.misfit_mm:
            best = Laid(subject, side, camera, to_film, error * pixel)
    if best is None or best.misfit_mm > WORST_MM:
        raise MisfitError("no sampled femur fits the landmarks")
    return best


def blurred(image: Image, sigma: float) -> Image:
    import cv2

    return np.asarray(cv2.GaussianBlur(image, (0, 0), max(sigma, 0.3)), np.float32)


def gain_of(film: Grey, laid: Laid, bone: Image) -> float:
    """How much brighter the film is for a unit of attenuation, from the edges and texture of the hip."""
    import cv2

    rows, cols = bone.shape
    there = cv2.warpAffine(film, laid.to_film, (cols, rows), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    wide = 12.0 * laid.camera.magnification / laid.camera.pixel
    inside = bone > 0
    a = (bone - blurred(bone, wide))[inside]
    v = (there - blurred(there, wide))[inside]
    return float(np.clip(v.std() / max(float(a.std()), 1e-6), *GAIN) * 0.8)


def _added(film: Grey, laid: Laid, whole_: Image, changed: Image, weight: Image) -> Grey:
    """The film with the weighted change of the bone's shadow."""
    import cv2

    step = laid.camera.pixel / laid.camera.magnification
    delta = blurred((changed - whole_) * weight, 0.35 / step) * gain_of(film, laid, whole_)
    rows, cols = film.shape
    warped = cv2.warpAffine(delta, laid.to_film, (cols, rows), flags=cv2.INTER_LINEAR)
    return np.asarray(np.clip(film + warped, 0, 1), np.float32)


def shadow_line(laid: Laid, broken: Broken, key: Key) -> Image:
    """Shadow of the femur; the same trabeculae whichever way it is broken."""
    pieces = femur_line(laid.subject, laid.side, broken, laid.camera, stream(*key, "graft bone"))
    return np.asarray(np.sum(pieces, axis=0, dtype=np.float32), np.float32)


def _faded(region: Image, laid: Laid) -> Image:
    """1 in a region, falling to 0 around it."""
    step = laid.camera.pixel / laid.camera.magnification
    wide = blurred(region, FADE_MM / step)
    return np.asarray(np.clip(2.2 * wide / max(float(wide.max()), 1e-6), 0, 1), np.float32)


def broken_as(
    laid: Laid, label: str, draws: Iterator[np.random.Generator], wanted: Wanted, *, shortened: bool = False
) -> Broken | None:
    """The first break of class ``label`` that is wanted, of as many as there are ``draws``."""
    femur = laid.subject.patient.femora[laid.side]
    view = laid.subject.posed.femur_to_world[laid.side][:3, :3].T @ np.array([0.0, 1.0, 0.0])
    for rng in draws:
        try:
            broken = break_femur(femur, label, view, rng, shortened=shortened)
        except ValueError:
            continue
        if wanted(broken):
            return broken
    return None


def _small(broken: Broken) -> bool:
    return broken.severity in GRAFTED and (broken.displacement_mm or 0.0) <= FARTHEST_MM


def _break(laid: Laid, label: str, key: Key) -> Broken:
    draws = (stream(*key, f"graft break {attempt}") for attempt in range(_BREAKS))
    broken = broken_as(laid, label, draws, _small)
    if broken is None:
        raise MisfitError(f"no small break of class {label} in {_BREAKS} tries")
    return broken


def zone_box(film: Grey, laid: Laid, broken: Broken) -> list[float]:
    """Where a break lies on the film: x0, y0, x1, y1 in its pixels, within it."""
    at = laid.on_film(moved(broken.zone, laid.subject.posed.femur_to_world[laid.side]))
    low, high = np.clip(at.min(0), 0, film.shape[::-1]), np.clip(at.max(0), 0, film.shape[::-1])
    return [round(float(v), 1) for v in (*low, *high)]


def graft(film: Grey, laid: Laid, label: str, key: Key) -> Grafted:
    """A break of class ``label`` (A1 ... B3) in the film.  MisfitError where none could be cut."""
    broken = _break(laid, label, key)
    subject = replace(laid.subject, femora={**laid.subject.femora, laid.side: broken})
    mask = fracture_mask(subject, laid.camera)
    if mask is None:
        raise MisfitError("the break does not show")
    plain = laid.subject.femora[laid.side]
    weight = _faded(mask.astype(np.float32), laid)
    out = _added(film, laid, shadow_line(laid, plain, key), shadow_line(laid, broken, key), weight)
    box = zone_box(film, laid, broken)
    return Grafted(out, label, box, broken.severity, broken.displacement_mm, laid.misfit_mm, broken=broken)


def sham(film: Grey, laid: Laid, key: Key) -> Grafted:
    """The same process without a break: the whole femur moved a little, at a place where bones break."""
    rng = stream(*key, "graft sham")
    plain = laid.subject.femora[laid.side]
    frame = laid.subject.patient.femora[laid.side].frame
    centre = -frame.neck * frame.radius * between(rng, 0.6, 3.2)
    shift = rng.normal(size=3) * between(rng, 0.8, 2.0)
    turn = rotation("y", around(rng, 0, 2.5)) @ rotation("z", around(rng, 0, 2.5))
    move = about(turn, centre, shift)
    shaken = Broken([replace(piece, move=move @ piece.move) for piece in plain.pieces])
    at, _ = laid.camera.project(moved(centre[None], laid.subject.posed.femur_to_world[laid.side]))
    step = laid.camera.pixel / laid.camera.magnification
    rows, cols = laid.camera.shape
    y, x = np.mgrid[0:rows, 0:cols]
    slope, long = between(rng, 0, np.pi), between(rng, 18, 36) / step
    along = (x - at[0, 0]) * np.cos(slope) + (y - at[0, 1]) * np.sin(slope)
    across = (y - at[0, 1]) * np.cos(slope) - (x - at[0, 0]) * np.sin(slope)
    region = ((along / long) ** 2 + (across / (0.3 * long)) ** 2 < 1).astype(np.float32)
    out = _added(
        film, laid, shadow_line(laid, plain, key), shadow_line(laid, shaken, key), _faded(region, laid)
    )
    return Grafted(out, "normal", None, None, None, laid.misfit_mm)
