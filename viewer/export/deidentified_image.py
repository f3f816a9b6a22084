"""A film as a new DICOM file without what names the patient: pixels and the facts of the picture only.

The file is written anew from what was decoded: no codestream, private group, overlay or free text of the
original survives, whatever they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom import code_strings
from inference.dicom.elements import numbers, text
from inference.dicom.geometry import aspect_pair
from inference.dicom.grayscale import written_presentation_lut
from inference.dicom.header import CAPTURES
from inference.dicom.laterality import CONTRADICTED
from inference.dicom.laterality import notes as laterality_notes
from inference.dicom.look_up_tables import full_range, lut_item, modality_table
from inference.dicom.safe_parse import DAMAGED
from inference.imaging.blackened import blanked
from inference.messages import Message
from inference.records import Film, FilmImage, Region
from viewer.export.deidentification_profile import KEPT
from viewer.export.identity import Identity, clean, pixels_cleaned
from viewer.export.secondary_capture import SECONDARY_CAPTURE
from viewer.export.structured_report import dated

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

CR: Final = "1.2.840.10008.5.1.4.1.1.1"
DX: Final = ("1.2.840.10008.5.1.4.1.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1.1")
_NUMBERS: Final = {
    "KVP": 1, "DistanceSourceToDetector": 1, "DistanceSourceToPatient": 1,
    "EstimatedRadiographicMagnificationFactor": 1, "ImagerPixelSpacing": 2, "NominalScannedPixelSpacing": 2,
    "PixelSpacing": 2, "PixelIntensityRelationshipSign": 1, "ExposureInuAs": 1,
}  # fmt: skip
_PAIRS: Final = ("ImagerPixelSpacing", "NominalScannedPixelSpacing", "PixelSpacing")
_ONLY: Final = {"PixelIntensityRelationshipSign": (-1.0, 1.0)}
"""Numbers of which only some may stand there (PS3.3 C.8.11.3)."""
_WORDS: Final = {
    "PixelSpacingCalibrationType": ("GEOMETRY", "FIDUCIAL"),
    "PixelIntensityRelationship": ("LIN", "LOG"),
    "LossyImageCompression": ("00", "01"),
}
"""Code strings with all that they may say: any other text of this form could be a name."""
_BEAM: Final = {"PixelIntensityRelationship": "LOG", "PixelIntensityRelationshipSign": -1}
"""What a DX image must state of its values and the X-rays (PS3.3 C.8.11.3); assumed where it does not."""
_DX_EMPTY: Final = (
    "AnatomicRegionSequence", "DetectorType", "PositionerType", "AcquisitionContextSequence",
    "PatientOrientation", "ImageLaterality",
)  # fmt: skip
_REGIONS: Final = {
    "PELVIS": ("816092008", "Pelvis"), "HIP": ("29836001", "Hip"), "FEMUR": ("71341001", "Femur"),
    "KNEE": ("72696002", "Knee"), "CHEST": ("816094009", "Chest"), "ABDOMEN": ("818981001", "Abdomen"),
    "SHOULDER": ("16982005", "Shoulder"), "HAND": ("85562004", "Hand"), "FOOT": ("56459004", "Foot"),
}  # fmt: skip
"""Body parts with their codes (PS3.16 annex L, CID 4031)."""
_OTHER_CODES: Final = {
    "12921003": "PELVIS", "T-D6000": "PELVIS", "24136001": "HIP", "T-D2500": "HIP", "T-15710": "HIP",
    "T-12710": "FEMUR", "T-D9200": "KNEE", "T-D3000": "CHEST", "T-D4000": "ABDOMEN",
    "T-D2220": "SHOULDER", "T-D8700": "HAND", "T-D9700": "FOOT",
}  # fmt: skip
"""What older headers say for the same: former SNOMED CT codes and those of SNOMED RT (PS3.16 annex D)."""
_UNPAIRED: Final = ("PELVIS", "CHEST", "ABDOMEN")
_VIEWS: Final = {
    "AP": ("399348003", "antero-posterior"),
    "PA": ("272479007", "postero-anterior"),
    "LL": ("399173006", "left lateral"),
    "RL": ("399198007", "right lateral"),
}
"""View positions with their codes (CID 4010)."""


def film_class(film: Film, source: Dataset) -> str:
    """The SOP class under which a film leaves: CR and DX stay, everything else is a secondary capture.

    A DX image states its orientation and a Presentation LUT Shape and has unsigned values without a rescale
    (PS3.3 C.8.11.3, C.8.11.1); only one for presentation has a window.  One that breaks these rules, or names
    no Imager Pixel Spacing (C.8.11.4), leaves as CR, for nobody may guess a side or a size.
    """
    chain = film.chain
    plain = chain.modality_lut is None and (chain.slope, chain.intercept) == (1.0, 0.0)
    shaped = written_presentation_lut(chain) is None
    shown = film.sop_class == DX[0] or not (chain.windows or chain.voi_luts)
    plain = plain and shaped and shown
    spaced = _sizes(source, "ImagerPixelSpacing")
    if film.sop_class in DX and not (_orientation(film) and plain and not chain.signed and spaced):
        return CR
    return film.sop_class if film.sop_class in (CR, *DX, *CAPTURES) else SECONDARY_CAPTURE


def film_copy(
    image: FilmImage,
    source: Dataset,
    header: Dataset,
    identity: Identity,
    *,
    blank: Sequence[Region] = (),
    reviewed: bool,
) -> Dataset:
    """The film under the UIDs of ``header``, pixels under ``blank`` made black.

    Args:
        source: the file's own header, of which only numbers and closed vocabularies are looked at.
        reviewed: whether a human looked for burned-in text and confirmed ``blank``.
    """
    from pydicom.dataset import Dataset

    film, made = image.film, Dataset()
    made.update(header)
    made.SOPClassUID = film_class(film, source)
    made.Modality = _modality(film, made.SOPClassUID)
    made.Manufacturer = "Shenton synthetic" if film.synthetic else ""
    made.ImageType = ["DERIVED" if blank else "ORIGINAL", "PRIMARY"]
    made.SeriesNumber, made.InstanceNumber = 1, 1
    if film.synthetic:
        made.ImageComments = "SYNTHETIC"
    _facts(made, source)
    _places(made, film)
    _picture(made, film)
    made.BurnedInAnnotation = "NO" if reviewed else {True: "YES", False: "NO", None: "YES"}[film.burned_in]
    put_pixels(made, blanked(image, blank), film)
    whole = dated(_whole(made), header, identity)
    if reviewed:
        pixels_cleaned(whole)
    return whole


def _modality(film: Film, sop_class: str) -> str:
    if sop_class in DX:
        return "DX"
    return "CR" if sop_class == CR else "OT"


def _facts(made: Dataset, source: Dataset) -> None:
    """Numbers and coded words of the header, each read strictly."""
    for name, count in _NUMBERS.items():
        found = _sizes(source, name) if name in _PAIRS else numbers(source, name)
        if len(found) == count and name in KEPT and all(_may_be(name, value) for value in found):
            values = [_number(name, value) for value in found]
            setattr(made, name, values if count > 1 else values[0])
    coded = {name: word for name, known in _WORDS.items() if (word := clean(name, source)) in known}
    coded["BodyPartExamined"] = _body_part(source)
    coded["ViewPosition"] = code_strings.view(clean("ViewPosition", source))
    for name, word in coded.items():
        if word:
            setattr(made, name, word)
    if "PixelSpacingCalibrationType" in made:
        made.PixelSpacingCalibrationDescription = "as stated in the film's header"


def _may_be(name: str, value: float) -> bool:
    return -1e6 < value < 1e9 and value in _ONLY.get(name, (value,))


def _body_part(source: Dataset) -> str:
    """Body Part Examined, else the part that Anatomic Region Sequence names, which DX films have."""
    stated = code_strings.body_part(clean("BodyPartExamined", source))
    return stated or _region_word(source)


def _region_word(source: Dataset) -> str:
    """The body part of Anatomic Region Sequence (PS3.3 10.5.1), by its code: the meaning is free text."""
    try:
        code = str(source.AnatomicRegionSequence[0].CodeValue).strip()
    except DAMAGED:
        return ""
    known = {code: word for word, (code, _meaning) in _REGIONS.items()} | _OTHER_CODES
    return known.get(code, "")


def left_out(film: Film, source: Dataset) -> list[Message]:
    """What a copy of a film lacks of its header, in sentences that quote no value."""
    from pydicom.dataset import Dataset

    made = Dataset()
    _facts(made, source)
    said = []
    for name in (*_NUMBERS, *_WORDS, "BodyPartExamined", "ViewPosition"):
        if text(source, name) and name not in made:
            said.append(_invalid(name))
    if text(source, "PatientOrientation") and not _orientation(film):
        said.append(_invalid("PatientOrientation"))
    said += _of_side(film, source)
    if film.sop_class in DX:
        said += _of_dx(film, source, made)
    return said


def _invalid(name: str) -> Message:
    return Message("The {value} of its header is not valid and was left out.", value=_spelled(name))


def _of_side(film: Film, source: Dataset) -> list[Message]:
    """What the copy does not say of the side: Image Laterality U, or none, where the header names two."""
    if film.laterality == CONTRADICTED:
        return [
            Message(
                "Its header names the right side in one place and the left in another; the copy states "
                "neither."
            )
        ]
    return list(laterality_notes(source))


def _of_dx(film: Film, source: Dataset, made: Dataset) -> list[Message]:
    """What a DX film lacks that such an object must state (PS3.3 C.8.11.3)."""
    if film_class(film, source) == CR:
        return [Message("Its header lacks what a DX image must state, so the copy leaves as CR.")]
    return [
        Message(
            "Its header does not state the {value}, as a DX image must; the copy says {stated}.",
            value=_spelled(name),
            stated=value,
        )
        for name, value in _BEAM.items()
        if name not in made
    ]


def _spelled(name: str) -> str:
    """The standard's name of an attribute."""
    from pydicom.datadict import dictionary_description

    return dictionary_description(name)


def _sizes(source: Dataset, name: str) -> tuple[float, ...]:
    """A pair of sizes or proportions, both greater than nothing; else nothing."""
    found = numbers(source, name)
    return found if len(found) == 2 and min(found) > 0 else ()


def _number(name: str, value: float) -> float | int | str:
    if name in ("PixelIntensityRelationshipSign", "ExposureInuAs"):
        return int(value)
    return decimal(value)


def decimal(value: float) -> str:
    """A number as a decimal string of at most 16 characters (PS3.5 6.2, DS)."""
    return next(text for digits in range(15, 0, -1) if len(text := f"{value:.{digits}g}") <= 16)


def _orientation(film: Film) -> list[str]:
    return list(code_strings.orientation(film.patient_orientation))


def _places(made: Dataset, film: Film) -> None:
    if film.pixel_aspect != 1.0 and not any(name in made for name in _PAIRS):  # PS3.3 C.7.6.3.1.7
        made.PixelAspectRatio = list(aspect_pair(film))
    made.PatientOrientation = _orientation(film) or ""
    if made.SOPClassUID in DX:
        made.ImageLaterality = film.laterality if film.laterality in ("L", "R", "B") else "U"
        return
    is_paired = made.get("BodyPartExamined") not in _UNPAIRED
    side = film.laterality if film.laterality in ("L", "R") else ""
    if film.laterality in ("B", "U") or (side and not is_paired):  # PS3.3 C.7.3.1: one of the two alone
        made.ImageLaterality = film.laterality
    elif is_paired:
        made.Laterality = side


def _picture(made: Dataset, film: Film) -> None:
    """The grey-scale chain, from the values that the viewer itself shows the film by."""
    chain = film.chain
    presented = written_presentation_lut(chain)
    turned = chain.inverted and presented is None
    made.PhotometricInterpretation = "MONOCHROME1" if turned else "MONOCHROME2"
    if presented is not None:
        made.PresentationLUTSequence = [lut_item(full_range(presented))]
    elif made.SOPClassUID in DX:
        made.PresentationLUTShape = "INVERSE" if chain.inverted else "IDENTITY"
    if chain.modality_lut is not None:
        made.ModalityLUTSequence = [lut_item(modality_table(chain, chain.modality_lut))]
        made.ModalityLUTSequence[0].ModalityLUTType = "US"
    else:
        made.RescaleIntercept, made.RescaleSlope = decimal(chain.intercept), decimal(chain.slope)
        made.RescaleType = "US"
    if chain.voi_luts:
        made.VOILUTSequence = [lut_item(full_range(lut)) for lut in chain.voi_luts]
    if chain.windows:
        made.WindowCenter = [decimal(window.center) for window in chain.windows]
        made.WindowWidth = [decimal(window.width) for window in chain.windows]
        if chain.windows[0].function != "LINEAR":
            made.VOILUTFunction = chain.windows[0].function.value
    if chain.padding is not None:
        vr = "SS" if chain.signed else "US"
        for name, value in zip(("PixelPaddingValue", "PixelPaddingRangeLimit"), chain.padding, strict=True):
            made.add_new(name, vr, value)


def put_pixels(made: Dataset, pixels: NDArray[np.uint16], film: Film) -> None:
    """The Image Pixel module (PS3.3 C.7.6.3), uncompressed, stored values as they were."""
    bits, signed = film.chain.bits_stored, film.chain.signed
    made.SamplesPerPixel = 1
    made.Rows, made.Columns = film.shape
    made.BitsAllocated = 8 if bits <= 8 else 16
    made.BitsStored, made.HighBit, made.PixelRepresentation = bits, bits - 1, int(signed)
    stored = (pixels.astype(np.int32) + film.chain.lowest) & ((1 << made.BitsAllocated) - 1)
    raw = stored.astype(np.uint8 if made.BitsAllocated == 8 else "<u2").tobytes()
    made.add_new("PixelData", "OB" if made.BitsAllocated == 8 else "OW", raw + b"\0" * (len(raw) % 2))


def _whole(made: Dataset) -> Dataset:
    """With the type 2 attributes of its IOD, empty where nothing is known."""
    if made.SOPClassUID in (*DX, CR):
        _coded(made, "AnatomicRegionSequence", _REGIONS.get(made.get("BodyPartExamined", "")))
    if made.SOPClassUID in DX:
        made.PresentationIntentType = "FOR PRESENTATION" if made.SOPClassUID == DX[0] else "FOR PROCESSING"
        _coded(made, "ViewCodeSequence", _VIEWS.get(made.get("ViewPosition", "")))
        for name in _DX_EMPTY:
            if name not in made:
                setattr(made, name, [] if name.endswith("Sequence") else "")
        for name, value in _BEAM.items():
            made.setdefault(name, value)
        made.setdefault("LossyImageCompression", "00")
    elif made.SOPClassUID == CR:
        made.setdefault("BodyPartExamined", "")
        made.setdefault("ViewPosition", "")
    else:
        made.ConversionType = "WSD"
    return made


def _coded(made: Dataset, name: str, code: tuple[str, str] | None) -> None:
    """A sequence of one SNOMED CT code."""
    from pydicom.dataset import Dataset

    if code is not None:
        item = Dataset()
        item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = code[0], "SCT", code[1]
        setattr(made, name, [item])
