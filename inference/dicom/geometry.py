"""Millimetres and orientation (PS3.3 10.7.1.3, C.7.6.1.1.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from inference.dicom import laterality
from inference.dicom.elements import code, number, numbers, read_numbers, text, texts
from inference.messages import Message
from inference.records import MAX_ASPECT, Film, SpacingKind

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MAX_MAGNIFICATION = 5.0
MIN_SPACING_MM, MAX_SPACING_MM = 0.025, 10.0
"""No film has finer pixels (mammography, magnified twice) or coarser ones."""
MAX_FILM_MM = 1500.0
"""A film of a whole leg is 1.3 m long; a spacing that makes one larger stands for none."""
FILLER = (1.0, 1.0)
"""What devices write where they know no spacing."""
APART = 1.25
"""A stated magnification and the distances may differ by this factor: they are rarely of the same plane."""
SAME = 1e-3
ROUNDED = 0.03
"""Shares by which two spacings may differ and be one: as numbers, and where one of them was rounded."""
_ENDS = {
    "LEFT": "L",
    "RIGHT": "R",
    "ANTERIOR": "A",
    "POSTERIOR": "P",
    "HEAD": "H",
    "FOOT": "F",
    "FEET": "F",
}
_AXES = ("LR", "AP", "HF")
_PAIRS = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")
_CALIBRATIONS = ("GEOMETRY", "FIDUCIAL")


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

    Pixel Spacing is calibrated where its calibration type says so or where it is smaller than Imager Pixel
    Spacing by more than rounding; equal to it, or in its place, it is the detector's.  Larger it can be
    neither, for a body in front of the detector is magnified, and not so many times smaller that no body
    could be: the detector's is taken.  Detector spacing is divided by the magnification where that is known;
    Pixel Spacing alone may be either, so its kind is unknown.
    """
    at_body, at_detector = _pair(dataset, "PixelSpacing"), _pair(dataset, "ImagerPixelSpacing")
    magnified = magnification(dataset)
    if at_body is not None and at_detector is None:
        kind = SpacingKind.CALIBRATED if _says_calibrated(dataset) else SpacingKind.UNKNOWN
        return Spacing(at_body, kind, magnified)
    if at_detector is None:
        return Spacing(_pair(dataset, "NominalScannedPixelSpacing"), SpacingKind.UNKNOWN, magnified)
    if at_body is not None and _is_calibrated(dataset, at_body, at_detector):
        return Spacing(at_body, SpacingKind.CALIBRATED, magnified)
    if magnified is None or magnified == 1.0:
        return Spacing(at_detector, SpacingKind.DETECTOR, magnified)
    across = (at_detector[0] / magnified, at_detector[1] / magnified)
    return Spacing(across, SpacingKind.MAGNIFIED, magnified, _stated(dataset) is not None)


def _says_calibrated(dataset: Dataset) -> bool:
    """Whether the calibration type is one of its two terms (PS3.3 10.7.1.1); NONE and the like is none."""
    return code(dataset, "PixelSpacingCalibrationType") in _CALIBRATIONS


def _is_calibrated(dataset: Dataset, at_body: tuple[float, float], at_detector: tuple[float, float]) -> bool:
    if _is_larger(at_body, at_detector) or _is_far_smaller(at_body, at_detector):
        return False
    return _says_calibrated(dataset) or not _same(at_body, at_detector)


def _is_larger(at_body: tuple[float, float], at_detector: tuple[float, float]) -> bool:
    return not _same(at_body, at_detector) and any(a > b for a, b in zip(at_body, at_detector, strict=True))


def _is_far_smaller(at_body: tuple[float, float], at_detector: tuple[float, float]) -> bool:
    return any(a * MAX_MAGNIFICATION < b for a, b in zip(at_body, at_detector, strict=True))


def _pair(dataset: Dataset, keyword: str) -> tuple[float, float] | None:
    """A spacing that a film can have; None for none, and for a filler beside one that is none.

    In Pixel Spacing beside the detector's it stays: it is larger than that, which has a sentence of its own.
    """
    pair = _possible_pair(dataset, keyword)
    others = {"PixelSpacing": ["NominalScannedPixelSpacing"]}.get(keyword, ["PixelSpacing"])
    if pair == FILLER and any(_possible_pair(dataset, other) not in (None, FILLER) for other in others):
        return None
    return pair


def _possible_pair(dataset: Dataset, keyword: str) -> tuple[float, float] | None:
    values = numbers(dataset, keyword)
    if len(values) != 2 or not all(MIN_SPACING_MM <= value < MAX_SPACING_MM for value in values):
        return None
    sides = [number(dataset, side) or 0 for side in ("Rows", "Columns")]
    if any(side * value > MAX_FILM_MM for side, value in zip(sides, values, strict=True)):
        return None
    return values[0], values[1]


def _same(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether two spacings are one: equal, or one of them rounded or cut to fewer decimals."""
    return all(_same_number(x, y) for x, y in zip(a, b, strict=True))


def _same_shape(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether two spacings give a pixel the same proportions, but for rounding."""
    ratio, other = a[0] / a[1], b[0] / b[1]
    return abs(ratio - other) <= ROUNDED * other


def _same_number(x: float, y: float) -> bool:
    if abs(x - y) <= SAME * y:
        return True
    coarser = max(10.0 ** int(Decimal(repr(value)).as_tuple().exponent) for value in (x, y))
    return abs(x - y) <= ROUNDED * y and abs(x - y) < coarser


def aspect_ratio(dataset: Dataset) -> tuple[float, float] | None:
    """Height of a pixel to its width where no spacing holds (PS3.3 C.7.6.3.1.7).

    Pixel Aspect Ratio; without one the proportion of a spacing too odd to measure by.
    """
    for keyword in ("PixelAspectRatio", *_PAIRS):
        values = numbers(dataset, keyword)
        if len(values) == 2 and all(value > 0 for value in values):
            return values[0], values[1]
    return None


def aspect_pair(film: Film) -> tuple[int, int]:
    """Pixel Aspect Ratio of a film as an object states it: whole numbers, height first (C.7.6.3.1.7)."""
    ratio = Fraction(film.pixel_aspect).limit_denominator(1000)
    return ratio.numerator, ratio.denominator


def magnification(dataset: Dataset) -> float | None:
    """Estimated Radiographic Magnification Factor, else source-detector over source-patient distance.

    A factor that no body in front of a detector has (115 for per cent, below 1) leaves it to the distances.
    """
    return _stated(dataset) or _by_distances(dataset)


def _stated(dataset: Dataset) -> float | None:
    return _possible(_first(dataset, "EstimatedRadiographicMagnificationFactor"))


def _by_distances(dataset: Dataset) -> float | None:
    patient = _first(dataset, "DistanceSourceToPatient")
    return _possible(_first(dataset, "DistanceSourceToDetector") / patient) if patient > 0 else None


def _first(dataset: Dataset, keyword: str) -> float:
    return next(iter(numbers(dataset, keyword)), 0.0)


def _possible(factor: float) -> float | None:
    return factor if 1.0 <= factor <= MAX_MAGNIFICATION else None


def _magnification_is_odd(dataset: Dataset) -> bool:
    """Whether the header states a magnification, as a factor or by its distances, that cannot be."""
    stated = read_numbers(dataset, "EstimatedRadiographicMagnificationFactor").values
    if any(value != 0 for value in stated) and _stated(dataset) is None:
        return True
    distances = [_first(dataset, f"DistanceSourceTo{end}") for end in ("Detector", "Patient")]
    return _stated(dataset) is None and all(distances) and _by_distances(dataset) is None


def orientation(dataset: Dataset) -> tuple[str, ...]:
    """Patient Orientation: where the rows and the columns of the picture run to, or nothing.

    In letters of PS3.3 C.7.6.1.1.1, also where it was written in words or with another sign between the two.
    """
    stated = texts(dataset, "PatientOrientation")
    if len(stated) == 1:
        stated = tuple(re.split(r"[/,;|\s]+", stated[0].strip(" /,;|")))
    found = tuple(_ENDS.get(part.upper(), part.upper()) for part in stated)
    usable = len(found) == 2 and all(re.fullmatch("[LRAPHF]{1,3}", part) for part in found)
    return found if usable and not any({found[0][0], found[1][0]} <= {*pair} for pair in _AXES) else ()


def _orientation_is_odd(dataset: Dataset) -> bool:
    """Whether Patient Orientation holds more than one end alone, which some devices leave it at."""
    stated = [part for part in texts(dataset, "PatientOrientation") if part]
    return len(stated) > 1 or any(not re.fullmatch("[LRAPHF]{1,3}", part.upper()) for part in stated)


def notes(dataset: Dataset) -> tuple[Message, ...]:
    """Sentences about geometry to show beside the film."""
    said = []
    rows = orientation(dataset)
    if not rows and _orientation_is_odd(dataset):
        said.append(Message("The patient orientation of the header makes no sense and was not used."))
    if rows and rows[0].startswith("R"):
        said.append(Message("The picture is mirrored: its rows run to the patient's right."))
    if rows and rows[1].startswith("H"):
        said.append(Message("The picture is upside down: its columns run to the patient's head."))
    factor, by_distances = _stated(dataset), _by_distances(dataset)
    if factor and by_distances and not 1 / APART <= factor / by_distances <= APART:
        said.append(
            Message("Magnification and distances of the header contradict each other; the first is used.")
        )
    if _magnification_is_odd(dataset):
        said.append(Message("The magnification of the header makes no sense and was not used."))
    _say_spacing(dataset, said)
    return (*said, *laterality.notes(dataset))


def _say_spacing(dataset: Dataset, said: list[Message]) -> None:
    """What of the spacing could not be used, and what was assumed."""
    mm = spacing(dataset).mm
    ratio, stated = mm or aspect_ratio(dataset), numbers(dataset, "PixelAspectRatio")
    if ratio is not None and not 1 / MAX_ASPECT <= ratio[0] / ratio[1] <= MAX_ASPECT:
        said.append(Message("The pixels are not square; the picture is shown as if they were."))
    elif mm and len(stated) == 2 and min(stated) > 0 and abs(stated[0] / stated[1] - mm[0] / mm[1]) > 0.01:
        said.append(
            Message("Spacing and aspect ratio of the header contradict each other; the spacing is used.")
        )
    at_body, at_detector = _pair(dataset, "PixelSpacing"), _pair(dataset, "ImagerPixelSpacing")
    if at_body and at_detector and _is_larger(at_body, at_detector):
        said.append(
            Message("Pixel Spacing is larger than the detector's, which cannot be; the detector's is used.")
        )
    elif at_body and at_detector and _is_far_smaller(at_body, at_detector):
        said.append(
            Message(
                "Pixel Spacing is so much smaller than the detector's that no magnification explains it; the "
                "detector's is used."
            )
        )
    elif mm and any(not _same_shape(pair, mm) for name in _PAIRS if (pair := _pair(dataset, name))):
        said.append(
            Message("Two pixel spacings of the header give the pixels different shapes; the first is used.")
        )
    if any(read_numbers(dataset, keyword).odd for keyword in (*_PAIRS, "PixelAspectRatio")):
        said.append(
            Message("The header's spacing is not written as it should be; what of it could be read is used.")
        )
    if any(read_numbers(dataset, keyword).values and _pair(dataset, keyword) is None for keyword in _PAIRS):
        said.append(Message("A pixel spacing of the header makes no sense and was not used."))
    if mm is None and text(dataset, "PixelAspectRatio") and not (len(stated) == 2 and min(stated) > 0):
        said.append(Message("The pixel aspect ratio of the header makes no sense and was not used."))
