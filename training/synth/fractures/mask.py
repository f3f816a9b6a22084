"""The fracture of a film as masks: its region (gaps, overlaps, free fragments), and its lines."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.synth.beam.project import Camera, path_length
from training.synth.beam.scene import Subject
from training.synth.bones.anatomy import SIDES
from training.synth.bones.lagrange import Floats, Ints
from training.synth.fractures.fracture import moved

REACH_MM = 3.0
LINE_MM = 0.8


def _shadows(subject: Subject, camera: Camera, side: str) -> dict[str, NDArray[np.uint8]]:
    """Where each piece of a femur falls on the film."""
    out = {}
    for piece in subject.femora[side].pieces:
        total = subject.posed.femur_to_world[side] @ piece.move
        depth = path_length(camera, moved(piece.outer[0], total), piece.outer[1])
        out[piece.name] = (depth > 0).astype(np.uint8)
    return out


def fracture_mask(subject: Subject, camera: Camera) -> NDArray[np.bool_] | None:
    """Pixels within ``REACH_MM`` of two pieces of one femur, and free fragments whole.

    [rows, columns]; None where nothing is broken.
    """
    import cv2

    broken = [s for s in SIDES if subject.femora[s].label != "normal"]
    if not broken:
        return None
    out = np.zeros(camera.shape, np.uint8)
    size = 2 * max(1, round(REACH_MM * camera.magnification / camera.pixel)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    for side in broken:
        shadows = _shadows(subject, camera, side)
        grown = [cv2.dilate(s, disc) for s in shadows.values()]
        out |= (np.sum(grown, axis=0, dtype=np.uint8) >= 2).astype(np.uint8)
        for name, shadow in shadows.items():
            if name not in ("head", "shaft"):
                out |= shadow
    return out.astype(bool)


def _rims(outer: tuple[Floats, Ints], femur: Floats) -> Ints:
    """Edges [n, 2] of a piece where the break leaves the cortex.

    The break's triangles are those of which no corner belongs to the whole bone; their rim is the edges that
    only one of them has.
    """
    from scipy.spatial import cKDTree

    fresh = cKDTree(femur).query(outer[0], distance_upper_bound=1e-2)[0] > 5e-3
    faces = outer[1][fresh[outer[1]].all(1)]
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    found, times = np.unique(edges, axis=0, return_counts=True)
    return np.asarray(found[times == 1])


def fracture_line(subject: Subject, camera: Camera) -> NDArray[np.bool_] | None:
    """Where the breaks leave the cortex of every piece, ``LINE_MM`` wide, [rows, columns].

    None where nothing is broken.
    """
    import cv2

    broken = [s for s in SIDES if subject.femora[s].label != "normal"]
    if not broken:
        return None
    out = np.zeros(camera.shape, np.uint8)
    thick = max(1, round(LINE_MM * camera.magnification / camera.pixel))
    for side in broken:
        for piece in subject.femora[side].pieces:
            rims = _rims(piece.outer, subject.patient.femora[side].outer)
            total = subject.posed.femur_to_world[side] @ piece.move
            uv, _ = camera.project(moved(piece.outer[0], total))
            lines = np.round(uv[rims] * 16).astype(np.int32)
            cv2.polylines(out, list(lines), False, 1, thick, cv2.LINE_8, 4)
    return out.astype(bool)
