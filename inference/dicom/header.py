"""Header facts: what kind of object a file holds, and whether it may be shown as a radiograph.

Refusals name what the file is.  "Not shown wrong" comes before "shown": what would need another display
(colour, several frames, floating point) is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from inference.dicom import code_strings, laterality
from inference.dicom.elements import code, is_garbled, number, photometric_interpretation, text
from inference.dicom.safe_parse import MAX_PIXELS, MAX_SIDE, Parsed
from inference.errors import FilmError, FilmRefusedError
from inference.messages import Message

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_IMAGE = "1.2.840.10008.5.1.4.1.1."
RADIOGRAPHS = frozenset(
    _IMAGE + tail for tail in ("1", "1.1", "1.1.1", "1.2", "1.2.1", "1.3", "1.3.1", "12.1", "12.2")
)
"""SOP classes of projection radiographs (PS3.4 B.5): CR, DX, mammography, intra-oral, XA, RF."""
CAPTURES = frozenset({_IMAGE + "7", _IMAGE + "7.2", _IMAGE + "7.3"})
"""Secondary captures: shown, with a warning, when they are single greyscale frames."""
FILM_MODALITIES = frozenset({"CR", "DX", "RG", "XA", "RF", "MG", "IO", "PX"})
UNNAMED_MODALITIES = frozenset({"", "OT", "SC", "DR", "XR"})

NATIVE_SYNTAXES = frozenset(
    {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2"}
)
"""Uncompressed pixels: implicit and explicit little endian, deflated, explicit big endian (PS3.5 A.1-A.5)."""

MODALITY_NAMES = {
    "CT": Message("a CT image"),
    "MR": Message("an MR image"),
    "US": Message("an ultrasound image"),
    "NM": Message("a nuclear medicine image"),
    "PT": Message("a PET image"),
    "DOC": Message("a document"),
    "SR": Message("a structured report"),
    "KO": Message("a key object selection"),
    "PR": Message("a presentation state"),
    "SEG": Message("a segmentation"),
    "RTIMAGE": Message("a radiotherapy image"),
    "RTDOSE": Message("a radiotherapy dose"),
    "RTPLAN": Message("a radiotherapy plan"),
    "RTSTRUCT": Message("a radiotherapy structure set"),
    "ECG": Message("an electrocardiogram"),
    "BMD": Message("a bone densitometry image"),
    "ES": Message("an endoscopy image"),
    "XC": Message("a photograph"),
    "GM": Message("a microscopy image"),
    "SM": Message("a slide microscopy image"),
    "OP": Message("an eye photograph"),
    "REG": Message("a registration"),
}

PIXEL_DATA = 0x7FE00010
OVERLAY_GROUPS: Final = tuple(range(0x6000, 0x6020, 2))
"""Of the sixteen overlay planes (PS3.3 C.9.2); repeating groups have no keyword."""
_OVERLAYS: Final = tuple(
    group << 16 | element
    for group in OVERLAY_GROUPS
    for element in (0x0010, 0x0011, 0x0050, 0x0100, 0x0102, 0x3000)
)
KEYWORDS: list[str | int] = [
    "TransferSyntaxUID", "SpecificCharacterSet", "SOPClassUID", "SOPInstanceUID",
    "PresentationIntentType", "StudyDate", "Modality", "Manufacturer", "StudyDescription",
    "ManufacturerModelName", "PatientName",
    "PatientID", "PatientSex", "PatientAge", "PatientBirthDate", "DistanceSourceToDetector",
    "DistanceSourceToPatient", "EstimatedRadiographicMagnificationFactor", "ImagerPixelSpacing",
    "NominalScannedPixelSpacing", "ViewPosition", "StudyInstanceUID", "SeriesInstanceUID",
    "PatientOrientation", "ImageComments", "SamplesPerPixel",
    "PhotometricInterpretation", "NumberOfFrames", "Rows", "Columns", "PixelSpacing", "PixelAspectRatio",
    "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "PixelPaddingValue",
    "PixelPaddingRangeLimit", "BurnedInAnnotation", "ShutterShape", "PixelSpacingCalibrationType",
    "WindowCenter", "WindowWidth", "RescaleIntercept",
    "RescaleSlope", "WindowCenterWidthExplanation", "VOILUTFunction", "LossyImageCompression",
    "ModalityLUTSequence", "VOILUTSequence", "PixelDataProviderURL", "PresentationLUTSequence",
    "PresentationLUTShape", *laterality.ELEMENTS, *_OVERLAYS,
]  # fmt: skip
"""Every element that Shenton reads; nothing else of a file is looked at."""

_DAY: Final = re.compile(r"[0-9]{8}")
_OLDEST: Final = 115  # years; a date of birth before that stands for one that is not known
_IN_MONTHS_BELOW: Final = 2  # years


@dataclass(frozen=True, slots=True)
class Layout:
    """How the pixels are stored (PS3.3 C.7.6.3.1).

    Attributes:
        pixel_data: the element's bytes as stored, in the file's own memory.
        encapsulated: whether they are fragments of a compressed frame (PS3.5 A.4).
        big_endian: byte order of uncompressed pixels.
        words: whether they are stored as 16-bit words (OW), which matters for 8-bit pixels in big endian.
        lossy: whether the film says that it was compressed with loss at some time.
        notes: what the header states wrongly.
    """

    rows: int
    columns: int
    bits_allocated: int
    bits_stored: int
    high_bit: int
    signed: bool
    transfer_syntax: str
    encapsulated: bool
    big_endian: bool
    words: bool
    pixel_data: memoryview
    lossy: bool = False
    notes: tuple[Message, ...] = ()


WRONG_HIGH_BIT: Final = Message(
    "The header is wrong about where a grey value lies in its cell; it was read as it is."
)


MEDIA_DIRECTORY: Final = "1.2.840.10008.1.3.10"
"""Media Storage Directory Storage (PS3.10 8.6)."""


def check_kind(parsed: Parsed) -> tuple[Message, ...]:
    """Refuse by name what is no single greyscale radiograph.

    Returns:
        Warnings to show beside the film.

    Raises:
        FilmRefusedError: with what the file is.
    """
    dataset = parsed.dataset
    sop_class, modality = text(dataset, "SOPClassUID"), code(dataset, "Modality")
    meta = getattr(dataset, "file_meta", None)
    if MEDIA_DIRECTORY in (sop_class, text(meta, "MediaStorageSOPClassUID") if meta is not None else ""):
        raise FilmRefusedError(
            "This is a disc's list of its films (DICOMDIR), and not all that it lists is here: it is cut "
            "short, or names files that are gone or lie outside its folder.",
            "Open the folder of the disc; copy the disc again where films are missing.",
        )
    known = sop_class in RADIOGRAPHS | CAPTURES
    private = not sop_class.startswith("1.2.840.10008.")
    if not known and not (private and modality in FILM_MODALITIES | UNNAMED_MODALITIES):
        _refuse(kind_name(sop_class, modality))
    if modality not in FILM_MODALITIES | UNNAMED_MODALITIES:
        _refuse(MODALITY_NAMES.get(modality) or _of_modality(modality))
    _check_single_grey(dataset)
    _check_has_pixels(parsed)
    notes = []
    if sop_class in CAPTURES:
        notes.append(Message("A secondary capture: its grey values may not be those of the detector."))
    elif private:
        notes.append(Message("The file does not say what kind of image it is."))
    return tuple(notes)


def kind_name(sop_class: str, modality: str) -> Message:
    """What an object is, in words: by its modality, else by the standard's name of its SOP class."""
    if modality in MODALITY_NAMES:
        return MODALITY_NAMES[modality]
    from pydicom.uid import UID

    name = UID(sop_class).name if sop_class.startswith("1.2.840.10008.") else ""
    if name and name != sop_class:
        return Message("an object of the kind “{kind}”", kind=name.removesuffix(" Storage"))
    return _of_modality(modality)


def _of_modality(modality: str) -> Message:
    """An object by its modality, which is not said where it is none: any text may stand there, a name too."""
    if modality in code_strings.MODALITIES:
        return Message("an object of modality {modality}", modality=modality)
    return Message("an object of an unknown kind")


def _check_single_grey(dataset: Dataset) -> None:
    if (frames := number(dataset, "NumberOfFrames")) is not None and frames > 1:
        _refuse(Message("a series of {frames} frames in one file", frames=frames))
    photometric = photometric_interpretation(dataset)
    samples = number(dataset, "SamplesPerPixel")
    if samples not in (None, 0, 1) or photometric not in ("", "MONOCHROME1", "MONOCHROME2"):
        if photometric.replace(" ", "_") in code_strings.COLOURS:
            _refuse(Message("a colour image ({model})", model=photometric))
        if samples is not None and samples > 1:
            _refuse(Message("a colour image ({samples} samples a pixel)", samples=samples))
        _refuse(Message("a colour image"))


def _check_has_pixels(parsed: Parsed) -> None:
    if parsed.pixel_tag in (0x7FE00008, 0x7FE00009):
        _refuse(Message("an image of floating-point values"))
    if parsed.pixel_tag is None and "PixelDataProviderURL" in parsed.dataset:
        _refuse(Message("a file whose pixels are kept elsewhere"))
    if parsed.pixel_tag != PIXEL_DATA or not parsed.rest:
        raise FilmError("The file ends before its picture.", "Copy it again from where it came from.")


def _refuse(what: Message) -> None:
    raise FilmRefusedError(
        "This is {what}, not a single greyscale radiograph.", "Open a frontal radiograph.", what=what
    )


def layout(parsed: Parsed) -> Layout:
    """How the pixels are stored, checked against what can be stored at all.

    Raises:
        FilmError: sizes or bits are missing, contradict one another, or exceed the bounds.
    """
    dataset = parsed.dataset
    rows, columns = number(dataset, "Rows") or 0, number(dataset, "Columns") or 0
    if rows < 1 or columns < 1:
        raise FilmError("The header does not give the picture's size.", "Ask for the film again.")
    if rows * columns > MAX_PIXELS or max(rows, columns) > MAX_SIDE:
        raise FilmError(
            "The header claims {columns} x {rows} pixels, which is too many.",
            "It is damaged.",
            columns=columns,
            rows=rows,
        )
    allocated, stored, high, notes = _bits(dataset, parsed, rows * columns)
    pixels, said = _whole_pixels(parsed, rows * columns * allocated // 8)
    return Layout(
        rows=rows,
        columns=columns,
        bits_allocated=allocated,
        bits_stored=stored,
        high_bit=high,
        signed=number(dataset, "PixelRepresentation") == 1,
        transfer_syntax=parsed.transfer_syntax,
        encapsulated=_encapsulated(parsed),
        big_endian=parsed.big_endian,
        words=parsed.pixel_vr == "OW",
        pixel_data=pixels,
        lossy=code(dataset, "LossyImageCompression") == "01",
        notes=(*notes, *said),
    )


WRONG_LENGTH: Final = Message("The file states a wrong length for its picture; it was read as it is.")
_PADDING: Final = (b"\xfc\xff\xfc\xff", b"\xff\xfc\xff\xfc")


def _whole_pixels(parsed: Parsed, size: int) -> tuple[memoryview, tuple[Message, ...]]:
    """The picture's bytes, also where an uncompressed one is longer than its element claims.

    What stands behind it is the rest of the picture, unless it is Data Set Trailing Padding (PS3.10 7.2).
    """
    claimed = len(parsed.pixels)
    if _encapsulated(parsed) or not claimed < size <= len(parsed.rest):
        return parsed.pixels, ()
    if bytes(parsed.rest[claimed : claimed + 4]) in _PADDING:
        return parsed.pixels, ()
    return parsed.rest[:size], (WRONG_LENGTH,)


def _bits(dataset: Dataset, parsed: Parsed, pixels: int) -> tuple[int, int, int, tuple[Message, ...]]:
    """Bits Allocated, Bits Stored and High Bit, and what is to be said about them (PS3.3 C.7.6.3.1.1).

    How large a cell is, the length of an uncompressed picture tells where Bits Allocated is missing, is that
    of the values and not of their cells, or has no room for them.

    Raises:
        FilmError: the cells can be none.
    """
    stated = number(dataset, "BitsAllocated") or 0
    high = number(dataset, "HighBit")
    stored = number(dataset, "BitsStored") or (stated if high is None else min(high + 1, stated))
    allocated = stated
    if (stated in (0, *range(9, 16)) or (stated == 8 and stored > 8)) and not _encapsulated(parsed):
        allocated = {pixels: 8, pixels + 1: 8, 2 * pixels: 16}.get(len(parsed.pixels), stated)
    stored = stored or allocated
    high = stored - 1 if high is None else high
    if allocated not in (8, 16) or not 1 <= stored <= allocated or not stored - 1 <= high < allocated:
        raise FilmError(
            "Pixels of {stored} bits in {allocated} (high bit {high}) are not supported.",
            "Films of 1 to 16 bits in 8 or 16 can be read.",
            stored=stored,
            allocated=stated,
            high=high,
        )
    return allocated, stored, high, () if allocated == stated else (WRONG_HIGH_BIT,)


def _encapsulated(parsed: Parsed) -> bool:
    """Fragments, by their length or by the syntax and the first item's tag."""
    item = bytes(parsed.pixels[:4]) == b"\xfe\xff\x00\xe0"
    return item and (parsed.claimed is None or parsed.transfer_syntax not in NATIVE_SYNTAXES)


_FOR_PROCESSING: Final = "1.2.840.10008.5.1.4.1.1.1.1.1"


def unprocessed(dataset: Dataset) -> bool:
    """Whether a detector's raw values, by Presentation Intent Type (PS3.3 C.8.11.7) or SOP class."""
    intent = code(dataset, "PresentationIntentType")
    return intent == "FOR PROCESSING" or text(dataset, "SOPClassUID") == _FOR_PROCESSING


UNPROCESSED: Final = Message("Unprocessed detector data (For Processing): greys and answer may mislead.")


GARBLED: Final = Message(
    "The header does not say in which characters it is written: the patient's name may be shown wrong."
)


def notes(dataset: Dataset) -> tuple[Message, ...]:
    """Sentences about the picture as a whole, to show beside the film."""
    said = [UNPROCESSED] if unprocessed(dataset) else []
    if not photometric_interpretation(dataset) and not text(dataset, "PresentationLUTShape"):
        said.append(Message("The file does not say whether low values are black or white; black is assumed."))
    if is_garbled(dataset, "PatientName") or is_garbled(dataset, "PatientID"):
        said.append(GARBLED)
    if code(dataset, "LossyImageCompression") == "01":
        said.append(Message("The film was compressed with loss."))
    if text(dataset, "ShutterShape"):  # PS3.3 C.7.6.11
        said.append(
            Message("The file would have a part of the picture hidden (shutter); all of it is shown.")
        )
    if burned_in(dataset):
        said.append(Message("Text is burned into the picture; it may name the patient."))
    return tuple(said)


def burned_in(dataset: Dataset) -> bool | None:
    """Burned In Annotation (0028,0301): True, False, or None when the file does not say."""
    return {"YES": True, "NO": False}.get(code(dataset, "BurnedInAnnotation"))


def is_synthetic(dataset: Dataset) -> bool:
    """Whether the film says of itself that it was simulated."""
    maker = text(dataset, "Manufacturer").lower()
    return maker.startswith("shenton synthetic") or "SYNTHETIC" in text(dataset, "ImageComments")


def age(dataset: Dataset) -> str:
    """The patient's age at the study as an age string (PS3.5 6.2, AS: ``053Y``, ``018M``), if known.

    Patient's Age (0010,1010) is optional; many devices give the date of birth only (PS3.3 C.7.1.1, C.7.2.2).
    Below two years it is counted in months; a date that cannot be, or lies after the study, counts for none.
    """
    stated = text(dataset, "PatientAge")
    born, then = (_date(text(dataset, word)) for word in ("PatientBirthDate", "StudyDate"))
    if stated or born is None or then is None or born > then:
        return stated
    months = 12 * (then.year - born.year) + then.month - born.month - (then.day < born.day)
    years = months // 12
    if years > _OLDEST:
        return ""
    return f"{years:03d}Y" if years >= _IN_MONTHS_BELOW else f"{months:03d}M"


def _date(stated: str) -> date | None:
    """A day (DA); None for anything else."""
    try:
        return date(int(stated[:4]), int(stated[4:6]), int(stated[6:])) if _DAY.fullmatch(stated) else None
    except ValueError:
        return None
