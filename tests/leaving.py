"""Films full of what must not leave, their store, and the judge of the objects that are written."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest

from inference.dicom.reader import read_film
from inference.records import FilmImage, Region, Shown
from tests.films import CR, make_film, phantom
from tests.stores import MODEL, prediction, reading
from viewer.app.export_cases import cases_of
from viewer.export.cases import ExportCase
from viewer.store.store import Store

BOX = Region(10.0, 20.0, 40.5, 60.0)
POINT = Region(30.0, 30.0, 30.0, 30.0)
SECRETS = (
    "SECRETNAME", "SECRETNUMBER", "SECRETDOCTOR", "SECRETPLACE", "SECRETSTUDY", "SECRETDEVICE", "SECRETNOTE",
    "SECRETPRIVATE", "SECRETPATH", "SECRETCOMMENT", "SECRETACC", "SECRETLO", "19991231", "19330405",
    "1.2.777",
)  # fmt: skip


def telling_film(folder: Path, number: int = 1, **changes: Any) -> Path:
    """A film whose header says everything that must not leave."""
    header: dict[str, Any] = {
        "SOPInstanceUID": f"1.2.777.{number}.1",
        "StudyInstanceUID": f"1.2.777.{number}",
        "SeriesInstanceUID": f"1.2.777.{number}.2",
        "PatientName": "SECRETNAME^Jane",
        "PatientID": "SECRETNUMBER",
        "PatientBirthDate": "19330405",
        "PatientSex": "F",
        "PatientAge": "066Y",
        "PatientComments": "SECRETNOTE",
        "OtherPatientIDs": "SECRETNUMBER2",
        "StudyDate": "19991231",
        "StudyTime": "101112",
        "ContentDate": "19991231",
        "AcquisitionDate": "19991231",
        "AccessionNumber": "SECRETACC",
        "StudyID": "SECRETSTUDY",
        "ReferringPhysicianName": "SECRETDOCTOR^A",
        "OperatorsName": "SECRETDOCTOR^B",
        "InstitutionName": "SECRETPLACE",
        "StationName": "SECRETPLACE",
        "StudyDescription": "SECRETSTUDY",
        "SeriesDescription": "SECRETSTUDY",
        "ProtocolName": "SECRETSTUDY",
        "ImageComments": "SECRETNOTE",
        "Manufacturer": "SECRETDEVICE",
        "ManufacturerModelName": "SECRETDEVICE",
        "DeviceSerialNumber": "SECRETDEVICE",
        "WindowCenter": 2000,
        "WindowWidth": 3000,
        "WindowCenterWidthExplanation": "SECRETLO",
        "RescaleIntercept": 0,
        "RescaleSlope": 1,
        "RescaleType": "SECRETLO",
        "ImagerPixelSpacing": [0.14, 0.14],
        "PatientOrientation": ["L", "F"],
        "BurnedInAnnotation": "YES",
        "BodyPartExamined": "SECRETNAME HIP",
        "ViewPosition": "SECRETNAME",
        "PixelIntensityRelationship": "SECRETNAME",
        "PixelSpacingCalibrationType": "SECRETNAME",
        **changes,
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = make_film(folder, name=f"SECRETPATH{number}.dcm", **header)
    made = pydicom.dcmread(path)
    made.private_block(0x0009, "SECRETPRIVATE", create=True).add_new(1, "LO", "SECRETPRIVATE")
    made.add_new(0x60000010, "US", 8)
    made.add_new(0x60000011, "US", 8)
    made.add_new(0x60003000, "OW", b"SECRETNOTE")
    made.save_as(path)
    return path


def images(folder: Path) -> list[FilmImage]:
    """Two films of one patient, a DX and a CR."""
    second = telling_film(
        folder, 2, SOPClassUID=CR, Modality="CR", StudyDate="20000110", stored=phantom()[::-1]
    )
    return [read_film(telling_film(folder, 1)), read_film(second)]


def study_films(folder: Path) -> list[Path]:
    """Two DX films of one study, as a PACS holds them."""
    same = {"StudyInstanceUID": "1.2.777.1", "SeriesInstanceUID": "1.2.777.1.2", "ContentDate": None}
    second = telling_film(folder, 2, stored=np.ascontiguousarray(phantom()[::-1]), **same)
    return [telling_film(folder, 1, **same), second]


def filled_store(path: Path, films: list[FilmImage]) -> Store:
    """An open store with two readers on the first film and one on the second, all of them key images."""
    store = Store(path)
    for image in films:
        film = image.film
        shown = Shown(store.add_prediction(film, prediction()), MODEL.sha256, 0.9, 0.5, answer_visible=True)
        for reader in ("R1", "R2") if film is films[0].film else ("R1",):
            given = reading("", "A2", reader, regions=(BOX, POINT), confidence=80, comment="SECRETCOMMENT")
            store.add_reading(replace(given, film_sha256=film.pixel_sha256, shown=shown))
            store.notes.mark_key(film.pixel_sha256, reader, on=True)
    return store


def cases(path: Path, films: list[FilmImage]) -> list[ExportCase]:
    """The cases of such a store."""
    with filled_store(path, films) as store:
        return cases_of(store, [MODEL.sha256])


def errors_of(path: Path) -> list[str]:
    """What dciodvfy holds against a DICOM file."""
    judge = shutil.which("dciodvfy")
    if judge is None:
        pytest.skip("dciodvfy is not installed: apt install dicom3tools")
    done = subprocess.run(
        [judge, "-new", str(path)], capture_output=True, text=True, errors="replace", check=False
    )
    return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")]


def told(folder: Path) -> list[str]:
    """The secrets that stand in any file below a folder, with the file."""
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes() + path.name.encode()
        found += [f"{word} in {path.name}" for word in SECRETS if word.encode() in data]
    return found
