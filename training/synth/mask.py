"""The fracture region of a film as a mask: gaps, overlaps and free fragments, projected."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.synth.anatomy import SIDES
from training.synth.fracture import moved
from training.synth.project import Camera, path_length
from training.synth.scene import Subject

REACH_MM = 3.0


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
