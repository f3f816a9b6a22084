"""A film written anew for a study pack: new identifiers, the pixels, and only what their display needs.

Nothing is copied from the old header: every element is written from what :class:`inference.records.Film`
knows, code strings by closed vocabularies, so no name, number, date, place or private element can travel
(PS3.15 E.1.1 asks for their removal).
The object is a Computed Radiography Image (PS3.3 A.2); its pixels are the same, so is their hash.
"""

from __future__ import annotations

import io
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import numpy as np

from inference.dicom import code_strings, geometry
from inference.dicom.grayscale import written_presentation_lut
from inference.dicom.look_up_tables import full_range, lut_item, modality_table
from inference.records import Film, FilmImage, SpacingKind, ValueChain, Window

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

CR: Final = "1.2.840.10008.5.1.4.1.1.1"
EXPLICIT: Final = "1.2.840.10008.1.2.1"
JPEG_LS: Final = "1.2.840.10008.1.2.4.80"


def write_film(image: FilmImage, name: str, study: str) -> bytes:
    """The film as a DICOM file.

    Args:
        image: the film with its pixels.
        name: of the film in the study; it stands as patient's name and number.
        study: identity of the locked study; the new UIDs follow from it and ``name``.
    """
    from pydicom.dataset import Dataset

    film = image.film
    dataset = Dataset()
    _identity(dataset, film, name, study)
    _picture(dataset, image)
    _values(dataset, film.chain)
    _spacing(dataset, film)
    return _file(dataset, image)


def uid(study: str, *labels: str) -> str:
    """A UID under 2.25 (PS3.5 B.2) that follows from the study and some labels."""
    number = int.from_bytes(sha256("/".join((study, *labels)).encode()).digest()[:16], "big")
    return f"2.25.{number}"


def _identity(dataset: Dataset, film: Film, name: str, study: str) -> None:
    empty = (
        "StudyDate",
        "StudyTime",
        "AccessionNumber",
        "ReferringPhysicianName",
        "PatientBirthDate",
        "StudyID",
    )
    for keyword in empty:
        setattr(dataset, keyword, "")
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID = CR
    for keyword, label in (
        ("SOPInstanceUID", "image"),
        ("SeriesInstanceUID", "series"),
        ("StudyInstanceUID", "study"),
    ):
        setattr(dataset, keyword, uid(study, name, label))
    dataset.Modality = "CR"
    dataset.Manufacturer = "Shenton synthetic" if film.synthetic else ""
    dataset.PatientName = dataset.PatientID = name
    dataset.PatientSex = ""
    dataset.PatientIdentityRemoved = "YES"
    dataset.DeidentificationMethod = "written anew by Shenton"
    dataset.BodyPartExamined = code_strings.body_part(film.body_part)
    dataset.ViewPosition = code_strings.view(film.view_position)
    dataset.SeriesNumber = dataset.InstanceNumber = 1
    dataset.PatientOrientation = list(code_strings.orientation(film.patient_orientation)) or ""
    _side(dataset, film)
    if film.for_processing:
        dataset.PresentationIntentType = "FOR PROCESSING"
    if film.burned_in is not None:
        dataset.BurnedInAnnotation = "YES" if film.burned_in else "NO"


def _side(dataset: Dataset, film: Film) -> None:
    """Laterality, of paired parts alone, else Image Laterality (PS3.3 C.7.3.1, C.8.11.7)."""
    is_paired = dataset.BodyPartExamined not in ("PELVIS", "CHEST", "ABDOMEN")
    side = film.laterality if film.laterality in ("L", "R") else ""
    if film.laterality in ("B", "U") or (side and not is_paired):
        dataset.ImageLaterality = film.laterality
    elif is_paired:
        dataset.Laterality = side


def _picture(dataset: Dataset, image: FilmImage) -> None:
    chain = image.film.chain
    dataset.SamplesPerPixel = 1
    turned = chain.inverted and chain.presentation_lut is None
    dataset.PhotometricInterpretation = "MONOCHROME1" if turned else "MONOCHROME2"
    dataset.Rows, dataset.Columns = image.film.shape
    dataset.BitsAllocated = 8 if chain.bits_stored <= 8 and not chain.signed else 16
    dataset.BitsStored, dataset.HighBit = chain.bits_stored, chain.bits_stored - 1
    dataset.PixelRepresentation = int(chain.signed)
    if chain.presentation_lut is None:
        dataset.PresentationLUTShape = "INVERSE" if chain.inverted else "IDENTITY"


def _values(dataset: Dataset, chain: ValueChain) -> None:
    """The rules from stored value to grey (PS3.3 C.11.1, C.11.2, C.11.6)."""
    if chain.modality_lut is not None:
        table = lut_item(modality_table(chain, chain.modality_lut))
        table.ModalityLUTType = "US"
        dataset.ModalityLUTSequence = [table]
    else:
        dataset.RescaleSlope, dataset.RescaleIntercept = _decimal(chain.slope), _decimal(chain.intercept)
        dataset.RescaleType = "US"
    if chain.windows:
        _windows(dataset, chain.windows)
    if chain.voi_luts:
        dataset.VOILUTSequence = [lut_item(full_range(lut)) for lut in chain.voi_luts]
    if (presented := written_presentation_lut(chain)) is not None:
        dataset.PresentationLUTSequence = [lut_item(full_range(presented))]
    if chain.padding is not None:
        low, high = chain.padding
        for tag, value in ((0x00280120, low), (0x00280121, high)):  # Pixel Padding Value and Range Limit
            dataset.add_new(tag, "SS" if chain.signed else "US", value)


def _windows(dataset: Dataset, windows: tuple[Window, ...]) -> None:
    dataset.WindowCenter = [_decimal(window.center) for window in windows]
    dataset.WindowWidth = [_decimal(window.width) for window in windows]
    dataset.VOILUTFunction = windows[0].function.value


def _decimal(value: float) -> str:
    """A decimal string of at most 16 characters (PS3.5 6.2)."""
    from pydicom.valuerep import format_number_as_ds

    return format_number_as_ds(float(value))


def _spacing(dataset: Dataset, film: Film) -> None:
    """Millimetres with the provenance that they had (PS3.3 10.7.1.3), or the shape of a pixel alone."""
    if film.spacing_mm is None:
        if film.pixel_aspect != 1.0:
            dataset.PixelAspectRatio = list(geometry.aspect_pair(film))
        return
    pair = [_decimal(value) for value in film.spacing_mm]
    if film.magnification is not None and film.spacing_kind is not SpacingKind.DETECTOR:
        dataset.EstimatedRadiographicMagnificationFactor = _decimal(film.magnification)
    match film.spacing_kind:
        case SpacingKind.CALIBRATED:
            dataset.PixelSpacing = pair
            dataset.PixelSpacingCalibrationType = "GEOMETRY"
            dataset.PixelSpacingCalibrationDescription = "as stated by the film"
        case SpacingKind.DETECTOR:
            dataset.ImagerPixelSpacing = pair
        case SpacingKind.MAGNIFIED:
            at_detector = [value * (film.magnification or 1.0) for value in film.spacing_mm]
            dataset.ImagerPixelSpacing = [_decimal(value) for value in at_detector]
        case SpacingKind.UNKNOWN:
            dataset.PixelSpacing = pair


def _file(dataset: Dataset, image: FilmImage) -> bytes:
    """Compressed without loss where the codec is sure (unsigned, 2 bits and more), else as it is."""
    from pydicom.dataset import FileMetaDataset
    from pydicom.encaps import encapsulate
    from pydicom.filewriter import dcmwrite
    from pydicom.uid import UID

    chain = image.film.chain
    packed = not chain.signed and chain.bits_stored >= 2
    stored = _jpeg_ls(image.pixels, chain.bits_stored) if packed else _stored(image)
    dataset.PixelData = encapsulate([stored]) if packed else stored
    dataset["PixelData"].VR = "OB" if packed or dataset.BitsAllocated == 8 else "OW"
    if packed:
        dataset["PixelData"].is_undefined_length = True
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(JPEG_LS if packed else EXPLICIT)
    meta.MediaStorageSOPClassUID = UID(CR)
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta = meta
    buffer = io.BytesIO()
    dcmwrite(buffer, dataset, enforce_file_format=True)
    return buffer.getvalue()


def _stored(image: FilmImage) -> bytes:
    """The stored values as uncompressed cells, sign extended, of an even number of bytes."""
    chain = image.film.chain
    values = image.pixels.astype(np.int32) + chain.lowest
    small = "u1" if chain.bits_stored <= 8 else "<u2"
    data = values.astype("<i2" if chain.signed else small).tobytes()
    return data + b"\0" * (len(data) % 2)


def _jpeg_ls(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint16]], bits: int) -> bytes:
    """A lossless JPEG-LS codestream (ISO 14495-1)."""
    import jpeg_ls

    cells = np.ascontiguousarray(pixels, np.uint8 if bits <= 8 else "<u2")
    data = jpeg_ls.encode_buffer(
        cells.tobytes(), rows=pixels.shape[0], columns=pixels.shape[1], samples_per_pixel=1, bits_stored=bits,
        lossy_error=0, interleave_mode=0,
    )  # fmt: skip
    return bytes(data)
