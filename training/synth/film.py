"""Write a synthetic film as DICOM: DX For Presentation or CR, 12 bits in 16, invented patient.

Attributes follow PS3.3 A.26 (DX), A.2 (CR); every film says SYNTHETIC in Manufacturer, Series
Description and Image Comments.  Nothing here sees the class.
"""

from __future__ import annotations

import hmac
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import (
    ComputedRadiographyImageStorage,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
    generate_uid,
)

from inference.files import replacing
from training.synth.generate import VERSION, SynthFilm
from training.synth.seeds import between, pick, stream

SYNTAXES = {
    ExplicitVRLittleEndian: 0.45,
    ImplicitVRLittleEndian: 0.10,
    RLELossless: 0.15,
    JPEGLSLossless: 0.15,
    JPEG2000Lossless: 0.15,
}
FAMILY_NAMES = ("Alder", "Beech", "Cedar", "Elm", "Hazel", "Larch", "Maple", "Oak", "Rowan", "Willow")
_SECRET = b"shenton synthetic patients"


def _header_draws(truth: dict[str, Any]) -> tuple[np.random.Generator, str]:
    """The stream of a film's header, and the transfer syntax that it gives first."""
    rng = stream(truth["split"], truth["seed"], truth["index"], "header")
    return rng, pick(rng, {str(k): v for k, v in SYNTAXES.items()})


def _day(rng: np.random.Generator) -> str:
    """A day as DICOM writes it (PS3.5 6.2, DA)."""
    year, month, day = 2012 + int(rng.integers(0, 12)), rng.integers(1, 13), rng.integers(1, 29)
    return f"{year}{month:02d}{day:02d}"


def study_day(truth: dict[str, Any]) -> str:
    """The study date (DA) that a film's header bears, from its truth record alone."""
    return _day(_header_draws(truth)[0])


def _patient(ds: Dataset, film: SynthFilm, rng: np.random.Generator) -> None:
    digest = hmac.new(_SECRET, film.truth["patient_key"].encode(), "sha256").hexdigest()
    given = f"Synth{digest[:4].upper()}"
    ds.PatientName = f"{FAMILY_NAMES[int(digest[4:6], 16) % len(FAMILY_NAMES)]}^{given}"
    ds.PatientID = f"SYN{digest[:10].upper()}"
    ds.StudyDate = ds.SeriesDate = ds.ContentDate = day = _day(rng)
    ds.StudyTime = f"{rng.integers(0, 24):02d}{rng.integers(0, 60):02d}{rng.integers(0, 60):02d}"
    ds.ContentTime = ds.StudyTime
    ds.PatientSex = film.header["sex"]
    if film.header["age"] is not None:
        ds.PatientBirthDate = f"{int(day[:4]) - int(film.header['age'])}0101"
        ds.PatientAge = f"{int(film.header['age']):03d}Y"


def _study(ds: Dataset, film: SynthFilm, rng: np.random.Generator) -> None:
    key = film.truth["patient_key"]
    prefix = "1.2.826.0.1.3680043.10.1587."
    ds.StudyInstanceUID = generate_uid(prefix, [key, "study"])
    ds.SeriesInstanceUID = generate_uid(prefix, [key, "series"])
    ds.SOPInstanceUID = generate_uid(prefix, [key, "film"])
    ds.AccessionNumber = f"SY{rng.integers(0, 10**8):08d}"
    ds.StudyID, ds.SeriesNumber, ds.InstanceNumber = "1", 1, 1
    ds.ReferringPhysicianName = ""
    ds.Manufacturer = "Shenton synthetic"
    ds.SoftwareVersions = VERSION
    ds.SeriesDescription = f"SYNTHETIC {film.header.get('described', 'pelvis AP')}"
    ds.ImageComments = film.header.get("comment", "SYNTHETIC film, no patient. Research only.")


def _acquisition(ds: Dataset, film: SynthFilm, rng: np.random.Generator) -> None:
    digital = film.header["storage"] == "DX"
    ds.SOPClassUID = DigitalXRayImageStorageForPresentation if digital else ComputedRadiographyImageStorage
    ds.Modality = film.header["storage"]
    ds.ImageType = ["ORIGINAL", "PRIMARY"] + ([""] if digital else [])
    hip = film.header["kind"] in ("one_hip", "close_hip")
    ds.BodyPartExamined = film.header.get("body_part", "HIP" if hip else "PELVIS")
    ds.ViewPosition = "AP"
    ds.PatientOrientation = ["L", "F"]
    ds.KVP = round(between(rng, 66, 90))
    ds.ExposureInuAs = int(between(rng, 4000, 40000))
    ds.DistanceSourceToDetector = round(film.header["sid"])
    ds.EstimatedRadiographicMagnificationFactor = round(film.header["magnification"], 4)
    imager = round(film.header["pixel"], 5)
    ds.ImagerPixelSpacing = [imager, imager]
    plane = round(film.header["pixel"] / film.header["magnification"], 5)
    ds.PixelSpacing = [plane, plane]
    ds.PixelSpacingCalibrationType = "GEOMETRY"
    ds.PixelSpacingCalibrationDescription = "magnification at the hips"
    ds.BurnedInAnnotation = "NO"
    if digital:
        ds.PresentationIntentType = "FOR PRESENTATION"
        ds.PixelIntensityRelationship, ds.PixelIntensityRelationshipSign = "LOG", -1
        ds.ImageLaterality = "U"
        ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = 0, 1, "US"
        inverse = film.header["photometric"] == "MONOCHROME1"
        ds.PresentationLUTShape = "INVERSE" if inverse else "IDENTITY"


def _pixels(ds: Dataset, film: SynthFilm) -> None:
    stored = np.ascontiguousarray(film.stored(), "<u2")
    ds.Rows, ds.Columns = stored.shape
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = film.header["photometric"]
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 12, 11, 0
    ds.WindowCenter, ds.WindowWidth = 2048, 4096
    ds.LossyImageCompression = "00"
    ds.PixelData = stored.tobytes()
    ds["PixelData"].VR = "OW"


def dataset(film: SynthFilm, syntax: str | None = None) -> Dataset:
    """The film as a DICOM data set in ``syntax`` (lossless or uncompressed), else in a drawn one."""
    truth = film.truth
    rng, drawn = _header_draws(truth)
    syntax = drawn if syntax is None else syntax
    ds = Dataset()
    ds.SpecificCharacterSet = "ISO_IR 100"
    _patient(ds, film, rng)
    _study(ds, film, rng)
    _acquisition(ds, film, rng)
    _pixels(ds, film)
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = ds.SOPClassUID
    meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    meta.TransferSyntaxUID = (
        ImplicitVRLittleEndian if syntax == ImplicitVRLittleEndian else ExplicitVRLittleEndian
    )
    ds.file_meta = meta
    if syntax not in (ExplicitVRLittleEndian, ImplicitVRLittleEndian):
        ds.compress(syntax, generate_instance_uid=False)
    return ds


def write_film(film: SynthFilm, path: Path) -> None:
    """Write atomically: the name appears only when the file is whole."""
    save: Any = dataset(film).save_as
    with replacing(path) as part:
        save(part, enforce_file_format=True)
