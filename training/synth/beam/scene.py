"""Put patient, fractures and metal into the beam: the attenuation seen by every pixel."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from training.synth.beam.project import FINE_PX, Camera, Image, path_length
from training.synth.beam.tissue import MUSCLE, Plane, soft_tissue
from training.synth.bones.anatomy import SIDES, FemurFrame, Patient
from training.synth.bones.lagrange import Floats
from training.synth.bones.pose import Posed
from training.synth.bones.shapes import Mesh, ellipsoid, join, vertebra
from training.synth.bones.trabeculae import ORIGIN, cell_mm, femur_density
from training.synth.fractures.fracture import Broken, Piece, moved
from training.synth.seeds import around, between, chance

CORTEX = 0.052 - MUSCLE
CANCELLOUS = 0.0150
METAL = 0.30


@dataclass(frozen=True)
class Subject:
    """A patient as they lie on the table: bones broken or not, and metal per side."""

    patient: Patient
    posed: Posed
    femora: dict[str, Broken]
    metal: dict[str, Mesh]


def _texture_map(camera: Camera, frame: FemurFrame, to_world: Floats) -> Floats:
    """2 x 3 affine from density cells to film pixels for a piece lying near its frontal plane."""
    corner = np.array([[ORIGIN[0], frame.shaft_y * 0.5, ORIGIN[1]]] * 3)
    corner[1, 0] += 100
    corner[2, 2] -= 100
    uv, _ = camera.project(moved(corner, to_world))
    cell = cell_mm(camera.fine)
    col, row = (uv[1] - uv[0]) / 100 * cell, (uv[2] - uv[0]) / 100 * cell
    return np.stack([col, row, uv[0]], 1)


def _piece(
    camera: Camera, piece: Piece, to_world: Floats, frame: FemurFrame, density: Image, grain: Image | None
) -> Image:
    import cv2

    total = to_world @ piece.move
    outer = path_length(camera, moved(piece.outer[0], total), piece.outer[1])
    inner = path_length(camera, moved(piece.inner[0], total), piece.inner[1])
    rows, cols = camera.shape
    warped = cv2.warpAffine(
        density,
        _texture_map(camera, frame, total),
        (cols, rows),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0.05,
    )
    if grain is not None:
        warped = warped * (1 + 0.22 * grain)
    cortex = np.maximum(outer - inner, 0)
    return np.asarray(CORTEX * cortex + CANCELLOUS * warped * np.minimum(inner, outer), np.float32)


def femur_line(
    subject: Subject, side: str, broken: Broken, camera: Camera, rng: np.random.Generator
) -> list[Image]:
    """Attenuation [rows, columns] of each piece of one femur, whole or ``broken``, with its trabeculae."""
    frame, to_world = subject.patient.femora[side].frame, subject.posed.femur_to_world[side]
    density = femur_density(frame, subject.patient.bone_loss, rng, camera.fine)
    step = camera.pixel / camera.magnification
    grain = cancellous_grain(camera.shape, rng, step) if camera.fine else None
    return [_piece(camera, piece, to_world, frame, density, grain) for piece in broken.pieces]


def _femora(subject: Subject, camera: Camera, rng: np.random.Generator) -> Image:
    out = np.zeros(camera.shape, np.float32)
    for side in SIDES:
        for shadow in femur_line(subject, side, subject.femora[side], camera, rng):
            out += shadow
    return out


def cancellous_grain(shape: tuple[int, int], rng: np.random.Generator, pixel: float) -> Image:
    """Isotropic cancellous grain of about a millimetre, unit variance."""
    import cv2

    noise = rng.normal(size=shape).astype(np.float32)
    fine = cv2.GaussianBlur(noise, (0, 0), max(0.6 / pixel, 0.5))
    coarse = cv2.GaussianBlur(noise, (0, 0), max(3.5 / pixel, 1.0))
    out = fine / fine.std() * 0.8 + coarse / coarse.std() * 0.6
    if max(shape) > FINE_PX:
        finest = cv2.GaussianBlur(rng.normal(size=shape).astype(np.float32), (0, 0), max(0.22 / pixel, 0.5))
        out = 0.6 * out + finest / finest.std()
    return np.asarray(out, np.float32)


def _pelvis(subject: Subject, camera: Camera, rng: np.random.Generator) -> Image:
    out = np.zeros(camera.shape, np.float32)
    loss = subject.patient.bone_loss
    step = camera.pixel / camera.magnification
    grain = 1 + 0.33 * cancellous_grain(camera.shape, rng, step)
    for outer, inner, faces in subject.posed.parts:
        o, i = path_length(camera, outer, faces), path_length(camera, inner, faces)
        out += CORTEX * np.maximum(o - i, 0)
        out += CANCELLOUS * (0.42 - 0.22 * loss) * np.minimum(i, o) * grain
    return out


def _spine(subject: Subject, camera: Camera, rng: np.random.Generator) -> Image:
    """L5 to L2 above the promontory, with pedicles and processes."""
    at = subject.posed.promontory + np.array([0, 8, 4])
    at[0] *= 0.3
    width, height = between(rng, 46, 54), between(rng, 25, 30)
    bend = around(rng, 0, 1.5)
    bodies, marrow, arches = [], [], []
    for k in range(4):
        disc = between(rng, 6, 12)
        lean = 24 - 14 * k + around(rng, 0, 3)
        at = at + np.array([bend * k, 4.0 - 5.0 * k, (height + disc) * (0.6 if k == 0 else 1.0)])
        body, inner, arch = vertebra(at, width - 2 * k, height, -lean)
        bodies.append(body)
        marrow.append(inner)
        arches.append(arch)
    outer, inner_ = (path_length(camera, m.vertices, m.faces) for m in (join(bodies), join(marrow)))
    joined = join(arches)
    arch_mm = path_length(camera, joined.vertices, joined.faces)
    step = camera.pixel / camera.magnification
    grain = 1 + 0.3 * cancellous_grain(camera.shape, rng, step)
    loss = subject.patient.bone_loss
    spongy = CANCELLOUS * (0.55 - 0.3 * loss) * np.minimum(inner_, outer) * grain
    out = CORTEX * np.maximum(outer - inner_, 0) + spongy + CORTEX * 0.3 * arch_mm
    return np.asarray(out, np.float32)


@dataclass(frozen=True)
class Calcium:
    """What chalk the film shows: sides with osteophytes, sides with calcified vessels, phleboliths."""

    osteophytes: list[str] = field(default_factory=list)
    vessels: list[str] = field(default_factory=list)
    phleboliths: list[int] = field(default_factory=list)


def _spurs(subject: Subject, camera: Camera, rng: np.random.Generator, seen: Calcium) -> Image:
    """Osteophytes at the socket's rim and the head-neck border, phleboliths, vessel wall calcium."""
    blobs: list[Mesh] = []
    old = subject.patient.age > 55
    for side in SIDES:
        sign = 1.0 if side == "left" else -1.0
        centre = subject.posed.femur_to_world[side][:3, 3]
        if chance(rng, 0.3 if old else 0.06):
            seen.osteophytes.append(side)
            r = subject.patient.femora[side].frame.radius
            for angle in (between(rng, 20, 60), between(rng, -70, -30)):
                a = np.radians(angle)
                rim = centre + (r + 4) * np.array([sign * np.cos(a), -0.1, np.sin(a)])
                blobs.append(ellipsoid(rim, np.array([between(rng, 2, 5), 7, between(rng, 1.5, 4)])))
        if chance(rng, 0.2 if old else 0.02):
            seen.vessels.append(side)
            start = centre + np.array([-sign * 12, -30, 10])
            step = np.array([sign * 0.9, 0, -4.2])
            for k in range(int(rng.integers(6, 24))):
                if chance(rng, 0.6):
                    at = start + step * k + np.array([around(rng, 0, 0.8), 0, 0])
                    for wall in (-2.4, 2.4):
                        blobs.append(ellipsoid(at + np.array([wall, 0, 0]), np.array([0.6, 3.0, 1.7])))
    seen.phleboliths.append(int(rng.integers(0, 6)) if chance(rng, 0.35) else 0)
    for _ in range(seen.phleboliths[0]):
        at = np.array([around(rng, 0, 30), 20, between(rng, -30, 30)])
        blobs.append(ellipsoid(at, np.full(3, between(rng, 1.2, 2.4))))
    if not blobs:
        return np.zeros(camera.shape, np.float32)
    mesh = join(blobs)
    return path_length(camera, mesh.vertices, mesh.faces) * np.float32(CORTEX)


def attenuation(
    subject: Subject,
    camera: Camera,
    tissue_rng: np.random.Generator,
    bone_rng: np.random.Generator,
    seen: Calcium | None = None,
) -> Image:
    """Line integral of attenuation [rows, columns] of the whole subject, dimensionless.

    ``seen`` is told what chalk was drawn.
    """
    x, z = camera.plane()
    plane = Plane(x, z, camera.pixel / camera.magnification)
    out = soft_tissue(plane, subject.patient, subject.posed, tissue_rng)
    out = out + _pelvis(subject, camera, bone_rng) + _spine(subject, camera, bone_rng)
    out = out + _spurs(subject, camera, bone_rng, seen or Calcium()) + _femora(subject, camera, bone_rng)
    for side, mesh in subject.metal.items():
        world = moved(mesh.vertices, subject.posed.femur_to_world[side])
        out = out + METAL * path_length(camera, world, mesh.faces)
    return np.asarray(out, np.float32)
