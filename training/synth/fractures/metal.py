"""Metal drawn into a user's own film: prostheses and fixation on a hip on which a synthetic one was laid.

The metal's shadow is what a beam loses in it, with the scatter that falls behind it; it is drawn in the
film's own contrast and sharpness, up to the film's white.  A film that shows metal keeps its white for it,
so what else is on the film comes to lie darker, and some processing leaves a dark rim.  Where a prosthesis
takes the head's and neck's place, the film's own are mostly lifted off first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from training.synth.beam.project import Camera, Image, path_length
from training.synth.beam.scene import METAL
from training.synth.bones.lagrange import Floats
from training.synth.bones.shapes import Mesh
from training.synth.fractures.displaced import film_step, rim, without_bone
from training.synth.fractures.fracture import Broken, moved
from training.synth.fractures.graft import Grey, Key, Laid, blurred, gain_of, shadow_line
from training.synth.fractures.implant import fixed, implant
from training.synth.seeds import between, chance, stream

TALL = 5
"""A nail reaches far below the hip: its picture is so many times as high as that of the hip."""
SCATTER = (0.03, 0.25)
"""Share of the signal beside the metal that reaches the detector behind it."""
ROOM = (0.0, 0.35)
"""Share of the film's greys that the metal takes for itself."""
WHITE = (0.92, 1.0)
HALO = (0.1, 0.6)
HALO_MM = (1.5, 5.0)
HALOED = 0.6
"""Share of the films whose processing leaves a rim beside the metal."""
LEAST_CONTRAST = 0.45
"""On a film of less contrast (:func:`own_contrast`) metal is drawn as on one of so much: it is white."""
LIFTED = 0.8
"""How much of the bone that a prosthesis replaces is taken off the film."""
CUP = (-0.66, 0.2, 0.72)
"""Where a cup's dome points, femoral frame: to the midline, up, a little backwards."""
_SHARP_MM = 0.35


@dataclass(frozen=True)
class Metal:
    """The film with metal 0-1 [rows, columns], what it is, and on which side."""

    film: Grey
    kind: str
    side: str


def with_metal(
    film: Grey,
    laid: Laid,
    key: Key,
    *,
    contrast: float,
    broken: Broken | None = None,
    turned: Floats | None = None,
    grain: float = 1.0,
) -> Metal:
    """Metal on the hip of ``laid``: fixation where it is ``broken``, else fixation or a prosthesis.

    Args:
        contrast: how much brighter the film is for a unit of attenuation (:func:`own_contrast`).
        turned: how the hip has been turned on the film [2, 3].
        grain: pixels of the film for one of the file that it was read from: no edge is sharper.
    """
    rng = stream(*key, "graft metal")
    femur = laid.subject.patient.femora[laid.side]
    if broken is None:
        kind, metal, left = implant(femur, rng, CUP)
        film = _replaced(film, laid, left, turned)
    else:
        kind, metal = fixed(femur, broken, rng)
    depth = _on_film(film, laid, metal, turned)
    scatter = between(rng, *SCATTER)
    lost = -np.log((1 - scatter) * np.exp(-METAL * depth) + scatter)
    step = film_step(laid)
    lost = blurred(lost.astype(np.float32), max(_SHARP_MM / step, 0.5 * grain))
    darker = film * (1 - between(rng, *ROOM))
    room = np.maximum(between(rng, *WHITE) - darker, 0.02)
    added = room * (1 - np.exp(-contrast * lost / room))
    if chance(rng, HALOED):
        wide = blurred(added.astype(np.float32), between(rng, *HALO_MM) / step)
        added = added + between(rng, *HALO) * (added - wide)
    return Metal(np.asarray(np.clip(darker + added, 0, 1), np.float32), kind, laid.side)


def own_contrast(film: Grey, laid: Laid, key: Key) -> float:
    """How much brighter a film is for a unit of attenuation, by the hip that shows on it."""
    own = gain_of(film, laid, shadow_line(laid, laid.subject.femora[laid.side], key))
    return max(own, LEAST_CONTRAST)


def _tall(laid: Laid) -> tuple[Camera, Floats]:
    """A view as wide as the hip's and higher, and what takes its pixels to the film's [2, 3]."""
    rows, columns = laid.camera.shape
    camera = replace(laid.camera, shape=(rows * TALL, columns))
    to_film = laid.to_film.copy()
    to_film[:, 2] -= to_film[:, 1] * rows * (TALL - 1) / 2
    return camera, to_film


def _on_film(film: Grey, laid: Laid, mesh: Mesh, turned: Floats | None) -> Image:
    """Millimetres of a mesh (femoral frame) behind each pixel of the film."""
    import cv2

    camera, to_film = _tall(laid)
    world = moved(mesh.vertices, laid.subject.posed.femur_to_world[laid.side])
    if turned is not None:
        to_film = turned @ np.vstack([to_film, [0.0, 0.0, 1.0]])
    rows, columns = film.shape
    depth = path_length(camera, world, mesh.faces)
    return np.asarray(cv2.warpAffine(depth, to_film, (columns, rows), flags=cv2.INTER_LINEAR), np.float32)


def _replaced(film: Grey, laid: Laid, left: Broken, turned: Floats | None) -> Grey:
    """The film without most of the bone that is no more: nothing where all of it is left."""
    before, after = (
        _on_film(film, laid, Mesh(*pieces[0].outer), turned)
        for pieces in (laid.subject.femora[laid.side].pieces, left.pieces)
    )
    gone = before - after > np.maximum(0.5 * before, 1.0)
    if not gone.any():
        return film
    lifted = LIFTED * rim(gone.astype(np.float32), laid)
    return without_bone(film, np.asarray(lifted, np.float32))
