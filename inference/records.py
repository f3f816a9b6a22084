"""Values that flow between the rooms.  Frozen, Qt-free, torch-free, no behaviour beyond checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, NewType

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES, FRACTURES, NORMAL, ReaderClass, likely_class
from inference.messages import NOTHING, Message

Sha256 = NewType("Sha256", str)
Affine = tuple[tuple[float, float, float], tuple[float, float, float]]
"""Row-major 2 x 3 matrix: (x', y') = M @ (x, y, 1); x to the right, y down; pixel (0, 0) covers 0..1."""
MAX_ASPECT: Final = 5.0
"""Where a header makes one side of a pixel more than so many times the other, it is not believed."""


class Symmetry(StrEnum):
    """What the picture says of the hips: both side by side, the body across the film, neither; not looked."""

    ACROSS, ALONG, NONE, UNKNOWN = "across", "along", "none", "unknown"


class Side(StrEnum):
    """Which hip.  Left and right are the patient's."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    UNCERTAIN = "uncertain"
    NONE = "none"


class WindowFunction(StrEnum):
    """VOI LUT Function (0028,1056), DICOM PS3.3 C.11.2.1.2."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


class SpacingKind(StrEnum):
    """Where a millimetre on this film comes from (PS3.3 10.7.1.3)."""

    CALIBRATED = "calibrated"
    DETECTOR = "detector"
    MAGNIFIED = "magnified"  # detector spacing divided by a known magnification
    BY_HAND = "by_hand"  # the reader measured something of known size
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Window:
    """A grey-scale window in modality units; display only, never reaches the network."""

    center: float
    width: float
    function: WindowFunction = WindowFunction.LINEAR
    name: str = ""

    def __post_init__(self) -> None:
        low = 1.0 if self.function is WindowFunction.LINEAR else 0.0
        if not (np.isfinite(self.center) and np.isfinite(self.width)):
            raise ValueError("a window must be finite")
        if self.width < low or self.width == 0:
            raise ValueError(f"window width {self.width} is too small for {self.function}")


@dataclass(frozen=True, slots=True)
class Lut:
    """A lookup table of the header: ``entries[i]`` belongs to input ``first + i``."""

    first: int
    entries: NDArray[np.uint16]
    bits: int

    @property
    def top(self) -> int:
        """The entry that is shown white."""
        return (1 << self.bits) - 1


@dataclass(frozen=True, slots=True)
class ValueChain:
    """What the header says about stored values; composed into one table at display time.

    Pixels travel as uint16 "shifted" values: stored value minus ``lowest`` (0 for unsigned, the most
    negative storable value for signed films), so that order is kept and one 65,536-entry table serves.

    Polarity is decided once, when a film is read: VOI and Presentation LUTs are kept rising, and
    ``inverted`` alone says whether greater modality values are shown darker, in the film's own display, in
    any window and to the network.
    """

    bits_stored: int
    signed: bool
    slope: float = 1.0
    intercept: float = 0.0
    modality_lut: Lut | None = None
    windows: tuple[Window, ...] = ()
    voi_luts: tuple[Lut, ...] = ()
    inverted: bool = False
    padding: tuple[int, int] | None = None  # stored values, inclusive
    presentation_lut: Lut | None = None

    @property
    def lowest(self) -> int:
        return -(1 << (self.bits_stored - 1)) if self.signed else 0


@dataclass(frozen=True, slots=True)
class Overlay:
    """Drawings beside the pixels (PS3.3 C.9.2), all planes of a film in one; for the eye only.

    Attributes:
        count: of the planes.
        packed: one bit a pixel of the film's matrix, row by row, the first in the highest bit; deflated.
    """

    count: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class Film:
    """One film: identity and header facts.  Pixels travel beside it, not inside it.

    ``patient_name``/``patient_number``/dates are for the screen only: they never reach the store in the
    clear, an export, a log or a temporary file.
    """

    path: Path
    sop_uid: str
    study_uid: str
    series_uid: str
    sop_class: str
    shape: tuple[int, int]  # rows, columns
    chain: ValueChain
    pixel_sha256: Sha256
    transfer_syntax: str = ""
    is_dicom: bool = True
    modality: str = ""
    body_part: str = ""
    view_position: str = ""
    laterality: str = ""  # L, R, B, U, or "?" (contradicted)
    symmetry: Symmetry = Symmetry.UNKNOWN
    patient_orientation: tuple[str, ...] = ()
    spacing_mm: tuple[float, float] | None = None  # row (down), column (across)
    spacing_kind: SpacingKind = SpacingKind.UNKNOWN
    aspect_ratio: tuple[float, float] | None = None  # Pixel Aspect Ratio: of a pixel's height to its width
    magnification: float | None = None
    magnification_stated: bool = True  # as a factor; False: from source, patient and detector distances
    for_processing: bool = False  # a detector's raw values (PS3.3 C.8.11.7)
    burned_in: bool | None = None
    overlay: Overlay | None = None
    synthetic: bool = False
    patient_name: str = ""
    patient_number: str = ""
    patient_sex: str = ""
    patient_age: str = ""
    study_date: str = ""
    study_description: str = ""
    device_model: str = ""
    warnings: tuple[Message, ...] = ()  # shown beside the film, one sentence each

    @property
    def pixel_aspect(self) -> float:
        """Height of a pixel over its width: by the spacing in force, else by Pixel Aspect Ratio (PS3.3
        C.7.6.3.1.7); 1 for square pixels and where the header gives nothing sensible.

        Pixels, regions and maps keep to the film's own matrix; whatever shows, measures or answers a film
        gives each pixel this shape.
        """
        pair = self.spacing_mm or self.aspect_ratio
        if pair is None or not (pair[0] > 0 and pair[1] > 0):
            return 1.0
        found = pair[0] / pair[1]
        return found if 1 / MAX_ASPECT <= found <= MAX_ASPECT and abs(found - 1.0) > 1e-3 else 1.0

    @property
    def picture(self) -> tuple[Sha256, tuple[int, int]]:
        """The same of two files of one picture; a hash of pixels alone holds no shape."""
        return self.pixel_sha256, self.shape

    @property
    def body_shape(self) -> tuple[float, float]:
        """Height and width of the film in widths of a pixel: its proportions as they are in the body."""
        return self.shape[0] * self.pixel_aspect, float(self.shape[1])


@dataclass(frozen=True, slots=True)
class FilmImage:
    """A film with its pixels: uint16 [rows, columns], shifted as :class:`ValueChain` says."""

    film: Film
    pixels: NDArray[np.uint16]

    def __post_init__(self) -> None:
        if self.pixels.shape != self.film.shape:
            raise ValueError(f"pixels {self.pixels.shape} do not match the film {self.film.shape}")


@dataclass(frozen=True, slots=True)
class InputSpec:
    """How a film becomes the graph's input ``[1, channels, size, size]`` float32."""

    name: str = "film"
    size: int = 512
    channels: int = 1
    percentiles: tuple[float, float] = (1.0, 99.0)
    mean: float = 0.5
    std: float = 0.25
    preprocessing: int = 1  # version of inference.model.preprocess


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A threshold on the calibrated fracture probability, and where it was set."""

    name: str
    threshold: float
    set_on: str
    films: int


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """What a prediction was made with."""

    name: str
    version: str
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class Prediction:
    """One pass of the graph over one film.

    Attributes:
        probabilities: class name to calibrated probability, all seven, summing to 1.
        logits: float32 [7], before temperature.
        class_maps: float32 [7, h, w], signed, before the ReLU (Lee 2020 eq. 4, 5).
        map_to_film: carries map coordinates (map pixel units) to film pixels.
        latent: float32 [d].
        side: read off the fracture map, half against half; ``NONE`` when the answer is no fracture.
        report: what a model that learned from reports would write; empty where it brings no writer.
        doubts: names of the card's film checks that this film fails, e.g. ``implant``.
        points: the operating points in force for this film, the card's or the site's; none beside a threshold
            of somebody's choice.
        turns: quarter turns, counter-clockwise, by which the model turned the film upright before it looked.
        hips: those that the model found; empty where it does not look for them.
    """

    model: ModelIdentity
    probabilities: Mapping[str, float]
    logits: NDArray[np.float32]
    class_maps: NDArray[np.float32]
    map_to_film: Affine
    latent: NDArray[np.float32]
    input_sha256: Sha256
    side: Side
    threshold: float
    provider: str
    elapsed_ms: float
    report: str = ""
    doubts: tuple[str, ...] = ()
    points: tuple[OperatingPoint, ...] = ()
    turns: int = 0
    hips: tuple[Side, ...] = ()

    def __post_init__(self) -> None:
        if tuple(self.probabilities) != CLASSES:
            raise ValueError("probabilities must name the seven classes in order")
        total = sum(self.probabilities.values())
        if not abs(total - 1.0) < 1e-3:
            raise ValueError(f"probabilities sum to {total}")

    @property
    def p_fracture(self) -> float:
        return 1.0 - self.probabilities[NORMAL]

    @property
    def is_fracture(self) -> bool:
        return self.p_fracture >= self.threshold

    @property
    def best_class(self) -> str:
        """The likeliest fracture class when the answer is fracture, else ``normal``: for counting."""
        if not self.is_fracture:
            return NORMAL
        return max(FRACTURES, key=self.probabilities.__getitem__)

    @property
    def named_class(self) -> str:
        """What is said of the class: ``normal``, a fracture class that is likely, or that it is open."""
        return likely_class(self.probabilities) if self.is_fracture else NORMAL


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The model was not asked, or its answer was withheld: the reason, and what would help."""

    reason: Message
    hint: Message = NOTHING
    model: ModelIdentity | None = None
    elapsed_ms: float = 0.0


Answer = Prediction | NoAnswer


class QualityFlag(StrEnum):
    """Cheng 2019's exclusion reasons, as flags on a reading."""

    POOR_CONTRAST = "poor_contrast"
    POSITIONING = "positioning"
    FOREIGN_BODY = "foreign_body_or_implant"
    OTHER_FRACTURE = "other_fracture"


class MapVerdict(StrEnum):
    """The reader's judgement of the heat map (Cheng 2019: 49 maps judged by a radiologist)."""

    ON_LESION = "on_lesion"
    BESIDE = "beside"
    NO_LESION = "no_lesion"


@dataclass(frozen=True, slots=True)
class Region:
    """A box (x0 < x1, y0 < y1) or a point (x0 == x1, y0 == y1) in film pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not np.isfinite((self.x0, self.y0, self.x1, self.y1)).all():
            raise ValueError("a region must be finite")
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError("a region runs from top left to bottom right")

    @property
    def is_point(self) -> bool:
        return self.x0 == self.x1 and self.y0 == self.y1

    @property
    def area(self) -> float:
        """In film pixels."""
        return (self.x1 - self.x0) * (self.y1 - self.y0)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader had on screen when answering."""

    prediction: int | None = None  # id in the store
    model_sha256: Sha256 | None = None
    p_fracture: float | None = None
    threshold: float | None = None
    answer_visible: bool = False
    map_visible: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader decided.  A correction is a new Reading that names the one it replaces."""

    film_sha256: Sha256
    reader: str  # pseudonym
    ao_class: ReaderClass
    side: Side
    confidence: int | None = None  # 0..100
    regions: tuple[Region, ...] = ()
    comment: str = ""
    flags: frozenset[QualityFlag] = frozenset()
    map_verdict: MapVerdict | None = None
    shown: Shown = field(default_factory=Shown)
    seconds: float = 0.0
    edition: int = 2018
    id: int | None = None
    supersedes: int | None = None
    decided_at: str = ""  # UTC ISO-8601, set by the store
    retracted: bool = False  # an undo or redo: supersedes without a new answer
    stands: int | None = None  # where retracted: the reading that counts again, None for no reading

    def __post_init__(self) -> None:
        if self.confidence is not None and not 0 <= self.confidence <= 100:
            raise ValueError(f"confidence {self.confidence} is outside 0..100")
        if not self.seconds >= 0:
            raise ValueError("seconds spent cannot be negative")
