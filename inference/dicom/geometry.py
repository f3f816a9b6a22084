"""Millimetres, side and orientation (PS3.3 10.7.1.3, C.7.6.1.1.1, C.8.11.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inference.dicom.header import numbers, text, texts
from inference.messages import Message
from inference.records import SpacingKind

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MAX_MAGNIFICATION = 5.0
MAX_SPACING_MM = 10.0
MAX_ASPECT = 5.0
"""Where spacing makes one side more than so many times the other, the view takes them for equal."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Size of a pixel.

    Attributes:
        mm: row spacing (down) and column spacing (across), or None.
        magnification: of the body on the detector, where the header tells it.
        magnification_stated: as a factor, not worked out from distances.
    """

    mm: tuple[float, float] | None
    kind: SpacingKind
    magnification: float | None
    magnification_stated: bool = True


def spacing(dataset: Dataset) -> Spacing:
    """Which spacing holds, and what it is worth.

    Pixel Spacing is calibrated where its calibration type says so or where it differs from Imager Pixel
    Spacing; equal to it, or in its place, it is the detector's.  Detector spacing is divided by the
    magnification where that is known; Pixel Spacing alone may be either, so its kind is unknown.
    """
    at_body, at_detector = _pair(dataset, "PixelSpacing"), _pair(dataset, "ImagerPixelSpacing")
    magnified = magnification(dataset)
    if at_body is not None:
        if text(dataset, "PixelSpacingCalibrationType") or (at_detector and not _same(at_body, at_detector)):
            return Spacing(at_body, SpacingKind.CALIBRATED, magnified)
        if at_detector is None:
            return Spacing(at_body, SpacingKind.UNKNOWN, magnified)
    if at_detector is None:
        return Spacing(_pair(dataset, "NominalScannedPixelSpacing"), SpacingKind.UNKNOWN, magnified)
    if magnified is None or magnified == 1.0:
        return Spacing(at_detector, SpacingKind.DETECTOR, magnified)
    across = (at_detector[0] / magnified, at_detector[1] / magnified)
    return Spacing(across, SpacingKind.MAGNIFIED, magnified, _stated(dataset) > 0)


def _pair(dataset: Dataset, keyword: str) -> tuple[float, float] | None:
    values = numbers(dataset, keyword)
    if len(values) != 2 or not all(0 < value < MAX_SPACING_MM for value in values):
        return None
    return values[0], values[1]


def _same(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return all(abs(x - y) <= 1e-3 * y for x, y in zip(a, b, strict=True))


def magnification(dataset: Dataset) -> float | None:
    """Estimated Radiographic Magnification Factor, else source-detector over source-patient distance."""
    stated = _stated(dataset)
    detector = next(iter(numbers(dataset, "DistanceSourceToDetector")), 0.0)
    patient = next(iter(numbers(dataset, "DistanceSourceToPatient")), 0.0)
    if not stated and patient > 0:
        stated = detector / patient
    return stated if 1.0 <= stated <= MAX_MAGNIFICATION else None


def _stated(dataset: Dataset) -> float:
    return next(iter(numbers(dataset, "EstimatedRadiographicMagnificationFactor")), 0.0)


def laterality(dataset: Dataset) -> str:
    """``L``, ``R``, ``B``, ``U`` or empty: Image Laterality, else the series' Laterality."""
    found = (text(dataset, "ImageLaterality") or text(dataset, "Laterality")).upper()
    return found if found in ("L", "R", "B", "U") else ""


def orientation(dataset: Dataset) -> tuple[str, ...]:
    """Patient Orientation: where the rows and the columns of the picture run to, or nothing."""
    found = tuple(part.upper() for part in texts(dataset, "PatientOrientation"))
    return found if len(found) == 2 and all(found) else ()


def notes(dataset: Dataset) -> tuple[Message, ...]:
    """Sentences about geometry to show beside the film."""
    said = []
    rows = orientation(dataset)
    if rows and rows[0].startswith("R"):
        said.append(Message("The picture is mirrored: its rows run to the patient's right."))
    if rows and rows[1].startswith("H"):
        said.append(Message("The picture is upside down: its columns run to the patient's head."))
    if _shown_askew(dataset):
        said.append(Message("The pixels are not square; the picture is shown as if they were."))
    return tuple(said)


def _shown_askew(dataset: Dataset) -> bool:
    """Whether pixels that are not square are shown so: the view follows the spacing, within bounds, alone."""
    mm, aspect = spacing(dataset).mm, numbers(dataset, "PixelAspectRatio")
    if mm is not None:
        return not 1 / MAX_ASPECT <= mm[0] / mm[1] <= MAX_ASPECT
    return len(aspect) == 2 and aspect[0] != aspect[1]
