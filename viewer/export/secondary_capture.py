"""The film with the overlay burned in, as a Secondary Capture image (PS3.3 A.8.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

import inference
from viewer.export.cases import ExportCase
from viewer.export.identity import PATIENT, STUDY, Identity, pixels_cleaned
from viewer.export.structured_report import MAKER, SERIES, dated

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"


def capture(
    header: Dataset,
    picture: NDArray[np.uint8],
    case: ExportCase,
    identity: Identity,
    *,
    burned_in: bool,
    reviewed: bool = False,
) -> Dataset:
    """A picture as a colour secondary capture in the film's study.

    Args:
        header: of the film, as ``identity`` gives it.
        picture: RGB uint8 [rows, columns, 3]; what it says is in its pixels.
        burned_in: whether the film's own pixels may name the patient.
        reviewed: whether a human looked for that, and what was found is black.
    """
    from pydicom.dataset import Dataset

    made = Dataset()
    made.SpecificCharacterSet = header.SpecificCharacterSet
    for name in (*PATIENT, *STUDY):
        setattr(made, name, header.get(name, ""))
    made.SOPClassUID = SECONDARY_CAPTURE
    made.SOPInstanceUID = identity.uid("sc", case.item.reading_key)
    made.SeriesInstanceUID = identity.uid("sc series", str(header.StudyInstanceUID))
    made.Modality, made.ConversionType = "OT", "WSD"
    made.SeriesNumber, made.InstanceNumber, made.SeriesDescription = 9003, 1, SERIES
    made.Manufacturer = made.ManufacturerModelName = MAKER
    made.SoftwareVersions = inference.__version__
    made.ImageType = ["DERIVED", "SECONDARY"]
    made.DerivationDescription = "Film with heat map and marks. Research use only, not for diagnosis."
    if case.item.synthetic:
        made.ImageComments = "SYNTHETIC"
    made.PatientOrientation = made.Laterality = ""
    made.BurnedInAnnotation = "YES" if burned_in else "NO"
    put_rgb(made, picture)
    made.SourceImageSequence = [_source(header)]
    whole = dated(made, header, identity)
    if reviewed:
        pixels_cleaned(whole)
    return whole


def _source(header: Dataset) -> Dataset:
    from pydicom.dataset import Dataset

    made = Dataset()
    made.ReferencedSOPClassUID = header.SOPClassUID
    made.ReferencedSOPInstanceUID = header.SOPInstanceUID
    return made


def put_rgb(made: Dataset, picture: NDArray[np.uint8]) -> None:
    """The Image Pixel module (PS3.3 C.7.6.3) of an RGB picture."""
    made.SamplesPerPixel, made.PhotometricInterpretation, made.PlanarConfiguration = 3, "RGB", 0
    made.Rows, made.Columns = picture.shape[:2]
    made.BitsAllocated = made.BitsStored = 8
    made.HighBit, made.PixelRepresentation = 7, 0
    made.LossyImageCompression = "00"
    raw = np.ascontiguousarray(picture).tobytes()
    made.add_new("PixelData", "OB", raw + b"\0" * (len(raw) % 2))
